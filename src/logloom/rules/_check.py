"""Step 4: does a value fit its field? One small function for each type, chosen once for each field."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from logloom.rules._json import BigInteger
from logloom.rules._rules import FieldRule

__all__ = ["Check", "checker", "utc_milliseconds"]

Check = Callable[[Any], "tuple[Any, str | None]"]
"""Value → (value as it is stored, None), or (value, reason)."""

_TIMESTAMP = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]((?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2})(?:\.([0-9]+))?"
    r"(?:Z|([+-])([0-9]{2}):?([0-9]{2}))"
)
_LONG = 2**63


def utc_milliseconds(text: str) -> str | None:
    """Return an ISO 8601 time with an offset as ``YYYY-MM-DDTHH:MM:SS.mmmZ``; None where it is none."""
    found = _TIMESTAMP.fullmatch(text)
    if not found:
        return None
    day, clock, digits, sign, hours, minutes = found.groups()
    try:
        moment = datetime.fromisoformat(f"{day}T{clock}")
        if sign:
            moment -= _offset(sign, int(hours), int(minutes))
    except (ValueError, OverflowError):
        return None
    return f"{moment.isoformat()}.{(digits or '')[:3]:0<3}Z"


def _offset(sign: str, hours: int, minutes: int) -> timedelta:
    if minutes > 59 or hours * 60 + minutes > 18 * 60:
        raise ValueError("no such offset")
    return timedelta(hours=hours, minutes=minutes) * (1 if sign == "+" else -1)


def _string(value: Any) -> tuple[Any, str | None]:
    return (value, None) if type(value) is str else (value, "not a string")


def _integer(value: Any) -> tuple[Any, str | None]:
    kind = type(value)
    if kind is int:
        return value, None
    if kind is float:
        if value.is_integer():
            return (int(value), None) if -_LONG <= value < _LONG else (value, "beyond 64 bits")
        return value, "not an integer" if value - value == 0 else "not finite"
    return value, "beyond 64 bits" if kind is BigInteger else "not an integer"


def _float(value: Any) -> tuple[Any, str | None]:
    kind = type(value)
    if kind is float:
        return (value, None) if value - value == 0 else (value, "not finite")
    if kind is int:
        return float(value), None
    return value, "beyond 64 bits" if kind is BigInteger else "not a number"


def _boolean(value: Any) -> tuple[Any, str | None]:
    return (value, None) if type(value) is bool else (value, "not a boolean")


def _timestamp(value: Any) -> tuple[Any, str | None]:
    moment = utc_milliseconds(value) if type(value) is str else None
    return (value, "not a timestamp") if moment is None else (moment, None)


_TYPES: dict[str, Check] = {
    "keyword": _string,
    "text": _string,
    "integer": _integer,
    "float": _float,
    "boolean": _boolean,
    "timestamp": _timestamp,
}


def checker(rule: FieldRule) -> Check:
    """Return the check of one field."""
    one = _limited(_TYPES[rule.type], rule)
    return _each(one) if rule.array else one


def _limited(by_type: Check, rule: FieldRule) -> Check:
    if rule.enum is None and rule.min is None and rule.max is None and rule.max_length is None:
        return by_type
    enum = None if rule.enum is None else frozenset(rule.enum)
    low, high, longest = rule.min, rule.max, rule.max_length

    def check(value: Any) -> tuple[Any, str | None]:
        value, reason = by_type(value)
        if reason is None:
            if enum is not None and value not in enum:
                reason = "not in enum"
            elif low is not None and value < low:
                reason = "below min"
            elif high is not None and value > high:
                reason = "above max"
            elif longest is not None and len(value) > longest:
                reason = "too long"
        return value, reason

    return check


def _each(one: Check) -> Check:
    def check(values: Any) -> tuple[Any, str | None]:
        kept = []
        for value in values if type(values) is list else [values]:
            value, reason = one(value)  # noqa: PLW2901 - the stored form takes the place of the given one
            if reason is not None:
                return values, reason
            kept.append(value)
        return kept, None

    return check
