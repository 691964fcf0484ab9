"""Events a page at a time, and the values that fields have: what one looks through by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from logloom._moments import naive_utc
from logloom.errors import UsageError
from logloom.local._sql import name
from logloom.local.query import document_of, is_list
from logloom.local.store import Store
from logloom.schema.kql import Sql, parse, to_sql

__all__ = ["Page", "events", "values"]

_PLACE = '"@timestamp", coalesce(seq, -1), _id'
_NEWEST = '"@timestamp" DESC, coalesce(seq, -1) DESC, _id DESC'
_EPOCH = datetime(1970, 1, 1)
_CURSOR = re.compile(r"(-?[0-9]{1,13}|[0-9]{14})\.(-?[0-9]{1,19})\.(.+)", re.DOTALL)


@dataclass(frozen=True)
class Page:
    """Some of the events that a question finds.

    Args:
        total: how many it finds in all.
        documents: the next of them, the newest first, without absent fields.
        next: where the page after this one begins; None where this is the last.
    """

    total: int
    documents: list[dict[str, Any]]
    next: str | None


def events(  # noqa: PLR0913 - the state of a page
    store: Store,
    where: str,
    start: datetime | None,
    end: datetime | None,
    *,
    invalid: bool = False,
    before: str | None = None,
    limit: int = 100,
) -> Page:
    """Return events, the newest first; page after page none is left out and none comes twice, while others come in.

    Args:
        store: open.
        where: KQL; empty for all.
        start: first moment of the time range, with a zone; unbounded if not given.
        end: first moment after it.
        invalid: of the lines that could not be parsed, instead of the events.
        before: what the page before said is `next`.
        limit: most events of the page.

    Raises:
        KqlError: the query does not parse, or the schema has something against it.
        UsageError: `before` is none that a page gave.
    """
    table = "invalid" if invalid else "events"
    condition = _ranged(store, where, start, end)
    total = store.rows(f"SELECT count(*) FROM {table} WHERE {condition.text}", condition.params)[0][0]
    text, params = condition
    if before is not None:
        moment, seq, key = _place(before)
        text += f' AND "@timestamp" <= ? AND ({_PLACE}) < (?, ?, ?)'
        params = [*params, moment, moment, seq, key]
    newest = store.rows(f"SELECT rowid FROM {table} WHERE {text} ORDER BY {_NEWEST} LIMIT {limit + 1:d}", params)
    places = ", ".join(str(place) for (place,) in newest) or "-1"
    found = list(store.documents(f"SELECT * FROM {table} WHERE rowid IN ({places}) ORDER BY {_NEWEST}"))
    page = found[:limit]
    return Page(total, [document_of(row) for row in page], _cursor(page[-1]) if len(found) > limit else None)


def values(  # noqa: PLR0913 - the state of a page
    store: Store,
    field: str,
    prefix: str = "",
    where: str = "",
    limit: int = 100,
    *,
    start: datetime | None = None,
    end: datetime | None = None,
) -> list[tuple[Any, int]]:
    """Return the values of a field and how many events have them, the most frequent first.

    Args:
        store: open.
        field: of the schema, or ``violations``.
        prefix: text that the values hold, in upper or lower case; those that begin with it come first.
        where: KQL; empty for all events.
        limit: most values.
        start: first moment of the time range, with a zone; unbounded if not given.
        end: first moment after it.

    Raises:
        KqlError: the query does not parse, or the schema has something against it.
        UsageError: the schema has no such field.
    """
    if field != "violations" and field not in store.rules.fields:
        raise UsageError(f"{field}: the schema has no such field")
    text, params = _ranged(store, where, start, end)
    counted = f"SELECT {name(field)} AS value, count(*) AS n FROM events WHERE {text} GROUP BY value"
    if is_list(store, field):  # there are far fewer lists than events
        counted = f"SELECT unnest(list_distinct(value)) AS value, n FROM ({counted})"
        counted = f"SELECT value, sum(n)::BIGINT AS n FROM ({counted}) GROUP BY value"
    like = "lower(value::VARCHAR)"
    found = store.rows(
        f"""SELECT value, n FROM ({counted}) WHERE value IS NOT NULL AND contains({like}, ?)
            ORDER BY starts_with({like}, ?) DESC, n DESC, value LIMIT {limit:d}""",
        [*params, prefix.lower(), prefix.lower()],
    )
    return [(str(value).lower() if isinstance(value, bool) else value, count) for value, count in found]


def _ranged(store: Store, where: str, start: datetime | None, end: datetime | None) -> Sql:
    text, params = to_sql(parse(where), store.schema, end)
    for comparison, moment in ((">=", start), ("<", end)):
        if moment is not None:
            text = f'"@timestamp" {comparison} ? AND {text}'
            params = [naive_utc(moment), *params]
    return Sql(text, params)


def _cursor(row: dict[str, Any]) -> str:
    return f"{(row['@timestamp'] - _EPOCH) // timedelta(milliseconds=1)}.{row.get('seq', -1)}.{row['_id']}"


def _place(cursor: str) -> Sequence[Any]:
    found = _CURSOR.fullmatch(cursor)
    if found is None or not -(2**63) <= int(found[2]) < 2**63:
        raise UsageError(f"{cursor[:80]!r} is no place in the events; take what the page before gives as `next`")
    return _EPOCH + timedelta(milliseconds=int(found[1])), int(found[2]), found[3]
