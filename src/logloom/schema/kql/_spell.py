"""How each backend spells a number that it keeps as text: in ``extra`` a number is found however it was written.

Source: Java 21, Double.toString (Elasticsearch's flattened type); ECMAScript 2024, Number::toString, with ``.0`` after
whole numbers (DuckDB 2.0, JSON).
"""

from __future__ import annotations

from decimal import Decimal
from math import isinf

__all__ = ["spellings"]


def spellings(text: str) -> tuple[str, ...]:
    """Return a number's text and the other texts that it may be kept as.

    Args:
        text: of a number, as `_resolve` reads one.
    """
    exact, double = Decimal(text), float(text)
    if exact == 0:
        return tuple(dict.fromkeys([text, "0", "0.0", "-0.0"]))
    whole = [str(int(exact))] if abs(exact) < 2**64 and exact == int(exact) else []
    spelt = [] if isinf(double) else [_spelt(double, -5, 21, "e"), _spelt(double, -2, 7, "E")]
    return tuple(dict.fromkeys([text, *whole, *spelt]))


def _spelt(number: float, least: int, most: int, mark: str) -> str:
    """Spell a number plainly if its point stands between two places (1 is after the first digit), else by a power."""
    sign, digits, exponent = Decimal(repr(number)).normalize().as_tuple()
    point = len(digits) + int(exponent)
    if least <= point <= most:
        plain = format(Decimal(repr(number)), "f")
        return plain if "." in plain else f"{plain}.0"
    first, rest = str(digits[0]), "".join(map(str, digits[1:]))
    if mark == "E":
        rest = rest or "0"
    return f"{'-' * sign}{first}{'.' * bool(rest)}{rest}{mark}{point - 1}"
