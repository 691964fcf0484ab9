"""What goes past the engine is what the engine would have left unchanged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import duckdb
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from logloom.local._conforming import Conforming
from logloom.local._stage import Engines
from logloom.rules import Engine, Record, Rules
from logloom.schema import Schema, compile_rules, load_text

NOW = "2026-11-02T12:00:00.250Z"

_texts = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["", "x" * 16, "x" * 17, "é" * 16, "😀" * 16, 'a"b', "a\\b", "\x7f", "\x00", ":", '":', "{", "\u2028", "\ufeff"]
    ),
    st.sampled_from(["AKIA" + "A" * 16, "AKIAx", "warn", "INFO", "info", "step", "fp32", "a" * 20, "0" * 20]),
    st.sampled_from(
        [
            "2026-02-28T23:59:59.999Z",
            "2026-02-29T00:00:00.000Z",
            "2024-02-29T00:00:00.000Z",
            "2026-04-31T00:00:00.000Z",
            "2026-11-01T10:00:00Z",
            "2026-11-01 10:00:00.000Z",
            "2026-11-01T24:00:00.000Z",
            "2026-11-01T10:00:60.000Z",
            "0000-01-01T00:00:00.000Z",
            "2026-11-01T10:00:00.000+00:00",
            "٢٠٢٦-11-01T10:00:00.000Z",
        ]
    ),
)
_numbers = st.one_of(
    st.integers(-(2**70), 2**70),
    st.integers(-2, 10),
    st.floats(),
    st.sampled_from([0, -0.0, 1.0, 1.5, 1000000, 1000001, 1e300, -1e-300, 5e-324, 2**63 - 1, 2**63, -(2**63), 10**18]),
)
_scalars = st.one_of(st.none(), st.booleans(), _numbers, _texts)
_values = st.one_of(_scalars, st.lists(_scalars, max_size=3), st.dictionaries(_texts, _scalars, max_size=2))
_keys = st.sampled_from(
    [
        "@timestamp", "level", "service", "version", "job_id", "event", "run", "seq", "precision", "model", "tags",
        "step", "loss", "gpu_memory", "losses", "injected", "started", "message", "rank", "gpu_id", "emitted",
        "ingested_at", "parse_error", "unparsed", "extra", "violations", "msg", "global_step", "time", "password",
        "unknown", "", "Level",
    ]
)  # fmt: skip
_good = {
    "precision": "bf16", "model": "yolofuse", "tags": ["a", "b"], "step": 7, "loss": 0.25, "gpu_memory": 0.5,
    "losses": [1.5, 2], "injected": True, "started": "2026-11-01T09:00:00.000Z", "gpu_id": [0, 1], "message": "{done}",
}  # fmt: skip


def _json(value: Any, blank: str = "") -> str:
    """JSON as Python writes it, with NaN and integers of any size; `blank` stands behind each separator."""
    import json  # noqa: PLC0415 - orjson can't write what is to be refused

    return json.dumps(value, ensure_ascii=False, separators=(f",{blank}", f":{blank}"))


@st.composite
def _lines(draw: st.DrawFn) -> str:
    """A conforming line with some of the optional fields, changed in a few places or in none."""
    event: dict[str, Any] = {
        "@timestamp": "2026-11-01T10:00:00.500Z", "level": "INFO", "service": "trainer", "version": "1.0.0",
        "job_id": "job-1", "event": "step", "run": "0123456789abcdef0123", "seq": draw(st.integers(0, 2**62)),
    }  # fmt: skip
    event.update({key: _good[key] for key in draw(st.sets(st.sampled_from(sorted(_good))))})
    event.update(draw(st.dictionaries(_keys, _values, max_size=2)))
    for key in draw(st.sets(st.sampled_from(sorted(event)), max_size=1)) if draw(st.integers(0, 5)) == 0 else ():
        del event[key]
    blank = draw(st.sampled_from(["", " "]))
    pairs = [f"{_json(key)}:{blank}{_json(value, blank)}" for key, value in event.items()]
    if draw(st.integers(0, 5)) == 0:
        pairs.append(f"{_json(draw(_keys))}:{blank}{_json(draw(_values), blank)}")
    text = "{" + f",{blank}".join(pairs) + "}"
    if draw(st.integers(0, 3)) == 0:
        place = draw(st.integers(0, len(text)))
        text = (
            text[:place]
            + draw(st.sampled_from([" ", "0", "-", ".", "e5", '"', ",", "\\u0041", "\t", "}", "é", "\x00"]))
            + text[place:]
        )
    return text


class Judge:
    """Runs the fast way over some lines."""

    def __init__(self, rules: Rules) -> None:
        self.conforming = Conforming(rules)
        self.engine = Engine(rules)
        self.connection = duckdb.connect(config={"threads": 1})
        self.harmless: set[str] = set()
        self.engines = Engines(rules)

    def accepted(self, lines: list[str]) -> dict[str, dict[str, Any]]:
        """Return the lines that go past the engine, with the fields that are stored."""
        names = [name[1:-1] for name in self.conforming.columns]
        self.connection.execute("CREATE OR REPLACE TABLE given(line VARCHAR)")
        self.connection.executemany("INSERT INTO given VALUES (?)", [[line] for line in lines])
        self.connection.execute(f"CREATE OR REPLACE TABLE judged AS {self.conforming.select('given')}")
        self.connection.execute(self.conforming.refuse("judged"))
        rows = self.connection.execute("SELECT * FROM judged").fetchall()
        self.harmless = {line for line, (_, suspect, *_rest) in zip(lines, rows, strict=True) if suspect is None}
        return {
            line: {name: _plain(value) for name, value in zip(names, values, strict=True) if value is not None}
            for line, (good, _, *values) in zip(lines, rows, strict=True)
            if good
        }


def _plain(value: Any) -> Any:
    return f"{value.isoformat(timespec='milliseconds')}Z" if isinstance(value, datetime) else value


@pytest.fixture(scope="module")
def judge(schema: Schema) -> Judge:
    """The fast way and the engine of the same rules."""
    return Judge(compile_rules(schema))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_lines(), min_size=1, max_size=6))
def test_what_goes_past_the_engine_would_leave_unchanged(judge: Judge, lines: list[str]) -> None:
    """Each line that is accepted gives the document, the id and the route that the engine gives."""
    for line, stored in judge.accepted(lines).items():
        outcome = judge.engine.apply(Record(line, source="s", position=0), NOW)
        document = {key: value for key, value in outcome.document.items() if key != "ingested_at"}
        assert outcome.route == "events"
        assert outcome.id == f"{stored['run']}-{stored['seq']}"
        assert document == stored
        assert {key: type(value) for key, value in document.items()} == {
            key: type(value) for key, value in stored.items()
        }
        assert document == orjson.loads(line)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_lines(), min_size=1, max_size=6))
def test_a_harmless_line_needs_no_patterns(judge: Judge, lines: list[str]) -> None:
    """Where no literal of a pattern stands in a line, the engine without patterns gives the same documents."""
    judge.accepted(lines)
    records = [Record(line, source="s", position=0) for line in judge.harmless]
    given = [judge.engines.stage([(record, harmless) for record in records], NOW) for harmless in (True, False)]
    assert given[0] == given[1]


def test_a_conforming_line_goes_past(judge: Judge, event: Callable[..., dict[str, Any]]) -> None:
    """The fast way takes what the logger writes, with every type of field."""
    line = orjson.dumps(event(0, **_good)).decode()
    assert judge.accepted([line])[line]["losses"] == [1.5, 2.0]


def test_the_separators_of_json_dumps_go_past(judge: Judge, event: Callable[..., dict[str, Any]]) -> None:
    """What `json.dumps` writes of the same event gives the same fields."""
    compact, spaced = (_json(event(0, **_good), blank) for blank in ("", " "))
    assert '"losses": [1.5, 2], ' in spaced
    found = judge.accepted([compact, spaced])
    assert found[compact] == found[spaced]


@pytest.mark.parametrize(
    ("old", "new"), [(":", ":  "), (",", "  ,"), (",", ",\t"), (":", " :"), ("[", "[ "), ("]", " ]"), ("{", "{ ")]
)
def test_other_blanks_are_refused(judge: Judge, event: Callable[..., dict[str, Any]], old: str, new: str) -> None:
    """A blank elsewhere, two of them, or a tab are for the engine."""
    assert judge.accepted([_json(event(0, gpu_id=[0])).replace(old, new, 1)]) == {}


@pytest.mark.parametrize(
    "change",
    [
        {"level": "warning"},
        {"level": "info"},
        {"event": "epoch"},
        {"gpu_memory": 1.5},
        {"step": 1000001},
        {"step": "7"},
        {"step": 7.0},
        {"losses": [1, 101]},
        {"losses": 1.5},
        {"model": "x" * 17},
        {"message": "AKIA" + "A" * 16},
        {"message": "a\\b"},
        {"global_step": 7},
        {"unknown": 1},
        {"extra": {}},
        {"loss": None},
        {"run": "not-a-run"},
        {"seq": -1},
        {"started": "2026-02-30T00:00:00.000Z"},
        {"ingested_at": "2026-11-01T09:00:00.000Z"},
    ],
    ids=str,
)
def test_a_line_that_the_engine_may_change_is_refused(
    judge: Judge, event: Callable[..., dict[str, Any]], change: dict[str, Any]
) -> None:
    """One wrong value, an unknown key or a suspicious literal sends the line to the engine."""
    assert judge.accepted([orjson.dumps(event(0) | change).decode()]) == {}


def test_a_key_that_is_given_twice_is_refused(judge: Judge, event: Callable[..., dict[str, Any]]) -> None:
    """Of a double key the last value counts, which the fast way does not know."""
    line = orjson.dumps(event(0, step=1)).decode()
    assert judge.accepted([line[:-1] + ',"step":2}']) == {}


def test_two_thousand_fields_still_go_past(event: Callable[..., dict[str, Any]]) -> None:
    """The expression of a wide schema is still one that DuckDB takes."""
    fields = "".join(f"  field_{number}: {{type: float, min: 0}}\n" for number in range(2000))
    judge = Judge(compile_rules(load_text(f"schema: 1\nname: wide\nversion: 1.0.0\nfields:\n{fields}")))
    line = orjson.dumps(event(0, event="log", field_0=1.5, field_1999=2.5)).decode()
    assert judge.accepted([line])[line]["field_1999"] == 2.5
