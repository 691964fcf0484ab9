"""One Elasticsearch for the whole session, and the schemas whose rules it is given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from harness.elasticsearch import Node, UnavailableError, install, running
from parity.cluster import put_all

from logloom.schema import Schema, load

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
def ready(node: Node, schema: Schema) -> Node:
    """Return the node after it took all that is rendered for each of the schemas."""
    put_all(node, schema)
    return node
