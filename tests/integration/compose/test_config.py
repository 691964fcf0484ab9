"""What `docker compose` itself says of the rendered files, for each profile, override and log driver."""

from __future__ import annotations

import json
import shutil
import subprocess
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from logloom.render import render
from logloom.schema import load

pytestmark = pytest.mark.needs("docker")

OVERRIDES = ("compose.gpu.yaml", "compose.small.yaml", "compose.cluster.yaml")
TOGETHER = [chosen for count in range(len(OVERRIDES) + 1) for chosen in combinations(OVERRIDES, count)]
SETTINGS = {
    "LOGLOOM_BIND": "192.0.2.7",
    "LOGLOOM_REGISTRY": "mirror.example.org/",
    "DOCKER_DATA_ROOT": "/data/docker",
    "LOGLOOM_SNAPSHOTS": "/data/snapshots",
    "TRAINER_BASE": "debian:trixie-slim",
    "NODE_IP": "192.0.2.7",
}


@pytest.fixture(scope="module")
def folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the rendered Compose files."""
    folder = tmp_path_factory.mktemp("compose")
    for name, content in render(load(root / "schema.yaml"), ["compose"]).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def config(folder: Path, *overrides: str, profiles: str = "*", **variables: str) -> dict[str, Any]:
    """Return what Compose makes of the files."""
    files = [part for name in ("compose.yaml", *overrides) for part in ("-f", name)]
    command = ["docker", "compose", *files, "--profile", profiles, "config", "--format", "json"]
    environment = {"PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(folder), **variables}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "level=warning" not in done.stderr, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("overrides", TOGETHER, ids=["+".join(each) or "alone" for each in TOGETHER])
@pytest.mark.parametrize("profile", ["none", "alerts", "faults"])
def test_each_profile_and_override_is_well_formed(folder: Path, overrides: tuple[str, ...], profile: str) -> None:
    """Compose takes all files together, without a word of warning, and with nothing to set before."""
    services = config(folder, *overrides, profiles=profile)["services"]
    assert ("glitchtip" in services) == (profile == "faults")
    assert ("alerts" in services) == (profile == "alerts")
    assert ("elasticsearch3" in services) == ("compose.cluster.yaml" in overrides)


def test_each_variable_does_what_the_guide_says(folder: Path, root: Path) -> None:
    """Ports, images, the log folder and the backups follow; the guide names each variable that there is."""
    services = config(folder, **SETTINGS)["services"]
    assert {port["host_ip"] for each in services.values() for port in each.get("ports", [])} == {"192.0.2.7"}
    images = {
        name: each["image"]
        for name, each in services.items()
        if "build" not in each and "logloom:" not in each["image"]
    }
    assert all(image.startswith("mirror.example.org/") for image in images.values()), images
    sources = {mount["target"]: mount["source"] for each in services.values() for mount in each.get("volumes", [])}
    assert sources["/var/lib/docker/containers"] == "/data/docker/containers"
    assert sources["/usr/share/elasticsearch/snapshots"] == "/data/snapshots"
    assert services["trainer"]["build"]["args"]["BASE_IMAGE"] == "debian:trixie-slim"
    assert services["trainer"]["environment"]["NODE_IP"] == "192.0.2.7"
    guide = (root / "docs" / "guides" / "compose.md").read_text(encoding="utf-8")
    text = (folder / "compose.yaml").read_text(encoding="utf-8")
    used = {part.split(":-")[0].split("}")[0] for part in text.split("${")[1:]}
    assert [name for name in sorted(used) if f"`{name}`" not in guide] == []


@pytest.mark.parametrize("driver", ["gelf", "fluentd"])
def test_the_drivers_that_send_are_well_formed(root: Path, tmp_path: Path, driver: str) -> None:
    """Compose takes what is rendered for them too."""
    schema = load(root / "schema.yaml")
    changed = schema.model_copy(update={"stack": schema.stack.model_copy(update={"driver": driver})})
    for name, content in render(changed, ["compose"]).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    assert config(tmp_path)["services"]["trainer"]["logging"]["driver"] == driver


def test_a_gpu_is_asked_for_in_words_that_docker_knows(folder: Path, tmp_path: Path) -> None:
    """The container that Compose would start has the request for all NVIDIA devices: made, and not started."""
    trainer = yaml.safe_load((folder / "compose.yaml").read_text(encoding="utf-8"))["services"]["trainer"]
    kept = {name: trainer[name] for name in ("cap_drop", "security_opt", "deploy")}
    empty = tmp_path / "compose.yaml"
    (tmp_path / "Dockerfile").write_text("FROM scratch\nLABEL tests=gpu\n", encoding="utf-8")
    alone = {"services": {"trainer": {**kept, "build": ".", "command": ["none"]}}}
    empty.write_text(yaml.safe_dump(alone), encoding="utf-8")
    shutil.copy(folder / "compose.gpu.yaml", tmp_path)
    command = ["docker", "compose", "-p", "logloom-test-gpu", "-f", "compose.yaml", "-f", "compose.gpu.yaml"]
    try:
        subprocess.run([*command, "create", "--build"], cwd=tmp_path, capture_output=True, check=True)
        inspect = ["docker", "inspect", "--format", "{{json .HostConfig.DeviceRequests}}", "logloom-test-gpu-trainer-1"]
        (request,) = json.loads(subprocess.run(inspect, capture_output=True, check=True).stdout)
    finally:
        subprocess.run([*command, "down", "--rmi", "local"], cwd=tmp_path, capture_output=True, check=False)
    assert (request["Driver"], request["Count"], request["Capabilities"]) == ("nvidia", -1, [["gpu"]])
