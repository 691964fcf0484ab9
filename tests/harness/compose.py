"""The real `docker compose up` of a checkout of its own, watched through Docker's SDK, and always taken down.

`LOGLOOM_TESTS_IMAGES=elastic` runs it on Elastic's own images, with Logstash and Kibana; else on local ones, by a
`compose.override.yaml`, which `docker compose` takes by itself.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docker
from harness import images
from harness.elasticsearch import free_port

from logloom.cluster import Cluster, connect
from logloom.errors import ClusterError

if TYPE_CHECKING:
    from docker.models.containers import Container

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".logloom" / "containers"
"""Where the logs of a stack are kept when a test of it failed."""

OF_MAKE = {"ARGS", "MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MFLAGS"}
"""What `make test ARGS=…` hands down, and what a `make up` in a test must not take for its own."""
ON_ELASTIC = os.environ.get("LOGLOOM_TESTS_IMAGES") == "elastic"
SENDER = "logstash" if ON_ELASTIC else "filebeat"
"""The service that sends to Elasticsearch."""

PATIENCE = 300.0
"""Seconds in which what a test waits for must be so; most need below 30."""

NEEDED = (
    ".dockerignore",
    "Makefile",
    "compose.yaml",
    "compose.cluster.yaml",
    "compose.gpu.yaml",
    "compose.small.yaml",
    "deploy",
    "filebeat",
    "kibana",
    "logstash",
    "requirements",
    "schema.yaml",
    "src",
    "templates",
    "trainer",
)


class Stack:
    """A checkout, and the project that Compose makes of it.

    Args:
        folder: of the checkout.
        name: of the project; volumes, networks and containers begin with it.
        extra: more variables.
    """

    def __init__(self, folder: Path, name: str, **extra: str) -> None:
        self.folder, self.name = folder, name
        self.docker = docker.from_env(timeout=120)
        self.port = free_port()
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in OF_MAKE},
            "COMPOSE_PROJECT_NAME": name,
            "ELASTICSEARCH_PORT": str(self.port),
            "KIBANA_PORT": str(free_port()),
            "JOB_ID": name,
            "BUILDX_NO_DEFAULT_ATTESTATIONS": "1",
            **extra,
        }

    def run(self, *command: str, check: bool = True, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the checkout, as somebody would who reads the README."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**self.environment, **variables},
            capture_output=True,
            text=True,
            check=False,
            timeout=900,
        )
        assert not check or done.returncode == 0, f"{command}: {done.returncode}\n{(done.stdout + done.stderr)[-4000:]}"
        return done

    def compose(self, *arguments: str, check: bool = True, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run `docker compose`."""
        return self.run("docker", "compose", *arguments, check=check, **variables)

    def logloom(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command of logloom in the image of the set-up."""
        return self.compose("run", "--rm", "--no-deps", "-T", "setup", *arguments, check=check)

    def containers(self) -> list[Container]:
        """Return all containers of the project, those that have ended too."""
        return self.docker.containers.list(all=True, filters={"label": f"com.docker.compose.project={self.name}"})

    def jobs(self) -> list[Container]:
        """Return the containers that `job` has made."""
        return self.docker.containers.list(all=True, filters={"label": f"tests={self.name}"})

    def container(self, service: str) -> Container:
        """Return the newest container of a service."""
        found = [each for each in self.containers() if each.labels["com.docker.compose.service"] == service]
        assert found, f"no container of {service}"
        return max(found, key=lambda each: each.attrs["Created"])

    def health(self, service: str) -> str:
        """Return how a service is: `healthy`, else the state of its container."""
        state = self.container(service).attrs["State"]
        return str(state.get("Health", {}).get("Status") or state["Status"])

    def kill(self, container: Container) -> None:
        """Kill a container's process from outside, as a kernel without memory would.

        `docker kill` would be taken for a wish that it stays down.
        """
        container.reload()
        os.kill(int(container.attrs["State"]["Pid"]), signal.SIGKILL)

    def job(self, job_id: str, command: list[str], image: str | None = None, *, start: bool = True) -> Container:
        """Return a container that logs as the trainer does.

        Args:
            job_id: of its events.
            command: what it runs.
            image: the trainer's where it is left out.
            start: whether it is started too.
        """
        trainer = self.container("trainer")
        variables = dict(each.split("=", 1) for each in trainer.attrs["Config"]["Env"])
        labels = {name: text for name, text in trainer.labels.items() if name.startswith("logloom.")}
        container = self.docker.containers.create(
            image or trainer.image.id,
            command,
            entrypoint=[],
            environment={**variables, "JOB_ID": job_id},
            # Compose marks what it builds: without an end to that it would take this container for its own.
            labels={**labels, "logloom.job_id": job_id, "tests": self.name, "com.docker.compose.project": ""},
            log_config=docker.types.LogConfig(**_lower(trainer.attrs["HostConfig"]["LogConfig"])),
            network_mode="none",
        )
        if start:
            container.start()
        return container

    @contextlib.contextmanager
    def small_disk(self, container: Container, size: str) -> Iterator[None]:
        """Give the folder of a container that was not started yet, with its log, a disk of its own."""
        folder = Path(self.docker.info()["DockerRootDir"], "containers", container.id)
        with tempfile.TemporaryDirectory() as name:
            shutil.copytree(folder, name, dirs_exist_ok=True)
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=0710", "tmpfs", folder], check=True)
            try:
                shutil.copytree(name, folder, dirs_exist_ok=True)
                yield
            finally:
                # Docker takes it away itself once the container has ended.
                subprocess.run(["umount", "--lazy", folder], capture_output=True, check=False)

    def elasticsearch(self) -> Cluster:
        """Return the way to Elasticsearch, from this machine, with what the set-up has drawn."""
        authority = self.folder.parent / "ca.crt"
        authority.write_bytes(self.secret("ca.crt"))
        return connect(
            {
                "ELASTICSEARCH_URL": f"https://127.0.0.1:{self.port}",
                "ELASTICSEARCH_USERNAME": "elastic",
                "ELASTICSEARCH_PASSWORD": self.secret("elastic_password").decode().strip(),
                "ELASTICSEARCH_CA": str(authority),
            }
        )

    def secret(self, name: str, service: str = "elasticsearch") -> bytes:
        """Return a file of a service's secrets."""
        folder = "/usr/share/elasticsearch/config/secrets" if service == "elasticsearch" else "/etc/logloom/tls"
        parts, _ = self.container(service).get_archive(f"{folder}/{name}")
        with tarfile.open(fileobj=io.BytesIO(b"".join(parts))) as archive:
            member = archive.extractfile(name)
            assert member is not None
            return member.read()

    def count(self, query: str = "*") -> int:
        """Return how many events there are that a query of Lucene's language finds."""
        cluster = self.elasticsearch()
        cluster.request("POST", "/logs-*/_refresh")
        body = {"query": {"query_string": {"query": query}}}
        return int(cluster.request("POST", "/logs-*/_count", body)["count"])

    def audit(self) -> dict[str, Any]:
        """Return what `logloom audit --cluster` says."""
        done = self.logloom("audit", "--cluster", "--format", "json", check=False)
        assert done.stdout.startswith("{"), done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def wait_until(self, is_done: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
        """Wait until something is so. A server that is away for a moment is asked again."""
        end, reason = time.monotonic() + seconds, ""
        while time.monotonic() < end:
            try:
                if is_done():
                    return
            except (OSError, AssertionError, KeyError, ClusterError, docker.errors.APIError) as error:
                reason = str(error)
            time.sleep(0.5)
        raise AssertionError(f"not within {seconds:g} s: {what}\n{reason}\n{self.compose('ps', '--all').stdout}")

    def is_alone(self) -> bool:
        """Return whether no container runs that is not this stack's."""
        ours = {each.id for each in [*self.containers(), *self.jobs()]}
        return all(each.id in ours for each in self.docker.containers.list())

    def keep_logs(self) -> Path:
        """Write what each container said into a folder, and return it."""
        folder = KEPT / self.name
        folder.mkdir(parents=True, exist_ok=True)
        for each in [*self.containers(), *self.jobs()]:
            (folder / f"{each.name}.log").write_bytes(each.logs(timestamps=True))
            (folder / f"{each.name}.json").write_text(json.dumps(each.attrs, indent=2), encoding="utf-8")
        return folder

    def remove(self) -> None:
        """Take everything down, with its data, and leave nothing running."""
        self.compose("--profile", "*", "down", "--volumes", "--remove-orphans", "--timeout", "10", check=False)
        for each in [*self.containers(), *self.jobs()]:
            each.remove(force=True, v=True)
        self.docker.close()


def _lower(config: dict[str, Any]) -> dict[str, Any]:
    return {name.lower(): value for name, value in config.items()}


def process(stack: Stack, job_id: str) -> dict[str, Any]:
    """Return what the audit says of the only process of a job."""
    found = [each for each in stack.audit()["processes"] if each["job_id"] == job_id]
    assert len(found) == 1, found
    return found[0]


def is_whole(stack: Stack, job_id: str) -> bool:
    """Return whether each event of a job's only process is stored, once."""
    found = process(stack, job_id)
    return (found["state"], found["missing"], found["doubled"]) == ("complete", 0, 0)


def checkout(folder: Path) -> Path:
    """Put what a clone holds into a folder, for the images that there are."""
    folder.mkdir(parents=True)
    for name in NEEDED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy(source, folder / name)
    if not ON_ELASTIC:
        shutil.copy(images.FOLDER / "compose.override.yaml", folder)
        change_schema(folder, "transport: logstash", "transport: direct")
    return folder


def change_schema(folder: Path, old: str, new: str) -> None:
    """Edit a checkout's schema, and render it anew, as its owner would."""
    path = folder / "schema.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(folder / "src")}
    command = [sys.executable, "-m", "logloom", "render", "--schema", str(path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@contextlib.contextmanager
def stack(name: str) -> Iterator[Stack]:
    """Give a stack that was not started yet; take it down in the end.

    Raises:
        UnavailableError: its images can't be had.
    """
    variables: dict[str, str] = {}
    if not ON_ELASTIC:
        local = images.build()
        variables = {
            "LOGLOOM_BASE": local.base,
            "TRAINER_BASE": local.base,
            "TESTS_ELASTICSEARCH": local.elasticsearch,
            "TESTS_FILEBEAT": local.filebeat,
            "TESTS_CA": str(images.authorities()),
        }
    parent = Path(tempfile.mkdtemp(prefix="logloom-compose-"))
    parent.chmod(0o755)
    backups = parent / "snapshots"
    backups.mkdir()
    backups.chmod(0o777)
    variables["LOGLOOM_SNAPSHOTS"] = str(backups)
    found = Stack(checkout(parent / "logloom"), name, **variables)
    found.remove()  # what a run that was killed has left
    try:
        yield found
    finally:
        found.remove()
        shutil.rmtree(parent, ignore_errors=True)
