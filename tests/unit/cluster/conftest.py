"""A cluster that answers from a script and remembers what it was asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from logloom.cluster import Answer, Cluster
from logloom.schema import Schema, load_text

ROOT = {"version": {"number": "9.4.3"}}
MISSING = Answer(404, {"error": {"reason": "not there"}})
TAKEN = Answer(200, {"acknowledged": True})


class Script:
    """Answers each request by its method and path, else as an empty, full cluster would.

    Args:
        answers: "METHOD /path" → answer.
    """

    def __init__(self, answers: Mapping[str, Answer] | None = None) -> None:
        empty = {"GET /": Answer(200, ROOT), "GET /_index_template": Answer(200, {"index_templates": []})}
        self.answers = {**empty, "GET /_ilm/status": Answer(200, {}), **(answers or {})}
        self.asked: list[tuple[str, str, Any]] = []
        self.cluster = Cluster(self.send, "es:9200")

    def send(self, method: str, path: str, body: Any) -> Answer:
        """Answer, and remember the request."""
        self.asked.append((method, path, body))
        return self.answers.get(f"{method} {path}", MISSING if method == "GET" else TAKEN)

    def changes(self) -> list[tuple[str, str, Any]]:
        """Return the requests that would change something."""
        return [each for each in self.asked if each[0] != "GET"]


@pytest.fixture
def schema() -> Schema:
    """Return the smallest schema."""
    return load_text("schema: 1\nname: a.b\nversion: 1.0.0\n", "schema.yaml")
