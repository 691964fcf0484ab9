"""What the environment says, and what a server on loopback answers: one message and exit code for each trouble."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from harness.serving import served

from logloom.cli import main
from logloom.cluster import connect
from logloom.errors import RefusedError, UnreachableError, UsageError

SECRET = "do-not-show-me"


class Server(ThreadingHTTPServer):
    """Gives the same answer to everybody, after those in `first`, and keeps what they authorized themselves with."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.status = 200
        self.first: list[int] = []
        self.body: Any = {}
        self.text = b""
        self.product = "Elasticsearch"
        self.authorizations: list[str | None] = []
        self.url = f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """Answers from its server's script."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer."""
        self.server.authorizations.append(self.headers["authorization"])
        text = self.server.text or json.dumps(self.server.body).encode()
        self.send_response(self.server.first.pop(0) if self.server.first else self.server.status)
        for name, value in (("content-type", "application/json"), ("content-length", str(len(text)))):
            self.send_header(name, value)
        self.send_header("x-elastic-product", self.server.product)
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as its base has it
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    """Yield a server that runs."""
    server = Server()
    with served(server):
        yield server


@pytest.mark.parametrize(
    ("login", "sent"),
    [
        ({"ELASTICSEARCH_API_KEY": "id:key"}, "ApiKey aWQ6a2V5"),
        ({"ELASTICSEARCH_API_KEY": "aWQ6a2V5"}, "ApiKey aWQ6a2V5"),
        ({"ELASTICSEARCH_USERNAME": "u", "ELASTICSEARCH_PASSWORD": "p"}, "Basic dTpw"),
        ({}, None),
    ],
)
def test_who_asks(server: Server, login: dict[str, str], sent: str | None) -> None:
    """A key as Filebeat has it, an encoded one, a user with a password, or nobody."""
    connect({"ELASTICSEARCH_URL": server.url, **login}).request("GET", "/")
    assert server.authorizations == [sent]


def test_secrets_come_from_files_too(server: Server, tmp_path: Path) -> None:
    """As Docker and Kubernetes mount them, with a line end."""
    (tmp_path / "key").write_text("id:key\n")
    connect({"ELASTICSEARCH_URL": server.url, "ELASTICSEARCH_API_KEY_FILE": str(tmp_path / "key")}).request("GET", "/")
    assert server.authorizations == ["ApiKey aWQ6a2V5"]


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({}, "ELASTICSEARCH_URL must say where"),
        ({"ELASTICSEARCH_URL": "elasticsearch:9200"}, "ELASTICSEARCH_URL must say where"),
        ({"ELASTICSEARCH_URL": f"https://u:{SECRET}@es:9200"}, "holds a password"),
        ({"ELASTICSEARCH_URL": "https://es:9200", "ELASTICSEARCH_PASSWORD": SECRET}, "belong together"),
        ({"ELASTICSEARCH_URL": "https://es:9200", "ELASTICSEARCH_CA": "/nowhere/ca.crt"}, "/nowhere/ca.crt: "),
        ({"ELASTICSEARCH_URL": "https://es:9200", "ELASTICSEARCH_CA": __file__}, "holds no certificate in PEM"),
        ({"ELASTICSEARCH_URL": "https://es:99999"}, "ELASTICSEARCH_URL must say where"),
        ({"ELASTICSEARCH_URL": "https://[es:9200"}, "ELASTICSEARCH_URL must say where"),
        ({"ELASTICSEARCH_URL": "http://es:9200", "ELASTICSEARCH_API_KEY": f"id:{SECRET}\nx"}, "must hold one line"),
        ({"ELASTICSEARCH_URL": "http://es:9200", "ELASTICSEARCH_API_KEY": f"ïd:{SECRET}"}, "must hold one line"),
        (
            {"ELASTICSEARCH_URL": "http://es:9200", "ELASTICSEARCH_API_KEY_FILE": "/nowhere/key"},
            "/nowhere/key: No such file or directory; ELASTICSEARCH_API_KEY_FILE must name a file that you may read",
        ),
    ],
)
def test_a_wrong_environment_is_told_without_its_secrets(environment: dict[str, str], words: str) -> None:
    """What is missing or contradicts is named; what is secret is not."""
    with pytest.raises(UsageError, match=words) as caught:
        connect(environment)
    assert SECRET not in str(caught.value)


def code(server_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return the exit code of `logloom plan` against a server."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("ELASTICSEARCH_URL", server_url)
    monkeypatch.setenv("ELASTICSEARCH_API_KEY", f"id:{SECRET}")
    (folder / "schema.yaml").write_text("schema: 1\nname: a.b\nversion: 1.0.0\n")
    return main(["plan"])


@pytest.mark.parametrize(
    ("status", "body", "exit_code", "words"),
    [
        (401, {"error": {"reason": "unable to authenticate"}}, 4, "check ELASTICSEARCH_API_KEY"),
        (403, {"error": {"reason": "is unauthorized"}}, 4, "use a user or key that has this right"),
        (429, {"error": {"reason": "rejected"}}, 3, "too busy"),
        (200, {"version": {"number": "8.19.1"}}, 5, "upgrade it"),
        (500, {"error": {"reason": "broken"}}, 1, "500 broken"),
    ],
)
def test_each_trouble_has_its_message_and_exit_code(  # noqa: PLR0917 - an answer and what is told of it
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    status: int, body: Any, exit_code: int, words: str,
) -> None:  # fmt: skip
    """Nothing is printed but one sentence that says what to do, and never the key."""
    server.status, server.body = status, body
    assert code(server.url, tmp_path, monkeypatch) == exit_code
    shown = capsys.readouterr()
    assert words in shown.err
    assert shown.out == ""
    assert SECRET not in shown.err


def test_a_node_that_is_busy_for_a_moment_is_asked_again(server: Server) -> None:
    """429 twice, with a pause after each, and then an answer: nobody is told."""
    server.first, server.body = [429, 429], {"version": {"number": "9.4.3"}}
    pauses: list[float] = []
    assert connect({"ELASTICSEARCH_URL": server.url}, pauses.append).version() == "9.4.3"
    assert (len(server.authorizations), pauses) == (3, [0.5, 1])


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_node_that_stays_busy_is_asked_four_times(server: Server, status: int) -> None:
    """It is not asked forever, and each pause is longer than the one before."""
    server.status, pauses = status, list[float]()
    with pytest.raises(UnreachableError, match="too busy or not ready"):
        connect({"ELASTICSEARCH_URL": server.url}, pauses.append).version()
    assert (len(server.authorizations), pauses) == (4, [0.5, 1, 2])


def test_an_address_of_version_6_is_one(server: Server) -> None:
    """With its brackets, in what is asked and in what is told."""
    with pytest.raises(UnreachableError, match=r"nobody answers at \[::1\]:9; is Elasticsearch running"):
        connect({"ELASTICSEARCH_URL": "http://[::1]:9"}).version()


def test_a_host_that_is_not_there(server: Server) -> None:
    """Its name is told."""
    with pytest.raises(UnreachableError, match=r"there is no host nobody\.invalid"):
        connect({"ELASTICSEARCH_URL": "http://nobody.invalid:9200"}).version()


def test_an_answer_that_is_no_json(server: Server) -> None:
    """As from a proxy's page."""
    server.text = b"<html>"
    with pytest.raises(RefusedError, match="is no Elasticsearch: it sends no JSON"):
        connect({"ELASTICSEARCH_URL": server.url}).version()


def test_a_node_that_is_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody listens: exit code 3, with host and port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        assert code(f"http://127.0.0.1:{port}", tmp_path, monkeypatch) == 3
    assert f"nobody answers at 127.0.0.1:{port}" in capsys.readouterr().err


def test_a_server_that_does_not_speak_tls(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """https:// to a server without TLS is told as that."""
    assert code(server.url.replace("http:", "https:"), tmp_path, monkeypatch) == 3
    assert "does not speak TLS" in capsys.readouterr().err


def test_a_server_that_is_no_elasticsearch(server: Server) -> None:
    """Another program on that port is not asked further."""
    server.product = "Something"
    with pytest.raises(RefusedError, match="is no Elasticsearch"):
        connect({"ELASTICSEARCH_URL": server.url}).version()
