"""Measure what `logloom run` adds to a job that logs 1,000 events a second, beside `tee`; print a table.

What a job waits for is its write: into a pipe that somebody reads, instead of a file. So each call of the logger is
timed, and what the calls of a second take more is what the run time grows by. All ways take turns; a figure is the
least of the rounds, which other work on the machine disturbs least. CPU beside the job matters where none is free.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import resource
import shlex
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from logloom.run import Home

ROUNDS, EVENTS, RATE, BAR = 3, 8000, 1000, 0.02
TERMINAL_BYTES = 65536
RULES = {"LOGLOOM_RULES": str(Path(__file__).resolve().parent.parent / "deploy" / "rules.json")}

JOB = """
import sys, time
import logloom.log
log = logloom.log.get_logger(service="trainer", job_id="bench").bind(model="yolofuse")
events, rate = int(sys.argv[1]), int(sys.argv[2])
calls, clock, begun = [], time.perf_counter, time.perf_counter()
for step in range(events):
    time.sleep(max(0, begun + step / rate - clock()))
    before = clock()
    log.info("step done", event="epoch_end", epoch=3, step=step, loss=0.2113, learning_rate=0.001, gpu_memory=0.93)
    calls.append(clock() - before)
most = sorted(calls)[: max(1, len(calls) * 95 // 100)]
means = [sum(each) / len(each) * 1e6 for each in (most, calls)]
print(*means, time.process_time(), clock() - begun, file=open(sys.argv[3], "w"))
"""


class Cost(NamedTuple):
    """What one run took.

    Args:
        call_us: mean of a call, without the slowest of twenty.
        every_call_us: mean of all calls: also of those that waited for room in the pipe, or for other work.
        around_share: CPU of all else but the page and the starts, as a share of the time.
        page_share: CPU of the page's process, once it has started.
    """

    call_us: float
    every_call_us: float
    around_share: float
    page_share: float


def logloom(*options: str) -> str:
    """Return the start of a command line."""
    return shlex.join([sys.executable, "-m", "logloom", "run", *options, "--"])


WAYS = {
    "the job alone": "exec {job} > /dev/null",
    "`| tee file`": "{job} | tee tee.log > /dev/null",
    "`logloom run`, no page, not a terminal": f"exec {logloom('--no-page')} {{job}} > /dev/null 2>&1",
    "`logloom run`, no page, in a terminal": f"exec {logloom('--no-page')} {{job}}",
    "`logloom run` with its page": f"exec {logloom()} {{job}} > /dev/null 2>&1",
}


@contextlib.contextmanager
def terminal() -> Iterator[int]:
    """Yield a terminal whose other end is read."""
    ours, theirs = os.openpty()

    def read() -> None:
        with contextlib.suppress(OSError):
            while os.read(ours, TERMINAL_BYTES):
                pass

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    yield theirs
    os.close(theirs)
    thread.join(5)
    os.close(ours)


def cpu_seconds(pid: int) -> float:
    """Return the CPU time of a process that lives."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class PageCost(threading.Thread):
    """Looks at the page's process until it is told to stop; its CPU time is gone with it."""

    def __init__(self, home: Home) -> None:
        super().__init__(daemon=True)
        self.home, self.ended = home, threading.Event()
        self._looks: list[tuple[float, float]] = []

    def run(self) -> None:
        """Look twice a second."""
        while not self.ended.wait(0.5):
            page = self.home.page()
            with contextlib.suppress(OSError):
                if page:
                    self._looks.append((time.monotonic(), cpu_seconds(page.pid)))

    @property
    def share(self) -> float:
        """CPU between the first look and the last, as a share of the time."""
        if len(self._looks) < 2:
            return 0.0
        (begun, before), (ended, after) = self._looks[0], self._looks[-1]
        return (after - before) / (ended - begun)


def measure(way: str, folder: Path, events: int = EVENTS) -> Cost:
    """Run the job once in a way."""
    told = folder / "told"
    job = shlex.join([sys.executable, "-c", JOB, str(events), str(RATE), str(told)])
    page = PageCost(Home(folder / ".logloom"))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    page.start()
    with terminal() as screen:
        words = ["bash", "-c", WAYS[way].format(job=job)]
        subprocess.run(words, cwd=folder, env=os.environ | RULES, stdout=screen, stderr=screen, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    page.ended.set()
    page.join()
    while page.home.page_lives():
        time.sleep(0.1)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    call, every_call, cpu, seconds = map(float, told.read_text().split())
    if events == 1:
        return Cost(call, every_call, spent - cpu, 0.0)
    return Cost(call, every_call, (spent - cpu) / seconds, page.share)


def table(costs: Mapping[str, Sequence[Cost]]) -> bool:
    """Print the table; return whether the bar is reached."""
    print("| what | a call, µs | added to the job | with the slowest calls | CPU of `run` or `tee` | of the page |")
    print("| --- | ---: | --- | ---: | ---: | ---: |")
    best = {way: Cost(*map(min, zip(*each, strict=True))) for way, each in costs.items()}
    alone, good = next(iter(best.values())), True
    for way, cost in best.items():
        added = (cost.call_us - alone.call_us) * RATE / 1e6
        every = (cost.every_call_us - alone.every_call_us) * RATE / 1e6
        is_over = "logloom" in way and added > BAR
        good = good and not is_over
        mark = " **over 2 %**" if is_over else ""
        print(
            f"| {way} | {cost.call_us:.1f} | {added:.2%}{mark} | {every:.2%} | {max(cost.around_share, 0):.1%} "
            f"| {cost.page_share:.1%} |",
            flush=True,
        )
    print(f"\n{EVENTS:,} events, {RATE:,} a second. A call is a mean without the slowest 5 %.")
    print("CPU in shares of one core, without the starts.")
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="logloom-bench-") as name:
        folder = Path(name)
        costs: dict[str, list[Cost]] = {way: [] for way in WAYS}
        for _ in range(arguments.rounds):
            for way, each in costs.items():
                found, start = measure(way, folder), measure(way, folder, events=1).around_share
                each.append(found._replace(around_share=found.around_share - start * RATE / EVENTS))
        return 0 if table(costs) else 1


if __name__ == "__main__":
    sys.exit(main())
