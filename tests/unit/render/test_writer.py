"""The writer: what it writes, what it leaves alone, what it reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from logloom.errors import RenderError, UsageError
from logloom.render import TARGETS, Report, render, write

MADE = b"# made by `logloom render`\n"


def test_writes_what_is_missing_and_says_so(tmp_path: Path) -> None:
    """An empty folder gets every file; a second call finds nothing to do."""
    files = {"a/b/c.yml": MADE, "top.json": b"{}\n"}
    assert write(files, tmp_path) == Report(missing=("a/b/c.yml", "top.json"))
    assert {path: (tmp_path / path).read_bytes() for path in files} == files
    assert not write(files, tmp_path)


def test_leaves_an_unchanged_file_untouched(tmp_path: Path) -> None:
    """A file that is right keeps its time, so that no tool reloads it."""
    write({"a.yml": MADE, "b.yml": MADE}, tmp_path)
    before = (tmp_path / "a.yml").stat()
    assert write({"a.yml": MADE, "b.yml": MADE + b"x\n"}, tmp_path) == Report(changed=("b.yml",))
    after = (tmp_path / "a.yml").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_check_reports_and_writes_nothing(tmp_path: Path) -> None:
    """`--check` tells changed, missing and unexpected files apart, and leaves all as it was."""
    write({"a/same.yml": MADE, "a/other.yml": MADE, "a/old.yml": MADE}, tmp_path)
    (tmp_path / "a/mine.yml").write_bytes(b"# my own\n")
    report = write({"a/same.yml": MADE, "a/other.yml": b"new\n", "a/more.yml": MADE}, tmp_path, check=True)
    assert report == Report(changed=("a/other.yml",), missing=("a/more.yml",), unexpected=("a/old.yml",))
    assert (tmp_path / "a/other.yml").read_bytes() == MADE
    assert not (tmp_path / "a/more.yml").exists()


def test_never_deletes(tmp_path: Path) -> None:
    """What is no longer rendered is reported, also after writing, and left to the user."""
    write({"a/old.yml": MADE, "a/new.yml": MADE}, tmp_path)
    assert write({"a/new.yml": MADE}, tmp_path) == Report(unexpected=("a/old.yml",))
    assert (tmp_path / "a/old.yml").exists()
    assert not write({"a/new.yml": MADE}, tmp_path, partial=True)


def test_keeps_the_mode_of_a_file_and_leaves_no_other(tmp_path: Path) -> None:
    """A file that its user made executable stays so; nothing is left of the way it was written."""
    write({"a.sh": MADE}, tmp_path)
    (tmp_path / "a.sh").chmod(0o750)
    write({"a.sh": b"new\n"}, tmp_path)
    assert (tmp_path / "a.sh").stat().st_mode & 0o777 == 0o750
    assert [path.name for path in tmp_path.iterdir()] == ["a.sh"]


def test_says_why_it_cannot_write(tmp_path: Path) -> None:
    """A file in the way of a folder is an error in words, not a traceback."""
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(RenderError, match=r"a: .*check the path"):
        write({"a/b.yml": MADE}, tmp_path)


def test_an_unknown_target_is_an_error(reference: object) -> None:
    """Its message names the targets that there are."""
    with pytest.raises(UsageError, match="no target kibna; there are rules, "):
        render(reference, ["filebeat", "kibna"])  # type: ignore[arg-type]


def test_all_paths_are_relative_and_sorted(reference: object) -> None:
    """No file can land outside the folder, and the order says nothing."""
    files = render(reference)  # type: ignore[arg-type]
    assert list(files) == sorted(files)
    assert all(not path.startswith("/") and ".." not in path for path in files)
    parts = [TARGETS[name](reference) for name in TARGETS]  # type: ignore[arg-type]
    assert sum(map(len, parts)) == len(files)
