"""What three training jobs write, as the reference schema has it: lines of a log, some of them broken."""

from __future__ import annotations

import json
import math
import random
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from logloom._moments import iso

if TYPE_CHECKING:
    from collections.abc import Iterator

JOBS = ("yolofuse-0412", "yolofuse-0413", "yolofuse-0414")
EPOCHS = 12
STEPS = 25
RANKS = 2

_OOM = (
    "CUDA out of memory. Tried to allocate 2.50 GiB. GPU 0 has a total capacity of 79.10 GiB of which 1.21 GiB is free."
)
_TRACEBACK = f"""Traceback (most recent call last):
  File "train.py", line 71, in <module>
    main()
  File "train.py", line 40, in main
    loss.backward()
torch.OutOfMemoryError: {_OOM}"""
PLAIN = ("Loading 8,142 scenes from disk", "/srv/loader.py:88: UserWarning: 3 workers wait for the disk")
CUT_OFF = '{"level": "INFO", "message": "cut o'


def lines(end: datetime | None = None, jobs: tuple[str, ...] = JOBS, seed: int = 7) -> Iterator[str]:
    """Yield the lines of jobs of two ranks, one after the other, up to a moment.

    Args:
        end: of the last job, with a zone; now where it is not given.
        jobs: their ids.
        seed: of what varies.
    """
    chance = random.Random(seed)
    last = end or datetime.now(timezone.utc)
    hours = timedelta(minutes=50)
    for number, job in enumerate(jobs):
        began = last - hours * (len(jobs) - number)
        yield from _job(job, number, began, chance)
    yield from PLAIN
    yield CUT_OFF


def _job(job: str, number: int, began: datetime, chance: random.Random) -> Iterator[str]:
    seqs = [0] * RANKS

    def event(rank: int, at: datetime, name: str, message: str, **fields: Any) -> str:
        seqs[rank] += 1
        return json.dumps(
            {
                "@timestamp": iso(at),
                "level": fields.pop("level", "INFO"),
                "service": "trainer",
                "version": "1.4.0",
                "job_id": job,
                "rank": rank,
                "run": f"{number:010x}{rank:010x}",
                "seq": seqs[rank] - 1,
                "node_ip": f"10.0.4.{17 + rank}",
                "gpu_id": [rank],
                "event": name,
                "message": message,
                **fields,
            }
        )

    told = {"model": "yolofuse-s", "dataset": ("scenes-day", "scenes-night")[number % 2], "epochs": EPOCHS}
    settings = {"batch_size": 16 << number, "gpu_count": RANKS, "precision": "bf16", "learning_rate": 1e-3}
    at = began
    for rank in range(RANKS):
        yield event(rank, at, "job_start", "training starts", **told, **settings)
    for epoch in range(EPOCHS):
        for step in range(STEPS):
            at += timedelta(seconds=8)
            done = epoch + step / STEPS
            for rank in range(RANKS):
                yield event(rank, at, "step", f"step {epoch * STEPS + step}", **_step(number, rank, done, chance))
                if epoch in {4, 9} and step == 11 and rank == 0:
                    yield event(rank, at, "exception", "bad batch left out", level="WARN", error_type="ValueError")
        at += timedelta(seconds=2)
        yield event(0, at, "epoch_end", f"epoch {epoch} done", **_epoch(number, epoch, chance))
    if number == len(JOBS) - 1:
        fault = {"error_type": "torch.OutOfMemoryError", "stack_trace": _TRACEBACK, "gpu_memory": 0.985}
        yield event(0, at, "oom", _OOM, level="ERROR", **fault)
        return
    if number == 1:
        yield event(1, at, "step", "loss diverged", loss=math.nan, batch_size="32", optimizer={"name": "sgd"})
        fault = {"error_type": "RuntimeError", "stack_trace": _TRACEBACK}
        yield event(1, at, "exception", "NCCL timeout", level="ERROR", **fault)
    for rank in range(RANKS):
        yield event(rank, at, "job_end", "training ends", duration_ms=EPOCHS * STEPS * 8000.0, emitted=seqs[rank] + 1)


def _step(number: int, rank: int, done: float, chance: random.Random) -> dict[str, Any]:
    return {
        "epoch": int(done),
        "step": int(done * STEPS),
        "loss": round(2.2 * math.exp(-done / (3 + number)) + 0.12 + chance.random() / 12, 4),
        "learning_rate": round(1e-3 * (0.5 + 0.5 * math.cos(math.pi * done / EPOCHS)), 8),
        "throughput": round(410 + 35 * number - 6 * rank + 20 * chance.random(), 1),
        "duration_ms": round(150 + 8 * rank + 30 * chance.random(), 1),
        "gpu_memory": round(min(0.985, 0.52 + 0.16 * number + 0.01 * done + chance.random() / 60), 3),
        "gpu_utilization": round(0.86 - 0.05 * rank + chance.random() / 10, 3),
        "gpu_temperature": round(61 + 2 * rank + 6 * (1 - math.exp(-done)) + chance.random(), 1),
        "gpu_power": round(270 + 30 * number + 15 * chance.random(), 1),
    }


def _epoch(number: int, epoch: int, chance: random.Random) -> dict[str, Any]:
    return {
        "epoch": epoch,
        "loss": round(2.2 * math.exp(-(epoch + 1) / (3 + number)) + 0.15, 4),
        "map50": round(0.68 - 0.5 * math.exp(-epoch / (4 + number)) + chance.random() / 50, 4),
        "throughput": round(410 + 35 * number + 10 * chance.random(), 1),
        "duration_ms": 8000.0 * STEPS,
    }
