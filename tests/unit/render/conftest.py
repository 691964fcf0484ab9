"""Schemas to render: one short text each, with what a test changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from logloom.schema import Schema, load, load_text

SHORT = {
    "schema": 1,
    "name": "short.one",
    "version": "1.2.3",
    "fields": {
        "epoch": {"type": "integer", "min": 0, "description": "Round | of training."},
        "loss": {"type": "float", "max": 10, "ecs": "labels.loss"},
        "note": {"type": "text", "max_length": 100},
        "kinds": {"type": "keyword", "array": True, "enum": ["a", 'b"c', "d'e"]},
        "seen_at": {"type": "timestamp"},
        "good": {"type": "boolean"},
    },
}


@pytest.fixture
def make() -> Callable[..., Schema]:
    """Return a function that makes the short schema with other parts."""

    def make(**parts: object) -> Schema:
        return load_text(yaml.safe_dump({**SHORT, **parts}))

    return make


@pytest.fixture(scope="session")
def reference(root: Path) -> Schema:
    """Return the schema of the repository."""
    return load(root / "schema.yaml")
