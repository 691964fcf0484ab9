"""The folder `.logloom`: what lies where, which runs live, and which page serves it.

    .logloom/
      .gitignore            `*`
      events.duckdb         the store; one process at a time writes it, while a page lives the page
      page.json             address and process of the page; locked as long as it lives
      page.log              what the page said
      views/                stores of files that were looked at from elsewhere, by `logloom view PATH`
      alerts/               what `logloom alerts watch` looked at and told, and what is not sent yet
      runs/<job_id>/
        run.json            what runs; locked as long as it does
        output.log          its lines; older ones were set aside as output.log.1, output.log.2, …
        read                how far the store has read these: inode and position, a line each

A lock (flock) goes with its process, however that ends. So nothing here is ever stale: a file without its lock tells
of something that is over.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Held", "Home", "Page", "Run", "read_held"]

_MOST_BYTES = 1024 * 1024
_TRIES = 5


class Held:
    """A small JSON file that its process keeps locked.

    Args:
        descriptor: of the file, open for writing and locked.
        path: of the file.
    """

    def __init__(self, descriptor: int, path: Path) -> None:
        self._descriptor = descriptor
        self.path = path

    @classmethod
    def take(cls, path: Path) -> Held | None:
        """Lock a file, which is made where there is none; its content stays until `write`.

        Returns:
            None where another process holds it.

        Raises:
            OSError: it can't be made or locked.
        """
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if _lock(descriptor):
                return cls(descriptor, path)
        except OSError:
            os.close(descriptor)
            raise
        os.close(descriptor)
        return None

    def write(self, content: Mapping[str, Any]) -> None:
        """Replace the content. The lock is of the file, so that it can't be renamed over.

        Raises:
            OSError: the disk is full, or broken.
        """
        data = json.dumps(content, ensure_ascii=False, indent=1).encode(errors="replace") + b"\n"
        old = os.pread(self._descriptor, _MOST_BYTES, 0)
        longer = data.ljust(len(old))  # so that a reader meets no rest of the old one
        if os.pwrite(self._descriptor, longer, 0) < len(data):
            os.pwrite(self._descriptor, old, 0)
            os.ftruncate(self._descriptor, len(old))
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.path))
        os.ftruncate(self._descriptor, len(data))

    def release(self) -> None:
        """Let go of the lock; the content stays."""
        os.close(self._descriptor)


def _lock(descriptor: int) -> bool:
    """Lock a file; one who only asks whether it is locked holds it for a moment, so ask more than once."""
    for _ in range(_TRIES):
        with suppress(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        time.sleep(0.01)
    return False


def read_held(path: Path) -> tuple[dict[str, Any], bool]:
    """Return the content of such a file, and whether its writer lives.

    Returns:
        An empty content where there is no file, or none that can be read; it may be just being written.
    """
    try:
        with path.open("rb") as file:
            lives = _is_locked(file.fileno())
            content = json.loads(file.read(_MOST_BYTES))
    except (OSError, ValueError):
        content = {}
        lives = _exists_locked(path)
    return (content if isinstance(content, dict) else {}), lives


def _exists_locked(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return _is_locked(file.fileno())
    except OSError:
        return False


def _is_locked(descriptor: int) -> bool:
    """Tell whether another process holds the lock; ours, taken for the question, is shared and goes at once."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    return False


@dataclass(frozen=True)
class Page:
    """A page that lives.

    Args:
        url: its address, with its token where it has one.
        pid: its process.
    """

    url: str
    pid: int


@dataclass(frozen=True)
class Run:
    """A run, as its run.json tells it.

    Args:
        folder: of the run.
        content: of run.json; see `docs/guides/laptop.md`.
        lives: whether `logloom run` still watches it.
    """

    folder: Path
    content: Mapping[str, Any]
    lives: bool


@dataclass(frozen=True)
class Home:
    """The names in the folder.

    Args:
        folder: usually `.logloom`.
    """

    folder: Path = Path(".logloom")

    @property
    def store(self) -> Path:
        """The embedded store."""
        return self.folder / "events.duckdb"

    @property
    def runs(self) -> Path:
        """Folder with a folder for each run."""
        return self.folder / "runs"

    @property
    def views(self) -> Path:
        """Folder with the stores of files that were looked at from elsewhere."""
        return self.folder / "views"

    @property
    def page_file(self) -> Path:
        """Who serves the page; `Held.take` it to be that one, and write ``{"url": …, "pid": …}``."""
        return self.folder / "page.json"

    @property
    def page_log(self) -> Path:
        """What the page's process said, where `logloom run` started it."""
        return self.folder / "page.log"

    def make(self) -> None:
        """Make the folder, for its owner alone, and keep it out of version control.

        Raises:
            OSError: it can't be made.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        ignore = self.folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="ascii")

    def page(self) -> Page | None:
        """Return the page that serves this folder; None where none lives, or it does not answer yet."""
        content, lives = read_held(self.page_file)
        url, pid = content.get("url"), content.get("pid")
        return Page(url, pid) if lives and isinstance(url, str) and isinstance(pid, int) else None

    def page_lives(self) -> bool:
        """Tell whether a page lives, even if it does not answer yet."""
        return read_held(self.page_file)[1]

    def all_runs(self) -> Iterator[Run]:
        """Yield the runs that are there, in the order of their names."""
        try:
            folders = sorted(path for path in self.runs.iterdir() if path.is_dir())
        except OSError:
            return
        for folder in folders:
            content, lives = read_held(folder / "run.json")
            yield Run(folder, content, lives)

    def runs_live(self) -> bool:
        """Tell whether any run lives; the newest are asked first."""
        try:
            folders = sorted(self.runs.iterdir(), key=lambda path: -path.stat().st_mtime)
        except OSError:
            return False
        return any(_exists_locked(folder / "run.json") for folder in folders)

    def begin_run(self, job_id: str) -> tuple[Path, Held]:
        """Make the folder of a new run, named after its job; a second one of the same job has a number.

        Raises:
            OSError: it can't be made.
        """
        self.make()
        self.runs.mkdir(mode=0o700, exist_ok=True)
        name = re.sub(r"[^A-Za-z0-9._-]", "_", job_id).lstrip(".")[:100] or "job"
        number = 1
        while True:
            folder = self.runs / (name if number == 1 else f"{name}.{number}")
            try:
                folder.mkdir(mode=0o700)
            except FileExistsError:
                number += 1
                continue
            held = Held.take(folder / "run.json")
            assert held is not None  # the folder is ours alone
            return folder, held
