"""The logger itself: what a call passes becomes one line that the rules leave as it is.

Two ways lead there. The fast one takes calls whose fields are all known to fit (`Shapes`) and whose texts were seen
before: it serialises them and puts them behind a start that is made once for each level and event. Whatever gives it
doubt takes the careful way (`Composer`), through the same engine that the store uses.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any, Protocol, cast

import orjson

from logloom.log._compose import Call, Composer
from logloom.log._describe import message_text, with_exception
from logloom.log._writer import Writer
from logloom.rules import Rules

if TYPE_CHECKING:
    from logloom.log._queue import Queue
    from logloom.log._ranks import Chorus, Ticket

__all__ = ["LEVELS", "Speak", "StructuredLogger"]

LEVELS = ("DEBUG", "INFO", "WARN", "ERROR", "CRITICAL")
_SAMPLED = ("DEBUG", "INFO")
_GRAVE = ("ERROR", "CRITICAL")
_IMMUTABLE = frozenset({str, int, float, bool, type(None)})
_PATIENCE_SECONDS = 2.0
_LINE_FEED = orjson.OPT_APPEND_NEWLINE


class Speak(Protocol):
    """What `log.info` and its like take. It never raises."""

    def __call__(self, message: object = None, /, *args: object, event: str = ..., **fields: Any) -> None:
        """Write one event.

        Args:
            message: what happened, in words.
            args: values for a message with ``%s``, as the standard library has it.
            event: what kind of event it is; one of the schema's.
            fields: the schema's fields. What does not fit is set apart in `extra`, with its reason in `violations`.
                `exc_info` takes True, an exception or a tuple of `sys.exc_info`, as the standard library has it.
        """


class Core:
    """What all loggers of one factory share.

    Args:
        composer: the careful way.
        writer: where lines go.
        level: lowest level that is written.

    Attributes:
        queue: where events wait for their writer; None where each call writes.
        chorus: the other ranks, whose words are not repeated.
        held: where the words of a rank that follows wait.
    """

    def __init__(self, composer: Composer, writer: Writer, level: str) -> None:
        self.composer = composer
        self.writer = writer
        self.queue: Queue | None = None
        self.chorus: Chorus | None = None
        self.held: Queue | None = None
        self.level = LEVELS.index(level) if level in LEVELS else 1
        self.is_skipped = {event: _every(number) for event, number in composer.rules.sample.items() if number > 1}

    def losses(self) -> dict[str, int]:
        """Return what `job_end` tells in `extra` of events that are not as they were said, or not there."""
        counts = {
            "lines_cut": self.writer.cut,
            "events_lost": self.writer.lost,
            "events_dropped": self.queue.dropped if self.queue else 0,
            "lines_collapsed": self.chorus.collapsed if self.chorus else 0,
        }
        return {name: number for name, number in counts.items() if number}


def _every(number: int) -> Callable[[], int]:
    """Return a function that gives 0 at the first call and at each `number`-th after it."""
    return map(number.__rmod__, count()).__next__


class _Heads(dict[Any, bytes]):
    """Event → start of its lines. `KeyError`: no event of the schema."""

    def __init__(self, composer: Composer, level: str, context: dict[str, Any]) -> None:
        super().__init__()
        self.level = level
        self._composer, self._context = composer, context

    def __missing__(self, event: Any) -> bytes:
        if event not in self._composer.events:
            raise KeyError(event)
        head = self[event] = self._composer.head(self.level, event, self._context)
        return head


class StructuredLogger:
    """Writes events that conform to a schema, whatever it is given. Made by `get_logger` and by `bind`.

    Args:
        core: what it shares with others.
        context: fields that each of its events has.
    """

    debug: Speak
    info: Speak
    warning: Speak
    error: Speak
    critical: Speak

    def __init__(self, core: Core, context: dict[str, Any]) -> None:
        self._core = core
        self._event = context.pop("event", "log")
        self._context = core.composer.bounded(context)
        self._clean = core.composer.context(self._context)
        self._taken = frozenset({*self._context, *self._clean})
        self.debug = self._speak("DEBUG")
        self.info = self._speak("INFO")
        self.warning = self._speak("WARN")
        self.error = self._speak_gravely("ERROR")
        self.critical = self._speak_gravely("CRITICAL")

    def bind(self, /, **fields: Any) -> StructuredLogger:
        """Return a new logger whose events carry these fields too.

        Args:
            fields: as for `info`; they are checked once. `event` becomes the default of the new logger's calls.
        """
        return StructuredLogger(
            self._core, {"event": self._event, **self._context, **self._core.composer.plain(fields)}
        )

    def exception(self, message: object = None, /, *args: object, **fields: Any) -> None:
        """Write an ERROR with `error_type` and `stack_trace` of the exception that is being handled.

        Args:
            message: what failed, in words.
            args: values for a message with ``%s``.
            fields: as for `info`; `event` is ``exception`` unless it is given.
        """
        fields.setdefault("exc_info", True)
        fields.setdefault("event", "exception" if "exception" in self._core.composer.events else "log")
        self.error(message, *args, **fields)

    def job_end(self, message: object = "job ended", /, *args: object, level: str = "INFO", **fields: Any) -> None:
        """Write the last event of this process, whatever the lowest level is: the audit counts by it.

        It carries `emitted`, the number of events of this run with itself, and in `extra` how many lines had to be
        cut, were lost, were dropped by a full queue or left to the first rank, if any were.

        Args:
            message: how it ended, in words.
            args: values for a message with ``%s``.
            level: ERROR for a job that failed.
            fields: as for `info`.
        """
        writer = self._core.writer
        for queue in (self._core.held, self._core.queue):
            if queue is not None:
                queue.settle()
        # A stream that takes nothing holds up who writes to it, and must not hold up who uses a queue.
        if not writer.lock.acquire(timeout=_PATIENCE_SECONDS if self._core.queue else -1):
            return
        try:
            writer.settle()
            number = writer.draw()
            writer.ended = True
            counted = self._core.losses()
            extra = fields.get("extra", {})
            if counted and isinstance(extra, Mapping):
                fields["extra"] = {**extra, **counted}
            text = message_text(message, args)
            body = self._body(Call(level, "job_end", text, with_exception(fields), number + 1))
            writer.emit(b"", body[1:], number)
        finally:
            writer.lock.release()

    def heartbeat(self, /, **fields: Any) -> None:
        """Write a heartbeat, whatever the lowest level is: an alert watches for its absence. None follows `job_end`.

        Args:
            fields: as for `info`.
        """
        body = self._body(Call("INFO", "heartbeat", None, fields))
        with self._core.writer.lock:
            if not self.is_ended:
                self._core.writer.emit(b"", body[1:])

    @property
    def events(self) -> frozenset[str]:
        """What kinds of event the schema knows."""
        return self._core.composer.events

    @property
    def rules(self) -> Rules:
        """The compiled schema that applies."""
        return self._core.composer.rules

    def remember(self, count: int) -> deque[bytes]:
        """Return a queue that holds the last lines of this process from now on.

        Args:
            count: how many at most; after a write that was cut in two, a part may stand among them.
        """
        return self._core.writer.remember(count)

    @property
    def is_ended(self) -> bool:
        """Whether this run's `job_end` was written."""
        return self._core.writer.ended

    def line(self, /, **data: Any) -> bytes:
        """Return an event as a line that somebody else writes: without `run`, `seq` and line feed.

        Args:
            data: `@timestamp`, `level`, `message` and the fields.
        """
        stamp = orjson.dumps({"@timestamp": data.pop("@timestamp")})[:-1] + b","
        call = Call(data.pop("level"), data.pop("event", self._event), data.pop("message", None), with_exception(data))
        return stamp + self._body(call)[1:-1]

    def lost_events(self, count: int, why: str) -> tuple[bytes, bytes]:
        """Make the event that says how many events were lost: head and body for the writer."""
        message = f"{count} events were lost: the stream could not be written ({why})"
        fields = {"extra": {"events_lost": count}}
        return b"", self._body(Call("WARN", "log", message, fields))[1:]

    def dropped_events(self, count: int) -> None:
        """Write how many events a full queue dropped: they were never numbered."""
        call = Call(
            "WARN", "log", f"{count} events were dropped: the queue was full", {"extra": {"events_dropped": count}}
        )
        self._core.writer.emit(b"", self._body(call)[1:])

    def _speak(self, level: str) -> Speak:
        """Make the method of one level."""
        core = self._core
        if LEVELS.index(level) < core.level:
            return _ignore
        is_skipped = core.is_skipped if level in _SAMPLED else {}
        speak = self._speak_now(level, is_skipped)
        later = self._speak_later(level, core.queue, is_skipped) if core.queue is not None else speak
        if core.chorus is None or level not in _SAMPLED:
            return later
        return self._speak_first(level, later) if core.held is None else self._speak_unless_said(level, speak, later)

    def _speak_now(self, level: str, is_skipped: Mapping[Any, Callable[[], int]]) -> Speak:
        """Write in the call: the fast way, with all that it needs at hand."""
        core = self._core
        default, carefully, emit = self._event, self._carefully, core.writer.emit
        heads = _Heads(core.composer, level, self._clean)
        fits, messages, room = core.composer.shapes(self._taken), core.composer.messages, core.composer.room
        dumps = orjson.dumps

        def speak(message: object = None, /, *args: object, event: Any = default, **fields: Any) -> None:
            try:
                if event in is_skipped and is_skipped[event]():
                    return
                head = heads[event]
                names = (*fields,)
                if message in messages and not args and fits[names](*fields.values()):
                    fields["message"] = message
                    body = dumps(fields, option=_LINE_FEED)
                    if len(head) + len(body) <= room:
                        emit(head, body[1:])
                        return
            except Exception:  # noqa: S110 - no event of the schema, no such fields, a value whose own `==` raises
                pass
            emit(*carefully(heads, message, args, event, fields))

        return speak

    def _speak_later(self, level: str, queue: Queue, is_skipped: Mapping[Any, Callable[[], int]]) -> Speak:
        """Put an event down for the queue's thread. Values that may change until then are made a line at once."""
        speak, default, carefully, emit = (
            self._speak_now(level, {}),
            self._event,
            self._carefully,
            self._core.writer.emit,
        )
        heads = _Heads(self._core.composer, level, self._clean)
        items, append, put, limit = queue.items, queue.items.append, queue.put, queue.limit
        now, are_immutable = time.time, _IMMUTABLE.issuperset

        # `event` stays among the fields: to take it out costs a tenth of a microsecond.
        def speak_later(message: object = None, /, *args: object, **fields: Any) -> None:
            event = fields.get("event", default)
            if event.__class__ is str and event in is_skipped and is_skipped[event]():
                return
            is_fixed = are_immutable(map(type, fields.values())) and message.__class__ is str
            if is_fixed and not args and "exc_info" not in fields:
                if len(items) < limit[0]:
                    append((now(), speak, message, fields))
                else:
                    put((now(), speak, message, fields))
            else:
                fields.pop("event", None)
                line = carefully(heads, message, args, event, fields)
                put((now(), lambda *_: emit(*line), None, {}))

        return speak_later

    def _speak_first(self, level: str, speak: Speak) -> Speak:
        """Tell the other ranks which plain words they need not say."""
        default, chorus = self._event, cast("Chorus", self._core.chorus)

        def speak_first(message: object = None, /, *args: object, event: Any = default, **fields: Any) -> None:
            if event == "log" and (ticket := chorus.ticket(level, message_text(message, args), fields)):
                chorus.announce(ticket)
            speak(message, *args, event=event, **fields)

        return speak_first

    def _speak_unless_said(self, level: str, speak: Speak, other: Speak) -> Speak:
        """Hold plain words until the first rank had time to say them too."""
        default, chorus, held = self._event, cast("Chorus", self._core.chorus), cast("Queue", self._core.held)

        def speak_or_not(ticket: Ticket, text: Any, /, **said: Any) -> None:
            if chorus.is_said(ticket):
                chorus.collapsed += 1
            else:
                speak(text, **said)

        def speak_unless_said(message: object = None, /, *args: object, event: Any = default, **fields: Any) -> None:
            if event == "log" and _IMMUTABLE.issuperset(map(type, fields.values())) and "exc_info" not in fields:
                text = message_text(message, args)
                if ticket := chorus.ticket(level, text, fields):
                    held.put((time.time(), partial(speak_or_not, ticket), text, {"event": event, **fields}))
                    return
            other(message, *args, event=event, **fields)

        return speak_unless_said

    def _speak_gravely(self, level: str) -> Speak:
        """Tell the state of the GPU too, where the call does not, and leave nothing in a queue."""
        speak, core = self._speak(level), self._core
        if speak is _ignore:
            return speak
        given, name_of = self._taken - {"gpu_id"}, core.composer.name_of

        def speak_gravely(message: object = None, /, *args: object, **fields: Any) -> None:
            if core.writer.heart is not None:
                said = given.union(map(name_of, fields))
                fields |= {name: value for name, value in core.writer.heart.gpu_state().items() if name not in said}
            if core.held is not None:
                core.held.flush()
            speak(message, *args, **fields)
            if core.queue is not None:
                core.queue.flush()

        return speak_gravely

    def _carefully(
        self, heads: _Heads, message: object, args: tuple[object, ...], event: Any, fields: dict[str, Any]
    ) -> tuple[bytes, bytes]:
        """Return an event that gave the fast way doubt: head and body for the writer."""
        if fields.get("message") is message:
            fields.pop("message", None)  # the fast way put it there
        core = self._core
        try:
            return self._careful(heads, message, args, event, fields)
        except Exception as error:  # nothing is known to get here; a training must not be the first to know
            call = Call(heads.level, "log", None, {})
            return b"", core.composer.last_resort(call, self._clean, error)[1:]

    def _careful(
        self, heads: _Heads, message: object, args: tuple[object, ...], event: Any, fields: dict[str, Any]
    ) -> tuple[bytes, bytes]:
        composer = self._core.composer
        text, fields = message_text(message, args), with_exception(fields)
        if type(event) is str and event in composer.events and "message" not in fields:
            whole = fields if text is None else {**fields, "message": text}
            body = composer.ready(whole, self._taken)
            if body is not None and len(heads[event]) + len(body) <= composer.room:
                return heads[event], body
        return b"", self._body(Call(heads.level, event, text, fields))[1:]

    def _body(self, call: Call) -> bytes:
        """Return an event without its stamp, whatever it takes."""
        core = self._core
        try:
            body, is_cut = core.composer.compose(call, self._context)
        except Exception as error:
            return core.composer.last_resort(call, self._clean, error)
        core.writer.cut += is_cut
        return body


_ignore = cast("Speak", type.__prepare__)
"""Stands for a level that is not let through.

It is the one function of Python itself that takes whatever it is given, does nothing with it, and does not even
gather the arguments into a tuple and a dictionary: a third of the cost of a function that says `pass`.
"""
