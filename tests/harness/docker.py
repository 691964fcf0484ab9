"""Docker's json-file driver, as far as it can be seen from its files.

Source: Docker Engine 26.1, "JSON File logging driver", and what its daemon wrote.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path

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
            records = [self._record(whole[at : at + PIECE_BYTES], stream) for at in range(0, len(whole), PIECE_BYTES)]
            with self.path.open("ab") as file:
                file.write(b"".join(records))

    def rotate(self) -> None:
        """Rename the file, and those that were renamed before, and begin a new one."""
        for path in self.files:
            number = 0 if path == self.path else int(path.suffix[1:])
            path.rename(self.path.with_name(f"{self.path.name}.{number + 1}"))
        self.path.touch()

    def rotate_if_full(self) -> None:
        """Rotate where the file has reached its size."""
        if self.path.stat().st_size >= self._max_bytes:
            self.rotate()

    def _record(self, piece: bytes, stream: str) -> bytes:
        self._time += timedelta(microseconds=1357)
        time = self._time.strftime("%Y-%m-%dT%H:%M:%S.%f") + "042Z"
        text = piece.decode(errors="replace")
        record = {"log": text, "stream": stream, "attrs": self._attrs, "time": time}
        return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
