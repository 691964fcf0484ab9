"""Is a folder of secrets well: who may read it, and how long its certificates are good."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from logloom.cluster.doctor import RENEW, SOON, Check
from logloom.cluster.setup._certificates import expiry
from logloom.cluster.setup._files import read
from logloom.errors import SetupError

__all__ = ["look_at"]


def look_at(folder: Path, now: datetime) -> Iterator[Check]:
    """Look at what `logloom setup secrets` has made. Changes nothing.

    Args:
        folder: of secrets.
        now: with a time zone.

    Yields:
        What was found of the files, and of the certificates.
    """
    yield _files(folder)
    yield _certificates(folder, now)


def _files(folder: Path) -> Check:
    files = [path for path in sorted(folder.glob("*/*")) if path.is_file()]
    if not files:
        return Check("secrets", False, f"{folder} holds none", f"`logloom setup secrets --folder {folder}`")
    # Others reach a file only through its folder.
    loose = [path for path in files if path.stat().st_mode & path.parent.stat().st_mode & stat.S_IRWXO]
    if loose:
        told = f"{len(loose)} files can be read by everybody, {loose[0]} first"
        return Check("secrets", False, told, f"`logloom setup secrets --folder {folder}` closes them")
    return Check("secrets", well=True, found=f"{len(files)} files in {folder}, none open to everybody")


def _certificates(folder: Path, now: datetime) -> Check:
    name, renew = "certificates of the services", RENEW.format(folder=folder)
    paths = sorted(folder.glob("*/*.crt"))
    try:
        ends = {path: expiry(read(path) or b"") for path in paths}
    except (ValueError, SetupError):
        return Check(name, False, "one of them is damaged", f"`logloom setup secrets --folder {folder}` says which")
    if not ends:
        return Check(name, well=False, found="there are none", remedy=f"`logloom setup secrets --folder {folder}`")
    first = min(ends, key=lambda path: ends[path])
    left = ends[first] - now
    told = f"the first of {len(ends)} to expire, {first}, is good for {left.days} days"
    return Check(name, left > SOON, told, renew)
