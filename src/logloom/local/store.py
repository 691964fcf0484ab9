"""The embedded store: one DuckDB file that holds events, invalid lines, and how far each log file was read.

Tables: ``events`` and ``invalid`` (``_id``, a typed column for each field of the schema, ``extra`` as JSON,
``violations`` as a list), ``files`` (position of each file), ``runs`` (highest number, refused doubles and expired
events of each process) and ``meta``. Events and the position behind them are committed together: a kill at any moment
loses nothing and doubles nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Any

import duckdb

from logloom.errors import InterruptedQueryError, StoreError, StoreInUseError
from logloom.local._sql import column_type, name
from logloom.rules import Rules
from logloom.schema import Schema, compile_rules
from logloom.schema.model import span_seconds

__all__ = ["NUMBERED", "TABLES", "Store"]

FORMAT = "1"
TABLES = ("events", "invalid")

_MEMORY = "192MB"
_THREADS = 4
_PAGE = 1000
_BOOKS = """
CREATE TABLE IF NOT EXISTS meta(key VARCHAR, value VARCHAR);
CREATE TABLE IF NOT EXISTS files(
    id BIGINT, path VARCHAR, device UBIGINT, inode UBIGINT, source VARCHAR, docker BOOLEAN,
    head_length BIGINT, head VARCHAR, tail VARCHAR, position BIGINT, state VARCHAR, read_at TIMESTAMP
);
CREATE TABLE IF NOT EXISTS runs(run VARCHAR, highest BIGINT, doubled BIGINT, expired BIGINT, expired_to BIGINT);
"""

_WORKING = """
CREATE OR REPLACE TEMP TABLE seen(run VARCHAR, lowest BIGINT, highest BIGINT, repeated BOOLEAN);
CREATE OR REPLACE TEMP TABLE doubles(place BIGINT, run VARCHAR, numbered BOOLEAN);
"""


class Store:
    """An open store.

    Args:
        connection: to DuckDB.
        path: of the file.
        schema: what the columns are made from.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path, schema: Schema) -> None:
        self.connection = connection
        self.path = path
        self.schema = schema
        self.rules: Rules = compile_rules(schema)

    @classmethod
    def open(cls, path: Path, schema: Schema, *, write: bool = False, memory: str = _MEMORY) -> Store:
        """Open a store; for writing it is made where there is none, and takes on the schema's new fields.

        Args:
            path: of the DuckDB file.
            schema: the schema that the events keep to.
            write: for ingest; one process at a time.
            memory: what DuckDB may take, such as ``512MB``; what needs more goes to disk.

        Raises:
            StoreError: no such file, locked by another process, damaged, or made by another schema.
        """
        if not write and not path.exists():
            raise StoreError(f"{path}: there is no store; make one with `logloom ingest FILE… --store {path}`")
        if write:
            _make_folder(path)
        store = cls(_connect(path, memory, write=write), path, schema)
        try:
            if write:
                store._prepare()
            elif store._is_behind():  # a store of an older schema, only to be read: take the new fields on first
                store.close()
                cls.open(path, schema, write=True).close()
                return cls.open(path, schema, memory=memory)
        except duckdb.Error as error:
            store.close()
            raise _told(error, path) from error
        except StoreError:
            store.close()
            raise
        return store

    def __enter__(self) -> Store:  # noqa: PYI034 - Self is of Python 3.11
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Write what is in memory and let go of the file."""
        self.connection.close()

    def reading(self) -> Store:
        """Return the same store for another thread: what it reads is all that was committed when a query began.

        Close it as any other; it ends with this one, too.
        """
        other = copy(self)
        other.connection = self.connection.cursor()
        return other

    def interrupt(self) -> None:
        """End the query that another thread runs here; there, it raises an `InterruptedQueryError`."""
        self.connection.interrupt()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what happens inside."""
        self.connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def rows(self, query: str, parameters: Any = None) -> list[tuple[Any, ...]]:
        """Run a query and return its rows.

        Raises:
            StoreError: the file is damaged or full.
            InterruptedQueryError: another thread ended it.
        """
        try:
            return self.connection.execute(query, parameters).fetchall()
        except duckdb.InterruptException as error:
            message = "the question was ended before its answer; ask about less time, or fewer events"
            raise InterruptedQueryError(message) from error
        except _BROKEN as error:
            raise _told(error, self.path) from error

    def documents(self, query: str, parameters: Any = None) -> Iterator[dict[str, Any]]:
        """Run a query and yield its rows by the names of their columns, a page at a time, without what is null.

        Raises:
            StoreError: the file is damaged or full.
        """
        try:
            cursor = self.connection.cursor().execute(query, parameters)
            names = [column[0] for column in cursor.description or ()]
            while rows := cursor.fetchmany(_PAGE):
                for row in rows:
                    yield {key: value for key, value in zip(names, row, strict=True) if value is not None}
        except _BROKEN as error:
            raise _told(error, self.path) from error

    def add(self, staged: str, table: str, *, columns: list[str], every_id: bool) -> tuple[int, int]:
        """Store the rows of a staged table that are not stored already; call it inside a transaction.

        Args:
            staged: table with ``_id`` and the columns.
            table: ``events`` or ``invalid``.
            columns: quoted names of columns of both tables.
            every_id: whether ids that a position gave may be stored already.

        Returns:
            How many rows were stored, and how many were refused as doubles.
        """
        self.rows(
            f"""INSERT INTO seen
                SELECT run, min(seq) AS lowest, max(seq) AS highest, count(*) > count(DISTINCT seq) AS repeated
                FROM {staged} WHERE {NUMBERED} GROUP BY run"""
        )
        refused = self._refuse_doubles(staged, every_id=every_id)
        names = ", ".join(["_id", *columns])
        stored = self.rows(f"INSERT INTO {table} ({names}) SELECT {names} FROM {staged}")[0][0]
        self._note_runs()
        self.rows("DELETE FROM seen")  # in this transaction: what is inserted and deleted in two stays in memory
        return stored, refused

    def _refuse_doubles(self, staged: str, *, every_id: bool) -> int:
        """Delete from the staged rows what is stored, or staged before.

        A run numbers its events upwards: only where numbers come that are not above all stored ones of that run
        can an event be a double, so that most batches need no look at the stored ids.
        """
        suspects = "(SELECT seen.run FROM seen LEFT JOIN runs USING (run) WHERE repeated OR lowest <= runs.highest)"
        if not every_id and not self.rows(f"SELECT 1 FROM {suspects} LIMIT 1"):
            return 0
        asked = f"({NUMBERED} AND run IN {suspects}){' OR NOT ' + NUMBERED if every_id else ''}"
        searched = "true" if every_id else f"run IN {suspects}"
        stored = " UNION ALL ".join(f"SELECT _id FROM {table} WHERE {searched}" for table in TABLES)
        self.rows(
            f"""INSERT INTO doubles
                SELECT place, run, numbered FROM (
                    SELECT rowid AS place, _id, run, {NUMBERED} AS numbered,
                           row_number() OVER (PARTITION BY _id ORDER BY rowid) AS nth
                    FROM {staged} WHERE {asked})
                WHERE nth > 1 OR _id IN ({stored})"""
        )
        self.rows(f"DELETE FROM {staged} WHERE rowid IN (SELECT place FROM doubles)")
        self.rows(
            """UPDATE runs SET doubled = doubled + d.refused
               FROM (SELECT run, count(*) AS refused FROM doubles WHERE numbered GROUP BY run) d
               WHERE runs.run = d.run"""
        )
        self.rows(
            """INSERT INTO runs SELECT run, -1, count(*), 0, -1 FROM doubles
               WHERE numbered AND run NOT IN (SELECT run FROM runs) GROUP BY run"""
        )
        return int(self.rows("DELETE FROM doubles")[0][0])

    def _note_runs(self) -> None:
        self.rows("UPDATE runs SET highest = greatest(runs.highest, s.highest) FROM seen s WHERE runs.run = s.run")
        self.rows(
            """INSERT INTO runs SELECT run, highest, 0, 0, -1 FROM seen
               WHERE run NOT IN (SELECT run FROM runs)"""
        )

    def expire(self, now: str) -> int:
        """Delete what is older than the schema's retention, by the time of ingest, as index lifecycles count.

        Args:
            now: ISO 8601, UTC.

        Returns:
            How many rows went.
        """
        kept = self.schema.retention
        with self.transaction():
            return sum(
                self._expire(table, f"{_INGESTED} < TIMESTAMP '{now[:23]}' - INTERVAL {span_seconds(span)} SECOND")
                for table, span in (("events", kept.events), ("invalid", kept.invalid))
            )

    def _expire(self, table: str, old: str) -> int:
        if not self.rows(f"SELECT 1 FROM {table} WHERE {old} LIMIT 1"):
            return 0
        self.rows(
            f"""UPDATE runs SET expired = expired + e.gone, expired_to = greatest(expired_to, e.highest)
                FROM (SELECT run, count(*) AS gone, max(seq) AS highest FROM {table}
                      WHERE {NUMBERED} AND {old} GROUP BY run) e
                WHERE runs.run = e.run"""
        )
        return int(self.rows(f"DELETE FROM {table} WHERE {old}")[0][0])

    def _prepare(self) -> None:
        """Make the tables, or bring those of an older schema up to this one."""
        with self.transaction():
            if self.rows("SELECT 1 FROM duckdb_tables() LIMIT 1"):
                self._check_meta()
            self.connection.execute(_BOOKS)
            for table in TABLES:
                self._prepare_table(table)
            self._write_meta()
        self.connection.execute(_WORKING)

    def _prepare_table(self, table: str) -> None:
        definitions = ", ".join(f"{name(key)} {kind}" for key, kind in self.columns.items())
        self.connection.execute(f"CREATE TABLE IF NOT EXISTS {table} ({definitions})")
        for key in self._missing(table):
            self.connection.execute(f"ALTER TABLE {table} ADD COLUMN {name(key)} {self.columns[key]}")

    @property
    def columns(self) -> dict[str, str]:
        """The columns of both tables, each with its type."""
        fields = {key: column_type(rule) for key, rule in self.rules.fields.items()}
        return {"_id": "VARCHAR", **fields, "extra": "JSON", "violations": "VARCHAR[]"}

    def _found(self, table: str) -> dict[str, str]:
        rows = self.rows(
            "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ? AND NOT internal", [table]
        )
        return dict(rows)

    def _missing(self, table: str) -> list[str]:
        """Return the fields that have no column yet, and refuse those whose column has another type."""
        found = self._found(table)
        for key, kind in self.columns.items():
            if found.get(key, kind) != kind:
                raise StoreError(
                    f"{self.path}: `{key}` is stored as {found[key]} and the schema now says {kind}; a field can't "
                    "change its type: give the field another name, or ingest into a new store"
                )
        return [key for key in self.columns if key not in found]

    def _is_behind(self) -> bool:
        self._check_meta()
        return any(self._missing(table) for table in TABLES)

    def _check_meta(self) -> None:
        tables = {row[0] for row in self.rows("SELECT table_name FROM duckdb_tables()")}
        if "meta" not in tables:
            raise StoreError(f"{self.path}: this DuckDB file is no store of logloom; name another with --store")
        meta = dict(self.rows("SELECT key, value FROM meta"))
        if meta.get("format", FORMAT) != FORMAT:
            raise StoreError(
                f"{self.path}: its format is {meta['format']} and this logloom reads {FORMAT}; "
                "use the logloom that made it, or ingest into a new store"
            )
        if meta.get("schema", self.schema.name) != self.schema.name:
            raise StoreError(
                f"{self.path}: it holds events of the schema `{meta['schema']}`, not of `{self.schema.name}`; "
                "name another store with --store"
            )

    def _write_meta(self) -> None:
        self.connection.execute("DELETE FROM meta")
        self.connection.executemany(
            "INSERT INTO meta VALUES (?, ?)",
            [
                ("format", FORMAT),
                ("schema", self.schema.name),
                ("version", self.schema.version),
                ("rules", self.rules.hash),
            ],
        )


_BROKEN = (
    duckdb.ConnectionException,
    duckdb.FatalException,
    duckdb.IOException,
    duckdb.InternalException,
    duckdb.OutOfMemoryException,
    duckdb.SerializationException,
    duckdb.TransactionException,
)
NUMBERED = "contains(_id, '-')"
"""SQL: the id is made of run and number; one of a position or of chance is hexadecimal throughout."""

_INGESTED = 'coalesce("ingested_at", "@timestamp")'


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path.parent}: can't be made ({error.strerror}); name another place with --store") from error


def _connect(path: Path, memory: str, *, write: bool) -> duckdb.DuckDBPyConnection:
    config: dict[str, Any] = {
        "memory_limit": memory,
        "threads": min(_THREADS, os.cpu_count() or 1),
        "autoinstall_known_extensions": False,
        "wal_autocheckpoint": "64MB",
    }
    try:
        connection = duckdb.connect(str(path), read_only=not write, config=config)
    except duckdb.Error as error:
        raise _told(error, path) from error
    connection.execute("SET TimeZone = 'UTC'")
    return connection


def _told(error: duckdb.Error, path: Path) -> StoreError:
    """Return DuckDB's error in a sentence that says what to do."""
    text = str(error).split("\n", 1)[0]
    if isinstance(error, duckdb.ConnectionException):
        return StoreError(f"{path}: was closed while it was asked")
    if "lock" in text.lower():
        who = text.partition("held in ")[2].partition(". See")[0].partition(" by user")[0]
        return StoreInUseError(
            f"{path}: another process writes this store{f' ({who})' if who else ''}; "
            "wait until it is done, or end it, and call again"
        )
    if isinstance(error, duckdb.OutOfMemoryException) or "No space left" in text:
        return StoreError(f"{path}: no room ({text}); free some disk space beside the store and call again")
    if isinstance(error, duckdb.PermissionException) or "Permission denied" in text:
        return StoreError(f"{path}: can't be opened ({text}); look at its owner and mode")
    if isinstance(error, duckdb.IOException) and "No such file" in text:
        return StoreError(f"{path}: can't be made ({text}); make its folder first")
    return StoreError(
        f"{path}: the store is damaged or no DuckDB file ({text}); move it away and ingest the log files anew"
    )
