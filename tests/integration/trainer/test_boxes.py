"""Overlap, decoding and suppression, against plain loops."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from yolofuse.boxes import STRIDE, decode, detect, paired_iou, pairwise_iou, points


def _random_boxes(count: int, seed: int) -> Tensor:
    corner = torch.rand((count, 2), generator=torch.Generator().manual_seed(seed)) * 50
    size = torch.rand((count, 2), generator=torch.Generator().manual_seed(seed + 1)) * 30 + 1
    return torch.cat([corner, corner + size], dim=1)


def _iou(a: list[float], b: list[float]) -> float:
    width = max(0.0, min(a[2], b[2]) - max(a[0], b[0]))
    height = max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
    area = sum((x[2] - x[0]) * (x[3] - x[1]) for x in (a, b))
    return width * height / (area - width * height)


def test_pairwise_iou_equals_the_textbook() -> None:
    """Each entry is intersection over union of its two boxes."""
    a, b = _random_boxes(7, 0), _random_boxes(5, 2)
    found = pairwise_iou(a, b)
    for i, x in enumerate(a.tolist()):
        for j, y in enumerate(b.tolist()):
            assert found[i, j].item() == pytest.approx(_iou(x, y), abs=1e-5)


def test_an_empty_box_overlaps_nothing() -> None:
    """A box of zeros, as in an empty slot, has IoU 0 with everything, itself too."""
    assert not paired_iou(torch.zeros(1, 4), torch.tensor([[0.0, 0, 5, 5]])).any()
    assert not paired_iou(torch.zeros(1, 4), torch.zeros(1, 4)).any()


def test_decode_goes_from_the_centre_of_the_cell() -> None:
    """Cell (row 0, column 1) has its centre at (12, 4), from where the four distances count."""
    centres = points(2, 3, torch.device("cpu"))
    assert centres.shape == (6, 2)
    assert centres[1].tolist() == [1.5 * STRIDE, 0.5 * STRIDE]
    assert decode(centres[1:2], torch.tensor([[1.0, 2, 3, 4]])).tolist() == [[11, 2, 15, 8]]


def test_detect_keeps_the_best_of_each_class_as_the_greedy_loop_does() -> None:
    """Suppression for all images at once gives what the usual loop gives for each."""
    dice = torch.Generator().manual_seed(1)
    logits = torch.randn((3, 2, 6, 6), generator=dice)
    ltrb = torch.rand((3, 4, 6, 6), generator=dice) * 25
    found = detect(logits, ltrb)
    every = decode(points(6, 6, logits.device), ltrb.flatten(2).transpose(1, 2))
    for image in range(3):
        best = logits[image].sigmoid().flatten().sort(descending=True, stable=True)
        kept: list[tuple[int, list[float]]] = []
        for place in best.indices[:48].tolist():
            label, box = place // 36, every[image, place % 36].tolist()
            if all(label != other or _iou(box, seen) <= 0.5 for other, seen in kept):
                kept.append((label, box))
        count = int((found.scores[image] > 0).sum())
        assert [label for label, _ in kept] == found.labels[image, :count].tolist()
        assert torch.allclose(torch.tensor([box for _, box in kept]), found.boxes[image, :count])
        assert (found.scores[image].diff() <= 0).all()
