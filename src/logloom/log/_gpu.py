"""The state of this process's GPUs, as NVIDIA's management library (NVML) tells it.

NVML is not CUDA: asking it makes no context, takes no device memory, and can't spoil a later fork. Where it has no
answer, as on a Jetson, PyTorch is asked, and only after the training itself has put something on the device.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from logloom.log._environment import named_gpus

__all__ = ["Gpus", "Xid", "gpu_numbers", "load_nvml"]

Fields = dict[str, Any]

_XIDS = {
    13: "graphics engine exception, usually a fault of the program",
    31: "memory page fault, usually a fault of the program",
    43: "the GPU stopped processing",
    45: "the program was cleaned up after an earlier error",
    48: "double bit ECC error",
    61: "microcontroller breakpoint",
    62: "microcontroller halt",
    63: "a row of memory was remapped",
    64: "a row of memory could not be remapped",
    74: "NVLink error",
    79: "the GPU has fallen off the bus",
    92: "many single bit ECC errors",
    94: "contained memory error",
    95: "uncontained memory error",
    119: "the GPU's system processor timed out",
    120: "error of the GPU's system processor",
}
"""Source: NVIDIA, "Xid Errors", release 570, those that training jobs meet."""


class Xid(NamedTuple):
    """An error that the driver reported.

    Args:
        number: of the error.
        gpu: number of the GPU, where it is known.
    """

    number: int
    gpu: int | None

    @property
    def message(self) -> str:
        """What happened, in words."""
        return f"the NVIDIA driver reports Xid {self.number}: {_XIDS.get(self.number, 'see its list of Xid errors')}"


def load_nvml() -> Any:
    """Return the module `pynvml`, ready for use, or None without a driver.

    The library is looked for before the module, whose import takes 70 ms.
    """
    import ctypes  # noqa: PLC0415 - as the import below, only the sampler's thread needs it

    try:
        if sys.platform.startswith("linux"):
            ctypes.CDLL("libnvidia-ml.so.1")
        import pynvml  # noqa: PLC0415

        pynvml.nvmlInit()
    except Exception:  # OSError, ImportError, NVMLError of a driver that does not run
        return None
    return pynvml


class Gpus:
    """What one process can read about its GPUs. Not for several threads at once.

    Args:
        environ: names the GPUs that the process uses.
        nvml: `pynvml`, or whatever has its functions; None without a driver.
    """

    def __init__(self, environ: Mapping[str, str], nvml: Any) -> None:
        self._nvml = nvml
        self._handles = list(_handles(nvml, named_gpus(environ))) if nvml else []
        self._boards = [_board(nvml, handle) for handle in self._handles]
        self._numbers = [_number(nvml, board) for board in self._boards]
        self._xids = self._watch()

    def read(self) -> Fields:
        """Return `gpu_id`, `gpu_memory`, `gpu_utilization`, `gpu_temperature`, `gpu_power`, as far as they are known.

        Of several GPUs the highest value counts; of power, the sum.
        """
        nvml = self._nvml
        memory = self._each(self._handles, lambda gpu: _share(nvml.nvmlDeviceGetMemoryInfo(gpu)))
        busy = self._each(self._handles, lambda gpu: nvml.nvmlDeviceGetUtilizationRates(gpu).gpu / 100)
        heat = self._each(self._boards, lambda gpu: float(nvml.nvmlDeviceGetTemperature(gpu, 0)))
        power = self._each(self._boards, lambda gpu: nvml.nvmlDeviceGetPowerUsage(gpu) / 1000)
        found = {
            "gpu_id": sorted({number for number in self._numbers if number is not None}) or None,
            "gpu_memory": max(memory, default=None) if memory else torch_memory(sys.modules.get("torch")),
            "gpu_utilization": max(busy, default=None),
            "gpu_temperature": max(heat, default=None),
            "gpu_power": round(sum(power), 3) if power else None,
        }
        return {name: value for name, value in found.items() if value is not None}

    def xids(self) -> Iterator[Xid]:
        """Yield the driver's errors since the last call."""
        with suppress(Exception):  # the time-out, which says that there are no more
            while self._xids is not None:
                data = self._nvml.nvmlEventSetWait_v2(self._xids, 0)
                yield Xid(int(data.eventData), _number(self._nvml, data.device))

    def _watch(self) -> Any:
        """Ask the driver to remember Xid errors; None where it does not, as inside MIG instances."""
        nvml, events = self._nvml, None
        for board in self._boards:
            with suppress(Exception):
                events = events or nvml.nvmlEventSetCreate()
                nvml.nvmlDeviceRegisterEvents(board, nvml.nvmlEventTypeXidCriticalError, events)
        return events

    def _each(self, handles: Sequence[Any], read: Callable[[Any], float]) -> list[float]:
        """Return what can be read; a board or a MIG instance lacks some of it."""
        found = []
        for handle in handles:
            with suppress(Exception):
                found.append(read(handle))
        return found


def gpu_numbers(names: Sequence[str], nvml: Any) -> list[int] | None:
    """Return the machine's numbers of GPUs that are named by UUID; a MIG instance has its board's."""
    numbers = {_number(nvml, _board(nvml, handle)) for handle in _handles(nvml, names)} if nvml else set()
    return sorted(number for number in numbers if number is not None) or None


def torch_memory(torch: Any) -> float | None:
    """Return the used share of device memory as PyTorch sees it; None before the training uses the device.

    On memory that GPU and CPU share, the system's own figure counts: CUDA's leaves out what the kernel could free.

    Args:
        torch: the module, if the training loaded it.
    """
    try:
        if torch is None or torch.cuda.device_count() != 1 or not torch.cuda.memory_reserved(0):
            return None  # with several devices the question could make a context on one that is not ours
        if getattr(torch.cuda.get_device_properties(0), "is_integrated", False):
            return _system_memory(Path("/proc/meminfo").read_text(encoding="ascii"))
        free, total = torch.cuda.mem_get_info(0)
        return float(1 - free / total)
    except Exception:
        return None


def _system_memory(meminfo: str) -> float:
    kib = {line.split(":")[0]: int(line.split()[1]) for line in meminfo.splitlines() if ":" in line}
    return 1 - kib["MemAvailable"] / kib["MemTotal"]


def _handles(nvml: Any, names: Sequence[str] | None) -> Iterator[Any]:
    """Yield the devices of these names; all of the machine where nothing names one."""
    with suppress(Exception):
        names = list(map(str, range(nvml.nvmlDeviceGetCount()))) if names is None else names
    for name in names or ():
        with suppress(Exception):
            yield nvml.nvmlDeviceGetHandleByIndex(int(name)) if name.isdigit() else _by_uuid(nvml, name)


def _by_uuid(nvml: Any, name: str) -> Any:
    """Find a GPU or a MIG instance by its UUID, or by as much of it as CUDA is content with."""
    try:
        return nvml.nvmlDeviceGetHandleByUUID(name)
    except Exception:
        found = [each for each in _everything(nvml) if nvml.nvmlDeviceGetUUID(each).startswith(name)]
        if len(found) != 1:
            raise
        return found[0]


def _everything(nvml: Any) -> Iterator[Any]:
    for index in range(nvml.nvmlDeviceGetCount()):
        board = nvml.nvmlDeviceGetHandleByIndex(index)
        yield board
        with suppress(Exception):  # no MIG
            for instance in range(nvml.nvmlDeviceGetMaxMigDeviceCount(board)):
                with suppress(Exception):  # no instance at this place
                    yield nvml.nvmlDeviceGetMigDeviceHandleByIndex(board, instance)


def _board(nvml: Any, handle: Any) -> Any:
    """Return the GPU that a MIG instance is a part of; another handle is a GPU itself."""
    try:
        return nvml.nvmlDeviceGetDeviceHandleFromMigDeviceHandle(handle)
    except Exception:
        return handle


def _number(nvml: Any, handle: Any) -> int | None:
    try:
        return int(nvml.nvmlDeviceGetIndex(handle))
    except Exception:
        return None


def _share(memory: Any) -> float:
    return float(memory.used / memory.total)
