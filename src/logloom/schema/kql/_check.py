"""What a schema has against a query: all of it at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from logloom.schema.kql._ast import Bare, Exists, Is, Node, Range
from logloom.schema.kql._resolve import CheckError, Equals, Interval, Leaf, Scalar, leaves, resolve

if TYPE_CHECKING:
    from logloom.schema.model import Schema

__all__ = ["Problem", "check"]

_SOME_DAY = datetime(2026, 1, 1)  # `now` for the check: what it finds must not hang on the day


@dataclass(frozen=True, order=True)
class Problem:
    """One finding in one query.

    Args:
        offset: 0-based position in the query's text.
        code: stable name of the kind of error: ``unknown-field``, ``not-in-enum``, ``not-a-number``,
            ``not-an-integer``, ``not-a-boolean``, ``not-a-timestamp``, ``no-range``, ``no-word``, ``wildcard``,
            ``null``, ``extra-key`` or ``out-of-range``.
        message: what is wrong and what to do.
    """

    offset: int
    code: str
    message: str

    def __str__(self) -> str:
        return self.message


def check(node: Node, schema: Schema, *, ranges: bool = False) -> list[Problem]:
    """Hold a query against a schema.

    Args:
        node: the query, from `parse`.
        schema: the schema that says which fields there are and what they hold.
        ranges: also find values that no event of this schema can have. A store may hold events of an older one.

    Returns:
        All findings in the order of the text; none if the query can be run.
    """
    return sorted({problem for leaf in leaves(node) for problem in _of(leaf, schema, ranges=ranges)})


def _of(leaf: Is | Exists | Range | Bare, schema: Schema, *, ranges: bool) -> Iterator[Problem]:
    try:
        resolved = list(resolve(leaf, schema, _SOME_DAY))
    except CheckError as error:
        yield Problem(error.offset, error.code, str(error))
        return
    if ranges and isinstance(leaf, (Is, Range)):
        for asked in resolved:
            if message := _out_of_range(asked, schema):
                yield Problem(leaf.value.offset, "out-of-range", message)


def _out_of_range(leaf: Leaf, schema: Schema) -> str:
    """Say why no value that the schema lets pass can match, or nothing."""
    spec = schema.fields.get(leaf.field.name)
    if spec is None or not isinstance(leaf, (Equals, Interval)):
        return ""
    bounds: tuple[tuple[str, Scalar], ...] = leaf.bounds if isinstance(leaf, Interval) else (("=", leaf.value),)
    for op, value in bounds:
        if not isinstance(value, (int, float)):
            continue
        if spec.max is not None and (value > spec.max or (op == ">" and value == spec.max)):
            hint = "; it is a ratio: write 0.9 for 90 %" if spec.unit == "ratio" else ""
            return f"`{leaf.field.name}` is never above {spec.max}{hint}"
        if spec.min is not None and (value < spec.min or (op == "<" and value == spec.min)):
            return f"`{leaf.field.name}` is never below {spec.min}"
    return ""
