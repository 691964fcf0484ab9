"""Print the reference of the command line, from its own parser: `make docs` writes it to docs/reference/cli.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from logloom.cli import parser

HEAD = """<!-- Made by `make docs` from the parser in src/logloom/cli; edit that instead. -->
# The command line

{description}

Exit codes: 0 all is well; 1 there are findings (a broken schema, files that differ, events that are missing);
2 the command was called wrongly, or `plan` found what would change; 3 a server can't be reached or trusted;
4 it does not allow this; 5 it was refused. An error is one message on standard error that says what to do, not a
traceback.
"""


def commands(root: argparse.ArgumentParser) -> dict[str, tuple[str, argparse.ArgumentParser]]:
    """Return each command's one line of help and its parser, by name."""
    found: dict[str, tuple[str, argparse.ArgumentParser]] = {}
    for choices in (action for action in root._actions if isinstance(action, argparse._SubParsersAction)):
        summaries = {choice.dest: choice.help or "" for choice in choices._choices_actions}
        found |= {name: (summaries.get(name, ""), command) for name, command in choices.choices.items()}
    return found


def options(command: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """Yield each argument of a command as the user types it, with its help."""
    for action in command._actions:
        if action.dest == "help" or isinstance(action, argparse._SubParsersAction):
            continue
        value = action.metavar or "|".join(map(str, action.choices or ())) or action.dest.upper()
        typed = ", ".join(action.option_strings) or str(value)
        takes_value = bool(action.option_strings) and action.nargs != 0
        yield f"{typed} {value}" if takes_value else typed, action.help or ""


def section(name: str, summary: str, command: argparse.ArgumentParser, heading: str = "##") -> str:
    """Return one command's part of the reference, with those of its own commands."""
    rows = [f"| `{typed.replace('|', chr(92) + '|')}` | {text} |" for typed, text in options(command)]
    table = ["| | |", "| --- | --- |", *rows, ""] if rows else []
    steps = [section(f"{name} {step}", *each, f"{heading}#") for step, each in commands(command).items()]
    return "\n".join([f"{heading} `logloom {name}`", "", f"{summary[:1].upper()}{summary[1:]}.", "", *table, *steps])


def reference(root: argparse.ArgumentParser) -> str:
    """Return the whole reference as Markdown."""
    parts = [section(name, summary, command) for name, (summary, command) in commands(root).items()]
    return "\n".join([HEAD.format(description=root.description), *parts])


if __name__ == "__main__":
    sys.stdout.write(reference(parser()))
