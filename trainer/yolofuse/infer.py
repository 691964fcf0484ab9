"""Inference: paired images in, detections as JSON out, and what is logged on the way."""

from __future__ import annotations

import ast
import json
import math
import struct
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from logloom import faults

from . import checkpoint
from .boxes import STRIDE, Detections
from .job import Fields, Stop, milliseconds, run_job
from .runtime import Precision, Runtime, open_runtime
from .scenes import CLASSES, SLOTS, Scenes, render
from .train import find, score

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from torch import Tensor

    from logloom.log import StructuredLogger

__all__ = ["ImageError", "Options", "infer", "pair", "parse_npy", "read_npy", "scene", "to_json"]


class ImageError(ValueError):
    """An image file that the detector can't take."""


@dataclass(frozen=True)
class Options:
    """What to look at and what to say of it.

    Attributes:
        checkpoint: file of `train_dual.py`.
        out: JSON file of the detections.
        images: RGB and infrared file; None to draw scenes instead.
        scenes: number of scenes to draw.
        seed: what they are drawn from.
        batch_size: scenes looked at together.
        threshold: lowest score that is told, 0 to 1.
        precision: None for `amp` on CUDA and `fp32` on the CPU.
    """

    checkpoint: Path
    out: Path
    images: tuple[Path, Path] | None = None
    scenes: int = 64
    seed: int = 1_000_000
    batch_size: int = 16
    threshold: float = 0.3
    precision: Precision | None = None


def infer(options: Options, log: StructuredLogger) -> int:
    """Detects as a job; returns the exit code."""

    def work(facts: Fields, stop: Stop) -> Fields:
        with open_runtime(options.precision) as runtime:
            facts.update(checkpoint=options.checkpoint.name)
            return _detect_all(options, log, stop, runtime)

    return run_job(log, work)


def _detect_all(options: Options, log: StructuredLogger, stop: Stop, runtime: Runtime) -> Fields:
    log.info(
        "inference starts",
        event="job_start",
        batch_size=options.batch_size,
        gpu_count=runtime.gpu_count,
        precision=runtime.precision,
    )
    model = checkpoint.load(options.checkpoint, runtime.device)
    scenes = pair(*options.images) if options.images else render(options.scenes, options.seed)
    found = []
    for batch in _batches(scenes, options.batch_size):
        stop.check()
        began = time.monotonic()
        with faults.inference(batch.rgb.shape):
            found.append(find(model, batch, runtime))
        seconds = time.monotonic() - began
        log.info(
            "batch done",
            event="log",
            batch_size=len(batch),
            duration_ms=milliseconds(began),
            throughput=len(batch) / seconds,
            **runtime.gpu_fields(),
        )
    everything = Detections(*(torch.cat(parts) for parts in zip(*found, strict=True)))
    options.out.write_text(to_json(everything, options.threshold), encoding="utf-8")
    return {} if options.images else {"map50": score(everything, scenes)["all"]}


def _batches(scenes: Scenes, size: int) -> Iterator[Scenes]:
    return (scenes[start : start + size] for start in range(0, len(scenes), size))


def to_json(found: Detections, threshold: float) -> str:
    """Returns a JSON object with one list of detections for each of the N images.

    Args:
        found: the detections.
        threshold: lowest score that is told, 0 to 1.
    """
    images = [
        [
            {"label": CLASSES[label], "score": round(score, 4), "box": [round(x, 1) for x in box]}
            for box, score, label in zip(*(part.tolist() for part in image), strict=True)
            if score >= threshold
        ]
        for image in zip(*found, strict=True)
    ]
    return json.dumps({"box": "left, top, right, bottom in pixels", "images": images}, indent=1) + "\n"


def pair(rgb_path: Path, ir_path: Path) -> Scenes:
    """Reads one scene from two files of aligned cameras.

    Args:
        rgb_path: .npy, uint8, [H, W, 3].
        ir_path: .npy, uint8, [H, W].

    Returns:
        One scene without truth; H and W cut to a multiple of 8.

    Raises:
        ImageError: when the files are no such pair.
    """
    return scene(read_npy(rgb_path), read_npy(ir_path), (str(rgb_path), str(ir_path)))


def scene(rgb: Tensor, ir: Tensor, names: tuple[str, str] = ("the first image", "the second")) -> Scenes:
    """Makes one scene of the images of aligned cameras.

    Args:
        rgb: uint8, [H, W, 3].
        ir: uint8, [H, W].
        names: of both, for the message.

    Returns:
        One scene without truth; H and W cut to a multiple of 8.

    Raises:
        ImageError: when they are no such pair.
    """
    if rgb.dim() != 3 or rgb.shape[2] != 3 or rgb.shape[:2] != ir.shape or min(ir.shape) < STRIDE:
        raise ImageError(
            f"{names[0]} is {tuple(rgb.shape)} and {names[1]} is {tuple(ir.shape)}: "
            f"give [H, W, 3] and [H, W] of one size, at least {STRIDE} pixels"
        )
    height, width = (n - n % STRIDE for n in ir.shape)
    return Scenes(
        rgb=rgb[:height, :width].permute(2, 0, 1)[None].contiguous(),
        ir=ir[None, None, :height, :width].contiguous(),
        boxes=torch.zeros(1, SLOTS, 4),
        labels=torch.full((1, SLOTS), -1),
        light=torch.zeros(1, dtype=torch.int64),
    )


def read_npy(path: Path) -> Tensor:
    """Reads an array of bytes in NumPy's format, without NumPy.

    Args:
        path: the file.

    Returns:
        uint8, the shape of the array.

    Raises:
        ImageError: when it is not such an array.
    """
    try:
        array, rest = parse_npy(path.read_bytes())
    except ImageError as error:
        raise ImageError(f"{path}: {error}; save it with numpy.save as uint8") from error
    if rest:
        raise ImageError(f"{path}: {len(rest)} bytes follow the array; save it with numpy.save as uint8")
    return array


def parse_npy(data: bytes) -> tuple[Tensor, bytes]:
    """Reads an array of bytes in NumPy's format; returns it and what follows it.

    Source: NumPy 2.4, numpy.lib.format: magic, version, length of the header, the header as a Python literal.

    Raises:
        ImageError: when it is not such an array.
    """
    try:
        if data[:6] != b"\x93NUMPY":
            raise ImageError("not a .npy file")
        size, start = (2, 10) if data[6] == 1 else (4, 12)
        end = start + struct.unpack("<H" if size == 2 else "<I", data[8:start])[0]
        header = ast.literal_eval(data[start:end].decode())
        if header["descr"] != "|u1" or header["fortran_order"]:
            raise ImageError("not uint8 in C order")
        last = end + math.prod(header["shape"])
        pixels = torch.frombuffer(bytearray(data[end:last]), dtype=torch.uint8)
        return pixels.reshape(header["shape"]), data[last:]
    except (ValueError, IndexError, KeyError, SyntaxError, TypeError, RuntimeError, struct.error) as error:
        raise ImageError(str(error)) from error
