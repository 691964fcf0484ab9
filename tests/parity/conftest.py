"""One Elasticsearch for the whole session, and the schemas whose rules it is given."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from harness.elasticsearch import Node, UnavailableError, install, running

from logloom.render import render
from logloom.schema import Schema, load

_ORDER = ("_ingest", "_component_template", "_index_template")
SCHEMAS = ("schema.yaml", "tests/fixtures/good/smallest.yaml", "tests/fixtures/good/weather_station.yaml")


@pytest.fixture(scope="session")
def node() -> Iterator[Node]:
    """Yield a running Elasticsearch."""
    try:
        install()
    except UnavailableError as reason:
        pytest.skip(str(reason))
    with running() as node:
        yield node


@pytest.fixture(scope="session", params=SCHEMAS)
def schema(request: pytest.FixtureRequest, root: Path) -> Schema:
    """Return each of the schemas."""
    return load(root / request.param)


@pytest.fixture(scope="session")
def prepare(node: Node) -> Callable[[Schema], None]:
    """Return what puts all that is rendered for a schema, in the order in which one thing needs another."""

    def put(schema: Schema) -> None:
        files = render(schema, ["elasticsearch"])
        for folder in _ORDER:
            for path, content in files.items():
                request = path.removeprefix("deploy/elasticsearch").removesuffix(".json")
                if request.startswith(f"/{folder}/"):
                    node.put(request, _without_lifecycle(json.loads(content)))

    return put


@pytest.fixture(scope="session")
def ready(node: Node, schema: Schema, prepare: Callable[[Schema], None]) -> Node:
    """Return the node after it took all that is rendered for each of the schemas."""
    prepare(schema)
    return node


def _without_lifecycle(body: dict[str, Any]) -> dict[str, Any]:
    """Take out what this distribution lacks the module for."""
    body.get("template", {}).get("settings", {}).pop("index.lifecycle.name", None)
    return body
