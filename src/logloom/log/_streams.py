"""Where lines go: a descriptor, a file object, standard output, or a notebook's cell and a file."""

from __future__ import annotations

import io
import os
import re
import sys
from pathlib import Path
from typing import IO, Any

from logloom.log._writer import Writer

__all__ = ["open_writer"]

_opened: dict[tuple[int, int, int], Writer] = {}


def open_writer(stream: IO[Any] | int | None, job_id: str) -> Writer:
    """Return the writer of a stream; there is one for each descriptor.

    Args:
        stream: descriptor, file object, or None for standard output.
        job_id: names the file that a notebook's events go to as well.
    """
    if stream is None or stream is sys.stdout:
        return _standard_output(job_id)
    if isinstance(stream, int):
        return _of_descriptor(stream)
    return Writer(-1, lambda _descriptor, line: _put(stream, line))


def _standard_output(job_id: str) -> Writer:
    if type(sys.stdout).__module__.startswith("ipykernel"):
        return _notebook(job_id)
    if sys.stdout is not sys.__stdout__ or not isinstance(sys.stdout, io.TextIOWrapper):
        return Writer(-1, lambda _descriptor, line: _put(sys.stdout, line))
    try:
        # `print` holds back what it has until 8 KiB are full and may then cut anywhere: an event would land inside a
        # line.
        sys.stdout.reconfigure(line_buffering=True)
        return _of_descriptor(sys.stdout.fileno())
    except (OSError, ValueError):  # it was closed, or does not take what it held back
        return Writer(-1, lambda _descriptor, line: _put(sys.stdout, line))


def _of_descriptor(descriptor: int) -> Writer:
    """Return the one writer of what a descriptor stands for now; its number may have stood for another file."""
    try:
        state = os.fstat(descriptor)
        opened = (descriptor, state.st_dev, state.st_ino)
    except OSError:  # closed: what is written is counted as lost
        opened = (descriptor, 0, 0)
    return _opened.setdefault(opened, Writer(descriptor))


def _notebook(job_id: str) -> Writer:
    """Write to a file, which outlives the notebook, and show each line in the cell that runs."""
    path = Path(".logloom", re.sub(r"[^A-Za-z0-9._-]", "_", job_id).lstrip(".") or "job").with_suffix(".jsonl")
    try:
        path.parent.mkdir(exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    except OSError:  # a folder that can't be written: the cell is all there is
        return Writer(-1, lambda _descriptor, line: _put(sys.stdout, line))

    def both(descriptor: int, line: bytes) -> int:
        written = os.write(descriptor, line)
        if written == len(line):
            _put(sys.stdout, line)
        return written

    return Writer(descriptor, both)


def _put(stream: Any, line: bytes) -> int:
    """Write a line to a file object, and through it at once."""
    if stream is None:
        raise OSError("there is no standard output")
    if isinstance(stream, io.TextIOBase):
        stream.write(line.decode())
    else:
        stream.write(line)
    stream.flush()
    return len(line)
