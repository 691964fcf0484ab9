"""Where the panels of a dashboard stand: 48 columns, read from left to right, without gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

__all__ = ["WIDTH", "grid"]

WIDTH = 48
_ROWS = {"metric": (4, 6), "events": (1, 14)}
"""Kind of panel → how many stand in a row, and how high it is; all others stand in twos."""

_OTHERS = (2, 12)


def grid(kinds: Sequence[str], below: int = 0) -> Iterator[dict[str, int]]:
    """Yield the place of each panel.

    Args:
        kinds: the `show` of each panel, in order.
        below: rows that are taken at the top.

    Yields:
        ``{x, y, w, h}`` in units of Kibana's grid.
    """
    top = below
    for (most, height), run in groupby(kinds, key=lambda kind: _ROWS.get(kind, _OTHERS)):
        left = len(list(run))
        while left:
            count = min(left, most)
            # The last ones of a run share the whole width.
            for index in range(count):
                yield {"x": index * WIDTH // count, "y": top, "w": WIDTH // count, "h": height}
            left -= count
            top += height
