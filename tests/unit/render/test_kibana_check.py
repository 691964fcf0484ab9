"""The check of saved objects: at least 40 ways to break one, each of which is found, and real exports, which pass."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from logloom.errors import RenderError
from logloom.render import _kibana
from logloom.render._kibana import objects
from logloom.render._kibana_check import check_objects
from logloom.render._lens_check import check_lens
from logloom.schema import Schema, load
from logloom.schema.model import COMPUTED

ROOT = Path(__file__).parents[3]
EXPORTS = Path(os.environ.get("KIBANA_EXPORTS", "exports"))  # a folder of what a real Kibana exported
SCHEMA = load(ROOT / "schema.yaml")
KINDS = {"integer": "number", "float": "number", "boolean": "boolean", "timestamp": "date"}
FIELDS = {name: KINDS.get(spec.type, "string") for name, spec in {**SCHEMA.fields, **COMPUTED}.items()} | {
    "violations": "string"
}
Objects = dict[str, Any]
STREAM = SCHEMA.events_stream
SEARCH = f"search:{STREAM}-errors"
VIEW = f"index-pattern:{STREAM}"
BOARD = f"dashboard:{STREAM}-overview"
SOURCE = "kibanaSavedObjectMeta"


def made() -> Objects:
    """Return the objects of the reference schema by type and id."""
    return {f"{each['type']}:{each['id']}": each for each in copy.deepcopy(list(objects(SCHEMA)))}


def put(key: str, *path: str, value: Any) -> Callable[[Objects], None]:
    """Return what sets a value in an object."""

    def change(all_of: Objects) -> None:
        inner = all_of[key]
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = value

    return change


def drop(key: str, *path: str) -> Callable[[Objects], None]:
    """Return what takes a value out of an object."""

    def change(all_of: Objects) -> None:
        inner = all_of[key]
        for step in path[:-1]:
            inner = inner[step]
        del inner[path[-1]]

    return change


def within(key: str, attribute: str, edit: Callable[[Any], object]) -> Callable[[Objects], None]:
    """Return what edits the JSON text in an attribute."""

    def change(all_of: Objects) -> None:
        attributes = all_of[key]["attributes"]
        *path, last = attribute.split(".")
        for step in path:
            attributes = attributes[step]
        value = json.loads(attributes[last])
        edit(value)
        attributes[last] = json.dumps(value)

    return change


def panel(slug: str, edit: Callable[[Any], object]) -> Callable[[Objects], None]:
    """Return what edits one panel of the overview."""
    return within(BOARD, "panelsJSON", lambda panels: edit(next(p for p in panels if p["panelIndex"] == slug)))


def lens(slug: str, edit: Callable[[Any], object]) -> Callable[[Objects], None]:
    """Return what edits the visualization in one panel of the overview."""
    return panel(slug, lambda shown: edit(shown["embeddableConfig"]["attributes"]))


def columns(slug: str, edit: Callable[[Any], object]) -> Callable[[Objects], None]:
    """Return what edits the columns of a panel's layer."""
    return lens(slug, lambda shown: edit(shown["state"]["datasourceStates"]["formBased"]["layers"]["layer"]["columns"]))


def layer(slug: str, **changed: Any) -> Callable[[Objects], None]:
    """Return what changes a panel's layer."""
    return lens(slug, lambda shown: shown["state"]["datasourceStates"]["formBased"]["layers"]["layer"].update(changed))


def drawn(slug: str, **changed: Any) -> Callable[[Objects], None]:
    """Return what changes the first drawn layer of a chart of lines or bars, or the drawing of another chart."""

    def edit(shown: Any) -> None:
        shown = shown["state"]["visualization"]
        (shown["layers"][0] if "layers" in shown else shown).update(changed)

    return lens(slug, edit)


def esql(edit: Callable[[Any], object]) -> Callable[[Objects], None]:
    """Return what edits the state of the panel that asks in ES|QL."""
    return lens("silent-jobs", lambda shown: edit(shown["state"]))


def text_based(state: Any) -> Any:
    """Return the layer of a panel that asks in ES|QL."""
    return state["datasourceStates"]["textBased"]["layers"]["layer"]


def control(edit: Callable[[Any], object]) -> Callable[[Objects], None]:
    """Return what edits the overview's control of ranks."""
    return within(BOARD, "controlGroupInput.panelsJSON", lambda controls: edit(controls["rank"]))


def no_reference(board: str, ending: str) -> Callable[[Objects], None]:
    """Return what takes the references out whose names end so."""

    def change(all_of: Objects) -> None:
        kept = [each for each in all_of[board]["references"] if not each["name"].endswith(ending)]
        assert len(kept) < len(all_of[board]["references"])
        all_of[board]["references"] = kept

    return change


DRILLDOWN = "drilldown:DASHBOARD_TO_DASHBOARD_DRILLDOWN:open-job:dashboardId"
BARS, DONUT, TABLE = "errors-over-time", "errors-by-kind", "errors-by-job"

MUTATIONS: dict[str, tuple[Callable[[Objects], None], str]] = {
    # The envelope.
    "another type": (put(SEARCH, "type", value="canvas"), "'canvas' is none of"),
    "a slash in an id": (put(SEARCH, "id", value="a/b"), "text without a slash"),
    "an empty id": (put(SEARCH, "id", value=""), "text without a slash"),
    "managed": (put(BOARD, "managed", value=True), "only be cloned"),
    "no version": (drop(SEARCH, "typeMigrationVersion"), "typeMigrationVersion: it lacks"),
    "an empty version": (put(SEARCH, "typeMigrationVersion", value=""), "every old migration"),
    "a version to come": (put(BOARD, "typeMigrationVersion", value="11.0.0"), "later than any known"),
    "another core version": (put(BOARD, "coreMigrationVersion", value="9.0.0"), "8.8.0"),
    "a key of Kibana's": (put(BOARD, "updated_at", value="2026-01-01T00:00:00Z"), "Kibana writes this itself"),
    "twice in the file": (lambda all_of: all_of.update(again=all_of[SEARCH]), "stands 2 times in one file"),
    # References.
    "a view that is gone": (lambda all_of: all_of.pop(VIEW), "which is not here"),
    "a tag that is gone": (lambda all_of: all_of.pop(f"tag:{STREAM}"), "which is not here"),
    "a name twice": (lambda all_of: all_of[SEARCH]["references"].append(all_of[SEARCH]["references"][0]), "2 times"),
    "no view for a search": (no_reference(SEARCH, ".index"), "no reference leads to its data view"),
    "no view for a layer": (no_reference(BOARD, f"{BARS}:indexpattern-datasource-layer-layer"), "lacks, or leads"),
    "no view for a control": (no_reference(BOARD, "controlGroup_rank:optionsListDataView"), "lacks, or leads"),
    "no search for a list": (no_reference(BOARD, ":panel_newest-errors"), "lacks, or leads"),
    "no target of a link": (no_reference(BOARD, ":link_compare_dashboard"), "lacks, or leads"),
    "no target of a drilldown": (
        no_reference(BOARD, f"{TABLE}:drilldown:DASHBOARD_TO_DASHBOARD_DRILLDOWN:open-job:dashboardId"),
        "lacks, or leads",
    ),
    "a drilldown to a search": (
        lambda all_of: [
            each.update(type="search", id=f"{STREAM}-errors")
            for each in all_of[BOARD]["references"]
            if each["name"].endswith(DRILLDOWN)
        ],
        "leads to no dashboard",
    ),
    "a reference for nobody": (
        lambda all_of: all_of[BOARD]["references"].append({"id": STREAM, "name": "old:x", "type": "index-pattern"}),
        "nothing needs 'old:x'",
    ),
    # Attributes.
    "an unknown attribute": (put(BOARD, "attributes", "panels", value=[]), "a dashboard has no such attribute"),
    "no title": (drop(SEARCH, "attributes", "title"), "attributes.title: it lacks"),
    "an empty title": (put(BOARD, "attributes", "title", value=""), "can't be found again"),
    "a title that is no text": (put(BOARD, "attributes", "title", value=7), "it is a int"),
    "panels as a list": (put(BOARD, "attributes", "panelsJSON", value=[]), "it is a list"),
    "panels cut short": (put(BOARD, "attributes", "panelsJSON", value="[{"), "it is no JSON"),
    "panels in a mapping": (put(BOARD, "attributes", "panelsJSON", value="{}"), "holds a dict"),
    "a colour with a name": (put(f"tag:{STREAM}", "attributes", "color", value="blue"), "no colour"),
    "a long tag": (put(f"tag:{STREAM}", "attributes", "name", value="x" * 51), "at most 50"),
    # Data views and searches.
    "an unknown format": (
        within(VIEW, "fieldFormatMap", lambda value: value["gpu_memory"].update(id="per cent")),
        "no format 'per cent'",
    ),
    "an address without value": (
        within(
            VIEW, "fieldFormatMap", lambda value: value["sentry_event_id"]["params"].update(urlTemplate="https://x")
        ),
        "does not hold the value",
    ),
    "a long description": (
        within(VIEW, "fieldAttrs", lambda value: value["level"].update(customDescription="x" * 301)),
        "at most 300",
    ),
    "a runtime field of no type": (
        within(VIEW, "runtimeFieldMap", lambda value: value["delay_ms"].update(type="number")),
        "no type 'number'",
    ),
    "a script that emits nothing": (
        within(VIEW, "runtimeFieldMap", lambda value: value["delay_ms"].update(script={"source": "return 1"})),
        "emits nothing",
    ),
    "a column of no field": (put(SEARCH, "attributes", "columns", value=["lvel"]), "no field 'lvel'"),
    "a sort without direction": (put(SEARCH, "attributes", "sort", value=[["@timestamp"]]), "no field with asc"),
    "a query that is no KQL": (
        within(SEARCH, f"{SOURCE}.searchSourceJSON", lambda value: value["query"].update(query="level:(")),
        "searchSourceJSON.query",
    ),
    "a query of Lucene": (
        within(SEARCH, f"{SOURCE}.searchSourceJSON", lambda value: value["query"].update(language="lucene")),
        "no KQL query",
    ),
    # Dashboards.
    "no range of time": (put(BOARD, "attributes", "timeFrom", value="yesterday"), "no range of time"),
    "a refresh of nothing": (put(BOARD, "attributes", "refreshInterval", value={"pause": False}), "pause and value"),
    "too wide": (panel(BARS, lambda shown: shown["gridData"].update(w=49)), "outside the grid"),
    "no height": (panel(BARS, lambda shown: shown["gridData"].update(h=0)), "outside the grid"),
    "one over the other": (panel(BARS, lambda shown: shown["gridData"].update(y=0)), "they overlap"),
    "another's place": (panel(BARS, lambda shown: shown["gridData"].update(i="x")), "another panel's"),
    "an index twice": (panel(BARS, lambda shown: shown.update(panelIndex=DONUT)), "stands 2 times"),
    "a panel of no type": (panel(BARS, lambda shown: shown.update(type="vega")), "'vega' is none of"),
    "by value and by reference": (panel(BARS, lambda shown: shown.update(panelRefName="panel_x")), "one of them"),
    "a drilldown that costs": (
        panel(
            TABLE,
            lambda shown: shown["embeddableConfig"]["enhancements"]["dynamicActions"]["events"][0]["action"].update(
                factoryId="URL_DRILLDOWN"
            ),
        ),
        "free of charge",
    ),
    "a control of no type": (
        control(lambda value: value.update(type="list")),
        "no type 'list'",
    ),
    "a control of no field": (
        within(
            BOARD, "controlGroupInput.panelsJSON", lambda value: value["rank"]["explicitInput"].update(fieldName="rnk")
        ),
        "no field 'rnk'",
    ),
    "a control of no width": (
        control(lambda value: value.update(width="huge")),
        "width or order",
    ),
    "a list's column of no field": (
        panel("newest-errors", lambda shown: shown["embeddableConfig"].update(columns=["mesage"])),
        "no field 'mesage'",
    ),
    # Lens.
    "a chart of no kind": (lens(BARS, lambda shown: shown.update(visualizationType="lnsBars")), "draws nothing"),
    "a layer that is not there": (drawn(BARS, layerId="other"), "it is drawn and not there"),
    "a layer of no type": (drawn(BARS, layerType="points"), "no layer type"),
    "a series of no type": (drawn(BARS, seriesType="bars"), "no series type"),
    "an axis of nothing": (drawn(BARS, xAccessor="when"), "'when', which is not there"),
    "a measure of nothing": (drawn(BARS, accessors=["number"]), "'number', which is not there"),
    "a split drawn as a measure": (drawn(BARS, accessors=["by0"]), "drawn as a measure"),
    "a measure drawn as a split": (drawn(BARS, splitAccessor="measure"), "drawn as what splits"),
    "nothing measured": (drawn(DONUT, metrics=[]), "draws no measure"),
    "a column that nobody draws": (drawn(BARS, splitAccessor=None), "nothing draws the column 'by0'"),
    "a donut of no shape": (
        lens(DONUT, lambda shown: shown["state"]["visualization"].update(shape="ring")),
        "no shape 'ring'",
    ),
    "an extent without bounds": (
        lens(BARS, lambda shown: shown["state"]["visualization"].update(yLeftExtent={"mode": "custom"})),
        "is no range",
    ),
    "an order that lacks one": (layer(BARS, columnOrder=["by0", "time"]), "columnOrder has"),
    "a measure first": (layer(BARS, columnOrder=["measure", "by0", "time"]), "stands before what splits it"),
    "a column half done": (layer(BARS, incompleteColumns={"by0": {}}), "not complete"),
    "a sample of nothing": (layer(BARS, sampling=0), "a sample of 0"),
    "no such operation": (columns(BARS, lambda value: value["measure"].update(operationType="number")), "no operation"),
    "no such data type": (columns(BARS, lambda value: value["by0"].update(dataType="keyword")), "no data type"),
    "a count that splits": (columns(BARS, lambda value: value["measure"].update(isBucketed=True)), "says otherwise"),
    "no label": (columns(BARS, lambda value: value["by0"].pop("label")), "it has no label"),
    "no such field": (columns(BARS, lambda value: value["by0"].update(sourceField="lvl")), "no field 'lvl'"),
    "an average of text": (
        columns(TABLE, lambda value: value["measure"].update(operationType="average", sourceField="service")),
        "average needs numbers",
    ),
    "time over a number": (columns(BARS, lambda value: value["time"].update(sourceField="seq")), "over a date"),
    "another type than the field": (columns(BARS, lambda value: value["by0"].update(dataType="number")), "is string"),
    "time without interval": (columns(BARS, lambda value: value["time"]["params"].pop("interval")), "an interval"),
    "ranked by nothing": (
        columns(BARS, lambda value: value["by0"]["params"].update(orderBy={"type": "column", "columnId": "x"})),
        "ranked by the column 'x'",
    ),
    "ranked by a split": (
        columns(TABLE, lambda value: value["by0"]["params"].update(orderBy={"type": "column", "columnId": "by1"})),
        "can't be ranked by the column",
    ),
    "ranked by nothing of its own": (
        columns(BARS, lambda value: value["by0"]["params"].update(orderBy={"type": "custom"})),
        "ranked by nothing",
    ),
    "no direction": (columns(BARS, lambda value: value["by0"]["params"].pop("orderDirection")), "no direction"),
    "the top none": (columns(BARS, lambda value: value["by0"]["params"].update(size=0)), "the top 0"),
    "scaled to no time": (columns(DONUT, lambda value: value["measure"].update(timeScale="s")), "layer has none"),
    "a formula of nothing": (
        columns(DONUT, lambda value: value["measure"].update(references=["measureX0"])),
        "'measureX0', which is not there",
    ),
    "another view than the dashboard's": (
        lens(BARS, lambda shown: shown["references"][0].update(id="elsewhere")),
        "is not the dashboard's",
    ),
    "a panel's query that is no KQL": (
        lens(BARS, lambda shown: shown["state"]["query"].update(query="level:(")),
        "query: ",
    ),
    "ES|QL of another panel": (esql(lambda state: state.update(query={"esql": "FROM x"})), "something else"),
    "ES|QL without a view": (esql(lambda state: state.update(adHocDataViews={})), "is not made here"),
    "ES|QL with a quote open": (
        esql(lambda state: state["query"].update(esql='FROM x | WHERE event == "a')),
        "no ES|QL query",
    ),
    "ES|QL that gives no such column": (
        esql(
            lambda state: state["datasourceStates"]["textBased"]["layers"]["layer"]["columns"][0].update(
                fieldName="jobs"
            )
        ),
        "gives no 'jobs'",
    ),
}


def test_what_is_rendered_passes() -> None:
    """The reference schema's objects are what Kibana takes and draws."""
    assert check_objects(list(made().values()), FIELDS) == []


def test_there_are_enough_mutations() -> None:
    """The check is held to more than 40 ways of breaking an object."""
    assert len(MUTATIONS) >= 40


@pytest.mark.parametrize("name", MUTATIONS)
def test_each_mutation_is_found(name: str) -> None:
    """What is broken is told, with the object that it is in."""
    change, words = MUTATIONS[name]
    broken = made()
    change(broken)
    found = check_objects(list(broken.values()), FIELDS)
    assert any(words in each for each in found), found
    assert all(":" in each for each in found)


@pytest.mark.needs("kibana-exports")
def test_real_exports_pass() -> None:
    """What a real Kibana 9.x wrote has nothing that the check takes for broken."""
    lines = (EXPORTS / "real-9.x-export.ndjson").read_text().splitlines()
    exported = [each for each in map(json.loads, lines) if "type" in each]
    assert exported
    assert check_objects(exported) == []
    built = sorted(EXPORTS.glob("*.json"))
    assert len(built) >= 10
    for path in built:
        attributes = json.loads(path.read_text())
        names = {each["name"]: each for each in attributes["references"]}
        assert list(check_lens(attributes, names)) == [], path.name


def test_a_broken_object_is_never_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    """If the renderer itself were wrong, nothing would be written, and the object and its fault be told."""
    monkeypatch.setattr(_kibana, "_CORE", "9.0.0")
    with pytest.raises(RenderError, match=f"index-pattern:{STREAM}: coreMigrationVersion"):
        _kibana.render(SCHEMA)


def test_a_schema_with_long_names_is_rendered() -> None:
    """Kibana's limits on names are met, not run into."""
    long = SCHEMA.model_copy(update={"name": ".".join(["a" * 19] * 4)})
    assert isinstance(long, Schema)
    assert check_objects(list(objects(long)), FIELDS) == []
