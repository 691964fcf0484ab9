"""The pipelines of Logstash: parsed by its real grammar, and held to how Logstash 9.5 was seen to behave."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from harness.logstash import plugins

from logloom.render import render
from logloom.schema import Schema

Make = Callable[..., Schema]
REMOVED = {"ssl", "ssl_verify_mode", "cipher_suites", "tls_min_version", "tls_max_version", "cacert", "keystore"}

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("logstash_pipeline_parser") is None,
    reason="logstash-pipeline-parser has no release for this Python",
)


def settings(schema: Schema, section: str, name: str) -> dict[str, Any]:
    """Return the settings of the one plugin of a kind."""
    (found,) = [given for where, kind, given in plugins(schema) if (where, kind) == (section, name)]
    return found


def names(schema: Schema, section: str) -> list[str]:
    """Return the plugins of a section in their order."""
    return [name for where, name, _ in plugins(schema) if where == section]


def test_beats_with_mutual_tls(make: Make) -> None:
    """Filebeat shows a certificate, or is not let in; no setting that 9.x refuses."""
    found = settings(make(), "input", "beats")
    assert found["ssl_enabled"] is True
    assert found["ssl_client_authentication"] == "required"
    for _, _, given in plugins(make(stack={"inputs": ["gelf", "tcp", "http"]})):
        assert not given.keys() & REMOVED


@pytest.mark.parametrize(
    ("stack", "expected"),
    [
        ({}, ["beats"]),
        ({"inputs": ["gelf", "tcp", "http"]}, ["beats", "gelf", "tcp", "http"]),
        ({"driver": "gelf"}, ["gelf"]),
        ({"driver": "fluentd"}, ["tcp"]),
        ({"transport": "direct", "inputs": ["http"]}, ["http"]),
    ],
)
def test_inputs(make: Make, stack: dict[str, Any], expected: list[str]) -> None:
    """Just the inputs that the stack needs or asks for."""
    assert names(make(stack=stack), "input") == expected


def test_direct_needs_no_logstash(make: Make) -> None:
    """Filebeat sends to Elasticsearch itself."""
    assert render(make(stack={"transport": "direct"}), ["logstash"]) == {}


def test_every_event_has_an_id(make: Make) -> None:
    """A `document_id` of a field that lacks would be the same text for all, and all but one would be lost."""
    schema = make(stack={"inputs": ["gelf", "tcp", "http"]})
    makers = [given["target"] for where, name, given in plugins(schema) if where == "filter" and "target" in given]
    assert makers == ["[@metadata][id]", "[@metadata][id]"]
    assert settings(schema, "output", "elasticsearch")["document_id"] == "%{[@metadata][id]}"


def test_the_line_is_not_kept_twice(make: Make) -> None:
    """Logstash adds the whole line as `event.original`; it and Filebeat's noise go."""
    removed = settings(make(), "filter", "mutate")["remove_field"]
    assert {"[event][original]", "agent", "ecs", "host", "input", "@version"} <= set(removed)


def test_output_is_the_data_stream(make: Make) -> None:
    """The stream of the schema, over TLS, with a key from outside."""
    found = settings(make(stack={"namespace": "lab"}), "output", "elasticsearch")
    assert found["data_stream"] is True
    assert (found["data_stream_dataset"], found["data_stream_namespace"]) == ("short.one", "lab")
    assert found["data_stream_auto_routing"] is found["data_stream_sync_fields"] is False
    assert found["api_key"] == "${ELASTICSEARCH_API_KEY}"
    assert found["ssl_enabled"] is True


def test_decode_is_for_routing_alone(make: Make) -> None:
    """With `decode` the event is parsed where no output sees it; without, nothing is."""
    assert "json" not in names(make(), "filter")
    found = settings(make(stack={"decode": True}), "filter", "json")
    assert (found["source"], found["target"]) == ("message", "[@metadata][event]")


def test_dead_letters_come_back_as_invalid_events(make: Make) -> None:
    """What was refused is handed to the pipeline as it was, with the reason, for the stream of invalid events."""
    found = plugins(make(), "dead_letters")
    assert [name for where, name, _ in found if where == "input"] == ["dead_letter_queue"]
    (output,) = [given for where, _, given in found if where == "output"]
    assert output["data_stream_dataset"] == "short.one.invalid"
    replaced = dict(found[1][2]["replace"])
    assert replaced["[error][type]"] == ["refused"]
    assert "dead_letter_queue" in replaced["[error][message]"][0]


def test_queues(make: Make) -> None:
    """Events wait on disk; what is refused goes to the dead letters; the second pipeline has none of its own."""
    events, letters = yaml.safe_load(render(make(), ["logstash"])["logstash/pipelines.yml"])
    assert (events["queue.type"], events["dead_letter_queue.enable"]) == ("persisted", True)
    assert letters["dead_letter_queue.enable"] is False
    common = yaml.safe_load(render(make(), ["logstash"])["logstash/logstash.yml"])
    assert common["pipeline.ecs_compatibility"] == "v8"
