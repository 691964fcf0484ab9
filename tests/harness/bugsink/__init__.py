"""Bugsink, a server of the Sentry protocol, and Sentry's own normalisation, each in an environment made for it once.

Both need other versions of packages than the tests do, so they have a virtual environment in the user's cache, made of
pinned and hashed requirements. The server binds to the loopback interface, keeps all in a folder of the test's, phones
nobody, and is always stopped.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from harness.elasticsearch import CACHE, free_port

REQUIREMENTS = Path(__file__).with_name("requirements.txt")
PATIENCE = 120.0
"""Seconds in which it must be up; 3 are usual."""

CONFIGURATION = """\
from bugsink.settings.default import *
SECRET_KEY = {secret!r}
SENTRY_DSN = None
SNAPPEA = {{"TASK_ALWAYS_EAGER": True}}
EMAIL_BACKEND = "bugsink.email_backends.QuietConsoleEmailBackend"
BUGSINK = {{"BASE_URL": "http://127.0.0.1:{port}", "SINGLE_USER": True, "SINGLE_TEAM": True, "PHONEHOME": False}}
"""
NORMALISE = """\
import json, sys
from sentry_relay.processing import StoreNormalizer
print(json.dumps(StoreNormalizer(is_renormalize=False).normalize_event(json.load(sys.stdin))))
"""


class UnavailableError(Exception):
    """It can't be had here; the text says what is missing."""


class Bugsink:
    """A running server.

    Args:
        port: on 127.0.0.1.
        token: of its API.
    """

    def __init__(self, port: int, token: str) -> None:
        self.port, self._token = port, token
        team = self._ask("POST", "teams/", {"name": "tests"})["id"]
        self.project = self._ask("POST", "projects/", {"name": "tests", "team": team})["id"]
        self.dsn: str = self._ask("GET", f"projects/{self.project}/")["dsn"]

    def issues(self) -> list[dict[str, Any]]:
        """Return the issues of the project."""
        return self._pages(f"issues/?project={self.project}")

    def events(self) -> list[dict[str, Any]]:
        """Return the events of all issues, without their content."""
        return [event for issue in self.issues() for event in self._pages(f"events/?issue={issue['id']}")]

    def content(self, event: dict[str, Any]) -> dict[str, Any]:
        """Return the content of one event."""
        data: dict[str, Any] = self._ask("GET", f"events/{event['id']}/")["data"]
        return data

    def wait_for(self, count: int, seconds: float = 30.0) -> list[dict[str, Any]]:
        """Wait until so many events are stored; return them."""
        deadline = time.monotonic() + seconds
        while len(events := self.events()) < count and time.monotonic() < deadline:
            time.sleep(0.2)
        assert len(events) >= count, f"{len(events)} of {count} events are stored"
        return events

    def _pages(self, path: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        page = self._ask("GET", path)
        while True:
            found += page["results"]
            if not page["next"]:
                return found
            page = self._ask("GET", page["next"].partition("/api/canonical/0/")[2])

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        try:
            connection.request(method, f"/api/canonical/0/{path}", json.dumps(body) if body else None, headers)
            answer = connection.getresponse()
            text = answer.read()
            assert answer.status < 300, f"{method} {path}: {answer.status} {text[:500]!r}"
            return json.loads(text)
        finally:
            connection.close()


def home() -> Path:
    """Return the folder of the environment; its name holds what it is made of."""
    recipe = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()[:12]
    return CACHE / f"bugsink-{recipe}"


def is_installed() -> bool:
    """Return whether the environment is there and whole."""
    return (home() / "complete").exists()


def install() -> Path:
    """Return the environment's folder of programs, after making what lacks.

    Raises:
        UnavailableError: the packages can't be had.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "bugsink.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another worker may be at it
        if not is_installed():
            _make(home())
    return home() / "bin"


def _make(folder: Path) -> None:
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--require-hashes", "--no-input"]
    for command in ([sys.executable, "-m", "venv", "--clear", str(folder)], [*pip, "-r", str(REQUIREMENTS)]):
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
        if done.returncode:
            raise UnavailableError(f"Bugsink can't be installed: {(done.stdout + done.stderr)[-500:]}")
    (folder / "complete").touch()


def normalised(event: dict[str, Any]) -> dict[str, Any]:
    """Return an event as Sentry stores it, by Relay's own code."""
    command = [str(install() / "python"), "-c", NORMALISE]
    done = subprocess.run(command, input=json.dumps(event), capture_output=True, text=True, check=True, timeout=60)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Bugsink]:
    """Start a server with an empty database, and give it; stop it in the end.

    Args:
        folder: an empty one, for its configuration, databases and log.

    Raises:
        UnavailableError: it can't be had here.
    """
    programs, port = install(), free_port()
    (folder / "bugsink_conf.py").write_text(CONFIGURATION.format(secret=secrets.token_hex(32), port=port))
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "DJANGO"))}
    environment = {**kept, "PYTHONPATH": str(folder), "DJANGO_SETTINGS_MODULE": "bugsink_conf"}

    def manage(*arguments: str) -> str:
        command = [str(programs / "bugsink-manage"), *arguments]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout.strip().splitlines()[-1]

    manage("migrate")
    manage("migrate", "snappea", "--database=snappea")
    token = manage("create_auth_token")
    options = [f"--bind=127.0.0.1:{port}", "--workers=1", "--threads=4", "bugsink.wsgi"]
    with (folder / "log").open("wb") as log:
        command = [str(programs / "gunicorn"), *options]
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            _await(port, process, folder / "log")
            yield Bugsink(port, token)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _await(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise AssertionError(f"Bugsink is not up: {log.read_text()[-2000:]}")
