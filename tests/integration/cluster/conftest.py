"""One Elasticsearch for these tests, and a schema of its own for each: this distribution can't delete data streams."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest
from harness.elasticsearch import Node, running

from logloom.cli import main
from logloom.cluster import Cluster, connect
from logloom.schema import Schema, load_text

_NUMBERS = count(1)


class Ran(NamedTuple):
    """Exit code and output of a command."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def node() -> Iterator[Node]:
    """Yield an Elasticsearch of their own: a plan begins with nothing that other tests have put."""
    with running() as node:
        yield node


@pytest.fixture
def cluster(node: Node) -> Cluster:
    """Return the way to it."""
    return connect({"ELASTICSEARCH_URL": node.url})


@pytest.fixture
def schema() -> Callable[..., Schema]:
    """Return a function from fields (name → type) to a schema under a name that no other test has."""
    name = f"test.t{next(_NUMBERS)}"

    def make(**fields: str) -> Schema:
        lines = [f"  {field}: {{type: {kind}, description: A field.}}" for field, kind in fields.items()]
        head = [f"schema: 1\nname: {name}\nversion: 1.0.0"]
        return load_text("\n".join(head + (["fields:", *lines] if lines else [])) + "\n", "schema.yaml")

    return make


@pytest.fixture
def project(node: Node, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that writes the schema of a name into the current folder, for commands that ask this node."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ELASTICSEARCH_URL", node.url)

    def write(name: str, more: str = "") -> None:
        (tmp_path / "schema.yaml").write_text(f"schema: 1\nname: {name}\nversion: 1.0.0\n{more}")

    return write


@pytest.fixture(scope="session")
def secured() -> Iterator[Node]:
    """Yield an Elasticsearch with TLS, passwords and keys."""
    with running(secure=True) as node:
        yield node


@pytest.fixture
def login(secured: Node) -> dict[str, str]:
    """Return the environment of the user who may do everything there."""
    return {
        "ELASTICSEARCH_URL": secured.url,
        "ELASTICSEARCH_CA": f"{secured.tls}/ca.crt",
        "ELASTICSEARCH_USERNAME": "elastic",
        "ELASTICSEARCH_PASSWORD": secured.password or "",
    }


@pytest.fixture
def command(
    login: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ran]:
    """Return a function that runs a command for a schema, in a folder of its own; None takes a variable away."""

    def run(schema: Schema, *arguments: str, **changed: str | None) -> Ran:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "schema.yaml").write_text(f"schema: 1\nname: {schema.name}\nversion: 1.0.0\n")
        for name, value in {**login, **changed}.items():
            monkeypatch.delenv(name, raising=False)
            if value is not None:
                monkeypatch.setenv(name, value)
        capsys.readouterr()
        code = main(arguments)
        return Ran(code, *capsys.readouterr())

    return run
