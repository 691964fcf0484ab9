"""`logloom view` as people call it: real processes, real files, real signals."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from harness.page import PATIENCE, until

from logloom.local import Store
from logloom.run import Held, Home
from logloom.schema import load_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEMA = "schema: 1\nname: test.view\nversion: 1.0.0\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a schema and a log of ten events."""
    (tmp_path / "schema.yaml").write_text(SCHEMA)
    write(tmp_path / "train.log", range(10))
    return tmp_path


def write(path: Path, numbers: range, **fields: Any) -> None:
    """Append events to a log."""
    now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    event = {"@timestamp": now, "level": "INFO", "service": "s", "version": "1", "job_id": "a", "event": "log"}
    with path.open("a") as file:
        for seq in numbers:
            file.write(json.dumps({**event, "run": "0123456789abcdef0123", "seq": seq, **fields}) + "\n")


def call(place: Path, *arguments: object, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the command until it ends."""
    command = [sys.executable, "-m", "logloom", "view", *map(str, arguments)]
    environ = {**os.environ, "LOGLOOM_SPOOL": str(place / "spool"), **environ}
    return subprocess.run(
        command, cwd=place, env=environ, capture_output=True, text=True, timeout=PATIENCE, check=False
    )


class Viewed:
    """A page that runs.

    Args:
        process: its process.
        url: what it printed.
    """

    def __init__(self, process: subprocess.Popen[str], url: str) -> None:
        self.process = process
        self.url = url

    def get(self, path: str = "api/state", **asked: Any) -> Any:
        """Return an answer."""
        return httpx.get(f"{self.url.partition('?')[0]}{path}", params=asked, timeout=PATIENCE).json()

    def line(self) -> str:
        """Return the next line that it prints."""
        assert self.process.stdout
        return self.process.stdout.readline().rstrip("\n")

    def end(self, number: int = signal.SIGTERM) -> int:
        """End it by a signal, and return its exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@contextmanager
def viewing(place: Path, *arguments: object, **environ: str) -> Iterator[Viewed]:
    """Run the command until the end of the block."""
    command = [sys.executable, "-m", "logloom", "view", *map(str, arguments)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SSH_")}
    environ = {**kept, "LOGLOOM_SPOOL": str(place / "spool"), **environ}
    errors = (place / "errors.txt").open("a+")
    with (
        errors,
        subprocess.Popen(command, cwd=place, env=environ, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        try:
            viewed = Viewed(process, "")
            told = viewed.line()
            errors.seek(0)
            assert told.startswith("page: http://"), errors.read()
            viewed.url = told.removeprefix("page: ")
            yield viewed
        finally:
            process.kill()


def test_files_are_followed_while_they_grow(place: Path) -> None:
    """Also one that comes later into a folder; what was read is there at once when it is opened again."""
    folder = place / "logs"
    folder.mkdir()
    write(folder / "one.log", range(3))
    with viewing(place, folder, "--port", 0) as page:
        until(lambda: page.get()["events"] == 3, "the first events")
        write(folder / "one.log", range(3, 5))
        write(folder / "two.log", range(5, 9), run="0123456789abcdef0124")
        until(lambda: page.get()["events"] == 9, "the later events")
        assert page.end() == 0
    with viewing(place, folder, "--port", 0) as page:
        assert page.get("api/events")["total"] == 9


def test_no_line_is_behind_its_event_stream(place: Path) -> None:
    """What is written is told to a page that listens."""
    with viewing(place, "train.log", "--port", 0) as page, httpx.stream("GET", f"{page.url}api/live") as answer:
        states = (json.loads(line[6:]) for line in answer.iter_lines() if line.startswith("data: "))
        assert any(state["events"] == 10 for state in states)
        write(place / "train.log", range(10, 20))
        state = next(state for state in states if state["events"] == 20)
        assert state["version"] > 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_ends_in_order_when_it_is_told_to(place: Path, number: int) -> None:
    """Also while a page listens; the store is whole, and nobody is said to serve it."""
    with viewing(place, "train.log", "--port", 0) as page, httpx.stream("GET", f"{page.url}api/live") as answer:
        next(answer.iter_lines())
        assert page.end(number) == 0
    (store,) = (place / ".logloom/views").glob("*.duckdb")
    assert json.loads(store.with_name(f"{store.name}.page.json").read_text()) == {}
    with Store.open(store, load_text(SCHEMA)) as opened:
        assert opened.rows("SELECT count(*) FROM events") == [(10,)]


def test_after_a_kill_nothing_is_lost_or_doubled(place: Path) -> None:
    """SIGKILL leaves no one to tidy up."""
    with viewing(place, "train.log", "--port", 0) as page:
        until(lambda: page.get()["events"] == 10, "the events")
        page.end(signal.SIGKILL)
    write(place / "train.log", range(10, 12))
    with viewing(place, "train.log", "--port", 0) as page:
        until(lambda: page.get()["events"] == 12, "all events")
        stored = page.get("api/events")["events"]
        assert len({each["_id"] for each in stored}) == len(stored) == 12


def test_a_store_that_is_served_is_pointed_to(place: Path) -> None:
    """A second call says where the page is, with what it was asked for."""
    with viewing(place, "train.log", "--port", 0) as page:
        again = call(place, "train.log", "--query", "level:ERROR", "--last", "1h", "--job-id", "a&b")
        assert (again.returncode, again.stderr) == (0, "")
        expected = f"page: {page.url}?from=now-1h&q=level%3AERROR&job_id=a%26b (process {page.process.pid})\n"
        assert again.stdout == expected


@pytest.mark.parametrize(
    "wanted", ["--token", "--port 1", "--host 0.0.0.0", "--allow-host gpu-7", "--schema other.yaml"]
)
def test_a_page_that_is_there_is_not_passed_off_as_another(place: Path, wanted: str) -> None:
    """Who asks for a token must not be sent to a page without one."""
    (place / "other.yaml").write_text(SCHEMA.replace("test.view", "test.other"))
    with viewing(place, "train.log", "--store", "s.duckdb", "--port", 0, "--allow-host", "gpu-8") as page:
        again = call(place, "train.log", "--store", "s.duckdb", *wanted.split())
        assert (again.returncode, again.stdout) == (2, "")
        assert f"process {page.process.pid} serves this store already, without " in again.stderr
        port = page.url.split(":")[-1].strip("/")
        same = call(place, "train.log", "--store", "s.duckdb", "--port", port, "--allow-host", "gpu-8")
        assert same.returncode == 0, same.stderr


def test_two_pages_of_different_files_live_side_by_side(place: Path) -> None:
    """The second takes the next free port; one that was asked for by its number must be free."""
    write(place / "other.log", range(2))
    with viewing(place, "train.log") as first, viewing(place, "other.log") as second:
        assert first.url != second.url
        until(lambda: second.get()["events"] == 2, "its events")
        port = first.url.split(":")[-1].strip("/")
        third = call(place, "schema.yaml", "--port", port)
        assert third.returncode == 2
        assert f"can't listen at 127.0.0.1:{port}" in third.stderr


def test_only_some_stores_of_paths_are_kept(place: Path) -> None:
    """The oldest go, unless somebody serves them."""
    views = Home(place / ".logloom").views
    with viewing(place, "train.log", "--port", 0):
        (served,) = views.glob("*.duckdb")
        for age in range(12):
            old = views / f"{age}.duckdb"
            old.touch()
            os.utime(old, (10**9 - age, 10**9 - age))
        os.utime(served, (0, 0))
        write(place / "other.log", range(1))
        with viewing(place, "other.log", "--port", 0):
            kept = {path.name for path in views.glob("*.duckdb")}
    assert served.name in kept
    assert "0.duckdb" in kept
    assert "11.duckdb" not in kept
    assert len(kept) <= 12


def test_a_store_that_something_else_writes_is_told(place: Path) -> None:
    """With the file and what to do."""
    with Store.open(place / "s.duckdb", load_text(SCHEMA), write=True):
        answer = call(place, "train.log", "--store", "s.duckdb")
    assert answer.returncode == 1
    assert "another process writes this store" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_question_to_a_store_that_is_served_is_shown_the_way(place: Path) -> None:
    """To the page that has it open."""
    with viewing(place, "--port", 0) as page:
        command = [sys.executable, "-m", "logloom", "query", "level:ERROR"]
        asked = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    assert asked.returncode == 1
    assert asked.stderr.endswith(f"answers there: {page.url} (process {page.process.pid})\n")


def test_beyond_loopback_a_token_is_asked_for(place: Path) -> None:
    """It stands in the address that is printed, and that is said to be readable on the way."""
    with viewing(place, "train.log", "--host", "0.0.0.0", "--port", 0) as page:
        assert "without TLS" in page.line()
        port = page.url.split("/")[2].split(":")[1]
        token = page.url.partition("token=")[2]
        assert len(token) > 40
        address = f"http://127.0.0.1:{port}/"
        assert httpx.get(address).status_code == 401
        assert httpx.get(f"{address}api/state").status_code == 401
        with httpx.Client(follow_redirects=True) as client:
            assert client.get(address, params={"token": token}).status_code == 200
            assert client.get(f"{address}api/state").status_code == 200


def test_on_loopback_a_token_can_be_asked_for_too(place: Path) -> None:
    """Others who use the same machine reach its loopback."""
    with viewing(place, "train.log", "--token", "--port", 0) as page:
        assert httpx.get(page.url.partition("?")[0]).status_code == 401
        assert httpx.get(page.url).status_code == 303
        report = call(place, "train.log", "--export", "report.html")
        assert report.returncode == 0, report.stderr
        assert (place / "report.html").stat().st_size > 1000


def test_only_loopback_listens(place: Path) -> None:
    """Nobody else reaches it unless that was asked for."""
    with viewing(place, "train.log", "--port", 0) as page:
        port = int(page.url.split(":")[-1].strip("/"))
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.2", port), timeout=5)


def test_over_ssh_the_way_in_is_told(place: Path) -> None:
    """The command to run on one's own machine."""
    with viewing(place, "train.log", "--port", 0, SSH_CONNECTION="10.0.0.9 50000 10.0.0.7 22") as page:
        port = page.url.split(":")[-1].strip("/")
        assert f"ssh -L {port}:127.0.0.1:{port} " in page.line()


def test_with_runs_it_ends_after_the_last_of_them(place: Path) -> None:
    """It lives as long as a run does, and reads what that left."""
    home = Home(place / ".logloom")
    folder, run = home.begin_run("night-7")
    write(folder / "output.log", range(4))
    with viewing(place, "--with-runs", "--port", 0) as page:
        until(lambda: page.get()["events"] == 4, "the events")
        assert home.page() is not None
        assert home.page().url == page.url
        write(folder / "output.log", range(4, 6))
        run.release()
        assert page.process.wait(PATIENCE) == 0
    with Store.open(home.store, load_text(SCHEMA)) as store:
        assert store.rows("SELECT count(*) FROM events") == [(6,)]
    assert isinstance(Held.take(home.page_file), Held)


def test_a_store_of_an_older_schema_takes_the_new_fields_on(place: Path) -> None:
    """What it holds stays; what is new is empty there."""
    with viewing(place, "train.log", "--store", "s.duckdb", "--port", 0) as page:
        until(lambda: page.get()["events"] == 10, "the events")
        page.end()
    (place / "schema.yaml").write_text(SCHEMA + "fields:\n  humidity: {type: float}\n")
    write(place / "train.log", range(10, 11), humidity=0.5)
    with viewing(place, "train.log", "--store", "s.duckdb", "--port", 0) as page:
        until(lambda: page.get()["events"] == 11, "the new event")
        assert page.get("api/events", q="humidity:*")["total"] == 1
        assert page.get("api/events", q="not humidity:*")["total"] == 10


def test_without_a_schema_the_built_in_one_is_used(tmp_path: Path) -> None:
    """Any folder will do."""
    write(tmp_path / "train.log", range(3))
    with viewing(tmp_path, "train.log", "--port", 0) as page:
        until(lambda: page.get()["events"] == 3, "the events")
        assert page.get("api/schema")["name"] == "my.trainer"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nothing.log"], "nothing.log: there is no such file or folder"),
        (["--port", "70000"], "'70000' is no port"),
        (["--last", "soon"], "'soon' is no length of time"),
        (["--query", "levl:ERROR"], "levl:ERROR\n^\nthe schema has no field `levl`"),
        (["--host", "203.0.113.7"], "can't listen at 203.0.113.7:6066"),
        (["--schema", "other.yaml"], "other.yaml"),
    ],
)
def test_a_wrong_call_is_told(place: Path, arguments: list[str], told: str) -> None:
    """In a sentence, without a traceback."""
    answer = call(place, *arguments)
    assert answer.returncode in {1, 2}
    assert told in answer.stderr
    assert "Traceback" not in answer.stderr
