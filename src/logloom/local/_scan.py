"""The events that a panel asks for, as SQL, with what it splits and measures them by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone

from logloom.local._measure import value_sql
from logloom.local._sql import name
from logloom.local.query import is_list, plain
from logloom.local.store import Store
from logloom.schema.kql import All, And, Sql, parse, to_sql
from logloom.schema.model import COMPUTED, Panel

__all__ = ["Scan", "Scope", "choose", "note_begins", "presence"]

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_MILLISECOND = timedelta(milliseconds=1)
_SAMPLE = 200_000
_FEW = 400_000
"""Events that are put into a table of their own; with all that panels need of them, some 60 MB."""


def presence(store: Store, key: str | None) -> str:
    """Return the condition for events that have what is measured; each event has a time and is of a job."""
    if key is None or key in {*COMPUTED, "@timestamp", "job_id"}:
        return "true"
    return f"len({name(key)}) > 0" if is_list(store, key) else f"{name(key)} IS NOT NULL"


@dataclass(frozen=True)
class Scope:
    """What a dashboard is asked for.

    Args:
        store: open.
        start: first moment of the time range, with a zone.
        end: first moment after it.
        step_seconds: width of one step of time.
        where: which events count, besides.
        now: what it is in queries.
        aligned: whether a step counts from the first event of each job, see `note_begins`.
        chosen: whether those events are in a table of their own, see `choose`; with each condition of a panel, and the
            column of that table that says whether it holds.
    """

    store: Store
    start: datetime
    end: datetime
    step_seconds: int
    where: Sql
    now: datetime
    aligned: bool = False
    chosen: Mapping[str, str] | None = None

    @property
    def first_ms(self) -> int:
        """Begin of the first step: steps are cut as if they had begun in 1970."""
        step = self.step_seconds * 1000
        return self.milliseconds(self.start) // step * step

    @property
    def moments(self) -> list[str]:
        """The begin of each step, ISO 8601."""
        steps = range(self.first_ms, self.milliseconds(self.end), self.step_seconds * 1000)
        return [plain((_EPOCH + ms * _MILLISECOND).replace(tzinfo=None)) for ms in steps]

    @property
    def step_sql(self) -> str:
        """The number of an event's step."""
        first = "epoch_us(begin)" if self.aligned else self.first_ms * 1000
        return f'((epoch_us("@timestamp") - {first}) // {self.step_seconds * 1_000_000})::INTEGER'

    @property
    def places(self) -> int:
        """How many places there are for the events of one millisecond."""
        longest_us = max(1, self.milliseconds(self.end) - self.milliseconds(self.start)) * 1000
        return 1000 << max(0, 62 - longest_us.bit_length())

    @property
    def place_sql(self) -> str:
        """The place of an event from the oldest to the newest: by its time, then its number in its run."""
        after_us = f'(epoch_us("@timestamp") - {self.milliseconds(self.start) * 1000})'
        return f"{after_us} * {self.places // 1000} + least(coalesce(seq + 1, 0), {self.places - 1})"

    @property
    def ranged(self) -> str:
        """Whether an event lies in the time range."""
        start, end = (f"make_timestamp_ms({self.milliseconds(each)})" for each in (self.start, self.end))
        return f'"@timestamp" >= {start} AND "@timestamp" < {end}'

    def source(self, stream: str) -> str:
        """Return the table to ask."""
        return "invalid" if stream == "invalid" else "events" if self.chosen is None else "_chosen"

    def asked(self, stream: str) -> Sql:
        """Return which events of a stream lie in the range and count."""
        if self.chosen is not None and stream == "events":
            return Sql(self.ranged, [])
        return Sql(f"{self.ranged} AND ({self.where.text})", list(self.where.params))

    def condition(self, panel: Panel) -> Sql:
        """Return which events a panel asks for; whether they have what is measured is left to `Scan`."""
        condition = self._condition(panel)
        column = self.chosen.get(repr(condition)) if self.chosen and panel.stream == "events" else None
        return condition if column is None else Sql(column, [])

    def _condition(self, panel: Panel) -> Sql:
        named = self.store.schema.queries[panel.query].query if panel.query else ""
        nodes = [node for node in map(parse, (named, panel.where or "")) if not isinstance(node, All)]
        node = And(tuple(nodes)) if len(nodes) > 1 else next(iter(nodes), All())
        return to_sql(node, self.store.schema, self.now)

    @staticmethod
    def milliseconds(moment: datetime) -> int:
        """Return a moment as milliseconds since 1970, cut."""
        return (moment - _EPOCH) // _MILLISECOND


@contextmanager
def choose(scope: Scope, panels: Sequence[Panel]) -> Iterator[Scope]:
    """Put the events that are asked for into a table of this connection, where they are few among many.

    Then the filter, which may look at each text of each event, is asked once and not by each scan.
    """
    if scope.where.text == "true" or not _are_few(scope):
        yield scope
        return
    wanted = [panel for panel in panels if panel.stream == "events"]
    fields = dict.fromkeys(("@timestamp", "ingested_at", "seq", "job_id", "event"))
    fields |= dict.fromkeys(key for panel in wanted for key in (*panel.splits, panel.measure[1]) if key)
    conditions = {repr(each): each for each in map(scope.condition, wanted) if each.text != "true"}
    columns = [name(key) for key in fields if key not in COMPUTED]
    columns += [f"({each.text}) AS _is{index}" for index, each in enumerate(conditions.values())]
    asked, params = scope.asked("events"), [param for each in conditions.values() for param in each.params]
    make = f"CREATE OR REPLACE TEMP TABLE _chosen AS SELECT {', '.join(columns)} FROM events WHERE {asked.text}"
    scope.store.rows(make, [*params, *asked.params])
    try:
        yield replace(scope, chosen={key: f"_is{index}" for index, key in enumerate(conditions)})
    finally:
        scope.store.rows("DROP TABLE IF EXISTS _chosen")


def _are_few(scope: Scope) -> bool:
    """Return whether a sample says that few enough events are asked for."""
    total = scope.store.rows("SELECT count(*) FROM events")[0][0]
    percent, asked = min(100.0, 100 * _SAMPLE / max(1, total)), scope.asked("events")
    sample = f"SELECT count(*) FROM events TABLESAMPLE SYSTEM({percent!r}%) WHERE {asked.text}"
    found = scope.store.rows(sample, asked.params)[0][0] * 100 / percent
    return bool(found <= _FEW and found <= total / 5)


def note_begins(scope: Scope) -> float:
    """Note when each job that is asked for began, in the table ``_begins`` of this connection.

    Returns:
        How long the longest of them ran, in seconds, up to the end of the time range.
    """
    asked = scope.asked("events")
    few = f"WHERE job_id IN (SELECT job_id FROM {scope.source('events')} WHERE {asked.text})"
    scope.store.rows(
        f"""CREATE OR REPLACE TEMP TABLE _begins AS
            SELECT job_id, min("@timestamp") AS begin, max("@timestamp") FILTER ({scope.ranged}) AS last
            FROM events {few if scope.where.text != "true" else ""} GROUP BY job_id""",
        asked.params,
    )
    longest = scope.store.rows("SELECT max(epoch(last) - epoch(begin)) FROM _begins")[0][0]
    return float(longest or 0)


@dataclass
class Scan:
    """The events of panels that are split alike, as a relation of ``by0``, ``by1``, ``t``, values, and who wants them.

    Args:
        scope: what the dashboard is asked for.
        panels: of one stream, with one kind of time.
    """

    scope: Scope
    panels: Sequence[Panel]
    _values: dict[str, str] = field(default_factory=dict)
    _conditions: dict[str, Sql] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for panel in self.panels:
            if panel.measure[1] is not None:
                self._values.setdefault(panel.measure[1], f"v{len(self._values)}")
            condition = self.scope.condition(panel)
            self._conditions.setdefault(repr(condition), condition)

    def value(self, panel: Panel) -> str:
        """Return the column of what a panel measures."""
        return self._values.get(panel.measure[1] or "", "")

    def wanted(self, panel: Panel) -> str:
        """Return the condition for the events that a panel asks for; nothing where all panels ask for the same."""
        place = list(self._conditions).index(repr(self.scope.condition(panel)))
        return f"c{place}" if len(self._conditions) > 1 else ""

    @property
    def keys(self) -> list[str]:
        """The columns of the cells' keys."""
        return [f"by{index}" for index, _ in enumerate(self._splits)] + ["t"] * self.panels[0].over_time

    @property
    def _splits(self) -> tuple[str, ...]:
        return self.panels[0].splits

    def events(self) -> Sql:
        """Return the events; what holds several values is still a list: ``list0``, ``list1``."""
        conditions = list(self._conditions.values())
        columns = ", ".join(self._columns()) or "1 AS one"
        stream = self.panels[0].stream
        source, asked = self.scope.source(stream), self.scope.asked(stream)
        if self.scope.aligned:
            source += " JOIN _begins USING (job_id)"
        params = [param for each in conditions for param in each.params]
        if len(conditions) > 1:
            columns += "".join(f", ({each.text}) AS c{index}" for index, each in enumerate(conditions))
            return Sql(f"SELECT {columns} FROM {source} WHERE {asked.text}", [*params, *asked.params])
        measured = {panel.measure[1] for panel in self.panels}
        present = presence(self.scope.store, measured.pop() if len(measured) == 1 else None)
        held = f"{asked.text} AND ({conditions[0].text}) AND {present}"
        return Sql(f"SELECT {columns} FROM {source} WHERE {held}", [*asked.params, *params])

    def _columns(self) -> Iterator[str]:
        for index, split in enumerate(self._splits):
            yield f"{name(split)} AS {'list' if is_list(self.scope.store, split) else 'by'}{index}"
        for key, column in self._values.items():
            yield f"{value_sql(key)} AS {column}"
        if self.panels[0].over_time:
            yield f"{self.scope.step_sql} AS t"
        if any(panel.measure[0] == "last" for panel in self.panels):
            yield f"{self.scope.place_sql} AS k"

    def unfolded(self, source: str, keys: Sequence[str], *, values: bool = False) -> str:
        """Return the events once for each value of a list.

        Args:
            source: relation of `events`.
            keys: whose values are needed.
            values: also for each value of the list that is measured.
        """
        for index, split in enumerate(self._splits):
            if f"by{index}" in keys and is_list(self.scope.store, split):
                held = f"unnest(CASE WHEN len(list{index}) > 0 THEN list_distinct(list{index}) ELSE [NULL] END)"
                source = f"(SELECT *, {held} AS by{index} FROM {source})"
        for key, column in self._values.items() if values else ():
            if is_list(self.scope.store, key):
                source = f"(SELECT * REPLACE (unnest({column}) AS {column}) FROM {source})"
        return source
