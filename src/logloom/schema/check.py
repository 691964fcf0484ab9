"""Checks that need the whole schema."""

from __future__ import annotations

from logloom.errors import Diagnostic
from logloom.schema._yaml import Node
from logloom.schema.model import Schema


def check(schema: Schema, root: Node, damaged: frozenset[str]) -> list[Diagnostic]:
    return []
