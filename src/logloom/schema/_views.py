"""Checks of what is asked of the events: queries, dashboards, alerts and routes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from logloom.schema._findings import Findings
from logloom.schema._words import all_of, one_of, shorten
from logloom.schema.diagnose import Path
from logloom.schema.model import MEASURES, Alert, FieldSpec, Panel

__all__ = ["check_alerts", "check_dashboards", "check_queries", "check_routes"]

_NUMBERS = ("integer", "float")
_TYPES_OF = {
    **dict.fromkeys(("average", "sum", "median", "percentile"), _NUMBERS),
    **dict.fromkeys(("min", "max"), (*_NUMBERS, "timestamp")),
    "last": (*_NUMBERS, "timestamp", "keyword", "boolean"),
    "unique": (*_NUMBERS, "keyword", "boolean"),
}
_SPLITS = {
    "metric": (0, 0, "no field"),
    "line": (0, 1, "at most one field"),
    "area": (0, 1, "at most one field"),
    "bar": (0, 2, "at most two fields"),
    "donut": (1, 1, "one field"),
    "table": (1, 4, "one to four fields"),
    "heatmap": (1, 2, "one or two fields"),
}
_SPLIT_TYPES = ("keyword", "integer", "boolean")
_ADDRESSES = {"wecom": "url", "slack": "url", "webhook": "url", "email": "to"}
_SAID = re.compile(r"\{([^{}]*)\}")


def check_queries(findings: Findings) -> None:
    """Check the named queries and their columns."""
    for name, query in findings.schema.queries.items():
        path: Path = ("queries", name)
        findings.query((*path, "query"), query.query)
        for index, column in enumerate(query.columns):
            findings.field((*path, "columns", index), column)


def check_dashboards(findings: Findings) -> None:
    """Check the panels and controls of each dashboard."""
    for name, dashboard in findings.schema.dashboards.items():
        path: Path = ("dashboards", name)
        for index, control in enumerate(dashboard.controls):
            _check_split(findings, (*path, "controls", index), control, "a control")
        for index, panel in enumerate(dashboard.panels):
            _check_panel(findings, (*path, "panels", index), panel)


def _check_panel(findings: Findings, path: Path, panel: Panel) -> None:
    findings.query((*path, "where"), panel.where)
    if panel.query is not None and panel.query not in findings.cuts.names("queries"):
        findings.known((*path, "query"), "query", panel.query, findings.schema.queries)
    measures = [name for name in MEASURES if getattr(panel, name) is not None]
    if len(measures) != 1 and not findings.touched(path):
        said = f"says {all_of(measures)}" if measures else "does not say what it shows"
        message = f"the panel {shorten(panel.title)} {said}; give one of {one_of(MEASURES)}"
        findings.add((*path, measures[1]) if measures else path, "measure", message, at_key=bool(measures))
    for measure in measures:
        if measure != "count":
            _check_measure(findings, (*path, measure), panel, measure)
    _check_splits(findings, path, panel)


def _check_measure(findings: Findings, path: Path, panel: Panel, measure: str) -> None:
    if panel.percentile is not None and measure == "percentile":
        path, name = (*path, "field"), panel.percentile.field
    else:
        name = getattr(panel, measure)
    spec = findings.field(path, name)
    if spec is not None and spec.type not in _TYPES_OF[measure]:
        message = f"{measure!r} takes {one_of(_TYPES_OF[measure])}, and {name!r} is {spec.type}"
        findings.add(path, "measure-type", message)


def _check_splits(findings: Findings, path: Path, panel: Panel) -> None:
    names = panel.splits
    for index, name in enumerate(names):
        at: Path = (*path, "by") if isinstance(panel.by, str) else (*path, "by", index)
        spec = _check_split(findings, at, name, "`by`")
        if spec is not None and spec.cardinality == "high" and panel.show != "table":
            message = f"{name!r} has too many values for a {panel.show}; split by another field, or write `show: table`"
            findings.add(at, "split", message)
        if name in names[:index]:
            findings.add(at, "split", f"{name!r} stands twice; remove one")
    least, most, wanted = _SPLITS[panel.show]
    if not least <= len(names) <= most and not findings.touched(path):
        message = f"a {panel.show} is split `by` {wanted}, not by {len(names)}"
        findings.add((*path, "by"), "split", message, at_key=True)


def _check_split(findings: Findings, path: Path, name: str, what: str) -> FieldSpec | None:
    spec = findings.field(path, name)
    if spec is not None and spec.type not in _SPLIT_TYPES:
        message = f"{what} takes {one_of(_SPLIT_TYPES)}, and {name!r} is {spec.type}: nearly each value is its own"
        findings.add(path, "split", message)
    return spec


def check_alerts(findings: Findings) -> None:
    """Check that each alert has one kind, and what it names."""
    for name, alert in findings.schema.alerts.items():
        path: Path = ("alerts", name)
        for part in ("where", "after", "until"):
            findings.query((*path, part), getattr(alert, part))
        if alert.by is not None:
            _check_split(findings, (*path, "by"), alert.by, "`by`")
        if not findings.touched(path):
            for code, message in _alert_faults(alert):
                findings.add(path, code, message, at_key=True)
        _check_say(findings, path, alert.say or "")
        for index, route in enumerate(alert.notify):
            if route not in findings.cuts.names("notify"):
                findings.known((*path, "notify", index), "route", route, findings.schema.notify)


def _alert_faults(alert: Alert) -> Iterator[tuple[str, str]]:
    kinds = [name for name in ("more_than", "silent_for", "lost_for") if getattr(alert, name) is not None]
    if len(kinds) != 1:
        said = f"it has {all_of(kinds)}" if kinds else "it has none"
        yield "alert-kind", f"an alert has one of 'more_than' (with 'within'), 'silent_for' or 'lost_for'; {said}"
        return
    counts = kinds == ["more_than"]
    needed = ("where", "within") if counts else ("by", "after", "until")
    barred = ("after", "until") if counts else ("where", "within")
    missing = [name for name in needed if getattr(alert, name) is None]
    useless = [name for name in barred if getattr(alert, name) is not None]
    if missing:
        yield "alert-part", f"{kinds[0]!r} needs {all_of(missing)} beside it"
    if useless:
        yield "alert-part", f"{all_of(useless)} means nothing beside {kinds[0]!r}; remove it"


def _check_say(findings: Findings, path: Path, say: str) -> None:
    for found in _SAID.finditer(say):
        _check_said(findings, path, found)
    if set("{}") & set(_SAID.sub("", say)):
        findings.add((*path, "say"), "say", "a brace is not closed or not opened; braces hold a field's name")


def _check_said(findings: Findings, path: Path, found: re.Match[str]) -> None:
    name = found[1]
    if name not in {"count", *findings.schema.fields, *findings.cuts.names("fields")}:
        hint = findings.hint(name, findings.schema.fields)
        message = f"there is no field {shorten(name)} to say{hint}; braces hold a field's name, or count"
        findings.add((*path, "say"), "unknown-field", message, offset=found.start(1))


def check_routes(findings: Findings) -> None:
    """Check that each route says how and where it leads."""
    for name, route in findings.schema.notify.items():
        path: Path = ("notify", name)
        kind = route.kind or (name if name in _ADDRESSES else None)
        if findings.touched(path):
            continue
        if kind is None:
            message = f"the route {name!r} needs `kind: ...`, one of {one_of(_ADDRESSES)}"
            findings.add(path, "route", message, at_key=True)
            continue
        wanted = _ADDRESSES[kind]
        other = "to" if wanted == "url" else "url"
        if getattr(route, wanted) is None:
            variable = f"{name.upper()}_{'URL' if wanted == 'url' else 'TO'}"
            message = (
                f"the route {name!r} has no address; write `{wanted}: '${{{variable}}}'` and set it where alerts run"
            )
            findings.add(path, "route", message, at_key=True)
        if getattr(route, other) is not None:
            findings.add((*path, other), "route", f"{kind} takes `{wanted}`, not `{other}`; remove it", at_key=True)
