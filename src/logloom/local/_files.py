"""Log files and their identity: which of them was read before, and how far.

A file is known by device and inode, and by a hash of its first bytes: a renamed file is the same file, one that was cut
or replaced is a new one. A copy that a rotation made (`app.log` → `app.log.1`, `app.log.2.gz`) has another inode; it is
known by its name, its first bytes and the bytes before the position, once the file that it came from is gone or cut.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import stat
import zlib
from dataclasses import dataclass, replace
from io import BufferedReader
from pathlib import Path

from logloom.errors import UsageError
from logloom.local.decode import is_docker
from logloom.local.store import Store

__all__ = ["DAMAGED", "LogFile", "Place", "find_place", "save_place"]

DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile)
"""What reading a gzip file raises where it is cut or broken."""

_PROBE = 1024
_MAGIC = b"\x1f\x8b"
_CONTAINER = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_ROTATED = re.compile(r"(\.[0-9]{1,4}|[.-][0-9]{8}([T_-]?[0-9]{4,6})?|\.gz)+$")
_COLUMNS = "id, path, device, inode, source, docker, head_length, head, tail, position, state"


@dataclass(frozen=True)
class LogFile:
    """A log file as it is found on disk.

    Args:
        path: where.
        device: and `inode`: what the file system calls it.
        inode: see `device`.
        size: in bytes, on disk.
        modified: seconds since the epoch.
        packed: whether it is a gzip file.
        head: its first bytes, unpacked.
    """

    path: Path
    device: int
    inode: int
    size: int
    modified: float
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
            file = cls(path, found.st_dev, found.st_ino, found.st_size, found.st_mtime, packed, head)
            return replace(file, head=file.bytes_at(0, _PROBE)) if packed else file
        except OSError as error:
            raise UsageError(f"{path}: can't be read ({error.strerror or error}); name log files that exist") from error

    @property
    def is_rotated(self) -> bool:
        """Whether nobody writes it any more, by its name."""
        return self.packed or bool(_ROTATED.search(self.path.name))

    @property
    def source(self) -> str:
        """Name for ids: the container where the path tells it, else the file's identity."""
        container = _CONTAINER.search(str(self.path))
        return container[0] if container else f"{self.device}-{self.inode}"

    def open_at(self, position: int) -> BufferedReader | gzip.GzipFile:
        """Open the content at a position; of a gzip file that is one of the unpacked bytes."""
        stream = gzip.GzipFile(self.path) if self.packed else self.path.open("rb")
        try:
            stream.seek(position)
        except DAMAGED:
            stream.close()
            raise
        return stream

    def bytes_at(self, position: int, length: int) -> bytes:
        """Return some bytes of the content; fewer where it ends or is damaged."""
        try:
            with self.open_at(position) as stream:
                return stream.read(length)
        except DAMAGED:
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


def find_place(store: Store, file: LogFile) -> Place:
    """Return how far a file was read: what is known of it, of the file that it is a copy of, or its beginning."""
    rows = [Place(*row) for row in store.rows(f"SELECT {_COLUMNS} FROM files ORDER BY id DESC")]
    same = next((row for row in rows if (row.device, row.inode) == (file.device, file.inode) and row.path), None)
    if same and _continues(same, file):
        return same
    if same:  # cut, or its inode went to another file
        store.rows("UPDATE files SET path = '' WHERE id = ?", [same.id])
    copied = next((row for row in rows if _is_copy(row, file)), None)
    if copied and copied is not same:
        return copied
    return Place(
        rows[0].id + 1 if rows else 1, str(file.path.absolute()), file.device, file.inode,
        _source(file, rows), is_docker(file.head),
    )  # fmt: skip


def save_place(store: Store, place: Place) -> None:
    """Write how far a file was read; call it in the transaction that stores what was read."""
    store.rows("DELETE FROM files WHERE id = ?", [place.id])
    row = [getattr(place, column) for column in _COLUMNS.split(", ")]
    store.rows(f"INSERT INTO files ({_COLUMNS}, read_at) VALUES ({', '.join('?' * len(row))}, now()::TIMESTAMP)", row)


def _source(file: LogFile, rows: list[Place]) -> str:
    """A file that was cut begins a new source: the same text at the same position is another event now."""
    if _CONTAINER.search(str(file.path)):
        return file.source
    generation = sum(row.source == file.source or row.source.startswith(f"{file.source}-") for row in rows)
    return f"{file.source}-{generation}" if generation else file.source


def _continues(place: Place, file: LogFile) -> bool:
    if place.head_length > len(file.head) or _hash(file.head[: place.head_length]) != place.head:
        return False
    return file.packed or file.size >= place.position


def _is_copy(place: Place, file: LogFile) -> bool:
    """Tell whether rotation made this file from a known one, which is gone or cut by now."""
    if not place.tail or not place.position or not file.is_rotated or not _continues(place, file):
        return False
    if place.path and not _is_same_log(Path(place.path), file.path):
        return False
    return not _is_intact(place) and _tail(file, place.position) == place.tail


def _is_same_log(known: Path, path: Path) -> bool:
    return _ROTATED.sub("", known.name) == _ROTATED.sub("", path.name) and known.parent == path.absolute().parent


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
