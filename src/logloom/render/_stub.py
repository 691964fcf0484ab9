"""A typed stub of the logger: each field's name and type, for editors and type checkers."""

from __future__ import annotations

import keyword
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

_TAKEN = {"int", "float", "str", "bool", "datetime"} | set(keyword.kwlist)
"""No member of a class can be called so: a keyword can't stand there, and a type would be hidden from the others."""


def render(schema: Schema) -> Mapping[str, bytes]:
    """Render ``deploy/python/logloom_events.pyi``."""
    fields = list(_fields(schema))
    quoted = [field for field in fields if field["name"] in _TAKEN]
    plain = [field for field in fields if field["name"] not in _TAKEN]
    return {_PATH: template(_PATH, schema=schema, fields=plain, quoted=quoted)}


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
