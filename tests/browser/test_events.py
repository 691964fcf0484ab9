"""The list of events: what an event says when it is opened, and where it leads."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from harness.training import JOBS

from .conftest import HOSTILE, Look, page_of

if TYPE_CHECKING:
    from harness.page import Served

pytestmark = pytest.mark.needs("chromium")
Looks = Callable[..., Look]


def opened(page: Any) -> Any:
    """Open the first event."""
    page.locator("tr.event").first.wait_for()
    page.locator("[data-event]").first.click()
    return page.locator(".event-detail")


def test_an_event_opens_to_all_of_its_fields(three_jobs: Served, look: Looks) -> None:
    """Fields, traceback and filters are there, and the event as JSON."""
    window = look(three_jobs, permissions=["clipboard-read", "clipboard-write"])
    page = window.open(view="events", q="event:oom")
    detail = opened(page)
    assert "torch.OutOfMemoryError: CUDA out of memory" in detail.locator("pre").first.inner_text()
    detail.get_by_role("button", name="Copy as JSON").click()
    detail.get_by_role("button", name="Copied").wait_for()
    copied = json.loads(page.evaluate("navigator.clipboard.readText()"))
    assert copied["job_id"] == JOBS[2]
    detail.get_by_role("button", name="Only this value: rank 0").click()
    page.wait_for_url("**rank=0**")


def test_what_breaks_the_schema_is_marked(three_jobs: Served, look: Looks) -> None:
    """Each reason stands beside the value that broke the schema."""
    window = look(three_jobs)
    page = window.open(view="events", q="violations:*", job_id=JOBS[1])
    page.locator("tr.event .flag").first.wait_for()
    detail = opened(page)
    reasons = detail.locator(".broken li").all_inner_texts()
    assert any("loss" in reason and "not finite" in reason and "NaN" in reason for reason in reasons)
    assert '"name": "sgd"' in detail.locator("pre").last.inner_text()


def test_older_events_come_page_by_page(three_jobs: Served, look: Looks) -> None:
    """A hundred at a time, none twice."""
    window = look(three_jobs)
    page = window.open(view="events")
    page.get_by_role("button", name="Older").click()
    window.until("document.querySelectorAll('tr.event').length === 200")
    assert "200 /" in page.locator("footer.more").inner_text()


def test_lines_that_could_not_be_parsed_are_shown_as_they_are(three_jobs: Served, look: Looks) -> None:
    """The line and the reason stand in the list."""
    window = look(three_jobs)
    page = window.open(view="events", invalid="1")
    row = page.locator("tr.event")
    row.wait_for()
    assert "not JSON" in row.inner_text()
    assert '"cut o' in row.inner_text()


def test_columns_are_chosen(three_jobs: Served, look: Looks) -> None:
    """A field that is ticked becomes a column, and the address keeps it."""
    window = look(three_jobs)
    page = window.open(view="events")
    page.get_by_role("button", name="Columns").click()
    page.get_by_role("checkbox", name="learning_rate").check()
    page.locator("th", has_text="learning_rate").wait_for()
    assert "columns=" in page.url


def test_names_stay_text(tmp_path: Any, schema: Any, spool: Any, look: Looks) -> None:
    """Markup in names and messages is shown, not obeyed, wherever it appears."""
    stamp = "2026-11-01T10:00:00.000Z"
    fields = {"level": "ERROR", "service": HOSTILE[0], "version": "1", "event": "exception", "error_type": HOSTILE[1]}
    text = "".join(
        json.dumps({"@timestamp": stamp, "job_id": job, "message": f"{job} failed", "gpu_memory": 0.5, **fields}) + "\n"
        for job in HOSTILE
    )
    with page_of(tmp_path, schema, text, spool) as served:
        window = look(served)
        page = window.open(dashboard="overview")
        page.on("dialog", lambda dialog: window.complaints.append(f"a dialog: {dialog.message}"))
        window.settled()
        for job in HOSTILE:
            assert page.locator(".legend .name", has_text=job).count() >= 1
            assert page.locator(".show-table").get_by_role("button", name=job, exact=True).count() >= 1
        page.locator(".show-table").get_by_role("button", name=HOSTILE[0], exact=True).first.click()
        page.wait_for_selector("h1:has-text('One job')")
        window.settled()
        assert page.locator(".picker.on").first.inner_text().strip() == f"job_id: {HOSTILE[0]}"
        window.open(view="events", job_id=HOSTILE[1])
        assert HOSTILE[1] in opened(page).inner_text()
        assert page.locator("main script").count() == 0
