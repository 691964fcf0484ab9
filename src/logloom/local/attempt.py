"""`logloom try`: what the schema makes of lines; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Protocol

from logloom._moments import iso
from logloom.local._files import LogFile
from logloom.local.decode import Block, Decoder, is_docker
from logloom.rules import Engine, Outcome
from logloom.schema import Schema, compile_rules

__all__ = ["try_lines"]

_PIECE = 1024 * 1024


class _Stream(Protocol):
    """A binary stream such as ``sys.stdin.buffer``."""

    def read1(self, size: int, /) -> bytes:
        """Return what is there, at most so many bytes."""


def try_lines(
    schema: Schema, files: Iterable[Path | _Stream], *, now: datetime | None = None
) -> Iterator[dict[str, Any]]:
    """Yield for each line what it becomes: ``index``, ``route``, ``_id``, ``violations`` and ``document``.

    Args:
        schema: to try.
        files: paths, or binary streams such as ``sys.stdin.buffer``.
        now: the time of storage; the clock if not given.

    Raises:
        UsageError: a file does not exist or can't be read.
    """
    engine = Engine(compile_rules(schema))
    indexes = {"events": schema.events_stream, "invalid": schema.invalid_stream}
    stored_at = iso(now or datetime.now(timezone.utc))
    for block in _blocks(files):
        records = [*map(block.record, range(block.count)), *block.records]
        for record in sorted(records, key=lambda each: each.position or 0):
            yield _shown(engine.apply(record, stored_at), indexes)


def _shown(outcome: Outcome, indexes: dict[str, str]) -> dict[str, Any]:
    return {
        "index": indexes[outcome.route],
        "route": outcome.route,
        "_id": outcome.id,
        "violations": outcome.document.get("violations", []),
        "document": outcome.document,
    }


def _blocks(files: Iterable[Path | _Stream]) -> Iterator[Block]:
    for each in files:
        if isinstance(each, Path):
            file = LogFile.find(each)
            with file.open_at(0) as stream:
                yield from _decoded(stream, Decoder(file.source, docker=is_docker(file.head)), b"")
        else:
            head = each.read1(_PIECE)
            yield from _decoded(each, Decoder("stdin", docker=is_docker(head)), head)


def _decoded(stream: _Stream, decoder: Decoder, head: bytes) -> Iterator[Block]:
    data = head or stream.read1(_PIECE)
    while data:
        yield decoder.feed(data)
        data = stream.read1(_PIECE)
    yield decoder.finish()
