"""Answers that are sent while they are found, and what becomes of them when nobody reads any more."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope, Send

__all__ = ["GONE", "Stream", "until_gone"]

T = TypeVar("T")

GONE = 499
"""What nobody is there to be told: the client has closed the connection. Source: nginx."""

_GZIP = 31  # wbits of zlib: a gzip header and trailer


async def until_gone(receive: Receive, work: Coroutine[Any, Any, T]) -> T | None:
    """Await something, but not longer than the client waits for it.

    Args:
        receive: of the request.
        work: what is awaited; it is cancelled when the client goes.

    Returns:
        What it gave; None where the client has gone.
    """
    task, gone = asyncio.create_task(work), asyncio.create_task(_gone(receive))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        task.cancel()
        gone.cancel()
        await asyncio.gather(task, gone, return_exceptions=True)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


class Stream(Response):
    """Pieces that are sent as they come.

    Args:
        pieces: of the body; what is raised before the first of them becomes the answer instead.
        media_type: of the body.
        packed: whether the client takes gzip.
        refused: makes an answer of what was raised.
    """

    def __init__(
        self,
        pieces: AsyncGenerator[bytes, None],
        media_type: str,
        *,
        packed: bool = False,
        refused: Callable[[Exception], Response] | None = None,
    ) -> None:
        headers = {"cache-control": "no-store", "vary": "accept-encoding", "x-accel-buffering": "no"}
        if packed:
            headers["content-encoding"] = "gzip"
        self.status_code = 200
        self.media_type = media_type
        self.background = None
        self.init_headers(headers)
        self._pieces = pieces
        self._packer = zlib.compressobj(wbits=_GZIP) if packed else None
        self._refused = refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send all pieces, until the client goes."""
        await until_gone(receive, self._send(scope, receive, send))

    async def _send(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with aclosing(self._pieces) as pieces:
            try:
                first = await anext(pieces, b"")
            except Exception as error:
                if self._refused is None:
                    raise
                await self._refused(error)(scope, receive, send)
                return
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            if scope["method"] != "HEAD":
                await self._part(send, first)
                async for piece in pieces:
                    await self._part(send, piece)
        await send(self._last())

    async def _part(self, send: Callable[[Message], Awaitable[None]], piece: bytes) -> None:
        if self._packer:
            piece = self._packer.compress(piece) + self._packer.flush(zlib.Z_SYNC_FLUSH)
        await send({"type": "http.response.body", "body": piece, "more_body": True})

    def _last(self) -> Message:
        return {"type": "http.response.body", "body": self._packer.flush() if self._packer else b""}
