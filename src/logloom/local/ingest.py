"""Log files into the store: only what is new, each line once, whatever it holds.

A line takes one of two ways. DuckDB takes those that the rules provably leave unchanged (`Conforming`); the engine
takes the others, in two processes where they are many. Both ways end in a staged table, and events, their runs and the
position behind them are committed together.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timezone
from io import BufferedReader
from itertools import chain, islice, repeat
from pathlib import Path

from logloom.local._conforming import Conforming
from logloom.local._files import DAMAGED, LogFile, Place, find_place, save_place
from logloom.local._sql import column_type, name, text
from logloom.local._stage import Documents, Workers
from logloom.local.decode import Block, Decoder
from logloom.local.store import Store

__all__ = ["IngestReport", "Progress", "ingest"]

_BLOCK = 16 * 1024 * 1024
_BLOCKS = 8  # of one transaction
_RECORDS = 16_384  # that go through the engine at a time
_ODD = "SELECT rowid - (SELECT min(rowid) FROM staged), suspect IS NULL FROM staged WHERE NOT good ORDER BY rowid"
_SETTLED = 5.0  # seconds without a write after which a begun line or traceback counts as ended


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


def ingest(  # noqa: PLR0913 - the options of a command, and two seams
    store: Store,
    paths: Iterable[Path],
    *,
    final: bool = False,
    progress: Progress | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    block_bytes: int = _BLOCK,
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
    with _Ingest(store, progress, now, sum(file.size for file in files)) as run:
        for file in files:
            run.read(file, final=final, block_bytes=block_bytes)
        run.report.expired = store.expire(_iso(now()))
        run.report.seconds = time.perf_counter() - begun
        return run.report


class _Ingest:
    """One call: its staging folder, its worker processes and its report."""

    def __init__(self, store: Store, progress: Progress | None, now: Callable[[], datetime], total: int) -> None:
        self.report = IngestReport()
        self._store, self._progress, self._now = store, progress, now
        self._total, self._done = total, 0
        self._conforming = Conforming(store.rules)
        self._workers = Workers(store.rules)
        self._folder = tempfile.TemporaryDirectory(prefix="logloom-")
        self._staging = Path(self._folder.name, "staged")
        columns = {key: column_type(rule) for key, rule in store.rules.fields.items()}
        self._types = {"_id": "VARCHAR", **columns, "extra": "JSON", "violations": "VARCHAR[]"}

    def __enter__(self) -> _Ingest:  # noqa: PYI034 - Self is of Python 3.11
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.close()
        self._folder.cleanup()

    def read(self, file: LogFile, *, final: bool, block_bytes: int) -> None:
        """Read what is new in one file."""
        self.report.files += 1
        place = find_place(self._store, file)
        decoder = Decoder(place.source, docker=place.docker, offset=place.position, state=place.state)
        every_id = self._is_read_elsewhere(place)
        self._done += 0 if file.packed else place.position
        told = len(self.report.problems)
        pieces = _pieces(file, place.position, block_bytes, self.report)
        for group in _grouped(pieces, _BLOCKS):
            with self._store.transaction():
                for data in group:
                    self._store_block(decoder.feed(data), every_id=every_id)
                    self._advance(0 if file.packed else len(data))
                save_place(self._store, place.at(file, decoder.position, decoder.state))
        is_cut = len(self.report.problems) > told
        ended = final or (not is_cut and self._is_left(file))
        self._end(file, place, decoder, every_id=every_id, ended=ended)
        self._advance(file.size if file.packed else 0)

    def _end(self, file: LogFile, place: Place, decoder: Decoder, *, every_id: bool, ended: bool) -> None:
        if decoder.position == decoder.offset and not decoder.state:
            return
        if not ended:
            self.report.begun += 1
            return
        with self._store.transaction():
            self._store_block(decoder.finish(), every_id=every_id)
            save_place(self._store, place.at(file, decoder.position, decoder.state))

    def _is_left(self, file: LogFile) -> bool:
        """Tell whether nobody seems to write a file any more."""
        return file.is_rotated or self._now().timestamp() - file.modified > _SETTLED

    def _is_read_elsewhere(self, place: Place) -> bool:
        """Tell whether another file gave events of this source (a copy of a container's log): ids may be stored."""
        return bool(self._store.rows("SELECT 1 FROM files WHERE source = ? AND id <> ?", [place.source, place.id]))

    def _advance(self, done: int) -> None:
        self._done += done
        if self._progress:
            self._progress(self._done, self._total, self.report)

    def _store_block(self, block: Block, *, every_id: bool) -> None:
        now = _iso(self._now())
        report = self.report
        report.lines += block.lines
        report.blank += block.blank
        report.joined += block.joined
        report.shortened += block.shortened
        refused = ((block.record(index), harmless) for index, harmless in self._past_engine(block, now))
        tasks = chain(refused, zip(block.records, repeat(False)))
        while some := list(islice(tasks, _RECORDS)):
            self._store_documents(self._workers.apply(some, now), every_id=every_id)

    def _past_engine(self, block: Block, now: str) -> Iterable[tuple[int, bool]]:
        """Store the candidates that the rules leave unchanged.

        Returns:
            The numbers of the others, and whether they are free of what redaction looks for.
        """
        if not block.count or not self._conforming.possible:
            return zip(range(block.count), repeat(False))
        self._staging.write_bytes(block.candidates)
        columns = self._conforming.columns
        judged = self._conforming.select(self._lines())
        own = f"run || '-' || seq AS _id, TIMESTAMP '{now[:23]}' AS ingested_at"
        self._store.rows(f"CREATE OR REPLACE TEMP TABLE staged AS SELECT *, {own} FROM ({judged})")
        count, suspects = self._store.rows("SELECT count(*), count(suspect) FILTER (good) FROM staged")[0]
        if count != block.count:  # DuckDB saw other lines than the decoder
            return zip(range(block.count), repeat(False))
        if suspects:
            self._store.rows(self._conforming.refuse("staged"))
        # Before the commit DuckDB counts rowid from some high number on, in the order of the lines.
        odd: list[tuple[int, bool]] = self._store.rows(_ODD)
        if odd:
            self._store.rows("DELETE FROM staged WHERE NOT good")
        if len(odd) < block.count:
            self._add("events", [*columns, "ingested_at"], every_id=False)
        return odd

    def _lines(self) -> str:
        return (
            f"read_csv({text(str(self._staging))}, columns={{'line': 'VARCHAR'}}, delim='\x01', quote='', escape='', "
            "header=false, auto_detect=false, new_line='\\n', max_line_size=131072, buffer_size=4194304)"
        )

    def _store_documents(self, documents: Documents, *, every_id: bool) -> None:
        self.report.apart += documents.apart
        for table, lines in (("events", documents.events), ("invalid", documents.invalid)):
            if not lines:
                continue
            self._staging.write_bytes(lines)
            types = ", ".join(f"{text(key)}: {text(kind)}" for key, kind in self._types.items())
            self._store.rows(
                f"CREATE OR REPLACE TEMP TABLE staged AS SELECT * FROM read_json({text(str(self._staging))}, "
                f"format='newline_delimited', columns={{{types}}}, maximum_object_size=8388608)"
            )
            self._add(table, [name(key) for key in self._types if key != "_id"], every_id=every_id)

    def _add(self, table: str, columns: list[str], *, every_id: bool) -> None:
        stored, refused = self._store.add("staged", table, columns=columns, every_id=every_id)
        self.report.doubled += refused
        if table == "events":
            self.report.events += stored
        else:
            self.report.invalid += stored


def _pieces(file: LogFile, position: int, size: int, report: IngestReport) -> Iterator[bytes]:
    """Yield the content of a file from a position on; of a damaged gzip file, what can be read."""
    left = sys.maxsize if file.packed else file.size - position  # what is written meanwhile is for the next call
    error: Exception | None = None
    try:
        stream = file.open_at(position)
    except DAMAGED as cut:
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
        return stream.read(size), None
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


def _grouped(pieces: Iterable[bytes], size: int) -> Iterator[Iterator[bytes]]:
    """Yield the pieces in groups, without holding more than one."""
    rest = iter(pieces)
    for first in rest:
        yield chain([first], islice(rest, size - 1))


def _iso(moment: datetime) -> str:
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"
