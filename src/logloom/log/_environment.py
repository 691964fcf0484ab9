"""What the environment says about this process: the facts that every event carries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import takewhile
from pathlib import Path
from typing import Any

__all__ = ["facts", "local_rank", "named_gpus", "world_size"]

_RANK = ("RANK", "SLURM_PROCID", "OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK", "MV2_COMM_WORLD_RANK")
_LOCAL_RANK = (
    "LOCAL_RANK", "SLURM_LOCALID", "OMPI_COMM_WORLD_LOCAL_RANK", "MPI_LOCALRANKID", "MV2_COMM_WORLD_LOCAL_RANK"
)  # fmt: skip
_SIZE = ("WORLD_SIZE", "SLURM_NTASKS", "OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "MV2_COMM_WORLD_SIZE")
_NAMES = {
    "service": ("SERVICE",),
    "version": ("VERSION",),
    "job_id": ("JOB_ID", "SLURM_JOB_ID"),
    "environment": ("ENVIRONMENT",),
}


def _device(index: int) -> bool:
    return Path(f"/dev/nvidia{index}").exists()


def _nvml() -> Any:
    from logloom.log._gpu import load_nvml  # noqa: PLC0415 - only a UUID needs the driver

    return load_nvml()


def facts(
    environ: Mapping[str, str], has_gpu: Callable[[int], bool] = _device, nvml: Callable[[], Any] = _nvml
) -> dict[str, Any]:
    """Return the context fields that the environment tells; what it does not tell is left out.

    Args:
        environ: the environment variables.
        has_gpu: tells whether the machine has a GPU of this number.
        nvml: gives NVIDIA's management library, or None; asked where GPUs are named by UUID.
    """
    found: dict[str, Any] = {field: _first(environ, names) for field, names in _NAMES.items()}
    found["node_ip"] = environ.get("NODE_IP") or _address()
    found["rank"] = _number(_first(environ, _RANK))
    found["gpu_id"] = _gpus(environ, has_gpu, nvml)
    return {field: value for field, value in found.items() if value is not None}


def _first(environ: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((environ[name] for name in names if environ.get(name)), None)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def local_rank(environ: Mapping[str, str]) -> int | None:
    """Return the number of this process among those of its job on this machine."""
    return _number(_first(environ, _LOCAL_RANK))


def world_size(environ: Mapping[str, str]) -> int | None:
    """Return the number of processes of the job."""
    return _number(_first(environ, _SIZE))


def named_gpus(environ: Mapping[str, str]) -> list[str] | None:
    """Return the process's GPUs, by number or UUID, as CUDA lets it see them; None where nothing names one.

    A process of a torchrun or srun job uses the one of its local rank.

    Source: CUDA C++ Programming Guide 13.0, "CUDA Environment Variables": what follows an invalid name is not seen.
    """
    local = local_rank(environ)
    visible = environ.get("CUDA_VISIBLE_DEVICES")
    if visible is None:
        return None if local is None else [str(local)]
    names = list(takewhile(_is_gpu, (name.strip() for name in visible.split(","))))
    return [names[local]] if local is not None and local < len(names) else names


def _is_gpu(name: str) -> bool:
    return _number(name) is not None or name.startswith(("GPU-", "MIG-"))


def _gpus(environ: Mapping[str, str], has_gpu: Callable[[int], bool], nvml: Callable[[], Any]) -> list[int] | None:
    """Number the process's GPUs as the machine does: CUDA renumbers those that it is let see."""
    names = named_gpus(environ)
    if names and all(name.isdigit() for name in names):
        numbers = [int(name) for name in names]
        return numbers if "CUDA_VISIBLE_DEVICES" in environ or has_gpu(numbers[0]) else None
    if not names:
        return None
    from logloom.log._gpu import gpu_numbers  # noqa: PLC0415 - only a UUID needs the driver

    return gpu_numbers(names, nvml())


def _address() -> str | None:
    """Return the address that this machine speaks from; choosing it sends nothing."""
    import socket  # noqa: PLC0415 - only where nothing names the address

    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(("192.0.2.1", 9))
            address: str = probe.getsockname()[0]
    except OSError:
        return None
    return address
