"""Any Python value → JSON types, bounded in depth, number and length, without ever raising."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date, datetime, timezone
from enum import Enum
from typing import Any
from uuid import UUID

from logloom.log._cut import cut_secretly

__all__ = ["LONGEST_KEY", "Opaque", "Plainer", "safe_text"]

_DEPTH = 8
_NODES = 500
_SMALL = 32
"""Arrays and tensors up to this many elements are written; of larger ones, shape and type."""

LONGEST_KEY = 64
_CHARACTERS = 40_000
_DIGITS = 1_000


class Opaque(str):
    """Text that stands for a value which JSON can't hold; it never passes as the value of a string field."""

    __slots__ = ()


def safe_text(value: object, show: Callable[[Any], str] = str) -> str:
    """Return ``str(value)`` (or `show` of it), or what can be said of an object whose own method fails."""
    try:
        return show(value)
    except Exception as error:
        return f"<{type(value).__name__}: {type(error).__name__} when shown>"


class Plainer:
    """Makes the values of one event plain. What is beyond the bounds becomes text that says so.

    Args:
        redact: takes the secrets out of a text; it sees long texts before they are cut.
        longest: longest text that is kept, in code points.
    """

    def __init__(self, redact: Callable[[str], str], longest: int) -> None:
        self._redact = redact
        self._longest = longest
        self._nodes = _NODES
        self._characters = _CHARACTERS

    @property
    def is_full(self) -> bool:
        """Whether the bound on the number of values is reached."""
        return self._nodes < 0

    def value(self, value: Any, depth: int = 0) -> Any:
        """Return the plain form of a value."""
        try:
            return self._value(value, depth)
        except Exception:
            return self._opaque(value)

    def _value(self, value: Any, depth: int) -> Any:  # noqa: PLR0911 - one line for each kind
        self._nodes -= 1
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, Enum):
            return self._value(value.value, depth + 1) if depth < _DEPTH else self._opaque(value)
        if isinstance(value, str):
            return self.text(str.__str__(value))
        if isinstance(value, int):
            return int(value) if value.bit_length() < _DIGITS else Opaque(f"<integer of {value.bit_length()} bits>")
        if isinstance(value, float):
            return float(value)
        if isinstance(value, (os.PathLike, UUID, date)):
            return self.text(_written(value))
        if depth >= _DEPTH or self._nodes < 0:
            return Opaque("…") if isinstance(value, (Mapping, list, tuple, set, frozenset)) else self._opaque(value)
        if isinstance(value, Mapping):
            return self._mapping(value, depth)
        if isinstance(value, (list, tuple, set, frozenset)):
            return self._list(value, depth)
        return self._array(value, depth) if hasattr(value, "shape") else self._opaque(value)

    def text(self, text: str) -> str:
        """Return a text no longer than can be written, without secrets where it had to be cut."""
        longest = self._longest if self._characters > 0 else 64
        self._characters -= min(len(text), longest)
        if len(text) <= longest:
            return text
        return cut_secretly(text, longest, self._redact)

    def cut(self, value: Any, longest: int | None) -> Any:
        """Cut a plain text to what its field holds."""
        if longest is None or type(value) is not str or len(value) <= longest:
            return value
        return cut_secretly(value, longest, self._redact)

    def key(self, key: object) -> str:
        """Return a key no longer than any name in a schema."""
        text = key if type(key) is str else safe_text(key)
        return text if len(text) <= LONGEST_KEY else cut_secretly(text, LONGEST_KEY, self._redact)

    def _opaque(self, value: object) -> Opaque:
        return Opaque(self.text(safe_text(value, repr)))

    def _mapping(self, mapping: Mapping[Any, Any], depth: int) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        for key, item in mapping.items():
            if self._nodes < 0:
                plain["…"] = f"{len(mapping) - len(plain)} more"
                break
            plain[self.key(key)] = self.value(item, depth + 1)
        return plain

    def _list(self, items: Any, depth: int) -> list[Any]:
        plain: list[Any] = []
        for item in items:
            if self._nodes < 0:
                plain.append(f"… {len(items) - len(plain)} more")
                break
            plain.append(self.value(item, depth + 1))
        return plain

    def _array(self, value: Any, depth: int) -> Any:
        """NumPy's and PyTorch's values, known by their shape: a number, a short list, or only what they are."""
        size = 1
        for length in value.shape:
            size *= int(length)
        if size > _SMALL:
            kind = getattr(value, "dtype", "")
            return Opaque(f"<{type(value).__name__} of shape {tuple(value.shape)}, {kind}>")
        inner = value.item() if not value.shape else value.tolist()
        return self._opaque(value) if hasattr(inner, "shape") else self.value(inner, depth + 1)


def _written(value: Any) -> str:
    if isinstance(value, os.PathLike):
        return os.fsdecode(value)
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(timezone.utc).isoformat(timespec="milliseconds")
    return value.isoformat() if isinstance(value, date) else str(value)
