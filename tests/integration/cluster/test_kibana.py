"""The commands with a Kibana beside a real Elasticsearch; and a real Kibana, where KIBANA_URL names one."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from harness.kibana import FakeKibana, running

from logloom.cli import main
from logloom.cluster import connect_kibana, prepared
from logloom.render import render
from logloom.schema import load

BOARD = "dashboards: {main: {panels: [{title: Events, show: metric, count: events}]}}"


@pytest.mark.needs("elasticsearch")
@pytest.mark.xdist_group("elasticsearch")
def test_the_commands_bring_kibana_along(
    project: Callable[..., None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`plan` exits with 2 until both are as rendered; what was imported is remembered by Elasticsearch itself."""
    project("test.kibana", BOARD)
    with running(FakeKibana()) as fake:
        key = ("dashboard", "logs-test.kibana-default-main")
        assert main(["plan", "--kibana", fake.url]) == 2
        assert "create dashboard 'test.kibana: main'" in capsys.readouterr().out
        assert main(["apply", "--kibana", fake.url]) == 0
        assert capsys.readouterr().out.endswith("Kibana: 4 changed\n")
        assert main(["plan", "--kibana", fake.url]) == 0
        capsys.readouterr()
        fake.edit(key, description="Mine.")
        monkeypatch.setenv("KIBANA_URL", fake.url)
        assert main(["plan", "--format", "json"]) == 0
        shown = json.loads(capsys.readouterr().out)["kibana"]
        assert [change["differences"] for change in shown["changes"]] == [["description: changed"]]
        assert main(["apply"]) == 0
        assert "keep dashboard 'test.kibana: main' (logs-test.kibana-default-main)" in capsys.readouterr().out
        assert fake.spaces["default"][key]["attributes"]["description"] == "Mine."
        assert main(["apply", "--overwrite"]) == 0
        assert fake.spaces["default"][key]["attributes"]["description"] == ""


@pytest.mark.needs("kibana")
def test_a_real_kibana_takes_everything(root: Path) -> None:
    """All objects of the reference schema, under a name of their own, come back from the export after the import.

    It reads what `connect_kibana` reads from the environment, and leaves the objects there to be looked at.
    """
    schema = load(root / "schema.yaml").model_copy(update={"name": "logloom.test"})
    kibana = connect_kibana(os.environ["KIBANA_URL"])
    objects = prepared(render(schema, ["kibana"]), "https://sentry.example/issues/?query=")
    keys = [(each["type"], each["id"]) for each in objects]
    assert kibana.version()
    assert sorted(kibana.load(objects)) == sorted(keys)
    found = kibana.export(keys)
    assert found.keys() == set(keys)
    assert not any(each["managed"] for each in found.values())
