"""The runtime logger: each line that it writes conforms to the schema, whatever it is given.

import logloom.log
log = logloom.log.get_logger()
log.info("epoch done", event="epoch_end", epoch=3, loss=0.21)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from logloom.log._factory import LoggerFactory, get_logger
from logloom.log._locate import find_rules
from logloom.log._logger import Speak, StructuredLogger

if TYPE_CHECKING:
    from logloom.log._bridge import JsonFormatter, capture, install

__all__ = [
    "JsonFormatter",
    "LoggerFactory",
    "Speak",
    "StructuredLogger",
    "capture",
    "find_rules",
    "get_logger",
    "install",
]


def __getattr__(name: str) -> Any:
    """Load the bridge to the standard library's logging only for those who use it."""
    if name in {"JsonFormatter", "capture", "install"}:
        import logloom.log._bridge as bridge  # noqa: PLC0415

        return getattr(bridge, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
