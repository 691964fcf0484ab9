"""A report: the page in one file."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import signal
from contextlib import ExitStack
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from logloom.errors import UsageError
from logloom.page import View, export
from logloom.page._export import _replacing, _storable, page_of
from logloom.page._static import File
from logloom.run import Home

if TYPE_CHECKING:
    from pathlib import Path

    from logloom.schema import Schema

from .conftest import JOBS, STEPS

INDEX = """<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <link rel="icon" href="static/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="static/page.css">
    <script defer src="static/page.js"></script>
    <script defer src="static/vega.js"></script>
  </head>
  <body>
    <div id="page"></div>
  </body>
</html>
"""
STATIC = {
    "index.html": INDEX,
    "icon.svg": "<svg/>",
    "page.css": "body { margin: 0 }",
    "page.js": "const text = '</script><!--<script>';",
    "vega.js": "let second = 1 < 2;",
}


class Reader(HTMLParser):
    """Collects the elements of a page, and what stands in scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.found.append((tag, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        """Note that what comes is no longer in it."""
        self.found.append((f"/{tag}", {}, ""))

    def handle_data(self, data: str) -> None:
        """Note its text."""
        if self.found:
            tag, attrs, text = self.found[-1]
            self.found[-1] = (tag, attrs, text + data)

    def of(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        """Return the elements of a kind."""
        return [(attrs, text) for name, attrs, text in self.found if name == tag]


def read(page: str) -> Reader:
    """Return what a browser finds in a page."""
    reader = Reader()
    reader.feed(page)
    return reader


def made(report: dict[str, Any]) -> str:
    """Return the page of a report, with small files."""
    return page_of(report, {name: File.of(name, text.encode()) for name, text in STATIC.items()}).decode()


def test_names_that_are_tags_stay_names() -> None:
    """Whatever a job is called, its name ends no element and begins none."""
    names = ["</script><script>alert(1)</script>", "<!--", '"', "&lt;", "\u2028"]
    reader = read(made({"names": names}))
    scripts = reader.of("script")
    assert [attrs.get("type") for attrs, _ in scripts] == ["application/json", None, None]
    assert json.loads(scripts[0][1])["names"] == names


def test_scripts_stand_in_their_order_behind_the_data() -> None:
    """They run where they stand, and find what they need."""
    (_, data), (_, first), (_, second) = read(made({})).of("script")
    assert json.loads(data) == {}
    assert first == "const text = '<\\/script><\\!--<script>';"
    assert second == STATIC["vega.js"]


def test_only_its_own_scripts_and_styles_may_run() -> None:
    """By their hashes; nothing may be loaded, and nothing sent."""
    reader = read(made({}))
    policy = next(attrs["content"] for attrs, _ in reader.of("meta") if attrs.get("http-equiv")) or ""
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"].split() == [hashed(text) for _, text in reader.of("script")[1:]]
    assert rules["style-src"].split() == [hashed(text) for _, text in reader.of("style")]
    assert "unsafe" not in policy
    assert "connect-src" not in rules


def hashed(text: str) -> str:
    """Return a source expression of a policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_a_report_refers_to_nothing_outside() -> None:
    """Its icon is in it too."""
    page = made({})
    assert "static/" not in page
    for tag in ("link", "script", "img"):
        for attrs, _ in read(page).of(tag):
            address = attrs.get("href") or attrs.get("src") or "data:"
            assert address.startswith("data:")


def test_the_front_end_can_be_inlined(tmp_path: Path, schema: Schema, log: Path) -> None:
    """The real one, with the answers of a log; the file is for its owner alone."""
    out = tmp_path / "report.html"
    view = View(schema, paths=[log], home=Home(tmp_path / ".logloom"), asked={"job_id": ["night-7"]})
    size = export(view, out)
    assert out.stat().st_size == size
    assert out.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".report")] == []
    page = out.read_text(encoding="utf-8")
    assert not re.search(r'(?:src|href)="(?!data:)', html.unescape(page.partition("<script")[0]))
    data = next(json.loads(text) for attrs, text in read(page).of("script") if attrs.get("id") == "logloom-report")
    assert data["state"]["events"] == STEPS * len(JOBS)
    assert data["state"]["following"] is False
    assert set(data["panels"]) == {board["name"] for board in data["schema"]["dashboards"]}
    assert {event["job_id"] for event in data["events"][""]["events"]} == {"night-7"}
    assert data["events"]["overview.11"]["total"] == STEPS // 50
    assert data["alerts"]["checked_at"]
    assert data["faults"]["faults"] == []


def test_a_folder_that_takes_nothing_is_left_alone(tmp_path: Path, schema: Schema, log: Path) -> None:
    """Without `--store`: the events are elsewhere for the moment, for their owner alone, and then nowhere."""
    (tmp_path / "closed").touch()  # nothing can be made in what is no folder, by whomever
    out = tmp_path / "report.html"
    view = View(schema, paths=[log], home=Home(tmp_path / "closed" / ".logloom"))
    with _storable(view) as stored:
        assert stored.store
        folder = stored.store.parent
        assert folder.stat().st_mode & 0o777 == 0o700
    assert not folder.exists()
    assert export(view, out) == out.stat().st_size
    assert f'"events":{STEPS * len(JOBS)}' in out.read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["closed", "report.html"]


def test_a_store_for_the_moment_goes_when_the_export_is_told_to_end(tmp_path: Path, schema: Schema, log: Path) -> None:
    """SIGTERM too leaves no copy of the logs."""
    (tmp_path / "closed").touch()
    before = signal.getsignal(signal.SIGTERM)
    with ExitStack() as stack:
        stored = stack.enter_context(_storable(View(schema, paths=[log], home=Home(tmp_path / "closed" / ".logloom"))))
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
    assert stored.store
    assert not stored.store.parent.exists()
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_faulty_question_is_told_and_nothing_is_written(tmp_path: Path, schema: Schema, log: Path) -> None:
    """In the words of the page."""
    view = View(schema, paths=[log], home=Home(tmp_path / ".logloom"), asked={"q": "levl:ERROR"})
    with pytest.raises(UsageError, match="did you mean `level`"):
        export(view, tmp_path / "report.html")
    assert [path.name for path in tmp_path.iterdir()] == [".logloom"]


@pytest.mark.parametrize(("name", "told"), [("", "is a folder"), ("nowhere/report.html", "No such file")])
def test_a_bad_path_is_told_before_anything_is_read(tmp_path: Path, schema: Schema, name: str, told: str) -> None:
    """By the name that was given; nothing is left, not even a store."""
    out = tmp_path / "reports"
    out.mkdir()
    with pytest.raises(UsageError, match=rf"^{out / name}: .*{told}"):
        export(View(schema, home=Home(tmp_path / ".logloom")), out / name)
    assert [path.name for path in tmp_path.rglob("*")] == ["reports"]


def test_what_cannot_be_put_in_its_place_is_taken_away(tmp_path: Path) -> None:
    """A copy of the logs beside it would be found by nobody."""
    out = tmp_path / "report.html"
    with ExitStack() as stack:
        stack.enter_context(_replacing(out)).write(b"logs")
        out.mkdir()
        with pytest.raises(UsageError, match=f"^{out}: can't be written"):
            stack.close()
    assert list(tmp_path.iterdir()) == [out]
