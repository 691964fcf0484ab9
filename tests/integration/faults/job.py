"""Small jobs, each of which fails in its own way: `python job.py KIND [ARGUMENT…]`."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence

import sentry_sdk

import logloom.faults
import logloom.log

log = logloom.log.get_logger()


def out_of_memory() -> None:
    """Fail as PyTorch does when a GPU is full."""
    password = "hunter2-hunter2"  # a local variable that must not get out
    kind = type("OutOfMemoryError", (RuntimeError,), {"__module__": "torch"})
    for epoch in range(25):
        log.info("epoch done", epoch=epoch)
    with logloom.faults.guard(epoch=25, step=12_500):
        raise kind(f"CUDA out of memory. Tried to allocate 2.00 GiB. {len(password)}")


def nan() -> None:
    """Fail with a loss that is no number."""
    logloom.faults.report(ArithmeticError("the loss is nan"), loss=float("nan"), step=7)


def uncaught() -> None:
    """End with an exception that nobody catches."""
    raise ValueError(f"bad batch {os.getpid()}")


def segfault() -> None:
    """Die in native code."""
    faulthandler._sigsegv()  # type: ignore[attr-defined]


def terminated() -> None:
    """Be told to end."""
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(30)


def captures(count: str, prefix: str = "e") -> None:
    """Capture so many errors, and say of each that it is kept, as soon as it is."""
    for number in range(int(count)):
        kept = sentry_sdk.capture_message(f"{prefix}{number}", level="error")
        sys.stdout.write(f"{kept}\n")
        sys.stdout.flush()


def captures_for_ever(prefix: str = "e") -> None:
    """Capture errors, some thirty in a second, until somebody kills this process."""
    for number in range(1_000):
        captures("1", f"{prefix}{number}-")
        time.sleep(0.03)


def forks() -> None:
    """Capture in the parent, and in a child that is forked meanwhile and one that is spawned."""
    captures("5", "parent")
    for method in ("fork", "spawn"):
        child = multiprocessing.get_context(method).Process(target=_in_child, args=(method,))
        child.start()
        child.join()


def _in_child(method: str) -> None:
    if method == "spawn":
        logloom.faults.init(log)
    captures("3", method)


def ranks(count: str) -> None:
    """Capture in several processes at once that share the spool."""
    context = multiprocessing.get_context("spawn")
    children = [context.Process(target=_rank, args=(str(rank),)) for rank in range(int(count))]
    for child in children:
        child.start()
    for child in children:
        child.join()


def _rank(rank: str) -> None:
    logloom.faults.init(log)
    captures("10", f"rank{rank}-")
    logloom.faults.flush(20)
    logloom.faults.close()


def infers() -> None:
    """Do three inferences."""
    for _ in range(3):
        with logloom.faults.inference((1, 3, 512, 640)) as span:
            span.set_data("boxes", 2)


def starts() -> None:
    """Start, wait until all that was left is sent, and end."""
    for _ in range(300):
        if logloom.faults.flush(1):
            return
        time.sleep(0.1)


KINDS: dict[str, Callable[..., None]] = {
    each.__name__: each
    for each in (
        out_of_memory,
        nan,
        uncaught,
        segfault,
        terminated,
        captures,
        captures_for_ever,
        forks,
        ranks,
        infers,
        starts,
    )
}


def main(arguments: Sequence[str]) -> None:
    """Run the job that is named."""
    kind, *rest = arguments
    logloom.log.install(log)
    logloom.faults.init(log, name="yolofuse", model={"layers": 3, "hf_token": "hf_" + "a" * 36})
    KINDS[kind](*rest)


if __name__ == "__main__":
    main(sys.argv[1:])
