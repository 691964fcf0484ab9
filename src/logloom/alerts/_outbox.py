"""Messages on disk until somebody has them.

A message is one file, written before it is sent and removed after the route took it: a kill in between sends it
twice, never not at all. A route that fails is left alone for a while, longer each time; where messages come faster
than the route takes them, those that wait are joined into one.
"""

from __future__ import annotations

import os
import secrets
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import orjson

from logloom.alerts._message import Message
from logloom.alerts._routes import CAPACITIES, Capacity, Delivery, Undelivered, deliver
from logloom.alerts._rule import Route

__all__ = ["Outbox", "Waiting"]

_FIRST_PAUSE, _LONGEST_PAUSE = 5.0, 300.0
_LONGEST_WAIT = 3600.0  # no route is believed for longer when it asks to be left alone
_MINUTE = 60.0
_MOST_SHOWN = 1000  # bytes of a message that can't be read
_MOST = 10_000  # messages kept for a route; beyond, the oldest go and are counted


@dataclass(frozen=True)
class Waiting:
    """What a route has not taken yet.

    Args:
        route: its name.
        messages: how many.
        oldest_seconds: age of the oldest.
        problem: why, as of the last try; empty where there was none.
        dropped: messages that went since there were too many.
    """

    route: str
    messages: int
    oldest_seconds: float
    problem: str
    dropped: int = 0


class Outbox:
    """A folder of messages that wait.

    Args:
        folder: made where it is missing; only its owner may read it.
        delivery: sends one message.
        clock: seconds since 1970, for ages and pauses.
    """

    def __init__(self, folder: Path, delivery: Delivery = deliver, clock: Callable[[], float] = time.time) -> None:
        self.folder = folder
        self._deliver = delivery
        self._clock = clock
        self._sent: dict[str, deque[float]] = {}
        self._pause: dict[str, float] = {}
        self._next: dict[str, tuple[float, float]] = {}
        self._stuck: set[Path] = set()

    def put(self, route: Route, message: Message) -> None:
        """Keep a message for a route; it is on disk when this returns.

        Raises:
            OSError: the disk does not take it.
        """
        folder = self.folder / route.name
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = f"{int(self._clock() * 1000):014d}-{secrets.token_hex(4)}"
        content = orjson.dumps({"title": message.title, "text": message.text})
        unfinished = folder / f".{name}"
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(descriptor)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise
        unfinished.rename(folder / f"{name}.json")
        self._make_room(folder)

    def pump(self, routes: Sequence[Route]) -> list[str]:
        """Send what waits, as far as the routes take it now. Never raises.

        Returns:
            What went wrong, in a sentence for each route.
        """
        return [problem for route in routes if (problem := self._tried(route))]

    def waiting(self) -> list[Waiting]:
        """Return what waits, by route."""
        return [found for folder in sorted(self.folder.glob("*/")) if (found := self._waiting(folder))]

    def _tried(self, route: Route) -> str:
        """Send what waits for a route; who calls this may be the only one who ever tells of anything."""
        try:
            return self._pump(route)
        except Exception as error:
            told = f"{route.name}: {self.folder / route.name} can't be worked through ({type(error).__name__}: {error})"
            return self._failed(route, Undelivered(told))

    def _pump(self, route: Route) -> str:
        capacity, problem = CAPACITIES[route.kind], ""
        if self._is_paused(route):
            return ""
        pending = self._pending(route)
        while pending and (free := self._free(route, capacity)):
            batch = self._batch(pending, capacity) if len(pending) > free else pending[:1]
            messages = [message for path in batch if (message := _read(path))]
            try:
                if messages:
                    self._deliver(route, _joined(messages))
            except Undelivered as error:
                problem = str(error)
                if not error.taken:
                    return self._failed(route, error)
            self._took(route, batch)
            pending = pending[len(batch) :]
        return problem

    def _pending(self, route: Route) -> list[Path]:
        """Return what waits, but for what was taken and can't be removed."""
        return sorted(path for path in (self.folder / route.name).glob("*.json") if path not in self._stuck)

    def _is_paused(self, route: Route) -> bool:
        """Tell whether a route is to be left alone; not where the clock was set back since that was said."""
        said, until = self._next.get(route.name, (0.0, 0.0))
        return said <= self._clock() < until

    def _free(self, route: Route, capacity: Capacity) -> int:
        """Return how many messages the route takes now."""
        sent, now = self._sent.setdefault(route.name, deque()), self._clock()
        while sent and not now - _MINUTE < sent[0] <= now:
            sent.popleft()
        return capacity.per_minute - len(sent)

    def _batch(self, pending: Sequence[Path], capacity: Capacity) -> Sequence[Path]:
        """Return the oldest messages that fit into one, at least one."""
        size = 0
        for index, path in enumerate(pending):
            size += path.stat().st_size + 16
            if size > capacity.bytes and index:
                return pending[:index]
        return pending

    def _took(self, route: Route, batch: Sequence[Path]) -> None:
        self._sent[route.name].append(self._clock())
        self._pause.pop(route.name, None)
        self._next.pop(route.name, None)
        self._stuck.update(batch)  # until each is gone: on a disk that is read-only now it would be sent for ever
        for path in batch:
            path.unlink(missing_ok=True)
        self._stuck.difference_update(batch)
        (self.folder / route.name / "problem").unlink(missing_ok=True)

    def _failed(self, route: Route, error: Undelivered) -> str:
        pause, now = self._pause.get(route.name, _FIRST_PAUSE), self._clock()
        self._next[route.name] = now, now + max(pause, min(error.retry_after or 0, _LONGEST_WAIT))
        self._pause[route.name] = min(2 * pause, _LONGEST_PAUSE)
        with suppress(OSError):
            (self.folder / route.name / "problem").write_text(str(error), encoding="utf-8")
        return str(error)

    def _make_room(self, folder: Path) -> None:
        kept = sorted(folder.glob("*.json"))
        for path in kept[: max(0, len(kept) - _MOST)]:
            path.unlink(missing_ok=True)
            (folder / "dropped").write_text(str(_number(folder / "dropped") + 1), encoding="utf-8")

    def _waiting(self, folder: Path) -> Waiting | None:
        pending = sorted(folder.glob("*.json"))
        if not pending:
            return None
        problem = folder / "problem"
        told = problem.read_text(encoding="utf-8") if problem.exists() else ""
        age = self._clock() - int(pending[0].name.partition("-")[0]) / 1000
        return Waiting(folder.name, len(pending), age, told, _number(folder / "dropped"))


def _number(path: Path) -> int:
    return int(path.read_text(encoding="utf-8")) if path.exists() else 0


def _read(path: Path) -> Message | None:
    """Return a message; None where somebody else has sent it."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        return Message(**orjson.loads(content))
    except (ValueError, TypeError):  # a disk that lied; what can be read of it is better than nothing
        return Message(
            f"an alert that is damaged on disk ({path.name})", content[:_MOST_SHOWN].decode(errors="replace")
        )


def _joined(messages: Sequence[Message]) -> Message:
    if len(messages) == 1:
        return messages[0]
    return Message(f"{messages[0].title} (+{len(messages) - 1})", "\n\n".join(map(str, messages)))
