"""From the text of a query to its tree, or to a KqlError that says where and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

from logloom.errors import KqlError
from logloom.schema.kql._ast import All, And, Bare, Exists, Is, Node, Not, Op, Or, Range, Value

if TYPE_CHECKING:
    from lark import Lark, Token

__all__ = ["MAX_LENGTH", "MAX_NESTING", "parse"]

MAX_LENGTH = 10_000
# Elasticsearch takes queries of up to 30 levels: what stands between two brackets can make two (`a or b and (`), a leaf
# makes three. Source: Elasticsearch 9, Search settings, indices.query.bool.max_nested_depth.
MAX_NESTING = 12

# What JavaScript's trim() takes: Kibana trims a value after its escapes are read.
_TRIMMED = " \t\n\r\v\f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_TRIMMED += "\u2028\u2029\u202f\u205f\u3000\ufeff"
_UNIT = re.compile(r"\\(u[0-9a-fA-F]{4}|[oO][rR]|[aA][nN][dD]|N[oO][tT]|.)|(\*)|[^\\*]+", re.DOTALL)
_QUOTED_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|[trn\\\"])")
_WHITE = {"t": "\t", "r": "\r", "n": "\n"}


def parse(text: str) -> Node:
    """Read a query in Kibana's query language.

    Args:
        text: the query, at most 10,000 characters, brackets at most 12 deep. Blank text means every event.

    Returns:
        The tree of the query. No field is looked up: see `check`.

    Raises:
        KqlError: the text is no query; `offset` says where.

    Source: Kibana 9, Explore and analyze, KQL.
    """
    _check_text(text)
    from lark.exceptions import UnexpectedCharacters, UnexpectedToken  # noqa: PLC0415  slow to load

    try:
        return cast("Node", _parser().parse(text))
    except UnexpectedToken as error:
        offset = len(text) if error.token.type == "$END" else error.token.start_pos or 0
        expected = error.accepts or error.expected
    except UnexpectedCharacters as error:
        offset, expected = error.pos_in_stream or 0, error.allowed or set()
    raise KqlError(_complaint(text, offset, set(expected)), offset)


def _check_text(text: str) -> None:
    if len(text) > MAX_LENGTH:
        message = f"the query is {len(text):,} characters long, more than {MAX_LENGTH:,}: ask for less at once"
        raise KqlError(message, MAX_LENGTH)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        message = "half of a surrogate pair is no character: remove it"
        raise KqlError(message, error.start) from None


@cache
def _parser() -> Lark:
    from lark import Lark  # noqa: PLC0415  slow to load

    grammar = files(__package__).joinpath("kql.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", lexer="contextual", transformer=_Build(), postlex=_Nesting())


class _Nesting:
    """Counts open brackets, so that no tree is deeper than the functions that walk it can go."""

    always_accept = ()

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        depth = 0
        for token in stream:
            depth += {"_OPEN": 1, "_CLOSE": -1}.get(token.type, 0)
            if depth > MAX_NESTING:
                message = f"brackets are nested more than {MAX_NESTING} deep: write the query flatter"
                raise KqlError(message, token.start_pos or 0)
            yield token


class _Build:
    """One method for each rule of the grammar: what the parser makes of it."""

    def start(self, children: list[Node]) -> Node:
        return children[0] if children else All()

    def any_of(self, children: list[Node]) -> Node:
        return Or(tuple(children))

    def all_of(self, children: list[Node]) -> Node:
        return And(tuple(children))

    def negate(self, children: list[Node]) -> Node:
        return Not(children[0])

    def bare(self, children: list[Value]) -> Node:
        return All() if _any(children[0]) else Bare(children[0])

    def match(self, children: list[Any]) -> Node:
        field, values = children
        if _any(field) and values == All():
            return All()
        return _with_field(_name(field), field.offset, values)

    def compare(self, children: list[Any]) -> Node:
        field, op, value = children
        return Range(_name(field), cast("Op", str(op)), value, field.offset)

    def quoted(self, children: list[Token]) -> Value:
        token = children[0]
        text = _QUOTED_ESCAPE.sub(lambda found: _unescape(found[1]), token[1:-1])
        return Value((_paired(text, token),), True, token.start_pos or 0)

    def unquoted(self, children: list[Token]) -> Value:
        token = children[0]
        parts = [""]
        for unit in _UNIT.finditer(token):
            if unit[2]:
                parts.append("")
            else:
                parts[-1] += _unescape(unit[1]) if unit[1] else unit[0]
        parts[0] = parts[0].lstrip(_TRIMMED)
        parts[-1] = parts[-1].rstrip(_TRIMMED)
        if parts == [""]:
            message = 'the value is blank: write `""` for empty text, `field:*` for any value'
            raise KqlError(message, token.start_pos or 0)
        return Value(tuple(_paired(part, token) for part in parts), False, token.start_pos or 0)


def _unescape(escaped: str) -> str:
    if len(escaped) == 5:
        return chr(int(escaped[1:], 16))
    return _WHITE.get(escaped, escaped)


def _paired(text: str, token: Token) -> str:
    """Join the two halves of a character that was written as two escapes."""
    try:
        return text.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        message = "a `\\u` escape gives half of a surrogate pair: write both halves, or the character itself"
        raise KqlError(message, token.start_pos or 0) from None


def _any(value: Value) -> bool:
    return value.wild and not any(value.parts)


def _name(field: Value) -> str:
    if field.wild:
        message = f"`{field.text}`: a wildcard in a field's name is not supported: name each field, joined by `or`"
        raise KqlError(message, field.offset)
    return field.text


def _with_field(name: str, offset: int, values: Node) -> Node:
    """Say of which field the values in the brackets are."""
    if isinstance(values, (And, Or)):
        return type(values)(tuple(_with_field(name, offset, item) for item in values.items))
    if isinstance(values, Not):
        return Not(_with_field(name, offset, values.item))
    if isinstance(values, Bare):
        return Is(name, values.value, offset)
    return Exists(name, offset)


_WORDS = {
    "UNQUOTED": "a field or a value",
    "_NOT": "`not`",
    "_OPEN": "`(`",
    "_CLOSE": "`)`",
    "_AND": "`and`",
    "_OR": "`or`",
    "_COLON": "`:`",
    "COMPARE": "`<`, `<=`, `>` or `>=`",
    "$END": "the end",
}


def _complaint(text: str, offset: int, expected: set[str]) -> str:
    found = f"`{text[offset]}`" if offset < len(text) else "the end"
    words = [word for name, word in _WORDS.items() if name in expected and name != "$END"]
    wanted = f": expected {', '.join(words)}" if words else ""
    return f"unexpected {found}{wanted}" + _advice(text, offset, expected)


def _advice(text: str, offset: int, expected: set[str]) -> str:
    rest, before = text[offset:], text[:offset].rstrip(" \t\r\n\xa0")
    hints = (
        (rest.startswith("{"), "nested queries, `field:{...}`, are not supported: no field of a schema holds objects"),
        (rest.startswith("}"), "a value that holds `}` stands in quotes"),
        (
            rest.startswith('"') and "QUOTED" in expected,
            'the quote that opens here is never closed; `\\"` is the character',
        ),
        (
            rest.startswith("\\"),
            '`\\\\` is the character; alone it escapes `\\ ( ) : < > " * { }`, or writes `\\t \\r \\n \\u00e9`',
        ),
        (
            rest[:3].lower() == "not" and before,
            "`not` before a blank is an operator, even at the end of a word: use quotes",
        ),
        (rest[:1] in ("<", ">") and before.endswith(":"), "leave out the `:` before a comparison: `field > 5`"),
        (rest.startswith(":"), "a value that holds `:`, such as a time, stands in quotes"),
        (not rest and text.count("(") > text.count(")"), "a bracket is not closed"),
        (rest.startswith(")"), "no bracket is open here, or there is nothing in it"),
    )
    return next((f" ({hint})" for applies, hint in hints if applies), "")
