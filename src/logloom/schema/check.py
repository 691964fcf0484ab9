"""Checks that need more than one part of a schema: fields, names, bounds, retention, and the words of plain text."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from logloom.errors import Diagnostic
from logloom.schema._alerts import check_alerts, check_routes
from logloom.schema._examples import run_examples
from logloom.schema._findings import Findings
from logloom.schema._redact import check_redaction
from logloom.schema._views import check_dashboards, check_queries
from logloom.schema._words import all_of, one_of, shorten
from logloom.schema._yaml import Node
from logloom.schema.diagnose import Cuts, Path
from logloom.schema.model import BASE, COMPUTED, LEVELS, NUMBERS, FieldSpec, Retention, Schema, span_seconds

__all__ = ["check"]

_RESERVED = ("extra", "violations", "data_stream", *COMPUTED)
_NEVER_SAMPLED = ("job_start", "job_end", "heartbeat", "exception")
_LONG = 2**63


def check(schema: Schema, root: Node, cuts: Cuts, built_in: Node) -> list[Diagnostic]:
    """Find what is wrong between the parts of a schema.

    Args:
        schema: the schema, each part of which fits the model.
        root: the tree that it was made of.
        cuts: what was cut out of it since it does not fit; what refers to it is not blamed.
        built_in: the tree of the built-in schema that it builds on.

    Returns:
        All diagnostics, in no order.
    """
    findings = Findings(schema, root, cuts)
    if schema.name.endswith(".invalid"):
        message = "a name can't end in '.invalid': what could not be parsed goes to <name>.invalid"
        findings.add(("name",), "reserved-name", message)
    _check_fields(findings, _core_fields(built_in))
    fields_fit = not findings.diagnostics
    _check_names(findings)
    _check_levels(findings)
    _check_volume(findings)
    _check_retention(findings)
    patterns_fit = check_redaction(findings)
    check_queries(findings)
    check_dashboards(findings)
    check_alerts(findings)
    check_routes(findings)
    if fields_fit and patterns_fit and all(path[0] == "examples" for path in cuts.paths):
        run_examples(findings)
    return findings.diagnostics


@dataclass(frozen=True)
class _Core:
    """What no schema may change of a field that logloom itself writes, or that a built-in schema counts on.

    Args:
        file: the built-in schema that has the field.
        enum_file: the one that has the list of its values.
    """

    type: str
    array: bool
    enum: tuple[str, ...]
    file: str
    enum_file: str


def _core_fields(built_in: Node) -> dict[str, _Core]:
    fields = built_in.get("fields")
    assert fields is not None
    assert isinstance(fields.value, dict)  # it is ours
    return {name: _core(field) for name, field in fields.value.items()}


def _core(field: Node) -> _Core:
    spec = field.plain()
    kind, enum = field.get("type"), field.get("enum")
    assert kind is not None
    return _Core(spec["type"], bool(spec.get("array")), spec.get("enum", ()), kind.file, enum.file if enum else "")


def _check_fields(findings: Findings, core: Mapping[str, _Core]) -> None:
    for name, spec in findings.schema.fields.items():
        path: Path = ("fields", name)
        if name in _RESERVED:
            findings.add(path, "reserved-name", f"{name!r} is made by logloom itself; take another name", at_key=True)
        if name in core and _changes_core(findings, name, spec, core[name]):
            continue
        for attribute, code, message in _field_faults(spec):
            findings.add_to_field(name, attribute, code, message)


def _changes_core(findings: Findings, name: str, spec: FieldSpec, core: _Core) -> bool:
    """Whether a schema changes what it can't of a built-in field."""
    faults = list(_core_faults(name, spec, core))
    for attribute, message in faults:
        findings.add(("fields", name, attribute), "core-field", message)
    if faults:
        # What refers to the field is held to what logloom writes, so that one mistake is told once.
        kept = {"type": core.type, "array": core.array, "enum": core.enum or None}
        findings.take_as(name, spec.model_copy(update=kept))
    return bool(faults)


def _core_faults(name: str, spec: FieldSpec, core: _Core) -> Iterator[tuple[str, str]]:
    if (spec.type, spec.array) != (core.type, core.array):
        kind = f"an array of type {core.type}" if core.array else f"of type {core.type}"
        attribute = "type" if spec.type != core.type else "array"
        remedy = "" if core.file == BASE else ": its dashboards count on it; take another name"
        yield attribute, f"{_has(core.file)} {name!r}, {kind}; that can't be changed{remedy}"
    lost = [value for value in core.enum if value not in (spec.enum or ())]
    if lost:
        yield "enum", f"{_has(core.enum_file)} {all_of(lost)} as {name!r}; add them to the list"
    more = [value for value in spec.enum or () if name == "level" and value not in LEVELS]
    if more:
        yield "enum", f"there are five levels, and {all_of(more)} can't be added; name it in `levels: names:`"


def _has(file: str) -> str:
    return "logloom itself writes" if file == BASE else f"{file} has"


def _field_faults(spec: FieldSpec) -> Iterator[tuple[str, str, str]]:
    """Yield (attribute, code, message) for attributes that do not go with the type or with each other."""
    if spec.enum is not None:
        yield from _enum_faults(spec)
    if spec.max_length is not None and spec.type not in {"keyword", "text"}:
        yield "max_length", "max-length", f"max_length limits keyword and text; {spec.type} has none: remove it"
    if spec.unit is not None and spec.type not in NUMBERS:
        yield "unit", "unit", f"a unit needs a number, and the type is {spec.type}; remove it, or write `type: float`"
    elif spec.unit == "ratio" and spec.type == "integer":
        yield "unit", "unit", "a ratio runs from 0 to 1, which an integer can't hold; write `type: float`"
    yield from _range_faults(spec)


def _enum_faults(spec: FieldSpec) -> Iterator[tuple[str, str, str]]:
    assert spec.enum is not None
    if spec.type != "keyword":
        yield "enum", "enum", f"an enum needs `type: keyword`, and the type is {spec.type}"
    doubled = sorted({value for value in spec.enum if spec.enum.count(value) > 1})
    if doubled:
        yield "enum", "enum", f"{one_of(doubled)} stands twice; remove one"
    longest = max(spec.enum, key=len)
    if spec.max_length is not None and len(longest) > spec.max_length:
        yield "enum", "enum", f"{shorten(longest)} is longer than max_length, {spec.max_length}"


def _range_faults(spec: FieldSpec) -> Iterator[tuple[str, str, str]]:
    for attribute, bound in (("min", spec.min), ("max", spec.max)):
        if bound is None:
            continue
        if spec.type not in NUMBERS:
            yield attribute, "range", f"{attribute} limits numbers, and the type is {spec.type}; remove it"
        elif not math.isfinite(bound):
            yield attribute, "range", f"{shorten(bound)} limits nothing; remove it, or write a number"
        elif spec.type == "integer" and bound != int(bound):
            yield attribute, "range", f"{shorten(bound)} is not whole, and the type is integer"
        elif spec.type == "integer" and not -_LONG <= bound < _LONG:
            yield attribute, "range", f"{shorten(bound)} is beyond 64 bits, which an integer has"
        elif spec.type == "float" and not _is_double(bound):
            yield attribute, "range", f"{shorten(bound)} is beyond what a float holds"
    if spec.min is not None and spec.max is not None and spec.min > spec.max:
        yield "max", "range", f"max {shorten(spec.max)} is less than min {shorten(spec.min)}; swap them"


def _is_double(bound: float) -> bool:
    try:
        return math.isfinite(float(bound))
    except OverflowError:
        return False


def _check_names(findings: Findings) -> None:
    """Aliases and ECS names: each stands for one field, and none is a field's name."""
    fields = findings.schema.fields
    owners: dict[str, str] = {}
    ecs_owners: dict[str, str] = {}
    for name, spec in fields.items():
        for index, alias in enumerate(spec.aliases):
            path: Path = ("fields", name, "aliases", index)
            fault = _alias_fault(alias, name, fields, owners)
            if fault and alias in fields and findings.inherited(path) and not findings.inherited(("fields", alias)):
                findings.add(("fields", alias), "alias", _taken(alias, name), at_key=True)
            elif fault:
                findings.add(path, "alias", fault)
            owners.setdefault(alias, name)
        if spec.ecs in fields:
            message = f"{spec.ecs!r} is a field of this schema already; remove the ecs name"
            findings.add(("fields", name, "ecs"), "ecs", message)
        elif spec.ecs in ecs_owners:
            message = (
                f"{spec.ecs!r} is the ecs name of {ecs_owners[spec.ecs]!r} already; each name stands for one field"
            )
            findings.add(("fields", name, "ecs"), "ecs", message)
        elif spec.ecs is not None:
            ecs_owners[spec.ecs] = name


def _alias_fault(alias: str, name: str, fields: Mapping[str, FieldSpec], owners: Mapping[str, str]) -> str | None:
    if not alias or len(alias) > 256:
        return f"{shorten(alias)} can't be a name in a log line; write 1 to 256 characters"
    if alias in _RESERVED or alias.startswith("_"):
        return f"{shorten(alias)} has a meaning of its own in Elasticsearch and logloom; it can be no alias"
    if alias == name:
        return f"{shorten(alias)} is the field's own name; remove it"
    if alias in fields:
        return f"{shorten(alias)} is a field of its own; an alias would take its values away: remove it"
    if alias in owners:
        return f"{shorten(alias)} is an alias of {owners[alias]!r} already; a name can stand for one field only"
    return None


def _taken(alias: str, name: str) -> str:
    return f"{alias!r} is an alias of {name!r} already, and is read as such; remove this field, or take another name"


def _check_levels(findings: Findings) -> None:
    schema = findings.schema
    for name, level in schema.levels.names.items():
        path = ("levels", "names", name)
        if not name.isascii() or name != name.lower():
            remedy = f"write {name.lower()!r}" if name.isascii() else "no other is looked up: remove it"
            message = f"{shorten(name)}: names of levels are compared in small ASCII letters; {remedy}"
            findings.add(path, "level-name", message, at_key=True)
        elif name.upper() in LEVELS and name.upper() != level:
            findings.add(path, "level-name", f"{name!r} is the level {name.upper()} itself; it can't mean {level}")
    homes: dict[str, str] = {}
    for level, words in schema.text.items():
        for index, word in enumerate(words):
            if word in homes:
                message = f"{shorten(word)} gives the level {homes[word]} already; a word gives one level"
                findings.add(("text", level, index), "text-word", message)
            homes.setdefault(word, level)


def _check_volume(findings: Findings) -> None:
    event = findings.schema.fields.get("event")
    for name in findings.schema.volume.sample:
        path = ("volume", "sample", name)
        if event is not None and event.enum:
            findings.known(path, "event", name, event.enum, at_key=True)
        if name in _NEVER_SAMPLED:
            message = f"{name!r} can't be sampled: the audit and the alerts need each one; remove it"
            findings.add(path, "sample", message, at_key=True)


def _check_retention(findings: Findings) -> None:
    retention = findings.schema.retention
    steps = [(name, span) for name, span in _tiers(retention) if span is not None]
    for (earlier, first), (later, second) in pairwise(steps):
        if span_seconds(first) >= span_seconds(second):
            message = f"{earlier} ({first}) must come before {later} ({second}); make it shorter"
            path: Path = ("retention", earlier)
            findings.add(path, "retention", message)
    if span_seconds(retention.rollover.age) >= span_seconds(retention.events):
        age, events = retention.rollover.age, retention.events
        message = f"an index is begun each {age} and events go after {events}; make the age shorter"
        findings.add(("retention", "rollover", "age"), "retention", message)


def _tiers(retention: Retention) -> tuple[tuple[str, str | None], ...]:
    return ("warm", retention.warm), ("cold", retention.cold), ("events", retention.events)
