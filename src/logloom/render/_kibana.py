"""Kibana: a data view for each data stream, a saved search for each named query, a dashboard for each of the schema.

One NDJSON file, which Kibana's *Saved objects → Import*, its API and `logloom apply` take. Ids come from names and stay
the same from one rendering to the next, so that an import replaces what an earlier one made and no link breaks. The
objects are not marked as managed: in Kibana such could only be cloned.

Source: exports of Kibana 9.x; Kibana's documentation, 9.4, pages "Saved objects", "Data views" and "Dashboards".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

import orjson

from logloom.errors import RenderError
from logloom.render._grid import grid
from logloom.render._kibana_check import check_objects
from logloom.render._lens import DATA_TYPES, lens
from logloom.render._text import MARK
from logloom.schema import Schema
from logloom.schema.model import COMPUTED, Dashboard, FieldSpec, Panel, Query
from logloom.schema.panels import RUNTIME, question, stream

__all__ = ["SENTRY", "objects", "render"]

SENTRY = "${SENTRY_EVENT_URL}"
"""Stands before a fault's id; `logloom apply` puts in the address that the environment gives."""

_CORE = "8.8.0"
_VERSIONS = {"index-pattern": "8.0.0", "tag": "8.0.0", "search": "10.2.0", "dashboard": "10.2.0"}
"""The oldest forms that need none of the repairs of Kibana 8: each 9.x reads them and goes on from there."""

_DURATION = {
    "outputFormat": "humanizePrecise",
    "outputPrecision": 1,
    "includeSpaceWithSuffix": True,
    "useShortSuffix": True,
}
_FORMATS: Mapping[str | None, dict[str, Any]] = {
    "ratio": {"id": "percent", "params": {"pattern": "0,0.[0]%"}},
    "bytes": {"id": "bytes"},
    "ms": {"id": "duration", "params": {"inputFormat": "milliseconds", **_DURATION}},
    "s": {"id": "duration", "params": {"inputFormat": "seconds", **_DURATION}},
}
_LONGEST_DESCRIPTION, _LONGEST_TAG, _LONGEST_ABOUT = 300, 50, 100
"""What Kibana's own forms take, in characters: a field's description, a tag's name, a tag's description."""

_LIST = ("level", "service", "job_id", "event", "message")
_REFRESH_MS = 60_000


def render(schema: Schema) -> Mapping[str, bytes]:
    """Render ``kibana/objects.ndjson``.

    Raises:
        RenderError: an object is one that Kibana would not take or not draw. Nothing is written then.
    """
    made = list(objects(schema))
    kinds = {name: DATA_TYPES[spec.type] for name, spec in {**schema.fields, **COMPUTED}.items()}
    faults = check_objects(made, {**kinds, "violations": "string"})
    if faults:
        raise RenderError("what was made for Kibana is broken; please report it:\n" + "\n".join(faults))
    lines = [orjson.dumps(each, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE) for each in made]
    return {"kibana/objects.ndjson": b"".join(lines)}


def objects(schema: Schema) -> Iterator[dict[str, Any]]:
    """Yield the saved objects, each after those that it refers to, but for dashboards, which refer to each other."""
    told = {"name": schema.name[:_LONGEST_TAG], "description": f"{MARK} from {schema.name}"[:_LONGEST_ABOUT]}
    yield _object("tag", schema.events_stream, {**told, "color": "#0b64dd"}, [])
    yield _data_view(schema, schema.events_stream, schema.name)
    yield _data_view(schema, schema.invalid_stream, f"{schema.name}: lines that could not be parsed")
    for name, query in schema.queries.items():
        yield _search(schema, name, query, schema.events_stream)
    for name, dashboard in schema.dashboards.items():
        for slug, panel in _slugs(dashboard):
            if panel.show == "events" and not _is_named(panel):
                yield _search(
                    schema, f"{name}-{slug}", _asked(panel, schema, dashboard.title or name), stream(panel, schema)
                )
    for name, dashboard in schema.dashboards.items():
        yield _dashboard(schema, name, dashboard)


def _object(kind: str, key: str, attributes: Mapping[str, Any], references: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "attributes": attributes,
        "coreMigrationVersion": _CORE,
        "id": key,
        "managed": False,
        "references": references,
        "type": kind,
        "typeMigrationVersion": _VERSIONS[kind],
    }


def _reference(name: str, kind: str, key: str) -> dict[str, str]:
    return {"id": key, "name": name, "type": kind}


def _tagged(schema: Schema) -> dict[str, str]:
    return _reference(f"tag-ref-{schema.events_stream}", "tag", schema.events_stream)


def _json(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def _data_view(schema: Schema, view: str, name: str) -> dict[str, Any]:
    fields = {**schema.fields, **COMPUTED}
    described = {
        name: {"customDescription": spec.description[:_LONGEST_DESCRIPTION]}
        for name, spec in fields.items()
        if spec.description
    }
    formats = {name: shown for name, spec in fields.items() if (shown := _format(name, spec))}
    runtime = {name: {"type": mapping["type"], "script": mapping["script"]} for name, mapping in RUNTIME.items()}
    attributes = {
        "title": view,
        "name": name,
        "timeFieldName": "@timestamp",
        "fieldFormatMap": _json(formats),
        "fieldAttrs": _json(described),
        "runtimeFieldMap": _json(runtime),
        "sourceFilters": "[]",
        "fields": "[]",
        "allowHidden": False,
    }
    return _object("index-pattern", view, attributes, [])


def _format(name: str, spec: FieldSpec) -> dict[str, Any] | None:
    if name == "sentry_event_id":
        link = {"type": "a", "urlTemplate": f"{SENTRY}{{{{value}}}}", "labelTemplate": "{{value}}"}
        return {"id": "url", "params": {**link, "openLinkInCurrentTab": False}}
    if spec.unit in _FORMATS:
        return _FORMATS[spec.unit]
    # Kibana shows three decimals, of which a learning rate has none.
    return {"id": "number", "params": {"pattern": "0,0.[000000]"}} if spec.type == "float" else None


def _asked(panel: Panel, schema: Schema, board: str) -> Query:
    """Return a list of events as a query. Validation is past: everything may be asked for by an empty one."""
    title = f"{board}: {panel.title}"
    return Query.model_construct(title=title, query=question(panel, schema), columns=panel.columns, description="")


def _search(schema: Schema, name: str, asked: Query, view: str) -> dict[str, Any]:
    name_of_view = "kibanaSavedObjectMeta.searchSourceJSON.index"
    source = {"query": {"query": asked.query, "language": "kuery"}, "filter": [], "indexRefName": name_of_view}
    attributes = {
        "title": f"{schema.name}: {asked.title}",
        "description": asked.description,
        "columns": list(asked.columns or _LIST),
        "sort": [["@timestamp", "desc"]],
        "grid": {},
        "hideChart": False,
        "isTextBasedQuery": False,
        "timeRestore": False,
        "kibanaSavedObjectMeta": {"searchSourceJSON": _json(source)},
    }
    references = [_reference(name_of_view, "index-pattern", view), _tagged(schema)]
    return _object("search", schema.object_id(name), attributes, references)


def _is_named(panel: Panel) -> bool:
    """Whether a list of events is just a named query, with perhaps other columns."""
    return panel.query is not None and panel.where is None and panel.stream == "events"


def _columns(panel: Panel, schema: Schema) -> tuple[str, ...]:
    named = schema.queries[panel.query].columns if panel.query else ()
    return panel.columns or named or _LIST


def _slugs(dashboard: Dashboard) -> Iterator[tuple[str, Panel]]:
    """Yield each panel with a name made of its title, which stays when panels are moved about."""
    taken = {"links"}
    for panel in dashboard.panels:
        slug = base = _slug(panel.title)
        number = 1
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        taken.add(slug)
        yield slug, panel


def _slug(title: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    return slug if slug and title.isascii() else f"panel-{sha256(title.encode()).hexdigest()[:8]}"


def _dashboard(schema: Schema, name: str, dashboard: Dashboard) -> dict[str, Any]:
    panels: list[dict[str, Any]] = []
    references = [_tagged(schema)]
    shown = list(_slugs(dashboard))
    links = schema.links(name)
    places = grid([panel.show for _, panel in shown], below=_LINKS_HEIGHT if links else 0)
    if links:
        panels.append(_links(schema, links, references))
    for (slug, panel), place in zip(shown, places, strict=True):
        panels.append(_panel(schema, name, slug, panel, references) | {"gridData": {**place, "i": slug}})
    attributes = {
        "title": f"{schema.name}: {dashboard.title or name}",
        "description": dashboard.description,
        "panelsJSON": _json(panels),
        "optionsJSON": _json(_OPTIONS),
        "kibanaSavedObjectMeta": {"searchSourceJSON": _json(_NO_QUERY)},
        "timeRestore": True,
        "timeFrom": f"now-{dashboard.time}",
        "timeTo": "now",
        "refreshInterval": {"pause": False, "value": _REFRESH_MS},
        "version": 1,
    }
    if dashboard.controls:
        attributes["controlGroupInput"] = _controls(schema, dashboard.controls, references)
    return _object("dashboard", schema.object_id(name), attributes, references)


_LINKS_HEIGHT = 3
_NO_QUERY = {"query": {"query": "", "language": "kuery"}, "filter": []}
_OPTIONS = {
    "useMargins": True,
    "syncColors": True,
    "syncCursor": True,
    "syncTooltips": False,
    "hidePanelTitles": False,
}


def _panel(schema: Schema, board: str, slug: str, panel: Panel, references: list[dict[str, str]]) -> dict[str, Any]:
    # A metric says its title itself, beside the number.
    hidden = panel.show == "metric"
    shown: dict[str, Any] = {"title": panel.title, "hidePanelTitles": hidden, "enhancements": {}}
    if panel.show == "events":
        key = schema.object_id(panel.query if panel.query and _is_named(panel) else f"{board}-{slug}")
        references.append(_reference(f"{slug}:panel_{slug}", "search", key))
        config = {**shown, "columns": list(_columns(panel, schema))}
        return {"type": "search", "panelIndex": slug, "panelRefName": f"panel_{slug}", "embeddableConfig": config}
    attributes = lens(panel, schema)
    references += [{**each, "name": f"{slug}:{each['name']}"} for each in attributes["references"]]
    if panel.opens:
        shown["enhancements"] = {"dynamicActions": {"events": [_drilldown(schema, slug, panel.opens, references)]}}
    return {"type": "lens", "panelIndex": slug, "embeddableConfig": {**shown, "attributes": attributes}}


def _drilldown(schema: Schema, slug: str, target: str, references: list[dict[str, str]]) -> dict[str, Any]:
    factory, event = "DASHBOARD_TO_DASHBOARD_DRILLDOWN", f"open-{target}"
    references.append(
        _reference(f"{slug}:drilldown:{factory}:{event}:dashboardId", "dashboard", schema.object_id(target))
    )
    title = schema.dashboards[target].title or target
    carried = {"useCurrentFilters": True, "useCurrentDateRange": True, "openInNewTab": False}
    action = {"factoryId": factory, "name": f"Open {title}", "config": carried}
    return {"eventId": event, "triggers": ["FILTER_TRIGGER"], "action": action}


def _links(schema: Schema, targets: tuple[str, ...], references: list[dict[str, str]]) -> dict[str, Any]:
    links = []
    for order, target in enumerate(targets):
        name = f"link_{target}_dashboard"
        references.append(_reference(f"links:{name}", "dashboard", schema.object_id(target)))
        carried = {"openInNewTab": False, "useCurrentFilters": True, "useCurrentDateRange": True}
        label = schema.dashboards[target].title or target
        link = {"id": target, "order": order, "label": label, "type": "dashboardLink", "options": carried}
        links.append({**link, "destinationRefName": name})
    shown = {"attributes": {"layout": "horizontal", "links": links}, "hidePanelTitles": True, "enhancements": {}}
    place = {"x": 0, "y": 0, "w": 48, "h": _LINKS_HEIGHT, "i": "links"}
    return {"type": "links", "panelIndex": "links", "gridData": place, "embeddableConfig": shown}


def _controls(schema: Schema, names: tuple[str, ...], references: list[dict[str, str]]) -> dict[str, Any]:
    controls = {}
    for order, name in enumerate(names):
        references.append(_reference(f"controlGroup_{name}:optionsListDataView", "index-pattern", schema.events_stream))
        numeric = name != "violations" and schema.fields[name].type == "integer"
        asked = {"id": name, "fieldName": name, "title": name, "selectedOptions": [], "singleSelect": False}
        asked |= {"searchTechnique": "exact" if numeric else "prefix", "sort": {"by": "_count", "direction": "desc"}}
        control = {"order": order, "width": "medium", "grow": True, "type": "optionsListControl"}
        controls[name] = {**control, "explicitInput": asked}
    heeded = dict.fromkeys(("ignoreFilters", "ignoreQuery", "ignoreTimerange", "ignoreValidations"), False)
    return {
        "chainingSystem": "HIERARCHICAL",
        "controlStyle": "oneLine",
        "showApplySelections": False,
        "ignoreParentSettingsJSON": _json(heeded),
        "panelsJSON": _json(controls),
    }
