"""Messages wait on disk until somebody has them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from logloom.alerts import Message, Outbox, Route, deliver

if TYPE_CHECKING:
    from harness.receivers import Hooks

WECOM = Route("wecom", "wecom", "WECOM_URL")
SLACK = Route("slack", "slack", "SLACK_URL")


class Clock:
    """Goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        """Return the time."""
        self.now += 0.001
        return self.now


def outbox(folder: Path, hooks: Hooks, clock: Clock) -> Outbox:
    """Return an outbox that sends to the servers of the test."""
    environment = {"WECOM_URL": hooks.url("wecom"), "SLACK_URL": hooks.url("slack")}
    return Outbox(folder, lambda route, message: deliver(route, message, environment), clock)


def test_a_message_is_sent_once(tmp_path: Path, hooks: Hooks) -> None:
    """What was taken is gone from the disk."""
    box = outbox(tmp_path, hooks, Clock())
    box.put(WECOM, Message("a", "1"))
    assert [waiting.messages for waiting in box.waiting()] == [1]
    assert box.pump([WECOM]) == []
    assert box.pump([WECOM]) == []
    assert hooks.texts("wecom") == ["a\n1"]
    assert box.waiting() == []


def test_only_the_owner_may_read_what_waits(tmp_path: Path, hooks: Hooks) -> None:
    """A message may hold what a log line held."""
    outbox(tmp_path / "box", hooks, Clock()).put(WECOM, Message("a", "1"))
    (file,) = (tmp_path / "box" / "wecom").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


def test_a_route_that_fails_is_tried_again_with_growing_pauses(tmp_path: Path, hooks: Hooks) -> None:
    """The message waits, the reason is kept for doctor, and another process goes on with it."""
    clock = Clock()
    box = outbox(tmp_path, hooks, clock)
    box.put(WECOM, Message("a", "1"))
    hooks.fail(500, "")
    hooks.fail(500, "")
    assert "HTTP 500" in box.pump([WECOM])[0]
    assert box.pump([WECOM]) == []
    clock.now += 5
    assert "HTTP 500" in box.pump([WECOM])[0]
    clock.now += 5
    assert box.pump([WECOM]) == []
    (waiting,) = box.waiting()
    assert (waiting.route, waiting.messages) == ("wecom", 1)
    assert "HTTP 500" in waiting.problem
    assert 9 < waiting.oldest_seconds < 12
    assert outbox(tmp_path, hooks, clock).pump([WECOM]) == []
    assert hooks.texts("wecom") == ["a\n1"]


def test_a_route_that_fails_does_not_hold_up_another(tmp_path: Path, hooks: Hooks) -> None:
    """WeCom may be away while Slack is there."""
    box = outbox(tmp_path, hooks, Clock())
    box.put(WECOM, Message("a", "1"))
    box.put(SLACK, Message("b", "2"))
    hooks.fail(500, "")
    assert len(box.pump([WECOM, SLACK])) == 1
    assert hooks.texts("slack") == ["b\n2"]


def test_more_messages_than_a_route_takes_are_joined_and_none_is_lost(tmp_path: Path, hooks: Hooks) -> None:
    """Of 200 messages at once, WeCom gets 20 in the first minute, and in the end every one."""
    clock = Clock()
    box = outbox(tmp_path, hooks, clock)
    for number in range(200):
        box.put(WECOM, Message(f"alert {number}", f"text of {number:03} " + "." * 300))
    for _minute in range(5):
        assert box.pump([WECOM]) == []
        assert hooks.wecom_calls <= 20
        clock.now += 61
        hooks.wecom_calls = 0
    told = "\n".join(hooks.texts("wecom"))
    assert all(f"text of {number:03} " in told for number in range(200))
    assert box.waiting() == []


def test_a_limit_that_others_have_used_up_only_delays(tmp_path: Path, hooks: Hooks) -> None:
    """The robot may be shared: its own refusal is heard, and the message comes a minute later."""
    clock = Clock()
    hooks.per_minute = 0
    box = outbox(tmp_path, hooks, clock)
    box.put(WECOM, Message("a", "1"))
    assert "limit is reached" in box.pump([WECOM])[0]
    hooks.per_minute = 20
    hooks.wecom_calls = 0
    clock.now += 30
    assert box.pump([WECOM]) == []
    assert hooks.texts("wecom") == []
    clock.now += 31
    assert box.pump([WECOM]) == []
    assert hooks.texts("wecom") == ["a\n1"]
