"""What a panel measures, as SQL: over events, or over cells that hold parts of it."""

from __future__ import annotations

from typing import NamedTuple

from logloom.local._sql import name
from logloom.schema.model import COMPUTED, Panel

__all__ = ["BIN", "Measure", "measure_of", "share_of", "value_sql"]

_PRECISION = 500
_BIN = f"round(ln({{}}) * {_PRECISION})::INTEGER"
BIN = f"CASE WHEN {{v}} > 0 THEN {_BIN.format('{v}')} WHEN {{v}} < 0 THEN 9999999 - {_BIN.format('-{v}')} END"
"""SQL: a number that values have in common which differ by less than 0.2 %."""


class Measure(NamedTuple):
    """One measure as SQL.

    Args:
        whole: over events, of the value ``{v}`` and its place ``{k}`` from the oldest to the newest, which is
            ``{m}`` times its time at least.
        rank: the same, for the order of the values of `by`.
        parts: what a cell holds of it; nothing where cells can't be put together.
        joined: over cells, of the parts ``{0}`` and ``{1}``.
        joined_rank: the same, for the order.
        found: whether a cell holds any of it.
    """

    whole: str
    rank: str
    parts: tuple[str, ...] = ()
    joined: str = ""
    joined_rank: str = ""
    found: str = "{0} IS NOT NULL"


def _same(whole: str, parts: tuple[str, ...], joined: str, found: str = "{0} IS NOT NULL") -> Measure:
    """Return a measure that ranks by itself."""
    return Measure(whole, whole, parts, joined, joined, found)


_COUNT = _same("count(*)", ("count(*)",), "sum({0})::BIGINT", "{0} > 0")
_MEASURES = {
    "count": _COUNT,
    "rate": _COUNT,
    "average": _same("avg({v})", ("sum({v})", "count({v})"), "sum({0})::DOUBLE / sum({1})"),
    "sum": _same("sum({v})", ("sum({v})",), "sum({0})"),
    "min": _same("min({v})", ("min({v})",), "min({0})"),
    "max": _same("max({v})", ("max({v})",), "max({0})"),
    "unique": _same("count(DISTINCT {v})", (), ""),
    "last": Measure(
        *("arg_max({v}, {k})", "max({k}) // {m}"),
        ("max(CASE WHEN {v} IS NOT NULL THEN {k} END)", "arg_max({v}, {k})"),
        *("arg_max({1}, {0})", "max({0}) // {m}"),
    ),
}


def measure_of(panel: Panel) -> Measure:
    """Return what a panel measures."""
    share = share_of(panel)
    return _MEASURES[panel.measure[0]] if share is None else _same(f"quantile_cont({{v}}::DOUBLE, {share!r})", (), "")


def share_of(panel: Panel) -> float | None:
    """Return which share of the values lies below a percentile, if a panel measures one."""
    measure, _ = panel.measure
    if measure == "median":
        return 0.5
    return panel.percentile.at / 100 if panel.percentile and measure == "percentile" else None


def value_sql(field: str) -> str:
    """Return the value of a field, or of what is computed, of one event."""
    return '(epoch_us(ingested_at) - epoch_us("@timestamp")) // 1000' if field in COMPUTED else name(field)
