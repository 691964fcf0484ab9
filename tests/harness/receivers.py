"""Servers on loopback that behave like WeCom, Slack, a webhook and a mail server, with their errors."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from typing import Any

from aiosmtpd.controller import Controller
from harness.serving import served

__all__ = ["Hooks", "Mailbox", "mail_server", "receivers"]


class Hooks:
    """What was received, and what is to go wrong next.

    Args:
        port: of the server on 127.0.0.1.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.received: list[tuple[str, str]] = []
        self.failures: deque[tuple[int, dict[str, str], Any]] = deque()
        self.per_minute = 20
        self.wecom_calls = 0

    def url(self, kind: str) -> str:
        """Return the address of a route, which carries a token as the real ones do."""
        return f"http://127.0.0.1:{self.port}/{kind}?key=very-secret-token"

    def fail(self, status: int, body: Any = None, **headers: str) -> None:
        """Answer the next request like this."""
        self.failures.append((status, {key.replace("_", "-"): value for key, value in headers.items()}, body))

    def texts(self, kind: str) -> list[str]:
        """Return the texts that came by a route."""
        return [text for way, text in self.received if way == kind]

    def answer(self, kind: str, body: bytes) -> tuple[int, dict[str, str], Any]:
        """Do as the service does: take the message, or say what is wrong with it."""
        if self.failures:
            return self.failures.popleft()
        status, reply, text = {"wecom": self._wecom, "slack": self._slack, "webhook": self._webhook}[kind](body)
        if text is not None:
            self.received.append((kind, text))
        return status, {}, reply

    def _wecom(self, body: bytes) -> tuple[int, Any, str | None]:
        """Source: WeCom developer documentation, "Group robots" and "Global error codes"."""
        self.wecom_calls += 1
        content = json.loads(body).get("text", {}).get("content")
        if self.wecom_calls > self.per_minute:
            return 200, {"errcode": 45009, "errmsg": "api freq out of limit"}, None
        if not content or len(content.encode()) > 2048:
            return 200, {"errcode": 40058, "errmsg": "text.content exceed max length"}, None
        return 200, {"errcode": 0, "errmsg": "ok"}, content

    def _slack(self, body: bytes) -> tuple[int, Any, str | None]:
        """Source: Slack API, "Incoming webhooks"."""
        text = json.loads(body).get("text")
        return (200, "ok", text) if text else (400, "no_text", None)

    def _webhook(self, body: bytes) -> tuple[int, Any, str | None]:
        told = json.loads(body)
        return 200, {}, f"{told['title']}\n{told['text']}"


@contextmanager
def receivers() -> Iterator[Hooks]:
    """Serve WeCom, Slack and a webhook under /wecom, /slack and /webhook."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, headers, reply = hooks.answer(self.path.partition("?")[0].strip("/"), body)
            data = reply.encode() if isinstance(reply, str) else json.dumps(reply).encode()
            self.send_response(status)
            for key, value in {"Content-Length": str(len(data)), **headers}.items():
                self.send_header(key, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hooks = Hooks(server.server_port)
    with served(server):
        yield hooks


class Mailbox:
    """Takes mail, or refuses it."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, str, str]] = []
        self.refusal = ""
        self.unknown = ""
        self.port = 0

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        """Know each recipient but one."""
        if address == self.unknown:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a mail: recipient, subject and text."""
        if self.refusal:
            return self.refusal
        mail = message_from_bytes(envelope.content, policy=policy.default)
        body = mail.get_body(("plain",))
        self.mails.append((envelope.rcpt_tos[0], str(mail["Subject"]), body.get_content() if body else ""))
        return "250 OK"


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """Serve SMTP."""
    mailbox = Mailbox()
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        mailbox.port = free.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=mailbox.port)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()
