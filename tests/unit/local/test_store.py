"""The file of the store: one writer, growing schemas, and clear words for what is broken."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from logloom.errors import StoreError
from logloom.local import Store, ingest, query
from logloom.schema import Schema, load_text

from_text = "schema: 1\nname: test.store\nversion: 1.1.0\nfields:\n"

_HOLD = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


def test_the_second_writer_is_told_who_writes(tmp_path: Path, schema: Schema) -> None:
    """While one process writes, no other can write or read, and the message names it."""
    path = tmp_path / "events.duckdb"
    Store.open(path, schema, write=True).close()
    with subprocess.Popen([sys.executable, "-c", _HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"open\n"
        for write in (True, False):
            with pytest.raises(StoreError, match=f"another process writes this store.*{other.pid}.*wait until"):
                Store.open(path, schema, write=write)
        other.communicate(b"")
    Store.open(path, schema, write=True).close()


def test_a_store_that_is_not_there_says_how_to_make_one(tmp_path: Path, schema: Schema) -> None:
    """A question to no store names the command that makes one."""
    with pytest.raises(StoreError, match=r"there is no store; make one with `logloom ingest"):
        Store.open(tmp_path / "none.duckdb", schema)


@pytest.mark.parametrize("write", [True, False])
def test_a_damaged_file_says_what_to_do(tmp_path: Path, schema: Schema, write: bool) -> None:
    """A file that is no database is told in a sentence."""
    path = tmp_path / "events.duckdb"
    path.write_bytes(b"this is no database" * 1000)
    with pytest.raises(StoreError, match=r"damaged or no DuckDB file.*ingest the log files anew"):
        Store.open(path, schema, write=write)


def test_a_store_that_lost_its_end_says_what_to_do(tmp_path: Path, schema: Schema, lines: Callable[..., bytes]) -> None:
    """A store that was cut in the middle gives an error with a remedy, not a traceback of DuckDB."""
    path, log = tmp_path / "events.duckdb", tmp_path / "a.log"
    log.write_bytes(lines(range(3000)))
    with Store.open(path, schema, write=True) as store:
        ingest(store, [log])
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(StoreError, match="ingest the log files anew"), Store.open(path, schema) as store:
        list(query(store, "").documents())


@pytest.mark.parametrize("table", ["other", "events"])
@pytest.mark.parametrize("write", [True, False])
def test_another_database_is_left_alone(tmp_path: Path, schema: Schema, write: bool, table: str) -> None:
    """A DuckDB file of somebody else gets no tables of ours."""
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"CREATE TABLE {table}(a INTEGER)")
    with pytest.raises(StoreError, match="no store of logloom"):
        Store.open(path, schema, write=write)
    with duckdb.connect(str(path)) as connection:
        assert connection.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [(table,)]


def test_another_schemas_store_is_refused(tmp_path: Path, schema: Schema) -> None:
    """Two data sets do not mix in one store."""
    path = tmp_path / "events.duckdb"
    Store.open(path, schema, write=True).close()
    with pytest.raises(StoreError, match=r"events of the schema `test.store`, not of `other`"):
        Store.open(path, load_text("schema: 1\nname: other\nversion: 1.0.0\n"))


@pytest.mark.parametrize("write", [True, False])
def test_a_new_field_becomes_a_new_column(
    tmp_path: Path, schema: Schema, lines: Callable[..., bytes], write: bool
) -> None:
    """A store of an older schema takes on the new fields, also when it is only read, and keeps its events."""
    path, log = tmp_path / "events.duckdb", tmp_path / "a.log"
    log.write_bytes(lines(range(2)))
    with Store.open(path, schema, write=True) as store:
        ingest(store, [log])
    newer = load_text(f"{from_text}  event: {{type: keyword}}\n  colour: {{type: keyword}}\n")
    with Store.open(path, newer, write=write) as store:
        assert query(store, "not colour:*").total == 2


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("more", ["", "  colour: {type: keyword}\n"])
def test_a_field_that_changes_its_type_is_refused(tmp_path: Path, schema: Schema, write: bool, more: str) -> None:
    """Stored values are not cast, neither by an ingest nor by a query: the message says what to do instead."""
    path = tmp_path / "events.duckdb"
    Store.open(path, schema, write=True).close()
    newer = load_text(f"{from_text}  loss: {{type: keyword}}\n{more}")
    with pytest.raises(StoreError, match=r"`loss` is stored as DOUBLE and the schema now says VARCHAR.*another name"):
        Store.open(path, newer, write=write)
    with Store.open(path, schema) as store:
        assert "colour" not in store.rows("SELECT list(column_name) FROM duckdb_columns()")[0][0]


def test_a_newer_format_is_refused(tmp_path: Path, schema: Schema) -> None:
    """A store of a later logloom is not guessed at."""
    path = tmp_path / "events.duckdb"
    with Store.open(path, schema, write=True) as store:
        store.rows("UPDATE meta SET value = '99' WHERE key = 'format'")
    with pytest.raises(StoreError, match="its format is 99 and this logloom reads 1"):
        Store.open(path, schema)


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path, schema: Schema) -> None:
    """What happened inside is undone, and the error goes on."""

    def fail(store: Store) -> None:
        with store.transaction():
            store.rows("INSERT INTO runs VALUES ('r', 1, 0, 0, -1)")
            raise ZeroDivisionError

    with Store.open(tmp_path / "events.duckdb", schema, write=True) as store:
        with pytest.raises(ZeroDivisionError):
            fail(store)
        assert store.rows("SELECT * FROM runs") == []
