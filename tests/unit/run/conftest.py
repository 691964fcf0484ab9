"""What the tests of runs share: the folder that they are kept in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from logloom.run import Home

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home that is made."""
    made = Home(tmp_path / ".logloom")
    made.make()
    return made
