"""Schemas that are not the reference one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from harness.page import served

from logloom.schema import load_text

from .conftest import Look

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.needs("chromium")

BARE = """
schema: 1
name: bare
version: 1.0.0
extends: logloom:base
"""


def test_a_schema_without_dashboards_shows_its_events(tmp_path: Path, look: Callable[..., Look]) -> None:
    """The first thing that such a page shows is the list of events."""
    log = tmp_path / "plain.log"
    log.write_text("Traceback (most recent call last):\nValueError: bad batch\n", encoding="utf-8")
    with served(tmp_path / "store.duckdb", load_text(BARE, "bare.yaml"), [log], spool=tmp_path) as page:
        shown = look(page).open()
        shown.wait_for_selector("h1:has-text('Events')")
        shown.locator("tr.event", has_text="ValueError: bad batch").wait_for()
        assert shown.get_by_role("navigation").inner_text().split() == ["Events", "Faults", "Alerts"]
