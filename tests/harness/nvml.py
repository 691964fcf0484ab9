"""Two GPUs that are not there: NVIDIA's management library as Python sees it, and as C does.

Board 0 is whole. Board 1 is split into MIG instances, of which the second place holds one.
"""

# ruff: noqa: ARG002, D102, N802, N815 - the names and arguments are NVIDIA's

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

BOARDS = ("GPU-8a3f0000-0000-0000-0000-000000000000", "GPU-8b000000-0000-0000-0000-000000000001")
INSTANCE = "MIG-c0ffee00-0000-0000-0000-000000000002"
SOURCE = Path(__file__).with_name("nvml.c")


class NvmlError(Exception):
    """What `pynvml` raises."""


class Nvml:
    """The functions of `pynvml` that logloom calls. Handles are UUIDs.

    Args:
        lacks: functions that this machine does not support.
        xids: (error, number of the board) that the driver reports, once each.
    """

    nvmlEventTypeXidCriticalError = 8

    def __init__(self, lacks: tuple[str, ...] = (), xids: tuple[tuple[int, int], ...] = ()) -> None:
        self.lacks = lacks
        self.pending = list(xids)
        self.registered: list[str] = []

    def _support(self, name: str) -> None:
        if name in self.lacks:
            raise NvmlError(f"{name}: not supported")

    def nvmlDeviceGetCount(self) -> int:
        return len(BOARDS)

    def nvmlDeviceGetHandleByIndex(self, index: int) -> str:
        if index >= len(BOARDS):
            raise NvmlError("invalid argument")
        return BOARDS[index]

    def nvmlDeviceGetHandleByUUID(self, uuid: str) -> str:
        if uuid not in (*BOARDS, INSTANCE):
            raise NvmlError("not found")
        return uuid

    def nvmlDeviceGetUUID(self, handle: str) -> str:
        return handle

    def nvmlDeviceGetIndex(self, handle: str) -> int:
        self._support("index")
        return BOARDS.index(handle) if handle in BOARDS else 0

    def nvmlDeviceGetMaxMigDeviceCount(self, handle: str) -> int:
        return 7 if handle == BOARDS[1] else 0

    def nvmlDeviceGetMigDeviceHandleByIndex(self, handle: str, index: int) -> str:
        if (handle, index) != (BOARDS[1], 1):
            raise NvmlError("not found")
        return INSTANCE

    def nvmlDeviceGetDeviceHandleFromMigDeviceHandle(self, handle: str) -> str:
        if handle != INSTANCE:
            raise NvmlError("invalid argument")
        return BOARDS[1]

    def nvmlDeviceGetMemoryInfo(self, handle: str) -> Any:
        self._support("memory")
        used = {BOARDS[0]: 60, BOARDS[1]: 20, INSTANCE: 9}[handle]
        return SimpleNamespace(total=10 if handle == INSTANCE else 80, used=used)

    def nvmlDeviceGetUtilizationRates(self, handle: str) -> Any:
        self._support("utilization")
        if handle == INSTANCE:
            raise NvmlError("not supported")
        return SimpleNamespace(gpu=87 if handle == BOARDS[0] else 12)

    def nvmlDeviceGetTemperature(self, handle: str, sensor: int) -> int:
        self._support("temperature")
        return 71 if handle == BOARDS[0] else 40 + sensor

    def nvmlDeviceGetPowerUsage(self, handle: str) -> int:
        self._support("power")
        return 305500 if handle == BOARDS[0] else 60250

    def nvmlEventSetCreate(self) -> object:
        self._support("events")
        return self.pending

    def nvmlDeviceRegisterEvents(self, handle: str, kinds: int, events: object) -> None:
        assert kinds == self.nvmlEventTypeXidCriticalError
        self.registered.append(handle)

    def nvmlEventSetWait_v2(self, events: object, milliseconds: int) -> Any:
        assert milliseconds == 0
        if not self.pending:
            raise NvmlError("time-out")
        number, board = self.pending.pop(0)
        return SimpleNamespace(eventData=number, device=BOARDS[board])


def can_compile() -> bool:
    """Return whether there is a C compiler."""
    return shutil.which("cc") is not None


def compile_library(folder: Path) -> Path:
    """Compile `nvml.c` into a library of the name that the driver's has; return its path."""
    library = folder / "libnvidia-ml.so.1"
    subprocess.run(["cc", "-shared", "-fPIC", "-Wall", "-Werror", "-o", library, SOURCE], check=True)
    return library
