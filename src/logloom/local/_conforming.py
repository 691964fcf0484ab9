r"""Which lines the rules provably leave unchanged, as SQL: the fast way past the engine.

The lines that a conforming writer writes are a regular language: JSON, compact or with the one blank behind `:` and `,`
that `json.dumps` puts there, known keys, each with a value of its type in its canonical form, no backslash. One
expression (RE2, linear) that the whole line must match proves all of that in one pass. What a regular language can't
say is asked of the typed values: no key twice (as many `":` as values), limits, lengths, required fields, real calendar
days. A line in which a redaction pattern matches is refused. Whatever is refused goes through the engine, so a doubt
costs time and never truth.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from logloom.local._sql import column_type, name, text
from logloom.rules import FieldRule, Rules, shortest

__all__ = ["Conforming"]

_DIGITS = r"(?:0|-?[1-9][0-9]{0,17})"
_NUMBER = r"-?(?:0|[1-9][0-9]{0,15})(?:\.[0-9]{1,20})?(?:[eE][-+]?[0-9]{1,2})?"
_MOMENT = (
    r'"[12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])'
    r'T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}Z"'
)
_STRING = r'"[^"\\\x00-\x1f]*"'
_VALUES = {
    "keyword": _STRING,
    "text": _STRING,
    "integer": _DIGITS,
    "float": _NUMBER,
    "boolean": "(?:true|false)",
    "timestamp": _MOMENT,
}
_OWN = {"run": '"[0-9a-f]{20}"', "seq": "(?:0|[1-9][0-9]{0,17})"}
_KEYS = "(strlen(line) - strlen(replace(line, '\":', ''))) // 2"
_NEVER = {"ingested_at", "parse_error", "unparsed"}


class Conforming:
    """The fast way for one set of rules.

    Args:
        rules: what a line must conform to.
    """

    def __init__(self, rules: Rules) -> None:
        aliases = {alias for alias, _ in rules.aliases}
        self._fields = {key: rule for key, rule in rules.fields.items() if key not in _NEVER and key not in aliases}
        self._rules = rules
        self._required = {key for key, rule in rules.fields.items() if rule.required} | {
            "@timestamp",
            "level",
            "event",
            "service",
            "version",
            "job_id",
            "run",
            "seq",
        }

    @property
    def columns(self) -> list[str]:
        """Names of the fields that a line of the fast way can have, quoted."""
        return [name(key) for key in self._fields]

    @property
    def possible(self) -> bool:
        """Whether any line can take this way under these rules."""
        return self._required <= self._fields.keys()

    def select(self, lines: str) -> str:
        """Return a query that judges each line and reads its fields.

        Args:
            lines: SQL that gives a relation with one column ``line``.

        Returns:
            A query with the columns ``good``, false where the engine must take the line; ``suspect``, the line where it
            holds what a pattern of redaction looks for; and one for each field. The good that are suspect are to be
            refused by `refuse`.
        """
        transform = f"json_transform(line, {text(self._structure())})"
        regular = f"regexp_full_match(line, {text(self.expression())})"
        return (
            f"WITH parsed AS MATERIALIZED (SELECT CASE WHEN {self._may_match()} THEN line END AS suspect, "
            f"{_KEYS} AS keys__, strlen(line) AS length__, CASE WHEN {regular} THEN {transform} END AS fields "
            f"FROM {lines}), "
            "spread AS (SELECT suspect, keys__, length__, fields.* FROM parsed) "
            f"SELECT {self._good()} AS good, suspect, {', '.join(self.columns)} FROM spread"
        )

    def refuse(self, table: str) -> str:
        """Return a statement that takes ``good`` from the lines of a table in which a pattern of redaction matches.

        A pattern knows no line's beginning or end, and a good line no escapes: what matches in a value matches in the
        line. It stands apart because few lines are suspect and the patterns take long to compile.
        """
        secret = _any([f"(?:{rule.regex})" for rule in self._rules.redact_patterns])
        return f"UPDATE {table} SET good = false WHERE good AND regexp_matches(suspect, {text(secret)})"

    def _may_match(self) -> str:
        """SQL: a pattern may match in the line; an escape may hide what it looks for."""
        literals = shortest({literal for rule in self._rules.redact_patterns for literal in rule.literals})
        sought = _any([re.escape("\\"), *map(re.escape, literals)])
        return f"regexp_matches(line, {text(sought)})"

    def _structure(self) -> str:
        pairs = (f"{_json(key)}:{_json(column_type(rule))}" for key, rule in self._fields.items())
        return "{" + ",".join(pairs) + "}"

    def expression(self) -> str:
        """Return the regular expression (RE2) of a whole conforming line."""
        by_value: dict[str, list[str]] = {}
        for key, rule in self._fields.items():
            value = self._value(key, rule)
            if value is not None:
                by_value.setdefault(value, []).append(re.escape(key))
        pairs = "|".join(f'{_any(keys)}": ?{value}' for value, keys in by_value.items())
        pair = f'"(?:{pairs})'
        return rf"\{{{pair}(?:, ?{pair})*\}}"

    def _value(self, key: str, rule: FieldRule) -> str | None:
        """Expression of a field's values as JSON; None where no value is sure to stay as it is."""
        value = _OWN.get(key, _VALUES[rule.type])
        if rule.enum is not None:
            kept = [word for word in rule.enum if _is_plain(word) and self._is_canonical(key, word)]
            value = _any([f'"{re.escape(word)}"' for word in kept]) if kept else ""
        if not value:
            return None
        return rf"\[(?:{value}(?:, ?{value})*)?\]" if rule.array else value

    def _is_canonical(self, key: str, word: str) -> bool:
        return key != "level" or not word.isascii() or self._rules.levels.get(word.lower(), word) == word

    def _good(self) -> str:
        count = _tree("+", [f"({column} IS NOT NULL)::INTEGER" for column in self.columns])
        needed = (f"{name(key)} IS NOT NULL" for key in sorted(self._required))
        limits = (limit for key, rule in self._fields.items() for limit in _limits(key, rule))
        return f"coalesce({_tree('AND', [f'keys__ = {count}', *needed, *limits])}, false)"


def _limits(key: str, rule: FieldRule) -> Iterable[str]:
    column = name(key)
    low, high = (f"list_min({column})", f"list_max({column})") if rule.array else (column, column)
    if rule.min is not None:
        bound = math.ceil(rule.min) if rule.type == "integer" else rule.min
        yield f"coalesce({low} >= {_number(bound, rule)}, true)"
    if rule.max is not None:
        bound = math.floor(rule.max) if rule.type == "integer" else rule.max
        yield f"coalesce({high} <= {_number(bound, rule)}, true)"
    if rule.max_length is not None and rule.enum is None:
        # Of a list it is enough that its whole line is no longer.
        length = f"CASE WHEN {column} IS NOT NULL THEN length__ END" if rule.array else f"length({column})"
        yield f"coalesce({length} <= {rule.max_length}, true)"


def _tree(operator: str, parts: list[str]) -> str:
    """Join expressions as a balanced tree: DuckDB limits the depth of one."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    return f"({_tree(operator, parts[:middle])} {operator} {_tree(operator, parts[middle:])})"


def _number(bound: float, rule: FieldRule) -> str:
    return f"{bound}::HUGEINT" if rule.type == "integer" else f"{float(bound)!r}::DOUBLE"


def _is_plain(word: str) -> bool:
    return '"' not in word and "\\" not in word and word.isprintable()


def _any(parts: list[str]) -> str:
    return f"(?:{'|'.join(parts)})"


def _json(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
