"""The commands `backup` and `restore`: parse, call, print."""

from __future__ import annotations

import argparse
from datetime import datetime, timezone

from logloom.cli._options import Commands, load_schema, schema_option

__all__ = ["add"]


def add(commands: Commands) -> None:
    """Add both commands."""
    backup = commands.add_parser("backup", help="take a snapshot of all events in Elasticsearch")
    backup.add_argument("--list", action="store_true", help="only tell which there are")
    backup.set_defaults(call=_backup)

    restore = commands.add_parser("restore", help="bring the events of a snapshot back into an empty Elasticsearch")
    restore.add_argument("name", nargs="?", metavar="NAME", help="as `backup --list` tells it (the newest)")
    restore.set_defaults(call=_restore)

    for command in (backup, restore):
        schema_option(command)


def _backup(arguments: argparse.Namespace) -> int:
    from logloom.cluster import backup, connect, snapshots

    schema, cluster = load_schema(arguments), connect()
    if arguments.list:
        for each in snapshots(cluster, schema):
            print(each)
    else:
        print(backup(cluster, schema, datetime.now(timezone.utc)))
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    from logloom.cluster import connect, restore

    print(f"restored: {restore(connect(), load_schema(arguments), arguments.name)}")
    return 0
