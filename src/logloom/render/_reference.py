"""The reference for readers: the fields of a schema, and the language in which schemas are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from logloom.render._text import cell, names, template
from logloom.schema import Schema
from logloom.schema.jsonschema import language_schema
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
    return {_FIELDS: fields, _LANGUAGE: template(_LANGUAGE, parts=list(_parts()))}


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


def _parts() -> Iterator[dict[str, Any]]:
    """Yield the parts of the language, the file itself first, from its JSON Schema."""
    language = language_schema()
    definitions: Mapping[str, Any] = language.get("$defs", {})
    for title, part in {"schema.yaml": language, **definitions}.items():
        if "properties" in part:
            required = part.get("required", ())
            rows = [_row(name, spec, name in required) for name, spec in part["properties"].items()]
            yield {"title": title, "description": part.get("description", ""), "rows": rows}


def _row(name: str, spec: Mapping[str, Any], required: bool) -> dict[str, str]:
    default = spec.get("default")
    return {
        "name": name,
        "takes": _takes(spec),
        "default": "**required**" if required else "" if default in (None, "", {}, []) else names([default]),
        "meaning": cell(spec.get("description", "")),
    }


def _takes(spec: Mapping[str, Any]) -> str:
    """Return in words what a JSON Schema takes."""
    said = next((say(spec[key]) for key, say in _SAYINGS.items() if key in spec), None)
    return said or _takes_type(spec)


def _takes_type(spec: Mapping[str, Any]) -> str:
    kind = spec.get("type", "")
    if kind == "array":
        return f"list of {_takes(spec.get('items', {}))}"
    if kind == "object":
        by_name = next(iter(spec.get("patternProperties", {}).values()), spec.get("additionalProperties"))
        return f"names, each with {_takes(by_name if isinstance(by_name, dict) else {})}"
    return {"string": "text", "integer": "whole number", "boolean": "true or false"}.get(kind, kind or "anything")


def _link(reference: str) -> str:
    name = reference.rpartition("/")[2]
    return f"[{name}](#{name.lower()})"


def _any_of(choices: Sequence[Mapping[str, Any]]) -> str:
    return " or ".join(dict.fromkeys(_takes(each) for each in choices))


_SAYINGS: Mapping[str, Callable[[Any], str]] = {
    "$ref": _link,
    "enum": names,
    "const": lambda value: names([value]),
    "anyOf": _any_of,
    "pattern": lambda pattern: f"text like `{cell(pattern)}`",
}
"""Keyword of a JSON Schema → how its value is said; the first that is there counts."""
