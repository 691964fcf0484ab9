"""Answers that are sent while they are found."""

from __future__ import annotations

import asyncio
import gzip
from typing import TYPE_CHECKING, Any

import pytest
from starlette.responses import PlainTextResponse

from logloom.page._stream import Stream, until_gone

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator


class Client:
    """What a server gives an application of its client.

    Args:
        goes: set when the client closes the connection.
    """

    def __init__(self, goes: asyncio.Event | None = None) -> None:
        self.sent: list[dict[str, Any]] = []
        self._goes = goes or asyncio.Event()

    async def receive(self) -> dict[str, Any]:
        """Wait until the client goes."""
        await self._goes.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        """Take a part of the answer."""
        self.sent.append(message)

    def body(self) -> bytes:
        """Return what was sent."""
        return b"".join(message.get("body", b"") for message in self.sent)

    def get(self, stream: Stream, method: str = "GET") -> None:
        """Ask for it, to its end."""
        asyncio.run(stream({"type": "http", "method": method, "headers": []}, self.receive, self.send))


async def three() -> AsyncGenerator[bytes, None]:
    """Give three pieces."""
    for piece in (b"one\n", b"two\n", b"three\n"):
        yield piece


def test_pieces_are_sent_one_by_one() -> None:
    """Each can be read before the next is there, packed or not."""
    for packed in (False, True):
        client = Client()
        client.get(Stream(three(), "text/plain", packed=packed))
        start, *parts = client.sent
        assert (dict(start["headers"]).get(b"content-encoding") == b"gzip") is packed
        assert [part.get("more_body", False) for part in parts] == [True, True, True, False]
        assert all(part["body"] for part in parts[:3])
        assert (gzip.decompress(client.body()) if packed else client.body()) == b"one\ntwo\nthree\n"


def test_head_sends_no_piece() -> None:
    """Only that there would be some."""
    client = Client()
    client.get(Stream(three(), "text/plain"), "HEAD")
    assert client.sent[0]["status"] == 200
    assert client.body() == b""


def test_what_fails_before_the_first_piece_becomes_the_answer() -> None:
    """With a status of its own."""

    async def failing() -> AsyncGenerator[bytes, None]:
        raise ValueError("no")
        yield b""

    client = Client()
    client.get(Stream(failing(), "text/plain", refused=lambda error: PlainTextResponse(str(error), 400)))
    assert (client.sent[0]["status"], client.body()) == (400, b"no")
    with pytest.raises(ValueError, match="no"):
        Client().get(Stream(failing(), "text/plain"))


def test_nothing_is_found_for_a_client_that_has_gone() -> None:
    """What finds the pieces is closed, in the midst of its work."""
    closed = []

    async def main() -> Client:
        goes = asyncio.Event()

        async def endless() -> AsyncGenerator[bytes, None]:
            try:
                yield b"first"
                goes.set()
                await asyncio.sleep(3600)
            finally:
                closed.append(True)

        client = Client(goes)
        await Stream(endless(), "text/plain")(
            {"type": "http", "method": "GET", "headers": []}, client.receive, client.send
        )
        return client

    assert asyncio.run(main()).body() == b"first"
    assert closed == [True]


def test_work_is_cancelled_when_nobody_waits() -> None:
    """And what it gave is returned where somebody does."""

    async def work(seconds: float) -> str:
        await asyncio.sleep(seconds)
        return "done"

    async def main() -> tuple[str | None, str | None, int]:
        gone = asyncio.Event()
        gone.set()
        done = await until_gone(Client().receive, work(0))
        left = await until_gone(Client(gone).receive, work(3600))
        return done, left, len(asyncio.all_tasks())

    assert asyncio.run(main()) == ("done", None, 1)
