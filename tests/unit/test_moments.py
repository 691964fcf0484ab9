"""Moments as text."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from logloom._moments import from_iso, iso, naive_utc

NOON = datetime(2026, 11, 1, 12, 0, 0, 999_999)


@pytest.mark.parametrize(
    "moment",
    [NOON, NOON.replace(tzinfo=timezone.utc), (NOON + timedelta(hours=8)).replace(tzinfo=timezone(timedelta(hours=8)))],
)
def test_moments_are_written_in_utc_with_their_microseconds_cut(moment: datetime) -> None:
    """The same moment gives the same text, with a zone or as UTC without one."""
    assert naive_utc(moment) == NOON
    assert iso(moment) == "2026-11-01T12:00:00.999Z"


def test_what_is_written_can_be_read() -> None:
    """A text that ends with Z is a moment in UTC; what is no moment says so."""
    assert from_iso(iso(NOON)) == NOON.replace(microsecond=999_000, tzinfo=timezone.utc)
    with pytest.raises(ValueError, match="yesterday"):
        from_iso("yesterday")
