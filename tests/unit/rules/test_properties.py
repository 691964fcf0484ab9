"""What holds for every line: twice changes nothing, nothing is lost, no secret comes out, a document always does."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logloom.rules import Engine, Record, Rules

TIME = "2026-11-01T10:00:00.500Z"
NOW = "2026-11-01T10:00:02.000Z"
SECRETS = st.sampled_from(["AKIA0123456789ABCDEF", "/home/anna", "AKIAZZZZZZZZZZZZZZZZ"])
NAMES = st.sampled_from(
    [
        "@timestamp",
        "level",
        "service",
        "job_id",
        "version",
        "event",
        "message",
        "msg",
        "run",
        "seq",
        "batch_size",
        "bs",
        "batch",
        "gpu_memory",
        "gpu_id",
        "injected",
        "started",
        "precision",
        "note",
        "tags",
        "severity",
        "extra",
        "violations",
        "unparsed",
        "parse_error",
        "ingested_at",
        "other",
    ]
)
TEXTS = st.text(max_size=30) | st.sampled_from(
    ["warning", "amp", "text", TIME, "2026-11-01T18:00:00+08:00", "NaN", "0123456789abcdef0123", "level: old"]
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.integers(-2, 20)
    | st.floats()
    | TEXTS
    | st.tuples(TEXTS, SECRETS, TEXTS).map("".join)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(NAMES | st.text(max_size=8) | SECRETS, inner, max_size=3)
    ),
    max_leaves=8,
)
EVENTS = st.dictionaries(NAMES | st.text(max_size=8), VALUES, max_size=10)
OBJECTS = EVENTS.map(json.dumps) | EVENTS.map(lambda event: json.dumps(event, ensure_ascii=False))
LINES = OBJECTS | st.text(max_size=80) | OBJECTS.map(lambda line: line[: len(line) * 2 // 3])


@pytest.fixture(scope="module")
def engine(rules: Rules) -> Engine:
    """The engine under test."""
    return Engine(rules)


@settings(max_examples=500)
@given(line=LINES)
def test_twice_changes_nothing(engine: Engine, line: str) -> None:
    """A finished document goes through the rules unchanged, with the same route."""
    first = engine.apply(Record(line, TIME, source="f", position=1), NOW)
    again = engine.apply(Record(json.dumps(first.document), TIME, source="f", position=1), NOW)
    assert again.document == first.document
    assert json.dumps(again.document, sort_keys=True) == json.dumps(first.document, sort_keys=True)
    assert again.route == first.route


@settings(max_examples=300)
@given(event=EVENTS)
def test_nothing_is_lost(engine: Engine, event: dict[str, Any]) -> None:
    """Each value of an event is found again in its field or in `extra`."""
    document = engine.apply(Record(json.dumps(event), TIME), NOW).document
    given = [value for name, value in event.items() if value is not None and name not in {"extra", "violations"}]
    kept = [value for name, value in document.items() if name not in {"extra", "violations"}]
    assert len(given) <= len(kept) + len(document.get("extra", {}))
    for name, value in event.items():
        if isinstance(value, dict) and name not in {"extra"}:
            assert any(isinstance(other, dict) for other in document["extra"].values())


@settings(max_examples=500)
@given(line=LINES, secret=SECRETS, at=st.integers(0, 80))
def test_no_secret_comes_out(engine: Engine, line: str, secret: str, at: int) -> None:
    """No secret is stored, wherever in whatever line it stood."""
    document = engine.apply(Record(line[:at] + secret + line[at:], TIME, {"service": secret}), NOW).document
    stored = json.dumps(document, ensure_ascii=False)
    assert secret not in stored
    assert "AKIAZZZZZZZZZZZZZZZZ" not in stored


@settings(max_examples=500)
@given(data=st.binary(max_size=200))
def test_any_bytes_give_a_document(engine: Engine, data: bytes, rules: Rules) -> None:
    """Whatever a process writes, a document with all that is required comes out."""
    outcome = engine.apply(Record(data.decode("utf-8", "surrogateescape"), TIME), NOW)
    assert {name for name, rule in rules.fields.items() if rule.required} <= outcome.document.keys()
    assert json.loads(json.dumps(outcome.document)) == outcome.document
    assert outcome.route in {"events", "invalid"}
