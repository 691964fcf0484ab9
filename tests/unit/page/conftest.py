"""What the tests of the page share: the reference schema, and a page that serves the logs of three jobs."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from harness.page import Served, served, until

from logloom.local import Store
from logloom.schema import Schema, load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from logloom.page._board import State

JOBS = ("night-7", "night-8", 'a "name" </script><script>alert(1)</script>')
STEPS = 200
LATEST = datetime.now(timezone.utc).replace(microsecond=0) - timedelta(minutes=1)


def lines() -> Iterator[dict[str, Any]]:
    """Yield the events of three jobs, each with errors."""
    for number, job in enumerate(JOBS):
        for step in range(STEPS):
            at = LATEST - timedelta(seconds=STEPS - step)
            event: dict[str, Any] = {
                "@timestamp": at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
                "level": "INFO",
                "service": "trainer",
                "version": "1.0.0",
                "job_id": job,
                "event": "job_start" if step == 0 else "step",
                "run": f"{number:020d}",
                "seq": step,
                "rank": step % 2,
                "step": step,
                "loss": 2 / (1 + step),
                "gpu_memory": 0.5,
            }
            if step % 50 == 49:
                event |= {"level": "ERROR", "error_type": "torch.OutOfMemoryError", "message": "out of memory"}
            yield event


@pytest.fixture(scope="session")
def schema(root: Path) -> Schema:
    """The reference schema."""
    return load(root / "schema.yaml")


@pytest.fixture
def store(tmp_path: Path, schema: Schema) -> Iterator[Store]:
    """An empty store."""
    with Store.open(tmp_path / "store.duckdb", schema, write=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of three jobs, with a line that can't be parsed."""
    path = tmp_path_factory.mktemp("logs") / "train.log"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines()) + '{"cut off\n', encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory, schema: Schema, log: Path) -> Iterator[Served]:
    """A page that has read the log."""
    folder = tmp_path_factory.mktemp("page")
    with served(folder / "store.duckdb", schema, [log], spool=folder / "spool") as found:
        until(lambda: is_read(found.board.state), "the events")
        yield found


def is_read(state: State) -> bool:
    """Return whether all is stored, and counted."""
    figures = (state.events, state.jobs, state.last is not None)
    return not state.reading and figures == (STEPS * len(JOBS), len(JOBS), True)
