"""Checkpoints: a trained network on disk, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import torch

from .model import DualStream

__all__ = ["load", "save"]


def save(model: DualStream, path: Path) -> None:
    """Writes the network beside `path` and then puts it in its place, so that no reader sees half of it.

    Args:
        model: the network.
        path: the file; its directory is made if need be.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with part.open("wb") as file:
            torch.save({"streams": model.streams, "width": model.width, "state": model.state_dict()}, file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def load(path: Path, device: torch.device) -> DualStream:
    """Reads what `save` wrote.

    Args:
        path: the file.
        device: where the network goes.

    Returns:
        The network, ready to detect.
    """
    saved = torch.load(path, map_location=device, weights_only=True)
    model = DualStream(saved["streams"], saved["width"])
    model.load_state_dict(saved["state"])
    model.to(device).eval()
    return model
