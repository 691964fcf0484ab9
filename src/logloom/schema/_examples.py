"""Checks by running: what a field shows as its example, and what a line must become."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from logloom.rules import Engine, Outcome, Record
from logloom.schema._findings import Findings
from logloom.schema._words import as_json
from logloom.schema.compile import compile_rules
from logloom.schema.diagnose import Path
from logloom.schema.model import Example

__all__ = ["NOW", "run_examples"]

NOW = "2026-11-01T12:00:00.000Z"
"""The time of storage under which examples are run, so that equal schemas give equal answers."""

_CHUNK = 50


def run_examples(findings: Findings) -> None:
    """Run the fields' own examples, the defaults and the examples of lines through the engine."""
    engine = Engine(compile_rules(findings.schema))
    _check_values(findings, engine)
    for index, example in enumerate(findings.schema.examples):
        path: Path = ("examples", index)
        for part, message in _differences(example, _run(engine, example.line)):
            findings.add((*path, *part), "example", message)


def _check_values(findings: Findings, engine: Engine) -> None:
    schema = findings.schema
    shown = {name: spec.example for name, spec in schema.fields.items() if spec.example is not None}
    for name, reason in _broken(engine, shown):
        message = f"the example {as_json(shown[name])} breaks its own field: {reason}"
        findings.add_to_field(name, "example", "field-example", message)
    defaults = {name: value for name, value in engine.rules.defaults.items() if name in schema.fields}
    for name, reason in _broken(engine, defaults):
        message = (
            f"what an event gets that lacks {name!r} is {as_json(defaults[name])}, which breaks the field: {reason}"
        )
        path = ("defaults", name) if name in schema.defaults else ("fields", name)
        findings.add(path, "default", f"{message}; give another in `defaults`", at_key=name not in schema.defaults)


def _broken(engine: Engine, values: Mapping[Any, Any]) -> Iterator[tuple[Any, str]]:
    """Yield (field, reason) of each value that breaks its field."""
    items = iter(values.items())
    while chunk := dict(islice(items, _CHUNK)):
        for violation in _run(engine, json.dumps(chunk)).document.get("violations", ()):
            name, _, reason = violation.partition(": ")
            if name in chunk:
                yield name, reason


def _run(engine: Engine, line: str) -> Outcome:
    return engine.apply(Record(line), NOW)


def _differences(example: Example, outcome: Outcome) -> Iterator[tuple[Path, str]]:
    document = outcome.document
    if outcome.route != example.route:
        yield ("route",), f"the line goes to {outcome.route!r}, and the example says {example.route!r}"
    for name, value in (example.gives or {}).items():
        if name not in document:
            yield ("gives", name), f"the document has no {name!r}; the example says {as_json(value)}"
        elif not _equal(document[name], value):
            yield ("gives", name), f"{name!r} becomes {as_json(document[name])}; the example says {as_json(value)}"
    for index, name in enumerate(example.lacks):
        if name in document:
            yield ("lacks", index), f"the document has {name!r}: {as_json(document[name])}; the example says it has not"
    found = document.get("violations", [])
    if example.violations is not None and sorted(example.violations) != found:
        yield (
            ("violations",),
            f"the violations are {as_json(found)}; the example says {as_json(example.violations)}",
        )


def _equal(found: Any, said: Any) -> bool:
    """Compare JSON values: 1 is 1.0 here, since YAML writes either, but never true."""
    if isinstance(found, (list, tuple)) and isinstance(said, (list, tuple)):
        return len(found) == len(said) and all(map(_equal, found, said))
    if isinstance(found, dict) and isinstance(said, Mapping):
        return found.keys() == said.keys() and all(_equal(found[key], said[key]) for key in found)
    if isinstance(found, bool) or isinstance(said, bool):
        return found is said
    return bool(found == said)
