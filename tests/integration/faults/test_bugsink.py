"""Against a real server: everything arrives, once, whatever becomes of the job that reports it."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from harness import bugsink

from logloom.faults import Dsn, poster
from logloom.faults._envelope import stamped, unsent
from logloom.faults._sender import Sender
from logloom.faults._spool import Spool

from .conftest import JOB, RunJob, waiting

if TYPE_CHECKING:
    from harness.bugsink import Bugsink
    from harness.sentry import Server

ROUNDS = 32

pytestmark = pytest.mark.needs("bugsink")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bugsink]:
    """A running Bugsink, one for all tests here."""
    try:
        bugsink.install()
    except bugsink.UnavailableError as reason:
        pytest.skip(str(reason))
    with bugsink.running(tmp_path_factory.mktemp("bugsink")) as store:
        yield store


def stored(store: Bugsink, *ids: str) -> list[str]:
    """Return which of these ids are stored, as often as each is."""
    found = [event["event_id"].replace("-", "") for event in store.events()]
    return [event_id for event_id in found if event_id in ids]


def test_an_event_arrives_whole(store: Bugsink, run_job: RunJob) -> None:
    """Type, frames with variables, tags, contexts, release and environment, as they were sent."""
    job = run_job("out_of_memory", SENTRY_DSN=store.dsn)
    (logged,) = [each for each in job.events if each["event"] == "oom"]
    store.wait_for(1)
    event = next(each for each in store.events() if each["event_id"].replace("-", "") == logged["sentry_event_id"])
    data: dict[str, Any] = store.content(event)
    assert data["exception"]["values"][0]["type"] == "OutOfMemoryError"
    assert data["exception"]["values"][0]["stacktrace"]["frames"][-1]["vars"]
    assert data["tags"]["gpu_oom"] == "true"
    assert data["contexts"]["job"]["job_id"] == "job-7"
    assert (data["release"], data["environment"]) == ("yolofuse@1.4.0", "test")
    assert len(data["breadcrumbs"]["values"]) == 20


def test_numbers_in_a_message_make_no_new_issue(store: Bugsink, run_job: RunJob) -> None:
    """Two processes fail with another number each: one issue with two events."""
    before = len(store.issues())
    for _ in range(2):
        run_job("uncaught", SENTRY_DSN=store.dsn)
    issues = store.issues()
    assert len(issues) == before + 1
    assert [each["stored_event_count"] for each in issues if each["calculated_type"] == "ValueError"] == [2]


def test_what_is_sent_again_is_stored_once(store: Bugsink) -> None:
    """The answer was lost on its way: the same id comes a second time, and changes nothing."""
    post, event_id = poster(Dsn.parse(store.dsn)), "a" * 32
    content = b'{"event_id":"%b","platform":"python","message":"again"}' % event_id.encode()
    envelope = stamped(unsent({"event_id": event_id}, [({"type": "event"}, content)]))
    assert post(envelope).status == 200
    post(envelope)
    assert stored(store, event_id) == [event_id]


def test_garbage_is_refused_and_told(store: Bugsink, spool: Path) -> None:
    """What the server does not take at all is dropped and counted, and holds up nothing."""
    garbage = Spool(spool)
    garbage.put("error", "b" * 32, b'{"event_id":"no id"}\n{"type":"event","length":3}\n{}}\n')
    sender = Sender(garbage, poster(Dsn.parse(store.dsn)))
    sender.step()
    assert len(garbage) == 0
    assert garbage.drops() == {("send_error", "error"): 1}


def killed(environment: dict[str, str], number: int, dice: random.Random) -> list[str]:
    """Run a job that captures, kill it at some moment, and return the ids that it said were kept."""
    command = [sys.executable, str(JOB), "captures_for_ever", f"round{number}-"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        killer = threading.Timer(dice.uniform(0, 0.5), process.send_signal, [signal.SIGKILL])
        killer.start()
        rest = process.stdout.read()
        killer.join()
    return [line for line in (first + rest).splitlines() if len(line) == 32]


def test_a_kill_at_any_moment_loses_nothing_and_doubles_nothing(
    store: Bugsink, environment: dict[str, str], run_job: RunJob, spool: Path
) -> None:
    """What `capture` returned for is stored, once, after more than thirty kills while others send what was left."""
    environ = {**environment, "SENTRY_DSN": store.dsn}
    dice = [random.Random(number) for number in range(ROUNDS)]
    with ThreadPoolExecutor(2) as pool:
        kept = list(pool.map(lambda number: killed(environ, number, dice[number]), range(ROUNDS)))
    deadline = time.monotonic() + 120
    while waiting(spool) and time.monotonic() < deadline:
        run_job("starts", SENTRY_DSN=store.dsn)
    ids = [event_id for each in kept for event_id in each]
    found = [event["event_id"].replace("-", "") for event in store.events()]
    assert len(kept) == ROUNDS
    assert len(ids) > ROUNDS
    assert set(ids) - set(found) == set()
    assert len(found) == len(set(found))


def test_relay_leaves_a_transaction_as_it_is(server: Server, run_job: RunJob) -> None:
    """By Sentry's own normalisation the time stays a number, the resolution a tag, and nothing is found wrong."""
    run_job("infers", SENTRY_DSN=server.dsn, SENTRY_TRACES_SAMPLE_RATE="1", SENTRY_PROFILES_SAMPLE_RATE="0")
    event = bugsink.normalised(server.wait_for(3)[0])
    trace = event["contexts"]["trace"]
    assert (event["type"], trace["op"]) == ("transaction", "inference")
    assert isinstance(trace["data"]["inference_time_ms"], float)
    assert ["input_resolution", "640x512"] in event["tags"]
    assert not event.get("errors")


def test_relay_leaves_an_error_as_it_is(server: Server, run_job: RunJob) -> None:
    """Release, tags, contexts and breadcrumbs are what Sentry would store; nothing is found wrong."""
    run_job("out_of_memory", SENTRY_DSN=server.dsn)
    event = bugsink.normalised(server.wait_for(1)[0])
    assert event["release"] == "yolofuse@1.4.0"
    assert ["gpu_oom", "true"] in event["tags"]
    assert event["contexts"]["model"]["layers"] == 3
    assert len(event["breadcrumbs"]["values"]) == 20
    assert not event.get("errors")
