"""Words that all ranks of a machine say alike are written once, by the first."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from harness.disk import small_disk

from logloom.log import LoggerFactory, StructuredLogger
from logloom.log._environment import facts
from logloom.log._ranks import Chorus
from logloom.rules import Rules

Make = Callable[..., StructuredLogger]


def environ(rank: int, **more: str) -> dict[str, str]:
    """Say what torchrun says to one of two ranks."""
    ranks = {"RANK": str(rank), "LOCAL_RANK": str(rank), "WORLD_SIZE": "2", "MASTER_PORT": "29500"}
    return {"NODE_IP": "10.0.0.7", **ranks, **more}


@pytest.mark.needs("tmpfs")
def test_memory_that_is_not_there_is_not_used(tmp_path: Path) -> None:
    """Each rank speaks for itself where /dev/shm is full; to touch what it lacks would end the training by SIGBUS."""
    with small_disk(tmp_path / "shm", "64k") as folder, pytest.raises(OSError, match="No space left"):
        Chorus(folder / "words", leads=True)


@pytest.fixture
def of_rank(rules: Rules, request: pytest.FixtureRequest) -> Iterator[Make]:
    """Make the logger of one rank, which writes to `streams[rank]`."""
    job, made = request.node.name, []

    def make(rank: int, stream: Any, **more: str) -> StructuredLogger:
        log = LoggerFactory(rules, stream, environ(rank, JOB_ID=job, **more)).get_logger()
        made.append(log)
        return log

    yield make
    for log in made:
        if log._core.chorus is not None:
            log._core.chorus._leave()


@pytest.fixture
def streams(lines: Any) -> tuple[Any, Any]:
    """What the two ranks write."""
    return lines, type(lines)()


def test_identical_words_are_written_by_the_first_rank(of_rank: Make, streams: Any) -> None:
    """Whoever says them first; the other counts them, and says so when it ends."""
    first, second = of_rank(0, streams[0]), of_rank(1, streams[1])
    second.info("loading %s", "scenes")
    first.info("loading %s", "scenes")
    first.info("weights loaded", extra_count=3)
    second.info("weights loaded", extra_count=3)
    second.info("only the second says so")
    second.info("weights loaded", extra_count=4)
    second.job_end("done")
    assert [event["message"] for event in streams[0].events] == ["loading scenes", "weights loaded"]
    told = [(event["message"], event.get("extra")) for event in streams[1].events]
    assert told == [
        ("only the second says so", None),
        ("weights loaded", {"extra_count": 4}),
        ("done", {"lines_collapsed": 2}),
    ]
    assert [event["seq"] for event in streams[1].events] == [0, 1, 2]


def test_words_that_are_said_more_often_are_written(of_rank: Make, streams: Any) -> None:
    """The second time of one rank is not the first time of the other."""
    first, second = of_rank(0, streams[0]), of_rank(1, streams[1])
    first.info("retrying")
    for _ in range(3):
        second.info("retrying")
    second.job_end("done")
    assert [event["message"] for event in streams[1].events] == ["retrying", "retrying", "done"]


def test_each_rank_keeps_its_warnings_errors_and_steps(of_rank: Make, streams: Any) -> None:
    """They are written at once, and an error puts the words before it down first."""
    first, second = of_rank(0, streams[0]), of_rank(1, streams[1])
    for log in (first, second):
        log.warning("slow")
        log.info("step", event="step", loss=0.5)
    assert len(streams[1].events) == 2
    second.info("about to fail")
    second.error("failed")
    assert [event["message"] for event in streams[1].events] == ["slow", "step", "about to fail", "failed"]


def test_values_that_can_not_be_compared_are_written_at_once(of_rank: Make, streams: Any) -> None:
    """An object is hardly the same on two ranks."""
    of_rank(0, streams[0])
    of_rank(1, streams[1]).info("x", thing=[1, 2])
    assert len(streams[1].events) == 1


def test_each_rank_speaks_where_that_was_asked_for(of_rank: Make, streams: Any) -> None:
    """`LOGLOOM_RANKS=each` turns it off."""
    for rank in (0, 1):
        of_rank(rank, streams[rank], LOGLOOM_RANKS="each").info("hello")
    assert [len(stream.events) for stream in streams] == [1, 1]


@pytest.mark.parametrize(
    "given",
    [{}, {"LOCAL_RANK": "0"}, {"LOCAL_RANK": "0", "WORLD_SIZE": "1"}, {"WORLD_SIZE": "8"}, {"SLURM_LOCALID": "0"}],
)
def test_a_process_that_is_alone_has_no_chorus(given: dict[str, str]) -> None:
    """It takes a place among several."""
    assert Chorus.of(given, os.getppid()) is None


def test_what_an_earlier_job_left_is_not_heard(tmp_path: Path) -> None:
    """The first rank begins with an empty memory."""
    before = Chorus(tmp_path / "shared", leads=True)
    ticket = before.ticket("INFO", "x", {})
    assert ticket is not None
    before.announce(ticket)
    assert Chorus(tmp_path / "shared", leads=False).is_said(ticket)
    Chorus(tmp_path / "shared", leads=True)
    assert not Chorus(tmp_path / "shared", leads=False).is_said(ticket)


def test_somebody_elses_link_is_not_followed(tmp_path: Path) -> None:
    """A link in the way leaves each rank to speak for itself."""
    target = tmp_path / "precious"
    target.write_text("mine")
    (tmp_path / "shared").symlink_to(target)
    with pytest.raises(OSError, match="symbolic link"):
        Chorus(tmp_path / "shared", leads=True)
    assert target.read_text() == "mine"


@pytest.mark.parametrize(
    "given",
    [
        {"RANK": "3"},
        {"SLURM_PROCID": "3"},
        {"OMPI_COMM_WORLD_RANK": "3"},
        {"PMIX_RANK": "3"},
        {"PMI_RANK": "3"},
        {"MV2_COMM_WORLD_RANK": "3"},
    ],
)
def test_each_launcher_tells_the_rank(given: dict[str, str]) -> None:
    """Torchrun, SLURM, Open MPI, PMIx, MPICH and MVAPICH."""
    assert facts({"NODE_IP": "10.0.0.7", **given})["rank"] == 3
