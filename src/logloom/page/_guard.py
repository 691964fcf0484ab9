"""Who may ask, and what each answer tells the browser to refuse.

A page on loopback is reached by every site that is open in the same browser. So: the host's name must be one that no
stranger's name server can point here (DNS rebinding), what another site sent is refused, nothing can be written, and
nothing can be framed. Beyond loopback a token is needed as well.

Source: Fetch Metadata (W3C); Content Security Policy 3 (W3C); RFC 6265bis, SameSite.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import orjson

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["CSP", "Guard"]

CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = (
    (b"content-security-policy", CSP.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
_METHODS = {"GET", "HEAD"}
_OWN_SITE = {"same-origin", "none"}
_LONGEST_QUERY = 16_384
_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+))(?::[0-9]{1,5})?")
_LOST = "open the address that `logloom view` printed: it holds the token"
_AGAIN = b'<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0"><title>logloom</title>'

Refusal = tuple[int, str]


class Guard:
    """Stands in front of the application.

    Args:
        app: what answers.
        hosts: names that the page may be called by, beside ``localhost`` and addresses.
        token: that is asked for; None where everyone on this machine may look.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = (), token: str | None = None) -> None:
        self._app = app
        self._hosts = {"localhost", *(host.lower() for host in hosts)}
        self._token = token
        # Cookies are shared by all ports of a host: each page has a name of its own.
        self._cookie = f"logloom-{hashlib.sha256((token or '').encode()).hexdigest()[:8]}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the application answer."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._http(scope, receive, _guarded(send))

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = _headers(scope)
        if refusal := self._refusal(scope, headers):
            await _refuse(scope, send, refusal)
        elif self._token is None or self._is_known(headers):
            await self._app(scope, receive, send)
        elif location := self._came_with_token(scope):
            cookie = f"{self._cookie}={self._token}; Path=/; HttpOnly; SameSite=Strict"
            await _answer(send, 303, b"", {"location": location, "set-cookie": cookie})
        elif headers.get("sec-fetch-site") == "cross-site":  # a link from elsewhere brings no strict cookie
            await _answer(send, 200, _AGAIN, {"content-type": "text/html; charset=utf-8"})
        else:
            await _refuse(scope, send, (401, _LOST))

    def _refusal(self, scope: Scope, headers: Mapping[str, str]) -> Refusal | None:
        if scope["method"] not in _METHODS:
            return 405, "this page only shows: GET and HEAD are all it knows"
        if len(scope["query_string"]) > _LONGEST_QUERY:
            return 414, f"the address is longer than {_LONGEST_QUERY:,} characters"
        host = headers.get("host", "")
        if not self._is_ours(host):
            told = f"the page is not called {host[:100]!r}; if it should be, start it with --allow-host NAME"
            return 421, told
        origin = headers.get("origin")
        if origin is not None and _authority(origin).lower() != host.lower():
            return 403, "another site asked for this"
        if headers.get("sec-fetch-site", "none") not in _OWN_SITE and not _is_visit(scope, headers):
            return 403, "another site asked for this"
        return None

    def _is_ours(self, authority: str) -> bool:
        found = _HOST.fullmatch(authority)
        if not found:
            return False
        name = (found[1] or found[2]).lower().removesuffix(".")
        return name in self._hosts or _is_address(name)

    def _is_known(self, headers: Mapping[str, str]) -> bool:
        for pair in headers.get("cookie", "").split(";"):
            name, _, value = pair.strip().partition("=")
            if name == self._cookie and self._is_token(value):
                return True
        return False

    def _is_token(self, value: str) -> bool:
        assert self._token is not None
        return hmac.compare_digest(value.encode(), self._token.encode())

    def _came_with_token(self, scope: Scope) -> str | None:
        """Return the address without its token, where that is the right one."""
        pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in pairs if name == "token"]
        if scope["path"] != "/" or len(given) != 1 or not self._is_token(given[0]):
            return None
        rest = urlencode([(name, value) for name, value in pairs if name != "token"])
        return f"/?{rest}" if rest else "/"


def _headers(scope: Scope) -> dict[str, str]:
    """Return the headers; of one that is given twice nothing can be trusted, and it is empty."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").lower()
        twice = key in found and key in {"host", "origin", "sec-fetch-site"}
        found[key] = "" if twice else value.decode("latin-1")
    return found


def _authority(origin: str) -> str:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return ""
    return parts.netloc if parts.scheme in {"http", "https"} else ""


def _is_address(name: str) -> bool:
    """Tell whether it is the address itself: no name server has a say in it."""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_visit(scope: Scope, headers: Mapping[str, str]) -> bool:
    """Tell whether somebody followed a link to the page, from a chat or a wiki."""
    asked = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest"))
    return scope["path"] == "/" and asked == ("navigate", "document")


def _guarded(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", []), *_HEADERS]}
        await send(message)

    return guarded


async def _refuse(scope: Scope, send: Send, refusal: Refusal) -> None:
    status, told = refusal
    allow = {"allow": "GET, HEAD"} if status == 405 else {}
    if scope["path"].startswith("/api/"):
        body = orjson.dumps({"error": {"message": told, "at": None, "end": None}})
        await _answer(send, status, body, {"content-type": "application/json", **allow})
    else:
        await _answer(send, status, f"{told}\n".encode(), {"content-type": "text/plain; charset=utf-8", **allow})


async def _answer(send: Send, status: int, body: bytes, headers: Mapping[str, Any]) -> None:
    every = {**headers, "content-length": str(len(body)), "cache-control": "no-store"}
    raw = [(name.encode(), value.encode("latin-1")) for name, value in every.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body})
