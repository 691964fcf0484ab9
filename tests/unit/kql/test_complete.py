"""What is offered while a query is typed."""

from collections.abc import Iterator
from typing import Any

import pytest

from logloom.schema import load_text
from logloom.schema.kql import Completion, check, complete, parse
from logloom.schema.model import Schema

SCHEMA = """
schema: 1
name: unit.complete
version: 1.0.0
fields:
  gpu_memory: {type: float, description: Share of memory.}
  epoch: {type: integer}
  epochs: {type: integer}
  injected: {type: boolean}
  tags: {type: keyword, array: true}
queries:
  errors: {title: All that failed, query: 'level:(ERROR or CRITICAL)'}
  broken: {title: Set apart, query: 'violations:* or parse_error:*'}
"""
JOBS = ["yolo-1", "night run", 'a"b', "or", "显存"]


@pytest.fixture(scope="module")
def offered() -> Schema:
    """Return a schema with a field of each type, and named queries."""
    return load_text(SCHEMA)


def values(field: str, prefix: str) -> Iterator[tuple[Any, int]]:
    """Yield what a store has."""
    held: list[Any] = {"job_id": JOBS, "epoch": [3, 31]}.get(field, [])
    return ((each, 1 if each == "or" else 1200) for each in held if prefix in str(each))


def at_cursor(text: str, schema: Schema) -> Completion:
    """Complete at the bar in a text."""
    return complete(text.replace("|", ""), text.index("|"), schema, values)


def texts(text: str, schema: Schema) -> list[str]:
    """Return what is offered."""
    return [option.text for option in at_cursor(text, schema).options]


@pytest.mark.parametrize(
    ("text", "place", "wanted"),
    [
        ("lev|", (0, 3), ["level"]),
        ("mess|age:x", (0, 7), ["message"]),
        ("level|", (5, 5), [":"]),
        ("epoch|", (5, 5), [":", " < ", " <= ", " > ", " >= "]),
        ("epoch |", (6, 6), [":", " < ", " <= ", " > ", " >= ", "and ", "or "]),
        ("level:ER|", (6, 8), ["ERROR"]),
        ("level:(ERROR or CR|", (16, 18), ["CRITICAL"]),
        ("level:E|RROR and x", (6, 11), ["DEBUG", "ERROR"]),
        ("level:ERROR |", (12, 12), ["and ", "or "]),
        ("level:ERROR o|", (12, 13), ["or "]),
        ("(level:ERROR)|", (13, 13), ["and ", "or "]),
        ("foo |", (4, 4), ["and ", "or "]),
        ("job_id:yo|", (7, 9), ["yolo-1"]),
        ('job_id:"yo|"', (7, 11), ["yolo-1"]),
        ("job_id:|", (7, 7), ["yolo-1", '"night run"', '"a\\"b"', '"or"', "显存", "*"]),
        ("job_id:night r|", (7, 14), ['"night run"']),
        ("epoch:3|", (6, 7), ["3", "31"]),
        ("epoch > |", (8, 8), ["3", "31"]),
        ("injected:|", (9, 9), ["true", "false", "*"]),
        ("@timestamp > now-1|", (13, 18), ["now-15m", "now-1h", "now-1d"]),
        ("not gpu_|", (4, 8), ["gpu_id", "gpu_memory"]),
        ("gpu_memory:|", (11, 11), ["*"]),
        ("extra.a:x|", (8, 9), []),
        ("level:ERROR and all that|", (16, 24), ["(level:(ERROR or CRITICAL))"]),
        ("set apart|", (0, 9), ["(violations:* or parse_error:*)"]),
    ],
)
def test_what_can_stand_there_is_offered(text: str, place: tuple[int, int], wanted: list[str], offered: Schema) -> None:
    """Fields, operators, values, joins and named queries each stand where they can, and take the right place."""
    found = at_cursor(text, offered)
    assert ((found.start, found.end), [option.text for option in found.options]) == (place, wanted)


def test_an_empty_query_offers_fields_queries_and_not(offered: Schema) -> None:
    """All fields come first, as the schema has them."""
    found = at_cursor("|", offered).options
    assert [option.text for option in found][: len(offered.fields)] == list(offered.fields)
    assert {option.kind for option in found} == {"field", "query", "operator"}
    assert next(option.detail for option in found if option.text == "gpu_memory") == "Share of memory."


def test_the_number_of_events_is_told(offered: Schema) -> None:
    """A value of the store says how many events have it."""
    assert [option.detail for option in at_cursor("job_id:|", offered).options][2:4] == ["1,200 events", "1 event"]


@pytest.mark.parametrize("value", ["yolo", "night", 'a"b', "or", "显"])
def test_an_offered_value_is_a_value_of_a_query(value: str, offered: Schema) -> None:
    """What is put in its place parses, and the schema has nothing against it."""
    found = at_cursor(f"level:ERROR and job_id:{value[:1]}|", offered)
    for option in found.options:
        assert not check(parse(f"level:ERROR and job_id:{option.text}"), offered)


@pytest.mark.parametrize(
    "text", ["|", " )(:|", '"|', "((((|", "a:b:c|", "\\|", "level:|)))", "<>=|", "a" * 20_000 + "|"]
)
def test_whatever_is_typed_something_is_said(text: str, offered: Schema) -> None:
    """No text is refused, and the place lies in it."""
    found = at_cursor(text, offered)
    assert 0 <= found.start <= found.end <= len(text) - 1


def test_a_cursor_beyond_the_text_is_at_its_end(offered: Schema) -> None:
    """A late request of a page does no harm."""
    assert complete("lev", 99, offered).options[0].text == "level"
    assert complete("lev", -1, offered).start == 0


def test_no_more_than_fifty_are_offered(offered: Schema) -> None:
    """A page stays short, whatever a field holds."""
    found = complete("job_id:", 7, offered, lambda *_: ((f"job-{number}", 1) for number in range(10_000)))
    assert len(found.options) == 50
