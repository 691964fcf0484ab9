"""Measure a training loop that logs beside one that does not; print a table.

The loop takes 200 steps a second on one core, as a small model on a CPU does, and logs each tenth. Loops take turns in
pairs, in an order that changes, and the figure is the median over the pairs of what one took more than the other: CPU
time of the thread that trains, so that what else the machine does stays out of it, and beside it that of the process,
with the threads of logger and faults.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.log import mark, table

from logloom.log import LoggerFactory
from logloom.schema import compile_rules, load

PAIRS, STEPS, EACH, STEP_MS = 60, 40, 10, 5.0
BAR = 0.005
SCHEMA = Path(__file__).resolve().parent.parent / "schema.yaml"

Say = Callable[[int, float], object]
"""Told of each step and its loss."""


def make_step() -> Callable[[], float]:
    """Return a function that computes for about five milliseconds, always the same."""
    size = 1000
    while True:
        began = time.thread_time()
        _compute(size)
        took_ms = (time.thread_time() - began) * 1000
        if took_ms > STEP_MS / 2:
            break
        size *= 2
    size = int(size * STEP_MS / took_ms)
    return lambda: _compute(size)


def _compute(size: int) -> float:
    loss = 1.0
    for number in range(size):
        loss = loss * 0.999 + (number & 7) * 1e-6
    return loss


def train(step: Callable[[], float], say: Say) -> tuple[float, float]:
    """Take the steps; return the CPU time of this thread and of the process, in seconds."""
    thread, process = time.thread_time(), time.process_time()
    for number in range(STEPS):
        say(number, step())
    return time.thread_time() - thread, time.process_time() - process


def silent(_number: int, _loss: float) -> None:
    """Log nothing."""


def logging(log: Any) -> Say:
    """Return what logs each tenth step, as a training would."""

    def say(number: int, loss: float) -> None:
        if number % EACH == 0:
            log.info("step", event="step", epoch=3, step=number, loss=loss, learning_rate=1e-3, batch_size=16,
                     throughput=412.5, duration_ms=5.0)  # fmt: skip

    return say


def logger(queue: Any = None) -> Any:
    """Return a logger whose heart beats each second, which writes what it is given."""
    rules = replace(compile_rules(load(SCHEMA)), sample={})
    descriptor = os.open(os.devnull, os.O_WRONLY)
    return LoggerFactory(rules, descriptor, heartbeat_seconds=1, queue=queue).get_logger()


def compare(step: Callable[[], float], say: Say) -> tuple[float, float]:
    """Return what a loop that logs takes more than a silent one, of the thread's and of the process's time."""
    dice = random.Random(7)
    found = []
    for _ in range(PAIRS):
        if dice.random() < 0.5:
            without, with_log = train(step, silent), train(step, say)
        else:
            with_log, without = train(step, say), train(step, silent)
        found.append([with_log[i] / without[i] - 1 for i in (0, 1)])
    return statistics.median(each[0] for each in found), statistics.median(each[1] for each in found)


def main() -> int:
    """Measure, print the table, return 1 where the bar was missed."""
    step = make_step()
    loops: dict[str, Say] = {"silent, against itself": silent, "logs each tenth step": logging(logger())}
    loops["… with a queue"] = logging(logger("block"))
    found = {name: compare(step, say) for name, say in loops.items()}
    bars = {"logs each tenth step": "≤ 0.5 %"}  # with a queue two threads share the interpreter: told, not held
    rows = [
        (
            name,
            f"{thread:+.2%}",
            f"{process:+.2%} of the process",
            mark(thread <= BAR, bars[name]) if name in bars else "",
        )
        for name, (thread, process) in found.items()
    ]
    print(table(rows))
    return 0 if all(found[name][0] <= BAR for name in bars) else 1


if __name__ == "__main__":
    sys.exit(main())
