"""Mean average precision at an IoU of 0.5, as PASCAL VOC counts since 2010: all points of the curve."""

from __future__ import annotations

import torch
from torch import Tensor

from .boxes import Detections, pairwise_iou

__all__ = ["average_precision", "map50"]


def map50(found: Detections, boxes: Tensor, labels: Tensor) -> float:
    """Scores detections against the truth.

    Args:
        found: of N images; scores of 0 don't count.
        boxes: of at most M true objects, pixels, [N, M, 4].
        labels: of these, -1 where there is none, [N, M].

    Returns:
        Mean of the average precisions of the classes that occur, 0 to 1; 0 when none occurs.
    """
    present = set(labels.flatten().tolist()) - {-1}
    return sum(_class_precision(found, boxes, labels, c) for c in present) / max(len(present), 1)


def _class_precision(found: Detections, boxes: Tensor, labels: Tensor, wanted: int) -> float:
    """Average precision of one class.

    A detection belongs to the object that it overlaps most; of several the best-scored hits.
    """
    iou = pairwise_iou(found.boxes, boxes).masked_fill((labels != wanted).unsqueeze(1), -1)  # [N, K, M]
    overlap, nearest = iou.max(dim=-1)
    truth = nearest + torch.arange(len(boxes)).unsqueeze(1) * boxes.shape[1]  # one number for each object
    counted = (found.labels == wanted) & (found.scores > 0)
    order = found.scores[counted].argsort(descending=True, stable=True)
    truth, close = truth[counted][order], (overlap[counted] >= 0.5)[order]
    rank = torch.arange(len(order))
    first = torch.full((labels.numel(),), len(order)).scatter_reduce(0, truth[close], rank[close], "amin")
    return average_precision(close & (first[truth] == rank), int((labels == wanted).sum()))


def average_precision(hits: Tensor, total: int) -> float:
    """Returns the area under the precision-recall curve, precision made to fall monotonously.

    Args:
        hits: whether each detection is right, best score first, bool, [D].
        total: number of true objects, at least 1.

    Returns:
        0 to 1.
    """
    right = hits.double().cumsum(0)
    precision = right / torch.arange(1, len(hits) + 1)
    envelope = precision.flip(0).cummax(0).values.flip(0) if len(hits) else precision
    return float((envelope * hits).sum()) / total  # recall rises by 1 / total at each hit, and only there
