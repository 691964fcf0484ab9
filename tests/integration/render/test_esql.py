"""The ES|QL of panels, read by Elasticsearch's own grammar."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness import esql

from logloom.render._lens import lens
from logloom.schema import load_text

MEASURES = (
    "count: events",
    "average: loss",
    "sum: loss",
    "min: ingested_at",
    "max: '@timestamp'",
    "median: loss",
    "unique: rank",
    "percentile: {field: delay_ms, at: 95}",
)
STATES = ("heard_within: 90s", "silent_for: 10m", "lost_for: 1d")


@pytest.mark.needs("elasticsearch")
def test_the_grammar_reads_each_measure_in_each_state(tmp_path: Path) -> None:
    """Every query that a panel of jobs can become is one; a broken one is told with its place."""
    shown = [f"show: table, by: job_id, {measure}" for measure in MEASURES] + ["show: metric, unique: job_id"]
    texts = [f"{{title: T, {each}, jobs: {{{state}}}}}" for each in shown for state in STATES]
    fields = "fields: {loss: {type: float}}\n"
    schema = load_text(
        f"schema: 1\nname: a.b\nversion: 1.0.0\n{fields}dashboards: {{main: {{panels: [{', '.join(texts)}]}}}}\n"
    )
    panels = schema.dashboards["main"].panels
    queries = [lens(panel, schema)["state"]["query"]["esql"] for panel in panels]
    found = esql.faults([*queries, "FROM x | STATS a = MAX(b) WHERE BY c"], tmp_path)
    assert found[:-1] == [""] * len(queries)
    assert found[-1].startswith("1:")
