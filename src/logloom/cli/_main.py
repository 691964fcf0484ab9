"""The parser of all commands, and what becomes of errors."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from logloom import __version__
from logloom.cli import _alerts, _backup, _cluster, _faults, _run, _schema, _setup, _store, _view
from logloom.cli._options import EXIT_CODES, STORE
from logloom.errors import CommandError, KqlError, LogloomError, StoreInUseError

__all__ = ["main", "parser"]

_EXTRAS = {
    "apprise": "alerts",
    "requests": "alerts",
    "cryptography": "setup",
    "duckdb": "local",
    "starlette": "local",
    "uvicorn": "local",
    "elasticsearch": "elastic",
    "torch": "trainer",
    "urllib3": "faults",
}


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; `docs/reference/cli.md` is written from it."""
    root = argparse.ArgumentParser(prog="logloom", description="From one schema file, all that a job's logs need.")
    root.add_argument("--version", action="version", version=f"logloom {__version__}")
    commands = root.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _schema.add(commands)
    _store.add(commands)
    _run.add(commands)
    _view.add(commands)
    _cluster.add(commands)
    _setup.add(commands)
    _backup.add(commands)
    _alerts.add(commands)
    _faults.add(commands)

    demo = commands.add_parser("demo", help="train three small jobs, store their logs, answer questions about them")
    demo.add_argument("--out", type=Path, default=Path(".logloom/demo"), metavar="DIR", help="where (.logloom/demo)")
    demo.set_defaults(call=_demo)
    return root


def _demo(arguments: argparse.Namespace) -> int:
    from logloom.demo import demo

    return demo(arguments.out)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: without the program's name; those of the process where None.

    Returns:
        The exit code.
    """
    given = parser().parse_args(arguments)
    try:
        code: int = given.call(given)
        if sys.stdout:  # none where it was closed (`>&-`)
            sys.stdout.flush()
    except LogloomError as error:
        return _complain(_told(error, given), _code(error))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except ModuleNotFoundError as error:
        if error.name not in _EXTRAS:
            raise
        return _complain(f"this command needs {error.name}: pip install 'logloom[{_EXTRAS[error.name]}]'", 2)
    except OSError as error:
        told = f"{error.filename or 'input or output'}: {error.strerror}"
        return _complain(f"{told}; check the path, its rights and the disk", 1)
    return code


def _code(error: LogloomError) -> int:
    if isinstance(error, CommandError):
        return error.code
    return next((code for kind, code in EXIT_CODES.items() if isinstance(error, kind)), 1)


def _told(error: LogloomError, given: argparse.Namespace) -> str:
    if isinstance(error, KqlError):
        from logloom.schema.kql import explain

        return explain(given.query, error)
    if isinstance(error, StoreInUseError):
        return f"{error}{_by_the_page(given)}"
    return str(error)


def _by_the_page(given: argparse.Namespace) -> str:
    """Say where the page is, where it is what has this store open."""
    from logloom.run import Home

    page = Home().page() if getattr(given, "store", None) in {None, STORE} else None
    return f"\nit is the page that has it open, and answers there: {page.url} (process {page.pid})" if page else ""


def _complain(message: str, code: int) -> int:
    """Print a message; lines that begin with a place of their own stay as they are, for editors to jump to."""
    has_place = "\n" in message or re.match(r"\S+:[0-9]+:[0-9]+: ", message)
    print(message if has_place else f"logloom: {message}", file=sys.stderr)
    return code
