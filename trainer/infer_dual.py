"""Detects persons and cars in paired images.

Once: python trainer/infer_dual.py --checkpoint FILE --out FILE; as a service: --serve PORT instead of --out.
"""

from __future__ import annotations

import argparse
import importlib.util
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

import logloom.faults
import logloom.log
from yolofuse.arguments import address, at_least, existing_file
from yolofuse.infer import Options, infer
from yolofuse.runtime import PRECISIONS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    add = parser.add_argument
    add("--checkpoint", type=existing_file, required=True, metavar="FILE", help="what train_dual.py saved")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", type=Path, metavar="FILE", help="the detections, as JSON")
    where.add_argument(
        "--serve", type=address, metavar="[HOST:]PORT", help="serve POST /detect, GET /health and /ready"
    )
    add("--images", type=existing_file, nargs=2, metavar=("RGB", "IR"), help=".npy, uint8, [H, W, 3] and [H, W]")
    add("--scenes", type=at_least(1), default=64, help="scenes to draw where there are no images")
    add("--seed", type=at_least(0), default=1_000_000, help="what they are drawn from")
    add("--batch-size", type=at_least(1), default=16, help="scenes looked at together")
    add("--threshold", type=float, default=0.3, help="lowest score that is told")
    add("--precision", choices=PRECISIONS, help="amp where there is CUDA, else fp32, when left out")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the job; returns its exit code (argparse exits with 2 itself)."""
    parser = _parser()
    given = vars(parser.parse_args(arguments))
    log = logloom.log.get_logger().bind(model="yolofuse", dataset="scenes")
    serve = given.pop("serve")
    if serve is None:
        logloom.faults.init(log, name="yolofuse", model=given)
        return infer(Options(**given), log)
    if not all(map(importlib.util.find_spec, ("starlette", "uvicorn"))):
        parser.error("--serve needs starlette and uvicorn: pip install 'logloom[trainer]'")
    from yolofuse import serve as service  # noqa: PLC0415 - only where it is served

    kept = {name: given[name] for name in ("checkpoint", "threshold", "precision")}
    logloom.faults.init(log, name="yolofuse", model=kept)
    logloom.log.capture(log, logging.WARNING)
    return service.serve(service.Options(host=serve[0], port=serve[1], **kept), log)


if __name__ == "__main__":
    sys.exit(main())
