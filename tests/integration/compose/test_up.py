"""`docker compose up` in a fresh clone: events of a training run arrive, and what may go wrong is survived or told."""

from __future__ import annotations

import http.client
import json
import ssl
from typing import TYPE_CHECKING, Any

import pytest
from harness.compose import SENDER

if TYPE_CHECKING:
    from harness.compose import Stack

pytestmark = pytest.mark.needs("docker", "elasticsearch", "filebeat")

MAY_WRITE = {"elasticsearch", "kibana", "logstash"}
"""Services whose programs write beside themselves."""


def process(stack: Stack, job_id: str) -> dict[str, Any]:
    """Return what the audit says of the only process of a job."""
    found = [each for each in stack.audit()["processes"] if each["job_id"] == job_id]
    assert len(found) == 1, found
    return found[0]


def is_whole(stack: Stack, job_id: str) -> bool:
    """Return whether each event of a job's only process is stored, once."""
    found = process(stack, job_id)
    return (found["state"], found["missing"], found["doubled"]) == ("complete", 0, 0)


def test_the_events_of_a_training_run_arrive_once(up: Stack) -> None:
    """All that the reference trainer emitted is in Elasticsearch, and nothing is there twice."""
    assert up.container("trainer").attrs["State"]["ExitCode"] == 0
    up.wait_until(lambda: is_whole(up, up.name), "all events of the first job are stored")
    found = process(up, up.name)
    assert found["emitted"] == found["arrived"] > 5
    assert up.count(f"job_id:{up.name} AND NOT event:text") == found["emitted"]
    assert up.count(f"job_id:{up.name} AND _exists_:violations") == 0


def test_the_trainer_writes_json_on_stdout_and_nothing_else(up: Stack) -> None:
    """Each line is an object; on stderr there is nothing."""
    container = up.container("trainer")
    lines = container.logs(stdout=True, stderr=False).splitlines()
    assert container.logs(stdout=False, stderr=True) == b""
    assert len(lines) > 5
    events = [json.loads(line) for line in lines]
    assert {event["job_id"] for event in events} == {up.name}
    assert {event["environment"] for event in events} == {"compose"}


def test_node_ip_is_the_address_of_the_machine(up: Stack) -> None:
    """It is not that of the container, which nobody could find again."""
    event = json.loads(up.container("trainer").logs().splitlines()[0])
    image = up.container("address").image
    told = up.docker.containers.run(image, ["-c", "hostname -I"], entrypoint="sh", network_mode="host", remove=True)
    assert event["node_ip"] in told.decode().split()


def test_a_line_of_text_gets_job_and_service_of_its_container(up: Stack) -> None:
    """The labels travel with each line, so that what is printed past the logger is found too."""
    up.compose("run", "--no-deps", "--detach", "--entrypoint", "echo", "trainer", "no JSON at all", JOB_ID="printed")
    query = 'event:text AND service:trainer AND job_id:printed AND message:"no JSON at all"'
    up.wait_until(lambda: up.count(query) == 1, "the line is stored")
    assert up.count("job_id:printed") == 1


def test_nobody_gets_in_without_a_password_or_from_elsewhere(up: Stack) -> None:
    """Elasticsearch asks who it is, and every port is open to the machine alone."""
    authority = up.folder.parent / "ca.crt"
    authority.write_bytes(up.secret("ca.crt"))
    trust = ssl.create_default_context(cafile=str(authority))
    connection = http.client.HTTPSConnection("127.0.0.1", up.port, timeout=30, context=trust)
    connection.request("GET", "/")
    assert connection.getresponse().status == 401
    connection.close()
    ports = [each.attrs["HostConfig"]["PortBindings"] or {} for each in up.containers()]
    hosts = {binding["HostIp"] for each in ports for bindings in each.values() for binding in bindings}
    assert hosts == {"127.0.0.1"}


def test_every_container_has_given_up_what_it_does_not_need(up: Stack) -> None:
    """No capability, no way to more rights, no root but Filebeat, no Docker socket, most with a read-only root."""
    for container in up.containers():
        service, host = container.labels["com.docker.compose.service"], container.attrs["HostConfig"]
        assert host["CapDrop"] == ["ALL"], service
        assert not host["CapAdd"], service
        assert host["SecurityOpt"] == ["no-new-privileges:true"], service
        assert not host["Privileged"], service
        assert host["ReadonlyRootfs"] == (service not in MAY_WRITE), service
        assert host["Memory"] > 0, service
        assert host["PidsLimit"] > 0, service
        assert (container.attrs["Config"]["User"].split(":")[0] == "0") == (service == "filebeat"), service
        for mount in container.attrs["Mounts"]:
            assert "docker.sock" not in mount["Source"], service
            assert not (mount["Type"] == "bind" and mount["RW"]), service


def test_no_secret_is_in_what_docker_tells(up: Stack) -> None:
    """Neither the environment nor the command line nor the log of a container holds a password or key."""
    secrets = [up.secret("elastic_password").decode().strip(), up.secret("api_key", SENDER).decode().strip()]
    told = json.dumps([[each.attrs["Config"], each.attrs["Args"]] for each in up.containers()])
    said = b"".join(each.logs() for each in up.containers()).decode(errors="replace")
    assert min(map(len, secrets)) >= 32
    assert [secret for secret in secrets if secret in told or secret in said] == []


def test_a_second_up_keeps_all_that_is_there(up: Stack) -> None:
    """Secrets and keys stay, and the next run of the trainer arrives beside the first."""
    before = up.secret("elastic_password"), up.secret("api_key", SENDER)
    stored = up.count()
    up.compose("up", "--detach", JOB_ID="second")
    up.wait_until(lambda: is_whole(up, "second"), "all events of the second job are stored")
    assert (up.secret("elastic_password"), up.secret("api_key", SENDER)) == before
    assert "nothing lacks" in up.container("secrets").logs().decode()
    assert up.count() > stored
