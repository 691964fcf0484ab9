"""A death in native code: what Python's `faulthandler` wrote into the spool, made a report at the next start.

`crash.txt` begins with a line of JSON that says which job the process was; whatever follows was written by
`faulthandler` in the moment of a SIGSEGV, SIGFPE, SIGABRT, SIGBUS or SIGILL. (NCCL's time-out ends in SIGABRT.)

Source: Python 3.14, `faulthandler`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import orjson

from logloom.faults._envelope import Redaction
from logloom.faults._kinds import NATIVE_CRASH

__all__ = ["Crash", "crash_envelope", "header", "read_crash"]

_TITLE = re.compile(r"^(?:Fatal Python error|Windows fatal exception): (.{1,200})$", re.MULTILINE)
_FRAME = re.compile(r'^  File "(.{0,1000})", line ([0-9]{1,9}|\?\?\?) in (.{1,500})$', re.MULTILINE)
_LONGEST = 1 << 18


class Crash(NamedTuple):
    """How a process died.

    Args:
        event_id: made from the content, so that a crash that is read twice is one event.
        title: such as ``Segmentation fault``.
        text: what `faulthandler` wrote.
        job: which process it was.
        about: release and environment.
    """

    event_id: str
    title: str
    text: str
    job: dict[str, Any]
    about: dict[str, Any]


def header(job: Mapping[str, Any], about: Mapping[str, Any]) -> bytes:
    """Return the first line of a crash file."""
    return orjson.dumps({"job": job, "about": about}, default=str) + b"\n"


def read_crash(content: bytes) -> Crash | None:
    """Return what a crash file tells; None where nothing was written after its first line."""
    head, _, rest = content[:_LONGEST].partition(b"\n")
    text = rest.decode(errors="replace").strip()
    if not text:
        return None
    try:
        told = orjson.loads(head)
        job, about = dict(told["job"]), dict(told["about"])
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        job, about = {}, {}
    title = _TITLE.search(text)
    event_id = hashlib.sha256(content).hexdigest()[:32]
    return Crash(event_id, title[1] if title else "crash", text, job, about)


def crash_envelope(crash: Crash, redaction: Redaction, seconds: float) -> bytes:
    """Return the report, redacted.

    Args:
        crash: what happened.
        redaction: by the schema's rules.
        seconds: when, since 1970.
    """
    frames = _frames(crash.text)
    top = frames[-1]["function"] if frames else ""
    tags = {"fault": NATIVE_CRASH} | {name: str(crash.job[name]) for name in ("job_id", "rank") if name in crash.job}
    stacktrace = {"stacktrace": {"frames": frames}} if frames else {}
    event = {
        **crash.about,
        "event_id": crash.event_id,
        "timestamp": seconds,
        "platform": "python",
        "level": "fatal",
        "exception": {
            "values": [
                {
                    "type": crash.title,
                    "value": "the process ended in native code",
                    "mechanism": {"type": "faulthandler", "handled": False},
                    **stacktrace,
                }
            ]
        },
        "fingerprint": [NATIVE_CRASH, crash.title, top],
        "tags": tags,
        "contexts": {"job": crash.job},
        "extra": {"faulthandler": crash.text},
    }
    return redaction.envelope({"event_id": crash.event_id}, [({"type": "event"}, event)])


def _frames(text: str) -> list[dict[str, Any]]:
    """Return the frames of the thread that crashed, the innermost last, as Sentry wants them."""
    _, mark, rest = text.partition("Current thread")
    stack = (rest if mark else text).partition("\n\n")[0]
    found = [
        {"filename": path.rpartition("/")[2], "abs_path": path, "function": name.strip(), **_line(line)}
        for path, line, name in _FRAME.findall(stack)
    ]
    return found[::-1]


def _line(text: str) -> dict[str, int]:
    return {"lineno": int(text)} if text.isdigit() else {}
