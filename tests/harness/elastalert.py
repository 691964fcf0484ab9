"""The real ElastAlert 2, in the project's own image, on loopback."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import yaml
from harness import elasticsearch, images
from harness.alerts import SCHEMA
from harness.elasticsearch import UnavailableError

from logloom._moments import from_iso, iso
from logloom.cluster import Cluster, apply, plan
from logloom.render import render
from logloom.schema import Schema, load_text

__all__ = ["Stack", "build", "running", "write_rules"]

ROOT = Path(__file__).parents[2]
BUILD_SECONDS = 900


def build() -> str:
    """Return the image, built from this checkout.

    Raises:
        UnavailableError: it can't be built here.
    """
    options = ["--build-arg", f"BASE_IMAGE={images.base()}", "--secret", f"id=ca,src={images.authorities()}"]
    command = ["docker", "build", "--quiet", *options, "--file", "deploy/images/alerts/Dockerfile", "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=BUILD_SECONDS)
    if done.returncode:
        raise UnavailableError(f"the image of ElastAlert 2 can't be built: {done.stderr[-1500:]}")
    return done.stdout.strip()


@contextmanager
def running(
    image: str, rules: Path, secrets: Path, environment: Mapping[str, str], *arguments: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Run it on the host's network; its output goes to a file beside the rules, and it is stopped at the end.

    Args:
        image: from `build`.
        rules: folder that is mounted as /etc/elastalert.
        secrets: folder that is mounted as /secrets/alerts.
        environment: of the program.
        arguments: further ones.
    """
    name = f"logloom-elastalert-{uuid4().hex[:8]}"
    options = ["--read-only", "--tmpfs", "/tmp", "--tmpfs", "/var/lib/logloom:uid=1000", "--cap-drop", "ALL"]
    mounts = ["--volume", f"{rules}:/etc/elastalert:ro", "--volume", f"{secrets}:/secrets/alerts:ro"]
    variables = [part for key in environment for part in ("--env", key)]
    command = ["docker", "run", "--rm", "--name", name, "--network", "host", *options, *mounts, *variables, image]
    with (rules.parent / "elastalert.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, *arguments], env={**os.environ, **environment}, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            yield process
        finally:
            subprocess.run(["docker", "rm", "--force", name], capture_output=True, check=False)
            process.wait(30)


@dataclass
class Stack:
    """Elasticsearch with the templates of a schema, and what ElastAlert 2 is started with."""

    node: elasticsearch.Node
    cluster: Cluster
    image: str
    secrets: Path

    def prepare(self, namespace: str) -> Schema:
        """Apply the schema of the tests under a namespace of its own."""
        text = SCHEMA.replace("fields:", f"stack: {{namespace: {namespace}}}\nfields:", 1)
        schema = load_text(text, "schema.yaml")
        apply(self.cluster, plan(self.cluster, schema, render(schema, ["elasticsearch"])), lambda _: None)
        return schema

    def store(self, schema: Schema, documents: list[dict[str, Any]], shift: timedelta) -> None:
        """Store documents as they are, past the pipeline, which would set the time of storage."""
        lines: list[Any] = []
        for document in documents:
            moved = {**document, **{key: _moved(document[key], shift) for key in ("@timestamp", "ingested_at")}}
            identity = f"{schema.stack.namespace}-{document['run']}-{document['seq']}"
            lines += [{"create": {"_id": identity}}, {key: value for key, value in moved.items() if value is not None}]
        path = f"/{schema.events_stream}/_bulk?pipeline=_none&refresh=true"
        answer = self.node.request("POST", path, lines, lines=True)
        assert not answer.body["errors"], answer.body

    def environment(self, **more: str) -> dict[str, str]:
        """Return what the image is told of the cluster."""
        return {"ES_HOST": "localhost", "ES_PORT": str(self.node.port), **more}

    def found(self, index: str, query: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the documents of an index of ElastAlert's."""
        self.node.request("POST", f"/{index}/_refresh")
        hits = self.node.request("POST", f"/{index}/_search?size=10000", {"query": query}).body["hits"]["hits"]
        return [hit["_source"] for hit in hits]


def _moved(moment: str, shift: timedelta) -> str:
    return iso(from_iso(moment) + shift)


def write_rules(
    folder: Path, schema: Schema, prefix: str = "", names: Collection[str] | None = None, **changes: Any
) -> None:
    """Write the rendered configuration and rules: all, or those of these names; with changes to each rule."""
    for path, content in render(schema, ["alerts"]).items():
        target = folder / Path(path).relative_to("deploy/alerts")
        value = yaml.safe_load(content)
        if target.name != "config.yaml":
            if names is not None and target.stem not in names:
                continue
            value |= {**changes, "name": prefix + target.stem if prefix else value["name"]}
            target = target.with_name(f"{prefix}{target.name}")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(yaml.safe_dump(value), encoding="utf-8")
