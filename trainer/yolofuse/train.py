"""Training: the loop, and what it logs."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from . import checkpoint
from .boxes import Detections, detect
from .job import Fields, Stop, milliseconds, run_job
from .loading import Batch, Loader, Order, plan, shuffle
from .loss import detection_loss
from .metrics import map50
from .model import DualStream, Streams
from .runtime import Precision, Runtime, open_runtime
from .scenes import LIGHTS, Scenes, render

if TYPE_CHECKING:
    from logloom.log import StructuredLogger

    from .faults import Fault

__all__ = ["NonFiniteLossError", "Options", "Trainer", "find", "score", "train"]

_EVALUATION_BATCH = 64


class NonFiniteLossError(ArithmeticError):
    """The loss is NaN or infinite: nothing can be learned from here on."""

    def __init__(self, loss: float) -> None:
        super().__init__(f"the loss is {loss}")
        self.loss = loss


@dataclass(frozen=True)
class Options:
    """What to train and how.

    Attributes:
        out: directory of the checkpoint.
        epochs: passes over the scenes.
        scenes: number of scenes to learn from.
        held_out: number of other scenes to be scored on.
        batch_size: scenes in a step of one rank.
        learning_rate: at its highest, after the warm-up.
        streams: which cameras the detector gets.
        precision: None for `amp` on CUDA and `fp32` on the CPU.
        seed: of scenes, weights and shuffling.
        workers: processes that read batches.
        threads: of the CPU.
    """

    out: Path
    epochs: int = 4
    scenes: int = 640
    held_out: int = 240
    batch_size: int = 8
    learning_rate: float = 3e-3
    streams: Streams = "both"
    precision: Precision | None = None
    seed: int = 0
    workers: int = 0
    threads: int = 1


def train(options: Options, log: StructuredLogger, fault: Fault) -> int:
    """Trains as a job.

    Args:
        options: what to train and how.
        log: what everything is told to.
        fault: the failure to inject.

    Returns:
        The exit code.
    """

    def work(facts: Fields, stop: Stop) -> Fields:
        with open_runtime(options.precision, options.threads) as runtime:
            return Trainer(options, runtime, log, fault, stop).run(facts)

    return run_job(log, work)


class Trainer:
    """One rank of a training job.

    Args:
        options: what to train and how.
        runtime: where.
        log: what everything is told to; epochs and checkpoints by rank 0 alone.
        fault: the failure to inject.
        stop: asked between steps.
    """

    def __init__(self, options: Options, runtime: Runtime, log: StructuredLogger, fault: Fault, stop: Stop) -> None:
        self.options, self.runtime, self.log, self.fault, self.stop = options, runtime, log, fault, stop
        torch.manual_seed(options.seed)
        torch.backends.cudnn.deterministic = True
        self.model = DualStream(options.streams).to(runtime.device)
        self.network: nn.Module = DistributedDataParallel(self.model) if runtime.ranks > 1 else self.model
        self.loader = Loader(render(options.scenes, 2 * options.seed), options.workers, log, fault)
        self.held_out = render(options.held_out, 2 * options.seed + 1)
        self.optimizer = torch.optim.AdamW(self.model.parameters(), lr=options.learning_rate)
        steps = options.epochs * len(self._plan(0))
        self.schedule = torch.optim.lr_scheduler.OneCycleLR(
            self.optimizer, options.learning_rate, total_steps=steps, pct_start=0.2
        )
        self.scaler = runtime.scaler()

    def run(self, facts: Fields) -> Fields:
        """Trains to the end.

        Args:
            facts: gets, for the report of a failure, where the training stood.

        Returns:
            Final `loss` and, on rank 0, `map50`.
        """
        self._tell_start()
        results: Fields = {}
        facts.update(step=0)
        try:
            for epoch in range(self.options.epochs):
                facts.update(epoch=epoch)
                results = self._epoch(epoch, facts)
        except Exception as error:
            # while the failed step's tensors still live: afterwards the device would look empty
            facts.update(self.runtime.gpu_fields() | self.fault.fields())
            if isinstance(error, NonFiniteLossError):
                facts.update(loss=error.loss)
            raise
        return results

    def _plan(self, epoch: int) -> list[Order]:
        options, runtime = self.options, self.runtime
        scenes = shuffle(options.scenes, options.seed, epoch)
        return plan(scenes, epoch, options.batch_size, runtime.rank, runtime.ranks)

    def _tell_start(self) -> None:
        self.log.info(
            "training starts",
            event="job_start",
            batch_size=self.options.batch_size,
            epochs=self.options.epochs,
            gpu_count=self.runtime.gpu_count,
            precision=self.runtime.precision,
            streams=self.options.streams,
        )

    def _epoch(self, epoch: int, facts: Fields) -> Fields:
        """Trains for one epoch, saves and scores; returns `loss` and, on rank 0, `map50`."""
        main = self.runtime.rank == 0
        if main:
            self.log.info("epoch starts", event="epoch_start", epoch=epoch)
        began, losses = time.monotonic(), []
        for batch in self.loader.batches(self._plan(epoch)):
            self.stop.check()
            losses.append(self._step(epoch, batch))
            facts.update(step=batch.step + 1)
        seconds = time.monotonic() - began
        loss = self.runtime.mean(sum(losses) / len(losses))
        if not main:
            return {"loss": loss}
        images = len(losses) * self.options.batch_size
        scores = score(find(self.model, self.held_out, self.runtime), self.held_out)
        self._tell_epoch(epoch, loss, scores, seconds, images)
        self._save(epoch)
        return {"loss": loss, "map50": scores["all"]}

    def _step(self, epoch: int, batch: Batch) -> float:
        """Learns from one batch; returns its loss.

        Reading the loss waits for the GPU: the price of stopping at the very step whose loss is not finite.
        """
        began = time.monotonic()
        scenes = batch.scenes.to(self.runtime.device)
        self.network.train()
        with self.runtime.autocast():
            output = self.network(scenes.rgb, scenes.ir)
        loss = detection_loss(output, scenes.boxes, scenes.labels)
        loss = self.fault.strike(batch.step, loss, self.log, self.stop)
        value = float(loss.detach())
        if not math.isfinite(value):
            raise NonFiniteLossError(value)
        learning_rate = self._descend(loss)
        self.log.info(
            "step",
            event="step",
            epoch=epoch,
            step=batch.step,
            loss=value,
            learning_rate=learning_rate,
            duration_ms=milliseconds(began),
            throughput=len(scenes) / (time.monotonic() - began),
            **self.runtime.gpu_fields(),
        )
        return value

    def _descend(self, loss: Tensor) -> float:
        """Changes the weights; returns the learning rate by which."""
        learning_rate = float(self.schedule.get_last_lr()[0])
        self.optimizer.zero_grad()
        torch.autograd.backward(self.scaler.scale(loss))
        self.scaler.step(self.optimizer)
        self.scaler.update()
        self.schedule.step()
        return learning_rate

    def _tell_epoch(self, epoch: int, loss: float, scores: dict[str, float], seconds: float, images: int) -> None:
        self.log.info(
            "epoch done",
            event="epoch_end",
            epoch=epoch,
            loss=loss,
            map50=scores["all"],
            duration_ms=round(seconds * 1000, 1),
            throughput=images / seconds,
            learning_rate=self.schedule.get_last_lr()[0],
            **{f"map50_{light}": scores[light] for light in LIGHTS if light in scores},
        )

    def _save(self, epoch: int) -> None:
        began, path = time.monotonic(), self.options.out / "checkpoint.pt"
        checkpoint.save(self.model, path)
        self.log.info(
            "checkpoint saved",
            event="checkpoint",
            epoch=epoch,
            duration_ms=milliseconds(began),
        )


@torch.no_grad()
def find(model: DualStream, scenes: Scenes, runtime: Runtime) -> Detections:
    """Detects in N scenes.

    Args:
        model: the network; left in evaluation mode.
        scenes: where to look; boxes and labels are not looked at.
        runtime: where to compute.

    Returns:
        The detections, on the CPU.
    """
    model.eval()
    found = []
    for start in range(0, len(scenes), _EVALUATION_BATCH):
        part = scenes[start : start + _EVALUATION_BATCH].to(runtime.device)
        with runtime.autocast():
            output = model(part.rgb, part.ir)
        found.append(detect(*output))
    return Detections(*(torch.cat(parts).cpu() for parts in zip(*found, strict=True)))


def score(found: Detections, scenes: Scenes) -> dict[str, float]:
    """Returns the mAP@0.5 over `all` scenes and over each light that occurs."""
    chosen = {"all": torch.ones_like(scenes.light, dtype=torch.bool)}
    chosen |= {light: scenes.light == i for i, light in enumerate(LIGHTS)}
    return {
        name: map50(Detections(*(x[which] for x in found)), scenes.boxes[which], scenes.labels[which])
        for name, which in chosen.items()
        if which.any()
    }
