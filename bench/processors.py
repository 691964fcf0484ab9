"""What the ingest pipeline costs, by processor, as Elasticsearch itself counts it; beside processors of Elastic's own.

The peer is what many have for the same lines: `json` into the root of the document, then `date`. It neither checks nor
redacts. All kinds of lines take turns. The first round is left out, since the JVM compiles what it runs often; of the
others the best one counts: what else runs on the machine only adds to the time.

Source: Elasticsearch 9.x reference, "Nodes stats", part `ingest`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import count, islice
from typing import NamedTuple

from bench._events import lines
from bench._stack import bulk, elasticsearch, envelopes, namespaced, put_all, what_lacks

EVENTS, ROUNDS = 20_000, 4
BAR = 40.0
"""Microseconds an event, on plain lines."""

ENDLESS = 1 << 40
TEXT = b"epoch 3:  45%%|#########           | %d/4000 [00:12<00:37, 24.9it/s, loss=0.2113]\n"
SECRETS = b'"message":"git clone https://ci:hunter2hunter2@example.com/a.git, key AKIAIOSFODNN7EXAMPLE, '
PEER = {
    "processors": [
        {"json": {"tag": "json", "field": "message", "add_to_root": True, "add_to_root_conflict_strategy": "replace"}},
        {"date": {"tag": "date", "field": "@timestamp", "formats": ["ISO8601"]}},
    ]
}


class Way(NamedTuple):
    """What is measured: lines, the pipeline that they go through, and where they go."""

    lines: Iterator[bytes]
    pipeline: str
    target: str


def events() -> Iterator[bytes]:
    """Yield events of the logger, without end."""
    return (line for line in lines(ENDLESS) if line.startswith(b"{"))


def ways(node: elasticsearch.Node) -> dict[str, Way]:
    """Prepare a node, and return what is to be measured by its name."""
    schema = namespaced("processors")
    put_all(node, schema)
    node.put("/_ingest/pipeline/peer", PEER)
    node.put("/peer", {"settings": {"index.default_pipeline": "peer"}})
    pipeline, target = f"logs-{schema.name}", schema.events_stream
    return {
        "event": Way(events(), pipeline, target),
        "text": Way((TEXT % number for number in count()), pipeline, target),
        "secrets": Way((line.replace(b'"message":"', SECRETS) for line in events()), pipeline, target),
        "peer": Way(events(), "peer", "peer"),
    }


def spent(node: elasticsearch.Node, pipeline: str) -> Counter[str]:
    """Return the milliseconds that a node spent in each processor of a pipeline since it started."""
    nodes = node.request("GET", "/_nodes/stats/ingest").body["nodes"].values()
    processors = [part for each in nodes for part in each["ingest"]["pipelines"][pipeline]["processors"]]
    return Counter({name: entry["stats"]["time_in_millis"] for part in processors for name, entry in part.items()})


def measure(node: elasticsearch.Node, number: int, rounds: int) -> dict[str, dict[str, float]]:
    """Return what each way costs in each processor, in µs an event, in its best round."""
    found: dict[str, list[dict[str, float]]] = {}
    for name, way in [*ways(node).items()] * (rounds + 1):
        before = spent(node, way.pipeline)
        bulk(node, way.target, envelopes(islice(way.lines, number)))
        after = spent(node, way.pipeline)
        costs = {part: (total - before[part]) * 1000 / number for part, total in after.items()}
        found.setdefault(name, []).append(costs)
    return {name: min(costs[1:], key=lambda each: sum(each.values())) for name, costs in found.items()}


def table(costs: dict[str, dict[str, float]]) -> str:
    """Return the costs as Markdown: a row for each processor."""
    *ours, _ = costs
    total = {name: sum(each.values()) for name, each in costs.items()}
    head = ["processor", *(f"{name}, µs" for name in ours)]
    rows = [[f"`{part}`", *(f"{costs[name][part]:.2f}" for name in ours)] for part in costs[ours[0]]]
    rows.append(["**all**", *(f"**{total[name]:.1f}**" for name in ours)])
    rows.append(["Elastic's `json` and `date`", f"{total['peer']:.1f}", "", ""])
    lines = [head, ["---", *["---:"] * len(ours)], *rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=EVENTS, help="of each kind, in each round")
    arguments = parser.parse_args()
    lacking = what_lacks("Elasticsearch")
    if lacking:
        print(lacking)
        return 0
    with elasticsearch.running(measured=True) as node:
        costs = measure(node, arguments.events, ROUNDS)
    print(table(costs))
    total = {name: sum(each.values()) for name, each in costs.items()}
    plain = max(total["event"], total["text"])
    ratio = total["event"] / total["peer"]
    print(f"\nPlain lines: at most {BAR:.0f} µs. An event costs {ratio:.1f}x what the peer does.", flush=True)
    return 0 if plain <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
