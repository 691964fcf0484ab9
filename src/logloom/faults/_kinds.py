"""What kind of fault an exception is, and which faults are one issue. Nothing here loads PyTorch: names tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from logloom.log._describe import error_type

__all__ = [
    "GPU_KINDS",
    "KINDS",
    "NATIVE_CRASH",
    "OUT_OF_MEMORY",
    "STOPPED",
    "fingerprint",
    "kind_of",
    "without_numbers",
]

OUT_OF_MEMORY = "gpu_oom"
GPU_ERROR = "gpu_error"
NAN_LOSS = "nan_loss"
LOADER_DEATH = "loader_death"
NCCL_TIMEOUT = "nccl_timeout"
NATIVE_CRASH = "native_crash"
STOPPED = "sigterm"

KINDS = frozenset({OUT_OF_MEMORY, GPU_ERROR, NAN_LOSS, LOADER_DEATH, NCCL_TIMEOUT, NATIVE_CRASH, STOPPED})
"""What a fault can be, beside an exception like any other."""

GPU_KINDS = frozenset({OUT_OF_MEMORY, GPU_ERROR, NCCL_TIMEOUT})
"""Kinds whose report tells of the GPU's memory."""

_TYPES = {"torch.OutOfMemoryError": OUT_OF_MEMORY, "torch.cuda.OutOfMemoryError": OUT_OF_MEMORY}

# In this order: the text of an AcceleratorError may say that it is out of memory.
_TEXTS = (
    (OUT_OF_MEMORY, re.compile(r"(CUDA|HIP|XPU|MPS backend)[A-Za-z :]{0,20} out of memory|CUBLAS_STATUS_ALLOC_FAILED")),
    (LOADER_DEATH, re.compile(r"DataLoader worker .{0,200}(exited unexpectedly|is killed by signal)")),
    (NCCL_TIMEOUT, re.compile(r"(NCCL|collective operation).{0,400}(time-?out|timed out)", re.IGNORECASE | re.DOTALL)),
    (NAN_LOSS, re.compile(r"\bloss\b.{0,40}\b(nan|inf|infinite|not finite|non-finite)\b", re.IGNORECASE)),
    (NAN_LOSS, re.compile(r"returned nan values", re.IGNORECASE)),
)
_TYPES_LATER = {"torch.AcceleratorError": GPU_ERROR, "FloatingPointError": NAN_LOSS}
_SEARCHED = 4096
_DEEPEST = 8

_NUMBERS = re.compile(
    r"0x[0-9a-fA-F]+|\b[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}\b|\b(?=[0-9a-f]*[0-9])[0-9a-f]{8,}\b|[-+]?[0-9]+(?:[.,:][0-9]+)*"
    r"(?:[eE][-+]?[0-9]+)?|\b(?:nan|inf|infinity)\b"
)


def kind_of(error: BaseException) -> str | None:
    """Return what kind of fault an exception, or what caused it, is; None for one like any other."""
    return next((kind for each in _causes(error) if (kind := _kind(each))), None)


def _causes(error: BaseException) -> Iterator[BaseException]:
    each: BaseException | None = error
    for _ in range(_DEEPEST):
        if each is None:
            return
        yield each
        each = each.__cause__


def _kind(error: BaseException) -> str | None:
    names = [error_type(kind) for kind in type(error).__mro__]
    text = _text(error)[:_SEARCHED]
    by_name = next((_TYPES[name] for name in names if name in _TYPES), None)
    by_text = next((kind for kind, pattern in _TEXTS if pattern.search(text)), None)
    return by_name or by_text or next((_TYPES_LATER[name] for name in names if name in _TYPES_LATER), None)


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return ""


def without_numbers(text: str) -> str:
    """Return the first line of a message with each number, address and id as ``#``."""
    return _NUMBERS.sub("#", text.strip().partition("\n")[0][:500])


def fingerprint(event: Mapping[str, Any], kind: str | None) -> list[str]:
    """Return what makes events one issue: the kind, or type, message without numbers, and the function that raised.

    Args:
        event: as sentry-sdk has it.
        kind: of `kind_of`.
    """
    values: Sequence[Mapping[str, Any]] = (event.get("exception") or {}).get("values") or []
    if not values:
        entry = event.get("logentry") or {}
        return [kind or "message", without_numbers(str(entry.get("message") or event.get("message") or ""))]
    last = values[-1]
    name = str(last.get("type"))
    return [kind, name] if kind else [name, without_numbers(str(last.get("value") or "")), _place(last)]


def _place(value: Mapping[str, Any]) -> str:
    """Return the innermost function of the program's own; of a library's where there is none."""
    frames = (value.get("stacktrace") or {}).get("frames") or []
    own = [frame for frame in frames if frame.get("in_app", True)]
    frame = (own or frames or [{}])[-1]
    return f"{frame.get('module') or ''}:{frame.get('function') or ''}"
