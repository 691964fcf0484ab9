"""Moments as events and answers write them: ISO 8601, UTC, milliseconds, `2026-11-01T10:00:00.500Z`."""

from __future__ import annotations

from datetime import datetime, timezone

__all__ = ["from_iso", "iso", "naive_utc"]


def naive_utc(moment: datetime) -> datetime:
    """Return a moment in UTC, without a zone; one that has none is UTC already."""
    return moment.astimezone(timezone.utc).replace(tzinfo=None) if moment.tzinfo else moment


def iso(moment: datetime) -> str:
    """Return a moment as text, its microseconds cut, not rounded; one without a zone is UTC."""
    return f"{naive_utc(moment).isoformat(timespec='milliseconds')}Z"


def from_iso(text: str) -> datetime:
    """Return the moment of a text that may end with `Z`, which Python 3.10 does not read.

    Raises:
        ValueError: it is none.
    """
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
