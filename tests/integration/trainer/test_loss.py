"""Which cell learns what, and that the loss leads there."""

from __future__ import annotations

import torch

from yolofuse.boxes import points
from yolofuse.loss import assign, detection_loss
from yolofuse.model import DualStream, Output
from yolofuse.scenes import SIZE, render


def test_every_object_has_a_cell() -> None:
    """No object of 128 scenes is left to nobody."""
    scenes = render(128, seed=5)
    target = assign(points(SIZE // 8, SIZE // 8, torch.device("cpu")), scenes.boxes, scenes.labels)
    for slot in range(scenes.labels.shape[1]):
        has_object = scenes.labels[:, slot] >= 0
        assert ((target == slot).any(dim=1) == has_object).all()


def test_a_perfect_answer_costs_almost_nothing() -> None:
    """The right boxes with full certainty have a loss near 0, the wrong class has not."""
    boxes, labels = torch.tensor([[[4.0, 4, 20, 20]]]), torch.tensor([[1]])
    centres = points(3, 3, torch.device("cpu"))
    ltrb = torch.cat([centres - 4, 20 - centres], dim=1).T.reshape(1, 4, 3, 3)
    mine = (assign(centres, boxes, labels) == 0).reshape(1, 1, 3, 3)
    sure = torch.where(mine, 12.0, -12.0)
    right = Output(torch.cat([torch.full_like(sure, -12), sure], dim=1), ltrb)
    wrong = Output(right.logits.flip(1), ltrb)
    assert detection_loss(right, boxes, labels) < 0.01
    assert detection_loss(wrong, boxes, labels) > 1


def test_scenes_without_objects_have_a_finite_loss() -> None:
    """Nothing to find gives a loss and gradients, no NaN."""
    scenes, model = render(4, seed=0), DualStream(width=4)
    loss = detection_loss(model(scenes.rgb, scenes.ir), scenes.boxes * 0, torch.full_like(scenes.labels, -1))
    torch.autograd.backward(loss)
    gradients = [p.grad for p in model.classify.parameters()]
    assert loss.isfinite()
    assert all(g is not None and g.isfinite().all() for g in gradients)
