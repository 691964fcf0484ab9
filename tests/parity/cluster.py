"""What is rendered for Elasticsearch, put into a node; and what it stored, held against the engine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from logloom.render import render

if TYPE_CHECKING:
    from harness.elasticsearch import Node

    from logloom.rules import Outcome
    from logloom.schema import Schema

_ORDER = ("_ingest", "_component_template", "_index_template")


def put_all(node: Node, schema: Schema) -> None:
    """Put all that is rendered, in the order in which one thing needs another."""
    files = render(schema, ["elasticsearch"])
    for folder in _ORDER:
        for path, content in files.items():
            request = path.removeprefix("deploy/elasticsearch").removesuffix(".json")
            if request.startswith(f"/{folder}/"):
                node.put(request, _without_lifecycle(json.loads(content)))


def _without_lifecycle(body: dict[str, Any]) -> dict[str, Any]:
    """Take out what this distribution lacks the module for."""
    body.get("template", {}).get("settings", {}).pop("index.lifecycle.name", None)
    return body


def stored(node: Node, schema: Schema, ingested_at: str) -> list[dict[str, Any]]:
    """Return all that is stored, with the stream in the place of its backing index, and one time of storage."""
    hits: list[dict[str, Any]] = []
    for stream in (schema.events_stream, schema.invalid_stream):
        node.request("POST", f"/{stream}/_refresh")
        found = node.request("POST", f"/{stream}/_search", {"size": 10_000}).body["hits"]["hits"]
        hits += [
            {"_id": hit["_id"], "_index": stream, "_source": {**hit["_source"], "ingested_at": ingested_at}}
            for hit in found
        ]
    return hits


def differences(found: dict[str, Any], expected: Outcome, schema: Schema) -> list[str]:
    """Return the names of what differs, with both values."""
    index = schema.invalid_stream if expected.route == "invalid" else schema.events_stream
    placed = {"_id": found.get("_id"), "_index": found.get("_index"), **found.get("_source", {})}
    return differing(placed, {"_id": expected.id, "_index": index, **expected.document})


def differing(found: Mapping[str, Any], expected: Mapping[str, Any]) -> list[str]:
    """Return the names of the fields that differ between two documents, with both values and types."""
    pairs = {key: (typed(found.get(key)), typed(expected.get(key))) for key in found.keys() | expected.keys()}
    return [f"{key}: Elasticsearch {a!r:.300}, Python {b!r:.300}" for key, (a, b) in pairs.items() if a != b]


def typed(value: Any) -> Any:
    """Return a value in which 1, 1.0 and true differ."""
    if isinstance(value, dict):
        return {key: typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [typed(item) for item in value]
    return type(value).__name__, value
