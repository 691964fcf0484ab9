"""The disk spool: an event is a file before it is sent, and stays one until the server has answered.

What it must bear
    The process may be killed between any two instructions, and the machine may lose power. The network may be away
    for weeks, the disk full or read-only, the clock wrong. Many processes share one spool: ranks of a job, workers
    that were forked, containers with a common volume and process numbers of their own. The caller is a training
    loop: it may pay for one small write, and must never wait for a lock that somebody holds who waits for a network.

What it promises
    1. An event whose `put` returned True is delivered or dropped, and each drop is counted, with its reason.
    2. A drop is decided by nothing but the limits on count, bytes and age, or by a server that refuses the event.
    3. A re-sent event carries the same event_id, so a server stores it once.
    4. After power loss that holds for the events that were put as `durable` (an fsync costs some 8 ms).

On disk, below the folder of one destination (host and project of the DSN, never its key)::

    <destination>/                                   0700
        <time>-<random>/                             one process
            lock                                     flock'ed as long as that process lives
            <time>-<category>-<event_id>.envelope    0600, one event
            .<same name>                             the same, not yet whole
            dropped.json                             what was dropped and not yet reported: {"reason category": count}
            crash.txt                                what `faulthandler` writes: see `logloom.faults._crash`
        aside/                                       files that can't be read whole, for a human

    A time is 20 digits of nanoseconds since 1970, so that names sort by age. An event's file begins with one line,
    ``logloom-spool 1 <bytes> <CRC-32 in hex>``; what follows are so many bytes: a Sentry envelope, redacted, and
    without `sent_at`, which is only known when it is sent.

Writing
    The whole file is written under its dotted name, then renamed. A reader never sees half an event, and no lock is
    held. There are no shared counters on disk; a process counts what it added since it last listed the destination.

Who may send
    The holder of a process folder's lock: its own process, or, when that is gone, whoever takes the lock next. The
    kernel frees the lock when the process ends, however it ends, and also where process numbers mean nothing
    (containers). A folder is made under a dotted name and renamed when its lock is held, so that none is taken from
    a process that is just beginning. A forked child closes what it inherited, without unlocking, and makes a folder
    of its own with its first event.

Recovery
    Taking over a folder is all there is: its whole files are events; a dotted one is made an event if it is whole,
    which happens when the kill came just before the rename, else it is set aside.

Limits
    Count and bytes are those of the whole destination. Above them the oldest go, and transactions, profiles and the
    like before any error. Anybody may remove a file: its owner takes a missing one for dropped. Age is counted from
    the file's name when a process first sees it, and from then on by a clock that can't jump; and nothing expires
    before it was once tried to be sent: a wrong clock alone drops nothing.

When the disk does not take an event (full, read-only, no rights), older events make room first; if that does not
help, up to 100 are kept in memory, and sent like the others: they don't outlive the process.

Source: "Offline caching", "Rate limiting" and "Envelopes" of Sentry's SDK documentation (develop.sentry.dev, 2026).
"""

from __future__ import annotations

import errno
import json
import os
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakSet

from logloom.faults._files import SUFFIX, Entry, envelope_of, events, names, sealed, write_whole
from logloom.faults._folder import CRASH, DROPPED, Folder, folders, make_folder

__all__ = ["Drops", "Limits", "Spool"]

Drops = Mapping["tuple[str, str]", int]
"""(reason, category) → how many. The reasons are those of Sentry's client reports."""

_IN_MEMORY = 100
_TRIES = 16
_ASIDE = 100
_EPOCH = 1_577_836_800  # 2020: a machine that believes in an earlier time has no clock

_spools: WeakSet[Spool] = WeakSet()


@dataclass(frozen=True)
class Limits:
    """What a destination may hold.

    Args:
        count: events.
        bytes: of all events.
        age_seconds: Sentry takes no event older than 30 days.
    """

    count: int = 1000
    bytes: int = 64 << 20
    age_seconds: float = 30 * 86400.0


class Spool:
    """The events of one destination that this process may send, and the way for new ones. Methods never raise.

    Args:
        root: folder of the destination; made with the first event.
        limits: what the destination may hold.
        wall: the time in nanoseconds since 1970.
        monotonic: a clock in seconds that does not jump.
        on_crash: gets the content of a dead process's `crash.txt`, and when it was written, in seconds since 1970.
    """

    def __init__(
        self,
        root: Path,
        limits: Limits | None = None,
        *,
        wall: Callable[[], int] = time.time_ns,
        monotonic: Callable[[], float] = time.monotonic,
        on_crash: Callable[[bytes, float], object] | None = None,
    ) -> None:
        self.root = root
        self.limits = limits or Limits()
        self.on_crash = on_crash
        self._wall, self._monotonic = wall, monotonic
        self._begin()
        _spools.add(self)

    def _begin(self) -> None:
        """Hold nothing: at first, and in each child of a fork."""
        self.lock = threading.RLock()
        self._own: Folder | None = None
        self._adopted: list[Folder] = []
        self._entries: dict[str, Entry] = {}
        self._ages: dict[str, tuple[float, float]] = {}
        self._dropped: Counter[tuple[str, str]] = Counter()
        self._count = self._bytes = 0
        self._surveyed = False
        self._is_counted = True
        self.dropped = 0

    # ---- in the caller

    def put(self, category: str, event_id: str, envelope: bytes, *, durable: bool = False) -> bool:
        """Keep an event.

        Args:
            category: what Sentry counts it as.
            event_id: 32 hex digits.
            envelope: redacted, without `sent_at`.
            durable: whether it must outlive a loss of power.

        Returns:
            Whether it is on disk. If not it is in memory.
        """
        name = f"{self._wall():020d}-{category}-{event_id}{SUFFIX}"
        data = sealed(envelope)
        with self.lock:
            self._make_room(len(data))
            try:
                path = self._write(name, data, durable=durable)
            except OSError:
                self._remember(Entry(name, None, len(data), envelope))
                return False
            self._hold(Entry(name, path, len(data)))
            return True

    def open_crash_file(self) -> int:
        """Return a descriptor for `faulthandler`, in this process's folder.

        Raises:
            OSError: there can be none.
        """
        with self.lock:
            path = self._folder().path / CRASH
            return os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)

    def count_drop(self, reason: str, category: str, count: int = 1) -> None:
        """Count what was dropped elsewhere."""
        with self.lock:
            self._dropped[reason, category] += count
            self.dropped += count
            self._keep_count()

    # ---- in the sender

    def __len__(self) -> int:
        """Return how many events this process may send."""
        return len(self._entries)

    def entries(self) -> list[Entry]:
        """Return the events that this process may send, oldest first."""
        with self.lock:
            return sorted(self._entries.values())

    def read(self, entry: Entry) -> bytes | None:
        """Return an event's envelope; None where it is gone, or broken and set aside."""
        if entry.path is None:
            return entry.data
        try:
            data = entry.path.read_bytes()
        except FileNotFoundError:  # whoever took it has counted it
            self._release(entry)
            return None
        except OSError:
            data = b""
        envelope = envelope_of(data)
        if envelope is None:
            self._set_aside(entry.path)
            self._release(entry)
            self.count_drop("internal_sdk_error", entry.category)
        return envelope

    def delivered(self, entry: Entry) -> None:
        """Take away an event that the server has."""
        self._release(entry)
        if entry.path is not None:
            with suppress(OSError):
                entry.path.unlink()

    def drop(self, entry: Entry, reason: str) -> None:
        """Take away an event that will not be delivered.

        Args:
            entry: the event.
            reason: of Sentry's client reports.
        """
        with self.lock:
            self._drop([entry], reason)

    def adopt(self) -> int:
        """Take over what dead processes left; list the destination anew. Returns how many events were found."""
        before = len(self)
        with self.lock:
            for path in folders(self.root):
                if path not in [folder.path for folder in self._held()]:
                    self._take_over(path)
            for folder in [each for each in self._adopted if not any(events(each.path))]:
                folder.remove()
                self._adopted.remove(folder)
            self._persist()
            if not self._is_counted:
                self._keep_count()
            self._survey()
        return max(0, len(self) - before)

    def expire(self, tried: Callable[[Entry], bool]) -> None:
        """Drop what is too old.

        Args:
            tried: whether it was once tried to send an event.
        """
        for entry in self.entries():
            if self._age(entry) > self.limits.age_seconds and tried(entry):
                self.drop(entry, "cache_overflow")

    def drops(self) -> Drops:
        """Return what was dropped and not yet reported."""
        with self.lock:
            return dict(self._dropped)

    def reported(self, drops: Drops) -> None:
        """Forget drops that the server was told of."""
        with self.lock:
            self._dropped -= Counter(drops)
            self._keep_count()

    def close(self) -> None:
        """Let go of all folders; those with nothing to tell are removed."""
        with self.lock:
            if self._own is not None:
                self._hand_over(self._own.path / CRASH)  # of a forked child, which had no other file
            if not self._is_counted:
                self._keep_count()
            for folder in self._held():
                is_needed = any(events(folder.path)) or (folder is self._own and self._dropped)
                folder.close() if is_needed else folder.remove()
            self._own, self._adopted = None, []

    def forget(self) -> None:
        """Leave all that was inherited to the parent: what a forked child does first."""
        for folder in self._held():
            folder.close()
        self._begin()

    # ---- both

    def _held(self) -> list[Folder]:
        return [*self._adopted, *([self._own] if self._own else [])]

    def _folder(self) -> Folder:
        if self._own is None:
            self._own = make_folder(self.root, f"{self._wall():020d}-{secrets.token_hex(4)}")
        return self._own

    def _write(self, name: str, data: bytes, *, durable: bool) -> Path:
        """Write a file, whatever must go for it.

        Raises:
            OSError: nothing helped.
        """
        for _ in range(_TRIES):
            try:
                return write_whole(self._folder().path, name, data, durable=durable)
            except FileNotFoundError:  # noqa: PERF203 - somebody cleaned up
                if self._own is not None:
                    self._own.close()
                self._own = None
            except OSError as error:
                if error.errno not in {errno.ENOSPC, errno.EDQUOT} or not self._evict(1):
                    raise
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.root))

    def _remember(self, entry: Entry) -> None:
        """Keep an event in memory; the oldest there goes when there are too many."""
        in_memory = sorted(each for each in self._entries.values() if each.path is None)
        if len(in_memory) >= _IN_MEMORY:
            self._drop([in_memory[0]], "queue_overflow")
        self._hold(entry)

    def _persist(self) -> None:
        """Write what is in memory, if the disk takes it now."""
        for entry in [each for each in self._entries.values() if each.path is None]:
            with suppress(OSError):
                path = write_whole(self._folder().path, entry.name, sealed(entry.data))
                self._entries[entry.name] = entry._replace(path=path, data=b"")

    def _hold(self, entry: Entry) -> None:
        self._entries[entry.name] = entry
        self._count += 1
        self._bytes += entry.size
        wall = self._wall() / 1e9
        age = max(0.0, wall - entry.seconds) if entry.seconds > _EPOCH else 0.0
        self._ages[entry.name] = age, self._monotonic()

    def _release(self, entry: Entry) -> None:
        with self.lock:
            if self._entries.pop(entry.name, None) is not None:
                self._count -= 1
                self._bytes -= entry.size
            self._ages.pop(entry.name, None)

    def _age(self, entry: Entry) -> float:
        age, since = self._ages.get(entry.name, (0.0, self._monotonic()))
        return age + self._monotonic() - since

    def _make_room(self, size: int) -> None:
        """Drop the oldest where one more event would be too much."""
        if self._surveyed and self._fits(size):
            return
        self._survey()
        if not self._fits(size):
            self._evict(max(1, self.limits.count // 50), size)

    def _fits(self, size: int) -> bool:
        return self._count < self.limits.count and self._bytes + size <= self.limits.bytes

    def _evict(self, spare: int, size: int = 0) -> int:
        """Drop the oldest until `spare` events went and one of this size fits; return how many went."""
        kept = sorted(self._everywhere(), key=lambda entry: (entry.category == "error", entry.name))
        room = self.limits.bytes - size - sum(entry.size for entry in kept)
        victims: list[Entry] = []
        for entry in kept:
            if len(victims) >= spare and len(kept) - len(victims) < self.limits.count and room >= 0:
                break
            victims.append(entry)
            room += entry.size
        self._drop(victims, "cache_overflow")
        self._survey()
        return len(victims)

    def _drop(self, victims: list[Entry], reason: str) -> None:
        """Count, then remove: a kill between the two may tell too many, but never too few."""
        self._dropped.update((reason, entry.category) for entry in victims)
        self.dropped += len(victims)
        self._keep_count()
        for entry in victims:
            self._release(entry)
            if entry.path is not None:
                with suppress(OSError):
                    entry.path.unlink()
        if victims:
            self._keep_count()  # where the disk was too full for it before

    def _everywhere(self) -> list[Entry]:
        """List the events of all processes, and those in memory."""
        paths = [self._own.path] if self._own else []
        found = [entry for path in {*folders(self.root), *paths} for entry in events(path)]
        return [*found, *(entry for entry in self._entries.values() if entry.path is None)]

    def _survey(self) -> None:
        entries = self._everywhere()
        self._count, self._bytes = len(entries), sum(entry.size for entry in entries)
        self._surveyed = True

    def _take_over(self, path: Path) -> None:
        folder = Folder.adopt(path)
        if folder is None:
            return
        self._adopted.append(folder)
        for half in [each for each in names(path) if each.startswith(".") and each.endswith(SUFFIX)]:
            self._mend(path / half)
        for entry in events(path):
            self._hold(entry)
        self._take_count(path / DROPPED)
        self._hand_over(path / CRASH)

    def _hand_over(self, crash: Path) -> None:
        """Report a crash before its file is removed: a kill between the two reports it twice, with the same id."""
        if self.on_crash is not None:
            with suppress(OSError):
                self.on_crash(crash.read_bytes(), crash.stat().st_mtime)
                crash.unlink()

    def _mend(self, half: Path) -> None:
        with suppress(OSError):
            if envelope_of(half.read_bytes()) is None:
                self._set_aside(half)
            else:
                half.rename(half.with_name(half.name[1:]))

    def _set_aside(self, path: Path) -> None:
        """Move a file that can't be read whole to where a human may look at it; keep a hundred of them."""
        aside = self.root / "aside"
        with suppress(OSError):
            aside.mkdir(mode=0o700, exist_ok=True)
            path.rename(aside / path.name.lstrip("."))
            for old in sorted(names(aside))[:-_ASIDE]:
                (aside / old).unlink()

    def _take_count(self, path: Path) -> None:
        with suppress(OSError, ValueError, AttributeError):
            for words, count in json.loads(path.read_bytes()).items():
                reason, _, category = words.partition(" ")
                self._dropped[reason, category] += int(count)
            self._keep_count()
            path.unlink()

    def _keep_count(self) -> None:
        """Write the count of drops beside the events, so that it outlives this process."""
        content = {" ".join(words): count for words, count in sorted(self._dropped.items())}
        try:
            if content or self._own is not None:
                write_whole(self._folder().path, DROPPED, json.dumps(content).encode())
            self._is_counted = True
        except OSError:
            self._is_counted = False  # tried again when there may be room


def _forget_all() -> None:
    for spool in _spools:
        spool.forget()


if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(after_in_child=_forget_all)
