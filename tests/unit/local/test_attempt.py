"""`logloom try`: what lines become."""

from __future__ import annotations

import gzip
import io
from datetime import datetime, timezone
from pathlib import Path

import pytest

from logloom.errors import UsageError
from logloom.local import try_lines
from logloom.schema import Schema

NOW = datetime(2026, 11, 2, 12, 0, 0, 250000, tzinfo=timezone.utc)
DATA = b'{"level":"warning","colour":"red"}\nhello\n\n{"cut\n'


def test_each_line_tells_what_it_becomes(schema: Schema) -> None:
    """Index, route, id, reasons and document of each line, in the order of the lines."""
    shown = list(try_lines(schema, [io.BytesIO(DATA)], now=NOW))
    assert [each["route"] for each in shown] == ["events", "events", "invalid"]
    assert [each["index"] for each in shown][1:] == ["logs-test.store-default", "logs-test.store.invalid-default"]
    assert shown[0]["violations"] == ["job_id: missing", "service: missing", "version: missing"]
    assert shown[0]["document"]["extra"] == {"colour": "red"}
    assert shown[1]["document"]["ingested_at"] == "2026-11-02T12:00:00.250Z"
    assert len({each["_id"] for each in shown}) == 3


def test_files_of_each_kind_are_tried(schema: Schema, tmp_path: Path) -> None:
    """A gzip file and a file of Docker are read as ingest reads them."""
    (tmp_path / "a.gz").write_bytes(gzip.compress(DATA))
    (tmp_path / "b.log").write_bytes(b'{"log":"hi\\n","stream":"stdout","time":"2026-11-01T10:00:00.5Z"}\n')
    shown = list(try_lines(schema, [tmp_path / "a.gz", tmp_path / "b.log"], now=NOW))
    assert [each["document"].get("message") for each in shown] == [None, "hello", None, "hi"]


def test_a_missing_file_is_the_callers_mistake(schema: Schema, tmp_path: Path) -> None:
    """The message names the file."""
    with pytest.raises(UsageError, match=r"none.log: can't be read"):
        list(try_lines(schema, [tmp_path / "none.log"]))
