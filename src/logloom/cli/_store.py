"""The commands that read log files and ask the embedded store: parse, call, print."""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

from logloom.cli._options import Commands, format_option, load_schema, schema_option, store_option, width
from logloom.errors import UsageError

if TYPE_CHECKING:
    import io

    from logloom._audit import Audit
    from logloom.local import IngestReport

__all__ = ["add"]


def add(commands: Commands) -> None:
    """Add what reads log files, and what asks the embedded store."""
    attempt = commands.add_parser("try", help="print the document that each line becomes; store nothing")
    attempt.add_argument("files", nargs="*", type=Path, metavar="FILE", help="log files; - for standard input (-)")
    schema_option(attempt)
    attempt.set_defaults(call=_try)

    ingest = commands.add_parser("ingest", help="read what is new in log files into the embedded store")
    ingest.add_argument("files", nargs="+", type=Path, metavar="FILE", help="plain, Docker's json-file, rotated, gzip")
    schema_option(ingest)
    store_option(ingest)
    ingest.add_argument("--final", action="store_true", help="the files are finished: take a last line without end too")
    ingest.set_defaults(call=_ingest)

    query = commands.add_parser("query", help="answer a query in Kibana's language, or a named one")
    query.add_argument("query", metavar="KQL", help="'level:ERROR AND gpu_memory > 0.9', or a name from the schema")
    schema_option(query)
    store_option(query)
    query.add_argument("--invalid", action="store_true", help="ask the lines that could not be parsed")
    query.add_argument("--last", metavar="SPAN", help="only the last 30s, 5m, 1h, 30d")
    query.add_argument("--by", metavar="FIELD", help="count by the values of a field")
    query.add_argument("--limit", type=_count, default=100, metavar="N", help="rows, newest first; 0 for all (100)")
    format_option(query, "table", "json", "csv")
    query.set_defaults(call=_query)

    audit = commands.add_parser("audit", help="tell what each process emitted, what arrived, and what is missing")
    schema_option(audit)
    store_option(audit)
    format_option(audit, "table", "json")
    audit.add_argument("--cluster", action="store_true", help="ask Elasticsearch instead of the embedded store")
    audit.add_argument("--repair", action="store_true", help="with --cluster: remove later copies of doubled events")
    audit.set_defaults(call=_audit)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is no number of rows")
    return int(text)


def _try(arguments: argparse.Namespace) -> int:
    import orjson

    from logloom.local import try_lines

    files: list[Path] = arguments.files or [Path("-")]
    streams = [cast("io.BufferedReader", sys.stdin.buffer) if file == Path("-") else file for file in files]
    for shown in try_lines(load_schema(arguments, built_in=True), streams):
        sys.stdout.write(orjson.dumps(shown, option=orjson.OPT_APPEND_NEWLINE).decode())
    return 0


def _ingest(arguments: argparse.Namespace) -> int:
    from logloom.local import Store, ingest

    bar = _Bar(sys.stderr)
    with Store.open(arguments.store, load_schema(arguments, built_in=True), write=True) as store:
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

    schema = load_schema(arguments, built_in=True)
    with Store.open(arguments.store, schema) as store:
        answer = query(
            store,
            arguments.query,
            invalid=arguments.invalid,
            last=arguments.last,
            by=arguments.by,
            limit=arguments.limit or None,
        )
        sys.stdout.writelines(answer.text(arguments.format, width()))
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
        sys.stdout.write(found.text(width()))
    return 1 if found.missing else 0


def _audit_store(arguments: argparse.Namespace) -> Audit:
    from logloom.local import Store, audit

    with Store.open(arguments.store, load_schema(arguments, built_in=True)) as store:
        return audit(store)


def _audit_cluster(arguments: argparse.Namespace) -> Audit:
    from logloom.cluster import audit, connect, repair

    schema, cluster = load_schema(arguments), connect()
    cluster.version()
    if arguments.repair:
        print(f"{repair(cluster, schema):,} later copies removed", file=sys.stderr)
    return audit(cluster, schema)


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
