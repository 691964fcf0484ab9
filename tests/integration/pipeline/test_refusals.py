"""What Elasticsearch refuses for good is kept with the reason, counted, and comes back when the cause is gone."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .conftest import StackOf

if TYPE_CHECKING:
    from harness.stack import Place, Stack

pytestmark = [pytest.mark.needs("elasticsearch", "filebeat"), pytest.mark.xdist_group("elasticsearch")]

JOB = Path(__file__).with_name("job.py")
FOREIGN = json.dumps({"level": "INFO", "k" * 40_000: "a key that no index takes"}).encode()

DROPPED = "Failed to deliver to dead letter index"


@dataclass(frozen=True)
class Refused:
    """What was there after refusals, and after all was sent again.

    Args:
        expected: what the Python engine makes of the containers' files.
        hits: all that was stored while Elasticsearch refused.
        audit: what it said then.
        doctor: what it said then.
        sent: Filebeat's own count until then.
        repaired: what was stored after all was sent again and the later copies were removed.
        audit_repaired: what the audit said in the end.
    """

    expected: Counter[Place]
    hits: list[tuple[Place, dict[str, Any]]]
    audit: dict[str, dict[str, Any]]
    doctor: str
    sent: dict[str, int]
    repaired: Counter[Place]
    audit_repaired: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def refused(stack_of: StackOf) -> Refused:
    """Return what became of four jobs: a mapping was edited by hand, indices were blocked, and all was well again."""
    with stack_of("refused") as stack:
        edit_mapping(stack)
        run(stack, "mapped")
        stack.logloom("apply")
        with blocked(stack, "events"):
            run(stack, "blocked")
        stack.log("foreign", 1 << 20).write([("stdout", FOREIGN)])
        run(stack, "well")
        hits, audit, sent = stack.hits(), stack.audit(), stack.filebeat.sent
        doctor = stack.logloom("doctor", exits=1)
        with blocked(stack, "events", "invalid"):
            drop(stack, "dropped")
        stack.send_again()
        repaired = stack.audit("--repair")
        expected = Counter(stack.expected().keys())
        return Refused(expected, hits, audit, doctor, sent, stack.stored(), repaired)


def run(stack: Stack, job: str) -> None:
    """Run a job to its end, and wait until all that there is has arrived."""
    assert stack.run(job, JOB, "60").wait() == 0
    stack.wait_until_all_arrived()


def drop(stack: Stack, job: str) -> None:
    """Run a job to its end, and wait until Filebeat has dropped all that it wrote, and said so."""
    stored = stack.count()
    assert stack.run(job, JOB, "60").wait() == 0
    lacks = len(stack.expected()) - stored
    stack.filebeat.wait_until(lambda: stack.filebeat.sent["dropped"] == lacks, f"{lacks} events are dropped")
    stack.filebeat.wait_until(lambda: DROPPED in stack.filebeat.output, "Filebeat says that it has dropped events")


def edit_mapping(stack: Stack) -> None:
    """Do what somebody did by hand: `model` becomes an object, which no model is."""
    path = f"/_component_template/logs-{stack.schema.name}@mappings"
    (found,) = stack.node.request("GET", path).body["component_templates"]
    found["component_template"]["template"]["mappings"]["properties"]["model"] = {"type": "flattened"}
    kept = {key: value for key, value in found["component_template"].items() if "date" not in key}
    stack.node.put(path, kept)
    assert stack.node.request("POST", f"/{stack.streams['events']}/_rollover").status == 200


@contextlib.contextmanager
def blocked(stack: Stack, *routes: str) -> Iterator[None]:
    """Let an administrator block writes to the data streams of these routes."""
    for writes in (True, False):
        for route in routes:
            stack.node.put(f"/{stack.streams[route]}/_settings", {"index.blocks.write": writes})
        if writes:
            yield


def test_what_is_refused_is_kept(refused: Refused) -> None:
    """Each line is stored once, in one of the two streams, under the id that it has anywhere; no number is missing."""
    ids = {id_ for (_, id_), document in refused.hits}
    assert len(ids) == len(refused.hits)
    assert ids < {id_ for _, id_ in refused.expected}
    assert refused.sent["dropped"] == 0
    assert refused.sent["dead_letter"] > 100
    assert {(each["missing"], each["doubled"]) for each in refused.audit.values()} == {(0, 0)}
    # The end was refused too: that it is kept does not make it one.
    states = {job: each["state"] for job, each in refused.audit.items()}
    assert states == {"mapped": "tail unknown", "blocked": "tail unknown", "well": "complete"}
    assert "FAIL  refused: " in refused.doctor


def test_what_is_refused_says_whose_it_was_and_why(refused: Refused) -> None:
    """Line, reason, job and level are there; secrets are not."""
    found = [document for _, document in refused.hits if document.get("parse_error") == "refused"]
    assert {document["event"] for document in found} == {"invalid"}
    by_job = {job: [each for each in found if each["job_id"] == job] for job in ("mapped", "blocked", "well")}
    assert all("model" in each["extra"]["reason"] for each in by_job["mapped"])
    assert all("blocked by" in each["extra"]["reason"] for each in by_job["blocked"])
    assert {each["level"] for each in by_job["mapped"]} == {"INFO", "ERROR"}
    assert by_job["well"] == []
    assert all(each["unparsed"].startswith("{") for each in by_job["mapped"])
    assert "hunter2" not in json.dumps(found)


def test_a_key_that_no_index_takes_is_an_invalid_line(refused: Refused) -> None:
    """Such a line is invalid by the rules, in both engines, before Elasticsearch is asked."""
    (found,) = [document for _, document in refused.hits if document.get("parse_error") == "key too long"]
    assert found["unparsed"] == FOREIGN.decode()


def test_what_was_refused_or_dropped_comes_back(refused: Refused) -> None:
    """Also what neither data stream took: after another reading, and the repair, everything is where it belongs."""
    assert refused.repaired == refused.expected
    states = {(each["state"], each["missing"], each["doubled"]) for each in refused.audit_repaired.values()}
    assert states == {("complete", 0, 0)}
    assert refused.audit_repaired.keys() == {"mapped", "blocked", "well", "dropped"}
