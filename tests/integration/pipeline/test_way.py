"""The way of an event, end to end: what a container wrote is in Elasticsearch, once, as the schema says."""

from __future__ import annotations

import json
import socket
import ssl
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from harness import lumberjack
from parity.cluster import differences, put_all

from logloom.local import Store, ingest, query

from .conftest import ATTRS, STORED_AT, listening

if TYPE_CHECKING:
    from harness.elasticsearch import Node

    from logloom.schema import Schema

    from .conftest import Handed, Shipped

pytestmark = [pytest.mark.needs("elasticsearch", "filebeat"), pytest.mark.xdist_group("elasticsearch")]

REMOVED = {"agent", "ecs", "host", "input", "@version", "@metadata"}
"""What Logstash takes off: the rendered filter, and its own beats input."""

SECRET_WORDS = ("hunter2", "AKIAIOSF", "someone@")


def test_every_event_is_there_once(shipped: Shipped, direct: Schema) -> None:
    """Nothing is lost and nothing doubled, though files were rotated and Filebeat was killed."""
    streams = {"events": direct.events_stream, "invalid": direct.invalid_stream}
    expected = {(streams[route], id_) for route, id_ in shipped.expected}
    found = Counter((hit["_index"], hit["_id"]) for hit in shipped.hits)
    assert len(expected) > 2000
    assert len(shipped.files) > 3
    assert found.keys() == expected
    assert set(found.values()) == {1}


def test_every_document_is_the_one_of_the_embedded_store(shipped: Shipped, direct: Schema) -> None:
    """Field by field, type by type, both engines make the same of the same files."""
    routes = {direct.events_stream: "events", direct.invalid_stream: "invalid"}
    wrong = [
        f"{hit['_id']}: {text}"
        for hit in shipped.hits
        for text in differences(hit, shipped.expected[routes[hit["_index"]], hit["_id"]], direct)
    ]
    assert not wrong, "\n".join(wrong[:10])


def test_every_kind_of_line_was_there(shipped: Shipped) -> None:
    """The run held what it claims to try: the logger's events, text, tracebacks, long lines, secrets, broken lines."""
    documents = [hit["_source"] for hit in shipped.hits]
    kinds = Counter(document["event"] for document in documents)
    assert {"job_start", "job_end", "oom", "exception", "text", "invalid", "log"} <= kinds.keys()
    texts = [document.get("message", "") for document in documents if document["event"] == "text"]
    assert any(text.startswith("Traceback") and text.endswith("日本" * 10) for text in texts)
    assert any(len(text) > 20_000 for text in texts)
    assert [word for word in SECRET_WORDS if word in json.dumps(documents)] == []
    assert {document["job_id"] for document in documents} >= {"job-7"}


def test_a_query_gives_the_same_events_in_both_stores(
    shipped: Shipped, direct: Schema, secure_node: Node, tmp_path: Path
) -> None:
    """The seed query finds the same ids in Elasticsearch and in DuckDB."""
    both = [{"term": {"level": "ERROR"}}, {"range": {"gpu_memory": {"gt": 0.9}}}]
    asked = {"size": 10_000, "_source": False, "query": {"bool": {"filter": both}}}
    answer = secure_node.request("POST", f"/{direct.events_stream}/_search", asked)
    there = {hit["_id"] for hit in answer.body["hits"]["hits"]}
    with Store.open(tmp_path / "store.duckdb", direct, write=True) as store:
        report = ingest(store, shipped.files, final=True)
        here = {document["_id"] for document in query(store, "level:ERROR AND gpu_memory > 0.9").documents()}
    assert report.events + report.invalid == len(shipped.hits)
    assert len(here) > 10
    assert here == there


def test_the_key_of_filebeat_may_append_and_no_more(shipped: Shipped, direct: Schema, secure_node: Node) -> None:
    """It can read nothing, change nothing, and write nowhere else."""
    stream = direct.events_stream
    hit = next(hit for hit in shipped.hits if hit["_index"] == stream)
    for method, path, body in (
        ("GET", f"/{stream}/_search", None),
        ("GET", f"/{stream}/_doc/{hit['_id']}", None),
        ("POST", f"/{stream}/_delete_by_query", {"query": {"match_all": {}}}),
        ("POST", f"/logs-other-default/_create/{hit['_id']}", {"message": "x"}),
        ("PUT", f"/_ingest/pipeline/logs-{direct.name}", {"processors": []}),
    ):
        assert secure_node.request(method, path, body, api_key=shipped.api_key).status == 403, (method, path)


def test_what_logstash_is_handed_becomes_the_same_documents(
    handed: Handed, by_logstash: Schema, secure_node: Node
) -> None:
    """Each event, as Logstash passes it on, becomes the document of the embedded store, under the same id."""
    put_all(secure_node, by_logstash)
    sources = [{key: value for key, value in event.items() if key not in REMOVED} for event in handed.events]
    docs = [{"_index": by_logstash.events_stream, "_source": source} for source in sources]
    answer = secure_node.request("POST", f"/_ingest/pipeline/logs-{by_logstash.name}/_simulate", {"docs": docs})
    found = [
        {**each["doc"], "_source": {**each["doc"]["_source"], "ingested_at": STORED_AT}} for each in answer.body["docs"]
    ]
    expected = {outcome.id: outcome for outcome in reversed(handed.expected.values())}
    first = {document["_id"]: document for document in reversed(found)}  # of a run and seq that come twice
    assert first.keys() == expected.keys()
    assert len(first) > 1000
    wrong = [text for id_, document in first.items() for text in differences(document, expected[id_], by_logstash)]
    assert not wrong, "\n".join(wrong[:10])


def test_what_logstash_is_handed_has_what_an_id_is_made_from(handed: Handed) -> None:
    """Each event has the facts that an id is made from, and the labels; nothing of what only costs room."""
    for event in handed.events:
        assert event["log"]["file"]["path"].endswith("-json.log")
        assert {"offset", "file"} <= event["log"].keys()
        assert {"inode", "device_id"} <= event["log"]["file"].keys()
        assert event["docker"]["attrs"] == ATTRS
        assert not {"agent", "ecs", "host", "input"} & event.keys()


def test_a_client_without_a_certificate_is_refused(tls: Path) -> None:
    """The receiver asks for a certificate as the rendered Logstash does, so that Filebeat's is known to be sent."""
    trust = ssl.create_default_context(cafile=str(tls / "ca.crt"))
    with lumberjack.running(tls) as receiver:
        host, port = listening(receiver).split(":")
        raw = socket.create_connection((host, int(port)), 30)
        with raw, trust.wrap_socket(raw, server_hostname=host) as connection:
            assert is_refused(connection)


def is_refused(connection: ssl.SSLSocket) -> bool:
    """Return whether the other side ends a connection; by TLS 1.3 that is seen only when something is read."""
    try:
        return connection.recv(1) == b""
    except (ssl.SSLError, ConnectionError):
        return True
