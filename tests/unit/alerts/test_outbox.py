"""Messages wait on disk until somebody has them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from logloom.alerts import Message, Outbox, Route, Undelivered, deliver

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


def test_a_message_that_is_damaged_does_not_hold_up_those_behind_it(tmp_path: Path, hooks: Hooks) -> None:
    """What can be read of it is told, and the next one goes."""
    clock = Clock()
    box = outbox(tmp_path, hooks, clock)
    box.put(WECOM, Message("a", "1"))
    (file,) = (tmp_path / "wecom").glob("*.json")
    file.write_bytes(file.read_bytes()[:14])
    clock.now += 1
    box.put(WECOM, Message("b", "2"))
    assert box.pump([WECOM]) == []
    damaged, whole = hooks.texts("wecom")
    assert "damaged on disk" in damaged
    assert '{"title":"a",' in damaged
    assert whole == "b\n2"
    assert box.waiting() == []


def test_nothing_that_goes_wrong_with_one_route_ends_the_others(tmp_path: Path, hooks: Hooks) -> None:
    """What nobody thought of is told like a refusal, and tried again after a pause."""
    clock = Clock()
    box = outbox(tmp_path, hooks, clock)
    box.put(WECOM, Message("a", "1"))
    box.put(SLACK, Message("b", "2"))
    (file,) = (tmp_path / "wecom").glob("*.json")
    file.rename(tmp_path / "aside")
    file.mkdir()  # it can't be read, and can't be removed
    assert "can't be worked through (IsADirectoryError" in box.pump([WECOM, SLACK])[0]
    assert hooks.texts("slack") == ["b\n2"]
    assert box.pump([WECOM]) == []
    file.rmdir()
    (tmp_path / "aside").rename(file)
    clock.now += 5
    assert box.pump([WECOM]) == []
    assert hooks.texts("wecom") == ["a\n1"]


def test_what_some_recipients_have_is_not_sent_again(tmp_path: Path) -> None:
    """The refusal of one of several is told once."""
    calls = []

    def partly(_route: Route, message: Message) -> None:
        calls.append(message.title)
        raise Undelivered("1 of 2 recipients did not get it", taken=True)

    clock = Clock()
    box = Outbox(tmp_path, partly, clock)
    box.put(WECOM, Message("a", "1"))
    clock.now += 1
    box.put(WECOM, Message("b", "2"))
    assert box.pump([WECOM]) == ["1 of 2 recipients did not get it"]
    assert box.waiting() == []
    assert (box.pump([WECOM]), calls) == ([], ["a", "b"])


def test_a_clock_that_is_set_back_and_a_wait_without_end_do_not_silence_a_route(tmp_path: Path, hooks: Hooks) -> None:
    """A pause is over when the clock jumps back; no server is believed for more than an hour."""
    clock = Clock()
    box = outbox(tmp_path, hooks, clock)
    for number in range(20):
        box.put(WECOM, Message(f"{number}", "x"))
    assert box.pump([WECOM]) == []
    box.put(WECOM, Message("a", "1"))
    hooks.wecom_calls = 0
    clock.now -= 86400
    hooks.fail(429, "", Retry_After="99999999")
    assert "HTTP 429" in box.pump([WECOM])[0]
    clock.now -= 86400
    assert box.pump([WECOM]) == []
    assert hooks.texts("wecom")[-1] == "a\n1"
    box.put(WECOM, Message("b", "2"))
    hooks.fail(429, "", Retry_After="99999999")
    assert "HTTP 429" in box.pump([WECOM])[0]
    clock.now += 3601
    assert box.pump([WECOM]) == []
    assert hooks.texts("wecom")[-1] == "b\n2"


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
