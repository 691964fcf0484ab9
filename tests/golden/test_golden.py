"""What three schemas render to, held to what was reviewed: `LOGLOOM_UPDATE_GOLDEN=1` writes it anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from logloom.render import TARGETS, render, write
from logloom.schema import load

FIXTURES = "tests/fixtures/good"
SCHEMAS = {"weather_station": f"{FIXTURES}/weather_station.yaml", "smallest": f"{FIXTURES}/smallest.yaml"}


def test_the_repositorys_own_files_are_up_to_date(root: Path) -> None:
    """The reference schema renders to what is committed: nothing changed, missing or left over."""
    report = write(render(load(root / "schema.yaml")), root, check=True)
    assert not report, "run `logloom render`"


@pytest.mark.parametrize("name", SCHEMAS)
def test_golden_files(name: str, root: Path) -> None:
    """The smallest schema, and one of another trade, render to what was reviewed.

    What is the same as for the reference schema is held by the repository's own files, and not stored again.
    """
    folder = root / "tests" / "golden" / name
    reference = render(load(root / "schema.yaml"))
    files = {path: text for path, text in render(load(root / SCHEMAS[name])).items() if reference.get(path) != text}
    update = os.environ.get("LOGLOOM_UPDATE_GOLDEN") == "1"
    report = write(files, folder, check=not update)
    if update:
        for path in report.unexpected:
            (folder / path).unlink()
    assert update or not report, "look at the differences, then LOGLOOM_UPDATE_GOLDEN=1"


@pytest.mark.parametrize("target", TARGETS)
def test_rendering_is_pure(target: str, root: Path) -> None:
    """The same schema gives the same bytes again, with LF alone and a line end at the end."""
    schema = load(root / "schema.yaml")
    first, second = TARGETS[target](schema), TARGETS[target](schema)
    assert first == second
    assert first
    for content in first.values():
        assert b"\r" not in content
        assert content.endswith(b"\n")
