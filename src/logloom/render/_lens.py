"""A panel as a Lens visualization, in the oldest form that each Kibana 9 reads and brings up to its own.

A measure is a column ``measure``, time is ``time``, each field of `by` is a column of its own. The order of columns is
the nesting: values of `by` are ranked over the whole range, and time runs within each.

Source: exports of Kibana 9.x; Kibana's documentation, 9.4, pages "Lens", "KQL" and "ES|QL".
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from logloom.schema import Schema
from logloom.schema.model import COMPUTED, FieldSpec, Panel, span_seconds
from logloom.schema.panels import label, question, stream

__all__ = ["DATA_TYPES", "lens"]

_LAYER = "layer"
_MEASURE, _TIME = "measure", "time"
_KINDS = {
    "metric": "lnsMetric",
    "line": "lnsXY",
    "area": "lnsXY",
    "bar": "lnsXY",
    "donut": "lnsPie",
    "table": "lnsDatatable",
    "heatmap": "lnsHeatmap",
}
DATA_TYPES = {
    "keyword": "string",
    "text": "string",
    "integer": "number",
    "float": "number",
    "boolean": "boolean",
    "timestamp": "date",
}
"""A field's type, as Kibana names it."""

_OPERATIONS = {
    "count": "count",
    "rate": "count",
    "average": "average",
    "sum": "sum",
    "min": "min",
    "max": "max",
    "median": "median",
    "last": "last_value",
    "unique": "unique_count",
    "percentile": "percentile",
}
_ADDS_UP = ("count", "rate", "sum")
_BOTH_SIDES = {"x": False, "yLeft": True, "yRight": True}


def lens(panel: Panel, schema: Schema) -> dict[str, Any]:
    """Return the attributes of a Lens panel by value."""
    view = stream(panel, schema)
    reference = {"type": "index-pattern", "id": view, "name": f"indexpattern-datasource-layer-{_LAYER}"}
    source = _esql(panel, schema) if panel.jobs else _form_based(panel, schema)
    return {
        "title": "",
        "visualizationType": _KINDS[panel.show],
        "type": "lens",
        "references": [] if panel.jobs else [reference],
        "state": {
            "visualization": _visualization(panel, schema),
            "filters": [],
            "internalReferences": [],
            **source,
        },
    }


def _form_based(panel: Panel, schema: Schema) -> dict[str, Any]:
    columns = {_split(index): _terms(panel, schema, name) for index, name in enumerate(panel.splits)}
    if panel.over_time:
        columns[_TIME] = _histogram()
    columns[_MEASURE] = _measure(panel, schema)
    layer = {"columns": columns, "columnOrder": list(columns), "incompleteColumns": {}, "sampling": 1}
    return {
        "query": {"query": question(panel, schema), "language": "kuery"},
        "datasourceStates": {"formBased": {"layers": {_LAYER: layer}}},
        "adHocDataViews": {},
    }


def _split(index: int) -> str:
    return f"by{index}"


def _spec(schema: Schema, name: str) -> FieldSpec:
    if name == "violations":
        return FieldSpec(type="keyword", array=True)
    return COMPUTED.get(name) or schema.fields[name]


def _terms(panel: Panel, schema: Schema, name: str) -> dict[str, Any]:
    by_time = panel.measure[0] == "last"
    params: dict[str, Any] = {
        "size": panel.top,
        "orderBy": {"type": "custom"} if by_time else {"type": "column", "columnId": _MEASURE},
        "orderDirection": "desc",
        "otherBucket": False,
        "missingBucket": False,
        "parentFormat": {"id": "terms"},
        "include": [],
        "exclude": [],
        "includeIsRegex": False,
        "excludeIsRegex": False,
    }
    if by_time:
        params["orderAgg"] = _column("max", "Newest", "date", "@timestamp", {"emptyAsNull": True})
    return {**_column("terms", name, DATA_TYPES[_spec(schema, name).type], name, params), "isBucketed": True}


def _histogram() -> dict[str, Any]:
    params = {"interval": "auto", "includeEmptyRows": True, "dropPartials": False}
    return {**_column("date_histogram", "@timestamp", "date", "@timestamp", params), "isBucketed": True}


def _measure(panel: Panel, schema: Schema) -> dict[str, Any]:
    measure, field = panel.measure
    if field is None:
        column = _column("count", _label(panel), "number", "___records___", {"emptyAsNull": False})
        return {**column, "timeScale": "s"} if measure == "rate" else column
    kind = "number" if measure == "unique" else DATA_TYPES[_spec(schema, field).type]
    params: dict[str, Any] = {"emptyAsNull": measure not in {"sum", "unique"}}
    if panel.percentile:
        params = {"percentile": panel.percentile.at}
    column = _column(_OPERATIONS[measure], _label(panel), kind, field, params)
    if measure == "last":
        filled = {"query": f'"{field}": *', "language": "kuery"}
        return {**column, "params": {"sortField": "@timestamp"}, "filter": filled}
    return column


def _label(panel: Panel) -> str:
    """Return what stands at an axis, above a column, or beside a single number."""
    return panel.title if panel.show == "metric" else label(panel)


def _column(operation: str, label: str, kind: str, field: str, params: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "label": label,
        "customLabel": True,
        "dataType": kind,
        "operationType": operation,
        "sourceField": field,
        "isBucketed": False,
        "params": dict(params),
    }


def _visualization(panel: Panel, schema: Schema) -> dict[str, Any]:
    layer: dict[str, Any] = {"layerId": _LAYER, "layerType": "data"}
    splits = [_split(index) for index in range(len(panel.splits))]
    if panel.show == "metric":
        return {**layer, "metricAccessor": _MEASURE}
    if panel.show == "table":
        return _table(panel, layer, splits)
    if panel.show == "donut":
        groups = {"primaryGroups": splits, "metrics": [_MEASURE]}
        drawn = {"numberDisplay": "value", "categoryDisplay": "default", "legendDisplay": "default"}
        return {"shape": "donut", "layers": [{**layer, **groups, **drawn, "nestedLegend": False}]}
    if panel.show == "heatmap":
        return _heatmap(layer, splits)
    return _xy(panel, schema, layer, splits)


def _table(panel: Panel, layer: dict[str, Any], splits: list[str]) -> dict[str, Any]:
    # One click on a value, not two, leads on.
    clickable = {"oneClickFilter": True} if panel.opens else {}
    columns: list[dict[str, Any]] = [{"columnId": split, "isTransposed": False, **clickable} for split in splits]
    columns.append({"columnId": _MEASURE, "isTransposed": False, "isMetric": True})
    return {**layer, "columns": columns, "paging": {"size": 10, "enabled": True}}


def _heatmap(layer: dict[str, Any], splits: list[str]) -> dict[str, Any]:
    grid = {"isCellLabelVisible": True, "isXAxisTitleVisible": False, "isYAxisTitleVisible": False}
    return {
        **layer,
        "shape": "heatmap",
        "xAccessor": splits[1] if len(splits) > 1 else _TIME,
        "yAccessor": splits[0],
        "valueAccessor": _MEASURE,
        "legend": {"isVisible": True, "position": "right", "type": "heatmap_legend"},
        "gridConfig": {"type": "heatmap_grid", "isXAxisLabelVisible": True, "isYAxisLabelVisible": True, **grid},
    }


def _xy(panel: Panel, schema: Schema, layer: dict[str, Any], splits: list[str]) -> dict[str, Any]:
    across, *stacked = [_TIME, *splits] if panel.over_time else splits
    series = _series(panel, stacked=bool(stacked))
    drawn: dict[str, Any] = {**layer, "seriesType": series, "xAccessor": across, "accessors": [_MEASURE]}
    if stacked:
        drawn["splitAccessor"] = stacked[0]
    return {
        "legend": {"isVisible": True, "position": "right"},
        "valueLabels": "hide",
        "fittingFunction": "Linear" if panel.show == "line" else "None",
        "axisTitlesVisibilitySettings": _BOTH_SIDES,
        "tickLabelsVisibilitySettings": {**_BOTH_SIDES, "x": True},
        "labelsOrientation": {"x": 0, "yLeft": 0, "yRight": 0},
        "gridlinesVisibilitySettings": {**_BOTH_SIDES, "x": True},
        "yLeftExtent": _extent(panel, schema, series),
        "preferredSeriesType": series,
        "layers": [drawn],
    }


def _series(panel: Panel, *, stacked: bool) -> str:
    """Only what adds up is stacked: a sum of averages means nothing."""
    adds_up = stacked and panel.measure[0] in _ADDS_UP
    if panel.show == "bar":
        lying = "bar" if panel.over_time else "bar_horizontal"
        return f"{lying}_stacked" if adds_up else lying
    return f"{panel.show}_stacked" if adds_up and panel.show == "area" else panel.show


def _extent(panel: Panel, schema: Schema, series: str) -> dict[str, Any]:
    """A share is seen against the whole, from 0 to 1."""
    measure, field = panel.measure
    spec = _spec(schema, field) if field else None
    if spec and spec.unit == "ratio" and (spec.min, spec.max) == (0, 1) and measure not in {"unique", "sum"}:
        return {"mode": "custom", "lowerBound": 0, "upperBound": 1}
    return {"mode": "full" if series != "line" else "dataBounds"}


def _esql(panel: Panel, schema: Schema) -> dict[str, Any]:
    """The state of each job can be filtered by no column of Lens; ES|QL can."""
    source = schema.events_stream
    # Kibana gives a data view that only a query makes an id of this form.
    view = hashlib.sha256(f"esql-{source}".encode()).hexdigest()
    query = {"esql": _jobs_query(panel, schema)}
    names = [*panel.splits, _MEASURE]
    columns = [_esql_column(panel, schema, name) for name in names]
    layer = {"index": view, "query": query, "columns": columns, "timeField": "@timestamp"}
    about = {"id": view, "title": source, "timeFieldName": "@timestamp", "sourceFilters": [], "type": "esql"}
    more = {"fieldFormats": {}, "runtimeFieldMap": {}, "allowNoIndex": False, "name": source, "allowHidden": False}
    refs = [{"id": view, "title": source, "timeField": "@timestamp"}]
    return {
        "query": query,
        "datasourceStates": {"textBased": {"layers": {_LAYER: layer}, "indexPatternRefs": refs}},
        "adHocDataViews": {view: {**about, **more}},
    }


_ESQL_TYPES = {"keyword": "keyword", "integer": "long", "float": "double", "boolean": "boolean", "timestamp": "date"}


def _esql_column(panel: Panel, schema: Schema, name: str) -> dict[str, Any]:
    if name in panel.splits:
        spec = _spec(schema, name)
        meta = {"type": DATA_TYPES[spec.type], "esType": _ESQL_TYPES[spec.type]}
        return {"columnId": _split(panel.splits.index(name)), "fieldName": name, "meta": meta}
    measure, field = panel.measure
    dated = measure in {"min", "max"} and field and _spec(schema, field).type == "timestamp"
    meta = {"type": "date", "esType": "date"} if dated else {"type": "number", "esType": "double"}
    column = {"columnId": _MEASURE, "fieldName": _MEASURE, "label": _label(panel), "customLabel": True}
    return {**column, "meta": meta, "inMetricDimension": True}


_ESQL_MEASURES = {
    "average": "AVG({0})",
    "sum": "SUM({0})",
    "min": "MIN({0})",
    "max": "MAX({0})",
    "median": "MEDIAN({0})",
    "unique": "COUNT_DISTINCT({0})",
    "percentile": "PERCENTILE({0}, {1})",
}
_ESQL_STATES = {
    "heard_within": "heard > {0}",
    "silent_for": "(spoke IS NULL OR spoke <= {0})",
    "lost_for": "heard <= {0}",
}


def _jobs_query(panel: Panel, schema: Schema) -> str:
    """Return the ES|QL of a panel of jobs in a state: a first step for each job, a second over those that match."""
    assert panel.jobs is not None
    state, span = panel.jobs.state
    since = f"TO_DATETIME(?_tend) - {span_seconds(span)} seconds"
    listed = panel.show == "table"
    measured = f", {_MEASURE} = {_esql_measure(panel)}" if listed else ""
    moments = (
        'began = MAX(@timestamp) WHERE event IN ("job_start", "heartbeat"), '
        'ended = MAX(@timestamp) WHERE event == "job_end", '
        'spoke = MAX(@timestamp) WHERE event != "heartbeat", '
        "heard = MAX(@timestamp)"
    )
    steps = [
        f"FROM {schema.events_stream}",
        f"STATS {moments}{measured} BY job_id",
        f"WHERE began IS NOT NULL AND (ended IS NULL OR began > ended) AND {_ESQL_STATES[state].format(since)}",
    ]
    if listed:
        steps += [f"SORT {_MEASURE} DESC, job_id", f"LIMIT {panel.top}", f"KEEP job_id, {_MEASURE}"]
    else:
        steps.append(f"STATS {_MEASURE} = COUNT(*)")
    return "\n| ".join(steps)


def _esql_measure(panel: Panel) -> str:
    measure, field = panel.measure
    if field is None:
        return "COUNT(*)"
    delay = 'DATE_DIFF("milliseconds", @timestamp, ingested_at)'
    value = delay if field in COMPUTED else f"`{field}`"
    return _ESQL_MEASURES[measure].format(value, panel.percentile.at if panel.percentile else "")
