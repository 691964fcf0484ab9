"""The commands of `logloom setup`: parse, call, print."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from datetime import datetime, timezone
from ipaddress import ip_address
from pathlib import Path

from logloom.cli._options import Commands, load_schema, schema_option, seconds, steps_of
from logloom.errors import UsageError

__all__ = ["add"]

_NAME = re.compile(r"(\*\.)?[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*")


def add(commands: Commands) -> None:
    """Add `setup` and its own commands."""
    steps = steps_of(commands, "setup", "make all that a new stack needs; each step may be repeated at any time")

    secrets = steps.add_parser(
        "secrets",
        help="draw passwords and keys, and sign certificates, before Elasticsearch starts; keep what is there",
    )
    _folder_option(secrets)
    secrets.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="SERVICE=HOST",
        help="a further name or address for a service's certificate (repeatable)",
    )
    secrets.add_argument(
        "--owner",
        action="append",
        default=[],
        metavar="SERVICE=UID[:GID]",
        help="the user whose process reads a service's files, and a group that may read them too (repeatable)",
    )
    secrets.set_defaults(call=_secrets)

    version = steps.add_parser(
        "version", help="before Elasticsearch starts: refuse a version that is older than the data it would open"
    )
    version.add_argument("--data", type=Path, required=True, metavar="DIR", help="the data folder of Elasticsearch")
    version.add_argument("--elastic", type=_version, required=True, metavar="VERSION", help="that is to start: 9.4.3")
    version.set_defaults(call=_check_version)

    cluster = steps.add_parser(
        "cluster", help="once Elasticsearch starts: wait for it, apply what is rendered, make users and keys that lack"
    )
    _folder_option(cluster)
    cluster.add_argument("--url", required=True, metavar="URL", help="of Elasticsearch: https://elasticsearch:9200")
    cluster.add_argument("--kibana", metavar="URL", help="of Kibana, to bring it the dashboards: https://kibana:5601")
    cluster.add_argument(
        "--wait", type=seconds(0, 86400), default=300, metavar="SECONDS", help="give up after so long (300)"
    )
    schema_option(cluster)
    cluster.set_defaults(call=_cluster)

    renew = steps.add_parser("renew", help="sign each service's certificate anew, by the same authority")
    _folder_option(renew)
    renew.set_defaults(call=_renew)


def _folder_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--folder", type=Path, required=True, metavar="DIR", help="the folder of secrets")


def _secrets(arguments: argparse.Namespace) -> int:
    from logloom.cluster.setup import SERVICES, Owner, Wish, draw

    named = [name for name, service in SERVICES.items() if service.certificate]
    hosts: dict[str, list[str]] = {name: [] for name in SERVICES}
    for service, host in _pairs("--name", arguments.name, named):
        hosts[service].append(_host(host))
    owners = {service: Owner.parse(text) for service, text in _pairs("--owner", arguments.owner, [*SERVICES])}
    wishes = {name: Wish(tuple(hosts[name]), owners.get(name)) for name in SERVICES}
    done, told = _telling()
    draw(arguments.folder, _now(), wishes, told)
    print(f"{arguments.folder}: " + (f"{len(done)} files made" if done else "nothing lacks"))
    return 0


def _check_version(arguments: argparse.Namespace) -> int:
    from logloom.cluster.setup import check_version

    last = check_version(arguments.data, arguments.elastic)
    print(f"{arguments.elastic} may start; the data are of {last or 'no version yet'}")
    return 0


def _cluster(arguments: argparse.Namespace) -> int:
    from logloom.cluster.setup import Place, address, bring_kibana, prepare, wait, wait_for_kibana
    from logloom.render import render

    schema = load_schema(arguments)
    place = Place(arguments.folder, address(arguments.url, "--url"))
    if arguments.kibana and not arguments.kibana.startswith("https://"):
        raise UsageError(f"--kibana {arguments.kibana}: begin with https://, since a password goes there")
    _, told = _telling()
    cluster = wait(place, arguments.wait, told)
    files = render(schema)
    prepare(place, cluster, schema, files, told)
    if arguments.kibana:
        bring_kibana(wait_for_kibana(place, arguments.kibana, arguments.wait, told), cluster, schema, files, told)
    print(f"{place.url.netloc} is set up")
    return 0


def _renew(arguments: argparse.Namespace) -> int:
    from logloom.cluster.setup import renew

    renew(arguments.folder, _now(), print)
    print("Elasticsearch takes them by itself; restart Logstash, Kibana and Filebeat")
    return 0


def _telling() -> tuple[list[str], Callable[[str], None]]:
    """Return what was told, and the function to tell it with: at once, since somebody may be watching a log."""
    done: list[str] = []

    def told(what: str) -> None:
        done.append(what)
        print(what, flush=True)

    return done, told


def _pairs(option: str, given: Sequence[str], services: Sequence[str]) -> list[tuple[str, str]]:
    """Return SERVICE=VALUE in two parts.

    Raises:
        UsageError: it has another form, or names no service.
    """
    pairs = [(service, value) for service, _, value in (each.partition("=") for each in given)]
    for service, value in pairs:
        if service not in services or not value:
            raise UsageError(f"{option} {service}={value}: write SERVICE=VALUE, with one of {', '.join(services)}")
    return pairs


def _version(text: str) -> str:
    if re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", text, re.ASCII):
        return text
    raise argparse.ArgumentTypeError(f"{text!r} is no version; write it like 9.4.3")


def _host(text: str) -> str:
    try:
        return str(ip_address(text))
    except ValueError:
        if len(text) <= 253 and _NAME.fullmatch(text):
            return text.lower()
    raise UsageError(f"--name: {text!r} is neither a host name nor an address")


def _now() -> datetime:
    return datetime.now(timezone.utc)
