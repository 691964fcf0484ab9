"""Threads that do something again and again, and a limit to how long the store may take for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from logloom.local import Store

__all__ = ["Loop", "limited"]

_AGAIN_SECONDS = 0.05
_SHARE = 10  # a thing that took long waits ten times as long


class Loop(threading.Thread):
    """Calls something until it is stopped; what goes wrong is kept as a sentence, and it goes on.

    Args:
        name: of the thread.
        call: what is done; returns whether there is more to do at once.
        seconds: between two calls, where there is nothing more to do.
    """

    def __init__(self, name: str, call: Callable[[], bool], seconds: float) -> None:
        super().__init__(name=name, daemon=True)
        self.problem: str | None = None
        self._call = call
        self._seconds = seconds
        self._due = threading.Event()
        self._is_ended = False

    def run(self) -> None:
        """Do it until `stop`."""
        wait = 0.0
        while True:
            self._due.wait(wait)
            self._due.clear()
            if self._is_ended:
                return
            begun = time.monotonic()
            more = self._once()
            took = time.monotonic() - begun
            wait = 0.0 if more else max(self._seconds, _SHARE * took if self.problem else 0.0)

    def wake(self) -> None:
        """Do it now, without waiting."""
        self._due.set()

    def stop(self, timeout: float = 10.0) -> None:
        """Let it end after what it does just now."""
        self._is_ended = True
        self._due.set()
        if self.is_alive():
            self.join(timeout)

    def _once(self) -> bool:
        try:
            more = self._call()
        except Exception as error:  # a thread that dies unseen is worse than any error
            self.problem = str(error) or type(error).__name__
            return False
        self.problem = None
        return more


@contextmanager
def limited(store: Store, seconds: float) -> Iterator[None]:
    """Interrupt what a store is asked inside, once it has taken so long."""
    ended = threading.Event()

    def watch() -> None:
        left = seconds
        while not ended.wait(left):
            store.interrupt()
            left = _AGAIN_SECONDS  # an interrupt between two queries stops nothing

    watcher = threading.Thread(target=watch, name="limit", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()
