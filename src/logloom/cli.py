"""The command `logloom`: parses, calls, prints.

Exit codes: 0 all is well; 1 there are findings (a broken schema, files that differ, events that are missing) or
something failed; 2 the call is wrong, or `plan` found what would change; 3 Elasticsearch can't be reached; 4 it does
not allow this; 5 it was refused. Each command imports what it needs when it runs, so that none pays for another.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

from logloom import __version__, _alerts_cli, _backup_cli, _faults_cli, _setup_cli
from logloom.errors import KqlError, LogloomError, RefusedError, RightsError, UnreachableError, UsageError

if TYPE_CHECKING:
    import io

    from logloom._audit import Audit
    from logloom.cluster import Check, Cluster, Kibana, KibanaPlan, Plan
    from logloom.local import IngestReport
    from logloom.schema import Schema

__all__ = ["main", "parser"]

_SCHEMA = Path("schema.yaml")
_OUTBOX = Path(".logloom/alerts/outbox")
_STORE = Path(".logloom/events.duckdb")
_EXTRAS = {
    "apprise": "alerts",
    "requests": "alerts",
    "cryptography": "setup",
    "duckdb": "local",
    "elasticsearch": "elastic",
    "torch": "trainer",
    "urllib3": "faults",
}
_CODES = {UsageError: 2, KqlError: 2, UnreachableError: 3, RightsError: 4, RefusedError: 5}


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; `docs/reference/cli.md` is written from it."""
    root = argparse.ArgumentParser(prog="logloom", description="From one schema file, all that a job's logs need.")
    root.add_argument("--version", action="version", version=f"logloom {__version__}")
    commands = root.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _schema_commands(commands)
    _store_commands(commands)
    _cluster_commands(commands)
    _setup_cli.add(commands)
    _backup_cli.add(commands)
    _alerts_cli.add(commands)
    _faults_cli.add(commands)

    demo = commands.add_parser("demo", help="train three small jobs, store their logs, answer questions about them")
    demo.add_argument("--out", type=Path, default=Path(".logloom/demo"), metavar="DIR", help="where (.logloom/demo)")
    demo.set_defaults(call=_demo)
    return root


def _schema_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add what needs the schema alone."""
    init = commands.add_parser("init", help="write a first schema.yaml")
    init.add_argument("folder", nargs="?", type=Path, default=Path(), metavar="DIR", help="where (here)")
    init.set_defaults(call=_init)

    render = commands.add_parser("render", help="weave every file that comes from the schema")
    _schema_option(render)
    render.add_argument("--check", action="store_true", help="write nothing; exit with 1 where files differ")
    render.add_argument("--only", action="append", default=[], metavar="TARGET", help="this target alone (repeatable)")
    render.add_argument("--out", type=Path, metavar="DIR", help="folder to write to (the schema's)")
    render.set_defaults(call=_render)


def _store_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add what reads log files, and what asks the embedded store."""
    attempt = commands.add_parser("try", help="print the document that each line becomes; store nothing")
    attempt.add_argument("files", nargs="*", type=Path, metavar="FILE", help="log files; - for standard input (-)")
    _schema_option(attempt)
    attempt.set_defaults(call=_try)

    ingest = commands.add_parser("ingest", help="read what is new in log files into the embedded store")
    ingest.add_argument("files", nargs="+", type=Path, metavar="FILE", help="plain, Docker's json-file, rotated, gzip")
    _schema_option(ingest)
    _store_option(ingest)
    ingest.add_argument("--final", action="store_true", help="the files are finished: take a last line without end too")
    ingest.set_defaults(call=_ingest)

    query = commands.add_parser("query", help="answer a query in Kibana's language, or a named one")
    query.add_argument("query", metavar="KQL", help="'level:ERROR AND gpu_memory > 0.9', or a name from the schema")
    _schema_option(query)
    _store_option(query)
    query.add_argument("--invalid", action="store_true", help="ask the lines that could not be parsed")
    query.add_argument("--last", metavar="SPAN", help="only the last 30s, 5m, 1h, 30d")
    query.add_argument("--by", metavar="FIELD", help="count by the values of a field")
    query.add_argument("--limit", type=_count, default=100, metavar="N", help="rows, newest first; 0 for all (100)")
    query.add_argument("--format", choices=("table", "json", "csv"), default="table", help="how to print (table)")
    query.set_defaults(call=_query)

    audit = commands.add_parser("audit", help="tell what each process emitted, what arrived, and what is missing")
    _schema_option(audit)
    _store_option(audit)
    audit.add_argument("--format", choices=("table", "json"), default="table", help="how to print (table)")
    audit.add_argument("--cluster", action="store_true", help="ask Elasticsearch instead of the embedded store")
    audit.add_argument("--repair", action="store_true", help="with --cluster: remove later copies of doubled events")
    audit.set_defaults(call=_audit)


def _cluster_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add what talks to a live Elasticsearch, named by ELASTICSEARCH_URL and its companions in the environment."""
    plan = commands.add_parser(
        "plan", help="tell what `apply` would change in Elasticsearch; exit with 2 where it would"
    )
    _schema_option(plan)
    plan.add_argument("--format", choices=("text", "json"), default="text", help="how to print (text)")
    _kibana_option(plan)
    plan.set_defaults(call=_plan)

    apply = commands.add_parser("apply", help="make Elasticsearch, and Kibana where it is named, as rendered")
    _schema_option(apply)
    _kibana_option(apply)
    apply.add_argument("--overwrite", action="store_true", help="replace also what was edited in Kibana")
    apply.set_defaults(call=_apply)

    key = commands.add_parser("key", help="make an Elasticsearch API key with the least rights; shown once")
    key.add_argument("holder", choices=("filebeat", "logstash", "reader", "alerts"), help="who will hold it")
    _schema_option(key)
    key.add_argument("--key-file", type=Path, metavar="FILE", help="write it to a new file that only you may read")
    key.set_defaults(call=_key)

    doctor = commands.add_parser("doctor", help="look at Elasticsearch and tell what is not well and what to do")
    _schema_option(doctor)
    doctor.add_argument("--log", action="store_true", help="write what was found as events, for the collector to read")
    doctor.add_argument("--outbox", type=Path, default=_OUTBOX, metavar="DIR", help=f"of alerts ({_OUTBOX})")
    doctor.add_argument("--folder", type=Path, metavar="DIR", help="also at the secrets that `setup` made there")
    doctor.set_defaults(call=_doctor)


def _schema_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--schema", type=Path, default=_SCHEMA, metavar="FILE", help="the schema (schema.yaml)")


def _store_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--store", type=Path, default=_STORE, metavar="PATH", help=f"the embedded store ({_STORE})")


def _kibana_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--kibana", default=os.environ.get("KIBANA_URL"), metavar="URL", help="the Kibana too (KIBANA_URL)"
    )


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is no number of rows")
    return int(text)


def _load(arguments: argparse.Namespace) -> Schema:
    from logloom.schema import load

    return load(arguments.schema)


def _init(arguments: argparse.Namespace) -> int:
    from importlib.resources import files

    path: Path = arguments.folder / _SCHEMA
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:
            file.write(files("logloom").joinpath("starter.yaml").read_bytes())
    except FileExistsError:
        raise UsageError(f"{path} is there already; edit it, or move it away first") from None
    print(f"{path} written. Edit it, then: logloom render")
    return 0


def _render(arguments: argparse.Namespace) -> int:
    from logloom.render import render, write

    files = render(_load(arguments), arguments.only)
    out = arguments.out or arguments.schema.parent
    report = write(files, out, check=arguments.check, partial=bool(arguments.only))
    for word in ("changed", "missing", "unexpected") if arguments.check else ("unexpected",):
        for path in getattr(report, word):
            print(f"{word}: {path}")
    if arguments.check:
        print("run `logloom render`" if report else f"{len(files)} files are as the schema says")
        return 1 if report else 0
    written = len(report.changed) + len(report.missing)
    print(f"{len(files)} files, {written} written, to {out.resolve() if out == Path() else out}")
    return 0


def _try(arguments: argparse.Namespace) -> int:
    import orjson

    from logloom.local import try_lines

    files: list[Path] = arguments.files or [Path("-")]
    streams = [cast("io.BufferedReader", sys.stdin.buffer) if file == Path("-") else file for file in files]
    for shown in try_lines(_load(arguments), streams):
        sys.stdout.write(orjson.dumps(shown, option=orjson.OPT_APPEND_NEWLINE).decode())
    return 0


def _ingest(arguments: argparse.Namespace) -> int:
    from logloom.local import Store, ingest

    bar = _Bar(sys.stderr)
    with Store.open(arguments.store, _load(arguments), write=True) as store:
        report = ingest(store, arguments.files, final=arguments.final, progress=bar.show)
    bar.clear()
    for problem in report.problems:
        print(problem, file=sys.stderr)
    counts = {
        "events": report.events,
        "invalid": report.invalid,
        "with something set apart": report.apart,
        "stored before": report.doubled,
        "blank": report.blank,
        "part of another line's event": report.joined,
        "shortened": report.shortened,
        "expired": report.expired,
    }
    told = ", ".join(f"{count:,} {what}" for what, count in counts.items() if count or what in {"events", "invalid"})
    print(f"{report.files} files, {report.lines:,} lines in {report.seconds:.1f} s: {told}")
    if report.begun:
        print(f"{report.begun} files end in a line that may still go on; it is read next time, or now with --final")
    return 1 if report.problems else 0


def _query(arguments: argparse.Namespace) -> int:
    from logloom.local import Store, query

    schema = _load(arguments)
    with Store.open(arguments.store, schema) as store:
        answer = query(
            store,
            arguments.query,
            invalid=arguments.invalid,
            last=arguments.last,
            by=arguments.by,
            limit=arguments.limit or None,
        )
        sys.stdout.writelines(answer.text(arguments.format, _width()))
    names = {} if arguments.query in schema.queries else schema.queries
    for name in difflib.get_close_matches(arguments.query, names, n=1, cutoff=0.8):
        print(
            f"logloom: no query is called {arguments.query!r}, so it was searched for; did you mean {name!r}?",
            file=sys.stderr,
        )
    return 0


def _audit(arguments: argparse.Namespace) -> int:
    from dataclasses import asdict

    import orjson

    if arguments.repair and not arguments.cluster:
        raise UsageError("--repair needs --cluster: the embedded store keeps each event once")
    found = _audit_cluster(arguments) if arguments.cluster else _audit_store(arguments)
    if arguments.format == "json":
        print(orjson.dumps(asdict(found), option=orjson.OPT_INDENT_2).decode())
    else:
        sys.stdout.write(found.text(_width()))
    return 1 if found.missing else 0


def _audit_store(arguments: argparse.Namespace) -> Audit:
    from logloom.local import Store, audit

    with Store.open(arguments.store, _load(arguments)) as store:
        return audit(store)


def _audit_cluster(arguments: argparse.Namespace) -> Audit:
    from logloom.cluster import audit, connect, repair

    schema, cluster = _load(arguments), connect()
    cluster.version()
    if arguments.repair:
        print(f"{repair(cluster, schema):,} later copies removed", file=sys.stderr)
    return audit(cluster, schema)


def _planned(arguments: argparse.Namespace) -> tuple[Cluster, Plan]:
    from logloom.cluster import connect, plan
    from logloom.render import render

    schema = _load(arguments)
    cluster = connect()
    return cluster, plan(cluster, schema, render(schema, ["elasticsearch"]))


def _planned_kibana(arguments: argparse.Namespace, cluster: Cluster) -> tuple[Kibana, Schema, KibanaPlan]:
    from logloom.cluster import connect_kibana, plan_kibana, prepared
    from logloom.render import render

    schema = _load(arguments)
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
        return _CODES[RefusedError]
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

    schema, now = _load(arguments), datetime.now(timezone.utc)
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

    key = make_key(connect(), _load(arguments), arguments.holder, arguments.key_file)
    print(key or f"{arguments.key_file} written")
    return 0


def _demo(arguments: argparse.Namespace) -> int:
    from logloom.demo import demo

    return demo(arguments.out)


def _width() -> int:
    """Columns of the terminal; where there is none, wide enough for every table."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 1000


class _Bar:
    """A progress bar on a terminal; nothing elsewhere."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shown = stream.isatty()

    def show(self, done: int, total: int, report: IngestReport) -> None:
        """Draw the bar for `done` of `total` bytes."""
        if self._shown:
            share = done / total if total else 1.0
            bar = "#" * int(share * 30)
            self._stream.write(f"\r[{bar:<30}] {share:4.0%}  {report.events:,} events")
            self._stream.flush()

    def clear(self) -> None:
        """Take the bar away."""
        if self._shown:
            self._stream.write("\r\033[K")


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
    return next((code for kind, code in _CODES.items() if isinstance(error, kind)), 1)


def _told(error: LogloomError, given: argparse.Namespace) -> str:
    if isinstance(error, KqlError):
        from logloom.schema.kql import explain

        return explain(given.query, error)
    return str(error)


def _complain(message: str, code: int) -> int:
    """Print a message; lines that begin with a place of their own stay as they are, for editors to jump to."""
    has_place = "\n" in message or re.match(r"\S+:[0-9]+:[0-9]+: ", message)
    print(message if has_place else f"logloom: {message}", file=sys.stderr)
    return code
