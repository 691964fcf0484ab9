"""Lines to compare the engines by: odd ones by hand, and generated ones for any schema."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from typing import Any

from logloom.schema import Schema
from logloom.schema.model import FieldSpec

TRACEBACK = """\
Traceback (most recent call last):
  File "train.py", line 3, in <module>
    step()

ValueError: {secret}"""

ODD = [
    "plain text",
    "epoch 3: 100%|##########| 12/12 [00:01<00:00,  9.1it/s]",
    "  leading blanks, ERROR: all is lost",
    "[1, 2, 3]",
    '[default0]:{"level":"INFO","epoch":3}',
    '[trainer-a.b_12]: {"level":"INFO","epoch":3} ',
    "[default0]:epoch 3 ERROR",
    "[default0]:",
    "[default0]:  {",
    '[default0]:{"epoch":3,}',
    '[default]:{"epoch":3}',
    '[0]:{"epoch":3}',
    '[]:{"epoch":3}',
    '[default0]{"epoch":3}',
    '[default0] :{"epoch":3}',
    ' [default0]:{"epoch":3}',
    '[default 0]:{"epoch":3}',
    '[dé0]:{"epoch":3}',
    '[default0]:[default1]:{"epoch":3}',
    "[default0]:\ufeff{}",
    "[" + "x" * 63 + '0]:{"epoch":3}',
    "[" + "x" * 64 + '0]:{"epoch":3}',
    "[" + "x" * 70,
    "[",
    "[0",
    "[0]",
    "[0]:",
    '"a string"',
    "null",
    "42",
    "日本語 и кириллица 😀 é",
    "{",
    "{}",
    "  { }  ",
    "\ufeff{}",
    " \ufeff {}",
    '{"a": 1} trailing',
    '{"a": 1}{"b": 2}',
    '{"a": 1,}',
    '{"a": 1 /* comment */}',
    "{'a': 1}",
    "{a: 1}",
    '{"a": 01}',
    '{"a": -}',
    '{"a": .5}',
    '{"a": 1.}',
    '{"a": 1e}',
    '{"a": +1}',
    '{"a": tru}',
    '{"a": nul}',
    '{"a": truex}',
    '{"a": NaN, "loss": NaN, "epoch": Infinity, "step": -Infinity}',
    '{"a": -NaN}',
    '{"a": nan}',
    '{"a": -Infinityx}',
    '{"a": 1e999, "b": -1e999, "loss": 1e999}',
    '{"a": 1e-999, "loss": 5e-324}',
    '{"a": 9223372036854775807, "b": 9223372036854775808, "c": -9223372036854775808, "d": -9223372036854775809}',
    '{"seq": 9223372036854775807, "epoch": 9223372036854775808, "loss": 9223372036854775808}',
    '{"epoch": 9223372036854775807.0, "step": -0.0, "loss": -0, "seq": -0}',
    '{"epoch": 3.0, "step": 3.5, "seq": 1e3, "emitted": 1E+2}',
    '{"loss": 3, "epoch": "3", "rank": true, "gpu_id": 1.0}',
    '{"gpu_id": [0, 1.0, 2]}',
    '{"gpu_id": [0, null]}',
    '{"gpu_id": []}',
    '{"gpu_id": [[1]]}',
    '{"gpu_id": {"a": 1}}',
    '{"gpu_id": -1, "seq": -5}',
    '{"a": 123456789012345678901234567890, "b": -123456789012345678901234567890}',
    '{"a": ' + "9" * 5000 + "}",
    '{"a": 1.' + "3" * 5000 + "}",
    '{"a": "\\ud83d\\ude00", "b": "\\u00e9\\n\\t\\"\\\\\\/\\b\\f\\r"}',
    '{"a": "\\ud83d"}',
    '{"a": "\\ude00\\ud83d"}',
    '{"\\ud83d": 1}',
    '{"a": "\\ud83d", }',
    '{"a": "\\ud83d',
    '{"a": "\\u12"}',
    '{"a": "\\u12G4"}',
    '{"a": "\\x41"}',
    '{"a": "\t"}',
    '{"a": "\x01"}',
    '{"a": "\x7f\x85\u2028"}',
    '{"a": "unterminated}',
    '{"a": "ends in a backslash\\',
    '{"a"}',
    '{"a":}',
    '{"a" 1}',
    '{"a": 1 "b": 2}',
    '{, "a": 1}',
    '{"a": [1, ]}',
    '{"a": [1 2]}',
    '{"a": [}',
    '{"a": 1, "a": 2, "level": "INFO", "level": "bogus"}',
    '{"a": {"b": 1, "b": {"c": [1, {"d": null}]}}}',
    '{"": 1, "_": 2}',
    '{"\\u0000": 1, "\\ufffd": 2, "a\\u0000b": {"\\u0000": 3, "": 4}}',
    '{"a": "\\u0000"}',
    '{"a":' + "[" * 31 + "]" * 31 + "}",
    '{"a":' + "[" * 32 + "]" * 32 + "}",
    '{"a":' + "[" * 40,
    '{"a":' + '{"a":' * 30 + "1" + "}" * 31,
    '{"a":' + '{"a":' * 31 + "1" + "}" * 32,
    '{"a": "' + "[{" * 40 + '"}',
    '{"a":' + "[" * 32 + "x",
    '{"level": "warning"}',
    '{"level": "WARNING"}',
    '{"level": "Fatal"}',
    '{"level": "\u0130nfo"}',
    '{"level": "\u212a"}',
    '{"level": 30}',
    '{"level": null, "severity": "error"}',
    '{"level": "INFO", "severity": "error"}',
    '{"level": "INFO", "severity": null, "levelname": "x", "lvl": "y"}',
    '{"service": null, "job_id": "", "version": 3}',
    '{"event": "nothing known", "message": 5}',
    '{"event": "text", "message": "said so"}',
    '{"event": "invalid"}',
    '{"event": "invalid", "unparsed": "{", "parse_error": "not JSON", "level": "WARN"}',
    '{"unparsed": "{", "parse_error": 5}',
    '{"unparsed": "{"}',
    '{"run": "0123456789abcdef0123", "seq": 7}',
    '{"run": "0123456789abcdef0123", "seq": 7.0}',
    '{"run": "0123456789abcdef0123", "seq": "7"}',
    '{"run": "0123456789ABCDEF0123", "seq": 7}',
    '{"run": "0123456789abcdef012", "seq": 7}',
    '{"run": "0123456789abcdef0123", "seq": -7}',
    '{"extra": {"a": 1, "b": {"": NaN}}, "a": 2, "a_": 3}',
    '{"extra": 5, "violations": "x"}',
    '{"extra": {"extra": 1}, "violations": ["b", "a", "b"]}',
    '{"extra": [], "violations": ["a", 5]}',
    '{"extra": null, "violations": null}',
    '{"extra": {}, "violations": []}',
    '{"violations": ["level: missing", "service: not a string", "odd"], "epoch": "x"}',
    '{"violations": ["\\uffee", "\\ud83d\\ude00", "z"]}',
    '{"@timestamp": 5}',
    '{"@timestamp": null}',
    '{"message": "x", "@timestamp": "yesterday", "timestamp": "2026-11-01T10:00:00Z"}',
    '{"timestamp": "2026-11-01T10:00:00Z", "ts": "2026-11-01T10:00:01Z"}',
    '{"host": {"name": "n"}, "tags": ["x"], "log": "y", "agent": 1, "_id": "z", "_index": "w", "ctx": 1}',
    '{"a.b": 1, "a": {"b": 2}, "docker.attrs.logloom.service": "no"}',
    '{"password": "x", "PASS-WORD": "y", "Api-Key": {"deep": [1]}, "a": {"token": [1, 2], "tok\u212aen": 3}}',
    '{"extra": {"password": null, "a": [{"dsn": 1}]}}',
    "{" + ", ".join(f'"k{i}": {i}' for i in range(300)) + "}",
    '{"message": "' + "x" * 40000 + '"}',
    '{"unparsed": "' + "x" * 40000 + '", "parse_error": "y"}',
    '{"stack_trace": "' + "😀" * 32766 + '"}',
    '{"stack_trace": "' + "😀" * 32767 + '"}',
    "x" * 262_144,
    "y" * 262_145,
    "{" + "😀" * 262_145,
    "😀" * 1500 + "z" * 262_144 + "😀" * 1500,
    '{"a": "' + "z" * 262_136 + '"}',
    '{"a": "' + "z" * 262_137 + '"}',
    "Segmentation fault (core dumped)",
    "WARNING: disk almost full",
    "warn DEBUG ERROR CRITICAL",
    "tab\there, \x00 zero, \x1b[31mred\x1b[0m",
]

TIMES = [
    "2026-11-01T18:00:00.5+08:00",
    "2026-11-01 18:00:00,5+08:00",
    "2026-11-01 18:00:00Z",
    "2026-11-01T18:00:00z",
    "2026-11-01t18:00:00Z",
    "2026-11-01T18:00:00.123456789Z",
    "2026-11-01T18:00:00.9999999-0530",
    "2026-11-01T18:00:00.",
    "2026-11-01T18:00:00.Z",
    "2026-11-01T18:00:00",
    "2026-11-01T18:00Z",
    "2026-11-01",
    "2024-02-29T00:00:00Z",
    "2023-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z",
    "2000-02-29T23:59:59+18:00",
    "2000-02-29T23:59:59+18:01",
    "2000-02-29T23:59:59-18:00",
    "2000-02-29T23:59:59+1:00",
    "2000-02-29T23:59:59+01:60",
    "2000-02-29T23:59:59+01",
    "2000-02-29T23:59:59+01:000",
    "2026-04-31T00:00:00Z",
    "2026-12-31T24:00:00Z",
    "2026-12-31T23:60:00Z",
    "2026-12-31T23:59:60Z",
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00+00:01",
    "9999-12-31T23:59:59.999Z",
    "9999-12-31T23:59:59-00:01",
    "9999-12-31T23:59:59+00:01",
    "٢٠٢٦-11-01T18:00:00Z",
    "2026-11-01T18:00:00Z ",
    "2026-11-01T18:00:00.5Z\n",
    "",
]

SECRETS = [
    "AKIAIOSFODNN7EXAMPLE",
    "ghp_" + "a1B2c3D4e5" * 4,
    "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
    "https://user:hunter2secret@example.com/db",
    "hf_" + "AbCdEfGhIj" * 4,
    "sk-" + "a1B2c3D4e5" * 5,
    "xoxb-123456789012-abcdefABCDEF",
    "-----BEGIN RSA PRIVATE KEY-----",
    "/home/alice/data/set",
    "someone@example.com",
    "password=hunter2hunter2",
]


def by_hand() -> Iterator[str]:
    """Yield the odd lines."""
    yield from ODD
    yield from _at_a_limit()
    yield from _behind_text()
    for text in TIMES:
        yield json.dumps({"@timestamp": text, "message": "when"})
    for secret in SECRETS:
        yield f"found {secret} in the log"
        yield TRACEBACK.format(secret=secret)
        yield '{"message": "' + secret  # cut off
        yield json.dumps({"message": f"a {secret}, b {secret}", secret: 1, f"{secret}_": 2, "a": [{"b": [secret]}]})
        yield json.dumps({"error_type": secret * 30, "trace_id": secret, "violations": [secret], "level": secret})
        yield json.dumps({"message": "".join(f"\\u{ord(char):04x}" for char in secret)}).replace("\\\\", "\\")


def _behind_text() -> Iterator[str]:
    """Yield events of the logger behind what was printed without a newline, and what only looks so."""
    stamp = '{"@timestamp":"2026-11-01T10:00:00.500Z","run":"%s","seq":%d,'
    event = stamp % ("ab" * 10, 70) + '"level":"ERROR","service":"s","version":"1","job_id":"j","message":"m"}'
    bar = "\r 45%|####      | 45/100 AKIAIOSFODNN7EXAMPLE"
    for before in (bar, bar * 400, "epoch 1: 😀", "\t: ", "x" + event, '"', "1"):
        yield before + event
    yield bar + event + " \r"
    yield bar + event[:-1] + ',"text_before":"a","text_before_":"b","extra":{"text_before":"c"}}'
    for broken in (
        event[:-1],
        event + ".",
        event.replace("Z", "z"),
        event.replace("ab", "AB"),
        event.replace(",", ", "),
    ):
        yield bar + broken
    yield bar + event.replace("500", "5日0").replace("T10", "😀0")
    yield bar + event.replace('"m"', '"' + stamp.replace('"', "'") + '"')
    yield bar + event.replace("70", '"70"')
    yield bar + event[: event.index('"run"')]


def _at_a_limit() -> Iterator[str]:
    """Yield lines with the longest paths and values that an index takes, and those just beyond."""
    longest = "日" * 8191
    for key in ("k" * 4095, "k" * 4096, "é" * 2047, "é" * 2048, "k" * 40_000):
        yield json.dumps({key: longest}, ensure_ascii=False)
    for key in ("k" * 129, "k" * 130):
        nested: Any = longest
        for _ in range(31):
            nested = {key: nested}
        yield json.dumps({"extra": nested, "level": "INFO"})
    yield json.dumps({"a": [1, {"😀" * 1024: [{"b": True}]}]})
    yield json.dumps({"message": longest * 10, "service": longest, "tags": [longest * 2], "stack_trace": "x" * 200_000})
    yield "y" * 200_000


def generated(schema: Schema, count: int, seed: int = 1) -> Iterator[str]:
    """Yield lines of a schema's fields: right ones, each kind of wrong one, aliases and foreign names."""
    chance = random.Random(seed)
    makers = {name: _maker(spec) for name, spec in schema.fields.items()}
    aliases = [alias for spec in schema.fields.values() for alias in spec.aliases]
    for _ in range(count):
        names = chance.sample(sorted(makers), k=min(len(makers), chance.randint(1, 14)))
        event: dict[str, Any] = {name: makers[name](chance) for name in names}
        for name in names:
            if chance.random() < 0.15:
                event[name] = chance.choice(_WRONG)(chance)
        for _ in range(chance.choice((0, 0, 1, 3))):
            key = chance.choice([*aliases, "foreign", "Other-Key", "extra", "violations", "password"])
            event[key] = chance.choice(_WRONG)(chance)
        items = list(event.items())
        chance.shuffle(items)
        yield json.dumps(dict(items), ensure_ascii=chance.random() < 0.5)


_WRONG: list[Callable[[random.Random], Any]] = [
    lambda chance: chance.choice([None, True, False]),
    lambda chance: chance.randint(-(2**70), 2**70),
    lambda chance: chance.uniform(-1e3, 1e3),
    lambda _: float("nan"),
    lambda chance: float(chance.randint(-5, 5)),
    lambda chance: chance.choice(TIMES),
    lambda chance: f"text with {chance.choice(SECRETS)}",
    lambda chance: [chance.randint(0, 9), "x"],
    lambda chance: {"a": {"b": chance.choice(SECRETS)}, "token": 5},
    lambda chance: "ü😀" * chance.randint(1, 300),
    lambda chance: {chance.choice(SECRETS): 1, "": 2},
]


def _maker(spec: FieldSpec) -> Callable[[random.Random], Any]:
    one = _one(spec)
    return (lambda chance: [one(chance) for _ in range(chance.randint(0, 3))]) if spec.array else one


def _one(spec: FieldSpec) -> Callable[[random.Random], Any]:
    if spec.enum:
        choices = spec.enum
        return lambda chance: chance.choice(choices)
    low, high = -5 if spec.min is None else spec.min, 1000 if spec.max is None else spec.max
    makers: dict[str, Callable[[random.Random], Any]] = {
        "integer": lambda chance: chance.randint(int(low) - 1, int(high) + 1),
        "float": lambda chance: chance.choice([low, high, chance.uniform(low - 0.1, high + 0.1)]),
        "boolean": lambda chance: chance.random() < 0.5,
        "timestamp": lambda chance: chance.choice(TIMES),
        "text": lambda chance: f"step {chance.randint(0, 999)} done",
        "keyword": lambda chance: f"v{chance.randint(0, 99)}",
    }
    return makers[spec.type]
