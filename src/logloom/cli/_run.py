"""The command `run`: parse, call."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from logloom.cli._options import SCHEMA, STARTER, Commands, load_schema, schema_option
from logloom.errors import UsageError

__all__ = ["add"]


def add(commands: Commands) -> None:
    """Add `run`."""
    command = commands.add_parser(
        "run", help="run a command, show its events as lines, keep them, and serve a page that shows them as they come"
    )
    command.add_argument("--job-id", metavar="ID", help="name of the run (JOB_ID, else program and time)")
    command.add_argument("--no-page", action="store_true", help="only pass the output on and keep it")
    command.add_argument("--token", action="store_true", help="the page asks for a token: others use this machine")
    schema_option(command)
    command.add_argument("words", nargs=argparse.REMAINDER, metavar="-- CMD", help="the command and its arguments")
    command.set_defaults(call=_run)


def _run(arguments: argparse.Namespace) -> int:
    if os.name == "nt":
        raise UsageError("`logloom run` needs Linux or macOS; on Windows call it in WSL")
    from logloom.run._page import page_command
    from logloom.run._run import run

    words: list[str] = arguments.words[1:] if arguments.words[:1] == ["--"] else arguments.words
    if not words:
        raise UsageError("name a command: logloom run -- python train.py")
    is_named = arguments.schema is not SCHEMA
    schema = load_schema(arguments) if is_named else None
    named = str(arguments.schema) if is_named else None
    page = None if arguments.no_page else page_command(named, guarded=arguments.token)
    return run(
        words,
        lambda: schema or load_schema(arguments, built_in=True),
        job_id=arguments.job_id,
        page=page,
        environ={**_rules(arguments, words, is_named=is_named), **os.environ},
    )


def _rules(arguments: argparse.Namespace, words: list[str], *, is_named: bool) -> dict[str, str]:
    """Let the logger in the command keep to the schema of the page, where it would not find that by itself."""
    if is_named:
        return {"LOGLOOM_RULES": str(arguments.schema.absolute())}
    folders = [Path(), *(Path(word).parent for word in words if word.endswith(".py"))]
    if any((folder / SCHEMA).exists() for folder in folders):
        return {}
    return {"LOGLOOM_RULES": str(STARTER)}
