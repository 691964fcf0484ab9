"""Which exception is which fault, and which faults are one issue."""

from __future__ import annotations

import pytest

from logloom.faults._kinds import fingerprint, kind_of, without_numbers


def error(name: str, text: str, base: type[Exception] = RuntimeError) -> Exception:
    """Make an exception of a class with this name, `module.Class`, as PyTorch has them."""
    module, _, short = name.rpartition(".")
    return type(short, (base,), {"__module__": module or "builtins"})(text)


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("torch.OutOfMemoryError", "CUDA out of memory. Tried to allocate 2.00 GiB.", "gpu_oom"),
        ("torch.cuda.OutOfMemoryError", "anything", "gpu_oom"),
        ("RuntimeError", "CUDA out of memory. Tried to allocate 20.00 MiB (GPU 0; 7.79 GiB total capacity", "gpu_oom"),
        ("RuntimeError", "CUDA error: out of memory", "gpu_oom"),
        ("RuntimeError", "HIP out of memory. Tried to allocate", "gpu_oom"),
        ("RuntimeError", "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`", "gpu_oom"),
        ("torch.AcceleratorError", "CUDA error: out of memory", "gpu_oom"),
        ("torch.AcceleratorError", "CUDA error: device-side assert triggered", "gpu_error"),
        ("RuntimeError", "DataLoader worker (pid(s) 4711, 4712) exited unexpectedly", "loader_death"),
        ("RuntimeError", "DataLoader worker (pid 99) is killed by signal: Killed.", "loader_death"),
        (
            "torch.distributed.DistBackendError",
            "[Rank 1] Watchdog caught collective operation timeout: WorkNCCL(SeqNum=7, Timeout(ms)=600000)",
            "nccl_timeout",
        ),
        ("RuntimeError", "NCCL communicator was aborted on rank 3. Original reason: timed out", "nccl_timeout"),
        ("yolofuse.train.NonFiniteLossError", "the loss is nan", "nan_loss"),
        ("ValueError", "Loss is NaN at step 12", "nan_loss"),
        ("RuntimeError", "Function 'MulBackward0' returned nan values in its 0th output.", "nan_loss"),
        ("FloatingPointError", "divide by zero", "nan_loss"),
        ("ValueError", "the file information is missing", None),
        ("RuntimeError", "connection timed out", None),
        ("MemoryError", "", None),
    ],
)
def test_a_fault_is_known_by_its_type_or_its_text(name: str, text: str, kind: str | None) -> None:
    """PyTorch's classes where there are any, else the words that its versions have used."""
    assert kind_of(error(name, text)) == kind


def test_what_caused_an_error_counts_too() -> None:
    """A framework wraps an out-of-memory error in its own; a subclass is its base."""
    cause = error("torch.OutOfMemoryError", "CUDA out of memory")
    outer = ValueError("training failed")
    outer.__cause__ = cause
    assert kind_of(outer) == "gpu_oom"
    assert kind_of(error("mine.Mine", "x", base=type(cause))) == "gpu_oom"


def test_an_error_that_cannot_be_shown_is_of_no_kind() -> None:
    """Its own `__str__` may raise."""

    class BrokenError(Exception):
        def __str__(self) -> str:
            raise ValueError

    assert kind_of(BrokenError()) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tried to allocate 2.00 GiB of 23.64 GiB", "Tried to allocate 512.00 MiB of 8 MiB".replace("M", "G")),
        ("worker (pid(s) 4711) exited", "worker (pid(s) 9) exited"),
        ("at 0x7f31ab09 of step 12", "at 0x1 of step 1e9"),
        ("the loss is nan", "the loss is inf"),
        ("request 8b4e1c9a-1111-4222-8333-0123456789ab failed", "request 00000000-1111-4222-8333-0123456789ab failed"),
        ("commit deadbeef1 at 10:03:07", "commit 0123abcd9 at 23:59:59"),
        ("shape [8, 3, 640, 512] is wrong", "shape [16, 3, 320, 256] is wrong"),
    ],
)
def test_numbers_do_not_tell_issues_apart(one: str, other: str) -> None:
    """Sizes, addresses, ids, times and process numbers differ between events of one issue."""
    assert without_numbers(one) == without_numbers(other)


def test_words_tell_issues_apart() -> None:
    """Only numbers are left out; ordinary words of hexadecimal letters are none."""
    assert without_numbers("no such file: faceted") != without_numbers("no such file: defaced")
    assert without_numbers("first\nsecond 1") == "first"


def event(function: str, value: str, name: str = "ValueError") -> dict[str, object]:
    """Return what sentry-sdk makes of an exception, as far as grouping looks at it."""
    frames = [
        {"module": "train", "function": function, "lineno": len(value)},
        {"module": "torch.nn", "function": "forward", "in_app": False},
    ]
    return {"exception": {"values": [{"type": name, "value": value, "stacktrace": {"frames": frames}}]}}


def test_an_issue_is_a_type_a_message_and_a_place() -> None:
    """The place is the program's own innermost function; its line may change with the next edit."""
    assert fingerprint(event("load", "bad batch 7"), None) == ["ValueError", "bad batch #", "train:load"]
    assert fingerprint(event("load", "bad batch 12345"), None) == fingerprint(event("load", "bad batch 7"), None)
    assert fingerprint(event("save", "bad batch 7"), None) != fingerprint(event("load", "bad batch 7"), None)


def test_a_known_kind_is_one_issue_wherever_it_happens() -> None:
    """Out of memory in forward and in backward is the same trouble."""
    assert fingerprint(event("forward", "1 GiB", "OutOfMemoryError"), "gpu_oom") == ["gpu_oom", "OutOfMemoryError"]


def test_a_message_without_an_exception_groups_by_its_words() -> None:
    """`capture_message` has no frames."""
    assert fingerprint({"message": "epoch 3 is slow"}, None) == ["message", "epoch # is slow"]
    assert fingerprint({"logentry": {"message": "epoch 4 is slow"}}, None) == ["message", "epoch # is slow"]
