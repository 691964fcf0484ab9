# ruff: noqa: RUF001 - Chinese has its own comma
"""What is known of the store: counts, problems, alerts and faults."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from harness.page import until

from logloom.faults._envelope import unsent
from logloom.faults._files import sealed
from logloom.local import Follower, IngestReport, Store
from logloom.page._board import Board
from logloom.page._faults import Faults
from logloom.page._rules import sentences
from logloom.schema.model import Alert

if TYPE_CHECKING:
    from pathlib import Path


class Scripted:
    """A source that gives what it is told to.

    Args:
        reports: of one call each; the last is given again and again.
    """

    def __init__(self, *reports: IngestReport | Exception) -> None:
        self._reports = list(reports)
        self.files = 3
        self.behind_bytes = 0

    def poll(self) -> IngestReport:
        """Give the next."""
        found = self._reports.pop(0) if len(self._reports) > 1 else self._reports[0]
        if isinstance(found, Exception):
            raise found
        return found


def line(seq: int, **fields: Any) -> bytes:
    """Return a line of a log."""
    now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    event = {"@timestamp": now, "level": "ERROR", "service": "s", "version": "1", "job_id": "a", "event": "log"}
    return orjson.dumps(
        {**event, "run": "0123456789abcdef0123", "seq": seq, **fields}, option=orjson.OPT_APPEND_NEWLINE
    )


def test_the_version_grows_with_what_is_stored(tmp_path: Path, store: Store) -> None:
    """And with nothing else."""
    log = tmp_path / "a.log"
    log.write_bytes(line(0))
    with Follower(store, [log]) as follower:
        board = Board(store, follower, tmp_path / "spool")
        board.start()
        until(lambda: board.state.events == 1 and not board.state.reading, "the first event")
        first = board.state.version
        with log.open("ab") as file:
            file.write(line(1))
        until(lambda: board.state.events == 2, "the second event")
        assert board.state.version > first
        until(lambda: board.state.jobs == 1 and board.state.last is not None, "the other figures")
        board.stop()


def test_problems_are_told(tmp_path: Path, store: Store) -> None:
    """Those of a file, and those that stop the following."""
    report = IngestReport(problems=["a.log: can't be read to its end"])
    source = Scripted(report, OSError("no room"))
    source.behind_bytes = 6_000_000
    board = Board(store, source, tmp_path / "spool")
    board.start()
    until(lambda: len(board.state.problems) == 2, "both problems")
    board.stop()
    assert board.state.problems == ("no room", "a.log: can't be read to its end")
    assert board.state.files == 3


def test_nobody_waits_for_what_cannot_be_stored(tmp_path: Path, store: Store) -> None:
    """What is not read is told all the same."""
    source = Scripted(OSError("no room"))
    source.behind_bytes = 6_000_000
    board = Board(store, source, tmp_path / "spool")
    board.start()
    until(lambda: board.state.problems and not board.state.reading, "the end of the reading")
    board.stop()
    assert board.state.behind_bytes == 6_000_000


def test_what_is_begun_is_known(tmp_path: Path, store: Store) -> None:
    """A traceback may go on for some seconds; a page that ends before loses sight of it."""
    board = Board(store, Scripted(IngestReport(files=1, begun=1)), tmp_path / "spool")
    assert board.begun_at < 0
    board.start()
    until(lambda: board.begun_at > 0, "what is begun")
    board.stop()


def test_alerts_are_looked_at_when_all_is_read(tmp_path: Path, store: Store) -> None:
    """Not only at the next turn of the clock."""
    log = tmp_path / "a.log"
    log.write_bytes(b"".join(line(seq, error_type="ValueError") for seq in range(30)))
    with Follower(store, [log]) as follower:
        board = Board(store, follower, tmp_path / "spool")
        board.start()
        until(lambda: board.state.firing, "an alert")
        answer = board.alerts.answer()
        board.stop()
    burst = answer["alerts"][0]
    assert burst["name"] == "error_burst"
    assert burst["firing"][0]["count"] == 30
    assert burst["firing"][0]["message"]["zh"].startswith("5 分钟内 30 条错误")
    assert burst["last"] == burst["firing"][0]["at"]


def test_an_empty_store_is_a_state(tmp_path: Path, store: Store) -> None:
    """Nothing is followed, and nothing is there."""
    board = Board(store, None, tmp_path / "spool")
    board.start()
    until(lambda: board.alerts.answer()["checked_at"], "the first look")
    board.stop()
    state = board.state.plain()
    assert (state["events"], state["first"], state["following"], state["reading"]) == (0, None, False, False)


@pytest.mark.parametrize(
    ("given", "en", "zh"),
    [
        (
            {"where": "level:ERROR", "more_than": 10, "within": "5m"},
            "More than 10 events within 5m, where level:ERROR.",
            "5 分钟内超过 10 条事件，条件为 level:ERROR。",
        ),
        (
            {"new": "error_type", "by": ("service", "version")},
            "A value of error_type that was not there before, for each service and version.",
            "error_type 出现从未有过的值，按 service、version 分别判断。",
        ),
        (
            {"silent_for": "10m", "by": "job_id", "after": "event:job_start", "until": "event:job_end"},
            "Nothing but heartbeats for 10m, for each job_id, after event:job_start and until event:job_end.",
            "10 分钟内除心跳外没有任何日志，按 job_id 分别判断，自 event:job_start 起，至 event:job_end 止。",
        ),
        (
            {"lost_for": "5m", "by": "job_id"},
            "Not even a heartbeat for 5m, for each job_id.",
            "5 分钟内连心跳也没有，按 job_id 分别判断。",
        ),
        ({"nothing_for": "15m"}, "No event at all for 15m.", "15 分钟内没有任何事件。"),
        (
            {"average": "throughput", "within": "10m", "falls_to": 0.5, "against": "1h", "by": "job_id"},
            "The average of throughput within 10m falls to 0.5 times that of the 1h before, for each job_id.",
            "10 分钟内 throughput 的平均值与此前 1 小时相比降至 0.5 倍，按 job_id 分别判断。",
        ),
        (
            {"max": "duration_ms", "within": "10m", "rises_to": 2, "against": "1h"},
            "The maximum of duration_ms within 10m rises to 2 times that of the 1h before.",
            "10 分钟内 duration_ms 的最大值与此前 1 小时相比升至 2 倍。",
        ),
        (
            {"min": "gpu_memory", "within": "10m", "above": 0.95, "below": 0.1},
            "The minimum of gpu_memory within 10m is above 0.95 or below 0.1.",
            "10 分钟内 gpu_memory 的最小值高于 0.95 或低于 0.1。",
        ),
    ],
)
def test_an_alert_is_told_in_a_sentence(given: dict[str, Any], en: str, zh: str) -> None:
    """Whatever its kind, in both languages."""
    assert sentences(Alert(notify=("wecom",), **given)) == {"en": en, "zh": zh}


EVENT = {
    "level": "fatal",
    "tags": {"fault": "gpu_oom"},
    "exception": {
        "values": [
            {"type": "KeyError", "value": "'a'"},
            {
                "type": "torch.OutOfMemoryError",
                "value": "CUDA out of memory",
                "stacktrace": {
                    "frames": [{"filename": "train.py", "lineno": 7, "function": "step", "context_line": "  loss()"}]
                },
            },
        ]
    },
    "contexts": {
        "gpu_info": {"device_name": "H200", "memory_free_gb": 0.2},
        "job": {"job_id": "night-7", "rank": 0, "run": "0123456789abcdef0123"},
        "model": {"name": "yolofuse"},
        "trace": {"span_id": "1"},
    },
    "breadcrumbs": {"values": [{"message": "step 1"}]},
}


def spool(folder: Path, number: int, event: dict[str, Any], category: str = "error") -> None:
    """Put a report into a spool."""
    process = folder / "example.org-1" / "1790000000000000000-1"
    process.mkdir(parents=True, exist_ok=True)
    event_id = f"{number:032x}"
    envelope = unsent({"event_id": event_id}, [({"type": "event"}, orjson.dumps(event))])
    (process / f"{1790000000000000000 + number}-{category}-{event_id}.envelope").write_bytes(sealed(envelope))


def test_a_fault_is_told_with_its_gpu(tmp_path: Path) -> None:
    """And with its job, its stack as Python prints it, and what came before."""
    spool(tmp_path, 1, EVENT)
    spool(tmp_path, 2, {"transaction": "GET /"}, "transaction")
    faults = Faults(tmp_path)
    faults.look()
    assert faults.count == 1
    (fault,) = faults.answer()["faults"]
    assert fault["gpu"] == {"device_name": "H200", "memory_free_gb": 0.2}
    assert (fault["job_id"], fault["rank"], fault["fault"]) == ("night-7", 0, "gpu_oom")
    assert (fault["type"], fault["message"]) == ("torch.OutOfMemoryError", "CUDA out of memory")
    assert set(fault["contexts"]) == {"job", "model"}
    assert fault["breadcrumbs"] == [{"message": "step 1"}]
    assert fault["stack"].splitlines() == [
        "Traceback (most recent call last):",
        '  File "train.py", line 7, in step',
        "    loss()",
        "torch.OutOfMemoryError: CUDA out of memory",
    ]


def test_only_the_newest_faults_are_read(tmp_path: Path) -> None:
    """All are counted; the newest come first."""
    for number in range(205):
        spool(tmp_path, number, {"message": f"number {number}"})
    faults = Faults(tmp_path)
    faults.look()
    assert faults.count == 205
    told = [fault["message"] for fault in faults.answer()["faults"]]
    assert len(told) == 200
    assert told[0] == "number 204"


@pytest.mark.parametrize(
    "event",
    [
        {"exception": None, "contexts": [], "tags": "x", "breadcrumbs": {"values": 7}},
        {"exception": {"values": ["x", 7, {"stacktrace": {"frames": ["x"]}}]}},
        {"contexts": {"job": None, "gpu_info": [1]}, "extra": {"faulthandler": "Fatal Python error: Aborted"}},
        {},
    ],
)
def test_a_report_of_any_shape_is_shown(tmp_path: Path, event: dict[str, Any]) -> None:
    """What lies on a disk is not to be trusted."""
    spool(tmp_path, 1, event)
    faults = Faults(tmp_path)
    faults.look()
    (fault,) = faults.answer()["faults"]
    assert fault["waiting"] is True
    assert isinstance(fault["stack"], str)


def test_a_broken_report_is_shown_as_one(tmp_path: Path) -> None:
    """It has an id and a time at least."""
    spool(tmp_path, 1, EVENT)
    (path,) = tmp_path.rglob("*.envelope")
    path.write_bytes(b"no envelope")
    faults = Faults(tmp_path)
    faults.look()
    (fault,) = faults.answer()["faults"]
    assert fault["id"] == f"{1:032x}"
    assert fault["type"] is None
