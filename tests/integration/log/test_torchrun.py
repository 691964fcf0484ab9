"""Several ranks under the real torchrun."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from logloom.rules import Engine, Record
from logloom.schema import compile_rules, load

RANKS = 3
SCRIPT = Path(__file__).with_name("ranks.py")


def torchrun(folder: Path, *options: str) -> list[str]:
    """Run the job; return its lines on standard output."""
    inherited = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "HOME") if name in os.environ}
    launcher = [sys.executable, "-m", "torch.distributed.run", "--standalone", f"--nproc-per-node={RANKS}"]
    found = subprocess.run(
        [*launcher, *options, SCRIPT],
        cwd=folder,
        env={**inherited, "NODE_IP": "10.0.0.7", "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert found.returncode == 0, found.stderr
    return found.stdout.splitlines()


@pytest.mark.needs("torch")
def test_one_rank_speaks_for_identical_lines(tmp_path: Path) -> None:
    """Rank 0 says what all say; each keeps its start, its own words, its errors and its end, and counts the rest."""
    events = [json.loads(line) for line in torchrun(tmp_path)]
    said: dict[str, list[Any]] = {}
    for event in events:
        said.setdefault(event["message"], []).append(event["rank"])
    assert said["loading the scenes"] == [0]
    assert said["all 3 are here"] == [0]
    assert sorted(said["my share"]) == sorted(said["begins"]) == sorted(said["done"]) == [0, 1, 2]
    assert said["rank 2 has lost its disk"] == [2]
    ends = {event["rank"]: event for event in events if event["event"] == "job_end"}
    assert [ends[rank].get("extra") for rank in range(RANKS)] == [None, {"lines_collapsed": 2}, {"lines_collapsed": 2}]
    for rank, end in ends.items():
        assert end["emitted"] == sum(event["rank"] == rank for event in events)


@pytest.mark.needs("torch")
def test_lines_behind_tee_are_events(tmp_path: Path, root: Path) -> None:
    """The prefix that torchrun puts before each line is left out; what a rank says is what is stored."""
    engine = Engine(compile_rules(load(root / "schema.yaml")))
    lines = torchrun(tmp_path, "--tee", "3", "--log-dir", str(tmp_path / "logs"))
    assert all(line.startswith("[default") for line in lines)
    stored = [engine.apply(Record(line), "2026-11-01T10:00:00.000Z").document for line in lines]
    events = [document for document in stored if "run" in document]
    assert {(document["event"], document["rank"]) for document in events} >= {
        ("job_end", rank) for rank in range(RANKS)
    }
    assert all("parse_error" not in document for document in stored)
