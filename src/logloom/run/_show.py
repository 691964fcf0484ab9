"""What a terminal shows: events as lines that people like to read, everything else untouched.

An event becomes one line: time, level, rank and job where there are several, the message, the numbers that the schema
knows, what else it carried, and what broke the schema. Text passes at once, and so do progress bars, which have no end
of line; an event that comes while a bar stands there is put above it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timezone
from typing import Any

import orjson

from logloom._moments import from_iso, iso
from logloom.rules import Engine, Record, Rules

__all__ = ["Screen", "is_coloured"]

_OWN = re.compile(rb'\{"@timestamp":"[^"]{20,30}","run":"[0-9a-f]{20}","seq":')
_EVENT = re.compile(rb"(\[[A-Za-z0-9_.-]{0,63}[0-9]\]:)?\{")
_TEED = re.compile(rb"\[[A-Za-z0-9_.-]{0,63}[0-9]\]:(?=\{)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_HELD_BYTES = 256 * 1024
_HELD_SECONDS = 1.0
_BAR_BYTES = 1024
_MOST_EXTRA = 6

_COLOURS = {"DEBUG": "2", "INFO": "32", "WARN": "33", "ERROR": "31", "CRITICAL": "1;31"}
_TOLD = {
    "@timestamp", "level", "service", "version", "job_id", "event", "message", "run", "seq", "emitted", "node_ip",
    "rank", "gpu_id", "environment", "error_type", "stack_trace", "trace_id", "sentry_event_id", "ingested_at",
    "store_bytes", "parse_error", "unparsed", "extra", "violations",
}  # fmt: skip
_SHORT = {"learning_rate": "lr"}


def is_coloured(environ: Mapping[str, str]) -> bool:
    """Tell whether to use colour on a terminal.

    Source: no-color.org and force-color.org: either variable counts where it is not empty.
    """
    if environ.get("NO_COLOR"):
        return False
    return bool(environ.get("FORCE_COLOR")) or environ.get("TERM", "dumb") != "dumb"


class Screen:
    """One terminal, whatever streams lead to it.

    Args:
        rules: of the schema.
        units: of its fields, where they have one.
        labels: service and job_id of events that don't tell theirs.
        coloured: whether to use colour.
        columns: gives the width of the terminal.
        clock: steady, in seconds.
    """

    def __init__(  # noqa: PLR0913 - what the schema says, and seams
        self,
        rules: Rules,
        units: Mapping[str, str],
        labels: Mapping[str, str],
        *,
        coloured: bool,
        columns: Callable[[], int],
        clock: Callable[[], float],
    ) -> None:
        self._engine = Engine(rules)
        self._numbers = [name for name, rule in rules.fields.items() if name not in _TOLD and not rule.array]
        self._units, self._labels = units, labels
        self._coloured, self._columns, self._clock = coloured, columns, clock
        self._held: dict[int, tuple[bytes, float]] = {}
        self._bar = b""
        self._ranks: set[int] = set()
        self._jobs: set[str] = set()

    def show(self, stream: int, data: bytes) -> bytes:
        """Return what to write for what a stream said."""
        held, since = self._held.pop(stream, (b"", self._clock()))
        *lines, rest = (held + data).split(b"\n")
        out = [self._line(line) for line in lines]
        if _EVENT.match(rest) and len(rest) < _HELD_BYTES:
            self._held[stream] = (rest, since)
        elif rest:
            out.append(self._text(rest))
        return b"".join(out)

    def settle(self) -> bytes:
        """Return what was held back too long: it begins like an event and does not go on."""
        late = [stream for stream, (_, since) in self._held.items() if self._clock() - since > _HELD_SECONDS]
        return b"".join(self._text(self._held.pop(stream)[0]) for stream in late)

    def finish(self) -> bytes:
        """Return what is held back, and the end of a line that has none."""
        held = b"".join(self._text(self._held.pop(stream)[0]) for stream in list(self._held))
        return held + self._text(b"\n") if self._bar else held

    def note(self, sentence: str) -> bytes:
        """Return a line of our own."""
        return self._above(self._paint(f"logloom: {sentence}", "2").encode(errors="replace") + b"\n")

    def _line(self, line: bytes) -> bytes:
        shown = self._event(line) if _EVENT.match(line) else None
        return self._text(line + b"\n") if shown is None else self._above(shown)

    def _text(self, data: bytes) -> bytes:
        """Pass text on, and remember what stands in the terminal's last line."""
        self._bar = (self._bar + data)[-_BAR_BYTES:]
        self._bar = self._bar[max(self._bar.rfind(b"\n"), self._bar.rfind(b"\r", 0, -1)) + 1 :]
        return data

    def _above(self, lines: bytes) -> bytes:
        """Put lines above a bar that stands in the last line."""
        return b"\r\x1b[K" + lines + self._bar if self._bar else lines

    def _event(self, line: bytes) -> bytes | None:
        document = self._document(line)
        return None if document is None else "".join(self._told(document)).encode(errors="replace")

    def _document(self, line: bytes) -> dict[str, Any] | None:
        """Return the event of a line; our logger's are clean, others go through the rules."""
        teed = _TEED.match(line)
        own = line[teed.end() :] if teed else line
        if _OWN.match(own):
            try:
                found = orjson.loads(own)
            except orjson.JSONDecodeError:
                return None
            return found if isinstance(found, dict) and isinstance(found.get("level"), str) else None
        record = Record(line.decode(errors="replace").removesuffix("\r"), labels=self._labels)
        outcome = self._engine.apply(record, iso(datetime.now(timezone.utc)))
        return outcome.document if outcome.route == "events" and outcome.document["event"] != "text" else None

    def _told(self, document: Mapping[str, Any]) -> Iterator[str]:
        level = document["level"]
        head = f"{_clock_time(document.get('@timestamp'))} "
        who = self._who(document)
        message = _clean(self._message(document))
        plain = len(head) + 6 + len(who) + len(message)
        yield self._paint(head, "2") + self._paint(f"{level:<5.5} ", _COLOURS.get(level, "0"))
        yield self._paint(who, "36") + self._paint(message, "1" if level in {"ERROR", "CRITICAL"} else "0")
        for text, colour in self._details(document):
            if plain + len(text) + 2 > self._columns() and colour != "33":
                continue
            plain += len(text) + 2
            yield "  " + self._paint(text, colour)
        yield "\n"
        if trace := document.get("stack_trace"):
            yield "".join(self._paint(f"    {_clean(line)}", "2") + "\n" for line in str(trace).splitlines())

    def _who(self, document: Mapping[str, Any]) -> str:
        rank, job = document.get("rank"), document.get("job_id")
        told = ""
        if isinstance(job, str):
            self._jobs.add(job)
            told += f"{_clean(job)} " if len(self._jobs) > 1 else ""
        if isinstance(rank, int):
            self._ranks.add(rank)
            told += f"r{rank} " if len(self._ranks) > 1 else ""
        return told

    def _message(self, document: Mapping[str, Any]) -> str:
        message = str(document.get("message") or document.get("event") or "")
        kind = document.get("error_type")
        return f"{kind}: {message}" if kind and kind not in message else message

    def _details(self, document: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
        """Yield what stands behind the message, with its colour, the most telling first."""
        for blame in document.get("violations", ()):
            if not blame.endswith(": missing"):
                yield f"! {_clean(blame)}", "33"
        for name in self._numbers:
            value = document.get(name)
            if value is not None and not isinstance(value, str):
                yield f"{_SHORT.get(name, name)} {_number(value, self._units.get(name))}", "36"
        others = [item for item in (document.get("extra") or {}).items() if isinstance(item[1], (str, int, float))]
        for name, value in others[:_MOST_EXTRA]:
            yield f"{_clean(name)}={_clean(str(value))[:60]}", "2"
        for name in self._numbers:
            if isinstance(value := document.get(name), str):
                yield f"{name}={_clean(value)[:60]}", "2"

    def _paint(self, text: str, colour: str) -> str:
        return f"\x1b[{colour}m{text}\x1b[0m" if self._coloured and colour != "0" and text else text


def _clock_time(moment: object) -> str:
    """Return the time of day here, to the second: `18:30:05`."""
    try:
        return f"{from_iso(str(moment)).astimezone():%H:%M:%S}"
    except (ValueError, OverflowError):
        return "--:--:--"


def _clean(text: str) -> str:
    """Return a text that can't steer the terminal."""
    return _CONTROL.sub(" ", text).replace("\n", " ")


_STEPS = {"bytes": ((1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB"), (0, "B"))}
_SIGNS = {"celsius": "°C", "watt": " W", "per_second": "/s", "s": " s"}


def _number(value: float | bool, unit: str | None) -> str:
    """Return a number with its unit, in as many digits as one reads: `93 %`, `1.2 GB`, `0.2113`."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if unit == "ratio":
        return f"{value * 100:.3g} %"
    if unit == "ms":
        return f"{value / 1000:.3g} s" if value >= 1000 else f"{value:.3g} ms"
    if unit == "bytes":
        size, sign = next(step for step in _STEPS["bytes"] if value >= step[0]) if value >= 0 else (0, "B")
        return f"{value / (size or 1):.3g} {sign}"
    return (str(value) if isinstance(value, int) else f"{value:.4g}") + _SIGNS.get(unit or "", "")
