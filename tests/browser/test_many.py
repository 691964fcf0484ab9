"""Many events, many jobs, and a store that an older schema made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from harness.many import fill
from harness.page import served

from logloom.local import Store
from logloom.schema import Schema, load_text

from .conftest import Look

pytestmark = pytest.mark.needs("chromium")
Looks = Callable[..., Look]


def stored(path: Path, schema: Schema, events: int, jobs: int) -> None:
    """Make a store of so many events."""
    with Store.open(path, schema, write=True) as store:
        fill(store, events, datetime.now(timezone.utc).replace(tzinfo=None) - timedelta(minutes=2), jobs=jobs)


def test_a_million_events_are_shown_and_filtered(tmp_path: Path, schema: Schema, look: Looks) -> None:
    """Every panel has its answer, and so it has after a filter."""
    stored(tmp_path / "store.duckdb", schema, 1_000_000, 96)
    with served(tmp_path / "store.duckdb", schema, spool=tmp_path) as page:
        window = look(page)
        shown = window.open(dashboard="overview")
        window.settled()
        assert shown.locator(".status .store").inner_text().startswith("1,000,000 events")
        assert shown.locator(".panel .error").count() == 0
        before = shown.locator(".metric", has_text="Errors").locator(".metric-value").inner_text()
        window.open(dashboard="overview", q="rank:1")
        window.settled()
        after = shown.locator(".metric", has_text="Errors").locator(".metric-value").inner_text()
        assert int(after.replace(",", "")) < int(before.replace(",", ""))


def test_one_of_ten_thousand_jobs_is_found(tmp_path: Path, schema: Schema, look: Looks) -> None:
    """The picker shows some and finds the one that is typed; its charts span its own time."""
    stored(tmp_path / "store.duckdb", schema, 300_000, 10_000)
    with served(tmp_path / "store.duckdb", schema, spool=tmp_path) as page:
        window = look(page)
        shown = window.open(dashboard="job")
        shown.get_by_role("button", name="Pick job_id").click()
        shown.locator(".choices", has_text="There are more values").wait_for()
        shown.get_by_role("searchbox").fill("yolofuse-07777")
        shown.get_by_role("checkbox", name="yolofuse-07777").check()
        shown.keyboard.press("Escape")
        shown.wait_for_url("**job_id=yolofuse-07777**")
        window.settled()
        panel = shown.locator("section.panel", has=shown.get_by_role("heading", name="Loss"))
        assert "yolofuse-07777" in panel.locator(".chart").get_attribute("aria-label")


OLDER = """
schema: 1
name: pytorch.trainer
version: 0.9.0
extends: logloom:base
fields:
  loss: {type: float}
"""


def test_a_store_of_an_older_schema_opens(tmp_path: Path, schema: Schema, look: Looks) -> None:
    """Fields that it lacks are absent, and nothing else is."""
    path = tmp_path / "store.duckdb"
    with Store.open(path, load_text(OLDER, "older.yaml"), write=True) as store:
        store.rows(
            """INSERT INTO events (_id, "@timestamp", level, service, version, job_id, event, message, loss)
            VALUES ('a-0', TIMESTAMP '2026-11-01 10:00:00', 'ERROR', 'trainer', '1', 'old', 'log', 'as it was', 0.5)"""
        )
    with served(path, schema, spool=tmp_path) as page:
        window = look(page)
        shown = window.open(dashboard="job")
        window.settled()
        assert shown.locator(".panel .error").count() == 0
        shown = window.open(view="events")
        shown.locator("tr.event", has_text="as it was").wait_for()
