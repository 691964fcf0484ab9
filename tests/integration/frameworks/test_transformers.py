"""A real Hugging Face Trainer tells of its job."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest

from logloom.log import StructuredLogger

pytestmark = pytest.mark.needs("torch", "transformers")


def train(log: StructuredLogger, folder: Path) -> None:
    """Train one weight for two epochs of two steps."""
    import torch  # noqa: PLC0415 - only where it is there
    from transformers import Trainer, TrainingArguments  # noqa: PLC0415

    from logloom.integrations.transformers import LogloomCallback  # noqa: PLC0415

    class Line(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.layer = torch.nn.Linear(1, 1)

        def forward(self, x: Any, labels: Any = None, **_: Any) -> Any:
            return {"loss": (self.layer(x) - labels).square().mean()}

    scenes = [{"x": torch.ones(1), "labels": torch.zeros(1)} for _ in range(8)]
    arguments = TrainingArguments(
        output_dir=str(folder), num_train_epochs=2, per_device_train_batch_size=4, logging_steps=1, report_to=[],
        use_cpu=True, disable_tqdm=True, save_strategy="epoch",
    )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        Trainer(Line(), arguments, train_dataset=scenes, callbacks=[LogloomCallback(log)]).train()


def test_a_training_tells_its_course(log: StructuredLogger, lines: Any, tmp_path: Path) -> None:
    """Start, epochs counted from 0, metrics as fields, checkpoints; nothing breaks the schema."""
    train(log, tmp_path)
    (start,) = lines.of("job_start")
    assert (start["model"], start["batch_size"], start["epochs"]) == ("Line", 4, 2)
    assert (start["gpu_count"], start["precision"]) == (0, "fp32")
    assert [event["epoch"] for event in lines.of("epoch_start")] == [0, 1]
    assert [event["epoch"] for event in lines.of("epoch_end")] == [0, 1]
    metrics = [event for event in lines.of("log") if event["message"] == "metrics" and "loss" in event]
    assert [event["step"] for event in metrics][:4] == [1, 2, 3, 4]
    assert all("learning_rate" in event for event in metrics[:4])
    assert [event["step"] for event in lines.of("checkpoint")] == [2, 4]
    assert all("violations" not in event for event in lines.events)
