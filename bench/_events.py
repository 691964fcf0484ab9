"""What twenty training processes write in some hours: the real logger's lines, and what people print between them."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from logloom.log import LoggerFactory, StructuredLogger
from logloom.rules import Rules
from logloom.schema import compile_rules, load

SCHEMA = Path(__file__).resolve().parent.parent / "schema.yaml"
JOBS, RANKS = 10, 2
BEGIN = datetime(2026, 11, 1, tzinfo=timezone.utc)
SECONDS_A_STEP = 1.6
"""Between two steps that are told; nine of ten are sampled out."""

PRINTED = (
    "epoch {epoch}: {percent:3d}%|{bar:<20}| {step}/4000 [{percent:02d}:12<01:37, 24.{percent}it/s, loss={loss:.4f}]",
    "/usr/lib/python3/dist-packages/torch/utils/data/dataloader.py:{percent}: UserWarning: 'pin_memory' is set to true",
    "[W1101 10:{percent:02d}:07.123456789 ProcessGroupNCCL.cpp:{step}] Warning: using GPU {rank} for the barrier",
    "Loading weights of backbone.stage{percent}.conv{rank}: shape (256, {step})",
)
TOLD = (
    "shard {step} of the data set is open, {percent} files left",
    "learning rate lowered after {percent} epochs without progress",
    "数据加载完成:第 {step} 批,剩余 {percent} 个文件",
    "validation begins on {step} scenes",
)


class Moment(NamedTuple):
    """Where a process is."""

    epoch: int
    step: int
    rank: int
    loss: float
    percent: int

    def says(self, template: str) -> str:
        """Fill in a template of the above."""
        return template.format(**self._asdict(), bar="█" * (self.percent // 5))


class Sink:
    """A stream that keeps the last line."""

    def __init__(self) -> None:
        self.line = b""

    def write(self, line: bytes) -> None:
        """Keep a line."""
        self.line = line

    def flush(self) -> None:
        """Do nothing; a stream has it."""


class Process:
    """One rank of one job, with a logger of its own and a clock that runs as fast as one likes."""

    def __init__(self, rules: Rules, job: int, rank: int, chance: random.Random) -> None:
        self._sink, self._chance, self._rank = Sink(), chance, rank
        environ = {"SERVICE": "trainer", "JOB_ID": f"yolofuse-{job:04}", "VERSION": "1.4.0", "RANK": str(rank)}
        environ |= {"NODE_IP": f"10.0.4.{job // 2}", "CUDA_VISIBLE_DEVICES": str(rank), "ENVIRONMENT": "production"}
        stream: Any = self._sink
        factory = LoggerFactory(replace(rules, sample={}), stream, environ)
        self._log: StructuredLogger = factory.get_logger().bind(model="yolofuse-s", dataset="scenes-night")
        self._seconds = job * 97 + rank * 0.3 + chance.random()

    def lines(self) -> Iterator[tuple[float, bytes]]:
        """Yield what it writes, with the second in which it does; there is no end."""
        log = self._log
        yield self._tell(log.info, "training starts", event="job_start", batch_size=64, epochs=100, gpu_count=2)
        step = 0
        while True:
            step += 10
            self._seconds += self._chance.gauss(SECONDS_A_STEP, 0.05)
            now = Moment(
                step // 4000, step, self._rank, 2 / (1 + step / 900) + self._chance.random() / 9, step // 40 % 100
            )
            yield self._step(now)
            yield from self._seldom(now)
            if step % 4000 == 0:
                yield from self._epoch(now)

    def _tell(self, speak: Callable[..., None], message: str, **fields: Any) -> tuple[float, bytes]:
        speak(message, **fields)
        stamp = (BEGIN + timedelta(seconds=self._seconds)).isoformat(timespec="milliseconds")[:23]
        return self._seconds, b'{"@timestamp":"' + stamp.encode() + self._sink.line[38:]

    def _step(self, now: Moment) -> tuple[float, bytes]:
        chance = self._chance
        milliseconds = chance.gauss(160, 5)
        return self._tell(
            self._log.info,
            "step",
            event="step",
            epoch=now.epoch,
            step=now.step,
            loss=now.loss,
            learning_rate=1e-3 * 0.97**now.epoch,
            duration_ms=round(milliseconds, 1),
            throughput=64e3 / milliseconds,
            gpu_memory=0.8 + now.epoch % 9 / 100 + chance.random() / 100,
            gpu_utilization=round(chance.uniform(0.8, 1), 2),
            gpu_temperature=chance.randint(60, 75),
            gpu_power=round(chance.gauss(300, 9), 1),
        )

    def _seldom(self, now: Moment) -> Iterator[tuple[float, bytes]]:
        log, chance = self._log, self._chance
        if chance.random() < 0.06:
            yield self._seconds, f"{now.says(chance.choice(PRINTED))}\n".encode()
        if chance.random() < 0.06:
            yield self._tell(log.info, now.says(chance.choice(TOLD)))
        if chance.random() < 0.05:
            yield self._tell(log.info, "alive", event="heartbeat", step=now.step)
        if chance.random() < 0.004:
            yield self._tell(log.warning, "read again", event="retry", step=now.step, error_type="OSError")
        if chance.random() < 0.003:
            yield self._failed(now)

    def _failed(self, now: Moment) -> tuple[float, bytes]:
        try:
            raise ValueError(f"scene {now.step} has {now.percent} boxes outside of the picture")
        except ValueError:
            return self._tell(self._log.exception, "a scene was left out", step=now.step)

    def _epoch(self, now: Moment) -> Iterator[tuple[float, bytes]]:
        log, facts = self._log, {"epoch": now.epoch, "loss": now.loss, "duration_ms": round(now.step / 6, 1)}
        yield self._tell(log.info, "epoch done", event="epoch_end", map50=1 - now.loss / 3, **facts)
        yield self._tell(log.info, "checkpoint saved", event="checkpoint", epoch=now.epoch, duration_ms=812.5)
        yield self._tell(log.info, "epoch starts", event="epoch_start", epoch=now.epoch + 1)


def lines(count: int, seed: int = 1) -> Iterator[bytes]:
    """Yield so many lines, in the order of time, as a collector would see them."""
    chance = random.Random(seed)
    rules = compile_rules(load(SCHEMA))
    processes = [Process(rules, job, rank, chance) for job in range(JOBS) for rank in range(RANKS)]
    return islice((line for _, line in heapq.merge(*(process.lines() for process in processes))), count)
