"""A container's log that went the whole way: Docker's files, Filebeat, Elasticsearch over TLS with a narrow key."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from harness import certificates, elasticsearch, filebeat, lumberjack
from harness.docker import JsonFile
from parity.cluster import put_all, stored
from parity.lines import by_hand, generated

from logloom.local.decode import Decoder
from logloom.render import render
from logloom.rules import Engine, Outcome
from logloom.schema import Schema, compile_rules, load

if TYPE_CHECKING:
    from harness.elasticsearch import Node
    from harness.filebeat import Filebeat

CONTAINER = "0123456789abcdef" * 4
ATTRS = {"logloom.service": "yolofuse", "logloom.job_id": "job-7", "logloom.version": "1.4.0", "other": "label"}
STORED_AT = "2026-11-01T12:00:00.000Z"
BATCH = 250
MAX_BYTES = 800_000


@dataclass(frozen=True)
class Shipped:
    """What a run left behind.

    Args:
        files: of the container, the oldest first.
        hits: all that Elasticsearch stored.
        expected: what the Python engine makes of the same files, by route and id.
        api_key: with which Filebeat came.
    """

    files: list[Path]
    hits: list[dict[str, Any]]
    expected: dict[tuple[str, str], Outcome]
    api_key: str


@pytest.fixture(scope="session")
def direct(root: Path) -> Schema:
    """Return the reference schema, by which Filebeat sends to Elasticsearch itself."""
    schema = load(root / "schema.yaml")
    return schema.model_copy(update={"stack": schema.stack.model_copy(update={"transport": "direct"})})


@pytest.fixture(scope="session")
def secure_node() -> Iterator[Node]:
    """Yield a running Elasticsearch with TLS and passwords."""
    try:
        elasticsearch.install()
        filebeat.install()
    except elasticsearch.UnavailableError as reason:
        pytest.skip(str(reason))
    with elasticsearch.running(secure=True) as node:
        yield node


@pytest.fixture(scope="session")
def shipped(secure_node: Node, direct: Schema, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Shipped:
    """Return what became of a container's log that was rotated, while Filebeat was killed and started again."""
    folder = tmp_path_factory.mktemp("shipped")
    put_all(secure_node, direct)
    api_key = append_only_key(secure_node, direct)
    config = folder / "filebeat.yml"
    config.write_bytes(render(direct, ["filebeat"])["filebeat/filebeat.yml"])
    environment = {
        "LOGLOOM_CONTAINERS": str(folder / "containers"),
        "ELASTICSEARCH_URL": secure_node.url,
        "ELASTICSEARCH_API_KEY": api_key,
        "LOGLOOM_TLS": str(secure_node.tls),
    }
    log = JsonFile(folder / "containers", CONTAINER, ATTRS, MAX_BYTES)
    lines = [*lines_of_the_job(root), *odd_lines(direct)]
    with filebeat.running(config, environment=environment) as collector:
        write_and_kill(log, batches(lines), collector, lambda: count(secure_node, direct) > 0)
        expected = outcomes(log.files, direct)
        collector.wait_until(lambda: count(secure_node, direct) >= len(expected), f"{len(expected)} events are stored")
    return Shipped(log.files, stored(secure_node, direct, STORED_AT), expected, api_key)


def append_only_key(node: Node, schema: Schema) -> str:
    """Make the key of a collector: it may see the version of the cluster, and append."""
    streams = [schema.events_stream, schema.invalid_stream]
    may = {"names": streams, "privileges": ["create_doc", "auto_configure"]}
    return node.api_key("filebeat", {"cluster": ["monitor"], "indices": [may]})


def lines_of_the_job(root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what a process with the real logger wrote: streams and lines."""
    script = Path(__file__).with_name("job.py")
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(root / "src"),
        "PYTHONIOENCODING": "utf-8",
        "JOB_ID": "job-7",
        "SERVICE": "yolofuse",
        "VERSION": "1.4.0",
        "LOGLOOM_RULES": str(root / "deploy" / "rules.json"),
    }
    done = subprocess.run([sys.executable, script, "1000"], env=environment, capture_output=True, check=True)
    out, err = done.stdout.splitlines(), done.stderr.splitlines()
    for one, other in zip(out, err, strict=False):  # a traceback torn by the lines of another thread
        yield "stdout", one
        yield "stderr", other
    yield from (("stdout", line) for line in out[len(err) :])
    yield from (("stderr", line) for line in err)


def odd_lines(schema: Schema) -> Iterator[tuple[str, bytes]]:
    """Yield lines that no logger of ours would write."""
    ends = ["Traceback (most recent call last):", "KeyError", "", "\t", "text", "", "with a carriage return\r"]
    lines = chain(generated(schema, 1200, 3), by_hand(), ends)
    yield from (("stdout", line) for line in "\n".join(lines).encode().split(b"\n"))


def batches(lines: list[tuple[str, bytes]]) -> list[list[tuple[str, bytes]]]:
    """Return lines in batches. Each ends in an object, so that no traceback waits for the next one."""
    end = ("stdout", b'{"message": "a batch ends"}')
    return [[*lines[start : start + BATCH], end] for start in range(0, len(lines), BATCH)]


def write_and_kill(
    log: JsonFile, batches: list[list[tuple[str, bytes]]], collector: Filebeat, is_begun: Callable[[], bool]
) -> None:
    """Write all, and rotate where the file is full; kill Filebeat amid its work, and rotate while it is away."""
    middle = len(batches) // 2
    for number, batch in enumerate(batches):
        log.write(batch)
        if number == middle:
            collector.wait_until(is_begun, "the first event is stored")
            collector.kill()
        elif number == middle + 1:
            log.rotate()
        elif number == middle + 2:
            collector.start()
        log.rotate_if_full()


def count(node: Node, schema: Schema) -> int:
    """Return how many events are stored."""
    found = 0
    for stream in (schema.events_stream, schema.invalid_stream):
        if node.request("POST", f"/{stream}/_refresh").status == 200:
            found += node.request("GET", f"/{stream}/_count").body["count"]
    return found


def outcomes(files: list[Path], schema: Schema) -> dict[tuple[str, str], Outcome]:
    """Return what the Python engine makes of files."""
    engine, found = Engine(compile_rules(schema)), dict[tuple[str, str], Outcome]()
    for path in files:
        decoder = Decoder(CONTAINER, docker=True)
        for block in (decoder.feed(path.read_bytes()), decoder.finish()):
            records = [*map(block.record, range(block.count)), *block.records]
            for record in sorted(records, key=lambda each: each.position or 0):
                outcome = engine.apply(record, STORED_AT)
                found.setdefault((outcome.route, outcome.id), outcome)
    return found


@dataclass(frozen=True)
class Handed:
    """What came out of Filebeat for a container's log, and what the Python engine makes of the same file."""

    events: list[dict[str, Any]]
    expected: dict[tuple[str, str], Outcome]


@pytest.fixture(scope="session")
def by_logstash(root: Path) -> Schema:
    """Return the reference schema, by which Filebeat sends to Logstash."""
    return load(root / "schema.yaml")


@pytest.fixture(scope="session")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of certificates by the names of the rendered files."""
    return certificates.make(tmp_path_factory.mktemp("tls"), "logstash", "filebeat")


@pytest.fixture(scope="session")
def handed(by_logstash: Schema, tls: Path, tmp_path_factory: pytest.TempPathFactory) -> Handed:
    """Return what a receiver in Logstash's place is handed."""
    try:
        lumberjack.install()
        filebeat.install()
    except elasticsearch.UnavailableError as reason:
        pytest.skip(str(reason))
    folder = tmp_path_factory.mktemp("handed")
    config = folder / "filebeat.yml"
    config.write_bytes(render(by_logstash, ["filebeat"])["filebeat/filebeat.yml"])
    log = JsonFile(folder / "containers", CONTAINER, ATTRS, 1 << 30)
    log.write([*odd_lines(by_logstash), ("stdout", b"the end")])
    expected = outcomes(log.files, by_logstash)
    with lumberjack.running(tls) as receiver:
        address = listening(receiver)
        environment = {
            "LOGLOOM_CONTAINERS": str(folder / "containers"),
            "LOGLOOM_TLS": str(tls),
            "LOGSTASH_HOST": address,
        }
        with filebeat.running(config, environment=environment) as collector:
            collector.wait_until(lambda: is_last(receiver.events), "the last line is handed over")
        return Handed(receiver.events, expected)


def listening(receiver: lumberjack.Receiver) -> str:
    """Return the address of a receiver once it listens."""
    end = time.monotonic() + 30
    while not receiver.address and time.monotonic() < end:
        time.sleep(0.05)
    assert receiver.address
    return receiver.address


def is_last(events: list[dict[str, Any]]) -> bool:
    """Return whether the last line of the log was handed over."""
    return bool(events) and events[-1]["message"] == "the end\n"
