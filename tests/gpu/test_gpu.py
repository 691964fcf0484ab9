"""On a machine with an NVIDIA GPU: the real driver, a real out of memory, mixed precision, torchrun with NCCL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.needs("torch", "gpu")

SCRIPT = Path(__file__).with_name("job.py")


def run(root: Path, folder: Path, *launcher: str) -> list[dict[str, Any]]:
    """Run the job; return its events."""
    rules = folder / "rules.json"
    rules.write_bytes((root / "deploy/rules.json").read_bytes())
    found = subprocess.run(
        [sys.executable, *launcher, SCRIPT],
        cwd=folder,
        env={**os.environ, "LOGLOOM_RULES": str(rules), "LOGLOOM_HEARTBEAT_SECONDS": "0.5"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert found.returncode == 0, found.stderr
    return [json.loads(line) for line in found.stdout.splitlines()]


def of(events: list[dict[str, Any]], event: str) -> list[dict[str, Any]]:
    """Return the events of one kind."""
    return [each for each in events if each["event"] == event]


def test_the_driver_tells_the_state_of_the_gpu(root: Path, tmp_path: Path) -> None:
    """Heartbeats and errors have memory, temperature and power within their limits, and nothing breaks the schema."""
    events = run(root, tmp_path)
    (start,) = of(events, "job_start")
    assert start["extra"]["initialised"] is False
    beats = of(events, "heartbeat")
    assert beats
    for event in beats:
        assert 0 < event["gpu_memory"] <= 1
        assert 0 <= event["gpu_utilization"] <= 1
        assert 0 < event["gpu_temperature"] < 120
        assert event["gpu_power"] > 0
    assert all("violations" not in event for event in events)


def test_a_real_out_of_memory_is_told_with_the_memory(root: Path, tmp_path: Path) -> None:
    """The `oom` event has the class that PyTorch raises, and the share of memory that is in use."""
    events = run(root, tmp_path)
    (event,) = of(events, "oom")
    assert event["error_type"] == "torch.OutOfMemoryError"
    assert event["gpu_memory"] > 0.4
    assert "CUDA out of memory" in event["stack_trace"]


def test_a_logger_makes_no_cuda_context(tmp_path: Path) -> None:
    """Before the training uses the device no process of ours is on it, and a fork may use it afterwards."""
    program = (
        "import os, time, logloom.log, torch\n"
        "log = logloom.log.get_logger()\nlog.error('x')\ntime.sleep(0.5)\nlog.error('y')\n"
        "assert not torch.cuda.is_initialized()\n"
        "pid = os.fork()\n"
        "if not pid:\n    torch.ones(1, device='cuda').item(); os._exit(0)\n"
        "assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0\n"
    )
    environ = {**os.environ, "LOGLOOM_HEARTBEAT_SECONDS": "0.1", "PYTHONWARNINGS": "ignore"}
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr


def test_ranks_under_torchrun_with_nccl(root: Path, tmp_path: Path) -> None:
    """Each rank names its own GPU."""
    import torch  # noqa: PLC0415 - only where it is there

    count = min(torch.cuda.device_count(), 2)
    events = run(root, tmp_path, "-m", "torch.distributed.run", "--standalone", f"--nproc-per-node={count}")
    ends = {event["rank"]: event for event in of(events, "job_end")}
    assert sorted(ends) == list(range(count))
    assert [ends[rank]["gpu_id"] for rank in range(count)] == [[rank] for rank in range(count)]
    assert len(of(events, "oom")) == count
