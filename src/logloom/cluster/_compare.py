"""Rendered against live: what the server adds by itself is no difference.

Source: Elasticsearch 9.4, observed on the server itself, and its reference, pages "Create or update component
template", "Create or update index template", "Create or update pipeline" and "Create or update lifecycle policy".
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["differences", "flat_settings", "live_body", "normal"]

_STAMPS = frozenset(f"{when}_date{unit}" for when in ("created", "modified") for unit in ("", "_millis"))
_DEFAULTS: Mapping[str, Any] = {
    "allow_custom_routing": False,
    "hidden": False,
    "delete_searchable_snapshot": True,
    "ignore_missing_component_templates": [],
}
_LONGEST = 60


def live_body(path: str, answer: Any) -> Any:
    """Return from the answer of ``GET /<path>`` what could be put there again; None where it holds nothing."""
    kind, name = path.split("/", 1)[0], path.rsplit("/", 1)[-1]
    if kind in {"_component_template", "_index_template"}:
        found = answer.get(f"{kind[1:]}s") or [{}]
        return found[0].get(kind[1:])
    body = answer.get(name)
    return {"policy": body["policy"]} if body and kind == "_ilm" else body


def normal(value: Any, parent: str = "") -> Any:
    """Return a body without what the server adds, settings flat and as text."""
    if parent == "settings" and isinstance(value, Mapping):
        return flat_settings(value)
    if isinstance(value, Mapping):
        kept = {key: item for key, item in value.items() if key not in _STAMPS or parent == "properties"}
        return {
            key: normal(item, key)
            for key, item in kept.items()
            if parent == "properties" or key not in _DEFAULTS or item != _DEFAULTS[key]
        }
    if isinstance(value, list):
        return [normal(item) for item in value]
    return value


def flat_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings under their full names, each value as the server writes it: text, or a list of texts."""
    flat = dict(_leaves(settings))
    return {name if name.startswith("index.") else f"index.{name}": value for name, value in flat.items()}


def _leaves(settings: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in settings.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", [_text(item) for item in value] if isinstance(value, list) else _text(value)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def differences(live: Any, rendered: Any, place: str = "") -> Iterator[str]:
    """Yield in words where two normal bodies differ, by the place of each."""
    if isinstance(live, Mapping) and isinstance(rendered, Mapping):
        for key in sorted(live.keys() | rendered.keys()):
            yield from differences(live.get(key), rendered.get(key), f"{place}.{key}" if place else key)
    elif isinstance(live, list) and isinstance(rendered, list) and len(live) == len(rendered):
        for number, pair in enumerate(zip(live, rendered, strict=True)):
            yield from differences(*pair, f"{place}[{number}]")
    elif live is None and rendered is not None:
        yield f"{place}: new, {_shown(rendered)}"
    elif rendered is None and live is not None:
        yield f"{place}: goes, was {_shown(live)}"
    elif live != rendered or isinstance(live, bool) != isinstance(rendered, bool):
        yield f"{place}: {_shown(live)} becomes {_shown(rendered)}"


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
