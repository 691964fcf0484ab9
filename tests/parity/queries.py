"""Events to ask about, and any number of queries about the values that they hold."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from harness.kql import EXTRAS, MESSAGES, SERVICES

from logloom._moments import iso
from logloom.schema import Schema
from logloom.schema.kql import And, Bare, Exists, Is, Node, Not, Or, Range, Value, check
from logloom.schema.model import FieldSpec

SCHEMA = """\
schema: 1
name: every.type
version: 1.0.0
fields:
  gpu_memory: {type: float, description: A number.}
  losses: {type: float, array: true, description: Numbers.}
  step: {type: integer, description: An integer.}
  fused: {type: boolean, description: A boolean.}
  tags: {type: keyword, array: true, description: Keywords.}
  notes: {type: text, array: true, description: Texts.}
  saved_at: {type: timestamp, array: true, description: Times.}
  item: {type: keyword, description: The name of a method.}
"""
NOON = datetime(2026, 11, 1, 12)
TIMES = [
    *(NOON + timedelta(**{unit: n}) for unit in ("days", "hours", "milliseconds") for n in (-40, -12, -1, 0, 1, 13)),
    *(datetime(2026, 11, 1), datetime(2026, 11, 1, 23, 59, 59, 999_000), datetime(2026, 10, 31, 23, 59, 59, 999_000)),
    *(datetime(1, 1, 1), datetime(1969, 12, 31, 23, 59, 59, 999_000), datetime(9999, 12, 31, 23, 59, 59, 999_000)),
]
MORE_MESSAGES = ["CUDA ẞtraße ΣΑΣ ǅ", "データ 한국어 שלום 🔥 Ⅷ 2² ª", "e\u0301té é x_1", "a" * 200, "𐐀𐐨 \U0001d4b3 ٣"]
MORE_SERVICES = ["TRAINER", "训练", "a?b", "*", "\\", "é", "e\u0301", "tab\there", "🔥x"]
MORE_EXTRAS: list[dict[str, Any]] = [
    {"lr": 1e-4, "a": {"b": {"c": [1e7, 1e21, -0.0]}}},
    {"lr": 1.0, "n": -(2**63), "big": 123456789.5, "*": "star", "a*": 1},
    {"lr": "0.0001", "t": {"": "e", ".": "dot", "x..y": "dots"}, "none": {"n": None, "l": [], "o": {}}},
    {"none": {"deep": [[["in"], {"k": False}]]}, "sp ace": "Red Panda", "显存": "不足", "s": "", "q?": "\\*?"},
    {"nothing": None, "list": []},
]
NUMBERS = [0.0, -0.0, 0.5, 0.9, 0.91, -1e300, 1.7e308, 5e-324, 1e22, 3.0, -3.5]
INTEGERS = [0, 3, 4, -4, 2**63 - 1, 2**63 - 2, -(2**63), 2**53 + 1]


def events(count: int, seed: int = 3) -> Iterator[str]:
    """Yield lines of events for `SCHEMA`; each field is missing in some."""
    chance = random.Random(seed)
    times = [*map(iso, TIMES)]

    def many(values: list[Any]) -> Any:
        return chance.choice((None, chance.sample(values, chance.randint(0, 3))))

    def one(values: list[Any]) -> Any:
        return chance.choice((None, *values))

    for number in range(count):
        event = {
            "@timestamp": chance.choice(times),
            "run": "0123456789abcdef0123",
            "seq": number,
            "level": one(["DEBUG", "INFO", "WARN", "ERROR", "CRITICAL"]),
            "service": one([*SERVICES, *MORE_SERVICES]),
            "job_id": chance.choice(["yolo-7", "yolo-8", "YOLO 7"]),
            "version": "1.0.0",
            "message": one([*MESSAGES, *MORE_MESSAGES]),
            "gpu_memory": one(NUMBERS),
            "losses": many(NUMBERS),
            "step": one([*INTEGERS, "not a number"]),
            "fused": one([True, False]),
            "gpu_id": many([0, 1, 2, 7]),
            "tags": many(["red", "Red", "red panda", "a*b", ""]),
            "notes": many([*MESSAGES, *MORE_MESSAGES]),
            "saved_at": many(times),
            "item": one(["x"]),
            "extra": one([*EXTRAS, *MORE_EXTRAS]),
        }
        yield json.dumps(event, ensure_ascii=chance.random() < 0.5)


# Each store sets `ingested_at` by its own clock.
APART = {"ingested_at"}


def generated(schema: Schema, documents: list[dict[str, Any]], count: int, seed: int = 1) -> list[Node]:
    """Return queries about the values of stored documents, none of which the schema has anything against.

    Kept away, since the two stores differ there (docs/reference/queries.md says so): words beyond 255 characters,
    keywords and values in `extra` beyond 8,191 (values above 200 are never asked for), the beginnings of numbers in
    `extra`, and `ingested_at`.
    """
    return list(islice((node for node in _Maker(schema, documents, seed) if not check(node, schema)), count))


class _Maker:
    """Makes trees of queries without end."""

    def __init__(self, schema: Schema, documents: list[dict[str, Any]], seed: int) -> None:
        self.chance = random.Random(seed)
        specs = {"_id": FieldSpec(type="keyword"), "violations": FieldSpec(type="keyword", array=True), **schema.fields}
        self.specs = {name: spec for name, spec in specs.items() if name not in APART}
        self.values = {name: _distinct(document.get(name) for document in documents) for name in self.specs}
        self.paths: dict[str, set[Any]] = {}
        for document in documents:
            for path, value in _leaves(document.get("extra")):
                self.paths.setdefault(path, set()).add(value)

    def __iter__(self) -> Iterator[Node]:
        while True:
            yield self.tree(self.chance.choice((0, 1, 1, 2, 3)))

    def tree(self, depth: int) -> Node:
        """Return a tree with at most so many operators one in the other."""
        if not depth:
            return self.leaf()
        kind = self.chance.choice((Not, And, Or))
        if kind is Not:
            return Not(self.tree(depth - 1))
        return kind(tuple(self.tree(self.chance.randint(0, depth - 1)) for _ in range(self.chance.randint(2, 3))))

    def leaf(self) -> Node:
        """Return a query of one field, of a path in `extra`, or of no field."""
        kind = self.chance.random()
        if kind < 0.12 and self.paths:
            return self.extra()
        if kind < 0.2:
            name = self.chance.choice([name for name, spec in self.specs.items() if spec.type in ("keyword", "text")])
            make = self.words if self.specs[name].type == "text" else self.keyword
            return Bare(make(str(self.one(name))))
        # What few events have is asked for less often.
        name = max(self.chance.sample(sorted(self.specs), 3), key=lambda name: len(self.values[name]))
        if kind < 0.25:
            return Exists(self.chance.choice([name, "extra"]))
        return self.of_field(name)

    def one(self, name: str) -> Any:
        """Return a value that some document has in a field."""
        return self.chance.choice(self.values[name] or ["nothing"])

    def of_field(self, name: str) -> Node:
        """Ask for a value of a field."""
        spec, value = self.specs[name], self.one(name)
        if spec.type in ("integer", "float"):
            text = self.number(value, whole=spec.type == "integer")
        elif spec.type == "timestamp":
            text = self.time(str(value))
        else:
            makers: dict[str, Callable[[str], Value]] = {"keyword": self.keyword, "text": self.words}
            make = makers.get(spec.type, lambda text: Value((text.lower(),)))
            return Is(name, make(str(value)))
        written = Value((text,), quoted=self.chance.random() < 0.5)
        op = self.chance.choice((None, "<", "<=", ">", ">="))
        return Range(name, op, written) if op else Is(name, written)

    def number(self, value: Any, *, whole: bool) -> str:
        """Write a number, or one beside it."""
        if not isinstance(value, (int, float)):
            return "0"
        moved = value + self.chance.choice((0, 0, 1, -1, 0.5))
        return str(int(moved)) if whole and self.chance.random() < 0.8 else repr(moved)

    def time(self, text: str) -> str:
        """Write a time, or a part of it, or a place by way of date math."""
        cut = self.chance.choice((24, 24, 19, 16, 13, 10, 7, 4))
        math = self.chance.choice(("", "", "", "||/d", "||+1M", "||-1h/h", "||/w", "||/M"))
        shifted = text.replace("Z", "+08:00") if self.chance.random() < 0.2 else text[:cut]
        return self.chance.choice((shifted, shifted, shifted + math, "now", "now-1d/d", "now/h", "1793534400000"))

    def keyword(self, text: str) -> Value:
        """Write a keyword in quotes, or a wildcard for parts of it."""
        if self.chance.random() < 0.5:
            return Value((text,), quoted=True)
        return self.wild(text)

    def wild(self, text: str) -> Value:
        """Put up to two wildcards into a text."""
        places = sorted(self.chance.randint(0, len(text)) for _ in range(4))
        one = (text[: places[0]], text[places[1] :])
        two = (text[: places[0]], text[places[1] : places[2]], text[places[3] :])
        return _trimmed(self.chance.choice((one, two, (text[: places[2]], ""), ("", text[places[1] :]))))

    def words(self, text: str) -> Value:
        """Take some words of a text, in order or not, whole or not."""
        case = self.chance.choice((str, str.upper, str.lower, str.swapcase))
        start, end = sorted((self.chance.randint(0, len(text)), self.chance.randint(0, len(text))))
        parts = text.split() or ["nothing"]
        kind = self.chance.random()
        if kind < 0.3:
            first = self.chance.randrange(len(parts))
            return Value((case(" ".join(parts[first : first + self.chance.randint(1, 4)])),), quoted=True)
        if kind < 0.45:
            return Value((case(text[start:end]),), quoted=True)
        chosen = case(" ".join(self.chance.sample(parts, min(len(parts), self.chance.randint(1, 2)))))
        return _trimmed((chosen,)) if kind < 0.75 else self.wild(chosen)

    def extra(self) -> Node:
        """Ask for a value in `extra`."""
        path = self.chance.choice(sorted(self.paths))
        value = self.chance.choice(sorted(self.paths[path], key=repr))
        name, text = f"extra.{path}", str(value).lower() if isinstance(value, bool) else str(value)
        kind = self.chance.random()
        if kind < 0.15:
            return Exists(name)
        if kind < 0.4 and isinstance(value, str) and not text[:1].isdigit():
            return Is(name, _trimmed((text[: self.chance.randint(1, 5)], "")))
        return Is(name, Value((text,), quoted=True))


def _trimmed(parts: tuple[str, ...]) -> Value:
    parts = (parts[0].lstrip(), *parts[1:])
    parts = (*parts[:-1], parts[-1].rstrip())
    return Value(parts) if any(parts) else Value(("nothing",))


def _distinct(values: Iterator[Any]) -> list[Any]:
    """Return what stands in a field, each value once, without what is long."""
    found = (item for value in values for item in (value if isinstance(value, list) else [value]))
    kept = {(type(item).__name__, item) for item in found if item is not None and len(str(item)) <= 200}
    return [item for _, item in sorted(kept)]


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the paths and the values of all scalars of an object."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item, path)
    elif value is not None and len(str(value)) <= 200:
        yield path, value
