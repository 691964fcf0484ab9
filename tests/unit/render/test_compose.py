"""The Compose file, as data: what depends on the schema, and what must hold for every service."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from logloom.render import render
from logloom.schema import Schema


@pytest.fixture
def schema(make: Callable[..., Schema]) -> Schema:
    """Return the short schema."""
    return make()


def compose(schema: Schema, name: str = "compose.yaml", **stack: str) -> dict[str, Any]:
    """Return a rendered file, with some of the schema's `stack` changed."""
    changed = schema.model_copy(update={"stack": schema.stack.model_copy(update=stack)})
    files = render(changed, ["compose"])
    found: dict[str, Any] = yaml.safe_load(files[name])
    return found


def test_directly_means_without_logstash(schema: Schema) -> None:
    """Filebeat then waits for the set-up, and has a key of its own."""
    services = compose(schema, transport="direct")["services"]
    assert "logstash" not in services
    assert services["filebeat"]["depends_on"] == {"setup": {"condition": "service_completed_successfully"}}
    assert "ELASTICSEARCH_API_KEY_FILE" in services["filebeat"]["environment"]
    assert "ELASTICSEARCH_API_KEY_FILE" not in compose(schema)["services"]["filebeat"]["environment"]


@pytest.mark.parametrize(
    ("driver", "port"), [("gelf", "127.0.0.1:12201:12201/udp"), ("fluentd", "127.0.0.1:24224:24224")]
)
def test_a_driver_that_sends_goes_to_logstash_on_the_same_machine(schema: Schema, driver: str, port: str) -> None:
    """There is no Filebeat then; the port is never open to others, whatever LOGLOOM_BIND says."""
    services = compose(schema, driver=driver)["services"]
    assert "filebeat" not in services
    assert services["logstash"]["ports"] == [port]
    logging = services["trainer"]["logging"]
    assert logging["driver"] == driver
    assert logging["options"][f"{driver}-address"].endswith(port.split("/", maxsplit=1)[0].rpartition(":")[0])
    assert logging["options"]["labels-regex"] == r"^logloom\."
    assert services["trainer"]["depends_on"]["logstash"] == {"condition": "service_healthy"}


@pytest.mark.parametrize("driver", ["cri", "file"])
def test_without_docker_there_is_nothing_to_compose(schema: Schema, driver: str) -> None:
    """Pods and plain files have no Docker daemon."""
    changed = schema.model_copy(update={"stack": schema.stack.model_copy(update={"driver": driver})})
    assert render(changed, ["compose"]) == {}


def test_a_jobs_log_has_a_size_and_carries_its_labels(schema: Schema) -> None:
    """A log without an end would fill the disk."""
    assert compose(schema)["services"]["trainer"]["logging"] == {
        "driver": "json-file",
        "options": {"max-size": "50m", "max-file": "5", "labels-regex": r"^logloom\."},
    }


def test_no_service_keeps_more_rights_or_memory_than_it_needs(schema: Schema) -> None:
    """Each gives its capabilities up, has a limit, and opens its ports to the machine alone."""
    for name, service in compose(schema)["services"].items():
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert {"memory", "pids"} <= service["deploy"]["resources"]["limits"].keys(), name
        assert all(port.startswith("${LOGLOOM_BIND:-127.0.0.1}:") for port in service.get("ports", [])), name
        assert "privileged" not in service, name


def test_each_service_sees_its_own_secrets_alone(schema: Schema) -> None:
    """The authority and the folders of others are for the set-up."""
    for name, service in compose(schema)["services"].items():
        volumes = [mount.split(":")[0] for mount in service.get("volumes", []) if isinstance(mount, str)]
        seen = {volume for volume in volumes if volume.startswith("secrets")}
        if name in {"secrets", "setup"}:
            assert "secrets" in seen
        else:
            assert len(seen) <= 1, name
            assert "secrets" not in seen, name


def test_memory_fits_the_machine(schema: Schema) -> None:
    """What runs at the same time takes at most 12 GB, and 7 with the file for small machines over it."""
    most = {name: size(service) for name, service in compose(schema)["services"].items() if "profiles" not in service}
    small = {name: size(service) for name, service in compose(schema, "compose.small.yaml")["services"].items()}
    lasting = [name for name in most if name not in {"secrets", "version", "address", "setup", "dashboards"}]
    assert sum(most[name] for name in lasting) <= 12 * 1024
    assert sum(small.get(name, most[name]) for name in lasting) <= 7 * 1024


def size(service: dict[str, Any]) -> int:
    """Return the most memory of a service in MiB."""
    text = service["deploy"]["resources"]["limits"]["memory"]
    return int(text[:-1]) * (1024 if text.endswith("G") else 1)


def test_three_nodes_have_data_of_their_own_and_the_same_certificate(schema: Schema) -> None:
    """Each names the two others, and together they have all the tiers that the lifecycles use."""
    nodes = compose(schema, "compose.cluster.yaml")["services"]
    nodes.pop("setup")
    first = compose(schema)["services"]["elasticsearch"]
    assert len(nodes) == 3
    data = {
        mount.split(":")[0] for name in list(nodes)[1:] for mount in nodes[name]["volumes"] if mount.endswith("/data")
    }
    assert data == {"elasticsearch2", "elasticsearch3"}
    for name, node in nodes.items():
        settings = {**first["environment"], **node["environment"]}
        assert set(settings["discovery.seed_hosts"].split(",")) == nodes.keys() - {name}
        assert settings["xpack.security.transport.ssl.enabled"] == "true"
    roles = [role for node in nodes.values() for role in node["environment"]["node.roles"].split(",")]
    assert roles.count("master") == 3
    assert roles.count("data_hot") == 2
    assert {"data_warm", "data_cold", "data_content"} <= set(roles)
