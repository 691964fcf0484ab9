"""The folder of one process in a spool, and the lock that says whether that process lives."""

from __future__ import annotations

import os
import secrets
import sys
import time
from contextlib import suppress
from pathlib import Path

from logloom.faults._files import SUFFIX, names

if sys.platform != "win32":  # there no folder can be locked and renamed, and events are kept in memory
    import fcntl

__all__ = ["CRASH", "DROPPED", "Folder", "folders", "make_folder"]

DROPPED = "dropped.json"
CRASH = "crash.txt"

_LOCK = "lock"
_UNBORN_SECONDS = 3600
"""A folder under a dotted name that is older than this will never be finished."""


class Folder:
    """A folder whose lock this process holds.

    Args:
        path: of the folder.
        descriptor: of its lock; closing it frees the lock, unless a forked child has not closed its copy.
    """

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor

    @classmethod
    def adopt(cls, path: Path) -> Folder | None:
        """Take over the folder of a process that has ended; None where it lives, or another process was faster."""
        try:
            descriptor = os.open(path / _LOCK, os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            return None
        if _try_lock(descriptor) and (path / _LOCK).exists():  # else its last holder has just removed it
            return cls(path, descriptor)
        os.close(descriptor)
        return None

    def close(self) -> None:
        """Let go of it; what lies in it is for the next one who looks."""
        if self._descriptor >= 0:
            with suppress(OSError):
                os.close(self._descriptor)
        self._descriptor = -1

    def remove(self) -> None:
        """Remove it, with whatever but events lies in it, and let go of it."""
        with suppress(OSError):
            for name in names(self.path):
                if name.startswith(".") or not name.endswith(SUFFIX):
                    (self.path / name).unlink()
            self.path.rmdir()
        self.close()


def make_folder(root: Path, name: str) -> Folder:
    """Make a folder for this process; nobody sees it before its lock is held.

    Raises:
        OSError: it can't be made.
    """
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep(root)
    unborn = root / f".{secrets.token_hex(8)}"
    unborn.mkdir(mode=0o700)
    descriptor = os.open(unborn / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    _try_lock(descriptor)
    path = unborn.rename(root / name)
    return Folder(path, descriptor)


def folders(root: Path) -> list[Path]:
    """Return the processes' folders, oldest first."""
    return [root / name for name in sorted(names(root)) if name[:1].isdigit()]


def _try_lock(descriptor: int) -> bool:
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sweep(root: Path) -> None:
    """Remove what processes left that were killed while they made their folder."""
    for name in names(root):
        unborn = root / name
        with suppress(OSError):
            if name.startswith(".") and time.time() - unborn.stat().st_mtime > _UNBORN_SECONDS:
                Folder(unborn, -1).remove()
