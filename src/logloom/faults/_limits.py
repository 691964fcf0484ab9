"""What a server says about how long to wait."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime

__all__ = ["RateLimits", "retry_after"]

_EVERYTHING = ""
_UNTOLD_SECONDS = 60.0
_LONGEST_SECONDS = 86400.0
"""No server is believed for longer: a number with three zeros too many must not silence a device for good."""


class RateLimits:
    """Until when which category must not be sent; of several limits the longest holds.

    Args:
        monotonic: a clock in seconds that does not jump.

    Source: "Rate limiting" of Sentry's SDK documentation (develop.sentry.dev, 2026).
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._until: dict[str, float] = {}

    def update(self, status: int, headers: Mapping[str, str]) -> None:
        """Learn from an answer, also from one of status 200.

        Args:
            status: of HTTP.
            headers: with names in lower case.
        """
        limits = headers.get("x-sentry-rate-limits", "")
        if limits:
            for limit in limits.split(","):
                seconds, _, rest = limit.strip().partition(":")
                for category in rest.partition(":")[0].split(";"):
                    self._wait(category.strip(), _seconds(seconds))
        elif status == 429:
            told = retry_after(headers)
            self._wait(_EVERYTHING, _UNTOLD_SECONDS if told is None else told)

    def _wait(self, category: str, seconds: float | None) -> None:
        if seconds is not None:
            until = self._monotonic() + min(seconds, _LONGEST_SECONDS)
            self._until[category] = max(until, self._until.get(category, 0.0))

    def wait(self, category: str) -> float:
        """Return how long this category must still wait, in seconds."""
        until = max(self._until.get(_EVERYTHING, 0.0), self._until.get(category, 0.0))
        return max(0.0, until - self._monotonic())


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds of `Retry-After`, given as a number or a date; None where it is neither."""
    text = headers.get("retry-after", "")
    seconds = _seconds(text)
    if seconds is not None or not text:
        return seconds
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, TypeError):
        return None


def _seconds(text: str) -> float | None:
    try:
        seconds = float(text)
    except ValueError:
        return None
    return seconds if math.isfinite(seconds) and seconds >= 0 else None
