"""The end of a job that nobody told."""

from __future__ import annotations

from logloom.log._logger import StructuredLogger

__all__ = ["end_job"]


def end_job(log: StructuredLogger, failure: str) -> None:
    """Write `job_end` if the program did not.

    Args:
        log: that tells it.
        failure: what ended the job, in a word; empty where nothing did.
    """
    if log.is_ended:
        return
    if failure:
        log.job_end(f"job failed: {failure}", level="ERROR")
    else:
        log.job_end()
