"""The sending loop, with a clock and a server of the test's own."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from logloom.faults._limits import RateLimits
from logloom.faults._sender import LONGEST_PAUSE_SECONDS, PACE_SECONDS, SURVEY_SECONDS, Answer, Sender
from logloom.faults._spool import Drops, Limits, Spool

from .conftest import Clock, MakeSpool, Server, drain, envelope, event_id, refused


def sender(make_spool: MakeSpool, server: Server, clock: Clock, count: int = 0, **limits: Any) -> Sender:
    """Return a sender with so many events before it."""
    made = Sender(make_spool(**limits), server.post, clock.monotonic)
    for number in range(count):
        clock.pass_(0.001)
        made.spool.put("error", event_id(number), envelope(number))
    return made


def test_events_go_in_order_and_at_a_pace(make_spool: MakeSpool, server: Server, clock: Clock) -> None:
    """The oldest goes first, and the next one waits."""
    one = sender(make_spool, server, clock, 3)
    assert one.step() == pytest.approx(PACE_SECONDS)
    assert one.step() > 0
    assert server.ids == [event_id(0)]
    drain(one, clock)
    assert server.ids == [event_id(number) for number in range(3)]


def test_sent_at_is_when_it_is_sent(make_spool: MakeSpool, server: Server, clock: Clock) -> None:
    """The file has no `sent_at`; what goes out has."""
    one = sender(make_spool, server, clock, 1)
    assert b"sent_at" not in (one.spool.read(one.spool.entries()[0]) or b"")
    one.step()
    assert server.heads[0]["sent_at"].endswith("Z")


def test_a_dead_network_loses_nothing(make_spool: MakeSpool, server: Server, clock: Clock) -> None:
    """The pauses grow, up to a bound, and the event goes out when the network is back."""
    one = sender(make_spool, server, clock, 2)
    server.answers = [refused() for _ in range(12)]
    pauses = []
    while server.answers:
        seconds = one.step()
        if len(server.got) > len(pauses):
            pauses.append(seconds)
        clock.pass_(seconds + 0.001)
    assert pauses[-1] > 10 * pauses[0]
    assert max(pauses) <= LONGEST_PAUSE_SECONDS
    assert one.why == "Connection refused"
    clock.pass_(LONGEST_PAUSE_SECONDS)
    drain(one, clock)
    assert set(server.ids) == {event_id(0), event_id(1)}
    assert (len(one.spool), one.spool.drops()) == (0, {})


@pytest.mark.parametrize("status", [500, 502, 503, 504, 407, 408, 302])
def test_a_broken_server_is_asked_again(make_spool: MakeSpool, server: Server, clock: Clock, status: int) -> None:
    """An answer that says nothing of the event keeps it."""
    one = sender(make_spool, server, clock, 1)
    server.answers = [Answer(status, {})]
    drain(one, clock)
    assert server.ids == [event_id(0), event_id(0)]
    assert one.spool.drops() == {}


def test_an_event_that_breaks_the_server_stands_behind_the_others(
    make_spool: MakeSpool, server: Server, clock: Clock
) -> None:
    """One that is answered 500 does not hold up those that come after it."""
    one = sender(make_spool, server, clock, 3)
    server.answers = [Answer(500, {})]
    drain(one, clock)
    assert server.ids == [event_id(0), event_id(1), event_id(2), event_id(0)]


@pytest.mark.parametrize("status", [400, 401, 403, 413, 422])
def test_what_the_server_refuses_is_dropped_and_reported(
    make_spool: MakeSpool, server: Server, clock: Clock, status: int
) -> None:
    """It is counted, and the server is told of it in a client report."""
    one = sender(make_spool, server, clock, 1)
    server.answers = [Answer(status, {})]
    drain(one, clock)
    assert len(server.got) == 2
    report = orjson.loads(server.got[1].splitlines()[2])
    assert report["discarded_events"] == [{"reason": "send_error", "category": "error", "quantity": 1}]
    assert one.spool.drops() == {}


def test_retry_after_is_waited_for(make_spool: MakeSpool, server: Server, clock: Clock) -> None:
    """After a 429 nothing goes before its time, and then everything."""
    one = sender(make_spool, server, clock, 2)
    server.answers = [Answer(429, {"retry-after": "120.5"})]
    one.step()
    clock.pass_(120)
    one.step()
    assert len(server.got) == 1
    clock.pass_(1)
    drain(one, clock)
    assert len(server.got) == 3
    assert len(one.spool) == 0


def test_a_429_that_says_nothing_is_a_minute(make_spool: MakeSpool, server: Server, clock: Clock) -> None:
    """That is what Sentry's documentation asks for."""
    one = sender(make_spool, server, clock, 1)
    server.answers = [Answer(429, {})]
    one.step()
    clock.pass_(59)
    one.step()
    assert len(server.got) == 1
    clock.pass_(2)
    one.step()
    assert len(server.got) == 2


def test_a_limit_of_one_category_lets_the_others_through(make_spool: MakeSpool, server: Server, clock: Clock) -> None:
    """X-Sentry-Rate-Limits is honoured on an answer of 200 too."""
    one = sender(make_spool, server, clock, 2)
    one.spool.put("transaction", event_id(7), envelope(7))
    server.answers = [Answer(200, {"x-sentry-rate-limits": "60.0:error;default:organization"})]
    drain(one, clock, 8)
    assert server.ids == [event_id(0), event_id(7)]
    clock.pass_(61)
    drain(one, clock)
    assert server.ids[-1] == event_id(1)


def test_a_503_may_say_how_long_to_wait(make_spool: MakeSpool, server: Server, clock: Clock) -> None:
    """Retry-After is no less true on another status."""
    one = sender(make_spool, server, clock, 1)
    server.answers = [Answer(503, {"retry-after": "300"})]
    assert one.step() == pytest.approx(300)


def test_an_old_event_is_tried_once_and_then_dropped(make_spool: MakeSpool, server: Server, clock: Clock) -> None:
    """What a whole month could not deliver goes, counted."""
    one = sender(make_spool, server, clock, 1, age_seconds=1000.0)
    clock.pass_(2000)
    server.answers = [refused()]
    one.step()
    assert (len(server.got), len(one.spool)) == (1, 1)
    clock.pass_(100)
    one.step()
    assert len(one.spool) == 0
    assert one.spool.drops() == {("cache_overflow", "error"): 1}


def test_a_dead_processs_events_are_sent(make_spool: MakeSpool, server: Server, clock: Clock) -> None:
    """A sender looks every ten seconds for what others left."""
    one = sender(make_spool, server, clock)
    one.step()
    other = make_spool()
    other.put("error", event_id(9), envelope(9))
    other.close()
    clock.pass_(11)
    one.step()
    assert server.ids == [event_id(9)]


def test_flush_waits_until_all_is_sent(make_spool: MakeSpool, server: Server) -> None:
    """With a server that answers, nothing is left."""
    one = Sender(make_spool(), server.post)
    for number in range(3):
        one.spool.put("error", event_id(number), envelope(number))
    assert one.flush(10)
    assert sorted(map(str, server.ids)) == sorted(event_id(number) for number in range(3))
    one.stop()


def test_flush_ends_when_nothing_can_be_sent(make_spool: MakeSpool, server: Server) -> None:
    """A network that refuses is found out with one try, and does not cost the whole time."""
    one = Sender(make_spool(), server.post)
    one.spool.put("error", event_id(1), envelope(1))
    server.answers = [refused() for _ in range(1000)]
    assert not one.flush(60)
    assert len(server.got) < 5
    one.stop()


class LateSpool(Spool):
    """A spool in which something happens once, at the last look of a sender's step."""

    late: Callable[[], object] | None = None

    def drops(self) -> Drops:
        """Return the drops; let it happen."""
        late, self.late = self.late, None
        if late:
            late()
        return super().drops()


def test_an_event_that_comes_while_the_sender_looks_is_next(tmp_path: Path, server: Server) -> None:
    """It is not taken for one that something holds back: a flush would give it up, and a process end without it."""
    one = Sender(spool := LateSpool(tmp_path, Limits()), server.post)
    spool.late = lambda: spool.put("error", event_id(1), envelope(1))
    assert one.step() == 0
    assert not one._blocked
    one.step()
    assert server.ids == [event_id(1)]


def test_a_call_that_comes_while_the_sender_works_is_heard(tmp_path: Path, server: Server) -> None:
    """The thread does not go to sleep on it."""
    one = Sender(spool := LateSpool(tmp_path, Limits()), server.post)

    def late() -> None:
        spool.late = late_again

    def late_again() -> None:
        spool.put("error", event_id(1), envelope(1))
        one.wake()

    spool.late = late
    one.wake()
    end = time.monotonic() + SURVEY_SECONDS / 2
    while not server.got and time.monotonic() < end:
        time.sleep(0.01)
    assert server.ids == [event_id(1)]
    one.stop()


@pytest.mark.parametrize(
    ("header", "category", "seconds"),
    [
        ("60:error:organization", "error", 60),
        ("60:error;transaction:key:reason, 10:error:project", "error", 60),
        ("10:error:x, 60:error:x", "error", 60),
        ("2700::organization", "transaction", 2700),
        ("2.5:transaction:x", "transaction", 2.5),
        ("60:session:x", "error", 0),
        ("nonsense, -5:error:x, inf:error:x, nan:error:x, :error", "error", 0),
        ("99999999999:error:x", "error", 86400),
    ],
)
def test_rate_limits_are_read_with_care(clock: Clock, header: str, category: str, seconds: float) -> None:
    """The longest holds, an empty category is all of them, nonsense is nothing, and no limit is for ever."""
    limits = RateLimits(clock.monotonic)
    limits.update(200, {"x-sentry-rate-limits": header})
    assert limits.wait(category) == pytest.approx(seconds)
    clock.wall += 1e9
    assert limits.wait(category) == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7.0), ("0", 0.0), ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0), ("soon", 60.0), ("-1", 60.0)],
)
def test_retry_after_may_be_a_date(clock: Clock, header: str, seconds: float) -> None:
    """A number, a date, or nonsense, which counts as nothing said."""
    limits = RateLimits(clock.monotonic)
    limits.update(429, {"retry-after": header})
    assert limits.wait("error") == pytest.approx(seconds)
