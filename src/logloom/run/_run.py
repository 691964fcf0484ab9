"""A command from its start to its end: its output passed on and kept, its signals and exit code passed on."""

from __future__ import annotations

import fcntl
import os
import re
import select
import shlex
import shutil
import signal
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from logloom._moments import iso
from logloom.errors import CommandError, LogloomError
from logloom.rules import Redactor, Rules
from logloom.run._child import Child, die_by
from logloom.run._end import ending, event, lasted
from logloom.run._home import Held, Home
from logloom.run._keep import Keeper, is_read
from logloom.run._page import PageProcess
from logloom.run._pass import STDERR, STDOUT, Outlet

if TYPE_CHECKING:
    from logloom.schema import Schema

__all__ = ["run"]

_PIPE_BYTES = 256 * 1024
_STREAMING_SECONDS = 0.02  # reads that follow each other faster than this are put together
_PAUSE_SECONDS = 0.01
_TICK_SECONDS = 0.25
_PAGE_AFTER_SECONDS = 1.0  # what ends sooner needs no page that it would wait for
_QUIET_SECONDS = 0.3  # of a pipe that somebody else holds after the command's end
_LEFT_SECONDS = 2.0  # at most, where that one goes on to write
_STORED_SECONDS = 5.0


@dataclass(frozen=True)
class _Book:
    """What the schema says that a run needs.

    Args:
        rules: for redaction and the terminal.
        units: of the fields that have one.
        kept_seconds: how long events are kept.
    """

    rules: Rules
    units: Mapping[str, str]
    kept_seconds: int


def run(  # noqa: PLR0913 - the options of a command, and its seams
    command: Sequence[str],
    load: Callable[[], Schema],
    *,
    job_id: str | None = None,
    home: Home | None = None,
    page: Sequence[str] | None = None,
    environ: Mapping[str, str] | None = None,
) -> int:
    """Run a command. A signal that ends it ends this process too.

    Args:
        command: program and arguments.
        load: gives the schema; called once the command has started. Where that fails the built-in rules apply.
        job_id: name of the run; else JOB_ID of the environment, else drawn from the command and the time.
        home: the folder to keep it in.
        page: command that serves the page; none without.
        environ: of the command.

    Returns:
        The command's exit code.

    Raises:
        CommandError: it can't be started.
    """
    _fill_closed()
    given = dict(os.environ if environ is None else environ)
    name = job_id or given.get("JOB_ID") or _draw_name(command)
    given |= {"JOB_ID": name, "PYTHONUNBUFFERED": given.get("PYTHONUNBUFFERED") or "1"}
    request = _Request(command, given, home or Home(), page, _current_folder())
    outlet = Outlet(given)
    kept = _begin(request.home, name, outlet)
    try:
        with Child(command, given) as child:
            code = _Run(child, outlet, request, kept, _read_book(load, outlet)).watch()
    except CommandError:
        if kept:
            shutil.rmtree(kept[0], ignore_errors=True)
        raise
    if code < 0:
        die_by(-code)
    return code


@dataclass(frozen=True)
class _Request:
    """What is to be run, and where.

    Args:
        command: program and arguments.
        environ: of the command; JOB_ID names the run.
        home: the folder to keep it in.
        page: command that serves the page; none without.
        folder: the current one; empty where it is gone.
    """

    command: Sequence[str]
    environ: Mapping[str, str]
    home: Home
    page: Sequence[str] | None
    folder: str

    @property
    def job_id(self) -> str:
        """Name of the run."""
        return self.environ["JOB_ID"]


def _begin(home: Home, name: str, outlet: Outlet) -> tuple[Path, Held] | None:
    try:
        return home.begin_run(name)
    except OSError as error:
        outlet.tell(f"{error.filename or home.folder}: {error.strerror}; the output is passed on, and not kept")
        return None


def _fill_closed() -> None:
    """Put the null device where a standard stream is closed (`>&-`): the next file would take its number."""
    number = os.open(os.devnull, os.O_RDWR)
    while number <= STDERR:
        number = os.open(os.devnull, os.O_RDWR)
    os.close(number)


def _current_folder() -> str:
    try:
        return str(Path.cwd())
    except OSError:  # deleted, or not to be looked at
        return ""


def _draw_name(command: Sequence[str]) -> str:
    """Name a run after its program and the time: `train-20261122-183005`."""
    return f"{_program(command)}-{datetime.now(timezone.utc).astimezone():%Y%m%d-%H%M%S}"


def _program(command: Sequence[str]) -> str:
    """Return what a person would call a command: its script or module, without what launches it."""
    script = next((Path(word).stem for word in command if word.endswith((".py", ".sh"))), None)
    module = command[command.index("-m") + 1 :] if "-m" in command else ()
    name = script or (module[0].rpartition(".")[2] if module else Path(command[0]).name)
    return re.sub(r"[^A-Za-z0-9_-]", "_", name)[:60] or "job"


class _Run:
    """The time between a command's start and its end."""

    def __init__(
        self, child: Child, outlet: Outlet, request: _Request, kept: tuple[Path, Held] | None, book: _Book
    ) -> None:
        self._child, self._outlet, self._request, self._book = child, outlet, request, book
        self._story = self._first_story()
        self._held = kept[1] if kept else None
        self._keeper = Keeper(kept[0], outlet.tell) if kept else None
        page = request.page if kept else None
        self._page = PageProcess(request.home, page, request.job_id, outlet.tell) if page else None
        outlet.open_screen(book.rules, book.units, self._story["labels"])

    def watch(self) -> int:
        """Return the command's code once it has ended, and all is passed on and kept."""
        self._write_story()
        with suppress(OSError):  # another run deletes them
            _expire(self._request.home, self._book.kept_seconds)
        if self._keeper:
            self._outlet.tell(f"job {self._request.job_id}, kept in {self._keeper.path.parent}")
        code = self._pump()
        self._outlet.finish()
        self._close(code)
        return code

    def _pump(self) -> int:
        """Pass the output on until the command ends, and what it wrote is read."""
        pipes = _Pipes(self._child)
        code, last_tick = None, 0.0
        while code is None:
            self._pass_on(pipes.read(_TICK_SECONDS))
            code = self._child.poll()
            now = time.monotonic()
            if now - last_tick >= _TICK_SECONDS:
                last_tick = now
                self._tick(now)
        end, pipes.is_quiet = time.monotonic() + _LEFT_SECONDS, False  # before the end it may have been
        while pipes.open and time.monotonic() < end and not pipes.is_quiet:
            self._pass_on(pipes.read(_QUIET_SECONDS))
        if pipes.open:
            self._outlet.tell(
                "a process that the command left behind holds its output; what it writes now is not kept, and once we "
                "have ended it gets SIGPIPE: let it write into a file (> FILE 2>&1)"
            )
        return code

    def _pass_on(self, found: Sequence[tuple[int, bytes]]) -> None:
        for stream, data in found:
            if self._keeper:
                self._keeper.feed(stream, data)
            self._outlet.show(stream, data)

    def _tick(self, now: float) -> None:
        self._outlet.settle()
        if self._page and now - self._child.begun >= _PAGE_AFTER_SECONDS:
            self._page.watch(self._request.environ)

    def _close(self, code: int) -> None:
        """Write how it ended, tell it, and wait until the page has read it."""
        now, seconds = datetime.now(timezone.utc), time.monotonic() - self._child.begun
        self._story |= {"ended_at": iso(now), "exit_code": max(code, 0), "signal": max(-code, 0)}
        if self._keeper:
            bad = event(code, now, self._book.rules, self._story["labels"], seconds) if code else b""
            self._keeper.finish(bad)
            self._story["lost_lines"] = self._keeper.lost_lines
        self._write_story()
        self._tell_end(code, seconds)
        if self._held:
            self._held.release()

    def _tell_end(self, code: int, seconds: float) -> None:
        if code:
            self._outlet.tell(f"the command ended by {ending(code)} after {lasted(seconds)}")
        if self._keeper and self._keeper.lost_lines:
            self._outlet.tell(f"{self._keeper.lost_lines:,} lines were shown and not kept")
        if not self._page or self._page.is_given_up:
            return
        is_short = not self._page.is_asked
        self._page.watch(self._request.environ)  # of a short command what it said is stored behind our back
        if is_short:
            return
        is_stored_now = self._page.url is not None and self._wait_until_stored()
        told = "all is stored" if is_stored_now else "what is not stored yet will be"
        self._outlet.tell(f"{told}; to look at it later: logloom view")

    def _wait_until_stored(self) -> bool:
        """Wait a little until the page has stored the last line; a signal ends the waiting."""
        assert self._keeper
        end = time.monotonic() + _STORED_SECONDS
        while time.monotonic() < end and self._request.home.page_lives():
            if _is_stored(self._keeper.path.parent):
                return True
            if self._child.heard() - {signal.SIGCHLD}:
                return False
            select.select([self._child.wake], [], [], 0.05)
        return _is_stored(self._keeper.path.parent)

    def _first_story(self) -> dict[str, Any]:
        """What run.json says from the start, without secrets."""
        redactor = Redactor.of(self._book.rules)
        default = self._book.rules.defaults["service"]
        environ, command = self._request.environ, self._request.command
        service = environ.get("SERVICE") or (_program(command) if default == "unknown" else default)
        labels = {"job_id": self._request.job_id, "service": service}
        return {
            "job_id": self._request.job_id,
            "labels": labels | ({"version": environ["VERSION"]} if environ.get("VERSION") else {}),
            "command": redactor.text(shlex.join(command)),
            "folder": redactor.text(self._request.folder),
            "host": socket.gethostname(),
            "pid": self._child.process.pid,
            "started_at": iso(self._child.started_at),
        }

    def _write_story(self) -> None:
        if self._held:
            with suppress(OSError):  # a full disk; the lines tell more
                self._held.write(self._story)


class _Pipes:
    """The two pipes of a command."""

    def __init__(self, child: Child) -> None:
        process = child.process
        assert process.stdout
        assert process.stderr
        self._child = child
        for pipe in (process.stdout, process.stderr):
            with suppress(OSError, AttributeError):  # not everywhere, and not beyond a user's share
                fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
        self.open = {process.stdout.fileno(): STDOUT, process.stderr.fileno(): STDERR}
        self.last_read = time.monotonic()
        self.is_quiet = self._is_streaming = False

    def read(self, seconds: float) -> list[tuple[int, bytes]]:
        """Return what came from each stream; nothing when the time is up, or a signal came.

        While lines come thick and fast it lets some gather: a wake-up costs more than a line.
        """
        if self._is_streaming:
            select.select([self._child.wake], [], [], _PAUSE_SECONDS)
        ready = select.select([*self.open, self._child.wake], [], [], seconds)[0]
        self._child.heard()
        self.is_quiet = not ready
        found = []
        for descriptor in [each for each in ready if each != self._child.wake]:
            stream, data = self.open[descriptor], os.read(descriptor, _PIPE_BYTES)
            if data:
                found.append((stream, data))
            else:
                del self.open[descriptor]
        now = time.monotonic()
        most = max((len(data) for _, data in found), default=0)
        self._is_streaming = 0 < most < _PIPE_BYTES // 8 and now - self.last_read < _STREAMING_SECONDS + _PAUSE_SECONDS
        if found:
            self.last_read = now
        return found


def _read_book(load: Callable[[], Schema], outlet: Outlet) -> _Book:
    """Read the schema; one that is broken must not end a training that has begun."""
    from logloom.schema import compile_rules  # noqa: PLC0415 - half a second, in which the command starts
    from logloom.schema.model import span_seconds  # noqa: PLC0415

    try:
        schema = load()
    except LogloomError as error:
        from logloom.log._locate import built_in_rules  # noqa: PLC0415 - seldom

        outlet.tell(f"the schema can't be used, so the built-in rules apply to what is shown: {error}")
        return _Book(built_in_rules(), {}, 30 * 86400)
    units = {name: spec.unit for name, spec in schema.fields.items() if spec.unit}
    return _Book(compile_rules(schema), units, span_seconds(schema.retention.events))


def _expire(home: Home, kept_seconds: int) -> None:
    """Delete the runs that are older than what the schema keeps."""
    for found in home.all_runs():
        if not found.lives and (found.folder / "run.json").exists():
            changed = max((path.stat().st_mtime for path in found.folder.iterdir()), default=0.0)
            if time.time() - changed > kept_seconds:
                shutil.rmtree(found.folder, ignore_errors=True)


def _is_stored(folder: Path) -> bool:
    """Tell whether the store has all lines of a run."""
    return all(map(is_read, folder.glob("output.log*")))
