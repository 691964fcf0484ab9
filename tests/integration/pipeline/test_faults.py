"""Nothing lost, nothing doubled: each part of the way is killed in the middle of its work, several times."""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from harness.stack import wait_until

from .conftest import StackOf, tiny

if TYPE_CHECKING:
    from harness.docker import Container
    from harness.stack import Place, Stack

    from logloom.rules import Outcome

pytestmark = [pytest.mark.needs("elasticsearch", "filebeat", "torch"), pytest.mark.xdist_group("elasticsearch")]

SEED = 4
ROUNDS = 3
OUTAGE_SECONDS = 60
JOB = Path(__file__).with_name("job.py")

Audit = dict[str, dict[str, Any]]
"""What `logloom audit --cluster` says of each job."""


@dataclass(frozen=True)
class Story:
    """What was there after each chapter: stored documents, and the audit.

    Args:
        expected: what the Python engine makes of the containers' files.
        killed: jobs that were killed.
        after_faults: Filebeat, Elasticsearch, the jobs and the trainer were killed, the disk was full.
        after_second_sending: Filebeat forgot all, and sent everything again.
        after_rollover: the same, into new backing indices.
        after_repair: the later copies were removed.
        deleted: numbers of the events that were deleted then, of the job `steady`.
        after_deletion: what the audit said to it.
        sent: Filebeat's own count, of the last time that it sent everything.
    """

    expected: dict[Place, Outcome]
    killed: list[str]
    after_faults: tuple[Counter[Place], Audit]
    after_second_sending: tuple[Counter[Place], Audit]
    after_rollover: tuple[Counter[Place], Audit]
    after_repair: tuple[Counter[Place], Audit]
    deleted: list[int]
    after_deletion: Audit
    sent: dict[str, int]


@pytest.fixture(scope="module")
def story(stack_of: StackOf, root: Path) -> Story:
    """Tell it once: what is killed, and after how many lines, is drawn from a seed."""
    chance = random.Random(SEED)
    with stack_of("faults") as stack:
        steady = stack.run("steady", JOB, "100000", "0.15")
        killed = [name for number in range(ROUNDS) for name in kill_all(stack, root, steady, chance, number)]
        fill_the_disk(stack, steady, chance)
        assert stack.run("whole", *tiny(root, stack.folder, 2), max_bytes=2500).wait() == 0
        assert steady.stop() == 0
        expected = stack.wait_until_all_arrived()
        faults = found(stack)
        stack.send_again()
        second = found(stack)
        stack.roll_over()
        stack.send_again()
        sent = stack.filebeat.sent
        rollover = found(stack)
        stack.audit("--repair")
        repair = found(stack)
        deleted = delete_ten(stack, chance)
        deletion = stack.audit(exits=1)
        return Story(expected, killed, faults, second, rollover, repair, deleted, deletion, sent)


def kill_all(stack: Stack, root: Path, steady: Container, chance: random.Random, number: int) -> list[str]:
    """Kill Elasticsearch, a job, the trainer and Filebeat twice, while a job writes on; return the jobs' names."""
    names = [f"job-{number}", f"trainer-{number}"]
    job = stack.run(names[0], JOB, "100000", "0.02", max_bytes=30_000)
    job.wait_for_lines(chance.randrange(50, 200))
    stack.node.kill()
    away_since = time.monotonic()
    job.wait_for_lines(chance.randrange(200))
    job.kill()
    trainer = stack.run(names[1], *tiny(root, stack.folder, 10_000), max_bytes=2500)
    trainer.wait_for_lines(chance.randrange(5, 30))
    trainer.kill()
    steady.log.rotate()
    stack.filebeat.kill()
    steady.log.rotate()
    if number == 0:
        wait_until(lambda: time.monotonic() - away_since > OUTAGE_SECONDS, "a minute is over", 2 * OUTAGE_SECONDS)
    stack.node.start()
    stored = stack.count()
    stack.filebeat.start()
    stack.filebeat.wait_until(lambda: stack.count() > stored, "the first of the backlog is stored")
    stack.filebeat.kill()
    steady.wait_for_lines(chance.randrange(20))
    steady.log.rotate()
    stack.filebeat.start()
    return names


def fill_the_disk(stack: Stack, steady: Container, chance: random.Random) -> None:
    """Let Elasticsearch refuse what Filebeat sends; kill Filebeat meanwhile, and rotate."""
    stack.fill_disk()
    stack.filebeat.wait_until(lambda: stack.filebeat.sent.get("toomany", 0) > 0, "Filebeat is told to wait")
    assert stack.filebeat.sent["dropped"] == 0
    steady.wait_for_lines(chance.randrange(20))
    stack.filebeat.kill()
    steady.log.rotate()
    stack.filebeat.start()
    stack.filebeat.wait_until(lambda: stack.filebeat.sent.get("toomany", 0) > 0, "Filebeat is told to wait again")
    stack.free_disk()


def delete_ten(stack: Stack, chance: random.Random) -> list[int]:
    """Delete ten inner events of the steady job, and return their numbers."""
    steady = stack.audit()["steady"]
    gone = sorted(chance.sample(range(1, steady["emitted"] - 1), 10))
    which = [{"term": {"run": steady["run"]}}, {"terms": {"seq": gone}}]
    path = f"/{stack.streams['events']}/_delete_by_query?refresh=true"
    assert stack.node.request("POST", path, {"query": {"bool": {"filter": which}}}).body["deleted"] == 10
    return gone


def found(stack: Stack) -> tuple[Counter[Place], Audit]:
    """Return what is stored, and what the audit says."""
    return stack.stored(), stack.audit()


def test_nothing_is_lost_and_nothing_doubled(story: Story) -> None:
    """After all that each line that a container wrote is stored, once; the audit says 0 missing and 0 doubled."""
    stored, audit = story.after_faults
    assert len(story.expected) > 1000
    assert stored == Counter(story.expected.keys())
    assert {(process["missing"], process["doubled"]) for process in audit.values()} == {(0, 0)}


def test_after_a_kill_the_tail_is_unknown(story: Story) -> None:
    """The audit calls no killed process complete, and calls those complete that told their end."""
    _, audit = story.after_faults
    states = {job: process["state"] for job, process in audit.items()}
    assert len(story.killed) == 2 * ROUNDS
    assert states == {**dict.fromkeys(story.killed, "tail unknown"), "steady": "complete", "whole": "complete"}


def test_what_is_sent_twice_is_stored_once(story: Story) -> None:
    """Without a rollover Elasticsearch refuses every event that it has."""
    assert story.after_second_sending == story.after_faults


def test_after_a_rollover_exactly_what_is_sent_again_is_doubled(story: Story) -> None:
    """A new backing index knows none of the old one's ids: everything is there twice, and the audit says so."""
    stored, audit = story.after_rollover
    assert stored == Counter(dict.fromkeys(story.expected, 2))
    assert story.sent["acked"] == len(story.expected)
    assert {job: process["doubled"] for job, process in audit.items()} == {
        job: process["arrived"] for job, process in audit.items()
    }
    assert {process["missing"] for process in audit.values()} == {0}


def test_the_repair_removes_the_later_copies(story: Story) -> None:
    """After `audit --repair` each document is there once again."""
    assert story.after_repair == story.after_faults


def test_ten_deleted_events_are_named(story: Story) -> None:
    """The audit names exactly those, of the one process that lacks them."""
    gaps = {job: process["gaps"] for job, process in story.after_deletion.items() if process["gaps"]}
    named = [number for start, stop in gaps.pop("steady") for number in range(start, stop + 1)]
    assert named == story.deleted
    assert gaps == {}
    assert sum(process["missing"] for process in story.after_deletion.values()) == len(story.deleted)
