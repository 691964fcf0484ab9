"""A query as a WHERE clause for DuckDB. The text of a query goes into parameters alone; names come from the schema."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, NamedTuple

from logloom._moments import naive_utc
from logloom.schema.kql._ast import All, And, Node, Not, Or
from logloom.schema.kql._resolve import AnyWord, Equals, Field, Interval, Leaf, Like, OneOf, Phrase, Present, resolve
from logloom.schema.kql._words import RUN, TOKEN_PATTERN, is_single

if TYPE_CHECKING:
    from logloom.schema.model import Schema

__all__ = ["Sql", "to_sql"]

_NOT_PLAIN = re.compile(r"[^0-9A-Za-z_\u0080-\U0010ffff]")


class Sql(NamedTuple):
    """A condition with a ``?`` for each parameter, in order.

    Args:
        text: a boolean expression over the columns of the table.
        params: what to bind.
    """

    text: str
    params: list[Any]


def to_sql(node: Node, schema: Schema, now: datetime | None = None) -> Sql:
    """Print a query as DuckDB's SQL.

    Args:
        node: the query, from `parse`.
        schema: the schema that the table was made from.
        now: what ``now`` is in date math; with a zone, or UTC. The clock if not given.

    Returns:
        The condition. A row counts where it is true; false and NULL are alike.

    Raises:
        KqlError: the schema has something against the query, as `check` says.
    """
    printer = _Printer(schema, naive_utc(now or datetime.now(timezone.utc)))
    return Sql(printer.node(node), printer.params)


class _Printer:
    """Collects the parameters in the order in which it prints their marks."""

    def __init__(self, schema: Schema, now: datetime) -> None:
        self.params: list[Any] = []
        self._schema = schema
        self._now = now

    def node(self, node: Node) -> str:
        if isinstance(node, All):
            return "true"
        if isinstance(node, (And, Or)):
            word = " AND " if isinstance(node, And) else " OR "
            return f"({word.join(map(self.node, node.items))})"
        if isinstance(node, Not):
            return f"(NOT coalesce({self.node(node.item)}, false))"
        found = list(map(self.leaf, resolve(node, self._schema, self._now)))
        return f"({' OR '.join(found)})" if found else "false"

    def leaf(self, leaf: Leaf) -> str:
        field = leaf.field
        if field.kind == "extra":
            return self._extra(leaf)
        column = _quoted(field.name)
        if isinstance(leaf, Present):
            return f"len({column}) > 0" if field.array else f"{column} IS NOT NULL"
        if field.array:
            return f"len(list_filter({column}, lambda item: {self._holds(leaf, 'item')})) > 0"
        return self._holds(leaf, column)

    def _holds(self, leaf: Leaf, value: str) -> str:
        """Say that one value (SQL for it) is what the leaf asks for."""
        if isinstance(leaf, Equals):
            return f"{value} = {self._bind(leaf.value)}"
        if isinstance(leaf, OneOf):
            return f"{value} IN ({', '.join(map(self._bind, leaf.values))})"
        if isinstance(leaf, Like):
            return f"regexp_full_match({value}, {self._bind(_any_between(leaf.parts))}, 's')"
        if isinstance(leaf, Interval):
            return " AND ".join(f"{value} {op} {self._bind(bound)}" for op, bound in leaf.bounds)
        if isinstance(leaf, AnyWord):
            return self._any_word(leaf.words, value)
        assert isinstance(leaf, Phrase)
        return self._phrase(leaf.words, value)

    def _any_word(self, words: tuple[tuple[str, ...], ...], value: str) -> str:
        # What has none of the words' letters need not be looked at for words: ten times faster.
        rare = " OR ".join(f"contains(lower({value}), {self._bind(max(word, key=len))})" for word in words)
        return f"(({rare}) AND regexp_matches(lower({value}), {self._bind(_one_of(words))}))"

    def _phrase(self, phrase: tuple[str, ...], value: str) -> str:
        # The first condition is cheap and lets most rows go.
        rare = f"contains(lower({value}), {self._bind(max(phrase, key=len))})"
        if len(phrase) <= _SHORT:
            return f"({rare} AND regexp_matches(lower({value}), {self._bind(_in_order(phrase))}))"
        found = f"' ' || array_to_string(regexp_extract_all(lower({value}), '{TOKEN_PATTERN}'), ' ') || ' '"
        return f"({rare} AND contains({found}, {self._bind(' ' + ' '.join(phrase) + ' ')}))"

    def _extra(self, leaf: Leaf) -> str:
        """Look at the values in a JSON object, whose paths json_tree names as in ``$.a[0]."b c"``."""
        tree = "EXISTS (SELECT 1 FROM json_tree(extra) leaf WHERE leaf.atom IS NOT NULL"
        if isinstance(leaf, Present) and not leaf.field.name:
            return f"{tree})"
        tree += f" AND regexp_full_match(leaf.fullkey, {self._bind(_json_path(leaf.field))}, 's')"
        return f"{tree})" if isinstance(leaf, Present) else f"{tree} AND {self._holds(leaf, _ATOM)})"

    def _bind(self, value: Any) -> str:
        self.params.append(value)
        return "?"


_ATOM = "(leaf.atom ->> '$')"
_SHORT = 16  # words of a phrase that is one pattern: ten times faster than taking a text apart, but RE2 has its limits
_START, _END = f"(?:^|[^{RUN}])", f"(?:$|[^{RUN}])"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _plain(text: str) -> str:
    """Return an RE2 pattern for exactly this text."""
    return _NOT_PLAIN.sub(lambda found: f"\\x{{{ord(found[0]):x}}}", text)


def _any_between(parts: tuple[str, ...]) -> str:
    return ".*".join(map(_plain, parts))


def _one_of(words: tuple[tuple[str, ...], ...]) -> str:
    """Return an RE2 pattern for a text that holds one of the words."""
    singles = [text for text in map("".join, words) if len(text) == 1 and is_single(text)]
    runs = [f"[{RUN}]*".join(word) for word in words if "".join(word) not in singles]
    return "|".join([*singles, f"{_START}(?:{'|'.join(runs)}){_END}"] if runs else singles)


def _in_order(phrase: tuple[str, ...]) -> str:
    """Return an RE2 pattern for a text that holds the words one after the other."""
    pattern = "" if is_single(phrase[0][0]) else _START
    for word, following in zip(phrase, (*phrase[1:], ""), strict=True):
        apart = "+" if following and not is_single(word[0]) and not is_single(following[0]) else "*"
        pattern += word + (rf"[^\p{{Lo}}{RUN}]{apart}" if following else "")
    return pattern + ("" if is_single(phrase[-1][0]) else _END)


def _json_path(field: Field) -> str:
    """Return an RE2 pattern for the paths that Elasticsearch's flattened type names alike.

    A dot parts two keys or stands in one, and an array adds nothing to the path.
    """
    keys = (_plain(re.sub(r'(["\\])', r"\\\1", key)) for key in field.name.split("."))
    array = r"(?:\[[0-9]+\])*"
    return r"\$\." + '"?' + rf'"?{array}\."?'.join(keys) + rf'"?{array}'
