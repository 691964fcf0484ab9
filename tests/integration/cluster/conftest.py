"""One Elasticsearch for these tests, and a schema of its own for each: this distribution can't delete data streams."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from harness.elasticsearch import Node, running

from logloom.cluster import Cluster, connect
from logloom.schema import Schema, load_text

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def node() -> Iterator[Node]:
    """Yield an Elasticsearch of their own: a plan begins with nothing that other tests have put."""
    with running() as node:
        yield node


@pytest.fixture
def cluster(node: Node) -> Cluster:
    """Return the way to it."""
    return connect({"ELASTICSEARCH_URL": node.url})


@pytest.fixture
def schema() -> Callable[..., Schema]:
    """Return a function from fields (name → type) to a schema under a name that no other test has."""
    name = f"test.t{next(_NUMBERS)}"

    def make(**fields: str) -> Schema:
        lines = [f"  {field}: {{type: {kind}, description: A field.}}" for field, kind in fields.items()]
        head = [f"schema: 1\nname: {name}\nversion: 1.0.0"]
        return load_text("\n".join(head + (["fields:", *lines] if lines else [])) + "\n", "schema.yaml")

    return make
