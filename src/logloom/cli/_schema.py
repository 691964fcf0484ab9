"""The commands that need the schema alone: parse, call, print."""

from __future__ import annotations

import argparse
from pathlib import Path

from logloom.cli._options import SCHEMA, STARTER, Commands, load_schema, schema_option
from logloom.errors import UsageError

__all__ = ["add"]


def add(commands: Commands) -> None:
    """Add what needs the schema alone."""
    init = commands.add_parser("init", help="write a first schema.yaml")
    init.add_argument("folder", nargs="?", type=Path, default=Path(), metavar="DIR", help="where (here)")
    init.set_defaults(call=_init)

    render = commands.add_parser("render", help="weave every file that comes from the schema")
    schema_option(render)
    render.add_argument("--check", action="store_true", help="write nothing; exit with 1 where files differ")
    render.add_argument("--only", action="append", default=[], metavar="TARGET", help="this target alone (repeatable)")
    render.add_argument("--out", type=Path, metavar="DIR", help="folder to write to (the schema's)")
    render.set_defaults(call=_render)


def _init(arguments: argparse.Namespace) -> int:
    path: Path = arguments.folder / SCHEMA
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:
            file.write(STARTER.read_bytes())
    except FileExistsError:
        raise UsageError(f"{path} is there already; edit it, or move it away first") from None
    print(f"{path} written. Edit it, then: logloom render")
    return 0


def _render(arguments: argparse.Namespace) -> int:
    from logloom.render import render, write

    files = render(load_schema(arguments), arguments.only)
    out = arguments.out or arguments.schema.parent
    report = write(files, out, check=arguments.check, partial=bool(arguments.only))
    for word in ("changed", "missing", "unexpected") if arguments.check else ("unexpected",):
        for path in getattr(report, word):
            print(f"{word}: {path}")
    if arguments.check:
        print("run `logloom render`" if report else f"{len(files)} files are as the schema says")
        return 1 if report else 0
    written = len(report.changed) + len(report.missing)
    print(f"{len(files)} files, {written} written, to {out.resolve() if out == Path() else out}")
    return 0
