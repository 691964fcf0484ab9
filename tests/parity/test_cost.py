"""The report of what the pipeline costs. How long it takes is a benchmark's subject, and no test's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from bench.processors import measure, table

from logloom.render import render
from logloom.schema import load

if TYPE_CHECKING:
    from pathlib import Path

    from harness.elasticsearch import Node

pytestmark = pytest.mark.needs("elasticsearch")


def test_the_report_names_every_processor(node: Node, root: Path) -> None:
    """Each processor of the rendered pipeline has its own row, and each kind of lines went through all of them."""
    files = render(load(root / "schema.yaml"), ["elasticsearch"])
    pipeline = json.loads(files["deploy/elasticsearch/_ingest/pipeline/logs-pytorch.trainer.json"])
    names = [f"{kind}:{body['tag']}" for part in pipeline["processors"] for kind, body in part.items()]
    costs = measure(node, 50, 1)
    assert list(costs) == ["event", "text", "secrets", "peer"]
    assert [list(costs[kind]) for kind in ("event", "text", "secrets")] == [names] * 3
    assert sum(costs["event"].values()) > 0
    assert [row.split("`")[1] for row in table(costs).splitlines()[2 : 2 + len(names)]] == names
