"""The shape of Elasticsearch's query for each construct; tests/parity holds the answers."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from harness.kql import DEEPEST

from logloom.errors import KqlError
from logloom.schema.kql import Bare, Exists, Is, Node, Value, check, parse, to_dsl, to_sql
from logloom.schema.kql._spell import spellings
from logloom.schema.model import Schema

NOW = datetime(2026, 11, 1, 12)
NONE = {"match_none": {}}


def any_of(*queries: Any) -> dict[str, Any]:
    """Return the query that one of several answers."""
    return {"bool": {"should": list(queries), "minimum_should_match": 1}}


def term(field: str, value: Any) -> dict[str, Any]:
    """Return the query for exactly this value."""
    return {"term": {field: {"value": value}}}


def between(field: str, **bounds: Any) -> dict[str, Any]:
    """Return the query for a range."""
    return {"range": {field: bounds}}


def words(field: str, text: str) -> dict[str, Any]:
    """Return the query for any of some words."""
    return {"match": {field: {"query": text, "operator": "or"}}}


ERROR, WARN = term("level", "ERROR"), term("level", "WARN")
MEMORY = words("message", "memory")
BARE = (
    *(term("level", "Red x"), term("service", "Red x"), words("message", "red x"), term("tags", "Red x")),
    *(words("notes", "red x"), term("item", "Red x")),
)

SHAPES: list[tuple[str, dict[str, Any]]] = [
    ("", {"match_all": {}}),
    ("*", {"match_all": {}}),
    ("not *", {"bool": {"must_not": [{"match_all": {}}]}}),
    # Operators.
    ("level:ERROR and level:WARN", {"bool": {"filter": [ERROR, WARN]}}),
    ("level:(ERROR or WARN)", any_of(ERROR, WARN)),
    ("not level:ERROR", {"bool": {"must_not": [ERROR]}}),
    ("level:WARN and not level:ERROR", {"bool": {"filter": [WARN], "must_not": [ERROR]}}),
    ("not level:WARN and not level:ERROR", {"bool": {"must_not": [WARN, ERROR]}}),
    ("not (level:WARN or level:ERROR)", {"bool": {"must_not": [any_of(WARN, ERROR)]}}),
    ("level:WARN or not level:ERROR", any_of(WARN, {"bool": {"must_not": [ERROR]}})),
    # Keywords.
    ('service:"train er"', term("service", "train er")),
    ('service:""', term("service", "")),
    ("service:*", {"exists": {"field": "service"}}),
    ("service:tra*", {"prefix": {"service": {"value": "tra"}}}),
    ("service:t*a*", {"wildcard": {"service": {"value": "t*a*"}}}),
    ("service:*\\*?\\\\", {"wildcard": {"service": {"value": "*\\*\\?\\\\"}}}),
    ('service:"a*"', term("service", "a*")),
    ('violations:"step: not an integer"', term("violations", "step: not an integer")),
    # Texts.
    ("message:Out of memory", words("message", "out of memory")),
    ("message:out-of memory", words("message", "out of memory")),
    ('message:"OUT-of memory"', {"match_phrase": {"message": {"query": "out of memory"}}}),
    ('message:"显存不足"', {"match_phrase": {"message": {"query": "显 存 不 足"}}}),
    ("message:Mem*", {"prefix": {"message": {"value": "mem"}}}),
    ("message:*ou*t out", any_of(words("message", "out"), {"wildcard": {"message": {"value": "*ou*t"}}})),
    ("message:memory *", any_of(MEMORY, {"exists": {"field": "message"}})),
    ("message:*", {"exists": {"field": "message"}}),
    # Numbers and booleans.
    ("step:3.0", term("step", 3)),
    ("step > 3.5", between("step", gt=3)),
    ("step >= 9223372036854775807", between("step", gte=2**63 - 1)),
    ("gpu_memory:0.9", term("gpu_memory", 0.9)),
    ("gpu_memory <= 1e-3", between("gpu_memory", lte=0.001)),
    ("fused:true", term("fused", True)),
    ("gpu_id:7", term("gpu_id", 7)),
    # Times.
    ("@timestamp:2026-11-01", between("@timestamp", gte="2026-11-01T00:00:00.000Z", lte="2026-11-01T23:59:59.999Z")),
    ("@timestamp > now/d", between("@timestamp", gt="2026-11-01T23:59:59.999Z")),
    ("saved_at < 0001-01-02", between("saved_at", lt="0001-01-02T00:00:00.000Z")),
    # What is in no `fields`.
    ("_id:e7", {"ids": {"values": ["e7"]}}),
    ('_id:""', NONE),
    ("extra:*", {"exists": {"field": "extra"}}),
    ("extra.a.b:*", {"exists": {"field": "extra.a.b"}}),
    ("extra.a\\*:*", {"prefix": {"extra.a*": {"value": ""}}}),
    ("extra.a.b:deep", term("extra.a.b", "deep")),
    ("extra.tag:red*", {"prefix": {"extra.tag": {"value": "red"}}}),
    ("extra.lr:1e-4", {"terms": {"extra.lr": ["1e-4", "0.0001", "1.0E-4"]}}),
    # No field.
    ("Red x", any_of(*BARE)),
    (
        '"--"',
        any_of(term("level", "--"), term("service", "--"), term("tags", "--"), term("item", "--")),
    ),
]


@pytest.mark.parametrize(("text", "query"), SHAPES, ids=[text for text, _ in SHAPES])
def test_shape(text: str, query: dict[str, Any], schema: Schema) -> None:
    """Each construct is one plain query, of values as they are, that JSON can hold."""
    found = to_dsl(parse(text), schema, NOW)
    assert found == query
    assert json.loads(json.dumps(found, allow_nan=False)) == found


ZEROS = [
    ("gpu_memory:0", "{'gte': -0.0, 'lte': 0.0}"),
    ("gpu_memory >= 0", "{'gte': -0.0}"),
    ("gpu_memory > -0", "{'gt': 0.0}"),
    ("gpu_memory <= -0", "{'lte': 0.0}"),
    ("gpu_memory < 0", "{'lt': -0.0}"),
]


@pytest.mark.parametrize(("text", "bounds"), ZEROS)
def test_zero_has_two_signs(text: str, bounds: str, schema: Schema) -> None:
    """Lucene tells -0.0 from 0.0, so both are asked for, or neither."""
    assert repr(to_dsl(parse(text), schema)["range"]["gpu_memory"]) == bounds


def test_what_the_schema_refuses(schema: Schema) -> None:
    """A query with a finding is refused, as by the printer of SQL."""
    for text in ("nope:1", "level:EROR", "step:x", "message:a and step:3.5", "gpu_memory < 1.799e308"):
        with pytest.raises(KqlError) as caught:
            to_dsl(parse(text), schema)
        assert [str(caught.value)] == [str(problem) for problem in check(parse(text), schema)]


def test_text_stands_in_values_alone(schema: Schema) -> None:
    """What a query says never becomes the name of a query or of a parameter; `extra` alone has keys of its own."""
    text = '"}, {"match_all": {}}, "script'
    values = [Value((text,), quoted=True), Value((text, "")), Value(("", text, "x"))]
    nodes: list[Node] = [Is("service", value) for value in values] + [Bare(value) for value in values]
    nodes += [Is("message", values[0]), Is("tags", values[1])]
    for node in nodes:
        assert not any(text in key for key in _keys(to_dsl(node, schema)))
    for node in (Is(f"extra.{text}", values[0]), Is(f"extra.{text}", values[1])):
        assert [key for key in _keys(to_dsl(node, schema)) if text in key] == [f"extra.{text}"]
    assert to_dsl(Exists(f"extra.{text}"), schema) == {"exists": {"field": f"extra.{text}"}}


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for item in value.values():
            yield from _keys(item)
    elif isinstance(value, list):
        for item in value:
            yield from _keys(item)


def _depth(query: dict[str, Any]) -> int:
    clauses = [each for found in query.get("bool", {}).values() if isinstance(found, list) for each in found]
    return 1 + max(map(_depth, clauses), default=0)


@pytest.mark.parametrize("text", DEEPEST)
def test_no_query_is_too_deep(text: str, schema: Schema) -> None:
    """The deepest brackets make a query that Elasticsearch's limit of 30 levels allows."""
    assert 13 < _depth(to_dsl(parse(text), schema)) < 30


def test_each_call_gives_objects_of_its_own(schema: Schema) -> None:
    """Who changes a query changes no other one."""
    for text in ('_id:""', "*", "level:ERROR"):
        to_dsl(parse(text), schema).clear()
        assert to_dsl(parse(text), schema)


def test_now(schema: Schema) -> None:
    """A clock of another zone and one of UTC ask the same, and without one it is the clock of the machine."""
    node = parse("@timestamp > now")
    china = NOW.replace(tzinfo=timezone.utc).astimezone(timezone(timedelta(hours=8)))
    assert to_dsl(node, schema, china) == to_dsl(node, schema, NOW)
    found = to_dsl(node, schema)["range"]["@timestamp"]["gt"]
    assert abs(datetime.now(timezone.utc) - datetime.fromisoformat(found.replace("Z", "+00:00"))) < timedelta(minutes=5)


SPELLINGS = [
    ("3", ("3", "3.0")),
    ("3.00", ("3.00", "3", "3.0")),
    ("0", ("0", "0.0", "-0.0")),
    ("1e-4", ("1e-4", "0.0001", "1.0E-4")),
    ("10000000", ("10000000", "10000000.0", "1.0E7")),
    ("1.5e-7", ("1.5e-7", "1.5E-7")),
    ("-12e21", ("-12e21", "-1.2e22", "-1.2E22")),
    ("1e400", ("1e400",)),
    ("9223372036854775807", ("9223372036854775807", "9223372036854776000.0", "9.223372036854776E18")),
]


@pytest.mark.parametrize(("text", "spelt"), SPELLINGS)
def test_spellings_of_a_number(text: str, spelt: tuple[str, ...], schema: Schema) -> None:
    """A number in `extra` is asked for as each store spells it."""
    assert spellings(text) == spelt
    assert to_sql(parse(f"extra.x:{text}"), schema).params[1:] == list(spelt)
