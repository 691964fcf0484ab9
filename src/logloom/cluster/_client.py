"""One way to a live Elasticsearch: a request in, an answer or a sentence out.

Everything here goes through `Cluster.request`, whose only seam is a function that sends: tests hand in one that
records. No message carries a user, password, key or URL beyond host and port.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from logloom.errors import ClusterError, RefusedError, RightsError, UnreachableError, UsageError

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch

__all__ = ["Answer", "Cluster", "Send", "connect"]

_OLDEST = 9
_TLS = Path("/etc/logloom/tls")
_SECONDS = 60
_HEADERS = {"accept": "application/json", "content-type": "application/json"}


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
    """

    def __init__(self, send: Send, address: str) -> None:
        self._send = send
        self.address = address

    def request(self, method: str, path: str, body: Any = None) -> Any:
        """Send a request that has to succeed.

        Returns:
            The body of the answer.

        Raises:
            ClusterError: it did not succeed; the message says why.
        """
        answer = self._send(method, path, body)
        if answer.status >= 300:
            raise self._error(answer, f"{method} {path.partition('?')[0]}")
        return answer.body

    def find(self, path: str) -> Any:
        """Get what may be missing; None where it is, or where the server has no such request.

        Raises:
            ClusterError: the request failed otherwise.
        """
        answer = self._send("GET", path, None)
        return None if answer.status == 404 or _is_unknown(answer) else self._checked(answer, path)

    def knows(self, path: str) -> bool:
        """Return whether the server has this GET request at all. Small and serverless distributions lack some."""
        return not _is_unknown(self._send("GET", path, None))

    def version(self) -> str:
        """Return the version.

        Raises:
            RefusedError: it is older than 9.
        """
        number = str(self.request("GET", "/").get("version", {}).get("number", "unknown"))
        if not number.partition(".")[0].isdigit() or int(number.partition(".")[0]) < _OLDEST:
            raise self._too_old(number)
        return number

    def _checked(self, answer: Answer, path: str) -> Any:
        if answer.status >= 300:
            raise self._error(answer, f"GET {path.partition('?')[0]}")
        return answer.body

    def _too_old(self, number: str) -> RefusedError:
        return RefusedError(
            f"Elasticsearch at {self.address} is {number}; what logloom renders needs {_OLDEST}.0 or newer: upgrade it"
        )

    def _error(self, answer: Answer, request: str) -> ClusterError:
        told = f"{request} at {self.address}: {answer.status} {_reason(answer.body)}"
        if answer.status == 401:
            return RightsError(f"{told}; check ELASTICSEARCH_API_KEY, or ELASTICSEARCH_USERNAME and its password")
        if answer.status == 403:
            return RightsError(f"{told}; use a user or key that has this right")
        if answer.status in {429, 502, 503, 504}:
            return UnreachableError(f"{told}; it is too busy or not ready: try again later")
        # A server of the version before ours does not take the media type that the client sends.
        if answer.status == 400 and "compatible-with" in str(answer.body):
            return self._too_old("older than the client")
        return ClusterError(told)


def connect(environment: Mapping[str, str] = os.environ) -> Cluster:
    """Return the cluster that the environment names.

    Args:
        environment: ``ELASTICSEARCH_URL``; ``ELASTICSEARCH_API_KEY`` (`id:key`, as for Filebeat, or encoded), or
            ``ELASTICSEARCH_USERNAME`` and ``ELASTICSEARCH_PASSWORD``; each secret also as the name of a file,
            ``…_FILE``. The authority's certificate is ``ELASTICSEARCH_CA``, else ``ca.crt`` in ``LOGLOOM_TLS``.

    Raises:
        UsageError: the environment does not say where, or contradicts itself.
    """
    url = environment.get("ELASTICSEARCH_URL", "")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError("ELASTICSEARCH_URL must say where, such as https://elasticsearch:9200")
    if parts.username or parts.password:
        raise UsageError("ELASTICSEARCH_URL holds a password; put it into ELASTICSEARCH_PASSWORD or …_PASSWORD_FILE")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = f"{parts.hostname}:{port}"
    where = f"{parts.scheme}://{address}{parts.path}"
    return Cluster(_sender(_client(where, environment), address), address)


def _client(where: str, environment: Mapping[str, str]) -> Elasticsearch:
    from elasticsearch import Elasticsearch  # noqa: PLC0415 - an optional extra, and slow to import

    options: dict[str, Any] = _login(environment)
    if where.startswith("https:") and (authority := ca_file(environment)):
        options["ca_certs"] = str(authority)
    return Elasticsearch(where, request_timeout=_SECONDS, retry_backoff_base=0.5, retry_backoff_cap=5, **options)


def ca_file(environment: Mapping[str, str]) -> Path | None:
    """Return the certificate of the authority; None for those that the system trusts.

    Raises:
        UsageError: a file is named that is not there.
    """
    named = environment.get("ELASTICSEARCH_CA")
    path = Path(named) if named else Path(environment.get("LOGLOOM_TLS") or _TLS) / "ca.crt"
    if path.is_file():
        return path
    if named or environment.get("LOGLOOM_TLS"):
        raise UsageError(f"{path}: the authority's certificate is not there; see ELASTICSEARCH_CA and LOGLOOM_TLS")
    return None


def _login(environment: Mapping[str, str]) -> dict[str, Any]:
    key = _secret(environment, "ELASTICSEARCH_API_KEY")
    if key:
        name, colon, secret = key.partition(":")
        return {"api_key": (name, secret) if colon else key}
    user = environment.get("ELASTICSEARCH_USERNAME")
    password = _secret(environment, "ELASTICSEARCH_PASSWORD")
    if bool(user) != bool(password):
        raise UsageError("ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD belong together: one of them is not set")
    return {"basic_auth": (user, password)} if user else {}


def _secret(environment: Mapping[str, str], name: str) -> str:
    file = environment.get(f"{name}_FILE")
    return Path(file).read_text(encoding="utf-8").strip() if file else environment.get(name, "")


def _sender(client: Elasticsearch, address: str) -> Send:
    from elasticsearch import ApiError, TransportError, UnsupportedProductError  # noqa: PLC0415

    def send(method: str, path: str, body: Any) -> Answer:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # the server's hints on its own settings
                answer = client.perform_request(method, path, headers=_HEADERS, body=body)
        except UnsupportedProductError:
            raise RefusedError(f"what answers at {address} is no Elasticsearch; see ELASTICSEARCH_URL") from None
        except ApiError as error:
            return Answer(error.meta.status, error.body)
        except TransportError as error:
            raise _unreachable(error, address) from None
        return Answer(answer.meta.status, answer.body)

    return send


def _unreachable(error: Any, address: str) -> UnreachableError:
    text = " ".join(map(str, (error, *getattr(error, "errors", ()))))
    if "certificate has expired" in text:
        return UnreachableError(f"the certificate of Elasticsearch at {address} has expired: renew it")
    if "CERTIFICATE_VERIFY_FAILED" in text:
        return UnreachableError(
            f"the certificate of Elasticsearch at {address} is not to be trusted; "
            "does ELASTICSEARCH_CA, or ca.crt in LOGLOOM_TLS, name the authority that signed it?"
        )
    if "WRONG_VERSION_NUMBER" in text or "record layer" in text:
        return UnreachableError(f"Elasticsearch at {address} does not speak TLS; is ELASTICSEARCH_URL http://?")
    if "timed out" in text:
        return UnreachableError(f"Elasticsearch at {address} did not answer within {_SECONDS} s")
    return UnreachableError(f"nobody answers at {address}; is Elasticsearch running, and ELASTICSEARCH_URL right?")


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
