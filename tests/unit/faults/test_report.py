"""What a report holds beside the exception, and what the log says of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import orjson
import pytest

from logloom import faults
from logloom.faults._context import breadcrumbs, kibana_link
from logloom.faults._crash import crash_envelope, header, read_crash
from logloom.faults._envelope import Redaction
from logloom.faults._inference import resolution
from logloom.faults._report import Fault, Reporter, fields_of
from logloom.faults._start import Settings, spool_root
from logloom.log import LoggerFactory, StructuredLogger
from logloom.rules import Rules

SEGFAULT = b"""Fatal Python error: Segmentation fault

Thread 0x00007f0000000001 (most recent call first):
  File "/usr/lib/python3.11/threading.py", line 982 in run

Current thread 0x00007f0000000002 (most recent call first):
  File "/home/alice/job/kernels.py", line 12 in launch
  File "train.py", line 99 in <module>

Extension modules: torch._C (total: 1)
"""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """Where the log goes."""
    return tmp_path / "log.jsonl"


@pytest.fixture
def log(root: Path, written: Path) -> Iterator[StructuredLogger]:
    """A logger under the reference schema."""
    environ = {"JOB_ID": "job-7", "SERVICE": "trainer", "VERSION": "1.0", "NODE_IP": "10.0.0.7", "RANK": "2"}
    with written.open("wb", buffering=0) as file:
        yield LoggerFactory(Rules.read(root / "deploy" / "rules.json"), file, environ).get_logger()


def last(path: Path) -> dict[str, Any]:
    """Return the newest event."""
    event: dict[str, Any] = json.loads(path.read_bytes().splitlines()[-1])
    return event


def test_without_an_address_a_fault_is_logged_and_nothing_else(log: StructuredLogger, written: Path) -> None:
    """No DSN: `init` says no, the event stands in the log, and no folder is made."""
    assert not faults.init(log, environ={"LOGLOOM_SPOOL": str(written.parent / "spool")})
    with pytest.raises(ValueError, match="bad batch"), faults.guard(epoch=3):
        raise ValueError("bad batch")
    with faults.inference((8, 3, 512, 640)) as span:
        span.set_tag("camera", "front")
        span.set_data("boxes", 3)
    assert faults.flush()
    faults.close()
    event = last(written)
    assert (event["level"], event["event"], event["error_type"], event["epoch"]) == (
        "ERROR",
        "exception",
        "ValueError",
        3,
    )
    assert "sentry_event_id" not in event
    assert not (written.parent / "spool").exists()


@pytest.mark.parametrize("dsn", ["nonsense", "https://sentry.example.com/1"])
def test_a_broken_address_is_told_in_the_log(log: StructuredLogger, written: Path, dsn: str) -> None:
    """A training does not stop because of it."""
    assert not faults.init(log, environ={"SENTRY_DSN": dsn})
    event = last(written)
    assert event["level"] == "WARN"
    assert "SENTRY_DSN is no DSN" in event["message"]
    assert "https://KEY@HOST/42" in event["message"]
    assert dsn not in event["message"]


def test_a_spool_that_can_not_be_written_is_told_at_the_start(log: StructuredLogger, written: Path) -> None:
    """Not only when the first fault is lost with its process."""
    assert faults.init(log, environ={"SENTRY_DSN": "http://k@127.0.0.1:9/1", "LOGLOOM_SPOOL": str(written)})
    faults.close()
    event = last(written)
    assert event["level"] == "WARN"
    assert "faults wait in memory alone" in event["message"]
    assert f"{written}: Not a directory; LOGLOOM_SPOOL names" in event["message"].replace("/127.0.0.1_9-1", "")


def test_an_exception_is_told_once(log: StructuredLogger, written: Path) -> None:
    """Guards may be nested; the outer one adds nothing."""
    reporter, error = Reporter(log), ValueError("x")
    reporter.report(Fault(error))
    reporter.report(Fault(error))
    assert len(written.read_bytes().splitlines()) == 1


def test_out_of_memory_is_its_own_event(log: StructuredLogger, written: Path) -> None:
    """The schema's query for it finds it."""
    Reporter(log).report(Fault(RuntimeError("CUDA out of memory. Tried to allocate"), fields={"gpu_memory": 0.97}))
    event = last(written)
    assert (event["event"], event["gpu_memory"]) == ("oom", 0.97)
    assert "violations" not in event


def test_an_error_that_cannot_be_shown_is_told(log: StructuredLogger, written: Path) -> None:
    """Nothing that an exception does stops its report."""

    class BrokenError(Exception):
        def __str__(self) -> str:
            raise OSError

        def __setattr__(self, name: str, value: object) -> None:
            raise OSError

    Reporter(log).report(Fault(BrokenError()))
    assert "OSError when shown" in last(written)["message"]


def test_the_last_events_are_breadcrumbs(log: StructuredLogger) -> None:
    """Time, level, kind, message and fields of each; half a line is left out."""
    lines = log.remember(20)
    log.warning("slow", event="step", step=7, loss=0.5)
    lines.append(b'{"half')
    crumbs, run = breadcrumbs(lines)
    assert len(crumbs) == 1
    assert crumbs[0]["level"] == "warning"
    assert crumbs[0]["category"] == "step"
    assert crumbs[0]["data"] == {"step": 7, "loss": 0.5}
    assert run == json.loads(lines[0])["run"]


def test_an_event_says_which_job_it_is_of(log: StructuredLogger) -> None:
    """Service, job, rank and machine come from the logger's own context; of CUDA nothing where there is no PyTorch."""
    reporter = Reporter(log, environ={"KIBANA_URL": "https://kibana.example.com/"})
    reporter.remember()
    log.info("before")
    event = reporter.before_send({"tags": {"fault": "gpu_oom"}}, {})
    assert event["contexts"]["job"]["job_id"] == "job-7"
    assert event["contexts"]["job"]["rank"] == 2
    assert event["contexts"]["job"]["log"].startswith("https://kibana.example.com/app/discover#/?_g=")
    assert event["tags"]["gpu_oom"] == "true"
    assert "gpu_info" in event["contexts"]
    assert [crumb["message"] for crumb in event["breadcrumbs"]["values"]] == ["before"]


def test_the_link_into_kibana_is_safe() -> None:
    """A quote in the job's name ends neither the query nor the address."""
    link = kibana_link("https://k/", "logs-a'b", "j\"o'b", datetime(2026, 11, 1, tzinfo=timezone.utc))
    assert " " not in link
    assert '"' not in link
    assert """query:'job_id:"j\\"o!'b"'""" in unquote(link)
    assert "dataViewId:'logs-a!'b'" in unquote(link)


def test_a_crash_becomes_an_event(root: Path) -> None:
    """Type, frames of the thread that crashed, release and job; redacted like all else."""
    content = header({"job_id": "j1", "rank": 3, "run": "r"}, {"release": "yolofuse@1"}) + SEGFAULT
    crash = read_crash(content)
    assert crash is not None
    envelope = crash_envelope(crash, Redaction(Rules.read(root / "deploy" / "rules.json")), 1_790_000_000.0)
    event = orjson.loads(envelope.splitlines()[2])
    value = event["exception"]["values"][0]
    assert value["type"] == "Segmentation fault"
    assert [frame["function"] for frame in value["stacktrace"]["frames"]] == ["<module>", "launch"]
    assert (event["release"], event["tags"]) == ("yolofuse@1", {"fault": "native_crash", "job_id": "j1", "rank": "3"})
    assert b"alice" not in envelope
    assert read_crash(content) == crash


@pytest.mark.parametrize("content", [b"", header({}, {}), header({}, {}) + b"\n \n"])
def test_no_crash_is_no_event(content: bytes) -> None:
    """A process that was killed wrote nothing there."""
    assert read_crash(content) is None


def test_a_crash_without_its_first_line_is_told_all_the_same() -> None:
    """What can be read is read."""
    crash = read_crash(b"nonsense\nFatal Python error: Aborted\n")
    assert crash is not None
    assert (crash.title, crash.job) == ("Aborted", {})


def test_a_configuration_may_be_anything() -> None:
    """A mapping, a dataclass, an object, a plain value."""
    assert fields_of({"a": 1}) == {"a": 1}
    assert fields_of(SimpleNamespace(a=1, _hidden=2)) == {"a": 1}
    assert fields_of(7) == {"value": 7}
    assert fields_of(None) == {}


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        ((512, 640), "640x512"),
        ((512, 640, 3), "640x512"),
        ((3, 512, 640), "640x512"),
        ((8, 3, 512, 640), "640x512"),
        ((8, 512, 640, 3), "640x512"),
        ((), "unknown"),
    ],
)
def test_a_resolution_is_width_and_height(shape: tuple[int, ...], text: str) -> None:
    """Whatever order the library has."""
    assert resolution(shape) == text


def test_the_environment_says_what_runs() -> None:
    """Release from VERSION, sampling of a tenth unless it is set, and nonsense is as if it was not."""
    settings = Settings({"VERSION": "1.2", "SENTRY_TRACES_SAMPLE_RATE": "1", "ENVIRONMENT": "prod"}, "trainer", None)
    assert (settings.release, settings.environment) == ("trainer@1.2", "prod")
    assert (settings.traces, settings.profiles) == (1.0, 0.1)
    assert Settings({"VERSION": "1.2"}, "trainer", "yolofuse").release == "yolofuse@1.2"
    other = Settings({"SENTRY_TRACES_SAMPLE_RATE": "7", "SENTRY_PROFILES_SAMPLE_RATE": "x"}, "trainer", None)
    assert (other.release, other.traces, other.profiles) == (None, 0.1, 0.1)


@pytest.mark.parametrize(
    ("environ", "folder"),
    [
        ({"LOGLOOM_SPOOL": "/data/spool", "HOME": "/home/x"}, "/data/spool"),
        ({"XDG_STATE_HOME": "/state", "HOME": "/home/x"}, "/state/logloom/faults"),
        ({"HOME": "/home/x"}, "/home/x/.local/state/logloom/faults"),
    ],
)
def test_the_spool_lies_where_programs_keep_their_state(environ: dict[str, str], folder: str) -> None:
    """Named, or by the XDG specification; a container without a home uses the folder for temporary files."""
    assert str(spool_root(environ)) == folder
    assert "logloom-faults-" in str(spool_root({}))
