"""The real Elasticsearch and Filebeat of the tests, for benchmarks; and lines as Filebeat hands them over."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))

from harness import elasticsearch, filebeat
from parity.cluster import put_all

from logloom.schema import Schema, load

__all__ = ["bulk", "elasticsearch", "envelopes", "filebeat", "namespaced", "put_all", "what_lacks"]

SCHEMA = Path(__file__).resolve().parent.parent / "schema.yaml"
BULK = 1600
"""Events of one request: what Filebeat sends at once by the rendered configuration."""

CONTAINER = "0123456789abcdef" * 4


def what_lacks(*programs: str) -> str:
    """Return a sentence about what can't be had here; empty where all is here."""
    remedies = {
        "Elasticsearch": (elasticsearch.is_available, "a JDK of version 21 or newer, and Maven for the first time"),
        "Filebeat": (filebeat.is_available, "Go, for the first time"),
    }
    lacking = [f"{name} needs {remedies[name][1]}" for name in programs if not remedies[name][0]()]
    return f"Not measured: {'; '.join(lacking)}." if lacking else ""


def namespaced(namespace: str) -> Schema:
    """Return the reference schema with data streams of its own, to which Filebeat writes itself."""
    schema = load(SCHEMA)
    stack = schema.stack.model_copy(update={"namespace": namespace, "transport": "direct"})
    return schema.model_copy(update={"stack": stack})


def envelopes(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """Yield lines as the rendered Filebeat sends them."""
    path, offset = f"/var/lib/docker/containers/{CONTAINER}/{CONTAINER}-json.log", 0
    for line in lines:
        yield {
            "@timestamp": "2026-11-01T10:00:00.000Z",
            "message": line.decode(),
            "stream": "stdout",
            "log": {"offset": offset, "file": {"path": path, "inode": "131", "device_id": "2049"}},
            "docker": {"attrs": {"logloom.service": "trainer", "logloom.job_id": "yolofuse"}},
            "tags": ["docker", "pytorch"],
        }
        offset += len(line) + 90


def bulk(node: elasticsearch.Node, target: str, documents: Iterable[dict[str, Any]]) -> None:
    """Store documents; each must be taken."""
    action: dict[str, Any] = {"create": {}}
    each = iter(documents)
    for batch in iter(lambda: list(islice(each, BULK)), []):
        body = [part for document in batch for part in (action, document)]
        answer = node.request("POST", f"/{target}/_bulk?filter_path=errors,items.*.error", body, lines=True)
        assert answer.body.get("errors") is False, json.dumps(answer.body)[:1000]
