"""Docker's drivers that send lines by themselves: what Logstash makes of their records becomes what it should.

Logstash can't be had here. Its inputs are told by their documentation, its filter is the rendered one, as data; the
records are those that Docker's own code writes.

Source: Docker Engine 26.1, `daemon/logger/gelf` and `daemon/logger/fluentd`; Logstash 9.4, "Gelf input plugin",
"Fluent codec plugin", "Prune filter plugin".
"""

from __future__ import annotations

import importlib.util
import re
from typing import TYPE_CHECKING, Any

import pytest
from harness.logstash import plugins
from parity.cluster import differences
from parity.lines import by_hand

from logloom.rules import Engine, Record
from logloom.schema import Schema, compile_rules

if TYPE_CHECKING:
    from harness.elasticsearch import Node

pytestmark = [
    pytest.mark.needs("elasticsearch"),
    pytest.mark.xdist_group("elasticsearch"),
    pytest.mark.skipif(
        importlib.util.find_spec("logstash_pipeline_parser") is None,
        reason="logstash-pipeline-parser has no release for this Python",
    ),
]

TIME = "2026-11-01T10:00:00.500Z"
LABELS = {"service": "yolofuse", "job_id": "job-7", "version": "1.4.0"}
ATTRS = {f"logloom.{name}": label for name, label in LABELS.items()}

LOGGERS_OWN = re.compile("[0-9a-f]{20}-[0-9]+")
"""An id that is made from run and seq; all others are given by Logstash."""


def by_gelf(line: str) -> dict[str, Any]:
    """Return the event that the gelf input makes of a line: `short_message` is `message`, no name begins with `_`."""
    return {
        "@timestamp": TIME,
        "@version": "1",
        "message": line,
        "version": "1.1",
        "host": "gpu-1",
        "source_host": "172.17.0.1",
        "level": 3,
        "container_id": "ab" * 32,
        "container_name": "job-7",
        "command": "python train.py",
        "created": "2026-11-01T09:00:00Z",
        "image_id": "sha256:00",
        "image_name": "trainer",
        "tag": "abababababab",
        **ATTRS,
    }


def by_fluentd(line: str) -> dict[str, Any]:
    """Return the event that the fluent codec makes of a line; its tag becomes one of `tags`."""
    return {
        "@timestamp": TIME,
        "@version": "1",
        "tags": ["abababababab"],
        "container_id": "ab" * 32,
        "container_name": "/job-7",
        "source": "stderr",
        "log": line,
        "event": {"original": line},
        **ATTRS,
    }


def filtered(schema: Schema, event: dict[str, Any]) -> dict[str, Any]:
    """Return what the rendered filter leaves of an event without a position."""
    found = [(name, given) for section, name, given in plugins(schema) if section == "filter"]
    renamed = dict(next(given["rename"] for name, given in found if name == "mutate" and "rename" in given))
    kept = next(given["whitelist_names"] for name, given in found if name == "prune")
    for old, (new,) in renamed.items():
        name = old.strip("[]")
        if name in event:
            put(event, re.findall(r"\[([^]]+)\]", new) or [new], event.pop(name))
    return {name: value for name, value in event.items() if any(re.search(each, name) for each in kept)}


def put(event: dict[str, Any], path: list[str], value: Any) -> None:
    """Put a value where a field reference says."""
    for name in path[:-1]:
        event = event.setdefault(name, {})
    event[path[-1]] = value


@pytest.mark.parametrize(("driver", "made"), [("gelf", by_gelf), ("fluentd", by_fluentd)])
def test_a_line_that_docker_sends_becomes_its_document(ready: Node, schema: Schema, driver: str, made: Any) -> None:
    """Time, labels and line are the collector's; what else the driver tells does not get into the document."""
    sending = schema.model_copy(update={"stack": schema.stack.model_copy(update={"driver": driver})})
    lines = [line for line in by_hand() if line]
    docs = [
        {"_index": schema.events_stream, "_id": f"given-{number}", "_source": filtered(sending, made(line))}
        for number, line in enumerate(lines)
    ]
    answer = ready.request("POST", f"/_ingest/pipeline/logs-{schema.name}/_simulate", {"docs": docs})
    engine = Engine(compile_rules(schema))
    for number, (line, found) in enumerate(zip(lines, answer.body["docs"], strict=True)):
        now = found["doc"]["_source"]["ingested_at"]
        outcome = engine.apply(Record(line, TIME, LABELS), now)
        if not LOGGERS_OWN.fullmatch(outcome.id):
            outcome = outcome._replace(id=f"given-{number}")
        assert differences(found["doc"], outcome, schema) == [], line
