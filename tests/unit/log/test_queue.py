"""Calls that only put an event down: in order, bounded, counted, and safe at fork, exit and SIGTERM."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from logloom.log import LoggerFactory, StructuredLogger
from logloom.log._queue import policy
from logloom.rules import Rules

ENVIRON = {"JOB_ID": "job-7", "NODE_IP": "10.0.0.7", "LOGLOOM_QUEUE_SIZE": "10"}


@pytest.fixture
def queued(rules: Rules, lines: Any) -> Callable[..., StructuredLogger]:
    """Make a logger with a queue of ten events."""

    def make(full: Any = "block") -> StructuredLogger:
        return LoggerFactory(rules, lines, ENVIRON, queue=full).get_logger()

    return make


def test_events_come_in_order_with_the_time_of_their_call(queued: Any, lines: Any) -> None:
    """What is written later is stamped with when it was said, and numbered as it is written."""
    log = queued()
    with log._core.writer.lock:  # the writer stands still meanwhile
        log.info("first", epoch=1)
        said = len(lines.events)
        log.warning("second", loss=float("nan"))
        log.info("third %d", 3)
    log.job_end("done")
    assert said == 0
    assert [event["message"] for event in lines.events] == ["first", "second", "third 3", "done"]
    assert [event["seq"] for event in lines.events] == [0, 1, 2, 3]
    assert lines.events[1]["violations"] == ["loss: not finite"]
    times = [event["@timestamp"] for event in lines.events]
    assert times == sorted(times)


def test_values_are_those_of_the_call(queued: Any, lines: Any) -> None:
    """What the caller changes after the call does not reach the event."""
    log, tags = queued(), ["a"]
    with log._core.writer.lock:
        log.info("x", tags=tags)
        tags.append("b")
    log._core.queue.flush()
    assert lines.events[0]["tags"] == ["a"]


def test_an_error_is_written_when_its_call_returns(queued: Any, lines: Any) -> None:
    """With all that was said before it; a traceback is that of the call."""
    log = queued()
    log.info("before")
    try:
        raise KeyError("k")
    except KeyError:
        log.warning("a warning with its traceback", exc_info=True)
        log.exception("failed")
    assert [event["message"] for event in lines.events] == ["before", "a warning with its traceback", "failed"]
    assert [event.get("error_type") for event in lines.events] == [None, "KeyError", "KeyError"]


@pytest.mark.parametrize(("full", "kept"), [("drop_oldest", range(5, 15)), ("drop_newest", range(10))])
def test_what_a_full_queue_drops_is_counted_and_told(queued: Any, lines: Any, full: str, kept: range) -> None:
    """The oldest or the newest go; a WARN and `job_end` say how many, and no number is missing."""
    log = queued(full)
    with log._core.writer.lock:
        thread = threading.Thread(target=lambda: [log.info("x", epoch=number) for number in range(15)])
        thread.start()
        thread.join()
    log.job_end()
    assert [event["epoch"] for event in lines.events if "epoch" in event] == list(kept)
    notice, end = lines.events[-2:]
    assert (notice["level"], notice["message"]) == ("WARN", "5 events were dropped: the queue was full")
    assert notice["extra"] == end["extra"] == {"events_dropped": 5}
    assert [event["seq"] for event in lines.events] == list(range(end["emitted"]))


def test_a_full_queue_that_blocks_loses_nothing(queued: Any, lines: Any) -> None:
    """The caller waits for room."""
    log = queued("block")
    for number in range(500):
        log.info("x", epoch=number)
    log.job_end()
    assert [event["epoch"] for event in lines.events if "epoch" in event] == list(range(500))
    assert "extra" not in lines.events[-1]


def test_a_writer_that_stands_still_stops_no_training(queued: Any, lines: Any) -> None:
    """After one wait of a second the caller goes on, and what did not fit is counted."""
    log, release, held = queued("block"), threading.Event(), threading.Event()

    def stand_still() -> None:
        with log._core.writer.lock:
            held.set()
            release.wait(60)

    thread = threading.Thread(target=stand_still)
    thread.start()
    held.wait(60)
    for number in range(30):
        log.info("x", epoch=number)
    log.error("not even this waits for ever")
    release.set()
    thread.join()
    log.job_end()
    assert lines.events[-1]["extra"]["events_dropped"] >= 18
    assert [event["seq"] for event in lines.events] == list(range(lines.events[-1]["emitted"]))


def test_sampling_comes_before_the_queue(queued: Any, lines: Any) -> None:
    """Every tenth event of a sampled kind is put down, whatever its values are."""
    log = queued()
    for step in range(20):
        log.info("step", event="step", step=step, tags=["a"] if step % 2 else "a")
    log.job_end()
    assert [event["step"] for event in lines.events if "step" in event] == [0, 10]


def test_a_word_that_names_no_policy_blocks() -> None:
    """A typing error stops no training."""
    assert (policy("drop_oldest"), policy("dorp")) == ("drop_oldest", "block")


def run(program: str, folder: Path, **environ: str) -> tuple[int, list[dict[str, Any]]]:
    """Run a program whose logger has a queue; return its exit code and events."""
    inherited = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    found = subprocess.run(
        [sys.executable, "-c", f"import os, signal, logloom.log\nlog = logloom.log.get_logger()\n{program}"],
        cwd=folder,
        env={**inherited, "NODE_IP": "10.0.0.7", "LOGLOOM_QUEUE": "block", **environ},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert found.stderr == b""
    return found.returncode, [json.loads(line) for line in found.stdout.splitlines()]


SAY = "for i in range(1000): log.info('x', epoch=i)\n"


@pytest.mark.parametrize(
    ("ending", "code"),
    [
        ("", 0),
        ("import sys; sys.exit(3)", 3),
        ("os.kill(os.getpid(), signal.SIGTERM)", -signal.SIGTERM),
        ("import atexit; atexit.register(log.info, 'late', epoch=1000)", 0),
    ],
)
def test_nothing_is_lost_at_the_end(tmp_path: Path, ending: str, code: int) -> None:
    """At exit and at SIGTERM the queue is written first; the process ends as it would have."""
    returned, events = run(SAY + ending, tmp_path)
    assert returned == code
    assert [event["epoch"] for event in events][:1000] == list(range(1000))


def test_a_handler_of_the_program_stays(tmp_path: Path) -> None:
    """Who handles SIGTERM itself goes on doing so."""
    own = "signal.signal(signal.SIGTERM, lambda *_: os._exit(5))\n"
    again = "import logloom.log._queue as queue\nqueue.flush_on_sigterm()\nos.kill(os.getpid(), 15)"
    returned, _ = run(own + again, tmp_path)
    assert returned == 5


def test_a_forked_child_writes_its_own_events_alone(tmp_path: Path) -> None:
    """What was waiting at the fork is written once, by the parent; a child of multiprocessing ends with all written."""
    program = SAY + (
        "import multiprocessing\n"
        "def work():\n    for i in range(1000): log.info('child', epoch=i)\n"
        "child = multiprocessing.get_context('fork').Process(target=work)\nchild.start()\nchild.join()\n"
    )
    _, events = run(program, tmp_path, PYTHONWARNINGS="ignore")
    by_run: dict[str, list[Any]] = {}
    for event in events:
        by_run.setdefault(event["run"], []).append((event["message"], event["epoch"]))
    assert sorted(by_run.values()) == [[("child", i) for i in range(1000)], [("x", i) for i in range(1000)]]


def test_a_stream_that_breaks_is_told_as_without_a_queue(rules: Rules) -> None:
    """Lost events have numbers, dropped ones have none; both are counted."""
    reader, end = os.pipe()
    os.close(reader)
    log = LoggerFactory(rules, end, ENVIRON, queue="block").get_logger()
    log.info("lost")
    log._core.queue.flush()
    other, again = os.pipe()
    os.dup2(again, end)
    log.job_end("done")
    text = os.read(other, 65536).decode()
    for descriptor in (end, other, again):
        os.close(descriptor)
    assert re.search(r"1 events were lost.*Broken pipe", text)
    assert json.loads(text.splitlines()[-1])["extra"] == {"events_lost": 1}
