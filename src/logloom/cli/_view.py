"""The command `logloom view`: parse, call, print."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

from logloom.cli._options import Commands, load_schema, schema_option
from logloom.errors import UsageError

__all__ = ["add"]

_SPAN = re.compile(r"[1-9][0-9]{0,5}[smhd]")


def add(commands: Commands) -> None:
    """Add `view`."""
    view = commands.add_parser("view", help="serve the page: dashboards, events, faults and alerts in the browser")
    view.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="log files and folders to follow (the runs in .logloom)"
    )
    schema_option(view)
    view.add_argument("--store", type=Path, metavar="FILE", help="the embedded store (one for these paths)")
    view.add_argument("--host", default="127.0.0.1", help="address to listen at; any but loopback asks for a token")
    view.add_argument("--port", type=_port, metavar="N", help="port to listen at (6066, or the next that is free)")
    view.add_argument(
        "--allow-host", action="append", default=[], metavar="NAME", help="a further name that the page is called by"
    )
    view.add_argument("--token", action="store_true", help="ask for a token on loopback too: others use this machine")
    view.add_argument("--last", type=_span, metavar="SPAN", help="open with the last 30s, 5m, 1h, 30d (all)")
    view.add_argument("--query", metavar="KQL", help="open with this query, or a named one")
    view.add_argument("--job-id", action="append", default=[], metavar="ID", help="open with this job; may be repeated")
    view.add_argument("--export", type=Path, metavar="FILE", help="write one self-contained HTML file, and end")
    view.add_argument("--open", action="store_true", help="open the browser")
    view.add_argument("--with-runs", action="store_true", help="end when no run lives and nobody looks")
    view.set_defaults(call=_view)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: write a number up to 65535")
    return int(text)


def _span(text: str) -> str:
    if not _SPAN.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no length of time; write 30s, 5m, 1h or 7d")
    return text


def _view(arguments: argparse.Namespace) -> int:
    from logloom.page import View, export, serve

    for path in arguments.paths:
        if not path.exists():
            raise UsageError(f"{path}: there is no such file or folder; check the path")
    asked: dict[str, Any] = {
        "from": f"now-{arguments.last}" if arguments.last else None,
        "q": arguments.query,
        "job_id": arguments.job_id,
    }
    view = View(
        load_schema(arguments, built_in=True),
        paths=arguments.paths,
        store=arguments.store,
        host=arguments.host,
        port=arguments.port,
        hosts=arguments.allow_host,
        guarded=arguments.token,
        with_runs=arguments.with_runs,
        asked={name: value for name, value in asked.items() if value},
    )
    view.check()
    if arguments.export:
        print(f"{arguments.export}: {export(view, arguments.export):,} bytes")
        return 0
    return serve(view, open_browser=arguments.open, say=_say)


def _say(line: str) -> None:
    print(line, flush=True)
