"""What each process emitted, what arrived, and what is missing: proved from the stored events.

A process numbers its events from 0 without gaps (`seq`), and its ``job_end`` says how many they were (`emitted`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from logloom._audit import MOST_GAPS, Audit, Process, State
from logloom.local.store import NUMBERED, TABLES, Store

__all__ = ["audit"]


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
            WHERE start <= stop ORDER BY start LIMIT {MOST_GAPS}""",
        {"run": run, "first": first, "last": last},
    )
    return tuple((start, stop) for start, stop in rows)
