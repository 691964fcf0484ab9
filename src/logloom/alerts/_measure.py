"""When a measure is told of: one decision, whichever store was asked."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Limits", "Measured", "goes_too_far"]

_LEAST_VALUES = 3


class Measured(NamedTuple):
    """A field over a time: the measure, None where there is no value, and of how many values it is."""

    value: float | None
    values: int


class Limits(NamedTuple):
    """How far a measure may go, down and up; None where it may go anywhere.

    Those of an alert that compares are shares of what the measure was, and reaching one is too far.
    """

    least: float | None
    most: float | None
    compares: bool


def goes_too_far(limits: Limits, now: Measured, before: Measured) -> bool:
    """Whether to tell of a measure.

    Args:
        limits: of the alert.
        now: in the window; of fewer than three values there is nothing to tell.
        before: in the time before it; without a value there, the window is not covered yet.
    """
    least, most = limits.least, limits.most
    if now.value is None or before.value is None or now.values < _LEAST_VALUES:
        return False
    if not limits.compares:
        return (least is not None and now.value < least) or (most is not None and now.value > most)
    if before.values < _LEAST_VALUES or before.value <= 0:
        return False
    share = now.value / before.value
    return (least is not None and share <= least) or (most is not None and share >= most)
