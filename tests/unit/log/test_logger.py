"""What one call writes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from logloom.log import StructuredLogger

CONTEXT = {"service": "trainer", "job_id": "job-7", "version": "1.0", "node_ip": "10.0.0.7"}


def test_event_holds_context_fields_and_stamp(log: StructuredLogger, lines: Any) -> None:
    """One call writes one line with the process's facts and what the call says."""
    log.info("epoch done", event="epoch_end", epoch=3, loss=0.25)
    (event,) = lines.events
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", event.pop("@timestamp"))
    assert re.fullmatch("[0-9a-f]{20}", event.pop("run"))
    assert event == {
        **CONTEXT, "level": "INFO", "event": "epoch_end", "message": "epoch done", "epoch": 3, "loss": 0.25, "seq": 0
    }  # fmt: skip


def test_each_level_has_its_method(make_log: Callable[..., StructuredLogger], lines: Any) -> None:
    """Each method writes its level."""
    log = make_log({"LOGLOOM_LEVEL": "debug"})
    for speak in (log.debug, log.info, log.warning, log.error, log.critical):
        speak("x")
    assert [event["level"] for event in lines.events] == ["DEBUG", "INFO", "WARN", "ERROR", "CRITICAL"]


def test_debug_is_let_through_by_the_environment_alone(log: StructuredLogger, lines: Any) -> None:
    """Below the schema's level nothing is written and no number is drawn."""
    log.debug("hidden", step=1)
    log.info("seen")
    assert [(event["message"], event["seq"]) for event in lines.events] == [("seen", 0)]


def test_numbers_are_contiguous_and_job_end_counts_itself(log: StructuredLogger, lines: Any) -> None:
    """`seq` runs from 0, also over bound loggers, and `emitted` is the number of events."""
    log.info("a")
    log.bind(dataset="scenes").info("b", unknown=1)
    log.job_end("done", loss=1)
    assert [event["seq"] for event in lines.events] == [0, 1, 2]
    assert lines.events[-1]["emitted"] == 3
    assert lines.events[-1]["loss"] == 1.0
    assert lines.events[-1]["event"] == "job_end"


def test_job_end_is_written_whatever_the_level(make_log: Callable[..., StructuredLogger], lines: Any) -> None:
    """The audit needs the total even where INFO is not let through."""
    log = make_log(volume_level="ERROR")
    log.info("hidden")
    log.job_end("failed", level="error")
    (event,) = lines.events
    assert (event["level"], event["emitted"], log.is_ended) == ("ERROR", 1, True)


def test_sampled_events_are_written_each_nth_time(log: StructuredLogger, lines: Any) -> None:
    """Of a sampled kind the first and each tenth after it are written; other kinds and warnings always."""
    for step in range(25):
        log.info("step", event="step", step=step)
    log.warning("slow", event="step", step=25)
    log.info("other")
    assert [event.get("step") for event in lines.events] == [0, 10, 20, 25, None]
    assert [event["seq"] for event in lines.events] == [0, 1, 2, 3, 4]


def test_bind_makes_a_new_logger_and_leaves_the_old_one(log: StructuredLogger, lines: Any) -> None:
    """Bound fields are in each event of the new logger, and the call's own value wins."""
    bound = log.bind(dataset="scenes", epoch=1)
    bound.info("a")
    bound.info("b", epoch=2)
    log.info("c")
    assert [(event.get("dataset"), event.get("epoch")) for event in lines.events] == [
        ("scenes", 1), ("scenes", 2), (None, None)
    ]  # fmt: skip


def test_bind_takes_a_snapshot(log: StructuredLogger, lines: Any) -> None:
    """What happens to a value after it was bound does not reach the events."""
    tags = ["a"]
    bound = log.bind(tags=tags)
    tags.append("b")
    bound.info("x")
    bound.info("x", unknown=1)
    assert [event["tags"] for event in lines.events] == [["a"], ["a"]]


def test_bound_event_is_the_default(log: StructuredLogger, lines: Any) -> None:
    """A bound `event` names the calls that name none."""
    log.bind(event="epoch_end").info("x")
    log.bind(event="epoch_end").info("x", event="step")
    assert [event["event"] for event in lines.events] == ["epoch_end", "step"]


def test_bad_context_is_blamed_in_each_event(log: StructuredLogger, lines: Any) -> None:
    """A bound value that breaks the schema is set apart, and merges with what a call adds."""
    bound = log.bind(epoch="three", note="n")
    bound.info("a")
    bound.info("b", gpu_memory=2.0)
    assert lines.events[0]["extra"] == {"epoch": "three", "note": "n"}
    assert lines.events[1]["extra"] == {"epoch": "three", "note": "n", "gpu_memory": 2.0}
    assert lines.events[1]["violations"] == ["epoch: not an integer", "gpu_memory: above max"]


@pytest.mark.parametrize(
    ("fields", "extra", "violations"),
    [
        ({"epoch": "3"}, {"epoch": "3"}, ["epoch: not an integer"]),
        ({"epoch": True}, {"epoch": True}, ["epoch: not an integer"]),
        ({"epoch": 2**70}, {"epoch": str(2**70)}, ["epoch: beyond 64 bits"]),
        ({"loss": float("nan")}, {"loss": "NaN"}, ["loss: not finite"]),
        ({"loss": float("-inf")}, {"loss": "-Infinity"}, ["loss: not finite"]),
        ({"loss": 2**70}, {"loss": str(2**70)}, ["loss: beyond 64 bits"]),
        ({"gpu_memory": 1.5}, {"gpu_memory": 1.5}, ["gpu_memory: above max"]),
        ({"precision": "fp8"}, {"precision": "fp8"}, ["precision: not in enum"]),
        ({"dataset": b"\xff"}, {"dataset": "b'\\xff'"}, ["dataset: not a string"]),
        ({"tags": ["a", object]}, {"tags": ["a", "<class 'object'>"]}, ["tags: not a string"]),
        ({"started": "noon"}, {"started": "noon"}, ["started: not a timestamp"]),
        ({"event": "unheard"}, {"event": "unheard"}, ["event: not in enum"]),
        ({"colour": "red"}, {"colour": "red"}, None),
        ({"password": "hunter2"}, {"password": "[redacted:names]"}, None),
        (
            {"message": "m", "level": "l", "seq": 5, "run": "r"},
            {"message": "m", "level": "l", "seq": 5, "run": "r"},
            None,
        ),
        ({"emitted": 9, "violations": ["x"]}, {"emitted": 9, "violations": ["x"]}, None),
        ({"self": 1, "args": 2, "extra": {"a": 1}}, {"self": 1, "args": 2, "a": 1}, None),
    ],
)
def test_what_does_not_fit_is_set_apart(
    log: StructuredLogger, lines: Any, fields: dict[str, Any], extra: dict[str, Any], violations: list[str] | None
) -> None:
    """A value that breaks the schema goes to `extra` with its reason; the event is written."""
    log.info("said", **fields)
    (event,) = lines.events
    assert (event["message"], event["level"], event["seq"]) == ("said", "INFO", 0)
    assert event["extra"] == extra
    assert event.get("violations") == violations


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ({"loss": 1}, {"loss": 1.0}),
        ({"epoch": 3.0}, {"epoch": 3}),
        ({"epoch": None}, {}),
        ({"gpu_num": 2}, {"gpu_count": 2}),
        ({"tags": "one"}, {"tags": ["one"]}),
        ({"tags": ("a", "b")}, {"tags": ["a", "b"]}),
        ({"injected": True, "precision": "amp"}, {"injected": True, "precision": "amp"}),
        ({"class": "car"}, {"class": "car"}),
        ({"started": "2026-11-01T18:00:00.5+08:00"}, {"started": "2026-11-01T10:00:00.500Z"}),
        ({"dataset": "id AKIA0123456789ABCDEF."}, {"dataset": "id [redacted:aws]."}),
    ],
)
def test_what_can_be_made_fit_is(
    log: StructuredLogger, lines: Any, given: dict[str, Any], written: dict[str, Any]
) -> None:
    """What the rules take in another form is written in that form."""
    for _ in range(2):  # the second call meets what the first one remembered
        log.info("said", **given)
    for event in lines.events:
        assert {key: event[key] for key in event.keys() - CONTEXT.keys()} == {
            "@timestamp": event["@timestamp"], "run": event["run"], "seq": event["seq"],
            "level": "INFO", "event": "log", "message": "said", **written,
        }  # fmt: skip


def test_secrets_are_redacted_in_messages_each_time(log: StructuredLogger, lines: Any) -> None:
    """A message with a secret never counts as known."""
    for _ in range(3):
        log.info("key AKIA0123456789ABCDEF used")
    assert [event["message"] for event in lines.events] == ["key [redacted:aws] used"] * 3


@pytest.mark.parametrize(
    ("message", "args", "written"),
    [
        ("loss %.2f at %d", (0.5, 3), "loss 0.50 at 3"),
        ("%(a)s", ({"a": 1},), "1"),
        ("no place", (1, "x"), "no place 1 x"),
        (ValueError("bad"), (), "bad"),
        (42, (), "42"),
        ("100%", (), "100%"),
        ("", (), ""),
    ],
)
def test_messages_as_the_standard_library_has_them(
    log: StructuredLogger, lines: Any, message: object, args: tuple[object, ...], written: str
) -> None:
    """`%` arguments are filled in; a call that gets them wrong is still written."""
    log.info(message, *args)
    assert lines.events[0]["message"] == written


def test_a_call_may_say_nothing(log: StructuredLogger, lines: Any) -> None:
    """Without message and fields there is still an event."""
    log.info()
    assert lines.events[0]["event"] == "log"
    assert "message" not in lines.events[0]


def test_exception_tells_type_and_trace(log: StructuredLogger, lines: Any) -> None:
    """The exception that is being handled is told, not the logger's own doubts about the fields."""
    try:
        raise ValueError("bad batch")
    except ValueError:
        log.exception("step failed", step=7)
    (event,) = lines.events
    assert (event["level"], event["event"], event["error_type"], event["step"]) == (
        "ERROR",
        "exception",
        "ValueError",
        7,
    )
    assert event["stack_trace"].startswith("Traceback (most recent call last):")
    assert event["stack_trace"].endswith("ValueError: bad batch")
    assert "logloom" not in event["stack_trace"]


def test_exc_info_takes_what_the_standard_library_takes(log: StructuredLogger, lines: Any) -> None:
    """True, an exception, a tuple; and False or no exception at all say nothing."""
    error = KeyError("k")
    log.error("a", exc_info=error)
    log.error("b", exc_info=(KeyError, error, None))
    log.error("c", exc_info=False)
    log.error("d", exc_info=True)
    assert [event.get("error_type") for event in lines.events] == ["KeyError", "KeyError", None, None]


def test_class_names_of_exceptions_carry_their_module(log: StructuredLogger, lines: Any) -> None:
    """Other than a built-in, an error type is told with its module."""
    log.error("x", exc_info=re.error("no"))
    assert lines.events[0]["error_type"] == "re.error"


def test_two_calls_with_the_same_names_in_other_types(log: StructuredLogger, lines: Any) -> None:
    """The test that is compiled for names holds their types too."""
    for value in (1, 1.0, "1", True, None, [1]):
        log.info("x", epoch=value)
    assert [event.get("epoch") for event in lines.events] == [1, 1, None, None, None, None]
    assert [event.get("violations") for event in lines.events] == [
        None, None, ["epoch: not an integer"], ["epoch: not an integer"], None, ["epoch: not an integer"]
    ]  # fmt: skip


def test_many_shapes_of_calls_are_no_leak(log: StructuredLogger, lines: Any) -> None:
    """Texts and sets of names beyond what is remembered are written all the same."""
    names = ("epoch", "step", "loss", "gpu_memory", "dataset", "precision", "injected", "gpu_count", "class", "rank")
    values: dict[str, Any] = dict(zip(names, (1, 2, 0.5, 0.5, "d", "amp", True, 1, "c", 0), strict=True))
    for bits in range(1024):
        chosen = {name: value for place, (name, value) in enumerate(values.items()) if bits >> place & 1}
        message = f"m{bits}"
        log.info(message, **chosen)
    assert len(lines.events) == 1024
    assert all("violations" not in event for event in lines.events)
    assert sum("epoch" in event for event in lines.events) == 512
