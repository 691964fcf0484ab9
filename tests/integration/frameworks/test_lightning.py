"""A real Lightning Trainer tells of its job."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest

from logloom.log import StructuredLogger

pytestmark = pytest.mark.needs("torch", "lightning")


def module(fails_at: int = -1) -> Any:
    """Make a model of one weight, whose step `fails_at` fails."""
    import lightning.pytorch as pl  # noqa: PLC0415 - only where it is there
    import torch  # noqa: PLC0415

    class Line(pl.LightningModule):
        def __init__(self) -> None:
            super().__init__()
            self.save_hyperparameters({"width": 8, "api_key": "abcd-efgh"})
            self.layer = torch.nn.Linear(1, 1)

        def training_step(self, batch: Any, _index: int) -> Any:
            if self.global_step == fails_at:
                raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB")
            loss = self.layer(batch).square().mean()
            self.log("train_loss", loss)
            return loss

        def configure_optimizers(self) -> Any:
            return torch.optim.SGD(self.parameters(), lr=0.1)

        def train_dataloader(self) -> Any:
            return torch.utils.data.DataLoader(torch.ones(8, 1), batch_size=2)

    return Line()


def fit(log: StructuredLogger, folder: Path, **options: Any) -> None:
    """Train two epochs of four steps."""
    import lightning.pytorch as pl  # noqa: PLC0415

    from logloom.integrations.lightning import LogloomCallback, LogloomLogger  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        trainer = pl.Trainer(
            logger=LogloomLogger(log),
            callbacks=[LogloomCallback(log)],
            accelerator="cpu",
            max_epochs=2,
            log_every_n_steps=1,
            default_root_dir=folder,
            enable_progress_bar=False,
            enable_model_summary=False,
        )
        trainer.fit(module(**options))


def test_a_training_tells_its_course(log: StructuredLogger, lines: Any, tmp_path: Path) -> None:
    """Start, epochs, metrics as fields, checkpoints; nothing breaks the schema and no secret is told."""
    fit(log, tmp_path)
    (start,) = lines.of("job_start")
    assert (start["model"], start["epochs"], start["gpu_count"], start["precision"]) == ("Line", 2, 0, "32-true")
    assert [event["epoch"] for event in lines.of("epoch_start")] == [0, 1]
    ends = lines.of("epoch_end")
    assert [event["epoch"] for event in ends] == [0, 1]
    assert all(event["loss"] >= 0 and event["duration_ms"] > 0 for event in ends)
    metrics = [event for event in lines.of("log") if event["message"] == "metrics"]
    assert [event["step"] for event in metrics] == list(range(8))
    assert all("loss" in event for event in metrics)
    assert lines.of("checkpoint")
    (settings,) = [event for event in lines.of("log") if event["message"] == "hyperparameters"]
    assert settings["extra"]["hyperparameters"] == {"width": 8, "api_key": "[redacted:named_secrets]"}
    assert all("violations" not in event for event in lines.events)


def test_a_failure_is_told_once_with_its_place(log: StructuredLogger, lines: Any, tmp_path: Path) -> None:
    """Out of memory is an `oom` event, with epoch and step; it is raised as before."""
    import torch  # noqa: PLC0415

    with pytest.raises(torch.OutOfMemoryError):
        fit(log, tmp_path, fails_at=5)
    (event,) = lines.of("oom")
    assert (event["level"], event["epoch"], event["step"]) == ("ERROR", 1, 5)
    assert event["error_type"].endswith("OutOfMemoryError")
    assert "training_step" in event["stack_trace"]
