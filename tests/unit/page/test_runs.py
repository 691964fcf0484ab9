"""When a page that `logloom run` started ends."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from logloom.page._board import State
from logloom.page._server import _Runs
from logloom.run import Home

if TYPE_CHECKING:
    from pathlib import Path


def ended(tmp_path: Path, alone: float, *, begun_at: float = -1e9, listeners: int = 0, reading: bool = False) -> bool:
    """Return whether the page has ended so many seconds after the last run did, which was at 100."""
    now = 100.0
    board = SimpleNamespace(state=State(reading=reading), begun_at=begun_at)
    made: Any = SimpleNamespace(
        board=board, page=SimpleNamespace(listeners=listeners), server=SimpleNamespace(should_exit=False)
    )
    runs = _Runs(Home(tmp_path), made, lambda: now)
    runs.look()
    now += alone
    runs.look()
    return bool(made.server.should_exit)


def test_it_ends_soon_after_the_last_run(tmp_path: Path) -> None:
    """But gives a reader of the last lines a moment."""
    assert not ended(tmp_path, 1)
    assert ended(tmp_path, 2)


def test_it_stays_until_a_begun_traceback_is_stored(tmp_path: Path) -> None:
    """The last words of a job that failed are the ones that are looked for."""
    assert not ended(tmp_path, 6, begun_at=99)
    assert ended(tmp_path, 11, begun_at=99)


def test_what_stays_begun_for_good_holds_it_for_a_while_only(tmp_path: Path) -> None:
    """As a file that can't be read to its end."""
    assert ended(tmp_path, 11, begun_at=110)


@pytest.mark.parametrize("kept", [{"reading": True}, {"listeners": 1}])
def test_it_stays_while_it_reads_or_somebody_looks(tmp_path: Path, kept: dict[str, Any]) -> None:
    """Of those who look, for an hour."""
    assert not ended(tmp_path, 60, **kept)
