"""What the tests of `logloom run` share: real processes, in pipes and in terminals."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

PATIENCE_SECONDS = 120


def waiting(for_what: Callable[[], object], seconds: float = PATIENCE_SECONDS) -> Any:
    """Poll until something is there, and return it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := for_what():
            return found
        time.sleep(0.02)
    raise AssertionError("it never came")


class Runner:
    """Starts `logloom run` in a folder of its own.

    Args:
        folder: the current one of the command.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environ = {
            name: value
            for name, value in os.environ.items()
            if name not in {"JOB_ID", "NO_COLOR", "FORCE_COLOR", "SERVICE"}
        }

    def words(self, *command: str, options: tuple[str, ...] = ("--no-page",)) -> list[str]:
        """Return the whole command line."""
        return [sys.executable, "-m", "logloom", "run", *options, "--", *command]

    def python(self, code: str) -> list[str]:
        """Return the command that runs a piece of Python."""
        return [sys.executable, "-c", code]

    def __call__(self, *command: str, options: tuple[str, ...] = ("--no-page",), **more: Any) -> Any:
        """Run a command to its end, and return what came out."""
        return self.ended(self.words(*command, options=options), **more)

    def ended(self, words: list[str], **more: Any) -> Any:
        """Run a whole command line, ours or a shell's around it, to its end, and return what came out."""
        return subprocess.run(
            words,
            cwd=self.folder,
            env=self.environ | more.pop("env", {}),
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=False,
            **more,
        )

    @contextmanager
    def start(
        self, *command: str, options: tuple[str, ...] = ("--no-page",), **more: Any
    ) -> Iterator[subprocess.Popen[bytes]]:
        """Start a command, with its output in pipes; kill it when the block is left."""
        given: Mapping[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
        with subprocess.Popen(
            self.words(*command, options=options), cwd=self.folder, env=self.environ, **given
        ) as process:
            late = threading.Timer(PATIENCE_SECONDS, process.kill)  # a test that reads a line must not wait for ever
            late.start()
            try:
                yield process
            finally:
                late.cancel()
                with suppress(ProcessLookupError):
                    process.kill()

    @property
    def run_folder(self) -> Path:
        """The folder of the one run."""
        (folder,) = (self.folder / ".logloom" / "runs").iterdir()
        return folder

    @property
    def story(self) -> dict[str, Any]:
        """Its run.json."""
        return json.loads((self.run_folder / "run.json").read_text())

    @property
    def kept(self) -> bytes:
        """Its lines, in the order of the files."""
        folder = self.run_folder
        older = sorted(folder.glob("output.log.*"), key=lambda path: int(path.suffix[1:]))
        return b"".join(path.read_bytes() for path in [*older, folder / "output.log"] if path.exists())


class Terminal:
    """A command in a terminal of its own.

    Args:
        words: the command line.
        folder: the current one of the command.
        environ: its environment.
    """

    def __init__(self, words: list[str], folder: Path, environ: Mapping[str, str]) -> None:
        self.pid, self.descriptor = pty.fork()
        if not self.pid:
            os.chdir(folder)
            os.execve(words[0], words, {"TERM": "xterm", **environ, "COLUMNS": "200"})
        self.shown = b""

    def type(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self.descriptor, keys)

    def until(self, text: bytes, times: int = 1) -> bytes:
        """Read until a text is shown so many times; return all that was."""
        waiting(lambda: self.shown.count(text) >= times or (self._read() is None and self._fail(text)))
        return self.shown

    def _fail(self, text: bytes) -> None:
        raise AssertionError(f"{text!r} was not shown: {self.shown!r}")

    def end(self) -> int:
        """Read to the end; return the exit code, or minus the signal."""
        waiting(lambda: self._read() is None)
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        self.pid = 0
        return code

    def hang_up(self) -> None:
        """Close the terminal."""
        os.close(self.descriptor)
        self.descriptor = -1

    def close(self) -> None:
        """End the command, whatever it does."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self.descriptor >= 0:
            os.close(self.descriptor)

    def _read(self) -> bytes | None:
        """Take what is there; None at the end."""
        if not select.select([self.descriptor], [], [], 0.1)[0]:
            return b""
        try:
            data = os.read(self.descriptor, 65536)
        except OSError:  # Linux says so where the last process has gone
            return None
        self.shown += data
        return data or None


@pytest.fixture(autouse=True)
def signals() -> Iterator[None]:
    """Let signals be as in a terminal: who starts tests in the background has some of them ignored."""
    asked = (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP)
    ignored = [number for number in asked if signal.getsignal(number) is signal.SIG_IGN]
    for number in ignored:
        signal.signal(number, signal.SIG_DFL)
    yield
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A runner in an empty folder."""
    folder = tmp_path / "work"
    folder.mkdir()
    return Runner(folder)


@pytest.fixture
def terminal(runner: Runner) -> Iterator[Callable[..., Terminal]]:
    """A function that runs a command in a terminal."""
    opened: list[Terminal] = []

    def start(*command: str, is_bare: bool = False, **environ: str) -> Terminal:
        words = [*command] if is_bare else runner.words(*command)
        opened.append(Terminal(words, runner.folder, runner.environ | environ))
        return opened[-1]

    yield start
    for each in opened:
        each.close()
