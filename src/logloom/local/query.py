"""Questions to the store, in Kibana's query language or by the name that the schema gives them."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, Literal

import orjson

from logloom._moments import iso, naive_utc
from logloom._table import table
from logloom.errors import UsageError
from logloom.local._sql import name
from logloom.local.store import Store
from logloom.schema.kql import parse, to_sql
from logloom.schema.model import span_seconds

__all__ = ["Answer", "Format", "document_of", "is_list", "plain", "query"]

Format = Literal["table", "json", "csv"]

_SHOWN = ("@timestamp", "level", "job_id", "event", "message")
_SHOWN_INVALID = ("@timestamp", "level", "parse_error", "unparsed")


@dataclass(frozen=True)
class Answer:
    """The events that a question asks for; they are fetched when they are read.

    Args:
        store: that is asked.
        table: ``events`` or ``invalid``.
        where: condition as SQL.
        parameters: of the condition.
        columns: that a table shows.
        by: field to count by, if any.
        limit: most rows that are given.
    """

    store: Store
    table: str
    where: str
    parameters: Sequence[Any]
    columns: tuple[str, ...]
    by: str | None = None
    limit: int | None = None

    @property
    def total(self) -> int:
        """How many events the question asks for, whatever the limit."""
        return int(self.store.rows(f"SELECT count(*) FROM {self.table} WHERE {self.where}", self.parameters)[0][0])

    def documents(self) -> Iterator[dict[str, Any]]:
        """Return documents without absent fields, the newest first; or, with `by`, values with their ``count``.

        With `by`, the value of events without the field is None.
        """
        query = self._counting() if self.by else f"SELECT * FROM {self.table} WHERE {self.where} {_NEWEST}"
        limit = "" if self.limit is None else f" LIMIT {self.limit:d}"
        found = map(document_of, self.store.documents(query + limit, self.parameters))
        return ({self.by: None, **document} for document in found) if self.by else found

    def text(self, form: Format = "table", width: int = 100) -> Iterator[str]:
        """Yield the answer in pieces of text.

        Args:
            form: ``table`` for people, ``json`` (an array of documents), ``csv`` (all columns).
            width: of the terminal, in columns.
        """
        if form == "json":
            return _json(self.documents())
        if form == "csv":
            return _csv(self._names(), self.documents())
        return self._table(width)

    def _counting(self) -> str:
        assert self.by
        key = value = name(self.by)
        if is_list(self.store, self.by):  # an event counts once for each of its values, or once for none
            value = f"unnest(CASE WHEN len({key}) > 0 THEN list_distinct({key}) ELSE [NULL] END)"
        source = f"(SELECT {value} AS {key} FROM {self.table} WHERE {self.where})"
        return f"SELECT {key}, count(*) AS count FROM {source} GROUP BY {key} ORDER BY count DESC, {key}"

    def _names(self) -> list[str]:
        return [self.by, "count"] if self.by else ["_id", *self.store.rules.fields, "extra", "violations"]

    def _table(self, width: int) -> Iterator[str]:
        columns = (self.by, "count") if self.by else self.columns
        absent = _NONE if self.by else ""
        rows = [[_cell(document.get(column), absent) for column in columns] for document in self.documents()]
        yield table(columns, rows, width)
        total = self.total
        told = f"{total:,} event{'' if total == 1 else 's'}"
        yield f"{told}, the newest {len(rows):,} shown\n" if total > len(rows) and not self.by else f"{told}\n"


def query(  # noqa: PLR0913 - the options of a command
    store: Store,
    question: str,
    *,
    invalid: bool = False,
    last: str | None = None,
    by: str | None = None,
    limit: int | None = None,
    now: datetime | None = None,
) -> Answer:
    """Ask the store.

    Args:
        store: open.
        question: a query in Kibana's language, or the name of one in the schema; empty for all events.
        invalid: ask the lines that could not be parsed, instead of the events.
        last: only events of the last ``30s``, ``5m``, ``1h``, ``7d``, by ``@timestamp``.
        by: count for each value of this field, or of ``violations``.
        limit: give at most so many rows.
        now: end of `last`, and ``now`` in the query.

    Raises:
        KqlError: the query does not parse, or the schema has something against it.
        UsageError: `by` is no field, or `last` no length of time.
    """
    moment = now or datetime.now(timezone.utc)
    named = store.schema.queries.get(question)
    condition = to_sql(parse(named.query if named else question), store.schema, moment)
    where, parameters = condition.text, list(condition.params)
    if last is not None:
        where = f'({where}) AND "@timestamp" >= ?'
        parameters.append(naive_utc(moment - timedelta(seconds=_seconds(last))))
    countable = [*store.rules.fields, "violations"]
    if by is not None and by not in countable:
        near = difflib.get_close_matches(by, countable, 1)
        raise UsageError(f"--by {by}: the schema has no such field{f'; did you mean `{near[0]}`?' if near else ''}")
    shown: tuple[str, ...] = _SHOWN_INVALID if invalid else _SHOWN
    if named and named.columns:
        shown = tuple(dict.fromkeys(("@timestamp", *named.columns)))
    return Answer(store, "invalid" if invalid else "events", where, parameters, shown, by, limit)


_NONE = "(none)"
_NEWEST = 'ORDER BY "@timestamp" DESC, "run", "seq" DESC'


def is_list(store: Store, key: str) -> bool:
    """Return whether a field of an event holds several values."""
    return key == "violations" or (key in store.rules.fields and store.rules.fields[key].array)


def _seconds(span: str) -> int:
    try:
        return span_seconds(span)
    except (ValueError, KeyError, IndexError):
        raise UsageError(f"--last {span}: this is no length of time; write 30s, 5m, 1h or 7d") from None


def document_of(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of the store as a document of JSON."""
    document = {key: plain(value) for key, value in row.items()}
    if "extra" in document:
        document["extra"] = orjson.loads(document["extra"])
    return document


def plain(value: Any) -> Any:
    """Return a value of the store as JSON has it."""
    if isinstance(value, datetime):
        return iso(value)
    return [plain(item) for item in value] if isinstance(value, list) else value


def _json(documents: Iterator[dict[str, Any]]) -> Iterator[str]:
    lead = "["
    for document in documents:
        yield lead + "\n" + orjson.dumps(document).decode()
        lead = ","
    yield "[]\n" if lead == "[" else "\n]\n"


def _csv(names: Sequence[str], documents: Iterator[dict[str, Any]]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(names)
    for document in documents:
        writer.writerow([_cell(document.get(key)) for key in names])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _cell(value: Any, absent: str = "") -> str:
    if value is None:
        return absent
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, dict)):
        return orjson.dumps(value).decode()
    return str(value)
