"""What the audit proves of each process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from logloom.local import Store, audit, ingest

Log = Callable[..., Path]
Lines = Callable[..., bytes]


@pytest.mark.parametrize(
    ("stored", "emitted", "state", "missing", "gaps"),
    [
        (range(5), 6, "complete", 0, ()),
        (range(5), None, "tail unknown", 0, ()),
        (range(5), 9, "missing", 3, ((5, 7),)),
        ([0, 3, 4, 8], None, "missing", 5, ((1, 2), (5, 7))),
        ([2], None, "missing", 2, ((0, 1),)),
    ],
)
def test_a_process_is_judged_by_its_numbers(  # noqa: PLR0917 - what is judged and how
    store: Store, log: Log, lines: Lines, stored: range, emitted: int | None, state: str, missing: int,
    gaps: tuple[tuple[int, int], ...],
) -> None:  # fmt: skip
    """Gaps up to the highest number are missing, and job_end tells of the tail."""
    data = lines(stored, rank=0)
    if emitted is not None:
        data += lines([emitted - 1], event="job_end", emitted=emitted, rank=0)
    ingest(store, [log("a.log", data)])
    process = audit(store).processes[0]
    assert (process.state, process.missing, process.gaps, process.emitted) == (state, missing, gaps, emitted)
    assert process.arrived == len(stored) + (emitted is not None)


def test_text_without_numbers_is_counted_apart(store: Store, log: Log, lines: Lines) -> None:
    """Nobody can say what lacks among lines without numbers."""
    ingest(store, [log("a.log", b'hello\n{"cut\n' + lines(range(1)))], final=True)
    found = audit(store)
    assert (found.unnumbered, len(found.processes)) == (2, 1)


def test_the_text_tells_each_process_and_the_sum(store: Store, log: Log, lines: Lines) -> None:
    """A table of the processes, their gaps and the totals."""
    ingest(store, [log("a.log", lines([0, 2], rank=0) + lines([0, 0], run="f" * 20, rank=1))])
    shown = audit(store).text().splitlines()
    assert shown[1].split() == ["job-1", "0", "0123456789abcdef0123", "?", "2", "1", "0", "missing"]
    assert shown[2].split()[-5:] == ["1", "0", "1", "tail", "unknown"]
    assert shown[3] == "0123456789abcdef0123: missing 1"
    assert shown[4] == "2 processes, 3 events arrived, 1 missing, 1 doubled; 0 without a number"


def test_an_empty_store_has_nothing_to_tell(store: Store) -> None:
    """No processes, nothing missing."""
    assert audit(store).text() == "0 processes, 0 events arrived, 0 missing, 0 doubled; 0 without a number\n"
