"""Events through the rendered Filebeat into a real Elasticsearch, over TLS, with the key of a collector.

The peer is the same Filebeat that writes to a file: what reading and rejoining cost alone. Rates are from the first
event that was acknowledged to the last; CPU seconds are those of the whole run. A run of a tenth goes before, since the
JVM compiles what it runs often. `--settings` tries the settings that the rendered configuration chose among.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench._events import lines
from bench._stack import CONTAINER, elasticsearch, filebeat, namespaced, put_all, what_lacks

from logloom.render import render

EVENTS, TRIED, ROUNDS = 500_000, 50_000, 3
CONTAINERS = 8
PATIENCE_SECONDS = 600.0

SETTINGS: Mapping[str, tuple[str, ...]] = {
    "as rendered": (),
    "1 worker": ("output.elasticsearch.worker=1",),
    "2 workers": ("output.elasticsearch.worker=2",),
    "4 workers": ("output.elasticsearch.worker=4",),
    "bulk 400": ("output.elasticsearch.bulk_max_size=400",),
    "bulk 1024": ("output.elasticsearch.bulk_max_size=1024", "queue.mem.flush.min_events=1024"),
    "bulk 3200": ("output.elasticsearch.bulk_max_size=3200", "queue.mem.flush.min_events=3200"),
    "queue 3200": ("queue.mem.events=3200",),
    "queue 32000": ("queue.mem.events=32000",),
    "no compression": ("output.elasticsearch.compression_level=0",),
    "compression 5": ("output.elasticsearch.compression_level=5",),
}
"""Filebeat's settings by their names in the table."""


@dataclass(frozen=True)
class Run:
    """What a run took.

    Args:
        per_second: events.
        filebeat: its CPU seconds for 100,000 events.
        elasticsearch: those of Elasticsearch, 0 where it took no part.
        megabytes: resident memory of Filebeat at its peak.
    """

    per_second: float
    filebeat: float
    elasticsearch: float
    megabytes: float


def write_logs(folder: Path, events: int) -> None:
    """Write the logs of some containers as Docker does."""
    attrs = {"logloom.service": "trainer", "logloom.job_id": "yolofuse"}
    names = [f"{number:x}{CONTAINER[1:]}" for number in range(CONTAINERS)]
    for name in names:
        (folder / name).mkdir(parents=True)
    logs = [(folder / name / f"{name}-json.log").open("wb") for name in names]
    for number, line in enumerate(lines(events)):
        stamp = "2026-11-01T10:00:00.123456789Z"
        record = {"log": line.decode(), "stream": "stdout", "attrs": attrs, "time": stamp}
        text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        logs[number % CONTAINERS].write(text.encode() + b"\n")
    for log in logs:
        log.close()


class Bench:
    """A node that is ready for events, and Filebeats that bring them to it."""

    def __init__(self, node: elasticsearch.Node, folder: Path) -> None:
        schema = namespaced("bench")
        put_all(node, schema)
        self._node, self._folder, self._name = node, folder, schema.name
        self._runs = 0
        self._config = folder / "filebeat.yml"
        self._config.write_bytes(render(schema, ["filebeat"])["filebeat/filebeat.yml"])
        may = {"names": [f"logs-{schema.name}*"], "privileges": ["create_doc", "auto_configure"]}
        self._environment = {
            "ELASTICSEARCH_URL": node.url,
            "ELASTICSEARCH_API_KEY": node.api_key("filebeat", {"cluster": ["monitor"], "indices": [may]}),
            "LOGLOOM_TLS": str(node.tls),
        }

    def logs(self, events: int) -> Path:
        """Return a folder with the logs of so many events, which are written once."""
        folder = self._folder / str(events)
        if not folder.exists():
            write_logs(folder, events)
        return folder

    def to_elasticsearch(self, events: int, *settings: str) -> Run:
        """Send events to a data stream of their own, so that none is there already."""
        self._runs += 1
        index = f"output.elasticsearch.index=logs-{self._name}-run{self._runs}"
        return self._run(events, index, *settings)

    def to_file(self, events: int) -> Run:
        """Write events to a file."""
        with tempfile.TemporaryDirectory(dir=self._folder) as folder:
            output = ("enabled=true", f"path={folder}", "rotate_every_kb=1000000")
            settings = [f"output.file.{setting}" for setting in output]
            return self._run(events, "output.elasticsearch.enabled=false", *settings)

    def _run(self, events: int, *settings: str) -> Run:
        environment = {**self._environment, "LOGLOOM_CONTAINERS": str(self.logs(events))}
        options = [part for setting in settings for part in ("-E", setting)]
        before = cpu_seconds(self._node)
        with filebeat.running(self._config, *options, environment=environment) as collector:
            per_second, state = watch(collector, events)
        beat, scale = state["beat"], 100_000 / events
        return Run(
            per_second=per_second,
            filebeat=beat["cpu"]["total"]["time"]["ms"] / 1000 * scale,
            elasticsearch=(cpu_seconds(self._node) - before) * scale,
            megabytes=beat["memstats"]["rss"] / 1e6,
        )


def watch(collector: Any, events: int) -> tuple[float, dict[str, Any]]:
    """Return the rate at which events are acknowledged, in events/s, and what Filebeat says of itself at the end.

    The last event of each file waits for what might continue it, so the rate is that of the first 99 of 100.
    """
    seen: list[tuple[float, int]] = []
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        assert collector.is_running, collector.output[-2000:]
        acknowledged = collector.sent.get("acked", 0)
        if acknowledged and (len(seen) < 2 or seen[-1][1] < events * 0.99):
            seen = [*seen[:1], (time.monotonic(), acknowledged)]
        if acknowledged >= events:
            (begin, first), (last, most) = seen[0], seen[-1]
            return (most - first) / max(last - begin, 0.1), collector.stats
        time.sleep(0.1)
    raise AssertionError(f"{events} events took longer than {PATIENCE_SECONDS:g} s\n{collector.output[-2000:]}")


def cpu_seconds(node: elasticsearch.Node) -> float:
    """Return what a node has taken of CPUs since it started."""
    nodes = node.request("GET", "/_nodes/stats/process").body["nodes"].values()
    return sum(float(each["process"]["cpu"]["total_in_millis"]) for each in nodes) / 1000


def table(rows: list[tuple[str, Run]]) -> str:
    """Return runs as Markdown, each beside the first."""
    out = ["| what | events/s | of the first | Filebeat, CPU s | Elasticsearch, CPU s | Filebeat, MB |"]
    out.append("| --- | ---: | ---: | ---: | ---: | ---: |")
    for what, run in rows:
        numbers = f"{run.filebeat:.2f} | {run.elasticsearch:.2f} | {run.megabytes:.0f}"
        out.append(f"| {what} | {run.per_second:,.0f} | {run.per_second / rows[0][1].per_second:.2f}x | {numbers} |")
    return "\n".join([*out, "", "CPU seconds are those for 100,000 events."])


def best(runs: list[Run]) -> Run:
    """Return the best of each: what disturbs a run only makes it worse."""
    return Run(
        max(run.per_second for run in runs),
        min(run.filebeat for run in runs),
        min(run.elasticsearch for run in runs),
        max(run.megabytes for run in runs),
    )


def try_settings(bench: Bench, events: int, names: list[str]) -> list[tuple[str, Run]]:
    """Return the best of some rounds, in which all settings take turns."""
    found: dict[str, list[Run]] = {name: [] for name in names}
    for _ in range(ROUNDS):
        for name, runs in found.items():
            runs.append(bench.to_elasticsearch(events, *SETTINGS[name]))
            print(f"{name}: {runs[-1].per_second:,.0f} events/s", file=sys.stderr, flush=True)
    return [(name, best(runs)) for name, runs in found.items()]


@contextmanager
def ready() -> Iterator[Bench]:
    """Start a node and give a bench."""
    with (
        elasticsearch.running(secure=True, measured=True) as node,
        tempfile.TemporaryDirectory(prefix="logloom-bench-") as folder,
    ):
        yield Bench(node, Path(folder))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, help=f"{EVENTS:,} unless told; with --settings {TRIED:,}")
    parser.add_argument("--settings", nargs="*", choices=SETTINGS, metavar="NAME", help="; ".join(SETTINGS))
    arguments = parser.parse_args()
    lacking = what_lacks("Elasticsearch", "Filebeat")
    if lacking:
        print(lacking)
        return 0
    with ready() as bench:
        if arguments.settings is not None:
            events = arguments.events or TRIED
            bench.to_elasticsearch(events)
            rows = try_settings(bench, events, arguments.settings or list(SETTINGS))
        else:
            events = arguments.events or EVENTS
            bench.to_elasticsearch(events // 10)
            rows = [("Filebeat to a file", bench.to_file(events))]
            rows.append(("Filebeat to Elasticsearch", bench.to_elasticsearch(events)))
    print(f"{events:,} events of {CONTAINERS} containers.\n\n{table(rows)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
