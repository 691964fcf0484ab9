"""What each process emitted, what arrived, and what is missing: proved from the stored events.

A process numbers its events from 0 without gaps (`seq`), and its ``job_end`` says how many they were (`emitted`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from logloom.local._table import table
from logloom.local.store import NUMBERED, TABLES, Store

__all__ = ["Audit", "Process", "State", "audit"]

State = Literal["complete", "missing", "tail unknown", "expired"]
"""complete: all arrived. missing: numbers lack. tail unknown: no gap, but no job_end says where the end is.
expired: retention took events away; of the others none is missing."""

_MOST_GAPS = 20


@dataclass(frozen=True)
class Process:
    """One run of one process.

    Args:
        run: its id.
        job_id: its job.
        rank: its rank, if it has one.
        emitted: how many events its ``job_end`` says it wrote, if one arrived.
        arrived: how many distinct events are stored or have been until they expired.
        missing: how many numbers lack.
        gaps: the first of them, as inclusive ranges.
        doubled: how many events came again and were refused, or are stored twice.
        expired: how many went by retention.
        state: the sum of it.
    """

    run: str
    job_id: str
    rank: int | None
    emitted: int | None
    arrived: int
    missing: int
    gaps: tuple[tuple[int, int], ...]
    doubled: int
    expired: int
    state: State


@dataclass(frozen=True)
class Audit:
    """All processes of a store.

    Args:
        processes: by job, rank and run.
        unnumbered: events and invalid lines without `run` and `seq`, such as plain text: nobody can say what lacks.
    """

    processes: tuple[Process, ...]
    unnumbered: int

    @property
    def missing(self) -> int:
        """Events that never arrived, of all processes."""
        return sum(process.missing for process in self.processes)

    @property
    def doubled(self) -> int:
        """Events that came more than once, of all processes; each is stored once."""
        return sum(process.doubled for process in self.processes)

    def text(self, width: int = 100) -> str:
        """Return the audit for a terminal of this many columns."""
        header = ("job_id", "rank", "run", "emitted", "arrived", "missing", "doubled", "state")
        rows = [_row(process) for process in self.processes]
        gaps = [f"{each.run}: missing {_ranges(each)}\n" for each in self.processes if each.gaps]
        arrived = sum(process.arrived for process in self.processes)
        total = (
            f"{len(self.processes):,} processes, {arrived:,} events arrived, {self.missing:,} missing, "
            f"{self.doubled:,} doubled; {self.unnumbered:,} without a number\n"
        )
        return (table(header, rows, width) if rows else "") + "".join(gaps) + total


def audit(store: Store) -> Audit:
    """Count for each process what it emitted, what arrived and what is missing."""
    unnumbered = sum(store.rows(f"SELECT count(*) FROM {each} WHERE NOT {NUMBERED}")[0][0] for each in TABLES)
    processes = [_process(store, row) for row in store.rows(_PROCESSES)]
    return Audit(tuple(processes), unnumbered)


_ALL = " UNION ALL ".join(
    f"SELECT run, seq, job_id, rank, event, emitted FROM {each} WHERE {NUMBERED}" for each in TABLES
)
_PROCESSES = f"""
SELECT coalesce(s.run, runs.run), s.job_id, s.rank, s.emitted, coalesce(s.stored, 0), coalesce(s.copies, 0),
       coalesce(s.highest, -1), coalesce(runs.highest, -1), coalesce(runs.doubled, 0), coalesce(runs.expired, 0),
       coalesce(runs.expired_to, -1)
FROM (SELECT run, min(job_id) AS job_id, min(rank) AS rank, max(emitted) FILTER (event = 'job_end') AS emitted,
             count(DISTINCT seq) AS stored, count(*) - count(DISTINCT seq) AS copies, max(seq) AS highest
      FROM ({_ALL}) GROUP BY run) s
FULL JOIN runs ON runs.run = s.run
ORDER BY s.job_id, s.rank, 1
"""


def _process(store: Store, row: Sequence[Any]) -> Process:
    run, job_id, rank, emitted, stored, copies, highest, known, doubled, expired, expired_to = row
    last = max(highest, known, (emitted or 0) - 1)
    arrived = stored + expired
    missing = max(0, last + 1 - arrived)
    gaps = _gaps(store, run, expired_to + 1, last) if missing else ()
    if missing:
        state: State = "missing"
    elif expired:
        state = "expired"
    else:
        state = "complete" if emitted is not None else "tail unknown"
    return Process(run, job_id or "", rank, emitted, arrived, missing, gaps, copies + doubled, expired, state)


def _gaps(store: Store, run: str, first: int, last: int) -> tuple[tuple[int, int], ...]:
    """Return the first gaps among the stored numbers of a run, from `first` to `last`."""
    rows = store.rows(
        f"""SELECT start, stop FROM (
                SELECT lag(seq, 1, $first - 1) OVER (ORDER BY seq) + 1 AS start, seq - 1 AS stop FROM (
                    SELECT DISTINCT seq FROM ({_ALL}) WHERE run = $run AND seq BETWEEN $first AND $last
                    UNION ALL SELECT $last + 1))
            WHERE start <= stop ORDER BY start LIMIT {_MOST_GAPS}""",
        {"run": run, "first": first, "last": last},
    )
    return tuple((start, stop) for start, stop in rows)


def _row(process: Process) -> list[str]:
    emitted = "?" if process.emitted is None else f"{process.emitted:,}"
    rank = "" if process.rank is None else str(process.rank)
    numbers = (f"{count:,}" for count in (process.arrived, process.missing, process.doubled))
    return [process.job_id, rank, process.run, emitted, *numbers, process.state]


def _ranges(process: Process) -> str:
    shown = ", ".join(str(start) if start == stop else f"{start}-{stop}" for start, stop in process.gaps)
    return shown + (", …" if len(process.gaps) == _MOST_GAPS else "")
