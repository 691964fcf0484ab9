"""What a schema has against a query: all of it at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ._ast import Bare, Exists, Is, Node, Range
from ._resolve import CheckError, leaves, resolve

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
            ``null`` or ``extra-key``.
        message: what is wrong and what to do.
    """

    offset: int
    code: str
    message: str

    def __str__(self) -> str:
        return self.message


def check(node: Node, schema: Schema) -> list[Problem]:
    """Hold a query against a schema.

    Args:
        node: the query, from `parse`.
        schema: the schema that says which fields there are and what they hold.

    Returns:
        All findings in the order of the text; none if the query can be run.
    """
    return sorted({problem for leaf in leaves(node) for problem in _of(leaf, schema)})


def _of(leaf: Is | Exists | Range | Bare, schema: Schema) -> Iterator[Problem]:
    try:
        resolve(leaf, schema, _SOME_DAY)
    except CheckError as error:
        yield Problem(error.offset, error.code, str(error))
