"""Filebeat: raw lines from files, with labels and position.

Source: Filebeat 9.x reference, pages "filestream input", "Multiline messages" and "Configure the output".
"""

from __future__ import annotations

from collections.abc import Mapping

from logloom.render._text import template
from logloom.rules import CONTINUATION
from logloom.schema import Schema

__all__ = ["LABELS", "configuration", "render"]

LABELS = ("logloom.service", "logloom.job_id", "logloom.version")
"""Labels of a container that tell what its lines may leave out; with any of them a container asks to be read."""

_DRIVERS = {"json-file": "docker", "cri": "kubernetes", "file": "files"}


def render(schema: Schema) -> Mapping[str, bytes]:
    """Render ``filebeat/``; nothing for the drivers that send lines by themselves."""
    if schema.stack.driver not in _DRIVERS:
        return {}
    return {"filebeat/filebeat.yml": configuration(schema), "filebeat/start.sh": template("filebeat/start.sh")}


def configuration(schema: Schema, *, is_offline_at_times: bool = False) -> bytes:
    """Return Filebeat's configuration for a driver whose lines are in files.

    Args:
        schema: whose `stack` says the rest.
        is_offline_at_times: for a small machine: events wait on disk, and little is held in memory.
    """
    driver = schema.stack.driver
    return template(
        "filebeat/filebeat.yml",
        schema=schema,
        driver=driver,
        input_id=f"logloom-{schema.name}-{_DRIVERS[driver]}",
        # Docker's lines end in a newline, which Go's `$` does not pass over.
        continuation=CONTINUATION.replace("$", r"[\r\n]*$"),
        labels=LABELS,
        is_offline_at_times=is_offline_at_times,
    )
