"""Whatever is passed, the line is JSON, fits its length, and the rules leave it as it is."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntEnum
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from logloom.log import LoggerFactory, StructuredLogger
from logloom.rules import Engine, Record, Rules

NOW = "2026-11-01T10:00:00.000Z"
SECRET = "AKIA0123456789ABCDEF"


class Silent:
    """An object whose every method fails."""

    def __repr__(self) -> str:
        raise RuntimeError("no")

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("no")

    def __hash__(self) -> int:
        raise RuntimeError("no")


class Colour(str, Enum):
    """A text that is an Enum."""

    RED = "red"


class Count(IntEnum):
    """A number that is an Enum."""

    TWO = 2


class Tensor:
    """What the logger knows a PyTorch tensor by."""

    dtype = "float16"

    def __init__(self, value: Any, shape: tuple[int, ...]) -> None:
        self.value, self.shape = value, shape

    def item(self) -> Any:
        """Return the only element."""
        return self.value

    def tolist(self) -> Any:
        """Return nested lists."""
        return self.value


def recursive() -> list[Any]:
    """A list that holds itself."""
    items: list[Any] = [1]
    items.extend([items, {"again": items}])
    return items


def assert_conforms(rules: Rules, line: bytes) -> dict[str, Any]:
    """Assert what holds for each line; return it as an object."""
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert len(line) <= rules.line_bytes, line

    def refuse(text: str) -> None:
        raise AssertionError(text)

    event: dict[str, Any] = json.loads(line, parse_constant=refuse)
    outcome = Engine(rules).apply(Record(line.decode().rstrip("\n")), NOW)
    document = {key: value for key, value in outcome.document.items() if key != "ingested_at"}
    assert document == event
    assert {key: type(value) for key, value in document.items()} == {key: type(value) for key, value in event.items()}
    assert outcome.route == "events"
    assert outcome.id == f"{event['run']}-{event['seq']}"
    return event


def write(rules: Rules, message: Any, fields: dict[str, Any], bound: dict[str, Any] | None = None) -> dict[str, Any]:
    """Log one event and return it, after it was held to the rules."""
    stream = io.BytesIO()
    log = LoggerFactory(rules, stream, {"JOB_ID": "j", "NODE_IP": "10.0.0.7"}).get_logger()
    if bound:
        log = log.bind(**bound)
    log.info(message, **fields)
    (line,) = stream.getvalue().splitlines(keepends=True)
    return assert_conforms(rules, line)


scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=2**62, max_value=2**70),
    st.floats(),
    st.text(st.characters(exclude_categories=())),  # lone surrogates and NULs too
    st.binary(max_size=20),
    st.decimals(),
    st.datetimes(),
    st.uuids(),
    st.complex_numbers(),
    st.builds(Silent),
    st.sampled_from(
        [object, Colour.RED, Count.TWO, Path("/x"), np.float32(0.5), np.int64(3), np.bool_(True),
         np.float64("nan"), np.str_("s"), np.datetime64("2026-01-01"), f"id {SECRET}", "x" * 9000,
         Tensor(0.5, ()), Tensor([1.0, 2.0], (2,)), Tensor(None, (64, 64)), recursive(), "\x00" * 3000,
         np.zeros((2, 2)), np.zeros(1000), np.array(["a", None], dtype=object)]
    ),
)  # fmt: skip
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.text(max_size=8), st.integers(), st.none()), inner, max_size=4),
        st.tuples(inner, inner),
    ),
    max_leaves=12,
)
NAMES = (
    "epoch", "loss", "gpu_memory", "dataset", "precision", "injected", "started", "tags", "gpu_num", "gpu_count",
    "class", "level", "message", "seq", "run", "event", "extra", "violations", "unparsed", "parse_error", "timestamp",
    "@timestamp", "ingested_at", "job_id", "service", "version", "stack_trace", "exc_info", "password", "emitted",
    "severity", "time", "msg", "unknown", "self", "args", "", "é", SECRET,
)  # fmt: skip
names = st.one_of(st.sampled_from(NAMES), st.text(st.characters(exclude_categories=()), max_size=90))


@given(
    message=st.one_of(st.none(), scalars),
    fields=st.dictionaries(names, values, max_size=8),
    bound=st.dictionaries(names, values, max_size=3),
)
@example(message="m", fields={"unparsed": "u", "parse_error": "p"}, bound={})
@example(message="m", fields={"extra": {"unparsed": "u"}, "violations": ["epoch: missing"]}, bound={"extra": {"a": 1}})
@example(message="m", fields={"a" * 64: 1, "a" * 64 + "b": 2, "a" * 64 + "c": 3}, bound={})
def test_any_values_give_a_conforming_line(
    rules: Rules, message: Any, fields: dict[str, Any], bound: dict[str, Any]
) -> None:
    """No call raises, and what it writes the rules leave unchanged; no secret stays."""
    event = write(rules, message, fields, bound)
    assert SECRET not in json.dumps(event)


@given(
    fields=st.dictionaries(st.text(max_size=70), st.text(max_size=400), max_size=60), line_bytes=st.integers(512, 1500)
)
def test_short_lines_hold_whatever_fits(rules: Rules, fields: dict[str, str], line_bytes: int) -> None:
    """A schema may ask for lines of 512 bytes; the event still says its level, kind and job."""
    event = write(replace(rules, line_bytes=line_bytes), "m" * 300, fields)
    assert {"level", "event", "job_id", "service", "version", "run", "seq", "@timestamp"} <= event.keys()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (np.float32(0.5), 0.5),
        (np.float64(0.25), 0.25),
        (np.int64(3), 3.0),
        (np.array(0.5), 0.5),
        (np.array([[0.5]]), None),
        (Tensor(0.5, ()), 0.5),
        (Decimal("0.5"), None),
    ],
)
def test_scalars_of_numeric_libraries_are_numbers(rules: Rules, value: Any, written: float | None) -> None:
    """A value with no dimension is the number that it holds; an array with any is none."""
    event = write(rules, "x", {"loss": value})
    assert event.get("loss") == written
    assert event.get("violations") == (None if written is not None else ["loss: not a number"])


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Path("/data/scenes"), "/data/scenes"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (Colour.RED, "red"),
        (Count.TWO, 2),
        (date(2026, 11, 1), "2026-11-01"),
        (datetime(2026, 11, 1, 18, tzinfo=timezone(timedelta(hours=8))), "2026-11-01T10:00:00.000+00:00"),
        ({"a": {1, }}, {"a": [1]}),
        (Tensor(None, (64, 3)), "<Tensor of shape (64, 3), float16>"),
        (Silent(), "<Silent: RuntimeError when shown>"),
        (math.inf, "Infinity"),
        ({None: 1, 2: 3}, {"None": 1, "2": 3}),
        ("\ud800", "\ufffd"),
        (b"\x00", "b'\\x00'"),
        ([1 << 20_000], ["<integer of 20001 bits>"]),
    ],
    ids=type,
)  # fmt: skip
def test_unknown_fields_say_what_they_can(rules: Rules, value: Any, written: Any) -> None:
    """In `extra` a value stands in the form that a reader expects."""
    assert write(rules, "x", {"unknown": value})["extra"] == {"unknown": written}


def test_torch_tensors_are_read(rules: Rules) -> None:
    """PyTorch's own tensors: a loss with its graph, a bfloat16, a short vector and an image."""
    torch = pytest.importorskip("torch")
    event = write(
        rules,
        "x",
        {
            "loss": torch.tensor(0.5, requires_grad=True) * 2,
            "gpu_memory": torch.tensor(0.5, dtype=torch.bfloat16),
            "gpu_id": torch.tensor([0, 1]),
            "image": torch.zeros(3, 64, 64),
        },
    )
    assert (event["loss"], event["gpu_memory"], event["gpu_id"]) == (1.0, 0.5, [0, 1])
    assert event["extra"] == {"image": "<Tensor of shape (3, 64, 64), torch.float32>"}


def test_long_text_is_cut_in_the_middle_and_counted(
    make_log: Callable[..., StructuredLogger], rules: Rules, lines: Any
) -> None:
    """Both ends stay, the mark says how many characters went, and `job_end` says how many lines."""
    log = make_log()
    trace = "Traceback" + "é" * 20_000 + "Error: end"
    log.error("boom", stack_trace=trace)
    log.info("fine")
    log.job_end("done")
    cut, fine, end = (assert_conforms(rules, line + b"\n") for line in lines.raw)
    head, mark, tail = cut["stack_trace"].split("…")
    assert trace.startswith(head)
    assert trace.endswith(tail)
    assert mark == f"[{len(trace) - len(head) - len(tail)} characters cut]"
    assert abs(len(head) - len(tail)) <= 1
    assert len(lines.raw[0]) > 3900
    assert cut["message"] == "boom"
    assert "extra" not in fine
    assert end["extra"] == {"lines_cut": 1}


def test_cutting_spares_short_texts(rules: Rules) -> None:
    """The longest texts give way first, alike; the short ones stay whole."""
    event = write(rules, "short", {"dataset": "scenes", "stack_trace": "s" * 9000, "other": "o" * 9000})
    assert (event["message"], event["dataset"]) == ("short", "scenes")
    assert abs(len(event["stack_trace"]) - len(event["extra"]["other"])) < 100


def test_a_secret_is_gone_before_a_text_is_cut(rules: Rules) -> None:
    """No half of a secret stays where the middle was taken out, nor where a very long text's ends were read."""
    for length in (3000, 200_000, 3_000_000):
        for shift in range(0, 40, 7):
            text = ("." * shift + SECRET + " ") * (length // 25)
            event = write(rules, text, {"long": text})
            assert "AKIA" not in json.dumps(event)


def test_more_fields_than_a_line_holds_are_dropped_and_counted(rules: Rules) -> None:
    """Where no text can be cut any more, members go, the last first, and their number is said."""
    event = write(rules, "m", {"epoch": 1, **{f"metric_{number}": float(number) for number in range(900)}})
    assert event["epoch"] == 1
    assert event["extra"]["members_cut"] + len(event["extra"]) - 1 == 900
    assert event["extra"]["metric_0"] == 0.0


def test_a_huge_context_is_cut_in_each_event(rules: Rules) -> None:
    """A logger that was bound to more than a line holds still writes lines."""
    event = write(rules, "m", {"epoch": 1}, {"note": "n" * 10_000, "dataset": "d" * 50})
    assert event["epoch"] == 1
    assert event["dataset"] == "d" * 50
    assert "characters cut" in event["extra"]["note"]


def test_a_failure_of_the_logger_itself_is_an_event(rules: Rules) -> None:
    """Control characters, which JSON writes in six, can fill more than the engine reads: an event says so."""
    event = write(rules, "m", {f"{number}" + "\x01" * 60: "\x01" * 4000 for number in range(600)})
    assert event["level"] == "INFO"
    assert event["job_id"] == "j"


def test_a_context_beyond_all_bounds_keeps_its_short_fields(rules: Rules) -> None:
    """However often and however much is bound, events are written, with the job's name."""
    stream = io.BytesIO()
    log = LoggerFactory(rules, stream, {"JOB_ID": "j", "NODE_IP": "10.0.0.7"}).get_logger()
    for number in range(12):
        log = log.bind(**{f"bound_{number}": "\x01" * 100_000})
    log.info("x", epoch=3)
    event = assert_conforms(rules, stream.getvalue())
    assert (event["job_id"], event["epoch"], event["message"]) == ("j", 3, "x")
