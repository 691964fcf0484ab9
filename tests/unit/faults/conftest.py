"""A clock that the test turns, a server that answers as it is told, and a spool between them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from logloom.faults._sender import Answer, NoAnswerError, Sender
from logloom.faults._spool import Limits, Spool

OK = Answer(200, {})


class Clock:
    """Seconds since 1970, and since the start, that pass when the test says so."""

    def __init__(self) -> None:
        self.wall = 1_790_000_000.0
        self.steady = 1000.0

    def wall_ns(self) -> int:
        """Return the time of day."""
        return int(self.wall * 1e9)

    def monotonic(self) -> float:
        """Return the time since the start."""
        return self.steady

    def pass_(self, seconds: float) -> None:
        """Let time go by on both clocks."""
        self.wall += seconds
        self.steady += seconds


class Server:
    """Remembers what it was sent, and answers from a list; 200 when the list is at its end."""

    def __init__(self) -> None:
        self.answers: list[Answer | Exception] = []
        self.got: list[bytes] = []

    def post(self, envelope: bytes) -> Answer:
        """Take an envelope."""
        self.got.append(envelope)
        answer = self.answers.pop(0) if self.answers else OK
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def heads(self) -> list[dict[str, Any]]:
        """Headers of the envelopes that came."""
        return [orjson.loads(envelope.partition(b"\n")[0]) for envelope in self.got]

    @property
    def ids(self) -> list[str | None]:
        """Event ids in the order in which they came."""
        return [head.get("event_id") for head in self.heads]


def event_id(number: int) -> str:
    """Return 32 hex digits."""
    return hashlib.md5(str(number).encode()).hexdigest()


def envelope(number: int, size: int = 0) -> bytes:
    """Return an envelope that has this number's id."""
    return orjson.dumps({"event_id": event_id(number)}) + b'\n{"type":"event"}\n{"n":%d}' % number + b" " * size + b"\n"


def refused() -> Exception:
    """Return what a dead network gives."""
    return NoAnswerError("Connection refused")


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still."""
    return Clock()


@pytest.fixture
def server() -> Server:
    """A server that takes everything."""
    return Server()


MakeSpool = Callable[..., Spool]


@pytest.fixture
def make_spool(tmp_path: Path, clock: Clock) -> MakeSpool:
    """Return a function that opens the spool as another process would."""

    def make(on_crash: Callable[[bytes, float], object] | None = None, **limits: Any) -> Spool:
        limits.setdefault("count", 1000)
        return Spool(
            tmp_path / "spool",
            Limits(**limits),
            wall=clock.wall_ns,
            monotonic=clock.monotonic,
            on_crash=on_crash,
        )

    return make


def drain(sender: Sender, clock: Clock, steps: int = 200) -> None:
    """Let a sender work until it has nothing to do for a while."""
    for _ in range(steps):
        seconds = sender.step()
        if not len(sender.spool) and not sender.spool.drops():
            return
        clock.pass_(min(seconds, 5.0) + 0.001)
