"""Forms of text in a schema, as regular expressions: the model holds values to them, others put them into words."""

from __future__ import annotations

__all__ = [
    "DATA_SET",
    "ECS_NAME",
    "ELASTIC_VERSION",
    "ENV_REFERENCE",
    "FIELD_NAME",
    "NAME",
    "NAMESPACE",
    "SIZE",
    "SPAN",
    "VERSION",
]

FIELD_NAME = r"^(@timestamp|[a-z][a-z0-9_]{0,62})$"
NAME = r"^[a-z][a-z0-9_]{0,62}$"
SPAN = r"^[1-9][0-9]{0,5}(s|m|h|d)$"
SIZE = r"^[1-9][0-9]{0,5}(mb|gb|tb)$"
ENV_REFERENCE = r"^\$\{[A-Z][A-Z0-9_]*\}$"
ELASTIC_VERSION = r"^9\.[0-9]+\.[0-9]+$"
NAMESPACE = r"^[a-z0-9][a-z0-9_.]{0,99}$"
ECS_NAME = r"^[a-z@][a-z0-9_@]*(\.[a-z0-9_]+)*$"
DATA_SET = r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$"
VERSION = r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$"
