"""A report: the page and its answers in one file that needs no server and no network."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

import orjson

from logloom._moments import iso
from logloom.errors import LimitError, LogloomError, UsageError
from logloom.page._server import View, hosted
from logloom.page._static import File, files

__all__ = ["export", "page_of"]

_MOST_EVENTS = 200  # of each list
_MOST_BYTES = 64 * 1024 * 1024
_PATIENCE_SECONDS = 30.0
_READ_SECONDS = 600.0
_POLL_SECONDS = 0.1

Ask = Callable[[str, Mapping[str, Any]], Any]


def export(view: View, path: Path) -> int:
    """Write a report of what a page shows.

    Args:
        view: what is shown, and the state that the page would open with.
        path: of the file; one that is there is replaced.

    Returns:
        How many bytes it has.

    The store of files is kept for the next call, as `serve` keeps it; in a folder that can't be written it is not.

    Raises:
        UsageError: the state asks for what can't be, or the file can't be written.
        LimitError: there is too much to read.
    """
    with _replacing(path) as file:
        with _storable(view) as stored, hosted(replace(stored, host="127.0.0.1", port=0)) as url:
            ask = _asker(url)
            _wait(ask)
            content = page_of(_report(ask, view.asked), files())
        with _told_of(path):
            file.write(content)
            file.flush()
    return len(content)


@contextmanager
def _storable(view: View) -> Iterator[View]:
    """Where the folder takes no store of these files, let it be elsewhere, for the owner alone, till the block ends."""
    if view.store or not view.paths or _takes(view):
        yield view
        return
    with TemporaryDirectory(prefix="logloom-report-") as folder, _ended_in_order():
        yield replace(view, store=Path(folder, "events.duckdb"))


def _takes(view: View) -> bool:
    path = view.store_path
    try:
        view.make_folders()
    except OSError:
        return False
    return all(os.access(each, os.W_OK) for each in (path.parent, path) if each.exists())


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end this as Ctrl-C does, so that nothing is left behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {each: signal.signal(each, _end) for each in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _end(*_: object) -> None:
    for each in (signal.SIGTERM, signal.SIGHUP):  # once is enough
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """Yield a new file that takes a path at the end of the block, unless that fails; nothing else is left."""
    if path.is_dir():
        raise UsageError(f"{path}: is a folder; name the file that --export writes")
    unfinished = path.with_name(f".{path.name}.new")
    with _told_of(path):  # before the work that it takes to fill it
        file = open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")  # noqa: PTH123, SIM115
    try:
        with file:
            yield file
        with _told_of(path):
            unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _told_of(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(f"{path}: can't be written ({error.strerror}); name another place with --export") from error


def _asker(url: str) -> Ask:
    """Return a function that asks a page: a path and parameters become JSON."""
    base, _, token = url.partition("?")
    opener = build_opener(ProxyHandler({}), HTTPCookieProcessor())  # a proxy does not know this machine's loopback

    def fetch(path: str, asked: Mapping[str, Any]) -> tuple[str, bytes]:
        address = f"{base}{path}?{urlencode(asked, doseq=True)}"
        try:
            with opener.open(address, timeout=_PATIENCE_SECONDS) as answer:
                return str(answer.headers["content-type"]), answer.read(_MOST_BYTES + 1)
        except HTTPError as error:
            raise UsageError(_told(error)) from None
        except (URLError, OSError) as error:
            raise LogloomError(f"{base}: the page does not answer ({error}); call again") from None

    def ask(path: str, asked: Mapping[str, Any]) -> Any:
        kind, body = fetch(path, asked)
        if len(body) > _MOST_BYTES:
            raise LimitError(f"{path}: more than a report can hold; choose a shorter time with --last, or --job-id")
        return list(map(orjson.loads, body.splitlines())) if kind == "application/x-ndjson" else orjson.loads(body)

    if token:
        fetch("", {"token": token.removeprefix("token=")})
    return ask


def _told(error: HTTPError) -> str:
    try:
        return str(orjson.loads(error.read())["error"]["message"])
    except (ValueError, KeyError, TypeError):
        return f"the page answered {error.code}"


def _wait(ask: Ask) -> None:
    """Wait until all is read and the alerts have been looked at since."""
    _until(lambda: not ask("api/state", {})["reading"], _READ_SECONDS, "reading the files")
    read_at = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")
    _until(lambda: (ask("api/alerts", {})["checked_at"] or "") >= read_at, _PATIENCE_SECONDS, "looking for alerts")


def _until(is_so: Callable[[], bool], seconds: float, what: str) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            raise LimitError(f"{what} took longer than {seconds:g} s; call again")
        time.sleep(_POLL_SECONDS)


def _report(ask: Ask, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return all answers that the front-end asks for."""
    schema = ask("api/schema", {})
    asked = {"from": "all", **asked}
    lists = {"": {}, "invalid": {"invalid": "1"}}
    for board in schema["dashboards"]:
        for panel in board["panels"]:
            if panel["show"] == "events":
                place = f"{board['name']}.{panel['index']}"
                lists[place] = {"panel": place}
    return {
        "made_at": iso(datetime.now(timezone.utc).replace(microsecond=0)),
        "query": urlencode(asked, doseq=True),
        "schema": schema,
        "state": {**ask("api/state", {}), "following": False},
        "panels": {
            board["name"]: ask("api/panels", {**asked, "dashboard": board["name"]}) for board in schema["dashboards"]
        },
        "events": {
            place: {**ask("api/events", {**asked, **own, "limit": _MOST_EVENTS}), "next": None}
            for place, own in lists.items()
        },
        "alerts": ask("api/alerts", {}),
        "faults": ask("api/faults", {}),
    }


_STYLE = re.compile(r'<link rel="stylesheet" href="static/([^"]+)">')
_ICON = re.compile(r'(<link rel="icon" href=")static/([^"]+)("[^>]*>)')
_SCRIPT = re.compile(r'\s*<script defer src="static/([^"]+)"></script>')


def page_of(report: Mapping[str, Any], static: Mapping[str, File]) -> bytes:
    """Return the page with its files and its data in it, which may load and send nothing.

    Args:
        report: the answers.
        static: the front-end's files.

    Source: HTML, "Restrictions for contents of script elements"; Content Security Policy 3, hashes.
    """
    page = static["index.html"].content.decode()
    scripts = [_harmless(static[name].content.decode()) for name in _SCRIPT.findall(page)]
    styles = [static[name].content.decode() for name in _STYLE.findall(page)]
    # A "<" could end the element that it stands in.
    data = orjson.dumps(report).decode().replace("<", "\\u003c")
    allowed = f"script-src {_hashes(scripts)}; style-src {_hashes(styles)}; img-src data:"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    left = iter(styles)
    page = _SCRIPT.sub("", _STYLE.sub(lambda _: f"<style>{next(left)}</style>", page))
    page = _ICON.sub(lambda found: f"{found[1]}{_data_url(static[found[2]])}{found[3]}", page)
    body = f'<script type="application/json" id="logloom-report">{data}</script>\n'
    body += "".join(f"<script>{script}</script>\n" for script in scripts)
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    page = page.replace('<meta charset="utf-8">', f'<meta charset="utf-8">\n    {head}', 1)
    before, end, after = page.rpartition("</body>")
    return f"{before}{body}{end}{after}".encode()


def _harmless(script: str) -> str:
    """Return a script in which no text ends its element."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _hashes(texts: list[str]) -> str:
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"


def _data_url(file: File) -> str:
    return f"data:{file.type.partition(';')[0]};base64,{base64.b64encode(file.content).decode()}"
