"""What a browser is sent is what web/ says."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.needs("node")
def test_the_built_page_is_up_to_date(root: Path, tmp_path: Path) -> None:
    """Built anew, the page is the committed one to the byte, and its types hold."""
    command = [sys.executable, root / "tools/page.py", "--out", tmp_path]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    fresh, committed = contents(tmp_path), contents(root / "src/logloom/page/static")
    assert fresh.keys() == committed.keys()
    assert [name for name in fresh if fresh[name] != committed[name]] == [], "run `make page`"


def test_the_packages_of_the_page_have_no_address(root: Path) -> None:
    """The lock file names packages by version and hash; npm's own settings say where they come from."""
    text = (root / "web/package-lock.json").read_text()
    assert '"integrity"' in text
    assert '"resolved"' not in text


def test_the_page_loads_nothing_from_elsewhere(root: Path) -> None:
    """Neither the document nor the style names another host."""
    for name in ("index.html", "page.css"):
        assert "//" not in (root / "src/logloom/page/static" / name).read_text().replace("https://www.w3.org", "")


def test_modules_of_the_page_are_short(root: Path) -> None:
    """The house rule of 500 lines holds for TypeScript too."""
    files = [*(root / "web/src").iterdir()]
    assert files
    assert [path.name for path in files if len(path.read_text().splitlines()) > 500] == []
