"""Each dashboard of the page after its filter was changed: all its panels, asked of 1 and of 20 million stored events.

The events are a week of jobs of four ranks, eight at a time (`tests/harness/many.py`), in a file on disk; the time
range is the whole week. The peer is one question in plain SQL over all events: two measures by job and hour.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))

from harness.many import fill

from logloom.local import Store, dashboard, events, values
from logloom.schema import load

ROOT = Path(__file__).resolve().parent.parent
MEMORY = "512MB"
BARS = {1_000_000: 300, 20_000_000: 2000}
END = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)
START = END - timedelta(days=7, hours=1)
FILTERS = {
    "all": "",
    "a job": "job_id:yolofuse-00042",
    "three jobs": "job_id:(yolofuse-00042 or yolofuse-00043 or yolofuse-00051)",
    "a rank": "rank:1",
    "errors": "level:ERROR",
    "a word": "scene",
    "the last day": "@timestamp >= now-1d",
}
_PEER = (
    """SELECT job_id, date_trunc('hour', "@timestamp") AS hour, avg(loss), max(gpu_memory) FROM events GROUP BY ALL"""
)


def best_ms(call: Callable[[], Any], runs: int) -> float:
    """Return the shortest time of a call, in milliseconds."""
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        call()
        times.append(time.perf_counter() - begun)
    return min(times) * 1000


def measure(path: Path, count: int, runs: int) -> bool:
    """Print what each dashboard takes for each filter, and return whether the bar is met."""
    schema = load(ROOT / "schema.yaml")
    with Store.open(path, schema, write=True) as store:
        fill(store, count, END.replace(tzinfo=None), jobs=96 if count < 10_000_000 else 960)
    size = path.stat().st_size / count
    with Store.open(path, schema, memory=MEMORY) as store:
        peer = best_ms(lambda: store.rows(_PEER), runs)
        boards = list(schema.dashboards)
        print(f"\n{count:,} events, {size:.0f} bytes each; the peer takes {peer:,.0f} ms. In ms, best of {runs}:\n")
        print(f"| filter | {' | '.join(boards)} | 100 events |\n|{' --- |' * (len(boards) + 2)}")
        worst = 0.0
        for name, where in FILTERS.items():
            took = [best_ms(lambda: list(dashboard(store, board, START, END, where)), runs) for board in boards]  # noqa: B023
            listed = best_ms(lambda: events(store, where, START, END), runs)  # noqa: B023
            worst = max(worst, *took, listed)
            print(f"| {name} | {' | '.join(f'{each:,.0f}' for each in took)} | {listed:,.0f} |", flush=True)
        picked = best_ms(lambda: values(store, "job_id", "004", limit=50), runs)
    print(f"\npicking a job by a part of its name: {picked:,.0f} ms")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"most memory of the process, filling included: {memory:,} MiB, of which DuckDB may take {MEMORY}")
    met = worst < BARS[count]
    print(
        f"bar: {BARS[count]:,} ms: {'met' if met else 'MISSED'}, {worst:,.0f} ms at most, {worst / peer:.1f}× the peer"
    )
    return met


def main() -> int:
    """Measure, and return 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, nargs="*", choices=list(BARS), default=list(BARS))
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        met = [measure(Path(folder, f"{count}.duckdb"), count, arguments.runs) for count in arguments.events]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
