"""The ingest pipeline: the rules as data, applied by scripts that are the same for every schema.

Painless can't make a regular expression out of data, so each redaction pattern is a `gsub` of its own, between the
script that collects the strings that may hold a secret and the one that puts the clean ones in their places.

Source: Elasticsearch 9.x reference, pages "Script processor", "Gsub processor" and "Handling pipeline failures".
"""

from __future__ import annotations

from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from logloom.rules import FieldRule, PatternRule, Rules, shortest

__all__ = ["pipeline"]

_LOST = "[redacted:unclean]"


def pipeline(rules: Rules) -> dict[str, Any]:
    """Return the body of the pipeline. Steps 2 to 9 of an event's way; the collectors do the first."""
    return {
        "description": f"Applies the rules of {rules.name} {rules.version} to each line",
        "processors": [
            _script("parse", {"text": rules.text, "default_level": rules.default_level}),
            _script("apply", _apply_params(rules)),
            *(_gsub(pattern, "_logloom.clean") for pattern in rules.redact_patterns),
            _script("finish", _finish_params(rules)),
        ],
        "on_failure": [
            _script("keep", _keep_params(rules)),
            *(_last_gsub(pattern) for pattern in rules.redact_patterns),
        ],
    }


def _apply_params(rules: Rules) -> dict[str, Any]:
    return {
        "fields": {name: _field(rule) for name, rule in rules.fields.items()},
        "required": [name for name, rule in rules.fields.items() if rule.required and name != "@timestamp"],
        "aliases": rules.aliases,
        "is_alias": {alias: True for alias, _ in rules.aliases},
        "levels": rules.levels,
        "default_level": rules.default_level,
        "defaults": rules.defaults,
        "strings": _strings(rules),
        "literals": shortest({literal for pattern in rules.redact_patterns for literal in pattern.literals}),
    }


def _finish_params(rules: Rules) -> dict[str, Any]:
    return {
        "strings": _strings(rules),
        "secret_keys": rules.redact_keys,
        "dataset": rules.name,
        "namespace": rules.namespace,
    }


def _keep_params(rules: Rules) -> dict[str, Any]:
    return {
        "default_level": rules.default_level,
        "defaults": rules.defaults,
        "dataset": rules.name,
        "namespace": rules.namespace,
    }


def _strings(rules: Rules) -> dict[str, int]:
    """Return the fields that may hold a secret, with their greatest length; -1 where there is none."""
    return {
        name: -1 if rule.max_length is None else rule.max_length
        for name, rule in rules.fields.items()
        if rule.type in {"keyword", "text"} and rule.enum is None
    }


def _field(rule: FieldRule) -> dict[str, Any]:
    spec = {key: value for key, value in asdict(rule).items() if value is not None and value is not False}
    if rule.enum is not None:
        spec["enum"] = dict.fromkeys(rule.enum, True)
    return spec


def _script(name: str, params: dict[str, Any]) -> dict[str, Any]:
    return {"script": {"tag": name, "lang": "painless", "source": _source(name), "params": params}}


def _gsub(pattern: PatternRule, field: str) -> dict[str, Any]:
    return {
        "gsub": {
            "tag": f"redact_{pattern.name}",
            "field": field,
            "pattern": pattern.regex,
            "replacement": f"[redacted:{pattern.name}]",
            "ignore_missing": True,
        }
    }


def _last_gsub(pattern: PatternRule) -> dict[str, Any]:
    """Like `_gsub`, over a line that is kept after a failure: where it can't be cleaned the line goes."""
    processor = _gsub(pattern, "unparsed")
    processor["gsub"]["on_failure"] = [{"set": {"field": "unparsed", "value": _LOST}}]
    return processor


@lru_cache(maxsize=8)
def _source(name: str) -> str:
    return (Path(__file__).parent / "painless" / f"{name}.painless").read_text(encoding="utf-8")
