"""One way to a live Kibana: its saved objects, out and in.

Only the import and export of saved objects are used, which Kibana documents and keeps; each is a request in and an
answer out, through a function that sends.

Source: Kibana 9.4, API reference, "Saved objects": Export and Import saved objects; "Get Kibana's current status".
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from http.client import HTTPException
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from logloom.cluster._client import BUSY, OLDEST
from logloom.cluster._connect import address, ca_file, credentials, read_secret
from logloom.errors import ClusterError, RefusedError, RightsError, UnreachableError, UntrustedError

__all__ = ["Key", "Kibana", "Post", "Reply", "connect_kibana"]

_SECONDS = 60
_JSON, _BOUNDARY = "application/json", "multipart/form-data; boundary="

Key = tuple[str, str]
"""Type and id of a saved object."""


class Reply(NamedTuple):
    """What came back: status of HTTP, and the body as it is."""

    status: int
    body: bytes


Post = Callable[[str, str, bytes | None, str], Reply]
"""Method, path with its query, body or None, type of the body → reply, whatever its status."""


class Kibana:
    """A live Kibana.

    Args:
        send: does one request.
        address: host and port, for messages.
        space: id of the space whose objects these are.
    """

    def __init__(self, send: Post, address: str, space: str = "default") -> None:
        self._send = send
        self.address = address
        self.space = space

    def version(self) -> str:
        """Return the version.

        Raises:
            RefusedError: it is older than 9.
        """
        reply = self._checked(self._send("GET", "/api/status", None, _JSON), "GET /api/status")
        number = str(_object(reply.body).get("version", {}).get("number", "unknown"))
        major = number.partition(".")[0]
        if major.isdigit() and int(major) < OLDEST:
            raise RefusedError(f"Kibana at {self.address} is {number}; what is rendered needs {OLDEST}.0 or newer")
        return number

    def export(self, keys: Iterable[Key]) -> dict[Key, dict[str, Any]]:
        """Return those of these objects that there are."""
        wanted = list(keys)
        while wanted:
            reply = self._send("POST", self._path("_export"), _encoded(wanted), _JSON)
            lacking = _lacking(reply)
            if not lacking:
                lines = self._checked(reply, "the export").body.splitlines()
                found = (json.loads(line) for line in lines if line.strip())
                return {(each["type"], each["id"]): each for each in found if "type" in each}
            wanted = [key for key in wanted if key not in lacking]
        return {}

    def load(self, objects: Iterable[Mapping[str, Any]]) -> list[Key]:
        """Import objects, over those of the same type and id.

        Returns:
            Those that Kibana took.

        Raises:
            ClusterError: it took none, or not all; the message says which, and why.
        """
        lines = b"".join(json.dumps(each, sort_keys=True).encode() + b"\n" for each in objects)
        boundary = secrets.token_hex(16)
        body = _form(boundary, "objects.ndjson", lines)
        reply = self._send("POST", f"{self._path('_import')}?overwrite=true", body, _BOUNDARY + boundary)
        answer = _object(self._checked(reply, "the import").body)
        if not answer.get("success"):
            raise ClusterError(f"Kibana at {self.address} took not all: {'; '.join(map(_told, answer['errors']))}")
        taken = answer.get("successResults", ())
        moved = [each for each in taken if each.get("destinationId", each["id"]) != each["id"]]
        if moved:
            names = ", ".join(f"{each['type']}:{each['id']}" for each in moved)
            raise ClusterError(
                f"Kibana at {self.address} gave {names} another id, since another space has it; "
                "give the schema another namespace (stack), and remove the copies"
            )
        return [(each["type"], each["id"]) for each in taken]

    def _path(self, request: str) -> str:
        space = "" if self.space == "default" else f"/s/{quote(self.space, safe='')}"
        return f"{space}/api/saved_objects/{request}"

    def _checked(self, reply: Reply, what: str) -> Reply:
        if reply.status < 300:
            return reply
        told = f"{what} at Kibana, {self.address}: {reply.status} {_message(reply.body)}"
        if reply.status == 401:
            raise RightsError(f"{told}; check KIBANA_API_KEY, or ELASTICSEARCH_USERNAME and its password")
        if reply.status == 403:
            raise RightsError(f"{told}; the user needs Saved Objects Management in the space {self.space!r}")
        if reply.status == 404:
            raise RefusedError(f"{told}; is there a space {self.space!r}, and is KIBANA_URL right to its path?")
        if reply.status in BUSY:
            raise UnreachableError(f"{told}; it is too busy or not ready: try again later")
        raise ClusterError(told)


def _encoded(keys: Iterable[Key]) -> bytes:
    objects = [{"type": kind, "id": key} for kind, key in keys]
    return json.dumps({"objects": objects, "excludeExportDetails": True}).encode()


def _lacking(reply: Reply) -> set[Key]:
    """Return the objects for whose absence an export was refused: Kibana gives all or none."""
    if reply.status != 400:
        return set()
    found = _object(reply.body).get("attributes", {}).get("objects", ())
    return {(each["type"], each["id"]) for each in found if each.get("error", {}).get("statusCode") == 404}


def _form(boundary: str, name: str, content: bytes) -> bytes:
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
    kind = "Content-Type: application/ndjson\r\n\r\n"
    return f"{head}{kind}".encode() + content + f"\r\n--{boundary}--\r\n".encode()


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise RefusedError(f"what answers is no Kibana: {body[:80]!r}; see KIBANA_URL")
    return value


def _message(body: bytes) -> str:
    try:
        return str(_object(body).get("message", ""))[:1000]
    except RefusedError:
        return body[:200].decode(errors="replace")


def _told(error: Mapping[str, Any]) -> str:
    why = error.get("error", {})
    lacking = ", ".join(f"{each['type']}:{each['id']}" for each in why.get("references", ()))
    return f"{error['type']}:{error['id']}: {why.get('message') or why.get('type')}{f' ({lacking})' if lacking else ''}"


def connect_kibana(url: str, environment: Mapping[str, str] = os.environ) -> Kibana:
    """Return the Kibana at a URL.

    Args:
        url: with the base path, if it has one.
        environment: ``KIBANA_API_KEY``, also as ``…_FILE``, else what `connect` takes for Elasticsearch, whose users
            and keys Kibana knows too; ``KIBANA_CA`` for another authority than Elasticsearch's; ``KIBANA_SPACE``.

    Raises:
        UsageError: it says no place, or the environment contradicts itself.
    """
    parts = address(url, "KIBANA_URL")
    base = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"
    context = _trust(environment) if parts.scheme == "https" else None
    headers = {"kbn-xsrf": "logloom", **_authorization(environment)}
    opener = urllib.request.build_opener(
        *([urllib.request.HTTPSHandler(context=context)] if context else []), _NoRedirect()
    )

    def send(method: str, path: str, body: bytes | None, kind: str) -> Reply:
        request = urllib.request.Request(base + path, body, {**headers, "Content-Type": kind}, method=method)  # noqa: S310 - http or https, by `address`
        try:
            with opener.open(request, timeout=_SECONDS) as answer:
                return Reply(answer.status, answer.read())
        except urllib.error.HTTPError as error:
            return Reply(error.code, error.read())
        except (OSError, ValueError, HTTPException) as error:
            raise _unreachable(error, parts.netloc) from None

    return Kibana(send, parts.netloc, environment.get("KIBANA_SPACE") or "default")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A key must not follow to another place."""

    def redirect_request(self, *_: Any) -> None:
        """Follow nowhere."""


def _trust(environment: Mapping[str, str]) -> ssl.SSLContext:
    named = environment.get("KIBANA_CA")
    file = ca_file({"ELASTICSEARCH_CA": named}) if named else ca_file(environment)
    return ssl.create_default_context(cafile=None if file is None else str(Path(file)))


def _authorization(environment: Mapping[str, str]) -> dict[str, str]:
    key = read_secret(environment, "KIBANA_API_KEY")
    known = credentials({"ELASTICSEARCH_API_KEY": key} if key else environment)
    if "basic_auth" in known:
        return {"Authorization": f"Basic {base64.b64encode(':'.join(known['basic_auth']).encode()).decode()}"}
    if "api_key" not in known:
        return {}
    given = known["api_key"]
    encoded = given if isinstance(given, str) else base64.b64encode(":".join(given).encode()).decode()
    return {"Authorization": f"ApiKey {encoded}"}


def _unreachable(error: Exception, place: str) -> UnreachableError:
    reason = getattr(error, "reason", error)
    if isinstance(reason, ssl.SSLError):
        told = getattr(reason, "verify_message", "") or reason.reason or "TLS failed"
        return UntrustedError(f"Kibana at {place} can't be trusted: {told}; see KIBANA_CA and KIBANA_URL")
    if isinstance(reason, HTTPException) and not isinstance(reason, OSError):
        return UntrustedError(
            f"what answers at {place} speaks no HTTP; if it speaks TLS, KIBANA_URL begins with https://"
        )
    if isinstance(reason, TimeoutError):
        return UnreachableError(f"Kibana at {place} did not answer within {_SECONDS} s")
    return UnreachableError(f"nobody answers at {place}; is Kibana running, and KIBANA_URL right?")
