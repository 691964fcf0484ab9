"""The frame of a job: signals, the one report of a failure, `job_end` and the exit code."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Any, final

import torch

from logloom import faults

if TYPE_CHECKING:
    from logloom.log import StructuredLogger

__all__ = ["Fields", "Stop", "Stopped", "milliseconds", "run_job"]

Fields = dict[str, Any]  # of an event, by name


class Stopped(Exception):  # noqa: N818  not an error: somebody asked for it
    """A signal asked the job to end."""


@final
class Stop:
    """Remembers SIGTERM and SIGINT until the job comes to a safe place.

    An exception thrown from the handler could cut a log call or a checkpoint in two; `check` is called where
    neither is under way. As a context manager it takes over both signals, and gives them back.
    """

    def __init__(self) -> None:
        self.signal: signal.Signals | None = None

    def __enter__(self) -> Stop:
        self._before = {n: signal.signal(n, self._remember) for n in (signal.SIGTERM, signal.SIGINT)}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _remember(self, number: int, _frame: FrameType | None) -> None:
        self.signal = signal.Signals(number)

    def check(self) -> None:
        """Raises: Stopped, if a signal came."""
        if self.signal:
            raise Stopped(self.signal.name)


def milliseconds(since: float) -> float:
    """Returns the time since `since`, a reading of `time.monotonic`, in milliseconds."""
    return round((time.monotonic() - since) * 1000, 1)


def run_job(log: StructuredLogger, work: Callable[[Fields, Stop], Fields]) -> int:
    """Does the work and logs how it ended: a failure once, with its stack trace, and `job_end` always.

    Args:
        log: what everything is told to.
        work: returns the fields of `job_end`; into the dictionary that it gets it writes what the report of a
            failure should say (epoch, step), and it asks the stop.

    Returns:
        The exit code: 0, 1 after a failure, 128 + its number after a signal.
    """
    began = time.monotonic()
    facts: Fields = {}
    with Stop() as stop:
        try:
            found = work(facts, stop)
        except Exception as error:
            return _fail(log, stop, error, facts, began)
    log.job_end("done", duration_ms=milliseconds(began), **found)
    return 0


def _fail(log: StructuredLogger, stop: Stop, error: Exception, facts: Fields, began: float) -> int:
    if stop.signal:  # whatever was raised: when one rank obeys a signal, its peers lose their connection to it
        faults.report(message=f"the job was told to end by {stop.signal.name}", kind="sigterm", log=log)
        log.job_end("stopped", reason=stop.signal.name, duration_ms=milliseconds(began))
        return 128 + stop.signal
    event = "oom" if isinstance(error, torch.OutOfMemoryError) else "exception"
    faults.report(error, log=log, event=event, **facts)
    log.job_end("failed", reason=event, duration_ms=milliseconds(began))
    return 1
