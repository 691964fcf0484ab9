"""A strict reader of JSON objects: RFC 8259, plus the bare NaN, Infinity and -Infinity that Python writes."""

from __future__ import annotations

import json
import re
from typing import Any

import orjson

__all__ = ["MAX_DEPTH", "MAX_PATH_BYTES", "BigInteger", "Unparsable", "parse_object"]

MAX_DEPTH = 32
MAX_PATH_BYTES = 4096
"""Longest path to a value: its keys in UTF-8, and a byte more for each. No line of the logger can hold a longer one."""

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|[{}\[\]]', re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")
_HUGE = re.compile(r"[0-9]{19}")


class Unparsable(Exception):  # noqa: N818 - never leaves the package
    """A line that means to be an object and is none; the text is one of the schema's fixed reasons."""


class BigInteger(str):
    """Digits of an integer beyond signed 64 bits, as they stood in the line."""

    __slots__ = ()


def parse_object(line: str) -> dict[str, Any]:
    """Parse a line whose first character that is no blank is ``{`` or a byte order mark.

    Of a key that is given twice the last one wins.

    Raises:
        Unparsable: it is no JSON object, is too deep, or holds what no backend can keep.
    """
    found = _parsed(line)
    if len(line) > MAX_PATH_BYTES // 4 and _longest_path_bytes(found) > MAX_PATH_BYTES:
        raise Unparsable("key too long")
    return found


def _parsed(line: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = orjson.loads(line)
    except orjson.JSONDecodeError:
        return _parse_exactly(line)
    if line.count("{") + line.count("[") > MAX_DEPTH and _fault(line):
        raise Unparsable("too deep")
    if _HUGE.search(line):  # orjson reads integers beyond 64 bits as floats
        return _parse_exactly(line)
    return found


def _parse_exactly(line: str) -> dict[str, Any]:
    if line.lstrip(" \t\r\n").startswith("\ufeff"):
        raise Unparsable("byte order mark")
    try:
        found: dict[str, Any] = _DECODER.decode(line)
    except json.JSONDecodeError as error:
        raise Unparsable(_fault(line[: error.pos]) or "not JSON") from None
    except RecursionError:
        raise Unparsable("too deep") from None
    fault = _fault(line)
    if fault:
        raise Unparsable(fault)
    return found


def _fault(text: str) -> str | None:
    """Return what makes valid JSON unacceptable, the first such thing in the text."""
    depth = 0
    for token in _TOKEN.finditer(text):
        first = text[token.start()]
        if first == '"':
            if "\\u" in token[0] and _is_lone(token[0]):
                return "lone surrogate"
        elif first in "{[":
            depth += 1
            if depth > MAX_DEPTH:
                return "too deep"
        else:
            depth -= 1
    return None


def _longest_path_bytes(value: Any, before: int = 0) -> int:
    if type(value) is dict:
        paths = (_longest_path_bytes(item, before + len(key.encode()) + 1) for key, item in value.items())
    elif type(value) is list:
        paths = (_longest_path_bytes(item, before) for item in value)
    else:
        return before
    return max(paths, default=before)


def _is_lone(token: str) -> bool:
    """Tell whether a string's escapes leave half a surrogate pair; pairs were joined by the decoder."""
    try:
        return bool(_SURROGATE.search(_DECODER.decode(token)))
    except json.JSONDecodeError:
        return False


def _integer(digits: str) -> int | BigInteger:
    if len(digits) > 20:
        return BigInteger(digits)
    value = int(digits)
    return value if -(2**63) <= value < 2**63 else BigInteger(digits)


_DECODER = json.JSONDecoder(parse_int=_integer)
