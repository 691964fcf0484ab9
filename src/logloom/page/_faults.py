"""The reports of faults that wait on this machine, as the page shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from logloom._moments import iso
from logloom.faults import Stored, stored

__all__ = ["Faults"]

_MOST = 200
_MOST_FRAMES = 100
_LONGEST = 20_000
_SHOWN = {"gpu_info", "job"}  # contexts that have a place of their own
_LATER = {"trace", "runtime"}  # that say nothing of the fault


class Faults:
    """Reads the spool again when something in it has changed.

    Args:
        folder: of the spool.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._names: list[str] = []
        self._newest: list[dict[str, Any]] = []

    @property
    def count(self) -> int:
        """How many reports of errors wait."""
        return len(self._names)

    def look(self) -> None:
        """Read what is new."""
        found = [each for each in stored(self.folder) if each.entry.category == "error"]
        names = [each.entry.name for each in found]
        if names != self._names:
            self._newest = [_fault(each) for each in reversed(found[-_MOST:])]
            self._names = names

    def answer(self) -> dict[str, Any]:
        """Return the answer of ``/api/faults``: the newest first."""
        return {"folder": str(self.folder), "faults": self._newest}


def _fault(each: Stored) -> dict[str, Any]:
    event = each.event()
    contexts = _mapping(event.get("contexts"))
    values = [_mapping(value) for value in _values(event.get("exception"))]
    last = values[-1] if values else {}
    job, tags = _mapping(contexts.get("job")), _mapping(event.get("tags"))
    gpu = _mapping(contexts.get("gpu_info"))
    return {
        "id": each.entry.event_id,
        "time": iso(datetime.fromtimestamp(int(each.entry.seconds), timezone.utc)),
        "fault": tags.get("fault"),
        "level": event.get("level"),
        "type": last.get("type"),
        "message": last.get("value") or event.get("message") or _mapping(event.get("logentry")).get("message"),
        "job_id": job.get("job_id") or tags.get("job_id"),
        "rank": job.get("rank") if "rank" in job else tags.get("rank"),
        "run": job.get("run"),
        "waiting": True,
        "tries": None,
        "gpu": gpu or None,
        "contexts": {
            **({"job": job} if job else {}),
            **{name: value for name, value in contexts.items() if name not in _SHOWN | _LATER},
        },
        "breadcrumbs": _values(event.get("breadcrumbs"))[-_MOST_FRAMES:],
        "stack": _stack(values) or _crash(event),
    }


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _values(value: Any) -> list[Any]:
    found = _mapping(value).get("values")
    return found if isinstance(found, list) else []


def _crash(event: Mapping[str, Any]) -> str:
    """Return what `faulthandler` wrote, where the process died in native code."""
    return str(_mapping(event.get("extra")).get("faulthandler", ""))[:_LONGEST]


def _stack(values: list[Mapping[str, Any]]) -> str:
    """Return the tracebacks as Python prints them, the first cause first."""
    text = "\n\n".join("\n".join(_traceback(value)) for value in values if value.get("stacktrace"))
    return text[:_LONGEST]


def _traceback(value: Mapping[str, Any]) -> Iterator[str]:
    yield "Traceback (most recent call last):"
    frames = _mapping(value.get("stacktrace")).get("frames")
    for frame in map(_mapping, frames[-_MOST_FRAMES:] if isinstance(frames, list) else []):
        yield f'  File "{frame.get("filename")}", line {frame.get("lineno", "?")}, in {frame.get("function")}'
        if line := str(frame.get("context_line") or "").strip():
            yield f"    {line}"
    yield f"{value.get('type')}: {value.get('value')}"
