"""The ingest pipeline on a real Elasticsearch against the Python engine: equal documents, ids and routes."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest
from parity.cluster import differences, stored
from parity.lines import TRACEBACK, by_hand, generated

from logloom.rules import Engine, Outcome, Record
from logloom.schema import Schema, compile_rules

if TYPE_CHECKING:
    from harness.elasticsearch import Node

pytestmark = [pytest.mark.needs("elasticsearch"), pytest.mark.xdist_group("elasticsearch")]

TIME = "2026-11-01T10:00:00.500Z"
CONTAINER = "0123456789abcdef" * 4
LABELS = {"service": "from-a-label", "version": "AKIAIOSFODNN7EXAMPLE"}


def envelope(line: str, position: int) -> dict[str, Any]:
    """Return what Filebeat sends for a line of a container."""
    path = f"/var/lib/docker/containers/{CONTAINER}/{CONTAINER}-json.log"
    return {
        "@timestamp": TIME,
        "message": f"{line}\n",
        "stream": "stderr",
        "docker": {"attrs": {f"logloom.{name}": label for name, label in LABELS.items()}},
        "log": {"offset": position, "file": {"path": path, "inode": "131", "device_id": "2049"}},
        "tags": ["docker", "pytorch"],
    }


def simulate(node: Node, schema: Schema, sources: list[dict[str, Any]], **given: Any) -> list[dict[str, Any]]:
    """Send documents through the pipeline, and return what becomes of each."""
    pipeline = f"logs-{schema.name}"
    docs = [{"_index": schema.events_stream, "_source": source, **given} for source in sources]
    answer = node.request("POST", f"/_ingest/pipeline/{pipeline}/_simulate", {"docs": docs})
    assert answer.status == 200, answer.body
    return [found.get("doc", found) for found in answer.body["docs"]]


def assert_equal(node: Node, schema: Schema, lines: list[str]) -> None:
    """Hold both engines to the same outcome for each line."""
    engine = Engine(compile_rules(schema))
    found = simulate(node, schema, [envelope(line, position) for position, line in enumerate(lines)])
    wrong = []
    for position, (line, document) in enumerate(zip(lines, found, strict=True)):
        now = document.get("_source", {}).get("ingested_at", TIME)
        expected = engine.apply(Record(line, TIME, LABELS, CONTAINER, position), now)
        wrong += [f"{line!r:.200}\n  {text}" for text in differences(document, expected, schema)]
    assert not wrong, "\n".join(wrong[:10])


def test_examples_of_the_schema(ready: Node, schema: Schema) -> None:
    """Each example of a schema becomes the same document by both engines."""
    assert_equal(ready, schema, [example.line for example in schema.examples] or ["{}"])


def test_odd_lines(ready: Node, schema: Schema) -> None:
    """Lines that try the reader of JSON, the times, the names and the redaction give the same documents."""
    assert_equal(ready, schema, list(by_hand()))


@pytest.mark.parametrize("seed", range(3))
def test_generated_lines(ready: Node, schema: Schema, seed: int) -> None:
    """Generated events, right and wrong in many ways, give the same documents."""
    assert_equal(ready, schema, list(generated(schema, 400, seed)))


def test_lines_cut_anywhere(ready: Node, schema: Schema) -> None:
    """A line that was cut at any character gives the same document."""
    (line,) = islice(generated(schema, 9, 7), 8, 9)
    assert_equal(ready, schema, [line[:end] for end in range(len(line))][-400:])


def test_doing_it_twice_changes_nothing(ready: Node, schema: Schema) -> None:
    """A finished document that passes the pipeline again comes out as it went in."""
    lines = [*by_hand(), *generated(schema, 200, 5)]
    once = simulate(ready, schema, [envelope(line, position) for position, line in enumerate(lines)])
    sources = [document["_source"] for document in once]
    ids = [document["_id"] for document in once]
    for source, document, again in zip(sources, once, simulate(ready, schema, sources), strict=True):
        assert {**again["_source"], "ingested_at": ""} == {**source, "ingested_at": ""}
        assert again["_index"] == document["_index"]
    assert len(set(ids)) > len(ids) * 0.9


def test_what_a_collector_adds_is_read_nested_or_dotted(ready: Node, schema: Schema) -> None:
    """Logstash nests its names, other senders write them with dots: the document is the same."""
    dotted = {
        "@timestamp": TIME,
        "message": "said",
        "docker.attrs.logloom.service": "from-a-label",
        "log.offset": 7,
        "log.file.path": "/var/log/a.log",
        "log.file.inode": "131",
        "log.file.device_id": "2049",
        "event.original": "said",
    }
    nested = {
        "@timestamp": TIME,
        "message": "said\r\n",
        "docker": {"attrs": {"logloom": {"service": "from-a-label"}}},
        "log": {"offset": 7, "file": {"path": "/renamed", "inode": "131", "device_id": "2049"}},
        "event": {"original": "said"},
    }
    first, second = simulate(ready, schema, [dotted, nested])
    expected = Engine(compile_rules(schema)).apply(
        Record("said", TIME, {"service": "from-a-label"}, "2049:131", 7), first["_source"]["ingested_at"]
    )
    assert differences(first, expected, schema) == []
    assert first["_id"] == second["_id"]


def test_a_traceback_is_one_event_without_blank_lines_around(ready: Node, schema: Schema) -> None:
    """Filebeat joins a traceback's lines, each with its own end, and the blank ones before and after."""
    text = TRACEBACK.format(secret="no")
    joined = {"@timestamp": TIME, "message": "\r\n \n" + text.replace("\n", "\r\n") + "\n\n\t\n"}
    (found,) = simulate(ready, schema, [joined])
    now = found["_source"]["ingested_at"]
    assert found["_source"] == Engine(compile_rules(schema)).apply(Record(text, TIME), now).document


def test_an_id_is_kept_where_none_can_be_derived(ready: Node, schema: Schema) -> None:
    """Logstash gives what came without a position an id; a line without any gets a random one."""
    given, other = simulate(ready, schema, [{"message": "a"}, {"message": "a"}], _id="given")
    assert given["_id"] == other["_id"] == "given"


@pytest.mark.parametrize("packed", [True, False])
def test_what_was_refused_is_kept(ready: Node, schema: Schema, packed: bool) -> None:
    """What Filebeat (packed) or Logstash hands over after a refusal is an invalid event, with reason and identity."""
    numbered = json.dumps({"run": "a" * 20, "seq": 7, "level": "error", "job_id": 5, "loss": 1, "password": "x"})
    lines = (numbered, "fatal: text", "AKIAIOSFODNN7EXAMPLE")
    events = [envelope(line, position) for position, line in enumerate(lines)]
    refusal = {"error.type": 400, "error.message": "why, AKIAIOSFODNN7EXAMPLE"}
    docs = [({"@timestamp": TIME, "message": json.dumps(each)} if packed else each) | refusal for each in events]
    found = simulate(ready, schema, docs)
    engine = Engine(compile_rules(schema))
    assert found[0]["_id"] == "a" * 20 + "-7"
    assert found[1]["_id"] == engine.apply(Record("fatal: text", TIME, LABELS, CONTAINER, 1), TIME).id
    assert {(each["_index"], each["_source"]["parse_error"]) for each in found} == {(schema.invalid_stream, "refused")}
    kept, text, secret = (each["_source"] for each in found)
    assert (kept["run"], kept["seq"], kept["level"], kept["service"]) == ("a" * 20, 7, "ERROR", LABELS["service"])
    assert (kept["violations"], kept["extra"]["job_id"]) == (["job_id: not a string"], 5)
    assert "loss" not in kept
    assert (text["unparsed"], text["@timestamp"]) == ("fatal: text", TIME)
    has_patterns = bool(engine.rules.redact_patterns)
    assert ("AKIA" in json.dumps(secret)) != has_patterns
    assert ("AKIA" in text["extra"]["reason"]) != has_patterns


def test_a_namespace_of_the_sender_stays(ready: Node, schema: Schema) -> None:
    """Who sends to another namespace than the schema's finds its events there, broken ones too."""
    docs = [{"_index": f"logs-{schema.name}-staging", "_source": {"message": line}} for line in ("fine", "{")]
    answer = ready.request("POST", f"/_ingest/pipeline/logs-{schema.name}/_simulate", {"docs": docs})
    found = [each["doc"]["_index"] for each in answer.body["docs"]]
    assert found == [f"logs-{schema.name}-staging", f"logs-{schema.name}.invalid-staging"]


def test_a_failure_of_the_pipeline_loses_nothing(node: Node, ready: Node, schema: Schema) -> None:
    """Where a script fails the line is kept as an invalid event, clean of secrets."""
    pipeline = node.request("GET", f"/_ingest/pipeline/logs-{schema.name}").body[f"logs-{schema.name}"]
    broken = json.loads(json.dumps(pipeline))
    broken["processors"][1]["script"]["source"] = "throw new IllegalArgumentException('broken')"
    body = {"pipeline": broken, "docs": [{"_source": envelope("a AKIAIOSFODNN7EXAMPLE", 0)}]}
    (found,) = node.request("POST", "/_ingest/pipeline/_simulate", body).body["docs"]
    source = found["doc"]["_source"]
    assert found["doc"]["_index"] == schema.invalid_stream
    assert source["event"] == "invalid"
    assert source["parse_error"] == "failed"
    assert source["@timestamp"] == TIME
    assert source["unparsed"].startswith("a ")
    assert ("AKIA" in source["unparsed"]) == (not compile_rules(schema).redact_patterns)


def test_everything_is_stored(ready: Node, schema: Schema) -> None:
    """Every line is taken by the data streams and found there as the engine made it, once though it was sent twice."""
    lines = [*by_hand(), *generated(schema, 200, 11)]
    bodies = [part for position, line in enumerate(lines) for part in ({"create": {}}, envelope(line, position))]
    path = f"/{schema.events_stream}/_bulk"
    first = ready.request("POST", path, bodies, lines=True).body["items"]
    # Lines with the same run and seq are one event.
    assert [item["create"] for item in first if item["create"]["status"] not in {201, 409}] == []
    again = ready.request("POST", path, bodies, lines=True).body["items"]
    assert {item["create"]["status"] for item in again} == {409}
    engine, expected = Engine(compile_rules(schema)), dict[str, Outcome]()
    for position, line in enumerate(lines):
        outcome = engine.apply(Record(line, TIME, LABELS, CONTAINER, position), TIME)
        expected.setdefault(outcome.id, outcome)
    found = {hit["_id"]: hit for hit in stored(ready, schema, TIME)}
    assert found.keys() == expected.keys()
    wrong = [text for id_, hit in found.items() for text in differences(hit, expected[id_], schema)]
    assert not wrong, "\n".join(wrong[:10])
