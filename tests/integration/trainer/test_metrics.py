"""mAP@0.5, against a count by hand and a plain loop."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from yolofuse.boxes import Detections
from yolofuse.metrics import average_precision, map50

BOX, FAR = [0.0, 0, 10, 10], [50.0, 50, 60, 60]


def _one_image(*found: tuple[list[float], float, int]) -> Detections:
    boxes, scores, labels = zip(*found, strict=True)
    return Detections(torch.tensor([boxes]), torch.tensor([scores]), torch.tensor([labels]))


def _loop(hits: list[bool], total: int) -> float:
    """Area under the curve as the paper draws it: at each recall the best precision from there on."""
    curve = [(sum(hits[: i + 1]) / total, sum(hits[: i + 1]) / (i + 1)) for i in range(len(hits))]
    area, before = 0.0, 0.0
    for recall, _ in curve:
        area += (recall - before) * max(p for r, p in curve if r >= recall)
        before = recall
    return area


@given(st.lists(st.booleans(), max_size=40), st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_average_precision_equals_the_plain_loop(hits: list[bool], missed: int) -> None:
    """Vectors and loop give the same area for any order of hits and misses."""
    total = sum(hits) + missed or 1
    found = average_precision(torch.tensor(hits, dtype=torch.bool), total)
    assert found == pytest.approx(_loop(hits, total))


def test_perfect_detections_score_one() -> None:
    """All objects found, nothing else: 1."""
    found = _one_image((BOX, 0.9, 0), (FAR, 0.8, 1))
    assert map50(found, torch.tensor([[BOX, FAR]]), torch.tensor([[0, 1]])) == 1


def test_the_wrong_class_is_no_hit() -> None:
    """A car where a person stands finds neither."""
    assert map50(_one_image((BOX, 0.9, 1)), torch.tensor([[BOX]]), torch.tensor([[0]])) == 0


def test_a_second_hit_on_an_object_is_false() -> None:
    """Of two boxes on one object the worse-scored counts as false: precision 1/2 until the last object."""
    shifted = [0.0, 1, 10, 11]
    found = _one_image((BOX, 0.9, 0), (shifted, 0.8, 0), (FAR, 0.7, 0))
    score = map50(found, torch.tensor([[BOX, FAR]]), torch.tensor([[0, 0]]))
    assert score == pytest.approx(0.5 * 1 + 0.5 * 2 / 3)


def test_order_of_images_does_not_matter_and_empty_slots_are_no_objects() -> None:
    """Scores are compared over all images; a slot with label -1 can't be hit."""
    boxes = torch.tensor([[BOX, [0.0] * 4], [FAR, [0.0] * 4]])
    labels = torch.tensor([[0, -1], [0, -1]])
    found = Detections(boxes, torch.tensor([[0.2, 0.0], [0.9, 0.0]]), torch.zeros(2, 2, dtype=torch.int64))
    swapped = Detections(*(part.flip(0) for part in found))
    assert map50(found, boxes, labels) == map50(swapped, boxes.flip(0), labels.flip(0)) == 1


def test_no_objects_score_zero() -> None:
    """Where nothing is to be found, the score is 0, not NaN."""
    assert map50(_one_image((BOX, 0.9, 0)), torch.zeros(1, 1, 4), torch.tensor([[-1]])) == 0
