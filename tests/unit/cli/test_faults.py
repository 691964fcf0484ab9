"""`logloom faults`: what waits is listed, shown, sent and taken away."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from harness.sentry import Reply, serving

from logloom.cli import main
from logloom.faults._crash import header
from logloom.faults._envelope import unsent
from logloom.faults._spool import Spool

FIRST, SECOND = "a" * 32, "b" * 32


def envelope(event_id: str, value: str) -> bytes:
    """Return an envelope with one error."""
    event = {"event_id": event_id, "exception": {"values": [{"type": "ValueError", "value": value}]}}
    return unsent({"event_id": event_id}, [({"type": "event"}, json.dumps(event).encode())])


def leave(root: Path, dsn: str, *ids: str) -> None:
    """Leave events as a process does that has ended."""
    spool = Spool(root / destination(dsn))
    for event_id in ids:
        spool.put("error", event_id, envelope(event_id, f"bad {event_id[0]}"))
    spool.close()


def destination(dsn: str) -> str:
    """Return the folder of an address on this machine."""
    return dsn.partition("@")[2].replace(":", "_").replace("/", "-")


@pytest.fixture
def spool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of all destinations."""
    monkeypatch.setenv("LOGLOOM_SPOOL", str(tmp_path / "spool"))
    monkeypatch.delenv("SENTRY_DSN", raising=False)
    return tmp_path / "spool"


def test_what_waits_is_listed(spool: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Id, age, for whom and what about; the same as JSON; and a sentence where nothing waits."""
    assert main(["faults", "list"]) == 0
    assert "nothing waits" in capsys.readouterr().out
    leave(spool, "http://k@h/1", FIRST, SECOND)
    assert main(["faults", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert FIRST in lines[1]
    assert "0 min" in lines[1]
    assert "ValueError: bad a" in lines[1]
    assert main(["faults", "list", "--format", "json"]) == 0
    listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["event_id"] for each in listed] == [FIRST, SECOND]
    assert {each["destination"] for each in listed} == {"h-1"}


def test_one_is_shown_by_the_start_of_its_id(spool: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The event as it will be sent; a start that fits none or several is told."""
    leave(spool, "http://k@h/1", FIRST, SECOND)
    assert main(["faults", "show", "aaa"]) == 0
    assert json.loads(capsys.readouterr().out)["exception"]["values"][0]["value"] == "bad a"
    assert main(["faults", "show", "c"]) == 2
    assert "no report" in capsys.readouterr().err
    assert main(["faults", "show", ""]) == 2
    assert "2 reports" in capsys.readouterr().err


def test_what_was_left_is_sent(
    spool: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an ended process left goes, its crash too; what is not ours to send stays, and is told."""
    with serving() as server:
        monkeypatch.setenv("SENTRY_DSN", server.dsn)
        dead = Spool(spool / destination(server.dsn))
        crash = dead.open_crash_file()
        os.write(crash, header({"job_id": "j1"}, {}) + b"Fatal Python error: Aborted\n")
        os.close(crash)
        dead.put("error", FIRST, envelope(FIRST, "x"))
        dead.close()
        alive = Spool(spool / destination(server.dsn))
        alive.put("error", SECOND, envelope(SECOND, "x"))
        leave(spool, "http://k@elsewhere/9", "c" * 32)
        assert main(["faults", "send"]) == 0
        told = capsys.readouterr().out
        assert {event["exception"]["values"][0]["type"] for event in server.events} == {"ValueError", "Aborted"}
        alive.close()
    assert "2 sent" in told
    assert "1 are of processes that run" in told
    assert "1 are for elsewhere-9" in told


def test_what_cannot_be_sent_is_told(
    spool: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 1, how many are left, and why."""
    with serving() as server:
        monkeypatch.setenv("SENTRY_DSN", server.dsn)
        leave(spool, server.dsn, FIRST)
        server.replies = [Reply(503)] * 100
        assert main(["faults", "send", "--timeout", "0.3"]) == 1
    assert "0 sent; 1 left: the server answers 503" in capsys.readouterr().out


def test_without_an_address_nothing_is_sent(spool: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The message says what to set."""
    assert main(["faults", "send"]) == 2
    assert "SENTRY_DSN" in capsys.readouterr().err


def test_purge_takes_away_what_it_is_told(spool: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the starts of ids, or all."""
    leave(spool, "http://k@h/1", FIRST, SECOND, "c" * 32)
    assert main(["faults", "purge", "aa"]) == 0
    assert main(["faults", "purge"]) == 0
    assert capsys.readouterr().out == "1 removed\n2 removed\n"
    assert main(["faults", "list"]) == 0
    assert "nothing waits" in capsys.readouterr().out
