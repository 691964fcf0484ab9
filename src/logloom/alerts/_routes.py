"""How a message reaches people.

WeCom, Slack and webhooks take one POST of JSON; e-mail, and any other service, goes by Apprise. The three are posted
here since Apprise takes WeCom's HTTP 200 for success when its body refuses, sends to no Slack but hooks.slack.com,
and drops the query of a webhook's address, which is where many keep their token: docs/decisions.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import getaddresses
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from logloom.alerts._message import Message
from logloom.alerts._rule import Route
from logloom.errors import LogloomError

__all__ = ["CAPACITIES", "Capacity", "Delivery", "Undelivered", "deliver"]

Delivery = Callable[[Route, Message], None]
"""Sends a message by a route, or raises `Undelivered`."""

_TIMEOUT_SECONDS = (5, 15)  # to connect, to answer


@dataclass(frozen=True)
class Capacity:
    """What a kind of route takes.

    Args:
        bytes: of one message, in UTF-8.
        per_minute: messages.
    """

    bytes: int
    per_minute: int


CAPACITIES: Mapping[str, Capacity] = {
    "wecom": Capacity(2048, 20),
    "slack": Capacity(12000, 60),
    "email": Capacity(100_000, 20),
    "webhook": Capacity(100_000, 60),
}
"""Source: WeCom developer documentation, "Group robots": 2048 bytes of text, 20 messages a minute.
Slack API, "Incoming webhooks" and "Rate limits": one message a second."""


class Undelivered(LogloomError):  # noqa: N818 - it is told to the user as it is
    """A route did not take a message; it stays in the outbox.

    Args:
        message: why, and what to do. Never holds the address, which may carry a token.
        retry_after: seconds that the route asked to be left alone, or None.
        taken: whether somebody has the message all the same, so that it must not be sent again.
    """

    def __init__(self, message: str, retry_after: float | None = None, *, taken: bool = False) -> None:
        self.retry_after = retry_after
        self.taken = taken
        super().__init__(message)


def deliver(route: Route, message: Message, environment: Mapping[str, str] = os.environ) -> None:
    """Send a message by a route.

    Args:
        route: how.
        message: what.
        environment: holds the addresses.

    Raises:
        Undelivered: there is no address, or the route did not take it.
    """
    address = _secret(route.variable, environment)
    if not address:
        raise Undelivered(f"{route.name}: set {route.variable}, or {route.variable}_FILE to a file that holds it")
    if route.kind == "email" and "://" not in address:
        _mail(route, address, message, environment)
    elif address.lower().startswith(("http://", "https://")):
        _post(route, address, _PAYLOADS[route.kind](message))
    else:
        _by_apprise(route, address, message)


def _secret(variable: str, environment: Mapping[str, str]) -> str:
    file = environment.get(f"{variable}_FILE")
    if not file:
        return environment.get(variable, "").strip()
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise Undelivered(f"{file}: can't be read ({reason}); {variable}_FILE names it") from None


def _wecom(message: Message) -> dict[str, Any]:
    return {"msgtype": "text", "text": {"content": _cut(str(message), CAPACITIES["wecom"].bytes)}}


def _slack(message: Message) -> dict[str, Any]:
    text = _cut(str(message), CAPACITIES["slack"].bytes)
    # Source: Slack API, "Formatting text": these three, so that a log line can't call a whole channel.
    return {"text": text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")}


def _webhook(message: Message) -> dict[str, Any]:
    return {"title": message.title, "text": message.text}


_PAYLOADS = {"wecom": _wecom, "slack": _slack, "webhook": _webhook, "email": _webhook}


def _cut(text: str, limit: int) -> str:
    data = text.encode()
    return text if len(data) <= limit else f"{data[: limit - 3].decode(errors='ignore')}…"


def _post(route: Route, address: str, payload: Mapping[str, Any]) -> None:
    import requests  # noqa: PLC0415 - only who sends pays for it

    try:
        reply = requests.post(address, json=payload, timeout=_TIMEOUT_SECONDS, allow_redirects=False)
    except (requests.RequestException, ValueError) as error:  # of an address that is none, requests raises both
        # The text of the exception holds the address.
        raise Undelivered(f"{route.name}: can't be reached ({type(error).__name__}); is the network there?") from None
    if reply.status_code >= 300:
        wait = reply.headers.get("Retry-After", "")
        raise Undelivered(
            f"{route.name}: answered HTTP {reply.status_code} {reply.reason}; look at {route.variable}",
            float(wait) if wait.isdigit() else None,
        )
    if route.kind == "wecom":
        _hear_wecom(route, reply.content[:10_000])


def _hear_wecom(route: Route, body: bytes) -> None:
    """WeCom refuses with HTTP 200. Source: WeCom developer documentation, "Global error codes"."""
    import orjson  # noqa: PLC0415

    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        answer = None
    if not isinstance(answer, dict) or "errcode" not in answer:
        raise Undelivered(f"{route.name}: the answer is not WeCom's; look at {route.variable}")
    code = answer["errcode"]
    if code in {45009, 45033}:
        raise Undelivered(f"{route.name}: WeCom's limit is reached (errcode {code}); it is sent later", 60)
    if code != 0:
        raise Undelivered(f"{route.name}: WeCom refused it (errcode {code}); look at {route.variable}")


def _mail(route: Route, recipients: str, message: Message, environment: Mapping[str, str]) -> None:
    """Send a mail to each recipient by itself: who has it must not get it again since another one was refused."""
    found = [address for _, address in getaddresses([recipients.replace(";", ",")]) if address] or [recipients]
    refused = []
    for each in found:
        try:
            _by_apprise(route, _mail_address(each, environment), message)
        except Undelivered as error:  # noqa: PERF203 - a mail costs more
            refused.append(error)
    if len(refused) == len(found):
        raise refused[0]
    if refused:
        told = f"{route.name}: {len(refused)} of {len(found)} recipients did not get it, and won't: {refused[0]}"
        raise Undelivered(told, taken=True)


def _mail_address(recipient: str, environment: Mapping[str, str]) -> str:
    """Return Apprise's address of a mailbox, by the server that the environment names."""
    host = environment.get("SMTP_HOST", "")
    if not host:
        raise Undelivered(
            "email: set SMTP_HOST (and SMTP_PORT, SMTP_USER, SMTP_PASSWORD, SMTP_FROM) to the mail server"
        )
    mode = environment.get("SMTP_TLS", "starttls")
    user, password = environment.get("SMTP_USER", ""), _secret("SMTP_PASSWORD", environment)
    login = f"{quote(user, safe='')}:{quote(password, safe='')}@" if user else ""
    port = environment.get("SMTP_PORT", {"starttls": "587", "tls": "465"}.get(mode, "25"))
    modes = {"starttls": "starttls", "tls": "ssl", "none": "insecure"}
    if mode not in modes:
        raise Undelivered(f"email: SMTP_TLS is {mode!r}; write starttls, tls or none")
    options = {
        "to": recipient,
        "from": environment.get("SMTP_FROM") or user or recipient,
        "smtp": host,
        "mode": modes[mode],
        "format": "text",
    }
    return f"{'mailto' if mode == 'none' else 'mailtos'}://{login}{host}:{port}?{urlencode(options, quote_via=quote)}"


def _by_apprise(route: Route, address: str, message: Message) -> None:
    import apprise  # noqa: PLC0415 - 60 ms

    service = apprise.Apprise()
    if not service.add(address):
        raise Undelivered(f"{route.name}: {route.variable} holds no address that Apprise knows")
    if not service.notify(title=message.title, body=message.text, body_format=apprise.NotifyFormat.TEXT):
        raise Undelivered(f"{route.name}: the server did not take it; look at {route.variable}")
