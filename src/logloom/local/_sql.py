"""Names, texts and types of the schema as SQL."""

from __future__ import annotations

from logloom.rules import FieldRule

__all__ = ["COLUMN_TYPES", "column_type", "name", "text"]

COLUMN_TYPES = {
    "keyword": "VARCHAR",
    "text": "VARCHAR",
    "integer": "BIGINT",
    "float": "DOUBLE",
    "boolean": "BOOLEAN",
    "timestamp": "TIMESTAMP",
}


def name(identifier: str) -> str:
    """Return an identifier, quoted."""
    return '"' + identifier.replace('"', '""') + '"'


def text(value: str) -> str:
    """Return a string literal."""
    return "'" + value.replace("'", "''") + "'"


def column_type(rule: FieldRule) -> str:
    """Return the type of a field's column."""
    return COLUMN_TYPES[rule.type] + ("[]" if rule.array else "")
