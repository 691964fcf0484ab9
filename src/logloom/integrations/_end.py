"""The end of a job whose loop belongs to a framework."""

from __future__ import annotations

import atexit
from typing import Any

from logloom.log import StructuredLogger, get_logger
from logloom.log._end import end_job

__all__ = ["Job"]


class Job:
    """Tells the start, a failure once, and at exit the end of a job.

    Args:
        log: `get_logger()` if not given.
    """

    def __init__(self, log: StructuredLogger | None) -> None:
        self.log = log or get_logger()
        self._failure = ""

    def start(self, message: str, **fields: Any) -> None:
        """Write `job_start`, and see to it that a `job_end` comes at exit, unless the program writes one."""
        self.log.info(message, event="job_start", **fields)
        atexit.unregister(self._end)
        atexit.register(self._end)

    def fail(self, error: BaseException, **fields: Any) -> None:
        """Write an exception, as `oom` where memory ran out."""
        self._failure = type(error).__name__
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            self.log.warning("interrupted", reason=self._failure, **fields)
            return
        event = "oom" if _is_out_of_memory(error) and "oom" in self.log.events else "exception"
        self.log.exception(str(error), event=event, exc_info=error, **fields)

    def _end(self) -> None:
        end_job(self.log, self._failure)


def _is_out_of_memory(error: BaseException) -> bool:
    """Know it by its name: to import PyTorch for it is not needed, and older ones raise a RuntimeError."""
    return type(error).__name__ == "OutOfMemoryError" or "CUDA out of memory" in str(error)
