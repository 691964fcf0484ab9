"""The compiled rules, which the logger, the store and the ingest pipeline apply."""

from __future__ import annotations

from collections.abc import Mapping

from logloom.schema import Schema, compile_rules

__all__ = ["render"]


def render(schema: Schema) -> Mapping[str, bytes]:
    """Render ``deploy/rules.json``."""
    return {"deploy/rules.json": compile_rules(schema).to_json()}
