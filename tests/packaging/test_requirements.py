"""The pinned requirements: complete, hashed, without an address, and in step with pyproject.toml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement

if TYPE_CHECKING:
    from pathlib import Path

FILES = ["run", "dev", "numpy", "torch", "setup", "job", "frameworks"]


def pins(file: Path) -> dict[str, list[Requirement]]:
    """Return a requirement file's pins by package, several where Python versions differ."""
    found: dict[str, list[Requirement]] = {}
    for line in file.read_text().splitlines():
        if line and not line.startswith((" ", "#")):
            requirement = Requirement(line.removesuffix("\\"))
            found.setdefault(requirement.name, []).append(requirement)
    return found


@pytest.mark.parametrize("name", [*FILES, "scan"])
def test_each_package_is_pinned_with_a_hash(root: Path, name: str) -> None:
    """Every entry is `name==version` and is followed by at least one sha256."""
    entries = re.split(r"\n(?=\S)", (root / f"requirements/{name}.txt").read_text().strip())
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==[\w.!+-]+ ", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry


@pytest.mark.parametrize("name", [*FILES, "scan"])
def test_no_file_says_where_packages_come_from(root: Path, name: str) -> None:
    """The user's own pip settings decide that: a mirror, a proxy, a company's index."""
    text = (root / f"requirements/{name}.txt").read_text()
    assert "://" not in text
    assert not re.search(r"^-(i|f|-index-url|-extra-index-url|-find-links)\b", text, re.MULTILINE)


def test_files_that_share_an_environment_agree(root: Path) -> None:
    """A package that two files pin has the same version in both, for every Python."""
    everything = [pins(root / f"requirements/{name}.txt") for name in FILES]
    for package in {package for file in everything for package in file}:
        for version in ("3.10.0", "3.11.2", "3.12.3", "3.13.0", "3.14.0"):
            environment = {"python_full_version": version, "python_version": version[:4]}
            chosen = {
                str(requirement.specifier)
                for file in everything
                for requirement in file.get(package, [])
                if requirement.marker is None or requirement.marker.evaluate(environment)
            }
            assert len(chosen) <= 1, f"{package} on Python {version}: {chosen}"


def test_what_pyproject_asks_for_is_pinned(root: Path) -> None:
    """A dependency that was added without `make lock` is found here."""
    listed = re.search(r"^dependencies = \[\n(.*?)^\]", (root / "pyproject.toml").read_text(), re.DOTALL | re.MULTILINE)
    assert listed is not None
    locked = pins(root / "requirements/run.txt")
    for line in re.findall(r'"(.+?)"', listed.group(1)):
        requirement = Requirement(line)
        versions = [str(pin.specifier).removeprefix("==") for pin in locked.get(requirement.name, [])]
        assert versions, f"{requirement.name} is not in run.txt: make lock"
        assert all(requirement.specifier.contains(version) for version in versions), line
