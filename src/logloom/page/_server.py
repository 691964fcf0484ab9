"""The process that serves a page: its store, its socket, its address, and when it ends."""

from __future__ import annotations

import errno
import getpass
import hashlib
import os
import secrets
import signal
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvicorn

from logloom.errors import StoreError, UsageError
from logloom.faults import spool_root
from logloom.local import Follower, Store
from logloom.page._app import Page
from logloom.page._asked import read
from logloom.page._board import Board
from logloom.page._guard import Guard
from logloom.page._loop import Loop
from logloom.run import Held, Home, opened_with, read_held
from logloom.schema import Schema

__all__ = ["View", "hosted", "serve"]

PORT = 6066
MEMORY = "512MB"

_PORTS = 50  # that are tried where none is given
_CONNECTIONS = 128
_HEADER_BYTES = 32_768
_PATIENCE_SECONDS = 5.0
_LINGER_SECONDS = 3600  # that a page whose runs have ended waits for those who still look
_QUIET_SECONDS = 1.5
_SETTLE_SECONDS = 10.0  # twice as long as a begun line or traceback is given to go on, before it is stored
_MOST_VIEWS = 10


@dataclass(frozen=True)
class View:
    """What is to be served, and to whom.

    Args:
        schema: of the events.
        paths: files and folders that are followed; the folder's own runs where there are none.
        store: path of the store; one that belongs to the paths where it is None.
        host: that is listened at.
        port: None for 6066, or the next one that is free.
        hosts: further names that the page may be called by.
        guarded: whether a token is asked for on loopback too.
        with_runs: end when no run lives any more.
        asked: the state that the page opens with.
        home: the folder ``.logloom``.
    """

    schema: Schema
    paths: Sequence[Path] = ()
    store: Path | None = None
    host: str = "127.0.0.1"
    port: int | None = None
    hosts: Sequence[str] = ()
    guarded: bool = False
    with_runs: bool = False
    asked: Mapping[str, Any] = field(default_factory=dict)
    home: Home = field(default_factory=Home)

    def check(self) -> None:
        """Look at the state that the page opens with.

        Raises:
            UsageError: it names what does not exist.
            KqlError: its query does not parse, or the schema has something against it.
        """
        read(
            {name: [value] if isinstance(value, str) else list(value) for name, value in self.asked.items()},
            self.schema,
        )

    @property
    def store_path(self) -> Path:
        """The store: the folder's own, or one for these paths, which is there when they are opened again."""
        if self.store:
            return self.store
        if not self.paths:
            return self.home.store
        named = "\0".join([self.schema.name, *sorted(str(path.absolute()) for path in self.paths)])
        return self.home.views / f"{hashlib.sha256(named.encode()).hexdigest()[:16]}.duckdb"

    @property
    def held_path(self) -> Path:
        """The file that says who serves this store."""
        if self.store_path == self.home.store:
            return self.home.page_file
        return _held_path(self.store_path)

    def make_folders(self) -> None:
        """Make the folders of the store and of who serves it.

        Raises:
            OSError: one can't be made.
        """
        if self.home.folder in self.held_path.parents:  # a store elsewhere needs nothing here
            self.home.make()
        self.store_path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)

    @property
    def followed(self) -> list[Path]:
        """What is followed."""
        return list(self.paths) or [self.home.runs]


def serve(view: View, *, open_browser: bool = False, say: Callable[[str], None] = print) -> int:
    """Serve a page until it is told to end.

    Args:
        view: what is served.
        open_browser: also open it.
        say: prints.

    Returns:
        The exit code: 0 also where another process serves it already.

    Raises:
        UsageError: it can't listen there, or another process serves the store in another way than was asked for.
        StoreError: the store is in use by what is no page, or damaged.
    """
    with _hold(view) as held:
        if held is None:
            content = _served_by(view.held_path)
            _refuse_others(view, content)
            url = opened_with(content["url"], view.asked)
            say(f"page: {url} (process {content['pid']})")
            if open_browser:
                webbrowser.open(url)
            return 0
        with _made(view) as made:
            held.write(_told_to_others(view, made))
            url = opened_with(made.url, view.asked)
            for line in _told(view, url, made.port):
                say(line)
            if open_browser:
                webbrowser.open(url)
            _run(view, made)
    return 0


@contextmanager
def hosted(view: View) -> Iterator[str]:
    """Yield the address of a page that serves this, until the end of the block; one of our own where there is none."""
    with _hold(view) as held:
        if held is None:
            yield str(_served_by(view.held_path)["url"])
            return
        with _made(view) as made:
            held.write(_told_to_others(view, made))
            thread = threading.Thread(target=made.server.run, kwargs={"sockets": [made.listener]}, name="server")
            thread.start()
            try:
                yield made.url
            finally:
                made.server.should_exit = True
                thread.join()


@contextmanager
def _hold(view: View) -> Iterator[Held | None]:
    """Be the one that serves this store; None where another process is."""
    view.make_folders()
    held = Held.take(view.held_path)
    _forget_views(view.home)
    try:
        yield held
    finally:
        if held:
            held.write({})
            held.release()


def _forget_views(home: Home) -> None:
    """Delete the stores of paths that were not looked at for long, but for the newest; the logs are still there."""
    with suppress(OSError):
        found = sorted(home.views.glob("*.duckdb"), key=lambda path: path.stat().st_mtime)
        for store in found[:-_MOST_VIEWS]:
            named = _held_path(store)
            held = Held.take(named)
            if held:
                for path in (
                    store,
                    store.with_name(f"{store.name}.wal"),
                    store.with_name(f".{store.name}.staged"),
                    named,
                ):
                    path.unlink(missing_ok=True)
                held.release()


def _held_path(store: Path) -> Path:
    return store.with_name(f"{store.name}.page.json")


@dataclass(frozen=True)
class _Made:
    """A page that can be run."""

    page: Page
    board: Board
    server: uvicorn.Server
    listener: socket.socket
    url: str

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])


@contextmanager
def _made(view: View) -> Iterator[_Made]:
    opening = Store.open(view.store_path, view.schema, write=True, memory=MEMORY)
    with _listen(view) as listener, opening as store, Follower(store, view.followed) as follower:
        token = secrets.token_urlsafe(32) if view.guarded or not _is_loopback(view.host) else None
        url = opened_with(f"http://{_shown(view.host)}:{listener.getsockname()[1]}/", {"token": token} if token else {})
        board = Board(store, follower, spool_root(os.environ))
        page = Page(store, board, lambda: server.should_exit)
        outside = [] if _is_loopback(view.host) else [socket.gethostname(), socket.getfqdn()]
        server = uvicorn.Server(_config(Guard(page.app(), [view.host, *view.hosts, *outside], token)))
        yield _Made(page, board, server, listener, url)


def _config(app: Guard) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        access_log=False,
        h11_max_incomplete_event_size=_HEADER_BYTES,
        http="h11",
        lifespan="on",
        limit_concurrency=_CONNECTIONS,
        log_config=None,
        loop="asyncio",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=2,
        ws="none",
    )


def _run(view: View, made: _Made) -> None:
    watch = Loop("runs", _Runs(view.home, made).look, 0.5)
    if view.with_runs:
        watch.start()
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # uvicorn raises it again when it has ended
    if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:  # else `nohup` wants it to live on
        signal.signal(signal.SIGHUP, lambda *_: setattr(made.server, "should_exit", True))
    try:
        with suppress(KeyboardInterrupt, SystemExit):
            made.server.run(sockets=[made.listener])
    finally:
        watch.stop()
        signal.signal(signal.SIGTERM, before)


class _Runs:
    """Ends the server when no run lives, all is stored, and nobody looks any more."""

    def __init__(self, home: Home, made: _Made, clock: Callable[[], float] = time.monotonic) -> None:
        self._home, self._made, self._clock = home, made, clock
        self._lived = clock()
        self._version = -1

    def look(self) -> bool:
        """Look once."""
        now = self._clock()
        state = self._made.board.state
        if state.version != self._version or state.reading or self._home.runs_live():
            self._version, self._lived = state.version, now
        if now - self._lived > self._patience(now):
            self._made.server.should_exit = True
        return False

    def _patience(self, now: float) -> float:
        if self._made.page.listeners:
            return _LINGER_SECONDS
        return _SETTLE_SECONDS if now - self._made.board.begun_at < _SETTLE_SECONDS else _QUIET_SECONDS


def _listen(view: View) -> socket.socket:
    ports = [view.port] if view.port is not None else list(range(PORT, PORT + _PORTS))
    try:
        family, *_, address = socket.getaddrinfo(view.host, None, type=socket.SOCK_STREAM)[0]
        return _first_free(str(address[0]), family, ports)
    except OSError as error:
        where = f"{view.host}:{ports[0]}"
        raise UsageError(f"--host, --port: can't listen at {where} ({error.strerror}); choose another") from error


def _first_free(host: str, family: int, ports: Sequence[int]) -> socket.socket:
    first, *others = ports
    try:
        return socket.create_server((host, first), family=family, backlog=_CONNECTIONS)
    except OSError as error:
        if error.errno != errno.EADDRINUSE or not others:
            raise
    return _first_free(host, family, others)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _shown(host: str) -> str:
    """Return the name by which others reach this machine."""
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - a comparison
        return socket.gethostname()
    return f"[{host}]" if ":" in host else host


def _told(view: View, url: str, port: int) -> Iterator[str]:
    yield f"page: {url}"
    if not _is_loopback(view.host):
        yield "anyone who can read your network can read this too: without TLS in front of it, prefer `ssh -L`"
    elif place := os.environ.get("SSH_CONNECTION"):
        server = place.split()[2] if len(place.split()) == 4 else socket.gethostname()
        yield f"from your own machine first: ssh -L {port}:{_shown(view.host)}:{port} {getpass.getuser()}@{server}"


def _told_to_others(view: View, made: _Made) -> dict[str, Any]:
    return {
        "url": made.url,
        "pid": os.getpid(),
        "host": view.host,
        "hosts": list(view.hosts),
        "schema": view.schema.name,
    }


def _refuse_others(view: View, served: Mapping[str, Any]) -> None:
    """Refuse what the page that is there does not do; what was not asked for may be as it is."""
    parts = urlsplit(served["url"])
    differing = {
        f"--host {view.host}": view.host not in {View.host, served.get("host")},
        f"--port {view.port}": view.port not in {None, 0, parts.port},
        f"--allow-host {' '.join(view.hosts)}": not set(view.hosts) <= set(served.get("hosts", ())),
        "--token": view.guarded and not parts.query,
        f"the schema {view.schema.name}": view.schema.name != served.get("schema"),
    }
    wanted = ", ".join(option for option, differs in differing.items() if differs)
    if wanted and not view.with_runs:
        told = f"process {served['pid']} serves this store already, without {wanted}"
        raise UsageError(f"{told}: end it and call again, or leave that away and use its page")


def _served_by(path: Path) -> Mapping[str, Any]:
    """Return who serves a store: ``url`` and ``pid``."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        content, lives = read_held(path)
        if lives and content.get("url"):
            return content
        time.sleep(0.1)
    raise StoreError(f"{path}: another process holds this store and serves no page yet; call again in a moment")
