"""Checks of the redaction rules: each is safe, clear, and leaves what is redacted alone."""

from __future__ import annotations

import re

from logloom.errors import PatternError
from logloom.rules import parse_pattern
from logloom.schema._findings import Findings
from logloom.schema._words import shorten
from logloom.schema.model import RedactRule

__all__ = ["check_redaction"]


def check_redaction(findings: Findings) -> bool:
    """Check the rules of `redact`.

    Returns:
        Whether all patterns can be compiled.
    """
    fit = True
    names: set[str] = set()
    keys: dict[str, str] = {}
    for index, rule in enumerate(findings.schema.redact):
        if rule.name in names:
            message = f"there is a rule {rule.name!r} already; give each rule a name of its own"
            findings.add(("redact", index, "name"), "redact-name", message)
        names.add(rule.name)
        if (rule.pattern is None) == (rule.fields is None) and not findings.touched(("redact", index)):
            message = f"the rule {rule.name!r} needs either `pattern: ...` or `fields: [...]`"
            findings.add(("redact", index), "redact-rule", message)
        fit &= _check_pattern(findings, index, rule)
        _check_keys(findings, index, rule, keys)
    return fit


def _check_pattern(findings: Findings, index: int, rule: RedactRule) -> bool:
    if rule.pattern is None:
        return True
    path = ("redact", index, "pattern")
    try:
        pattern = re.compile(parse_pattern(rule.pattern).regex)
    except PatternError as error:
        findings.add(path, "pattern", str(error), offset=error.offset)
        return False
    for other in findings.schema.redact:
        if pattern.search(f"[redacted:{other.name}]"):
            message = f"it matches the mark [redacted:{other.name}] of a redacted value; make it stricter"
            findings.add(path, "pattern", message)
            break
    return True


def _check_keys(findings: Findings, index: int, rule: RedactRule, keys: dict[str, str]) -> None:
    schema = findings.schema
    aliases = {alias for spec in schema.fields.values() for alias in spec.aliases}
    for place, key in enumerate(rule.fields or ()):
        path = ("redact", index, "fields", place)
        plain = key.lower().replace("-", "_")
        if not key or not key.isascii():
            findings.add(path, "redact-field", f"{shorten(key)}: keys are compared in ASCII; write it so")
        elif plain in schema.fields or key in schema.fields or key in aliases:
            message = f"{shorten(key)} is a field of the schema; leave it out of the log, or redact by a pattern"
            findings.add(path, "redact-field", message)
        elif keys.setdefault(plain, rule.name) != rule.name:
            message = f"{shorten(key)} is taken by the rule {keys[plain]!r} already; remove one"
            findings.add(path, "redact-field", message)
