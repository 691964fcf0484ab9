"""The commands that talk to a live Elasticsearch and Kibana: parse, call, print."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from logloom import __version__
from logloom.cli._options import EXIT_CODES, OUTBOX, Commands, format_option, load_schema, schema_option
from logloom.errors import RefusedError

if TYPE_CHECKING:
    from logloom.cluster import Check, Cluster, Kibana, KibanaPlan, Plan
    from logloom.schema import Schema

__all__ = ["add"]


def add(commands: Commands) -> None:
    """Add what talks to a live Elasticsearch, named by ELASTICSEARCH_URL and its companions in the environment."""
    plan = commands.add_parser(
        "plan", help="tell what `apply` would change in Elasticsearch; exit with 2 where it would"
    )
    schema_option(plan)
    format_option(plan, "text", "json")
    _kibana_option(plan)
    plan.set_defaults(call=_plan)

    apply = commands.add_parser("apply", help="make Elasticsearch, and Kibana where it is named, as rendered")
    schema_option(apply)
    _kibana_option(apply)
    apply.add_argument("--overwrite", action="store_true", help="replace also what was edited in Kibana")
    apply.set_defaults(call=_apply)

    key = commands.add_parser("key", help="make an Elasticsearch API key with the least rights; shown once")
    key.add_argument("holder", choices=("filebeat", "logstash", "reader", "alerts"), help="who will hold it")
    schema_option(key)
    key.add_argument("--key-file", type=Path, metavar="FILE", help="write it to a new file that only you may read")
    key.set_defaults(call=_key)

    doctor = commands.add_parser("doctor", help="look at Elasticsearch and tell what is not well and what to do")
    schema_option(doctor)
    doctor.add_argument("--log", action="store_true", help="write what was found as events, for the collector to read")
    doctor.add_argument("--outbox", type=Path, default=OUTBOX, metavar="DIR", help=f"of alerts ({OUTBOX})")
    doctor.add_argument("--folder", type=Path, metavar="DIR", help="also at the secrets that `setup` made there")
    doctor.set_defaults(call=_doctor)


def _kibana_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--kibana", default=os.environ.get("KIBANA_URL"), metavar="URL", help="the Kibana too (KIBANA_URL)"
    )


def _planned(arguments: argparse.Namespace) -> tuple[Cluster, Plan]:
    from logloom.cluster import connect, plan
    from logloom.render import render

    schema = load_schema(arguments)
    cluster = connect()
    return cluster, plan(cluster, schema, render(schema, ["elasticsearch"]))


def _planned_kibana(arguments: argparse.Namespace, cluster: Cluster) -> tuple[Kibana, Schema, KibanaPlan]:
    from logloom.cluster import connect_kibana, plan_kibana, prepared
    from logloom.render import render

    schema = load_schema(arguments)
    objects = prepared(render(schema, ["kibana"]), os.environ.get("SENTRY_EVENT_URL"))
    kibana = connect_kibana(arguments.kibana)
    overwrite = getattr(arguments, "overwrite", False)
    return kibana, schema, plan_kibana(kibana, cluster, schema, objects, overwrite=overwrite)


def _plan(arguments: argparse.Namespace) -> int:
    import orjson

    cluster, planned = _planned(arguments)
    shown = _planned_kibana(arguments, cluster)[2] if arguments.kibana else None
    if arguments.format == "json":
        data = planned.data() | ({"kibana": shown.data()} if shown else {})
        print(orjson.dumps(data, option=orjson.OPT_INDENT_2).decode())
    else:
        sys.stdout.write(planned.text() + (shown.text() if shown else ""))
    if planned.refusals:
        return EXIT_CODES[RefusedError]
    return 2 if planned.steps or (shown and shown.wanted) else 0


def _apply(arguments: argparse.Namespace) -> int:
    from logloom.cluster import apply

    cluster, planned = _planned(arguments)
    apply(cluster, planned, print)
    for each in planned.absent:
        print(f"note: {each}")
    print(f"{len(planned.steps)} changed" if planned.steps else "nothing to change")
    if arguments.kibana:
        _apply_kibana(arguments, cluster)
    return 0


def _apply_kibana(arguments: argparse.Namespace, cluster: Cluster) -> None:
    from logloom.cluster import apply_kibana

    kibana, schema, planned = _planned_kibana(arguments, cluster)
    apply_kibana(kibana, cluster, schema, planned, print)
    for change in planned.changes:
        if change.action == "keep":
            print(f"{change}: edited in Kibana; --overwrite replaces it")
    print(f"Kibana: {len(planned.wanted)} changed" if planned.wanted else "Kibana: nothing to change")


def _doctor(arguments: argparse.Namespace) -> int:
    from datetime import datetime, timezone

    from logloom.cluster import connect, doctor, unsent
    from logloom.render import render

    schema, now = load_schema(arguments), datetime.now(timezone.utc)
    tell: Callable[[Check], object] = _speaker(schema) if arguments.log else print
    looks = chain(doctor(connect(), schema, render(schema, ["elasticsearch"]), now), unsent(arguments.outbox))
    if arguments.folder:
        from logloom.cluster.setup import look_at

        looks = chain(looks, look_at(arguments.folder, now))
    ill = 0
    for check in looks:
        tell(check)
        ill += not check.well
    return 1 if ill else 0


def _speaker(schema: Schema) -> Callable[[Check], None]:
    """Return what writes a check as an event of the schema."""
    from logloom.log import get_logger
    from logloom.schema import compile_rules

    log = get_logger(service="logloom", job_id="doctor", version=__version__, rules=compile_rules(schema), stream=1)

    def speak(check: Check) -> None:
        write = log.info if check.well else log.error
        told = f"{check.name}: {check.found}" + (f"; do: {check.remedy}" if check.remedy else "")
        write("%s", told, **check.measured)

    return speak


def _key(arguments: argparse.Namespace) -> int:
    from logloom.cluster import connect, make_key

    key = make_key(connect(), load_schema(arguments), arguments.holder, arguments.key_file)
    print(key or f"{arguments.key_file} written")
    return 0
