"""Kibana's query language: read, checked against a schema, printed for each backend.

node = parse("level:ERROR and gpu_memory > 0.9")
problems = check(node, schema)
where, params = to_sql(node, schema)  # DuckDB
body = {"query": to_dsl(node, schema)}  # Elasticsearch
"""

from logloom.schema.kql._ast import All, And, Bare, Exists, Is, Node, Not, Or, Range, Value
from logloom.schema.kql._check import Problem, check
from logloom.schema.kql._complete import Completion, Option, complete
from logloom.schema.kql._dsl import to_dsl
from logloom.schema.kql._parse import parse
from logloom.schema.kql._print import explain, to_text
from logloom.schema.kql._sql import Sql, to_sql
from logloom.schema.kql._time import instant
from logloom.schema.kql._words import TOKEN_PATTERN, analysis

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
