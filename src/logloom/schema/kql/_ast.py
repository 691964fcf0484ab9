"""What a query means, before any schema is known."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["All", "And", "Bare", "Exists", "Is", "Node", "Not", "Op", "Or", "Range", "Value"]

Op = Literal["<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Value:
    """A value as the user wrote it.

    Args:
        parts: the text, split at its wildcards: ``("out", "")`` is ``out*``; one part has no wildcard.
        quoted: whether it stood in quotes, which makes it a phrase.
        offset: 0-based position in the query's text.
    """

    parts: tuple[str, ...]
    quoted: bool = False
    offset: int = dataclasses.field(default=0, compare=False)

    @property
    def wild(self) -> bool:
        """Whether the value holds a wildcard."""
        return len(self.parts) > 1

    @property
    def text(self) -> str:
        """The value without escapes, ``*`` for each wildcard."""
        return "*".join(self.parts)


@dataclass(frozen=True, slots=True)
class All:
    """Every event: an empty query, ``*`` or ``*:*``."""


@dataclass(frozen=True, slots=True)
class And:
    """All of at least two."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of at least two."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The events that the item does not match; those that lack its field are among them."""

    item: Node


@dataclass(frozen=True, slots=True)
class Is:
    """``field:value``."""

    field: str
    value: Value
    offset: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Exists:
    """``field:*``."""

    field: str
    offset: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Range:
    """``field > value``, and its kin."""

    field: str
    op: Op
    value: Value
    offset: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Bare:
    """A value without a field."""

    value: Value


Node: TypeAlias = All | And | Or | Not | Is | Exists | Range | Bare
