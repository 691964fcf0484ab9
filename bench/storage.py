"""Bytes on disk for each event, in a real Elasticsearch: as rendered, against dynamic mapping of the same events.

All indices are merged to one segment before they are measured. What dynamic mapping is given is what the default
set-up gives: Filebeat's own metadata and that of host and container, and the line once more in `event.original`, which
Logstash adds.

Source: Filebeat 9.x, "filebeat.reference.yml" (add_host_metadata, add_docker_metadata); Logstash 9.x, "Beats input".
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from bench._events import lines
from bench._stack import CONTAINER, bulk, elasticsearch, envelopes, namespaced, put_all, what_lacks

from logloom.render import render

EVENTS = 100_000
STORED, SYNTHETIC = 0.5, 0.3
"""At most this share of what dynamic mapping takes."""

METADATA: dict[str, Any] = {
    "@version": "1",
    "agent": {
        "ephemeral_id": "6ba3e1d8-7f0d-4f5e-9d4e-2a6a2b1c9a11",
        "id": "2f0d3b9c-5a55-4a0e-8f8f-3d9a5f6b7c21",
        "name": "gpu-node-3",
        "type": "filebeat",
        "version": "9.4.3",
    },
    "container": {
        "id": CONTAINER,
        "image": {"name": "registry.example.com/vision/yolofuse:1.4.0"},
        "labels": {"com_docker_compose_project": "train", "com_docker_compose_service": "trainer"},
        "name": "train-trainer-1",
    },
    "ecs": {"version": "8.0.0"},
    "host": {
        "architecture": "x86_64",
        "containerized": False,
        "hostname": "gpu-node-3",
        "id": "8f3c1b2a9d7e4f60a1b2c3d4e5f60718",
        "ip": ["10.0.4.17", "fe80::42:acff:fe11:2", "172.17.0.1"],
        "mac": ["02-42-AC-11-00-02", "A4-BF-01-5E-2C-77"],
        "name": "gpu-node-3",
        "os": {
            "codename": "noble",
            "family": "debian",
            "kernel": "6.8.0-45-generic",
            "name": "Ubuntu",
            "platform": "ubuntu",
            "type": "linux",
            "version": "24.04.1 LTS (Noble Numbat)",
        },
    },
    "input": {"type": "container"},
    "stream": "stdout",
    "tags": ["beats_input_codec_plain_applied"],
}


def decoded(given: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """Yield events as a JSON decoder leaves them, and text in `message`."""
    time = ""
    for line in given:
        event = json.loads(line) if line.startswith(b"{") else {"message": line.decode().rstrip(), "@timestamp": time}
        time = event["@timestamp"]
        yield event


def decorated(given: list[bytes]) -> Iterator[dict[str, Any]]:
    """Yield the same with the usual metadata. `event` is an object there, so the kind of event has another name."""
    offset = 0
    for line, event in zip(given, decoded(given), strict=True):
        log = {"offset": offset, "file": {"path": f"/var/lib/docker/containers/{CONTAINER}/{CONTAINER}-json.log"}}
        facts = {"event": {"original": line.decode().rstrip()}, "event_kind": event.pop("event", None), "log": log}
        yield {**event, **METADATA, **facts}
        offset += len(line) + 90


def dynamic(node: elasticsearch.Node, index: str, documents: Iterable[dict[str, Any]]) -> float:
    """Return the size of an index that is left to its defaults, in bytes."""
    node.put(f"/{index}", {"settings": {"number_of_replicas": 0}})
    bulk(node, index, documents)
    return size_bytes(node, index)


def rendered(node: elasticsearch.Node, source: str, documents: Iterable[dict[str, Any]]) -> float:
    """Return the size of the rendered data stream, in bytes, with a stored or a synthetic source."""
    schema = namespaced(source)
    put_all(node, schema)
    path = f"_component_template/logs-{schema.name}@settings"
    body = json.loads(render(schema, ["elasticsearch"])[f"deploy/elasticsearch/{path}.json"])
    body["template"]["settings"]["index.mapping.source.mode"] = source
    node.put(f"/{path}", body)
    bulk(node, schema.events_stream, documents)
    return size_bytes(node, schema.events_stream)


def size_bytes(node: elasticsearch.Node, target: str) -> float:
    """Merge an index to one segment and return its size; store statistics would be some seconds old."""
    for action in ("_forcemerge?max_num_segments=1", "_flush?force=true", "_refresh"):
        assert node.request("POST", f"/{target}/{action}").status == 200
    usage = node.request("POST", f"/{target}/_disk_usage?run_expensive_tasks=true").body
    return float(sum(part["store_size_in_bytes"] for name, part in usage.items() if name != "_shards"))


def compare(events: int) -> bool:
    """Print the table; return whether both bars are reached."""
    given = list(lines(events))
    with elasticsearch.running(measured=True) as node:
        peer = dynamic(node, "decorated", decorated(given)) / events
        bare = dynamic(node, "bare", decoded(given)) / events
        stored = rendered(node, "stored", envelopes(given)) / events
        synthetic = rendered(node, "synthetic", envelopes(given)) / events
    rows = [
        ("dynamic mapping, with the usual metadata and `event.original`", peer, ""),
        ("dynamic mapping, the events alone", bare, ""),
        ("as rendered, stored source (the basic licence)", stored, f"at most {STORED}x"),
        ("as rendered, synthetic source (a subscription)", synthetic, f"at most {SYNTHETIC}x"),
    ]
    print(f"{events:,} events of {sum(map(len, given)) / events:.0f} B, one segment for each index.\n")
    print(
        "| what | bytes an event | against the first | against the second | bar |\n| --- | ---: | ---: | ---: | --- |"
    )
    for what, size, bar in rows:
        print(f"| {what} | {size:.0f} | {size / peer:.2f}x | {size / bare:.2f}x | {bar} |")
    return stored <= STORED * peer and synthetic <= SYNTHETIC * peer


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=EVENTS)
    arguments = parser.parse_args()
    lacking = what_lacks("Elasticsearch")
    if lacking:
        print(lacking)
        return 0
    return 0 if compare(arguments.events) else 1


if __name__ == "__main__":
    sys.exit(main())
