"""Dates and date math, rounded as Elasticsearch rounds them.

Source: Elasticsearch 9, API conventions, Date math; Range query, Missing date components;
format strict_date_optional_time||epoch_millis.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import datetime, timedelta

__all__ = ["instant"]

_DATE = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})"
    r"(?:T(?P<hour>[01][0-9]|2[0-3])(?::(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9])(?:[.,](?P<fraction>[0-9]{1,9}))?)?)?"
    r"(?P<zone>Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?)?)?"
)
_EPOCH_MS = re.compile(r"[0-9]{12,14}")
_STEP = re.compile(r"(?P<sign>[+-])(?P<count>[0-9]{0,9})(?P<unit>[yMwdhHms])|/(?P<round>[yMwdhHms])")
_TICK = timedelta(milliseconds=1)
_SPANS = {
    "w": timedelta(weeks=1),
    "d": timedelta(days=1),
    "h": timedelta(hours=1),
    "H": timedelta(hours=1),
    "m": timedelta(minutes=1),
    "s": timedelta(seconds=1),
}


def instant(text: str, now: datetime, up: bool) -> datetime:
    """Read a date, epoch milliseconds or date math.

    Args:
        text: ``2026-11-01``, ``2026-11-01T10:00:00.500+08:00``, ``now-1h``, ``now/d``, ``2026-11-01||+1M/M``.
        now: what ``now`` is, UTC without a zone.
        up: whether the time of day that is missing is the last instead of the first, and ``/d`` the end of the day.

    Returns:
        The instant in UTC, without a zone, in whole milliseconds.

    Raises:
        ValueError: it is none of these, no day of the calendar, or outside the years 1 to 9999.
    """
    date, math, steps = text.partition("||")
    try:
        if text.startswith("now"):
            return _math(now, text[3:], up)
        return _math(_date(date, up=False), steps, up) if math else _date(date, up)
    except OverflowError:
        raise ValueError(text) from None


def _date(text: str, up: bool) -> datetime:
    if _EPOCH_MS.fullmatch(text):
        return datetime(1970, 1, 1) + timedelta(milliseconds=int(text))
    found = _DATE.fullmatch(text)
    if not found:
        raise ValueError(text)
    given = found.groupdict()
    last = {"hour": "23", "minute": "59", "second": "59", "fraction": "999"} if up else {}
    day = datetime(int(given["year"]), int(given["month"] or 1), int(given["day"] or 1))
    hours, minutes, seconds = (int(given[part] or last.get(part, "0")) for part in ("hour", "minute", "second"))
    milliseconds = int((given["fraction"] or last.get("fraction", "0")).ljust(3, "0")[:3])
    clock = timedelta(hours=hours, minutes=minutes, seconds=seconds, milliseconds=milliseconds)
    return day + clock - _offset(given["zone"])


def _offset(zone: str | None) -> timedelta:
    if zone is None or zone == "Z":
        return timedelta()
    digits = zone[1:].replace(":", "").ljust(4, "0")
    shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if int(digits[2:]) > 59 or shift > timedelta(hours=18):
        raise ValueError(zone)
    return -shift if zone.startswith("-") else shift


def _math(when: datetime, steps: str, up: bool) -> datetime:
    at = 0
    while at < len(steps):
        step = _STEP.match(steps, at)
        if not step:
            raise ValueError(steps)
        if step["round"]:
            when = _round(when, step["round"], up)
        else:
            when = _add(when, int(step["sign"] + (step["count"] or "1")), step["unit"])
        at = step.end()
    return when.replace(microsecond=when.microsecond // 1000 * 1000)


def _add(when: datetime, count: int, unit: str) -> datetime:
    if unit not in ("y", "M"):
        return when + count * _SPANS[unit]
    year, month = divmod(when.year * 12 + when.month - 1 + count * (12 if unit == "y" else 1), 12)
    if not 1 <= year <= 9999:
        raise OverflowError(year)
    return when.replace(year=year, month=month + 1, day=min(when.day, monthrange(year, month + 1)[1]))


def _round(when: datetime, unit: str, up: bool) -> datetime:
    if unit == "w":
        start = datetime(when.year, when.month, when.day) - timedelta(days=when.weekday())
    else:
        start = _floor(when, unit)
    return _add(start, 1, unit) - _TICK if up else start


def _floor(when: datetime, unit: str) -> datetime:
    """Set all that is smaller than the unit to its least."""
    smaller = {"y": 0, "M": 1, "d": 2, "h": 3, "H": 3, "m": 4, "s": 5}[unit]
    least = {"month": 1, "day": 1, "hour": 0, "minute": 0, "second": 0, "microsecond": 0}
    return when.replace(**dict(list(least.items())[smaller:]))  # type: ignore[arg-type]
