"""What is rendered for Kubernetes, as far as it can be seen without building it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from logloom.render import render
from logloom.schema import Schema, compile_rules, load_text

Make = Callable[..., Schema]


def rendered(schema: Schema, name: str) -> bytes:
    """Return one of the files."""
    return render(schema, ["kubernetes"])[f"deploy/kubernetes/{name}"]


def job(schema: Schema) -> str:
    """Return the name of the job that applies a schema."""
    found: dict[str, Any] = yaml.safe_load(rendered(schema, "base/apply.yaml"))
    return str(found["metadata"]["name"])


def test_the_job_is_given_the_whole_schema(reference: Schema) -> None:
    """What it reads is one file, without what the schema extends, and means the same."""
    given = load_text(rendered(reference, "base/schema.yaml").decode())
    assert compile_rules(given) == compile_rules(reference)
    for part in ("stack", "fields", "queries", "dashboards", "alerts", "retention"):
        assert getattr(given, part) == getattr(reference, part), part


def test_another_schema_is_another_job(make: Make) -> None:
    """No job can be changed, so its name goes with the content, also with what makes no difference to the rules."""
    queries = [{"bad": {"title": title, "query": "loss > 5"}} for title in ("Bad", "Very bad")]
    assert job(make(queries=queries[0])) == job(make(queries=queries[0]))
    assert job(make(queries=queries[0])) != job(make(queries=queries[1]))


@pytest.mark.parametrize("driver", ["json-file", "gelf", "file"])
def test_pods_are_read_from_their_files(make: Make, driver: str) -> None:
    """Whatever driver the rest of the stack has, here lines come from CRI's files, by either transport."""
    schema = make(stack={"driver": driver, "inputs": ["gelf"]})
    for folder, output in (("base", "output.elasticsearch"), ("overlays/logstash", "output.logstash")):
        config = yaml.safe_load(rendered(schema, f"{folder}/filebeat.yml"))
        assert config["filebeat.autodiscover.providers"][0]["type"] == "kubernetes"
        assert output in config
    assert b"gelf {" not in rendered(schema, "overlays/logstash/logstash.yaml")
