"""filebeat.yml: read as YAML, held to what Filebeat needs to lose nothing and to read nothing twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
import yaml

from logloom.render import render
from logloom.rules import CONTINUATION
from logloom.schema import Schema

Make = Callable[..., Schema]


def config(schema: Schema) -> dict[str, Any]:
    """Return the rendered configuration as data."""
    loaded: dict[str, Any] = yaml.safe_load(render(schema, ["filebeat"])["filebeat/filebeat.yml"])
    return loaded


def source(schema: Schema) -> dict[str, Any]:
    """Return its one input."""
    (only,) = config(schema)["filebeat.inputs"]
    assert only["type"] == "filestream"
    return dict(only)


def parsers(schema: Schema) -> list[Mapping[str, Any]]:
    """Return the parsers of its input."""
    return list(source(schema)["parsers"])


def test_reads_dockers_files_by_their_identity(make: Make) -> None:
    """A short file is read and a renamed one not twice: native identity, and no fingerprint."""
    found = source(make())
    assert found["paths"] == ["${LOGLOOM_CONTAINERS:/var/lib/docker/containers}/*/*.log*"]
    assert "file_identity.native" in found
    assert found["prospector.scanner.fingerprint.enabled"] is False
    assert found["tags"] == ["docker", "pytorch"]
    assert found["id"] == "logloom-short.one-docker"


def test_joins_tracebacks_after_pieces(make: Make) -> None:
    """The container parser comes first; the multiline parser does not double the newlines that it leaves."""
    container, multiline = parsers(make())
    assert container == {"container": {"stream": "all", "format": "docker"}}
    assert multiline["multiline"]["type"] == "while_pattern"
    assert multiline["multiline"]["skip_newline"] is True


@pytest.mark.parametrize(
    "line",
    [
        "Traceback (most recent call last):",
        "  File",
        "ValueError",
        "KeyError: 'x'",
        "",
        " ",
        "{",
        "  {",
        "epoch 3",
        "Error1:",
    ],
)
def test_its_pattern_is_the_rules_pattern(make: Make, line: str) -> None:
    """With a line end, as Docker's lines have it and as Go sees it, it decides like the rules' own pattern."""
    pattern = parsers(make())[1]["multiline"]["pattern"]
    in_go = re.compile(pattern.replace("$", r"\Z"))
    for end in ("", "\n", "\r\n"):
        assert bool(in_go.search(line + end)) == bool(re.search(CONTINUATION, line))


def test_only_containers_that_opted_in(make: Make) -> None:
    """What carries none of the labels is dropped, before anything else."""
    first = config(make())["processors"][0]
    asked = [each["has_fields"][0] for each in first["drop_event.when.not.or"]]
    assert asked == [f"docker.attrs.logloom.{name}" for name in ("service", "job_id", "version")]


def test_logstash_is_reached_with_a_certificate(make: Make) -> None:
    """Both sides prove who they are."""
    found = config(make())
    assert "output.elasticsearch" not in found
    assert found["output.logstash"]["ssl"].keys() == {
        "certificate_authorities",
        "certificate",
        "key",
        "verification_mode",
    }
    assert found["output.logstash"]["ssl"]["verification_mode"] == "full"


def test_direct_keeps_what_is_refused(make: Make) -> None:
    """Straight to Elasticsearch: the key from outside, own templates off, refused events kept."""
    found = config(make(stack={"transport": "direct", "namespace": "lab"}))
    output = found["output.elasticsearch"]
    assert output["api_key"] == "${ELASTICSEARCH_API_KEY}"
    assert output["index"] == "logs-short.one-lab"
    assert output["non_indexable_policy.dead_letter_index.index"] == "logs-short.one.invalid-lab"
    assert (found["setup.template.enabled"], found["setup.ilm.enabled"]) == (False, False)


def test_kubernetes(make: Make) -> None:
    """A pod's files are opened once its labels are known, and only if it asked; its labels take Docker's place."""
    found = config(make(stack={"driver": "cri"}))
    assert "filebeat.inputs" not in found
    (provider,) = found["filebeat.autodiscover.providers"]
    (asked,) = provider["templates"]
    assert [each["has_fields"][0] for each in asked["condition.or"]] == [
        f"kubernetes.labels.logloom.{name}" for name in ("service", "job_id", "version")
    ]
    (only,) = asked["config"]
    (path,) = only["paths"]
    assert path.startswith("${LOGLOOM_PODS:/var/log/pods}/${data.kubernetes.namespace}_${data.kubernetes.pod.name}_")
    assert only["id"].endswith("-${data.kubernetes.pod.uid}-${data.kubernetes.container.name}")
    container, multiline = only["parsers"]
    assert container["container"]["format"] == "cri"
    assert "skip_newline" not in multiline["multiline"]
    copied = found["processors"][0]["copy_fields"]["fields"]
    assert [each["to"] for each in copied] == [
        f"docker.attrs.logloom.{name}" for name in ("service", "job_id", "version")
    ]


def test_plain_files(make: Make) -> None:
    """Files by a glob: no container, so no labels to ask for."""
    schema = make(stack={"driver": "file"})
    assert source(schema)["paths"] == ["${LOGLOOM_FILES:/var/log/pytorch/*.log*}"]
    assert [list(parser) for parser in parsers(schema)] == [["multiline"]]
    assert [list(each) for each in config(schema)["processors"]] == [["drop_fields"]]


@pytest.mark.parametrize("driver", ["gelf", "fluentd"])
def test_drivers_that_send_need_no_filebeat(make: Make, driver: str) -> None:
    """Docker sends the lines itself."""
    assert render(make(stack={"driver": driver}), ["filebeat"]) == {}


def test_its_start_accepts_a_cloned_file(make: Make) -> None:
    """The check of the file's owner is off, or a clone by another user would not start."""
    assert b"--strict.perms=false" in render(make(), ["filebeat"])["filebeat/start.sh"]
