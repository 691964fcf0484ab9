"""Files into the store: each line once, whatever happens to the files."""

from __future__ import annotations

import gzip
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logloom.errors import UsageError
from logloom.local import IngestReport, Store, audit, ingest, query
from logloom.schema import Schema

Log = Callable[..., Path]
Lines = Callable[..., bytes]


def _sum(report: IngestReport) -> int:
    return report.events + report.invalid + report.doubled + report.blank + report.joined


def _stored(store: Store) -> list[dict[str, Any]]:
    return [{k: v for k, v in document.items() if k != "ingested_at"} for document in query(store, "").documents()]


def _missing(store: Store) -> tuple[int, int]:
    found = audit(store)
    return found.missing, found.doubled


def test_conforming_and_odd_lines_are_stored(store: Store, log: Log, lines: Lines) -> None:
    """Both ways end in the same tables, and every line is counted."""
    data = lines(range(3)) + b'hello\n{"level":"warning","msg":"hi"}\n{"cut\n\n' + lines(range(3, 5), step="x")
    report = ingest(store, [log("a.log", data)], final=True)
    assert (report.lines, report.events, report.invalid, report.blank, report.apart) == (9, 7, 1, 1, 3)
    assert report.lines == _sum(report)
    assert query(store, "event:step").total == 5
    assert query(store, "level:WARN").total == 1
    assert query(store, "", invalid=True).total == 1


def test_the_fast_way_stores_what_the_engine_stores(
    tmp_path: Path, schema: Schema, log: Log, event: Callable[..., dict[str, Any]]
) -> None:
    """Two blanks behind the first comma send a line through the engine, and the document is the same."""
    fields = {
        "gpu_memory": 0.25,
        "losses": [1.0, 2.5],
        "injected": False,
        "started": "2026-11-01T09:00:00.000Z",
        "message": "é",
    }
    line = orjson.dumps(event(0, **fields))
    found = []
    for name, data in (("fast", line), ("slow", line.replace(b",", b",  ", 1))):
        with Store.open(tmp_path / f"{name}.duckdb", schema, write=True) as store:
            ingest(store, [log(f"{name}.log", data + b"\n")])
            found.append(_stored(store))
    assert found[0] == found[1]
    assert found[0][0]["losses"] == [1.0, 2.5]


def test_a_second_call_reads_only_what_is_new(store: Store, log: Log, lines: Lines) -> None:
    """The position is kept, so that the bytes read are those that were added."""
    path = log("a.log", lines(range(10)))
    ingest(store, [path])
    added = lines(range(10, 12))
    report = ingest(store, [log("a.log", added, more=True)])
    assert (report.bytes, report.events, report.doubled) == (len(added), 2, 0)
    assert ingest(store, [path]).bytes == 0


def test_a_begun_line_and_a_begun_traceback_wait(store: Store, log: Log, lines: Lines) -> None:
    """What may still go on is taken by the call after, whole."""
    path = log("a.log", lines(range(1)) + b"Traceback (most recent call last):\n  File x\n")
    report = ingest(store, [path])
    assert (report.events, report.begun) == (1, 1)
    log("a.log", b"ValueError: 3\nnext\nlast", more=True)
    assert ingest(store, [path]).events == 2
    assert ingest(store, [path], final=True).events == 1
    messages = [document.get("message") for document in query(store, "event:text").documents()]
    assert sorted(map(str, messages)) == ["Traceback (most recent call last):\n  File x\nValueError: 3", "last", "next"]


def test_a_file_that_nobody_touched_is_read_to_its_end(store: Store, log: Log) -> None:
    """After five seconds a begun line counts as ended."""
    path = log("a.log", b"last words")
    later = datetime.fromtimestamp(path.stat().st_mtime, timezone.utc) + timedelta(seconds=6)
    report = ingest(store, [path], now=lambda: later)
    assert (report.events, report.begun) == (1, 0)


def test_a_renamed_file_is_not_read_twice(store: Store, log: Log, lines: Lines) -> None:
    """Docker and logrotate rename: the file goes on under its new name, the new file is read from its beginning."""
    path = log("a.log", lines(range(10)) + b"text\n")
    ingest(store, [path])
    log("a.log", lines(range(10, 12)), more=True)
    path.rename(path.with_name("a.log.1"))
    new = log("a.log", lines(range(12, 15)))
    report = ingest(store, [new, path.with_name("a.log.1")])
    assert (report.events, report.doubled) == (5, 0)
    assert _missing(store) == (0, 0)


def test_a_packed_copy_is_not_read_twice(store: Store, log: Log, lines: Lines) -> None:
    """A rotated file that was packed goes on where the plain one was left, text lines too."""
    path = log("a.log", lines(range(10)) + b"text\n")
    ingest(store, [path])
    data = path.read_bytes() + lines(range(10, 12))
    path.unlink()
    packed = log("a.log.1.gz", gzip.compress(data))
    report = ingest(store, [packed])
    assert (report.events, report.doubled) == (2, 0)
    assert ingest(store, [packed]).events == 0


@pytest.mark.parametrize("new_first", [True, False])
def test_copytruncate_is_followed(store: Store, log: Log, lines: Lines, new_first: bool) -> None:
    """The copy goes on where the file was left, and the cut file begins anew, in either order."""
    path = log("a.log", lines(range(10)) + b"text\n")
    ingest(store, [path])
    copy = path.with_name("a.log.1")
    log("a.log", lines(range(10, 12)), more=True)
    shutil.copy(path, copy)
    log("a.log", b"text\n")
    report = ingest(store, [path, copy] if new_first else [copy, path])
    assert (report.events, report.doubled) == (3, 0)
    assert query(store, "event:text").total == 2
    assert ingest(store, [path, copy]).events == 0


def test_a_replaced_file_begins_anew(store: Store, log: Log, lines: Lines) -> None:
    """Another content under the same name and inode is another source, even where a line stands at the same place."""
    path = log("a.log", b"start\n" + b"x" * 50 + b"\n")
    ingest(store, [path])
    log("a.log", b"start\nother and longer" + b"y" * 90 + b"\n")
    assert ingest(store, [path]).events == 2
    assert query(store, "").total == 4


def test_two_files_of_equal_content_are_two(store: Store, log: Log) -> None:
    """Two ranks that print the same text are two sources."""
    report = ingest(store, [log("rank0.log", b"same\n"), log("rank1.log", b"same\n")])
    assert report.events == 2


def test_resent_events_are_stored_once(store: Store, log: Log, lines: Lines) -> None:
    """The same events in another file, within one file, and by the other way are refused and counted."""
    ingest(store, [log("a.log", lines(range(10)))])
    again = lines(range(5, 12)) + lines(range(11, 13)) + lines(range(2), step="x")
    report = ingest(store, [log("b.log", again)])
    assert (report.events, report.doubled) == (3, 8)
    assert _missing(store) == (0, 8)
    assert query(store, "").total == 13


def test_a_copy_of_a_containers_log_is_stored_once(store: Store, log: Log) -> None:
    """Text of the same container, place and time has the same id, wherever the file lies."""
    name = f"{'ab12' * 16}-json.log"
    data = b'{"log":"hello\\n","stream":"stdout","time":"2026-11-01T10:00:00.5Z"}\n'
    assert ingest(store, [log(f"containers/{name}", data)]).events == 1
    report = ingest(store, [log(f"backup/{name}", data)])
    assert (report.events, report.doubled) == (0, 1)


def test_docker_labels_complete_an_event(store: Store, log: Log) -> None:
    """What a line lacks is taken from the container's labels."""
    data = b'{"log":"hello\\n","stream":"stdout","attrs":{"logloom.job_id":"t7"},"time":"2026-11-01T10:00:00.5Z"}\n'
    ingest(store, [log("a-json.log", data)])
    assert _stored(store)[0]["job_id"] == "t7"
    assert _stored(store)[0]["@timestamp"] == "2026-11-01T10:00:00.500Z"


def test_many_odd_lines_go_through_two_processes(store: Store, log: Log, lines: Lines) -> None:
    """Spread over processes, the engine gives what it gives alone."""
    report = ingest(store, [log("a.log", lines(range(6000), unknown=1))])
    assert (report.events, report.apart) == (6000, 6000)
    assert _missing(store) == (0, 0)


def test_a_damaged_gzip_file_gives_what_it_can(store: Store, log: Log, lines: Lines) -> None:
    """The readable part is stored, and a sentence tells of the rest."""
    whole = gzip.compress(lines(range(2000), message=os.urandom(20).hex()))
    report = ingest(store, [log("a.log.gz", whole[: len(whole) // 2])])
    assert 0 < report.events < 2000
    assert len(report.problems) == 1
    assert "can't be read to its end" in report.problems[0]


def test_the_half_line_of_a_cut_gzip_file_waits(store: Store, log: Log, lines: Lines) -> None:
    """Without the end marker the last line may be half: it is stored once the rest is there, or with `final`."""
    data = lines(range(2000), message=os.urandom(20).hex()) + b'Traceback (most recent call last):\n  File "a.py"\n'
    whole = gzip.compress(data, mtime=0)
    for part in (whole[: len(whole) // 2], whole[:-8]):
        path = log("a.log.gz", part)
        os.utime(path, (0, 0))
        report = ingest(store, [path])
        assert (report.invalid, report.begun, len(report.problems)) == (0, 1, 1)
    assert query(store, "event:text").total == 0
    report = ingest(store, [log("a.log.gz", whole)])
    assert (report.events, report.begun, report.problems) == (1, 0, [])
    assert _missing(store) == (0, 0)
    report = ingest(store, [log("b.log.gz", gzip.compress(b'{"cut', mtime=0)[:-8])], final=True)
    assert (report.invalid, report.begun) == (1, 0)


def test_a_gzip_file_that_lost_what_was_read_is_told(store: Store, log: Log, lines: Lines) -> None:
    """A position behind its end is no place to go on from."""
    whole = gzip.compress(lines(range(2000), message=os.urandom(20).hex()), mtime=0)
    ingest(store, [log("a.log.gz", whole)])
    report = ingest(store, [log("a.log.gz", whole[: len(whole) // 2])])
    assert (report.events, report.invalid) == (0, 0)
    assert "can't be read to its end" in report.problems[0]


def test_a_missing_file_is_the_callers_mistake(store: Store, tmp_path: Path) -> None:
    """Nothing is read where one of the files is not there."""
    with pytest.raises(UsageError, match=r"nothing.log: can't be read"):
        ingest(store, [tmp_path / "nothing.log"])


@pytest.mark.parametrize("kind", ["fifo", "device", "folder"])
def test_what_is_no_file_is_refused_before_it_is_opened(store: Store, tmp_path: Path, kind: str) -> None:
    """To open a pipe would wait for its writer; the message says what takes one."""
    path = {"fifo": tmp_path / "pipe", "device": Path("/dev/null"), "folder": tmp_path}[kind]
    if kind == "fifo":
        os.mkfifo(path)
    with pytest.raises(UsageError, match=rf"{path.name}: no regular file; .*pipe it to `logloom try`"):
        ingest(store, [path])


def test_progress_ends_at_the_total(store: Store, log: Log, lines: Lines) -> None:
    """The callback hears of all bytes, those that were read before too."""
    path = log("a.log", lines(range(10)))
    ingest(store, [path])
    log("a.log", lines(range(10, 20)), more=True)
    heard: list[tuple[int, int]] = []
    ingest(store, [path], progress=lambda done, total, _: heard.append((done, total)))
    assert heard[-1] == (path.stat().st_size, path.stat().st_size)


def test_retention_counts_from_ingest(store: Store, log: Log, lines: Lines, schema: Schema) -> None:
    """Old events go, the audit knows that they had arrived, and young ones stay."""
    start = datetime(2026, 11, 2, tzinfo=timezone.utc)
    ingest(store, [log("a.log", lines(range(5)) + b'{"cut\n')], now=lambda: start)
    ingest(store, [log("b.log", lines(range(5, 8)))], now=lambda: start + timedelta(days=8))
    assert query(store, "", invalid=True).total == 0
    report = ingest(store, [], now=lambda: start + timedelta(days=31))
    assert report.expired == 5
    process = audit(store).processes[0]
    assert (process.arrived, process.expired, process.missing, process.state) == (8, 5, 0, "expired")


_KILLED = """
import os, signal, sys
from pathlib import Path
from logloom.local import Store, ingest
from logloom.schema import load_text

def stop(done, total, report, calls=[]):
    calls.append(done)
    if len(calls) == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

with Store.open(Path(sys.argv[1]), load_text(Path(sys.argv[4]).read_text()), write=True) as store:
    ingest(store, [Path(sys.argv[2])], progress=stop, block_bytes=4096)
"""


@pytest.mark.parametrize("calls", [3, 11])
def test_a_kill_neither_loses_nor_doubles(tmp_path: Path, schema: Schema, log: Log, lines: Lines, calls: int) -> None:
    """Killed in the middle of a transaction, or behind the first one, the next call goes on where it was committed."""
    path, place = log("a.log", lines(range(400)) + b"text\n" * 20), tmp_path / "killed.duckdb"
    text = log("schema.yaml", orjson.dumps(schema.model_dump(mode="json", by_alias=True, exclude_none=True)))
    run = subprocess.run([sys.executable, "-c", _KILLED, place, path, str(calls), text], check=False)
    assert run.returncode == -signal.SIGKILL
    with Store.open(place, schema, write=True) as store:
        report = ingest(store, [path])
        assert report.doubled == 0
        assert query(store, "").total == 420
        assert _missing(store) == (0, 0)


_noise = st.one_of(
    st.binary(max_size=60),
    st.sampled_from(
        [
            b"\x00",
            b"\x1f\x8b",
            b"\xff\xfe",
            b'{"a":NaN}',
            b'{"log":"x","stream":"stdout","time":"z"}',
            b"\r",
            b'{"' + b"[" * 40 + b"}",
        ]
    ),
)


@settings(max_examples=40)
@given(data=st.data())
def test_whatever_stands_in_a_file_all_lines_are_counted(schema: Schema, lines: Lines, data: st.DataObject) -> None:
    """Conforming lines with noise between them, cut anywhere: each is stored, refused, joined or blank."""
    noise = data.draw(st.lists(_noise, max_size=6))
    content = b"\n".join([lines([seq]).strip() + extra for seq, extra in enumerate(noise)] + noise)
    content = content[: data.draw(st.integers(0, len(content)))]
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder, "s.duckdb"), schema, write=True) as store:
        Path(folder, "a.log").write_bytes(content)
        report = ingest(store, [Path(folder, "a.log")], final=True)
        if not content.startswith(b"\x1f\x8b"):
            assert report.lines == len(content.split(b"\n")) - (not content or content.endswith(b"\n"))
        assert report.lines == _sum(report)
        assert query(store, "").total == report.events
        assert query(store, "", invalid=True).total == report.invalid
