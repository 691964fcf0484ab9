"""Following files and folders: what comes is read, what went or was renamed does no harm."""

from __future__ import annotations

import fcntl
import gzip
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from harness.disk import small_disk

from logloom.errors import StoreError
from logloom.local import Follower, Store, audit, query
from logloom.schema import Schema

Log = Callable[..., Path]
Lines = Callable[..., bytes]


class Clock:
    """A clock that stands still until it is moved; it gives both kinds of time."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.begun = datetime.now(timezone.utc)

    def __call__(self) -> float:
        """Return steady seconds."""
        return self.seconds

    def now(self) -> datetime:
        """Return the time of day."""
        return self.begun + timedelta(seconds=self.seconds)


@pytest.fixture
def clock() -> Clock:
    """A clock to move."""
    return Clock()


@pytest.fixture
def follower(store: Store, tmp_path: Path, clock: Clock) -> Iterator[Follower]:
    """A follower of the folder `logs`, which is not there yet."""
    with Follower(store, [tmp_path / "logs"], now=clock.now, clock=clock) as made:
        yield made


def test_a_folder_that_comes_later_is_followed(
    store: Store, follower: Follower, log: Log, lines: Lines, clock: Clock
) -> None:
    """New files are found at the next scan, and growing ones are read at each poll."""
    assert follower.poll().files == 0
    clock.seconds += 3
    log("logs/a.log", lines(range(3)))
    assert follower.poll().events == 3
    assert follower.files == 1
    log("logs/a.log", lines(range(3, 5)), more=True)
    assert (follower.poll().events, follower.poll().bytes) == (2, 0)
    log("logs/b.jsonl", lines(range(5, 6)))
    assert follower.poll().events == 0
    clock.seconds += 3
    assert follower.poll().events == 1
    assert query(store, "").total == 6


def test_only_logs_of_a_folder_are_read(store: Store, follower: Follower, log: Log, lines: Lines) -> None:
    """Names decide, and for JSON and binary files the first bytes."""
    log("logs/deep/er/a.log", lines([0]))
    log("logs/a.log.1", lines([1]))
    log("logs/a.log-20261101.gz", gzip.compress(lines([2])))
    log("logs/events.json", lines([3]))
    log("logs/slurm-7.out", lines([4]))
    for name in ("config.json", "package.json", "run.json", "table.csv", "model.pt", ".hidden.log"):
        log(f"logs/{name}", b'{\n  "a": 1\n}\n')
    log("logs/local.log", b"\x0a\0\0\0binary")
    report = follower.poll()
    assert report.problems == []
    assert (report.events, query(store, "").total) == (5, 5)


def test_a_named_file_is_read_whatever_its_name(store: Store, log: Log, lines: Lines, clock: Clock) -> None:
    """Who names a file means it."""
    path = log("training-output", lines(range(2)))
    with Follower(store, [path], now=clock.now, clock=clock) as follower:
        assert follower.poll().events == 2


def test_a_rotation_loses_and_doubles_nothing(
    store: Store, follower: Follower, log: Log, lines: Lines, clock: Clock
) -> None:
    """The rest of the renamed file is read, and the new one from its beginning."""
    path = log("logs/a.log", lines(range(3)))
    follower.poll()
    log("logs/a.log", lines(range(3, 5)), more=True)
    path.rename(path.with_name("a.log.1"))
    log("logs/a.log", lines(range(5, 9)))
    follower.poll()
    follower.poll()
    assert query(store, "").total == 9
    assert (audit(store).missing, audit(store).doubled) == (0, 0)
    path.with_name("a.log.1").unlink()
    clock.seconds += 3
    assert follower.poll().problems == []


def test_a_begun_line_is_taken_when_it_has_settled(store: Store, follower: Follower, log: Log, clock: Clock) -> None:
    """A line without its end, and a traceback at the end of a file, wait for five quiet seconds."""
    log("logs/a.log", b"one\ntwo")
    assert (follower.poll().events, follower.poll().events) == (1, 0)
    clock.seconds += 4
    assert follower.poll().events == 0
    clock.seconds += 2
    assert follower.poll().events == 1
    assert query(store, "").total == 2
    log("logs/a.log", b"\nthree", more=True)
    assert follower.poll(final=True).events == 1


def test_lines_of_a_run_get_its_labels(store: Store, follower: Follower, log: Log) -> None:
    """What run.json says beside a file is known of its plain lines."""
    log("logs/r1/run.json", json.dumps({"labels": {"job_id": "r1", "service": "train", "other": 3}}).encode())
    log("logs/r1/output.log", b'hello\n{"message":"odd"}\n')
    assert follower.poll().events == 2
    found = {(each["job_id"], each["service"]) for each in query(store, "").documents()}
    assert found == {("r1", "train")}


def test_a_run_is_told_how_far_its_files_are_stored(follower: Follower, log: Log, lines: Lines) -> None:
    """The note has inode and position of each file, also of the one that grows."""
    log("logs/r1/run.json", json.dumps({"labels": {"job_id": "r1"}}).encode())
    new = log("logs/r1/output.log", lines([1]))
    old = log("logs/r1/output.log.1", lines([0]))
    follower.poll()
    log("logs/r1/output.log", lines([2]), more=True)
    follower.poll()
    expected = {f"{path.stat().st_ino} {path.stat().st_size}" for path in (old, new)}
    assert set((old.parent / "read").read_text().splitlines()) == expected


def test_a_folder_of_many_files_is_read_in_few_transactions(
    store: Store, follower: Follower, log: Log, lines: Lines
) -> None:
    """Small files are staged together, each keeps its own position, and none is read twice."""
    for number in range(300):
        log(f"logs/{number}.log", lines([number]) + b"odd\n" * (number % 3))
    report = follower.poll()
    assert (report.files, report.events) == (300, 600)
    assert follower.poll(final=True).events == 0
    assert store.rows("SELECT count(*), count(DISTINCT source) FROM files") == [(300, 300)]


def test_a_large_file_is_read_over_several_polls(store: Store, log: Log, lines: Lines, clock: Clock) -> None:
    """One poll ends within bounds, and what is left is told."""
    line = lines([0]).replace(b"job-1", b"j" * 200)
    path = log("big.log", line * (70 * 1024 * 1024 // len(line)))
    with Follower(store, [path], now=clock.now, clock=clock) as follower:
        first = follower.poll()
        assert 0 < first.bytes < path.stat().st_size
        assert follower.behind_bytes == path.stat().st_size - first.bytes
        report = follower.poll()
        assert follower.behind_bytes == 0
        assert first.lines + report.lines == path.stat().st_size // len(line)


def test_a_problem_is_told_once(follower: Follower, log: Log, lines: Lines) -> None:
    """A damaged archive is read as far as it goes."""
    whole = gzip.compress(lines(range(500)))
    path = log("logs/a.log.gz", whole[: len(whole) // 2])
    assert len(follower.poll().problems) == 1
    path.touch()
    assert follower.poll(final=True).problems == []


@pytest.mark.needs("tmpfs")
def test_a_full_disk_stops_nothing_for_ever(tmp_path: Path, schema: Schema, log: Log, lines: Lines) -> None:
    """What could not be stored is read again once there is room."""
    log("logs/a.log", lines(range(10)))
    with (
        small_disk(tmp_path / "disk", "16m") as disk,
        Store.open(disk / "events.duckdb", schema, write=True) as store,
        Follower(store, [tmp_path / "logs"]) as follower,
    ):
        follower.poll()
        (disk / "ballast").write_bytes(b"x" * (shutil.disk_usage(disk).free - 8192))
        log("logs/a.log", lines(range(10, 5000), message="m" * 300), more=True)
        with pytest.raises(StoreError, match=r"room|space"):
            follower.poll(final=True)
        (disk / "ballast").unlink()
        follower.poll(final=True)
        assert query(store, "").total == 5000
        assert audit(store).missing == 0


def test_no_line_lies_about_as_it_came(
    store: Store, log: Log, lines: Lines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is handed to DuckDB is not redacted yet: a process that is killed later leaves nothing of it."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Follower(store, [log("a.log", lines(range(3)) + b"Authorization: Bearer abcdefghijklmnop\n")]) as other:
        other.poll(final=True)
        assert query(store, "").total == 4
        log("a.log", lines(range(20_000)), more=True)
        other.poll(final=True)
        beside = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert {name for name in beside if not name.startswith(store.path.name)} == {"a.log"}


def test_what_a_killed_process_left_is_removed(store: Store, tmp_path: Path) -> None:
    """Whoever has the store to himself is the only one who may have made it."""
    left = store.path.with_name(f".{store.path.name}.staged")
    left.write_bytes(b"a line\n")
    with Follower(store, [tmp_path / "logs"]):
        assert not left.exists()


TRACEBACK = b'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\nValueError: the end\n'


def noted(folder: Path) -> dict[int, int]:
    """Return what `logloom run` is told: inode and stored bytes."""
    return {int(inode): int(end) for inode, end in map(str.split, (folder / "read").read_text().splitlines())}


def test_what_is_begun_is_not_noted_as_stored(follower: Follower, log: Log) -> None:
    """A traceback that may go on is read and not stored, as long as the run holds its lock."""
    run = log("logs/r1/run.json", json.dumps({"labels": {"job_id": "r1"}}).encode())
    path = log("logs/r1/output.log", b"start\n" + TRACEBACK)
    with run.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert [follower.poll().events, follower.poll().events] == [1, 0]
        assert noted(path.parent)[path.stat().st_ino] < path.stat().st_size


@pytest.mark.parametrize("more", [{}, {"ended_at": "2026-11-22T10:00:00.000Z"}])
def test_a_run_that_is_over_is_read_to_its_end(
    store: Store, follower: Follower, log: Log, more: dict[str, str]
) -> None:
    """Killed, or at its end with its lock still held: what is begun is stored at the next look, without settling."""
    path = log("logs/r1/output.log", b"start\n" + TRACEBACK)
    run = log("logs/r1/run.json", json.dumps({"labels": {"job_id": "r1"}, **more}).encode())
    with run.open("rb") as held:
        if more:
            fcntl.flock(held, fcntl.LOCK_EX)
        assert follower.poll().events + follower.poll().events == 2
    assert query(store, "the end").total == 1
    assert noted(path.parent) == {path.stat().st_ino: path.stat().st_size}


def test_a_file_that_is_gone_is_not_noted(follower: Follower, log: Log, lines: Lines) -> None:
    """Another file may have its inode by now."""
    log("logs/r1/run.json", json.dumps({"labels": {"job_id": "r1"}}).encode())
    new = log("logs/r1/output.log", lines([1]))
    old = log("logs/r1/output.log.1", lines([0]))
    follower.poll()
    old.unlink()
    log("logs/r1/output.log", lines([2]), more=True)
    follower.poll()
    assert list(noted(new.parent)) == [new.stat().st_ino]
