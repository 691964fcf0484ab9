"""The commands `backup` and `restore`: parse, call, print."""

from __future__ import annotations

import argparse
from datetime import datetime, timezone
from pathlib import Path

__all__ = ["add"]


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add both commands."""
    backup = commands.add_parser("backup", help="take a snapshot of all events in Elasticsearch")
    backup.add_argument("--list", action="store_true", help="only tell which there are")
    backup.set_defaults(call=_backup)

    restore = commands.add_parser("restore", help="bring the events of a snapshot back into an empty Elasticsearch")
    restore.add_argument("name", nargs="?", metavar="NAME", help="as `backup --list` tells it (the newest)")
    restore.set_defaults(call=_restore)

    for command in (backup, restore):
        command.add_argument(
            "--schema", type=Path, default=Path("schema.yaml"), metavar="FILE", help="the schema (schema.yaml)"
        )


def _backup(arguments: argparse.Namespace) -> int:
    from logloom.cluster import backup, connect, snapshots
    from logloom.schema import load

    schema, cluster = load(arguments.schema), connect()
    if arguments.list:
        for each in snapshots(cluster, schema):
            print(each)
    else:
        print(backup(cluster, schema, datetime.now(timezone.utc)))
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    from logloom.cluster import connect, restore
    from logloom.schema import load

    print(f"restored: {restore(connect(), load(arguments.schema), arguments.name)}")
    return 0
