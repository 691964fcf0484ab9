"""Boxes: what the network's output means, overlap, and the best boxes of an image.

A box is left, top, right, bottom in pixels.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor

__all__ = ["STRIDE", "Detections", "decode", "detect", "paired_iou", "pairwise_iou", "points"]

STRIDE = 8  # pixels between neighbouring cells of the network's output

_CANDIDATES = 48  # best-scored boxes of an image that go into the suppression
_OVERLAP = 0.5  # IoU from which on two boxes of a class are one object


class Detections(NamedTuple):
    """The best K boxes of each of N images, highest score first.

    Attributes:
        boxes: float32, [N, K, 4], pixels.
        scores: float32, [N, K], 0 to 1; 0 where a better box suppressed it.
        labels: index of the class, int64, [N, K].
    """

    boxes: Tensor
    scores: Tensor
    labels: Tensor


def points(height: int, width: int, device: torch.device) -> Tensor:
    """Returns the centres (x, y) of the output's cells in pixels, [height * width, 2]."""
    y = (torch.arange(height, device=device) + 0.5) * STRIDE
    x = (torch.arange(width, device=device) + 0.5) * STRIDE
    return torch.stack(torch.meshgrid(x, y, indexing="xy"), dim=-1).reshape(-1, 2)


def decode(centres: Tensor, ltrb: Tensor) -> Tensor:
    """Turns distances from a cell's centre to the four sides into boxes.

    Args:
        centres: x, y in pixels, [A, 2].
        ltrb: distances in pixels, [..., A, 4].

    Returns:
        Boxes, [..., A, 4].
    """
    return torch.cat([centres - ltrb[..., :2], centres + ltrb[..., 2:]], dim=-1)


def _intersection(a: Tensor, b: Tensor) -> Tensor:
    low, high = torch.maximum(a[..., :2], b[..., :2]), torch.minimum(a[..., 2:], b[..., 2:])
    return (high - low).clamp(min=0).prod(dim=-1)


def _area(boxes: Tensor) -> Tensor:
    return (boxes[..., 2:] - boxes[..., :2]).clamp(min=0).prod(dim=-1)


def pairwise_iou(a: Tensor, b: Tensor) -> Tensor:
    """Returns the IoU of each box of `a` [..., A, 4] with each of `b` [..., B, 4], [..., A, B]."""
    return paired_iou(a.unsqueeze(-2), b.unsqueeze(-3))


def paired_iou(a: Tensor, b: Tensor) -> Tensor:
    """Returns the IoU of boxes at the same place in `a` and `b`; shapes broadcast, [..., 4] to [...]."""
    shared = _intersection(a, b)
    return shared / (_area(a) + _area(b) - shared).clamp(min=1e-6)


@torch.no_grad()
def detect(logits: Tensor, ltrb: Tensor) -> Detections:
    """Decodes the network's output and suppresses doubles, within each class, for all images at once.

    Args:
        logits: of the classes, [N, C, H, W].
        ltrb: distances in pixels, [N, 4, H, W].

    Returns:
        The best boxes, K = min(48, C * H * W).
    """
    classes, height, width = logits.shape[1:]
    scores, flat = logits.float().sigmoid().flatten(1).topk(min(_CANDIDATES, classes * height * width))
    cell, labels = flat % (height * width), flat // (height * width)
    every = decode(points(height, width, logits.device), ltrb.float().flatten(2).transpose(1, 2))
    boxes = every.gather(1, cell.unsqueeze(-1).expand(-1, -1, 4))
    kept = _suppress(boxes, labels)
    scores, order = (scores * kept).sort(dim=1, descending=True, stable=True)
    boxes = boxes.gather(1, order.unsqueeze(-1).expand(-1, -1, 4))
    return Detections(boxes, scores, labels.gather(1, order))


def _suppress(boxes: Tensor, labels: Tensor) -> Tensor:
    """Greedy suppression of K boxes in falling order of score; returns which stay, bool, [N, K]."""
    same = labels.unsqueeze(2) == labels.unsqueeze(1)
    hides = (pairwise_iou(boxes, boxes) > _OVERLAP) & same  # [N, K, K]
    kept = torch.ones_like(labels, dtype=torch.bool)
    for i in range(labels.shape[1]):  # K steps, each over all images
        kept[:, i + 1 :] &= ~(hides[:, i, i + 1 :] & kept[:, i : i + 1])
    return kept
