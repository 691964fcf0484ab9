"""Which alerts fire, asked of the embedded store: one question in SQL for each kind.

Windows run on ``ingested_at``. What `since` to `until` covers is looked at once: a watch asks for the time after its
last look, a replay for the whole of the past.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from logloom.alerts import AlertRule, Firing, Limits, Measured, goes_too_far
from logloom.local._sql import name
from logloom.local.query import plain
from logloom.local.store import Store
from logloom.schema.kql import Sql, parse, to_sql
from logloom.schema.model import Alert, span_seconds

__all__ = ["Question", "detailed", "firings"]

_SPOKE = "event IS DISTINCT FROM 'heartbeat'"
_AGGREGATES = {"average": "avg", "min": "min", "max": "max"}


@dataclass(frozen=True)
class Question:
    """One alert, asked of one store.

    Args:
        store: open.
        alert: as the schema has it.
        rule: as it is compiled.
    """

    store: Store
    alert: Alert
    rule: AlertRule

    @property
    def keys(self) -> str:
        """The columns of `by`, each followed by a comma."""
        return "".join(f"{name(field)}, " for field in self.rule.by)

    @property
    def partition(self) -> str:
        """What divides the events into keys."""
        return f"PARTITION BY {self.keys[:-2]}" if self.rule.by else ""

    @property
    def window(self) -> timedelta:
        """What is looked at."""
        return timedelta(seconds=self.rule.window_seconds)

    def condition(self, text: str | None, until: datetime) -> Sql:
        """Return KQL as SQL; all events where there is none."""
        return to_sql(parse(text or ""), self.store.schema, until)

    def firing(self, at: datetime, values: tuple[Any, ...], **measured: Any) -> Firing:
        """Return a firing of these values of `by`."""
        return Firing(self.rule, at, dict(zip(self.rule.by, values, strict=True)), **measured)

    def rows(self, query: str, *parameters: Any) -> Iterator[tuple[Any, ...]]:
        """Run a query."""
        return iter(self.store.rows(query, list(parameters)))


def firings(
    question: Question, since: datetime, until: datetime, *, past: bool = False, once: bool = False
) -> Iterator[Firing]:
    """Yield when an alert fires, for each key, in the order of time.

    Args:
        question: what is asked.
        since: UTC, without a zone; what fired up to then is known.
        until: UTC, without a zone; the time of the check.
        past: also the silences that are over by then.
        once: only the first for each key.
    """
    if once and question.rule.kind == "count":
        return _count(question, since, until, once=True)
    found: Iterator[Firing] = (_PAST if past else _KINDS).get(question.rule.kind, _KINDS[question.rule.kind])(
        question, since, until
    )
    return found


def detailed(question: Question, firing: Firing, until: datetime) -> Firing:
    """Add to a firing how many events there are, and the newest of them.

    Args:
        question: what was asked.
        firing: what fired.
        until: the time of the check.
    """
    text, parameters = question.condition(question.alert.where, until)
    same = "".join(f" AND {name(field)} IS NOT DISTINCT FROM ?" for field in firing.key)
    spoke = f" AND {_SPOKE}" if question.rule.kind == "silent" else ""
    # What is told lies in the window before the firing, at its very begin where it is a silence.
    bounds = f"({text}){same}{spoke} AND ingested_at >= ? AND ingested_at <= ?"
    latest = firing.at if question.rule.kind == "new" else until  # of what is new, the first is of interest
    parameters = [*parameters, *firing.key.values(), firing.at - question.window, latest]
    count, place = next(question.rows(f"SELECT count(*), max(rowid) FROM events WHERE {bounds}", *parameters))
    newest = question.store.documents("SELECT * FROM events WHERE rowid = ?", [place])
    document = {key: plain(value) for key, value in next(newest, {}).items()}
    return replace(firing, count=count if question.rule.kind == "count" else 0, newest=document)


def _count(question: Question, since: datetime, until: datetime, *, once: bool = False) -> Iterator[Firing]:
    """Each event that makes more than the number within the window, of its key."""
    text, parameters = question.condition(question.alert.where, until)
    most = question.alert.more_than
    over = f"({question.partition} ORDER BY ingested_at, rowid)"
    first = f"QUALIFY row_number() OVER ({question.partition} ORDER BY ingested_at, place) = 1" if once else ""
    rows = question.rows(
        f"""SELECT ingested_at, {question.keys} FROM (
                SELECT ingested_at, rowid AS place, {question.keys} lag(ingested_at, {most:d}) OVER {over} AS earlier
                FROM events WHERE ({text}) AND ingested_at > ? AND ingested_at <= ?)
            WHERE ingested_at > ? AND ingested_at - earlier < to_seconds({question.rule.window_seconds:d})
            {first} ORDER BY ingested_at, place""",
        *parameters,
        since - question.window,
        until,
        since,
    )
    for at, *values in rows:
        yield question.firing(at, tuple(values))


def _new(question: Question, since: datetime, until: datetime) -> Iterator[Firing]:
    """The first event of each value, as far back as events are kept."""
    text, parameters = question.condition(question.alert.where, until)
    rows = question.rows(
        f"""SELECT min(ingested_at) AS first, {question.keys} FROM events
            WHERE ({text}) AND {name(question.rule.by[-1])} IS NOT NULL AND ingested_at <= ?
            GROUP BY ALL HAVING first > ? ORDER BY first""",
        *parameters,
        until,
        since,
    )
    for at, *values in rows:
        yield question.firing(at, tuple(values))


_SILENT_NOW = """
SELECT spoke_at, {keys} FROM (
    SELECT {keys} max(ingested_at) FILTER ({spoke}) AS spoke_at,
           max(ingested_at) FILTER ({begun}) AS begun_at, max(ingested_at) FILTER ({ended}) AS ended_at
    FROM events WHERE ingested_at <= ? AND (ingested_at > ? OR ({begun}) OR ({ended}))
    GROUP BY ALL)
WHERE spoke_at > ? AND spoke_at <= ? AND begun_at IS NOT NULL AND (ended_at IS NULL OR ended_at < begun_at)
ORDER BY spoke_at"""

# What lies earlier than the window before the time that is asked for begins no silence in it; starts and ends count.
_SILENT_ONCE = """
SELECT spoke_at, {keys} FROM (
    SELECT ingested_at AS spoke_at, {keys}
           max(ingested_at) FILTER ({begun}) OVER line AS begun_at,
           max(ingested_at) FILTER ({ended}) OVER line AS ended_at,
           lead(ingested_at) OVER line AS next_at
    FROM events WHERE ingested_at <= ? AND ((ingested_at > ? AND {spoke}) OR ({begun}) OR ({ended}))
    WINDOW line AS ({partition} ORDER BY ingested_at, rowid))
WHERE spoke_at > ? AND spoke_at <= ? AND begun_at IS NOT NULL AND (ended_at IS NULL OR ended_at < begun_at)
      AND (next_at IS NULL OR next_at - spoke_at > to_seconds({seconds:d}))
ORDER BY spoke_at"""


def _silent(question: Question, since: datetime, until: datetime, sql: str = _SILENT_NOW) -> Iterator[Firing]:
    """Jobs that have begun and not ended, and of which nothing came for the length of the window."""
    begun = question.condition(question.alert.after, until)
    ended = question.condition(question.alert.until, until)
    marks, start = [*begun.params, *ended.params], since - question.window
    text = sql.format(
        keys=question.keys,
        partition=question.partition,
        begun=begun.text,
        ended=ended.text,
        spoke=_SPOKE if question.rule.kind == "silent" else "true",
        seconds=question.rule.window_seconds,
    )
    for last, *values in question.rows(text, *marks, until, start, *marks, start, until - question.window):
        yield question.firing(last + question.window, tuple(values))


def _past_silence(question: Question, since: datetime, until: datetime) -> Iterator[Firing]:
    """The same for every silence since then, whether or not the job spoke again."""
    return _silent(question, since, until, _SILENT_ONCE)


def _nothing(question: Question, since: datetime, until: datetime) -> Iterator[Firing]:
    """No event at all; a store that never had one is not dead but new."""
    text, parameters = question.condition(question.alert.where, until)
    rows = question.rows(f"SELECT max(ingested_at) FROM events WHERE ({text}) AND ingested_at <= ?", *parameters, until)
    (last,) = next(rows)
    if last is not None and since - question.window < last <= until - question.window:
        yield question.firing(last + question.window, ())


def _past_nothing(question: Question, since: datetime, until: datetime) -> Iterator[Firing]:
    """The same for every time since then in which nothing came."""
    text, parameters = question.condition(question.alert.where, until)
    rows = question.rows(
        f"""SELECT spoke_at FROM (
                SELECT ingested_at AS spoke_at, lead(ingested_at) OVER (ORDER BY ingested_at) AS next_at
                FROM events WHERE ({text}) AND ingested_at > ? AND ingested_at <= ?)
            WHERE spoke_at <= ?
                  AND (next_at IS NULL OR next_at - spoke_at > to_seconds({question.rule.window_seconds:d}))
            ORDER BY spoke_at""",
        *parameters,
        since - question.window,
        until,
        until - question.window,
    )
    for (last,) in rows:
        yield question.firing(last + question.window, ())


def _measured(question: Question, _: datetime, until: datetime) -> Iterator[Firing]:
    """The measure of the window goes too far, by itself or against that of the time before it."""
    alert, rule = question.alert, question.rule
    limits = Limits(*alert.limits, compares=rule.kind == "change")
    before_seconds = span_seconds(alert.against) if alert.against else rule.window_seconds
    for now, before, key in _sides(question, timedelta(seconds=before_seconds), until):
        if goes_too_far(limits, now, before):
            compared = {"reference": before.value} if limits.compares else {}
            yield question.firing(until, key, value=now.value, **compared)


def _sides(
    question: Question, length: timedelta, until: datetime
) -> Iterator[tuple[Measured, Measured, tuple[Any, ...]]]:
    """Yield for each key the measure in the window, and in the time of a length before it."""
    middle = until - question.window
    measure = next(word for word in _AGGREGATES if question.alert.has(word))
    field = name(getattr(question.alert, measure))
    aggregate = f"{_AGGREGATES[measure]}({field}::DOUBLE)"
    text, parameters = question.condition(question.alert.where, until)
    rows = question.rows(
        f"""SELECT {aggregate} FILTER (ingested_at > $m), count({field}) FILTER (ingested_at > $m),
                   {aggregate} FILTER (ingested_at <= $m), count({field}) FILTER (ingested_at <= $m), {question.keys}
            FROM events WHERE ({text}) AND {field} IS NOT NULL AND ingested_at > ? AND ingested_at <= ?
            GROUP BY ALL""".replace("$m", f"TIMESTAMP '{middle.isoformat()}'"),
        *parameters,
        middle - length,
        until,
    )
    for now, values, before, earlier, *key in rows:
        yield Measured(now, values), Measured(before, earlier), tuple(key)


_KINDS: Mapping[str, Any] = {
    "count": _count,
    "new": _new,
    "silent": _silent,
    "lost": _silent,
    "nothing": _nothing,
    "bound": _measured,
    "change": _measured,
}
_PAST: Mapping[str, Any] = {"silent": _past_silence, "lost": _past_silence, "nothing": _past_nothing}
