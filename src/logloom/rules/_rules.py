"""The compiled rules: plain data that the engines, the logger and the store share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import orjson

from logloom.errors import RulesError

__all__ = ["FORMAT", "FieldRule", "PatternRule", "Rules"]

FORMAT = 1
"""Version of `rules.json`. A reader refuses any other."""

_CANONICAL = orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


@dataclass(frozen=True)
class FieldRule:
    """What one field takes.

    Args:
        type: keyword, text, integer, float, boolean or timestamp.
        array: whether it holds a list.
        required: whether an object without it is blamed.
        enum: the only values, or none.
        min: least number, inclusive.
        max: greatest number, inclusive.
        max_length: longest text in code points.
    """

    type: str
    array: bool = False
    required: bool = False
    enum: tuple[str, ...] | None = None
    min: int | float | None = None
    max: int | float | None = None
    max_length: int | None = None


@dataclass(frozen=True)
class PatternRule:
    """One redaction pattern.

    Args:
        name: stands in the log as ``[redacted:name]``.
        literals: a match holds at least one of these; a text with none of them can be skipped.
        regex: one text that Python's ``re``, ``java.util.regex`` and RE2 read alike.
    """

    name: str
    literals: tuple[str, ...]
    regex: str


@dataclass(frozen=True)
class Rules:
    """A schema, compiled. Equal schemas give equal rules and equal hashes.

    Args:
        name: data set, e.g. ``pytorch.trainer``.
        version: version of the schema.
        namespace: namespace of the data streams.
        fields: rule of each field.
        aliases: (alias, field) in the order in which they are tried.
        levels: lower-case name to level.
        default_level: level of an event that has none.
        text: (level, words) from CRITICAL down, for lines of plain text.
        defaults: values of service, job_id and version where nothing tells them.
        redact_keys: lower-case key, ``_`` for ``-``, to the rule that takes its value away.
        redact_patterns: in the order in which they are applied.
        volume_level: lowest level that the logger writes.
        sample: event to N: each Nth is written.
        line_bytes: longest line that the logger writes.
    """

    name: str
    version: str
    namespace: str
    fields: Mapping[str, FieldRule]
    aliases: tuple[tuple[str, str], ...] = ()
    levels: Mapping[str, str] = field(default_factory=dict)
    default_level: str = "INFO"
    text: tuple[tuple[str, tuple[str, ...]], ...] = ()
    defaults: Mapping[str, str] = field(default_factory=dict)
    redact_keys: Mapping[str, str] = field(default_factory=dict)
    redact_patterns: tuple[PatternRule, ...] = ()
    volume_level: str = "INFO"
    sample: Mapping[str, int] = field(default_factory=dict)
    line_bytes: int = 4096

    @property
    def hash(self) -> str:
        """SHA-256 over the canonical content, in hex."""
        import hashlib  # noqa: PLC0415 - 10 ms, and a training process never comes here

        return hashlib.sha256(orjson.dumps(asdict(self), option=_CANONICAL)).hexdigest()

    def to_json(self) -> bytes:
        """Return the content of ``rules.json``: sorted, indented, with format and hash."""
        content = {"format": FORMAT, "hash": self.hash, **asdict(self)}
        return orjson.dumps(content, option=_CANONICAL)

    @classmethod
    def from_json(cls, data: bytes, source: str = "rules.json") -> Rules:
        """Read what `to_json` wrote.

        Args:
            data: content of the file.
            source: path for messages.

        Raises:
            RulesError: not such a file, of another format, or changed by hand.
        """
        try:
            content: dict[str, Any] = orjson.loads(data)
            found, expected = content.pop("format"), content.pop("hash")
        except (orjson.JSONDecodeError, KeyError, AttributeError, TypeError) as error:
            raise RulesError(f"{source}: no rules.json ({error}); make one: `logloom render`") from error
        if found != FORMAT:
            raise RulesError(
                f"{source}: its format is {found!r}, this logloom reads {FORMAT}; write it anew with `logloom render`"
            )
        try:
            rules = cls._of(content)
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            raise RulesError(
                f"{source}: a part is missing or wrong ({error}); write it with `logloom render`"
            ) from error
        if rules.hash != expected:
            raise RulesError(
                f"{source}: its content does not fit its hash; it was edited: write it with `logloom render`"
            )
        return rules

    @classmethod
    def _of(cls, content: dict[str, Any]) -> Rules:
        fields = {name: FieldRule(**_tuples(spec)) for name, spec in content.pop("fields").items()}
        patterns = tuple(PatternRule(**_tuples(spec)) for spec in content.pop("redact_patterns"))
        text = tuple((level, tuple(words)) for level, words in content.pop("text"))
        aliases = tuple((alias, name) for alias, name in content.pop("aliases"))
        return cls(fields=fields, redact_patterns=patterns, text=text, aliases=aliases, **content)

    @classmethod
    def read(cls, path: Path) -> Rules:
        """Read a ``rules.json``.

        Raises:
            RulesError: it can't be read or is not one.
        """
        try:
            return cls.from_json(path.read_bytes(), str(path))
        except OSError as error:
            raise RulesError(f"{path}: can't be read: {error.strerror}") from error


def _tuples(spec: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in spec.items()}
