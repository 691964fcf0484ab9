"""Questions to the store on threads of their own: so many at a time, each so long, none for who has gone.

DuckDB works without holding Python's lock, so the event loop goes on answering. What has to stop is interrupted: a
question that was left would hold its thread, and memory, to its end.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, closing, suppress
from functools import partial
from typing import Any, Final, TypeVar

from logloom.errors import LimitError
from logloom.local import Store

__all__ = ["Desk"]

T = TypeVar("T")

_AT_ONCE = 4
_WAITING = 32
_SECONDS = 10.0
_AGAIN_SECONDS = 0.05
_END: Final = object()


class Desk:
    """Asks the store for many callers.

    Args:
        store: open; each question reads it through a cursor of its own.
        at_once: questions that run at the same time.
        waiting: questions that may wait for their turn.
        seconds: that one may take, its wait not counted.
    """

    def __init__(
        self, store: Store, *, at_once: int = _AT_ONCE, waiting: int = _WAITING, seconds: float = _SECONDS
    ) -> None:
        self._store = store
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="question")
        self._turns = asyncio.Semaphore(at_once)
        self._most = at_once + waiting
        self._present = 0
        self._seconds = seconds

    async def ask(self, question: Callable[[Store], T]) -> T:
        """Return the answer to a question.

        Raises:
            LimitError: it took too long, or too many were there before it.
        """
        async with self._turn() as turn:
            return await turn(partial(question, turn.store))

    async def items(self, question: Callable[[Store], Generator[T, None, None]]) -> AsyncGenerator[T, None]:
        """Yield the parts of an answer as they are found.

        Raises:
            LimitError: all of it took too long, or too many were there before it.
        """
        async with self._turn() as turn:
            with closing(await turn(partial(question, turn.store))) as found:  # while its store is open
                while (item := await turn(partial(next, found, _END))) is not _END:
                    yield item

    def close(self) -> None:
        """Let the threads go; what still runs is waited for."""
        self._threads.shutdown(cancel_futures=True)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[_Turn]:
        if self._present >= self._most:
            raise LimitError(f"{self._present} questions are being answered already; ask again in a moment")
        self._present += 1
        try:
            async with self._turns:
                with self._store.reading() as reading:
                    yield _Turn(reading, self._threads, self._seconds)
        finally:
            self._present -= 1


class _Turn:
    """One caller's turn: what it calls runs on a thread until its time is over or it is cancelled."""

    def __init__(self, store: Store, threads: ThreadPoolExecutor, seconds: float) -> None:
        self.store = store
        self._threads = threads
        self._seconds = seconds
        self._until = asyncio.get_running_loop().time() + seconds

    async def __call__(self, call: Callable[[], T]) -> T:
        loop = asyncio.get_running_loop()
        future = loop.run_in_executor(self._threads, call)
        try:
            await asyncio.wait({future}, timeout=max(0.0, self._until - loop.time()))
        except asyncio.CancelledError:  # who asked has gone
            await self._stop(future)
            raise
        if not future.done():
            await self._stop(future)
            raise LimitError(
                f"this took longer than {self._seconds:g} s and was stopped; choose a shorter time range or pick a job"
            )
        return future.result()

    async def _stop(self, future: asyncio.Future[Any]) -> None:
        """Interrupt again and again: between two queries there is nothing that an interrupt could stop."""
        while not future.done():
            self.store.interrupt()
            with suppress(asyncio.CancelledError):  # a server that ends cancels once more; the thread still reads
                await asyncio.wait({future}, timeout=_AGAIN_SECONDS)
        future.exception()
