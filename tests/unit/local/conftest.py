"""What the tests of the store share: a schema with a field of each type, and events that keep to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import orjson
import pytest

from logloom.local import Store
from logloom.schema import Schema, load_text

SCHEMA = """
schema: 1
name: test.store
version: 1.0.0
fields:
  event: {type: keyword, enum: [log, text, invalid, job_start, job_end, heartbeat, exception, step]}
  precision: {type: keyword, enum: [fp32, bf16]}
  model: {type: keyword, max_length: 16}
  tags: {type: keyword, array: true, max_length: 400}
  step: {type: integer, min: 0, max: 1000000, aliases: [global_step]}
  loss: {type: float}
  gpu_memory: {type: float, min: 0, max: 1}
  losses: {type: float, array: true, max: 100}
  injected: {type: boolean}
  started: {type: timestamp}
redact:
  - {name: aws_access_key, pattern: 'AKIA[0-9A-Z]{16}'}
  - {name: named_secrets, fields: [password, token]}
retention: {events: 30d, invalid: 7d}
queries:
  memory: {title: Full memory, query: 'gpu_memory > 0.9', columns: [level, gpu_memory]}
"""

NOW = datetime(2026, 11, 2, 12, 0, 0, 250000, tzinfo=timezone.utc)


def _event(seq: int, **fields: Any) -> dict[str, Any]:
    """Return a conforming event."""
    return {
        "@timestamp": f"2026-11-01T10:{seq // 60 % 60:02}:{seq % 60:02}.500Z",
        "level": "INFO",
        "service": "trainer",
        "version": "1.0.0",
        "job_id": "job-1",
        "event": "step",
        "run": "0123456789abcdef0123",
        "seq": seq,
        **fields,
    }


@pytest.fixture(scope="session")
def event() -> Callable[..., dict[str, Any]]:
    """A function that makes a conforming event from its number and further fields."""
    return _event


@pytest.fixture(scope="session")
def lines(event: Callable[..., dict[str, Any]]) -> Callable[..., bytes]:
    """A function that writes conforming events, from a range of numbers, as the logger does."""

    def write(numbers: Iterable[int], **fields: Any) -> bytes:
        return b"".join(orjson.dumps(event(seq, **fields)) + b"\n" for seq in numbers)

    return write


@pytest.fixture(scope="session")
def schema() -> Schema:
    """The schema of the tests."""
    return load_text(SCHEMA)


@pytest.fixture
def store(tmp_path: Path, schema: Schema) -> Iterator[Store]:
    """An empty store, open for writing."""
    with Store.open(tmp_path / "store" / "events.duckdb", schema, write=True) as opened:
        yield opened


@pytest.fixture
def log(tmp_path: Path) -> Callable[..., Path]:
    """Write (or go on writing) a log file."""

    def write(name: str, data: bytes, *, more: bool = False) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab" if more else "wb") as stream:
            stream.write(data)
        return path

    return write
