"""The folder `.logloom`: whose it is, what lives in it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from harness.disk import small_disk

from logloom.run import Held, Home, Page, read_held

HOLD = """
import sys
from pathlib import Path
from logloom.run import Held
held = Held.take(Path(sys.argv[1]))
held.write({"url": "http://127.0.0.1:1/", "pid": 1})
print("held", flush=True)
sys.stdin.read()
"""


def test_the_folder_is_for_its_owner_and_no_version_control(home: Home) -> None:
    """Nobody else reads what a job printed, and git does not offer to add it."""
    assert home.folder.stat().st_mode & 0o777 == 0o700
    assert (home.folder / ".gitignore").read_text() == "*\n"
    folder, held = home.begin_run("night 7")
    assert folder.name == "night_7"
    assert (folder.stat().st_mode & 0o777, held.path.stat().st_mode & 0o777) == (0o700, 0o600)
    held.release()


def test_runs_of_one_job_have_folders_of_their_own(home: Home) -> None:
    """Two at once, or one after the other: their lines don't mix."""
    found = [home.begin_run(name) for name in ("a", "a", "../b", "...", "x" * 300)]
    assert [folder.name for folder, _ in found] == ["a", "a.2", "_b", "job", "x" * 100]
    assert [run.lives for run in home.all_runs()] == [True] * 5
    for _, held in found:
        held.release()
    assert [run.lives for run in home.all_runs()] == [False] * 5


def test_a_lock_goes_with_its_process(home: Home) -> None:
    """After kill -9 the file is there, and says nothing of a living page."""
    assert (home.page(), home.page_lives()) == (None, False)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, home.page_file], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        process.stdout.readline()
        assert home.page() == Page("http://127.0.0.1:1/", 1)
        assert Held.take(home.page_file) is None
        process.send_signal(signal.SIGKILL)
    assert (home.page(), home.page_lives()) == (None, False)
    assert read_held(home.page_file)[0]["pid"] == 1
    held = Held.take(home.page_file)
    assert held
    held.release()


def test_content_shrinks_and_may_be_broken(home: Home) -> None:
    """A shorter content leaves nothing of a longer one; what can't be read is empty."""
    held = Held.take(home.page_file)
    assert held
    held.write({"url": "u" * 1000, "pid": 1})
    held.write({"url": "é", "pid": os.getpid()})
    assert json.loads(home.page_file.read_bytes()) == {"url": "é", "pid": os.getpid()}
    held.release()
    home.page_file.write_text("{")
    assert read_held(home.page_file) == ({}, False)


@pytest.mark.needs("tmpfs")
def test_a_full_disk_leaves_the_content_as_it_was(tmp_path: Path) -> None:
    """Nothing is cut off before the new content is written."""
    with small_disk(tmp_path / "disk", "64k") as disk:
        held = Held.take(disk / "page.json")
        assert held
        try:
            held.write({"pid": 1})
            with pytest.raises(OSError, match="No space left"):
                (disk / "ballast").write_bytes(b"x" * 70_000)
            with pytest.raises(OSError, match="No space left"):
                held.write({"pid": 2, "command": "x" * 10_000})
        finally:
            held.release()
        assert json.loads((disk / "page.json").read_bytes()) == {"pid": 1}
