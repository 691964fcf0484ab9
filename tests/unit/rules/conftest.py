"""A small set of rules that has each kind of field."""

import pytest

from logloom.rules import FieldRule, PatternRule, Rules, parse_pattern

LEVELS = ("DEBUG", "INFO", "WARN", "ERROR", "CRITICAL")


def pattern(name: str, source: str) -> PatternRule:
    """Compile one pattern rule."""
    parsed = parse_pattern(source)
    return PatternRule(name, parsed.literals, parsed.regex)


@pytest.fixture(scope="session")
def rules() -> Rules:
    """Rules with the core fields, one field of each type, aliases and redaction."""
    keyword, text = FieldRule("keyword"), FieldRule("text")
    return Rules(
        name="test.rules",
        version="1.0.0",
        namespace="default",
        fields={
            "@timestamp": FieldRule("timestamp", required=True),
            "level": FieldRule("keyword", required=True, enum=LEVELS),
            "service": FieldRule("keyword", required=True),
            "job_id": FieldRule("keyword", required=True, max_length=16),
            "version": FieldRule("keyword", required=True),
            "event": keyword,
            "message": text,
            "run": keyword,
            "seq": FieldRule("integer", min=0),
            "parse_error": keyword,
            "unparsed": keyword,
            "ingested_at": FieldRule("timestamp"),
            "batch_size": FieldRule("integer", min=1, max=4096),
            "gpu_memory": FieldRule("float", min=0, max=1),
            "gpu_id": FieldRule("integer", array=True),
            "injected": FieldRule("boolean"),
            "started": FieldRule("timestamp"),
            "precision": FieldRule("keyword", enum=("fp32", "amp")),
            "note": FieldRule("keyword", max_length=20),
            "tags": FieldRule("keyword", array=True),
        },
        aliases=(("msg", "message"), ("bs", "batch_size"), ("batch", "batch_size"), ("severity", "level")),
        levels={name.lower(): name for name in LEVELS} | {"warning": "WARN", "fatal": "CRITICAL"},
        text=(("CRITICAL", ("FATAL",)), ("ERROR", ("Error:", "Traceback")), ("WARN", ("Warning:",))),
        defaults={"service": "unknown", "job_id": "unknown", "version": "0"},
        redact_keys={"password": "names", "api_key": "names"},
        redact_patterns=(pattern("aws", "AKIA[0-9A-Z]{16}"), pattern("home", "/home/[a-z_][a-z0-9_-]{0,31}")),
    )
