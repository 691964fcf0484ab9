"""The exact requests, also those that the distribution of the tests has no module for."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path
from typing import Any

import pytest

from logloom.cluster import HOLDERS, Answer, Holder, apply, make_key, plan, repair
from logloom.cluster._compare import differences, normal
from logloom.errors import ClusterError, RefusedError, RightsError, UnreachableError, UsageError
from logloom.render import render
from logloom.schema import Schema

from .conftest import Script

STREAMS = ["logs-a.b-default", "logs-a.b.invalid-default"]
APPLIED = {"GET /_index_template/logs-a.b.invalid": Answer(200, {"index_templates": [{}]})}
KEY = Answer(200, {"id": "Abc", "api_key": "s3cret", "encoded": "QWJjOnMzY3JldA=="})


def test_a_full_cluster_gets_each_rendered_body_in_order_and_then_the_streams(schema: Schema) -> None:
    """Lifecycles first, since templates name them; the bodies are the rendered files, unchanged."""
    script = Script()
    files = render(schema, ["elasticsearch"])
    apply(script.cluster, plan(script.cluster, schema, files))
    order = [
        "_ilm/policy/logs-a.b",
        "_ilm/policy/logs-a.b.invalid",
        "_ingest/pipeline/logs-a.b",
        "_component_template/logs-a.b@mappings",
        "_component_template/logs-a.b@settings",
        "_index_template/logs-a.b",
        "_index_template/logs-a.b.invalid",
    ]
    expected = [("PUT", f"/{path}", json.loads(files[f"deploy/elasticsearch/{path}.json"])) for path in order]
    streams = [("PUT", f"/_data_stream/logs-{name}-default", None) for name in ("a.b", "a.b.invalid")]
    assert script.changes() == [*expected, *streams]


def live(schema: Schema) -> dict[str, Answer]:
    """Return the answers of a full cluster that holds everything that is rendered, with what it adds."""
    answers = {}
    for file, text in render(schema, ["elasticsearch"]).items():
        path = file.removeprefix("deploy/elasticsearch/").removesuffix(".json")
        kind, name = path.split("/")[0], path.split("/")[-1]
        body = json.loads(text)
        if kind == "_ilm":
            body["policy"]["phases"]["delete"]["actions"]["delete"] = {"delete_searchable_snapshot": True}
            found: Any = {name: {"version": 1, "modified_date": "2026-11-01T00:00:00.000Z", **body, "in_use_by": {}}}
        elif kind == "_ingest":
            found = {name: {**body, "created_date_millis": 1}}
        else:
            found = {f"{kind[1:]}s": [{"name": name, kind[1:]: {**body, "modified_date": "2026-11-01T00:00:00.000Z"}}]}
        answers[f"GET /{path}" + ("?flat_settings=true" if "template" in kind else "")] = Answer(200, found)
    return answers


def test_a_lifecycle_that_differs_is_shown_and_what_the_server_adds_is_not(schema: Schema) -> None:
    """Retention that somebody changed by hand is told in words."""
    answers = live(schema)
    answers["GET /_ilm/policy/logs-a.b"].body["logs-a.b"]["policy"]["phases"]["delete"]["min_age"] = "90d"
    script = Script(answers)
    first, *rest = plan(script.cluster, schema, render(schema, ["elasticsearch"])).steps
    assert first.differences == ('policy.phases.delete.min_age: "90d" becomes "30d"',)
    assert {step.path.split("/")[0] for step in rest} == {"_data_stream"}
    assert script.changes() == []


def test_where_the_server_does_not_acknowledge_the_rest_is_not_done(schema: Schema) -> None:
    """A change that not all nodes took in time is no success."""
    script = Script({"PUT /_ingest/pipeline/logs-a.b": Answer(200, {"acknowledged": False})})
    planned = plan(script.cluster, schema, render(schema, ["elasticsearch"]))
    with pytest.raises(ClusterError, match="did not acknowledge"):
        apply(script.cluster, planned)
    assert len(script.changes()) == 3


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (401, RightsError, "ELASTICSEARCH_API_KEY"),
        (403, RightsError, "this right"),
        (429, UnreachableError, "too busy"),
    ],
)
def test_each_refusal_has_its_error_and_nothing_is_half_applied_in_silence(
    schema: Schema, status: int, kind: type[ClusterError], words: str
) -> None:
    """The error keeps its kind, says what to do, and what was and was not applied."""
    script = Script({"PUT /_index_template/logs-a.b": Answer(status, {"error": {"reason": "no"}})})
    planned = plan(script.cluster, schema, render(schema, ["elasticsearch"]))
    with pytest.raises(kind, match=words) as caught:
        apply(script.cluster, planned)
    told = str(caught.value)
    assert re.search(r"^stopped at: create _index_template/logs-a\.b( \(perhaps done\))?$", told, re.MULTILINE)
    assert "\nnot applied: create _index_template/logs-a.b.invalid, " in told


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, {"version": {"number": "8.19.1"}}),
        Answer(400, {"error": {"reason": "Accept version must be either version 8 or 7, not [compatible-with=9]"}}),
    ],
)
def test_a_version_that_is_too_old_is_refused_before_anything_else(schema: Schema, answer: Answer) -> None:
    """Whether it tells its number or stumbles over the client's media type."""
    script = Script({"GET /": answer})
    with pytest.raises(RefusedError, match=r"needs 9\.0 or newer"):
        plan(script.cluster, schema, render(schema, ["elasticsearch"]))
    assert len(script.asked) == 1


def test_a_stream_that_others_began_is_taken_over_where_nothing_contradicts(schema: Schema) -> None:
    """A Filebeat that was there before the templates leaves objects: those that the schema knows not do no harm."""
    index = ".ds-logs-a.b-default-2026.11.01-000001"
    objects = {name: {"properties": {"name": {"type": "keyword"}}} for name in ("host", "service")}
    live_stream = {
        "GET /logs-a.b-default/_mapping": Answer(200, {index: {"mappings": {"properties": objects}}}),
        f"GET /{index}/_settings?flat_settings=true": Answer(200, {index: {"settings": {}}}),
        f"POST /{index}/_count": Answer(200, {"count": 3}),
    }
    planned = plan(Script(live_stream).cluster, schema, render(schema, ["elasticsearch"]))
    assert [each.partition(",")[0] for each in planned.refusals] == [f"service is object in 3 stored events of {index}"]
    live_stream[f"POST /{index}/_count"] = Answer(200, {"count": 0})
    planned = plan(Script(live_stream).cluster, schema, render(schema, ["elasticsearch"]))
    assert planned.refusals == ()
    assert "roll over logs-a.b-default" in map(str, planned.steps)


SENDER: dict[str, Any] = {"cluster": ["monitor"], "indices": [{"names": STREAMS, "privileges": ["create_doc"]}]}
READS = {"names": STREAMS, "privileges": ["read", "view_index_metadata"]}
WRITES = {"names": ["elastalert*"], "privileges": ["manage", "read", "write"]}
RIGHTS: dict[Holder, dict[str, Any]] = {
    "filebeat": SENDER,
    "logstash": SENDER,
    "reader": {"cluster": ["cluster:monitor/main"], "indices": [READS]},
    "alerts": {"cluster": ["cluster:monitor/main"], "indices": [READS, WRITES]},
}


@pytest.mark.parametrize("holder", HOLDERS)
def test_a_key_may_do_the_least(schema: Schema, holder: Holder) -> None:
    """Senders append to the two data streams and no more; readers read them; alerts also keep their own notes."""
    script = Script({"POST /_security/api_key": KEY, **APPLIED})
    assert make_key(script.cluster, schema, holder) == "Abc:s3cret"
    body = {
        "name": f"logloom-a.b-{holder}",
        "role_descriptors": {holder: RIGHTS[holder]},
        "metadata": {"made_by": "logloom key", "schema": "a.b"},
    }
    assert script.changes() == [("POST", "/_security/api_key", body)]


@pytest.mark.parametrize("holder", HOLDERS)
def test_where_apply_cannot_make_the_streams_the_senders_may(schema: Schema, holder: Holder) -> None:
    """A server without that request: else the first event would be refused. Readers get no further right."""
    absent = Answer(400, {"error": "no handler found for uri [/_data_stream/logs-a.b-default]"})
    script = Script({"POST /_security/api_key": KEY, "GET /_data_stream/logs-a.b-default": absent, **APPLIED})
    make_key(script.cluster, schema, holder)
    ((_, _, body),) = script.changes()
    rights = body["role_descriptors"][holder]["indices"][0]["privileges"]
    assert ("auto_configure" in rights) == (holder in {"filebeat", "logstash"})


@pytest.mark.parametrize("holder", ["filebeat", "logstash"])
def test_no_sender_gets_a_key_before_apply(schema: Schema, holder: Holder, tmp_path: Path) -> None:
    """What it would send to nothing would be lost; a reader loses nothing."""
    script = Script({"POST /_security/api_key": KEY})
    with pytest.raises(RefusedError, match="`logloom apply` first"):
        make_key(script.cluster, schema, holder, tmp_path / "key")
    assert list(tmp_path.iterdir()) == []
    assert make_key(script.cluster, schema, "reader") == "Abc:s3cret"


def test_who_may_not_see_templates_may_make_keys(schema: Schema) -> None:
    """The right to make keys does not bring the right to look."""
    forbidden = Answer(403, {"error": {"reason": "no"}})
    script = Script({"POST /_security/api_key": KEY, "GET /_index_template/logs-a.b.invalid": forbidden})
    assert make_key(script.cluster, schema, "filebeat") == "Abc:s3cret"


def test_a_key_in_a_file_is_its_owners_alone(schema: Schema, tmp_path: Path) -> None:
    """Mode 0600, never over another file, and no key is made that could not be written down."""
    script = Script({"POST /_security/api_key": KEY, **APPLIED})
    file = tmp_path / "key"
    assert make_key(script.cluster, schema, "filebeat", file) is None
    assert file.read_text() == "Abc:s3cret\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(UsageError, match="there already"):
        make_key(script.cluster, schema, "filebeat", file)
    assert len(script.changes()) == 1


def test_a_key_that_was_not_made_leaves_no_file(schema: Schema, tmp_path: Path) -> None:
    """An empty file would look like a key."""
    script = Script({"POST /_security/api_key": Answer(403, {"error": {"reason": "no"}}), **APPLIED})
    with pytest.raises(RightsError):
        make_key(script.cluster, schema, "filebeat", tmp_path / "key")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("live", "rendered", "told"),
    [
        ({"a": 1}, {"a": 1, "created": 2}, ["created: new, 2"]),
        ({"settings": {"index": {"codec": "x", "limit": "5"}}}, {"settings": {"index.codec": "x", "limit": 5}}, []),
        ({"list": [1, 2]}, {"list": [1]}, ["list: [1, 2] becomes [1]"]),
        ({"properties": {"hidden": False}}, {"properties": {}}, ["properties.hidden: goes, was false"]),
        ({"data_stream": {"hidden": False}, "created_date": "x"}, {"data_stream": {}}, []),
        ({"a": True}, {"a": 1}, ["a: true becomes 1"]),
    ],
)
def test_differences_are_told_in_words(live: Any, rendered: Any, told: list[str]) -> None:
    """What is there by default says nothing; a field that has the name of a default counts."""
    assert list(differences(normal(live), normal(rendered))) == told


def twice(schema: Schema, answer: Answer) -> Script:
    """Return a cluster in which one event is stored twice, and that answers so to whoever would remove the later."""
    indices = [f".ds-{schema.events_stream}-2026.11.01-00000{number}" for number in (1, 2)]
    target, stream = ",".join(indices), f"/{schema.events_stream}/_settings/index.creation_date?flat_settings=true"
    created = {name: {"settings": {"index.creation_date": str(age)}} for age, name in enumerate(indices)}
    bucket = {"key": {"run": "0" * 20, "seq": 7}, "doc_count": 2}
    hits = [{"_index": name, "_id": "x", "fields": {"seq": [7]}, "sort": []} for name in indices]
    found = {"_shards": {"failed": 0}, "aggregations": {"all": {"buckets": [bucket]}}, "hits": {"hits": hits}}
    return Script(
        {
            f"GET {stream}": Answer(200, created),
            f"POST /{target}/_search": Answer(200, found),
            f"POST /{indices[1]}/_pit?keep_alive=5m": Answer(200, {"id": "view"}),
            "POST /_search": Answer(200, {"hits": {"hits": []}}),
            f"POST /{indices[1]}/_delete_by_query?refresh=true&conflicts=proceed": answer,
        }
    )


LOST = {"status": 429, "cause": {"reason": "rejected execution"}}


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (Answer(429, {"deleted": 0, "failures": [LOST]}), ClusterError, "000002: 429 rejected execution\n0 later"),
        (
            Answer(200, {"deleted": 0, "failures": [], "version_conflicts": 1}),
            ClusterError,
            "1 were changed by somebody",
        ),
        (
            Answer(403, {"error": {"reason": "no"}}),
            RightsError,
            "403 no; use a user or key that has this right\n0 later",
        ),
        (Answer(429, {"error": {"reason": "busy"}}), UnreachableError, "too busy"),
    ],
)
def test_a_repair_that_fails_says_why_and_how_far_it_came(
    schema: Schema, answer: Answer, kind: type[ClusterError], words: str
) -> None:
    """Every way in which the later copies may stay keeps its kind of error, and both counts are told."""
    with pytest.raises(kind, match=words) as caught:
        repair(twice(schema, answer).cluster, schema)
    assert str(caught.value).endswith("0 later copies removed, 1 not: repair again once the cause is gone")


def test_a_repair_that_works_removes_the_later_copy(schema: Schema) -> None:
    """By its index and id, and no other."""
    script = twice(schema, Answer(200, {"deleted": 1, "failures": []}))
    assert repair(script.cluster, schema) == 1
    method, path, body = script.asked[-1]
    assert (method, path.partition("?")[0]) == ("POST", "/.ds-logs-a.b-default-2026.11.01-000002/_delete_by_query")
    assert body == {"query": {"ids": {"values": ["x"]}}}
