"""The front-end's files, read once: a request looks up a name, and no path of it ever reaches the file system."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from importlib import resources
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.abc import Traversable

__all__ = ["File", "files"]

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
_PACKED = {".png", ".woff2"}


@dataclass(frozen=True)
class File:
    """A file of the front-end.

    Args:
        content: as it is.
        packed: the same in gzip; the content where it is packed already.
        type: its media type.
        etag: of the content.
    """

    content: bytes
    packed: bytes
    type: str
    etag: str

    @classmethod
    def of(cls, name: str, content: bytes) -> File:
        """Return a file of this name."""
        suffix = PurePosixPath(name).suffix
        packed = content if suffix in _PACKED else gzip.compress(content, 9, mtime=0)
        etag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
        return cls(content, packed, _TYPES.get(suffix, "application/octet-stream"), etag)


def files() -> Mapping[str, File]:
    """Return the front-end's files by their names, such as ``page.js`` or ``fonts/inter.woff2``."""
    root = resources.files("logloom.page").joinpath("static")
    return MappingProxyType({name: File.of(name, each.read_bytes()) for name, each in _walk(root, "")})


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for each in sorted(folder.iterdir(), key=lambda found: found.name):
        if each.is_dir():
            yield from _walk(each, f"{prefix}{each.name}/")
        else:
            yield prefix + each.name, each
