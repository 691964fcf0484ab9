"""Secrets go, whatever holds them; harmless lines stay as they are."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from unit.rules.harmless_corpus import near_misses, said_by
from unit.rules.secret_corpus import secrets

from logloom.log import LoggerFactory, StructuredLogger
from logloom.rules import Engine, Record, Rules
from logloom.schema import compile_rules, load

CORPUS = list(secrets())
TOUCHED_AT_MOST = 1 / 1000


@pytest.fixture(scope="module")
def reference(root: Path) -> Rules:
    """The rules of the reference schema."""
    return compile_rules(load(root / "schema.yaml"))


def test_the_corpus_is_what_it_claims() -> None:
    """More than 200 secrets of many kinds, each different and each in its line."""
    assert len({line for _, line, _ in CORPUS}) == len(CORPUS) >= 200
    assert len({kind for kind, _, _ in CORPUS}) >= 50
    assert all(part in line for _, line, part in CORPUS)


def say_message(log: StructuredLogger, line: str) -> None:
    """Say it as the message."""
    log.info(line)


def say_argument(log: StructuredLogger, line: str) -> None:
    """Say it as a value of the message."""
    log.info("found %s", line)


def say_field(log: StructuredLogger, line: str) -> None:
    """Say it in a field of the schema."""
    log.info("x", dataset=line)


def say_nested(log: StructuredLogger, line: str) -> None:
    """Say it deep inside a value that the schema lacks."""
    log.info("x", settings={"a": [{"b": (line, 1)}]})


def say_key(log: StructuredLogger, line: str) -> None:
    """Say it as the name of a value."""
    log.info("x", settings={line: 1})


def say_bound(log: StructuredLogger, line: str) -> None:
    """Say it in the context."""
    log.bind(note=line).info("x")


def say_exception(log: StructuredLogger, line: str) -> None:
    """Say it as the text of an exception with a cause."""
    try:
        try:
            raise ValueError(line)
        except ValueError as error:
            raise RuntimeError(f"failed with {line}") from error
    except RuntimeError:
        log.exception("failed: %s", line)


@pytest.mark.parametrize(
    "say",
    [say_message, say_argument, say_field, say_nested, say_key, say_bound, say_exception],
    ids=lambda f: f.__name__,
)
def test_no_secret_leaves_the_logger(reference: Rules, say: Callable[[StructuredLogger, str], None]) -> None:
    """In the message, a field, nested, as a key, in the context, in an exception's text: each is caught."""
    left = []
    for kind, line, part in CORPUS:
        stream = io.BytesIO()
        say(LoggerFactory(reference, stream, {"NODE_IP": "10.0.0.7"}).get_logger(), line)
        written = json.loads(stream.getvalue())
        if part in json.dumps(written, ensure_ascii=False).replace("\\n", "\n"):
            left.append((kind, line))
    assert left == []


def test_no_secret_gets_into_the_store(reference: Rules) -> None:
    """What another logger, or `print`, put on the console is caught by the engine."""
    engine, left = Engine(reference), []
    for kind, line, part in CORPUS:
        for raw in (line, json.dumps({"message": line, "deep": [{"x": line}]}), json.dumps({"x": line})[:-1]):
            document = engine.apply(Record(raw), "2026-11-01T10:00:00.000Z").document
            if part in json.dumps(document, ensure_ascii=False):
                left.append((kind, raw))
    assert left == []


def touched(rules: Rules, lines: list[str]) -> list[str]:
    """Return the lines that redaction changes."""
    engine = Engine(rules)
    return [line for line in lines if engine.redact_text(line) != line]


def test_harmless_lines_stay(reference: Rules) -> None:
    """Of 5,000 lines without a secret, near misses among them, at most one in a thousand is touched."""
    lines = [*near_misses(4000), *said_by("elasticsearch", 1500), *said_by("sentry_sdk", 500)]
    assert len(lines) >= 5000
    assert len(touched(reference, lines)) <= len(lines) * TOUCHED_AT_MOST


@pytest.mark.needs("torch")
def test_what_pytorch_says_stays(reference: Rules) -> None:
    """PyTorch's own messages are no secrets."""
    lines = said_by("torch", 2000)
    assert len(touched(reference, lines)) <= len(lines) * TOUCHED_AT_MOST
