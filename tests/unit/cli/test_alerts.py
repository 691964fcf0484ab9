"""`logloom alerts`: what it prints, sends and leaves behind."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from harness.receivers import receivers

from logloom._kibana import equals
from logloom.alerts import AlertRule, Firing
from logloom.cli import main
from logloom.cli._alerts import _look_at

ERRORS = 12


def night(begun: datetime) -> str:
    """Return the log of a job that fails twelve times in twelve seconds, and ends."""

    def line(second: int, **fields: object) -> str:
        stamp = (begun + timedelta(seconds=second)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        head = {"@timestamp": stamp, "level": "INFO", "service": "yolofuse", "version": "1.4.0", "job_id": "night-7"}
        return json.dumps({**head, "event": "log", "rank": 0, "run": "0123456789abcdef0123", "seq": second, **fields})

    failed = {"level": "ERROR", "event": "exception", "error_type": "ConnectionError"}
    errors = [line(second, **failed, message=f"failure {second}") for second in range(1, ERRORS + 1)]
    return "\n".join([line(0, event="job_start"), *errors, line(20, event="job_end", emitted=14)]) + "\n"


def test_a_past_night_is_replayed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each alert says when it would have fired; nothing is sent, and nothing is left behind."""
    (folder / "night.log").write_text(night(datetime(2026, 11, 20, 2, tzinfo=timezone.utc)))
    assert main(["alerts", "test", "--on", "night.log"]) == 0
    told = capsys.readouterr().out
    assert "2026-11-20T02:00:11.000Z  error_burst: Many errors\n    11 errors in 5 minutes." in told
    assert "2026-11-20T02:00:06.000Z  same_error:" in told
    assert told.splitlines()[-1] == "never: silent_job, lost_job, dead_pipeline, slow_job, full_gpu"
    assert {path.name for path in folder.iterdir()} == {"schema.yaml", "night.log"}


def test_times_at_the_ends_of_the_calendar_are_replayed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is no time before the first, and none after the last; that is no reason for a traceback."""
    stamps = "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"
    lines = [json.dumps({"@timestamp": stamp, "level": "ERROR", "error_type": stamp}) + "\n" for stamp in stamps]
    (folder / "night.log").write_text("".join(lines))
    assert main(["alerts", "test", "--on", "night.log"]) == 0
    told = capsys.readouterr().out
    assert all(f"{stamp} is new" in told for stamp in stamps)


def test_check_finds_what_goes_on_now(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An alert that fires is printed, and is a finding; nothing is sent."""
    (folder / "night.log").write_text(night(datetime.now(timezone.utc)))
    assert main(["ingest", "night.log", "--final"]) == 0
    assert main(["alerts", "check"]) == 1
    assert f"{ERRORS} errors in 5 minutes" in capsys.readouterr().out
    assert not (folder / ".logloom/alerts").exists()


def test_a_schema_without_alerts_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is nothing to check then, which is not the same as all being well."""
    (folder / "schema.yaml").write_text("schema: 1\nname: a.b\nversion: 1.0.0\n")
    assert main(["alerts", "check"]) == 2
    assert "has no alerts" in capsys.readouterr().err


def test_ping_tells_which_route_is_right(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One route has an address, the others say what to set."""
    with receivers() as hooks:
        monkeypatch.setenv("WECOM_WEBHOOK_URL", hooks.url("wecom"))
        assert main(["alerts", "ping"]) == 1
        told = capsys.readouterr().out.splitlines()
        assert told[0] == "ok    wecom"
        assert told[1].startswith("FAIL  slack: set SLACK_WEBHOOK_URL")
        assert main(["alerts", "ping", "wecom"]) == 0
        assert hooks.texts("wecom")[0].startswith("logloom: pytorch.trainer\n这是一条测试消息")
    assert main(["alerts", "ping", "pager"]) == 2


def test_watch_reads_tells_and_stops(folder: Path, wait_until: Callable[..., None]) -> None:
    """A log that grows is read, the eleventh error reaches WeCom, and SIGTERM ends the watch."""
    (folder / "night.log").write_text("")
    with receivers() as hooks:
        environment = {**os.environ, "WECOM_WEBHOOK_URL": hooks.url("wecom")}
        command = [sys.executable, "-m", "logloom", "alerts", "watch", "night.log", "--every", "0.2"]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            try:
                wait_until((folder / ".logloom/alerts/state.json").exists, "the first look")
                with (folder / "night.log").open("a") as log:
                    log.write(night(datetime.now(timezone.utc)))
                wait_until(lambda: hooks.texts("wecom"), "the message")
            finally:
                process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 130
    (text,) = hooks.texts("wecom")
    assert re.match(r"错误激增\n5 分钟内 1[12] 条错误。最新：yolofuse 1.4.0，night-7", text)  # noqa: RUF001
    assert "very-secret-token" not in "".join(path.read_text() for path in folder.rglob("*.json"))


def test_what_a_message_says_to_type_is_safe_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    """Quotes in the name of a job end neither the argument nor the value."""
    monkeypatch.delenv("KIBANA_URL", raising=False)
    rule = AlertRule("a", "count", {}, {}, ("job_id", "rank"), 60, 60, ())
    odd = "a'; \"b"
    said = _look_at(Firing(rule, datetime(2026, 11, 2, 12), {"job_id": odd, "rank": None}))
    assert shlex.split(said) == ["logloom", "query", equals("job_id", odd), "--last", "1h"]


@pytest.fixture
def wait_until() -> Callable[..., None]:
    """A function that waits, at most a minute, for something to be so."""

    def wait(is_done: Callable[[], object], what: str, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not is_done():
            assert time.monotonic() < end, f"waited {seconds} s in vain for {what}"
            time.sleep(0.05)

    return wait
