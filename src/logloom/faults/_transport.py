"""The transport that sentry-sdk is given: what it captures is redacted and on disk before the call returns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import orjson
from sentry_sdk.transport import Transport

from logloom.faults._envelope import LARGEST, Redaction
from logloom.faults._sender import Sender

if TYPE_CHECKING:
    from sentry_sdk.envelope import Envelope, Item

__all__ = ["SpoolTransport"]

_FATAL = "fatal"


class SpoolTransport(Transport):
    """Puts each envelope into the spool. Never raises into the program, never waits for a network.

    Args:
        sender: of the spool.
        redaction: by the schema's rules.
    """

    def __init__(self, sender: Sender, redaction: Redaction) -> None:
        super().__init__()
        self.sender = sender
        self._spool = sender.spool
        self._redaction = redaction

    def capture_envelope(self, envelope: Envelope) -> None:
        """Keep an envelope, and have it sent."""
        try:
            self._capture(envelope)
        except Exception as error:  # reporting a fault must not be one
            self.sender.why = f"an event could not be kept: {type(error).__name__}: {error}"
            with suppress(Exception):
                self._spool.count_drop("internal_sdk_error", _category(envelope))

    def _capture(self, envelope: Envelope) -> None:
        category = _category(envelope)
        data = self._redaction.envelope(envelope.headers, self._items(envelope))
        if len(data) > LARGEST:
            data = self._redaction.envelope(envelope.headers, _slim(envelope))
        if len(data) > LARGEST:
            self._spool.count_drop("too_large", category)
            return
        event = envelope.get_event() or {}
        is_last = event.get("level") == _FATAL or "fault" in (event.get("tags") or {})
        self._spool.put(category, _event_id(envelope), data, durable=is_last)
        self.sender.wake()

    def _items(self, envelope: Envelope) -> Iterator[tuple[dict[str, Any], Any]]:
        for item in envelope.items:
            content = item.payload.json if item.payload.json is not None else self._text(item)
            if content is None:
                self._spool.count_drop("not_text", item.data_category)
            else:
                yield item.headers, content

    def _text(self, item: Item) -> bytes | None:
        return self._redaction.text(item.get_bytes())

    def flush(self, timeout: float, callback: Callable[[int, float], None] | None = None) -> None:  # noqa: ARG002
        """Wait until all is sent, at most `timeout` seconds; what is not sent is kept."""
        if timeout > 0:
            self.sender.flush(timeout)

    def kill(self) -> None:
        """End; what was not sent is for the next process."""
        self.sender.stop()
        self._spool.close()

    def record_lost_event(
        self,
        reason: str,
        data_category: Any = None,
        item: Item | None = None,
        *,
        quantity: int = 1,
    ) -> None:
        """Count what sentry-sdk itself leaves out: samples, filters."""
        if reason != "sample_rate":  # a sampled transaction is no loss, and there are many
            self._spool.count_drop(reason, item.data_category if item is not None else str(data_category), quantity)


def _category(envelope: Envelope) -> str:
    return next((item.data_category for item in envelope.items), "default")


def _event_id(envelope: Envelope) -> str:
    from uuid import uuid4  # noqa: PLC0415 - nearly all have one

    return str(envelope.headers.get("event_id") or uuid4().hex)


def _slim(envelope: Envelope) -> list[tuple[dict[str, Any], Any]]:
    """Return the event without its largest parts: local variables, source lines, breadcrumbs, attachments."""
    event = dict(orjson.loads(orjson.dumps(envelope.get_event(), default=repr)) or {})
    for name in ("breadcrumbs", "extra", "modules"):
        event.pop(name, None)
    for each in (event.get("exception") or {}).get("values") or []:
        for frame in (each.get("stacktrace") or {}).get("frames") or []:
            for name in ("vars", "pre_context", "post_context"):
                frame.pop(name, None)
    return [({"type": "event", "content_type": "application/json"}, event)] if event else []
