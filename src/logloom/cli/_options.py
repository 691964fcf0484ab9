"""What several commands share: options, the schema, and the exit codes of errors."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import logloom
from logloom.errors import KqlError, RefusedError, RightsError, UnreachableError, UsageError

if TYPE_CHECKING:
    from logloom.schema import Schema

__all__ = [
    "ALERTS",
    "EXIT_CODES",
    "OUTBOX",
    "SCHEMA",
    "STARTER",
    "STORE",
    "Commands",
    "format_option",
    "load_schema",
    "schema_option",
    "seconds",
    "steps_of",
    "store_option",
    "width",
]

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - argparse has no other name
"""Where commands are added."""

SCHEMA = Path("schema.yaml")
STORE = Path(".logloom/events.duckdb")
STARTER = Path(logloom.__file__).with_name("starter.yaml")
"""What `logloom init` writes, and what `run` and `view` take where there is no schema."""

ALERTS = Path(".logloom/alerts")
OUTBOX = ALERTS / "outbox"
EXIT_CODES = {UsageError: 2, KqlError: 2, UnreachableError: 3, RightsError: 4, RefusedError: 5}


def steps_of(commands: Commands, name: str, told: str) -> Commands:
    """Add a command that has commands of its own, and return where these are added.

    Args:
        commands: where it is added.
        name: of the command.
        told: its help.
    """
    command = commands.add_parser(name, help=told)
    return command.add_subparsers(dest="step", metavar="STEP", required=True)


def schema_option(command: argparse.ArgumentParser) -> None:
    """Add `--schema`."""
    command.add_argument("--schema", type=Path, default=SCHEMA, metavar="FILE", help="the schema (schema.yaml)")


def store_option(command: argparse.ArgumentParser) -> None:
    """Add `--store`."""
    command.add_argument("--store", type=Path, default=STORE, metavar="PATH", help=f"the embedded store ({STORE})")


def format_option(command: argparse.ArgumentParser, *formats: str) -> None:
    """Add `--format`; the first is what it is if not given."""
    command.add_argument("--format", choices=formats, default=formats[0], help=f"how to print ({formats[0]})")


def seconds(least: float, most: float) -> Callable[[str], float]:
    """Return what reads an option's seconds."""

    def read(text: str) -> float:
        with suppress(ValueError):
            if least <= float(text) <= most:
                return float(text)
        raise argparse.ArgumentTypeError(f"{text!r}: write seconds, from {least:g} to {most:g}")

    return read


def load_schema(arguments: argparse.Namespace, *, built_in: bool = False) -> Schema:
    """Return the schema that a command was given.

    Args:
        arguments: of the command.
        built_in: where none was named, and there is no schema.yaml here, take what `logloom init` would write.
    """
    from logloom.schema import load, load_text

    if built_in and arguments.schema is SCHEMA and not SCHEMA.exists():
        return load_text(STARTER.read_bytes(), str(SCHEMA))
    return load(arguments.schema)


def width() -> int:
    """Columns of the terminal; where there is none, wide enough for every table."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 1000
