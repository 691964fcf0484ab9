"""Follows files that grow, and folders to which files come, into the store.

A look at what did not change costs one `stat` of each file that changed in the last minutes; the others, and the
folders, are looked at every other second. Thousands of finished files cost next to nothing.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from types import MappingProxyType

from logloom.errors import UsageError
from logloom.local._files import ROTATED, LogFile
from logloom.local._session import SETTLED, IngestReport, Session
from logloom.local.store import Store

__all__ = ["Follower"]

_LOG_NAME = re.compile(r".\.(log|jsonl|ndjson|json|out|err)$")
_NOT_LOGS = {"run.json", "config.v2.json", "hostconfig.json", "page.json", "package.json"}
_DEEPEST = 6
_SCAN_SECONDS = 2.0
_SCAN_SHARE = 20  # folders are looked at for at most a twentieth of the time
_WARM_SECONDS = 600.0
_MOST_WARM = 500
_EXPIRE_SECONDS = 60.0
_FILE_BYTES = 64 * 1024 * 1024  # of one file in one poll
_POLL_BYTES = 4 * _FILE_BYTES
_NO_LABELS: Mapping[str, str] = MappingProxyType({})
_LABEL_NAMES = ("service", "job_id", "version")


@dataclass
class _Watched:
    """A file, as it was when it was last read.

    Args:
        path: where.
        is_named: whether it was asked for by its name, and so is read whatever it holds.
        seen: device, inode, size and time of the change (ns); None where it was not read yet.
        changed: when a change was last seen, by the steady clock, in seconds.
        end: the first byte that was not looked at.
        is_begun: whether a line or traceback before it may go on.
        stored: how many of its bytes are events in the store.
        behind_bytes: how much of the file is not read.
    """

    path: Path
    is_named: bool
    seen: tuple[int, int, int, int] | None = None
    changed: float = 0.0
    end: int = 0
    is_begun: bool = False
    stored: int = 0
    behind_bytes: int = 0


class Follower:
    """Keeps a store up to date with files and folders; close it.

    In a folder, and in those below it, these are logs: ``*.log``, ``*.jsonl``, ``*.ndjson``, ``*.json`` (with an object
    on its first line), ``*.out``, ``*.err``, what a rotation makes of these, and Docker's files. A file that was asked
    for by its name is read whatever its name.

    Args:
        store: open for writing; the follower alone writes it.
        paths: files and folders; those that are not there yet are waited for.
        now: clock.
        clock: a steady one, in seconds.
    """

    def __init__(
        self,
        store: Store,
        paths: Iterable[Path],
        *,
        now: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._session = Session(store, now, labels=self._labels_of)
        self._paths = list(paths)
        self._now, self._clock = now, clock
        self._files: dict[Path, _Watched] = {}
        self._warm: dict[Path, _Watched] = {}
        self._by_folder: dict[Path, list[_Watched]] = {}
        self._labels: dict[Path, Mapping[str, str]] = {}
        self._told: set[str] = set()
        self._scan_at = self._expire_at = clock()

    def __enter__(self) -> Follower:  # noqa: PYI034 - Self is of Python 3.11
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of what the reading needs; the store stays open."""
        self._session.close()

    @property
    def files(self) -> int:
        """How many files are followed."""
        return len(self._files)

    @property
    def behind_bytes(self) -> int:
        """How much of them is not read yet, as far as the last `poll` saw; what a gzip file holds is not counted."""
        return sum(watched.behind_bytes for watched in self._files.values())

    def poll(self, *, final: bool = False) -> IngestReport:
        """Read what is new.

        A call reads about 256 MiB, and 64 of one file. Where there is more, `behind_bytes` says so: call again.

        Args:
            final: nobody writes these files any more: take begun lines and tracebacks too, and look everywhere.

        Returns:
            What was read and stored; ``files`` counts those in which something was new. A problem is told once.

        Raises:
            StoreError: the store is damaged or has no room; the next call reads again what was not stored.
        """
        begun = time.perf_counter()
        report = self._session.report = IngestReport()
        moment = self._clock()
        is_scan = final or moment >= self._scan_at
        if is_scan:
            self._scan(moment)
        due = [watched for watched in (self._files if is_scan else self._warm).values() if self._is_due(watched, final)]
        if due:
            self._read(due, moment, final)
        if moment >= self._expire_at:
            self._session.expire()
            self._expire_at = moment + _EXPIRE_SECONDS
        report.problems = [each for each in report.problems if each not in self._told]
        self._told.update(report.problems)
        report.seconds = time.perf_counter() - begun
        return report

    def _is_due(self, watched: _Watched, final: bool) -> bool:
        """Tell whether a file has something new, or what it had begun has settled."""
        try:
            found = watched.path.stat()
        except OSError:
            watched.behind_bytes = 0  # gone; a scan takes it off the list
            return False
        identity = (found.st_dev, found.st_ino)
        if watched.seen and watched.seen[:2] != identity:
            self._scan_at = 0.0  # a rotation: its other half is elsewhere in the folder
            watched.end = 0
        if watched.seen == (*identity, found.st_size, found.st_mtime_ns):
            return bool(watched.behind_bytes) or (
                watched.is_begun and (final or self._is_left(watched, found.st_mtime))
            )
        watched.behind_bytes = max(found.st_size - watched.end, 0)
        return True

    def _is_left(self, watched: _Watched, modified: float) -> bool:
        """Tell whether nobody writes a file any more, for all that is known."""
        return self._now().timestamp() - modified > SETTLED or self._is_over(watched.path.parent)

    def _is_over(self, folder: Path) -> bool:
        return folder in self._labels and not _is_held(folder / "run.json")

    def _read(self, due: Sequence[_Watched], moment: float, final: bool) -> None:
        over = {folder for folder in {each.path.parent for each in due} if final or self._is_over(folder)}
        files = list(self._some(due))
        for is_over in (False, True):
            some = [each for each in files if (each[1].path.parent in over) == is_over]
            if some:
                self._read_some(some, moment, is_over)
        self._note_read(files)

    def _read_some(self, files: Sequence[tuple[_Watched, LogFile]], moment: float, final: bool) -> None:
        readings = self._session.read([file for _, file in files], final=final, limit_bytes=_FILE_BYTES)
        for (watched, file), (end, is_begun, stored) in zip(files, readings, strict=True):
            watched.seen, watched.changed = _signature(file), moment
            watched.end, watched.is_begun, watched.stored = end, is_begun, stored
            watched.behind_bytes = 0 if file.packed else max(0, file.size - end)
            self._warm[watched.path] = watched

    def _note_read(self, files: Iterable[tuple[_Watched, LogFile]]) -> None:
        """Tell each `logloom run` how far its files are stored, so that it need not keep what it set aside."""
        for folder in {file.path.parent for _, file in files} & self._labels.keys():
            read = dict(filter(None, map(_noted, self._by_folder.get(folder, ()))))
            with suppress(OSError):  # else they are kept for longer
                _replace(folder / "read", "".join(f"{inode} {end}\n" for inode, end in read.items()))

    def _some(self, due: Sequence[_Watched]) -> Iterator[tuple[_Watched, LogFile]]:
        """Yield the files of a poll; those beyond what one reads stay for the next."""
        left = _POLL_BYTES
        for watched in due:
            if left <= 0:
                self._scan_at = 0.0
                return
            file = self._found(watched)
            if file is not None:
                left -= min(watched.behind_bytes, _FILE_BYTES)
                yield watched, file

    def _found(self, watched: _Watched) -> LogFile | None:
        try:
            file = LogFile.find(watched.path)
        except UsageError as error:
            if watched.path.exists():
                self._session.report.problems.append(str(error))
            return None
        if not watched.is_named and not _is_log(file):
            watched.seen, watched.behind_bytes = _signature(file), 0
            return None
        return file

    def _scan(self, moment: float) -> None:
        begun = time.perf_counter()
        found: dict[Path, _Watched] = {}
        for path, is_named in self._listed():
            found.setdefault(path, self._files.get(path) or _Watched(path, is_named))
        self._files, self._by_folder = found, {}
        for watched in found.values():
            self._by_folder.setdefault(watched.path.parent, []).append(watched)
        warm = sorted(found.values(), key=lambda watched: -watched.changed)[:_MOST_WARM]
        self._warm = {
            watched.path: watched
            for watched in warm
            if watched.is_begun or watched.behind_bytes or moment - watched.changed < _WARM_SECONDS
        }
        self._scan_at = moment + max(_SCAN_SECONDS, _SCAN_SHARE * (time.perf_counter() - begun))

    def _listed(self) -> Iterator[tuple[Path, bool]]:
        for path in self._paths:
            if path.is_dir():
                yield from ((found, False) for found in _walk(path, 0))
            elif path.exists():
                yield path, True

    def _labels_of(self, path: Path) -> Mapping[str, str]:
        """Return what `logloom run` says of the lines in its folder."""
        folder = path.parent
        labels = self._labels.get(folder) or _read_labels(folder / "run.json")
        if labels:
            self._labels[folder] = labels
        return labels


def _noted(watched: _Watched) -> tuple[int, int] | None:
    """Return inode and stored bytes of a file; nothing of one that is gone, whose inode may be another's by now."""
    try:
        found = watched.path.stat()
    except OSError:
        return None
    identity = (found.st_dev, found.st_ino)
    return (found.st_ino, watched.stored) if watched.seen and watched.seen[:2] == identity else None


def _is_held(path: Path) -> bool:
    """Tell whether a `logloom run` still writes beside its run.json, which is locked, and says when it ended."""
    import fcntl  # noqa: PLC0415 - not on Windows, and nothing there runs by `logloom run`

    try:
        with path.open("rb") as file:
            content = file.read()
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return b'"ended_at": "' not in content
    except OSError:
        return True
    return False


def _signature(file: LogFile) -> tuple[int, int, int, int]:
    return file.device, file.inode, file.size, file.modified_ns


def _walk(folder: Path, depth: int) -> Iterator[Path]:
    """Yield the files of a folder, and of those below it, whose names are those of logs."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if depth < _DEEPEST:
                yield from _walk(Path(entry.path), depth + 1)
        elif _is_log_name(entry.name):
            yield Path(entry.path)


def _is_log_name(name: str) -> bool:
    return name not in _NOT_LOGS and bool(_LOG_NAME.search(ROTATED.sub("", name)))


def _is_log(file: LogFile) -> bool:
    """Tell from its first bytes whether a file of a folder is a log: not binary, and of JSON one with lines."""
    if b"\0" in file.head:
        return False
    if not ROTATED.sub("", file.path.name).endswith(".json"):
        return True
    first, end, _ = file.head.partition(b"\n")
    return first.startswith(b"{") and (first.rstrip().endswith(b"}") if end else len(file.head) >= 1024)


def _read_labels(path: Path) -> Mapping[str, str]:
    try:
        content = json.loads(path.read_bytes())
        labels = content["labels"]
        return {name: labels[name] for name in _LABEL_NAMES if isinstance(labels.get(name), str)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return _NO_LABELS


def _replace(path: Path, content: str) -> None:
    draft = path.with_name(f".{path.name}")
    draft.write_text(content, encoding="ascii")
    draft.rename(path)
