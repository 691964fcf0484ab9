"""A panel as a Vega-Lite specification: pure, one for each panel, the same for every answer.

The rows come as the data set ``rows``: objects with ``by0``, ``by1``, ``time`` and ``value``. The time range comes as
the signals ``range_start``, ``range_end`` and ``step``, in milliseconds, or in seconds where jobs are aligned. What
stands behind a number is the signal ``units``, in English. Colours, but for those of levels, are the page's, and so is
what it tells of the mark under the pointer.

Source: Vega-Lite 6, Specification; Vega 6, Expressions.
"""

from __future__ import annotations

from typing import Any

from logloom.page._text import UNITS, duration, number, quantity
from logloom.schema import Schema
from logloom.schema.model import COMPUTED, LEVELS, FieldSpec, Panel
from logloom.schema.panels import label

__all__ = ["spec"]

Spec = dict[str, Any]

_VERSION = "https://vega.github.io/schema/vega-lite/v6.json"
_DRAWN = {"line", "area", "bar", "donut", "heatmap"}
_ADDS_UP = {"count", "rate", "sum"}
_HEIGHT = 180
_LEVEL_COLOURS = ("#8a8f98", "#3b82c4", "#d9a514", "#d55e00", "#a3195b")  # told apart without red and green
_FILLED = 0.92  # of a step: neighbours are told apart
_TICKS = (1, 5, 15, 30, 60, 300, 900, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 86400, 2 * 86400, 7 * 86400)


def spec(panel: Panel, schema: Schema, *, aligned: bool = False) -> Spec | None:
    """Return how a panel is drawn; None for a number, a table or a list of events.

    Args:
        panel: of a dashboard.
        schema: that the panel stands in.
        aligned: over the seconds since each job began, instead of over the time of day.
    """
    if panel.show not in _DRAWN:
        return None
    return {
        "$schema": _VERSION,
        "description": _described(panel),
        "data": {"name": "rows"},
        "width": "container",
        "transform": _transform(panel, aligned=aligned),
        "params": [*(_signals() if panel.over_time else []), {"name": "units", "value": UNITS}],
        **_drawing(panel, schema, aligned=aligned),
    }


def _drawing(panel: Panel, schema: Schema, *, aligned: bool) -> Spec:
    if panel.show == "donut":
        return _donut(panel)
    if panel.show == "heatmap":
        return _heatmap(panel, schema, aligned=aligned)
    if not panel.over_time:
        return _bars(panel, schema)
    if panel.show == "bar":
        return _bars_over_time(panel, schema, aligned=aligned)
    return _lines(panel, schema, aligned=aligned)


def _described(panel: Panel) -> str:
    by = f" by {' and '.join(panel.splits)}" if panel.splits else ""
    return f"{panel.title}: {label(panel)}{by}{', over time' if panel.over_time else ''}"


def _signals() -> list[Spec]:
    return [{"name": name, "value": value} for name, value in (("range_start", 0), ("range_end", 1), ("step", 1))]


def _transform(panel: Panel, *, aligned: bool) -> list[Spec]:
    """What has no value is left out, so that a line goes on."""
    steps: list[Spec] = [{"filter": "isValid(datum.value)"}]
    if panel.over_time:
        steps.append({"calculate": "datum.time" if aligned else "toDate(datum.time)", "as": "at"})
    if panel.over_time and panel.show in {"bar", "heatmap"}:
        steps.append({"calculate": f"+datum.at + step * {_FILLED}", "as": "until"})
    return steps


def _measured(panel: Panel, schema: Schema) -> str | None:
    """Return the unit of the numbers."""
    measure, field = panel.measure
    if measure == "rate":
        return "per_second"
    return _field(field, schema).unit if field and measure != "unique" else None


def _field(name: str, schema: Schema) -> FieldSpec:
    return COMPUTED.get(name) or schema.fields[name]


def _axis(panel: Panel, schema: Schema, *, stacked: bool) -> Spec:
    """The axis of the numbers; a share is seen against the whole."""
    measure, field = panel.measure
    unit = _measured(panel, schema)
    known = _field(field, schema) if field else None
    whole = known and unit == "ratio" and (known.min, known.max) == (0, 1) and measure != "sum"
    zero = panel.show == "bar" or stacked
    whole_ticks = {"tickMinStep": 1} if measure in {"count", "unique"} else {}
    return {
        "field": "value",
        "type": "quantitative",
        "axis": {"title": None, "labelExpr": quantity(unit, "datum.value"), "tickCount": 4, **whole_ticks},
        "scale": {"domain": [0, 1]} if whole else {"zero": zero, "nice": True},
        "stack": "zero" if stacked else None,
    }


def _time(*, aligned: bool) -> Spec:
    bounds = {"domainMin": {"expr": "range_start"}, "domainMax": {"expr": "range_end"}}
    if not aligned:
        return {"field": "at", "type": "temporal", "scale": bounds, "axis": {"title": None, "tickCount": 6}}
    ticks = {"values": {"expr": f"sequence(0, range_end, {_tick('range_end')})"}}
    axis = {"title": None, "labelExpr": duration("(datum.value * 1000)"), **ticks}
    return {"field": "at", "type": "quantitative", "scale": {**bounds, "nice": False}, "axis": axis}


def _tick(seconds: str) -> str:
    """Return the expression of a round step that divides a length of time into six parts, or some more."""
    text = f"{seconds} / 6"
    for step in reversed(_TICKS):
        text = f"{seconds} <= {step * 8} ? {step} : {text}"
    return f"({text})"


def _colour(panel: Panel, level: int = 0, *, legend: bool = True) -> Spec:
    """The colours of the values of a field of `by`: those of levels stay the same everywhere."""
    colour: Spec = {"field": f"by{level}", "type": "nominal"}
    if panel.splits[level] == "level":
        colour["scale"] = {"domain": list(LEVELS), "range": list(_LEVEL_COLOURS)}
    return {**colour, "legend": {"title": None, "orient": "bottom", "labelLimit": 140} if legend else None}


def _lines(panel: Panel, schema: Schema, *, aligned: bool) -> Spec:
    stacked = panel.show == "area" and _adds_up(panel)
    mark: Spec = {"type": "line", "strokeWidth": 1.75, "point": {"filled": True, "size": 10}}
    if panel.show == "area":
        mark = {"type": "area", "line": {"strokeWidth": 1.5}, "opacity": 0.75 if stacked else 0.25}
    return _over_time(panel, mark, _axis(panel, schema, stacked=stacked), aligned=aligned)


def _bars_over_time(panel: Panel, schema: Schema, *, aligned: bool) -> Spec:
    value = _axis(panel, schema, stacked=_adds_up(panel))
    drawn = _over_time(panel, {"type": "bar", "orient": "vertical"}, value, aligned=aligned)
    drawn["encoding"]["x2"] = {"field": "until"}
    return drawn


def _adds_up(panel: Panel) -> bool:
    """Only what adds up is stacked: a sum of averages means nothing."""
    return panel.measure[0] in _ADDS_UP


def _over_time(panel: Panel, mark: Spec, value: Spec, *, aligned: bool) -> Spec:
    encoding: Spec = {"x": _time(aligned=aligned), "y": value}
    if panel.splits:
        encoding["color"] = _colour(panel)
    return {"height": _HEIGHT, "mark": mark, "encoding": encoding}


def _bars(panel: Panel, schema: Schema) -> Spec:
    """A lying bar for each value of the first field; those of a second field stand on it, or beside it."""
    ranked = {"op": "sum" if _adds_up(panel) else "max", "field": "value", "order": "descending"}
    encoding: Spec = {
        "y": {"field": "by0", "type": "nominal", "sort": ranked, "axis": {"title": None, "labelLimit": 150}},
        "x": _axis(panel, schema, stacked=_adds_up(panel)),
    }
    if len(panel.splits) > 1:
        encoding["color"] = _colour(panel, 1)
        if not _adds_up(panel):
            encoding["yOffset"] = {"field": "by1"}
    elif panel.splits[0] in {"job_id", "level"}:  # the same colour as in the panels over time
        encoding["color"] = _colour(panel, legend=False)
    return {"height": {"step": 24}, "mark": {"type": "bar", "height": {"band": 0.7}}, "encoding": encoding}


def _donut(panel: Panel) -> Spec:
    encoding = {
        "theta": {"field": "value", "type": "quantitative", "stack": True},
        "order": {"field": "value", "type": "quantitative", "sort": "descending"},
        "color": {**_colour(panel), "sort": None},
    }
    return {"height": 200, "mark": {"type": "arc", "innerRadius": 52, "outerRadius": 84}, "encoding": encoding}


def _heatmap(panel: Panel, schema: Schema, *, aligned: bool) -> Spec:
    """A field against time, or against another one."""
    unit = _measured(panel, schema)
    legend = {"title": None, "labelExpr": quantity(unit, "datum.value") if unit else number("datum.value")}
    encoding: Spec = {
        "y": {"field": "by0", "type": "ordinal", "axis": {"title": panel.splits[0], "labelLimit": 150}},
        "color": {"field": "value", "type": "quantitative", "scale": {"zero": True}, "legend": legend},
    }
    if panel.over_time:
        encoding |= {"x": _time(aligned=aligned), "x2": {"field": "until"}}
    else:
        encoding["x"] = {"field": "by1", "type": "ordinal", "axis": {"title": None, "labelAngle": -30}}
    return {"height": {"step": 28}, "mark": {"type": "rect"}, "encoding": encoding}
