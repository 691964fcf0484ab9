"""Numbers as people read them, as expressions of Vega.

Source: Vega 6, Expressions; d3-format.
"""

from __future__ import annotations

__all__ = ["UNITS", "duration", "number", "quantity"]

UNITS = {"d": " d", "h": " h", "min": " min", "s": " s", "ms": " ms", "per_second": "/s"}
"""What stands behind a number, as the signal ``units``: a page may say it in another language."""

_MS = ((86_400_000, "d"), (3_600_000, "h"), (60_000, "min"), (1000, "s"))


def number(value: str) -> str:
    """Return the expression of a plain number: 1,234 as it is, 2,500,000 as 2.5M, 0.00001 as 1e-5."""
    small = f"abs({value}) >= 1e-3 || {value} == 0 ? format({value}, '.4~r') : format({value}, '.2~e')"
    return f"(abs({value}) >= 1e5 ? format({value}, '.4~s') : abs({value}) >= 1e3 ? format({value}, ',.5~r') : {small})"


def duration(milliseconds: str) -> str:
    """Return the expression of a length of time: 180000 as 3 min."""
    text = f"{milliseconds} == 0 ? '0' : {number(milliseconds)} + units.ms"
    for size, unit in reversed(_MS):
        text = f"{milliseconds} >= {size} ? format({milliseconds} / {size}, '.3~r') + units.{unit} : {text}"
    return f"({text})"


def quantity(unit: str | None, value: str) -> str:
    """Return the expression of a number with its unit.

    Args:
        unit: as the schema has it.
        value: expression of the number.
    """
    if unit == "ratio":
        return f"format({value}, '.3~p')"
    if unit == "ms":
        return duration(value)
    if unit == "s":
        return duration(f"({value} * 1000)")
    if unit == "bytes":
        return f"(format({value}, '.4~s') + 'B')"
    behind = {"celsius": "' °C'", "watt": "' W'", "per_second": "units.per_second"}.get(unit or "")
    return f"({number(value)} + {behind})" if behind else number(value)
