"""When a measure is told of."""

from __future__ import annotations

import pytest

from logloom.alerts import Limits, Measured, goes_too_far

BELOW = Limits(0.2, None, compares=False)
ABOVE = Limits(None, 0.9, compares=False)
HALF = Limits(0.5, None, compares=True)
TWICE = Limits(None, 2, compares=True)
NONE = Measured(None, 0)


@pytest.mark.parametrize(
    ("limits", "now", "before", "far"),
    [
        (ABOVE, Measured(0.91, 3), Measured(0.1, 1), True),
        (ABOVE, Measured(0.9, 3), Measured(0.1, 1), False),
        (ABOVE, Measured(0.91, 2), Measured(0.1, 1), False),
        (ABOVE, Measured(0.91, 3), NONE, False),
        (BELOW, Measured(0.19, 3), Measured(0.0, 1), True),
        (BELOW, Measured(0.2, 3), Measured(0.0, 1), False),
        (HALF, Measured(5, 3), Measured(10, 3), True),
        (HALF, Measured(5, 3), Measured(10, 2), False),
        (HALF, Measured(5.1, 3), Measured(10, 3), False),
        (HALF, NONE, Measured(10, 3), False),
        (TWICE, Measured(20, 3), Measured(10, 3), True),
        (TWICE, Measured(19, 3), Measured(10, 3), False),
        (TWICE, Measured(5, 3), Measured(0, 3), False),
    ],
)
def test_a_measure_goes_too_far(limits: Limits, now: Measured, before: Measured, far: bool) -> None:
    """A bound is passed, a share is reached; too few values, or nothing to compare with, say nothing."""
    assert goes_too_far(limits, now, before) is far
