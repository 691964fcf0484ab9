"""The rules for ElastAlert 2, as they are rendered."""

from __future__ import annotations

import os

import yaml
from harness.alerts import SCHEMA

from logloom.alerts import AlertRule
from logloom.render import render
from logloom.schema import compile_alerts, load_text


def test_each_alert_is_a_rule() -> None:
    """Each alert has a file, whose message and routes are those of the embedded store."""
    schema = load_text(SCHEMA)
    files = render(schema, ["alerts"])
    assert sorted(files) == [
        "deploy/alerts/config.yaml",
        *(f"deploy/alerts/rules/{name}.yaml" for name in sorted(schema.alerts)),
    ]
    for name, rule in compile_alerts(schema).items():
        rendered = yaml.safe_load(files[f"deploy/alerts/rules/{name}.yaml"])
        assert AlertRule.of(rendered["logloom"]) == rule
        assert rendered["timestamp_field"] == "ingested_at"


def test_rules_of_two_schemas_in_one_cluster_have_two_names() -> None:
    """ElastAlert 2 keeps by the name what was told: one schema's burst must not silence the other's."""
    texts = (
        SCHEMA,
        SCHEMA.replace("test.alerts", "other"),
        SCHEMA.replace("fields:", "stack: {namespace: b}\nfields:", 1),
    )
    files = [render(load_text(text), ["alerts"])["deploy/alerts/rules/burst.yaml"] for text in texts]
    assert [yaml.safe_load(content)["name"] for content in files] == [
        "burst of logs-test.alerts-default",
        "burst of logs-other-default",
        "burst of logs-test.alerts-b",
    ]


def test_more_than_ten_is_eleven() -> None:
    """ElastAlert 2 counts to the event that fires."""
    rendered = yaml.safe_load(render(load_text(SCHEMA), ["alerts"])["deploy/alerts/rules/burst.yaml"])
    assert rendered["num_events"] == 11
    assert rendered["timeframe"] == {"seconds": 300}


def test_a_look_waits_until_what_it_covers_can_be_found() -> None:
    """Elasticsearch finds an event a second after its stamp or later, and each time is looked at once."""
    files = render(load_text(SCHEMA), ["alerts"])
    rules = [yaml.safe_load(content) for path, content in files.items() if "/rules/" in path]
    standing = [rule for rule in rules if rule["type"].endswith(".Standing")]
    assert len(standing) == 6
    assert all(rule["query_delay"] == {"seconds": 4} for rule in standing)


def test_nothing_of_the_environment_gets_into_a_rule() -> None:
    """ElastAlert 2 puts variables into its files before it reads them: no dollar may stand there."""
    schema = load_text(SCHEMA.replace("title: {en: Many errors,", "title: {en: 'cost $HOME ${PATH} $1',"))
    content = render(schema, ["alerts"])["deploy/alerts/rules/burst.yaml"]
    assert b"$" not in content
    expanded = os.path.expandvars(content.decode())
    assert yaml.safe_load(expanded)["logloom"]["title"]["en"] == "cost $HOME ${PATH} $1"


def test_no_address_stands_in_a_rule() -> None:
    """A rule names the variable that holds the address."""
    files = render(load_text(SCHEMA), ["alerts"])
    assert all(b"://" not in content for content in files.values())
    assert b"variable: WECOM_WEBHOOK_URL" in files["deploy/alerts/rules/burst.yaml"]


def test_a_schema_without_alerts_gives_no_rules() -> None:
    """There is nothing to start ElastAlert 2 for."""
    assert render(load_text("schema: 1\nname: a.b\nversion: 1.0.0\n"), ["alerts"]) == {}
