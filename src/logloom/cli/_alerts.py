"""The commands of `logloom alerts`: parse, call, print."""

from __future__ import annotations

import argparse
import os
import shlex
import signal
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from logloom._moments import iso
from logloom.cli._options import ALERTS, Commands, load_schema, schema_option, seconds, steps_of, store_option
from logloom.errors import UsageError

if TYPE_CHECKING:
    from logloom.alerts import Firing, Message, Route
    from logloom.schema import Schema

__all__ = ["add"]


def add(commands: Commands) -> None:
    """Add `alerts` and its own commands."""
    steps = steps_of(commands, "alerts", "tell what goes wrong: the schema's alerts over the embedded store")

    check = steps.add_parser("check", help="print which alerts fire now, and send nothing; exit with 1 where one does")
    schema_option(check)
    store_option(check)
    check.set_defaults(call=_check)

    watch = steps.add_parser("watch", help="look every few seconds, and tell by the schema's routes")
    watch.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="log files to read into the store as they grow"
    )
    schema_option(watch)
    store_option(watch)
    watch.add_argument("--every", type=seconds(0.1, 3600), default=5.0, metavar="SECONDS", help="between two looks (5)")
    watch.add_argument(
        "--folder", type=Path, default=ALERTS, metavar="DIR", help=f"state and unsent messages ({ALERTS})"
    )
    watch.set_defaults(call=_watch)

    test = steps.add_parser("test", help="show when each alert would have fired on past events; send nothing")
    test.add_argument("--on", nargs="+", type=Path, required=True, metavar="FILE", help="log files of the past")
    schema_option(test)
    test.set_defaults(call=_test)

    ping = steps.add_parser("ping", help="send a message by each route, to see that its address is right")
    ping.add_argument("routes", nargs="*", metavar="ROUTE", help="routes of the schema (all)")
    schema_option(ping)
    ping.set_defaults(call=_ping)


def _load(arguments: argparse.Namespace) -> Schema:
    schema = load_schema(arguments)
    if not schema.alerts:
        raise UsageError(f"{arguments.schema}: the schema has no alerts; write some under `alerts:`")
    return schema


def _check(arguments: argparse.Namespace) -> int:
    from logloom.local import Store, firing_now, utc_now

    with Store.open(arguments.store, _load(arguments)) as store:
        found = firing_now(store, utc_now())
    _print(found)
    return 1 if found else 0


def _test(arguments: argparse.Namespace) -> int:
    from logloom.local import replayed

    schema = _load(arguments)
    with tempfile.TemporaryDirectory(prefix="logloom-") as folder:
        found = replayed(schema, arguments.on, Path(folder) / "events.duckdb")
    _print(found)
    silent = [name for name in schema.alerts if name not in {firing.rule.name for firing in found}]
    if silent:
        print(f"never: {', '.join(silent)}")
    return 0


def _watch(arguments: argparse.Namespace) -> int:
    from logloom.local import Watch, watch_store

    watch = Watch(_load(arguments), arguments.folder, _look_at)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    print(f"watching {len(watch.schema.alerts)} alerts; to stop: Ctrl-C", flush=True)
    for firing, problem in watch_store(watch, arguments.store, arguments.files, arguments.every):
        if firing:
            _print([firing])
        if problem:
            print(f"logloom: {problem}", file=sys.stderr, flush=True)
    return 0


def _ping(arguments: argparse.Namespace) -> int:
    from logloom.schema import compile_routes

    schema = _load(arguments)
    routes = compile_routes(schema)
    unknown = [name for name in arguments.routes if name not in routes]
    if unknown:
        raise UsageError(f"the schema has no route {', '.join(unknown)}; it has {', '.join(routes)}")
    problems = [_pinged(schema, routes[name]) for name in arguments.routes or routes]
    return 1 if any(problems) else 0


def _pinged(schema: Schema, route: Route) -> bool:
    """Send a message, say how it went, and return whether it went wrong."""
    from logloom.alerts import Undelivered, deliver

    try:
        deliver(route, _hello(schema, route.locale))
    except Undelivered as error:
        print(f"FAIL  {error}")
        return True
    print(f"ok    {route.name}")
    return False


def _hello(schema: Schema, locale: str) -> Message:
    from logloom.alerts import Message

    said = {"en": "This is a test: alerts will come here.", "zh": "这是一条测试消息：告警将发送到这里。"}  # noqa: RUF001
    return Message(f"logloom: {schema.name}", said[locale])


def _print(found: Iterable[Firing]) -> None:
    from logloom.alerts import compose

    for firing in sorted(found, key=lambda each: each.at):
        message = compose(firing)
        first, *rest = message.text.splitlines()
        print(f"{iso(firing.at)}  {firing.rule.name}: {message.title}", flush=True)
        for line in [first, *rest]:
            print(f"    {line}", flush=True)


def _look_at(firing: Firing) -> str:
    """Return the dashboard of a firing, where there is a Kibana; else the command that shows its events."""
    from logloom._kibana import equals
    from logloom.alerts import kibana_link

    if link := kibana_link(os.environ.get("KIBANA_URL", ""), firing):
        return link
    keys = " AND ".join(equals(field, value) for field, value in firing.key.items() if value is not None)
    return f"logloom query {shlex.quote(keys)} --last 1h"
