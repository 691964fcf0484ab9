"""Loading: what is inherited, what is replaced, and that no input can break it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logloom.errors import Diagnostic, SchemaErrors
from logloom.schema import Schema, load, load_text

ROOT = Path(__file__).parents[3]
HEAD = "schema: 1\nname: plant.sensor\nversion: 1.0.0\n"
REFERENCE = (ROOT / "schema.yaml").read_text(encoding="utf-8")


def test_the_smallest_schema_has_the_core_fields() -> None:
    """Three lines are a schema: the rest comes from the built-in base."""
    schema = load_text(HEAD)
    assert schema.name == "plant.sensor"
    assert {"@timestamp", "level", "service", "version", "job_id", "event", "message", "run", "seq"} <= set(
        schema.fields
    )
    assert schema.extends == "logloom:base"
    assert schema.events_stream == "logs-plant.sensor-default"
    assert any(rule.name == "named_secrets" for rule in schema.redact)


def test_text_and_bytes_are_one() -> None:
    """A schema may be given as text or as bytes."""
    assert load_text(HEAD) == load_text(HEAD.encode())


def test_a_schema_is_immutable() -> None:
    """Neither an attribute nor an entry of a mapping can be changed."""
    schema = load_text(HEAD)
    with pytest.raises(ValueError, match="frozen"):
        schema.name = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        schema.fields["x"] = schema.fields["level"]  # type: ignore[index]


class TestExtends:
    """A schema lays its own words over those of the one that it extends."""

    schema = load(ROOT / "tests/fixtures/good/team/job.yaml")

    def test_attributes_are_merged_one_by_one(self) -> None:
        """What a field does not say anew it keeps."""
        heat = self.schema.fields["heat"]
        assert (heat.type, heat.min, heat.max, heat.example) == ("float", 0, 100, 3)
        assert self.schema.queries["hot"].title == "Hot"
        assert self.schema.queries["hot"].query == "heat > 90"

    def test_lists_are_replaced(self) -> None:
        """Aliases are a list: the new one stands alone."""
        assert self.schema.fields["cluster"].aliases == ("place",)

    def test_redaction_rules_are_merged_by_name(self) -> None:
        """The base's rules come first, a rule of the same name takes the place of the old one, others are added."""
        names = [rule.name for rule in self.schema.redact]
        assert names[-2:] == ["badge", "locker"]
        assert names[0] == "named_secrets"
        assert next(rule.pattern for rule in self.schema.redact if rule.name == "badge") == "badge-[0-9]{8}"

    def test_name_version_and_examples_are_not_inherited(self) -> None:
        """What identifies a schema, and its examples, are its own."""
        assert (self.schema.name, self.schema.version, self.schema.examples) == ("team.job", "0.1.0", ())

    def test_fields_of_the_base_come_first(self) -> None:
        """The order of fields, and so of aliases, is the base's, the team's, the job's."""
        assert next(iter(self.schema.fields)) == "@timestamp"
        assert list(self.schema.fields)[-2:] == ["cluster", "heat"]


class TestBuiltIn:
    """`logloom:pytorch` is the reference schema, for others to build on."""

    head = f"{HEAD}extends: logloom:pytorch\n"

    def test_it_brings_all_that_the_reference_has(self) -> None:
        """Fields, queries, dashboards, alerts, routes, volume and redaction; not its name, version and examples."""
        schema, reference = load_text(self.head), load(ROOT / "schema.yaml")
        own = {"name": schema.name, "version": schema.version, "extends": schema.extends, "examples": ()}
        assert schema == reference.model_copy(update=own)

    def test_what_a_schema_says_lies_over_both(self) -> None:
        """A field of the base, one of the reference, an alert, a dashboard: what is not said anew stays."""
        schema = load_text(
            f"{self.head}fields: {{message: {{max_length: 99}}, loss: {{min: 0}}, mine: {{type: float}}}}\n"
            "alerts: {error_burst: {more_than: 99}}\n"
            "dashboards: {mine: {panels: [{title: Mine, show: line, average: mine}]}}\n"
        )
        assert (schema.fields["message"].max_length, schema.fields["message"].aliases) == (99, ("msg",))
        assert (schema.fields["loss"].min, schema.fields["loss"].aliases) == (0, ("train_loss",))
        assert (schema.alerts["error_burst"].more_than, schema.alerts["error_burst"].within) == (99, "5m")
        assert list(schema.dashboards) == ["overview", "job", "compare", "pipeline", "mine"]

    def test_a_file_in_between_changes_nothing_of_that(self, tmp_path: Path) -> None:
        """A team's schema extends it, and a job's schema the team's."""
        (tmp_path / "team.yaml").write_text(f"{self.head}fields: {{mine: {{type: float}}}}\n")
        job = load_text(f"{HEAD}extends: team.yaml\nfields: {{loss: {{min: 0}}}}\n", str(tmp_path / "job.yaml"))
        assert {"mine", "loss", "run"} <= set(job.fields)
        assert len(job.alerts) == 8
        with pytest.raises(SchemaErrors, match="logloom:pytorch has 'loss', of type float"):
            load_text(f"{HEAD}extends: team.yaml\nfields: {{loss: {{type: keyword}}}}\n", str(tmp_path / "job.yaml"))

    def test_a_user_is_never_sent_to_a_built_in_file(self) -> None:
        """What a schema breaks of what it inherits is told at a line of its own."""
        path = ROOT / "tests/fixtures/bad/over_the_built_in.yaml"
        with pytest.raises(SchemaErrors) as caught:
            load(path)
        assert {each.file for each in caught.value.diagnostics} == {str(path)}

    def test_a_checkout_whose_reference_extends_itself_is_told(self, tmp_path: Path) -> None:
        """Who writes a schema over the reference of a checkout is told where to write it."""
        shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "*.js", "*.json"))
        (tmp_path / "schema.yaml").write_text(self.head)
        code = "import pathlib, logloom.schema as s; s.load(pathlib.Path('schema.yaml'))"
        environment = {**os.environ, "PYTHONPATH": str(tmp_path / "src")}
        told = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert "schema.yaml:4:10: extends: in a checkout logloom:pytorch is" in told.stderr


class TestReference:
    """The repository's own schema."""

    schema = load(ROOT / "schema.yaml")

    @pytest.mark.parametrize(
        "names",
        [
            "@timestamp level service version job_id node_ip gpu_id rank run seq event model dataset batch_size epochs",
            "gpu_count precision epoch step loss learning_rate gpu_memory gpu_utilization throughput duration_ms",
            "error_type stack_trace trace_id sentry_event_id environment map50 gpu_temperature gpu_power xid injected",
            "emitted ingested_at message",
        ],
    )
    def test_it_has_every_field_of_the_design(self, names: str) -> None:
        """Each field is there, with a description and an example."""
        for name in names.split():
            assert self.schema.fields[name].description.endswith(".")
            assert self.schema.fields[name].example is not None

    def test_it_shows_what_it_does(self) -> None:
        """At least 30 examples stand in it, and each kind of answer is among them."""
        assert len(self.schema.examples) >= 30
        assert {example.route for example in self.schema.examples} == {"events", "invalid"}
        reasons = {text.partition(": ")[2] for example in self.schema.examples for text in example.violations or ()}
        assert reasons >= {
            *("not a string", "not an integer", "not a number", "not a boolean", "not a timestamp", "not finite"),
            *("beyond 64 bits", "not in enum", "below min", "above max", "too long", "missing"),
        }

    def test_it_asks_the_seed_query(self) -> None:
        """The query that the project began with is a named one."""
        assert self.schema.queries["oom_suspects"].query == "level:ERROR AND gpu_memory > 0.9"

    def test_aliases_lead_to_the_fields_of_other_peoples_code(self) -> None:
        """The names that trainers use already are read as the schema's own."""
        aliases = {alias: name for name, spec in self.schema.fields.items() for alias in spec.aliases}
        assert aliases["gpu_num"] == "gpu_count"
        assert aliases["lr"] == "learning_rate"
        assert aliases["levelname"] == "level"
        assert aliases["ts"] == "@timestamp"


def test_a_panel_says_what_it_measures() -> None:
    """Measure and splits of a panel can be asked for without knowing how they were written."""
    schema = load(ROOT / "schema.yaml")
    panels = {panel.title: panel for panel in schema.dashboards["overview"].panels}
    assert panels["Jobs running"].measure == ("unique", "job_id")
    assert panels["Jobs running"].jobs is not None
    assert panels["Jobs running"].jobs.state == ("heard_within", "10m")
    assert panels["Errors"].measure == ("count", None)
    assert panels["Newest errors"].measure == ("count", None)
    assert panels["Errors over time"].splits == ("level",)
    assert panels["Errors by job"].splits == ("job_id", "error_type")
    percentiles = [panel.measure for panel in schema.dashboards["job"].panels if panel.percentile]
    assert percentiles == [("percentile", "duration_ms")]
    rates = [panel.measure for panel in schema.dashboards["pipeline"].panels if panel.rate]
    assert rates == [("rate", None)]


def test_a_panel_says_whether_it_runs_over_time() -> None:
    """A bar with `by` has one bar for each value, unless it is told to run over time."""
    boards = load(ROOT / "schema.yaml").dashboards
    timely = {panel.title for board in boards.values() for panel in board.panels if panel.over_time}
    assert {"Errors over time", "GPU memory", "Loss", "Events per second"} <= timely
    assert not {"Duration", "Errors by rank", "Errors by kind", "Jobs running", "Newest errors"} & timely


def test_a_dashboard_leads_to_all_others_unless_it_says_where() -> None:
    """`links` names them; without it each dashboard can be reached from each."""
    schema = load(ROOT / "schema.yaml")
    assert schema.links("overview") == ("job", "compare", "pipeline")
    board = schema.dashboards["job"].model_copy(update={"links": ("overview",)})
    one = schema.model_copy(update={"dashboards": {**schema.dashboards, "job": board}})
    assert one.links("job") == ("overview",)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A wrong path is a diagnostic like any other."""
    with pytest.raises(SchemaErrors, match=r"none\.yaml:1:1: no-file: .*No such file"):
        load(tmp_path / "none.yaml")
    with pytest.raises(SchemaErrors, match="no-file"):
        load(tmp_path)


def assert_told(data: bytes | str) -> None:
    """Load anything: the answer is a schema or its diagnostics, each with a place and one line of text."""
    diagnostics = diagnostics_of(data)
    assert diagnostics is None or diagnostics
    for each in diagnostics or ():
        assert each.line >= 1
        assert each.column >= 1
        assert len(each.message) < 1000
        assert "\n" not in each.message


def diagnostics_of(data: bytes | str) -> tuple[Diagnostic, ...] | None:
    """Return the diagnostics of a schema, or None if it loads."""
    try:
        load_text(data)
    except SchemaErrors as error:
        return error.diagnostics
    return None


@given(st.binary(max_size=400))
def test_any_bytes_give_a_schema_or_diagnostics(data: bytes) -> None:
    """No bytes end in another exception."""
    assert_told(data)


@given(st.text(max_size=200))
def test_any_text_after_a_good_head_gives_a_schema_or_diagnostics(text: str) -> None:
    """No text, lone surrogates included, ends in another exception."""
    assert_told(HEAD + text)


_NAMES = [
    *Schema.model_fields,
    "schema",
    "level",
    "type",
    "pattern",
    "where",
    "by",
    "gives",
    "line",
    "@timestamp",
    "<<",
]
_VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=10),
        st.sampled_from(["level:ERROR", "float", "5m", "${X}", "event", "metric", "key=[a-z]{3}", "logloom:base", "("]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.sampled_from(_NAMES), st.text(max_size=8)), inner, max_size=4),
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(list(Schema.model_fields)), _VALUES, max_size=5))
def test_any_values_in_any_part_give_a_schema_or_diagnostics(parts: dict[str, object]) -> None:
    """No value of any type, at any place of the language, ends in another exception."""
    lines = [f"{name}: {json.dumps(value)}" for name, value in parts.items() if name not in {"name", "version"}]
    assert_told((HEAD + "\n".join(lines)).encode(errors="replace"))


@given(st.data())
def test_a_damaged_reference_gives_a_schema_or_diagnostics(data: st.DataObject) -> None:
    """Words and characters of the reference may be cut, doubled or exchanged: it is still told, not broken."""
    body = REFERENCE[: REFERENCE.index("\nexamples:")]
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(body)))
        end = data.draw(st.integers(start, min(start + 40, len(body))))
        body = (
            body[:start] + data.draw(st.sampled_from(["", " ", "\n", ":", "'", "{", "]", "x", "- ", "1"])) + body[end:]
        )
    assert_told(body)
