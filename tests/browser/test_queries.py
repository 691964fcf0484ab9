"""The query bar: completion, faults under their characters, the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from harness.training import JOBS

from .conftest import Look

if TYPE_CHECKING:
    from harness.page import Served

pytestmark = pytest.mark.needs("chromium")
Looks = Callable[..., Look]


def chosen(page: Any) -> str:
    """Return the option that the arrows are at."""
    return str(page.get_by_role("option", selected=True).locator(".option-text").inner_text())


def test_fields_and_values_are_completed_with_the_keyboard(three_jobs: Served, look: Looks) -> None:
    """From the slash to the answer no mouse is needed."""
    window = look(three_jobs)
    page = window.open(view="events")
    page.keyboard.press("/")
    page.keyboard.type("error_t")
    page.get_by_role("option", name="error_type Class").wait_for()
    query = page.get_by_role("combobox")
    while page.get_by_role("option", selected=True).count() == 0 or not chosen(page).startswith("error_type"):
        page.keyboard.press("ArrowDown")
    assert query.get_attribute("aria-activedescendant") == page.get_by_role("option", selected=True).get_attribute("id")
    page.keyboard.press("Enter")
    assert query.input_value().startswith("error_type")
    query.fill("error_type:")
    page.locator("[role=option]", has_text="torch.OutOfMemoryError").wait_for()
    query.fill('error_type:"torch.OutOfMemoryError"')
    page.keyboard.press("Enter")
    page.locator("footer.more", has_text="/ 1 event").wait_for()
    assert page.locator("tr.event").count() == 1


def test_a_fault_stands_under_its_character(three_jobs: Served, look: Looks) -> None:
    """What is wrong with a query is said, and pointed at."""
    window = look(three_jobs)
    page = window.open(view="events", q="level:ERROR and losss > 3")
    page.locator(".fault").wait_for()
    assert "did you mean" in page.locator(".fault p").inner_text()
    assert page.locator(".fault pre").evaluate("(pre) => pre.innerText.indexOf('^')") == len("level:ERROR and ")
    assert page.get_by_role("combobox").get_attribute("aria-invalid") == "true"
    window.complaints = [each for each in window.complaints if "400" not in each]
    assert window.complaints == []
    page.get_by_role("button", name="Clear the query").click()
    window.until("!document.querySelector('.fault')")


def test_what_an_address_has_that_is_no_field_is_left_away(three_jobs: Served, look: Looks) -> None:
    """Links get such words on their way, as from a newsletter; the rest of the state stays."""
    window = look(three_jobs)
    page = window.open(utm_source="chat", lang="zh", job_id=JOBS[0])
    window.settled()
    assert page.locator(".fault").count() == 0
    assert page.evaluate("[...new URLSearchParams(location.search).keys()]") == ["job_id"]
    window.complaints = [each for each in window.complaints if "400" not in each]  # asked beside the schema


def test_a_query_that_was_asked_is_offered_again(three_jobs: Served, look: Looks) -> None:
    """The empty bar offers what was asked before."""
    window = look(three_jobs)
    page = window.open(view="events")
    query = page.get_by_role("combobox")
    query.fill("gpu_memory > 0.9")
    query.press("Enter")
    page.wait_for_url("**q=gpu_memory**")
    query.fill("")
    query.press("Enter")
    query.click()
    page.locator("[role=option]", has_text="gpu_memory > 0.9").first.click()
    page.wait_for_url("**q=gpu_memory**")
    assert query.input_value() == "gpu_memory > 0.9"


def test_jobs_are_picked_by_searching(three_jobs: Served, look: Looks) -> None:
    """A picker asks the server for values, takes several, and says them in the address."""
    window = look(three_jobs)
    page = window.open(view="events")
    page.get_by_role("button", name="Pick job_id").click()
    page.get_by_role("searchbox").fill("yolofuse-041")
    for job in JOBS[:2]:
        page.get_by_role("checkbox", name=job).check()
    page.keyboard.press("Escape")
    assert [f"job_id={job}" in page.url for job in JOBS[:2]] == [True, True]
    page.locator("tr.event").first.wait_for()
    assert page.get_by_role("button", name="Pick job_id").evaluate("(own) => own === document.activeElement")


def test_everything_is_reached_with_the_keyboard(three_jobs: Served, look: Looks) -> None:
    """Views, events and help have keys, what has the focus is seen, and Escape closes."""
    window = look(three_jobs)
    page = window.open()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("5")
    page.wait_for_selector("h1:has-text('Events')")
    page.locator("tr.event").first.wait_for()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.locator(".event-detail").wait_for()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keyboard shortcuts").wait_for()
    page.keyboard.press("Escape")
    window.until("!document.querySelector('dialog').open")
