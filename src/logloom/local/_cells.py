"""From events to what is drawn: the values of `by` in their order, cut to the top ones, then the steps of time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from logloom.local._measure import BIN, measure_of, share_of
from logloom.local._scan import Scan, Scope
from logloom.local.query import is_list, plain
from logloom.schema.kql import Sql
from logloom.schema.model import Panel

__all__ = ["Row", "answered", "is_shared", "rows_alone", "rows_of_cells"]

Row = tuple[Any, ...]

_NOTHING = {"count": 0, "rate": 0.0, "sum": 0.0, "unique": 0}
_FLOATS = {"average", "sum", "min", "max", "median", "percentile"}
_MANY = 2_000_000
"""Values up to which a percentile is exact."""


class Drawn(NamedTuple):
    """Aggregates over a relation: what is drawn, what the values of `by` are ordered by, and which rows count."""

    value: str
    rank: str
    found: str = "true"


Relation = Callable[[Sequence[str]], str]
"""Gives the events or cells with the columns that are named: ``by0``, ``by1``, ``t``."""


def is_shared(scope: Scope, panel: Panel) -> bool:
    """Return whether a panel is made of cells: an event lies in one cell alone of each value that it is ranked by."""
    if share_of(panel) is not None:
        return False
    field = panel.measure[1]
    lists = [is_list(scope.store, split) for split in panel.splits[1:]]
    measured = field is not None and is_list(scope.store, field)
    return bool(panel.splits or panel.over_time) and bool(measure_of(panel).parts) and not any(lists) and not measured


def rows_of_cells(scope: Scope, panels: Sequence[Panel]) -> Iterator[list[Row]]:
    """Yield the rows of panels that are split alike, from one scan."""
    scan = Scan(scope, panels)
    parts: dict[str, str] = {}
    for panel in panels:
        for part in _parts(scan, panel):
            parts.setdefault(part, f"p{len(parts)}")
    with _cells(scan, [f"{part} AS {column}" for part, column in parts.items()]):
        for panel in panels:
            measure, columns = measure_of(panel), [parts[part] for part in _parts(scan, panel)]
            texts = (measure.joined, measure.joined_rank, measure.found)
            drawn = Drawn(*(text.format(*columns, m=scope.places) for text in texts))
            yield answered(scope, panel, scope.store.rows(_question(panel, lambda _: "_cells", drawn)))


def _parts(scan: Scan, panel: Panel) -> list[str]:
    wanted = scan.wanted(panel)
    filtered = f" FILTER ({wanted})" if wanted else ""
    return [part.format(v=scan.value(panel), k="k") + filtered for part in measure_of(panel).parts]


@contextmanager
def _cells(scan: Scan, held: Sequence[str], *keys: str) -> Iterator[None]:
    """Put the events into cells: the table ``_cells`` of this connection."""
    events, columns = scan.events(), ", ".join([*scan.keys, *keys, *held])
    source = scan.unfolded(f"({events.text})", scan.keys, values=True)
    make = f"CREATE OR REPLACE TEMP TABLE _cells AS SELECT {columns} FROM {source} GROUP BY ALL"
    scan.scope.store.rows(make, events.params)
    try:
        yield
    finally:
        scan.scope.store.rows("DROP TABLE IF EXISTS _cells")


def rows_alone(scope: Scope, panel: Panel) -> list[Row]:
    """Return the rows of a panel from a scan of its own, or of two where its values are ranked."""
    scan = Scan(scope, [panel])
    events, share = scan.events(), share_of(panel)
    if share is not None and _are_many(scope, events):
        return _rows_of_percentile(scan, panel, share)
    texts = (measure_of(panel).whole, measure_of(panel).rank)
    drawn = Drawn(*(text.format(v=scan.value(panel), k="k", m=scope.places) for text in texts))
    asked = _question(panel, lambda keys: scan.unfolded("asked", keys, values=True), drawn)
    lead = f"asked AS NOT MATERIALIZED ({events.text})"
    asked = f"WITH {lead}, {asked[5:]}" if asked.startswith("WITH ") else f"WITH {lead} {asked}"
    return answered(scope, panel, scope.store.rows(asked, events.params))


def _are_many(scope: Scope, events: Sql) -> bool:
    """Return whether there are more values than are held in memory for an exact percentile."""
    some = f"SELECT count(*) FROM (FROM ({events.text}) LIMIT {_MANY + 1})"
    return bool(scope.store.rows(some, events.params)[0][0] > _MANY)


def _rows_of_percentile(scan: Scan, panel: Panel, share: float) -> list[Row]:
    """Return the rows of a percentile, within 0.2 % of the value: a cell is the values that differ by less.

    So memory is bounded, and one scan is enough.
    """
    value = scan.value(panel)
    with _cells(scan, [f"avg({value}) AS value", "count(*) AS n"], f"{BIN.format(v=value)} AS bin"):
        asked = _question(panel, partial(_quantiles, share), Drawn("any_value(value)", "any_value(value)"))
        return answered(scan.scope, panel, scan.scope.store.rows(asked))


def _quantiles(share: float, keys: Sequence[str]) -> str:
    """Return the percentile for each combination of keys, as a relation."""
    key = "".join(f"{each}, " for each in keys)
    within = f"PARTITION BY {key[:-2]}" if keys else ""
    return f"""(
        SELECT {key} min(value) AS value FROM (
            SELECT {key} value, sum(n) OVER ({within} ORDER BY value) AS upto, sum(n) OVER ({within}) AS total
            FROM (SELECT {key} sum(value * n) / sum(n) AS value, sum(n)::DOUBLE AS n FROM _cells GROUP BY {key} bin))
        WHERE upto > {share!r} * (total - 1) {f"GROUP BY {key[:-2]}" if keys else ""})"""


def _question(panel: Panel, relation: Relation, drawn: Drawn) -> str:
    """Return the question for a panel's rows, in their order."""
    keys = [f"by{level}" for level, _ in enumerate(panel.splits)]
    places = [f"place{level}" for level, _ in enumerate(keys)]
    ranked = ", ".join(_ranked(panel, relation, level, drawn) for level, _ in enumerate(keys))
    named, last = ", ".join(keys), f"rank{len(keys) - 1}"
    if not keys:
        time, order = ("t, ", "GROUP BY t ORDER BY t") if panel.over_time else ("", "")
        return f"SELECT {time}{drawn.value} FROM {relation(['t'] if time else [])} WHERE {drawn.found} {order}"
    if not panel.over_time:
        return f"WITH {ranked} SELECT {named}, value FROM {last} ORDER BY {', '.join(places)}"
    return (
        f"WITH {ranked} SELECT {named}, t, {drawn.value} FROM {relation([*keys, 't'])} JOIN {last} USING ({named})"
        f" WHERE {drawn.found} GROUP BY {named}, t ORDER BY {', '.join(f'min({place})' for place in places)}, t"
    )


def _ranked(panel: Panel, relation: Relation, level: int, drawn: Drawn) -> str:
    """Return the table of the top values of one split, for each of the splits before it."""
    keys = [f"by{each}" for each in range(level + 1)]
    named, outer = ", ".join(keys), ", ".join(keys[:-1])
    source = relation(keys) + (f" JOIN rank{level - 1} USING ({outer})" if level else "")
    earlier = "".join(f"min(place{each}) AS place{each}, " for each in range(level))
    within = f"PARTITION BY {outer} " if level else ""
    place = f"row_number() OVER ({within}ORDER BY {drawn.rank} DESC NULLS LAST, by{level}) AS place{level}"
    value = f"{drawn.value} AS value, " if level == len(panel.splits) - 1 and not panel.over_time else ""
    return (
        f"rank{level} AS (SELECT {named}, {value}{earlier}{place} FROM {source}"
        f" WHERE by{level} IS NOT NULL AND {drawn.found} GROUP BY {named} QUALIFY place{level} <= {panel.top:d})"
    )


def answered(scope: Scope, panel: Panel, found: Sequence[Row]) -> list[Row]:
    """Return rows as Elasticsearch has them: steps without events among them, and its types."""
    rows = list(_filled(scope, panel, found)) if panel.over_time else found
    return [(*map(_key, row[:-1]), _value(scope, panel, row[-1])) for row in rows]


def _filled(scope: Scope, panel: Panel, found: Sequence[Row]) -> Iterator[Row]:
    lines: dict[Row, dict[int, Any]] = {} if panel.splits else {(): {}}
    for *keys, step, value in found:
        lines.setdefault(tuple(keys), {})[step] = value
    moments = scope.moments if not scope.aligned else []
    for line, values in lines.items():
        if scope.aligned:
            steps = range(min(values), max(values) + 1)
            yield from ((*line, float(step * scope.step_seconds), values.get(step)) for step in steps)
        else:
            yield from ((*line, moment, values.get(step)) for step, moment in enumerate(moments))


def _key(key: Any) -> Any:
    return str(key).lower() if isinstance(key, bool) else key


def _value(scope: Scope, panel: Panel, value: Any) -> Any:
    measure, _ = panel.measure
    if value is None:
        return _NOTHING.get(measure)
    if measure == "rate":
        return value / scope.step_seconds
    if measure in _FLOATS and not isinstance(value, datetime):
        return float(value)
    return plain(value)
