"""What can stand next in a query that is being typed: fields, operators, values, named queries."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from logloom.schema.kql._ast import Or
from logloom.schema.kql._parse import parse
from logloom.schema.kql._print import phrase

if TYPE_CHECKING:
    from logloom.schema.model import FieldSpec, Schema

__all__ = ["Completion", "Option", "complete"]

Values = Callable[[str, str], Iterable[tuple[Any, int]]]

_MOST = 50
_BLANK = " \t\r\n\xa0"
_WORD = rf'(?:\\.|[^{_BLANK}\\():<>"])+'
_TOKEN = re.compile(rf'[{_BLANK}]+|[()]|:|[<>]=?|"(?:\\.|[^"\\])*"?|{_WORD}|\\', re.DOTALL)
_REST = re.compile(rf'(?:{_WORD})?"?', re.DOTALL)
_PLAIN = re.compile(rf"[^{_BLANK}\\():<>\"*{{}}]+")
_OPERATORS = {"<": "is less than", "<=": "is at most", ">": "is greater than", ">=": "is at least"}
_JOINS = {"and": "both hold", "or": "one of the two holds"}
_WORDS = ("and", "or", "not")
_MORE = {"violations": "What was set apart, and why.", "_id": "Id of the event.", "extra": "What the schema lacks."}
_TIMES = {"now-15m": "15 minutes ago", "now-1h": "an hour ago", "now-1d": "a day ago", "now/d": "today"}
_ORDERED = ("integer", "float", "timestamp")


class Option(NamedTuple):
    """One way to go on.

    Args:
        text: to put in the place.
        kind: what it is.
        detail: what it means, for people.
    """

    text: str
    kind: Literal["field", "operator", "value", "query"]
    detail: str


class Completion(NamedTuple):
    """What can stand in a place of a query.

    Args:
        start: 0-based position of the text whose place an option takes.
        end: first position after it.
        options: the likeliest first, at most 50.
    """

    start: int
    end: int
    options: list[Option]


@dataclass
class _Before:
    """What stands before the cursor.

    Args:
        field: whose value is expected; empty where a field, or text to search for, is.
        words: of the literal that was begun, and where each begins.
        groups: for each open bracket, the field whose values stand in it, or an empty text.
        closed: whether a bracket was closed last, so that only `and` or `or` can follow.
        touching: whether no blank stands between the last word and the cursor.
        compared: whether the value is compared by its order.
    """

    field: str = ""
    words: list[tuple[int, str]] = dataclasses.field(default_factory=list)
    groups: list[str] = dataclasses.field(default_factory=list)
    closed: bool = False
    touching: bool = False
    compared: bool = False

    def read(self, piece: str, at: int, *, parted: bool) -> None:
        """Take the next piece of text; `parted` says that a blank comes after it."""
        joins = piece.lower() in _JOINS and parted and bool(self.words or self.closed)
        negates = piece.lower() == "not" and parted and not self.words
        self.touching = False
        if piece == "(":
            self.groups.append(self.field)
        elif piece == ")":
            self.groups[-1:] = []
        elif piece[0] in ":<>":
            self.field = _unquoted(" ".join(word for _, word in self.words))
            self.compared = piece != ":"
        elif joins:
            self.field = self.groups[-1] if self.groups else ""
        elif piece[0] not in _BLANK and not negates:
            self.words.append((at, piece))
            self.touching = True
        if joins or piece[0] in "():<>":
            self.words, self.closed = [], piece == ")"


def complete(text: str, at: int, schema: Schema, values: Values = lambda _field, _prefix: ()) -> Completion:
    """Say what can stand where the cursor is.

    Args:
        text: of the query, whether or not it parses.
        at: 0-based position of the cursor.
        schema: whose fields and named queries are offered.
        values: gives the values of a field that hold a text, each with the number of its events, the likeliest first.
    """
    at = max(0, min(at, len(text)))
    before = _Before()
    for token in _TOKEN.finditer(text, 0, at):
        before.read(token[0], token.start(), parted=text[token.end() : token.end() + 1] in (*_BLANK,))
    rest = _REST.match(text, at)
    end = rest.end() if rest and before.touching else at
    if before.closed or (before.words and not before.touching):
        return _found(at, at, _after(before, schema))
    if not before.words:
        return _found(at, at, _of(before, "", schema, values))
    start, typed = before.words[0][0], text[before.words[0][0] : at]
    if not before.field and typed in schema.fields and end == at:
        return _found(at, at, _operators(schema.fields[typed]))
    whole = _found(start, end, _of(before, _unquoted(typed), schema, values))
    last, word = before.words[-1]
    return whole if whole.options or len(before.words) == 1 else _found(last, end, _joins(word))


def _found(start: int, end: int, options: Iterable[Option]) -> Completion:
    return Completion(start, end, list(islice(options, _MOST)))


def _after(before: _Before, schema: Schema) -> Iterator[Option]:
    """What can follow what is complete."""
    name = before.words[0][1] if len(before.words) == 1 and not before.field else ""
    if name in schema.fields:
        yield from _operators(schema.fields[name])
    yield from _joins("")


def _of(before: _Before, typed: str, schema: Schema, values: Values) -> Iterator[Option]:
    """What can stand where a value of a field, or where there is none an item, is expected."""
    if not before.field:
        yield from _items(typed, schema)
        return
    yield from _values(before.field, typed, schema, values)
    if not typed and not before.compared:
        yield Option("*", "value", "has a value")


def _joins(typed: str) -> Iterator[Option]:
    return (Option(f"{word} ", "operator", says) for word, says in _JOINS.items() if word.startswith(typed.lower()))


def _operators(spec: FieldSpec) -> Iterator[Option]:
    yield Option(":", "operator", "holds the words" if spec.type == "text" else "is")
    if spec.type in _ORDERED:
        yield from (Option(f" {operator} ", "operator", says) for operator, says in _OPERATORS.items())


def _items(typed: str, schema: Schema) -> Iterator[Option]:
    wanted = typed.lower()
    names = [name for name in (*schema.fields, *_MORE) if wanted in name]
    for name in sorted(names, key=lambda name: not name.startswith(wanted)):
        detail = schema.fields[name].description if name in schema.fields else _MORE[name]
        yield Option(f"{name}." if name == "extra" else name, "field", detail)
    for name, query in schema.queries.items():
        if wanted in name or wanted in query.title.lower():
            either = isinstance(parse(query.query), Or)
            yield Option(f"({query.query})" if either else query.query, "query", query.title)
    if "not".startswith(wanted):
        yield Option("not ", "operator", "does not hold")


def _values(field: str, typed: str, schema: Schema, values: Values) -> Iterator[Option]:
    spec = schema.fields.get(field)
    known = _known(spec)
    wanted = typed.lower()
    yield from (Option(_written(key), "value", says) for key, says in known.items() if wanted in key.lower())
    if field == "violations" or (spec and spec.type in {"keyword", "integer"} and not spec.enum):
        for value, count in values(field, typed):
            yield Option(_written(str(value)), "value", f"{count:,} event{'' if count == 1 else 's'}")


def _known(spec: FieldSpec | None) -> dict[str, str]:
    """Return the values that a field can have by the schema, with what they mean."""
    if spec is None:
        return {}
    if spec.type == "timestamp":
        return _TIMES
    return dict.fromkeys(("true", "false") if spec.type == "boolean" else spec.enum or (), "")


def _written(value: str) -> str:
    return value if _PLAIN.fullmatch(value) and value.lower() not in (*_WORDS, "null") else phrase(value)


def _unquoted(literal: str) -> str:
    """Return the text that a literal, whole or begun, stands for."""
    quoted = literal.startswith('"')
    text = literal[1:].removesuffix('"') if quoted else literal
    return re.sub(r"\\(.)", r"\1", text)
