"""What is made for Kibana: each thing that the schema says, under an id that stays."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from logloom.errors import SchemaErrors
from logloom.render import render
from logloom.render._grid import WIDTH, grid
from logloom.render._lens import lens
from logloom.schema import Schema, load, load_text
from logloom.schema.panels import search

NOON = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)
ROOT = Path(__file__).parents[3]
SCHEMA = load(ROOT / "schema.yaml")
KINDS = ["metric", "line", "area", "bar", "donut", "table", "heatmap", "events"]


def rendered(schema: Schema = SCHEMA) -> dict[str, dict[str, Any]]:
    """Return the rendered objects by type and id."""
    lines = render(schema, ["kibana"])["kibana/objects.ndjson"].splitlines()
    return {f"{each['type']}:{each['id']}": each for each in map(json.loads, lines)}


def board(name: str, schema: Schema = SCHEMA) -> dict[str, Any]:
    """Return the attributes of a dashboard, with its panels by their index."""
    attributes = rendered(schema)[f"dashboard:{schema.object_id(name)}"]["attributes"]
    return {**attributes, "panels": {each["panelIndex"]: each for each in json.loads(attributes["panelsJSON"])}}


def one_panel(text: str) -> dict[str, Any]:
    """Return the Lens attributes of one panel over the core fields and a few more."""
    fields = "fields: {loss: {type: float}, share: {type: float, unit: ratio, min: 0, max: 1}}\n"
    head = "schema: 1\nname: a.b\nversion: 1.0.0\n"
    schema = load_text(f"{head}{fields}dashboards: {{main: {{panels: [{text}]}}}}\n")
    return lens(schema.dashboards["main"].panels[0], schema)


def columns(attributes: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the columns of a panel's layer in their order."""
    layer = attributes["state"]["datasourceStates"]["formBased"]["layers"]["layer"]
    return {name: layer["columns"][name] for name in layer["columnOrder"]}


def test_everything_that_the_schema_names_is_there() -> None:
    """A data view for each stream, a search for each query, a dashboard for each dashboard, one tag."""
    made = rendered()
    assert {f"index-pattern:{SCHEMA.events_stream}", f"index-pattern:{SCHEMA.invalid_stream}"} <= made.keys()
    assert {f"search:{SCHEMA.object_id(name)}" for name in SCHEMA.queries} <= made.keys()
    assert {f"dashboard:{SCHEMA.object_id(name)}" for name in SCHEMA.dashboards} <= made.keys()
    assert f"tag:{SCHEMA.events_stream}" in made
    assert not any(each["managed"] for each in made.values())


def test_a_named_query_is_a_saved_search() -> None:
    """In KQL, with its columns, the newest event first, over the events' data view."""
    found = rendered()[f"search:{SCHEMA.object_id('oom_suspects')}"]
    source = json.loads(found["attributes"]["kibanaSavedObjectMeta"]["searchSourceJSON"])
    assert source["query"] == {"query": "level:ERROR AND gpu_memory > 0.9", "language": "kuery"}
    assert found["attributes"]["columns"] == list(SCHEMA.queries["oom_suspects"].columns)
    assert found["attributes"]["sort"] == [["@timestamp", "desc"]]
    assert found["references"][0]["id"] == SCHEMA.events_stream


def test_numbers_are_shown_by_their_units() -> None:
    """Shares as percent, times as durations, sizes in bytes, small numbers whole; each field with its description."""
    attributes = rendered()[f"index-pattern:{SCHEMA.events_stream}"]["attributes"]
    formats = json.loads(attributes["fieldFormatMap"])
    assert {name: formats[name]["id"] for name in ("gpu_memory", "duration_ms", "delay_ms", "store_bytes")} == {
        "gpu_memory": "percent",
        "duration_ms": "duration",
        "delay_ms": "duration",
        "store_bytes": "bytes",
    }
    assert formats["learning_rate"]["params"]["pattern"] == "0,0.[000000]"
    assert formats["sentry_event_id"]["params"]["urlTemplate"] == "${SENTRY_EVENT_URL}{{value}}"
    assert json.loads(attributes["fieldAttrs"])["loss"] == {"customDescription": "Loss of the training."}
    assert json.loads(attributes["runtimeFieldMap"])["delay_ms"]["type"] == "long"


@pytest.mark.parametrize("name", SCHEMA.dashboards)
def test_each_dashboard_can_be_narrowed_and_left(name: str) -> None:
    """It has the controls that the schema gives it, a way to each other dashboard, and its own range of time."""
    attributes = board(name)
    assert list(json.loads(attributes["controlGroupInput"]["panelsJSON"])) == sorted(SCHEMA.dashboards[name].controls)
    links = attributes["panels"]["links"]["embeddableConfig"]["attributes"]["links"]
    assert [link["id"] for link in links] == [other for other in SCHEMA.dashboards if other != name]
    assert attributes["timeFrom"] == f"now-{SCHEMA.dashboards[name].time}"
    assert attributes["timeRestore"]


def test_from_the_overview_a_job_opens_its_own_dashboard() -> None:
    """Each panel with `opens` carries filters and time along; in a table one click on the job is enough."""
    panels = board("overview")["panels"]
    opening = {
        key: each["embeddableConfig"]["enhancements"]["dynamicActions"]["events"][0]
        for key, each in panels.items()
        if "dynamicActions" in each["embeddableConfig"]["enhancements"]
    }
    assert {"errors-by-job", "jobs-that-fell-silent", "slowest-jobs", "gpu-memory", "loss"} == opening.keys()
    assert opening["errors-by-job"]["action"]["name"] == "Open One job"
    assert opening["errors-by-job"]["action"]["config"]["useCurrentFilters"]
    shown = panels["errors-by-job"]["embeddableConfig"]["attributes"]["state"]["visualization"]["columns"]
    assert [column.get("oneClickFilter", False) for column in shown] == [True, True, False]


def test_a_list_of_a_named_query_is_that_search() -> None:
    """With columns of its own; a list of something else gets a search of its own."""
    made = rendered()
    overview, job = (made[f"dashboard:{SCHEMA.object_id(name)}"]["references"] for name in ("overview", "job"))
    listed = {each["name"]: each["id"] for each in [*overview, *job] if each["type"] == "search"}
    assert listed == {
        "newest-errors:panel_newest-errors": SCHEMA.object_id("errors"),
        "faults:panel_faults": SCHEMA.object_id("exceptions"),
        "events:panel_events": SCHEMA.object_id("job-events"),
    }
    config = board("overview")["panels"]["newest-errors"]["embeddableConfig"]
    assert config["columns"] == ["job_id", "rank", "error_type", "message", "sentry_event_id"]


def test_lines_that_could_not_be_parsed_have_a_view_of_their_own() -> None:
    """A panel of them asks the other data stream."""
    references = rendered()[f"dashboard:{SCHEMA.object_id('pipeline')}"]["references"]
    asked = {each["name"].partition(":")[0] for each in references if each["id"] == SCHEMA.invalid_stream}
    assert asked == {"lines-that-could-not-be-parsed", "unparsed-lines-by-reason", "unparsed-lines-by-service"}


def test_ids_stay_when_panels_move() -> None:
    """Moving a panel changes where it stands and nothing that others refer to."""
    overview = SCHEMA.dashboards["overview"]
    moved = overview.model_copy(update={"panels": tuple(reversed(overview.panels))})
    other = SCHEMA.model_copy(update={"dashboards": {**SCHEMA.dashboards, "overview": moved}})
    assert rendered(other).keys() == rendered().keys()
    assert board("overview", other)["panels"].keys() == board("overview")["panels"].keys()


def test_titles_in_any_script_get_an_id() -> None:
    """Two panels of one title, one that is called as the row of links, and titles without a Latin letter."""
    titles = ("Now", "Now", "Links", "错误", "日志")
    panels = "".join(f"{{title: {title}, show: metric, count: events}}," for title in titles)
    boards = f"dashboards: {{one: {{panels: [{panels}]}}, two: {{panels: [{panels}]}}}}\n"
    schema = load_text(f"schema: 1\nname: a.b\nversion: 1.0.0\n{boards}")
    keys = board("one", schema)["panels"].keys()
    assert {"links", "now", "now-2", "links-2"} < keys
    assert len(keys) == 6


def test_values_are_ranked_before_time_runs() -> None:
    """The top jobs are those of the whole range, not of each minute."""
    found = columns(one_panel("{title: T, show: line, average: loss, by: job_id, top: 7}"))
    assert [column["operationType"] for column in found.values()] == ["terms", "date_histogram", "average"]
    assert found["by0"]["params"]["size"] == 7
    assert found["by0"]["params"]["orderBy"] == {"type": "column", "columnId": "measure"}


def test_the_newest_value_ranks_by_who_spoke_last() -> None:
    """Elasticsearch can't rank by a newest value, so the newest event ranks."""
    found = columns(one_panel("{title: T, show: table, last: loss, by: job_id}"))
    assert found["measure"]["operationType"] == "last_value"
    assert found["measure"]["filter"] == {"query": '"loss": *', "language": "kuery"}
    assert found["by0"]["params"]["orderAgg"]["operationType"] == "max"


def test_a_rate_is_a_count_of_seconds() -> None:
    """Kibana divides by the width of each step."""
    found = columns(one_panel("{title: T, show: area, rate: events, by: service}"))
    assert found["measure"]["operationType"] == "count"
    assert found["measure"]["timeScale"] == "s"


@pytest.mark.parametrize(
    ("text", "series"),
    [
        ("show: line, count: events", "line"),
        ("show: area, rate: events, by: service", "area_stacked"),
        ("show: area, average: loss, by: service", "area"),
        ("show: bar, count: events", "bar"),
        ("show: bar, count: events, by: level, over: time", "bar_stacked"),
        ("show: bar, max: loss, by: job_id", "bar_horizontal"),
        ("show: bar, count: events, by: [job_id, level]", "bar_horizontal_stacked"),
    ],
)
def test_only_what_adds_up_is_stacked(text: str, series: str) -> None:
    """A bar for each value lies on its side, so that names can be read."""
    shown = one_panel(f"{{title: T, {text}}}")["state"]["visualization"]
    assert shown["preferredSeriesType"] == shown["layers"][0]["seriesType"] == series


def test_a_single_number_says_its_title_once() -> None:
    """Kibana writes the column's name beside it, so that is the title, and the panel's own is hidden."""
    number = board("overview")["panels"]["errors"]["embeddableConfig"]
    assert number["hidePanelTitles"]
    assert columns(number["attributes"])["measure"]["label"] == "Errors"
    late = one_panel("{title: T, show: line, percentile: {field: delay_ms, at: 95}, by: service}")
    assert columns(late)["measure"]["label"] == "p95 of delay_ms"


def test_a_share_is_seen_against_the_whole() -> None:
    """A memory that is 3 % full does not fill the chart."""
    shown = one_panel("{title: T, show: line, max: share}")["state"]["visualization"]
    assert shown["yLeftExtent"] == {"mode": "custom", "lowerBound": 0, "upperBound": 1}


def test_events_without_the_measured_field_do_not_count() -> None:
    """Else a job without a loss would be among the top ten."""
    asked = one_panel("{title: T, show: table, median: loss, by: job_id, where: 'level:INFO'}")["state"]["query"]
    assert asked["query"] == "(level:INFO) and (loss:*)"


def test_the_state_of_jobs_is_asked_in_two_steps() -> None:
    """First each job's moments, then those that match; silence is counted back from the end of the range."""
    text = "{title: T, show: table, max: seq, by: job_id, jobs: {silent_for: 10m}, top: 5}"
    asked = one_panel(text)["state"]["query"]["esql"]
    moments = (
        'began = MAX(@timestamp) WHERE event IN ("job_start", "heartbeat"), '
        'ended = MAX(@timestamp) WHERE event == "job_end", spoke = MAX(@timestamp) WHERE event != "heartbeat", '
        "heard = MAX(@timestamp)"
    )
    silent = "(spoke IS NULL OR spoke <= TO_DATETIME(?_tend) - 600 seconds)"
    assert asked.split("\n| ") == [
        "FROM logs-a.b-default",
        f"STATS {moments}, measure = MAX(`seq`) BY job_id",
        f"WHERE began IS NOT NULL AND (ended IS NULL OR began > ended) AND {silent}",
        "SORT measure DESC, job_id",
        "LIMIT 5",
        "KEEP job_id, measure",
    ]


MEASURES = ["count", "rate", "average", "sum", "min", "max", "median", "last", "unique", "percentile"]
FIELDS = ["level", "rank", "gpu_id", "loss", "share", "flag", "violations", "delay_ms", "@timestamp", "message"]


def panel_of(draw: Callable[[st.SearchStrategy[Any]], Any]) -> dict[str, Any]:
    """Return a panel of any words, most of which go together."""
    measure, field = draw(st.sampled_from(MEASURES)), draw(st.sampled_from(FIELDS))
    measured: dict[str, Any] = {"count": "events", "rate": "events", "percentile": {"field": field, "at": 95}}
    panel: dict[str, Any] = {"title": draw(st.text(min_size=1, max_size=9)), "show": draw(st.sampled_from(KINDS))}
    if panel["show"] != "events":
        panel[measure] = measured.get(measure, field)
        panel["by"] = draw(st.lists(st.sampled_from(["level", "rank", "flag", "violations", "job_id"]), max_size=2))
    more = {
        "over": st.just("time"),
        "stream": st.just("invalid"),
        "where": st.sampled_from(["level:ERROR", "not message:(a or b*)", '"x \\" y"']),
        "opens": st.just("other"),
        "jobs": st.sampled_from([{"lost_for": "5m"}, {"heard_within": "90s"}]),
        "columns": st.just(["level", "violations"]),
    }
    return panel | draw(st.fixed_dictionaries({}, optional=more))


@settings(max_examples=25)
@given(st.data())
def test_whatever_the_language_takes_can_be_rendered(data: st.DataObject) -> None:
    """A panel is refused with its place, or it is one that the check of saved objects passes and that can be asked."""
    other = {"panels": [{"title": "T", "show": "metric", "count": "events"}]}
    fields = {"loss": {"type": "float"}, "share": {"type": "float", "unit": "ratio", "min": 0, "max": 1}}
    text = {"schema": 1, "name": "a.b", "version": "1.0.0", "fields": fields | {"flag": {"type": "boolean"}}}
    for panel in [panel_of(data.draw) for _ in range(6)]:
        boards = {"main": {"panels": [panel], "controls": ["rank", "violations"]}, "other": other}
        try:
            schema = load_text(json.dumps(text | {"dashboards": boards}))
        except SchemaErrors:
            continue
        assert render(schema, ["kibana"])
        taken = schema.dashboards["main"].panels[0]
        if taken.show != "events":
            assert search(taken, schema, NOON - timedelta(hours=1), NOON)["query"]


@given(st.lists(st.sampled_from(KINDS), max_size=40), st.integers(0, 5))
def test_the_grid_has_no_gap_and_no_overlap(kinds: list[str], below: int) -> None:
    """Each row is full, each panel has a place, and rows follow each other in order."""
    places = list(grid(kinds, below))
    assert len(places) == len(kinds)
    taken = [(x, y) for each in places for x in range(each["x"], each["x"] + each["w"]) for y in (each["y"],)]
    assert len(taken) == len(set(taken))
    rows = {y for _, y in taken}
    assert all(sum(1 for _, y in taken if y == row) == WIDTH for row in rows)
    assert all(each["y"] >= below for each in places)
    assert [(each["y"], each["x"]) for each in places] == sorted((each["y"], each["x"]) for each in places)


def test_the_stack_brings_its_dashboards_along() -> None:
    """In Compose they are imported once Kibana answers, by a service that sees Elasticsearch's secrets alone."""
    services = yaml.safe_load(render(SCHEMA, ["compose"])["compose.yaml"])["services"]
    importing = services["dashboards"]
    assert importing["command"] == ["apply", "--kibana", "https://kibana:5601"]
    assert importing["depends_on"]["kibana"] == {"condition": "service_healthy"}
    secrets = [mount for mount in importing["volumes"] if isinstance(mount, str) and mount.startswith("secrets")]
    assert secrets == ["secrets-elasticsearch:/secrets/elasticsearch:ro"]
