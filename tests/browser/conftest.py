"""What the tests in a browser share: the browser, a page that fails its test when it complains, three jobs."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import orjson
import pytest
from harness import browser as chromium
from harness.page import Served, served, until
from harness.training import JOBS, lines

from logloom.faults._spool import Spool
from logloom.schema import Schema, load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WIDE, NARROW = (1440, 900), (390, 844)
HOSTILE = ('<script>alert("1")</script>', 'a "quoted" name & more', "夜间任务 7")


@pytest.fixture(scope="session")
def schema(root: Path) -> Schema:
    """The reference schema."""
    return load(root / "schema.yaml")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for the tests of a file. As long as it is there, its loop runs in this thread, and no other can."""
    with chromium.running() as found:
        yield found


class Look:
    """A page in the browser, and what it complained of.

    Args:
        page: Playwright's.
        base: where it is served.
    """

    def __init__(self, page: Any, base: str) -> None:
        self.page = page
        self.base = base
        self.complaints: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"{error}\n{error.stack}"))

    def _hear(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def open(self, **state: Any) -> Any:
        """Open a state of the page, and wait until it shows its content."""
        self.page.goto(f"{self.base}/?{urlencode(state, doseq=True)}")
        self.page.wait_for_selector("main h1")
        return self.page

    def until(self, is_so: str) -> None:
        """Wait until an expression of JavaScript is true; Playwright's own way needs `eval`, which the page forbids."""
        until(lambda: self.page.evaluate(is_so), is_so)

    def settled(self) -> None:
        """Wait until all panels have their answer and all charts are drawn."""
        self.until("!document.querySelector('.skeleton')")
        self.until("[...document.querySelectorAll('.canvas')].every((each) => each.querySelector('canvas'))")
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


@pytest.fixture
def look(browser: Any) -> Iterator[Callable[..., Look]]:
    """Return a function that opens a window; whatever the page complained of fails the test."""
    with contextlib.ExitStack() as stack:
        opened: list[Look] = []

        def make(at: Served | str, size: tuple[int, int] = WIDE, **options: Any) -> Look:
            base = at if isinstance(at, str) else f"http://127.0.0.1:{at.port}"
            viewport = {"width": size[0], "height": size[1]}
            options = {"locale": "en-GB", "timezone_id": "UTC", "reduced_motion": "reduce", **options}
            context = browser.new_context(viewport=viewport, **options)
            context.set_default_timeout(20_000)
            stack.callback(context.close)
            found = Look(context.new_page(), base)
            opened.append(found)
            return found

        yield make
        for each in opened:
            assert each.complaints == []


@pytest.fixture(scope="session")
def spool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A spool with the report of a fault."""
    folder = tmp_path_factory.mktemp("spool")
    event = {
        "level": "error",
        "exception": {"values": [{"type": "torch.OutOfMemoryError", "value": "CUDA out of memory.", **STACK}]},
        "tags": {"fault": "oom", "job_id": JOBS[2]},
        "contexts": {
            "job": {"job_id": JOBS[2], "rank": 0, "run": "00000000020000000000"},
            "gpu_info": {
                "device": 0,
                "device_name": "NVIDIA H100 80GB HBM3",
                "memory_allocated_gb": 77.02,
                "memory_reserved_gb": 78.4,
                "memory_total_gb": 79.1,
                "ooms": 1,
            },
        },
        "breadcrumbs": {"values": [{"timestamp": STAMP, "level": "info", "message": "epoch 11 done"}]},
    }
    body = b'{"event_id":"%s"}\n{"type":"event"}\n' % (b"f" * 32) + orjson.dumps(event) + b"\n"
    own = Spool(folder / "none")
    assert own.put("error", "f" * 32, body)
    own.close()
    return folder


STAMP = "2026-11-01T10:00:00.500Z"
FRAME = {"filename": "train.py", "lineno": 40, "function": "main", "context_line": "loss.backward()"}
STACK = {"stacktrace": {"frames": [FRAME]}}


@contextlib.contextmanager
def page_of(folder: Path, schema: Schema, text: str, spool: Path) -> Iterator[Served]:
    """Serve a log."""
    log = folder / "train.log"
    log.write_text(text, encoding="utf-8")
    with served(folder / "store.duckdb", schema, [log], spool=spool) as found:
        until(lambda: found.events() or not text, "the events")
        yield found


@pytest.fixture(scope="session")
def three_jobs(tmp_path_factory: pytest.TempPathFactory, schema: Schema, spool: Path) -> Iterator[Served]:
    """A page of three jobs, of which one ran out of memory."""
    text = "".join(f"{line}\n" for line in lines())
    with page_of(tmp_path_factory.mktemp("three"), schema, text, spool) as found:
        until(lambda: found.client.get("/api/state").json()["jobs"] >= len(JOBS), "the jobs")
        until(lambda: found.client.get("/api/state").json()["faults"], "the fault")
        until(lambda: found.client.get("/api/alerts").json()["checked_at"], "the alerts")
        yield found


DOCUMENTED = {"page-overview-wide", "page-compare-wide", "page-events-wide", "page-faults-wide", "page-job-narrow"}


@pytest.fixture(scope="session")
def images(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Any, str], None]:
    """Return a function that takes a picture: into docs/images where that is asked for, else into a folder."""
    folder = tmp_path_factory.mktemp("images")
    update = os.environ.get("LOGLOOM_UPDATE_IMAGES") == "1"

    def keep(page: Any, name: str) -> None:
        path = (root / "docs/images" if update and name in DOCUMENTED else folder) / f"{name}.png"
        page.screenshot(path=path, animations="disabled")
        assert path.stat().st_size > 10_000

    return keep
