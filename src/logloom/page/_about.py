"""What the front-end must know of the schema: fields, queries, dashboards, and how each panel is drawn."""

from __future__ import annotations

from typing import Any

from logloom import __version__
from logloom.page.spec import spec
from logloom.schema import Schema
from logloom.schema.model import COMPUTED, LEVELS, Dashboard, FieldSpec, Panel
from logloom.schema.panels import question

__all__ = ["HISTOGRAMS", "about"]

HISTOGRAMS = tuple(
    Panel(title="Events over time", show="bar", count="events", by="level", over="time", stream=stream)
    for stream in ("events", "invalid")
)
"""What stands above the list of events, and above that of lines that could not be parsed."""

_TIME = "@timestamp"
_COLUMNS = ("level", "job_id", "event", "message")
_COLUMNS_INVALID = ("level", "parse_error", "unparsed")


def about(schema: Schema) -> dict[str, Any]:
    """Return the answer of ``/api/schema``."""
    return {
        "name": schema.name,
        "version": schema.version,
        "logloom": __version__,
        "levels": list(LEVELS),
        "fields": {name: _field(field) for name, field in {**schema.fields, **COMPUTED}.items()},
        "queries": {
            name: {
                "title": query.title,
                "query": query.query,
                "description": query.description,
                "columns": list(query.columns),
            }
            for name, query in schema.queries.items()
        },
        "histograms": [_panel(index, panel, schema) for index, panel in enumerate(HISTOGRAMS)],
        "dashboards": [_dashboard(name, board, schema) for name, board in schema.dashboards.items()],
    }


def _field(field: FieldSpec) -> dict[str, Any]:
    return {
        "type": field.type,
        "array": field.array,
        "unit": field.unit,
        "enum": list(field.enum) if field.enum else None,
        "description": field.description,
        "cardinality": field.cardinality,
    }


def _dashboard(name: str, board: Dashboard, schema: Schema) -> dict[str, Any]:
    return {
        "name": name,
        "title": board.title or name,
        "description": board.description,
        "time": board.time,
        "controls": list(board.controls),
        "links": list(schema.links(name)),
        "panels": [_panel(index, panel, schema) for index, panel in enumerate(board.panels)],
    }


def _panel(index: int, panel: Panel, schema: Schema) -> dict[str, Any]:
    measure, field = panel.measure
    known = COMPUTED.get(field or "") or schema.fields.get(field or "")
    return {
        "index": index,
        "title": panel.title,
        "show": panel.show,
        "measure": measure,
        "field": field,
        "unit": known.unit if known and measure != "unique" else None,
        "by": list(panel.splits),
        "over_time": panel.over_time,
        "columns": _columns(panel),
        "opens": panel.opens,
        "stream": panel.stream,
        "query": question(panel, schema),
        "spec": spec(panel, schema),
        "aligned": spec(panel, schema, aligned=True) if _can_align(panel) else None,
    }


def _columns(panel: Panel) -> list[str]:
    if panel.show != "events":
        return []
    shown = panel.columns or (_COLUMNS_INVALID if panel.stream == "invalid" else _COLUMNS)
    return list(dict.fromkeys((_TIME, *shown)))


def _can_align(panel: Panel) -> bool:
    return panel.over_time and panel.splits == ("job_id",)
