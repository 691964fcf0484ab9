"""Reads log files into a store, again and again: what takes long to set up is set up once.

A line takes one of two ways. DuckDB takes those that the rules provably leave unchanged (`Conforming`); the engine
takes the others, in two processes where they are many. Both ways end in a staged table, and events, their runs and the
position behind them are committed together. What several files hold is staged together: a statement costs more than
the lines of a small file.
"""

from __future__ import annotations

import gzip
import os
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timezone
from io import BufferedReader
from itertools import accumulate, chain, islice, repeat
from pathlib import Path
from typing import NamedTuple

import duckdb

from logloom._moments import iso
from logloom.errors import StoreError
from logloom.local._conforming import Conforming
from logloom.local._files import DAMAGED, LogFile, Place, Places
from logloom.local._sql import name, text
from logloom.local._stage import Documents, Workers
from logloom.local.decode import Block, Decoder
from logloom.local.store import Store
from logloom.rules import Record

__all__ = ["BLOCK", "SETTLED", "IngestReport", "Progress", "Reading", "Session"]

BLOCK = 16 * 1024 * 1024
"""How much of a file is held in memory, in bytes."""

_BLOCKS = 8  # of one transaction
_RECORDS = 16_384  # that go through the engine at a time
_FEW_BYTES = 512 * 1024  # up to here a prepared statement takes lines, which spares DuckDB the planning: 13 ms
_ODD = "SELECT rowid - (SELECT min(rowid) FROM staged), suspect IS NULL FROM staged WHERE NOT good ORDER BY rowid"
SETTLED = 5.0
"""Seconds without a write after which a begun line or traceback counts as ended."""


@dataclass
class IngestReport:
    """What an ingest did. ``lines = events + invalid + doubled + blank + joined``, but for what is begun in a file.

    Args:
        files: read, also those with nothing new.
        bytes: read, unpacked.
        lines: that ended in what was read.
        events: stored in ``events``.
        invalid: stored in ``invalid``.
        apart: of both, those with violations or with something set apart.
        doubled: refused, since they are stored already.
        blank: lines of white space, dropped.
        joined: lines (of a traceback, pieces of a long line) that are part of the event of a line before them.
        shortened: lines beyond 2 MiB, of which head and tail were kept.
        begun: files whose last line or traceback may still go on; the next call takes it.
        expired: rows that retention deleted.
        seconds: it took.
        problems: what could not be read, in a sentence each.
    """

    files: int = 0
    bytes: int = 0
    lines: int = 0
    events: int = 0
    invalid: int = 0
    apart: int = 0
    doubled: int = 0
    blank: int = 0
    joined: int = 0
    shortened: int = 0
    begun: int = 0
    expired: int = 0
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)


Progress = Callable[[int, int, IngestReport], None]
"""Called with bytes done, bytes in all, and the report so far."""

Labels = Callable[[Path], Mapping[str, str]]
"""Gives the labels of a file's lines, beside those that its own records tell."""


class Reading(NamedTuple):
    """How a file was read.

    Args:
        end: the first byte that was not looked at.
        is_begun: whether a line or traceback is begun before it.
        stored: how many bytes are events in the store; at most `end`, and less where something is begun.
    """

    end: int
    is_begun: bool
    stored: int


class Session:
    """A store that files are read into; close it.

    Args:
        store: open for writing; nobody else writes it meanwhile.
        now: clock.
        block_bytes: how much is held in memory; eight such blocks are one transaction.
        labels: of a file's lines.
    """

    def __init__(
        self,
        store: Store,
        now: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
        block_bytes: int = BLOCK,
        labels: Labels = lambda _: {},
    ) -> None:
        self.report = IngestReport()
        self.places = Places(store)
        self._store, self._now, self._block_bytes, self._labels = store, now, block_bytes, labels
        self._conforming = Conforming(store.rules)
        self._workers = Workers(store.rules)
        self._staging = store.path.with_name(f".{store.path.name}.staged")
        self._staging.unlink(missing_ok=True)  # of one that was killed: a session has the store for itself
        self._types = store.columns
        self._is_prepared = False
        self._held: list[Block] = []
        self._held_bytes = 0
        self._every_id = False
        self._staged = 0

    def __enter__(self) -> Session:  # noqa: PYI034 - Self is of Python 3.11
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes of the engine."""
        self._workers.close()

    def read(
        self,
        files: Iterable[LogFile],
        *,
        final: bool = False,
        advance: Callable[[int], object] = lambda _: None,
        limit_bytes: int = sys.maxsize,
    ) -> list[Reading]:
        """Read what is new in files, and commit it.

        Args:
            files: that are there.
            final: nobody writes them any more.
            advance: called with how many bytes on disk were done.
            limit_bytes: of one file that is not packed; the rest is for the next call.

        Returns:
            How far each file is read now.

        Raises:
            StoreError: the store is damaged or has no room; what was not committed will be read again.
        """
        try:
            readings = [self._read(file, final, advance, limit_bytes) for file in files]
            self._commit()
        except BaseException:
            self._abandon()
            raise
        return readings

    def expire(self) -> None:
        """Delete what is older than the schema keeps."""
        self.report.expired += self._store.expire(iso(self._now()))

    def _read(self, file: LogFile, final: bool, advance: Callable[[int], object], limit_bytes: int) -> Reading:
        self.report.files += 1
        place = self.places.find(file)
        decoder = Decoder(
            place.source, docker=place.docker, offset=place.position, state=place.state, labels=self._labels(file.path)
        )
        self._hold_alike(self.places.is_read_elsewhere(place))
        advance(0 if file.packed else place.position)
        told, start, is_cut = len(self.report.problems), place.position, False
        for data in _pieces(file, start, self._block_bytes, self.report):
            block = decoder.feed(data)
            place = self._kept(place, file, decoder)
            self._hold(block)
            advance(0 if file.packed else len(data))
            if not file.packed and decoder.offset - start >= limit_bytes and decoder.position > start:
                is_cut = decoder.offset < file.size
                break
        is_whole = len(self.report.problems) == told and (file.packed or decoder.offset >= file.size)
        is_begun = decoder.position != decoder.offset or bool(decoder.state)
        if is_begun and not is_cut and (final or (is_whole and self._is_left(file))):
            block, is_begun = decoder.finish(), False
            self._kept(place, file, decoder)
            self._hold(block)
        self.report.begun += is_begun
        advance(file.size if file.packed else 0)
        stored = min(decoder.position, decoder.offset - is_begun)
        return Reading(decoder.offset, is_begun, stored)

    def _kept(self, place: Place, file: LogFile, decoder: Decoder) -> Place:
        place = place.at(file, decoder.position, decoder.state)
        self.places.keep(place)
        return place

    def _is_left(self, file: LogFile) -> bool:
        """Tell whether nobody seems to write a file any more."""
        return file.is_rotated or self._now().timestamp() - file.modified_ns / 1e9 > SETTLED

    def _hold_alike(self, every_id: bool) -> None:
        """Let what is held be of one kind: whether ids that a position gave may be stored already."""
        if every_id != self._every_id:
            self._stage()
            self._every_id = every_id

    def _hold(self, block: Block) -> None:
        """Take a block; stage what is held once it is much, and commit once much is staged."""
        self._held.append(block)
        self._held_bytes += len(block.candidates) + sum(len(record.line) for record in block.records)
        if 2 * self._held_bytes >= self._block_bytes:  # a whole piece of a large file is staged by itself
            self._stage()
            if self._staged >= _BLOCKS:
                self._commit()

    def _stage(self) -> None:
        """Store what is held, in the transaction that is open."""
        if not self._held:
            return
        if not self._staged:
            if not self._is_prepared and self._held_bytes <= _FEW_BYTES and self._conforming.possible:
                self._prepare()
            self._store.rows("BEGIN")
        self._staged += 1
        blocks, self._held, self._held_bytes = self._held, [], 0
        self._store_block(blocks[0] if len(blocks) == 1 else _joined(blocks))

    def _commit(self) -> None:
        self._stage()
        if not self._staged:
            if not self.places.is_changed:
                return
            self._store.rows("BEGIN")
        self.places.write()
        self._store.rows("COMMIT")
        self._staged = 0

    def _abandon(self) -> None:
        """Forget what was not committed: the next call reads it again."""
        self._held, self._held_bytes, self._is_prepared = [], 0, False
        if self._staged:
            self._staged = 0
            with suppress(duckdb.Error, StoreError):  # nothing to take back where the connection is broken
                self._store.rows("ROLLBACK")
        self.places.load()

    def _store_block(self, block: Block) -> None:
        now = iso(self._now())
        report = self.report
        report.lines += block.lines
        report.blank += block.blank
        report.joined += block.joined
        report.shortened += block.shortened
        refused = ((block.record(index), harmless) for index, harmless in self._past_engine(block, now))
        tasks = chain(refused, zip(block.records, repeat(False)))
        while some := list(islice(tasks, _RECORDS)):
            self._store_documents(self._workers.apply(some, now))

    def _past_engine(self, block: Block, now: str) -> Iterable[tuple[int, bool]]:
        """Store the candidates that the rules leave unchanged.

        Returns:
            The numbers of the others, and whether they are free of what redaction looks for.
        """
        if not block.count or not self._conforming.possible:
            return zip(range(block.count), repeat(False))
        self._judge(block.candidates, now)
        count, span, suspects = self._store.rows(
            "SELECT count(*), max(rowid) - min(rowid) + 1, count(suspect) FILTER (good) FROM staged"
        )[0]
        odd: list[tuple[int, bool]] = list(zip(range(block.count), repeat(False)))
        if count == span == block.count:  # else DuckDB saw other lines than the decoder
            if suspects:
                self._store.rows(self._conforming.refuse("staged"))
            # Before the commit DuckDB counts rowid from some high number on, in the order of the lines.
            odd = self._store.rows(_ODD)
            if odd:
                self._store.rows("DELETE FROM staged WHERE NOT good")
            if len(odd) < block.count:
                self._add("staged", "events", [*self._conforming.columns, "ingested_at"], every_id=False)
        self._store.rows("DELETE FROM staged")
        return odd

    def _judge(self, candidates: bytes, now: str) -> None:
        """Fill ``staged`` with the lines, typed, and whether they are good."""
        if self._is_prepared and len(candidates) <= _FEW_BYTES:
            self._store.rows(f"EXECUTE judge({text(candidates[:-1].decode())}, {text(now[:23])})")
            return
        query = self._typed(self._lines(), f"TIMESTAMP '{now[:23]}'")
        with self._laid_out(candidates):
            self._store.rows(f"CREATE OR REPLACE TEMP TABLE staged AS {query}")
        self._is_prepared = False

    @contextmanager
    def _laid_out(self, lines: bytes) -> Iterator[None]:
        """Put lines where DuckDB reads them; not redacted yet, they are for our eyes alone, and gone with the block."""
        try:
            descriptor = os.open(self._staging, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor
                file.write(lines)
            yield
        except OSError as error:
            told = f"{self._staging}: can't be written ({error.strerror})"
            raise StoreError(f"{told}; free some disk space beside the store and call again") from error
        finally:
            self._staging.unlink(missing_ok=True)

    def _prepare(self) -> None:
        """Plan the judging of a few lines once; in a transaction that changes tables the plan would not last."""
        query = self._typed("(SELECT unnest(string_split($1, chr(10))) AS line)", "$2::VARCHAR::TIMESTAMP")
        empty = query.replace("$1", "''").replace("$2", "NULL")
        self._store.rows(f"CREATE OR REPLACE TEMP TABLE staged AS {empty} LIMIT 0")
        self._store.rows(f"PREPARE judge AS INSERT INTO staged {query}")
        self._is_prepared = True

    def _typed(self, lines: str, now: str) -> str:
        judged = self._conforming.select(lines)
        return f"SELECT *, run || '-' || seq AS _id, {now} AS ingested_at FROM ({judged})"

    def _lines(self) -> str:
        return (
            f"read_csv({text(str(self._staging))}, columns={{'line': 'VARCHAR'}}, delim='\x01', quote='', escape='', "
            "header=false, auto_detect=false, new_line='\\n', max_line_size=131072, buffer_size=4194304)"
        )

    def _store_documents(self, documents: Documents) -> None:
        self.report.apart += documents.apart
        for table, lines in (("events", documents.events), ("invalid", documents.invalid)):
            if not lines:
                continue
            types = ", ".join(f"{text(key)}: {text(kind)}" for key, kind in self._types.items())
            read = (
                f"SELECT * FROM read_json({text(str(self._staging))}, format='newline_delimited', "
                f"columns={{{types}}}, maximum_object_size=8388608)"
            )
            with self._laid_out(lines):
                self._take_documents(read, is_much=len(lines) > _FEW_BYTES)
            names = [name(key) for key in self._types if key != "_id"]
            self._add("documents", table, names, every_id=self._every_id)
            self._store.rows("DELETE FROM documents")

    def _take_documents(self, read: str, *, is_much: bool) -> None:
        """Fill ``documents``; a new table is quick for many, an old one for few."""
        if is_much:
            self._store.rows(f"CREATE OR REPLACE TEMP TABLE documents AS {read}")
            self._is_prepared = False
        else:
            columns = ", ".join(f"{name(key)} {kind}" for key, kind in self._types.items())
            self._store.rows(f"CREATE TEMP TABLE IF NOT EXISTS documents({columns})")
            self._store.rows(f"INSERT INTO documents {read}")

    def _add(self, staged: str, table: str, columns: list[str], *, every_id: bool) -> None:
        stored, refused = self._store.add(staged, table, columns=columns, every_id=every_id)
        self.report.doubled += refused
        if table == "events":
            self.report.events += stored
        else:
            self.report.invalid += stored


def _joined(blocks: list[Block]) -> Block:
    """Return several blocks as one."""
    ends = list(accumulate(block.count for block in blocks))

    def record(index: int) -> Record:
        nth = bisect_right(ends, index)
        return blocks[nth].record(index - ends[nth] + blocks[nth].count)

    return Block(
        b"".join(block.candidates for block in blocks),
        record,
        ends[-1],
        [each for block in blocks for each in block.records],
        sum(block.lines for block in blocks),
        sum(block.blank for block in blocks),
        sum(block.joined for block in blocks),
        sum(block.shortened for block in blocks),
    )


def _pieces(file: LogFile, position: int, size: int, report: IngestReport) -> Iterator[bytes]:
    """Yield the content of a file from a position on; of a damaged file, what can be read."""
    # What is written meanwhile is for the next call.
    left = sys.maxsize if file.packed else file.size - position
    error: Exception | None = None
    try:
        stream = file.open_at(position)
    except FileNotFoundError:  # rotated or removed since it was found
        return
    except (OSError, *DAMAGED) as cut:
        error = cut
    else:
        with stream:
            while left > 0 and not error:
                data, error = _read(stream, min(size, left))
                if not data:
                    break
                left -= len(data)
                report.bytes += len(data)
                yield data
    if error:
        report.problems.append(f"{file.path}: can't be read to its end ({error})")


def _read(stream: BufferedReader | gzip.GzipFile, size: int) -> tuple[bytes, Exception | None]:
    """Return the next bytes of a stream, also those in front of a damaged place, and what is wrong there."""
    if not isinstance(stream, gzip.GzipFile):
        try:
            return stream.read(size), None
        except OSError as error:
            return b"", error
    data = bytearray()
    try:
        while len(data) < size:
            piece = stream.read1(size - len(data))
            if not piece:
                break
            data += piece
    except DAMAGED as error:
        return bytes(data), error
    return bytes(data), None
