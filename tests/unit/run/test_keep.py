"""The file of a run: whole lines, bounded size, and nothing deleted that nobody has read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logloom.run._keep import Keeper

Make = Callable[..., Keeper]


@pytest.fixture
def told() -> list[str]:
    """What was said to the user."""
    return []


@pytest.fixture
def keeper(tmp_path: Path, told: list[str]) -> Make:
    """A function that makes a keeper of small files."""
    return lambda **sizes: Keeper(
        tmp_path, told.append, **{"file_bytes": 100, "kept_files": 2, "most_files": 4, **sizes}
    )


def kept(folder: Path) -> list[str]:
    """Return the names of the files, the oldest first."""
    older = sorted(folder.glob("output.log.*"), key=lambda path: int(path.suffix[1:]))
    return [path.name for path in older]


def note(folder: Path) -> None:
    """Say that the store has read all files, as a follower does."""
    found = [path.stat() for path in folder.glob("output.log*")]
    (folder / "read").write_text("".join(f"{each.st_ino} {each.st_size}\n" for each in found))


def test_two_streams_do_not_tear_each_other(tmp_path: Path, keeper: Make) -> None:
    """A begun line waits for its end, whatever comes between."""
    kept_by = keeper(file_bytes=10**6)
    for stream, data in ((1, b"a"), (2, b"x\ny"), (1, b"b\nc"), (2, b"z\n")):
        kept_by.feed(stream, data)
    kept_by.finish(b"last\n")
    assert (tmp_path / "output.log").read_bytes() == b"x\nab\nyz\nc\nlast\n"


@given(
    pieces=st.lists(st.tuples(st.sampled_from([1, 2]), st.binary(max_size=30).filter(lambda data: b"\r" not in data)))
)
def test_no_byte_is_lost(tmp_path_factory: pytest.TempPathFactory, pieces: list[tuple[int, bytes]]) -> None:
    """The lines of both streams are all there, whole, each stream's in its order."""
    folder = tmp_path_factory.mktemp("run")
    keeper = Keeper(folder, print)
    for stream, data in pieces:
        keeper.feed(stream, data)
    keeper.finish()
    said = {stream: b"".join(data for each, data in pieces if each == stream).split(b"\n") for stream in (1, 2)}
    lines = [line for each in said.values() for line in (each if each[-1] else each[:-1])]
    path = folder / "output.log"
    assert sorted(path.read_bytes().split(b"\n")[:-1] if path.exists() else []) == sorted(lines)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([b"\r 1%", b"\r 2%", b"\r100%\n"], b"100%\n"),
        ([b"a\r\n", b"b\r", b"\n"], b"a\r\nb\r\n"),
        ([b"\r  5%\r      \r", b"done\n"], b"done\n"),
        ([b" 5%\r10%"], b"10%\n"),
    ],
)
def test_a_bar_leaves_its_last_state(tmp_path: Path, keeper: Make, said: list[bytes], expected: bytes) -> None:
    """Line ends of Windows are no bars."""
    kept_by = keeper()
    for data in said:
        kept_by.feed(2, data)
    kept_by.finish()
    assert (tmp_path / "output.log").read_bytes() == expected


def test_a_bar_of_hours_takes_no_memory_and_a_line_without_end_is_written(tmp_path: Path, keeper: Make) -> None:
    """What is held is bounded in either case."""
    kept_by = keeper(file_bytes=10**9)
    for number in range(10_000):
        kept_by.feed(2, b"\r%d" % number + b"#" * 1000)
    for _ in range(9):
        kept_by.feed(1, b"x" * 1024 * 1024)
    kept_by.feed(2, b"\n")
    kept_by.finish()
    size = (tmp_path / "output.log").stat().st_size
    assert 9 * 1024 * 1024 < size < 9 * 1024 * 1024 + 2000


def test_a_file_that_is_full_is_set_aside(tmp_path: Path, keeper: Make, told: list[str]) -> None:
    """Its name is final, and it ends with a whole line."""
    kept_by = keeper()
    for number in range(9):
        kept_by.feed(1, b"%d" % number * 60 + b"\n")
    kept_by.finish()
    assert kept(tmp_path) == ["output.log.1", "output.log.2", "output.log.3", "output.log.4"]
    assert (tmp_path / "output.log.1").read_bytes() == b"0" * 60 + b"\n" + b"1" * 60 + b"\n"
    assert told == []


def test_what_the_store_has_read_goes_first(tmp_path: Path, keeper: Make, told: list[str]) -> None:
    """Two of those stay all the same, to be looked at."""
    kept_by = keeper()
    for _ in range(10):
        kept_by.feed(1, b"x" * 120 + b"\n")
        note(tmp_path)
    assert (kept(tmp_path), told) == (["output.log.9", "output.log.10"], [])


def test_the_bound_holds_whatever_was_read(tmp_path: Path, keeper: Make, told: list[str]) -> None:
    """Nobody reads: the oldest lines go, and it is said once."""
    kept_by = keeper()
    for _ in range(12):
        kept_by.feed(1, b"x" * 120 + b"\n")
    assert kept(tmp_path) == [f"output.log.{number}" for number in (9, 10, 11, 12)]
    assert len(told) == 1
    assert "before any page has read them" in told[0]


def test_a_note_from_before_a_file_was_set_aside_does_not_count(tmp_path: Path, keeper: Make, told: list[str]) -> None:
    """The page has died, and new files may have the inodes of deleted ones: none counts as read, and a loss is told."""
    kept_by = keeper()
    for _ in range(3):
        kept_by.feed(1, b"x" * 120 + b"\n")
    note(tmp_path)
    os.utime(tmp_path / "read", (0, 0))
    kept_by.feed(1, b"x" * 120 + b"\n")
    assert kept(tmp_path) == [f"output.log.{number}" for number in (1, 2, 3, 4)]
    kept_by.feed(1, b"x" * 120 + b"\n")
    assert kept(tmp_path) == [f"output.log.{number}" for number in (2, 3, 4, 5)]
    assert len(told) == 1
