"""What the tests of the commands share: a folder to work in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, with the reference schema, to work in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "schema.yaml").write_bytes((root / "schema.yaml").read_bytes())
    return tmp_path
