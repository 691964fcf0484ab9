"""Who reads what, and what happens when reading fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from yolofuse.faults import Fault
from yolofuse.loading import Loader, plan, shuffle

if TYPE_CHECKING:
    from .conftest import Recorder


class _Shaky:
    """Scenes of which some reads fail before the first good one."""

    def __init__(self, failures: int) -> None:
        self.failures = failures

    def __getitem__(self, index: list[int]) -> list[int]:
        if self.failures:
            self.failures -= 1
            raise OSError("Stale file handle")
        return index


def _loader(failures: int, log: Any) -> Loader:
    scenes: Any = _Shaky(failures)
    return Loader(scenes, workers=0, log=log, fault=Fault())


def test_ranks_share_the_scenes_without_overlap() -> None:
    """Together the ranks read every scene once in an epoch; steps go on counting in the next."""
    order = shuffle(32, seed=1, epoch=1)
    plans = [plan(order, epoch=1, batch_size=4, rank=rank, ranks=2) for rank in range(2)]
    read = [scene for orders in plans for batch in orders for scene in batch.scenes]
    assert sorted(read) == list(range(32))
    assert [batch.step for batch in plans[0]] == [batch.step for batch in plans[1]] == [4, 5, 6, 7]


def test_epochs_differ_and_seeds_repeat() -> None:
    """An epoch's order depends on seed and epoch alone."""
    assert shuffle(32, seed=1, epoch=0) == shuffle(32, seed=1, epoch=0)
    assert shuffle(32, seed=1, epoch=0) != shuffle(32, seed=1, epoch=1)


def test_a_failed_read_is_tried_again(recorder: Recorder) -> None:
    """Two failures cost nothing but two retry events; the batches come whole and in order."""
    orders = plan(list(range(6)), epoch=0, batch_size=2)
    batches = list(_loader(2, recorder).batches(orders))
    assert [list(b.scenes) for b in batches] == [[0, 1], [2, 3], [4, 5]]
    assert [(e["step"], e["attempt"], e["error_type"]) for e in recorder.of("retry")] == [
        (0, 1, "OSError"),
        (0, 2, "OSError"),
    ]


def test_the_third_failure_is_final(recorder: Recorder) -> None:
    """After two retries the error goes to the trainer."""
    with pytest.raises(OSError, match="Stale"):
        list(_loader(3, recorder).batches(plan(list(range(6)), epoch=0, batch_size=2)))
    assert len(recorder.of("retry")) == 2
