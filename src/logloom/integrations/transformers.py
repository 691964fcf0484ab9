"""Hugging Face transformers: a callback for its Trainer.

trainer = Trainer(model, arguments, train_dataset=scenes, callbacks=[LogloomCallback()])
"""

from __future__ import annotations

import time
from typing import Any

from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from logloom.integrations._end import Job
from logloom.log import StructuredLogger

__all__ = ["LogloomCallback"]


class LogloomCallback(TrainerCallback):
    """Tells of start, epochs, metrics, checkpoints and the end. Metrics and epochs come from rank 0 alone.

    The Trainer has no hook for a failure: `logloom.log.install(log)` tells of an exception that ends the program.

    Args:
        log: `get_logger()` if not given.
    """

    def __init__(self, log: StructuredLogger | None = None) -> None:
        self._job = Job(log)
        self._began = 0.0

    def on_train_begin(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, model: Any = None, **_: Any
    ) -> None:
        """Write `job_start`."""
        self._job.start(
            "training starts",
            model=type(model).__name__,
            batch_size=args.per_device_train_batch_size,
            epochs=int(args.num_train_epochs),
            gpu_count=args.world_size if args.device.type == "cuda" else 0,
            precision="bf16" if args.bf16 else "fp16" if args.fp16 else "fp32",
        )

    def on_epoch_begin(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:
        """Write `epoch_start`."""
        self._began = time.monotonic()
        self._tell(state, "epoch starts", event="epoch_start", epoch=round(state.epoch or 0))

    def on_epoch_end(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:
        """Write `epoch_end`, of the epoch that ended: the Trainer counts on already."""
        duration_ms = round((time.monotonic() - self._began) * 1000, 1)
        self._tell(state, "epoch done", event="epoch_end", epoch=round(state.epoch or 1) - 1, duration_ms=duration_ms)

    def on_log(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        logs: dict[str, Any] | None = None,
        **_: Any,
    ) -> None:
        """Write one event with the metrics; the epoch, which is a fraction here, as a whole number."""
        self._tell(state, "metrics", **{**(logs or {}), "epoch": int(state.epoch or 0)})

    def on_save(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:
        """Write `checkpoint`."""
        self._tell(state, "checkpoint saved", event="checkpoint")

    def on_train_end(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:
        """Say that the training is done; `job_end` comes at exit, since an evaluation may follow."""
        self._tell(state, "training done")

    def _tell(self, state: TrainerState, message: str, **fields: Any) -> None:
        if state.is_world_process_zero:
            self._job.log.info(message, step=state.global_step, **fields)
