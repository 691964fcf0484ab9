"""Would Kibana take these saved objects, and draw them? What its own import would not say is found here.

Kibana checks little at import: a reference of another type than a data view or search may dangle, a column that no
layer has is an empty panel, a text that is no JSON an error when somebody opens the dashboard at night.

Source: exports of Kibana 9.x, and its saved-object migrations; see docs/decisions/0008-kibana-objects.md.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from logloom.render._lens_check import check_kql, check_lens

__all__ = ["check_objects"]

_KNOWN = {
    "dashboard": "10.4.0",
    "index-pattern": "8.0.0",
    "lens": "10.1.0",
    "search": "10.15.0",
    "tag": "8.0.0",
}
"""Types, and the newest form of each that is known: Kibana refuses an object from a later version than its own."""

_ENVELOPE = {"attributes", "coreMigrationVersion", "id", "managed", "references", "type", "typeMigrationVersion"}
_REQUIRED: Mapping[str, Mapping[str, type | tuple[type, ...]]] = {
    "dashboard": {"title": str, "panelsJSON": str, "optionsJSON": str, "kibanaSavedObjectMeta": dict},
    "index-pattern": {"title": str, "timeFieldName": str},
    "lens": {"title": str, "visualizationType": str, "state": dict},
    "search": {"title": str, "columns": list, "sort": list, "kibanaSavedObjectMeta": dict},
    "tag": {"name": str, "description": str, "color": str},
}
_ALLOWED: Mapping[str, Mapping[str, type | tuple[type, ...]]] = {
    "dashboard": {
        "description": str,
        "timeRestore": bool,
        "timeFrom": str,
        "timeTo": str,
        "refreshInterval": dict,
        "controlGroupInput": dict,
        "version": int,
        "hits": int,
    },
    "index-pattern": {
        **dict.fromkeys(("name", "fieldFormatMap", "fieldAttrs", "runtimeFieldMap", "sourceFilters", "fields"), str),
        "allowHidden": bool,
    },
    "lens": {"description": str, "uiStateJSON": str, "version": int, "type": str, "references": list},
    "search": {
        "description": str,
        "grid": dict,
        "hideChart": bool,
        "isTextBasedQuery": bool,
        "timeRestore": bool,
        "rowHeight": int,
        "sampleSize": int,
        "breakdownField": str,
        "viewMode": str,
        "density": str,
    },
    "tag": {},
}
_JSON: Mapping[str, Mapping[str, type]] = {
    "dashboard": {"panelsJSON": list, "optionsJSON": dict},
    "index-pattern": {
        **dict.fromkeys(("fieldFormatMap", "fieldAttrs", "runtimeFieldMap"), dict),
        **dict.fromkeys(("sourceFilters", "fields"), list),
    },
}
_FORMATS = {
    "bits",
    "boolean",
    "bytes",
    "color",
    "date",
    "duration",
    "number",
    "percent",
    "static_lookup",
    "string",
    "url",
}
_RUNTIME = {"boolean", "date", "double", "geo_point", "ip", "keyword", "long"}
_LONGEST_DESCRIPTION = 300
_WIDTH = 48
_INDEX = "kibanaSavedObjectMeta.searchSourceJSON.index"
_CONTROLS = {"optionsListControl": "optionsListDataView", "rangeSliderControl": "rangeSliderDataView"}
_SPAN = re.compile(r"now(-[0-9]+[smhdwMy])?(/[smhdwMy])?")

Findings = Iterator[str]


def check_objects(objects: Sequence[Mapping[str, Any]], fields: Mapping[str, str] | None = None) -> list[str]:
    """Hold saved objects against what Kibana needs of them.

    Args:
        objects: of one NDJSON file, without the summary that an export ends with.
        fields: name → type (string, number, boolean, date) of the fields of the data views, where they are known.

    Returns:
        What is wrong, each as ``type:id: place: message``; empty where Kibana takes and draws everything.
    """
    keys = Counter((each.get("type"), each.get("id")) for each in objects)
    found = [f"{kind}:{key}: it stands {count} times in one file" for (kind, key), count in keys.items() if count > 1]
    for each in objects:
        name = f"{each.get('type')}:{each.get('id')}"
        try:
            found += [f"{name}: {message}" for message in _object(each, set(keys), fields)]
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            found.append(f"{name}: it has not the form of its type: {error!r}")
    return found


def _object(each: Mapping[str, Any], keys: set[Any], fields: Mapping[str, str] | None) -> Findings:
    kind = each.get("type")
    if kind not in _KNOWN:
        yield f"type: {kind!r} is none of {', '.join(sorted(_KNOWN))}"
        return
    envelope = [*_envelope(each, kind)]
    yield from envelope
    yield from _references(each["references"], keys)
    form = [*_form(each["attributes"], kind)]
    yield from form
    if not envelope and not form:
        names = {reference["name"]: reference for reference in each["references"]}
        checks = {"dashboard": _dashboard, "index-pattern": _data_view, "lens": _lens, "search": _search, "tag": _tag}
        yield from checks[kind](each["attributes"], names, fields)


def _envelope(each: Mapping[str, Any], kind: str) -> Findings:
    for key in sorted(_ENVELOPE - each.keys()):
        yield f"{key}: it lacks"
    for key in sorted(each.keys() - _ENVELOPE):
        yield f"{key}: Kibana writes this itself"
    name = each.get("id")
    if not isinstance(name, str) or not name or "/" in name:
        yield f"id: {name!r} can't be one: text without a slash"
    if each.get("managed") is not False:
        yield "managed: what is managed can only be cloned; write false"
    if each.get("coreMigrationVersion") != "8.8.0":
        yield "coreMigrationVersion: every 8.8 to 9.x export has 8.8.0"
    if _version(each.get("typeMigrationVersion")) is None:
        yield "typeMigrationVersion: without it, Kibana runs every old migration over the object"
    elif _version(each["typeMigrationVersion"]) > _version(_KNOWN[kind]):  # type: ignore[operator]
        yield f"typeMigrationVersion: {each['typeMigrationVersion']} is later than any known, {_KNOWN[kind]}"


def _version(text: Any) -> tuple[int, ...] | None:
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", text):
        return None
    return tuple(map(int, text.split(".")))


def _references(references: Any, keys: set[Any]) -> Findings:
    names = Counter(reference["name"] for reference in references)
    yield from (f"references: {name!r} stands {count} times" for name, count in names.items() if count > 1)
    for reference in references:
        if reference.keys() != {"id", "name", "type"}:
            yield f"references: {reference['name']!r} has {', '.join(sorted(reference))}, not id, name and type"
        elif (reference["type"], reference["id"]) not in keys:
            yield f"references: {reference['name']!r} leads to {reference['type']}:{reference['id']}, which is not here"


def _form(attributes: Mapping[str, Any], kind: str) -> Findings:
    required, allowed = _REQUIRED[kind], {**_REQUIRED[kind], **_ALLOWED[kind]}
    yield from (f"attributes.{key}: it lacks" for key in sorted(required.keys() - attributes.keys()))
    for key, value in attributes.items():
        if key not in allowed:
            yield f"attributes.{key}: a {kind} has no such attribute"
        elif not isinstance(value, allowed[key]) or (allowed[key] is int and isinstance(value, bool)):
            yield f"attributes.{key}: it is a {type(value).__name__}"
        elif wanted := _JSON.get(kind, {}).get(key):
            yield from _text(f"attributes.{key}", str(value), wanted)
    if not attributes.get("title", "x") or not attributes.get("name", "x"):
        yield "attributes: an empty title or name can't be found again"


def _text(place: str, text: str, wanted: type) -> Findings:
    """JSON within JSON, of which Kibana has a lot."""
    try:
        value = json.loads(text)
    except ValueError as error:
        yield f"{place}: it is no JSON: {error}"
        return
    if not isinstance(value, wanted):
        yield f"{place}: it holds a {type(value).__name__}, not a {wanted.__name__}"


def _tag(attributes: Mapping[str, Any], _names: Any, _fields: Any) -> Findings:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", attributes["color"]):
        yield f"attributes.color: {attributes['color']!r} is no colour such as #0b64dd"
    if len(attributes["name"]) > 50 or len(attributes["description"]) > 100:
        yield "attributes: a tag's name has at most 50 characters, its description 100"


def _data_view(attributes: Mapping[str, Any], _names: Any, _fields: Any) -> Findings:
    for name, shown in json.loads(attributes.get("fieldFormatMap", "{}")).items():
        if shown["id"] not in _FORMATS:
            yield f"fieldFormatMap.{name}: there is no format {shown['id']!r}"
        elif shown["id"] == "url" and "{{value}}" not in shown["params"]["urlTemplate"]:
            yield f"fieldFormatMap.{name}: the address does not hold the value"
    for name, told in json.loads(attributes.get("fieldAttrs", "{}")).items():
        if len(told.get("customDescription", "")) > _LONGEST_DESCRIPTION:
            yield f"fieldAttrs.{name}: a description has at most {_LONGEST_DESCRIPTION} characters"
    for name, runtime in json.loads(attributes.get("runtimeFieldMap", "{}")).items():
        if runtime["type"] not in _RUNTIME:
            yield f"runtimeFieldMap.{name}: there is no type {runtime['type']!r}"
        if "emit(" not in runtime.get("script", {}).get("source", "emit("):
            yield f"runtimeFieldMap.{name}: the script emits nothing"


def _search(attributes: Mapping[str, Any], names: Mapping[str, Any], fields: Mapping[str, str] | None) -> Findings:
    for column in attributes["columns"]:
        if not isinstance(column, str) or (fields is not None and column not in fields):
            yield f"columns: there is no field {column!r}"
    for order in attributes["sort"]:
        if len(order) != 2 or order[1] not in {"asc", "desc"} or (fields is not None and order[0] not in fields):
            yield f"sort: {order!r} is no field with asc or desc"
    source = _source(attributes)
    if source.get("indexRefName") != _INDEX or names.get(_INDEX, {}).get("type") != "index-pattern":
        yield "searchSourceJSON: no reference leads to its data view"
    yield from check_kql("searchSourceJSON.query", source.get("query"))


def _source(attributes: Mapping[str, Any]) -> dict[str, Any]:
    source: dict[str, Any] = json.loads(attributes["kibanaSavedObjectMeta"]["searchSourceJSON"])
    return source


def _lens(attributes: Mapping[str, Any], names: Mapping[str, Any], fields: Mapping[str, str] | None) -> Findings:
    yield from check_lens(attributes, names, fields)


def _dashboard(attributes: Mapping[str, Any], names: Mapping[str, Any], fields: Mapping[str, str] | None) -> Findings:
    yield from check_kql("searchSourceJSON.query", _source(attributes).get("query"))
    yield from _time(attributes)
    panels = json.loads(attributes["panelsJSON"])
    indices = Counter(panel["panelIndex"] for panel in panels)
    yield from (f"panelsJSON: {index!r} stands {count} times" for index, count in indices.items() if count > 1)
    yield from _places(panels)
    used = {name for name in names if name.startswith("tag-ref-")}
    for panel in panels:
        wanted = {f"{panel['panelIndex']}:{name}": kind for name, kind in _wanted(panel)}
        used |= wanted.keys()
        yield from (f"{panel['panelIndex']}: {message}" for message in _panel(panel, names, fields))
        yield from _missing(wanted, names)
    controls: Mapping[str, Any] = attributes.get("controlGroupInput") or {}
    wanted = {}
    for key, control in json.loads(controls.get("panelsJSON", "{}")).items():
        yield from _control(key, control, fields)
        wanted[f"controlGroup_{key}:{_CONTROLS.get(control['type'])}"] = "index-pattern"
    heeded: str = controls.get("ignoreParentSettingsJSON", "{}")
    yield from _text("ignoreParentSettingsJSON", heeded, dict)
    yield from _missing(wanted, names)
    yield from (f"references: nothing needs {name!r}" for name in sorted(names.keys() - used - wanted.keys()))


def _missing(wanted: Mapping[str, str], names: Mapping[str, Any]) -> Findings:
    for name, kind in wanted.items():
        if names.get(name, {}).get("type") != kind:
            yield f"references: {name!r} lacks, or leads to no {kind}"


def _time(attributes: Mapping[str, Any]) -> Findings:
    given = [attributes.get(key) for key in ("timeFrom", "timeTo")]
    if attributes.get("timeRestore") and not all(isinstance(each, str) and _SPAN.fullmatch(each) for each in given):
        yield f"timeFrom, timeTo: {given} is no range of time"
    refresh = attributes.get("refreshInterval", {"pause": True, "value": 0})
    if not isinstance(refresh.get("pause"), bool) or not isinstance(refresh.get("value"), int) or refresh["value"] < 0:
        yield f"refreshInterval: {refresh} has not pause and value"


def _places(panels: Sequence[Mapping[str, Any]]) -> Findings:
    for panel in panels:
        place = panel["gridData"]
        if place["i"] != panel["panelIndex"]:
            yield f"{panel['panelIndex']}: gridData.i is {place['i']!r}, another panel's"
        if min(place["x"], place["y"], place["w"] - 1, place["h"] - 1) < 0 or place["x"] + place["w"] > _WIDTH:
            yield f"{panel['panelIndex']}: it stands outside the grid of {_WIDTH} columns"
    for one, other in combinations(panels, 2):
        if _overlap(one["gridData"], other["gridData"]):
            yield f"{one['panelIndex']}, {other['panelIndex']}: they overlap"


def _overlap(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    beside = one["x"] + one["w"] <= other["x"] or other["x"] + other["w"] <= one["x"]
    return not (beside or one["y"] + one["h"] <= other["y"] or other["y"] + other["h"] <= one["y"])


def _wanted(panel: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the references, without the panel's own prefix, that a panel needs, and the type of each."""
    config = panel["embeddableConfig"]
    if "panelRefName" in panel:
        yield panel["panelRefName"], panel["type"]
    if panel["type"] == "lens" and "attributes" in config:
        for layer in config["attributes"]["state"]["datasourceStates"].get("formBased", {}).get("layers", {}):
            yield f"indexpattern-datasource-layer-{layer}", "index-pattern"
    if panel["type"] == "links":
        for link in config["attributes"]["links"]:
            if link["type"] == "dashboardLink":
                yield link["destinationRefName"], "dashboard"
    for event in _drilldowns(config):
        yield f"drilldown:{event['action']['factoryId']}:{event['eventId']}:dashboardId", "dashboard"


def _drilldowns(config: Mapping[str, Any]) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = config.get("enhancements", {}).get("dynamicActions", {}).get("events", [])
    return events


def _panel(panel: Mapping[str, Any], names: Mapping[str, Any], fields: Mapping[str, str] | None) -> Findings:
    config, kind = panel["embeddableConfig"], panel["type"]
    if kind not in {"lens", "search", "links"}:
        yield f"type: {kind!r} is none of lens, search, links"
    if ("attributes" in config) == ("panelRefName" in panel):
        yield "it is shown by value (attributes) or by reference (panelRefName), one of them"
    for event in _drilldowns(config):
        action = event["action"]
        if action["factoryId"] != "DASHBOARD_TO_DASHBOARD_DRILLDOWN" or event["triggers"] != ["FILTER_TRIGGER"]:
            yield f"drilldown {event['eventId']}: only one from a filter to a dashboard is free of charge"
        if not action["name"] or not isinstance(action["config"].get("useCurrentFilters"), bool):
            yield f"drilldown {event['eventId']}: it needs a name, and to be told whether filters go along"
    if kind == "lens" and "attributes" in config:
        attributes = config["attributes"]
        own = {reference["name"]: reference for reference in attributes.get("references", ())}
        for name, reference in own.items():
            if names.get(f"{panel['panelIndex']}:{name}", {}).get("id") != reference["id"]:
                yield f"its reference {name!r} is not the dashboard's"
        yield from check_lens(attributes, own, fields)
    if kind == "search":
        unknown = [name for name in config.get("columns", ()) if fields is not None and name not in fields]
        yield from (f"columns: there is no field {name!r}" for name in unknown)


def _control(key: str, control: Mapping[str, Any], fields: Mapping[str, str] | None) -> Findings:
    asked = control["explicitInput"]
    if control["type"] not in _CONTROLS:
        yield f"control {key}: there is no type {control['type']!r}"
    if control["width"] not in {"small", "medium", "large"} or not isinstance(control["order"], int):
        yield f"control {key}: its width or order is none"
    if asked["id"] != key:
        yield f"control {key}: it has the id of another, {asked['id']!r}"
    if fields is not None and asked["fieldName"] not in fields:
        yield f"control {key}: there is no field {asked['fieldName']!r}"
    if asked.get("searchTechnique", "prefix") not in {"prefix", "wildcard", "exact"}:
        yield f"control {key}: there is no search technique {asked['searchTechnique']!r}"
