"""The end of a job whose loop is a framework's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


def run(program: str, folder: Path) -> list[dict[str, Any]]:
    """Run a program that has a job; return its events."""
    inherited = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    begin = "from logloom.integrations._end import Job\njob = Job(None)\njob.start('starts', epochs=2)\n"
    found = subprocess.run(
        [sys.executable, "-c", begin + program],
        cwd=folder,
        env={**inherited, "NODE_IP": "10.0.0.7"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    return [json.loads(line) for line in found.stdout.splitlines()]


@pytest.mark.parametrize(
    ("program", "end"),
    [
        ("", ("INFO", "job ended")),
        ("job.fail(ValueError('bad'))", ("ERROR", "job failed: ValueError")),
        ("job.log.job_end('mine')", ("INFO", "mine")),
        ("job.start('again')", ("INFO", "job ended")),
        ("import logloom.log; logloom.log.install()\n1 / 0", ("ERROR", "job failed: ZeroDivisionError")),
    ],
)
def test_job_end_comes_once_at_exit(tmp_path: Path, program: str, end: tuple[str, str]) -> None:
    """Whatever happened, unless the program wrote one."""
    events = run(program, tmp_path)
    (last,) = [event for event in events if event["event"] == "job_end"]
    assert (last["level"], last["message"]) == end
    assert last["emitted"] == len(events)


def test_an_interruption_is_no_error(tmp_path: Path) -> None:
    """Ctrl-C is told as what it is."""
    events = run("job.fail(KeyboardInterrupt())", tmp_path)
    assert [event["level"] for event in events] == ["INFO", "WARN", "ERROR"]
