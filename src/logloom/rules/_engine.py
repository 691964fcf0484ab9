"""The Python engine: any line in, a document out. The ingest pipeline of Elasticsearch is its twin.

The nine steps are those of `docs/events.md`; steps 2 to 9 are here, step 1 is the collector's.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from logloom.rules._check import checker
from logloom.rules._json import BigInteger, Unparsable, parse_object
from logloom.rules._redact import Redactor
from logloom.rules._rules import Rules

__all__ = ["CONTINUATION", "LINE_LIMIT", "Engine", "Outcome", "Record"]

CONTINUATION = (
    r"^(\[[A-Za-z0-9_.-]{0,63}[0-9]\]:)?"
    r"(Traceback \(most recent call last\):"
    r"|[ \t]+[^ \t\r\n{]"
    r"|During handling of the above exception|The above exception was the direct cause"
    r"|[A-Za-z_][A-Za-z0-9_.]*(Error|Exception|Interrupt|Exit|Warning|Fault)(:|$)"
    r"|[ \t]*$)"
)
"""Consecutive lines that match are one event. A line that starts an object never matches.

Each may begin with the rank that torchrun puts before it: `[default0]:`.
"""

LINE_LIMIT = 262_144
"""Longest line, in code points, that is parsed."""

_KEPT = 1024
_OBJECT = re.compile(r"[ \t\r\n]*[{\ufeff]")
_TEED = re.compile(r"\[[A-Za-z0-9_.-]{0,63}[0-9]\]:(?=[ \t\r\n]*\{)")
_BEGINNING = '{"@timestamp":"'
_STAMP = re.compile(_BEGINNING.replace("{", r"\{") + r'[0-9T:.-]{23}Z","run":"[0-9a-f]{20}","seq":')
_RUN = re.compile(r"[0-9a-f]{20}")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LABELS = ("service", "job_id", "version")
_NO_LABELS: Mapping[str, str] = MappingProxyType({})


class Record(NamedTuple):
    """What a collector hands over: one line and where it was found.

    Args:
        line: without its line end; several lines only where they are one traceback.
        time: the collector's time, ``YYYY-MM-DDTHH:MM:SS.mmmZ``.
        labels: service, job_id and version as the container's labels say.
        source: container or file, however the collector tells them apart.
        position: of the line in its source, in bytes.
    """

    line: str
    time: str | None = None
    labels: Mapping[str, str] = _NO_LABELS
    source: str = ""
    position: int | None = None


class Outcome(NamedTuple):
    """What a line became.

    Args:
        id: the document's ``_id``.
        route: ``events``, or ``invalid`` for an object that did not parse.
        document: what is stored.
    """

    id: str
    route: Literal["events", "invalid"]
    document: dict[str, Any]


class Engine:
    """Applies the rules of one schema. It has no state: equal records and times give equal outcomes."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._redactor = Redactor.of(rules)
        self._checks = {name: checker(rule) for name, rule in rules.fields.items()}
        self._required = [name for name, rule in rules.fields.items() if rule.required and name != "@timestamp"]
        self._aliases = {alias for alias, _ in rules.aliases}
        self._strings = {
            name: rule.max_length
            for name, rule in rules.fields.items()
            if rule.type in {"keyword", "text"} and rule.enum is None
        }

    def apply(self, record: Record, now: str) -> Outcome:
        """Turn one record into the document that is stored.

        Args:
            record: the line, without its end.
            now: the time of storage, ``YYYY-MM-DDTHH:MM:SS.mmmZ``.
        """
        line = record.line if record.line.isascii() else _SURROGATES.sub("\ufffd", record.line)
        found = self._parse(line)
        document = self._check(found)
        self._complete(document, record, now)
        self._redact(document, self._redactor.narrowed("\n".join((line, *record.labels.values()))))
        document["ingested_at"] = now
        invalid = "unparsed" in document and "parse_error" in document
        return Outcome(_identify(document, record, line), "invalid" if invalid else "events", document)

    def redact_text(self, text: str) -> str:
        """Return a text without secrets."""
        return self._redactor.text(text)

    def _parse(self, line: str) -> dict[str, Any]:
        if len(line) > LINE_LIMIT:
            return self._unparsed(f"{line[:_KEPT]} … {line[-_KEPT:]}", "too long", line)
        teed = _TEED.match(line)  # behind `torchrun --tee`
        if not teed and not _OBJECT.match(line):
            return _behind_text(line) or {"event": "text", "message": line, "level": self._text_level(line)}
        try:
            return parse_object(line[teed.end() :] if teed else line)
        except Unparsable as reason:
            return self._unparsed(line, str(reason), line)

    def _unparsed(self, kept: str, reason: str, line: str) -> dict[str, Any]:
        return {"event": "invalid", "unparsed": kept, "parse_error": reason, "level": self._text_level(line)}

    def _text_level(self, line: str) -> str:
        for level, words in self.rules.text:
            if any(word in line for word in words):
                return level
        return self.rules.default_level

    def _check(self, found: dict[str, Any]) -> dict[str, Any]:
        """Steps 3 to 5: give names, check, and set apart what does not fit."""
        violations, extra = _carried(found)
        self._name(found, extra)
        document: dict[str, Any] = {}
        for key, value in found.items():
            if value is None:
                continue
            check = self._checks.get(key)
            if check is None:
                _set_apart(extra, key, value)
                continue
            kept, reason = check(value)
            if reason is None:
                document[key] = kept
            else:
                violations.add(f"{key}: {reason}")
                _set_apart(extra, key, value)
        document["extra"], document["violations"] = extra, violations
        return document

    def _name(self, found: dict[str, Any], extra: dict[str, Any]) -> None:
        aliases = () if self._aliases.isdisjoint(found) else self.rules.aliases
        for alias, name in aliases:
            if found.get(alias) is None:
                continue
            value = found.pop(alias)
            if found.get(name) is None:
                found[name] = value
            else:
                _set_apart(extra, alias, value)
        level = found.get("level")
        if type(level) is str and level.isascii():
            found["level"] = self.rules.levels.get(level.lower(), level)

    def _complete(self, document: dict[str, Any], record: Record, now: str) -> None:
        """Step 6. A JSON event is blamed for what it lacks; a line that never was one is not."""
        violations: set[str] = document["violations"]
        document.setdefault("event", "log")
        if document["event"] != "text" and not ("unparsed" in document and "parse_error" in document):
            blamed = {text.partition(": ")[0] for text in violations}
            violations.update(
                f"{name}: missing" for name in self._required if name not in document and name not in blamed
            )
        document.setdefault("@timestamp", record.time or now)
        document.setdefault("level", self.rules.default_level)
        for name in _LABELS:
            if name not in document:
                document[name] = record.labels.get(name) or self.rules.defaults[name]

    def _redact(self, document: dict[str, Any], redactor: Redactor) -> None:
        for name in self._strings.keys() & document.keys():
            value = document[name]
            clean = redactor.value(value)
            if clean != value:
                document[name] = _cut(clean, self._strings[name])
        document["extra"] = redactor.value(document["extra"])
        document["violations"] = sorted({redactor.text(text) for text in document["violations"]})
        for part in ("extra", "violations"):
            if not document[part]:
                del document[part]


def _behind_text(line: str) -> dict[str, Any] | None:
    """Return the event of the logger that ends a line, where something was printed before it without a newline."""
    start = line.rfind(_BEGINNING)
    if start < 0 or not _STAMP.match(line, start):
        return None
    try:
        found = parse_object(line[start:])
    except Unparsable:
        return None
    key = "text_before"
    while key in found:
        key += "_"
    return {**found, key: line[:start]}


def _carried(found: dict[str, Any]) -> tuple[set[str], dict[str, Any]]:
    """Take `violations` and `extra` out of an event that went through the rules before."""
    violations: set[str] = set()
    extra: dict[str, Any] = {}
    given = found.get("violations")
    if type(given) is list and all(type(text) is str for text in given):
        violations.update(found.pop("violations"))
    if type(found.get("extra")) is dict:
        extra = _storable(found.pop("extra"))
    return violations, extra


def _set_apart(extra: dict[str, Any], key: str, value: Any) -> None:
    key = _key(key)
    while key in extra:
        key += "_"
    extra[key] = _storable(value)


def _key(key: str) -> str:
    return key.replace("\0", "\ufffd") or "_"


def _storable(value: Any) -> Any:
    """Return a value that every backend can hold: what is no finite 64-bit number becomes text."""
    kind = type(value)
    if kind is float and value - value != 0:
        return "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"  # noqa: PLR0124
    if kind is BigInteger:
        return str(value)
    if kind is list:
        return [_storable(item) for item in value]
    if kind is dict:
        clean: dict[str, Any] = {}
        for key, item in value.items():
            _set_apart(clean, key, item)
        return clean
    return value


def _cut(value: Any, longest: int | None) -> Any:
    if longest is None:
        return value
    return [item[:longest] for item in value] if type(value) is list else value[:longest]


def _identify(document: dict[str, Any], record: Record, line: str) -> str:
    """Step 8: the logger's own id, else one that the place of the line gives, else a random one."""
    run, seq = document.get("run"), document.get("seq")
    if type(run) is str and _RUN.fullmatch(run) and type(seq) is int and seq >= 0:
        return f"{run}-{seq}"
    if record.source and (record.position is not None or record.time):
        position = "" if record.position is None else record.position
        place = f"{record.source}\n{position}\n{record.time or ''}\n{line}"
        import hashlib  # noqa: PLC0415 - 10 ms, and a training process never comes here

        return hashlib.sha256(place.encode()).hexdigest()
    return os.urandom(16).hex()
