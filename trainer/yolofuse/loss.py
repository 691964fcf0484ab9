"""What the network should say of each cell, and how far it is from that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional

from .boxes import STRIDE, decode, paired_iou, points

if TYPE_CHECKING:
    from .model import Output

__all__ = ["assign", "detection_loss"]


def assign(centres: Tensor, boxes: Tensor, labels: Tensor) -> Tensor:
    """Gives each cell the object that it must find.

    A cell is an object's when its centre lies in the box and within one stride of the box's centre; of
    several such objects it gets the smallest. An object with sides of 8 pixels and more has a cell always.

    Args:
        centres: of the A cells, pixels, [A, 2].
        boxes: of M objects, pixels, [N, M, 4].
        labels: of the objects, -1 where there is none, [N, M].

    Returns:
        Index of the object, -1 for none, int64, [N, A].
    """
    centres = centres[None, :, None]  # [1, A, 1, 2]
    low, high = boxes[:, None, :, :2], boxes[:, None, :, 2:]  # [N, 1, M, 2]
    inside = ((centres > low) & (centres < high)).all(dim=-1)
    near = ((centres - (low + high) / 2).abs() <= STRIDE).all(dim=-1)
    area = (high - low).prod(dim=-1).masked_fill(~(inside & near & (labels >= 0)[:, None]), torch.inf)
    smallest, index = area.min(dim=-1)
    return index.masked_fill(smallest == torch.inf, -1)


def detection_loss(output: Output, boxes: Tensor, labels: Tensor) -> Tensor:
    """Quality focal loss for the classes, whose target is the IoU of the cell's box, plus 2 times GIoU loss.

    Args:
        output: of the network, for N scenes.
        boxes: pixels, [N, M, 4].
        labels: -1 where there is no object, [N, M].

    Returns:
        The loss for each cell that has an object, a scalar in float32.
    """
    classes, height, width = output.logits.shape[1:]
    centres = points(height, width, boxes.device)
    target = assign(centres, boxes, labels)  # [N, A]
    scene, cell = (target >= 0).nonzero(as_tuple=True)  # of the P cells that have an object
    mine = target[scene, cell]
    found = decode(centres, output.ltrb.float().flatten(2).transpose(1, 2))[scene, cell]  # [P, 4]
    wanted = boxes[scene, mine]
    iou = paired_iou(found, wanted)
    quality = torch.zeros(len(boxes), height * width, classes, device=boxes.device)
    quality[scene, cell, labels[scene, mine]] = iou.detach()
    logits = output.logits.float().flatten(2).transpose(1, 2)  # [N, A, C]
    weight = (quality - logits.sigmoid()).abs().square().detach()
    focal = (weight * functional.binary_cross_entropy_with_logits(logits, quality, reduction="none")).sum()
    count = max(len(scene), 1)
    return (focal + 2 * (1 - _giou(found, wanted, iou)).sum()) / count


def _giou(a: Tensor, b: Tensor, iou: Tensor) -> Tensor:
    """Returns the generalised IoU of paired boxes [P, 4], whose IoU is known, [P], -1 to 1."""
    hull = (torch.maximum(a[:, 2:], b[:, 2:]) - torch.minimum(a[:, :2], b[:, :2])).prod(dim=-1)
    area_a, area_b = ((x[:, 2:] - x[:, :2]).prod(dim=-1) for x in (a, b))
    union = (area_a + area_b) / (1 + iou)  # since iou = shared / union and union = a + b - shared
    return iou - (hull - union) / hull.clamp(min=1e-6)
