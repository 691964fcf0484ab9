"""The commands as a user runs them, with the real logger."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import infer_dual
import train_dual
from logloom.schema import compile_rules, load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT = Path(__file__).parents[3]
SMALL = ("--scenes", "32", "--held-out", "16", "--batch-size", "8", "--epochs", "1")


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a job under the reference schema."""
    rules = tmp_path_factory.mktemp("rules") / "rules.json"
    rules.write_bytes(compile_rules(load(ROOT / "schema.yaml")).to_json())
    return {
        **os.environ,
        "LOGLOOM_RULES": str(rules),
        "SERVICE": "trainer",
        "VERSION": "1.2.3",
        "JOB_ID": "job-1",
        "OMP_NUM_THREADS": "1",
    }


def _command(script: str, *arguments: str | Path) -> list[str]:
    return [sys.executable, str(ROOT / "trainer" / script), *map(str, arguments)]


def _start(command: list[str], environment: dict[str, str]) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True)


def _events(job: subprocess.Popen[str]) -> tuple[list[dict[str, Any]], str]:
    """What the job wrote: events of stdout, where each line must be one, and stderr."""
    out, errors = job.communicate(timeout=180)
    return [json.loads(line) for line in out.splitlines()], errors


@pytest.fixture(scope="module", autouse=True)
def loader_job(
    tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]
) -> Iterator[subprocess.Popen[str]]:
    """A job whose loader dies: it mostly waits for PyTorch to notice, so it runs beside the other tests."""
    fault = ("--fault", "loader", "--fault-step", "1")
    out = tmp_path_factory.mktemp("loader")
    with _start(_command("train_dual.py", "--out", out, *SMALL, *fault), environment) as job:
        yield job
        job.kill()


def test_a_clean_job_conforms_and_its_checkpoint_detects(tmp_path: Path, environment: dict[str, str]) -> None:
    """Training and inference log nothing but conforming events, number them without gaps, and say how many."""
    with _start(_command("train_dual.py", "--out", tmp_path, *SMALL), environment) as job:
        events, errors = _events(job)
    assert (job.returncode, errors) == (0, "")
    assert (events[0]["event"], events[-1]["event"]) == ("job_start", "job_end")
    assert events[-1]["emitted"] == len(events)
    assert [e["seq"] for e in events] == list(range(len(events)))
    assert not [e for e in events if "violations" in e]
    found = tmp_path / "found.json"
    options = ("--checkpoint", tmp_path / "checkpoint.pt", "--out", found, "--scenes", "4")
    with _start(_command("infer_dual.py", *options), environment) as job:
        events, errors = _events(job)
    assert (job.returncode, errors) == (0, "")
    assert len(json.loads(found.read_text())["images"]) == 4
    assert not [e for e in events if "violations" in e]


def test_two_ranks_train_and_one_crashes(tmp_path: Path, environment: dict[str, str]) -> None:
    """Each rank tells its start; of the one that aborts all up to then is there; the other tells of its loss."""
    torchrun = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc_per_node=2"]
    fault = ("--fault", "crash", "--fault-step", "1", "--rank-fault", "1")
    command = torchrun + _command("train_dual.py", "--out", tmp_path, *SMALL, *fault)[1:]
    with _start(command, environment) as job:
        events, _ = _events(job)
    assert job.returncode == 1
    left, gone = ([e for e in events if e["rank"] == rank] for rank in (0, 1))
    assert [e["event"] for e in gone] == ["job_start", "step", "log"]
    assert (gone[-1]["level"], gone[-1]["injected"], gone[-1]["extra"]) == ("WARN", True, {"fault": "crash"})
    assert left[0]["event"] == "job_start"
    assert "injected" not in left[-1]


def test_a_dying_loader_is_retried_then_told(loader_job: subprocess.Popen[str]) -> None:
    """The worker that dies at one batch each time costs two retries and then the job."""
    events, _ = _events(loader_job)
    assert loader_job.returncode == 1
    told = [(e["event"], e["level"], e["injected"]) for e in events if e["event"] in ("retry", "exception")]
    assert told == [("retry", "WARN", True)] * 2 + [("exception", "ERROR", True)]
    assert (events[-2]["step"], events[-1]["event"]) == (1, "job_end")
    assert "exited unexpectedly" in events[-2]["stack_trace"]


@pytest.mark.parametrize(
    ("command", "arguments", "words"),
    [
        (train_dual, ["--out", "x", "--epochs", "0"], "--epochs: 0 is below 1"),
        (train_dual, ["--out", "x", "--scenes", "4"], "--scenes 4 make no batch of 8"),
        (train_dual, ["--out", "x", "--fault", "flood"], "invalid choice: 'flood'"),
        (infer_dual, ["--out", "x", "--checkpoint", "no.pt"], "--checkpoint: no.pt is no file"),
    ],
)
def test_a_wrong_option_is_told_in_a_sentence(
    command: ModuleType, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2 and the sentence."""
    with pytest.raises(SystemExit, match="2"):
        command.main(arguments)
    assert words in capsys.readouterr().err
