"""The stub that is rendered from a schema finds what a call gets wrong before it is run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from logloom.render import render
from logloom.schema import load_text

SCHEMA = """
schema: 1
name: own
version: 1.0.0
fields:
  loss: {type: float}
  epoch: {type: integer}
  gpu_id: {type: integer, array: true}
  precision: {type: keyword, enum: [fp32, amp]}
  class: {type: keyword}
  int: {type: float}
  self: {type: integer}
  args: {type: keyword}
"""
PROGRAM = """
from __future__ import annotations
from typing import TYPE_CHECKING
import logloom.log
if TYPE_CHECKING:
    from logloom_events import Logger

log: Logger = logloom.log.get_logger()
"""
CALLS = {
    'log.info("m", event="log", loss=0.5, epoch=3, gpu_id=[0], precision="amp", extra={"a": 1})': "",
    'log.bind(epoch=1).exception("m %s", 1, exc_info=True)': "",
    "log.job_end(loss=1)": "",
    'log.bind(self=1).info("m", int=0.5, args="-v")': "",
    'log.info("m", int="1")': "int",
    'log.info("m", epoch="three")': "epoch",
    'log.info("m", loss=None)': "loss",
    'log.info("m", precision="fp8")': "precision",
    'log.info("m", event="unheard")': "event",
    'log.info("m", lost=0.5)': "lost",
    'log.info("m", level="INFO")': "level",
    "log.bind(epoch=0.5)": "epoch",
}


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory, root: Path) -> dict[int, str]:
    """Line of the program → what mypy says of it."""
    folder = tmp_path_factory.mktemp("stub")
    program = folder / "program.py"
    program.write_text(PROGRAM + "\n".join(CALLS))
    (stub,) = render(load_text(SCHEMA), ["stub"]).values()
    (folder / "logloom_events.pyi").write_bytes(stub)
    found = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", f"--cache-dir={folder / 'cache'}", program],
        cwd=folder,
        env={"PATH": "", "MYPYPATH": f"{folder}:{root / 'src'}"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert found.stderr == ""
    errors = [line.split(":", 3) for line in found.stdout.splitlines() if ": error:" in line]
    return {int(number): text for _, number, _, text in errors}


def test_the_logger_is_what_the_stub_says(findings: dict[int, str]) -> None:
    """`get_logger` gives what the rendered protocol asks for."""
    assert not {number: text for number, text in findings.items() if number <= PROGRAM.count("\n")}


@pytest.mark.parametrize("number", range(len(CALLS)), ids=list(CALLS))
def test_wrong_names_and_types_are_found(findings: dict[int, str], number: int) -> None:
    """The type checker finds each wrong name and type, names it, and finds nothing in a right call."""
    expected = list(CALLS.values())[number]
    found = findings.get(PROGRAM.count("\n") + 1 + number, "")
    assert f'"{expected}"' in found if expected else found == ""
