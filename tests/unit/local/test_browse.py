"""Events a page at a time, values to pick from, and questions beside a thread that writes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from harness import many

from logloom.errors import InterruptedQueryError, KqlError, StoreError, UsageError
from logloom.local import Page, Store, dashboard, events, ingest, values
from logloom.schema import Schema, load

BEGIN = datetime(2026, 11, 1, 10, tzinfo=timezone.utc)
END = BEGIN + timedelta(hours=1)


@pytest.fixture
def told(store: Store, log: Callable[..., Path], lines: Callable[..., bytes]) -> Store:
    """A store of 40 events of two runs, two of each number at the same moment, and a line that does not parse."""
    data = lines(range(20)) + lines(range(20), run="f" * 20, job_id="job-2", level="ERROR", gpu_id=[0, 1, 1])
    ingest(store, [log("a.log", data + b'{"cut\n')], final=True)
    return store


def pages(store: Store, limit: int, **options: Any) -> list[Page]:
    """Return all pages of what is asked."""
    found = [events(store, "", BEGIN, END, limit=limit, **options)]
    while found[-1].next is not None:
        found.append(events(store, "", BEGIN, END, limit=limit, before=found[-1].next, **options))
    return found


@pytest.mark.parametrize("limit", [1, 7, 20, 40, 41])
def test_pages_give_each_event_once(told: Store, limit: int) -> None:
    """The newest come first, of one moment the higher numbers, and the last page says that it is the last."""
    found = pages(told, limit)
    documents = [each for page in found for each in page.documents]
    assert len({each["_id"] for each in documents}) == len(documents) == 40
    assert [each["seq"] for each in documents] == [seq for seq in reversed(range(20)) for _ in range(2)]
    assert {page.total for page in found} == {40}
    assert all(len(page.documents) == limit for page in found[:-1])


def test_what_comes_in_meanwhile_moves_no_page(
    told: Store, log: Callable[..., Path], lines: Callable[..., bytes]
) -> None:
    """Newer events are not in a later page; late ones are where they belong; none comes twice."""
    first = events(told, "", BEGIN, END, limit=10)
    ingest(told, [log("b.log", lines([*range(30, 35), 3], run="b" * 20))], final=True)
    second = events(told, "", BEGIN, END, limit=100, before=first.next)
    assert (first.total, second.total) == (40, 46)
    given = [each["_id"] for page in (first, second) for each in page.documents]
    assert len(set(given)) == len(given) == 41
    assert f"{'b' * 20}-3" in given


def test_a_page_has_documents(told: Store) -> None:
    """Times are text, absent fields are not there, and lines that did not parse have their own list."""
    (document,) = events(told, "", BEGIN, END, limit=1).documents
    assert document["@timestamp"] == "2026-11-01T10:00:19.500Z"
    assert (document["gpu_id"], "loss" in document) == ([0, 1, 1], False)
    wide = BEGIN - timedelta(days=3650), BEGIN + timedelta(days=3650)
    assert [each["unparsed"] for each in events(told, "", *wide, invalid=True).documents] == ['{"cut']


def test_a_query_and_the_range_narrow_the_pages(told: Store) -> None:
    """Both bound what is found; the range's end is not in it."""
    half = BEGIN + timedelta(milliseconds=9500)
    found = events(told, "level:ERROR", BEGIN, half)
    assert (found.total, found.next, len(found.documents)) == (9, None, 9)
    assert events(told, "level:WARN", BEGIN, END) == Page(0, [], None)


@pytest.mark.parametrize(
    "cursor", ["", "x", "1.2", "99999999999999999999.1.x", "1.x.y", "nan.1.a", "1.1", f"1.{2**63}.a"]
)
def test_a_place_that_no_page_gave_is_told(told: Store, cursor: str) -> None:
    """What somebody changed in an address gets a sentence."""
    with pytest.raises(UsageError, match="take what the page before gives"):
        events(told, "", BEGIN, END, before=cursor)


def test_values_are_counted(told: Store) -> None:
    """The most frequent first, in their own types; a value that an event has twice counts once."""
    assert values(told, "job_id") == [("job-1", 20), ("job-2", 20)]
    assert values(told, "gpu_id") == [(0, 20), (1, 20)]
    assert values(told, "job_id", where="level:ERROR and seq > 4", end=BEGIN + timedelta(seconds=9)) == [("job-2", 4)]
    assert values(told, "job_id", limit=1) == [("job-1", 20)]
    assert values(told, "violations") == values(told, "injected") == []


def test_values_are_found_by_a_part(told: Store) -> None:
    """Those that begin with it come first, in upper or lower case."""
    told.rows("UPDATE events SET model = 'a' || seq || CASE WHEN seq < 3 THEN 'B' ELSE '' END, injected = seq = 1")
    assert values(told, "model", "B") == [("a0B", 2), ("a1B", 2), ("a2B", 2)]
    assert values(told, "model", "A1") == [(f"a1{end}", 2) for end in ["0", *"123456789", "B"]]
    assert values(told, "model", "%") == []
    assert values(told, "injected", "T") == [("true", 2)]


def test_a_field_that_is_none_is_told(told: Store) -> None:
    """Neither a name nor a query that the schema lacks is taken."""
    with pytest.raises(UsageError, match="no such field"):
        values(told, 'x" OR 1')
    with pytest.raises(KqlError, match="did you mean `level`"):
        values(told, "job_id", where="levle:ERROR")


@pytest.fixture
def week(tmp_path: Path, root: Path) -> Store:
    """Return a store of 200,000 events, open for writing."""
    store = Store.open(tmp_path / "week.duckdb", load(root / "schema.yaml"), write=True, memory="256MB")
    many.fill(store, 200_000, END.replace(tzinfo=None), days=1)
    return store


def test_dashboards_are_answered_beside_each_other_and_beside_a_writer(week: Store) -> None:
    """Each thread has its own tables; each question sees what was committed when it began."""

    def totals(job: int) -> set[int]:
        where = f"job_id:yolofuse-{job:05}"
        with week.reading() as store:
            found = [
                each for _ in range(3) for each in dashboard(store, "pipeline", BEGIN - timedelta(days=2), END, where)
            ]
        assert not any(each.error for each in found)
        return {each.rows[0][0] for each in found if each.index == 0}

    with week, ThreadPoolExecutor(4) as threads:
        answers = [threads.submit(totals, job) for job in range(8, 16)]
        for _ in range(5):
            with week.transaction():
                week.rows("INSERT INTO events SELECT * FROM events WHERE job_id = 'yolofuse-00090'")
        assert [answer.result() for answer in answers] == [{2080}] * 8


def test_a_question_can_be_ended_by_another_thread(week: Store) -> None:
    """It says so, and the store answers the next question."""
    asked = threading.Event()
    with week, week.reading() as store:

        def end() -> None:
            asked.wait()
            while not done.is_set():
                store.interrupt()

        done = threading.Event()
        thread = threading.Thread(target=end)
        thread.start()
        asked.set()
        with pytest.raises(InterruptedQueryError, match="ended before its answer"):
            store.rows("SELECT count(*) FROM events a, events b WHERE a.loss > b.loss")
        done.set()
        thread.join()
        assert store.rows("SELECT 1") == [(1,)]


def test_a_reader_ends_with_its_store(week: Store) -> None:
    """A reader may be closed first; once the store is closed, a question to it says so, and the file is free."""
    reader, other = week.reading(), week.reading()
    other.close()
    assert reader.rows("SELECT count(*) FROM events") == [(200_000,)]
    week.close()
    with pytest.raises(StoreError, match="was closed while it was asked"):
        reader.rows("SELECT 1")
    with Store.open(week.path, week.schema, write=True) as again:
        assert again.rows("SELECT 1") == [(1,)]


def test_little_memory_is_enough_or_is_told(week: Store) -> None:
    """What does not fit goes to disk; where even that is no help, the panel's error says so."""
    week.close()
    with Store.open(week.path, week.schema, memory="40MB") as store:
        for name in store.schema.dashboards:
            for each in dashboard(store, name, BEGIN - timedelta(days=2), END):
                assert each.error is None or isinstance(each.error, StoreError)


def test_a_store_of_an_older_schema_is_browsed(tmp_path: Path, root: Path, schema: Schema) -> None:
    """Its events lack the new fields, and every panel is answered."""
    new = load(root / "schema.yaml").model_copy(update={"name": schema.name})
    with Store.open(tmp_path / "old.duckdb", schema, write=True) as store:
        values = "'a-1', TIMESTAMP '2026-11-01 10:30', 'INFO', 'x'"
        store.rows(f'INSERT INTO events (_id, "@timestamp", level, job_id) VALUES ({values})')
    assert "learning_rate" not in schema.fields
    with Store.open(tmp_path / "old.duckdb", new) as store:
        assert events(store, "not learning_rate:*", BEGIN, END).total == 1
        for name in new.dashboards:
            assert {each.error for each in dashboard(store, name, BEGIN, END)} == {None}
