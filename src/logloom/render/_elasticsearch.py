"""Elasticsearch: the ingest pipeline (the second engine), templates and lifecycles.

The path of each file below ``deploy/elasticsearch/`` is the path of the PUT request whose body it holds.

Source: Elasticsearch 9.x reference, pages "Data streams", "Index templates", "Logs data stream", "Ingest pipelines",
"Index lifecycle management" and "Flattened field type".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from logloom.render._pipeline import pipeline
from logloom.render._text import MARK, json_bytes
from logloom.rules import Rules
from logloom.schema import Schema, compile_rules
from logloom.schema.kql import analysis
from logloom.schema.model import FieldSpec, span_seconds

__all__ = ["render"]

_PRIORITY = 500
"""Above the 100 of the templates that Elasticsearch brings for `logs-*-*`."""

_LONGEST_TERM = 8191
"""Code points: a keyword of more bytes than 32,766 would be refused, and a code point has up to four."""

_DEEPEST = 64
"""`extra` holds at most 32 levels of a line; a flattened field refuses more levels than it is told."""

_EXTRA: Mapping[str, Any] = {
    "type": "flattened",
    "ignore_above": _LONGEST_TERM,
    "depth_limit": _DEEPEST,
    # Where the licence gives a synthetic source, it would give back every number in here as text.
    "synthetic_source_keep": "all",
}

_TYPES: Mapping[str, dict[str, Any]] = {
    "keyword": {"type": "keyword", "ignore_above": _LONGEST_TERM},
    "text": {"type": "text", "analyzer": "words", "norms": False},
    "integer": {"type": "long"},
    # A measurement is asked for within a job or a span of time: there its column answers ranges without an index.
    "float": {"type": "double", "index": False},
    "boolean": {"type": "boolean"},
    "timestamp": {"type": "date", "format": "strict_date_time"},
}


def render(schema: Schema) -> Mapping[str, bytes]:
    """Render ``deploy/elasticsearch/``."""
    rules = compile_rules(schema)
    meta = {"made_by": MARK, "schema": schema.name, "version": schema.version, "hash": rules.hash}
    return {
        f"deploy/elasticsearch/{path}.json": json_bytes({"_meta": meta, **body})
        if not path.startswith("_ilm/")
        else json_bytes({"policy": {"_meta": meta, **body}})
        for path, body in _bodies(schema, rules, meta).items()
    }


def _bodies(schema: Schema, rules: Rules, meta: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    events, invalid = f"logs-{schema.name}", f"logs-{schema.name}.invalid"
    parts = [f"{events}@mappings", f"{events}@settings"]
    return {
        f"_ilm/policy/{events}": _lifecycle(schema, schema.retention.events),
        f"_ilm/policy/{invalid}": _lifecycle(schema, schema.retention.invalid),
        f"_ingest/pipeline/{events}": pipeline(rules),
        f"_component_template/{parts[0]}": {"template": _mappings_template(schema, meta)},
        f"_component_template/{parts[1]}": {"template": {"settings": _settings(schema, events)}},
        f"_index_template/{events}": _index_template(f"{events}-*", parts, events),
        f"_index_template/{invalid}": _index_template(f"{invalid}-*", parts, invalid),
    }


def _index_template(pattern: str, parts: list[str], policy: str) -> dict[str, Any]:
    return {
        "index_patterns": [pattern],
        "data_stream": {},
        "priority": _PRIORITY,
        "composed_of": parts,
        "template": {"settings": {"index.lifecycle.name": policy}},
    }


def _settings(schema: Schema, pipeline_name: str) -> dict[str, Any]:
    return {
        "index.mode": "logsdb",
        "index.codec": "best_compression",
        "index.default_pipeline": pipeline_name,
        # One job's events lie side by side in time: they compress best, and are read together most often.
        "index.sort.field": ["job_id", "@timestamp"],
        "index.sort.order": ["asc", "desc"],
        "index.auto_expand_replicas": "0-1",
        "index.mapping.total_fields.limit": max(1000, 2 * len(schema.fields) + 100),
        "index.query.default_field": _searched(schema),
    }


def _searched(schema: Schema) -> list[str]:
    """Return the fields that a query without a field name looks into."""
    return [name for name, spec in schema.fields.items() if spec.type in {"keyword", "text"}]


def _mappings_template(schema: Schema, meta: Mapping[str, str]) -> dict[str, Any]:
    # Each component is checked by itself, so the analyzer stands where it is named.
    return {"mappings": _mappings(schema, meta), "settings": {"analysis": analysis()}}


def _mappings(schema: Schema, meta: Mapping[str, str]) -> dict[str, Any]:
    properties: dict[str, Any] = {name: _mapping(spec) for name, spec in schema.fields.items()}
    properties["extra"] = _EXTRA
    properties["violations"] = _TYPES["keyword"]
    aliases = {spec.ecs: {"type": "alias", "path": name} for name, spec in schema.fields.items() if spec.ecs}
    return {
        "_meta": meta,
        # The rules let nothing through that has no field. With dotted names kept flat, `service.name` can stand
        # beside `service`.
        "dynamic": False,
        "subobjects": False,
        "date_detection": False,
        "properties": aliases | properties,
    }


def _mapping(spec: FieldSpec) -> dict[str, Any]:
    meta = {"unit": spec.unit} if spec.unit else {}
    return {**_TYPES[spec.type], **({"meta": meta} if meta else {})}


def _lifecycle(schema: Schema, keep: str) -> dict[str, Any]:
    retention = schema.retention
    rollover = {"max_age": retention.rollover.age, "max_primary_shard_size": retention.rollover.size}
    merge = {"forcemerge": {"max_num_segments": 1}, "set_priority": {"priority": 50}}
    phases: dict[str, Any] = {
        "hot": {"min_age": "0ms", "actions": {"rollover": rollover, "set_priority": {"priority": 100}}},
        "delete": {"min_age": keep, "actions": {"delete": {}}},
    }
    for name, age, actions in (
        ("warm", retention.warm, merge),
        ("cold", retention.cold, {"set_priority": {"priority": 0}}),
    ):
        # Elasticsearch refuses a phase that begins after the deletion.
        if age and span_seconds(age) < span_seconds(keep):
            phases[name] = {"min_age": age, "actions": actions}
    return {"phases": phases}
