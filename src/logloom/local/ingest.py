"""Log files into the store: only what is new, each line once, whatever it holds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import datetime, timezone
from pathlib import Path

from logloom.local._files import LogFile
from logloom.local._session import BLOCK, IngestReport, Progress, Session
from logloom.local.store import Store

__all__ = ["IngestReport", "Progress", "ingest"]


def ingest(  # noqa: PLR0913 - the options of a command, and two seams
    store: Store,
    paths: Iterable[Path],
    *,
    final: bool = False,
    progress: Progress | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    block_bytes: int = BLOCK,
) -> IngestReport:
    """Read what is new in log files into a store.

    A last line without its newline, and a traceback at the end of a file, wait for the next call while the file may
    still be written: until it was not touched for 5 seconds, is a gzip or a rotated file, or `final` is given. In a
    gzip file that breaks off they wait for its rest, or for `final`.

    Args:
        store: open for writing.
        paths: plain JSON lines, Docker's json-file format, or either of them in gzip.
        final: nobody writes these files any more.
        progress: called after each piece.
        now: clock.
        block_bytes: how much of a file is held in memory; eight such blocks are one transaction.

    Returns:
        What was read and stored.

    Raises:
        UsageError: a file does not exist or can't be read; nothing is stored then.
        StoreError: the store is damaged or has no room.
    """
    begun = time.perf_counter()
    files = [LogFile.find(path) for path in paths]
    total, done = sum(file.size for file in files), 0

    def advance(size: int) -> None:
        nonlocal done
        done += size
        if progress:
            progress(done, total, session.report)

    with Session(store, now, block_bytes) as session:
        session.read(files, final=final, advance=advance)
        session.expire()
        session.report.seconds = time.perf_counter() - begun
        return session.report
