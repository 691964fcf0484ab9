"""What Elasticsearch refuses for good is kept with the reason, counted, and comes back when the cause is gone."""

from __future__ import annotations

import json
from collections import Counter
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


@dataclass(frozen=True)
class Refused:
    """What was there after refusals, and after all was sent again.

    Args:
        expected: ids of what the Python engine makes of the containers' files.
        hits: all that was stored.
        audit: what it said.
        sent: Filebeat's own count.
        repaired: ids that were stored after all was sent again and the later copies were removed.
        audit_repaired: what it said then.
    """

    expected: Counter[Place]
    hits: list[tuple[Place, dict[str, Any]]]
    audit: dict[str, dict[str, Any]]
    sent: dict[str, int]
    repaired: Counter[Place]
    audit_repaired: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def refused(stack_of: StackOf) -> Refused:
    """Return what became of three jobs: a mapping was edited by hand, an index was blocked, and all was well again."""
    with stack_of("refused") as stack:
        edit_mapping(stack)
        run(stack, "mapped")
        stack.logloom("apply")
        block(stack, writes=True)
        run(stack, "blocked")
        block(stack, writes=False)
        stack.log("foreign", 1 << 20).write([("stdout", FOREIGN)])
        expected = Counter(run(stack, "well"))
        hits, audit, sent = stack.hits(), stack.audit(), stack.filebeat.sent
        stack.send_again()
        repaired = stack.audit("--repair")
        return Refused(expected, hits, audit, sent, stack.stored(), repaired)


def run(stack: Stack, job: str) -> set[Place]:
    """Run a job to its end, wait until all that there is has arrived, and return where it belongs."""
    assert stack.run(job, JOB, "60").wait() == 0
    return set(stack.wait_until_all_arrived())


def edit_mapping(stack: Stack) -> None:
    """Do what somebody did by hand: `model` becomes an object, which no model is."""
    path = f"/_component_template/logs-{stack.schema.name}@mappings"
    (found,) = stack.node.request("GET", path).body["component_templates"]
    found["component_template"]["template"]["mappings"]["properties"]["model"] = {"type": "flattened"}
    kept = {key: value for key, value in found["component_template"].items() if "date" not in key}
    stack.node.put(path, kept)
    assert stack.node.request("POST", f"/{stack.streams['events']}/_rollover").status == 200


def block(stack: Stack, *, writes: bool) -> None:
    """Let an administrator block writes to the events, or lift the block."""
    stack.node.put(f"/{stack.streams['events']}/_settings", {"index.blocks.write": writes})


def test_nothing_that_is_refused_is_lost(refused: Refused) -> None:
    """Each line is stored once, in one of the two streams, under the id that it has anywhere."""
    assert Counter(id_ for (_, id_), _ in refused.hits) == Counter({id_: 1 for _, id_ in refused.expected})
    assert refused.sent["dropped"] == 0
    assert refused.sent["dead_letter"] > 100
    assert {(each["missing"], each["doubled"]) for each in refused.audit.values()} == {(0, 0)}
    # The end was refused too: that it is kept does not make it one.
    states = {job: each["state"] for job, each in refused.audit.items()}
    assert states == {"mapped": "tail unknown", "blocked": "tail unknown", "well": "complete"}


def test_what_is_refused_says_whose_it_was_and_why(refused: Refused) -> None:
    """Line, reason, job and level are there; secrets are not."""
    found = [document for (route, _), document in refused.hits if document.get("parse_error") == "refused"]
    assert {document["event"] for document in found} == {"invalid"}
    reasons = {job: [each for each in found if each["job_id"] == job] for job in ("mapped", "blocked", "well")}
    assert all("model" in each["extra"]["reason"] for each in reasons["mapped"])
    assert all("blocked by" in each["extra"]["reason"] for each in reasons["blocked"])
    assert {"INFO", "ERROR"} == {each["level"] for each in reasons["mapped"]}
    assert reasons["well"] == []
    assert all(each["unparsed"].startswith("{") for each in reasons["mapped"])
    assert "hunter2" not in json.dumps(found)


def test_a_key_that_no_index_takes_is_no_refusal(refused: Refused) -> None:
    """Such a line is invalid by the rules, in both engines, before Elasticsearch is asked."""
    (found,) = [document for _, document in refused.hits if document.get("parse_error") == "key too long"]
    assert found["unparsed"] == FOREIGN.decode()


def test_what_was_refused_comes_back_once_the_cause_is_gone(refused: Refused) -> None:
    """After another reading everything is where it belongs, and the repair takes the refused copies away."""
    assert refused.repaired == refused.expected
    states = {(each["state"], each["missing"], each["doubled"]) for each in refused.audit_repaired.values()}
    assert states == {("complete", 0, 0)}
