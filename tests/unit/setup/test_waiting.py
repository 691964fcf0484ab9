"""What `logloom setup cluster` waits for, what it does not wait for, and what it brings Kibana."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from harness import kibana as harness

from logloom.cli import main
from logloom.cluster import Answer, Cluster
from logloom.cluster.setup import Place, address, bring_kibana, draw, wait_for_kibana
from logloom.cluster.setup._cluster import _look, _wait_until
from logloom.errors import ClusterError, RefusedError, RightsError, UnreachableError, UntrustedError, UsageError
from logloom.render import render
from logloom.schema import load_text

AWAY, STRANGE, DENIED = UnreachableError("nobody"), UntrustedError("strange"), RightsError("who?")


class Answers:
    """Raises one error after the other, and then nothing."""

    def __init__(self, *errors: ClusterError) -> None:
        self._errors = list(errors)

    def __call__(self) -> None:
        """Raise the next one."""
        if self._errors:
            raise self._errors.pop(0)


def test_each_reason_is_told_once() -> None:
    """And it goes on as soon as there is none."""
    told: list[str] = []
    _wait_until(Answers(AWAY, AWAY, DENIED), 60, told.append)
    assert told == ["waiting: nobody", "waiting: who?"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (AWAY, r"^gave up after 0 s: nobody$"),
        (DENIED, r"^gave up after 0 s: who\?$"),
        (STRANGE, r"^strange$"),
        (RefusedError("too old"), r"^too old$"),
    ],
)
def test_what_does_not_pass_is_raised_with_its_kind(error: ClusterError, words: str) -> None:
    """After the patience; a certificate that can't be trusted, or a version that is too old, at once."""
    with pytest.raises(type(error), match=words):
        _wait_until(Answers(*[error] * 100), 0 if error in {AWAY, DENIED} else 60, print)


def test_a_server_without_security_is_refused() -> None:
    """Passwords that nobody asks for would protect nothing."""

    def send(method: str, path: str, body: Any) -> Answer:
        unknown = Answer(400, {"error": "no handler found for uri [/_security/_authenticate]"})
        return unknown if "security" in path else Answer(200, {"version": {"number": "9.4.3"}})

    with pytest.raises(RefusedError, match="security is off at es:9200"):
        _look(Cluster(send, "es:9200"))


def test_passwords_go_over_tls_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """http:// is a wrong call, before anything is sent."""
    with pytest.raises(UsageError, match="must begin with https://"):
        Place(tmp_path, address("http://es:9200", "--url"))
    (tmp_path / "schema.yaml").write_text("schema: 1\nname: a.b\nversion: 1.0.0\n")
    options = ["--folder", str(tmp_path), "--url", "http://es:9200", "--schema", str(tmp_path / "schema.yaml")]
    assert main(["setup", "cluster", *options]) == 2
    assert "passwords go to es:9200" in capsys.readouterr().err
    assert main(["setup", "cluster", *options, "--url", "https://es:9200", "--kibana", "http://kibana:5601"]) == 2
    assert "--kibana http://kibana:5601: begin with https://" in capsys.readouterr().err


@pytest.fixture
def kibana() -> Iterator[harness.FakeKibana]:
    """Yield a Kibana."""
    with harness.running(harness.FakeKibana()) as fake:
        yield fake


def test_kibana_gets_its_objects_and_keeps_what_was_edited(kibana: harness.FakeKibana, tmp_path: Path) -> None:
    """A second time nothing is imported; an object that somebody edited is told and left alone."""
    schema = load_text("schema: 1\nname: a.b\nversion: 1.0.0\n", "schema.yaml")
    place, files = Place(tmp_path, address("https://es:9200", "--url")), render(schema)
    draw(tmp_path, datetime.now(timezone.utc), {})
    stored: dict[str, Any] = {}

    def send(method: str, path: str, body: Any) -> Answer:
        name = path.partition("?")[0].rpartition("/")[2]
        if method == "PUT":
            stored[name] = {"name": name, "component_template": json.loads(json.dumps(body))}
            return Answer(200, {"acknowledged": True})
        return Answer(200, {"component_templates": [stored[name]]}) if name in stored else Answer(404, {})

    def bring() -> list[str]:
        told: list[str] = []
        live = wait_for_kibana(place, kibana.url, 0, told.append)
        bring_kibana(live, Cluster(send, "es:9200"), schema, files, told.append)
        return told

    first = bring()
    assert first
    assert all(line.startswith("create ") for line in first)
    assert bring() == []
    key = next(key for key in kibana.spaces["default"] if key[0] == "index-pattern")
    kibana.edit(key, title="mine")
    (line,) = bring()
    assert line.startswith("note: keep data view")
    assert "`logloom apply --kibana URL --overwrite` replaces it" in line
