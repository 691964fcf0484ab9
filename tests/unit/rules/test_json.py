"""The strict JSON reader: RFC 8259 plus the three words that Python writes."""

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logloom.rules._json import BigInteger, Unparsable, parse_object

DEEP = '{"a":' * 32 + "1" + "}" * 32

GOOD = [
    ("{}", {}),
    (' \t\r\n{"a":1} \n', {"a": 1}),
    ('{"a":1,"a":2}', {"a": 2}),
    ('{"a":-0.5e-3,"b":[true,false,null]}', {"a": -0.0005, "b": [True, False, None]}),
    ('{"a":"\\u00e9\\ud83d\\ude00\\n\\/"}', {"a": "é😀\n/"}),
    ('{"a":"\\\\ud800"}', {"a": "\\ud800"}),
    ('{"a":9223372036854775807,"b":-9223372036854775808}', {"a": 2**63 - 1, "b": -(2**63)}),
    ('{"a":9223372036854775808}', {"a": BigInteger("9223372036854775808")}),
    ('{"a":' + "9" * 5000 + "}", {"a": BigInteger("9" * 5000)}),
    ('{"a":1e400,"b":Infinity,"c":-Infinity}', {"a": math.inf, "b": math.inf, "c": -math.inf}),
    ('{"a":"{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{"}', {"a": "{" * 40}),
]

BAD = [
    ("{", "not JSON"),
    ('{"a":1,}', "not JSON"),
    ('{"a":1} // x', "not JSON"),
    ('{"a":1}{"b":2}', "not JSON"),
    ("{'a':1}", "not JSON"),
    ("{a:1}", "not JSON"),
    ('{"a":01}', "not JSON"),
    ('{"a":+1}', "not JSON"),
    ('{"a":.5}', "not JSON"),
    ('{"a":5.}', "not JSON"),
    ('{"a":0x1f}', "not JSON"),
    ('{"a":nan}', "not JSON"),
    ('{"a":-NaN}', "not JSON"),
    ('{"a":True}', "not JSON"),
    ('{"a":"\t"}', "not JSON"),
    ('{"a":"\x00"}', "not JSON"),
    ('{"a":"\\x41"}', "not JSON"),
    ('{"a":"\\u12g4"}', "not JSON"),
    ('{"a":"b', "not JSON"),
    ('{"a":1\f}', "not JSON"),
    ('\ufeff{"a":1}', "byte order mark"),
    ('{"a":"\\ud800"}', "lone surrogate"),
    ('{"a":"\\ude00"}', "lone surrogate"),
    ('{"\\ud83dx":1}', "lone surrogate"),
    ('{"a":"\\\\\\ud83d"}', "lone surrogate"),
    ('{"a":"\\\\ud83d\\ude00"}', "lone surrogate"),
    ('{"a":' + DEEP + "}", "too deep"),
    ('{"a":' * 5000, "too deep"),
    ('{"%s": 1}' % ("k" * 4096), "key too long"),
    ('{"%s": [{"a": 1}]}' % ("é" * 2047), "key too long"),
    ('{"a":' * 200_000 + "1" + "}" * 200_000, "too deep"),
]


@pytest.mark.parametrize(("line", "value"), GOOD)
def test_reads_objects(line: str, value: object) -> None:
    """What RFC 8259 calls an object is read, exactly."""
    assert parse_object(line) == value


def test_keeps_the_type_of_big_integers() -> None:
    """An integer beyond 64 bits is told from a text and from a float."""
    assert type(parse_object('{"a":18446744073709551616}')["a"]) is BigInteger
    assert type(parse_object('{"a":1e19}')["a"]) is float


def test_reads_nan() -> None:
    """A NaN is a value that can be found, not a broken line."""
    assert math.isnan(parse_object('{"loss":NaN}')["loss"])


def test_takes_thirty_two_levels() -> None:
    """The deepest object that is taken has 32 levels."""
    assert parse_object(DEEP) == json.loads(DEEP)


@pytest.mark.parametrize(("line", "reason"), BAD)
def test_refuses_everything_else(line: str, reason: str) -> None:
    """What is no JSON object is refused for one of the fixed reasons."""
    with pytest.raises(Unparsable, match=f"^{reason}$"):
        parse_object(line)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=300)
@given(st.dictionaries(st.text(), VALUES, max_size=4), st.booleans())
def test_agrees_with_json(value: dict[str, object], ascii_only: bool) -> None:
    """Whatever Python's own json writes is read as the same value."""
    assert parse_object(json.dumps(value, ensure_ascii=ascii_only)) == value


@settings(max_examples=300)
@given(st.dictionaries(st.text(), VALUES, max_size=3), st.data())
def test_cut_lines_are_refused(value: dict[str, object], data: st.DataObject) -> None:
    """A line that is cut before its end is never taken for an object."""
    line = json.dumps(value)
    cut = data.draw(st.integers(1, len(line) - 1))
    with pytest.raises(Unparsable):
        parse_object(line[:cut])
