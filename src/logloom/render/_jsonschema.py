"""JSON Schemas: of the language, for editors of schema.yaml, and of one stored event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from logloom.render._text import MARK, json_bytes
from logloom.schema import Schema
from logloom.schema.jsonschema import language_schema
from logloom.schema.model import FieldSpec

__all__ = ["event_schema", "render"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LONG = 2**63
_TYPES: Mapping[str, dict[str, Any]] = {
    "keyword": {"type": "string"},
    "text": {"type": "string"},
    "integer": {"type": "integer", "minimum": -_LONG, "maximum": _LONG - 1},
    "float": {"type": "number"},
    "boolean": {"type": "boolean"},
    "timestamp": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$"},
}


def render(schema: Schema) -> Mapping[str, bytes]:
    """Render ``deploy/schema/*.json``."""
    language = {"$comment": f"{MARK}: the language of schema.yaml", **language_schema()}
    return {
        "deploy/schema/event.schema.json": json_bytes(event_schema(schema)),
        "deploy/schema/logloom.schema.json": json_bytes(language),
    }


def event_schema(schema: Schema) -> dict[str, Any]:
    """Return the JSON Schema of a stored event: after the rules, with what they filled in."""
    properties: dict[str, Any] = {name: _property(spec) for name, spec in schema.fields.items()}
    properties["extra"] = {
        "type": "object",
        "minProperties": 1,
        "description": "What the schema has no field for, and values that broke their field's rule.",
    }
    properties["violations"] = {
        "type": "array",
        "items": {"type": "string"},
        "minItems": 1,
        "uniqueItems": True,
        "description": "Each broken rule, as `field: reason`.",
    }
    return {
        "$comment": f"{MARK} from the schema {schema.name} {schema.version}",
        "$schema": _DIALECT,
        "title": f"An event of {schema.name}, as it is stored",
        "type": "object",
        "properties": properties,
        # What the rules can fill in is always there; another required field may lack, and is then in `violations`.
        "required": ["@timestamp", "event", "ingested_at", "job_id", "level", "service", "version"],
        "additionalProperties": False,
    }


def _property(spec: FieldSpec) -> dict[str, Any]:
    limits = {
        "minimum": spec.min,
        "maximum": spec.max,
        "maxLength": spec.max_length,
        "enum": None if spec.enum is None else list(spec.enum),
    }
    one = {**_TYPES[spec.type], **{key: value for key, value in limits.items() if value is not None}}
    about: dict[str, Any] = {"description": spec.description} if spec.description else {}
    if spec.example is not None:
        about["examples"] = [spec.example]
    return {"type": "array", "items": one, **about} if spec.array else {**one, **about}
