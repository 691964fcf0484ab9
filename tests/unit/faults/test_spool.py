"""The spool on disk: what it promises, with a kill, a full disk and a wrong clock in every place."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from logloom.faults._files import SUFFIX, write_whole
from logloom.faults._spool import Limits, Spool

from .conftest import Clock, MakeSpool, envelope, event_id


def put(spool: Spool, number: int, category: str = "error", size: int = 0) -> bool:
    """Put an event with this number."""
    return spool.put(category, event_id(number), envelope(number, size))


def files(root: Path) -> list[Path]:
    """Return the whole events on disk, oldest first."""
    return sorted(root.glob(f"*/[0-9]*{SUFFIX}"), key=lambda path: path.name)


def test_what_is_put_is_on_disk_and_can_be_read(make_spool: MakeSpool) -> None:
    """An event is a file when `put` returns, and is read back as it was given."""
    spool = make_spool()
    assert put(spool, 1)
    (entry,) = spool.entries()
    assert (entry.category, entry.event_id, spool.read(entry)) == ("error", event_id(1), envelope(1))
    spool.delivered(entry)
    assert (files(spool.root), len(spool), spool.drops()) == ([], 0, {})


def test_nobody_else_may_read_it(make_spool: MakeSpool) -> None:
    """Files are 0600 and folders 0700."""
    spool = make_spool()
    put(spool, 1)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in spool.root.rglob("*") if path.is_file()}
    folders = {stat.S_IMODE(path.stat().st_mode) for path in [spool.root, *spool.root.iterdir()]}
    assert (modes, folders) == ({0o600}, {0o700})


def test_nothing_is_made_before_there_is_an_event(make_spool: MakeSpool) -> None:
    """A process without faults leaves no trace."""
    spool = make_spool()
    spool.adopt()
    spool.close()
    assert not spool.root.exists()


def test_the_living_keep_their_folder(make_spool: MakeSpool) -> None:
    """A process takes nothing from one that lives, and everything from one that ended."""
    alive, other = make_spool(), make_spool()
    put(alive, 1)
    other.adopt()
    assert len(other) == 0
    alive.close()
    other.adopt()
    assert [entry.event_id for entry in other.entries()] == [event_id(1)]


def test_what_was_adopted_is_adopted_once(make_spool: MakeSpool) -> None:
    """Of two heirs one gets the events."""
    first, second, third = make_spool(), make_spool(), make_spool()
    put(first, 1)
    first.close()
    second.adopt()
    third.adopt()
    assert (len(second), len(third)) == (1, 0)


def test_an_empty_folder_is_removed_by_the_heir(make_spool: MakeSpool) -> None:
    """When the last event of a dead process is delivered, its folder goes."""
    first, second = make_spool(), make_spool()
    put(first, 1)
    first.close()
    second.adopt()
    second.delivered(second.entries()[0])
    second.adopt()
    assert list(second.root.iterdir()) == []


def test_a_kill_before_the_rename_loses_nothing_that_was_whole(make_spool: MakeSpool) -> None:
    """A file that was written whole but not yet renamed becomes an event; half a one is set aside."""
    third = make_spool()
    put(third, 3)
    path = files(third.root)[0]
    whole = path.read_bytes()
    path.with_name("." + path.name.replace(event_id(3), event_id(4))).write_bytes(whole)
    path.with_name("." + path.name.replace(event_id(3), event_id(5))).write_bytes(whole[:-3])
    third.close()
    second = make_spool()
    second.adopt()
    assert sorted(entry.event_id for entry in second.entries()) == sorted([event_id(3), event_id(4)])
    assert len(list((second.root / "aside").iterdir())) == 1


@pytest.mark.parametrize(
    "change", [lambda data: data[:-1], lambda data: data[:40], lambda data: data[:0], lambda d: d + b"x"]
)
def test_a_broken_file_is_set_aside_and_counted(make_spool: MakeSpool, change: object) -> None:
    """What can't be read whole is kept for a human, and told."""
    assert callable(change)
    spool = make_spool()
    put(spool, 1)
    path = files(spool.root)[0]
    path.write_bytes(change(path.read_bytes()))
    assert spool.read(spool.entries()[0]) is None
    assert len(spool) == 0
    assert spool.drops() == {("internal_sdk_error", "error"): 1}
    assert [each.name for each in (spool.root / "aside").iterdir()] == [path.name]


def test_a_file_that_vanished_is_no_error(make_spool: MakeSpool) -> None:
    """Whoever removed it has counted it."""
    spool = make_spool()
    put(spool, 1)
    files(spool.root)[0].unlink()
    assert spool.read(spool.entries()[0]) is None
    assert (len(spool), spool.drops()) == (0, {})


def test_the_oldest_go_when_there_are_too_many(make_spool: MakeSpool, clock: Clock) -> None:
    """The limit on the count holds, each drop is counted, and the newest stay."""
    spool = make_spool(count=10)
    for number in range(25):
        clock.pass_(1)
        put(spool, number)
    kept = [entry.event_id for entry in spool.entries()]
    assert len(kept) <= 10
    assert kept == [event_id(number) for number in range(25 - len(kept), 25)]
    assert spool.drops() == {("cache_overflow", "error"): 25 - len(kept)}
    assert len(files(spool.root)) == len(kept)


def test_the_oldest_go_when_they_are_too_large(make_spool: MakeSpool, clock: Clock) -> None:
    """The limit on the bytes holds."""
    spool = make_spool(bytes=10_000)
    for number in range(25):
        clock.pass_(1)
        put(spool, number, size=1000)
    assert sum(path.stat().st_size for path in files(spool.root)) <= 10_000
    assert len(spool) + spool.drops()["cache_overflow", "error"] == 25


def test_transactions_go_before_errors(make_spool: MakeSpool, clock: Clock) -> None:
    """A busy service must not push out the one error."""
    spool = make_spool(count=10)
    put(spool, 0)
    for number in range(1, 30):
        clock.pass_(1)
        put(spool, number, "transaction")
    assert event_id(0) in [entry.event_id for entry in spool.entries()]
    assert set(spool.drops()) == {("cache_overflow", "transaction")}


def test_the_limits_hold_for_all_processes_together(make_spool: MakeSpool, clock: Clock) -> None:
    """A process makes room by the oldest events, whoever they belong to; their owner takes it as it is."""
    first, second = make_spool(count=10), make_spool(count=10)
    for number in range(8):
        clock.pass_(1)
        put(first, number)
    for number in range(8, 16):
        clock.pass_(1)
        put(second, number)
    assert len(files(first.root)) <= 10
    gone = [entry for entry in first.entries() if first.read(entry) is None]
    assert len(gone) == second.drops()["cache_overflow", "error"] > 0
    assert len(first) + len(second) == len(files(first.root))


def test_drops_outlive_the_process(make_spool: MakeSpool, clock: Clock) -> None:
    """Who takes over the folder tells what was dropped there."""
    first, second = make_spool(count=2), make_spool()
    for number in range(5):
        clock.pass_(1)
        put(first, number)
    counted = first.drops()
    first.close()
    second.adopt()
    assert second.drops() == counted
    second.reported(counted)
    assert second.drops() == {}


def test_what_is_too_old_goes_after_a_try(make_spool: MakeSpool, clock: Clock) -> None:
    """Age drops an event only when it could not be sent."""
    spool = make_spool(age_seconds=100.0)
    put(spool, 1)
    clock.pass_(101)
    spool.expire(lambda _: False)
    assert len(spool) == 1
    spool.expire(lambda _: True)
    assert (len(spool), spool.drops()) == (0, {("cache_overflow", "error"): 1})


@pytest.mark.parametrize("jump", [1e9, -1e9])
def test_a_clock_that_jumps_drops_nothing(make_spool: MakeSpool, clock: Clock, jump: float) -> None:
    """A device without a clock of its own learns the time when the network comes."""
    spool = make_spool(age_seconds=100.0)
    put(spool, 1)
    clock.wall += jump
    put(spool, 2)
    spool.expire(lambda _: True)
    assert len(spool) == 2


def test_an_event_from_before_the_clock_was_set_is_not_old(make_spool: MakeSpool, clock: Clock) -> None:
    """A time in 1970 tells nothing."""
    first, second = make_spool(age_seconds=100.0), make_spool(age_seconds=100.0)
    clock.wall = 5.0
    put(first, 1)
    first.close()
    clock.wall = 1_790_000_000.0
    second.adopt()
    second.expire(lambda _: True)
    assert len(second) == 1


@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
def test_a_forked_child_has_nothing_of_its_parent(make_spool: MakeSpool) -> None:
    """The child neither sends its parent's events nor keeps its lock, and has a folder of its own."""
    spool = make_spool()
    put(spool, 1)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        inherited = len(spool)
        put(spool, 2)
        os.write(write, b"%d %d" % (inherited, len(files(spool.root))))
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(read, 100) == b"0 2"
    assert [entry.event_id for entry in spool.entries()] == [event_id(1)]
    spool.adopt()
    assert [entry.event_id for entry in spool.entries()] == [event_id(1), event_id(2)]


@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
def test_a_childs_copy_of_the_lock_keeps_nobody_out(make_spool: MakeSpool) -> None:
    """When the parent is gone its folder can be taken over, though a forked child lives on."""
    spool, heir = make_spool(), make_spool()
    put(spool, 1)
    (read, write), (is_up, up) = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        os.write(up, b"x")
        os.read(read, 1)
        os._exit(0)
    os.read(is_up, 1)
    spool.close()
    heir.adopt()
    os.write(write, b"x")
    os.waitpid(child, 0)
    assert len(heir) == 1


def test_a_folder_that_cannot_be_made_keeps_events_in_memory(tmp_path: Path) -> None:
    """Where nothing can be written events are kept in memory, 100 of them, and the rest is counted."""
    (tmp_path / "file").write_text("")
    spool = Spool(tmp_path / "file" / "spool", Limits(count=1000))
    assert {put(spool, number) for number in range(120)} == {False}
    assert len(spool) == 100
    assert spool.read(spool.entries()[0]) == envelope(20)
    assert spool.drops() == {("queue_overflow", "error"): 20}


def test_memory_goes_to_disk_as_soon_as_it_can(tmp_path: Path) -> None:
    """When the folder can be made after all, what was in memory is written."""
    (tmp_path / "file").write_text("")
    spool = Spool(tmp_path / "file" / "spool")
    put(spool, 1)
    (tmp_path / "file").unlink()
    spool.adopt()
    assert len(files(spool.root)) == 1
    assert spool.read(spool.entries()[0]) == envelope(1)


def test_a_crash_file_is_handed_over_once(make_spool: MakeSpool) -> None:
    """What a dead process's `faulthandler` wrote reaches who takes over."""
    told: list[bytes] = []

    def keep(content: bytes, _seconds: float) -> None:
        told.append(content)

    first, second, third = make_spool(), make_spool(keep), make_spool(keep)
    descriptor = first.open_crash_file()
    os.write(descriptor, b"Fatal Python error: Segmentation fault\n")
    os.close(descriptor)
    put(first, 1)
    first.close()
    second.adopt()
    second.close()
    third.adopt()
    assert told == [b"Fatal Python error: Segmentation fault\n"]


def test_a_durable_event_is_like_any_other(make_spool: MakeSpool) -> None:
    """One that must outlive a loss of power is read back the same."""
    spool = make_spool()
    assert spool.put("error", event_id(1), envelope(1), durable=True)
    assert spool.read(spool.entries()[0]) == envelope(1)


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """A file is there whole or not at all."""
    (tmp_path / "x").mkdir()
    with pytest.raises(OSError, match="Is a directory"):
        write_whole(tmp_path, "x", b"data")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
