"""A report: one file, opened from the disk, without a server."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from harness.training import JOBS, lines

from logloom.page import View, export
from logloom.run import Home

from .conftest import Look

if TYPE_CHECKING:
    from pathlib import Path

    from logloom.schema import Schema

pytestmark = pytest.mark.needs("chromium")


def made(folder: Path, schema: Schema, **asked: Any) -> str:
    """Write a report of three jobs; return its address."""
    log = folder / "train.log"
    log.write_text("".join(f"{line}\n" for line in lines()), encoding="utf-8")
    path = folder / "report.html"
    export(View(schema, [log], home=Home(folder / ".logloom"), asked=asked), path)
    return path.as_uri()


def test_a_report_needs_nobody(tmp_path: Path, schema: Schema, look: Callable[..., Look]) -> None:
    """All views are in the file: charts, events that open, jobs side by side."""
    window = look(made(tmp_path, schema))
    page = window.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(window.base)
    window.settled()
    assert page.locator(".metric", has_text="Out of memory").locator(".metric-value").inner_text() == "1"
    page.get_by_role("link", name="Compare jobs").click()
    window.settled()
    assert page.locator(".side thead th").all_inner_texts() == list(JOBS)
    page.get_by_role("link", name="Events").click()
    page.locator("[data-event]").nth(3).click()
    page.locator(".event-detail").wait_for()
    assert page.locator(".query").count() == 0
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_a_report_says_what_it_was_made_of(tmp_path: Path, schema: Schema, look: Callable[..., Look]) -> None:
    """The query and the jobs that were asked for stand at the top."""
    window = look(made(tmp_path, schema, q="loss < 1", job_id=[JOBS[0]]))
    window.page.goto(window.base)
    window.settled()
    assert window.page.locator(".title code").inner_text() == f"loss < 1 · job_id: {JOBS[0]}"
