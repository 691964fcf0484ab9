"""One Elasticsearch for the whole session, and the schemas whose rules it is given."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from parity.cluster import put_all

from logloom.schema import Schema, load

if TYPE_CHECKING:
    from harness.elasticsearch import Node

SCHEMAS = ("schema.yaml", "tests/fixtures/good/smallest.yaml", "tests/fixtures/good/weather_station.yaml")


@pytest.fixture(scope="session", params=SCHEMAS)
def schema(request: pytest.FixtureRequest, root: Path) -> Schema:
    """Return each of the schemas."""
    return load(root / request.param)


@pytest.fixture(scope="session")
def ready(node: Node, schema: Schema) -> Node:
    """Return the node after it took all that is rendered for each of the schemas."""
    put_all(node, schema)
    return node
