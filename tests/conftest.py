"""When a test may be skipped, and the profiles of the property tests.

A test that needs something a machine may lack says so: `@pytest.mark.needs("torch")`. Where it is missing the
test is skipped with the reason. `LOGLOOM_TESTS_REQUIRE="torch index"` names what this run asked for: there the
same test fails. Where `CI` is set, a skip without such a mark fails too: none is silent.
"""

from __future__ import annotations

import contextlib
import fcntl
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest
from harness import browser, bugsink, elasticsearch, filebeat, nvml
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI", "").lower() not in {"", "0", "false"}
REQUIRED = frozenset(os.environ.get("LOGLOOM_TESTS_REQUIRE", "").split())
MAY_SKIP = pytest.StashKey[bool]()
DOCKER_LOCK = pytest.StashKey[IO[str]]()

# Workers share the cores: a slow example is no finding. In CI the same examples come on each run.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("default"), derandomize=True, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def has_module(name: str) -> bool:
    """Return whether a package can be found."""
    return importlib.util.find_spec(name) is not None


def has_gpu() -> bool:
    """Return whether PyTorch sees a CUDA device."""
    if not has_module("torch"):
        return False
    return bool(importlib.import_module("torch").cuda.is_available())


def succeeds(*command: str | Path) -> bool:
    """Return whether a command is there and ends well."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def find_old_pythons() -> list[str]:
    """Return the interpreters below logloom's floor that this machine has."""
    by_pyenv = sorted((Path.home() / ".pyenv/versions").glob("3.[6-9].*/bin/python3"))
    on_path = [shutil.which(f"python3.{minor}") for minor in range(6, 10)]
    return [str(python) for python in [*by_pyenv, *on_path] if python and succeeds(python, "-V")]


def has_index() -> bool:
    """Return whether pip gets packages here, from its cache or over the network."""
    options = ["--dry-run", "--ignore-installed", "--no-deps", "--retries", "0"]
    return succeeds(sys.executable, "-m", "pip", "install", *options, "iniconfig")


def can_mount() -> bool:
    """Return whether a small disk can be made in memory."""
    with tempfile.TemporaryDirectory() as folder:
        return succeeds("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder) and succeeds("umount", folder)


PROBES: dict[str, Callable[[], object]] = {
    "bugsink": lambda: bugsink.is_installed() or has_index(),
    "cc": nvml.can_compile,
    "chromium": browser.is_available,
    "docker": lambda: succeeds("docker", "info"),
    "dockerd": Path("/run/logloom-dockerd.pid").exists,  # one that tools/dockerd.sh started, and may restart
    "elasticsearch": elasticsearch.is_available,
    "filebeat": filebeat.is_available,
    "gpu": has_gpu,
    "lightning": lambda: has_module("lightning"),
    "transformers": lambda: has_module("transformers") and has_module("accelerate"),
    "index": has_index,
    "kibana": lambda: bool(os.environ.get("KIBANA_URL")),
    "kibana-exports": lambda: bool(os.environ.get("KIBANA_EXPORTS")),
    "node": lambda: succeeds(sys.executable, ROOT / "tools/page.py", "--install"),
    "kustomize": lambda: filebeat.can_build("kustomize", ".", ROOT / "tests" / "harness" / "kustomize"),
    "old-python": find_old_pythons,
    "systemd": lambda: succeeds("systemd-analyze", "--version"),
    "tmpfs": can_mount,
    "torch": lambda: has_module("torch"),
}


@cache
def is_here(component: str) -> bool:
    """Return whether this machine has a component; it is probed once."""
    return bool(PROBES[component]())


def pytest_configure(config: pytest.Config) -> None:
    """Declare the mark."""
    config.addinivalue_line("markers", f"needs(*components): what must be here, of {', '.join(PROBES)}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose needs are not met, or fail it where they were asked for."""
    for component in [name for mark in item.iter_markers("needs") for name in mark.args]:
        if is_here(component):
            continue
        if component in REQUIRED:
            pytest.fail(
                f"needs {component}, which LOGLOOM_TESTS_REQUIRE asks for and this machine lacks",
                pytrace=False,
            )
        item.stash[MAY_SKIP] = True
        pytest.skip(f"needs {component}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let tests that use Docker run beside each other, and none beside one that restarts its daemon."""
    if not any("docker" in mark.args for mark in item.iter_markers("needs")):
        return (yield)
    with Path(tempfile.gettempdir(), "logloom-tests-docker.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        item.stash[DOCKER_LOCK] = lock
        return (yield)


@pytest.fixture
def alone_with_docker(request: pytest.FixtureRequest) -> Callable[[Callable[[], object], Callable[[], object]], None]:
    """Return a function that waits until nobody else uses Docker, and keeps it so while something is done."""
    lock = request.node.stash[DOCKER_LOCK]

    def alone(is_alone: Callable[[], object], do: Callable[[], object]) -> None:
        end = time.monotonic() + 600
        while time.monotonic() < end:
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if is_alone():
                    do()
                    fcntl.flock(lock, fcntl.LOCK_SH)
                    return
            fcntl.flock(lock, fcntl.LOCK_SH)
            time.sleep(1)
        raise AssertionError("others use Docker all the time")

    return alone


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI, make a failure of a skip that no `needs` explains."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail") and not item.stash.get(MAY_SKIP, False):
        report.outcome = "failed"
        report.longrepr = f"skipped where CI asked for it: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """In CI, make a failure of a module that skips itself."""
    report = yield
    if IN_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"module skipped where CI asked for it: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def old_pythons() -> list[str]:
    """Return the interpreters below logloom's floor that this machine has."""
    return find_old_pythons()


@pytest.fixture(scope="session")
def node() -> Iterator[elasticsearch.Node]:
    """Yield a running Elasticsearch."""
    try:
        elasticsearch.install()
    except elasticsearch.UnavailableError as reason:
        pytest.skip(str(reason))
    with elasticsearch.running() as node:
        yield node
