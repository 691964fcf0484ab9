"""Where a job runs: device, precision, and its ranks under torchrun."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal, get_args

import torch
from torch import distributed

if TYPE_CHECKING:
    from .job import Fields

__all__ = ["PRECISIONS", "Precision", "Runtime", "open_runtime"]

Precision = Literal["amp", "fp32"]
PRECISIONS: tuple[Precision, ...] = get_args(Precision)

_PATIENCE = timedelta(minutes=2)  # how long a rank waits for its peers before it fails, so that it can say so


@dataclass(frozen=True)
class Runtime:
    """Where one rank runs.

    Attributes:
        device: CUDA where there is one, else the CPU.
        precision: `amp` computes in 16 bits what bears it.
        rank: of this process, 0 to ranks - 1.
        ranks: number of processes that train together.
    """

    device: torch.device
    precision: Precision
    rank: int = 0
    ranks: int = 1

    @property
    def gpu_count(self) -> int:
        """Number of GPUs that the job uses: one for each rank, or none."""
        return self.ranks if self.device.type == "cuda" else 0

    @property
    def dtype(self) -> torch.dtype:
        """What `amp` computes in: bfloat16, except on a GPU before Ampere, which only emulates it."""
        lacks = self.device.type == "cuda" and torch.cuda.get_device_capability(self.device) < (8, 0)
        return torch.float16 if lacks else torch.bfloat16

    def autocast(self) -> torch.autocast:
        """Returns the context in which the network runs."""
        return torch.autocast(self.device.type, dtype=self.dtype, enabled=self.precision == "amp")

    def scaler(self) -> torch.amp.GradScaler:
        """Returns the scaler that keeps float16 gradients from vanishing; it does nothing elsewhere."""
        enabled = self.precision == "amp" and self.dtype == torch.float16
        return torch.amp.GradScaler(self.device.type, init_scale=2.0**10, enabled=enabled)

    def gpu_fields(self) -> Fields:
        """Returns `gpu_memory`, the used share of the device's memory, 0 to 1; nothing on the CPU."""
        if self.device.type != "cuda":
            return {}
        free, total = torch.cuda.mem_get_info(self.device)
        return {"gpu_memory": 1 - free / total}

    def mean(self, value: float) -> float:
        """Returns the mean of `value` over the ranks; every rank must call it."""
        if self.ranks == 1:
            return value
        total = torch.tensor(value, dtype=torch.float32, device=self.device)
        distributed.all_reduce(total)
        return float(total) / self.ranks


@contextmanager
def open_runtime(precision: Precision | None, threads: int = 1) -> Iterator[Runtime]:
    """Finds the device and joins the other ranks that torchrun started.

    Args:
        precision: None for `amp` on CUDA and `fp32` on the CPU.
        threads: of the CPU. So small a network gains little by a second one, and loses much by it where other
            processes want the cores: PyTorch's threads wait for each other in a busy loop.
    """
    torch.set_num_threads(threads)
    rank, ranks = int(os.environ.get("RANK", "0")), int(os.environ.get("WORLD_SIZE", "1"))
    cuda = torch.cuda.is_available()
    device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", "0"))) if cuda else torch.device("cpu")
    if cuda:
        torch.cuda.set_device(device)
    if ranks > 1:
        distributed.init_process_group("nccl" if cuda else "gloo", timeout=_PATIENCE)
    yield Runtime(device, precision or ("amp" if cuda else "fp32"), rank, ranks)
    if ranks > 1:  # not after a failure: the peers may be gone, and leaving would wait for them
        distributed.destroy_process_group()
