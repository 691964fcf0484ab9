"""Posts an envelope over HTTP. Imported when the first one is sent."""

from __future__ import annotations

import gzip
import os
import ssl
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3

from logloom.faults._dsn import Dsn
from logloom.faults._sender import Answer, NoAnswerError, Post

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

__all__ = ["poster"]

CONNECT_SECONDS = 5.0
READ_SECONDS = 15.0
_BODY_BYTES = 1 << 16
"""Of an answer as much is read as lets the connection be used again."""


def poster(dsn: Dsn) -> Post:
    """Return a function that posts to a destination, and keeps its connection open.

    The environment says how to get there: HTTPS_PROXY, HTTP_PROXY, NO_PROXY; SSL_CERT_FILE or REQUESTS_CA_BUNDLE for a
    certificate authority of one's own, beside the system's.

    Args:
        dsn: where to.
    """
    request = _pool(dsn, os.environ)

    def post(envelope: bytes) -> Answer:
        headers = {**dsn.headers, "Content-Encoding": "gzip"}
        try:
            answer = request("POST", dsn.url, gzip.compress(envelope, 6), headers)
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise NoAnswerError(_told(error)) from None
        try:
            answer.read(_BODY_BYTES)
            answer.release_conn()
        except (urllib3.exceptions.HTTPError, OSError):
            answer.close()  # the status is what counts
        return Answer(answer.status, {name.lower(): value for name, value in answer.headers.items()})

    return post


def _pool(dsn: Dsn, environ: Mapping[str, str]) -> Callable[[str, str, bytes, Mapping[str, str]], BaseHTTPResponse]:
    timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
    parts = urlsplit(dsn.url)
    trust = _trust(environ) if parts.scheme == "https" else None
    proxy = None if proxy_bypass(parts.netloc) else getproxies().get(parts.scheme)
    pool = (
        urllib3.ProxyManager(proxy, timeout=timeout, ssl_context=trust)
        if proxy
        else urllib3.PoolManager(timeout=timeout, ssl_context=trust)
    )

    def request(method: str, url: str, body: bytes, headers: Mapping[str, str]) -> BaseHTTPResponse:
        return pool.request(
            method, url, body=body, headers=headers, retries=False, redirect=False, preload_content=False
        )

    return request


def _trust(environ: Mapping[str, str]) -> ssl.SSLContext:
    import certifi  # noqa: PLC0415 - comes with sentry-sdk; not needed for plain HTTP

    context = ssl.create_default_context()
    context.load_verify_locations(environ.get("SSL_CERT_FILE") or environ.get("REQUESTS_CA_BUNDLE") or certifi.where())
    return context


def _told(error: Exception) -> str:
    """Say in a line what happened, without the addresses of Python objects."""
    text = str(error.__cause__ or getattr(error, "reason", None) or error)
    return text.rpartition(": ")[2] if "object at 0x" in text else text
