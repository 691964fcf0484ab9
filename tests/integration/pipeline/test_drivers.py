"""Log drivers whose files a real Filebeat reads: CRI's, and plain ones. What it hands over becomes what it should."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from harness import filebeat, kubernetes, lumberjack
from harness.docker import PIECE_BYTES, JsonFile
from parity.cluster import differences, put_all

from logloom.render import render
from logloom.rules import Engine, Record
from logloom.schema import Schema, compile_rules

from .conftest import listening

if TYPE_CHECKING:
    from harness.elasticsearch import Node

pytestmark = [pytest.mark.needs("elasticsearch", "filebeat"), pytest.mark.xdist_group("elasticsearch")]

LABELS = {"service": "yolofuse", "job_id": "job-7", "version": "1.4.0"}
JSON = '{"level":"INFO","service":"s","version":"1","job_id":"j","event":"log","seq":%d}'
TRACEBACK = ["Traceback (most recent call last):", '  File "a.py", line 1', "KeyError: 'x'"]
LINES = [JSON % 0, "epoch 3: 50%", *TRACEBACK, JSON % 1, "x" * 40_000, "", JSON % 2, "the end"]
EXPECTED = [JSON % 0, "epoch 3: 50%", "\n".join(TRACEBACK), JSON % 1, "x" * 40_000, JSON % 2, "the end"]


def with_driver(schema: Schema, driver: str) -> Schema:
    """Return a schema whose lines come by another driver."""
    return schema.model_copy(update={"stack": schema.stack.model_copy(update={"driver": driver})})


def records(lines: list[str]) -> list[tuple[str, bytes]]:
    """Return lines as a process writes them."""
    return [("stdout", line.encode()) for line in lines]


def hand_over(schema: Schema, tls: Path, folder: Path, environment: dict[str, str]) -> list[dict[str, Any]]:
    """Return what a receiver in Logstash's place is handed until all lines came."""
    config = folder / "filebeat.yml"
    config.write_bytes(render(schema, ["filebeat"])["filebeat/filebeat.yml"])
    with lumberjack.running(tls) as receiver:
        environment = {"LOGSTASH_HOST": listening(receiver), "LOGLOOM_TLS": str(tls), **environment}
        with filebeat.running(config, environment=environment) as collector:
            collector.wait_until(lambda: len(receiver.events) >= len(EXPECTED), "all lines are handed over", 60)
        return [{key: value for key, value in event.items() if key != "@metadata"} for event in receiver.events]


def assert_stored_as_the_engine_says(
    events: list[dict[str, Any]], labels: dict[str, str], schema: Schema, node: Node
) -> None:
    """Hold what the ingest pipeline makes of events to what the Python engine makes of the same lines."""
    put_all(node, schema)
    docs = [{"_index": schema.events_stream, "_source": event} for event in events]
    answer = node.request("POST", f"/_ingest/pipeline/logs-{schema.name}/_simulate", {"docs": docs})
    engine = Engine(compile_rules(schema))
    for event, found in zip(events, answer.body["docs"], strict=True):
        file = event["log"]["file"]
        source = f"{file['device_id']}:{file['inode']}"
        record = Record(event["message"], event["@timestamp"], labels, source, event["log"]["offset"])
        outcome = engine.apply(record, found["doc"]["_source"]["ingested_at"])
        assert differences(found["doc"], outcome, schema) == []


def test_pods_that_asked_are_read(by_logstash: Schema, tls: Path, tmp_path: Path, secure_node: Node) -> None:
    """Pieces and tracebacks are joined, the labels are there from the first line on, and rotation loses nothing."""
    schema = with_driver(by_logstash, "cri")
    pod = kubernetes.Pod(
        tmp_path / "pods", "yolofuse-0412-abcde", {f"logloom.{name}": value for name, value in LABELS.items()}
    )
    other = kubernetes.Pod(tmp_path / "pods", "coredns-1", {"app": "dns"})
    other.write(records(["not asked for"]))
    pod.write(records(LINES[:5]))
    pod.rotate()
    pod.write(records(LINES[5:]))
    with kubernetes.api([pod, other], tmp_path) as kubeconfig:
        environment = {
            "NODE_NAME": kubernetes.NODE,
            "KUBECONFIG": str(kubeconfig),
            "LOGLOOM_PODS": str(tmp_path / "pods"),
        }
        events = hand_over(schema, tls, tmp_path, environment)
    assert sorted(event["message"] for event in events) == sorted(EXPECTED)
    assert [event["docker"]["attrs"] for event in events] == [{"logloom": LABELS}] * len(events)
    assert not [
        event for event in events if {"kubernetes", "orchestrator", "container", "agent", "host"} & event.keys()
    ]
    assert_stored_as_the_engine_says(events, LABELS, schema, secure_node)


def test_a_pod_is_read_on_after_a_kill(by_logstash: Schema, tls: Path, tmp_path: Path) -> None:
    """What was read is remembered under the pod and its container, so a new Filebeat goes on where the old one was."""
    pod = kubernetes.Pod(tmp_path / "pods", "yolofuse-0412-abcde", {"logloom.job_id": "job-7"})
    pod.write(records(LINES[:2]))
    config = tmp_path / "filebeat.yml"
    config.write_bytes(render(with_driver(by_logstash, "cri"), ["filebeat"])["filebeat/filebeat.yml"])
    with kubernetes.api([pod], tmp_path) as kubeconfig, lumberjack.running(tls) as receiver:
        environment = {
            "NODE_NAME": kubernetes.NODE,
            "KUBECONFIG": str(kubeconfig),
            "LOGLOOM_PODS": str(tmp_path / "pods"),
            "LOGSTASH_HOST": listening(receiver),
            "LOGLOOM_TLS": str(tls),
        }
        with filebeat.running(config, environment=environment) as collector:
            collector.wait_until(lambda: receiver.count >= 2, "the first lines are handed over", 60)
            collector.wait_until(
                lambda: f'"offset":{pod.path.stat().st_size}' in collector.registry, "that is known", 60
            )
            collector.kill()
            pod.rotate()
            pod.write(records(LINES[5:]))
            collector.start()
            collector.wait_until(lambda: receiver.count >= 6, "the others are handed over", 60)
        assert [event["message"] for event in receiver.events] == [*LINES[:2], *EXPECTED[3:]]


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("kubernetes", "deploy/kubernetes/base/filebeat.yml"),
        ("kubernetes", "deploy/kubernetes/overlays/logstash/filebeat.yml"),
        ("systemd", "deploy/systemd/filebeat.yml"),
    ],
)
def test_filebeat_takes_its_configuration(
    by_logstash: Schema, tls: Path, tmp_path: Path, target: str, path: str
) -> None:
    """Its own test of a configuration finds nothing wrong."""
    config = tmp_path / "filebeat.yml"
    config.write_bytes(render(by_logstash, [target])[path])
    command = [
        filebeat.install(),
        "test",
        "config",
        "--strict.perms=false",
        "-c",
        config,
        "--path.data",
        tmp_path / "data",
    ]
    environment = {"NODE_NAME": "gpu-1", "ELASTICSEARCH_API_KEY": "id:key", "LOGLOOM_TLS": str(tls)}
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "Config OK"), done.stderr


def test_an_event_behind_a_progress_bar_is_an_event(
    by_logstash: Schema, tls: Path, tmp_path: Path, secure_node: Node
) -> None:
    """Docker cuts a line that does not end after 16 KiB, and Filebeat puts what comes next behind it, of any stream."""
    log = JsonFile(tmp_path / "containers", "ab" * 32, {f"logloom.{name}": LABELS[name] for name in LABELS}, 1 << 20)
    bar = ("45%|####|45/100\r" * 1200).encode()
    event = '{"@timestamp":"2026-11-01T10:00:00.500Z","run":"%s","seq":7,"level":"ERROR","message":"m"}' % ("ab" * 10)
    log.write_piece("stderr", bar[:PIECE_BYTES])
    log.write([("stdout", event.encode()), ("stderr", bar[PIECE_BYTES:]), *records(LINES[2:])])
    events = hand_over(by_logstash, tls, tmp_path, {"LOGLOOM_CONTAINERS": str(tmp_path / "containers")})
    put_all(secure_node, by_logstash)
    docs = [{"_index": by_logstash.events_stream, "_source": event} for event in events]
    path = f"/_ingest/pipeline/logs-{by_logstash.name}/_simulate"
    first = secure_node.request("POST", path, {"docs": docs}).body["docs"][0]["doc"]
    assert first["_id"] == "ab" * 10 + "-7"
    assert (first["_source"]["level"], first["_source"]["message"], first["_source"]["event"]) == ("ERROR", "m", "log")
    assert first["_source"]["extra"]["text_before"] == bar[:PIECE_BYTES].decode()


def test_plain_files_are_read(by_logstash: Schema, tls: Path, tmp_path: Path, secure_node: Node) -> None:
    """Lines of files that are renamed when they are full arrive once each, tracebacks as one event."""
    schema = with_driver(by_logstash, "file")
    path = tmp_path / "logs" / "job.log"
    path.parent.mkdir()
    path.write_text("\n".join(LINES[:5]) + "\n", encoding="utf-8")
    path.rename(path.with_name("job.log.1"))
    path.write_text("\n".join(LINES[5:]) + "\n", encoding="utf-8")
    events = hand_over(schema, tls, tmp_path, {"LOGLOOM_FILES": str(tmp_path / "logs" / "*.log*")})
    assert sorted(event["message"] for event in events) == sorted(EXPECTED)
    assert {"docker", "stream"} & set().union(*events) == set()
    assert_stored_as_the_engine_says(events, {}, schema, secure_node)
