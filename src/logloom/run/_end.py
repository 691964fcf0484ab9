"""How a command ended, in words, and as an event."""

from __future__ import annotations

import signal
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson

from logloom._moments import iso
from logloom.rules import Rules

__all__ = ["ending", "event", "lasted"]

_SIGNALS = {
    "SIGKILL": "most often the kernel's out-of-memory killer (`dmesg` says so), or a scheduler's limit",
    "SIGTERM": "somebody asked it to end: a scheduler, a shutdown, `kill`",
    "SIGINT": "interrupted, as by Ctrl-C",
    "SIGHUP": "its terminal was closed; `nohup` or tmux outlive that",
    "SIGQUIT": "as by Ctrl-\\",
    "SIGSEGV": "native code touched memory that is not its own; `python -X faulthandler` shows where",
    "SIGABRT": "native code gave up: a time-out of NCCL, an assertion of CUDA, an uncaught C++ exception",
    "SIGBUS": "often /dev/shm is full: give the container more (`--shm-size`), or take fewer loader workers",
    "SIGILL": "an instruction that this CPU lacks: the program was built for another one",
    "SIGFPE": "native code divided by zero",
    "SIGXCPU": "its limit of CPU time",
    "SIGXFSZ": "its limit of file size",
    "SIGPIPE": "who read its output went away",
    "SIGUSR1": "a program ends by it unless it listens; some schedulers warn by it of a time limit",
    "SIGUSR2": "a program ends by it unless it listens; some schedulers warn by it of a time limit",
}
_CODES = {
    1: "the program failed; its last lines say why",
    2: "usually a wrong option",
    124: "as `timeout` does when the time is up",
    126: "something may not be run",
    127: "something was not found",
}


def ending(code: int) -> str:
    """Return how a command ended: `exit code 1 (…)`, `SIGKILL (…)`.

    Args:
        code: exit code, or minus the number of the signal.
    """
    name = _signal_of(code)
    if code < 0:
        hint = _SIGNALS.get(name or "")
        told = name or f"signal {-code}"
    else:
        told, hint = f"exit code {code}", _CODES.get(code)
        if name:
            hint = f"{name} in a process of its own: {_SIGNALS.get(name, 'a signal')}"
    return f"{told} ({hint})" if hint else told


def _signal_of(code: int) -> str | None:
    """Name the signal that a code tells; shells and containers add 128."""
    number = -code if code < 0 else code - 128
    try:
        return signal.Signals(number).name if number > 0 else None
    except ValueError:
        return None


def event(code: int, now: datetime, rules: Rules, labels: Mapping[str, str], seconds: float) -> bytes:
    """Return the event that tells of a bad end, as the line of a file.

    Args:
        code: exit code, or minus the number of the signal.
        now: in UTC.
        rules: that it keeps to.
        labels: service, job_id and version of the run.
        seconds: that the command ran.
    """
    found: dict[str, Any] = {
        "@timestamp": iso(now),
        "level": "WARN" if _signal_of(code) == "SIGINT" else "ERROR",
        "service": labels.get("service") or rules.defaults["service"],
        "version": labels.get("version") or rules.defaults["version"],
        "job_id": labels.get("job_id") or rules.defaults["job_id"],
        "event": "job_end",
        "error_type": _signal_of(code) or f"exit code {code}",
        "message": f"the command ended by {ending(code)}",
    }
    if "duration_ms" in rules.fields and rules.fields["duration_ms"].type == "float":
        found["duration_ms"] = round(seconds * 1000.0, 1)
    return orjson.dumps(found, option=orjson.OPT_APPEND_NEWLINE)


def lasted(seconds: float) -> str:
    """Return a length of time for people: `830 ms`, `12.3 s`, `4 min 05 s`, `3 h 12 min`."""
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest:02d} s"
    return f"{minutes // 60} h {minutes % 60:02d} min"
