"""What the panels of a dashboard show, asked of the embedded store: the rows that Elasticsearch gives.

for result in dashboard(store, "overview", start, end):
    ...  # the rows of one panel, as `logloom.schema.panels.rows` gives them

Panels that are split alike share one scan: it puts the events into cells (by the values of `by` and the step of time),
and each panel is a small question to the cells.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import Any, Literal

from logloom.errors import InterruptedQueryError, LogloomError, UsageError
from logloom.local._cells import Row, is_shared, rows_alone, rows_of_cells
from logloom.local._jobs import rows_of_jobs
from logloom.local._scan import Scope, choose, note_begins, presence
from logloom.local.store import Store
from logloom.schema.kql import parse, to_sql
from logloom.schema.model import Panel

__all__ = ["Result", "dashboard", "rows", "span", "step"]

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_STEPS = (
    *(1, 2, 5, 10, 15, 30),
    *(_MINUTE * number for number in (1, 2, 5, 10, 15, 30)),
    *(_HOUR * number for number in (1, 2, 3, 6, 12)),
    *(_DAY * number for number in (1, 2, 4, 7, 14, 28, 91, 182, 364)),
)
_MOST = 120

Kind = Literal["jobs", "cells", "alone"]


@dataclass(frozen=True)
class Result:
    """What one panel shows.

    Args:
        index: of the panel in its dashboard.
        rows: as `logloom.schema.panels.rows` gives them; none where there is an error.
        step_seconds: width of one step of time.
        ms: what it took; a scan that several panels share is counted with the first of them.
        error: why there are no rows.
    """

    index: int
    rows: list[Row]
    step_seconds: int
    ms: float
    error: LogloomError | None = None


def step(start: datetime, end: datetime) -> int:
    """Return a round number of seconds that divides a time range into at most 120 steps, and seldom fewer than 60.

    Args:
        start: first moment, with a zone.
        end: first moment after it.
    """
    return _step((end - start).total_seconds())


def _step(seconds: float) -> int:
    longest = _STEPS[-1]
    return next((each for each in _STEPS if seconds <= each * _MOST), longest * math.ceil(seconds / longest / _MOST))


def span(store: Store, where: str = "") -> tuple[datetime, datetime] | None:
    """Return the times of the oldest and of the newest event, UTC; None where there is none.

    Args:
        store: open.
        where: KQL: only of these events.
    """
    asked = to_sql(parse(where), store.schema, datetime.now(timezone.utc))
    times = 'SELECT min("@timestamp") AS a, max("@timestamp") AS b'
    parts = " UNION ALL ".join(f"{times} FROM {each} WHERE {asked.text}" for each in _TABLES)
    first, last = store.rows(f"SELECT min(a), max(b) FROM ({parts})", [*asked.params] * len(_TABLES))[0]
    return None if first is None else (first.replace(tzinfo=timezone.utc), last.replace(tzinfo=timezone.utc))


_TABLES = ("events", "invalid")


def rows(  # noqa: PLR0913 - what a search of Elasticsearch says
    store: Store,
    panel: Panel,
    start: datetime,
    end: datetime,
    step_seconds: int = 60,
    *,
    where: str = "",
    aligned: bool = False,
) -> list[Row]:
    """Return what a panel shows, as `logloom.schema.panels.rows` does for an answer of Elasticsearch.

    Args:
        store: open.
        panel: not a list of events.
        start: first moment of the time range, with a zone.
        end: first moment after it.
        step_seconds: width of one step of time.
        where: further KQL.
        aligned: of a panel over time that is split by ``job_id``: the time is seconds (float) since the first event
            that is stored of that job.

    Raises:
        KqlError: the schema has something against `where`.
        StoreError: the store is damaged or full, or the question was interrupted.
    """
    scope = Scope(store, start, end, step_seconds, to_sql(parse(where), store.schema, end), end)
    if aligned:
        note_begins(scope)
    (group,) = _groups(scope, replace(scope, aligned=aligned), scope, [(0, panel)])
    (found,) = group.answers()
    return found


def dashboard(  # noqa: PLR0913 - the state of a page
    store: Store,
    name: str,
    start: datetime,
    end: datetime,
    where: str = "",
    *,
    step_seconds: int | None = None,
    aligned: bool = False,
    judged_at: datetime | None = None,
) -> Iterator[Result]:
    """Answer all panels of a dashboard but its lists of events; those that share a scan come one after the other.

    Args:
        store: open; nothing else may be asked of it until the last answer is there.
        name: of the dashboard.
        start: first moment of the time range, with a zone.
        end: first moment after it.
        where: further KQL.
        step_seconds: width of one step of time; one that suits the range, or the longest job, if not given.
        aligned: panels over time that are split by ``job_id`` count from the first event of each job.
        judged_at: when a job is silent or heard of; at `end` if not given.

    Raises:
        KqlError: the schema has something against `where`.
        UsageError: there is no such dashboard.
    """
    if name not in store.schema.dashboards:
        known = ", ".join(store.schema.dashboards)
        raise UsageError(f"{name}: the schema has no such dashboard; it has {known or 'none'}")
    scope = Scope(store, start, end, step_seconds or step(start, end), to_sql(parse(where), store.schema, end), end)
    panels = {index: each for index, each in enumerate(store.schema.dashboards[name].panels) if each.show != "events"}
    return _results(scope, panels, judged_at=max(end, judged_at or end), aligned=aligned, chooses=not step_seconds)


def _results(
    scope: Scope, panels: dict[int, Panel], *, judged_at: datetime, aligned: bool, chooses: bool
) -> Iterator[Result]:
    left = dict.fromkeys(panels)
    try:
        with choose(replace(scope, end=judged_at), list(panels.values())) as judged:
            own = of_jobs = replace(judged, end=scope.end)
            if aligned:
                seconds = note_begins(own)
                of_jobs = replace(own, aligned=True, step_seconds=_step(seconds) if chooses else own.step_seconds)
            for group in _groups(own, of_jobs, judged, list(panels.items())):
                for result in group.results():
                    del left[result.index]
                    yield result
    except LogloomError as error:  # what ended one question ends all
        yield from (Result(index, [], scope.step_seconds, 0.0, error) for index in left)


@dataclass(frozen=True)
class _Group:
    """Panels that share a scan."""

    kind: Kind
    scope: Scope
    panels: list[tuple[int, Panel]]

    def results(self) -> Iterator[Result]:
        """Yield the answer of each panel; where one can't be given, neither can those after it."""
        left, begun = [index for index, _ in self.panels], time.perf_counter()
        try:
            for rows in self.answers():
                yield Result(left.pop(0), rows, self.scope.step_seconds, (time.perf_counter() - begun) * 1000)
                begun = time.perf_counter()
        except InterruptedQueryError:
            raise
        except LogloomError as error:
            took = (time.perf_counter() - begun) * 1000
            yield from (Result(index, [], self.scope.step_seconds, took, error) for index in left)

    def answers(self) -> Iterator[list[Row]]:
        """Yield the rows of each panel."""
        panels = [panel for _, panel in self.panels]
        if self.kind == "jobs":
            yield from rows_of_jobs(self.scope, panels)
        elif self.kind == "cells":
            yield from rows_of_cells(self.scope, panels)
        else:
            yield rows_alone(self.scope, panels[0])


def _groups(scope: Scope, of_jobs: Scope, judged: Scope, panels: list[tuple[int, Panel]]) -> list[_Group]:
    """Bring together what shares a scan.

    Args:
        scope: what is asked for.
        of_jobs: the same, for panels over time that are split by ``job_id``.
        judged: the same, for panels of jobs in a state.
        panels: with their index.
    """
    found: dict[tuple[Any, ...], _Group] = {}
    for index, panel in panels:
        own = judged if panel.jobs else scope
        if panel.over_time and panel.splits == ("job_id",):
            own = of_jobs
        kind, key = _kind(scope, panel)
        group = found.setdefault((kind, index if key is None else key), _Group(kind, own, []))
        group.panels.append((index, panel))
    return list(found.values())


def _kind(scope: Scope, panel: Panel) -> tuple[Kind, Any]:
    """Return how a panel is answered, and what the panels have in common that one scan answers."""
    if panel.jobs:
        return "jobs", presence(scope.store, panel.measure[1])
    if is_shared(scope, panel):
        return "cells", (panel.stream, panel.splits, panel.over_time)
    return "alone", None
