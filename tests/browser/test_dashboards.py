"""The dashboards in a browser: what they show, where a click leads, what a reader who can't see them is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from harness.training import JOBS

from .conftest import NARROW, WIDE, Look

if TYPE_CHECKING:
    from harness.page import Served

pytestmark = pytest.mark.needs("chromium")
Looks = Callable[..., Look]

PLACES: dict[str, dict[str, Any]] = {
    "overview": {"dashboard": "overview"},
    "job": {"dashboard": "job", "job_id": JOBS[2]},
    "compare": {"dashboard": "compare", "job_id": list(JOBS)},
    "pipeline": {"dashboard": "pipeline"},
    "events": {"view": "events"},
    "faults": {"view": "faults"},
    "alerts": {"view": "alerts"},
}


def grave(page: Any) -> list[str]:
    """Return what axe finds serious or critical."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for one in found
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize(("size", "theme", "locale"), [(WIDE, "light", "en-GB"), (NARROW, "dark", "zh-CN")])
@pytest.mark.parametrize("place", PLACES)
def test_each_view_is_whole_and_axe_finds_nothing_serious(
    three_jobs: Served,
    look: Looks,
    images: Callable[[Any, str], None],
    *,
    place: str,
    size: tuple[int, int],
    theme: str,
    locale: str,
) -> None:
    """Light and dark, wide and narrow, English and Chinese: names, roles and contrast hold, nothing sticks out."""
    window = look(three_jobs, size, color_scheme=theme, locale=locale)
    page = window.open(**PLACES[place])
    window.settled()
    images(page, f"page-{place}-{'wide' if size == WIDE else 'narrow'}")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.evaluate("document.documentElement.lang").startswith(locale[:2])
    assert grave(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_what_opens(three_jobs: Served, look: Looks, theme: str) -> None:
    """Pickers, menus, settings, completion, a fault of the query and the help hold what the page holds."""
    window = look(three_jobs, color_scheme=theme)
    page = window.open(dashboard="job", job_id=JOBS[2])
    window.settled()
    for name in ("Time range: All time", f"Pick job_id: {JOBS[2]}", "Options of Loss", "Settings"):
        page.get_by_role("button", name=name).click()
        page.locator(".popup").wait_for()
        assert grave(page) == [], name
        page.keyboard.press("Escape")
    page.get_by_role("combobox").fill("lev")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert grave(page) == []
    page.get_by_role("combobox").fill("losss > 3")
    page.locator("[aria-invalid=true]").wait_for()
    page.keyboard.press("Escape")
    page.locator(".fault").wait_for()
    assert grave(page) == []
    page.get_by_role("button", name="Help").click()
    assert grave(page) == []
    page.keyboard.press("Escape")
    page.locator("[data-event]").first.click()
    assert grave(page) == []


def test_the_numbers_are_those_that_the_server_found(three_jobs: Served, look: Looks) -> None:
    """A tile shows the number of its panel."""
    window = look(three_jobs)
    page = window.open(dashboard="pipeline")
    window.settled()
    state = three_jobs.client.get("/api/state").json()
    shown = page.locator(".metric", has_text="Events").locator(".metric-value").inner_text()
    assert shown.replace(",", "") == str(state["events"])
    assert page.locator(".metric", has_text="could not be parsed").locator(".metric-value").inner_text() == "1"


def test_a_click_on_a_job_opens_it_and_the_back_button_returns(three_jobs: Served, look: Looks) -> None:
    """A job of a table leads to its dashboard, and the way back is the browser's."""
    window = look(three_jobs)
    page = window.open(dashboard="overview")
    page.locator(".show-table").get_by_role("button", name=JOBS[2]).first.click()
    page.wait_for_selector("h1:has-text('One job')")
    assert f"job_id={JOBS[2]}" in page.url
    assert page.locator(".picker.on").inner_text().strip() == f"job_id: {JOBS[2]}"
    page.go_back()
    page.wait_for_selector("h1:has-text('Overview')")
    assert "job_id" not in page.url


def test_a_chart_is_told_in_words_and_as_a_table(three_jobs: Served, look: Looks) -> None:
    """A chart has a name that says what it shows, and its rows on demand."""
    window = look(three_jobs)
    page = window.open(dashboard="job", job_id=JOBS[0])
    panel = page.locator("section.panel", has=page.get_by_role("heading", name="Loss"))
    panel.locator(".chart canvas").wait_for()
    told = panel.locator(".chart").get_attribute("aria-label")
    assert re.match(rf"Loss\. line, 1 series, \d+ points\. {JOBS[0]}: [\d.]+", told)
    panel.get_by_role("button", name="Options of Loss").click()
    page.get_by_role("button", name="Show as table").click()
    assert panel.locator("thead").inner_text().split() == ["job_id", "Time", "average", "loss"]
    assert panel.locator("tbody tr").count() > 10


def test_two_jobs_stand_side_by_side(three_jobs: Served, look: Looks) -> None:
    """A column for each job with what it was set to and what came of it; their lines can begin together."""
    window = look(three_jobs)
    page = window.open(dashboard="compare", job_id=list(JOBS[:2]))
    window.settled()
    table = page.locator(".side table")
    assert table.locator("thead th").all_inner_texts() == list(JOBS[:2])
    assert table.locator("tr", has_text="batch_size").locator("td").all_inner_texts()[0].strip() == "16"
    table.page.get_by_role("button", name="Since start").click()
    page.wait_for_url(re.compile("align=start"))
    page.get_by_role("checkbox", name="Only differences").check()
    assert table.locator("tr", has_text="precision").count() == 0


def test_a_time_is_zoomed_by_dragging(three_jobs: Served, look: Looks) -> None:
    """Dragging across a chart asks for that time; the page's address says it."""
    window = look(three_jobs)
    page = window.open(dashboard="job", job_id=JOBS[0])
    window.settled()
    box = page.locator(".overlay.timed").first.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 60, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("from=20.*to=20"))
    assert "\u2013" in page.locator(".range .chosen").inner_text()


def test_a_series_is_shown_alone(three_jobs: Served, look: Looks) -> None:
    """A click in the legend leaves one line, a second brings all back."""
    window = look(three_jobs)
    page = window.open(dashboard="compare", job_id=list(JOBS))
    window.settled()
    legend = page.locator("section.panel", has=page.get_by_role("heading", name="Loss", exact=True)).locator(".legend")
    series = legend.get_by_role("button", pressed=True)
    assert series.count() == len(JOBS)
    series.nth(1).click()
    assert series.count() == 1
    series.first.click()
    assert series.count() == len(JOBS)


def test_settings_are_kept(three_jobs: Served, look: Looks) -> None:
    """Theme and language that were chosen are there when the page is opened again."""
    window = look(three_jobs)
    page = window.open()
    page.get_by_role("button", name="Settings").click()
    page.get_by_role("button", name="Dark").click()
    page.get_by_role("button", name="中文").click()
    page.wait_for_selector("h1:has-text('总览')")
    page.reload()
    page.wait_for_selector("h1:has-text('总览')")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.title() == "总览 · logloom"


def test_what_is_out_of_view_is_drawn_when_it_is_needed(three_jobs: Served, look: Looks) -> None:
    """Charts below the fold are told in words at once, and drawn when they come near or the page is printed."""
    window = look(three_jobs)
    page = window.page
    page.add_init_script("globalThis.requestIdleCallback = () => 0")  # a browser that always has something to do
    window.open(dashboard="job", job_id=JOBS[2])
    window.until("!document.querySelector('.skeleton')")
    drawn = "[...document.querySelectorAll('.canvas')].map((each) => each.querySelector('canvas') !== null)"
    window.until(f"{drawn}[0]")
    assert page.evaluate(drawn)[-1] is False
    assert page.locator(".chart").last.get_attribute("aria-label").startswith("Events over time. ")
    page.get_by_role("heading", name="GPU power").scroll_into_view_if_needed()
    window.until(f"{drawn}.at(-2)")
    page.evaluate("scrollTo(0, 0)")
    page.get_by_role("heading", name="One job").wait_for()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert all(page.evaluate(drawn))
