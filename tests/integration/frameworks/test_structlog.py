"""structlog's events through its real chain of processors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from logloom.integrations.structlog import LogloomProcessor
from logloom.log import StructuredLogger


@pytest.fixture
def configured(log: StructuredLogger) -> Iterator[None]:
    """Configure structlog as its documentation does, with logloom's processor at the end."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            LogloomProcessor(log),
        ]
    )
    yield
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


def test_events_are_conforming_events(configured: None, lines: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Bound values and those of the call are fields, what structlog calls event is the message, nothing is printed."""
    structlog.contextvars.bind_contextvars(model="yolofuse")
    structlog.get_logger().bind(epoch=3).info("epoch done", event_type="epoch_end", loss=0.21)
    (event,) = lines.events
    assert (event["message"], event["event"], event["level"]) == ("epoch done", "epoch_end", "INFO")
    assert (event["model"], event["epoch"], event["loss"]) == ("yolofuse", 3, 0.21)
    assert not {"extra", "violations"} & set(event)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("method", "level"), [("info", "INFO"), ("warning", "WARN"), ("error", "ERROR"), ("critical", "CRITICAL")]
)
def test_levels_are_kept(configured: None, lines: Any, method: str, level: str) -> None:
    """Each method gives its level."""
    getattr(structlog.get_logger(), method)("x")
    assert lines.events[0]["level"] == level


def test_exceptions_have_their_fields(configured: None, lines: Any) -> None:
    """`exception` gives the type and the traceback."""
    try:
        raise KeyError("k")
    except KeyError:
        structlog.get_logger().exception("failed")
    assert (lines.events[0]["level"], lines.events[0]["error_type"]) == ("ERROR", "KeyError")
    assert "KeyError: 'k'" in lines.events[0]["stack_trace"]


def test_what_breaks_the_schema_is_set_apart(configured: None, lines: Any) -> None:
    """Structlog takes anything, and so does this."""
    structlog.get_logger().info("x", epoch="three", password="hunter2")
    assert lines.events[0]["violations"] == ["epoch: not an integer"]
    assert lines.events[0]["extra"]["password"].startswith("[redacted:")
