"""The page over a store of a million events: its first answer, how far it is behind a file that grows, its memory.

The page runs as `logloom view` does, in a process of its own, and is asked as a browser asks: one open stream of
server-sent events, and the panels of a dashboard each second.

    python -m bench.view                            a million events, a minute of live ones
    python -m bench.view --minutes 3 --rate 6000    18 minutes' worth of them: what memory does
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from statistics import quantiles

import httpx
import orjson
from harness.many import fill

from logloom._moments import iso
from logloom.local import Store
from logloom.schema import load

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "schema.yaml"
BAR_FIRST_SECONDS, BAR_BEHIND_SECONDS = 1.0, 1.0
BATCHES = 20  # a second


def event(number: int, run: str) -> bytes:
    """Return a line of a training process that happens now."""
    fields = {
        "@timestamp": iso(datetime.now(timezone.utc)),
        "level": "ERROR" if number % 997 == 0 else "INFO",
        "service": "trainer",
        "version": "1.4.2",
        "job_id": "bench-live",
        "event": "step",
        "run": run,
        "seq": number,
        "rank": number % 4,
        "step": number,
        "loss": 2 / (1 + number),
        "gpu_memory": 0.8,
        "throughput": 400.0 + number % 20,
        "message": "step done",
    }
    return orjson.dumps(fields, option=orjson.OPT_APPEND_NEWLINE)


@contextmanager
def viewing(folder: Path, log: Path) -> Iterator[tuple[str, int, float]]:
    """Run the page; yield its address, its process and the seconds that it took to come."""
    begun = time.perf_counter()
    options = ["--port", "0", "--schema", str(SCHEMA), "--store", str(folder / "s.db")]
    command = [sys.executable, "-m", "logloom", "view", str(log), *options]
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "LOGLOOM_SPOOL": str(folder / "spool")}
    with subprocess.Popen(command, cwd=folder, env=environ, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            url = process.stdout.readline().removeprefix("page: ").strip()
            yield url, process.pid, time.perf_counter() - begun
        finally:
            process.terminate()
            process.wait(30)


def megabytes(pid: int) -> float:
    """Return the resident memory of a process."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def cpu_seconds(pid: int) -> float:
    """Return the CPU time of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Browser(threading.Thread):
    """Listens, notes when each number of events was told, and asks for a dashboard each second."""

    def __init__(self, url: str, known: int) -> None:
        super().__init__(daemon=True)
        self.told: list[tuple[int, float]] = []
        self.answers: list[float] = []
        self.ended = threading.Event()
        self._url, self._known = url, known

    def run(self) -> None:
        """Listen until it is ended."""
        threading.Thread(target=self._ask, daemon=True).start()
        with httpx.Client(timeout=None) as client, client.stream("GET", f"{self._url}api/live") as answer:
            for line in answer.iter_lines():
                if line.startswith("data: "):
                    self.told.append((orjson.loads(line[6:])["events"] - self._known, time.time()))
                if self.ended.is_set():
                    return

    def _ask(self) -> None:
        with httpx.Client(timeout=None) as client:
            while not self.ended.wait(1.0):
                begun = time.perf_counter()
                client.get(f"{self._url}api/panels", params={"dashboard": "overview", "from": "now-15m", "to": "now"})
                self.answers.append(time.perf_counter() - begun)


def grow(log: Path, seconds: float, rate: int) -> list[tuple[int, float]]:
    """Write events at a steady rate; return how many there were at which time."""
    written, number, begun, run = [], 0, time.time(), os.urandom(10).hex()
    with log.open("ab", buffering=0) as file:
        while (now := time.time()) < begun + seconds:
            for _ in range(rate // BATCHES):
                number += 1
                file.write(event(number, run))
            written.append((number, time.time()))
            time.sleep(max(0.0, begun + number / rate - now))
    return written


def delays(written: list[tuple[int, float]], told: list[tuple[int, float]]) -> list[float]:
    """Return how long after its writing each batch was told of."""
    found: list[float] = []
    rest = iter(told)
    count, at = next(rest, (0, 0.0))
    for number, moment in written:
        while count < number:
            following = next(rest, None)
            if following is None:
                return found
            count, at = following
        found.append(max(0.0, at - moment))
    return found


def main() -> int:
    """Measure, print, and return 1 where a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.view", description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000, help="in the store (1,000,000)")
    parser.add_argument("--minutes", type=float, default=1.0, help="of live events (1)")
    parser.add_argument("--rate", type=int, default=1000, help="of live events, a second (1,000)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        log = folder / "live.log"
        log.touch()
        with Store.open(folder / "s.db", load(SCHEMA), write=True) as store:
            fill(store, options.events, datetime.now(timezone.utc).replace(tzinfo=None) - timedelta(seconds=5))
        with viewing(folder, log) as (url, pid, came):
            first, whole = first_answer(url)
            return report(options, came, first, whole, live(url, pid, log, options))


def first_answer(url: str) -> tuple[float, float]:
    """Return after how long the first panel, and the last, of the first dashboard is there."""
    begun = time.perf_counter()
    first = 0.0
    with httpx.stream("GET", f"{url}api/panels", params={"dashboard": "overview", "from": "all"}, timeout=60) as answer:
        for line in answer.iter_lines():
            if '"panel"' in line and not first:
                first = time.perf_counter() - begun
    return first, time.perf_counter() - begun


def live(url: str, pid: int, log: Path, options: argparse.Namespace) -> tuple[Browser, list[float], list[float], float]:
    """Let the file grow; return the browser, the delays, the memory each second, and the CPU time."""
    known = httpx.get(f"{url}api/state").json()["events"]
    browser = Browser(url, known)
    browser.start()
    memory: list[float] = []
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(1.0):
            memory.append(megabytes(pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    before = cpu_seconds(pid)
    written = grow(log, options.minutes * 60, options.rate)
    time.sleep(2)
    ended.set()
    browser.ended.set()
    watcher.join()
    return browser, delays(written, list(browser.told)), memory, cpu_seconds(pid) - before


def report(
    options: argparse.Namespace,
    came: float,
    first: float,
    whole: float,
    watched: tuple[Browser, list[float], list[float], float],
) -> int:
    """Print the table."""
    browser, behind, memory, cpu = watched
    shares = quantiles(behind, n=100)
    warm = memory[len(memory) // 10 :]  # what is written ahead goes to its place now and then: a saw's teeth
    early, late = warm[: len(warm) // 2], warm[len(warm) // 2 :]
    rows = [
        ("the page answers, from its start", f"{came:.2f} s", ""),
        (f"first panel of {options.events:,} events, over all time", f"{first * 1000:.0f} ms", ""),
        ("all panels of that dashboard", f"{whole * 1000:.0f} ms", f"{BAR_FIRST_SECONDS:g} s"),
        (f"behind a file that grows by {options.rate:,} events/s: half", f"{shares[49] * 1000:.0f} ms", ""),
        ("99 of 100", f"{shares[98] * 1000:.0f} ms", f"{BAR_BEHIND_SECONDS:g} s"),
        ("at most", f"{max(behind) * 1000:.0f} ms", ""),
        ("a dashboard of 15 minutes meanwhile, half", f"{quantiles(browser.answers, n=2)[0] * 1000:.0f} ms", ""),
        ("CPU meanwhile", f"{cpu / (options.minutes * 60):.0%} of one core", ""),
        ("memory at its least, first half and second", f"{min(early):.0f} and {min(late):.0f} MB", ""),
        ("memory at its most, first half and second", f"{max(early):.0f} and {max(late):.0f} MB", ""),
    ]
    print("| the page | measured | must reach |\n| --- | --- | --- |")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    return int(whole > BAR_FIRST_SECONDS or shares[98] > BAR_BEHIND_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
