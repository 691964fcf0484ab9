"""The trainer is no installed package: its tests look for it where its commands do."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

TRAINER = Path(__file__).parents[3] / "trainer"

sys.path.insert(0, str(TRAINER))


def pytest_pycollect_makemodule() -> None:
    """Skips what is here where PyTorch is missing: every module imports it."""
    if not find_spec("torch"):
        pytest.skip("needs torch", allow_module_level=True)


class Recorder:
    """A logger that remembers: stands in for `logloom.log` where a test is about the trainer alone."""

    def __init__(self) -> None:
        self.events: list[dict[str, object]] = []

    def _record(self, level: str, message: str, **fields: object) -> None:
        self.events.append({"level": level, "message": message, **fields})

    def info(self, message: str, **fields: object) -> None:
        """Remembers an INFO."""
        self._record("INFO", message, **fields)

    def warning(self, message: str, **fields: object) -> None:
        """Remembers a WARN."""
        self._record("WARN", message, **fields)

    def exception(self, message: str, **fields: object) -> None:
        """Remembers an ERROR and the type of the current exception."""
        kind = type(sys.exc_info()[1]).__name__
        self._record("ERROR", message, error_type=kind, **fields)

    def job_end(self, message: str, **fields: object) -> None:
        """Remembers the end."""
        self._record("INFO", message, event="job_end", **fields)

    def of(self, event: str) -> list[dict[str, object]]:
        """Returns the events of one kind."""
        return [e for e in self.events if e.get("event") == event]


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    """Trains with one thread, as the commands do: several wait for each other where tests run side by side."""
    import torch  # noqa: PLC0415  only where it is there

    torch.set_num_threads(1)


@pytest.fixture
def recorder() -> Recorder:
    """A fresh recorder."""
    return Recorder()
