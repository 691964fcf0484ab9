"""One way to a live Elasticsearch: a request in, an answer or a sentence out.

Everything here goes through `Cluster.request`, whose only seam is a function that sends: tests hand in one that
records. No message carries a user, password, key or URL beyond host and port.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from logloom.errors import ClusterError, RefusedError, RightsError, UnreachableError

__all__ = ["BLOCKED", "BUSY", "OLDEST", "UNBLOCK", "Answer", "Cluster", "Send", "parts_of"]

OLDEST = 9
"""Major version of Elasticsearch and Kibana from which on they take what is rendered."""

BUSY = frozenset({429, 502, 503, 504})
"""Statuses of HTTP after which the same request may succeed later."""

BLOCKED = "blocked by: ["
UNBLOCK = "`logloom doctor` says whether a disk is full; if not, somebody has set index.blocks"

_LOGIN = "ELASTICSEARCH_API_KEY, or ELASTICSEARCH_USERNAME and its password"


class Answer(NamedTuple):
    """What came back.

    Args:
        status: of HTTP.
        body: decoded JSON, mostly an object.
    """

    status: int
    body: Any


Send = Callable[[str, str, Any], Answer]
"""Method, path with its query, body or None → answer, whatever its status."""


class Cluster:
    """A live Elasticsearch.

    Args:
        send: does one request.
        address: host and port, for messages.
        login: where user and password, or the key, come from, for messages.
    """

    def __init__(self, send: Send, address: str, login: str = _LOGIN) -> None:
        self._send = send
        self.address = address
        self._login = login

    def request(self, method: str, path: str, body: Any = None) -> Any:
        """Send a request that has to succeed.

        Returns:
            The body of the answer.

        Raises:
            ClusterError: it did not succeed; the message says why.
        """
        return self._checked(self._send(method, path, body), method, path)

    def request_each(self, method: str, path: str, body: Any = None) -> Any:
        """Send a request for many documents, of which some may fail.

        Returns:
            The body of the answer, with its list of `failures`.

        Raises:
            ClusterError: it did not succeed for any.
        """
        answer = self._send(method, path, body)
        # The status is that of the worst failure.
        if isinstance(answer.body, Mapping) and isinstance(answer.body.get("failures"), list):
            return answer.body
        return self._checked(answer, method, path)

    def find(self, path: str) -> Any:
        """Get what may be missing; None where it is, or where the server has no such request.

        Raises:
            ClusterError: the request failed otherwise.
        """
        answer = self._send("GET", path, None)
        return None if answer.status == 404 or _is_unknown(answer) else self._checked(answer, "GET", path)

    def knows(self, path: str) -> bool:
        """Return whether the server has this GET request at all. Small and serverless distributions lack some."""
        return not _is_unknown(self._send("GET", path, None))

    def version(self) -> str:
        """Return the version.

        Raises:
            RefusedError: it is older than 9.
        """
        number = str(self.request("GET", "/").get("version", {}).get("number", "unknown"))
        if not number.partition(".")[0].isdigit() or int(number.partition(".")[0]) < OLDEST:
            raise self._too_old(number)
        return number

    def _checked(self, answer: Answer, method: str, path: str) -> Any:
        if answer.status >= 300:
            raise self._error(answer, f"{method} {path.partition('?')[0]}")
        return answer.body

    def _too_old(self, number: str) -> RefusedError:
        return RefusedError(
            f"Elasticsearch at {self.address} is {number}; what logloom renders needs {OLDEST}.0 or newer: upgrade it"
        )

    def _error(self, answer: Answer, request: str) -> ClusterError:
        told = f"{request} at {self.address}: {answer.status} {_reason(answer.body)}"
        if answer.status == 401:
            return RightsError(f"{told}; check {self._login}")
        if BLOCKED in told:
            return ClusterError(f"{told}; {UNBLOCK}")
        if answer.status == 403:
            return RightsError(f"{told}; use a user or key that has this right")
        if answer.status in BUSY | {408}:
            return UnreachableError(f"{told}; it is too busy or not ready: try again later")
        # A server of the version before ours does not take the media type that the client sends.
        if answer.status == 400 and "compatible-with" in str(answer.body):
            return self._too_old("older than the client")
        return ClusterError(told)


def _is_unknown(answer: Answer) -> bool:
    return answer.status in {400, 405} and "no handler found" in str(answer.body)


def _reason(body: Any) -> str:
    """Return Elasticsearch's own words, the innermost of them."""
    error = body.get("error", body) if isinstance(body, Mapping) else body
    if not isinstance(error, Mapping):
        return str(error)[:500]
    reason = str(error.get("reason") or error.get("type") or "")
    cause = error.get("caused_by")
    return f"{reason}: {_reason(cause)}" if cause else reason[:1000]


def parts_of(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, to be compared: (9, 4, 3)."""
    return tuple(int(part) for part in re.findall(r"[0-9]+", version)[:3])
