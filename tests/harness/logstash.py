"""The rendered pipelines of Logstash as data, by its real grammar."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from logloom.render import render
from logloom.schema import Schema


def plugins(schema: Schema, file: str = "events") -> list[tuple[str, str, dict[str, Any]]]:
    """Return section, name and settings of each plugin of a pipeline, in or out of branches."""
    from logstash_pipeline_parser import Pipeline  # noqa: PLC0415 - not there for every Python

    text = render(schema, ["logstash"])[f"logstash/pipeline/{file}.conf"].decode()
    sections = Pipeline(text).parse()
    return [(section, *plugin) for section, entries in sections for entry in entries for plugin in flat(entry)]


def flat(entry: list[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the plugins of an entry: itself, or those of a branch."""
    name, body = entry
    if name == "if":
        for inner in body[1]:
            for each in inner:
                yield from flat(each)
    elif name == "else":
        for each in body:
            yield from flat(each)
    else:
        yield name, {key: value[0] if len(value) == 1 else value for key, value in body}
