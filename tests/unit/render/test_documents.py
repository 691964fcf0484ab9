"""What is rendered for Elasticsearch, editors and type checkers, without any of them running."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from logloom.render import render
from logloom.rules import Engine, Record
from logloom.schema import Schema, compile_rules

Make = Callable[..., Schema]
NOW = "2026-11-01T10:00:00.500Z"


def body(schema: Schema, path: str) -> dict[str, Any]:
    """Return the body of a request to Elasticsearch."""
    loaded: dict[str, Any] = json.loads(render(schema, ["elasticsearch"])[f"deploy/elasticsearch/{path}.json"])
    return loaded


def mappings(schema: Schema) -> dict[str, Any]:
    """Return the mappings of the events."""
    found: dict[str, Any] = body(schema, f"_component_template/logs-{schema.name}@mappings")["template"]["mappings"]
    return found


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("epoch", {"type": "long"}),
        ("loss", {"type": "double", "index": False}),
        ("note", {"type": "text", "analyzer": "words", "norms": False}),
        ("kinds", {"type": "keyword", "ignore_above": 8191}),
        ("good", {"type": "boolean"}),
        ("seen_at", {"type": "date", "format": "strict_date_time"}),
        (
            "extra",
            {"type": "flattened", "ignore_above": 8191, "depth_limit": 64, "synthetic_source_keep": "all"},
        ),
        ("labels.loss", {"type": "alias", "path": "loss"}),
    ],
)
def test_mapping(make: Make, field: str, expected: dict[str, Any]) -> None:
    """Each type of the schema has one type in Elasticsearch, that takes all its values exactly."""
    assert mappings(make())["properties"][field] == expected


def test_nothing_is_mapped_that_the_schema_lacks(make: Make) -> None:
    """No dynamic fields, flat names, and what made the mapping stands in it."""
    found = mappings(make())
    assert (found["dynamic"], found["subobjects"]) == (False, False)
    assert found["_meta"]["hash"] == compile_rules(make()).hash
    assert found["_meta"]["version"] == "1.2.3"


def test_templates_take_both_streams_and_no_others(make: Make) -> None:
    """Above Elasticsearch's own template for logs; events and invalid ones each with their lifecycle."""
    for name in ("logs-short.one", "logs-short.one.invalid"):
        found = body(make(), f"_index_template/{name}")
        assert found["index_patterns"] == [f"{name}-*"]
        assert found["priority"] > 100
        assert found["template"]["settings"]["index.lifecycle.name"] == name
        assert found["composed_of"] == ["logs-short.one@mappings", "logs-short.one@settings"]


def test_settings(make: Make) -> None:
    """The index mode for logs, with the best compression, through the pipeline."""
    found = body(make(), "_component_template/logs-short.one@settings")["template"]["settings"]
    assert found["index.mode"] == "logsdb"
    assert found["index.codec"] == "best_compression"
    assert found["index.default_pipeline"] == "logs-short.one"


def test_lifecycle(make: Make) -> None:
    """Phases as the schema's retention says."""
    retention = {"events": "40d", "invalid": "2d", "warm": "3d", "cold": "9d", "rollover": {"age": "1d", "size": "5gb"}}
    found = body(make(retention=retention), "_ilm/policy/logs-short.one")["policy"]["phases"]
    assert {name: phase["min_age"] for name, phase in found.items()} == {
        "hot": "0ms",
        "warm": "3d",
        "cold": "9d",
        "delete": "40d",
    }
    assert found["hot"]["actions"]["rollover"] == {"max_age": "1d", "max_primary_shard_size": "5gb"}
    invalid = body(make(retention=retention), "_ilm/policy/logs-short.one.invalid")["policy"]["phases"]
    assert invalid["delete"]["min_age"] == "2d"


def test_invalid_lines_live_no_longer_than_they_are_kept(make: Make) -> None:
    """A phase that would begin after the deletion is left out."""
    found = body(make(retention={"invalid": "2d", "warm": "3d"}), "_ilm/policy/logs-short.one.invalid")
    assert found["policy"]["phases"].keys() == {"hot", "delete"}


def test_the_pipelines_scripts_are_the_same_for_every_schema(make: Make, reference: Schema) -> None:
    """A field changes the parameters, never the code."""

    def scripts(schema: Schema) -> list[str]:
        processors = body(schema, f"_ingest/pipeline/logs-{schema.name}")["processors"]
        return [each["script"]["source"] for each in processors if "script" in each]

    assert scripts(make()) == scripts(reference)
    assert len(scripts(make())) == 3


def test_no_secret_outlives_a_failure(reference: Schema) -> None:
    """After a failure each pattern runs over the kept line, and where it fails too the line goes."""
    found = body(reference, f"_ingest/pipeline/logs-{reference.name}")["on_failure"]
    patterns = compile_rules(reference).redact_patterns
    assert len(found) == 1 + len(patterns)
    for processor in found[1:]:
        assert processor["gsub"]["field"] == "unparsed"
        assert processor["gsub"]["on_failure"] == [{"set": {"field": "unparsed", "value": "[redacted:unclean]"}}]


def test_event_schema_takes_what_the_engine_makes(reference: Schema) -> None:
    """Each example's document is valid by the JSON Schema of a stored event."""
    schema = json.loads(render(reference, ["jsonschema"])["deploy/schema/event.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    engine = Engine(compile_rules(reference))
    assert len(reference.examples) >= 30
    for example in reference.examples:
        validator.validate(engine.apply(Record(example.line), NOW).document)


def test_event_schema_refuses_what_is_no_event(reference: Schema) -> None:
    """A raw event that passed no rules is not valid by it."""
    schema = json.loads(render(reference, ["jsonschema"])["deploy/schema/event.schema.json"])
    finished = Engine(compile_rules(reference)).apply(Record("{}"), NOW).document
    for wrong in ({"level": "warning"}, {"epoch": "3"}, {"foreign": 1}, {"gpu_id": 0}, {"extra": {}}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**finished, **wrong}, schema)


def test_language_schema_takes_the_repositorys_schema(reference: Schema, root: Path) -> None:
    """An editor finds no fault with schema.yaml, and one with a key that is no part of the language."""
    yaml = pytest.importorskip("yaml")
    language = json.loads(render(reference, ["jsonschema"])["deploy/schema/logloom.schema.json"])
    schema = yaml.safe_load((root / "schema.yaml").read_text(encoding="utf-8"))
    jsonschema.validate(schema, language)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**schema, "feilds": {}}, language)


def test_reference_names_every_field(reference: Schema) -> None:
    """docs/reference/fields.md has a row for each field, with its aliases."""
    text = render(reference, ["reference"])["docs/reference/fields.md"].decode().partition("## Levels")[0]
    for name, spec in reference.fields.items():
        (row,) = [line for line in text.splitlines() if line.startswith(f"| `{name}`")]
        assert all(f"`{alias}`" in row for alias in spec.aliases)


def test_a_cell_keeps_its_table(make: Make) -> None:
    """A bar in a description does not end a cell."""
    text = render(make(), ["reference"])["docs/reference/fields.md"].decode()
    assert "Round \\| of training." in text


WRONG = """\
from __future__ import annotations
from typing import TYPE_CHECKING
import logloom.log
if TYPE_CHECKING:
    from logloom_events import Logger
log: Logger = logloom.log.get_logger().bind(service="trainer")
log.info("fine", epoch=3, loss=1, kinds=["a"], good=True, seen_at="2026-11-01T10:00:00Z", exc_info=True)
log.job_end("done", epoch=3)
log.info("wrong", epoch="3")
log.info("wrong", epohc=3)
log.info("wrong", kinds="c")
log.bind(good="yes")
"""


def test_the_stub_lets_a_type_checker_find_mistakes(make: Make, root: Path, tmp_path: Path) -> None:
    """The type checker finds a wrong type, a wrong name and a value outside an enum, and takes the rest."""
    (tmp_path / "logloom_events.pyi").write_bytes(render(make(), ["stub"])["deploy/python/logloom_events.pyi"])
    (tmp_path / "job.py").write_text(WRONG, encoding="utf-8")
    (tmp_path / "mypy.ini").write_text(f"[mypy]\nmypy_path = {root / 'src'}\n", encoding="utf-8")
    options = ["--strict", "--config-file", "mypy.ini", "--follow-imports=silent", "--no-error-summary"]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, "--cache-dir", tmp_path / "cache", "job.py", "logloom_events.pyi"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    found = [line.split(":")[1] for line in done.stdout.splitlines() if ": error:" in line]
    assert found == ["9", "10", "11", "12"], done.stdout + done.stderr


def test_two_thousand_fields(make: Make) -> None:
    """A large schema renders, and its index may have as many fields."""
    many = {f"field_{n}": {"type": "float", "aliases": [f"f{n}"], "description": f"Number {n}."} for n in range(2000)}
    files = render(make(fields=many))
    assert len(files) == len(render(make()))
    settings = json.loads(files["deploy/elasticsearch/_component_template/logs-short.one@settings.json"])["template"]
    assert settings["settings"]["index.mapping.total_fields.limit"] > 4000
