"""A logger that writes into memory by the reference schema."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from logloom.log import LoggerFactory, StructuredLogger
from logloom.schema import compile_rules, load


class Lines(io.BytesIO):
    """A stream that keeps its lines."""

    @property
    def events(self) -> list[dict[str, Any]]:
        """Lines as objects."""
        return [json.loads(line) for line in self.getvalue().splitlines()]

    def of(self, event: str) -> list[dict[str, Any]]:
        """Return the events of one kind."""
        return [each for each in self.events if each["event"] == event]


@pytest.fixture
def lines() -> Lines:
    """The stream of `log`."""
    return Lines()


@pytest.fixture
def log(lines: Lines, root: Path) -> StructuredLogger:
    """A logger that writes to `lines`."""
    rules = compile_rules(load(root / "schema.yaml"))
    return LoggerFactory(rules, lines, {"JOB_ID": "job-7", "NODE_IP": "10.0.0.7"}).get_logger(service="t", version="1")
