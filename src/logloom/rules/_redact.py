"""Step 7: secrets go, by the shape of their text and by the name of their key."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from logloom.rules._rules import Rules

__all__ = ["Redactor", "shortest"]

_Compiled = tuple[tuple[str, ...], "re.Pattern[str]", str]


def shortest(literals: Collection[str]) -> list[str]:
    """Return the literals that hold no other one: a text without these has none of them."""
    return [each for each in sorted(literals) if not any(other in each for other in literals if other != each)]


class Redactor:
    """Takes out of strings and nested values what the rules say must not be stored."""

    def __init__(self, keys: Mapping[str, str], patterns: Sequence[_Compiled], suspects: Sequence[str] = ()) -> None:
        self._keys = keys
        self._patterns = patterns
        self._suspects = suspects
        self._literals = [(literal, index) for index, each in enumerate(patterns) for literal in each[0]]

    @classmethod
    def of(cls, rules: Rules) -> Redactor:
        """Compile the redaction of these rules."""
        patterns = [
            (rule.literals, re.compile(rule.regex), f"[redacted:{rule.name}]") for rule in rules.redact_patterns
        ]
        suspects = shortest({literal for rule in rules.redact_patterns for literal in rule.literals})
        return cls(rules.redact_keys, patterns, suspects)

    def narrowed(self, line: str) -> Redactor:
        r"""Return a redactor with only the patterns that can match within this line.

        A backslash may hide a literal from the search (``\\u0041KIA``), so such a line keeps all of them.
        """
        if "\\" in line:
            return self
        if not [literal for literal in self._suspects if literal in line]:
            return Redactor(self._keys, ())
        found = {index for literal, index in self._literals if literal in line}
        return Redactor(self._keys, [self._patterns[index] for index in sorted(found)])

    def text(self, text: str) -> str:
        """Return the text with each match of each pattern replaced by its mark."""
        for literals, pattern, mark in self._patterns:
            for literal in literals:
                if literal in text:
                    text = pattern.sub(mark, text)
                    break
        return text

    def key(self, key: str) -> str | None:
        """Return the mark that takes the place of this key's value, if it is listed."""
        rule = self._keys.get(key.lower().replace("-", "_")) if key.isascii() else None
        return None if rule is None else f"[redacted:{rule}]"

    def value(self, value: Any) -> Any:
        """Return a nested value with all its keys and strings redacted."""
        if type(value) is str:
            return self.text(value)
        if type(value) is list:
            return [self.value(item) for item in value]
        if type(value) is dict:
            return self._mapping(value)
        return value

    def _mapping(self, mapping: dict[str, Any]) -> dict[str, Any]:
        clean: dict[str, Any] = {}
        for key, value in mapping.items():
            mark = self.key(key)
            name = self.text(key)
            while name in clean:
                name += "_"
            clean[name] = mark or self.value(value)
        return clean
