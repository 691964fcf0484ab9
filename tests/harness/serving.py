"""What stops again: servers in a thread of the test, and programs."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import BaseServer
from typing import Protocol, TypeVar

__all__ = ["served", "started"]


class Program(Protocol):
    """What can be started and stopped."""

    def start(self) -> None:
        """Start it."""

    def stop(self) -> None:
        """Stop it; what did not start needs none."""


P = TypeVar("P", bound=Program)


@contextmanager
def served(server: BaseServer) -> Iterator[None]:
    """Answer in the background until the block is left, and give the port back."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    with server:
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def started(name: str, make: Callable[[Path], P]) -> Iterator[P]:
    """Start a program with an empty folder of its own and give it; stop it and clean up in the end.

    Args:
        name: of the folder, its begin.
        make: gives the program, from its folder.
    """
    with tempfile.TemporaryDirectory(prefix=f"logloom-{name}-", ignore_cleanup_errors=True) as folder:
        program = make(Path(folder))
        try:
            program.start()
            yield program
        finally:
            program.stop()
