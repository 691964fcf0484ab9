"""Tells in the quiet that a process lives, and what its GPUs do meanwhile."""

from __future__ import annotations

import math
import os
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from logloom.log._gpu import Gpus, load_nvml

if TYPE_CHECKING:
    from logloom.log._logger import StructuredLogger

__all__ = ["SECONDS", "Heartbeat", "interval"]

SECONDS = 15.0
"""Time between two heartbeats where nothing says otherwise."""

_FRESH_SECONDS = 1.0
"""A sample this young stands for the present: in a burst of errors the driver is not asked again and again."""

_PATIENCE_SECONDS = 0.05
"""How long an error waits for the state of its GPU. A driver whose GPU is gone may not answer for minutes."""


def interval(environ: Mapping[str, str]) -> float:
    """Return the seconds between heartbeats that `LOGLOOM_HEARTBEAT_SECONDS` says; 0 for none."""
    try:
        seconds = float(environ.get("LOGLOOM_HEARTBEAT_SECONDS") or SECONDS)
    except ValueError:
        return SECONDS
    return max(0.0, seconds) if math.isfinite(seconds) else 0.0


class Heartbeat:
    """A thread that alone talks to the driver. Until `job_end` it writes a heartbeat every so many seconds.

    Args:
        environ: names the GPUs that the process uses.
        seconds: between two heartbeats.
        nvml: gives `pynvml`, or None without a driver; called in the thread.
    """

    def __init__(self, environ: Mapping[str, str], seconds: float, nvml: Callable[[], Any] = load_nvml) -> None:
        self.log: StructuredLogger | None = None
        self._environ, self._seconds, self._nvml = environ, seconds, nvml
        self._thread: threading.Thread | None = None
        self._pid = 0
        self._state: dict[str, Any] = {}
        self._read_at = -math.inf
        # `put` may be interrupted by a signal handler that puts too; an Event could not.
        self._asked: SimpleQueue[SimpleQueue[None]] = SimpleQueue()

    def start(self, log: StructuredLogger) -> None:
        """Beat from now on with the context of this logger; in a forked child too, once it asks for a logger."""
        self.log = log
        if self._pid == os.getpid() or _is_worker() or hasattr(sys, "ps1"):  # nobody wants heartbeats in a notebook
            return
        self._pid, self._asked = os.getpid(), SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="logloom-heartbeat", daemon=True)
        try:
            self._thread.start()
        except RuntimeError:  # no thread to be had, or the interpreter is ending
            self._thread = None

    def gpu_state(self) -> dict[str, Any]:
        """Return the state of the GPUs now, or the last one known where the driver takes its time."""
        if self._thread is None or self._pid != os.getpid() or not self._thread.is_alive():
            return {}
        if time.monotonic() - self._read_at > _FRESH_SECONDS:
            answer: SimpleQueue[None] = SimpleQueue()
            self._asked.put(answer)
            with suppress(Empty):
                answer.get(timeout=_PATIENCE_SECONDS)
        return self._state

    def _run(self) -> None:
        gpus = Gpus(self._environ, self._nvml())
        self._read(gpus)
        due = time.monotonic() + self._seconds
        while self.log is not None and not self.log.is_ended:
            try:
                answer = self._asked.get(timeout=max(0.0, due - time.monotonic()))
            except Empty:  # noqa: PERF203 - that is how a beat comes due
                due = time.monotonic() + self._seconds
                self._read(gpus)
                self._tell(gpus)
            else:
                self._read(gpus)
                answer.put(None)

    def _read(self, gpus: Gpus) -> None:
        self._state = gpus.read()
        self._read_at = time.monotonic()

    def _tell(self, gpus: Gpus) -> None:
        if self.log is None or self.log.is_ended:
            return
        for xid in gpus.xids():
            self.log.error(xid.message, xid=xid.number, gpu_id=None if xid.gpu is None else [xid.gpu])
        self.log.heartbeat(**self._state)


def _is_worker() -> bool:
    """Tell whether this is a helper of another process, such as a DataLoader's worker, whose heart is that one's."""
    process = sys.modules.get("multiprocessing.process")
    return process is not None and process.current_process().daemon
