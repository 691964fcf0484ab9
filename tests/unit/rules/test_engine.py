"""How a line becomes a document: each step by example."""

import json
import re
from typing import Any

import pytest

from logloom.rules import CONTINUATION, Engine, Outcome, Record, Rules
from logloom.rules._check import utc_milliseconds

TIME = "2026-11-01T10:00:00.500Z"
NOW = "2026-11-01T10:00:02.000Z"
FULL = {"@timestamp": TIME, "level": "INFO", "service": "s", "job_id": "j", "version": "1", "event": "log"}
KEY = "AKIA0123456789ABCDEF"


@pytest.fixture(scope="session")
def engine(rules: Rules) -> Engine:
    """The engine under test."""
    return Engine(rules)


def run(engine: Engine, event: dict[str, Any] | str, **record: Any) -> Outcome:
    """Apply the engine to an event or a line."""
    line = event if isinstance(event, str) else json.dumps(event)
    return engine.apply(Record(line, **{"time": TIME, "source": "f", "position": 0, **record}), NOW)


def test_leaves_a_conforming_event_alone(engine: Engine) -> None:
    """An event that fits is stored as it is, with the time of storage."""
    event = {**FULL, "batch_size": 8, "gpu_memory": 0.5, "gpu_id": [0, 1], "injected": True}
    assert run(engine, event).document == {**event, "ingested_at": NOW}


CHECKS: list[tuple[str, Any, Any]] = [
    ("batch_size", 8.0, 8),
    ("batch_size", 1e3, 1000),
    ("batch_size", "64", "not an integer"),
    ("batch_size", True, "not an integer"),
    ("batch_size", 1.5, "not an integer"),
    ("batch_size", 1e19, "beyond 64 bits"),
    ("batch_size", 2**63, "beyond 64 bits"),
    ("batch_size", float("nan"), "not finite"),
    ("batch_size", 0, "below min"),
    ("batch_size", 5000, "above max"),
    ("batch_size", [8], "not an integer"),
    ("batch_size", {"a": 1}, "not an integer"),
    ("gpu_memory", 1, 1.0),
    ("gpu_memory", "0.5", "not a number"),
    ("gpu_memory", False, "not a number"),
    ("gpu_memory", float("inf"), "not finite"),
    ("gpu_memory", 1.01, "above max"),
    ("gpu_memory", 2**70, "beyond 64 bits"),
    ("gpu_id", 3, [3]),
    ("gpu_id", [0, 1.0], [0, 1]),
    ("gpu_id", [], []),
    ("gpu_id", [0, None], "not an integer"),
    ("gpu_id", [0, "1"], "not an integer"),
    ("injected", 1, "not a boolean"),
    ("injected", "true", "not a boolean"),
    ("precision", "amp", "amp"),
    ("precision", "AMP", "not in enum"),
    ("precision", 3, "not a string"),
    ("note", "é" * 20, "é" * 20),
    ("note", "x" * 21, "too long"),
    ("started", "2026-11-01T18:00:00.5+08:00", "2026-11-01T10:00:00.500Z"),
    ("started", "2026-11-01", "not a timestamp"),
    ("started", 1793527200, "not a timestamp"),
    ("level", "warning", "WARN"),
    ("level", "ERROR", "ERROR"),
    ("level", "loud", "not in enum"),
    ("level", 30, "not a string"),
]


@pytest.mark.parametrize(("name", "given", "expected"), CHECKS)
def test_checks_each_value(engine: Engine, name: str, given: Any, expected: Any) -> None:
    """A value is stored in its field, or set apart with its reason; the rest of the event stays."""
    document = run(engine, {**FULL, name: given}).document
    if isinstance(expected, str) and f"{name}: {expected}" in document.get("violations", []):
        assert document["violations"] == [f"{name}: {expected}"]
        assert name in document["extra"]
        assert name not in document or name == "level"
    else:
        assert (document[name], type(document[name])) == (expected, type(expected))
        assert "violations" not in document


TIMES = [
    ("2026-11-01T10:00:00Z", "2026-11-01T10:00:00.000Z"),
    ("2026-11-01 10:00:00.1Z", "2026-11-01T10:00:00.100Z"),
    ("2026-11-01T10:00:00.999999999Z", "2026-11-01T10:00:00.999Z"),
    ("2026-11-01T00:30:00+01:00", "2026-10-31T23:30:00.000Z"),
    ("2026-11-01T10:00:00-0530", "2026-11-01T15:30:00.000Z"),
    ("2024-02-29T10:00:00Z", "2024-02-29T10:00:00.000Z"),
    ("2026-02-29T10:00:00Z", None),
    ("2026-11-01T24:00:00Z", None),
    ("2026-11-01T10:00:60Z", None),
    ("2026-11-01T10:00:00", None),
    ("2026-11-01T10:00Z", None),
    ("2026-11-01T10:00:00.Z", None),
    ("2026-11-01T10:00:00+19:00", None),
    ("2026-11-01T10:00:00+08:60", None),
    ("0001-01-01T00:00:00+01:00", None),
    ("9999-12-31T23:59:59-01:00", None),
    ("0000-01-01T00:00:00Z", None),
    ("٢٠٢٦-11-01T10:00:00Z", None),
    ("2026-11-01T10:00:00Z\n", None),
    ("2026-11-01t10:00:00z", None),
]


@pytest.mark.parametrize(("text", "moment"), TIMES)
def test_reads_times(text: str, moment: str | None) -> None:
    """ISO 8601 with an offset becomes UTC, milliseconds cut; everything else is no time."""
    assert utc_milliseconds(text) == moment


def test_text_gets_a_level_and_labels(engine: Engine) -> None:
    """A line that is no object is a text event; what it lacks comes from the labels, without blame."""
    outcome = run(engine, "ValueError: oh no", labels={"service": "trainer", "job_id": "t1"})
    assert outcome.document == {
        "@timestamp": TIME,
        "level": "ERROR",
        "service": "trainer",
        "job_id": "t1",
        "version": "0",
        "event": "text",
        "message": "ValueError: oh no",
        "ingested_at": NOW,
    }


@pytest.mark.parametrize("line", ["[1,2]", "3", "null", '"x"', "", "  spaces", "\x00\x01"])
def test_other_json_is_text(engine: Engine, line: str) -> None:
    """A line that is valid JSON but no object is kept as text."""
    outcome = run(engine, line)
    assert (outcome.route, outcome.document["message"]) == ("events", line)


@pytest.mark.parametrize("before", ["\r 45%|####", "epoch 1: ", "[default0]: 45%"])
def test_an_event_behind_text_is_an_event(engine: Engine, before: str) -> None:
    """What was printed before it without a newline is kept beside it; where the object is not whole, all is text."""
    event = '{"@timestamp":"2026-11-01T10:00:00.500Z","run":"%s","seq":7,"level":"ERROR"}' % ("ab" * 10)
    outcome = engine.apply(Record(before + event), NOW)
    assert (outcome.id, outcome.document["level"]) == ("ab" * 10 + "-7", "ERROR")
    assert outcome.document["extra"] == {"text_before": before}
    assert engine.apply(Record(before + event[:-1]), NOW).document["message"] == before + event[:-1]


def test_broken_objects_go_to_invalid(engine: Engine) -> None:
    """A line that means to be an object and is none keeps its text, its reason and its level."""
    outcome = run(engine, '{"message":"Traceback", "a":1,}')
    assert outcome.route == "invalid"
    assert outcome.document["unparsed"] == '{"message":"Traceback", "a":1,}'
    assert outcome.document["parse_error"] == "not JSON"
    assert outcome.document["level"] == "ERROR"
    assert "violations" not in outcome.document


def test_long_lines_keep_both_ends(engine: Engine) -> None:
    """A line above the limit is invalid and keeps its head and tail, redacted."""
    outcome = run(engine, '{"a":"' + "x" * 300_000 + KEY + '"}')
    assert outcome.document["parse_error"] == "too long"
    assert outcome.document["unparsed"].startswith('{"a":"xxx')
    assert outcome.document["unparsed"].endswith('[redacted:aws]"}')


def test_names_come_from_aliases_in_order(engine: Engine) -> None:
    """The first alias that is there gives the value; others and doubles are set apart under their own names."""
    document = run(engine, {**FULL, "batch": 2, "bs": 1, "msg": "a", "message": "b", "severity": None}).document
    assert (document["batch_size"], document["message"]) == (1, "b")
    assert document["extra"] == {"batch": 2, "msg": "a"}
    assert "violations" not in document


def test_null_is_absent(engine: Engine) -> None:
    """A null is no value: neither stored nor blamed, but a required field is missing."""
    document = run(engine, {**FULL, "batch_size": None, "service": None, "x": None}).document
    assert document["violations"] == ["service: missing"]
    assert document["service"] == "unknown"
    assert "extra" not in document


def test_missing_fields_are_filled_and_told(engine: Engine) -> None:
    """A JSON event that lacks what is required gets it, and says so; the time is filled without blame."""
    document = run(engine, {}, labels={"job_id": "t1"}).document
    assert document["violations"] == ["job_id: missing", "level: missing", "service: missing", "version: missing"]
    assert (document["job_id"], document["level"], document["@timestamp"]) == ("t1", "INFO", TIME)


def test_a_bad_time_is_replaced_and_told(engine: Engine) -> None:
    """A bad time is set apart and the collector's takes its place; without a collector's time it is now."""
    document = run(engine, {**FULL, "@timestamp": "yesterday"}).document
    assert (document["@timestamp"], document["extra"]) == (TIME, {"@timestamp": "yesterday"})
    assert document["violations"] == ["@timestamp: not a timestamp"]
    assert run(engine, "x", time=None).document["@timestamp"] == NOW


def test_what_no_backend_holds_becomes_text(engine: Engine) -> None:
    """In `extra` non-finite numbers, big integers and impossible keys are written so that every store takes them."""
    line = '{"u":{"n":NaN,"i":[Infinity,-Infinity],"b":18446744073709551616,"":1,"a\\u0000":null}}'
    assert run(engine, line).document["extra"] == {
        "u": {"n": "NaN", "i": ["Infinity", "-Infinity"], "b": "18446744073709551616", "_": 1, "a\ufffd": None}
    }


def test_merges_extra_and_violations(engine: Engine) -> None:
    """What an event was blamed for before stays; a name that is taken in `extra` gets an underscore."""
    event = {**FULL, "extra": {"x": 1, "x_": 2}, "x": 3, "violations": ["z: old", "a: old"], "batch_size": "8"}
    document = run(engine, event).document
    assert document["extra"] == {"x": 1, "x_": 2, "x__": 3, "batch_size": "8"}
    assert document["violations"] == ["a: old", "batch_size: not an integer", "z: old"]
    odd = run(engine, {**FULL, "extra": 3, "violations": [1]}).document
    assert odd["extra"] == {"extra": 3, "violations": [1]}


def test_redacts_at_any_depth(engine: Engine) -> None:
    """Secrets go from messages, fields, keys, arrays, nested values, broken lines and text."""
    event = {**FULL, "message": f"k {KEY}", "tags": [KEY], "u": [{"Api-Key": 5, KEY: {"v": f"/home/anna/{KEY}"}}]}
    document = run(engine, event).document
    assert document["message"] == "k [redacted:aws]"
    assert document["tags"] == ["[redacted:aws]"]
    assert document["extra"]["u"] == [
        {"Api-Key": "[redacted:names]", "[redacted:aws]": {"v": "[redacted:home]/[redacted:aws]"}}
    ]
    for line in (f'{{"a":"{KEY}"', f"text {KEY}", '{"u":"\\u0041KIA0123456789ABCDEF"}', f'{{"gpu_memory":"{KEY}"}}'):
        assert KEY not in json.dumps(run(engine, line, labels={"service": KEY}).document)


def test_a_redacted_value_keeps_its_length(engine: Engine) -> None:
    """A mark that is longer than the field allows is cut, so that the document still conforms."""
    document = run(engine, {**FULL, "note": f"{KEY}"}).document
    assert document["note"] == "[redacted:aws]"
    assert run(engine, {**FULL, "note": "/home/a/home/b/home/"}).document["note"] == "[redacted:home][reda"


def test_ids(engine: Engine) -> None:
    """The logger's run and seq give the id; else the place of the line; else it is random."""
    ours = {**FULL, "run": "0123456789abcdef0123", "seq": 7}
    assert run(engine, ours).id == "0123456789abcdef0123-7"
    placed = [run(engine, {**ours, "run": "short"}, position=p).id for p in (0, 0, 9)]
    assert placed[0] == placed[1] != placed[2]
    assert all(re.fullmatch("[0-9a-f]{64}", each) for each in placed)
    assert run(engine, "x", source="f", position=None).id == run(engine, "x", source="f", position=None).id
    assert run(engine, "x", source="").id != run(engine, "x", source="").id
    assert re.fullmatch("[0-9a-f]{64}", run(engine, {**ours, "seq": -1}).id)


CONTINUED = [
    ("Traceback (most recent call last):", True),
    ('  File "x.py", line 1, in f', True),
    ("    raise ValueError(1)", True),
    ("ValueError: 1", True),
    ("torch.OutOfMemoryError: CUDA out of memory.", True),
    ("KeyboardInterrupt", True),
    ("During handling of the above exception, another exception occurred:", True),
    ("", True),
    ('{"a":1}', False),
    ('   {"a":1}', False),
    ("epoch 3 done", False),
    ("Errors: 3", False),
]


@pytest.mark.parametrize(("line", "continues"), CONTINUED)
def test_continuation(line: str, continues: bool) -> None:
    """The lines of a traceback belong together; a line that starts an object belongs to nobody."""
    assert bool(re.search(CONTINUATION, line)) is continues
