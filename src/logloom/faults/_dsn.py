"""The address of a project: host, project and public key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from logloom import __version__
from logloom.errors import UsageError

__all__ = ["Dsn"]


@dataclass(frozen=True)
class Dsn:
    """Where events go.

    Args:
        url: where envelopes are posted to.
        project: its number.
        key: public key; lets its holder send, and nothing else.

    Source: "Envelopes" and "Overview" of Sentry's SDK documentation (develop.sentry.dev, 2026).
    """

    url: str
    project: str
    key: str

    @classmethod
    def parse(cls, text: str) -> Dsn:
        """Read ``https://key@host/path/42``.

        Raises:
            UsageError: it is none. The message does not repeat it, since it holds a key.
        """
        try:
            parts = urlsplit(text.strip())
            host = parts.netloc.rpartition("@")[2]
            path, _, project = parts.path.rpartition("/")
            is_one = parts.scheme in {"http", "https"} and parts.username and parts.hostname and project.isalnum()
            _ = parts.port  # raises where it is no number
        except ValueError:
            is_one = False
        if not is_one:
            raise UsageError("SENTRY_DSN is no DSN; it looks like https://KEY@HOST/42")
        return cls(f"{parts.scheme}://{host}{path}/api/{project}/envelope/", project, parts.username or "")

    @property
    def folder(self) -> str:
        """Name of this destination's folder in the spool: it names host and project, and not the key."""
        parts = urlsplit(self.url)
        return re.sub(r"[^A-Za-z0-9._-]", "_", f"{parts.netloc}{parts.path.partition('/api/')[0]}-{self.project}")

    @property
    def headers(self) -> dict[str, str]:
        """Headers of a request."""
        client = f"logloom/{__version__}"
        return {
            "Content-Type": "application/x-sentry-envelope",
            "User-Agent": client,
            "X-Sentry-Auth": f"Sentry sentry_version=7, sentry_client={client}, sentry_key={self.key}",
        }
