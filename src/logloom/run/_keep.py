"""Keeps the lines of a run in files of bounded size, whatever becomes of the disk."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

__all__ = ["Keeper", "is_read"]

FILE_BYTES = 64 * 1024 * 1024
KEPT_FILES = 4
"""How many files that were set aside stay after the store has read them."""

MOST_FILES = 16
"""How many stay in any case: with `FILE_BYTES`, the bound of what a run takes on disk."""

_LONGEST = 4 * 1024 * 1024  # twice what the store takes of a line


class Keeper:
    """The file `output.log` of a run.

    Whole lines are written, so that those of two streams don't tear each other. Of a progress bar, which overwrites its
    line again and again, the last state is kept.

    Args:
        folder: of the run.
        tell: says a sentence to the user.
        file_bytes: how long the file grows before it is set aside as `output.log.1`, `output.log.2`, …
        kept_files: how many of those stay after the store has read them.
        most_files: how many stay in any case.
    """

    def __init__(
        self,
        folder: Path,
        tell: Callable[[str], object],
        *,
        file_bytes: int = FILE_BYTES,
        kept_files: int = KEPT_FILES,
        most_files: int = MOST_FILES,
    ) -> None:
        self.path = folder / "output.log"
        self.lost_lines = 0
        self._tell = tell
        self._file_bytes, self._kept_files, self._most_files = file_bytes, kept_files, most_files
        self._begun: dict[int, bytes] = {}
        self._torn_by: int | None = None
        self._descriptor = -1
        self._size = 0
        self._told: set[str] = set()

    def feed(self, stream: int, data: bytes) -> None:
        """Take what a stream said; its last line, if it is begun, waits for its end."""
        begun = self._begun.pop(stream, b"")
        end = data.rfind(b"\n") + 1
        if end:
            self._write(stream, _last_states(begun + data[:end]))
            begun = b""
        begun += data[end:]
        if b"\r" in begun:
            begun = begun[begun.rfind(b"\r", 0, -1) + 1 :]
        if len(begun) > _LONGEST:
            self._write(stream, begun)
        elif begun:
            self._begun[stream] = begun

    def finish(self, last: bytes = b"") -> None:
        """Write the lines that never ended, and a last one; close the file."""
        for stream in list(self._begun):
            self._write(stream, self._begun.pop(stream) + b"\n")
        if last:
            self._write(-1, last)
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _write(self, stream: int, data: bytes) -> None:
        if self._torn_by not in (None, stream):  # a line longer than memory, or one that the full disk cut
            data = b"\n" + data
        done = 0
        try:
            if self._descriptor < 0:
                self._open()
            while done < len(data):
                done += os.write(self._descriptor, data[done:])
        except OSError as error:
            self._lose(data[done:], error)
        self._size += done
        if done:
            self._torn_by = None if data[done - 1 : done] == b"\n" else (stream if done == len(data) else -2)
        if self._size >= self._file_bytes and self._torn_by is None:
            self._set_aside()

    def _open(self) -> None:
        self._descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._size = os.fstat(self._descriptor).st_size

    def _lose(self, rest: bytes, error: OSError) -> None:
        self.lost_lines += rest.count(b"\n")
        self._say_once(
            f"{self.path}: can't be written ({error.strerror}); the lines are shown, and not kept until it can"
        )

    def _set_aside(self) -> None:
        """Begin a new file. A name is given once, so that a reader that knows the old one finds it."""
        os.close(self._descriptor)
        self._descriptor = -1
        older = self._older()
        try:
            self.path.rename(self.path.with_name(f"output.log.{older[-1][0] + 1 if older else 1}"))
            self._trim(self._older())
        except OSError as error:
            self._say_once(f"{self.path}: can't be set aside ({error.strerror}); it grows on")
            self._file_bytes *= 2

    def _older(self) -> list[tuple[int, Path]]:
        found = ((path.suffix[1:], path) for path in self.path.parent.glob("output.log.*"))
        return sorted((int(number), path) for number, path in found if number.isdecimal())

    def _trim(self, older: list[tuple[int, Path]]) -> None:
        """Delete the oldest files, those that the store has read first."""
        excess = len(older) - self._kept_files
        for _, path in older[: max(excess, 0)]:
            was_read = is_read(path)
            if was_read or len(older) > self._most_files:
                path.unlink()
                older = [each for each in older if each[1] != path]
                if not was_read:
                    self._say_once(
                        f"{path.parent}: more than {self._most_files} files of {self._file_bytes >> 20} MiB; "
                        "the oldest lines go, before any page has read them"
                    )

    def _say_once(self, sentence: str) -> None:
        if sentence not in self._told:
            self._told.add(sentence)
            self._tell(sentence)


def _last_states(whole: bytes) -> bytes:
    """Return lines without what a carriage return within them overwrote."""
    if b"\r" not in whole:
        return whole
    return b"\n".join(map(_last_state, whole.split(b"\n")))


def _last_state(line: bytes) -> bytes:
    body = line.rstrip(b"\r")
    return line[body.rfind(b"\r") + 1 :]


def is_read(path: Path) -> bool:
    """Tell whether the store has a file of a run to its end. See `logloom.local.follow`, which notes it.

    A note from before the file was last written or renamed may mean a deleted file that had its inode.
    """
    note = path.with_name("read")
    try:
        found, noted_ns = path.stat(), note.stat().st_mtime_ns
        lines = [line.split() for line in note.read_text().splitlines()]
        positions = {int(inode): int(end) for inode, end in lines}
    except (OSError, ValueError):
        return False
    return noted_ns >= found.st_ctime_ns and positions.get(found.st_ino, -1) >= found.st_size
