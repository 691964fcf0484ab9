"""A Kibana for tests: a real HTTP server on loopback that answers as Kibana's documentation and sources say.

It stores what it imports as a newer Kibana would: brought up to a later form. It is no Kibana: whether one would draw
the objects is held by the check of saved objects, and by the test that takes a real one where `KIBANA_URL` names it.

Source: Kibana 9.4, API reference, "Saved objects"; its sources, saved objects import and export.
"""

from __future__ import annotations

import contextlib
import copy
import email
import email.policy
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from harness.serving import served

__all__ = ["FakeKibana", "running"]

KNOWN = {"dashboard": "10.3.0", "index-pattern": "8.0.0", "search": "10.10.0", "tag": "8.0.0", "lens": "10.1.0"}
CHECKED = ("index-pattern", "search")


class FakeKibana:
    """What it holds, and what it was asked.

    Args:
        key: the API key it takes, encoded; None for everybody.
    """

    def __init__(self, key: str | None = None) -> None:
        self.url = ""
        self.key = key
        self.spaces: dict[str, dict[tuple[str, str], dict[str, Any]]] = {"default": {}}
        self.versions = dict(KNOWN)
        self.version = "9.4.3"
        self.asked: list[tuple[str, str]] = []
        self.clock = 0

    def edit(self, key: tuple[str, str], space: str = "default", **attributes: Any) -> None:
        """Save an object as a user does: it gets a new time."""
        saved = self.spaces[space][key]
        saved["attributes"] |= attributes
        saved["updated_at"] = self._now()

    def upgrade(self, kind: str, version: str, **attributes: Any) -> None:
        """Migrate all objects of a type: their form changes, their time does not."""
        self.versions[kind] = version
        for objects in self.spaces.values():
            for (each, _), saved in objects.items():
                if each == kind:
                    saved["attributes"] |= attributes
                    saved["typeMigrationVersion"] = version

    def _now(self) -> str:
        self.clock += 1
        return f"2026-11-22T10:00:00.{self.clock:03}Z"

    def answer(self, method: str, target: str, headers: Any, body: bytes) -> tuple[int, Any]:
        """Answer one request: status, and JSON or lines."""
        path, query = urlsplit(target).path, parse_qs(urlsplit(target).query)
        self.asked.append((method, path))
        if self.key is not None and headers.get("Authorization") != f"ApiKey {self.key}":
            return self._error(401, "Unauthorized", "invalid credentials")
        if path == "/api/status":
            return 200, {"version": {"number": self.version}, "status": {}}
        if "kbn-xsrf" not in headers:
            return self._error(400, "Bad Request", "Request must contain a kbn-xsrf header.")
        named = path if path.startswith("/s/") else f"/s/default{path}"
        space, _, rest = named.removeprefix("/s/").partition("/")
        objects = self.spaces.get(space)
        if objects is not None and rest == "api/saved_objects/_export":
            return self._export(objects, json.loads(body))
        if objects is not None and rest == "api/saved_objects/_import":
            return self._import(objects, _file(headers, body), overwrite=query.get("overwrite") == ["true"])
        return self._error(404, "Not Found", "Not Found")

    @staticmethod
    def _error(status: int, error: str, message: str, **more: Any) -> tuple[int, Any]:
        return status, {"statusCode": status, "error": error, "message": message, **more}

    def _export(self, objects: dict[tuple[str, str], dict[str, Any]], asked: dict[str, Any]) -> tuple[int, Any]:
        keys = [(each["type"], each["id"]) for each in asked["objects"]]
        lacking = [
            {"id": key, "type": kind, "error": {"statusCode": 404, "error": "Not Found", "message": "not found"}}
            for kind, key in keys
            if (kind, key) not in objects
        ]
        if lacking:
            told = "Error fetching objects to export"
            return self._error(400, "Bad Request", told, attributes={"objects": lacking})
        lines = [json.dumps(objects[key]) for key in keys]
        if not asked.get("excludeExportDetails"):
            lines.append(json.dumps({"exportedCount": len(keys), "missingRefCount": 0, "missingReferences": []}))
        return 200, "\n".join(lines)

    def _import(
        self, objects: dict[tuple[str, str], dict[str, Any]], file: tuple[str, bytes], *, overwrite: bool
    ) -> tuple[int, Any]:
        name, content = file
        if not name.endswith(".ndjson"):
            return self._error(400, "Bad Request", f"Invalid file extension {name}")
        given = [json.loads(line) for line in content.splitlines() if line.strip()]
        keys = [(each["type"], each["id"]) for each in given]
        if len(set(keys)) < len(keys):
            return self._error(400, "Bad Request", "Non-unique import objects detected")
        errors = [error for each in given if (error := self._refused(objects, each, keys, overwrite=overwrite))]
        if errors:
            return 200, {"success": False, "successCount": 0, "errors": errors, "warnings": []}
        results = []
        for each in given:
            kind, key = each["type"], each["id"]
            elsewhere = [held for held in self.spaces.values() if held is not objects and (kind, key) in held]
            to = f"{key}-copy" if elsewhere else key
            objects[kind, to] = {**self._migrated(each), "id": to}
            results.append({"type": kind, "id": key, "meta": {}, **({"destinationId": to} if to != key else {})})
        return 200, {"success": True, "successCount": len(given), "successResults": results, "warnings": []}

    def _refused(
        self, objects: dict[Any, Any], each: dict[str, Any], keys: list[Any], *, overwrite: bool
    ) -> dict[str, Any] | None:
        kind, key = each["type"], each["id"]
        about = {"type": kind, "id": key, "title": each["attributes"].get("title"), "meta": {}}
        lacking = [
            {"type": reference["type"], "id": reference["id"]}
            for reference in each["references"]
            if reference["type"] in CHECKED and (reference["type"], reference["id"]) not in {*objects, *keys}
        ]
        if kind not in self.versions:
            return {**about, "error": {"type": "unsupported_type"}}
        if lacking:
            return {**about, "error": {"type": "missing_references", "references": lacking}}
        if (kind, key) in objects and not overwrite:
            return {**about, "error": {"type": "conflict"}}
        return None

    def _migrated(self, each: dict[str, Any]) -> dict[str, Any]:
        """Bring an object up to this Kibana's form, as its migrations do: texts are written anew, parts are added."""
        saved = copy.deepcopy(each)
        attributes = saved["attributes"]
        for name, value in attributes.items():
            if isinstance(value, str) and value[:1] in {"{", "["}:
                attributes[name] = json.dumps(json.loads(value), indent=1)
        if saved["type"] == "dashboard":
            attributes["sections"] = []
        if saved["type"] == "search":
            attributes["tabs"] = [{"id": "tab", "label": "Untitled", "attributes": {"columns": attributes["columns"]}}]
        moment = self._now()
        saved |= {"created_at": moment, "updated_at": moment, "version": "WzEsMV0="}
        return {**saved, "typeMigrationVersion": self.versions[saved["type"]]}


def _file(headers: Any, body: bytes) -> tuple[str, bytes]:
    """Return name and content of the file in a form, read by the standard library and not as it was written."""
    head = f"Content-Type: {headers['Content-Type']}\r\n\r\n".encode()
    form = email.message_from_bytes(head + body, policy=email.policy.HTTP)
    (part,) = [each for each in form.iter_parts() if each.get_param("name", header="content-disposition") == "file"]
    return str(part.get_filename()), part.get_payload(decode=True)


class _Handler(BaseHTTPRequestHandler):
    kibana: FakeKibana

    def _do(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, answer = self.kibana.answer(self.command, self.path, self.headers, body)
        content = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/ndjson" if isinstance(answer, str) else "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = _do  # noqa: N815 - names of the standard library

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextlib.contextmanager
def running(kibana: FakeKibana) -> Iterator[FakeKibana]:
    """Serve on a free port of loopback until the block is left."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"kibana": kibana}))
    kibana.url = f"http://127.0.0.1:{server.server_port}"
    with served(server):
        yield kibana
