"""The whole way for tests: containers, Filebeat and Elasticsearch, set up by the commands that a user types."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness import filebeat
from harness.docker import Container, JsonFile

from logloom.local.decode import Decoder
from logloom.rules import Engine, Outcome
from logloom.schema import Schema, compile_rules, load

if TYPE_CHECKING:
    from harness.elasticsearch import Node
    from harness.filebeat import Filebeat

SOURCES = Path(__file__).parents[2] / "src"
STORED_AT = "2026-11-01T12:00:00.000Z"
DISK = "cluster.routing.allocation.disk"
FULL = {
    "cluster.info.update.interval": "10s",
    f"{DISK}.threshold_enabled": True,
    **{f"{DISK}.watermark.{mark}": "900tb" for mark in ("low", "high", "flood_stage")},
}
"""No disk has so much room: each is above the flood stage."""
EMPTY = {key: "1b" if "watermark" in key else value for key, value in FULL.items()}
"""Each disk has so much: how full this machine's happens to be decides no test."""

Place = tuple[str, str]
"""Route, which is `events` or `invalid`, and id of a document."""


class Stack:
    """Containers whose logs Filebeat carries to Elasticsearch.

    Args:
        node: a running one with TLS.
        schema: file of the schema; its folder holds all that is rendered, and the containers.
    """

    filebeat: Filebeat
    api_key: str
    """Of Filebeat."""

    def __init__(self, node: Node, schema: Path) -> None:
        self.node, self.schema, self.folder = node, load(schema), schema.parent
        self.logs: list[JsonFile] = []
        self.containers: list[Container] = []

    @property
    def streams(self) -> dict[str, str]:
        """The data stream of each route."""
        return {"events": self.schema.events_stream, "invalid": self.schema.invalid_stream}

    def logloom(self, *arguments: str, exits: int = 0) -> str:
        """Run the command as somebody who may do everything, and return what it prints."""
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(SOURCES),
            "ELASTICSEARCH_URL": self.node.url,
            "ELASTICSEARCH_USERNAME": "elastic",
            "ELASTICSEARCH_PASSWORD": str(self.node.password),
            "LOGLOOM_TLS": str(self.node.tls),
        }
        command = [sys.executable, "-m", "logloom", *arguments]
        done = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == exits, f"{arguments}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout

    def audit(self, *options: str, exits: int = 0) -> dict[str, dict[str, Any]]:
        """Return what the audit of the cluster says of each job, of which each has one process."""
        found = json.loads(self.logloom("audit", "--cluster", "--format", "json", *options, exits=exits))
        return {process["job_id"]: process for process in found["processes"]}

    def log(self, job: str, max_bytes: int) -> JsonFile:
        """Return the empty log of a new container."""
        container = sha256(f"{job} {len(self.logs)}".encode()).hexdigest()
        attrs = {"logloom.service": "yolofuse", "logloom.job_id": job, "logloom.version": "1.4.0"}
        self.logs.append(JsonFile(self.folder / "containers", container, attrs, max_bytes))
        return self.logs[-1]

    def run(self, job: str, *command: str | Path, max_bytes: int = 100_000) -> Container:
        """Start a Python script in a container."""
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(SOURCES),
            "PYTHONIOENCODING": "utf-8",
            "PYTHONUNBUFFERED": "1",
            "OMP_NUM_THREADS": "1",
            "JOB_ID": job,
            "SERVICE": "yolofuse",
            "VERSION": "1.4.0",
            "LOGLOOM_RULES": str(self.folder / "deploy" / "rules.json"),
        }
        container = Container([sys.executable, *map(str, command)], environment, self.log(job, max_bytes))
        self.containers.append(container)
        return container

    def expected(self) -> dict[Place, Outcome]:
        """Return what the Python engine makes of all logs, to which nobody may be writing any more."""
        found: dict[Place, Outcome] = {}
        for log in self.logs:
            for path in log.files:
                for outcome in outcomes(path, log.path.parent.name, self.schema):
                    found.setdefault((outcome.route, outcome.id), outcome)
        return found

    def hits(self) -> list[tuple[Place, dict[str, Any]]]:
        """Return all that is stored, in all backing indices, with one time of storage."""
        found: list[tuple[Place, dict[str, Any]]] = []
        for route, stream in self.streams.items():
            self.node.request("POST", f"/{stream}/_refresh")
            for index in self.node.request("GET", f"/{stream}/_settings").body:
                hits = self.node.request("POST", f"/{index}/_search", {"size": 10_000}).body["hits"]["hits"]
                assert len(hits) < 10_000
                found += [((route, hit["_id"]), {**hit["_source"], "ingested_at": STORED_AT}) for hit in hits]
        return found

    def stored(self) -> Counter[Place]:
        """Return how often each document is stored."""
        return Counter(place for place, _ in self.hits())

    def count(self) -> int:
        """Return how many documents are stored."""
        streams = ",".join(self.streams.values())
        self.node.request("POST", f"/{streams}/_refresh")
        return int(self.node.request("GET", f"/{streams}/_count").body["count"])

    def wait_until_all_arrived(self) -> dict[Place, Outcome]:
        """Wait until so many documents are stored as are expected, and return those that are expected."""
        expected = self.expected()
        self.filebeat.wait_until(lambda: self.count() >= len(expected), f"{len(expected)} documents are stored")
        return expected

    def send_again(self) -> None:
        """Let Filebeat forget all, read all, and wait until Elasticsearch has answered for each event."""
        total = len(self.expected())
        self.filebeat.stop()
        self.filebeat.forget()
        self.filebeat.start()
        answered = ("acked", "duplicates", "dropped")
        self.filebeat.wait_until(
            lambda: sum(self.filebeat.sent.get(kind, 0) for kind in answered) >= total, f"{total} events are sent again"
        )

    def roll_over(self) -> None:
        """Begin new backing indices."""
        for stream in self.streams.values():
            assert self.node.request("POST", f"/{stream}/_rollover").status == 200

    def fill_disk(self) -> None:
        """Bring the disk above its flood stage, and wait until nothing may be written."""
        self.node.put("/_cluster/settings", {"transient": FULL})
        wait_until(self._is_blocked, "the flood stage blocks writes")

    def free_disk(self) -> None:
        """Bring the disk below its watermarks, and wait until Elasticsearch lifts the block by itself."""
        self.node.put("/_cluster/settings", {"transient": EMPTY})
        wait_until(lambda: not self._is_blocked(), "the block is lifted")
        self.node.put("/_cluster/settings", {"transient": dict.fromkeys(FULL)})

    def _is_blocked(self) -> bool:
        name = "index.blocks.read_only_allow_delete"
        answer = self.node.request("GET", f"/{self.schema.events_stream}/_settings/{name}?flat_settings=true")
        return any(each["settings"].get(name) == "true" for each in answer.body.values())


@contextlib.contextmanager
def running(node: Node, schema: Path) -> Iterator[Stack]:
    """Render a schema, apply it, and start Filebeat with a key that may append; stop all that was started in the end.

    Raises:
        UnavailableError: Filebeat can't be built here.
    """
    stack = Stack(node, schema)
    stack.logloom("render")
    stack.logloom("apply")
    # This distribution lacks the request that makes an empty data stream.
    for stream, line in zip(stack.streams.values(), ("{}", "{"), strict=True):
        assert node.request("POST", f"/{stream}/_doc?op_type=create&refresh=true", {"message": line}).status == 201
        assert node.request("POST", f"/{stream}/_delete_by_query", {"query": {"match_all": {}}}).status == 200
    stack.api_key = stack.logloom("key", "filebeat").strip()
    environment = {
        "LOGLOOM_CONTAINERS": str(stack.folder / "containers"),
        "ELASTICSEARCH_URL": node.url,
        "ELASTICSEARCH_API_KEY": stack.api_key,
        "LOGLOOM_TLS": str(node.tls),
    }
    config = stack.folder / "filebeat" / "filebeat.yml"
    # After an outage it tries again sooner than in the usual minute.
    with filebeat.running(config, "-E", "output.elasticsearch.backoff.max=2s", environment=environment) as started:
        stack.filebeat = started
        try:
            yield stack
        finally:
            for container in stack.containers:
                container.kill()


def outcomes(path: Path, source: str, schema: Schema) -> Iterator[Outcome]:
    """Yield what the Python engine makes of a file of Docker's."""
    engine, decoder = Engine(compile_rules(schema)), Decoder(source, docker=True)
    for block in (decoder.feed(path.read_bytes()), decoder.finish()):
        records = [*map(block.record, range(block.count)), *block.records]
        for record in sorted(records, key=lambda each: each.position or 0):
            yield engine.apply(record, STORED_AT)


def wait_until(is_so: Callable[[], bool], what: str, seconds: float = 60) -> None:
    """Wait until something is so, and fail where it does not come."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, f"not within {seconds:g} s: {what}"
        time.sleep(0.1)
