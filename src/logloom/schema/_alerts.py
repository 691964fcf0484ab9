"""Checks of alerts and of the routes that they go by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from logloom.schema._findings import Findings
from logloom.schema._views import check_split
from logloom.schema._words import all_of, one_of, shorten
from logloom.schema.diagnose import Path
from logloom.schema.model import ALERT_KINDS, NUMBERS, Alert, Locale, span_seconds

__all__ = ["check_alerts", "check_routes"]

_MEASURES = ("average", "min", "max")
_ADDRESSES = {"wecom": "url", "slack": "url", "webhook": "url", "email": "to"}
_SAID = re.compile(r"\{([^{}]*)\}")


class _Needs(NamedTuple):
    """What an alert of a kind must have beside its own word, and what it may have."""

    needed: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()


_KINDS = {
    "count": _Needs(("where", "within"), ("by",)),
    "new": _Needs((), ("where", "by")),
    "silent": _Needs(("by", "after", "until")),
    "lost": _Needs(("by", "after", "until")),
    "nothing": _Needs((), ("where",)),
    "change": _Needs(("within", "against"), ("where", "by", *_MEASURES)),
    "bound": _Needs(("within",), ("where", "by", *_MEASURES)),
}
_PARTS = dict.fromkeys(part for needs in _KINDS.values() for part in (*needs.needed, *needs.allowed))
_WORDS = {word: kind for kind, words in ALERT_KINDS.items() for word in words}


def check_alerts(findings: Findings) -> None:
    """Check that each alert has one kind, and what it names."""
    for name, alert in findings.schema.alerts.items():
        path: Path = ("alerts", name)
        for part in ("where", "after", "until"):
            findings.query((*path, part), getattr(alert, part))
        for index, field in enumerate(alert.splits):
            check_split(findings, (*path, "by") if isinstance(alert.by, str) else (*path, "by", index), field, "`by`")
        if not findings.touched(path):
            for code, message in _faults(alert):
                findings.add(path, code, message, at_key=True)
        _check_measure(findings, path, alert)
        _check_new(findings, path, alert)
        _check_spans(findings, path, alert)
        for locale, text in _texts(alert.say):
            _check_said(findings, (*path, "say", *locale), text)
        for index, route in enumerate(alert.notify):
            if route not in findings.cuts.names("notify"):
                findings.known((*path, "notify", index), "route", route, findings.schema.notify)


def _faults(alert: Alert) -> Iterator[tuple[str, str]]:
    words = [word for word in _WORDS if alert.has(word)]
    if len(words) != 1:
        said = f"it has {all_of(words)}" if words else "it has none"
        yield "alert-kind", f"an alert has one of {one_of(_WORDS)}; {said}"
        return
    kind, needs = _WORDS[words[0]], _KINDS[_WORDS[words[0]]]
    missing = [part for part in needs.needed if not alert.has(part)]
    useless = [part for part in _PARTS if alert.has(part) and part not in (*needs.needed, *needs.allowed)]
    if missing:
        yield "alert-part", f"{words[0]!r} needs {all_of(missing)} beside it"
    if useless:
        yield "alert-part", f"{all_of(useless)} means nothing beside {words[0]!r}; remove it"
    measures = [measure for measure in _MEASURES if alert.has(measure)]
    if kind in {"change", "bound"} and len(measures) != 1:
        said = f"it has {all_of(measures)}" if measures else "it has none"
        yield "alert-part", f"{words[0]!r} needs one of {one_of(_MEASURES)} beside it; {said}"


def _check_measure(findings: Findings, path: Path, alert: Alert) -> None:
    """A measure is of numbers, and its bound is one that the field can pass."""
    for measure in _MEASURES:
        name = getattr(alert, measure)
        spec = findings.field((*path, measure), name) if name is not None else None
        if spec is None:
            continue
        if spec.type not in NUMBERS:
            message = f"{measure!r} takes {one_of(NUMBERS)}, and {name!r} is {spec.type}"
            findings.add((*path, measure), "measure-type", message)
        if alert.above is not None and spec.max is not None and alert.above >= spec.max:
            findings.add((*path, "above"), "never", f"{name!r} is never above {spec.max}; write a smaller number")
        if alert.below is not None and spec.min is not None and alert.below <= spec.min:
            findings.add((*path, "below"), "never", f"{name!r} is never below {spec.min}; write a greater number")


def _check_new(findings: Findings, path: Path, alert: Alert) -> None:
    spec = findings.field((*path, "new"), alert.new) if alert.new is not None else None
    if spec is not None and (spec.type != "keyword" or spec.array):
        what = "an array" if spec.array else spec.type
        findings.add((*path, "new"), "measure-type", f"'new' takes a keyword of one value, and {alert.new!r} is {what}")


def _check_spans(findings: Findings, path: Path, alert: Alert) -> None:
    longest = findings.schema.retention.events
    for part in ("within", "against", "silent_for", "lost_for", "nothing_for"):
        span = getattr(alert, part)
        if span is not None and span_seconds(span) >= span_seconds(longest):
            message = f"events go after {longest}, so that nothing is known of {span}; write a shorter time"
            findings.add((*path, part), "never", message)


def _texts(said: str | Mapping[Locale, str]) -> Iterator[tuple[Path, str]]:
    if isinstance(said, str):
        yield (), said
    else:
        yield from (((locale,), text) for locale, text in said.items())


def _check_said(findings: Findings, path: Path, said: str) -> None:
    for found in _SAID.finditer(said):
        name = found[1]
        if name not in {"count", *findings.schema.fields, *findings.cuts.names("fields")}:
            hint = findings.hint(name, findings.schema.fields)
            message = f"there is no field {shorten(name)} to say{hint}; braces hold a field's name, or count"
            findings.add(path, "unknown-field", message, offset=found.start(1))
    if set("{}") & set(_SAID.sub("", said)):
        findings.add(path, "say", "a brace is not closed or not opened; braces hold a field's name")


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
