"""A call's message and exception, as text."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Any

from logloom.log._plain import safe_text

__all__ = ["error_type", "is_told", "message_text", "with_exception"]

_MARK = "_logloom_told"


def message_text(message: object, args: tuple[object, ...]) -> str | None:
    """Return a message with its values filled in, as far as that can be done."""
    if message is None and not args:
        return None
    text = message if type(message) is str else safe_text(message)
    if not args:
        return text
    try:
        return text % (args[0] if len(args) == 1 and isinstance(args[0], dict) else args)
    except Exception:
        return " ".join([text, *map(safe_text, args)])


def with_exception(fields: dict[str, Any]) -> dict[str, Any]:
    """Put `error_type` and `stack_trace` in the place of `exc_info`."""
    if "exc_info" not in fields:
        return fields
    given = fields.pop("exc_info")
    if isinstance(given, tuple):
        given = given[1] if len(given) == 3 else None
    error = given if isinstance(given, BaseException) else sys.exc_info()[1] if given else None
    if error is None:
        return fields
    _mark(error)
    return {"error_type": error_type(type(error)), "stack_trace": _trace(error), **fields}


def is_told(error: BaseException) -> bool:
    """Tell whether this very exception was written as an event."""
    return getattr(error, _MARK, False) is True


def _mark(error: BaseException) -> None:
    # On the exception itself: to remember it elsewhere would keep its frames alive, and the tensors in them.
    with suppress(Exception):
        setattr(error, _MARK, True)


def error_type(kind: type) -> str:
    """Return the name of an exception's class, with its module unless it is a built-in."""
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _trace(error: BaseException) -> str:
    import traceback  # noqa: PLC0415 - only an exception needs it

    try:
        text = "".join(traceback.format_exception(type(error), error, error.__traceback__)).rstrip("\n")
        return _without_folders(text)
    except Exception as failed:
        return f"<{type(failed).__name__} while the traceback was formatted>"


def _without_folders(trace: str) -> str:
    """Name files as they are imported (`torch/nn/modules/module.py`): where they lie is the machine's own business."""
    for folder in sorted({each.rstrip("/") for each in sys.path if each.startswith("/")}, key=len, reverse=True):
        trace = trace.replace(f'File "{folder}/', 'File "')
    return trace
