"""A page that stays open while runs go on: it follows, without flicker, and does not grow."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from harness.page import Served, served, until

from logloom._moments import iso
from logloom.schema import Schema

from .conftest import Look

pytestmark = pytest.mark.needs("chromium")
Looks = Callable[..., Look]


STEADY = {
    "level": "INFO",
    "service": "trainer",
    "version": "1",
    "job_id": "growing",
    "event": "step",
    "run": "0" * 20,
}


class Run:
    """A run that grows when it is told to.

    Args:
        log: its file.
        page: that follows it.
    """

    def __init__(self, log: Path, page: Served) -> None:
        self.log, self.page, self.count = log, page, 0
        self._began = datetime.now(timezone.utc) - timedelta(minutes=10)

    def grow(self, events: int, **fields: Any) -> None:
        """Write events."""
        with self.log.open("a", encoding="utf-8") as file:
            for _ in range(events):
                at = self._began + timedelta(milliseconds=200 * self.count)
                event = {
                    "@timestamp": iso(at),
                    **STEADY,
                    "seq": self.count,
                    "rank": self.count % 2,
                    "loss": 1 / (1 + self.count),
                    "message": f"step {self.count}",
                    **fields,
                }
                file.write(json.dumps(event) + "\n")
                self.count += 1


@pytest.fixture
def run(tmp_path: Path, schema: Schema) -> Iterator[Run]:
    """A page that follows a run."""
    log = tmp_path / "train.log"
    log.touch()
    with served(tmp_path / "store.duckdb", schema, [log], spool=tmp_path) as page:
        found = Run(log, page)
        found.grow(200)
        yield found


def shows(window: Look, count: int) -> None:
    """Wait until the first tile shows so many events."""
    window.until(f"document.querySelector('.metric-value')?.textContent === '{count:,}'")


def test_new_events_are_drawn_into_what_is_there(run: Run, look: Looks) -> None:
    """Charts keep their canvas, the reader his place and his focus."""
    window = look(run.page)
    page = window.open(dashboard="pipeline")
    shows(window, 200)
    window.settled()
    page.evaluate("window.kept = [...document.querySelectorAll('canvas')]; scrollTo(0, 120)")
    page.get_by_role("button", name="Options of Events per second").focus()
    run.grow(50)
    shows(window, 250)
    assert page.evaluate("window.kept.length > 0 && window.kept.every((each) => each.isConnected)")
    assert page.evaluate("scrollY") == 120
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Options of Events per second"


def test_what_came_before_the_first_word_of_the_stream_is_drawn(run: Run, look: Looks) -> None:
    """Events that are stored after the panels were asked for, and before the page hears how the store stands."""
    until(lambda: run.page.client.get("/api/state").json()["events"] == 200, "the first events")
    window, held = look(run.page), list[Any]()
    window.page.route("**/api/live", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks it
    window.open(dashboard="pipeline")
    shows(window, 200)
    run.grow(50)
    until(lambda: run.page.client.get("/api/state").json()["events"] == 250, "more events")
    assert window.page.locator(".metric-value").first.inner_text() == "200"
    held[0].continue_()
    shows(window, 250)


def test_a_pause_holds_and_ends(run: Run, look: Looks) -> None:
    """While it is paused nothing moves; afterwards all is there."""
    window = look(run.page)
    page = window.open(dashboard="pipeline")
    shows(window, 200)
    page.get_by_role("button", name="Pause").click()
    run.grow(30)
    page.locator(".status .store", has_text="230 events").wait_for()
    assert page.locator(".metric-value").first.inner_text() == "200"
    page.keyboard.press("p")
    shows(window, 230)


def test_two_pages_follow_one_store(run: Run, look: Looks) -> None:
    """Both see the same, each with its own question."""
    one, other = look(run.page), look(run.page)
    one.open(dashboard="pipeline")
    other.open(dashboard="pipeline", q="level:ERROR")
    shows(one, 200)
    run.grow(3, level="ERROR")
    shows(one, 203)
    shows(other, 3)
    assert one.page.locator(".metric-value").first.inner_text() == "203"


def test_an_event_that_is_read_stays_where_it_is(run: Run, look: Looks) -> None:
    """While an event is open new ones wait above, and are told."""
    window = look(run.page)
    page = window.open(view="events")
    page.locator("[data-event]").first.click()
    assert "step 199" in page.locator("tr.event.open").inner_text()
    run.grow(5)
    page.get_by_role("button", name="New events: show").click()
    page.locator("tr.event", has_text="step 204").wait_for()


def test_twenty_updates_leave_nothing_behind(run: Run, look: Looks) -> None:
    """After many updates the page has as many nodes, listeners and charts as before, and no more memory."""
    window = look(run.page)
    page = window.open(dashboard="job")
    window.settled()
    tools = page.context.new_cdp_session(page)
    tools.send("Performance.enable")

    def used() -> dict[str, float]:
        for _ in range(3):
            tools.send("HeapProfiler.collectGarbage")
        return {one["name"]: one["value"] for one in tools.send("Performance.getMetrics")["metrics"]}

    def update(times: int) -> None:
        for _ in range(times):
            run.grow(5)
            newest = f"{run.count:,} events"
            page.locator(".status .store", has_text=newest).wait_for()

    update(5)
    before = used()
    update(20)
    after = used()
    assert after["Nodes"] <= before["Nodes"] * 1.2
    assert after["JSEventListeners"] <= before["JSEventListeners"] * 1.2
    assert after["JSHeapUsedSize"] <= before["JSHeapUsedSize"] + 2e6


def test_a_server_that_is_gone_is_told(tmp_path: Path, schema: Schema, look: Looks) -> None:
    """The page says what to do, and keeps what it shows."""
    with served(tmp_path / "store.duckdb", schema, spool=tmp_path) as page:
        window = look(page)
        shown = window.open()
        shown.locator(".empty").wait_for()
        assert "logloom run -- python train.py" in shown.locator(".empty").inner_text()
    shown.locator(".problems .error", has_text="logloom view").wait_for()
    assert shown.locator(".status.lost").count() == 1
    window.complaints = [each for each in window.complaints if "net::ERR_" not in each]
