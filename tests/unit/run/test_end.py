"""How a command ended, in words, and as an event that keeps to any schema."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from logloom.rules import Engine, Record
from logloom.run._end import ending, event, lasted
from logloom.schema import compile_rules, load_text

NOW = datetime(2026, 11, 22, 10, 0, 0, 7000, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (-9, "SIGKILL (most often the kernel's out-of-memory killer"),
        (-6, "SIGABRT (native code gave up: a time-out of NCCL"),
        (1, "exit code 1 (the program failed; its last lines say why)"),
        (3, "exit code 3"),
        (137, "exit code 137 (SIGKILL in a process of its own"),
        (-64, "SIGRTMAX"),
    ],
)
def test_an_end_is_told_with_what_it_usually_means(code: int, told: str) -> None:
    """Shells and containers add 128 to a signal."""
    assert ending(code).startswith(told)


@pytest.mark.parametrize("fields", ["{}", "{duration_ms: {type: float}}", "{duration_ms: {type: integer}}"])
def test_the_event_conforms(fields: str) -> None:
    """The rules have nothing against it, and give it the run's labels."""
    rules = compile_rules(load_text(f"schema: 1\nname: a.b\nversion: 1.0.0\nfields: {fields}\n"))
    line = event(-9, NOW, rules, {"job_id": "j", "service": "s"}, 1.5)
    document = Engine(rules).apply(Record(line.decode().strip()), "2026-11-22T10:00:01.000Z").document
    assert "violations" not in document
    assert "extra" not in document
    assert (document["level"], document["job_id"], document["error_type"]) == ("ERROR", "j", "SIGKILL")
    assert document["@timestamp"] == "2026-11-22T10:00:00.007Z"


def test_an_interruption_is_no_error() -> None:
    """Who presses Ctrl-C knows it."""
    rules = compile_rules(load_text("schema: 1\nname: a.b\nversion: 1.0.0\nfields: {}\n"))
    assert b'"level":"WARN"' in event(-2, NOW, rules, {}, 1.0)


def test_lengths_of_time_are_for_people() -> None:
    """Two units at most."""
    assert [lasted(seconds) for seconds in (0.0831, 12.34, 245, 11520)] == [
        "83 ms",
        "12.3 s",
        "4 min 05 s",
        "3 h 12 min",
    ]
