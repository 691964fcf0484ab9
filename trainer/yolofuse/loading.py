"""Batches for the training loop, from worker processes that may die."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import torch
from torch.utils.data import DataLoader, Dataset

if TYPE_CHECKING:
    from logloom.log import StructuredLogger

    from .faults import Fault
    from .scenes import Scenes

__all__ = ["Batch", "Loader", "Order", "plan", "shuffle"]

_RETRIES = 2


class Order(NamedTuple):
    """A batch to be read: its step, counted over all epochs, and which scenes it holds."""

    step: int
    scenes: list[int]


class Batch(NamedTuple):
    """A batch that was read."""

    step: int
    scenes: Scenes


def shuffle(count: int, seed: int, epoch: int) -> list[int]:
    """Returns the numbers of `count` scenes, in another order in each epoch, in the same on every rank."""
    dice = torch.Generator().manual_seed(seed * 1_000_003 + epoch)
    order: list[int] = torch.randperm(count, generator=dice).tolist()
    return order


def plan(scenes: list[int], epoch: int, batch_size: int, rank: int = 0, ranks: int = 1) -> list[Order]:
    """Says what one rank reads in one epoch: its share of the scenes, whole batches alone.

    Args:
        scenes: of the epoch, in order.
        epoch: counted from 0.
        batch_size: scenes in a batch of one rank.
        rank: which share.
        ranks: number of shares, all equally long.

    Returns:
        The batches in order; empty when there are too few scenes for one.
    """
    steps = len(scenes) // (batch_size * ranks)
    share = scenes[rank::ranks]
    batches = (share[i * batch_size : (i + 1) * batch_size] for i in range(steps))
    return [Order(epoch * steps + i, batch) for i, batch in enumerate(batches)]


class _Reader(Dataset[Batch]):
    """Reads whole batches; the one of the deadly step kills its process."""

    def __init__(self, scenes: Scenes, deadly_step: int | None) -> None:
        self.scenes = scenes
        self.deadly_step = deadly_step

    def __getitem__(self, order: Order) -> Batch:
        if order.step == self.deadly_step:
            os._exit(1)
        return Batch(order.step, self.scenes[order.scenes])


class Loader:
    """Reads batches in order, and reads again what failed.

    Args:
        scenes: what is read.
        workers: processes that read; 0 reads in this one. A fault of the loader needs one and gets it.
        log: told of each retry.
        fault: may kill a worker.
    """

    def __init__(self, scenes: Scenes, workers: int, log: StructuredLogger, fault: Fault) -> None:
        deadly_step = fault.deadly_step()
        self._reader = _Reader(scenes, deadly_step)
        self._workers = workers if deadly_step is None else max(workers, 1)
        self._log = log
        self._fault = fault

    def batches(self, orders: Sequence[Order]) -> Iterator[Batch]:
        """Yields the batches of `orders`.

        Raises:
            OSError, RuntimeError: what reading raised, after two retries at one batch.
        """
        done = failures = 0
        while done < len(orders):
            try:
                for batch in self._open(orders[done:]):
                    yield batch
                    done, failures = done + 1, 0
            except (OSError, RuntimeError) as error:  # noqa: PERF203  what the consumer raises does not get here
                failures += 1
                self._fault.struck |= orders[done].step == self._fault.deadly_step()
                if failures > _RETRIES:
                    raise
                self._tell(orders[done].step, failures, error)

    def _open(self, orders: Sequence[Order]) -> Iterator[Batch]:
        ahead = 1 if self._workers else None  # for each worker: one that dies takes no finished batch with it
        batches: Iterator[Batch] = iter(
            DataLoader(
                self._reader,
                batch_size=None,
                sampler=orders,
                num_workers=self._workers,
                prefetch_factor=ahead,
            )
        )
        if self._workers:
            # torch would throw a worker's death into whatever runs just then, a log call even; without its
            # handler it is found where the batch is awaited, within the 5 seconds of torch's poll
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        return batches

    def _tell(self, step: int, failures: int, error: Exception) -> None:
        self._log.warning(
            str(error),
            event="retry",
            step=step,
            attempt=failures,
            error_type=type(error).__name__,
            **self._fault.fields(),
        )
