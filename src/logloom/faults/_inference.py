"""One inference as a transaction."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

__all__ = ["Span", "resolution", "silent", "traced"]


class Span(Protocol):
    """What can be said of an inference while it runs."""

    def set_tag(self, key: str, value: Any) -> None:
        """Say something to search by; Sentry keeps it as text."""

    def set_data(self, key: str, value: Any) -> None:
        """Say something to look at: a number stays one."""


class _Silent:
    def set_tag(self, key: str, value: Any) -> None:
        """Say it to nobody."""

    def set_data(self, key: str, value: Any) -> None:
        """Say it to nobody."""


silent: Span = _Silent()
"""Stands for a transaction where none is recorded."""


def resolution(shape: Sequence[int]) -> str:
    """Return width and height of an image, or of a batch of them, such as ``640x512``.

    Args:
        shape: [H, W], [H, W, C], [C, H, W], [N, C, H, W] or [N, H, W, C], where C is 1, 3 or 4.
    """
    sizes = [int(size) for size in shape][-3:]
    if len(sizes) == 3:
        sizes = sizes[:2] if sizes[-1] in {1, 3, 4} and sizes[0] not in {1, 3, 4} else sizes[1:]
    return "x".join(str(size) for size in reversed(sizes)) or "unknown"


@contextmanager
def traced(shape: Sequence[int]) -> Iterator[Span]:
    """Record one inference; sampled as `init` was told.

    Args:
        shape: of the RGB image or batch.
    """
    import sentry_sdk  # noqa: PLC0415 - only where it is used

    with sentry_sdk.start_transaction(op="inference", name="inference", source="task") as span:
        span.set_tag("input_resolution", resolution(shape))
        began = time.perf_counter()
        try:
            yield span
        finally:
            span.set_data("inference_time_ms", round((time.perf_counter() - began) * 1000, 3))
