"""Numbers, stamps and writes the events of one process: one line, one write, whatever becomes of the stream."""

from __future__ import annotations

import atexit
import itertools
import os
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol
from weakref import WeakSet

if TYPE_CHECKING:
    from types import TracebackType

    from logloom.log._heartbeat import Heartbeat

__all__ = ["FIXED_BYTES", "Writer"]

FIXED_BYTES = len('{"@timestamp":"2026-11-01T10:00:00.500Z","run":"","seq":,') + 20 + 19
"""Longest start of a line, in bytes: the part that the writer adds."""

PATIENCE = 1.0
"""How long an event waits for a full pipe that does not block, in seconds. None waits while events are being lost."""

Raw = Callable[[int, bytes], int]
"""Like `os.write`: takes a descriptor and bytes, returns how many of them went."""

Notice = Callable[[int, str], "tuple[bytes, bytes]"]
"""Makes head and body of the event that says how many events were lost, and why."""

_writers: WeakSet[Writer] = WeakSet()


class Lock(Protocol):
    """A lock that its thread can take again."""

    def acquire(self, blocking: bool = ..., timeout: float = ...) -> bool:
        """Take it; return whether that was possible in time."""

    def release(self) -> None:
        """Give it back."""

    def __enter__(self) -> object:
        """Take it, however long that takes."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Give it back."""


class LastLock:
    """A writer's lock while the interpreter ends: whoever holds it may be a thread that will never run again.

    Such are daemon threads that were in the middle of a write. Nobody else is left then to write at the same time.

    Args:
        lock: that it stands for.
    """

    def __init__(self, lock: Lock) -> None:
        self._lock = lock
        self._patience = PATIENCE

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:  # noqa: ARG002 - as `threading` has it
        """Take it, or go on without it after a second."""
        if not self._lock.acquire(timeout=self._patience):
            self._patience = 0
        return True

    def release(self) -> None:
        """Give it back, if it was taken."""
        with suppress(RuntimeError):
            self._lock.release()

    def __enter__(self) -> bool:
        """Take it, or go on without it after a second."""
        return self.acquire()

    def __exit__(self, *_: object) -> None:
        """Give it back, if it was taken."""
        self.release()


class Writer:
    """Where events go. Loggers of one process that share a stream share its writer, run and numbers.

    The order of the lines is the order of `seq`, also with several threads. A signal handler may log while its own
    thread is in here: the lock can be taken again, and a number is drawn in one step. A number is drawn only when
    nothing but the write can fail; if that fails the number is gone, and the audit shows the gap.

    Args:
        descriptor: file descriptor of the stream.
        raw: how it is written.
    """

    def __init__(self, descriptor: int, raw: Raw = os.write) -> None:
        self.descriptor = descriptor
        self.notice: Notice | None = None
        self.heart: Heartbeat | None = None
        self.moment = 0.0  # when the event was said that is written now, in seconds since 1970; 0: just now
        self._raw = raw
        self.begin()
        _writers.add(self)

    def begin(self) -> None:
        """Start a run: at first, and in each child of a fork."""
        self.lock: Lock = threading.RLock()
        self.run = os.urandom(10).hex()
        self.cut = 0
        self.lost = 0
        self.ended = False
        self._numbers = itertools.count()
        self._untold = 0
        self._why = ""
        self._torn = False
        self._notice_number: int | None = None
        self._stamp = b""
        self._second = 0.0

    def draw(self) -> int:
        """Take the next number, for an event that tells it. For callers that hold the lock."""
        return next(self._numbers)

    def emit(self, head: bytes, body: bytes, number: int | None = None) -> None:
        """Write one event.

        Args:
            head: members of the object that are the same for many events, each followed by a comma.
            body: the other members, at least one, the closing brace and a line feed.
            number: its `seq` where the caller drew it.
        """
        with self.lock:
            if self._untold:
                self.settle()
            now = self.moment or time.time()
            part = now - self._second
            if not 0 <= part < 1:
                part = self._next_second(now)
            line = self._stamp % (part * 1000, next(self._numbers) if number is None else number) + head + body
            try:
                written = self._raw(self.descriptor, line)
            except Exception as error:  # OSError, ValueError where it was closed, anything from a file object
                self._finish(line, 0, error)
            else:
                if written != len(line):
                    self._finish(line, written)

    def remember(self, count: int) -> deque[bytes]:
        """Return the last lines, from now on: what a report of a fault tells of the time before it."""
        lines: deque[bytes] = deque(maxlen=count)
        raw = self._raw

        def write(descriptor: int, line: bytes) -> int:
            lines.append(line)
            return raw(descriptor, line)

        self._raw = write
        return lines

    def settle(self) -> None:
        """Say how many events were lost, if the stream takes it. For callers that hold the lock."""
        if not self._untold or self.notice is None:
            return
        if self._notice_number is None:
            self._notice_number = self.draw()
        head, body = self.notice(self._untold, self._why)
        part = self._next_second(time.time())
        line = self._stamp % (part * 1000, self._notice_number) + head + body
        if self._push(b"\n" + line if self._torn else line) is None:
            self._untold, self._notice_number, self._torn = 0, None, False

    def _finish(self, line: bytes, written: int, error: Exception | None = None) -> None:
        """Write the rest of a line; count the event as lost where that can't be done in time."""
        error = self._push(line[written:], error, 0.0 if self._untold else PATIENCE, begun=written > 0)
        if error is not None:
            self.lost += 1
            self._untold += 1
            self._why = getattr(error, "strerror", None) or str(error)

    def _push(
        self, rest: bytes, error: Exception | None = None, patience: float = 0.0, begun: bool = False
    ) -> Exception | None:
        deadline = time.monotonic() + patience
        whole = len(rest) + begun
        while rest:
            if isinstance(error, BlockingIOError) and _writable(self.descriptor, deadline - time.monotonic()):
                error = None
            if error is not None:
                self._torn = self._torn or len(rest) < whole
                return error
            try:
                rest = rest[self._raw(self.descriptor, rest) :]
            except Exception as caught:
                error = caught
        return None

    def _next_second(self, now: float) -> float:
        """Prepare the start of this second's lines; return how far it has gone, in seconds."""
        second = int(now)
        text = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(second))
        self._stamp = f'{{"@timestamp":"{text}.%03dZ","run":"{self.run}","seq":%d,'.encode()
        self._second = float(second)
        return now - second


def _writable(descriptor: int, seconds: float) -> bool:
    """Wait until a stream that does not block can take more; False when the time is up."""
    import select  # noqa: PLC0415 - only a full pipe needs it

    if seconds <= 0:
        return False
    try:
        return bool(select.select([], [descriptor], [], seconds)[1])
    except (OSError, ValueError):
        return False


def _end() -> None:
    for writer in _writers:
        writer.lock = LastLock(writer.lock)


atexit.register(_end)  # the first that is registered is the last that runs


def _begin_anew() -> None:
    for writer in _writers:
        writer.begin()


if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(after_in_child=_begin_anew)
