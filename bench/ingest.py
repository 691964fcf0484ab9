"""Log files into the embedded store, against DuckDB's own typed `read_json` of the same file.

Each measurement runs in a process of its own, so that its peak memory is its own. `--large` adds a file ten times as
long, which takes some minutes and 4 GB of disk.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import multiprocessing
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import orjson

from logloom.local import Store, ingest
from logloom.local._sql import column_type
from logloom.rules import Rules
from logloom.schema import compile_rules, load

SCHEMA = Path(__file__).resolve().parent.parent / "schema.yaml"
LINES, ODD_LINES, LARGE = 1_000_000, 200_000, 10


class Result(NamedTuple):
    """What one measurement gave: seconds, and megabytes at the peak (worker processes added)."""

    seconds: float
    megabytes: int


def events(count: int, **more: Any) -> Iterator[bytes]:
    """Yield conforming events of about 390 bytes, of ten processes."""
    chance = random.Random(1)
    runs = [chance.randbytes(10).hex() for _ in range(11)]
    for number in range(count):
        run, seq = divmod(number, max(1, count // 10))
        event = {
            "@timestamp": f"2026-11-01T{seq // 3600 % 24:02}:{seq // 60 % 60:02}:{seq % 60:02}.{seq % 1000:03}Z",
            "level": "INFO",
            "service": "trainer",
            "version": "1.4.2",
            "job_id": f"job-{run}",
            "run": runs[run],
            "seq": seq,
            "event": "step",
            "node_ip": "10.0.0.7",
            "rank": 0,
            "gpu_id": [0],
            "model": "yolofuse",
            "dataset": "scenes",
            "epoch": seq // 1000,
            "step": seq,
            "loss": round(chance.random(), 6),
            "learning_rate": 0.001,
            "gpu_memory": round(chance.random(), 4),
            "throughput": round(chance.random() * 500, 2),
            "message": "step done, all is well and ready",
        }
        yield orjson.dumps(event | more) + b"\n"


def spaced(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the same events with the separators that `json.dumps` has by default."""
    return (json.dumps(orjson.loads(line)).encode() + b"\n" for line in lines)


def write(path: Path, lines: Iterator[bytes]) -> Path:
    with path.open("wb") as stream:
        stream.writelines(lines)
    return path


def read_json(path: Path, folder: Path, statement: str) -> None:
    """DuckDB's own reader, with the types of the schema and DuckDB's own settings."""
    rules: Rules = compile_rules(load(SCHEMA))
    columns = ", ".join(f"'{name}': '{column_type(rule)}'" for name, rule in rules.fields.items())
    with duckdb.connect(str(folder / "peer.duckdb")) as connection:
        names = ", ".join(f'count("{name}")' for name in rules.fields)
        source = f"read_json('{path}', format='newline_delimited', columns={{{columns}}})"
        connection.execute(statement.format(names=names, source=source))


def read_and_store(path: Path, folder: Path) -> None:
    read_json(path, folder, "CREATE TABLE events AS SELECT * FROM {source}")


def read_and_count(path: Path, folder: Path) -> None:
    read_json(path, folder, "SELECT {names} FROM {source}")


def store(path: Path, folder: Path) -> None:
    with Store.open(folder / "events.duckdb", load(SCHEMA), write=True) as opened:
        report = ingest(opened, [path])
    assert report.events == report.lines, report


WAYS: dict[str, Callable[[Path, Path], None]] = {
    "read_and_store": read_and_store,
    "read_and_count": read_and_count,
    "store": store,
}


class Peaks:
    """Watches the peak memory of this process and of the processes that it starts."""

    def __init__(self) -> None:
        self._kilobytes: dict[int, int] = {}
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Peaks:  # noqa: PYI034 - Self is of Python 3.11
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.1):
            for process in [child.pid or 0 for child in multiprocessing.active_children()]:
                with contextlib.suppress(OSError, StopIteration):
                    status = Path(f"/proc/{process}/status").read_text()
                    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
                    self._kilobytes[process] = int(peak.split()[1])

    def total(self) -> int:
        """Kilobytes of all of them."""
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return own + sum(self._kilobytes.values())


def measure_here(way: str, path: Path) -> Result:
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        begun = time.perf_counter()
        with Peaks() as peaks:
            WAYS[way](path, Path(folder))
        seconds = time.perf_counter() - begun
    return Result(seconds, peaks.total() // 1024)


def measure(way: str, path: Path, repeats: int = 1) -> Result:
    """Return the best of some runs, each in a new process."""
    found = []
    for _ in range(repeats):
        run = subprocess.run([sys.executable, __file__, "--way", way, str(path)], check=True, capture_output=True)
        found.append(Result(*json.loads(run.stdout)))
    return Result(min(each.seconds for each in found), max(each.megabytes for each in found))


def compare(folder: Path, lines: int, *, large: bool) -> bool:
    """Print the table; return whether every bar is reached."""
    clean = write(folder / "clean.ndjson", events(lines))
    odd = write(folder / "odd.ndjson", events(min(lines, ODD_LINES), colour="red"))
    size = clean.stat().st_size / lines
    peer, counted, ours = (measure(way, clean, 2) for way in ("read_and_store", "read_and_count", "store"))
    default = measure("store", write(folder / "default.ndjson", spaced(events(lines))))
    slow = measure("store", odd)
    rate, odd_rate = lines / ours.seconds, min(lines, ODD_LINES) / slow.seconds
    ratio = peer.seconds / ours.seconds
    rows = [
        (
            f"DuckDB: `CREATE TABLE … AS` from typed `read_json`, {lines:,} lines of {size:.0f} B",
            lines / peer.seconds,
            peer,
            "",
        ),
        ("DuckDB: the same read, only counted", lines / counted.seconds, counted, ""),
        ("`ingest`, the same file", rate, ours, f"{ratio:.2f}x of the first (at least 0.2x, aim 0.5x)"),
        (
            "`ingest`, the same events as `json.dumps` writes them",
            lines / default.seconds,
            default,
            f"{ours.seconds / default.seconds:.2f}x of the compact ones",
        ),
        (f"`ingest`, {min(lines, ODD_LINES):,} odd lines", odd_rate, slow, "at least 20,000/s, aim 60,000/s"),
    ]
    good = ratio >= 0.2 and odd_rate >= 20_000 and ours.megabytes <= 500
    if large:
        longer = write(clean, events(lines * LARGE))
        big = measure("store", longer)
        growth = big.megabytes / ours.megabytes
        rows.append(
            (
                f"`ingest`, {LARGE} times the file",
                lines * LARGE / big.seconds,
                big,
                f"{growth:.2f}x the memory (at most 1.2x)",
            )
        )
        good = good and growth <= 1.2
    print("| what | lines/s | seconds | peak MB | |\n| --- | ---: | ---: | ---: | --- |")
    for what, each, result, remark in rows:
        print(f"| {what} | {each:,.0f} | {result.seconds:.1f} | {result.megabytes} | {remark} |")
    print("\nPeak memory of one `ingest`: at most 500 MB.", flush=True)
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=LINES)
    parser.add_argument("--large", action="store_true", help="a file ten times as long, too")
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("path", nargs="?", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.way:
        print(json.dumps(measure_here(arguments.way, arguments.path)))
        return 0
    with tempfile.TemporaryDirectory(prefix="logloom-bench-") as folder:
        return 0 if compare(Path(folder), arguments.lines, large=arguments.large) else 1


if __name__ == "__main__":
    sys.exit(main())
