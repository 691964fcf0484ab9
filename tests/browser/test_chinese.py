"""The Chinese page: no sentence, unit or fault of it is English; what the logs and the schema's author say stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from harness.training import JOBS

from .conftest import Look
from .test_dashboards import PLACES

if TYPE_CHECKING:
    from harness.page import Served

pytestmark = pytest.mark.needs("chromium")
Looks = Callable[..., Look]

ENGLISH = re.compile(r"[A-Za-z]{2,}(?: [a-z]{2,})+")
QUOTED = re.compile(r"`[^`]*`|'[^']*'|\w+:\(?\w+(?: (?:and|or) [\w.]+(?: > [\d.]+)?)?")
_SAID = """
() => {
    const said = [];
    const whose = "td, code, pre, dd, dt, noscript, .option-text, .firing, .fault-detail, .fault-list, .message"
        + ", .list, .stack";
    const hear = (element, text) => element.closest(whose) || said.push(text);
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) hear(walk.currentNode.parentElement, walk.currentNode.data);
    for (const name of ["aria-label", "title", "placeholder"])
        for (const each of document.querySelectorAll(`[${name}]`)) hear(each, each.getAttribute(name));
    return said;
}
"""
_PAINTED = """
globalThis.painted = new Set();
const fill = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {
    painted.add(text);
    return fill.call(this, text, ...at);
};
"""
_ASK = "(to) => { history.pushState(null, '', to); dispatchEvent(new PopStateEvent('popstate')); }"


@pytest.mark.parametrize("place", PLACES)
def test_nothing_that_the_page_says_is_english(three_jobs: Served, look: Looks, place: str) -> None:
    """Titles, words, names for screen readers and rules of alerts."""
    window = look(three_jobs, locale="zh-CN")
    page = window.open(**PLACES[place])
    window.settled()
    said: list[str] = page.evaluate(_SAID)
    assert len(said) > 20
    assert [each for each in said if ENGLISH.search(QUOTED.sub("", each))] == []


def test_units_and_dates_of_axes_are_chinese(three_jobs: Served, look: Looks) -> None:
    """What is painted has no min, s, ms or name of a month."""
    window = look(three_jobs, locale="zh-CN")
    window.page.add_init_script(_PAINTED)
    page = window.open(dashboard="job", job_id=JOBS[0])
    window.settled()
    painted: list[str] = page.evaluate("[...painted]")
    assert any(each.endswith(" 毫秒") for each in painted)
    assert [each for each in painted if re.search(r"\b(ms|s|min|h|d)$|\d/s", each)] == []


EARLY = {"view": "events", "from": "2001-01-01T00:00:00Z", "to": "2001-01-02T00:00:00Z"}  # nothing is drawn
FAULTS = [
    "level:",
    "(a or b",
    "a)",
    "a or ",
    "not not a",
    "x:{y:z}",
    "a}",
    'x:"abc',
    "a\\b",
    "x:>5",
    "@timestamp > 2026-11-01T10:00",
    '"a"or b',
    "gpu*:1",
    "loss:\\ud83d",
    "loss:\u3000",
    "(" * 13 + "a" + ")" * 13,
    "gpu_num:4",
    "losss > 3",
    "qqqq:1",
    "job_id:null",
    "extra:x",
    "_id:a*",
    "extra.x:*a",
    "loss:1*",
    "run:" + "a*" * 200,
    "run:a*" + "b" * 2000,
    "message:...",
    "level:EROR",
    "level:7",
    "loss:x",
    "loss > 1e999",
    "step:1.5",
    "step:99999999999999999999",
    "injected:yes",
    "@timestamp > tomorrow",
    "level > INFO",
    "a" * 4097,
]


def test_each_fault_of_a_query_is_told_in_chinese(three_jobs: Served, look: Looks) -> None:
    """Whatever is wrong with it; what is quoted stays as it was written."""
    window = look(three_jobs, locale="zh-CN")
    page = window.open(**EARLY)
    english = []
    for query in FAULTS:
        page.evaluate(_ASK, f"?{urlencode({**EARLY, 'q': query})}")
        told = page.locator(".fault p")
        told.wait_for()
        text = told.inner_text()
        if not re.search("[\u4e00-\u9fff]", text) or ENGLISH.search(QUOTED.sub("", text)):
            english.append((query[:40], text))
        page.evaluate(_ASK, f"?{urlencode(EARLY)}")
        told.wait_for(state="detached")
    window.complaints = [each for each in window.complaints if "400" not in each]
    assert english == []
