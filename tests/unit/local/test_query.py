"""Questions to the store and the forms of their answers."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import orjson
import pytest

from logloom.errors import KqlError, UsageError
from logloom.local import Store, ingest, query

NOW = datetime(2026, 11, 1, 10, 0, 10, tzinfo=timezone.utc)


@pytest.fixture
def asked(store: Store, log: Callable[..., Path], event: Callable[..., dict[str, Any]]) -> Store:
    """A store with a few events of each kind."""
    events = [
        event(0, gpu_memory=0.5, gpu_id=[0, 1]),
        event(5, level="ERROR", error_type="OOM", gpu_memory=0.95, gpu_id=[1], message="out of\nmemory"),
        event(9, level="ERROR", error_type="NaN", gpu_memory=0.2, unknown={"deep": [1]}),
        event(9, run="a" * 20, level="ERROR", error_type="OOM", loss=0.1),
    ]
    ingest(store, [log("a.log", b"".join(orjson.dumps(each) + b"\n" for each in events) + b'{"cut\n')], final=True)
    return store


def _ids(store: Store, question: str, **options: Any) -> list[str]:
    return [document["_id"] for document in query(store, question, **options).documents()]


def test_a_query_finds_its_events_newest_first(asked: Store) -> None:
    """The seed query answers."""
    assert _ids(asked, "level:ERROR AND gpu_memory > 0.9") == ["0123456789abcdef0123-5"]
    assert [name[-1] for name in _ids(asked, "")] == ["9", "9", "5", "0"]


def test_a_named_query_is_asked_by_its_name(asked: Store) -> None:
    """A name of the schema stands for its query and shows its columns."""
    assert _ids(asked, "memory") == ["0123456789abcdef0123-5"]
    assert query(asked, "memory").columns == ("@timestamp", "level", "gpu_memory")


def test_last_counts_back_from_now(asked: Store) -> None:
    """Only events of the span before now are given."""
    assert len(_ids(asked, "", last="5s", now=NOW)) == 3
    assert len(_ids(asked, "", last="1h", now=NOW)) == 4


def test_by_counts_each_value(asked: Store) -> None:
    """Values are counted, the most frequent first; each element of an array counts once for its event."""
    assert list(query(asked, "level:ERROR", by="error_type").documents()) == [
        {"error_type": "OOM", "count": 2},
        {"error_type": "NaN", "count": 1},
    ]
    assert list(query(asked, "gpu_id:*", by="gpu_id").documents()) == [
        {"gpu_id": 1, "count": 2},
        {"gpu_id": 0, "count": 1},
    ]


@pytest.mark.parametrize(
    ("by", "table", "csv_text"),
    [
        (
            "error_type",
            "error_type  count\nOOM             2\nNaN             1\n(none)          1\n4 events\n",
            "error_type,count\nOOM,2\nNaN,1\n,1\n",
        ),
        (
            "gpu_id",
            "gpu_id  count\n1           2\n(none)      2\n0           1\n4 events\n",
            "gpu_id,count\n1,2\n,2\n0,1\n",
        ),
    ],
)
def test_by_counts_events_without_the_field_too(asked: Store, by: str, table: str, csv_text: str) -> None:
    """They are a row of their own, so that the counts add up to all events."""
    answer = query(asked, "", by=by)
    assert "".join(answer.text()) == table
    assert "".join(answer.text("csv")) == csv_text
    rows = orjson.loads("".join(answer.text("json")))
    assert [row for row in rows if row[by] is None] == [{by: None, "count": 4 - len(set(_ids(asked, f"{by}:*")))}]


def test_violations_are_counted(store: Store, log: Callable[..., Path], lines: Callable[..., bytes]) -> None:
    """Each thing that an event is blamed for counts; events without blame, and empty lists, are the row of none."""
    data = lines(range(3), step="x") + lines(range(3, 5), step="x", loss="y") + lines([5], gpu_id=[1, 1])
    ingest(store, [log("a.log", data + lines([6], gpu_id=[]))])
    assert list(query(store, "", by="violations").documents()) == [
        {"violations": "step: not an integer", "count": 5},
        {"violations": "loss: not a number", "count": 2},
        {"violations": None, "count": 2},
    ]
    assert [tuple(row.values()) for row in query(store, "", by="gpu_id").documents()] == [(None, 6), (1, 1)]


def test_json_is_an_array_of_documents(asked: Store) -> None:
    """Absent fields are left out, times end in Z, and `extra` is an object."""
    documents = orjson.loads("".join(query(asked, "extra.unknown:* or error_type:NaN").text("json")))
    assert documents[0].pop("ingested_at")
    assert documents == [
        {
            "_id": "0123456789abcdef0123-9",
            "@timestamp": "2026-11-01T10:00:09.500Z",
            "level": "ERROR",
            "service": "trainer",
            "version": "1.0.0",
            "job_id": "job-1",
            "event": "step",
            "run": "0123456789abcdef0123",
            "seq": 9,
            "gpu_memory": 0.2,
            "error_type": "NaN",
            "extra": {"unknown": {"deep": [1]}},
        }
    ]
    assert orjson.loads("".join(query(asked, "event:log").text("json"))) == []


def test_csv_has_all_columns(asked: Store) -> None:
    """A line end within a value stays within its cell."""
    rows = list(
        csv.DictReader("".join(query(asked, "error_type:OOM and gpu_memory:*").text("csv")).splitlines(keepends=True))
    )
    assert [(row["_id"], row["message"], row["gpu_id"], row["loss"]) for row in rows] == [
        ("0123456789abcdef0123-5", "out of\nmemory", "[1]", "")
    ]


def test_a_table_fits_a_narrow_terminal(asked: Store) -> None:
    """No line is wider than the terminal, and the last one counts."""
    shown = "".join(query(asked, "", limit=2).text("table", 60)).splitlines()
    assert max(map(len, shown)) <= 60
    assert shown[0].split() == ["@timestamp", "level", "job_id", "event", "message"]
    assert shown[-1] == "4 events, the newest 2 shown"


def test_invalid_lines_are_asked_apart(asked: Store) -> None:
    """They have a table of their own."""
    shown = "".join(query(asked, "parse_error:*", invalid=True).text())
    assert "not JSON" in shown
    assert shown.endswith("\n1 event\n")


@pytest.mark.parametrize(
    ("question", "options", "error", "message"),
    [
        ("gpu_memry > 1", {}, KqlError, "gpu_memory"),
        ("level:", {}, KqlError, "."),
        ("", {"by": "error_typ"}, UsageError, "did you mean `error_type`"),
        ("", {"by": "violation"}, UsageError, "did you mean `violations`"),
        ("", {"last": "soon"}, UsageError, "no length of time"),
    ],
)
def test_a_wrong_question_says_what_to_do(
    asked: Store, question: str, options: dict[str, str], error: type[Exception], message: str
) -> None:
    """A mistake in the question is told with what would be right."""
    with pytest.raises(error, match=message):
        query(asked, question, **options)
