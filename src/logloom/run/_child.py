r"""The command as a process: its start, the signals that are passed on to it, and its end.

It shares our process group, so what the terminal sends (Ctrl-C, Ctrl-\\, Ctrl-Z) reaches it once, from there. What is
sent to us alone, as `kill` and schedulers do, is passed on.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timezone
from types import FrameType
from typing import Any

from logloom.errors import CommandError

__all__ = ["Child", "die_by"]

_PASSED_ON = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGCONT", "SIGTSTP")
_OF_TERMINAL = {signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP}


class Child:
    """A command that runs, its output in two pipes; used by the main thread, in a `with` block.

    Args:
        command: program and arguments.
        environ: its environment.
        is_from_terminal: tells whether a signal that a terminal can send came from there.

    Raises:
        CommandError: there is no such program, or it may not be run.
    """

    def __init__(
        self,
        command: Sequence[str],
        environ: Mapping[str, str],
        is_from_terminal: Callable[[], bool] | None = None,
    ) -> None:
        self._is_from_terminal = is_from_terminal or _is_in_foreground
        self._process: subprocess.Popen[bytes] | None = None
        self._early: list[int] = []
        self.wake, self._awaken = os.pipe()
        for end in (self.wake, self._awaken):
            os.set_blocking(end, False)
        self._before: dict[int, Any] = {signal.SIGCHLD: signal.signal(signal.SIGCHLD, _hear)}
        signal.set_wakeup_fd(self._awaken, warn_on_full_buffer=False)
        self._listen(ignored=False)
        self.begun, self.started_at = time.monotonic(), datetime.now(timezone.utc)
        try:
            self._process = _start(command, environ)
        except CommandError:
            self.close()
            raise
        self._listen(ignored=True)
        for number in self._early:
            self.send(number)

    def __enter__(self) -> Child:  # noqa: PYI034 - Self is of Python 3.11
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Treat signals as before."""
        signal.set_wakeup_fd(-1)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        os.close(self.wake)
        os.close(self._awaken)

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The process."""
        assert self._process
        return self._process

    def poll(self) -> int | None:
        """Return the exit code, or minus the signal that ended it; None while it runs."""
        return self.process.poll()

    def heard(self) -> set[int]:
        """Return the signals that came since the last call; `wake` can be read once there are some."""
        with contextlib.suppress(BlockingIOError):
            return set(os.read(self.wake, 4096))
        return set()

    def send(self, number: int) -> None:
        """Send it a signal, if it still runs."""
        if self._process is None:
            self._early.append(number)
        else:
            with contextlib.suppress(ProcessLookupError):
                self._process.send_signal(number)

    def _listen(self, *, ignored: bool) -> None:
        """Take over the signals that were ignored (as `nohup` and a background shell do), or those that were not.

        The command starts between the two, so that it ignores what it would have ignored without us, and may change
        its mind: what comes to us is passed on to it in any case.
        """
        for number in (getattr(signal, name) for name in _PASSED_ON):
            if number not in self._before and (signal.getsignal(number) is signal.SIG_IGN) == ignored:
                self._before[number] = signal.signal(number, self._pass_on)

    def _pass_on(self, number: int, _: FrameType | None) -> None:
        if not (number in _OF_TERMINAL and self._is_from_terminal()):
            self.send(number)
        if number == signal.SIGTSTP:
            os.kill(os.getpid(), signal.SIGSTOP)  # until somebody lets us go on, and the command with us


def _hear(_number: int, _frame: FrameType | None) -> None:
    """Let the signal wake us: its number goes into the pipe."""


def _is_in_foreground() -> bool:
    """Tell whether the terminal, if there is one, sends its signals to our process group."""
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY)
    except OSError:
        return False
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:
        return False
    finally:
        os.close(terminal)


def _start(command: Sequence[str], environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            list(command), bufsize=0, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(environ)
        )
    except FileNotFoundError:
        where = "" if "/" in command[0] else " on the PATH"
        message = f"{command[0]}: not found{where}; check its name, and the interpreter in the first line of a script"
        raise CommandError(message, 127) from None
    except PermissionError:
        raise CommandError(f"{command[0]}: may not be run; `chmod +x` it, or name its interpreter", 126) from None
    except (OSError, ValueError) as error:  # no program at all, more arguments than the system takes, a null byte
        reason = getattr(error, "strerror", None) or str(error)
        raise CommandError(
            f"{command[0]}: can't be run ({reason}); a script needs an interpreter in its first line", 126
        ) from None


def die_by(number: int) -> None:
    """End by a signal, as the command did, so that whoever called us sees the same; leave no core file of ours."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    with contextlib.suppress(OSError, ValueError):  # SIGKILL has no handler
        signal.signal(number, signal.SIG_DFL)
    with contextlib.suppress(OSError, ValueError):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [number])
    os.kill(os.getpid(), number)
