"""Events wait here for one thread that writes them: what a call costs then is to put it down.

That thread alone writes. An ERROR, `job_end`, the exit and SIGTERM wait, with a bound, until it has written all that
came before. A forked child drops what it inherited, for its parent writes that, and gets a thread of its own.
"""

from __future__ import annotations

import atexit
import math
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from queue import Empty, SimpleQueue
from types import FrameType
from typing import Any, Literal, get_args
from weakref import WeakSet

from logloom.log._writer import Writer

__all__ = ["Full", "Queue", "close_at_exit", "flush_on_sigterm", "policy"]

Full = Literal["block", "drop_oldest", "drop_newest"]
"""What a full queue does: let the caller wait for room, up to a second, or count an event as dropped."""

Item = tuple[float, Callable[..., None], Any, dict[str, Any]]
"""When it was said, what writes it, and that one's message and fields."""

_PAUSE_SECONDS = 0.01
_PATIENCE_SECONDS = 1.0
_LAST_PATIENCE_SECONDS = 5.0

_queues: WeakSet[Queue] = WeakSet()


def policy(text: str) -> Full:
    """Return what a full queue does; of a word that means nothing, `block`: a typing error stops no training."""
    return next((each for each in get_args(Full) if each == text), "block")


class Queue:
    """A bounded queue and the thread that empties it.

    Args:
        writer: stamps each event with the time of its call.
        full: what happens when it is full.
        size: so many events fit.
        hold_seconds: how long each event waits at least, unless there is a flush.

    Attributes:
        notice: writes down how many events were dropped.
        limit: so many events a caller may add by itself; none while somebody must ring.
    """

    def __init__(self, writer: Writer, full: Full, size: int = 8192, *, hold_seconds: float = 0.0) -> None:
        self.items: deque[Item] = deque()
        self.limit = [0]
        self.notice: Callable[[int], None] | None = None
        self.full, self.size = full, size
        self._writer, self._hold = writer, hold_seconds
        self.begin()
        _queues.add(self)

    def begin(self) -> None:
        """Start empty: at first, and in each child of a fork."""
        self.items.clear()
        self.limit[0] = 0
        self.dropped = 0
        self._untold = 0
        self._is_stuck = self._is_closed = self._is_writing = False
        self._thread: threading.Thread | None = None
        self._lock = threading.RLock()
        # Each entry wakes the thread, and is answered when all is written. Signal handlers may put too.
        self._bell: SimpleQueue[SimpleQueue[None] | None] = SimpleQueue()

    def put(self, item: Item) -> None:
        """Add an event, or count one as dropped."""
        if len(self.items) < self.size or self._has_room():
            self.items.append(item)
        else:
            self._drop()
        if not self.limit[0]:
            self.limit[0] = 0 if self._is_closed else self.size  # one ring is enough
            self.ring()

    def ring(self, answer: SimpleQueue[None] | None = None) -> None:
        """Wake the thread; start it if there is none. Where none can be, write here."""
        self._bell.put(answer)
        if self._thread is None and not self._is_closed:
            self._start()
        if self._is_closed:
            self._drain(at_once=True)
            if answer is not None:
                answer.put(None)

    def flush(self, seconds: float = _PATIENCE_SECONDS) -> bool:
        """Wait until all that was put before is written, also what is held; return whether it is.

        Args:
            seconds: longest wait; once it was in vain nobody waits until the stream takes something again.
        """
        if not (self.items or self._untold or self._is_writing):
            return True
        answer: SimpleQueue[None] = SimpleQueue()
        self.ring(answer)
        try:
            answer.get(timeout=0.001 if self._is_stuck else seconds)
        except Empty:
            self._is_stuck = True
            return False
        return True

    def settle(self) -> None:
        """Wait until what is held had its time, and write the rest."""
        deadline = time.monotonic() + self._hold
        while self.items and time.monotonic() < deadline:
            time.sleep(_PAUSE_SECONDS)
        self.flush(_LAST_PATIENCE_SECONDS)

    def close(self) -> None:
        """Write all that is there; what comes later is written by its caller."""
        self.settle()
        self._is_closed = True
        self.limit[0] = 0

    def _has_room(self) -> bool:
        if self.full == "drop_oldest":
            with self._lock:
                if len(self.items) >= self.size:
                    self.items.popleft()
                    self._drop()
            return True
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while self.full == "block" and len(self.items) >= self.size and not self._is_stuck:
            self.ring()
            time.sleep(0.001)
            self._is_stuck = time.monotonic() > deadline
        return len(self.items) < self.size

    def _drop(self) -> None:
        with self._lock:
            self.dropped += 1
            self._untold += 1

    def _start(self) -> None:
        with self._lock:
            if self._thread is not None:
                return
            self._thread = threading.Thread(target=self._run, name="logloom-writer", daemon=True)
            try:
                self._thread.start()
            except RuntimeError:  # the interpreter is ending
                self._is_closed = True
                return
        util = sys.modules.get("multiprocessing.util")
        if util is not None:  # a process of multiprocessing does not come to atexit
            util.Finalize(None, self.close, exitpriority=0)

    def _run(self) -> None:
        is_busy = False
        while not self._is_closed:
            # Where events come fast, looking in at intervals spares the callers the bell; else they must ring it.
            self.limit[0] = self.size if is_busy else 0
            try:
                answer = self._bell.get(timeout=_PAUSE_SECONDS if is_busy or self.items else None)
            except Empty:
                answer = None
            is_busy = len(self.items) > 1
            self._drain(at_once=answer is not None)
            if answer is not None:
                answer.put(None)

    def _drain(self, *, at_once: bool) -> None:
        """Write what is due, the oldest first."""
        writer = self._writer
        self._is_writing = True  # before the first leaves the queue
        with writer.lock:
            until = math.inf if at_once else time.time() - self._hold
            try:
                while self.items and self.items[0][0] <= until:
                    writer.moment, write, message, fields = self.items.popleft()
                    write(message, **fields)
                    self._is_stuck = False
            except IndexError:  # a caller dropped the oldest just now
                pass
            finally:
                writer.moment = 0.0
            self._tell()
        self._is_writing = False

    def _tell(self) -> None:
        with self._lock:
            untold, self._untold = self._untold, 0
        if untold and self.notice is not None:
            self.notice(untold)


def close_at_exit(queue: Queue) -> None:
    """Write what is in a queue before the interpreter ends."""
    atexit.register(queue.close)


def flush_on_sigterm() -> None:
    """Write what is in the queues before SIGTERM ends the process, unless the program handles that itself."""
    if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _flush_and_die)


def _flush_and_die(number: int, _frame: FrameType | None) -> None:
    for queue in list(_queues):
        queue.flush()
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def _begin_anew() -> None:
    for queue in _queues:
        queue.begin()


if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(after_in_child=_begin_anew)
