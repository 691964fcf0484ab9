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
from harness.stack import STORED_AT
from parity.cluster import differences, differing, put_all

from .conftest import ATTRS, answers, listening

if TYPE_CHECKING:
    from harness.elasticsearch import Node

    from logloom.schema import Schema

    from .conftest import Handed, Shipped

pytestmark = [pytest.mark.needs("elasticsearch", "filebeat"), pytest.mark.xdist_group("elasticsearch")]

REMOVED = {"agent", "ecs", "host", "input", "@version", "@metadata"}
"""What Logstash takes off: the rendered filter, and its own beats input."""

SECRET_WORDS = ("hunter2", "AKIAIOSF", "someone@")


def test_every_event_is_there_once(shipped: Shipped) -> None:
    """Nothing is lost and nothing doubled, though files were rotated and Filebeat was killed."""
    assert len(shipped.expected) > 2000
    assert len(shipped.stack.logs[0].files) > 3
    assert Counter(place for place, _ in shipped.hits) == Counter(shipped.expected.keys())


def test_every_document_is_the_one_of_the_embedded_store(shipped: Shipped) -> None:
    """Field by field, type by type, both engines make the same of the same files."""
    wrong = [
        f"{place}: {text}"
        for place, document in shipped.hits
        for text in differing(document, shipped.expected[place].document)
    ]
    assert not wrong, "\n".join(wrong[:10])


def test_every_kind_of_line_was_there(shipped: Shipped) -> None:
    """The run held what it claims to try: the logger's events, text, tracebacks, long lines, secrets, broken lines."""
    documents = [document for _, document in shipped.hits]
    kinds = Counter(document["event"] for document in documents)
    assert {"job_start", "job_end", "oom", "exception", "text", "invalid", "log"} <= kinds.keys()
    texts = [document.get("message", "") for document in documents if document["event"] == "text"]
    assert any(text.startswith("Traceback") and text.endswith("日本" * 10) for text in texts)
    assert any(len(text) > 20_000 for text in texts)
    assert [word for word in SECRET_WORDS if word in json.dumps(documents)] == []
    assert {document["job_id"] for document in documents} >= {"job-7"}


def test_a_query_gives_the_same_events_in_both_stores(shipped: Shipped, tmp_path: Path) -> None:
    """The seed query finds the same ids in Elasticsearch and in DuckDB."""
    there, here = answers(shipped.stack, tmp_path, "level:ERROR AND gpu_memory > 0.9")
    assert len(here) > 10
    assert here == there


def test_the_key_of_filebeat_may_append_and_no_more(shipped: Shipped) -> None:
    """It can read nothing, change nothing, and write nowhere else."""
    node, schema, stream = shipped.stack.node, shipped.stack.schema, shipped.stack.streams["events"]
    id_ = next(id_ for (route, id_), _ in shipped.hits if route == "events")
    for method, path, body in (
        ("GET", f"/{stream}/_search", None),
        ("GET", f"/{stream}/_doc/{id_}", None),
        ("POST", f"/{stream}/_delete_by_query", {"query": {"match_all": {}}}),
        ("POST", f"/logs-other-default/_create/{id_}", {"message": "x"}),
        ("PUT", f"/_ingest/pipeline/logs-{schema.name}", {"processors": []}),
    ):
        assert node.request(method, path, body, api_key=shipped.stack.api_key).status == 403, (method, path)


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
