"""Which Elasticsearch data are of, and which may open them."""

from __future__ import annotations

from pathlib import Path

import pytest

from logloom.cluster.setup import check_version, last_opened_by
from logloom.errors import RefusedError


def commit(folder: Path, generation: str, number: str) -> Path:
    """Write what Elasticsearch does of a commit of its state, as far as it matters."""
    (folder / "_state").mkdir(exist_ok=True)
    content = b"\x0coldest_index_version\x079039003\x0cnode_version" + bytes([len(number)]) + number.encode() + b"\x15"
    (folder / "_state" / f"segments_{generation}").write_bytes(content)
    return folder


@pytest.mark.parametrize(
    ("number", "version"), [("9040399", "9.4.3"), ("9020899", "9.2.8"), ("9011099", "9.1.10"), ("10000099", "10.0.0")]
)
def test_the_version_of_data_is_read(tmp_path: Path, number: str, version: str) -> None:
    """Two digits each for minor, patch and build follow those of the major version."""
    assert last_opened_by(commit(tmp_path, "3", number)) == version


def test_the_last_commit_counts(tmp_path: Path) -> None:
    """Generations are numbers of base 36, and Lucene may not have removed an older one yet."""
    for generation, number in (("9", "9020899"), ("1a", "9040399"), ("z", "9030099")):
        commit(tmp_path, generation, number)
    assert last_opened_by(tmp_path) == "9.4.3"


@pytest.mark.parametrize("version", ["9.4.3", "9.4.10", "9.10.0", "10.0.0"])
def test_the_same_version_and_newer_ones_may_start(tmp_path: Path, version: str) -> None:
    """Versions are compared by their numbers, not as texts."""
    commit(tmp_path, "3", "9040399")
    check_version(tmp_path, version)
    assert last_opened_by(tmp_path) == "9.4.3"


@pytest.mark.parametrize("version", ["9.4.2", "9.2.8", "8.19.3"])
def test_an_older_version_is_refused_with_both_ways_out(tmp_path: Path, version: str) -> None:
    """It says whose the data are, and what there is to do."""
    commit(tmp_path, "3", "9040399")
    with pytest.raises(RefusedError, match=f"of Elasticsearch 9.4.3, and {version} opens none.*backup from before"):
        check_version(tmp_path, version)


def test_data_that_do_not_say_whose_they_are_pass(tmp_path: Path) -> None:
    """A new volume is empty; in another format Elasticsearch itself decides."""
    check_version(tmp_path, "9.4.3")
    assert last_opened_by(tmp_path) is None
    (tmp_path / "_state").mkdir()
    (tmp_path / "_state" / "segments_1").write_bytes(b"another format")
    check_version(tmp_path, "9.4.3")
    assert last_opened_by(tmp_path) is None
