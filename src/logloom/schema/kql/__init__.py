"""Kibana's query language: read, checked against a schema, printed for each backend.

node = parse("level:ERROR and gpu_memory > 0.9")
problems = check(node, schema)
where, params = to_sql(node, schema)  # DuckDB
body = {"query": to_dsl(node, schema)}  # Elasticsearch
"""

from ._ast import All, And, Bare, Exists, Is, Node, Not, Or, Range, Value
from ._check import Problem, check
from ._complete import Completion, Option, complete
from ._dsl import to_dsl
from ._parse import parse
from ._print import explain, to_text
from ._sql import Sql, to_sql
from ._time import instant
from ._words import TOKEN_PATTERN, analysis

__all__ = [
    "TOKEN_PATTERN",
    "All",
    "And",
    "Bare",
    "Completion",
    "Exists",
    "Is",
    "Node",
    "Not",
    "Option",
    "Or",
    "Problem",
    "Range",
    "Sql",
    "Value",
    "analysis",
    "check",
    "complete",
    "explain",
    "instant",
    "parse",
    "to_dsl",
    "to_sql",
    "to_text",
]
