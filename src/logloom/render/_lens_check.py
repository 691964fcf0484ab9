"""Would Kibana draw this Lens visualization? A part of the check of saved objects.

Lens refuses little and draws an empty panel instead: an accessor that no column has, a bucket where a number should be,
a percentile of a text. Each is found here.

Source: exports of Kibana 9.x, and the forms that its Lens reads; see docs/decisions/0008-kibana-objects.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from logloom.errors import KqlError
from logloom.schema.kql import parse

__all__ = ["check_kql", "check_lens"]

Findings = Iterator[str]
Fields = Mapping[str, str] | None

_BUCKETS = {"date_histogram", "filters", "range", "terms"}
_OF_NUMBERS = {"average", "median", "percentile", "percentile_rank", "standard_deviation", "sum"}
_OF_FIELDS = {*_OF_NUMBERS, "date_histogram", "last_value", "max", "min", "range", "terms", "unique_count"}
_OPERATIONS = {*_BUCKETS, *_OF_FIELDS, "count", "formula", "math", "static_value"}
_DATA_TYPES = {"boolean", "date", "ip", "number", "string"}
_FORMATS = {"bits", "bytes", "custom", "duration", "number", "percent"}
_SERIES = {
    *("area", "area_percentage_stacked", "area_stacked", "bar", "bar_horizontal", "bar_horizontal_percentage_stacked"),
    *("bar_horizontal_stacked", "bar_percentage_stacked", "bar_stacked", "line"),
}
_LAYERS = {"annotations", "data", "metricTrendline", "referenceLine"}
_UNITS = {"d", "h", "m", "s"}
_RECORDS = "___records___"
_EXTENTS = {"custom", "dataBounds", "full"}


def check_lens(attributes: Mapping[str, Any], references: Mapping[str, Any], fields: Fields = None) -> Findings:
    """Yield what Kibana would not draw of a visualization.

    Args:
        attributes: of a Lens object, or of a panel that holds one by value.
        references: name → reference of the object.
        fields: name → type of the fields of its data view, where they are known.
    """
    state = attributes["state"]
    layers: dict[str, dict[str, Any]] = {}
    for source, held in state["datasourceStates"].items():
        for key, layer in held.get("layers", {}).items():
            layers[key] = _columns(source, layer)
            if source == "textBased":
                yield from _text_based(key, layer, state)
            else:
                yield from _form_based(key, layer, fields)
                yield from _has_view(key, state, references)
    yield from _question("query", state["query"])
    drawn = list(_drawn(attributes["visualizationType"], state["visualization"]))
    if not drawn:
        yield f"visualizationType: {attributes['visualizationType']!r} draws nothing"
    yield from (f"layer {key}: it is drawn and not there" for key in _keys(drawn) - layers.keys())
    yield from (f"layer {key}: it is there and not drawn" for key in layers.keys() - _keys(drawn))
    yield from _visualization(attributes["visualizationType"], state["visualization"])
    for layer in drawn:
        yield from _accessors(layer, layers.get(layer["layerId"], {}), attributes["visualizationType"])


def _keys(drawn: Iterable[Mapping[str, Any]]) -> set[str]:
    return {layer["layerId"] for layer in drawn}


def _columns(source: str, layer: Mapping[str, Any]) -> dict[str, Any]:
    if source == "textBased":
        return {column["columnId"]: column for column in layer["columns"]}
    return dict(layer["columns"])


def _question(place: str, asked: Mapping[str, Any]) -> Findings:
    if "esql" in asked:
        if not str(asked["esql"]).startswith("FROM ") or str(asked["esql"]).count('"') % 2:
            yield f"{place}: it is no ES|QL query"
    else:
        yield from check_kql(place, asked)


def check_kql(place: str, asked: Any) -> Findings:
    """Yield what is wrong with a query of a saved object.

    Args:
        place: of the query, for the messages.
        asked: ``{"query": …, "language": "kuery"}``, where it is right.
    """
    if not isinstance(asked, Mapping) or asked.get("language") != "kuery" or not isinstance(asked.get("query"), str):
        yield f"{place}: it is no KQL query"
        return
    try:
        parse(asked["query"])
    except KqlError as error:
        yield f"{place}: {error}"


def _has_view(key: str, state: Mapping[str, Any], references: Mapping[str, Any]) -> Findings:
    name = f"indexpattern-datasource-layer-{key}"
    own = {reference["name"] for reference in state.get("internalReferences", ())}
    if name not in references and name not in own:
        yield f"layer {key}: no reference {name!r} leads to its data view"


def _text_based(key: str, layer: Mapping[str, Any], state: Mapping[str, Any]) -> Findings:
    yield from _question(f"layer {key}", layer["query"])
    if layer["index"] not in state["adHocDataViews"]:
        yield f"layer {key}: its data view {layer['index']!r} is not made here"
    if "esql" in state["query"] and state["query"] != layer["query"]:
        yield f"layer {key}: it asks something else than the panel"
    for column in layer["columns"]:
        if column["fieldName"] not in layer["query"]["esql"]:
            yield f"layer {key}: the query gives no {column['fieldName']!r}"


def _form_based(key: str, layer: Mapping[str, Any], fields: Fields) -> Findings:
    columns, order = layer["columns"], layer["columnOrder"]
    if sorted(order) != sorted(columns):
        yield f"layer {key}: columnOrder has {', '.join(order)}, and there are {', '.join(columns)}"
        return
    buckets = [bool(columns[name]["isBucketed"]) for name in order]
    if buckets != sorted(buckets, reverse=True):
        yield f"layer {key}: in columnOrder a measure stands before what splits it"
    if layer.get("incompleteColumns"):
        yield f"layer {key}: a column is not complete"
    if not 0 < layer.get("sampling", 1) <= 1:
        yield f"layer {key}: a sample of {layer['sampling']}"
    for name, column in columns.items():
        yield from (f"layer {key}: column {name}: {message}" for message in _column(column, columns, fields))


def _column(column: Mapping[str, Any], columns: Mapping[str, Any], fields: Fields) -> Findings:
    operation = column["operationType"]
    if operation not in _OPERATIONS:
        yield f"there is no operation {operation!r}"
    if column["dataType"] not in _DATA_TYPES:
        yield f"there is no data type {column['dataType']!r}"
    if column["isBucketed"] is not (operation in _BUCKETS):
        yield f"{operation} {'splits' if operation in _BUCKETS else 'measures'}, and isBucketed says otherwise"
    if not isinstance(column.get("label"), str):
        yield "it has no label"
    lacking = [name for name in column.get("references", ()) if name not in columns]
    yield from (f"it refers to the column {name!r}, which is not there" for name in lacking)
    if column.get("timeScale", "s") not in _UNITS:
        yield f"there is no scale {column['timeScale']!r}"
    if "timeScale" in column and not any(each["operationType"] == "date_histogram" for each in columns.values()):
        yield "it is scaled to time, and the layer has none"
    if "filter" in column:
        yield from _question("filter", column["filter"])
    if column.get("params", {}).get("format", {"id": "number"})["id"] not in _FORMATS:
        yield f"there is no format {column['params']['format']['id']!r}"
    yield from _field(column, operation, fields)
    yield from _parameters(column, operation, columns, fields)


def _field(column: Mapping[str, Any], operation: str, fields: Fields) -> Findings:
    field = column.get("sourceField")
    if operation == "count" and field == _RECORDS:
        return
    if operation in _OF_FIELDS | {"count"} and not field:
        yield f"{operation} needs a field"
    elif fields is not None and field is not None:
        if field not in fields:
            yield f"there is no field {field!r}"
        elif operation in _OF_NUMBERS and fields[field] != "number":
            yield f"{operation} needs numbers, and {field!r} is {fields[field]}"
        elif operation == "date_histogram" and fields[field] != "date":
            yield f"time runs over a date, and {field!r} is {fields[field]}"
        elif operation not in {"unique_count", "count"} and column["dataType"] != fields[field]:
            yield f"it is {column['dataType']}, and {field!r} is {fields[field]}"


def _parameters(column: Mapping[str, Any], operation: str, columns: Mapping[str, Any], fields: Fields) -> Findings:
    params = column.get("params", {})
    if operation == "terms":
        yield from _terms(params, columns, fields)
    elif operation == "date_histogram" and not params.get("interval"):
        yield "time needs an interval"
    elif operation == "percentile" and not 0 < params.get("percentile", 0) < 100:
        yield f"{params.get('percentile')!r} is no percentile"
    elif operation == "last_value" and not params.get("sortField"):
        yield "the last value by what? sortField lacks"
    elif operation == "static_value" and not params.get("value"):
        yield "a fixed value needs a value"
    elif operation == "formula" and not params.get("formula"):
        yield "a formula needs a formula"


def _terms(params: Mapping[str, Any], columns: Mapping[str, Any], fields: Fields) -> Findings:
    size, order = params.get("size"), params.get("orderBy", {})
    if not isinstance(size, int) or not 0 < size <= 10_000:
        yield f"the top {size!r}"
    if params.get("orderDirection") not in {"asc", "desc"}:
        yield f"there is no direction {params.get('orderDirection')!r}"
    if order.get("type") == "column":
        yield from _rank(columns.get(order.get("columnId")), order.get("columnId"))
    elif order.get("type") == "custom":
        inner = params.get("orderAgg")
        yield from ["it is ranked by nothing"] if inner is None else _field(inner, inner["operationType"], fields)
    elif order.get("type") not in {"alphabetical", "rare", "significant"}:
        yield f"it can't be ranked by {order.get('type')!r}"


def _rank(column: Mapping[str, Any] | None, name: Any) -> Findings:
    """What Elasticsearch can't rank by: several values, a text, a percentile between two whole ones."""
    if column is None:
        yield f"it is ranked by the column {name!r}, which is not there"
    elif column["isBucketed"] or "references" in column:
        yield f"it can't be ranked by the column {name!r}"
    elif column["operationType"] == "last_value" and column["dataType"] not in {"date", "number"}:
        yield f"it can't be ranked by the last {column['dataType']}"
    elif column["operationType"] == "percentile" and column["params"]["percentile"] % 1:
        yield "it can be ranked by a whole percentile alone"


def _drawn(kind: str, shown: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if kind in {"lnsXY", "lnsPie"}:
        return list(shown["layers"])
    return [shown] if kind in {"lnsMetric", "lnsDatatable", "lnsHeatmap"} else []


def _visualization(kind: str, shown: Mapping[str, Any]) -> Findings:
    if kind == "lnsXY":
        series = [shown["preferredSeriesType"], *(layer.get("seriesType", "line") for layer in shown["layers"])]
        yield from (f"there is no series type {each!r}" for each in series if each not in _SERIES)
        extent = shown.get("yLeftExtent", {"mode": "full"})
        if extent["mode"] not in _EXTENTS or (extent["mode"] == "custom") != ("lowerBound" in extent):
            yield f"yLeftExtent: {extent} is no range"
    if kind == "lnsPie" and shown["shape"] not in {"donut", "mosaic", "pie", "treemap", "waffle"}:
        yield f"there is no shape {shown['shape']!r}"
    if kind == "lnsHeatmap" and (shown["shape"], shown["gridConfig"]["type"]) != ("heatmap", "heatmap_grid"):
        yield "a heatmap has the shape heatmap, and a heatmap_grid"


def _accessors(layer: Mapping[str, Any], columns: Mapping[str, Any], kind: str) -> Findings:
    key = layer["layerId"]
    if layer["layerType"] not in _LAYERS:
        yield f"layer {key}: there is no layer type {layer['layerType']!r}"
    splits, measures, listed = _roles(layer, kind)
    for name in [*splits, *measures, *listed]:
        if name not in columns:
            yield f"layer {key}: it draws the column {name!r}, which is not there"
    by_columns = {name: columns[name] for name in columns if "isBucketed" in columns[name]}
    for name in splits:
        if name in by_columns and not by_columns[name]["isBucketed"]:
            yield f"layer {key}: the column {name!r} measures, and is drawn as what splits"
    for name in measures:
        if name in by_columns and by_columns[name]["isBucketed"]:
            yield f"layer {key}: the column {name!r} splits, and is drawn as a measure"
    if layer["layerType"] == "data" and not measures and kind != "lnsDatatable":
        yield f"layer {key}: it draws no measure"
    helpers = {name for column in columns.values() for name in column.get("references", ())}
    unused = columns.keys() - {*splits, *measures, *listed} - helpers
    yield from (f"layer {key}: nothing draws the column {name!r}" for name in sorted(unused))


def _roles(layer: Mapping[str, Any], kind: str) -> tuple[list[str], list[str], list[str]]:
    """Return the columns that a layer draws: as what splits, as measures, and those of a table that say neither."""
    if kind == "lnsDatatable":
        roles: tuple[list[str], list[str], list[str]] = ([], [], [])
        for column in layer["columns"]:
            role = 1 if column.get("isMetric") else 0 if "isTransposed" in column else 2
            roles[role].append(column["columnId"])
        return roles
    one = ("xAccessor", "yAccessor", "splitAccessor", "breakdownByAccessor")
    splits = [layer[name] for name in one if layer.get(name)] + list(layer.get("primaryGroups", ()))
    shown = ("metricAccessor", "valueAccessor", "secondaryMetricAccessor", "maxAccessor")
    measures = [layer[name] for name in shown if layer.get(name)]
    return splits, measures + list(layer.get("accessors", ())) + list(layer.get("metrics", ())), []
