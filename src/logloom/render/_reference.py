"""The reference for readers: the fields of a schema, and the language in which schemas are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from logloom.render._text import MARK, cell, names, template
from logloom.schema import Schema
from logloom.schema.language import language_reference
from logloom.schema.model import LEVELS, FieldSpec

__all__ = ["render"]

_FIELDS = "docs/reference/fields.md"
_LANGUAGE = "docs/reference/language.md"


def render(schema: Schema) -> Mapping[str, bytes]:
    """Render ``docs/reference/{fields,language}.md``."""
    fields = template(
        _FIELDS,
        schema=schema,
        fields=[_field(name, spec) for name, spec in schema.fields.items()],
        levels=names(LEVELS),
        text=[(level, names(words)) for level, words in sorted(schema.text.items(), key=_gravest_first)],
    )
    mark = f"<!-- {MARK}; edit src/logloom/schema/language.py, not this file. -->\n\n"
    return {_FIELDS: fields, _LANGUAGE: f"{mark}{language_reference()}".encode()}


def _gravest_first(entry: tuple[str, object]) -> int:
    return -LEVELS.index(entry[0])


def _field(name: str, spec: FieldSpec) -> dict[str, Any]:
    return {
        "name": name,
        "required": spec.required,
        "type": spec.type + (", several" if spec.array else ""),
        "takes": "; ".join(_limits(spec)) or "any",
        "meaning": " ".join(_about(spec)),
    }


def _limits(spec: FieldSpec) -> Iterator[str]:
    if spec.enum:
        yield names(spec.enum)
    if spec.min is not None or spec.max is not None:
        low = "" if spec.min is None else f"from {spec.min} "
        yield (low + ("" if spec.max is None else f"to {spec.max}")).strip()
    if spec.unit:
        yield spec.unit.replace("per_", "per ")
    if spec.max_length is not None:
        yield f"up to {spec.max_length} characters"


def _about(spec: FieldSpec) -> Iterator[str]:
    if spec.description:
        yield cell(spec.description)
    if spec.example is not None:
        yield f"Such as {names(spec.example if isinstance(spec.example, Sequence) and spec.array else [spec.example])}."
    if spec.aliases:
        yield f"Also read from {names(spec.aliases)}."
    if spec.ecs:
        yield f"In ECS: `{spec.ecs}`."
