"""The YAML reader: the core rules of YAML 1.2, places, and bounds."""

from __future__ import annotations

import math

import pytest

from logloom.errors import SchemaErrors
from logloom.schema._yaml import MAX_BYTES, MAX_TEXT, Node, parse


def value(text: str) -> object:
    """Return what a plain scalar is read as."""
    node = parse(f"key: {text}\n".encode(), "x.yaml")[0].get("key")
    assert node is not None
    return node.plain()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("", None),
        ("Null", None),
        ("1e-3", 0.001),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("-7", -7),
        ("0o17", 15),
        ("0x1F", 31),
        ("017", 17),
        ("0b11", "0b11"),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("2026-01-01", "2026-01-01"),
        ("9.4.3", "9.4.3"),
        ("-.inf", -math.inf),
        ("'12'", "12"),
        ('"true"', "true"),
        ("!!str 12", "12"),
        ("=", "="),
    ],
)
def test_scalars_follow_the_core_rules_of_yaml_1_2(text: str, expected: object) -> None:
    """What YAML 1.1 reads as booleans, times and octal numbers is text, and 1e-3 is a number."""
    found = value(text)
    assert found == expected
    assert type(found) is type(expected)


def test_nan_is_a_number() -> None:
    """`.nan` is read as a number, for the checks to refuse where it limits nothing."""
    found = value(".nan")
    assert isinstance(found, float)
    assert math.isnan(found)


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    """A file that begins with a UTF-8 byte order mark is read as without it."""
    root, found = parse(b"\xef\xbb\xbfkey: 1\n", "x.yaml")
    assert root.plain() == {"key": 1}
    assert not found


def test_nodes_know_their_places() -> None:
    """Each value and each name has the line and column at which it begins."""
    root, _ = parse("ä: {b: 'x', c: [1, 2]}\n".encode(), "x.yaml")
    inner = root.get("ä")
    assert inner is not None
    second = inner.get("c")
    assert second is not None
    item = second.get(1)
    assert item is not None
    assert (inner.line, inner.column, inner.key) == (1, 4, (1, 1))
    assert (second.key, item.column) == ((1, 13), 20)


@pytest.mark.parametrize(
    ("written", "offset", "column"),
    [
        ("a b", 2, 8),
        ("'a b'", 2, 9),
        ("'it''s b'", 5, 13),
        ('"a\\tb"', 2, 10),
        ('"\\u0041b"', 1, 13),
        ("&x 'a b'", 2, 6),
    ],
)
def test_an_offset_in_a_text_is_a_column_of_the_file(written: str, offset: int, column: int) -> None:
    """Quotes and escapes count; where a text can't be followed, its beginning is shown."""
    node = parse(f"key: {written}\n".encode(), "x.yaml")[0].get("key")
    assert isinstance(node, Node)
    assert node.report("x", "y", offset=offset).column == column


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"a: 1\n" * 3 + b"b: '" + b"x" * 10_000_000 + b"'\n", "too-large", 4),
        (b"a: '" + b"x" * (MAX_TEXT + 1) + b"'\n", "too-large", 1),
        (b"[" * 100_000, "too-deep", 1),
        (b"a: &a [x]\nb: &b [" + b"*a," * 1000 + b"]\nc: [" + b"*b," * 1000 + b"]\n", "too-many", 3),
        (b"- " * 50_000, "too-deep", 1),
        (b"\xff\xfea\x00", "encoding", 1),
        (b"a: \xc3\x28\n", "encoding", 1),
        (b"%TAG ! tag:x,2000:\n---\na: !b 1\n", "tag", 3),
        (b"a: 1\n--- \nb: 1\n", "documents", 2),
    ],
)
def test_hostile_files_are_told_and_bounded(data: bytes, code: str, line: int) -> None:
    """Files that are too large, too deep or too clever end in one diagnostic with its line."""
    try:
        found = parse(data[: MAX_BYTES + 1], "x.yaml")[1]
    except SchemaErrors as error:
        found = list(error.diagnostics)
    assert [(each.code, each.line) for each in found] == [(code, line)]
