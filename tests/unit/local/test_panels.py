"""The numbers of panels, against what each event says."""

from __future__ import annotations

import math
from collections.abc import Iterator
from copy import copy
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from parity import panels as events

from logloom.errors import InterruptedQueryError, KqlError, StoreError, UsageError
from logloom.local import Store, dashboard, ingest, query, rows, span, step
from logloom.schema import load
from logloom.schema.kql import parse, to_sql
from logloom.schema.model import Dashboard, Jobs, Panel
from logloom.schema.panels import question

BOARDS = {
    f"{name}: {index} {panel.title}": panel
    for name, board in load(Path(__file__).parents[3] / "schema.yaml").dashboards.items()
    for index, panel in enumerate(board.panels)
    if panel.show != "events"
}
LOSSES = Panel(title="T", show="line", average="loss", by="job_id")


@pytest.fixture(scope="module")
def jobs(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Yield a store of six jobs, a doctor and other programs."""
    folder = tmp_path_factory.mktemp("panels")
    (folder / "jobs.log").write_text("".join(f"{line}\n" for line in events.lines()), encoding="utf-8")
    with Store.open(folder / "events.duckdb", load(root / "schema.yaml"), write=True) as store:
        ingest(store, [folder / "jobs.log"], final=True)
        when = (events.END - events.MINUTE).replace(tzinfo=None)  # of the lines that say no time
        for table in ("events", "invalid"):
            store.rows(f'UPDATE {table} SET "@timestamp" = ? WHERE "@timestamp" > ?', [when, events.END])
            store.rows(f'UPDATE {table} SET ingested_at = "@timestamp" + to_milliseconds(coalesce(rank, 0) * 100 + 40)')
        yield store


def shown(store: Store, panel: Panel, **options: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a panel over the time of the six jobs."""
    return rows(store, panel, events.START, events.END, events.STEP_SECONDS, **options)


def documents(store: Store, panel: Panel) -> list[events.Document]:
    """Return the events that a panel asks for."""
    asked = question(panel, store.schema)
    found = query(store, asked, invalid=panel.stream == "invalid", now=events.END).documents()
    return events.documents(list(found), panel)


@pytest.mark.parametrize("title", BOARDS)
def test_a_panel_shows_the_numbers_of_its_events(jobs: Store, title: str) -> None:
    """Counts are exact, averages right to 1e-9, percentiles exact for so few events."""
    panel = BOARDS[title]
    found, wanted = shown(jobs, panel), events.expected(panel, documents(jobs, panel))
    assert [row[:-1] for row in found] == [row[:-1] for row in wanted]
    for (*_, number), (*_, expected) in zip(found, wanted, strict=True):
        if isinstance(expected, list):
            share = panel.percentile.at / 100 if panel.percentile else 0.5
            low, high = (expected[each(share * (len(expected) - 1))] for each in (math.floor, math.ceil))
            assert number == pytest.approx(low + (high - low) * (share * (len(expected) - 1) % 1), rel=1e-9)
        else:
            assert number == (pytest.approx(expected, rel=1e-9) if isinstance(expected, float) else expected)


def test_further_kql_narrows_a_panel(jobs: Store) -> None:
    """Only events count that both ask for."""
    found = shown(
        jobs, Panel(title="T", show="metric", count="events", where="event:step"), where="job_id:oom and rank:1"
    )
    assert found == [
        (
            len(
                documents(
                    jobs, Panel(title="T", show="metric", count="events", where="job_id:oom and rank:1 and event:step")
                )
            ),
        )
    ]
    assert found[0][0] > 0


def test_a_state_is_of_each_job(jobs: Store) -> None:
    """Ended is ended; begun before the range or begun again is open."""
    listed = {
        name: {
            row[0]
            for row in shown(
                jobs, Panel(title="T", show="table", max="@timestamp", by="job_id", jobs=Jobs(**{name: "10m"}))
            )
        }
        for name in ("heard_within", "silent_for", "lost_for")
    }
    assert listed == {
        "heard_within": {"running", "silent", "again"},
        "silent_for": {"silent", "lost"},
        "lost_for": {"lost"},
    }


def test_jobs_are_measured_by_what_their_events_hold(jobs: Store) -> None:
    """A job in a state is listed with any measure; of what only some events hold, those alone tell its state."""
    heard = Jobs(heard_within="3h")
    beats = shown(jobs, Panel(title="T", show="table", count="events", by="job_id", jobs=heard, top=2))
    assert beats == [("silent", 108), ("again", 79)]
    assert shown(jobs, Panel(title="T", show="table", average="loss", by="job_id", jobs=heard)) == []


def test_jobs_are_laid_over_one_another(jobs: Store) -> None:
    """Aligned, the time of each job counts from its first event, also where that lies before the range."""
    found = shown(jobs, LOSSES, aligned=True)
    first = {job: time for job, time, _ in reversed(found)}
    assert first == {"running": 0.0, "silent": 0.0, "oom": 0.0, "again": 0.0, "clean": 0.0}
    again = [(time, number is None) for job, time, number in found if job == "again"]
    assert again[-1] == (6600.0, False)
    assert (4200.0, True) in again  # between its two lives
    later = rows(jobs, LOSSES, events.END - timedelta(minutes=20), events.END, 600, aligned=True)
    assert min(time for job, time, _ in later if job == "running") == 600.0


def test_other_panels_are_not_moved(jobs: Store) -> None:
    """What is not split by job keeps the time of the clock."""
    by_rank = LOSSES.model_copy(update={"by": "rank"})
    assert shown(jobs, by_rank, aligned=True) == shown(jobs, by_rank)


def test_a_dashboard_chooses_steps_for_the_longest_job(jobs: Store) -> None:
    """Jobs that ran for minutes in a range of days are still drawn as lines."""
    since = events.END - timedelta(days=300)
    found = {each.index: each for each in dashboard(jobs, "job", since, events.END, "job_id:oom", aligned=True)}
    assert (found[0].step_seconds, found[1].step_seconds) == (15, 345_600)
    assert len(found[0].rows) > 60


def test_a_dashboard_answers_each_panel_once(jobs: Store) -> None:
    """Each panel but the lists of events has one answer, with what it took."""
    for name, board in jobs.schema.dashboards.items():
        found = list(dashboard(jobs, name, events.START, events.END, step_seconds=events.STEP_SECONDS))
        assert sorted(each.index for each in found) == [
            i for i, each in enumerate(board.panels) if each.show != "events"
        ]
        for each in found:
            assert each.rows == shown(jobs, board.panels[each.index])
            assert (each.error, each.ms >= 0) == (None, True)


def test_what_is_asked_wrongly_is_told_before_any_answer(jobs: Store) -> None:
    """A query that the schema has something against is no matter of one panel."""
    with pytest.raises(KqlError, match="did you mean `level`"):
        dashboard(jobs, "job", events.START, events.END, "levle:ERROR")
    with pytest.raises(UsageError, match="no such dashboard; it has overview, job"):
        dashboard(jobs, "jbo", events.START, events.END)


def test_an_interrupted_dashboard_says_so_of_each_panel(jobs: Store) -> None:
    """A panel that was not answered has an error in its place, and the next question is answered again."""

    class Interrupted(Store):
        def rows(self, *_: Any) -> list[tuple[Any, ...]]:
            raise InterruptedQueryError("ended")

    other = Interrupted(jobs.connection, jobs.path, jobs.schema)
    found = list(dashboard(other, "overview", events.START, events.END))
    assert len(found) == 11
    assert {(str(each.error), len(each.rows)) for each in found} == {("ended", 0)}


def test_a_panel_that_fails_takes_no_other_with_it(jobs: Store) -> None:
    """Where the store has no room for one panel, the others are still answered."""

    class Full(Store):
        def rows(self, query: str, parameters: Any = None) -> list[tuple[Any, ...]]:
            if "sentry_event_id" in query:
                raise StoreError("no room")
            return super().rows(query, parameters)

    full = Full(jobs.connection, jobs.path, jobs.schema)
    errors = {each.index: str(each.error) for each in dashboard(full, "job", events.START, events.END) if each.error}
    assert errors == {5: "no room"}


def test_now_is_the_end_of_the_range(jobs: Store) -> None:
    """Also where the state of jobs is judged later, and where few events are asked for."""
    half = Panel(title="T", show="metric", count="events", where="@timestamp >= now-30m and event:step")
    busy = Panel(title="T", show="metric", unique="job_id", jobs=Jobs(heard_within="10m"))
    board = Dashboard(panels=(half, busy, half.model_copy(update={"show": "table", "by": "level"})))
    store = copy(jobs)
    store.schema = jobs.schema.model_copy(update={"dashboards": {"board": board}})
    for where in ("", "job_id:running"):
        ((count,),) = shown(store, half, where=where)
        for judged_at, running in ((None, 1 if where else 3), (events.END + timedelta(hours=1), 0)):
            found = dashboard(store, "board", events.START, events.END, where, judged_at=judged_at)
            rows_of = {each.index: each.rows for each in found}
            assert rows_of == {0: [(count,)], 1: [(running,)], 2: [("INFO", count)]}


def test_a_percentile_of_many_values_is_close(jobs: Store) -> None:
    """Of more than 2 million values, of either sign, a percentile is off by less than 0.2 % of the value."""
    with Store.open(jobs.path.with_name("many.duckdb"), jobs.schema, write=True) as store:
        store.rows(
            """INSERT INTO events (_id, "@timestamp", ingested_at, rank, loss)
               SELECT i::VARCHAR, TIMESTAMP '2026-11-20 10:00:00', TIMESTAMP '2026-11-20 10:00:00', i % 2,
                      CASE WHEN i % 7 = 0 THEN 0 ELSE (i % 2 * 2 - 1) * pow(1.0001, i % 90000) END
               FROM range(2000001) AS numbers(i)"""
        )
        for at in (1, 20, 50, 95, 99.9):
            panel = Panel(title="T", show="table", percentile={"field": "loss", "at": at}, by="rank")
            exact = f"SELECT rank, quantile_cont(loss, {at / 100}) AS n FROM events GROUP BY rank ORDER BY n DESC"
            for row, wanted in zip(shown(store, panel), store.rows(exact), strict=True):
                assert row == (wanted[0], pytest.approx(wanted[1], rel=2e-3))


def test_an_empty_store_has_empty_panels(jobs: Store) -> None:
    """Counts are 0, measures are nothing, and there is no time range."""
    with Store.open(jobs.path.with_name("empty.duckdb"), jobs.schema, write=True) as store:
        assert span(store) is None
        assert shown(store, Panel(title="T", show="metric", count="events")) == [(0,)]
        assert shown(store, Panel(title="T", show="metric", sum="loss")) == [(0.0,)]
        assert shown(store, Panel(title="T", show="metric", max="loss")) == [(None,)]
        assert shown(store, LOSSES) == []
        assert {row[-1] for row in shown(store, Panel(title="T", show="line", rate="events"))} == {0.0}
        for name in store.schema.dashboards:
            assert {each.error for each in dashboard(store, name, events.START, events.END, aligned=True)} == {None}


def test_the_span_is_of_all_events(jobs: Store) -> None:
    """From the oldest to the newest, of both tables, with a zone."""
    assert span(jobs) == (events.END - timedelta(minutes=175), events.END - events.MINUTE)


@pytest.mark.parametrize(
    ("seconds", "wanted"),
    [
        (0, 1),
        (1, 1),
        (120, 1),
        (121, 2),
        (600, 5),
        (3600, 30),
        (86_400, 900),
        (7 * 86_400, 7200),
        (40 * 366 * 86_400, 15_724_800),
        (900 * 366 * 86_400, 251_596_800),
    ],
)
def test_a_step_is_round(seconds: int, wanted: int) -> None:
    """A range has at most 120 steps, of a length that people know."""
    start = datetime(1980, 1, 1, tzinfo=timezone.utc)
    assert step(start, start + timedelta(seconds=seconds)) == wanted
    assert seconds / wanted <= 120


def test_a_condition_is_bound_once(jobs: Store) -> None:
    """A filter with parameters in it keeps them in order beside those of the panels."""
    where = 'job_id:"oom" and not level:DEBUG'
    condition = to_sql(parse(where), jobs.schema)
    assert condition.params
    found = {each.index: each.rows for each in dashboard(jobs, "compare", events.START, events.END, where)}
    assert {row[0] for index, each in found.items() for row in each if index != 6} == {"oom"}
