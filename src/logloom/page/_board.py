"""What is known of the store at this moment: kept by threads, read by every answer."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from logloom._moments import iso
from logloom.local import IngestReport, Store, span, utc_now
from logloom.page._alerts import Alerts
from logloom.page._faults import Faults
from logloom.page._loop import Loop, limited

__all__ = ["Board", "Source", "State"]

T = TypeVar("T")

_FOLLOW_SECONDS = 0.2
_COUNT_SECONDS = 0.5
_CHECK_SECONDS = 1.0
_ALERT_SECONDS = 10.0
_QUIET_SECONDS = 30.0  # silence grows although nothing changes
_LIMIT_SECONDS = 10.0
_SHARE = 20  # a figure that takes long is asked for a twentieth of the time
_MOST_PROBLEMS = 20
_COUNTS = "SELECT (SELECT count(*) FROM events), (SELECT count(*) FROM invalid)"


class Source(Protocol):
    """What new events come from: a `logloom.local.Follower`."""

    @property
    def files(self) -> int:
        """How many files there are."""

    @property
    def behind_bytes(self) -> int:
        """How much of them is not read yet."""

    def poll(self) -> IngestReport:
        """Store what is new."""


@dataclass(frozen=True)
class State:
    """The answer of ``/api/state``.

    Args:
        version: grows with each change of the store.
        now: the server's clock.
        events: stored.
        invalid: lines that could not be parsed.
        first: time of the oldest event.
        last: time of the newest.
        jobs: how many there are.
        files: that are followed.
        behind_bytes: of them, not read yet.
        store_bytes: what the store takes on disk.
        problems: what went wrong, in a sentence each.
        following: whether files are followed.
        reading: whether there is more in them than was read.
        firing: alerts that fire.
        faults: reports that wait.
    """

    version: int = 0
    now: str = ""
    events: int = 0
    invalid: int = 0
    first: str | None = None
    last: str | None = None
    jobs: int = 0
    files: int = 0
    behind_bytes: int = 0
    store_bytes: int = 0
    problems: tuple[str, ...] = ()
    following: bool = False
    reading: bool = False
    firing: int = 0
    faults: int = 0

    def plain(self) -> dict[str, Any]:
        """Return it as JSON values, with the time of now."""
        return {**asdict(self), "now": iso(datetime.now(timezone.utc))}


class _Costly(Generic[T]):
    """A figure that is asked for anew when the store has changed, but never most of the time."""

    def __init__(self, ask: Callable[[], T], value: T) -> None:
        self.value = value
        self._ask = ask
        self._of: object = None
        self._due = 0.0

    def of(self, version: object) -> T:
        """Return it, as new as can be afforded."""
        begun = time.monotonic()
        if version != self._of and begun >= self._due:
            self.value, self._of = self._ask(), version
            ended = time.monotonic()
            self._due = ended + (ended - begun) * _SHARE
        return self.value


class Board:
    """Follows the files, counts, and looks for alerts and faults, each on a thread of its own.

    Args:
        store: open; written by `source` alone.
        source: of new events; None where nothing is followed.
        spool: folder of the reports of faults.
    """

    def __init__(self, store: Store, source: Source | None, spool: Path) -> None:
        self.alerts = Alerts(store.schema)
        self.faults = Faults(spool)
        self.state = State(following=source is not None, reading=source is not None)
        self.begun_at = -math.inf
        """When a line or traceback was last found that may go on, by the steady clock, in seconds."""
        self._source = source
        self._path = store.path
        self._counting, self._checking = store.reading(), store.reading()
        self._span = _Costly(lambda: span(self._counting), None)
        self._jobs = _Costly(self._count_jobs, 0)
        self._told: deque[str] = deque(maxlen=_MOST_PROBLEMS)
        self._seen: tuple[int, ...] = ()
        self._polls = self._behind_bytes = 0
        self._reading = source is not None
        self._checked = (-1, False, 0.0)
        self._counter = Loop("count", self._count, _COUNT_SECONDS)
        self._loops = [self._counter, Loop("check", self._check, _CHECK_SECONDS)]
        if source is not None:
            self._loops.append(Loop("follow", self._follow, _FOLLOW_SECONDS))

    def start(self) -> None:
        """Begin."""
        for loop in self._loops:
            loop.start()

    def stop(self) -> None:
        """End, after what each thread does just now."""
        for reading in (self._counting, self._checking):
            reading.interrupt()
        for loop in reversed(self._loops):
            loop.stop()
        for reading in (self._counting, self._checking):
            reading.close()

    def _follow(self) -> bool:
        assert self._source is not None
        try:
            report = self._source.poll()
        except Exception:
            self._reading = False  # a disk that is full may stay so: nobody should wait for it
            raise
        finally:
            self._behind_bytes = self._source.behind_bytes
        self._told.extend(report.problems)
        if report.begun:
            self.begun_at = time.monotonic()
        self._reading = self._behind_bytes > 0 and report.bytes > 0
        if report.events or report.invalid or report.expired:
            self._polls += 1
            self._counter.wake()
        return self._reading

    def _count(self) -> bool:
        reading = self._reading  # before the count: what was read is in it
        ((events, invalid),) = self._counting.rows(_COUNTS)
        seen = (events, invalid, self._polls)
        version = self.state.version + (seen != self._seen)
        self._seen = seen
        first, last = self._span.of(version) or (None, None)
        self.state = replace(
            self.state,
            version=version,
            events=events,
            invalid=invalid,
            first=iso(first) if first else None,
            last=iso(last) if last else None,
            jobs=self._jobs.of(version),
            files=self._source.files if self._source else 0,
            behind_bytes=self._behind_bytes,
            store_bytes=_size(self._path),
            problems=tuple(self._problems()),
            reading=reading,
            firing=self.alerts.count,
            faults=self.faults.count,
        )
        return False

    def _count_jobs(self) -> int:
        return int(self._counting.rows("SELECT count(DISTINCT job_id) FROM events")[0][0])

    def _problems(self) -> Iterator[str]:
        yield from filter(None, (loop.problem for loop in self._loops))
        yield from self._told.copy()

    def _check(self) -> bool:
        """Look for faults, and for alerts where something changed, or silence grew."""
        self.faults.look()
        state = self.state
        version, reading, at = self._checked
        passed = time.monotonic() - at
        wait = _ALERT_SECONDS if version != state.version else _QUIET_SECONDS
        if passed > wait or version < 0 or (reading and not state.reading):
            self._checked = (state.version, state.reading, time.monotonic())
            with limited(self._checking, _LIMIT_SECONDS):
                self.alerts.look(self._checking, utc_now())
        return False


def _size(path: Path) -> int:
    return sum(each.stat().st_size for each in (path, path.with_name(f"{path.name}.wal")) if each.exists())
