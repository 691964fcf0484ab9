"""Envelopes as they are stored and sent: redacted by the schema's rules, bounded, one event each.

Source: "Envelopes" of Sentry's SDK documentation (develop.sentry.dev, 2026): headers, then of each item its headers and
its content, each on a line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timezone
from typing import Any

import orjson

from logloom.rules import Redactor, Rules

__all__ = ["LARGEST", "Redaction", "client_report", "stamped", "unsent"]

LARGEST = 1 << 20
"""Bytes of an event that Sentry takes."""

_REMEMBERED_TEXT = 512
_MOST_REMEMBERED = 8192

_HEADERS = ("event_id", "trace")
"""All that is kept of an envelope's headers: `sent_at` is said when it is sent, the key is nobody's business."""


class _Remembering(Redactor):
    """Knows the texts that it saw: file names, source lines, messages. One fault's next event has mostly the same."""

    def __init__(self, *compiled: Any) -> None:
        super().__init__(*compiled)
        self._known: dict[str, str] = {}

    def text(self, text: str) -> str:
        try:
            return self._known[text]
        except KeyError:
            pass
        clean = super().text(text)
        if len(text) <= _REMEMBERED_TEXT:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            self._known[text] = clean
        return clean


class Redaction:
    """Makes JSON of values, without what the rules say must not be stored.

    Args:
        rules: the schema's.
    """

    def __init__(self, rules: Rules) -> None:
        self._redactor = _Remembering.of(rules)

    def json(self, value: Any) -> bytes:
        """Return any value as redacted JSON; what JSON can't hold is told by its `repr`."""
        try:
            # through JSON and back: the redactor sees nothing but JSON's own types, and misses none
            plain = orjson.loads(orjson.dumps(value, default=repr, option=orjson.OPT_NON_STR_KEYS))
            return orjson.dumps(self._redactor.value(plain))
        except (TypeError, ValueError):  # a number beyond 64 bits, half a character
            plain = json.loads(json.dumps(value, default=repr, skipkeys=True))
            return json.dumps(self._redactor.value(plain)).encode()

    def envelope(self, headers: Mapping[str, Any], items: Iterable[tuple[Mapping[str, Any], Any]]) -> bytes:
        """Return an envelope without `sent_at`.

        Args:
            headers: of the envelope.
            items: headers and content of each: bytes that are redacted, or a value that becomes JSON.
        """
        kept = orjson.loads(self.json({name: headers[name] for name in _HEADERS if name in headers}))
        made = [(item, content if type(content) is bytes else self.json(content)) for item, content in items]
        return unsent(kept, [(orjson.loads(self.json(item)), content) for item, content in made])

    def text(self, data: bytes) -> bytes | None:
        """Return redacted text; None for bytes that are no text, whose secrets nobody can find."""
        try:
            return self._redactor.text(data.decode()).encode()
        except UnicodeDecodeError:
            return None


def unsent(headers: Mapping[str, Any], items: Iterable[tuple[Mapping[str, Any], bytes]]) -> bytes:
    """Return an envelope without `sent_at`, of headers and items with nothing to hide."""
    lines = [orjson.dumps(headers)]
    for item, content in items:
        lines += [orjson.dumps({**item, "length": len(content)}), content]
    return b"\n".join(lines) + b"\n"


def stamped(envelope: bytes, now: datetime | None = None) -> bytes:
    """Return an envelope that says when it is sent."""
    head, _, rest = envelope.partition(b"\n")
    headers = orjson.loads(head)
    headers["sent_at"] = (now or datetime.now(timezone.utc)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return orjson.dumps(headers) + b"\n" + rest


def client_report(drops: Mapping[tuple[str, str], int], seconds: float) -> bytes:
    """Return an envelope that tells the server what it will never get.

    Args:
        drops: (reason, category) → how many.
        seconds: the time, since 1970.

    Source: "Client reports" of Sentry's SDK documentation (develop.sentry.dev, 2026).
    """
    discarded = [
        {"reason": reason, "category": category, "quantity": count}
        for (reason, category), count in sorted(drops.items())
    ]
    content = orjson.dumps({"timestamp": seconds, "discarded_events": discarded})
    return unsent({}, [({"type": "client_report"}, content)])
