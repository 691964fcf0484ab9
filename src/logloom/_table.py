"""Tables for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

__all__ = ["table"]

_GAP = "  "
_LEAST = 8


def table(header: Sequence[str], rows: Sequence[Sequence[str]], width: int = 100) -> str:
    """Return rows under a header, each on one line; the widest columns give way where the terminal is narrow.

    Args:
        header: names of the columns.
        rows: cells; a line end in them is shown as a space.
        width: of the terminal, in columns.
    """
    clean = [[_clean(cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(header, *clean, strict=True)]
    _narrow(widths, width - len(_GAP) * (len(widths) - 1))
    numeric = [_is_numeric(column) for column in zip(*clean, strict=True)] or [False] * len(header)
    lines = [_line(header, widths, numeric), *(_line(row, widths, numeric) for row in clean)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _narrow(widths: list[int], room: int) -> None:
    """Take from the widest column, down to the next one, until all fit."""
    while sum(widths) > room and max(widths) > _LEAST:
        widest = widths.index(max(widths))
        second = max((width for width in widths if width < widths[widest]), default=0)
        widths[widest] = max(_LEAST, second, widths[widest] - sum(widths) + room)


def _line(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    parts = []
    for cell, width, right in zip(cells, widths, numeric, strict=True):
        shown = _cut(cell, width)
        space = " " * (width - _width(shown))
        parts.append(space + shown if right else shown + space)
    return _GAP.join(parts)


def _cut(cell: str, width: int) -> str:
    if _width(cell) <= width:
        return cell
    kept = ""
    for letter in cell:
        if _width(kept) + _width(letter) > width - 1:
            break
        kept += letter
    return kept + "…"


def _width(text: str) -> int:
    """Columns that a text takes; East Asian letters take two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _clean(cell: str) -> str:
    """Return a cell without line ends and without what could steer the terminal."""
    return cell if cell.isprintable() else "".join(letter if letter.isprintable() else " " for letter in cell)


def _is_numeric(column: Sequence[str]) -> bool:
    filled = [cell for cell in column if cell]
    return bool(filled) and all(cell.replace(",", "").replace(".", "", 1).lstrip("-").isdigit() for cell in filled)
