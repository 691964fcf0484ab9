"""A server of the Sentry protocol that answers as a test tells it to: limits, errors, resets, silence, slow answers."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import json
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from harness.serving import served

KEY = "0123456789abcdef0123456789abcdef"


class Reply(NamedTuple):
    """What one request gets.

    Args:
        status: of HTTP; 0 closes the connection without an answer.
        headers: of the answer.
        seconds: how long it is waited before.
        drip: seconds between two bytes of the body; 0 sends it at once.
    """

    status: int = 200
    headers: Mapping[str, str] = MappingProxyType({})
    seconds: float = 0.0
    drip: float = 0.0


class Server:
    """What came, and what is answered: a list of replies, then 200 for ever."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.envelopes: list[list[Any]] = []
        self._ids: set[str | None] = set()
        self.requests = 0
        self.port = 0
        self.lock = threading.Lock()

    @property
    def dsn(self) -> str:
        """Its address, as SENTRY_DSN has it."""
        return f"http://{KEY}@127.0.0.1:{self.port}/1"

    @property
    def events(self) -> list[dict[str, Any]]:
        """The errors and transactions that came, each with its header's `sent_at`."""
        with self.lock:
            return [content for _, *items in self.envelopes for kind, content in items if kind != "client_report"]

    @property
    def reports(self) -> list[dict[str, Any]]:
        """The client reports that came."""
        with self.lock:
            return [content for _, *items in self.envelopes for kind, content in items if kind == "client_report"]

    def wait_for(self, count: int, seconds: float = 20.0) -> list[dict[str, Any]]:
        """Wait until so many events came; return them."""
        deadline = time.monotonic() + seconds
        while len(self.events) < count and time.monotonic() < deadline:
            time.sleep(0.01)
        assert len(self.events) >= count, f"{len(self.events)} of {count} events came"
        return self.events

    def take(self, body: bytes) -> Reply:
        """Take a request; what is answered 200 is kept."""
        with self.lock:
            self.requests += 1
            reply = self.replies.pop(0) if self.replies else Reply()
            if reply.status == 200:
                self._store(parse(body))
            return reply

    def _store(self, envelope: list[Any]) -> None:
        """Keep an envelope; one whose id is known is a re-sent one, and changes nothing, as on every server."""
        event_id = envelope[0].get("event_id")
        if event_id is None or event_id not in self._ids:
            self._ids.add(event_id)
            self.envelopes.append(envelope)


def parse(body: bytes) -> list[Any]:
    """Return headers and (type, content) of each item of an envelope."""
    head, _, rest = body.partition(b"\n")
    envelope: list[Any] = [json.loads(head)]
    while rest.strip():
        line, _, rest = rest.partition(b"\n")
        item = json.loads(line)
        content, rest = rest[: item["length"]], rest[item["length"] + 1 :]
        envelope.append((item["type"], json.loads(content)))
    return envelope


def _handler(server: Server) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            reply = server.take(gzip.decompress(body) if self.headers["Content-Encoding"] == "gzip" else body)
            time.sleep(reply.seconds)
            if not reply.status:
                self.close_connection = True
                return
            self._answer(reply)

        def _answer(self, reply: Reply) -> None:
            body = b'{"id":"x"}'
            self.send_response(reply.status)
            self.send_header("Content-Length", str(len(body)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(OSError):
                for byte in body if reply.drip else ():
                    self.wfile.write(bytes([byte]))
                    time.sleep(reply.drip)
                if not reply.drip:
                    self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler


@contextlib.contextmanager
def serving(port: int = 0, tls: Path | None = None) -> Iterator[Server]:
    """Start a server on the loopback interface, and stop it in the end.

    Args:
        port: a free one if not given.
        tls: folder with `sentry.crt` and `sentry.key`; plain HTTP if not given.
    """
    server = Server()
    listener = http.server.ThreadingHTTPServer(("127.0.0.1", port), _handler(server))
    if tls is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tls / "sentry.crt", tls / "sentry.key")
        listener.socket = context.wrap_socket(listener.socket, server_side=True)
    server.port = listener.server_address[1]
    with served(listener):
        yield server
