"""Brings a folder into line with what was rendered, or tells how the two differ."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from logloom.errors import RenderError
from logloom.render._text import MARK

__all__ = ["Report", "write"]

_HEAD = 512


@dataclass(frozen=True)
class Report:
    """How a folder differed from what was rendered. Paths are relative to the folder, and sorted.

    Args:
        changed: there, with other content.
        missing: not there.
        unexpected: made by logloom, and no longer rendered. They are never deleted: that is the user's to do.
    """

    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unexpected: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed or self.missing or self.unexpected)


def write(files: Mapping[str, bytes], out: Path, *, check: bool = False, partial: bool = False) -> Report:
    """Write what was rendered. A file that is right already is not touched.

    Args:
        files: relative path to content, as `render` gives them.
        out: the folder; it is made where it lacks.
        check: write nothing, only report.
        partial: `files` are those of some targets only, so nothing can be said about unexpected ones.

    Raises:
        RenderError: a file can't be read or written.
    """
    try:
        found = {path: _read(out / path) for path in files}
        if not check:
            for path, content in files.items():
                if found[path] != content:
                    _replace(out / path, content)
        unexpected = () if partial else tuple(sorted(_unexpected(files, out)))
    except OSError as error:
        raise RenderError(
            f"{error.filename or out}: {error.strerror}; check the path, its rights and the disk"
        ) from error
    missing = tuple(path for path, content in found.items() if content is None)
    changed = tuple(path for path, content in found.items() if content is not None and content != files[path])
    return Report(changed, missing, unexpected)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _replace(path: Path, content: bytes) -> None:
    """Write beside the file and rename, so that a reader finds the old one or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        new.write_bytes(content)
        if path.exists():
            new.chmod(path.stat().st_mode & 0o777)
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _unexpected(files: Mapping[str, bytes], out: Path) -> Iterator[str]:
    """Yield the files with our mark, in the folders that are rendered into, that are not rendered."""
    for folder in _outermost({PurePosixPath(path).parent for path in files}):
        for path in (out / folder).rglob("*"):
            name = path.relative_to(out).as_posix()
            if name not in files and path.is_file() and _is_ours(path):
                yield name


def _outermost(folders: set[PurePosixPath]) -> set[PurePosixPath]:
    here = PurePosixPath()
    return {folder for folder in folders if folder != here and not folders & set(folder.parents) - {here}}


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return MARK.encode() in file.read(_HEAD)
