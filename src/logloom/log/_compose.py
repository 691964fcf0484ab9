"""The careful way from a call to a line: any values in, an event out that the rules leave as it is."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import orjson

from logloom.log._cut import MEMBERS_CUT, fit
from logloom.log._plain import LONGEST_KEY, Opaque, Plainer
from logloom.log._shapes import Shapes
from logloom.log._writer import FIXED_BYTES
from logloom.rules import LINE_LIMIT, Engine, Record, Rules, checker, shortest

__all__ = ["Call", "Composer"]

RESERVED = frozenset(
    {"@timestamp", "level", "run", "seq", "emitted", "message", "ingested_at", "parse_error", "unparsed", "violations"}
)
"""What a call can't say: the logger says it, or the store does."""

_UNSAID = RESERVED - {"message"} | {"event"}
_KEPT = ("level", "service", "version", "job_id", "event", "message", "emitted", "rank", "node_ip")
_STAMP: dict[str, Any] = {"@timestamp": "2000-01-01T00:00:00.000Z", "run": "a" * 20, "seq": 0}
_STORED = (*_STAMP, "ingested_at")
_SCALARS = frozenset({str, int, float, bool})
_LONGEST_TEXT = 16_384
_REMEMBERED_TEXT = 256
_MOST_REMEMBERED = 4096
_MOST_BOUND = 100
_REASONS = {
    "keyword": "not a string",
    "text": "not a string",
    "integer": "not an integer",
    "float": "not a number",
    "boolean": "not a boolean",
    "timestamp": "not a timestamp",
}


class Call(NamedTuple):
    """What a call says.

    Args:
        level: one of the schema's.
        event: what kind of event it is.
        message: what happened.
        fields: they win over the logger's context.
        emitted: how many events the run wrote, where this one ends it.
    """

    level: str
    event: Any
    message: str | None
    fields: Mapping[str, Any]
    emitted: int | None = None


class Composer:
    """Knows the rules and what was found to fit them.

    Args:
        rules: the compiled schema.
    """

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.room = rules.line_bytes - FIXED_BYTES
        self.events = frozenset(rules.fields["event"].enum or ("log",))
        texts = {name: rule for name, rule in rules.fields.items() if rule.type in {"keyword", "text"}}
        self._known = {name: set(rule.enum or ()) for name, rule in texts.items()}
        self.messages: Collection[object] = self._known["message"]
        self._free = frozenset(name for name, rule in texts.items() if rule.enum is None) - {"run"}
        self._known["extra"] = set()
        self._enums = frozenset(name for name, rule in texts.items() if rule.enum is not None)
        self._literals = shortest({each for pattern in rules.redact_patterns for each in pattern.literals})
        self._checks = {name: checker(rule) for name, rule in rules.fields.items() if name not in _UNSAID}
        self._required = {name for name, rule in rules.fields.items() if rule.required}
        self._aliases = dict(rules.aliases)
        self._engine = Engine(rules)
        self._unknown: set[str] = set()
        self._longest = min(rules.line_bytes, _LONGEST_TEXT)
        self._shapes: dict[frozenset[str], Shapes] = {}

    def shapes(self, names: Collection[str]) -> Shapes:
        """Return the tests of calls whose context has these fields."""
        without = frozenset({self._aliases.get(name, name) for name in names} | RESERVED | {"event"})
        if without not in self._shapes:
            if len(self._shapes) >= 64:
                self._shapes.clear()
            self._shapes[without] = Shapes(self.rules.fields, self._known, without)
        return self._shapes[without]

    def name_of(self, name: str) -> str:
        """Return the field that a name stands for."""
        return self._aliases.get(name, name)

    def plain(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Return a copy in JSON types, which later changes of the values don't reach."""
        plainer = Plainer(self._engine.redact_text, self._longest)
        return {name: plainer.value(value) for name, value in fields.items()}

    def bounded(self, context: dict[str, Any]) -> dict[str, Any]:
        """Return a plain context, without its long parts where the engine could not read it beside an event."""
        if len(json.dumps(context, ensure_ascii=False)) <= LINE_LIMIT // 4:
            return context
        short = {name: value for name, value in context.items() if len(json.dumps(value)) <= _REMEMBERED_TEXT}
        return dict(list(short.items())[:_MOST_BOUND])

    def context(self, context: Mapping[str, Any]) -> dict[str, Any]:
        """Return what these fields become in every event."""
        document = self._apply(Call("INFO", "log", None, {}), context)
        return {key: value for key, value in document.items() if key not in {"level", "event"}}

    def head(self, level: str, event: str, context: dict[str, Any]) -> bytes:
        """Return the start of the lines of one level and event, up to a comma."""
        return orjson.dumps({"level": level, "event": event, **context})[1:-1] + b","

    def ready(self, fields: dict[str, Any], taken: Collection[str]) -> bytes | None:
        """Return the rest of a line if all values are of JSON's simple types and fit, perhaps in another form.

        Args:
            fields: the call's fields and its message.
            taken: fields that the context has.
        """
        found: dict[str, Any] = {}
        extra: dict[str, Any] = {}
        for name, value in fields.items():
            kind = type(value)
            if name in taken or kind not in _SCALARS or (kind is int and not -(2**63) <= value < 2**63):
                return None
            check = self._checks.get(name)
            if check is not None:
                found[name], reason = check(value)
            else:
                extra[name], reason = _as_extra(value) if self._is_unknown(name) else (value, "in doubt")
            if reason or (kind is str and not self._is_clean(name if check else "extra", value)):
                return None
        if extra and "extra" in taken:
            return None
        found.update({"extra": extra} if extra else {})
        return orjson.dumps(found, option=orjson.OPT_APPEND_NEWLINE)[1:] if found else None

    def _is_unknown(self, name: str) -> bool:
        """Tell whether a name is no field's, and may stand in `extra` as it is with any value."""
        if name in self._unknown:
            return True
        listed = {*self._aliases, *self.rules.fields, *RESERVED, "extra"}
        if name in listed or name.lower() in self.rules.redact_keys or not (name.isascii() and name.isidentifier()):
            return False
        if len(name) > LONGEST_KEY or self._engine.redact_text(name) != name:
            return False
        if len(self._unknown) < _MOST_REMEMBERED:
            self._unknown.add(name)
        return True

    def _is_clean(self, name: str, text: str) -> bool:
        """Tell whether a text is Unicode without secrets, and remember a short one that is."""
        known = self._known.get(name, set())
        if text in known:
            return True
        suspicious = any(literal in text for literal in self._literals) and self._engine.redact_text(text) != text
        if suspicious or not (text.isascii() or _is_unicode(text)):
            return False
        if len(text) <= _REMEMBERED_TEXT and name not in self._enums:
            if len(known) >= _MOST_REMEMBERED:
                known.clear()
            known.add(text)
        return True

    def compose(self, call: Call, context: Mapping[str, Any]) -> tuple[bytes, bool]:
        """Return a whole event, but for its stamp, as JSON and a line feed, and whether it had to be cut."""
        document = self._apply(call, context)
        if call.emitted is not None:
            document["emitted"] = call.emitted
        whole = orjson.dumps(document)
        if len(whole) < self.room:
            return whole + b"\n", False
        return fit(document, self.room - 1, self._free, self._required.union(_KEPT)) + b"\n", True

    def last_resort(self, call: Call, context: Mapping[str, Any], error: Exception) -> bytes:
        """Return an event that stands for one which could not be made."""
        known = {key: value for key, value in context.items() if key not in {"extra", "violations"}}
        message = f"an event could not be written: {type(error).__name__}"
        document = {"level": call.level, "event": "log", **known, "message": message}
        if call.emitted is not None:
            document.update(event="job_end", emitted=call.emitted)
        return fit(document, self.room - 1, self._free, self._required.union(_KEPT)) + b"\n"

    def _apply(self, call: Call, context: Mapping[str, Any]) -> dict[str, Any]:
        """Put an event through the engine and take off what the writer and the store add."""
        plainer = Plainer(self._engine.redact_text, self._longest)
        given: dict[str, Any] = {
            **_STAMP,
            "level": call.level,
            "event": plainer.value(call.event),
            "message": call.message,
        }
        extra = self._merge(given, {**context, **call.fields}, plainer)
        for part in (context.get("extra"), call.fields.get("extra")):
            if isinstance(part, Mapping):
                extra.update(plainer.value(part))
        line = json.dumps({**given, "extra": extra}, ensure_ascii=False)
        if len(line) > LINE_LIMIT:
            raise ValueError("more than a line can hold")
        document = self._engine.apply(Record(line), _STAMP["@timestamp"]).document
        return {key: value for key, value in document.items() if key not in _STORED}

    def _merge(self, given: dict[str, Any], values: Mapping[str, Any], plainer: Plainer) -> dict[str, Any]:
        """Add plain values to an event; return those that can't be in it."""
        extra: dict[str, Any] = {}
        blamed: list[str] = []
        for place, (name, value) in enumerate(values.items()):
            rule = self.rules.fields.get(self._aliases.get(name, name))
            if plainer.is_full:
                extra[MEMBERS_CUT] = len(values) - place
                break
            plain = plainer.value(value)
            if name == "extra" and isinstance(value, Mapping):
                continue
            if name in RESERVED or name == "event":
                extra[name] = plain
            elif rule is not None and _is_opaque(plain):
                extra[name] = plain
                blamed.append(f"{self._aliases.get(name, name)}: {_REASONS[rule.type]}")
            else:
                longest = rule.max_length if rule is not None and rule.type == "text" else None
                given[plainer.key(name)] = plainer.cut(plain, longest)
        given["violations"] = blamed
        return extra


def _as_extra(value: Any) -> tuple[Any, str | None]:
    """Check a scalar that no field claims: only a number that is not finite is changed in `extra`."""
    return value, "not finite" if type(value) is float and value - value != 0 else None


def _is_opaque(value: Any) -> bool:
    return type(value) is Opaque or (type(value) is list and any(type(item) is Opaque for item in value))


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
