"""Where the command's output goes on to: our own standard output and error, as they are or as a terminal likes them."""

from __future__ import annotations

import os
import select
import shutil
import time
from collections.abc import Mapping

from logloom.rules import Rules
from logloom.run._show import Screen, is_coloured

__all__ = ["Outlet"]

STDOUT, STDERR = 1, 2


class Outlet:
    """Both streams. A reader that goes away, as `head` does, ends only its stream.

    Args:
        environ: NO_COLOR, FORCE_COLOR, TERM.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._terminals = {stream for stream in (STDOUT, STDERR) if _is_terminal(stream)}
        self._gone: set[int] = set()
        self._screen: Screen | None = None
        self._is_mid_line = False

    def open_screen(self, rules: Rules, units: Mapping[str, str], labels: Mapping[str, str]) -> None:
        """Let a terminal show events as lines, by these rules."""
        if self._terminals:
            self._screen = Screen(
                rules,
                units,
                labels,
                coloured=is_coloured(self._environ),
                columns=lambda: shutil.get_terminal_size().columns,
                clock=time.monotonic,
            )

    def show(self, stream: int, data: bytes) -> None:
        """Pass on what the command wrote to a stream."""
        if self._screen and stream in self._terminals:
            data = self._screen.show(stream, data)
        elif stream == STDERR:
            self._is_mid_line = not data.endswith(b"\n")
        self._write(stream, data)

    def settle(self) -> None:
        """Pass on what was held back too long."""
        if self._screen:
            self._write(min(self._terminals), self._screen.settle())

    def finish(self) -> None:
        """Pass on all that is held back."""
        if self._screen:
            self._write(min(self._terminals), self._screen.finish())

    def tell(self, sentence: str) -> None:
        """Say something ourselves, on standard error."""
        if self._screen and STDERR in self._terminals:
            self._write(STDERR, self._screen.note(sentence))
            return
        lead = "\n" if self._is_mid_line else ""
        self._is_mid_line = False
        self._write(STDERR, f"{lead}logloom: {sentence}\n".encode(errors="replace"))

    def _write(self, stream: int, data: bytes) -> None:
        while data and stream not in self._gone:
            data = data[self._put(stream, data) :]

    def _put(self, stream: int, data: bytes) -> int:
        try:
            return os.write(stream, data)
        except BlockingIOError:  # somebody who shares the terminal set it so
            select.select([], [stream], [], 1.0)
        except OSError:  # no reader any more, no terminal any more, a full disk
            self._gone.add(stream)
        return 0


def _is_terminal(stream: int) -> bool:
    try:
        return os.isatty(stream)
    except OSError:
        return False
