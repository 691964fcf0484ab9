"""Rules, and loggers that write into memory."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from logloom.log import LoggerFactory, StructuredLogger
from logloom.rules import FieldRule, PatternRule, Rules, parse_pattern
from logloom.schema import compile_rules, load_text

ENVIRON = {"JOB_ID": "job-7", "SERVICE": "trainer", "VERSION": "1.0", "NODE_IP": "10.0.0.7"}
EVENTS = ("log", "text", "invalid", "job_start", "job_end", "epoch_end", "step", "exception")


def pattern(name: str, source: str) -> PatternRule:
    """Compile one pattern rule."""
    parsed = parse_pattern(source)
    return PatternRule(name, parsed.literals, parsed.regex)


@pytest.fixture(scope="session")
def rules() -> Rules:
    """The built-in base with one field of each type, sampling and redaction."""
    base = compile_rules(load_text("schema: 1\nname: logloom.base\nversion: 1.0.0\n"))
    fields = {
        "epoch": FieldRule("integer", min=0),
        "step": FieldRule("integer", min=0),
        "loss": FieldRule("float"),
        "gpu_memory": FieldRule("float", min=0, max=1),
        "dataset": FieldRule("keyword", max_length=64),
        "precision": FieldRule("keyword", enum=("fp32", "amp")),
        "injected": FieldRule("boolean"),
        "started": FieldRule("timestamp"),
        "tags": FieldRule("keyword", array=True),
        "gpu_count": FieldRule("integer", min=0),
        "class": FieldRule("keyword"),
    }
    return replace(
        base,
        fields={**base.fields, **fields, "event": replace(base.fields["event"], enum=EVENTS)},
        aliases=(*base.aliases, ("gpu_num", "gpu_count")),
        redact_keys={"password": "names"},
        redact_patterns=(pattern("aws", "AKIA[0-9A-Z]{16}"), pattern("token", "ghp_[A-Za-z0-9]+")),
        sample={"step": 10},
    )


class Lines(io.BytesIO):
    """A stream that keeps its lines."""

    @property
    def raw(self) -> list[bytes]:
        """Lines without their end."""
        return self.getvalue().splitlines()

    @property
    def events(self) -> list[dict[str, Any]]:
        """Lines as objects, strictly: NaN and doubled keys are errors."""
        return [strict(line) for line in self.raw]


def strict(line: bytes) -> dict[str, Any]:
    """Parse one line by RFC 8259."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        assert len(found) == len(pairs), f"a key stands twice: {pairs}"
        return found

    def refuse(text: str) -> None:
        raise AssertionError(f"{text} is no JSON")

    parsed: dict[str, Any] = json.loads(line, object_pairs_hook=once, parse_constant=refuse)
    return parsed


@pytest.fixture
def lines() -> Lines:
    """The stream of `log`."""
    return Lines()


@pytest.fixture
def make_log(rules: Rules, lines: Lines) -> Callable[..., StructuredLogger]:
    """Make a logger that writes to `lines`; changes of the rules and the environment are keywords."""

    def make(environ: dict[str, str] | None = None, **changes: Any) -> StructuredLogger:
        return LoggerFactory(replace(rules, **changes), lines, {**ENVIRON, **(environ or {})}).get_logger()

    return make


@pytest.fixture
def log(make_log: Callable[..., StructuredLogger]) -> StructuredLogger:
    """A logger that writes to `lines`."""
    return make_log()
