"""Jobs that fail, each in a process of its own: what the server gets, and what the log says of it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from harness import disk
from harness.sentry import Reply, Server, serving

from .conftest import RunJob, waiting


def one(server: Server) -> dict[str, Any]:
    """Return the one event that came."""
    (event,) = server.wait_for(1)
    return event


def test_out_of_memory_tells_all_that_is_known(server: Server, run_job: RunJob) -> None:
    """Tag, GPU, model, job, the last events, the link into Kibana; log and Sentry know each other; no secret is out."""
    job = run_job("out_of_memory", SENTRY_DSN=server.dsn, KIBANA_URL="https://kibana.example.com")
    event = one(server)
    assert job.code == 1
    assert (event["tags"]["gpu_oom"], event["tags"]["fault"], event["level"]) == ("true", "gpu_oom", "fatal")
    assert (event["tags"]["job_id"], event["tags"]["rank"]) == ("job-7", "3")
    assert (event["release"], event["environment"]) == ("yolofuse@1.4.0", "test")
    assert event["contexts"]["job"]["log"].startswith("https://kibana.example.com/app/discover#/")
    assert event["contexts"]["model"] == {"layers": 3, "hf_token": "[redacted:named_secrets]"}
    assert event["contexts"]["training"] == {"epoch": 25, "step": 12_500}
    assert "gpu_info" in event["contexts"]
    assert [crumb["data"]["epoch"] for crumb in event["breadcrumbs"]["values"]] == list(range(5, 25))
    assert event["fingerprint"] == ["gpu_oom", "OutOfMemoryError"]
    assert "user" not in event
    assert "hunter2-hunter2" not in json.dumps(event["contexts"]) + json.dumps(_variables(event))
    (logged,) = [each for each in job.events if each["event"] == "oom"]
    assert logged["sentry_event_id"] == event["event_id"]
    assert logged["trace_id"] == event["contexts"]["trace"]["trace_id"]
    assert event["contexts"]["job"]["run"] == logged["run"]


def _variables(event: dict[str, Any]) -> list[Any]:
    frames = event["exception"]["values"][-1]["stacktrace"]["frames"]
    return [frame.get("vars") for frame in frames]


def test_a_loss_that_is_no_number_is_told_as_such(server: Server, run_job: RunJob) -> None:
    """JSON has no NaN, so that it stands there as text; in the log it breaks the schema."""
    job = run_job("nan", SENTRY_DSN=server.dsn)
    event = one(server)
    assert (event["tags"]["fault"], event["contexts"]["training"]["loss"]) == ("nan_loss", "nan")
    (logged,) = [each for each in job.events if each["event"] == "exception"]
    assert logged["violations"] == ["loss: not finite"]


def test_an_uncaught_exception_is_told_once(server: Server, run_job: RunJob) -> None:
    """Once in the log, once in Sentry, and the number in its text is no part of its issue."""
    job = run_job("uncaught", SENTRY_DSN=server.dsn)
    event = one(server)
    assert event["fingerprint"] == ["ValueError", "bad batch #", "__main__:uncaught"]
    assert [each["level"] for each in job.events] == ["ERROR", "ERROR"]
    assert job.events[-1]["event"] == "job_end"


def test_sigterm_is_told_spooled_and_passed_on(server: Server, run_job: RunJob) -> None:
    """The process dies of the signal, as it would have without us; what it had no time to send, the next one sends."""
    job = run_job("terminated", SENTRY_DSN=server.dsn)
    assert job.code == -15
    run_job("starts", SENTRY_DSN=server.dsn)
    assert one(server)["tags"]["fault"] == "sigterm"
    (logged,) = [each for each in job.events if "SIGTERM" in each["message"]]
    assert logged["sentry_event_id"] == one(server)["event_id"]


def test_sigterm_without_a_network_waits_on_disk(run_job: RunJob, spool: Path) -> None:
    """Nothing answers; the report is there when the process is gone."""
    job = run_job("terminated", SENTRY_DSN="http://k@127.0.0.1:9/1")
    assert job.code == -15
    assert len(waiting(spool)) == 1


def test_a_death_in_native_code_is_told_at_the_next_start(server: Server, run_job: RunJob) -> None:
    """By whichever process comes next, with the dead one's job, in Sentry and in the log."""
    assert run_job("segfault", SENTRY_DSN=server.dsn, JOB_ID="dead").code == -11
    job = run_job("starts", SENTRY_DSN=server.dsn, JOB_ID="next")
    event = one(server)
    value = event["exception"]["values"][0]
    assert (value["type"], event["tags"]["job_id"], event["level"]) == ("Segmentation fault", "dead", "fatal")
    assert value["stacktrace"]["frames"][-1]["function"] == "segfault"
    (logged,) = [each for each in job.events if each.get("sentry_event_id")]
    assert (logged["sentry_event_id"], logged["job_id"]) == (event["event_id"], "dead")
    run_job("starts", SENTRY_DSN=server.dsn)
    assert len(server.events) == 1


def test_an_inference_is_a_transaction(server: Server, run_job: RunJob) -> None:
    """With its time as a number and its resolution as a tag; sampled as the environment says."""
    run_job("infers", SENTRY_DSN=server.dsn, SENTRY_TRACES_SAMPLE_RATE="1", SENTRY_PROFILES_SAMPLE_RATE="0")
    events = server.wait_for(3)
    assert {event["contexts"]["trace"]["op"] for event in events} == {"inference"}
    assert {event["tags"]["input_resolution"] for event in events} == {"640x512"}
    assert all(event["contexts"]["trace"]["data"]["inference_time_ms"] >= 0 for event in events)
    assert {event["tags"]["job_id"] for event in events} == {"job-7"}
    run_job("infers", SENTRY_DSN=server.dsn, SENTRY_TRACES_SAMPLE_RATE="0")
    assert len(server.events) == 3


def test_without_an_address_nothing_is_spooled(run_job: RunJob, spool: Path) -> None:
    """The job ends as ever, its fault stands in the log, and there is no folder."""
    job = run_job("out_of_memory")
    assert job.code == 1
    assert [each["event"] for each in job.events][-2:] == ["oom", "job_end"]
    assert not spool.exists()


def test_a_folder_that_cannot_be_written_is_no_reason_to_lose_an_event(server: Server, run_job: RunJob) -> None:
    """A spool that is a file, as good as a read-only disk: the event goes from memory."""
    run_job("uncaught", SENTRY_DSN=server.dsn, LOGLOOM_SPOOL="/dev/null")
    assert one(server)["exception"]["values"][0]["type"] == "ValueError"


def test_what_the_network_did_not_take_goes_at_the_next_start(run_job: RunJob, spool: Path) -> None:
    """Refused connections: all is kept, in order, and the next process sends it with the ids that it had."""
    with serving() as server:
        dsn, port = server.dsn, server.port
    first = run_job("captures", "5", SENTRY_DSN=dsn)
    assert (first.code, len(waiting(spool))) == (0, 5)
    with serving(port) as server:
        run_job("starts", SENTRY_DSN=dsn)
        assert [event["message"] for event in server.wait_for(5)] == [f"e{number}" for number in range(5)]
    assert waiting(spool) == []


def test_a_server_that_resets_errs_and_drips_gets_each_event_once(server: Server, run_job: RunJob) -> None:
    """Resets, 502, a limit of a second, an answer of which half comes slowly: nothing is lost, nothing is doubled."""
    server.replies = [Reply(0), Reply(502), Reply(429, {"Retry-After": "0.5"}), Reply(200, drip=0.02), Reply(0)]
    run_job("captures", "5", SENTRY_DSN=server.dsn)
    run_job("starts", SENTRY_DSN=server.dsn)
    assert sorted(event["message"] for event in server.wait_for(5)) == [f"e{number}" for number in range(5)]
    assert len(server.events) == 5


def test_what_is_refused_is_reported(server: Server, run_job: RunJob) -> None:
    """An event that the server will never take is dropped, and the server is told how many."""
    server.replies = [Reply(413), Reply(413)]
    run_job("captures", "3", SENTRY_DSN=server.dsn)
    run_job("starts", SENTRY_DSN=server.dsn)
    assert len(server.wait_for(1)) == 1
    told = [each for report in server.reports for each in report["discarded_events"]]
    assert sum(each["quantity"] for each in told if each["reason"] == "send_error") == 2


def test_a_black_hole_does_not_hold_up_the_end(run_job: RunJob, spool: Path) -> None:
    """A server that takes the request and never answers: the flush at exit is bounded, and the event stays."""
    with serving() as server:
        server.replies = [Reply(200, seconds=60.0)]
        job = run_job("captures", "2", SENTRY_DSN=server.dsn)
        assert job.code == 0
        assert len(waiting(spool)) == 2


def test_an_unknown_host_keeps_events(run_job: RunJob, spool: Path) -> None:
    """DNS says no; so much is known after one try."""
    run_job("captures", "2", SENTRY_DSN="http://k@sentry.invalid/1")
    assert len(waiting(spool)) == 2


def test_forked_and_spawned_children_report_their_own(server: Server, run_job: RunJob) -> None:
    """Each event comes once: a fork sends nothing of its parent's, and loses nothing of its own."""
    run_job("forks", SENTRY_DSN=server.dsn)
    run_job("starts", SENTRY_DSN=server.dsn)
    messages = [event["message"] for event in server.wait_for(11)]
    expected = [
        f"{who}{number}" for who, count in (("parent", 5), ("fork", 3), ("spawn", 3)) for number in range(count)
    ]
    assert sorted(messages) == sorted(expected)


def test_ranks_share_a_folder(server: Server, run_job: RunJob, spool: Path) -> None:
    """Four processes at once: each event comes once, and no folder is left."""
    run_job("ranks", "4", SENTRY_DSN=server.dsn)
    run_job("starts", SENTRY_DSN=server.dsn)
    messages = [event["message"] for event in server.wait_for(40)]
    assert sorted(messages) == sorted(f"rank{rank}-{number}" for rank in range(4) for number in range(10))
    assert waiting(spool) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk in memory that holds a few dozen events."""
    with disk.small_disk(tmp_path / "disk", "256k") as folder:
        yield folder


@pytest.mark.needs("tmpfs")
def test_a_full_disk_keeps_the_newest_and_counts_the_rest(small_disk: Path, run_job: RunJob) -> None:
    """No call fails, the newest events are there, each other one is counted, and the count reaches the server."""
    with serving() as server:
        dsn, port = server.dsn, server.port
    job = run_job("captures", "120", SENTRY_DSN=dsn, LOGLOOM_SPOOL=str(small_disk))
    assert job.code == 0
    kept = len(waiting(small_disk))
    assert 0 < kept < 120
    with serving(port) as server:
        run_job("starts", SENTRY_DSN=dsn, LOGLOOM_SPOOL=str(small_disk))
        numbers = sorted(int(event["message"][1:]) for event in server.wait_for(kept))
        dropped = [each for report in server.reports for each in report["discarded_events"]]
    assert numbers == list(range(120 - kept, 120))
    assert sum(each["quantity"] for each in dropped if each["reason"] == "cache_overflow") >= 120 - kept


@pytest.mark.needs("tmpfs")
def test_a_read_only_disk_keeps_events_in_memory(small_disk: Path, server: Server, run_job: RunJob) -> None:
    """Not even root can write there; the events go all the same."""
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    run_job("captures", "3", SENTRY_DSN=server.dsn, LOGLOOM_SPOOL=str(small_disk))
    assert [event["message"] for event in server.wait_for(3)] == ["e0", "e1", "e2"]
