"""Words of the diagnostics: how a value is shown, and which name was meant."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from typing import Any

__all__ = ["all_of", "as_json", "nearest", "one_of", "shorten"]


def shorten(value: Any, limit: int = 60) -> str:
    """Show a value in at most `limit` characters: text in quotes, the middle left out."""
    return _cut(_show(value, limit), limit)


def as_json(value: Any, limit: int = 80) -> str:
    """Show a value as JSON in at most `limit` characters."""
    return _cut(json.dumps(value, ensure_ascii=False, default=dict), limit)


def _cut(shown: str, limit: int) -> str:
    half = (limit - 3) // 2
    return shown if len(shown) <= limit else f"{shown[:half]}...{shown[-half:]}"


def _show(value: Any, limit: int) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        text = value if len(value) <= 4 * limit else value[: 2 * limit] + value[-2 * limit :]
        return repr(text)
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, (list, tuple)) else repr(value)


def nearest(name: str, names: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` for the closest of the names, or nothing."""
    found = difflib.get_close_matches(name[:100], list(names), n=1, cutoff=0.6)
    return f"; did you mean {found[0]!r}?" if found else ""


def one_of(names: Iterable[str]) -> str:
    """Join names as `'a', 'b' or 'c'`."""
    return _join(names, "or")


def all_of(names: Iterable[str]) -> str:
    """Join names as `'a', 'b' and 'c'`."""
    return _join(names, "and")


def _join(names: Iterable[str], word: str) -> str:
    *shown, last = map(repr, names)
    return f"{', '.join(shown)} {word} {last}" if shown else last
