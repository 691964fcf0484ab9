"""Documents as DuckDB reads them: the engine's outcomes, in this process or spread over several."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice, repeat
from typing import NamedTuple

import orjson

from logloom.rules import Engine, Record, Rules

__all__ = ["Documents", "Workers"]

_WORTHWHILE = 4000  # fewer lines are done before another process has started
_SLICE = 1000
_PROCESSES = 2


class Documents(NamedTuple):
    """Documents as JSON lines, for each route.

    Args:
        events: of the route ``events``; each with its ``_id``.
        invalid: of the route ``invalid``.
        apart: how many have violations or something in ``extra``.
    """

    events: bytes
    invalid: bytes
    apart: int


class Workers:
    """Puts records through the engine; many of them through two processes.

    Args:
        rules: of the engine.
    """

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._engine = Engine(rules)
        self._pool: ProcessPoolExecutor | None = None
        self._alone = (os.cpu_count() or 1) < 2

    def close(self) -> None:
        """End the processes."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def apply(self, records: Sequence[Record], now: str) -> Documents:
        """Return the documents of the records."""
        if not self._alone and len(records) >= _WORTHWHILE:
            try:
                return _joined(self._spread(records, now))
            except BrokenProcessPool:  # a script without a main guard, or no memory for another process
                self._alone = True
        return stage(self._engine, records, now)

    def _spread(self, records: Sequence[Record], now: str) -> list[Documents]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                _PROCESSES, multiprocessing.get_context("spawn"), _start, (self._rules.to_json(),)
            )
        plain = iter([(line, time, dict(labels), source, position) for line, time, labels, source, position in records])
        slices = iter(lambda: list(islice(plain, _SLICE)), [])
        return list(self._pool.map(_work, slices, repeat(now)))


def stage(engine: Engine, records: Iterable[Record], now: str) -> Documents:
    """Apply the engine and write each document as a JSON line."""
    lines: dict[str, list[bytes]] = {"events": [], "invalid": []}
    apart = 0
    for record in records:
        found = engine.apply(record, now)
        document = found.document
        apart += "violations" in document or "extra" in document
        lines[found.route].append(orjson.dumps({"_id": found.id, **document}, option=orjson.OPT_APPEND_NEWLINE))
    return Documents(b"".join(lines["events"]), b"".join(lines["invalid"]), apart)


def _joined(parts: Sequence[Documents]) -> Documents:
    events, invalid = (b"".join(getattr(part, route) for part in parts) for route in ("events", "invalid"))
    return Documents(events, invalid, sum(part.apart for part in parts))


_engine: Engine | None = None


def _start(rules: bytes) -> None:
    global _engine  # noqa: PLW0603 - a worker process makes its engine once
    _engine = Engine(Rules.from_json(rules))


def _work(records: Iterable[tuple[str, str | None, dict[str, str], str, int | None]], now: str) -> Documents:
    assert _engine
    return stage(_engine, [Record(*record) for record in records], now)
