"""A typed stub of the logger: each field's name and type, for editors and type checkers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from logloom.render._text import template
from logloom.schema import Schema
from logloom.schema.model import FieldSpec

__all__ = ["render"]

_PATH = "deploy/python/logloom_events.pyi"
_TYPES = {
    "keyword": "str",
    "text": "str",
    "integer": "int",
    "float": "float",
    "boolean": "bool",
    "timestamp": "datetime | str",
}

_FILLED_IN = {"@timestamp", "level", "message", "run", "seq", "ingested_at", "parse_error", "unparsed"}
"""What the logger or the store gives, so that no caller can."""


def render(schema: Schema) -> Mapping[str, bytes]:
    """Render ``deploy/python/logloom_events.pyi``."""
    return {_PATH: template(_PATH, schema=schema, fields=list(_fields(schema)))}


def _fields(schema: Schema) -> Iterator[dict[str, str]]:
    for name, spec in schema.fields.items():
        if name not in _FILLED_IN:
            yield {"name": name, "type": _type(spec), "description": _docstring(spec)}


def _type(spec: FieldSpec) -> str:
    one = f"Literal[{', '.join(map(repr, spec.enum))}]" if spec.enum else _TYPES[spec.type]
    return f"{one} | Sequence[{one}]" if spec.array else one


def _docstring(spec: FieldSpec) -> str:
    text = " ".join(spec.description.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"""{text}"""' if text else ""
