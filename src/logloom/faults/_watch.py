"""The ways in which a program ends: an exception that nobody caught, SIGTERM, a crash in native code."""

from __future__ import annotations

import atexit
import faulthandler
import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import FrameType, TracebackType
from typing import IO, Any

from logloom.faults._crash import header
from logloom.faults._kinds import STOPPED
from logloom.faults._report import Fault, Reporter
from logloom.faults._spool import Spool

__all__ = ["Watch"]

_FLUSH_SECONDS = 1.0


class Watch:
    """Stands where a program can end: uncaught exceptions, SIGTERM, a crash in native code.

    Args:
        reporter: told of it.
        about: release and environment.
    """

    def __init__(self, reporter: Reporter, about: Mapping[str, Any]) -> None:
        self._reporter = reporter
        self._pid = os.getpid()
        self._hooks = sys.excepthook, threading.excepthook
        sys.excepthook, threading.excepthook = self._uncaught, self._uncaught_in_thread
        self._crash_file = self._watch_crashes(about)
        self._passed_on = self._watch_sigterm()
        atexit.register(self.close)

    @property
    def _spool(self) -> Spool | None:
        return self._reporter.sender.spool if self._reporter.sender else None

    def close(self) -> None:
        """Put all back as it was."""
        atexit.unregister(self.close)
        sys.excepthook, threading.excepthook = self._hooks
        if self._crash_file is not None and self._pid == os.getpid():
            faulthandler.disable()
            self._crash_file.close()
        self._crash_file = None
        if self._passed_on is not None and threading.current_thread() is threading.main_thread():
            with suppress(ValueError):
                signal.signal(signal.SIGTERM, self._passed_on)

    # ---- exceptions that nobody caught

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self._tell(error)
        self._hooks[0](kind, error, trace)

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._tell(args.exc_value)
        self._hooks[1](args)

    def _tell(self, error: BaseException) -> None:
        if isinstance(error, Exception):
            self._reporter.report(Fault(error))

    # ---- a crash in native code

    def _watch_crashes(self, about: Mapping[str, Any]) -> IO[bytes] | None:
        spool = self._spool
        if spool is None:
            return None
        try:
            file = os.fdopen(spool.open_crash_file(), "wb", buffering=0)
        except OSError as error:
            self._reporter.log.warning(
                "faults wait in memory alone, and are lost with this process where no server takes them: %s: %s; "
                "LOGLOOM_SPOOL names a folder that can be written",
                error.filename or spool.root,
                error.strerror,
            )
            return None
        file.write(header(self._reporter.job, about))
        faulthandler.enable(file)
        return file

    # ---- SIGTERM

    def _watch_sigterm(self) -> Callable[[int, FrameType | None], Any] | int | None:
        """Stand before whatever handles SIGTERM; return it. None where it is ignored, or can't be replaced here."""
        before = signal.getsignal(signal.SIGTERM)
        if threading.current_thread() is not threading.main_thread() or before in {None, signal.SIG_IGN}:
            return None
        signal.signal(signal.SIGTERM, self._terminated)
        return before

    def _terminated(self, number: int, frame: FrameType | None) -> None:
        """Tell, spool, pass on. A forked child has nothing to tell: its parent ends it when it is done with it."""
        if os.getpid() == self._pid:
            self._reporter.report(Fault(None, "the job was told to end by SIGTERM", STOPPED))
            if self._reporter.sender is not None:
                self._reporter.sender.flush(_FLUSH_SECONDS)
        if callable(self._passed_on):
            self._passed_on(number, frame)
        else:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGTERM)
