"""Schema → files. Each target is one pure function; one module writes what they give."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from logloom.errors import UsageError
from logloom.render import (
    _alerts,
    _compose,
    _elasticsearch,
    _filebeat,
    _jsonschema,
    _kibana,
    _kubernetes,
    _logstash,
    _reference,
    _rules,
    _sentry,
    _stub,
    _systemd,
)
from logloom.render._writer import Report, write
from logloom.schema import Schema

__all__ = ["TARGETS", "Report", "render", "write"]

TARGETS: Mapping[str, Callable[[Schema], Mapping[str, bytes]]] = {
    "rules": _rules.render,
    "jsonschema": _jsonschema.render,
    "reference": _reference.render,
    "stub": _stub.render,
    "filebeat": _filebeat.render,
    "logstash": _logstash.render,
    "elasticsearch": _elasticsearch.render,
    "kibana": _kibana.render,
    "compose": _compose.render,
    "kubernetes": _kubernetes.render,
    "sentry": _sentry.render,
    "alerts": _alerts.render,
    "systemd": _systemd.render,
}
"""Name of each target → its function, from a schema to the files: path relative to the output → content."""


def render(schema: Schema, only: Collection[str] = ()) -> dict[str, bytes]:
    """Render a schema.

    Args:
        schema: checked, as `logloom.schema.load` gives it.
        only: names of targets; all where none is named.

    Returns:
        Relative path, with forward slashes, to content; sorted by path.

    Raises:
        UsageError: there is no such target.
    """
    unknown = sorted(set(only) - TARGETS.keys())
    if unknown:
        raise UsageError(f"there is no target {', '.join(unknown)}; there are {', '.join(TARGETS)}")
    files = [item for name in only or TARGETS for item in TARGETS[name](schema).items()]
    return dict(sorted(files))
