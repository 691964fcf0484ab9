"""`docker compose up` in a fresh clone: events of a training run arrive, and what may go wrong is survived or told."""

from __future__ import annotations

import http.client
import json
import ssl
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import docker
import pytest
from harness import images
from harness.compose import ON_ELASTIC, ROOT, SENDER, change_schema, is_whole, process

from logloom import __version__

if TYPE_CHECKING:
    from harness.compose import Stack

pytestmark = pytest.mark.needs("docker", *([] if ON_ELASTIC else ["elasticsearch", "filebeat"]))

MAY_WRITE = {"elasticsearch", "kibana", "logstash"}
"""Services whose programs write beside themselves."""


WRITE = """\
import sys, time
from logloom.log import get_logger
log = get_logger()
log.info("begins", event="job_start")
for step in range(int(sys.argv[1])):
    log.info("a step", event="checkpoint", step=step)
    time.sleep(0.003)
log.job_end("done")
"""
"""A job that says so much."""

AGE = """\
import pathlib, sys
from datetime import datetime, timedelta, timezone
from logloom.cluster.setup import renew
renew(pathlib.Path("/secrets"), datetime.now(timezone.utc) - timedelta(days=int(sys.argv[1])))
"""
"""Signs all certificates as somebody would have done so many days ago."""


def writer(events: int) -> list[str]:
    """Return the command of a job that says so much."""
    return ["python3", "-c", WRITE, str(events)]


def age(stack: Stack, days: int) -> None:
    """Make all certificates so old."""
    stack.compose("run", "--rm", "--no-deps", "-T", "--entrypoint", "python3", "setup", "-c", AGE, str(days))


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
    up.job("printed", ["echo", "no JSON at all"])
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
            # The folder of backups is the one thing of the machine that a container writes to.
            assert mount["Destination"].endswith("/snapshots") or not (mount["Type"] == "bind" and mount["RW"]), service


def test_no_secret_is_in_what_docker_tells(up: Stack) -> None:
    """Neither the environment nor the command line nor the log of a container holds a password or key."""
    secrets = [up.secret("elastic_password").decode().strip(), up.secret("api_key", SENDER).decode().strip()]
    told = json.dumps([[each.attrs["Config"], each.attrs["Args"]] for each in up.containers()])
    said = b"".join(each.logs() for each in up.containers()).decode(errors="replace")
    assert min(map(len, secrets)) >= 32
    assert [secret for secret in secrets if secret in told or secret in said] == []


def test_the_images_say_what_they_are_and_hold_no_tools_to_build_with(up: Stack) -> None:
    """Version and commit are labels; who runs is not root; a job is asked to end by SIGTERM; there is no compiler."""
    image = up.container("trainer").image
    config = image.attrs["Config"]
    assert config["Labels"]["org.opencontainers.image.version"] == __version__
    assert config["Labels"]["org.opencontainers.image.revision"]
    assert (config["StopSignal"], config["User"]) == ("SIGTERM", "1000:1000")
    assert config["Healthcheck"]["Test"][0] == "CMD-SHELL"
    tools = "command -v gcc cc g++ make ld"
    with pytest.raises(docker.errors.ContainerError):
        up.docker.containers.run(image, ["-c", tools], entrypoint="sh", remove=True)


def test_a_second_up_keeps_all_that_is_there(up: Stack) -> None:
    """Secrets and keys stay, and the next run of the trainer arrives beside the first."""
    before = up.secret("elastic_password"), up.secret("api_key", SENDER)
    stored = up.count()
    up.compose("up", "--detach", JOB_ID="second")
    up.wait_until(lambda: is_whole(up, "second"), "all events of the second job are stored")
    assert (up.secret("elastic_password"), up.secret("api_key", SENDER)) == before
    assert "nothing lacks" in up.container("secrets").logs().decode()
    assert up.count() > stored


def test_a_schemas_next_version_keeps_what_is_stored(up: Stack) -> None:
    """After `down`, a new field and `make up`, old events are there, and new ones have the field."""
    line = '{"level":"INFO","service":"s","version":"1","job_id":"%s","brightness":0.5}'
    up.job("lines", ["echo", line % "before"])
    up.wait_until(lambda: up.count("job_id:before") == 1, "the line is stored")
    stored = up.count()
    up.compose("down")
    assert up.containers() == []
    change_schema(up.folder, "version: 1.0.0", "version: 1.1.0")
    change_schema(up.folder, "fields:\n", "fields:\n  brightness: {type: float, description: Of the lamp.}\n")
    up.run("make", "up", JOB_ID="upgraded")
    up.wait_until(lambda: is_whole(up, "upgraded"), "all events of the new job are stored")
    up.job("lines", ["echo", line % "after"])
    up.wait_until(lambda: up.count("job_id:after AND brightness:0.5") == 1, "the line is stored, with its field")
    assert up.count("NOT job_id:(upgraded OR after)") == stored
    assert "roll over" in up.compose("logs", "setup").stdout


def test_the_certificates_end_is_told_and_mended(up: Stack) -> None:
    """With an expired certificate nothing is sent; what it is and what to do is said; `up` signs another."""
    age(up, days=400)
    up.wait_until(lambda: "has expired" in up.logloom("doctor", check=False).stdout, "the node has the old certificate")
    up.compose("restart", SENDER)
    up.job("expired", writer(50))
    up.wait_until(lambda: b"certificate has expired" in up.container(SENDER).logs(), "the sender says why it waits")
    up.compose("stop", SENDER)
    up.compose("up", "--detach", "secrets")
    # Nobody can ask before the node has taken the new certificate; by then the sender has long stopped.
    up.wait_until(lambda: up.count() > 0, "the node has another certificate")
    assert up.count("job_id:expired") == 0
    up.compose("restart", SENDER)
    up.wait_until(lambda: is_whole(up, "expired"), "all events are stored")


def test_a_wrong_key_is_told_and_mended(up: Stack) -> None:
    """With a key that Elasticsearch does not know nothing is sent; `up` makes another; nothing is lost."""
    spoil = f"printf wrong:key > /secrets/{SENDER}/api_key"
    up.compose("run", "--rm", "--no-deps", "-T", "--entrypoint", "sh", "setup", "-c", spoil)
    up.compose("restart", SENDER)
    up.job("locked-out", writer(50))
    up.wait_until(lambda: b"401" in up.container(SENDER).logs(), "the sender says why it waits")
    assert up.count("job_id:locked-out") == 0
    up.compose("up", "--detach", "setup")
    up.wait_until(lambda: up.secret("api_key", SENDER) != b"wrong:key", "another key is there")
    up.compose("restart", SENDER)
    up.wait_until(lambda: is_whole(up, "locked-out"), "all events are stored")


def test_killed_processes_come_back_and_nothing_is_lost(up: Stack) -> None:
    """Elasticsearch and what sends to it are killed amid a job: each event of it is stored, once."""
    up.job("killed", writer(3000))
    up.wait_until(lambda: up.count("job_id:killed") > 0, "the first event is stored")
    for service in sorted({"elasticsearch", "filebeat", SENDER}):
        restarts = up.container(service).attrs["RestartCount"]
        up.kill(up.container(service))
        up.wait_until(
            lambda name=service, number=restarts: up.container(name).attrs["RestartCount"] > number, "it is back"
        )
    up.wait_until(lambda: is_whole(up, "killed"), "all events are stored")
    assert process(up, "killed")["emitted"] == 3002


def test_a_killed_job_is_told_and_its_last_words_are_kept(up: Stack) -> None:
    """All that it wrote is stored, and the audit says that nobody knows whether it had more to say."""
    container = up.job("cut", writer(100_000))
    up.wait_until(lambda: up.count("job_id:cut") > 100, "the first events are stored")
    up.kill(container)
    container.wait()
    whole = [line for line in container.logs().split(b"\n")[:-1] if line.endswith(b"}")]
    up.wait_until(lambda: process(up, "cut")["arrived"] == len(whole), "what it wrote is stored")
    found = process(up, "cut")
    assert (found["state"], found["missing"], found["doubled"]) == ("tail unknown", 0, 0)


def test_a_clock_an_hour_ahead_is_seen_and_harms_nothing(up: Stack) -> None:
    """The events carry the job's time, and when they were stored; none is missing."""
    up.job("skewed", writer(20), images.skewed(up.container("trainer").image.id))
    up.wait_until(lambda: is_whole(up, "skewed"), "all events are stored")
    body = {"size": 1, "query": {"term": {"job_id": "skewed"}}}
    hit = up.elasticsearch().request("POST", "/logs-*/_search", body)["hits"]["hits"][0]["_source"]
    times = [datetime.fromisoformat(hit[name].replace("Z", "+00:00")) for name in ("@timestamp", "ingested_at")]
    assert 3000 < (times[0] - times[1]).total_seconds() <= 3600


@pytest.mark.needs("tmpfs", "dockerd")
def test_a_full_log_disk_stops_no_job_and_is_told(up: Stack) -> None:
    """Docker drops what it can't write; the job goes on, and the audit says that its end never came."""
    container = up.job("full", writer(3000), start=False)
    with up.small_disk(container, "256k"):
        up.compose("restart", "filebeat")  # it sees only disks that were there when it began
        container.start()
        assert container.wait()["StatusCode"] == 0
        up.wait_until(lambda: process(up, "full")["arrived"] > 100, "what found room is stored")
        assert process(up, "full")["state"] == "tail unknown"


@pytest.mark.needs("dockerd")
def test_a_restart_of_the_daemon_loses_nothing(
    up: Stack, alone_with_docker: Callable[[Callable[[], object], Callable[[], object]], None]
) -> None:
    """Jobs are asked to end, the stack comes back by itself, and all is stored."""
    up.compose("run", "--no-deps", "--detach", "trainer", "--out", "/runs", "--epochs", "1000", JOB_ID="stopped")
    up.wait_until(lambda: up.count("job_id:stopped") > 3, "the first events are stored")
    alone_with_docker(up.is_alone, lambda: up.run(str(ROOT / "tools" / "dockerd.sh"), "restart"))
    up.wait_until(lambda: up.health("elasticsearch") == up.health(SENDER) == "healthy", "the stack is back")
    up.wait_until(lambda: is_whole(up, "stopped"), "all events are stored")
    assert up.container("trainer").attrs["State"]["Status"] == "exited"


def test_a_backup_comes_back_into_an_empty_stack(up: Stack) -> None:
    """After `down --volumes` nothing is left but the backup; `make restore` brings each event back."""
    stored = up.count()
    audited = up.audit()["processes"]
    up.run("make", "backup")
    refused = up.run("make", "restore", check=False)
    assert "would store them twice" in refused.stderr
    up.compose("down", "--volumes")
    full = up.run("make", "restore", check=False, TESTS_DISK_THRESHOLD="true")
    assert "can't be restored" in full.stderr
    assert "above the low watermark" in full.stderr
    up.compose("down", "--volumes")  # the tests' Elasticsearch can't delete a data stream
    up.run("make", "restore")
    assert up.count() == stored
    assert up.audit()["processes"] == audited
