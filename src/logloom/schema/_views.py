"""Checks of what is asked of the events: queries and dashboards."""

from __future__ import annotations

from logloom.schema._findings import Findings
from logloom.schema._words import all_of, one_of, shorten
from logloom.schema.diagnose import Path
from logloom.schema.model import MEASURES, FieldSpec, Panel

__all__ = ["check_dashboards", "check_queries", "check_split"]

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
            check_split(findings, (*path, "controls", index), control, "a control")
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
        spec = check_split(findings, at, name, "`by`")
        if spec is not None and spec.cardinality == "high" and panel.show != "table":
            message = f"{name!r} has too many values for a {panel.show}; split by another field, or write `show: table`"
            findings.add(at, "split", message)
        if name in names[:index]:
            findings.add(at, "split", f"{name!r} stands twice; remove one")
    least, most, wanted = _SPLITS[panel.show]
    if not least <= len(names) <= most and not findings.touched(path):
        message = f"a {panel.show} is split `by` {wanted}, not by {len(names)}"
        findings.add((*path, "by"), "split", message, at_key=True)


def check_split(findings: Findings, path: Path, name: str, what: str) -> FieldSpec | None:
    """Return the field that something is split by, or note why it can't be."""
    spec = findings.field(path, name)
    if spec is not None and spec.type not in _SPLIT_TYPES:
        message = f"{what} takes {one_of(_SPLIT_TYPES)}, and {name!r} is {spec.type}: nearly each value is its own"
        findings.add(path, "split", message)
    return spec
