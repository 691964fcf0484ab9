"""What comes by the standard library's logging, by warnings, and by exceptions that nobody caught."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from pythonjsonlogger.core import BaseJsonFormatter

from logloom.log import JsonFormatter, StructuredLogger, capture
from logloom.rules import Engine, Record, Rules


@pytest.fixture
def captured(log: StructuredLogger) -> Iterator[None]:
    """Send the standard library's records to `lines`."""
    undo = capture(log)
    yield
    undo()


def test_records_become_conforming_events(captured: None, lines: Any, rules: Rules) -> None:
    """A library's record has its level, message, fields and name, and a number of the run."""
    logging.getLogger("lib.part").warning("loss %s", 0.5, extra={"epoch": 3, "colour": "red"})
    (event,) = lines.events
    assert (event["level"], event["message"], event["epoch"], event["seq"]) == ("WARN", "loss 0.5", 3, 0)
    assert event["extra"] == {"colour": "red", "logger": "lib.part"}
    document = Engine(rules).apply(Record(lines.raw[0].decode()), "2026-11-01T10:00:00.000Z").document
    assert {key: value for key, value in document.items() if key != "ingested_at"} == event


def test_levels_between_the_named_ones(captured: None, lines: Any) -> None:
    """A level of somebody's own counts as the next higher one; what is above ERROR is CRITICAL."""
    for number in (15, 25, 35, 45, 99):
        logging.getLogger("x").log(number, "m")
    logging.getLogger("x").log(5, "m")
    assert [event["level"] for event in lines.events] == ["WARN", "ERROR", "CRITICAL", "CRITICAL"]


def test_records_that_can_not_be_formatted_are_written(captured: None, lines: Any) -> None:
    """Arguments that do not fit the message raise nothing and lose nothing."""
    ours = (each for each in logging.getLogger().handlers if type(each).__module__.startswith("logloom"))
    handler = next(ours)  # alone: pytest's own handlers do raise
    for message, args in (("%d of %d", ("one",)), ({"epoch": 1, 2: object()}, ())):
        handler.handle(logging.LogRecord("x", logging.ERROR, "file", 1, message, args, None))
    assert lines.events[0]["message"] == "%d of %d one"
    assert lines.events[1]["epoch"] == 1
    assert "object" in lines.events[1]["extra"]["2"]


def test_exceptions_of_records(captured: None, lines: Any) -> None:
    """`logger.exception` gives the fields that `log.exception` gives."""
    try:
        raise KeyError("k")
    except KeyError:
        logging.getLogger("x").exception("failed")
    assert lines.events[0]["error_type"] == "KeyError"
    assert lines.events[0]["stack_trace"].endswith("KeyError: 'k'")


def test_warnings_are_events(captured: None, lines: Any) -> None:
    """A warning comes as WARN, with its text."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        warnings.warn("old API", DeprecationWarning, stacklevel=1)
        logging.captureWarnings(False)
    assert lines.events[0]["level"] == "WARN"
    assert "DeprecationWarning: old API" in lines.events[0]["message"]
    assert lines.events[0]["extra"]["logger"] == "py.warnings"


def test_console_handlers_give_way_and_come_back(log: StructuredLogger, lines: Any) -> None:
    """No record comes twice; afterwards all is as it was, also after capturing twice."""
    root, console = logging.getLogger(), logging.StreamHandler(io.StringIO())
    before = root.handlers[:]
    root.addHandler(console)
    undo = capture(log)
    again = capture(log)
    logging.getLogger("x").info("once")
    assert console not in root.handlers
    again()
    undo()
    assert console in root.handlers
    root.removeHandler(console)
    assert root.handlers == before
    assert [event["message"] for event in lines.events] == ["once"]


def test_formatter_makes_conforming_lines_for_any_handler(log: StructuredLogger, rules: Rules) -> None:
    """python-json-logger's interface: options hold, and the line is what the rules leave unchanged."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter(log, static_fields={"environment": "dev"}, rename_fields={"n": "epoch"}))
    logger = logging.Logger("direct")
    logger.addHandler(handler)
    logger.info("hello", extra={"n": 3, "loss": float("nan")})
    line = stream.getvalue().rstrip("\n")
    event = json.loads(line)
    assert isinstance(handler.formatter, BaseJsonFormatter)
    assert (event["message"], event["epoch"], event["environment"]) == ("hello", 3, "dev")
    assert event["violations"] == ["loss: not finite"]
    assert "seq" not in event
    document = Engine(rules).apply(Record(line), "2026-11-01T10:00:00.000Z").document
    assert {key: value for key, value in document.items() if key != "ingested_at"} == event


def run(program: str, folder: Any) -> tuple[int, list[dict[str, Any]], bytes]:
    """Run a program with the bridge installed; return its exit code, events and standard error."""
    found = subprocess.run(
        [sys.executable, "-c", f"import logloom.log\nlog = logloom.log.get_logger()\nlogloom.log.install()\n{program}"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "NODE_IP": "10.0.0.7"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    return found.returncode, [json.loads(line) for line in found.stdout.splitlines()], found.stderr


def test_an_uncaught_exception_is_told_once_with_job_end(tmp_path: Any) -> None:
    """The program ends as before; the exception and the end are events, and no traceback is read twice."""
    code, events, stderr = run("1 / 0", tmp_path)
    assert code == 1
    assert [(event["event"], event["level"]) for event in events] == [("exception", "ERROR"), ("job_end", "ERROR")]
    assert events[0]["error_type"] == "ZeroDivisionError"
    assert (events[1]["message"], events[1]["emitted"]) == ("job failed: ZeroDivisionError", 2)
    assert stderr == b""


def test_an_exception_that_was_logged_is_not_told_again(tmp_path: Any) -> None:
    """`log.exception` followed by `raise` makes one exception event."""
    _, events, _ = run("try: 1 / 0\nexcept Exception:\n    log.exception('mine')\n    raise", tmp_path)
    assert [event["event"] for event in events] == ["exception", "job_end"]
    assert events[0]["message"] == "mine"


def test_job_end_is_written_at_exit_unless_the_program_did(tmp_path: Any) -> None:
    """There is one `job_end` in any case."""
    _, own, _ = run("log.job_end('mine')", tmp_path)
    _, ours, _ = run("log.info('x')", tmp_path)
    assert [event["message"] for event in own] == ["mine"]
    assert [event["message"] for event in ours] == ["x", "job ended"]


def test_exceptions_of_threads_are_events(tmp_path: Any) -> None:
    """An exception that ends a thread is told; the program itself did not fail."""
    code, events, _ = run("import threading\nt = threading.Thread(target=lambda: 1 / 0)\nt.start()\nt.join()", tmp_path)
    assert code == 0
    assert [(event["event"], event["level"]) for event in events] == [("exception", "ERROR"), ("job_end", "INFO")]
