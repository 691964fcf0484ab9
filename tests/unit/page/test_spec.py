"""Each panel as a Vega-Lite specification."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from logloom.page import spec
from logloom.schema import Schema, load, load_text
from logloom.schema.model import Panel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DRAWN = {"line", "area", "bar", "donut", "heatmap"}
VALUES = {"level": ("INFO", "ERROR"), "rank": (0, 1, None), "injected": (True, False)}


@pytest.fixture(scope="module", params=["reference", "each"])
def panels(request: pytest.FixtureRequest, root: Path) -> list[tuple[Panel, Schema]]:
    """The panels of a schema; of the last, one for each way to draw each measure."""
    schema = load(root / "schema.yaml") if request.param == "reference" else load_text(each(), str(root / "each.yaml"))
    return [(panel, schema) for board in schema.dashboards.values() for panel in board.panels]


MEASURES = (
    "count: events", "rate: events", "average: gpu_memory", "sum: loss", "min: duration_ms", "max: store_bytes",
    "median: gpu_power", "last: map50", "unique: job_id", "percentile: {field: delay_ms, at: 95}",
)  # fmt: skip


def each() -> str:
    """Return a schema with a panel for each way to draw each measure."""
    lines = [
        "schema: 1",
        "name: all.panels",
        "version: 1.0.0",
        "extends: schema.yaml",
        "dashboards:",
        "  each:",
        "    panels:",
    ]
    for measure in MEASURES:
        splits = {
            "line": ("", "by: job_id"),
            "area": ("", "by: level"),
            "bar": ("", "by: job_id", "by: [job_id, level]", "by: level, over: time"),
            "donut": ("by: level",),
            "heatmap": ("by: rank", "by: [rank, level]"),
        }
        for show, all_splits in splits.items():
            for split in all_splits:
                timed = show in {"line", "area"} or split in {"", "by: level, over: time"}
                if measure.startswith("rate") and not timed:
                    continue
                more = f", {split}" if split else ""
                lines.append(f"      - {{title: A panel, show: {show}, {measure}{more}}}")
    return "\n".join(lines)


def drawings(panels: list[tuple[Panel, Schema]]) -> Iterator[tuple[Panel, dict[str, Any], bool]]:
    """Yield the specifications, those with jobs that begin together among them."""
    for panel, schema in panels:
        for aligned in (False, True) if panel.over_time else (False,):
            found = spec(panel, schema, aligned=aligned)
            if found is not None:
                yield panel, found, aligned


def test_what_is_no_drawing_has_no_specification(panels: list[tuple[Panel, Schema]]) -> None:
    """Numbers, tables and lists of events are the page's own."""
    assert all((spec(panel, schema) is not None) == (panel.show in DRAWN) for panel, schema in panels)


def test_specifications_name_their_data_and_load_nothing(panels: list[tuple[Panel, Schema]]) -> None:
    """There is no address in them but that of the language."""
    for panel, found, _ in drawings(panels):
        assert found["data"] == {"name": "rows"}
        assert panel.title in found["description"]
        text = json.dumps({name: value for name, value in found.items() if name != "$schema"})
        assert "url" not in text.lower()
        assert "://" not in text


def test_levels_have_their_own_colours(schema: Schema) -> None:
    """The same in each panel, whichever levels there are."""
    panel = schema.dashboards["overview"].panels[4]
    found = spec(panel, schema)
    assert found is not None
    scale = found["encoding"]["color"]["scale"]
    assert scale["domain"] == ["DEBUG", "INFO", "WARN", "ERROR", "CRITICAL"]
    assert len(set(scale["range"])) == 5


def test_a_share_is_seen_against_the_whole(schema: Schema) -> None:
    """GPU memory runs from 0 to 1, and is written in percent."""
    found = spec(schema.dashboards["overview"].panels[7], schema)
    assert found is not None
    value = found["encoding"]["y"]
    assert value["scale"] == {"domain": [0, 1]}
    assert "%" in value["axis"]["labelExpr"] or "~p" in value["axis"]["labelExpr"]


def test_only_what_adds_up_is_stacked(panels: list[tuple[Panel, Schema]]) -> None:
    """A sum of averages means nothing, and lines stand on nothing."""
    seen = set()
    for panel, found, _ in drawings(panels):
        stacks = {found["encoding"][channel].get("stack") for channel in ("x", "y") if channel in found["encoding"]}
        if panel.show in {"area", "bar"}:
            seen.add((panel.measure[0], "zero" in stacks))
        elif panel.show == "line":
            assert stacks == {None}
    assert {measure for measure, stacked in seen if stacked} <= {"count", "rate", "sum"}
    assert {measure for measure, stacked in seen if not stacked} & {"count", "rate", "sum"} == set()


@pytest.fixture(scope="module")
def language(root: Path) -> jsonschema.protocols.Validator:
    """The JSON Schema of Vega-Lite."""
    path = root / "web/node_modules/vega-lite/build/vega-lite-schema.json"
    return jsonschema.Draft7Validator(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.needs("node")
def test_specifications_are_vega_lite(
    panels: list[tuple[Panel, Schema]], language: jsonschema.protocols.Validator
) -> None:
    """By its own JSON Schema."""
    for panel, found, _ in drawings(panels):
        assert not list(language.iter_errors(found)), panel


@pytest.mark.needs("node")
def test_vega_draws_each_without_a_word(root: Path, panels: list[tuple[Panel, Schema]]) -> None:
    """Compiled, parsed for the interpreter that needs no eval, and drawn with rows of all kinds."""
    asked = [
        {"spec": found, "rows": rows(panel, aligned=aligned), "signals": signals(panel, aligned=aligned)}
        for panel, found, aligned in drawings(panels)
    ]
    done = subprocess.run(
        ["node", root / "tests/harness/vega.mjs"],
        cwd=root / "web",
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    for (panel, found, _), answer in zip(drawings(panels), answers, strict=True):
        assert answer["said"] == [], (panel, found)
        assert (
            len(re.findall(r'aria-roledescription="[a-z ]+(?:mark|slice)', answer["svg"])) or "<path" in answer["svg"]
        )
        assert "NaN" not in answer["svg"]


def rows(panel: Panel, *, aligned: bool) -> list[dict[str, Any]]:
    """Return rows as the page makes them: also some without a value."""
    found: list[dict[str, Any]] = [{}]
    for index, name in enumerate(panel.splits):
        found = [{**row, f"by{index}": value} for row in found for value in VALUES.get(name, ("a", '"><script>'))]
    if panel.over_time:
        moments = [float(step * 60) if aligned else f"2026-11-01T10:{step:02}:00.000Z" for step in range(20)]
        found = [{**row, "time": moment} for row in found for moment in moments]
    return [{**row, "value": None if index % 7 == 3 else index * 0.01} for index, row in enumerate(found)]


def signals(panel: Panel, *, aligned: bool) -> dict[str, float]:
    """Return the time range as the page gives it."""
    if not panel.over_time:
        return {}
    if aligned:
        return {"range_start": 0, "range_end": 1200, "step": 60}
    return {"range_start": 1793527200000, "range_end": 1793528400000, "step": 60000}
