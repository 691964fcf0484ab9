"""`infer_dual.py --serve`: health, readiness, detections, and what becomes of bad requests and of a signal."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

if TYPE_CHECKING:
    from harness import sentry

ROOT = Path(__file__).parents[3]
RGB, IR = np.zeros((64, 96, 3), np.uint8), np.zeros((64, 96), np.uint8)


def body(*arrays: np.ndarray[Any, Any]) -> bytes:
    """Return arrays as .npy, one after the other."""
    data = io.BytesIO()
    for array in arrays:
        np.save(data, array)
    return data.getvalue()


class Service:
    """A running service.

    Args:
        process: of the command.
        address: host and port that its log told.
    """

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process, self.address = process, address

    def ask(self, path: str, data: bytes | None = None) -> tuple[int, Any]:
        """Return status and JSON of an answer."""
        request = urllib.request.Request(f"http://{self.address}{path}", data)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

    def become_ready(self) -> None:
        """Wait until the network is loaded."""
        deadline = time.monotonic() + 60
        while self.ask("/ready")[0] != 200 and time.monotonic() < deadline:
            time.sleep(0.05)


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    """A network that was not trained."""
    sys.path.insert(0, str(ROOT / "trainer"))
    from yolofuse.checkpoint import save  # noqa: PLC0415 - only where PyTorch is
    from yolofuse.model import DualStream  # noqa: PLC0415

    save(DualStream(), tmp_path / "checkpoint.pt")
    return tmp_path / "checkpoint.pt"


@pytest.fixture
def service(checkpoint: Path, environment: dict[str, str], server: sentry.Server) -> Iterator[Service]:
    """The service on a free port, reporting to the scripted server."""
    environ = {**environment, "SENTRY_DSN": server.dsn, "SENTRY_TRACES_SAMPLE_RATE": "1"}
    command = [sys.executable, str(ROOT / "trainer/infer_dual.py"), "--checkpoint", str(checkpoint), "--serve", "0"]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            begun = json.loads(process.stdout.readline())
            yield Service(process, begun["extra"]["address"])
        finally:
            if process.poll() is None:
                process.kill()


@pytest.mark.needs("torch")
def test_the_service_detects_and_ends_well(service: Service, server: sentry.Server) -> None:
    """Live, ready, detections as JSON, bad bodies told, one transaction for each inference, and SIGTERM obeyed."""
    assert service.ask("/health") == (200, {"alive": True})
    service.become_ready()
    status, found = service.ask("/detect", body(RGB, IR))
    assert status == 200
    assert isinstance(found["images"], list)
    for bad, words in (
        (b"nonsense", "not a .npy file"),
        (body(RGB), "not a .npy file"),
        (body(IR, IR), "give [H, W, 3] and [H, W]"),
        (body(RGB.astype(np.float32), IR), "not uint8"),
    ):
        status, answer = service.ask("/detect", bad)
        assert status == 400
        assert words in answer["error"]
    (transaction,) = [event for event in server.wait_for(1) if event.get("type") == "transaction"]
    assert transaction["contexts"]["trace"]["op"] == "inference"
    assert transaction["contexts"]["trace"]["data"]["inference_time_ms"] > 0
    assert transaction["tags"]["input_resolution"] == "96x64"
    service.process.send_signal(signal.SIGTERM)
    out, errors = service.process.communicate(timeout=30)
    events = [json.loads(line) for line in out.splitlines()]
    assert (service.process.returncode, errors) == (143, "")
    assert events[-1]["event"] == "job_end"
    assert not [event for event in events if "violations" in event]


@pytest.mark.needs("torch")
def test_a_network_that_cannot_be_loaded_ends_the_service(
    tmp_path: Path, environment: dict[str, str], server: sentry.Server
) -> None:
    """Exit code 1, an ERROR in the log, and the report of it in Sentry."""
    (tmp_path / "broken.pt").write_bytes(b"no checkpoint")
    command = [sys.executable, ROOT / "trainer/infer_dual.py", "--checkpoint", tmp_path / "broken.pt", "--serve", "0"]
    environ = {**environment, "SENTRY_DSN": server.dsn}
    done = subprocess.run(list(map(str, command)), env=environ, capture_output=True, text=True, timeout=60, check=False)
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (1, "")
    (failed,) = [event for event in events if event["level"] == "ERROR"]
    assert failed["sentry_event_id"] == server.wait_for(1)[0]["event_id"]
    assert events[-1]["event"] == "job_end"
