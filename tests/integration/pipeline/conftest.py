"""A container's log that went the whole way: Docker's files, Filebeat, Elasticsearch over TLS with a narrow key."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from harness import certificates, elasticsearch, filebeat, lumberjack, stack
from harness.docker import JsonFile
from harness.stack import Place, Stack, outcomes
from parity.lines import by_hand, generated

from logloom.local import Store, ingest
from logloom.local import query as local_query
from logloom.render import render
from logloom.schema import Schema, load
from logloom.schema.kql import parse, to_dsl

if TYPE_CHECKING:
    from harness.elasticsearch import Node
    from harness.filebeat import Filebeat

    from logloom.rules import Outcome

CONTAINER = "0123456789abcdef" * 4
ATTRS = {"logloom.service": "yolofuse", "logloom.job_id": "job-7", "logloom.version": "1.4.0", "other": "label"}
StackOf = Callable[[str], AbstractContextManager[Stack]]
BATCH = 250
MAX_BYTES = 800_000


@dataclass(frozen=True)
class Shipped:
    """What a run left behind.

    Args:
        stack: the way it went; Filebeat has ended.
        hits: all that Elasticsearch stored.
        expected: what the Python engine makes of the same files.
    """

    stack: Stack
    hits: list[tuple[Place, dict[str, Any]]]
    expected: dict[Place, Outcome]


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
def stack_of(secure_node: Node, root: Path, tmp_path_factory: pytest.TempPathFactory) -> StackOf:
    """Return a function that sets all up for the reference schema, by which Filebeat sends to Elasticsearch itself.

    It takes a name, which is the schema's: each has its own data streams.
    """

    def start(name: str) -> AbstractContextManager[Stack]:
        file = tmp_path_factory.mktemp(name) / "schema.yaml"
        head = f"schema: 1\nname: test.{name}\nversion: 1.0.0\nextends: {root / 'schema.yaml'}\n"
        file.write_text(head + "stack: {transport: direct}\n")
        return stack.running(secure_node, file)

    return start


@pytest.fixture(scope="session")
def shipped(stack_of: StackOf, root: Path) -> Shipped:
    """Return what became of a container's log that was rotated, while Filebeat was killed and started again."""
    with stack_of("shipped") as whole:
        log = whole.log("job-7", MAX_BYTES)
        lines = [*lines_of_the_job(root), *odd_lines(whole.schema)]
        write_and_kill(log, batches(lines), whole.filebeat, lambda: whole.count() > 0)
        expected = whole.wait_until_all_arrived()
        return Shipped(whole, whole.hits(), expected)


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


def tiny(root: Path, folder: Path, epochs: int = 6) -> list[str | Path]:
    """Return the command of a small training by the reference trainer, of four steps an epoch."""
    options = ("--scenes", "32", "--held-out", "16", "--batch-size", "8", "--epochs", str(epochs))
    return [root / "trainer" / "train_dual.py", "--out", folder / "trained", *options]


def answers(whole: Stack, folder: Path, query: str) -> tuple[set[str], set[str]]:
    """Return the ids that a query finds in Elasticsearch, and those that it finds in DuckDB, from the same files."""
    body = {"size": 10_000, "_source": False, "query": to_dsl(parse(query), whole.schema)}
    found = whole.node.request("POST", f"/{whole.streams['events']}/_search", body).body["hits"]["hits"]
    with Store.open(folder / "store.duckdb", whole.schema, write=True) as store:
        ingest(store, [path for log in whole.logs for path in log.files], final=True)
        here = {document["_id"] for document in local_query(store, query).documents()}
    return {hit["_id"] for hit in found}, here


@dataclass(frozen=True)
class Handed:
    """What came out of Filebeat for a container's log, and what the Python engine makes of the same file."""

    events: list[dict[str, Any]]
    expected: dict[Place, Outcome]


@pytest.fixture(scope="session")
def by_logstash(root: Path) -> Schema:
    """Return the reference schema, by which Filebeat sends to Logstash."""
    return load(root / "schema.yaml")


@pytest.fixture(scope="session")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of certificates by the names of the rendered files."""
    return certificates.make(tmp_path_factory.mktemp("tls"), "logstash", "tls")


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
    expected = {(each.route, each.id): each for each in reversed([*outcomes(log.path, CONTAINER, by_logstash)])}
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
