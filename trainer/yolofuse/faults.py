"""Failures on demand: what the logging pipeline is there for, each marked as injected."""

from __future__ import annotations

import os
import resource
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

import torch
from torch import Tensor

if TYPE_CHECKING:
    from logloom.log import StructuredLogger

    from .job import Fields, Stop

__all__ = ["KINDS", "Fault", "Kind"]

Kind = Literal["oom", "nan", "crash", "hang", "loader"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_CUDA_TEXT = (
    "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 23.64 GiB of which "
    "725.19 MiB is free. Including non-PyTorch memory, this process has 22.93 GiB memory in use."
)


@dataclass
class Fault:
    """One failure at one step.

    Attributes:
        kind: what fails; None for a job that is left alone.
        step: at which step, counted from 0 over all epochs.
        hang_seconds: how long `hang` sleeps if nobody ends it.
        struck: whether it has happened.
    """

    kind: Kind | None = None
    step: int = 0
    hang_seconds: float = 600.0
    struck: bool = field(default=False, init=False)

    def fields(self) -> Fields:
        """Returns the fields by which an event tells that its cause was injected; none before it happened."""
        if not self.struck:
            return {}
        simulated = self.kind == "oom" and not torch.cuda.is_available()
        return {"injected": True, "gpu_memory": 0.97} if simulated else {"injected": True}

    def deadly_step(self) -> int | None:
        """Returns the step whose batch kills the loader's worker that reads it, None for no such step."""
        return self.step if self.kind == "loader" else None

    def strike(self, step: int, loss: Tensor, log: StructuredLogger, stop: Stop) -> Tensor:
        """Fails if this is the step.

        Args:
            step: the step that runs.
            loss: its loss, a scalar.
            log: told beforehand of what leaves no trace of its own.
            stop: ends a hang.

        Returns:
            The loss; NaN when that is the fault.

        Raises:
            torch.OutOfMemoryError: when that is the fault.
            RuntimeError: when a hang lasted to its end.
        """
        if step != self.step or self.kind in (None, "loader"):
            return loss
        self.struck = True
        if self.kind == "oom":
            _run_out_of_memory()
        if self.kind == "nan":
            return loss * torch.nan
        log.warning("injecting a fault", event="log", step=step, fault=self.kind, **self.fields())
        _crash() if self.kind == "crash" else _hang(self.hang_seconds, stop)
        return loss


def _run_out_of_memory() -> None:
    """Fills the device and asks for more; without a device, says what CUDA would."""
    if not torch.cuda.is_available():
        raise torch.OutOfMemoryError(_CUDA_TEXT)
    free, total = torch.cuda.mem_get_info()
    ballast = torch.empty(int(free * 0.95), dtype=torch.uint8, device="cuda")  # so that memory really is full
    torch.empty(total, dtype=torch.uint8, device="cuda").copy_(ballast)


def _crash() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # the death is wanted, a core file is not
    os.abort()


def _hang(seconds: float, stop: Stop) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        stop.check()
        time.sleep(0.1)
    raise RuntimeError(f"nobody ended the hang within {seconds:g} s")
