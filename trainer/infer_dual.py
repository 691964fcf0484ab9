"""Detects persons and cars in paired images: python trainer/infer_dual.py --checkpoint FILE --out FILE."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import logloom.log
from yolofuse.arguments import at_least, existing_file
from yolofuse.infer import Options, infer
from yolofuse.runtime import PRECISIONS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    add = parser.add_argument
    add("--checkpoint", type=existing_file, required=True, metavar="FILE", help="what train_dual.py saved")
    add("--out", type=Path, required=True, metavar="FILE", help="the detections, as JSON")
    add("--images", type=existing_file, nargs=2, metavar=("RGB", "IR"), help=".npy, uint8, [H, W, 3] and [H, W]")
    add("--scenes", type=at_least(1), default=64, help="scenes to draw where there are no images")
    add("--seed", type=at_least(0), default=1_000_000, help="what they are drawn from")
    add("--batch-size", type=at_least(1), default=16, help="scenes looked at together")
    add("--threshold", type=float, default=0.3, help="lowest score that is told")
    add("--precision", choices=PRECISIONS, help="amp where there is CUDA, else fp32, when left out")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the job; returns its exit code (argparse exits with 2 itself)."""
    options = Options(**vars(_parser().parse_args(arguments)))
    return infer(options, logloom.log.get_logger().bind(model="yolofuse", dataset="scenes"))


if __name__ == "__main__":
    sys.exit(main())
