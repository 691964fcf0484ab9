"""A run with its page: the real one, on loopback."""

from __future__ import annotations

import json
import os
import signal
import sys
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from logloom.local import Store, query
from logloom.run import Home
from logloom.schema import load_text

from .conftest import Runner, waiting

TRAIN = """
import logloom.log, sys
log = logloom.log.get_logger(service="trainer")
for step in range(100): log.info("step done", step=step, loss=1 / (step + 1))
print("plain text")
print("ready", file=sys.stderr, flush=True)
input()
log.warning("last words")
raise SystemExit(3)
"""


@pytest.fixture
def home(runner: Runner) -> Home:
    """The home of the runs."""
    return Home(runner.folder / ".logloom")


def asked(url: str, path: str) -> Any:
    """Ask the page."""
    with urllib.request.urlopen(url.partition("?")[0].rstrip("/") + path, timeout=20) as answer:
        return json.load(answer)


def stored(home: Home, question: str) -> int:
    """Ask the store, once the page has let it go."""
    starter = Path(sys.modules["logloom"].__file__ or "").with_name("starter.yaml")
    waiting(lambda: not home.page_lives())
    with Store.open(home.store, load_text(starter.read_bytes())) as store:
        return query(store, question).total


def test_a_run_is_on_its_page_while_it_lasts(runner: Runner, home: Home) -> None:
    """Without a schema of its own; the address is told; the page ends after the run, with all of it stored."""
    with runner.start(*runner.python(TRAIN), options=("--job-id", "night-7"), stdin=-1) as process:
        assert process.stdin
        assert process.stderr
        page = waiting(home.page)
        waiting(lambda: asked(page.url, "/api/state")["events"] >= 100)
        process.stdin.write(b"\n")
        process.stdin.close()
        process.stdin = None
        told = process.stderr.read().decode()
        assert process.wait() == 3
    assert f"page: {page.url}?job_id=night-7" in told
    assert "all is stored" in told
    assert stored(home, "job_id:night-7") == 104
    assert stored(home, "loss < 0.02 AND job_id:night-7") == 50
    assert stored(home, "event:text AND job_id:night-7") == 2
    assert stored(home, "event:job_end AND level:ERROR") == 1


def test_a_short_run_is_stored_without_waiting(runner: Runner, home: Home) -> None:
    """What ends before a page is worth it is read by one that serves nobody and ends."""
    assert runner("echo", "hi", options=()).returncode == 0
    waiting(home.store.exists)
    assert stored(home, "hi") == 1


def test_a_traceback_at_the_end_is_stored(runner: Runner, home: Home) -> None:
    """It has no line behind it that would end it, whether the run ends or is killed."""
    code = (
        "import sys, time; print('start', flush=True); input(); "
        r"print('Traceback (most recent call last):\n  File 1\nValueError: the end', flush=True); "
        "sys.stdin.read()"
    )
    for is_killed in (False, True):
        with runner.start(*runner.python(code), options=(), stdin=-1) as process:
            assert process.stdin
            assert process.stdout
            page = waiting(home.page)
            process.stdin.write(b"\n")
            process.stdin.flush()
            while process.stdout.readline() != b"ValueError: the end\n":
                pass
            if is_killed:
                process.kill()
            process.stdin.close()
            process.stdin = None
            process.wait()
            assert page.pid != process.pid
        assert stored(home, "the end") == 1 + is_killed


def test_kill_of_run_ends_the_page(runner: Runner, home: Home) -> None:
    """All that was read is stored, and nobody holds the store."""
    with runner.start(*runner.python(TRAIN), options=(), stdin=-1) as process:
        assert process.stderr
        page = waiting(home.page)
        waiting(lambda: asked(page.url, "/api/state")["events"] >= 100)
        process.kill()
    assert stored(home, "event:text") == 2
    assert not home.runs_live()


def test_a_page_that_is_killed_is_started_again(runner: Runner, home: Home) -> None:
    """The job does not notice, and nothing is missing or doubled in the store."""
    with runner.start(*runner.python(TRAIN), options=(), stdin=-1) as process:
        assert process.stdin
        first = waiting(home.page)
        waiting(lambda: asked(first.url, "/api/state")["events"] >= 50)
        os.kill(first.pid, signal.SIGKILL)
        second = waiting(lambda: (page := home.page()) and page.pid != first.pid and page)
        with suppress(BrokenPipeError):
            process.stdin.close()
        process.stdin = None
        assert process.wait() == 1  # input() met the end of the file
    waiting(lambda: not home.page_lives())
    assert second.pid != first.pid
    assert stored(home, "step done") == 100


def test_two_runs_share_a_page(runner: Runner, home: Home) -> None:
    """The second one finds it, and it lives as long as one of them."""
    with runner.start("sh", "-c", "echo one; read x", options=("--job-id", "one"), stdin=-1) as one:
        page = waiting(home.page)
        with runner.start("sh", "-c", "echo two; read x", options=("--job-id", "two"), stdin=-1) as two:
            waiting(lambda: asked(page.url, "/api/state")["jobs"] == 2)
            assert one.stdin
            one.stdin.close()
            one.stdin = None
            one.wait()
            assert home.page() == page
            assert two.stdin
            two.stdin.close()
            two.stdin = None
            assert two.stderr
            assert f"page: {page.url}?job_id=two".encode() in two.stderr.read()
            two.wait()
    waiting(lambda: not home.page_lives())
