"""Trains the dual-stream detector: python trainer/train_dual.py --epochs 4 --scenes 640 --out runs/first."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import logloom.faults
import logloom.log
from yolofuse.arguments import at_least
from yolofuse.faults import KINDS, Fault
from yolofuse.model import STREAMS
from yolofuse.runtime import PRECISIONS
from yolofuse.train import Options, train


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    add = parser.add_argument
    add("--out", type=Path, required=True, metavar="DIR", help="directory of the checkpoint")
    add("--epochs", type=at_least(1), default=4, help="passes over the scenes")
    add("--scenes", type=at_least(1), default=640, help="scenes to learn from")
    add("--held-out", type=at_least(1), default=240, metavar="SCENES", help="other scenes, to be scored on")
    add("--batch-size", type=at_least(1), default=8, help="scenes in a step of one rank")
    add("--learning-rate", type=float, default=3e-3, help="at its highest, after the warm-up")
    add("--streams", choices=STREAMS, default="both", help="the cameras that the detector gets")
    add("--precision", choices=PRECISIONS, help="amp where there is CUDA, else fp32, when left out")
    add("--seed", type=at_least(0), default=0, help="of scenes, weights and shuffling")
    add("--workers", type=at_least(0), default=0, help="processes that read batches")
    add("--threads", type=at_least(1), default=1, help="of the CPU; more help only where cores are free")
    add("--fault", choices=KINDS, help="the failure to inject")
    add("--fault-step", type=at_least(0), default=20, metavar="N", help="its step, from 0 over all epochs")
    add("--rank-fault", type=at_least(0), metavar="RANK", help="the rank that it hits, all when left out")
    add("--hang-seconds", type=float, default=600.0, help="how long a hang lasts if nobody ends it")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the job; returns its exit code (argparse exits with 2 itself)."""
    parser = _parser()
    given = vars(parser.parse_args(arguments))
    kind, step, hit, seconds = (given.pop(name) for name in ("fault", "fault_step", "rank_fault", "hang_seconds"))
    rank, ranks = int(os.environ.get("RANK", "0")), int(os.environ.get("WORLD_SIZE", "1"))
    if given["scenes"] < given["batch_size"] * ranks:
        parser.error(f"--scenes {given['scenes']} make no batch of {given['batch_size']} for each of {ranks} ranks")
    log, options = logloom.log.get_logger().bind(model="yolofuse", dataset="scenes", rank=rank), Options(**given)
    logloom.faults.init(log, name="yolofuse", model=options)
    return train(options, log, Fault(kind if hit in {None, rank} else None, step, seconds))


if __name__ == "__main__":
    sys.exit(main())
