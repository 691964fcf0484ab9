"""All alerts of the reference schema over ten million stored events, against a count of the errors alone.

The events are what 100 jobs of 4 ranks store in a day, one in a hundred an error. A look is what `logloom alerts check`
does, and what `alerts watch` does every five seconds.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from bench._clock import seconds

from logloom.alerts import Outbox
from logloom.local import Store, Watch, firing_now
from logloom.schema import load

ROOT = Path(__file__).resolve().parent.parent
EVENTS = 10_000_000
BAR_SECONDS = 2.0
NOW = datetime(2026, 11, 2, 12, 0, 0)

_COLUMNS = {
    "_id": "'r' || i || '-' || i",
    '"@timestamp"': "moment",
    "ingested_at": "moment",
    "service": "'trainer'",
    "version": "'1.4.0'",
    "job_id": "'job-' || (i % 100)",
    "rank": "(i // 100) % 4",
    "run": "'r'",
    "seq": "i",
    "level": "CASE WHEN i % 100 = 0 THEN 'ERROR' ELSE 'INFO' END",
    "event": "CASE WHEN i < 400 THEN 'job_start' WHEN i % 3 = 0 THEN 'heartbeat' ELSE 'step' END",
    "error_type": "CASE WHEN i % 100 = 0 THEN 'Error' || ((i // 100) % 50) END",
    "message": "'step ' || i",
    "throughput": "100 + i % 10",
    "gpu_memory": "(i % 97) / 100.0",
}


def fill(store: Store, events: int) -> None:
    """Store the events of the day before now, in the order of their storage."""
    step = int(86_400_000_000 / events)
    moment = f"TIMESTAMP '{NOW - timedelta(days=1)}' + to_microseconds(i * {step})"
    source = f"SELECT i, {moment} AS moment FROM range({events}) AS numbers(i)"
    store.rows(f"INSERT INTO events ({', '.join(_COLUMNS)}) SELECT {', '.join(_COLUMNS.values())} FROM ({source})")
    store.rows("CHECKPOINT")


def main() -> int:
    """Measure, print a table, and return 1 where the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=EVENTS)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    schema = load(ROOT / "schema.yaml")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "events.duckdb")
        with Store.open(path, schema, write=True) as store:
            fill(store, arguments.events)
        with Store.open(path, schema) as store:
            peer = seconds(lambda: store.rows("SELECT count(*) FROM events WHERE level = 'ERROR'"), arguments.runs)
            first = seconds(lambda: firing_now(store, NOW), arguments.runs)
            watch = Watch(schema, Path(folder), outbox=Outbox(Path(folder, "outbox"), lambda *_: None))
            watch.check(store, NOW)
            later = iter(NOW + timedelta(seconds=5 * step) for step in range(1, arguments.runs + 1))
            again = seconds(lambda: watch.check(store, next(later)), arguments.runs)
            fired = len(firing_now(store, NOW))
    print(f"{arguments.events:,} events, {len(schema.alerts)} alerts, {fired} firings\n")
    print("| | seconds | of a count |\n| --- | --- | --- |")
    for name, took in (("count of the errors", peer), ("first look", first), ("look of a watch", again)):
        print(f"| {name} | {took:.3f} | {took / peer:.1f}× |")
    met = first < BAR_SECONDS
    print(f"\nbar: a look under {BAR_SECONDS:.0f} s: {'met' if met else 'MISSED'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
