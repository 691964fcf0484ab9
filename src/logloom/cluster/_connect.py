"""From the environment to a cluster that can be asked; and what it means when nobody answers."""

from __future__ import annotations

import logging
import os
import re
import ssl
import time
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from logloom.cluster._client import BUSY, Answer, Cluster, Send
from logloom.errors import RefusedError, UnreachableError, UntrustedError, UsageError

__all__ = ["address", "ca_file", "connect", "credentials", "read_secret", "sender"]

_TLS = Path("/etc/logloom/tls")
_SECONDS = 60
_PAUSES_SECONDS = (0.5, 1, 2)
"""After which a busy node is asked again. The client's own retries of an answer wait for nothing."""

_HEADERS = {"accept": "application/json", "content-type": "application/json"}

_TROUBLES: tuple[tuple[str, type[UnreachableError], str], ...] = (
    (
        "certificate has expired",
        UntrustedError,
        "{certificate} has expired: `logloom setup renew` signs those of its own",
    ),
    (
        "certificate is not yet valid",
        UntrustedError,
        "{certificate} is not valid yet: compare the clocks of both machines",
    ),
    (
        "Hostname mismatch|IP address mismatch",
        UntrustedError,
        "{certificate} is not for {host}: use a name that it is for, or see `logloom setup secrets --name`",
    ),
    (
        "CERTIFICATE_VERIFY_FAILED",
        UntrustedError,
        "{certificate} is not to be trusted: ELASTICSEARCH_CA, or ca.crt in LOGLOOM_TLS, must be of who signed it",
    ),
    (
        "WRONG_VERSION_NUMBER|record layer",
        UntrustedError,
        "Elasticsearch at {address} does not speak TLS; is ELASTICSEARCH_URL http://?",
    ),
    ("timed out", UnreachableError, f"Elasticsearch at {{address}} did not answer within {_SECONDS} s"),
    ("Failed to resolve", UnreachableError, "there is no host {host}; is ELASTICSEARCH_URL right?"),
    (
        "Connection refused",
        UnreachableError,
        "nobody answers at {address}; is Elasticsearch running, and ELASTICSEARCH_URL right?",
    ),
)
"""What the client's error says → what to tell; the first that fits counts."""


Pause = Callable[[float], object]
"""Waits for so many seconds."""


def connect(environment: Mapping[str, str] = os.environ, pause: Pause = time.sleep) -> Cluster:
    """Return the cluster that the environment names.

    Args:
        environment: ``ELASTICSEARCH_URL``; ``ELASTICSEARCH_API_KEY`` (`id:key`, as for Filebeat, or encoded), or
            ``ELASTICSEARCH_USERNAME`` and ``ELASTICSEARCH_PASSWORD``; each secret also as the name of a file,
            ``…_FILE``. The authority's certificate is ``ELASTICSEARCH_CA``, else ``ca.crt`` in ``LOGLOOM_TLS``.
        pause: waits before a busy node is asked again.

    Raises:
        UsageError: the environment does not say where, or contradicts itself.
    """
    url = address(environment.get("ELASTICSEARCH_URL", ""), "ELASTICSEARCH_URL")
    authority = ca_file(environment) if url.scheme == "https" else None
    return Cluster(sender(url, authority, credentials(environment), pause), url.netloc)


def sender(url: SplitResult, authority: Path | None, login: Mapping[str, Any], pause: Pause = time.sleep) -> Send:
    """Return what does requests.

    Args:
        url: of Elasticsearch.
        authority: its certificate; None for those that the system trusts.
        login: the client's `api_key` or `basic_auth`; empty for nobody.
        pause: waits before a busy node is asked again.
    """
    from elasticsearch import ApiError, Elasticsearch, TransportError, UnsupportedProductError  # noqa: PLC0415 - slow

    logging.getLogger("elastic_transport.node").addFilter(_tells_no_secret)
    options = {**login, "ca_certs": str(authority)} if authority else login
    client = Elasticsearch(
        url.geturl(),
        request_timeout=_SECONDS,
        retry_on_status=(),
        retry_backoff_base=0.5,
        retry_backoff_cap=5,
        **options,
    )

    def once(method: str, path: str, body: Any) -> Answer:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # the server's hints on its own settings
                answer = client.perform_request(method, path, headers=_HEADERS, body=body)
        except UnsupportedProductError:
            raise RefusedError(f"what answers at {url.netloc} is no Elasticsearch; see ELASTICSEARCH_URL") from None
        except ApiError as error:
            return Answer(error.meta.status, error.body)
        except TransportError as error:
            raise _unreachable(error, url) from None
        return Answer(answer.meta.status, answer.body)

    def send(method: str, path: str, body: Any) -> Answer:
        for seconds in _PAUSES_SECONDS:
            answer = once(method, path, body)
            if answer.status not in BUSY:
                return answer
            pause(seconds)
        return once(method, path, body)

    return send


def _tells_no_secret(record: logging.LogRecord) -> bool:
    """Keep from the log what the client writes there of a request for users or keys: whole bodies."""
    return "/_security/" not in record.getMessage()


def address(text: str, name: str) -> SplitResult:
    """Return a URL with its port.

    Args:
        text: the URL.
        name: of the variable or option that it comes from, for messages.

    Raises:
        UsageError: it says no place, or more than a place.
    """
    try:
        parts = urlsplit(text)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        parts, port = urlsplit(""), 0
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError(f"{name} must say where, such as https://elasticsearch:9200")
    if parts.username or parts.password:
        raise UsageError(f"{name} holds a password; put it into ELASTICSEARCH_PASSWORD or …_PASSWORD_FILE")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return SplitResult(parts.scheme, f"{host}:{port}", parts.path, "", "")


def ca_file(environment: Mapping[str, str]) -> Path | None:
    """Return the certificate of the authority; None for those that the system trusts.

    Raises:
        UsageError: a file is named that is not there, or holds no certificate.
    """
    named = environment.get("ELASTICSEARCH_CA")
    path = Path(named) if named else Path(environment.get("LOGLOOM_TLS") or _TLS) / "ca.crt"
    if not path.is_file():
        if named or environment.get("LOGLOOM_TLS"):
            raise UsageError(f"{path}: the authority's certificate is not there; see ELASTICSEARCH_CA and LOGLOOM_TLS")
        return None
    try:
        ssl.create_default_context(cafile=str(path))
    except OSError as error:  # an ssl.SSLError too
        reason = (
            "holds no certificate in PEM" if isinstance(error, ssl.SSLError) else f"can't be read: {error.strerror}"
        )
        raise UsageError(f"{path} {reason}; see ELASTICSEARCH_CA and LOGLOOM_TLS") from None
    return path


def credentials(environment: Mapping[str, str]) -> dict[str, Any]:
    """Return the client's `api_key` or `basic_auth`; empty where nobody is named.

    Raises:
        UsageError: only one of user and password is set, or a secret can't be read.
    """
    key = read_secret(environment, "ELASTICSEARCH_API_KEY")
    if key:
        name, colon, secret = key.partition(":")
        return {"api_key": (name, secret) if colon else key}
    user = environment.get("ELASTICSEARCH_USERNAME")
    password = read_secret(environment, "ELASTICSEARCH_PASSWORD")
    if bool(user) != bool(password):
        raise UsageError("ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD belong together: one of them is not set")
    return {"basic_auth": (user, password)} if user else {}


def read_secret(environment: Mapping[str, str], name: str) -> str:
    """Return a secret, which may stand in a file.

    Raises:
        UsageError: the file can't be read, or what it holds can be no secret; it is not shown.
    """
    file = environment.get(f"{name}_FILE")
    try:
        secret = Path(file).read_text(encoding="utf-8").strip() if file else environment.get(name, "")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise UsageError(f"{file}: {reason}; {name}_FILE must name a file that you may read") from None
    if not secret.isprintable() or (name.endswith("KEY") and not secret.isascii()):
        raise UsageError(f"{f'{file}, from {name}_FILE,' if file else name} must hold one line: the secret, no more")
    return secret


def _unreachable(error: Any, url: SplitResult) -> UnreachableError | RefusedError:
    """Return what to tell of a request that got no answer."""
    from elasticsearch import SerializationError  # noqa: PLC0415 - an optional extra

    place = url.netloc
    if isinstance(error, SerializationError):
        return RefusedError(f"what answers at {place} is no Elasticsearch: it sends no JSON; see ELASTICSEARCH_URL")
    text = " ".join(map(str, (error, *getattr(error, "errors", ()))))
    for pattern, kind, told in _TROUBLES:
        if re.search(pattern, text):
            certificate = f"the certificate of Elasticsearch at {place}"
            return kind(told.format(address=place, host=url.hostname, certificate=certificate))
    if url.scheme == "http" and "RemoteDisconnected" in text:
        return UntrustedError(
            f"Elasticsearch at {place} ended the connection without an answer; if it speaks TLS, ELASTICSEARCH_URL "
            "begins with https://"
        )
    return UnreachableError(f"the connection to Elasticsearch at {place} was lost; is it running?")
