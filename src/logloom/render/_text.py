"""How content becomes bytes: data through serialisers, text through templates."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["MARK", "cell", "json_bytes", "names", "template", "yaml_bytes"]

MARK = "made by `logloom render`"
"""Stands at the top of each rendered file that can hold it."""

_JSON = orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


def json_bytes(value: Any) -> bytes:
    """Return JSON with sorted keys, two spaces of indent and a line end."""
    return orjson.dumps(value, option=_JSON)


def yaml_bytes(value: Any, note: str, *more: Any) -> bytes:
    """Return YAML in the order of the data, under a comment.

    Args:
        value: dictionaries, lists, texts and numbers.
        note: what the comment says after our mark.
        more: further documents of the same file.
    """
    import yaml  # noqa: PLC0415 - for this alone

    class Dumper(yaml.SafeDumper):
        """Writes everything out (an alias reads badly), and indents the items of a list."""

        def ignore_aliases(self, _: Any) -> bool:
            return True

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
            super().increase_indent(flow, False)

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)

    Dumper.add_representer(str, text)
    comment = "".join(f"# {line}".rstrip() + "\n" for line in f"{MARK} {note}".splitlines())
    body = yaml.dump_all([value, *more], Dumper=Dumper, sort_keys=False, allow_unicode=True, width=120)
    return f"{comment}\n{body}".encode()


def template(path: str, **values: Any) -> bytes:
    """Return the text template of an output path, filled.

    Args:
        path: path of the output; the template has the same path and ends in ``.j2``.
        values: what the template may name. A name that lacks is an error, never an empty text.
    """
    return _environment().get_template(f"{path}.j2").render(mark=MARK, **values).encode()


def cell(text: object) -> str:
    """Return text for one cell of a Markdown table."""
    return " ".join(str(text).split()).replace("|", "\\|")


def names(values: Iterable[object]) -> str:
    """Return values as they stand in a file, for one cell of a Markdown table."""
    shown = (value if isinstance(value, str) else _tojson(value) for value in values)
    return ", ".join(f"`{cell(value)}`" for value in shown)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    # Jinja costs 30 ms, so a command that renders no text does not load it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=FileSystemLoader(_folders()),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - no HTML: values go through `tojson`
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters.update(cell=cell, names=names, tojson=_tojson)
    return environment


def _tojson(value: Any) -> str:
    return orjson.dumps(value).decode()


def _folders() -> list[Path]:
    """Return where templates lie: in an installed package, else in the checkout."""
    package = Path(__file__).parents[1]
    return [package / "_templates", package.parents[1] / "templates"]
