"""The receiving end of Filebeat's way to Logstash, for tests: Elastic's own go-lumber, with mutual TLS."""

from __future__ import annotations

import contextlib
import json
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from harness.filebeat import build

STOP_SECONDS = 10.0


class Receiver:
    """A running receiver.

    Args:
        output: file of its standard output: its address, then an event in each line.
    """

    def __init__(self, output: Path) -> None:
        self._output = output

    @property
    def address(self) -> str:
        """Where it listens, as ``host:port``; empty while it does not."""
        return self._lines()[0].decode() if self._lines() else ""

    @property
    def events(self) -> list[dict[str, Any]]:
        """All that it was handed so far."""
        return [json.loads(line) for line in self._lines()[1:]]

    @property
    def count(self) -> int:
        """How many events that is."""
        return max(0, self._output.read_bytes().count(b"\n") - 1)

    def _lines(self) -> list[bytes]:
        return self._output.read_bytes().split(b"\n")[:-1]


def install() -> Path:
    """Return the path of the program, after building it where it lacks.

    Raises:
        UnavailableError: there is no Go that is new enough, or the modules can't be had.
    """
    return build("lumberjack", "./receiver")


@contextlib.contextmanager
def running(tls: Path) -> Iterator[Receiver]:
    """Start a receiver and give it; stop it in the end.

    Args:
        tls: folder with ``ca.crt``, ``logstash.crt`` and ``logstash.key``.
    """
    with tempfile.TemporaryDirectory(prefix="logloom-lumberjack-") as folder:
        output = Path(folder, "output.ndjson")
        with output.open("wb") as file:
            process = subprocess.Popen([str(install()), str(tls)], stdin=subprocess.DEVNULL, stdout=file)
        try:
            yield Receiver(output)
        finally:
            process.kill()
            process.wait(STOP_SECONDS)
