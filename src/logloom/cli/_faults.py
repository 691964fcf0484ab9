"""The commands of `logloom faults`: parse, call, print."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from logloom.cli._options import Commands, format_option, seconds, steps_of, width
from logloom.errors import UsageError

if TYPE_CHECKING:
    from logloom.faults import Stored

__all__ = ["add"]


def add(commands: Commands) -> None:
    """Add `faults` and its own commands."""
    steps = steps_of(commands, "faults", "reports of faults that wait on this machine to be sent")

    listing = steps.add_parser("list", help="list the reports that wait")
    _spool_option(listing)
    format_option(listing, "table", "json")
    listing.set_defaults(call=_list)

    show = steps.add_parser("show", help="print a report")
    show.add_argument("id", metavar="ID", help="its id, or the start of it")
    _spool_option(show)
    show.set_defaults(call=_show)

    send = steps.add_parser("send", help="send what ended processes left to SENTRY_DSN; exit with 1 where some is left")
    _spool_option(send)
    send.add_argument(
        "--timeout", type=seconds(0.1, 86400), default=60.0, metavar="SECONDS", help="how long to try (60)"
    )
    send.set_defaults(call=_send)

    purge = steps.add_parser("purge", help="take reports away that wait")
    purge.add_argument("ids", nargs="*", metavar="ID", help="their ids, or starts of them (all)")
    _spool_option(purge)
    purge.set_defaults(call=_purge)


def _spool_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--spool", type=Path, metavar="DIR", help="where they wait (LOGLOOM_SPOOL, else your state)")


def _root(arguments: argparse.Namespace) -> Path:
    from logloom.faults import spool_root

    root: Path = arguments.spool or spool_root(os.environ)
    return root


def _list(arguments: argparse.Namespace) -> int:
    import orjson

    from logloom._table import table
    from logloom.faults import stored

    waiting = stored(_root(arguments))
    if arguments.format == "json":
        for each in waiting:
            sys.stdout.write(orjson.dumps(_as_json(each), option=orjson.OPT_APPEND_NEWLINE).decode())
        return 0
    if not waiting:
        print(f"nothing waits in {_root(arguments)}")
        return 0
    rows = [
        (each.entry.event_id, _age(each.entry.seconds), each.entry.category, each.destination, each.title)
        for each in waiting
    ]
    sys.stdout.write(table(("id", "age", "category", "for", "about"), rows, width()))
    return 0


def _as_json(each: Stored) -> dict[str, object]:
    entry = each.entry
    about = {"event_id": entry.event_id, "category": entry.category, "destination": each.destination}
    return {**about, "seconds": entry.seconds, "bytes": entry.size, "title": each.title, "path": str(entry.path)}


def _age(seconds: float) -> str:
    minutes = max(0, int(time.time() - seconds)) // 60
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // 1440} d"


def _show(arguments: argparse.Namespace) -> int:
    import orjson

    from logloom.faults import stored

    found = [each for each in stored(_root(arguments)) if each.entry.event_id.startswith(arguments.id)]
    if len(found) != 1:
        what = "no report" if not found else f"{len(found)} reports"
        raise UsageError(f"{what} waiting in {_root(arguments)} begin with {arguments.id!r}; see `logloom faults list`")
    print(orjson.dumps(found[0].event(), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS).decode())
    return 0


def _send(arguments: argparse.Namespace) -> int:
    from logloom.faults import Dsn, Sent, poster, send, stored
    from logloom.log import find_rules

    text = os.environ.get("SENTRY_DSN", "")
    if not text:
        raise UsageError("where to? set SENTRY_DSN")
    dsn, root = Dsn.parse(text), _root(arguments)
    done = Sent(0, 0, "")
    for done in send(dsn, root, find_rules(os.environ)[0], poster(dsn), arguments.timeout):
        if sys.stderr.isatty():
            print(f"\r{done.sent} sent, {done.left} left \033[K", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    others = [each for each in stored(root) if each.destination != dsn.folder]
    alive = len(stored(root)) - len(others) - done.left
    told = [f"{done.sent} sent"]
    told += [f"{done.left} left: {done.why or 'no time'}"] if done.left else []
    told += [f"{alive} are of processes that run: they send them themselves"] if alive > 0 else []
    told += [f"{len(others)} are for {', '.join(sorted({each.destination for each in others}))}"] if others else []
    print("; ".join(told))
    return 1 if done.left else 0


def _purge(arguments: argparse.Namespace) -> int:
    from logloom.faults import purge

    print(f"{purge(_root(arguments), arguments.ids)} removed")
    return 0
