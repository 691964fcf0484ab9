"""Log files and their identity: which of them was read before, and how far.

A file is known by device and inode, and by a hash of its first bytes: a renamed file is the same file, one that was cut
or replaced is a new one. A copy that a rotation made (`app.log` → `app.log.1`, `app.log.2.gz`) has another inode; it is
known by its name, its first bytes and the bytes before the position, once the file that it came from is gone or cut.
"""

from __future__ import annotations

import errno
import gzip
import hashlib
import os
import re
import stat
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BufferedReader
from pathlib import Path

from logloom.errors import UsageError
from logloom.local.decode import is_docker
from logloom.local.store import Store

__all__ = ["DAMAGED", "ROTATED", "LogFile", "Place", "Places"]

DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile)
"""What reading a gzip file raises where it is cut or broken."""

_PROBE = 1024
_MAGIC = b"\x1f\x8b"
_CONTAINER = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
ROTATED = re.compile(r"(\.[0-9]{1,4}|[.-][0-9]{8}([T_-]?[0-9]{4,6})?|\.gz)+$")
"""How a rotation lengthens the name of a log."""

_ROWS = 100  # that one statement writes
_COLUMNS = "id, path, device, inode, source, docker, head_length, head, tail, position, state"


@dataclass(frozen=True)
class LogFile:
    """A log file as it is found on disk.

    Args:
        path: where.
        device: and `inode`: what the file system calls it.
        inode: see `device`.
        size: in bytes, on disk.
        modified_ns: nanoseconds since the epoch.
        packed: whether it is a gzip file.
        head: its first bytes, unpacked.
    """

    path: Path
    device: int
    inode: int
    size: int
    modified_ns: int
    packed: bool
    head: bytes

    @classmethod
    def find(cls, path: Path) -> LogFile:
        """Look at a file.

        Raises:
            UsageError: there is none, it is no regular file, or it can't be read.
        """
        try:
            if not stat.S_ISREG(path.stat().st_mode):  # before opening: to open a pipe waits for its writer
                raise UsageError(f"{path}: no regular file; name log files, or pipe it to `logloom try`")
            with path.open("rb") as stream:
                found = os.fstat(stream.fileno())
                packed = stream.read(2) == _MAGIC
                stream.seek(0)
                head = b"" if packed else stream.read(_PROBE)
            file = cls(path, found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, packed, head)
            return replace(file, head=file.bytes_at(0, _PROBE)) if packed else file
        except OSError as error:
            raise UsageError(f"{path}: can't be read ({error.strerror or error}); name log files that exist") from error

    @property
    def is_rotated(self) -> bool:
        """Whether nobody writes it any more, by its name."""
        return self.packed or bool(ROTATED.search(self.path.name))

    @property
    def source(self) -> str:
        """Name for ids: the container where the path tells it, else the file's identity."""
        container = _CONTAINER.search(str(self.path))
        return container[0] if container else f"{self.device}-{self.inode}"

    def open_at(self, position: int) -> BufferedReader | gzip.GzipFile:
        """Open the content at a position; of a gzip file that is one of the unpacked bytes.

        Raises:
            FileNotFoundError: it is gone, or another file has its name now.
        """
        stream = gzip.GzipFile(self.path) if self.packed else self.path.open("rb")
        try:
            found = os.fstat(stream.fileno())
            if (found.st_dev, found.st_ino) != (self.device, self.inode):
                raise FileNotFoundError(errno.ENOENT, "another file has its name now", str(self.path))
            stream.seek(position)
        except (OSError, *DAMAGED):
            stream.close()
            raise
        return stream

    def bytes_at(self, position: int, length: int) -> bytes:
        """Return some bytes of the content; fewer where it ends or is damaged."""
        try:
            with self.open_at(position) as stream:
                return stream.read(length)
        except (OSError, *DAMAGED):
            return b""


@dataclass(frozen=True)
class Place:
    """How far a file was read; a row of the table ``files``.

    Args:
        id: number of the row.
        path: where the file was last seen; empty once another file took its inode.
        device: and `inode`: its identity.
        inode: see `device`.
        source: name for ids of events.
        docker: whether the file is Docker's.
        head_length: how many first bytes `head` is the hash of.
        head: see `head_length`.
        tail: hash of the bytes before `position`.
        position: offset of the first byte that was not read.
        state: what the decoder had begun there.
    """

    id: int
    path: str
    device: int
    inode: int
    source: str
    docker: bool
    head_length: int = 0
    head: str = ""
    tail: str = ""
    position: int = 0
    state: str = ""

    def at(self, file: LogFile, position: int, state: str) -> Place:
        """Return this place further on in its file."""
        return replace(
            self,
            path=str(file.path.absolute()),
            device=file.device,
            inode=file.inode,
            head_length=len(file.head),
            head=_hash(file.head),
            tail="" if file.packed else _tail(file, position),
            position=position,
            state=state,
        )


class Places:
    """How far each file was read: the table ``files``, and what it holds in memory, where a look-up is cheap.

    Args:
        store: open for writing; nobody else changes the table meanwhile.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.load()

    def load(self) -> None:
        """Read the table, also again after a transaction that failed."""
        self._rows: dict[int, Place] = {}
        self._next = 1
        self._by_inode: dict[tuple[int, int], int] = {}
        self._by_log: dict[tuple[str, str], set[int]] = {}
        self._sources: Counter[str] = Counter()
        self._changed: set[int] = set()
        for row in self._store.rows(f"SELECT {_COLUMNS} FROM files ORDER BY id"):
            self._set(Place(*row))

    def find(self, file: LogFile) -> Place:
        """Return how far a file was read: what is known of it, of the file that it is a copy of, or its beginning."""
        same = self._rows.get(self._by_inode.get((file.device, file.inode), -1))
        if same and _continues(same, file):
            return same
        if same:  # cut, or its inode went to another file
            self.keep(replace(same, path=""))
        copied = next((row for row in self._like(file) if _is_copy(row, file)), None)
        if copied and copied is not same:
            return copied
        return Place(
            self._next, str(file.path.absolute()), file.device, file.inode, self._source(file), is_docker(file.head)
        )

    def keep(self, place: Place) -> None:
        """Remember how far a file was read; `write` stores it."""
        self._set(place)
        self._changed.add(place.id)

    @property
    def is_changed(self) -> bool:
        """Whether there is something to `write`."""
        return bool(self._changed)

    def write(self) -> None:
        """Store what was kept; call it in the transaction that stores what was read."""
        changed, self._changed = sorted(self._changed), set()
        for some in (changed[start : start + _ROWS] for start in range(0, len(changed), _ROWS)):
            values = [getattr(self._rows[number], column) for number in some for column in _COLUMNS.split(", ")]
            row = f"({'?, ' * (len(values) // len(some))}now()::TIMESTAMP)"
            self._store.rows(f"DELETE FROM files WHERE id IN ({', '.join(map(str, some))})")
            self._store.rows(f"INSERT INTO files ({_COLUMNS}, read_at) VALUES {', '.join([row] * len(some))}", values)

    def is_read_elsewhere(self, place: Place) -> bool:
        """Tell whether another file gave events of this source (a copy of a container's log): ids may be stored."""
        return self._sources[place.source] > (place.id in self._rows)

    def _set(self, place: Place) -> None:
        before = self._rows.get(place.id)
        if before:
            self._sources[before.source] -= 1
            self._by_log[_log_of(before.path)].discard(place.id)
            if self._by_inode.get((before.device, before.inode)) == place.id:
                del self._by_inode[before.device, before.inode]
        self._rows[place.id] = place
        self._next = max(self._next, place.id + 1)
        self._sources[place.source] += 1
        self._by_log.setdefault(_log_of(place.path), set()).add(place.id)
        if place.path:
            self._by_inode[place.device, place.inode] = place.id

    def _like(self, file: LogFile) -> Iterator[Place]:
        """The files that a rotated one may be a copy of, the last first."""
        if file.is_rotated:
            logs = (_log_of(str(file.path.absolute())), _log_of(""))
            known = {number for log in logs for number in self._by_log.get(log, ())}
            yield from (self._rows[number] for number in sorted(known, reverse=True))

    def _source(self, file: LogFile) -> str:
        """A file that was cut begins a new source: the same text at the same position is another event now."""
        source, generation = file.source, 0
        if _CONTAINER.fullmatch(source):
            return source
        while self._sources[source]:
            generation += 1
            source = f"{file.source}-{generation}"
        return source


def _log_of(path: str) -> tuple[str, str]:
    """Return what the rotated files of one log have in common: their folder, and their name without number or time."""
    folder, _, name = path.rpartition("/")
    return folder, ROTATED.sub("", name)


def _continues(place: Place, file: LogFile) -> bool:
    if place.head_length > len(file.head) or _hash(file.head[: place.head_length]) != place.head:
        return False
    return file.packed or file.size >= place.position


def _is_copy(place: Place, file: LogFile) -> bool:
    """Tell whether rotation made this file from a known one, which is gone or cut by now."""
    if not place.tail or not place.position or not file.is_rotated or not _continues(place, file):
        return False
    return not _is_intact(place) and _tail(file, place.position) == place.tail


def _is_intact(place: Place) -> bool:
    if not place.path:
        return False
    try:
        found = Path(place.path).stat()
    except OSError:
        return False
    return (found.st_dev, found.st_ino) == (place.device, place.inode) and found.st_size >= place.position


def _tail(file: LogFile, position: int) -> str:
    start = max(0, position - _PROBE)
    found = file.bytes_at(start, position - start)
    return _hash(found) if len(found) == position - start else ""


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
