"""One event as a file: its name, its content, how it is written whole and read whole."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

__all__ = ["SUFFIX", "Entry", "envelope_of", "events", "names", "sealed", "sync", "write_whole"]

SUFFIX = ".envelope"

_MAGIC = b"logloom-spool 1"


class Entry(NamedTuple):
    """One event of the spool.

    Args:
        name: of its file; sorts by age.
        path: where it is; None for one in memory.
        size: in bytes, as it is stored.
        data: its content, where it is in memory.
    """

    name: str
    path: Path | None
    size: int
    data: bytes = b""

    @property
    def category(self) -> str:
        """What Sentry counts it as: error, transaction, ...; rate limits name it."""
        return self.name.split("-", 2)[1] if self.name.count("-") >= 2 else "default"

    @property
    def event_id(self) -> str:
        """Its 32 hex digits."""
        return self.name.split("-", 2)[-1].removesuffix(SUFFIX)

    @property
    def seconds(self) -> float:
        """When it was put, as the clock was then, in seconds since 1970."""
        digits = self.name.partition("-")[0]
        return int(digits) / 1e9 if digits.isascii() and digits.isdigit() else 0.0


def sealed(envelope: bytes) -> bytes:
    """Return the content of an event's file."""
    return b"%s %d %08x\n%s" % (_MAGIC, len(envelope), zlib.crc32(envelope), envelope)


def write_whole(folder: Path, name: str, data: bytes, *, durable: bool = False) -> Path:
    """Write a file so that it is there whole or not at all.

    Raises:
        OSError: it is not there.
    """
    path, half = folder / name, folder / f".{name}"
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    try:
        with open(descriptor, "wb", buffering=0) as file:  # noqa: PTH123 - a descriptor
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(rest) :]
            if durable:
                os.fsync(descriptor)
        half.rename(path)
    except OSError:
        with suppress(OSError):
            half.unlink()
        raise
    if durable:
        for each in (folder, folder.parent, folder.parent.parent):  # they may be as new as the file
            sync(each)
    return path


def envelope_of(data: bytes) -> bytes | None:
    """Return the envelope in a file's content, if it is all there."""
    head, _, envelope = data.partition(b"\n")
    words = head.rsplit(b" ", 2)
    if len(words) != 3 or words[0] != _MAGIC:
        return None
    is_whole = words[1] == b"%d" % len(envelope) and words[2] == b"%08x" % zlib.crc32(envelope)
    return envelope if is_whole else None


def names(path: Path) -> list[str]:
    """Return what lies in a folder; nothing where it can't be listed."""
    try:
        return [each.name for each in path.iterdir()]
    except OSError:
        return []


def events(path: Path) -> Iterator[Entry]:
    """Yield the whole events of a process's folder."""
    with suppress(OSError), os.scandir(path) as found:
        for each in found:
            if each.name.endswith(SUFFIX) and not each.name.startswith("."):
                with suppress(OSError):
                    yield Entry(each.name, path / each.name, each.stat().st_size)


def sync(path: Path) -> None:
    """Write a folder's own list of names to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
