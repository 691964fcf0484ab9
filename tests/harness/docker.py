"""Docker's json-file driver, as far as it can be seen from its files.

Source: Docker Engine 26.1, "JSON File logging driver", and what its daemon wrote.
"""

from __future__ import annotations

import json
import subprocess
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from typing import IO

PIECE_BYTES = 16 * 1024
"""A longer line comes in pieces, of which only the last ends in a newline."""


class JsonFile:
    """The log of one container.

    Args:
        folder: that holds a folder for each container.
        container: its id, 64 hexadecimal digits.
        attrs: labels that its logging options name.
        max_bytes: size at which a file is renamed and a new one begun.
    """

    def __init__(self, folder: Path, container: str, attrs: Mapping[str, str], max_bytes: int) -> None:
        self.path = folder / container / f"{container}-json.log"
        self.path.parent.mkdir(parents=True)
        self.path.touch()
        self._attrs, self._max_bytes = dict(attrs), max_bytes
        self._lock = threading.RLock()
        self._time = datetime(2026, 11, 1, 10, tzinfo=timezone.utc)

    @property
    def files(self) -> list[Path]:
        """All files, the oldest first."""
        rotated = sorted(self.path.parent.glob(f"{self.path.name}.*"), key=lambda path: -int(path.suffix[1:]))
        return [*rotated, self.path]

    def write(self, lines: Iterable[tuple[str, bytes]]) -> None:
        """Take what a process wrote at once: streams, and lines without their ends."""
        for stream, line in lines:
            whole = line + b"\n"
            with self._lock, self.path.open("ab") as file:
                pieces = (whole[at : at + PIECE_BYTES] for at in range(0, len(whole), PIECE_BYTES))
                file.write(b"".join(self._record(piece, stream) for piece in pieces))

    def write_piece(self, stream: str, piece: bytes) -> None:
        """Take the beginning of a line, which is as long as a piece."""
        with self._lock, self.path.open("ab") as file:
            file.write(self._record(piece, stream))

    def rotate(self) -> None:
        """Rename the file, and those that were renamed before, and begin a new one."""
        with self._lock:
            for path in self.files:
                number = 0 if path == self.path else int(path.suffix[1:])
                path.rename(self.path.with_name(f"{self.path.name}.{number + 1}"))
            self.path.touch()

    def rotate_if_full(self) -> None:
        """Rotate where the file has reached its size."""
        with self._lock:
            if self.path.stat().st_size >= self._max_bytes:
                self.rotate()

    def _record(self, piece: bytes, stream: str) -> bytes:
        self._time += timedelta(microseconds=1357)
        time = self._time.strftime("%Y-%m-%dT%H:%M:%S.%f") + "042Z"
        text = piece.decode(errors="replace")
        record = {"log": text, "stream": stream, "attrs": self._attrs, "time": time}
        return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class Container:
    """A process whose output goes where the json-file driver would put it, as it comes.

    Args:
        command: of the process.
        environment: of the process.
        log: takes its lines, and is rotated where it is full.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], log: JsonFile) -> None:
        self.log, self.lines = log, 0
        self._numbers = count(1)  # two threads count
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, env=dict(environment), stdout=pipe, stderr=pipe)
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        sources = (("stdout", self._process.stdout), ("stderr", self._process.stderr))
        self._copiers = [threading.Thread(target=self._copy, args=source) for source in sources]
        for copier in self._copiers:
            copier.start()

    def wait_for_lines(self, more: int, seconds: float = 180) -> None:
        """Wait until it has written so many more lines."""
        wanted, end = self.lines + more, time.monotonic() + seconds
        while self.lines < wanted and self._process.poll() is None and time.monotonic() < end:
            time.sleep(0.005)
        assert self.lines >= wanted, f"{self.lines} lines of {wanted}; ended with {self._process.poll()}"

    def kill(self) -> None:
        """Kill it, as a kernel without memory would."""
        self._process.kill()
        self.wait()

    def stop(self) -> int:
        """Ask it to end, and return its exit code."""
        self._process.terminate()
        return self.wait()

    def wait(self, seconds: float = 300) -> int:
        """Wait until it has ended and all that it wrote is in its log, and return its exit code."""
        try:
            return self._process.wait(seconds)
        finally:
            self._process.kill()
            for copier in self._copiers:
                copier.join(seconds)

    def _copy(self, stream: str, source: IO[bytes]) -> None:
        with source:
            for line in source:
                self.log.write([(stream, line.removesuffix(b"\n"))])
                self.log.rotate_if_full()
                self.lines = next(self._numbers)
