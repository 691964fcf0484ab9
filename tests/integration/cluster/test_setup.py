"""`logloom setup cluster` on a secured Elasticsearch: what it makes, again and again, and cut off anywhere."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from harness.disk import small_disk

from logloom.cli import main
from logloom.cluster.setup import Place, address, draw, prepare, wait
from logloom.errors import RightsError, UnreachableError, UntrustedError
from logloom.render import render
from logloom.schema import Schema

if TYPE_CHECKING:
    from harness.elasticsearch import Node

pytestmark = [pytest.mark.needs("elasticsearch"), pytest.mark.xdist_group("elasticsearch")]

Make = Callable[..., Schema]


@pytest.fixture
def folder(secured: Node, tmp_path: Path) -> Path:
    """Return a folder of secrets whose authority and password are those of the node, and all else drawn."""
    assert secured.tls is not None
    for name in ("ca", "elasticsearch"):
        (tmp_path / "secrets" / name).mkdir(parents=True)
    for kind in ("crt", "key"):
        shutil.copy(secured.tls / f"ca.{kind}", tmp_path / f"secrets/ca/ca.{kind}")
    (tmp_path / "secrets/elasticsearch/elastic_password").write_text(secured.password or "")
    draw(tmp_path / "secrets", datetime.now(timezone.utc), {})
    return tmp_path / "secrets"


@pytest.fixture
def place(secured: Node, folder: Path) -> Place:
    """Return the node and the folder."""
    return Place(folder, address(secured.url, "--url"))


def set_up(place: Place, schema: Schema) -> list[str]:
    """Set a schema up and return what was told."""
    told: list[str] = []
    prepare(place, wait(place, 30, told.append), schema, render(schema), told.append)
    return told


def keys(folder: Path) -> dict[str, str]:
    """Return the key of each service that has one."""
    return {path.parent.name: path.read_text() for path in folder.glob("*/api_key")}


def active(node: Node, schema: Schema) -> list[str]:
    """Return the ids of a schema's keys that are good for something."""
    found = node.request("GET", f"/_security/api_key?name=logloom-{schema.name}-*&active_only=true").body["api_keys"]
    return [each["id"] for each in found]


def test_everything_is_made_once(place: Place, secured: Node, schema: Make) -> None:
    """Templates, passwords, and a key for each service that sends or reads; a second time nothing changes."""
    given = schema()
    told = set_up(place, given)
    assert [line for line in told if line.startswith("create")] == [
        f"create _ingest/pipeline/logs-{given.name}",
        f"create _component_template/logs-{given.name}@mappings",
        f"create _component_template/logs-{given.name}@settings",
        f"create _index_template/logs-{given.name}",
        f"create _index_template/logs-{given.name}.invalid",
    ]
    assert {"user set: kibana_system", "user set: logloom_reader"} <= set(told)
    made = keys(place.folder)
    assert set(made) == {"logstash", "alerts", "reader"}  # by this schema Filebeat sends to Logstash
    assert set_up(place, given) == [line for line in told if line.startswith("note:")]
    assert keys(place.folder) == made
    assert len(active(secured, given)) == 3
    for secret in (*made.values(), (place.folder / "kibana/kibana_system_password").read_text()):
        assert not any(secret.rpartition(":")[2] in line for line in told)


def test_who_was_made_may_do_its_work_and_no_more(place: Place, secured: Node, schema: Make) -> None:
    """Kibana's user may be Kibana, the reader reads this schema's events and nothing else, also by its password."""
    given = schema()
    set_up(place, given)
    logstash = keys(place.folder)["logstash"]
    event: list[Any] = [{"create": {}}, {"message": "hello"}]
    sent = secured.request("POST", f"/{given.events_stream}/_bulk", event, lines=True, api_key=logstash)
    assert [item["create"]["status"] for item in sent.body["items"]] == [201]
    secured.request("POST", f"/{given.events_stream}/_refresh")
    reader = place.ask_as("logloom_reader", "reader/logloom_reader_password")
    assert reader.request("GET", f"/{given.events_stream}/_count")["count"] == 1
    assert reader.request("GET", "/logs-*/_count")["count"] == 1
    kibana = place.ask_as("kibana_system", "kibana/kibana_system_password")
    assert kibana.request("GET", "/_security/_authenticate")["roles"] == ["kibana_system"]
    write = ("POST", f"/{given.events_stream}/_doc?op_type=create", {"message": "x"})
    more = ("PUT", "/_security/user/mallory", {"password": "long-enough", "roles": ["superuser"]})
    for user, (method, path, body) in ((reader, write), (reader, more), (kibana, write), (kibana, more)):
        with pytest.raises(RightsError):
            user.request(method, path, body)


def test_a_key_that_somebody_invalidated_is_made_anew(place: Place, secured: Node, schema: Make) -> None:
    """The others stay; so for a file that was deleted, whose old key is good for nothing afterwards."""
    given = schema()
    set_up(place, given)
    before = keys(place.folder)
    secured.request("DELETE", "/_security/api_key", {"ids": [before["logstash"].partition(":")[0]]})
    (place.folder / "alerts/api_key").unlink()
    assert [line for line in set_up(place, given) if not line.startswith("note:")] == [
        f"key made: {place.folder}/logstash/api_key",
        f"key made: {place.folder}/alerts/api_key",
    ]
    after = keys(place.folder)
    assert after["reader"] == before["reader"]
    assert secured.request("GET", "/", api_key=before["alerts"]).status == 401
    assert secured.request("GET", "/", api_key=after["alerts"]).status == 200
    assert sorted(active(secured, given)) == sorted(key.partition(":")[0] for key in after.values())


def test_another_schema_changes_the_rights_and_keeps_the_keys(place: Place, secured: Node, schema: Make) -> None:
    """A new namespace is another data stream: the same keys are good for it, and no longer for the old one."""
    given = schema()
    set_up(place, given)
    before = keys(place.folder)
    moved = given.model_copy(update={"stack": given.stack.model_copy(update={"namespace": "other"})})
    assert f"rights changed: {place.folder}/reader/api_key" in set_up(place, moved)
    assert keys(place.folder) == before
    reader = place.ask_with("reader/api_key")
    assert reader.find(f"/{moved.events_stream}/_count") is None
    with pytest.raises(RightsError):
        reader.request("GET", f"/{given.events_stream}/_count")


def test_who_reads_one_schema_reads_a_renamed_one_too(place: Place, schema: Make) -> None:
    """The user is there already, with the role of the first name: it gets the second one beside it, once."""
    given = schema()
    set_up(place, given)
    renamed = given.model_copy(update={"name": f"{given.name}.renamed"})
    assert "rights changed: logloom_reader" in set_up(place, renamed)
    assert "rights changed: logloom_reader" not in set_up(place, renamed)
    reader = place.ask_as("logloom_reader", "reader/logloom_reader_password")
    for each in (given, renamed):
        assert reader.find(f"/{each.events_stream}/_count") is None  # nothing was stored, and it may know that


def test_two_installations_leave_each_others_keys_alone(
    place: Place, secured: Node, schema: Make, tmp_path: Path
) -> None:
    """Two hosts with folders of their own share a cluster: neither invalidates what the other has made."""
    given = schema()
    set_up(place, given)
    other = Place(tmp_path / "other", place.url)
    draw(other.folder, datetime.now(timezone.utc), {})
    shutil.copy(place.folder / "elasticsearch/elastic_password", other.folder / "elasticsearch/elastic_password")
    # It trusts this node too, as a folder does whose authority was given to both.
    mine = (other.folder / "ca/ca.crt").read_bytes()
    (other.folder / "ca/ca.crt").write_bytes(mine + (place.folder / "ca/ca.crt").read_bytes())
    set_up(other, given)
    for folder in (place.folder, other.folder):
        for key in keys(folder).values():
            assert secured.request("GET", "/_security/_authenticate", api_key=key).status == 200
    assert len(active(secured, given)) == 6


KILLED = """
import os, signal, sys
left = int(sys.argv[1])
def audit(event, arguments):
    # Each is a step: a request goes out, a file is opened, or renamed.
    global left
    if event in {"http.client.send", "os.rename"} or event == "open" and sys.argv[2] in str(arguments[0]):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
import logloom.cluster.setup, logloom.cli, logloom.render, elasticsearch
sys.addaudithook(audit)
sys.exit(logloom.cli.main(["setup", "cluster", "--folder", sys.argv[2], "--url", sys.argv[3], "--schema", sys.argv[4]]))
"""


def test_killed_at_any_step_it_completes_and_draws_no_key_anew(
    place: Place, secured: Node, schema: Make, tmp_path: Path
) -> None:
    """SIGKILL at 20 steps: a key that is in its file stays, and in the end no key is left that nobody holds."""
    given = schema()
    (tmp_path / "schema.yaml").write_text(f"schema: 1\nname: {given.name}\nversion: 1.0.0\n")
    command = [sys.executable, "-c", KILLED]
    arguments = [str(place.folder), secured.url, str(tmp_path / "schema.yaml")]
    killed = 0
    for step in (*range(4, 60, 4), *range(61, 100, 8)):
        before = keys(place.folder)
        done = subprocess.run([*command, str(step), *arguments], capture_output=True, text=True, check=False)
        assert done.returncode in {-9, 0}, done.stderr
        assert before.items() <= keys(place.folder).items()
        killed += done.returncode == -9
    assert killed >= 10
    set_up(place, given)
    assert before.items() <= keys(place.folder).items()
    assert sorted(active(secured, given)) == sorted(key.partition(":")[0] for key in keys(place.folder).values())
    assert not list(place.folder.glob("*/.*"))


@contextmanager
def relayed(listener: socket.socket, port: int) -> Iterator[None]:
    """Carry what comes in at a socket to another port, as a node that has just begun to listen."""
    listener.listen()
    carriers: list[socket.socket] = []

    def carry(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)

    def accept() -> None:
        with suppress(OSError):
            while True:
                pair = (listener.accept()[0], socket.create_connection(("127.0.0.1", port)))
                carriers.extend(pair)
                for each in (pair, pair[::-1]):
                    threading.Thread(target=carry, args=each, daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield
    finally:
        for each in (listener, *carriers):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()


def test_it_waits_for_a_node_that_is_still_starting(place: Place, secured: Node, schema: Make, tmp_path: Path) -> None:
    """It says what it waits for, and goes on by itself once somebody listens there."""
    (tmp_path / "schema.yaml").write_text(f"schema: 1\nname: {schema().name}\nversion: 1.0.0\n")
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    where = f"127.0.0.1:{listener.getsockname()[1]}"
    options = ["--folder", place.folder, "--url", f"https://{where}", "--schema", tmp_path / "schema.yaml"]
    command = [sys.executable, "-m", "logloom", "setup", "cluster", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            first = process.stdout.readline()
            with relayed(listener, secured.port):
                rest, _ = process.communicate(timeout=120)
        finally:
            process.kill()
    assert first == f"waiting: nobody answers at {where}; is Elasticsearch running, and ELASTICSEARCH_URL right?\n"
    assert process.returncode == 0
    assert rest.endswith(f"{where} is set up\n")


def test_it_gives_up_and_says_why(place: Place, secured: Node, tmp_path: Path) -> None:
    """Nobody answers, an authority that signed nothing here: each in its own words."""
    nobody = Place(place.folder, address("https://127.0.0.1:9", "--url"))
    with pytest.raises(UnreachableError, match=r"gave up after \d+ s: nobody answers at 127\.0\.0\.1:9"):
        wait(nobody, 0, print)
    draw(tmp_path / "other", datetime.now(timezone.utc), {})
    with pytest.raises(UntrustedError, match="is not to be trusted"):
        wait(Place(tmp_path / "other", place.url), 60, print)


@pytest.mark.needs("tmpfs")
def test_a_password_is_unknown_for_one_of_two_reasons(place: Place, tmp_path: Path) -> None:
    """The data is of another installation; or there is no room for the index in which a new one keeps its users."""
    with small_disk(tmp_path / "disk", "1m") as disk:
        shutil.copytree(place.folder, disk, dirs_exist_ok=True)
        (disk / "elasticsearch/elastic_password").write_text("unknown")
        with pytest.raises(RightsError, match=r"check .*/elastic_password; was its data made with another password\?"):
            wait(Place(disk, place.url), 0, print)
        (disk / "other").write_bytes(bytes(shutil.disk_usage(disk).free - 8192))
        with pytest.raises(RightsError, match=r"the disk of .*/disk is 99% full: Elasticsearch makes no index"):
            wait(Place(disk, place.url), 0, print)


@pytest.fixture
def without(folder: Path) -> str:
    """Return a folder's name in which the password lacks."""
    (folder / "elasticsearch/elastic_password").unlink()
    return str(folder)


def test_the_command_tells_what_comes_first(
    without: str, secured: Node, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Secrets before the cluster; a URL that says no place is a wrong call."""
    (tmp_path / "schema.yaml").write_text("schema: 1\nname: a.b\nversion: 1.0.0\n")
    schema = str(tmp_path / "schema.yaml")
    assert main(["setup", "cluster", "--folder", without, "--url", secured.url, "--schema", schema]) == 1
    assert re.search(r"elastic_password is not there: `logloom setup secrets` comes first", capsys.readouterr().err)
    assert main(["setup", "cluster", "--folder", without, "--url", "elasticsearch", "--schema", schema]) == 2
    assert "--url must say where" in capsys.readouterr().err
