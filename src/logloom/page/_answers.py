"""The answers to questions about events, as JSON values: asked of the store, on the thread of whoever calls."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import partial
from typing import Any

import orjson

from logloom._moments import iso
from logloom.errors import KqlError, LogloomError, UsageError
from logloom.local import Store, dashboard, events, span, step, values
from logloom.local.panels import rows
from logloom.page._asked import EARLIEST, LATEST, Asked, checked
from logloom.page._units import fault_end, from_utf16, to_utf16
from logloom.schema import Schema
from logloom.schema.kql import complete
from logloom.schema.model import Panel
from logloom.schema.panels import question

__all__ = ["EventsAsked", "completion", "error", "events_page", "histogram_of", "panels_of", "values_of"]

MOST_EVENTS = 500
MOST_BYTES = 8 * 1024 * 1024
_MOST_ROWS = 50_000
_MOST_VALUES = 50
_TOO_MANY = "{:,} marks are more than a page can draw; choose a shorter time range or pick a job"
_EMPTY = timedelta(hours=1)  # what is shown where there is nothing
_TICK = timedelta(milliseconds=1)

Json = dict[str, Any]


def error(problem: Exception, text: str = "") -> Json:
    """Return what is told of a fault; its place counts as JavaScript counts.

    Args:
        problem: what was raised.
        text: of the query, where that is at fault.
    """
    if not isinstance(problem, KqlError) or not text:
        return {"message": str(problem), "at": None, "end": None}
    at = min(problem.offset, len(text))
    return {"message": str(problem), "at": to_utf16(text, at), "end": to_utf16(text, fault_end(text, at))}


def resolved(store: Store, asked: Asked) -> tuple[datetime, datetime]:
    """Return the time range of a question, from the first to the last event that it asks for where it names none."""
    if asked.start and asked.end:
        return asked.start, asked.end
    found = span(store, asked.where) or span(store)
    if found is None:
        now = datetime.now(timezone.utc)
        return now - _EMPTY, now
    start, end = max(found[0], EARLIEST), min(found[1], LATEST)
    return start, max(start, end) + _TICK


def panels_of(asked: Asked, store: Store) -> Generator[Json, None, None]:
    """Yield the time range, then what each panel of a dashboard shows."""
    start, end = resolved(store, asked)
    yield {"range": {"start": iso(start), "end": iso(end), "step_seconds": step(start, end)}}
    if not asked.dashboard:
        return
    judged_at = None if asked.end else datetime.now(timezone.utc)  # a job that is silent since the last event is silent
    for found in dashboard(store, asked.dashboard, start, end, asked.where, aligned=asked.aligned, judged_at=judged_at):
        if found.error:
            yield {"panel": found.index, "error": error(found.error)}
        elif len(found.rows) > _MOST_ROWS:
            yield {"panel": found.index, "error": error(UsageError(_TOO_MANY.format(len(found.rows))))}
        else:
            told = {"step_seconds": found.step_seconds, "ms": round(found.ms, 1)}
            yield {"panel": found.index, "rows": found.rows, **told}


def histogram_of(asked: Asked, panel: Panel, store: Store) -> Json:
    """Return how the events that are listed lie in time."""
    start, end = resolved(store, asked)
    width = step(start, end)
    found = rows(store, panel, start, end, width, where=asked.where)
    return {"range": {"start": iso(start), "end": iso(end), "step_seconds": width}, "rows": found}


@dataclass(frozen=True)
class EventsAsked:
    """Which events are listed.

    Args:
        asked: the question.
        panel: whose events they are.
        invalid: the lines that could not be parsed.
        before: cursor of the page before.
        limit: most events.
    """

    asked: Asked
    panel: Panel | None = None
    invalid: bool = False
    before: str | None = None
    limit: int = 100


def events_page(listed: EventsAsked, store: Store) -> Json:
    """Return events, the newest first; fewer than asked for where they are large."""
    where, invalid = listed.asked.where, listed.invalid
    if listed.panel:
        where = both(question(listed.panel, store.schema), where)
        invalid = listed.panel.stream == "invalid"
    start, end = listed.asked.start, listed.asked.end
    if "now" in where:  # it is the end of the range, as for charts; all time else has no bounds to look for
        start, end = resolved(store, listed.asked)
    ask = partial(events, store, where, start, end, invalid=invalid, before=listed.before)
    page = ask(limit=listed.limit)
    fitting = _fitting(page.documents)
    if fitting < len(page.documents):
        page = ask(limit=fitting)
    return {"total": page.total, "events": page.documents, "next": page.next}


def _fitting(documents: list[Json]) -> int:
    """Return how many documents an answer can hold; one at least."""
    size = 0
    for index, document in enumerate(documents):
        size += len(orjson.dumps(document))
        if size > MOST_BYTES:
            return max(1, index)
    return len(documents)


def values_of(field: str, prefix: str, asked: Asked, store: Store) -> Json:
    """Return the values of a field, the most frequent first."""
    found = values(store, field, prefix, asked.where, _MOST_VALUES + 1, start=asked.start, end=asked.end)
    shown = [{"value": value, "count": count} for value, count in found[:_MOST_VALUES]]
    return {"values": shown, "more": len(found) > _MOST_VALUES}


def completion(text: str, at: int, store: Store) -> Json:
    """Return what may stand at a place of a query, and what is wrong with all of it.

    Args:
        text: the query as it is typed.
        at: the cursor, in UTF-16 units.
        store: that values are looked up in.
    """
    found = complete(text, from_utf16(text, at), store.schema, partial(_looked_up, store))
    return {
        "start": to_utf16(text, found.start),
        "end": to_utf16(text, found.end),
        "options": [option._asdict() for option in found.options],
        "error": _fault(text, store.schema),
    }


def _looked_up(store: Store, field: str, prefix: str) -> list[tuple[Any, int]]:
    """Return values that a field has; of texts, no two are alike."""
    known = store.schema.fields.get(field)
    if field != "violations" and (known is None or known.type == "text"):
        return []
    return values(store, field, prefix, limit=_MOST_VALUES)


def _fault(text: str, schema: Schema) -> Json | None:
    try:
        checked(text, schema)
    except LogloomError as problem:
        return error(problem, text)
    return None


def both(first: str, second: str) -> str:
    """Return a query for what two queries ask for."""
    return f"({first}) and ({second})" if first and second else first or second
