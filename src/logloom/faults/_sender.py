"""The sending loop: one event after the other, at a pace that no server minds, for as long as it takes."""

from __future__ import annotations

import os
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import NamedTuple
from weakref import WeakSet

from logloom.faults._envelope import client_report, stamped
from logloom.faults._files import Entry
from logloom.faults._limits import RateLimits, retry_after
from logloom.faults._spool import Drops, Spool

__all__ = ["Answer", "NoAnswerError", "Post", "Sender"]

PACE_SECONDS = 0.08
"""From the start of one send to that of the next. Sentry asks for about 0.1 s; a little less drains ten a second."""

SURVEY_SECONDS = 10.0
LONGEST_PAUSE_SECONDS = 60.0
TELL_SECONDS = 60.0

_NOT_THE_SERVERS = frozenset({407, 408})
"""Refusals that say nothing of the event: a proxy that wants a password, a request that took too long."""


class Answer(NamedTuple):
    """What a server said.

    Args:
        status: of HTTP.
        headers: with names in lower case.
    """

    status: int
    headers: Mapping[str, str]


class NoAnswerError(Exception):
    """The request got no answer: refused, reset, timed out, no such host."""


_senders: WeakSet[Sender] = WeakSet()

Post = Callable[[bytes], Answer]
"""Sends an envelope. Raises `NoAnswerError`, or OSError."""


class Sender:
    """Sends what is in a spool, from a thread of its own that starts when there is something to do.

    Args:
        spool: where the events are.
        post: sends one.
        monotonic: a clock in seconds that does not jump.
        on_drop: told, once a minute at most, how many events were dropped, and why.
    """

    def __init__(
        self,
        spool: Spool,
        post: Post,
        monotonic: Callable[[], float] = time.monotonic,
        on_drop: Callable[[int, Drops], object] | None = None,
    ) -> None:
        self.spool = spool
        self._on_drop = on_drop
        self._post, self._monotonic = post, monotonic
        self.begin()
        _senders.add(self)

    def begin(self) -> None:
        """Start anew: at first, and in each child of a fork."""
        self._limits = RateLimits(self._monotonic)
        self._tries: Counter[str] = Counter()
        self._failures = 0
        self._not_before = self._survey_at = 0.0
        self._told, self._tell_at = 0, 0.0
        self._blocked = self._surveyed = False
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._stopping = self._woken = False
        self.why = ""

    # ---- one step; returns how many seconds may pass before the next

    def step(self) -> float:
        """Do the next thing."""
        now = self._monotonic()
        if now >= self._survey_at:
            self._survey_at = now + SURVEY_SECONDS
            self.spool.adopt()
            self._surveyed = True
            self.spool.expire(lambda entry: self._tries[entry.name] > 0)
        self._tell_drops(now)
        if now < self._not_before:
            return self._not_before - now
        entry = self._next()
        if entry is not None:
            return self._send(entry)
        if self._report():
            return self._pace()
        waits = [self._limits.wait(entry.category) for entry in self.spool.entries()]
        # An event that no limit holds back was put just now: it is next, and nothing is in its way.
        self._blocked = all(waits) and bool(waits or self.spool.drops())
        return min([SURVEY_SECONDS, *waits])

    def _tell_drops(self, now: float) -> None:
        count = self.spool.dropped - self._told
        if count and now >= self._tell_at and self._on_drop is not None:
            self._told += count
            self._tell_at = now + TELL_SECONDS
            self._on_drop(count, self.spool.drops())

    def _next(self) -> Entry | None:
        """Return the oldest event that no limit holds back; one that failed before stands behind those that did not."""
        free = [entry for entry in self.spool.entries() if not self._limits.wait(entry.category)]
        return min(free, key=lambda entry: (self._tries[entry.name], entry.name), default=None)

    def _send(self, entry: Entry) -> float:
        envelope = self.spool.read(entry)
        if envelope is None:
            return 0.0
        self._tries[entry.name] += 1
        self._not_before = self._monotonic() + PACE_SECONDS
        answer = self._ask(envelope)
        if answer is None:
            return self._pause(None)
        self._limits.update(answer.status, answer.headers)
        if answer.status == 429:
            self.why = "the server asks to wait (429)"
            self._blocked = True
            return self._pace()
        if answer.status >= 500 or answer.status in _NOT_THE_SERVERS or 300 <= answer.status < 400:
            self.why = f"the server answers {answer.status}"
            return self._pause(retry_after(answer.headers))
        del self._tries[entry.name]
        self._failures, self.why = 0, ""
        if answer.status >= 400:
            self.why = f"the server refused an event ({answer.status})"
            self.spool.drop(entry, "send_error")
        else:
            self.spool.delivered(entry)
        return self._pace()

    def _ask(self, envelope: bytes) -> Answer | None:
        try:
            return self._post(stamped(envelope))
        except (NoAnswerError, OSError, ValueError) as error:
            self.why = str(error)
            return None

    def _report(self) -> bool:
        """Tell the server what was dropped; return whether that was tried."""
        drops = self.spool.drops()
        if not drops or self._failures or self._limits.wait("internal"):
            return False
        self._not_before = self._monotonic() + PACE_SECONDS
        answer = self._ask(client_report(drops, time.time()))
        if answer is None or answer.status >= 500:
            self._pause(None)
            return True
        self._limits.update(answer.status, answer.headers)
        if answer.status != 429:  # else a server that does not know such reports would be asked for ever
            self.spool.reported(drops)
        return True

    def _pace(self) -> float:
        """Return how long the next send must wait, counted from the start of the last."""
        return max(0.0, self._not_before - self._monotonic())

    def _pause(self, told: float | None) -> float:
        """Wait longer after each failure; not all devices of a fleet at the same moment."""
        self._blocked = True
        self._failures += 1
        seconds = min(LONGEST_PAUSE_SECONDS, 0.5 * 2.0 ** min(self._failures, 10)) * random.uniform(0.5, 1.0)  # noqa: S311
        seconds = max(seconds, min(told or 0.0, 86400.0))
        self._not_before = self._monotonic() + seconds
        return seconds

    # ---- the thread

    def wake(self) -> None:
        """Look again: there may be something to send."""
        with self._changed:
            self._woken = True
            if not self._stopping and (self._thread is None or not self._thread.is_alive()):
                self._thread = threading.Thread(target=self._run, name="logloom-faults", daemon=True)
                try:
                    self._thread.start()
                except RuntimeError:  # the interpreter is ending: the spool keeps it
                    self._thread = None
            self._changed.notify_all()

    def _run(self) -> None:
        while not self._stopping:
            self._woken = False
            try:
                seconds = self.step()
            except Exception as error:  # nothing is known to get here; the next round may do better
                self.why = f"{type(error).__name__}: {error}"
                seconds = SURVEY_SECONDS
            with self._changed:
                self._changed.notify_all()
                if seconds > 0 and not self._woken and not self._stopping:
                    self._changed.wait(seconds)

    def flush(self, timeout: float) -> bool:
        """Wait until all is sent, what dead processes left too, or the time is up, or nothing can be sent now.

        Args:
            timeout: seconds.

        Returns:
            Whether all was sent.
        """
        deadline = time.monotonic() + timeout
        self._blocked = self._surveyed = False
        self._survey_at = 0.0
        self._not_before = min(self._not_before, self._monotonic() + PACE_SECONDS)
        self.wake()
        with self._changed:
            while self._is_busy() and not self._blocked and time.monotonic() < deadline:
                self._changed.wait(min(0.05, max(0.0, deadline - time.monotonic())))
        return not len(self.spool)

    def _is_busy(self) -> bool:
        return bool(not self._surveyed or len(self.spool) or self.spool.drops())

    def stop(self) -> None:
        """End the thread after what it does just now; it is not waited for."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()


def _begin_anew() -> None:
    for sender in _senders:
        sender.begin()


if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(after_in_child=_begin_anew)
