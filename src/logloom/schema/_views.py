"""Checks of queries, dashboards and panels: what can't be measured, split or drawn is refused where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from logloom.schema._findings import Findings
from logloom.schema._words import all_of, one_of, shorten
from logloom.schema.diagnose import Path
from logloom.schema.model import COMPUTED, MEASURES, NUMBERS, FieldSpec, Jobs, Panel

__all__ = ["check_dashboards", "check_queries", "check_split"]

_TYPES_OF = {
    **dict.fromkeys(("average", "sum", "median", "percentile"), NUMBERS),
    **dict.fromkeys(("min", "max"), (*NUMBERS, "timestamp")),
    "last": (*NUMBERS, "timestamp", "keyword", "boolean"),
    "unique": (*NUMBERS, "keyword", "boolean"),
}
_SPLITS = {
    "metric": (0, 0, "no field"),
    "line": (0, 1, "at most one field"),
    "area": (0, 1, "at most one field"),
    "bar": (0, 2, "at most two fields"),
    "donut": (1, 1, "one field"),
    "table": (1, 4, "one to four fields"),
    "heatmap": (1, 2, "one or two fields"),
    "events": (0, 0, "no field"),
}
_SPLIT_TYPES = ("keyword", "integer", "boolean")
_UNSPLIT = {"text": "its words can't be counted; list it with `show: events`, or make it `type: keyword`"}
_STATES = tuple(Jobs.model_fields)


def check_queries(findings: Findings) -> None:
    """Check the named queries and their columns."""
    for name, query in findings.schema.queries.items():
        path: Path = ("queries", name)
        findings.query((*path, "query"), query.query)
        for index, column in enumerate(query.columns):
            findings.field((*path, "columns", index), column)


def check_dashboards(findings: Findings) -> None:
    """Check the panels, controls and links of each dashboard."""
    for name, dashboard in findings.schema.dashboards.items():
        path: Path = ("dashboards", name)
        for index, control in enumerate(dashboard.controls):
            check_split(findings, (*path, "controls", index), control, "a control")
        for index, link in enumerate(dashboard.links or ()):
            _check_target(findings, (*path, "links", index), name, link)
        for index, panel in enumerate(dashboard.panels):
            _check_panel(findings, (*path, "panels", index), panel, name)


def _check_target(findings: Findings, path: Path, here: str, target: str) -> None:
    if target == here:
        findings.add(path, "link", f"{target!r} is this dashboard itself; name another, or remove it")
    elif target not in findings.cuts.names("dashboards"):
        findings.known(path, "dashboard", target, findings.schema.dashboards)


def _check_panel(findings: Findings, path: Path, panel: Panel, dashboard: str) -> None:
    findings.query((*path, "where"), panel.where)
    if panel.query is not None and panel.query not in findings.cuts.names("queries"):
        findings.known((*path, "query"), "query", panel.query, findings.schema.queries)
    measures = [name for name in MEASURES if getattr(panel, name) is not None]
    if not findings.touched(path):
        _check_count(findings, path, panel, measures)
    for measure in measures:
        if measure not in {"count", "rate"}:
            _check_measure(findings, (*path, measure), panel, measure)
    for index, column in enumerate(panel.columns):
        findings.field((*path, "columns", index), column)
    _check_splits(findings, path, panel)
    if panel.opens is not None:
        _check_target(findings, (*path, "opens"), dashboard, panel.opens)
    if not findings.touched(path):
        for key, code, message in _faults(panel):
            findings.add((*path, key), code, message, at_key=True)


def _check_count(findings: Findings, path: Path, panel: Panel, measures: list[str]) -> None:
    """A drawn panel measures one thing, a list of events nothing."""
    if panel.show == "events":
        for measure in measures:
            message = "a list of events measures nothing; remove it, or show another kind of panel"
            findings.add((*path, measure), "measure", message, at_key=True)
    elif len(measures) != 1:
        said = f"says {all_of(measures)}" if measures else "does not say what it shows"
        message = f"the panel {shorten(panel.title)} {said}; give one of {one_of(MEASURES)}"
        findings.add((*path, measures[1]) if measures else path, "measure", message, at_key=bool(measures))


def _check_measure(findings: Findings, path: Path, panel: Panel, measure: str) -> None:
    if panel.percentile is not None and measure == "percentile":
        path, name = (*path, "field"), panel.percentile.field
    else:
        name = getattr(panel, measure)
    spec = COMPUTED.get(name) or findings.field(path, name)
    if spec is None:
        return
    if spec.type not in _TYPES_OF[measure]:
        remedy = "; its words can't be counted: list it with `show: events`" if spec.type == "text" else ""
        message = f"{measure!r} takes {one_of(_TYPES_OF[measure])}, and {name!r} is {spec.type}{remedy}"
        findings.add(path, "measure-type", message)
    elif spec.array and measure == "last":
        findings.add(path, "measure-type", f"{name!r} has several values at once, of which none is the newest")
    elif _is_told(measure, spec) and panel.show not in {"metric", "table", "events"}:
        message = f"a {panel.show} draws numbers, and {measure!r} of {name!r} is {spec.type}; write `show: table`"
        findings.add(path, "measure-type", message)


def _is_told(measure: str, spec: FieldSpec) -> bool:
    """Whether a measure gives something that is no number: it can be read, and not drawn."""
    return measure in {"last", "min", "max"} and spec.type not in NUMBERS


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
        what = "a list of events" if panel.show == "events" else f"a {panel.show}"
        message = f"{what} is split `by` {wanted}, not by {len(names)}"
        findings.add((*path, "by"), "split", message, at_key=True)


def check_split(findings: Findings, path: Path, name: str, what: str) -> FieldSpec | None:
    """Return the field that something is split by, or note that it can't be."""
    if name in COMPUTED:
        findings.add(path, "split", f"{name!r} is computed for each event; {what} takes fields that events hold")
        return None
    spec = findings.field(path, name)
    if spec is not None and spec.type not in _SPLIT_TYPES:
        reason = _UNSPLIT.get(spec.type, "nearly each value is its own")
        message = f"{what} takes {one_of(_SPLIT_TYPES)}, and {name!r} is {spec.type}: {reason}"
        findings.add(path, "split", message)
    return spec


def _faults(panel: Panel) -> Iterator[tuple[str, str, str]]:
    """Yield (key, code, message) for words of a panel that do not go together."""
    if panel.over and (panel.show != "bar" or len(panel.splits) != 1):
        yield "over", "over", "only a bar that is split `by` one field can be told to run over time; remove it"
    if panel.rate and not panel.over_time:
        yield "rate", "over", "a rate runs over time: write `show: line`, `show: area` or a bar `over: time`"
    if panel.columns and panel.show != "events":
        yield "columns", "columns", f"a {panel.show} has no columns; remove them, or write `show: events`"
    if panel.opens and not panel.splits:
        yield "opens", "opens", "there is no value to click on: only a panel with `by` can open a dashboard"
    if panel.percentile and panel.splits and panel.percentile.at != int(panel.percentile.at):
        yield (
            "percentile",
            "percentile",
            "Kibana ranks values of `by` by whole percentiles alone; write 99, or leave `by` out",
        )
    if panel.jobs:
        yield from _job_faults(panel)


def _job_faults(panel: Panel) -> Iterator[tuple[str, str, str]]:
    assert panel.jobs is not None
    given = [name for name, span in panel.jobs if span is not None]
    counted = panel.show == "metric" and panel.unique == "job_id"
    listed = panel.show == "table" and panel.splits == ("job_id",) and panel.last is None
    if len(given) != 1:
        said = f"it has {all_of(given)}" if given else "it has none"
        yield "jobs", "jobs", f"`jobs` has one of {one_of(_STATES)}; {said}"
    if not counted and not listed:
        wanted = "a metric of `unique: job_id`, or a table `by: job_id` of another measure than `last`"
        yield "jobs", "jobs", f"a panel of jobs in a state is {wanted}"
    for key in ("where", "query"):
        if getattr(panel, key) is not None:
            yield key, "jobs", f"all events of a job tell its state; remove `{key}`"
    if panel.stream != "events":
        yield "stream", "jobs", "a line that could not be parsed tells nothing of its job; remove `jobs` or `stream`"
