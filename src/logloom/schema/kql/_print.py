"""Queries and their faults as text for people."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from logloom.schema.kql._ast import All, And, Bare, Exists, Is, Node, Not, Or, Range, Value

if TYPE_CHECKING:
    from logloom.errors import KqlError
    from logloom.schema.kql._check import Problem

__all__ = ["explain", "phrase", "to_text"]

_SPECIAL = re.compile(r'[\\():<>"*{}]')
_KEYWORD = re.compile(r"(?:(?<![^ \t\r\n\xa0])(?:or|and)|not)(?![^ \t\r\n\xa0])", re.IGNORECASE)
_WHITE = {"\t": "\\t", "\r": "\\r", "\n": "\\n"}
_SHOWN = 100  # columns of a long line that are shown around the fault


def to_text(node: Node) -> str:
    """Print a query so that Kibana and `parse` read the same tree from it.

    Args:
        node: the query.

    Returns:
        One line of text.
    """
    if isinstance(node, All):
        return "*"
    if isinstance(node, Or):
        return " or ".join(_item(item, (Or,)) for item in node.items)
    if isinstance(node, And):
        return " and ".join(_item(item, (And, Or)) for item in node.items)
    if isinstance(node, Not):
        return f"not {_item(node.item, (And, Or, Not))}"
    return _leaf(node)


def _leaf(node: Bare | Exists | Is | Range) -> str:
    if isinstance(node, Bare):
        return _value(node.value)
    if isinstance(node, Exists):
        return f"{_name(node.field)}:*"
    if isinstance(node, Is):
        return f"{_name(node.field)}:{_value(node.value)}"
    return f"{_name(node.field)} {node.op} {_value(node.value)}"


def _item(node: Node, bracketed: tuple[type[Node], ...]) -> str:
    # Not one bracket more than needed: `parse` takes only so many.
    return f"({to_text(node)})" if isinstance(node, bracketed) else to_text(node)


def _value(value: Value) -> str:
    return phrase(value.text) if value.quoted else "*".join(map(_escaped, value.parts))


def _name(name: str) -> str:
    return _escaped(name) if name and name == name.strip() else phrase(name)


def phrase(text: str) -> str:
    """Return a text as a value in quotes."""
    return '"' + re.sub(r'[\\"\t\r\n]', lambda found: _WHITE.get(found[0], "\\" + found[0]), text) + '"'


def _escaped(text: str) -> str:
    text = _SPECIAL.sub(r"\\\g<0>", text)
    text = _KEYWORD.sub(lambda found: f"\\u{ord(found[0][0]):04x}{found[0][1:]}", text)
    return re.sub(r"[\t\r\n]", lambda found: _WHITE[found[0]], text)


def explain(text: str, error: KqlError | Problem) -> str:
    """Show where a query is at fault.

    Args:
        text: the query.
        error: what `parse` raised, or one of what `check` found.

    Returns:
        The line of the query, a caret under the fault, and the message.
    """
    offset = min(error.offset, len(text))
    start = max(text.rfind("\n", 0, offset) + 1, offset - _SHOWN)
    line = text[start : start + 2 * _SHOWN].split("\n", maxsplit=1)[0].rstrip("\r")
    return f"{line}\n{''.join(map(_blank, text[start:offset]))}^\n{error}"


def _blank(char: str) -> str:
    """Return a blank as wide as the character is on a terminal."""
    if char == "\t":
        return char
    if unicodedata.combining(char):
        return ""
    return "  " if unicodedata.east_asian_width(char) in "WF" else " "
