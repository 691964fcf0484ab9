"""A process that lives says so, with the state of its GPUs where there are some."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from harness.nvml import Nvml, compile_library

from logloom.log import LoggerFactory, StructuredLogger
from logloom.log._heartbeat import Heartbeat, interval
from logloom.rules import Rules
from logloom.schema import compile_rules, load

Wait = Callable[[Callable[[], object]], None]


@pytest.fixture
def wait() -> Wait:
    """Poll until something is so, within 30 seconds."""

    def until(is_so: Callable[[], object]) -> None:
        deadline = time.monotonic() + 30
        while not is_so():
            assert time.monotonic() < deadline
            time.sleep(0.005)

    return until


@pytest.fixture(scope="module")
def reference(root: Path) -> Rules:
    """The rules of the reference schema, which has the GPU's fields."""
    return compile_rules(load(root / "schema.yaml"))


@pytest.fixture
def beating(reference: Rules, lines: Any) -> Callable[..., StructuredLogger]:
    """Make a logger with a heart that beats fast, and with two GPUs."""

    def make(nvml: Any = None, seconds: float = 0.02) -> StructuredLogger:
        factory = LoggerFactory(reference, lines, {"NODE_IP": "10.0.0.7", "JOB_ID": "job-7"})
        factory._core.writer.heart = Heartbeat({"CUDA_VISIBLE_DEVICES": "0"}, seconds, lambda: nvml)
        return factory.get_logger()

    return make


def beats(lines: Any) -> list[dict[str, Any]]:
    """Return the heartbeats so far, without a line that is being written."""
    return [event for event in lines.events if event["event"] == "heartbeat"]


def test_heartbeats_come_without_a_driver(beating: Any, lines: Any, wait: Wait) -> None:
    """They lack the GPU's fields, and end with the job."""
    log = beating()
    wait(lambda: len(beats(lines)) >= 3)
    log.job_end("done")
    log._core.writer.heart._thread.join(30)
    assert lines.events[-1]["event"] == "job_end"
    assert lines.events[-1]["emitted"] == len(lines.events)
    for event in beats(lines):
        assert (event["level"], event["job_id"]) == ("INFO", "job-7")
        assert not {"gpu_memory", "gpu_id", "violations", "extra"} & set(event)


def test_heartbeats_tell_the_state_of_the_gpu(beating: Any, lines: Any, wait: Wait) -> None:
    """Memory, utilization, temperature and power stand in fields, and nothing is set apart."""
    log = beating(Nvml())
    wait(lambda: beats(lines))
    log.job_end()
    (event, *_) = beats(lines)
    assert (event["gpu_id"], event["gpu_memory"], event["gpu_utilization"]) == ([0], 0.75, 0.87)
    assert (event["gpu_temperature"], event["gpu_power"]) == (71.0, 305.5)
    assert "violations" not in event


def test_an_error_of_the_driver_is_an_error_event(beating: Any, lines: Any, wait: Wait) -> None:
    """An Xid is told once, with its GPU."""
    log = beating(Nvml(xids=((79, 0),)))
    wait(lambda: len(beats(lines)) >= 2)
    log.job_end()
    (event,) = [event for event in lines.events if event["level"] == "ERROR"]
    assert (event["xid"], event["gpu_id"]) == (79, [0])
    assert "Xid 79" in event["message"]


def test_an_error_tells_the_state_of_the_gpu_and_an_info_does_not(beating: Any, lines: Any) -> None:
    """Errors at full GPU memory are found; what the call says wins, also by another name."""
    log = beating(Nvml(), seconds=3600)
    log.info("fine")
    log.error("bad", gpu_mem=0.5)
    log.bind(gpu_temperature=20.0).critical("worse")
    fine, bad, worse = lines.events
    assert "gpu_memory" not in fine
    assert (bad["gpu_memory"], bad["gpu_temperature"]) == (0.5, 71.0)
    assert (worse["gpu_memory"], worse["gpu_temperature"]) == (0.75, 20.0)


def test_a_driver_that_hangs_does_not_hold_up_an_error(beating: Any, lines: Any) -> None:
    """The event is written without the state that did not come in time."""
    stuck = threading.Event()

    class Hanging(Nvml):
        def nvmlDeviceGetMemoryInfo(self, handle: str) -> Any:  # noqa: N802
            stuck.wait(60)
            return super().nvmlDeviceGetMemoryInfo(handle)

    beating(Hanging(), seconds=3600).error("bad")
    assert [event["message"] for event in lines.events] == ["bad"]
    stuck.set()


def test_a_schema_without_heartbeats_gets_none(rules: Rules, lines: Any) -> None:
    """Whose `event` does not know them does not want them."""
    factory = LoggerFactory(rules, lines, {}, heartbeat_seconds=0.01)
    assert factory._core.writer.heart is None


@pytest.mark.parametrize(
    ("text", "seconds"), [("", 15.0), ("60", 60.0), ("0", 0.0), ("-3", 0.0), ("soon", 15.0), ("inf", 0.0)]
)
def test_the_environment_says_how_often(text: str, seconds: float) -> None:
    """What is no number of seconds leaves the default; 0 is none."""
    assert interval({"LOGLOOM_HEARTBEAT_SECONDS": text}) == seconds


PREAMBLE = """
import os, time, logloom.log
log = logloom.log.get_logger(job_id='first')
writer = log._core.writer
def wait(count):
    while int(repr(writer._numbers)[6:-1]) < count:
        time.sleep(0.01)
"""


def run(program: str, folder: Path, **environ: str) -> list[dict[str, Any]]:
    """Run a program that has a logger whose heart beats fast; return its events."""
    inherited = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    environment = {**inherited, "NODE_IP": "10.0.0.7", "LOGLOOM_HEARTBEAT_SECONDS": "0.05", **environ}
    code = f"{PREAMBLE}\n{program}"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, check=True, timeout=60
    )
    return [json.loads(line) for line in found.stdout.splitlines()]


def test_get_logger_starts_it_with_the_context_that_was_given(tmp_path: Path) -> None:
    """Heartbeats and later loggers have the job_id that the first call was given."""
    events = run("wait(2)\nlogloom.log.get_logger().info('x')", tmp_path)
    assert {event["job_id"] for event in events} == {"first"}
    assert {"heartbeat", "log"} == {event["event"] for event in events}


def test_a_forked_child_has_none_until_it_asks_for_a_logger(tmp_path: Path) -> None:
    """A worker's heart does not beat beside its parent's; a server's forked worker asks and has its own."""
    fork = "\npid = os.fork()\nif not pid:\n    {}\n    os._exit(0)\nos.waitpid(pid, 0)\nwait(1)"
    silent, asking = "time.sleep(0.3)", "logloom.log.get_logger(); wait(2)"
    assert len({event["run"] for event in run(fork.format(silent), tmp_path)}) == 1
    assert len({event["run"] for event in run(fork.format(asking), tmp_path)}) == 2


@pytest.mark.needs("cc")
def test_through_the_real_binding_and_a_compiled_library(tmp_path: Path, root: Path) -> None:
    """nvidia-ml-py loads a library of the driver's name and ABI; values, GPU by UUID and Xid arrive in events."""
    library = compile_library(tmp_path)
    rules = tmp_path / "rules.json"
    rules.write_bytes((root / "deploy/rules.json").read_bytes())
    events = run(
        "wait(2)\nlog.error('bad')\nlog.job_end()",
        tmp_path,
        LD_LIBRARY_PATH=str(library.parent),
        LOGLOOM_RULES=str(rules),
        CUDA_VISIBLE_DEVICES="GPU-8a3f",
    )
    xid, beat = events[:2]
    (error,) = [event for event in events if event.get("message") == "bad"]
    assert (error["gpu_id"], error["gpu_memory"], error["gpu_utilization"]) == ([0], 0.9375, 0.87)
    assert (xid["level"], xid["xid"], xid["gpu_id"]) == ("ERROR", 79, [0])
    assert (beat["event"], beat["gpu_power"]) == ("heartbeat", 305.5)
    assert all("violations" not in event for event in events)
