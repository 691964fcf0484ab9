"""The rule for skips in tests/conftest.py: in CI nothing is left out in silence."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SUITE = """
import pytest

def test_that_runs():
    pass

@pytest.mark.needs("docker")
def test_that_needs_docker():
    pass

def test_that_skips_itself():
    pytest.skip("no reason")
"""


@pytest.fixture
def outcome(root: Path, tmp_path: Path) -> Callable[..., str]:
    """Return a function that runs a suite of three under the rule, without Docker, and gives pytest's closing line."""
    (tmp_path / "test_suite.py").write_text(SUITE)
    (tmp_path / "pytest.ini").write_text(f"[pytest]\npythonpath = {root / 'tests'}\n")
    shutil.copy(root / "tests/conftest.py", tmp_path)

    def call(**environment: str) -> str:
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", tmp_path]
        result = subprocess.run(
            command, cwd=tmp_path, env={"PATH": "/nowhere"} | environment, capture_output=True, text=True, check=False
        )
        return result.stdout.splitlines()[-1].split(" in ")[0]

    return call


def test_a_person_sees_skips_as_skips(outcome: Callable[..., str]) -> None:
    """Outside CI both tests that can't run are skipped."""
    assert outcome() == "1 passed, 2 skipped"


def test_ci_fails_a_skip_that_no_mark_explains(outcome: Callable[..., str]) -> None:
    """In CI only the component that CI did not ask for may be missing."""
    assert outcome(CI="true") == "1 failed, 1 passed, 1 skipped"


def test_ci_fails_a_test_whose_component_it_asked_for(outcome: Callable[..., str]) -> None:
    """A component that the run requires may not be missing; the test that needs it does not pass for it."""
    assert outcome(CI="true", LOGLOOM_TESTS_REQUIRE="docker") == "1 failed, 1 passed, 1 error"
