"""Jobs in a state: open and heard of, silent, or lost at the end of the time range."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta

from logloom.local._cells import Row, answered
from logloom.local._measure import measure_of, value_sql
from logloom.local._scan import Scope, presence
from logloom.schema.model import Panel, span_seconds
from logloom.schema.panels import listed_jobs

__all__ = ["rows_of_jobs"]

_MOST = 10_000
_AT = """coalesce(epoch_ms(max("@timestamp") FILTER ({})), 0)"""
_MOMENTS = (
    _AT.format("event IN ('job_start', 'heartbeat')"),
    _AT.format("event = 'job_end'"),
    _AT.format("event IS DISTINCT FROM 'heartbeat'"),
    _AT.format("true"),
)
_STATES: Mapping[str, Callable[[int, int, int], bool]] = {
    "heard_within": lambda since, _, heard: heard > since,
    "silent_for": lambda since, spoke, _: spoke <= since,
    "lost_for": lambda since, _, heard: heard <= since,
}


def rows_of_jobs(scope: Scope, panels: Sequence[Panel]) -> Iterator[list[Row]]:
    """Yield the rows of panels of jobs of the same presence, from one scan."""
    values = [measure_of(panel).whole.format(v=value_sql(panel.measure[1] or "job_id"), k="0") for panel in panels]
    asked = scope.asked("events")
    found = scope.store.rows(
        f"""SELECT job_id, {", ".join([*_MOMENTS, *values])} FROM {scope.source("events")}
            WHERE {asked.text} AND job_id IS NOT NULL AND {presence(scope.store, panels[0].measure[1])}
            GROUP BY job_id ORDER BY count(*) DESC, job_id LIMIT {_MOST}""",
        asked.params,
    )
    for index, panel in enumerate(panels, start=1 + len(_MOMENTS)):
        is_kept = _state(scope, panel)
        kept = [(row[0], row[index]) for row in found if is_kept(*row[1 : 1 + len(_MOMENTS)])]
        yield [(len(kept),)] if panel.show == "metric" else listed_jobs(panel, answered(scope, panel, kept))


def _state(scope: Scope, panel: Panel) -> Callable[[int, int, int, int], bool]:
    assert panel.jobs is not None
    state, span = panel.jobs.state
    since = scope.milliseconds(scope.end - timedelta(seconds=span_seconds(span)))
    return lambda began, ended, spoke, heard: began > ended and _STATES[state](since, spoke, heard)
