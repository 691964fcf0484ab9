"""The network: a backbone for each camera, fusion at middle depth, an anchor-free head."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

import torch
from torch import Tensor, nn
from torch.nn import functional

from .boxes import STRIDE
from .scenes import CLASSES

__all__ = ["STREAMS", "DualStream", "Output", "Streams"]

Streams = Literal["both", "rgb", "ir"]
STREAMS: tuple[Streams, ...] = get_args(Streams)

_CHANNELS = {"rgb": 3, "ir": 1}


class Output(NamedTuple):
    """What the head says of each cell; H and W are an eighth of the image's.

    Attributes:
        logits: of each class, [N, C, H, W]; a trained sigmoid tells how well the cell's box fits an object.
        ltrb: distances from the cell's centre to left, top, right, bottom side in pixels, [N, 4, H, W].
    """

    logits: Tensor
    ltrb: Tensor


def _conv(inputs: int, outputs: int, kernel: int = 3, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class _Residual(nn.Module):
    """Two convolutions around which the input goes unchanged, [N, width, H, W] to the same."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.body = nn.Sequential(_conv(width, width), _conv(width, width))

    def forward(self, x: Tensor) -> Tensor:
        change: Tensor = self.body(x)
        return x + change


def _backbone(channels: int, width: int) -> nn.Sequential:
    """Returns a backbone from [N, channels, S, S] to [N, 4 * width, S / 8, S / 8]."""
    return nn.Sequential(
        _conv(channels, width, stride=2),
        _conv(width, 2 * width, stride=2),
        _Residual(2 * width),
        _conv(2 * width, 4 * width, stride=2),
        _Residual(4 * width),
    )


class DualStream(nn.Module):
    """YOLOFuse in small: two backbones, their features joined at stride 8, one head.

    Args:
        streams: `both`, or the single camera that the detector gets.
        width: channels after the first convolution.
    """

    def __init__(self, streams: Streams = "both", width: int = 16) -> None:
        super().__init__()
        self.streams = streams
        self.width = width
        used = ("rgb", "ir") if streams == "both" else (streams,)
        self.backbones = nn.ModuleDict({name: _backbone(_CHANNELS[name], width) for name in used})
        self.fusion = _conv(4 * width * len(used), 4 * width, kernel=1)
        self.neck = nn.Sequential(_Residual(4 * width), _conv(4 * width, 4 * width))
        self.classify = nn.Conv2d(4 * width, len(CLASSES), 1)
        self.regress = nn.Conv2d(4 * width, 4, 1)
        # few cells hold an object: start from sigmoid(-4) = 0.02
        self.classify.bias = nn.Parameter(torch.full((len(CLASSES),), -4.0))

    def forward(self, rgb: Tensor, ir: Tensor) -> Output:
        """Looks at N scenes.

        Args:
            rgb: uint8, [N, 3, S, S], S a multiple of 8.
            ir: uint8, [N, 1, S, S].

        Returns:
            The head's output at stride 8.
        """
        images = {"rgb": rgb, "ir": ir}
        features = [backbone(_normalise(images[name])) for name, backbone in self.backbones.items()]
        x = self.neck(self.fusion(torch.cat(features, dim=1)))
        return Output(self.classify(x), functional.softplus(self.regress(x).float()) * STRIDE)


def _normalise(image: Tensor) -> Tensor:
    """Turns bytes into numbers from -2 to 2, in the memory order that convolutions like."""
    scaled = image.float() / 63.75 - 2
    return scaled.contiguous(memory_format=torch.channels_last)
