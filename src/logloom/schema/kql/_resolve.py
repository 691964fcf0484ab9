"""What each leaf of a query asks of one field: names looked up, values typed. Every backend prints these.

Elasticsearch and DuckDB must give the same answers, so all that could differ (rounding of dates, words of a text,
bounds of integers) is decided here, once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from difflib import get_close_matches
from fnmatch import fnmatchcase
from math import isinf
from typing import TYPE_CHECKING, Literal, NoReturn, TypeAlias

from logloom.errors import KqlError
from logloom.schema.kql._ast import All, And, Bare, Exists, Is, Node, Not, Or, Range, Value
from logloom.schema.kql._spell import spellings
from logloom.schema.kql._time import instant
from logloom.schema.kql._words import is_word, lower, words

if TYPE_CHECKING:
    from logloom.schema.model import Schema

__all__ = [
    "AnyWord",
    "CheckError",
    "Equals",
    "Field",
    "Interval",
    "Leaf",
    "Like",
    "OneOf",
    "Phrase",
    "Present",
    "Scalar",
    "leaves",
    "resolve",
]

MAX_WILDCARDS = 50  # in one value: more is a mistake, and costs RE2 memory
MAX_WILD = 200  # characters of a value with a wildcard: Lucene limits the work of making an automaton of it

Kind = Literal["keyword", "text", "integer", "float", "boolean", "timestamp", "id", "extra"]
Scalar: TypeAlias = str | int | float | bool | datetime

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")


@dataclass(frozen=True, slots=True)
class Field:
    """A field that can be asked about: of the schema, ``_id``, ``violations``, or a path in ``extra`` (kind extra)."""

    name: str
    kind: Kind
    array: bool = False
    enum: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Present:
    """The field has a value; an empty list is none."""

    field: Field


@dataclass(frozen=True, slots=True)
class Equals:
    """A value of the field is this one, exactly."""

    field: Field
    value: Scalar


@dataclass(frozen=True, slots=True)
class OneOf:
    """A value of the field is one of these texts: a number in ``extra`` as each backend spells it."""

    field: Field
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Like:
    """A value of the field is these parts with anything between them."""

    field: Field
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnyWord:
    """One of these words stands in the text; a word is given as its parts, with any letters between them."""

    field: Field
    words: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """These words stand in the text, one after the other."""

    field: Field
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """A value of the field lies between the two bounds, each with the comparison that it must pass."""

    field: Field
    bounds: tuple[tuple[Literal["<", "<=", ">", ">="], Scalar], ...]


Leaf: TypeAlias = Present | Equals | OneOf | Like | AnyWord | Phrase | Interval


class CheckError(KqlError):
    """What the schema has against a query.

    Args:
        code: stable name of the kind of finding.
        message: what is wrong and what to do.
        offset: 0-based position in the query's text.
    """

    def __init__(self, code: str, message: str, offset: int) -> None:
        self.code = code
        super().__init__(message, offset)


def leaves(node: Node) -> Iterator[Is | Exists | Range | Bare]:
    """Yield the leaves of a tree, in the order of the text."""
    stack: list[Node] = [node]
    while stack:
        top = stack.pop()
        if isinstance(top, (And, Or)):
            stack.extend(reversed(top.items))
        elif isinstance(top, Not):
            stack.append(top.item)
        elif not isinstance(top, All):
            yield top


def resolve(node: Is | Exists | Range | Bare, schema: Schema, now: datetime) -> tuple[Leaf, ...]:
    """Say what a leaf asks; of several answers one is enough.

    Args:
        node: the leaf.
        schema: the schema whose fields are asked about.
        now: what ``now`` is in date math, UTC without a zone.

    Raises:
        CheckError: the schema lacks the field, or it can't have such a value.
    """
    if isinstance(node, Bare):
        return _bare(node.value, schema)
    field = _field(schema, node.field, node.offset)
    if isinstance(node, Exists):
        return (Present(field),)
    _refuse_null(node.value)
    if isinstance(node, Range):
        return (_range(field, node, now),)
    return (_is(field, node.value, now),)


def _field(schema: Schema, name: str, offset: int) -> Field:
    if name in schema.fields:
        spec = schema.fields[name]
        return Field(name, spec.type, spec.array, spec.enum)
    if name == "_id":
        return Field(name, "id")
    if name == "violations":
        return Field(name, "keyword", array=True)
    if name == "extra":
        return Field("", "extra")
    if name.startswith("extra.") and name != "extra.":
        return Field(name[6:], "extra")
    raise CheckError("unknown-field", f"the schema has no field `{name}`{_hint(schema, name)}", offset)


def _hint(schema: Schema, name: str) -> str:
    for field, spec in schema.fields.items():
        if name in spec.aliases or name == spec.ecs:
            return f": it is stored as `{field}`"
    near = get_close_matches(name, [*schema.fields, "_id", "violations", "extra"], 1)
    return f"; did you mean `{near[0]}`?" if near else "; a key that was set apart is `extra.<key>`"


def _refuse_null(value: Value) -> None:
    if value.parts == ("null",) and not value.quoted:
        message = (
            "`null` has no meaning: `not field:*` finds the events without it; put the word in quotes to search for it"
        )
        raise CheckError("null", message, value.offset)


def _bare(value: Value, schema: Schema) -> tuple[Leaf, ...]:
    """Bare text: the words of text fields, the whole value of keyword fields.

    With a wildcard each word asks for itself, of keyword fields too, since Kibana makes a query_string of it.
    """
    _refuse_null(value)
    _refuse_many(value)
    found: list[Leaf] = []
    for name, spec in schema.fields.items():
        field = Field(name, spec.type, spec.array)
        if spec.type == "keyword":
            found += _keyword(field, value)
        elif spec.type == "text":
            leaf = _text(field, value)
            found += [leaf] if leaf else []
    return tuple(found)


def _is(field: Field, value: Value, now: datetime) -> Leaf:
    if field.kind == "extra" and not field.name:
        raise CheckError("extra-key", "name the key: `extra.<key>`; `extra:*` finds events that have any", value.offset)
    if value.wild:
        return _wild(field, value)
    if field.kind == "text":
        return _text(field, value) or _no_word(value)
    if field.kind == "timestamp":
        return Interval(field, ((">=", _instant(value, now, False)), ("<=", _instant(value, now, True))))
    if field.kind == "extra" and _NUMBER.fullmatch(value.text):
        return OneOf(field, spellings(value.text))
    return Equals(field, _scalar(field, value))


def _scalar(field: Field, value: Value) -> Scalar:
    if field.kind == "integer":
        return _whole(value)
    if field.kind == "float":
        return float(_number(value))
    if field.kind == "boolean":
        return _boolean(value)
    _check_enum(field, value)
    return value.text


def _wild(field: Field, value: Value) -> Leaf:
    _refuse_many(value)
    if field.kind == "text":
        return _text(field, value) or _no_word(value)
    if field.kind == "keyword":
        _check_enum(field, value)
        return Like(field, value.parts)
    if field.kind == "extra" and value.parts[1:] == ("",):
        return Like(field, value.parts)
    why = {"id": "the whole `_id` is needed", "extra": "in `extra` a wildcard may only stand at the end"}
    message = f"`{value.text}`: {why.get(field.kind, f'a wildcard finds nothing in a field of type {field.kind}')}"
    raise CheckError("wildcard", message, value.offset)


def _refuse_many(value: Value) -> None:
    if len(value.parts) > MAX_WILDCARDS + 1:
        raise CheckError("wildcard", f"a value may hold at most {MAX_WILDCARDS} wildcards", value.offset)
    if value.wild and len(value.text) > MAX_WILD:
        raise CheckError("wildcard", f"a value with a wildcard may have at most {MAX_WILD} characters", value.offset)


def _keyword(field: Field, value: Value) -> Iterator[Leaf]:
    if not value.wild:
        yield Equals(field, value.text)
        return
    for piece in _pieces(value.parts):
        if len(piece) == 1 and piece[0]:
            yield Equals(field, piece[0])
        elif len(piece) > 1:
            yield Like(field, piece) if any(piece) else Present(field)


def _text(field: Field, value: Value) -> Leaf | None:
    """Any word for unquoted text, the words in their order for quoted; None where no word can match."""
    if value.quoted:
        phrase = words(value.text)
        return Phrase(field, phrase) if phrase else None
    found: list[tuple[str, ...]] = []
    for piece in _pieces(tuple(map(lower, value.parts))):
        if len(piece) == 1:
            found += [(word,) for word in words(piece[0])]
        elif is_word("".join(piece)):
            found.append(piece)
    return AnyWord(field, tuple(dict.fromkeys(found))) if found else None


def _pieces(parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Split at blanks, as Elasticsearch's query_string does, each piece with the wildcards that stood in it."""
    piece: tuple[str, ...] = ()
    for part in parts:
        first, *rest = re.split(r"\s+", part)
        piece = (*piece, first)
        for text in rest:
            yield piece
            piece = (text,)
    yield piece


def _no_word(value: Value) -> NoReturn:
    message = f"`{value.text}` holds no word: words are letters, digits and `_`, all else lies between them"
    raise CheckError("no-word", message, value.offset)


def _check_enum(field: Field, value: Value) -> None:
    if field.enum is None:
        return
    if value.wild:
        pattern = "*".join(re.sub(r"([\[?])", r"[\1]", part).replace("*", "[*]") for part in value.parts)
        if any(fnmatchcase(allowed, pattern) for allowed in field.enum):
            return
    elif value.text in field.enum:
        return
    folded = {allowed.lower(): allowed for allowed in field.enum}
    near = get_close_matches(value.text.lower(), folded, 1)
    hint = f"did you mean `{folded[near[0]]}`?" if near else f"it is one of {', '.join(field.enum)}"
    raise CheckError("not-in-enum", f"`{field.name}` is never `{value.text}`; {hint}", value.offset)


def _number(value: Value) -> Decimal:
    if value.wild or not _NUMBER.fullmatch(value.text):
        raise CheckError(
            "not-a-number", f"`{value.text}` is no number: write one such as 0.9, -3 or 1e-5", value.offset
        )
    number = Decimal(value.text)
    if isinf(float(number)):
        raise CheckError("not-a-number", f"`{value.text}` is beyond what a double can hold", value.offset)
    return number


def _whole(value: Value) -> int:
    number = _number(value)
    _check_64_bits(number, value)
    if number != int(number):
        message = f"`{value.text}` is not whole, and the field holds integers: compare with `<` or `>`"
        raise CheckError("not-an-integer", message, value.offset)
    return int(number)


def _check_64_bits(number: Decimal, value: Value) -> None:
    if not -(2**63) <= number < 2**63:
        raise CheckError("not-an-integer", f"`{value.text}` is beyond 64 bits: no integer field holds it", value.offset)


def _boolean(value: Value) -> bool:
    if value.text not in ("true", "false"):
        raise CheckError("not-a-boolean", f"`{value.text}` is neither `true` nor `false`", value.offset)
    return value.text == "true"


def _instant(value: Value, now: datetime, up: bool) -> datetime:
    try:
        return instant("*" if value.wild else value.text, now, up)
    except ValueError:
        message = (
            f'`{value.text}` is no time: write 2026-11-01, "2026-11-01T10:00:00Z",'
            " now, now-15m, now/d or 2026-11-01||+1M"
        )
        raise CheckError("not-a-timestamp", message, value.offset) from None


def _range(field: Field, node: Range, now: datetime) -> Leaf:
    if field.kind == "timestamp":
        return Interval(field, ((node.op, _instant(node.value, now, up=node.op in (">", "<="))),))
    if field.kind == "float":
        return Interval(field, ((node.op, float(_number(node.value))),))
    if field.kind == "integer":
        number = _number(node.value)
        _check_64_bits(number, node.value)
        # `> 3.5` asks for 4 and more, that is `> 3`: compared as integers, no digit of a large one is lost.
        down = node.op in (">", "<=")
        return Interval(field, ((node.op, int(number.to_integral_value(ROUND_FLOOR if down else ROUND_CEILING))),))
    message = f"`{node.field}` holds {field.kind} values, which have no order: write `{node.field}:value`"
    raise CheckError("no-range", message, node.offset)
