"""plan and apply on a real Elasticsearch."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from logloom.cli import main
from logloom.cluster import Cluster, Plan, apply, plan
from logloom.errors import ClusterError, RefusedError
from logloom.render import render
from logloom.schema import Schema, load

if TYPE_CHECKING:
    from harness.elasticsearch import Node

pytestmark = [pytest.mark.needs("elasticsearch"), pytest.mark.xdist_group("elasticsearch")]

Make = Callable[..., Schema]


def planned(cluster: Cluster, schema: Schema) -> Plan:
    """Return the plan for a schema."""
    return plan(cluster, schema, render(schema, ["elasticsearch"]))


def applied(cluster: Cluster, schema: Schema) -> list[str]:
    """Apply a schema and return what was done."""
    done: list[str] = []
    apply(cluster, planned(cluster, schema), lambda step: done.append(str(step)))
    return done


def log(node: Node, schema: Schema, **fields: object) -> None:
    """Store an event."""
    line = json.dumps({"level": "INFO", "service": "s", "version": "1", "job_id": "j", **fields})
    answer = node.request("POST", f"/{schema.events_stream}/_doc?op_type=create&refresh=true", {"message": line})
    assert answer.status == 201, answer.body


@pytest.mark.parametrize("file", ["schema.yaml", "tests/fixtures/good/weather_station.yaml"])
def test_after_apply_the_plan_is_empty(cluster: Cluster, node: Node, root: Path, file: str) -> None:
    """Everything is made in order; what the server adds is no difference, before and after the first event."""
    schema = load(root / file)
    name = f"logs-{schema.name}"
    assert applied(cluster, schema) == [
        f"create _ingest/pipeline/{name}",
        f"create _component_template/{name}@mappings",
        f"create _component_template/{name}@settings",
        f"create _index_template/{name}",
        f"create _index_template/{name}.invalid",
    ]
    assert planned(cluster, schema).steps == ()
    log(node, schema, message="first")
    assert planned(cluster, schema).steps == ()
    assert applied(cluster, schema) == []


def test_a_new_field_rolls_the_data_stream_over(cluster: Cluster, node: Node, schema: Make) -> None:
    """The plan names the field and changes nothing; apply rolls over once, and the field is typed from then on."""
    applied(cluster, schema(loss="float"))
    log(node, schema(), loss=0.5)
    newer = schema(loss="float", steps="integer")
    name = newer.events_stream
    told = planned(cluster, newer)
    assert told.text() == planned(cluster, newer).text()
    assert "steps: new" in told.text()
    assert [str(step) for step in told.steps][-1] == f"roll over {name}"
    assert applied(cluster, newer)[-1] == f"roll over {name}"
    log(node, newer, loss=0.5, steps=7)
    assert planned(cluster, newer).steps == ()
    mappings = node.request("GET", f"/{name}/_mapping").body
    assert len(mappings) == 2
    assert mappings[max(mappings)]["mappings"]["properties"]["steps"] == {"type": "long"}


def test_another_type_is_refused_where_events_hold_the_field(cluster: Cluster, node: Node, schema: Make) -> None:
    """Nothing is touched, and the reason names field, both types, index and what to do."""
    applied(cluster, schema(shape="keyword"))
    log(node, schema(), shape="round")
    with pytest.raises(RefusedError, match=r"shape is keyword in 1 stored events of \.ds-.*, and long in the schema"):
        applied(cluster, schema(shape="integer"))
    assert planned(cluster, schema(shape="keyword")).steps == ()


def test_another_type_is_taken_where_no_event_holds_the_field(cluster: Cluster, node: Node, schema: Make) -> None:
    """A mapping without values breaks nothing: a rollover is enough."""
    applied(cluster, schema(shape="keyword"))
    log(node, schema(), message="without a shape")
    assert applied(cluster, schema(shape="integer"))[-1].startswith("roll over")
    assert planned(cluster, schema(shape="integer")).steps == ()


@pytest.mark.parametrize("priority", [500, 900])
def test_a_pattern_that_belongs_to_somebody_else_is_refused(
    cluster: Cluster, node: Node, schema: Make, priority: int
) -> None:
    """Another template of equal or higher priority would take the streams: nothing is applied, it is named."""
    given = schema()
    theirs = {"index_patterns": [f"logs-{given.name}*"], "priority": priority, "data_stream": {}}
    node.put("/_index_template/somebodys", theirs)
    try:
        with pytest.raises(RefusedError, match=f"template somebodys is not logloom's.*priority {priority}"):
            applied(cluster, given)
        assert node.request("GET", f"/_ingest/pipeline/logs-{given.name}").status == 404
    finally:
        node.request("DELETE", "/_index_template/somebodys")


def test_what_somebody_else_made_under_our_name_is_refused(cluster: Cluster, node: Node, schema: Make) -> None:
    """A pipeline of the same name that logloom did not make stays as it is."""
    path = f"/_ingest/pipeline/logs-{schema().name}"
    node.put(path, {"processors": [], "description": "mine"})
    with pytest.raises(RefusedError, match="was not made by logloom"):
        applied(cluster, schema())
    assert node.request("GET", path).body[f"logs-{schema().name}"]["description"] == "mine"


def test_a_change_by_hand_is_shown_and_taken_back(cluster: Cluster, node: Node, schema: Make) -> None:
    """Who edits a rendered template in Elasticsearch is told by the next plan."""
    applied(cluster, schema())
    name = f"logs-{schema().name}"
    template = json.loads(render(schema(), ["elasticsearch"])[f"deploy/elasticsearch/_index_template/{name}.json"])
    node.put(f"/_index_template/{name}", {**template, "priority": 501, "template": {}})
    (step,) = planned(cluster, schema()).steps
    assert step.differences[0] == "priority: 501 becomes 500"
    assert applied(cluster, schema()) == [f"change _index_template/{name}"]
    assert planned(cluster, schema()).steps == ()


def test_an_ordinary_index_in_the_place_of_the_stream_is_refused(cluster: Cluster, node: Node, schema: Make) -> None:
    """An index that some tool made before the templates were there is not written over."""
    node.put(f"/{schema().events_stream}", {})
    with pytest.raises(RefusedError, match="is an ordinary index"):
        applied(cluster, schema())


def test_an_error_says_what_was_applied_and_what_was_not(cluster: Cluster, schema: Make) -> None:
    """A body that Elasticsearch does not take stops the rest, and both parts are told."""
    files = render(schema(), ["elasticsearch"])
    path = next(path for path in files if path.endswith("@settings.json"))
    body = json.loads(files[path])
    body["template"]["settings"]["index.mode"] = "nonsense"
    broken = plan(cluster, schema(), {**files, path: json.dumps(body).encode()})
    with pytest.raises(ClusterError, match="nonsense") as caught:
        apply(cluster, broken)
    name = f"logs-{schema().name}"
    told = str(caught.value)
    assert f"applied: create _ingest/pipeline/{name}, create _component_template/{name}@mappings\n" in told
    assert f"stopped at: create _component_template/{name}@settings\n" in told
    assert f"not applied: create _index_template/{name}, " in told


def test_the_commands_tell_it_in_words_json_and_exit_codes(
    project: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    """`plan` exits with 2 where something would change and with 0 where not; `apply` twice does it once."""
    project("test.commands")
    assert main(["plan", "--format", "json"]) == 2
    assert [step["action"] for step in json.loads(capsys.readouterr().out)["steps"]] == ["create"] * 5
    assert main(["apply"]) == 0
    assert capsys.readouterr().out.endswith("5 changed\n")
    assert main(["apply"]) == 0
    assert main(["plan"]) == 0
    assert capsys.readouterr().out.endswith("nothing to change\n")


def test_the_doctor_sees_the_first_event(
    node: Node, schema: Make, project: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    """On a real server everything can be asked: what is not well here is only that security is off."""
    project(schema().name)
    assert main(["apply"]) == 0
    log(node, schema(), message="first")
    capsys.readouterr()
    assert main(["doctor"]) == 1
    shown = capsys.readouterr().out
    assert "ok    templates: as rendered\n" in shown
    assert "ok    events: 1 stored; the newest arrived 0:0" in shown
    assert "FAIL  rights: security is off" in shown


def test_what_the_doctor_finds_can_be_logged(
    node: Node, schema: Make, project: Callable[..., None], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """`doctor --log` writes events that conform, the size of the store among them, for the collector to read."""
    project(schema().name)
    assert main(["apply"]) == 0
    log(node, schema(), message="first")
    capfdbinary.readouterr()
    assert main(["doctor", "--log"]) == 1
    events = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert [event["level"] for event in events if event["message"].startswith("rights: ")] == ["ERROR"]
    sizes = [event["store_bytes"] for event in events if "store_bytes" in event]
    assert len(sizes) == 1
    assert sizes[0] > 0
    assert {event["service"] for event in events} == {"logloom"}
    assert not any("violations" in event or "extra" in event for event in events)


def test_tls_to_a_node_without_it_and_a_refusal_have_their_exit_codes(
    node: Node,
    schema: Make,
    project: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """3 for https:// where nobody speaks it, 5 where somebody else's template takes the streams."""
    project(schema().name)
    monkeypatch.setenv("ELASTICSEARCH_URL", node.url.replace("http:", "https:"))
    assert main(["apply"]) == 3
    assert "does not speak TLS; is ELASTICSEARCH_URL http://?" in capsys.readouterr().err
    monkeypatch.setenv("ELASTICSEARCH_URL", node.url)
    theirs = {"index_patterns": [f"logs-{schema().name}*"], "priority": 500, "data_stream": {}}
    node.put("/_index_template/theirs", theirs)
    try:
        assert main(["apply"]) == 5
        shown = capsys.readouterr()
        assert (shown.out, shown.err.splitlines()[0]) == ("", "nothing was applied:")
    finally:
        node.request("DELETE", "/_index_template/theirs")
