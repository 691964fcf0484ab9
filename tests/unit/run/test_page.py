"""The page's process: started once, told once, started again once, and never in the way."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from logloom.run import Held, Home
from logloom.run._page import PageProcess, page_command

SERVE = """
import os, sys, time
from pathlib import Path
from logloom.run import Held
held = Held.take(Path(sys.argv[1]))
held.write({"url": "http://127.0.0.1:6066/?token=t", "pid": os.getpid()})
print("serving", flush=True)
while not Path(sys.argv[2]).exists(): time.sleep(0.01)
"""
FAIL = "print('what is wrong'); raise SystemExit(2)"


@pytest.fixture
def told() -> list[str]:
    """What was said to the user."""
    return []


@pytest.fixture
def page(home: Home, told: list[str], tmp_path: Path) -> Iterator[Callable[[str], PageProcess]]:
    """A function that makes the page's process of a stand-in program."""
    made: list[PageProcess] = []

    def make(code: str) -> PageProcess:
        command = [sys.executable, "-c", code, str(home.page_file), str(tmp_path / "end")]
        made.append(PageProcess(home, command, "night 7", told.append))
        return made[-1]

    yield make
    (tmp_path / "end").touch()
    for each in made:
        if each._process:
            each._process.wait(30)


def until(page: PageProcess, done: Callable[[], object]) -> None:
    """Look after the page until something is so."""
    end = time.monotonic() + 30
    while not done():
        assert time.monotonic() < end
        page.watch(os.environ)
        time.sleep(0.02)


def test_its_address_is_told_once(home: Home, page: Callable[[str], PageProcess], told: list[str]) -> None:
    """With the run that it is to show first."""
    served = page(SERVE)
    until(served, lambda: served.url)
    for _ in range(5):
        served.watch(os.environ)
    assert told == ["page: http://127.0.0.1:6066/?token=t&job_id=night%207"]
    assert home.page_log.read_text() == "serving\n"
    assert home.page_log.stat().st_mode & 0o777 == 0o600


def test_one_that_lives_is_used(home: Home, page: Callable[[str], PageProcess], told: list[str]) -> None:
    """No second one is started beside it."""
    held = Held.take(home.page_file)
    assert held
    held.write({"url": "http://127.0.0.1:1/", "pid": 1})
    page(FAIL).watch(os.environ)
    assert told == ["page: http://127.0.0.1:1/?job_id=night%207"]
    assert not home.page_log.exists()
    held.release()


def test_one_that_lives_without_a_token_is_told(home: Home, told: list[str]) -> None:
    """Who asks for a token must know that there is none."""
    held = Held.take(home.page_file)
    assert held
    held.write({"url": "http://127.0.0.1:1/", "pid": 17})
    PageProcess(home, page_command(None, guarded=True), "a", told.append).watch(os.environ)
    assert told[1:] == ["that page was there already and asks for no token: end it first (process 17)"]
    held.release()


def test_one_that_ends_is_started_again_once(page: Callable[[str], PageProcess], told: list[str]) -> None:
    """Then its last words are told, and the run goes on without."""
    served = page(FAIL)
    until(served, lambda: served.is_given_up)
    served.watch(os.environ)
    assert len(told) == 1
    assert "the page ended; the job runs on. It said: what is wrong." in told[0]
    assert "logloom view" in told[0]


def test_what_is_not_installed_is_told(home: Home, told: list[str]) -> None:
    """One sentence says what to install; nothing is started."""
    served = PageProcess(home, ["false"], "a", told.append, has_module=lambda name: name != "starlette")
    served.watch(os.environ)
    assert told == ["no page, for starlette is not installed: pip install 'logloom[local]'"]


def test_the_command_is_the_page_of_runs() -> None:
    """It has the schema that the run was given."""
    assert page_command("a.yaml")[1:] == ["-m", "logloom", "view", "--with-runs", "--schema", "a.yaml"]
    assert page_command(None)[-1] == "--with-runs"
    assert page_command(None, guarded=True)[-2:] == ["--with-runs", "--token"]
