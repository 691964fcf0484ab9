"""A query as Elasticsearch's query DSL: data, in which the text of a query stands as a value alone.

All that the two backends could see differently is decided in `_resolve`; here each leaf becomes the one query that
answers it, in filter context, since nobody asks for a score.

Source: Elasticsearch 9, Query DSL: Boolean, Term, Terms, Wildcard, Prefix, Match, Match phrase, Range, Exists, IDs;
Flattened field type, supported operations.
"""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from logloom._moments import iso, naive_utc
from logloom.schema.kql._ast import All, And, Node, Not, Or
from logloom.schema.kql._resolve import AnyWord, Equals, Field, Interval, Leaf, Like, OneOf, Present, Scalar, resolve

if TYPE_CHECKING:
    from logloom.schema.model import Schema

__all__ = ["to_dsl"]

Query = dict[str, Any]

_NAMES = {">": "gt", ">=": "gte", "<": "lt", "<=": "lte"}
_NONE: Query = {"match_none": {}}


def to_dsl(node: Node, schema: Schema, now: datetime | None = None) -> dict[str, Any]:
    """Print a query as Elasticsearch's query DSL.

    Args:
        node: the query, from `parse`.
        schema: the schema that the mappings were made from.
        now: what ``now`` is in date math; with a zone, or UTC. The clock if not given.

    Returns:
        What stands under ``query`` in a search. Each call returns objects of its own.

    Raises:
        KqlError: the schema has something against the query, as `check` says.
    """
    utc = naive_utc(now or datetime.now(timezone.utc))
    return _node(node, schema, utc)


def _node(node: Node, schema: Schema, now: datetime) -> Query:
    if isinstance(node, All):
        return {"match_all": {}}
    if isinstance(node, And):
        return {"bool": _clauses(node, schema, now)}
    if isinstance(node, Or):
        return _any([_node(item, schema, now) for item in node.items])
    if isinstance(node, Not):
        return {"bool": {"must_not": [_node(node.item, schema, now)]}}
    return _any([_leaf(leaf) for leaf in resolve(node, schema, now)])


def _clauses(node: And, schema: Schema, now: datetime) -> dict[str, list[Query]]:
    """Part what must hold from what must not: one level of brackets is then one level of the query."""
    clauses: dict[str, list[Query]] = {}
    for item in node.items:
        barred = isinstance(item, Not)
        clause = _node(item.item if isinstance(item, Not) else item, schema, now)
        clauses.setdefault("must_not" if barred else "filter", []).append(clause)
    return clauses


def _any(queries: list[Query]) -> Query:
    if len(queries) < 2:
        return queries[0] if queries else dict(_NONE)
    return {"bool": {"should": queries, "minimum_should_match": 1}}


def _leaf(leaf: Leaf) -> Query:
    path = _path(leaf.field)
    if isinstance(leaf, Present):
        return _present(path)
    if isinstance(leaf, (Equals, OneOf)):
        return _equals(leaf, path)
    if isinstance(leaf, Like):
        return _like(path, leaf.parts)
    if isinstance(leaf, Interval):
        return {"range": {path: {_NAMES[op]: _bound(op, value) for op, value in leaf.bounds}}}
    if isinstance(leaf, AnyWord):
        return _any_word(path, leaf.words)
    return {"match_phrase": {path: {"query": " ".join(leaf.words)}}}


def _path(field: Field) -> str:
    if field.kind != "extra":
        return field.name
    return f"extra.{field.name}" if field.name else "extra"


def _present(path: str) -> Query:
    # `exists` takes a star in a name for a pattern; a key in `extra` may hold one.
    return {"prefix": {path: {"value": ""}}} if "*" in path else {"exists": {"field": path}}


def _equals(leaf: Equals | OneOf, path: str) -> Query:
    if isinstance(leaf, OneOf):
        return {"terms": {path: list(leaf.values)}}
    if leaf.field.kind == "id":
        return {"ids": {"values": [leaf.value]}} if leaf.value else dict(_NONE)
    if leaf.field.kind == "float" and leaf.value == 0:
        return {"range": {path: {"gte": -0.0, "lte": 0.0}}}
    return {"term": {path: {"value": leaf.value}}}


def _bound(op: str, value: Scalar) -> Any:
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, float) and value == 0:
        return -0.0 if op in (">=", "<") else 0.0  # Lucene sorts -0.0 before 0.0
    return value


def _like(path: str, parts: tuple[str, ...]) -> Query:
    if parts[1:] == ("",):
        return {"prefix": {path: {"value": parts[0]}}}
    return {"wildcard": {path: {"value": "*".join(re.sub(r"([*?\\])", r"\\\1", part) for part in parts)}}}


def _any_word(path: str, words: tuple[tuple[str, ...], ...]) -> Query:
    whole = " ".join(word[0] for word in words if len(word) == 1)
    found: list[Query] = [{"match": {path: {"query": whole, "operator": "or"}}}] if whole else []
    found += [_like(path, word) if any(word) else _present(path) for word in words if len(word) > 1]
    return _any(found)
