"""What the packaging tests share: the set-up script as a module and as a command, small disks, closed ports."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from harness import disk
from harness.elasticsearch import free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import ModuleType


@pytest.fixture(scope="session")
def bootstrap(root: Path) -> ModuleType:
    """Return tools/bootstrap.py as a module."""
    spec = importlib.util.spec_from_file_location("bootstrap", root / "tools" / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def user_environment() -> dict[str, str]:
    """Return the environment without what this machine tells pip and Python."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}


@pytest.fixture
def set_up(
    root: Path, tmp_path: Path, user_environment: dict[str, str]
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return a function that runs the set-up into a new folder as `make` does."""

    def call(
        *groups: str, python: str = sys.executable, venv: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        command = [python, root / "tools/bootstrap.py", "--venv", venv or tmp_path / "venv", *groups]
        return subprocess.run(command, env=user_environment | environment, capture_output=True, text=True, check=False)

    return call


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """Yield a folder on a disk of 2 MB."""
    with disk.small_disk(tmp_path / "tiny", "2m") as folder:
        yield folder


@pytest.fixture
def closed_port() -> int:
    """Return a port of this machine on which nobody listens."""
    return free_port()
