"""What an audit finds, whichever store was asked, and how it is told.

A process numbers its events from 0 without gaps (`seq`), and its ``job_end`` says how many they were (`emitted`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from logloom._table import table

__all__ = ["MOST_GAPS", "Audit", "Process", "State"]

State = Literal["complete", "missing", "tail unknown", "expired"]
"""complete: all arrived. missing: numbers lack. tail unknown: no gap, but no job_end says where the end is.
expired: retention took events away; of the others none is missing."""

MOST_GAPS = 20
"""So many gaps are told of each process."""


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
        unnumbered_doubled: how many of them are stored twice.
    """

    processes: tuple[Process, ...]
    unnumbered: int
    unnumbered_doubled: int = 0

    @property
    def missing(self) -> int:
        """Events that never arrived, of all processes."""
        return sum(process.missing for process in self.processes)

    @property
    def doubled(self) -> int:
        """Events that came more than once, of all processes, and lines without a number that are stored twice."""
        return self.unnumbered_doubled + sum(process.doubled for process in self.processes)

    def text(self, width: int = 100) -> str:
        """Return the audit for a terminal of this many columns."""
        header = ("job_id", "rank", "run", "emitted", "arrived", "missing", "doubled", "state")
        rows = [_row(process) for process in self.processes]
        gaps = [f"{each.run}: missing {_ranges(each)}\n" for each in self.processes if each.gaps]
        arrived = sum(process.arrived for process in self.processes)
        twice = f", {self.unnumbered_doubled:,} of them doubled" if self.unnumbered_doubled else ""
        total = (
            f"{len(self.processes):,} processes, {arrived:,} events arrived, {self.missing:,} missing, "
            f"{self.doubled:,} doubled; {self.unnumbered:,} without a number{twice}\n"
        )
        return (table(header, rows, width) if rows else "") + "".join(gaps) + total


def _row(process: Process) -> list[str]:
    emitted = "?" if process.emitted is None else f"{process.emitted:,}"
    rank = "" if process.rank is None else str(process.rank)
    numbers = (f"{count:,}" for count in (process.arrived, process.missing, process.doubled))
    return [process.job_id, rank, process.run, emitted, *numbers, process.state]


def _ranges(process: Process) -> str:
    shown = ", ".join(str(start) if start == stop else f"{start}-{stop}" for start, stop in process.gaps)
    return shown + (", …" if len(process.gaps) == MOST_GAPS else "")
