"""The audit of a real Elasticsearch: what lacks, what is doubled, and the repair."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import pytest

from logloom.cli import main
from logloom.cluster import Cluster, apply, audit, plan, repair
from logloom.render import render
from logloom.schema import Schema

if TYPE_CHECKING:
    from harness.elasticsearch import Node

pytestmark = [pytest.mark.needs("elasticsearch"), pytest.mark.xdist_group("elasticsearch")]

TIME = "2026-11-01T12:00:00.000Z"
PLACE = {"file": {"path": "/var/log/job.log", "inode": "7", "device_id": "8"}}
RUN, OTHER = "0123456789abcdef0123", "f" * 20


@pytest.fixture
def ready(cluster: Cluster, schema: Callable[..., Schema]) -> Schema:
    """Return a schema that is applied."""
    given = schema()
    apply(cluster, plan(cluster, given, render(given, ["elasticsearch"])))
    return given


def send(node: Node, schema: Schema, seqs: Iterable[int], run: str = RUN, **fields: object) -> None:
    """Send events as a collector does; those that an index has already are refused with 409."""
    base = {"level": "INFO", "service": "s", "version": "1", "job_id": "j", "run": run, **fields}
    lines: list[object] = []
    for seq in seqs:
        lines += [{"create": {}}, {"message": json.dumps({**base, "seq": seq})}]
    answer = node.request("POST", f"/{schema.events_stream}/_bulk?refresh=true", lines, lines=True)
    assert {item["create"]["status"] for item in answer.body["items"]} <= {201, 409}


def roll_over(node: Node, schema: Schema) -> None:
    """Begin a new backing index."""
    assert node.request("POST", f"/{schema.events_stream}/_rollover").status == 200


def test_doubled_events_are_counted_and_repaired(cluster: Cluster, node: Node, ready: Schema) -> None:
    """What was sent again after a rollover is doubled, exactly that, until the later copies are removed."""
    send(node, ready, range(50), rank=3)
    send(node, ready, [50], event="job_end", emitted=51, rank=3)
    send(node, ready, range(50))
    (process,) = audit(cluster, ready).processes
    assert (process.state, process.doubled, process.arrived) == ("complete", 0, 51)
    for seqs in (range(10, 30), range(15, 20)):
        roll_over(node, ready)
        send(node, ready, seqs)
    (process,) = audit(cluster, ready).processes
    assert (process.state, process.doubled, process.arrived, process.rank) == ("complete", 25, 51, 3)
    assert repair(cluster, ready) == 25
    found = audit(cluster, ready)
    assert (found.doubled, found.missing, found.processes[0].arrived) == (0, 0, 51)
    first = min(node.request("GET", f"/{ready.events_stream}/_settings").body)
    assert node.request("GET", f"/{first}/_count").body["count"] == 51
    assert repair(cluster, ready) == 0


def test_ten_inner_events_that_were_deleted_are_named(cluster: Cluster, node: Node, ready: Schema) -> None:
    """The audit says exactly which lack, of the run that lacks them, and the tail where nobody told the end."""
    send(node, ready, range(100))
    send(node, ready, [100], event="job_end", emitted=101)
    send(node, ready, range(3), run=OTHER, job_id="killed")
    gone = {"query": {"bool": {"filter": [{"term": {"run": RUN}}, {"range": {"seq": {"gte": 40, "lt": 50}}}]}}}
    answer = node.request("POST", f"/{ready.events_stream}/_delete_by_query?refresh=true", gone)
    assert answer.body["deleted"] == 10
    whole, killed = audit(cluster, ready).processes
    assert (whole.state, whole.missing, whole.gaps, whole.emitted) == ("missing", 10, ((40, 49),), 101)
    assert (killed.job_id, killed.state, killed.missing, killed.emitted) == ("killed", "tail unknown", 0, None)


def test_lines_without_a_number_are_counted_apart(cluster: Cluster, node: Node, ready: Schema) -> None:
    """Plain text, and what went to the stream of invalid lines."""
    assert audit(cluster, ready).text().startswith("0 processes")
    lines: list[object] = []
    for text in ("plain text", '{"cut', json.dumps({"seq": 1, "run": "short", "job_id": "j"})):
        lines += [{"create": {}}, {"message": text}]
    node.request("POST", f"/{ready.events_stream}/_bulk?refresh=true", lines, lines=True)
    assert audit(cluster, ready).unnumbered == 3


def test_doubled_text_is_counted_and_repaired(cluster: Cluster, node: Node, ready: Schema) -> None:
    """Lines without a number are doubled by their `_id`s, over more of them than one page and over three indices."""
    lines = [
        {"message": f"line {number}", "@timestamp": TIME, "log": {"offset": number, **PLACE}} for number in range(5100)
    ]
    for start in (0, 10, 5090):
        sent = [part for line in lines[start:] for part in ({"create": {}}, line)]
        node.request("POST", f"/{ready.events_stream}/_bulk?refresh=true", sent, lines=True)
        roll_over(node, ready)
    found = audit(cluster, ready)
    assert (found.unnumbered, found.doubled) == (5100, 5090 + 10)
    assert repair(cluster, ready) == 5100
    found = audit(cluster, ready)
    assert (found.unnumbered, found.doubled) == (5100, 0)
    assert repair(cluster, ready) == 0


def test_what_retention_took_has_expired(cluster: Cluster, node: Node, ready: Schema) -> None:
    """Numbers before the oldest index that is left are no loss; later ones are, and so are those of newer runs."""
    send(node, ready, range(5))
    roll_over(node, ready)
    send(node, ready, [5, 6, 8])
    roll_over(node, ready)
    send(node, ready, [9])
    send(node, ready, [2, 3], run=OTHER, job_id="k")
    oldest = min(node.request("GET", f"/{ready.events_stream}/_settings").body)
    assert node.request("DELETE", f"/{oldest}").status == 200
    older, newer = audit(cluster, ready).processes
    assert (older.state, older.expired, older.gaps, older.arrived) == ("missing", 5, ((7, 7),), 9)
    assert (newer.state, newer.expired, newer.gaps) == ("missing", 0, ((0, 1),))


def test_the_command(
    node: Node, ready: Schema, project: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    """`audit --cluster` exits with 1 where events are missing, as for the embedded store; `--repair` tells how many."""
    project(ready.name)
    send(node, ready, [0, 1, 3])
    roll_over(node, ready)
    send(node, ready, [1])
    assert main(["audit", "--cluster"]) == 1
    assert f"{RUN}: missing 2\n" in capsys.readouterr().out
    assert main(["audit", "--cluster", "--repair", "--format", "json"]) == 1
    shown = capsys.readouterr()
    assert shown.err == "1 later copies removed\n"
    assert json.loads(shown.out)["processes"][0]["doubled"] == 0
    assert main(["audit", "--repair"]) == 2
