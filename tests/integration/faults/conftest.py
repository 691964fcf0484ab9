"""Servers that answer as they are told, a spool of the test's own, and jobs that fail in processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from harness import sentry

ROOT = Path(__file__).parents[3]
JOB = Path(__file__).with_name("job.py")


@pytest.fixture
def server() -> Iterator[sentry.Server]:
    """A scripted server."""
    with sentry.serving() as server:
        yield server


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    """The folder of all destinations."""
    return tmp_path / "spool"


@pytest.fixture(scope="session")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference schema's rules, where no schema lies beside them that may be newer."""
    path = tmp_path_factory.mktemp("rules") / "rules.json"
    path.write_bytes((ROOT / "deploy" / "rules.json").read_bytes())
    return path


@pytest.fixture
def environment(spool: Path, rules: Path) -> dict[str, str]:
    """What a job finds in its environment, but for the server."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("SENTRY_", "LOGLOOM_", "KIBANA_"))
    }
    return {
        **kept,
        "LOGLOOM_SPOOL": str(spool),
        "LOGLOOM_RULES": str(rules),
        "LOGLOOM_HEARTBEAT_SECONDS": "0",
        "SERVICE": "trainer",
        "JOB_ID": "job-7",
        "VERSION": "1.4.0",
        "ENVIRONMENT": "test",
        "RANK": "3",
        "NODE_IP": "10.0.0.7",
        "OMP_NUM_THREADS": "1",
    }


class Done:
    """A job that has ended.

    Args:
        done: its process.
    """

    def __init__(self, done: subprocess.CompletedProcess[str]) -> None:
        self.code = done.returncode
        self.errors = done.stderr
        self.events: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines() if line[:1] == "{"]


RunJob = Callable[..., Done]


@pytest.fixture
def run_job(environment: dict[str, str]) -> RunJob:
    """Return a function that runs one of the jobs of `job.py` to its end."""

    def run(what: str, *arguments: str, **changes: str) -> Done:
        command = [sys.executable, str(JOB), what, *arguments]
        environ = {**environment, **changes}
        return Done(subprocess.run(command, env=environ, capture_output=True, text=True, timeout=120, check=False))

    return run


def waiting(spool: Path) -> list[Path]:
    """Return the events that wait on disk."""
    return sorted(spool.glob("*/[0-9]*/[0-9]*.envelope"))
