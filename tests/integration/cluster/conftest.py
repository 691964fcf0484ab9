"""One Elasticsearch for these tests, and a schema of its own for each: this distribution can't delete data streams."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING

import pytest

from logloom.cluster import Cluster, connect
from logloom.schema import Schema, load_text

if TYPE_CHECKING:
    from harness.elasticsearch import Node

_NUMBERS = count(1)


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
