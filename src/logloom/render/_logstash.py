"""Logstash: transport only, from its inputs through a queue on disk to the data stream.

Source: Logstash 9.x reference, pages "Beats input plugin", "Elasticsearch output plugin", "Dead letter queues".
"""

from __future__ import annotations

from collections.abc import Mapping

from logloom.render._filebeat import LABELS
from logloom.render._text import template
from logloom.schema import Schema

__all__ = ["receives", "render"]

_FILES = ("logstash.yml", "pipelines.yml", "pipeline/events.conf", "pipeline/dead_letters.conf")


def render(schema: Schema) -> Mapping[str, bytes]:
    """Render ``logstash/``; nothing where no line goes through Logstash."""
    inputs = receives(schema)
    return {
        path: template(path, schema=schema, inputs=inputs, labels=LABELS)
        for path in (f"logstash/{file}" for file in _FILES)
        if inputs
    }


def receives(schema: Schema) -> set[str]:
    """Return the inputs of Logstash; none where no line goes through it."""
    driver, inputs = schema.stack.driver, set[str](schema.stack.inputs)
    if driver in {"gelf", "fluentd"}:
        inputs.add(driver)
    elif schema.stack.transport == "logstash":
        inputs.add("beats")
    return inputs
