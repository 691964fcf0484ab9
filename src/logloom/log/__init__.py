"""The runtime logger: each line that it writes conforms to the schema, whatever it is given.

import logloom.log
log = logloom.log.get_logger()
log.info("epoch done", event="epoch_end", epoch=3, loss=0.21)
"""

from __future__ import annotations

from logloom.log._factory import LoggerFactory, get_logger
from logloom.log._logger import Speak, StructuredLogger

__all__ = ["LoggerFactory", "Speak", "StructuredLogger", "get_logger"]
