"""The spool from outside: what waits there, sending it by hand, taking it away."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from logloom.faults._dsn import Dsn
from logloom.faults._envelope import Redaction
from logloom.faults._files import Entry, envelope_of, events, names
from logloom.faults._folder import folders
from logloom.faults._sender import Post, Sender
from logloom.faults._start import open_spool
from logloom.rules import Rules

__all__ = ["Sent", "Stored", "purge", "send", "stored"]


class Stored(NamedTuple):
    """One event that waits.

    Args:
        destination: host and project that it is for.
        entry: its file.
    """

    destination: str
    entry: Entry

    def event(self) -> dict[str, Any]:
        """Return what it holds; nothing where it can't be read."""
        with suppress(OSError, ValueError, AttributeError):
            envelope = envelope_of(self.entry.path.read_bytes()) if self.entry.path else None
            if envelope is not None:
                return dict(orjson.loads(envelope.split(b"\n", 3)[2]))
        return {}

    @property
    def title(self) -> str:
        """What it is about, in a line."""
        event = self.event()
        values = (event.get("exception") or {}).get("values") or []
        if values:
            return f"{values[-1].get('type')}: {values[-1].get('value')}"
        return str(event.get("message") or event.get("transaction") or "")


class Sent(NamedTuple):
    """What became of a sending.

    Args:
        sent: how many went.
        left: how many of those that may be sent are left.
        why: what the last failure was.
    """

    sent: int
    left: int
    why: str


def stored(root: Path) -> list[Stored]:
    """Return all events of all destinations, oldest first."""
    found = [
        Stored(destination, entry)
        for destination in sorted(names(root))
        for folder in folders(root / destination)
        for entry in events(folder)
    ]
    return sorted(found, key=lambda each: each.entry.name)


def send(dsn: Dsn, root: Path, rules: Rules, post: Post, seconds: float) -> Iterator[Sent]:
    """Send what processes left that have ended; a process that runs sends its own.

    Args:
        dsn: where to.
        root: folder of all destinations.
        rules: the schema's, for crashes that were not yet reported.
        post: sends one event.
        seconds: how long to go on where the server does not take them.

    Yields:
        How far it is.
    """
    spool = open_spool(dsn, root, Redaction(rules), None)
    sender = Sender(spool, post)
    spool.adopt()
    total, deadline = len(spool), time.monotonic() + seconds
    try:
        while len(spool) and time.monotonic() < deadline:
            pause = sender.step()
            yield Sent(total - len(spool), len(spool), sender.why)
            time.sleep(max(0.0, min(pause, deadline - time.monotonic())))
        yield Sent(total - len(spool), len(spool), sender.why)
    finally:
        spool.close()


def purge(root: Path, ids: Iterable[str] = ()) -> int:
    """Take events away, whoever they belong to; return how many.

    Args:
        root: folder of all destinations.
        ids: starts of their ids; all where there is none.
    """
    starts = tuple(ids)
    gone = 0
    for each in stored(root):
        if each.entry.path is not None and (not starts or each.entry.event_id.startswith(starts)):
            with suppress(OSError):
                each.entry.path.unlink()
                gone += 1
    return gone
