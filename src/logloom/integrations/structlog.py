"""structlog: its events become logloom's.

structlog.configure(processors=[structlog.contextvars.merge_contextvars, LogloomProcessor()])
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any, NoReturn

import structlog

from logloom.log import StructuredLogger, get_logger

__all__ = ["LogloomProcessor"]

_METHODS = {"debug": "debug", "warning": "warning", "warn": "warning", "error": "error", "exception": "error",
            "critical": "critical", "fatal": "critical"}  # fmt: skip
_OURS = ("level", "timestamp", "log_level")


class LogloomProcessor:
    """The last processor of a chain: writes the event and ends it there.

    What structlog calls `event` is the message here; `event_type` says what kind of event it is. Level and time that
    processors before it added are left out: the logger has its own.

    Args:
        log: `get_logger()` if not given.
    """

    def __init__(self, log: StructuredLogger | None = None) -> None:
        self._log = log or get_logger()

    def __call__(self, logger: Any, method_name: str, event_dict: MutableMapping[str, Any]) -> NoReturn:
        """Write one event.

        Raises:
            DropEvent: always; structlog then prints nothing.
        """
        fields = {str(name): value for name, value in event_dict.items() if name not in _OURS}
        message = fields.pop("event", None)
        kind = fields.pop("event_type", None)
        speak = getattr(self._log, _METHODS.get(method_name, "info"))
        speak(message, **fields, **({} if kind is None else {"event": kind}))
        raise structlog.DropEvent
