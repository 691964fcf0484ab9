"""JSON Schema of the language, for editors: names are completed, descriptions shown, mistakes underlined.

It is made from the model, so that it can't say anything else. What needs the whole schema (does the field exist? can
the pattern be proven safe?) is told by `logloom render` alone.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from logloom.schema.model import MEASURES, Schema

__all__ = ["language_schema"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MERGED = ("Alert", "Dashboard", "FieldSpec", "Notify", "Query")
"""Parts with a name, of which a schema may say only what differs from the schema that it extends."""
_ONE_OF = {"Jobs": ("heard_within", "silent_for", "lost_for"), "RedactRule": ("pattern", "fields")}
_MEASURED = [{"required": [measure]} for measure in MEASURES]
_LISTED = {"properties": {"show": {"const": "events"}}, "not": {"anyOf": _MEASURED}}
_DRAWN = {"properties": {"show": {"not": {"const": "events"}}}, "oneOf": _MEASURED}
_TITLES = {"FieldSpec": "Field", "RedactRule": "Redaction rule", "Notify": "Route"}


def language_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a schema file, as a new dict each time."""
    copy: dict[str, Any] = _copied(_language())
    return copy


@cache
def _language() -> dict[str, Any]:
    rendered = Schema.model_json_schema(by_alias=True, mode="validation")
    parts: dict[str, Any] = rendered.pop("$defs")
    for name, part in parts.items():
        if name in _MERGED:
            part.pop("required", None)
        if name in _ONE_OF:
            part["oneOf"] = [{"required": [choice]} for choice in _ONE_OF[name]]
    parts["Panel"]["oneOf"] = [_LISTED, _DRAWN]
    root = {**_tidy(rendered), "title": "logloom schema"}
    titled = {name: {**_tidy(part), "title": _TITLES.get(name, name)} for name, part in parts.items()}
    return {"$schema": _DIALECT, **root, "$defs": titled}


def _tidy(value: Any) -> Any:
    """Drop what says nothing to a reader: made-up titles, and the null that stands for what is left out."""
    if isinstance(value, list):
        return [_tidy(item) for item in value]
    if not isinstance(value, dict):
        return value
    clean = {key: _tidy(item) for key, item in value.items() if not (key == "title" and isinstance(item, str))}
    if clean.get("default", 0) is None:
        del clean["default"]
    if "patternProperties" in clean:
        clean["additionalProperties"] = False
    return _without_null(clean)


def _without_null(value: dict[str, Any]) -> dict[str, Any]:
    kinds = [kind for kind in value.get("anyOf", ()) if kind != {"type": "null"}]
    if {"type": "number"} in kinds:  # it takes the whole numbers as well
        kinds = [kind for kind in kinds if kind != {"type": "integer"}]
    rest = {key: item for key, item in value.items() if key != "anyOf"}
    if len(kinds) == 1:
        return {**kinds[0], **rest}
    return {**rest, "anyOf": kinds} if kinds else value


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value
