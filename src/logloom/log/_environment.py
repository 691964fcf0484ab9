"""What the environment says about this process: the facts that every event carries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

__all__ = ["facts"]

_RANK = ("RANK", "SLURM_PROCID", "OMPI_COMM_WORLD_RANK", "PMI_RANK")
_LOCAL_RANK = ("LOCAL_RANK", "SLURM_LOCALID", "OMPI_COMM_WORLD_LOCAL_RANK", "MPI_LOCALRANKID")
_NAMES = {
    "service": ("SERVICE",),
    "version": ("VERSION",),
    "job_id": ("JOB_ID", "SLURM_JOB_ID"),
    "environment": ("ENVIRONMENT",),
}


def _device(index: int) -> bool:
    return Path(f"/dev/nvidia{index}").exists()


def facts(environ: Mapping[str, str], has_gpu: Callable[[int], bool] = _device) -> dict[str, Any]:
    """Return the context fields that the environment tells; what it does not tell is left out.

    Args:
        environ: the environment variables.
        has_gpu: tells whether the machine has a GPU of this number.
    """
    found: dict[str, Any] = {field: _first(environ, names) for field, names in _NAMES.items()}
    found["node_ip"] = environ.get("NODE_IP") or _address()
    found["rank"] = _number(_first(environ, _RANK))
    found["gpu_id"] = _gpus(environ, has_gpu)
    return {field: value for field, value in found.items() if value is not None}


def _first(environ: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((environ[name] for name in names if environ.get(name)), None)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def _gpus(environ: Mapping[str, str], has_gpu: Callable[[int], bool]) -> list[int] | None:
    """Number the process's GPUs as the machine does: CUDA renumbers those that it is let see.

    A process of a torchrun or srun job uses the one of its local rank; names such as `GPU-8a3f…` tell no number.
    """
    local = _number(_first(environ, _LOCAL_RANK))
    visible = environ.get("CUDA_VISIBLE_DEVICES")
    if visible is None:
        return [local] if local is not None and has_gpu(local) else None
    numbers = [_number(part.strip()) for part in visible.split(",")]
    known = [number for number in numbers if number is not None]
    if not known or len(known) != len(numbers):
        return None
    return [known[local]] if local is not None and local < len(known) else known


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
