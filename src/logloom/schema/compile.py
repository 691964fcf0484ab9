"""Schema → Rules."""

from __future__ import annotations

from logloom.rules import FieldRule, PatternRule, Rules, parse_pattern
from logloom.schema.model import LEVELS, FieldSpec, RedactRule, Schema

__all__ = ["compile_rules"]


def compile_rules(schema: Schema) -> Rules:
    """Compile a checked schema into the plain data that every engine applies."""
    return Rules(
        name=schema.name,
        version=schema.version,
        namespace=schema.stack.namespace,
        fields={name: _field(spec) for name, spec in schema.fields.items()},
        aliases=tuple((alias, name) for name, spec in schema.fields.items() for alias in spec.aliases),
        levels={level.lower(): level for level in LEVELS} | dict(schema.levels.names),
        default_level=schema.levels.default,
        text=tuple(sorted(schema.text.items(), key=lambda entry: -LEVELS.index(entry[0]))),
        defaults={name: schema.defaults.get(name, "unknown") for name in ("service", "job_id", "version")},
        redact_keys={key.lower().replace("-", "_"): rule.name for rule in schema.redact for key in rule.fields or ()},
        redact_patterns=tuple(_pattern(rule) for rule in schema.redact if rule.pattern),
        volume_level=schema.volume.level,
        sample=dict(schema.volume.sample),
        line_bytes=schema.volume.line_bytes,
    )


def _field(spec: FieldSpec) -> FieldRule:
    return FieldRule(spec.type, spec.array, spec.required, spec.enum, spec.min, spec.max, spec.max_length)


def _pattern(rule: RedactRule) -> PatternRule:
    parsed = parse_pattern(rule.pattern or "")
    return PatternRule(rule.name, parsed.literals, parsed.regex)
