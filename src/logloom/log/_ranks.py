"""One rank speaks for all: plain words that the ranks of a machine say alike are written by the first of them.

The first rank notes in shared memory what it has said; the others hold their plain words for a moment, and write only
those that it did not say. Nothing that tells of a rank alone is held: neither steps nor warnings nor errors.
"""

from __future__ import annotations

import atexit
import hashlib
import mmap
import os
import tempfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson

from logloom.log._environment import local_rank, world_size

__all__ = ["HOLD_SECONDS", "Chorus", "Ticket"]

HOLD_SECONDS = 1.0
"""How far the first rank may lag behind the others."""

Ticket = tuple[int, int]
"""Hash of the words, and the how manieth time they were said."""

_SLOTS = 65_536
_BYTES = 8 * _SLOTS
_MOST_COUNTED = 16_384
_JOB = (
    "TORCHELASTIC_RUN_ID", "TORCHELASTIC_RESTART_COUNT", "MASTER_ADDR", "MASTER_PORT", "SLURM_JOB_ID", "SLURM_STEP_ID",
    "SLURM_RESTART_COUNT", "PMIX_NAMESPACE", "OMPI_MCA_ess_base_jobid", "JOB_ID",
)  # fmt: skip


class Chorus:
    """What the ranks of one job on one machine know of each other.

    Args:
        path: of the memory that they share.
        leads: whether this is the first rank.
    """

    def __init__(self, path: Path, *, leads: bool) -> None:
        self.leads = leads
        self.path = path
        self.collapsed = 0
        self._pid = os.getpid()
        self._counts: dict[int, int] = {}
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(path, flags, 0o600)
        try:
            if hasattr(os, "getuid") and os.fstat(descriptor).st_uid != os.getuid():
                raise PermissionError(f"{path} is somebody else's")
            _take(descriptor, _BYTES)
            memory = mmap.mmap(descriptor, _BYTES)
            if leads:
                memory[:] = bytes(_BYTES)  # a job of the same name may have left it
            self._slots = memoryview(memory).cast("Q")
        finally:
            os.close(descriptor)
        atexit.register(self._leave)

    @classmethod
    def of(cls, environ: Mapping[str, str], parent: int) -> Chorus | None:
        """Join the ranks that one launcher started on this machine; None for a process that is alone.

        Args:
            environ: tells rank and job; with `LOGLOOM_RANKS=each` every rank writes all its words.
            parent: the launcher's process, which all of them share.
        """
        local, size = local_rank(environ), world_size(environ)
        if local is None or size is None or size < 2 or environ.get("LOGLOOM_RANKS") == "each":
            return None
        name = "\n".join([str(parent), *(environ.get(each, "") for each in _JOB)])
        digest = hashlib.sha256(name.encode()).hexdigest()[:20]
        folder = "/dev/shm" if os.access("/dev/shm", os.W_OK) else tempfile.gettempdir()  # noqa: S108 - mode 0600
        try:
            return cls(Path(folder, f"logloom-{os.getuid()}-{digest}"), leads=local == 0)
        except (OSError, ValueError, AttributeError):  # no shared memory: every rank speaks
            return None

    def ticket(self, level: str, message: str | None, fields: Mapping[str, Any]) -> Ticket | None:
        """Count these words; None where they can't be compared, or not in a forked child."""
        if os.getpid() != self._pid:
            return None
        try:
            words = zlib.crc32(orjson.dumps((level, message, fields))) | 1
        except TypeError:  # tensors and the like are hardly alike
            return None
        if len(self._counts) > _MOST_COUNTED:
            self._counts.clear()
        count = self._counts[words] = self._counts.get(words, 0) + 1
        return words, count

    def announce(self, ticket: Ticket) -> None:
        """Note what the first rank has said. The slot is one aligned write, so that nobody reads half of it."""
        words, count = ticket
        self._slots[words % _SLOTS] = words << 32 | count

    def is_said(self, ticket: Ticket) -> bool:
        """Tell whether the first rank has said these words as often."""
        words, count = ticket
        slot = self._slots[words % _SLOTS]
        return slot >> 32 == words and slot & 0xFFFFFFFF >= count

    def _leave(self) -> None:
        """Remove the file; who has it open keeps it."""
        if self.leads and os.getpid() == self._pid:
            with suppress(OSError):
                self.path.unlink()


def _take(descriptor: int, size: int) -> None:
    """Make a file at least so long, of memory that is really there.

    Where it is promised alone, a full /dev/shm (64 MB in a container, and data loaders use it) ends the process with
    SIGBUS at the first touch. For the same reason a file that others have mapped never becomes shorter.

    Raises:
        OSError: there is no room.
    """
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(descriptor, 0, size)
    else:  # macOS
        os.ftruncate(descriptor, size)
