"""Documents as DuckDB reads them: the engine's outcomes, in this process or spread over several."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import islice, repeat
from typing import Any, NamedTuple

import orjson

from logloom.rules import Engine, Record, Rules

__all__ = ["Documents", "Engines", "Task", "Workers"]

Task = tuple[Record, bool]
"""A record, and whether no pattern of redaction can match in its line."""

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


class Engines:
    """The engine of some rules, and the same without patterns, for lines in which none can match.

    Looking for a hundred literals is more than half of the engine's work.
    """

    def __init__(self, rules: Rules) -> None:
        self._engines = {False: Engine(rules), True: Engine(replace(rules, redact_patterns=()))}

    def stage(self, tasks: Iterable[Task], now: str) -> Documents:
        """Apply the engine and write each document as a JSON line."""
        lines: dict[str, list[bytes]] = {"events": [], "invalid": []}
        apart = 0
        for record, harmless in tasks:
            found = self._engines[harmless and not record.labels].apply(record, now)
            document = found.document
            apart += "violations" in document or "extra" in document
            lines[found.route].append(orjson.dumps({"_id": found.id, **document}, option=orjson.OPT_APPEND_NEWLINE))
        return Documents(b"".join(lines["events"]), b"".join(lines["invalid"]), apart)


class Workers:
    """Puts records through the engine; many of them through two processes.

    Args:
        rules: of the engine.
    """

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._engines = Engines(rules)
        self._pool: ProcessPoolExecutor | None = None
        self._alone = (os.cpu_count() or 1) < 2

    def close(self) -> None:
        """End the processes."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def apply(self, tasks: Sequence[Task], now: str) -> Documents:
        """Return the documents of the records."""
        if not self._alone and len(tasks) >= _WORTHWHILE:
            try:
                return _joined(self._spread(tasks, now))
            except BrokenProcessPool:  # a script without a main guard, or no memory for another process
                self._alone = True
        return self._engines.stage(tasks, now)

    def _spread(self, tasks: Sequence[Task], now: str) -> list[Documents]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                _PROCESSES, multiprocessing.get_context("spawn"), _start, (self._rules.to_json(),)
            )
        plain = ((*record._replace(labels=dict(record.labels)), harmless) for record, harmless in tasks)
        slices = iter(lambda: list(islice(plain, _SLICE)), [])
        return list(self._pool.map(_work, slices, repeat(now)))


def _joined(parts: Sequence[Documents]) -> Documents:
    events, invalid = (b"".join(getattr(part, route) for part in parts) for route in ("events", "invalid"))
    return Documents(events, invalid, sum(part.apart for part in parts))


_engines: Engines | None = None


def _start(rules: bytes) -> None:
    global _engines  # noqa: PLW0603 - a worker process makes its engines once
    _engines = Engines(Rules.from_json(rules))


def _work(plain: Iterable[tuple[Any, ...]], now: str) -> Documents:
    assert _engines
    return _engines.stage([(Record(*parts), harmless) for *parts, harmless in plain], now)
