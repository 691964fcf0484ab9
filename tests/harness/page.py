"""A page as it is served: uvicorn on loopback, in a thread of the test."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx
import uvicorn

from logloom.local import Follower, Store
from logloom.page._app import Page
from logloom.page._board import Board
from logloom.page._guard import Guard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from logloom.schema import Schema

PATIENCE = 120.0  # a process starts in a second, or in many where others take the cores


def until(is_so: Callable[[], object], what: str = "it") -> None:
    """Wait until something is so.

    Raises:
        AssertionError: it never was.
    """
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise AssertionError(f"{what} never came")
        time.sleep(0.02)


class Served:
    """A page that answers.

    Args:
        board: what it knows.
        port: where it listens.
    """

    def __init__(self, board: Board, port: int) -> None:
        self.board = board
        self.port = port
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE)

    def events(self) -> int:
        """How many events it says there are."""
        return int(self.client.get("/api/state").json()["events"])


@contextmanager
def served(
    store: Path,
    schema: Schema,
    paths: Sequence[Path] = (),
    *,
    spool: Path,
    hosts: Sequence[str] = (),
    token: str | None = None,
) -> Iterator[Served]:
    """Serve a store that follows files, until the end of the block."""
    with Store.open(store, schema, write=True) as opened, Follower(opened, paths) as follower:
        board = Board(opened, follower, spool)
        listener = socket.create_server(("127.0.0.1", 0))
        page = Page(opened, board, lambda: server.should_exit)
        config = uvicorn.Config(
            Guard(page.app(), hosts, token),
            http="h11",
            lifespan="on",
            log_config=None,
            loop="asyncio",
            timeout_graceful_shutdown=2,
            ws="none",
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            until(lambda: server.started, "the server")
            found = Served(board, listener.getsockname()[1])
            with found.client:
                yield found
        finally:
            server.should_exit = True
            thread.join(PATIENCE)
            listener.close()
