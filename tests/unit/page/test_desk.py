"""Questions to the store: how many at a time, how long, and for whom."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import TYPE_CHECKING

import pytest
from harness.page import until

from logloom.errors import InterruptedQueryError, LimitError
from logloom.local import Store
from logloom.page._desk import Desk
from logloom.page._loop import Loop, limited

if TYPE_CHECKING:
    from collections.abc import Iterator


ENDLESS = "SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE a.range * b.range % 7 = 3"


def endless(store: Store) -> object:
    """Ask what takes longer than anybody waits."""
    return store.rows(ENDLESS)


def counted(store: Store) -> Iterator[int]:
    """Give a few parts of an answer, then one that never comes."""
    yield 1
    yield 2
    store.rows(ENDLESS)
    yield 3


def test_an_answer_comes_from_a_thread(store: Store) -> None:
    """The loop that serves stays free."""

    async def main() -> str:
        desk = Desk(store)
        try:
            return await desk.ask(lambda _: threading.current_thread().name)
        finally:
            desk.close()

    assert asyncio.run(main()).startswith("question")


def test_what_takes_too_long_is_stopped(store: Store) -> None:
    """The query ends, not only the wait for it; the next question is answered."""

    async def main() -> list[tuple[int]]:
        desk = Desk(store, at_once=1, seconds=0.3)
        with pytest.raises(LimitError, match=r"longer than 0\.3 s"):
            await desk.ask(endless)
        answer = await desk.ask(lambda reading: reading.rows("SELECT 42"))
        desk.close()
        return answer

    assert asyncio.run(main()) == [(42,)]


def test_parts_come_as_they_are_found_and_the_rest_is_stopped(store: Store) -> None:
    """What was found before stays."""

    async def main() -> list[int]:
        desk = Desk(store, seconds=0.5)
        found: list[int] = []

        async def collect() -> None:
            async for item in desk.items(counted):
                found.append(item)  # noqa: PERF401 - what came before the error counts

        with pytest.raises(LimitError):
            await collect()
        desk.close()
        return found

    assert asyncio.run(main()) == [1, 2]


def test_a_question_that_nobody_waits_for_is_stopped(store: Store) -> None:
    """Its turn is free for the next one."""

    async def main() -> list[tuple[int]]:
        desk = Desk(store, at_once=1, seconds=60)
        asked = asyncio.create_task(desk.ask(endless))
        await asyncio.sleep(0.2)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        answer = await asyncio.wait_for(desk.ask(lambda reading: reading.rows("SELECT 42")), 30)
        desk.close()
        return answer

    assert asyncio.run(main()) == [(42,)]


def test_those_beyond_the_queue_are_sent_away(store: Store) -> None:
    """At once, with a sentence; those in the queue get their turn."""
    free = threading.Event()

    async def main() -> list[int]:
        desk = Desk(store, at_once=1, waiting=2)
        asked = [
            asyncio.create_task(desk.ask(lambda _, number=number: free.wait(30) and number)) for number in (1, 2, 3)
        ]
        await asyncio.sleep(0)
        await asyncio.sleep(0.05)
        with pytest.raises(LimitError, match="ask again"):
            await desk.ask(lambda _: 4)
        free.set()
        answers = list(await asyncio.gather(*asked))
        desk.close()
        return answers

    assert asyncio.run(main()) == [1, 2, 3]


def test_an_error_of_a_question_is_its_own(store: Store) -> None:
    """It reaches who asked, and nobody else."""

    async def main() -> None:
        desk = Desk(store, at_once=1)
        with pytest.raises(ZeroDivisionError):
            await desk.ask(lambda _: 1 // 0)
        assert await desk.ask(lambda _: 1) == 1
        desk.close()

    asyncio.run(main())


def test_a_limit_ends_what_is_asked_inside(store: Store) -> None:
    """Also what is asked on the thread that set it."""
    with pytest.raises(InterruptedQueryError), limited(store, 0.2):
        store.rows(ENDLESS)
    assert store.rows("SELECT 1") == [(1,)]


def test_a_loop_survives_what_goes_wrong() -> None:
    """The fault is told for as long as it lasts."""
    calls: list[int] = []

    def call() -> bool:
        calls.append(len(calls))
        if len(calls) == 2:
            raise OSError("the disk is gone")
        return len(calls) < 2

    loop = Loop("test", call, 0.01)
    problems: list[str | None] = []
    loop.start()
    until(lambda: problems.append(loop.problem) or len(calls) > 4, "the next calls")
    loop.stop()
    assert not loop.is_alive()
    assert loop.problem is None


def test_a_loop_can_be_woken() -> None:
    """It need not wait out its pause."""
    called = threading.Semaphore(0)
    loop = Loop("test", lambda: bool(called.release()), 3600)
    loop.start()
    assert called.acquire(timeout=30)
    loop.wake()
    assert called.acquire(timeout=30)
    loop.stop()
    assert not loop.is_alive()


def test_who_goes_twice_leaves_no_question_behind(store: Store) -> None:
    """A server that ends cancels what it has cancelled before; the store stays open until the thread has left it."""

    async def main() -> bool:
        desk = Desk(store, at_once=1, seconds=60)
        left = threading.Event()

        def stubborn(reading: Store) -> None:
            time.sleep(0.3)  # nothing that an interrupt could stop
            reading.rows("SELECT 1")
            left.set()

        asked = asyncio.create_task(desk.ask(stubborn))
        for _ in range(3):
            await asyncio.sleep(0.05)
            asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        desk.close()
        return left.is_set()

    assert asyncio.run(main())
