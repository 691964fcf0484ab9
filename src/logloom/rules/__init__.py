"""The rules that a schema compiles to, and the Python engine that applies them."""

from logloom.rules._engine import CONTINUATION, Engine, Outcome, Record
from logloom.rules._patterns import Pattern, parse_pattern
from logloom.rules._rules import FORMAT, FieldRule, PatternRule, Rules

__all__ = [
    "CONTINUATION",
    "FORMAT",
    "Engine",
    "FieldRule",
    "Outcome",
    "Pattern",
    "PatternRule",
    "Record",
    "Rules",
    "parse_pattern",
]
