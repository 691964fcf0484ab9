"""The rules that a schema compiles to, and the Python engine that applies them."""

from logloom.rules._check import checker
from logloom.rules._engine import CONTINUATION, LINE_LIMIT, Engine, Outcome, Record
from logloom.rules._patterns import Pattern, parse_pattern
from logloom.rules._redact import Redactor, shortest
from logloom.rules._rules import FORMAT, FieldRule, PatternRule, Rules

__all__ = [
    "CONTINUATION",
    "FORMAT",
    "LINE_LIMIT",
    "Engine",
    "FieldRule",
    "Outcome",
    "Pattern",
    "PatternRule",
    "Record",
    "Redactor",
    "Rules",
    "checker",
    "parse_pattern",
    "shortest",
]
