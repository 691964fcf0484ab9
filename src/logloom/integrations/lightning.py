"""Lightning: a logger for its metrics, and a callback for the course of a job.

log = logloom.log.get_logger()
trainer = Trainer(logger=LogloomLogger(log), callbacks=[LogloomCallback(log)])
"""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lightning.pytorch.callbacks import Callback
from lightning.pytorch.loggers import Logger
from lightning.pytorch.utilities import rank_zero_only

from logloom.integrations._end import Job
from logloom.log import StructuredLogger, get_logger

if TYPE_CHECKING:
    from lightning.pytorch import LightningModule, Trainer

__all__ = ["LogloomCallback", "LogloomLogger"]


class LogloomLogger(Logger):
    """Writes what `self.log(…)` gave, as often as the Trainer's `log_every_n_steps` says, on rank 0.

    Metrics that the schema knows by their name or an alias are fields; the others stand in `extra`.

    Args:
        log: `get_logger()` if not given.
    """

    def __init__(self, log: StructuredLogger | None = None) -> None:
        super().__init__()
        self._log = log or get_logger()

    @property
    def name(self) -> str:
        """Return what the schema of the events is called."""
        return self._log.rules.name

    @property
    def version(self) -> str:
        """Return the version of the schema."""
        return self._log.rules.version

    @property
    def experiment(self) -> StructuredLogger:
        """Return the logger itself: `self.logger.experiment.info("…")`."""
        return self._log

    @rank_zero_only
    def log_metrics(self, metrics: Mapping[str, Any], step: int | None = None) -> None:
        """Write one event with all metrics of a step or an epoch."""
        self._log.info("metrics", step=step, **metrics)

    @rank_zero_only
    def log_hyperparams(self, params: dict[str, Any] | Namespace, *_: Any, **__: Any) -> None:
        """Write one event with all hyper-parameters, in `extra.hyperparameters`."""
        self._log.info("hyperparameters", hyperparameters=vars(params) if isinstance(params, Namespace) else params)


class LogloomCallback(Callback):
    """Tells of starts, epochs, checkpoints, failures and the end, on each rank.

    Args:
        log: `get_logger()` if not given.
    """

    def __init__(self, log: StructuredLogger | None = None) -> None:
        self._job = Job(log)
        self._began = 0.0

    def on_fit_start(self, trainer: Trainer, pl_module: LightningModule) -> None:
        """Write `job_start`."""
        self._job.start(
            "training starts",
            model=type(pl_module).__name__,
            epochs=trainer.max_epochs if trainer.max_epochs and trainer.max_epochs > 0 else None,
            precision=str(trainer.precision),
            gpu_count=trainer.world_size if trainer.strategy.root_device.type == "cuda" else 0,
        )

    def on_train_epoch_start(self, trainer: Trainer, pl_module: LightningModule) -> None:
        """Write `epoch_start`."""
        self._began = time.monotonic()
        if trainer.is_global_zero:
            self._job.log.info("epoch starts", event="epoch_start", epoch=trainer.current_epoch)

    def on_train_epoch_end(self, trainer: Trainer, pl_module: LightningModule) -> None:
        """Write `epoch_end` with the metrics so far."""
        if trainer.is_global_zero:
            self._job.log.info(
                "epoch done",
                event="epoch_end",
                **{**trainer.callback_metrics, **_place(trainer)},
                duration_ms=round((time.monotonic() - self._began) * 1000, 1),
            )

    def on_save_checkpoint(self, trainer: Trainer, pl_module: LightningModule, checkpoint: dict[str, Any]) -> None:
        """Write `checkpoint`."""
        self._job.log.info("checkpoint", event="checkpoint", **_place(trainer))

    def on_exception(self, trainer: Trainer, pl_module: LightningModule, exception: BaseException) -> None:
        """Write the exception, with where the training stood."""
        self._job.fail(exception, **_place(trainer))

    def on_fit_end(self, trainer: Trainer, pl_module: LightningModule) -> None:
        """Say that the training is done; `job_end` comes at exit, since a test may follow."""
        self._job.log.info("training done", **_place(trainer))


def _place(trainer: Trainer) -> dict[str, Any]:
    return {"epoch": trainer.current_epoch, "step": trainer.global_step}
