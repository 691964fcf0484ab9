"""Secret files: whole or not there at all, and only for those who have to read them.

A kill at any moment leaves each file as it was before or as it is after, never half of it. A file belongs to whom its
folder belongs to: so a later set-up, or a renewal, need not be told again.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from logloom.errors import SetupError, UsageError

__all__ = ["Owner", "claim", "locked", "read", "write"]

_PRIVATE, _SHARED = 0o700, 0o750


@dataclass(frozen=True)
class Owner:
    """Who reads a service's files.

    Args:
        uid: the user of the service's process.
        gid: a group whose members may read too; None where nobody else may.
    """

    uid: int
    gid: int | None = None

    @classmethod
    def parse(cls, text: str) -> Owner:
        """Return what `1000` or `1000:0` says.

        Raises:
            UsageError: it says something else.
        """
        numbers = text.split(":")
        if len(numbers) > 2 or not all(each.isascii() and each.isdigit() for each in numbers):
            raise UsageError(f"{text!r} is no owner: write the numbers UID or UID:GID, such as 1000:0")
        return cls(*map(int, numbers))


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other set-ups out of a folder; the kernel lets them in again when this process ends, however it ends.

    Raises:
        SetupError: another set-up is at work there, or everybody may write there.
    """
    if not folder.is_dir():
        folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        folder.chmod(_PRIVATE)
    if folder.stat().st_mode & stat.S_IWOTH:
        raise SetupError(f"everybody may write in {folder}: choose a folder that is yours alone")
    descriptor = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise SetupError(f"another `logloom setup` is at work in {folder}: wait until it has ended") from None
    finally:
        os.close(descriptor)


def claim(folder: Path, owner: Owner | None = None) -> None:
    """Make a service's folder, or take the one that is there, for its owner alone with all that it holds.

    Args:
        folder: of a service.
        owner: to give it to; None keeps whom it belongs to.

    Raises:
        SetupError: this user may not.
    """
    if not folder.is_dir():
        folder.mkdir(mode=_PRIVATE)
        _sync(folder.parent)
    mode = stat.S_IMODE(folder.stat().st_mode)
    if owner is None:
        _own(folder, folder.stat(), _SHARED if mode == _SHARED else _PRIVATE)
    else:
        _own(folder, owner, _PRIVATE if owner.gid is None else _SHARED)
    for path in folder.iterdir():
        if path.name.startswith(".") and path.name.endswith(".new"):
            path.unlink()  # of a set-up that was killed
        elif not path.is_dir():  # a disk of its own has a `lost+found`
            _own_as_folder(path)


def read(path: Path) -> bytes | None:
    """Return what a file holds; None where there is none.

    Raises:
        SetupError: it is empty, which nothing of ours is, or it can't be read.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except PermissionError:
        raise SetupError(f"{path} can't be read: run the set-up as the user that it belongs to, or as root") from None
    if not content.strip():
        raise SetupError(f"{path} is empty: put back what it held, or delete it to have it drawn anew")
    return content


def write(path: Path, content: bytes) -> None:
    """Write a file, or another one in its place, in one step. The caller holds the lock."""
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)  # of a set-up that was killed
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        _own_as_folder(beside)
        os.fsync(descriptor)
    beside.replace(path)
    _sync(path.parent)


def _own_as_folder(path: Path) -> None:
    found = path.parent.stat()
    _own(path, found, 0o640 if stat.S_IMODE(found.st_mode) == _SHARED else 0o600)


def _own(path: Path, owner: Owner | os.stat_result, mode: int) -> None:
    """Give a file or folder its owner and permissions, where it has others."""
    found = path.stat(follow_symlinks=False)
    # Whoever may write in the folder could have made us give away, or close, somebody else's file.
    if not stat.S_ISDIR(found.st_mode) and (not stat.S_ISREG(found.st_mode) or found.st_nlink != 1):
        raise SetupError(f"{path} is a link, or no file: remove it, or put the file itself there")
    uid, gid = (owner.st_uid, owner.st_gid) if isinstance(owner, os.stat_result) else (owner.uid, owner.gid)
    gid = found.st_gid if gid is None else gid
    try:
        if stat.S_IMODE(found.st_mode) != mode:
            path.chmod(mode)  # first: what was given away can't be changed without a further right
        if (found.st_uid, found.st_gid) != (uid, gid):
            os.chown(path, uid, gid, follow_symlinks=False)
    except PermissionError:
        told = f"{path} can't be given to {uid}:{gid} with the permissions {mode:o}"
        raise SetupError(f"{told}: run the set-up as root, or as that user and without --owner") from None


def _sync(folder: Path) -> None:
    """Bring a rename to the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
