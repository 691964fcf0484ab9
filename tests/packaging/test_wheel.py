"""The wheel: built from the sdist, installed into an empty environment, used in an empty folder."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command without the checkout in reach."""
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(cwd), "LANG": "C.UTF-8"}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel that is built from the sdist that is built from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, root]
    subprocess.run(command, capture_output=True, check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def bare(root: Path, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the programs of an environment that has the wheel and what it declares, in the pinned versions."""
    venv = tmp_path_factory.mktemp("bare") / "venv"
    constraints = venv.parent / "constraints.txt"
    pins = (root / "requirements/run.txt").read_text().splitlines()
    constraints.write_text("".join(f"{line.removesuffix(chr(92))}\n" for line in pins if not line.startswith(" ")))
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    install = [venv / "bin/python", "-m", "pip", "install", "--quiet", "--only-binary", ":all:"]
    subprocess.run([*install, "--constraint", constraints, wheel], check=True)
    return venv / "bin"


def test_the_wheel_carries_what_it_renders_from(wheel: Path, root: Path) -> None:
    """Templates, schemas and the mark of a typed package are inside; tests and the trainer are not."""
    names = set(zipfile.ZipFile(wheel).namelist())
    data = [path.relative_to(root / "src") for path in (root / "src/logloom").rglob("*.yaml")]
    templates = [path.relative_to(root / "templates") for path in (root / "templates").rglob("*") if path.is_file()]
    assert data
    assert templates
    assert {"logloom/py.typed", *(path.as_posix() for path in data)} <= names
    assert {f"logloom/_templates/{path.as_posix()}" for path in templates} <= names
    assert zipfile.ZipFile(wheel).read("logloom/schema/pytorch.yaml") == (root / "schema.yaml").read_bytes()
    assert all(name.startswith(("logloom/", "logloom-")) for name in names)


@pytest.mark.needs("index")
def test_a_bare_installation_is_whole(bare: Path, tmp_path: Path) -> None:
    """What the wheel declares is all it needs, and DuckDB and PyTorch are not among it."""
    assert run(bare / "python", "-m", "pip", "check", cwd=tmp_path).returncode == 0
    for absent in ("duckdb", "torch", "elasticsearch", "sentry_sdk"):
        assert run(bare / "python", "-c", f"import {absent}", cwd=tmp_path).returncode != 0


@pytest.mark.needs("index")
def test_init_and_render_work_in_an_empty_folder(bare: Path, tmp_path: Path) -> None:
    """`logloom init && logloom render` writes a schema and everything from it; a check then finds no difference."""
    for command in (["init"], ["render"], ["render", "--check"]):
        result = run(bare / "logloom", *command, cwd=tmp_path)
        assert result.returncode == 0, result.stderr
    assert (tmp_path / "schema.yaml").is_file()
    written = {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*") if path.is_file()}
    assert {"filebeat", "logstash", "deploy", "docs"} <= written


@pytest.mark.needs("index")
def test_a_command_that_needs_an_extra_names_it(bare: Path, tmp_path: Path) -> None:
    """Without DuckDB the store's commands say what to install, in one sentence."""
    run(bare / "logloom", "init", cwd=tmp_path)
    result = run(bare / "logloom", "query", "level:ERROR", cwd=tmp_path)
    assert result.returncode == 2, result.stderr
    assert "logloom[local]" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.needs("index")
def test_the_logger_works_in_a_bare_installation(bare: Path, tmp_path: Path) -> None:
    """A training image that has the wheel alone can log a conforming event."""
    run(bare / "logloom", "init", cwd=tmp_path)
    code = "import logloom.log; logloom.log.get_logger(service='s', job_id='j').info('hello')"
    (tmp_path / "train.py").write_text(code)
    result = run(bare / "python", "train.py", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert '"message":"hello"' in result.stdout
