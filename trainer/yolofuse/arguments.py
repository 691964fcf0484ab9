"""Types of command-line arguments that both commands use."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["address", "at_least", "existing_file"]


def at_least(low: int) -> Callable[[str], int]:
    """Returns an argparse type for whole numbers from `low` on."""

    def number(text: str) -> int:
        if (value := int(text)) < low:
            raise argparse.ArgumentTypeError(f"{value} is below {low}")
        return value

    return number


def existing_file(text: str) -> Path:
    """An argparse type: the path of a file that is there."""
    if not (path := Path(text)).is_file():
        raise argparse.ArgumentTypeError(f"{text} is no file")
    return path


def address(text: str) -> tuple[str, int]:
    """An argparse type: a port, or host and port; the loopback interface where no host is named."""
    host, _, port = text.rpartition(":")
    if not port.isdigit() or int(port) > 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port")
    return host.strip("[]") or "127.0.0.1", int(port)
