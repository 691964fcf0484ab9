"""What comes from elsewhere: the standard library's logging, warnings, and exceptions that nobody caught."""

from __future__ import annotations

import atexit
import logging
import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

from pythonjsonlogger.core import BaseJsonFormatter, LogData

from logloom.log._describe import error_type, is_told, message_text
from logloom.log._end import end_job
from logloom.log._factory import get_logger
from logloom.log._logger import StructuredLogger

__all__ = ["JsonFormatter", "capture", "install"]

Undo = Callable[[], None]

_LEVELS = ((logging.DEBUG, "DEBUG"), (logging.INFO, "INFO"), (logging.WARNING, "WARN"), (logging.ERROR, "ERROR"))


class JsonFormatter(BaseJsonFormatter):
    """Makes a record of the standard library one conforming line, for any handler.

    Members of `extra` and of a dictionary that was logged as message are taken as fields; the record's name becomes
    `logger`. The lines have no `run` and `seq`, since a formatter can't know whether they are written; `capture`
    gives them both.

    Args:
        log: whose rules and context apply; `get_logger()` if not given.
        options: as python-json-logger has them, such as `static_fields` and `rename_fields`.
    """

    def __init__(self, log: StructuredLogger | None = None, **options: Any) -> None:
        super().__init__(**options)
        self._log = log or get_logger()

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a line without line feed."""
        return self.serialize_log_record(self.data(record))

    def data(self, record: logging.LogRecord) -> LogData:
        """Return the record's level, message and fields."""
        given: dict[Any, Any] = record.msg if isinstance(record.msg, dict) else {}
        data: LogData = {}
        self.add_fields(data, record, dict(given))
        return self.process_log_record(data)

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        """Add what this package calls otherwise than the standard library does."""
        super().add_fields(log_data, record, message_dict)
        if not isinstance(record.msg, dict):
            args = record.args if isinstance(record.args, tuple) else (record.args,) if record.args else ()
            log_data["message"] = message_text(record.msg, args)
        log_data["@timestamp"] = _utc(record.created)
        log_data["level"] = next((name for number, name in _LEVELS if record.levelno <= number), "CRITICAL")
        log_data.setdefault("logger", record.name)
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            log_data.setdefault("exc_info", error)
        elif record.stack_info:
            log_data.setdefault("stack_trace", record.stack_info)

    def jsonify_log_record(self, log_data: LogData) -> str:
        """Return the line."""
        return self._log.line(**_keyed(log_data)).decode()


class _Handler(logging.Handler):
    """Hands records to a logger."""

    def __init__(self, log: StructuredLogger) -> None:
        super().__init__()
        self._log = log
        self._json = JsonFormatter(log)

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        try:
            data = _keyed(self._json.data(record))
            del data["@timestamp"]
            speak = getattr(self._log, {"WARN": "warning"}.get(data["level"], data["level"].lower()))
            del data["level"]
            speak(data.pop("message", None), **data)
        except Exception:
            self.handleError(record)


def capture(log: StructuredLogger | None = None, level: int = logging.INFO) -> Undo:
    """Send the records of the standard library's logging, and warnings, through a logger.

    Handlers of the root logger that write to a console go, or each record would come twice.

    Args:
        log: `get_logger()` if not given.
        level: of the root logger.

    Returns:
        A function that puts all back as it was.
    """
    root = logging.getLogger()
    before, old_level = root.handlers[:], root.level
    handler = _Handler(log or get_logger())
    root.handlers = [old for old in before if type(old) not in {logging.StreamHandler, _Handler}] + [handler]
    root.setLevel(level)
    logging.captureWarnings(True)

    def undo() -> None:
        logging.captureWarnings(False)
        root.setLevel(old_level)
        root.handlers = before

    return undo


def install(log: StructuredLogger | None = None, level: int = logging.INFO) -> Undo:
    """Capture all that a program says: as `capture`, and exceptions that nobody caught, and its end.

    An exception that ends the program or a thread becomes an `exception` event, unless it was logged before. At exit
    a `job_end` is written, unless the program wrote one; its level is ERROR where an exception ended the program.
    Python's own traceback is then left out, unless standard error is a terminal: a collector would read it as a
    second event. Hooks that other tools have set are called as before.

    Args:
        log: `get_logger()` if not given.
        level: of the root logger.

    Returns:
        A function that puts all back as it was.
    """
    log = log or get_logger()
    release = capture(log, level)
    ending = _Ending(log)
    hooks = sys.excepthook, threading.excepthook
    sys.excepthook, threading.excepthook = ending.uncaught, ending.uncaught_in_thread
    atexit.register(ending.at_exit)

    def undo() -> None:
        atexit.unregister(ending.at_exit)
        sys.excepthook, threading.excepthook = hooks
        release()

    return undo


class _Ending:
    """Tells how a program ended."""

    def __init__(self, log: StructuredLogger) -> None:
        self._log = log
        self._hook, self._thread_hook = sys.excepthook, threading.excepthook
        self._failed = ""

    def uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Stand in for `sys.excepthook`."""
        self._failed = error_type(kind)
        self._tell("the program ended with an exception", error)
        if self._hook is not sys.__excepthook__ or _on_terminal():
            self._hook(kind, error, trace)

    def uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        """Stand in for `threading.excepthook`."""
        if args.exc_value is not None and args.exc_type is not SystemExit:
            self._tell(f"the thread {args.thread.name if args.thread else ''} ended with an exception", args.exc_value)
        if self._thread_hook is not threading.__excepthook__ or _on_terminal():
            self._thread_hook(args)

    def at_exit(self) -> None:
        """Write `job_end` if the program did not."""
        end_job(self._log, self._failed)

    def _tell(self, message: str, error: BaseException) -> None:
        if not is_told(error):
            self._log.exception(message, exc_info=error)


def _keyed(data: dict[Any, Any]) -> dict[str, Any]:
    return {key if type(key) is str else str(key): value for key, value in data.items()}


def _utc(seconds: float) -> str:
    return f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(seconds))}.{int(seconds * 1000) % 1000:03d}Z"


def _on_terminal() -> bool:
    try:
        return sys.stderr.isatty()
    except (AttributeError, ValueError):  # none, or closed
        return False
