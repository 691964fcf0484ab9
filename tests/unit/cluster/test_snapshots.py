"""Backups: what is asked of Elasticsearch, and when nothing is done."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from logloom.cluster import Answer, backup, restore, snapshots
from logloom.errors import ClusterError, RefusedError
from logloom.schema import Schema

from .conftest import Script

NOW = datetime(2026, 11, 1, 10, 30, tzinfo=timezone.utc)
HERE = Answer(200, {})
EMPTY, FULL = (Answer(200, {"count": count}) for count in (0, 1234))
GREEN = Answer(200, {"status": "green", "initializing_shards": 0, "unassigned_primary_shards": 0})


def listed(*states: str) -> Answer:
    """Return an answer that lists snapshots in these states."""
    found = [
        {"snapshot": f"a.b-{n}", "state": state, "indices": ["i"], "version_id": 9094000}
        for n, state in enumerate(states)
    ]
    return Answer(200, {"snapshots": found})


def nodes(*index_versions: int) -> dict[str, Answer]:
    """Return the answer that says which indices each node can open."""
    each = {str(number): {"index_version": version} for number, version in enumerate(index_versions)}
    return {"GET /_nodes/_all/http?filter_path=nodes.*.index_version": Answer(200, {"nodes": each})}


def test_a_backup_holds_the_streams_that_are_there(schema: Schema) -> None:
    """The folder is named to the cluster first; nothing of the cluster's own state goes along."""
    name = "/_snapshot/logloom/a.b-20261101-103000"
    script = Script({"GET /logs-a.b-default/_mapping": HERE, f"GET {name}": listed("SUCCESS")})
    assert backup(script.cluster, schema, NOW).state == "SUCCESS"
    (_, folder, repository), (_, path, body) = script.changes()
    assert (folder, repository["type"]) == ("/_snapshot/logloom", "fs")
    assert path == name
    assert (body["indices"], body["include_global_state"]) == ("logs-a.b-default", False)


def test_nothing_is_no_backup(schema: Schema) -> None:
    """Without a data stream nothing is asked for."""
    script = Script()
    with pytest.raises(RefusedError, match="nothing to back up"):
        backup(script.cluster, schema, NOW)
    assert script.changes() == []


def test_half_a_backup_is_an_error(schema: Schema) -> None:
    """A snapshot that some shard is not in is told as what it is."""
    name = "GET /_snapshot/logloom/a.b-20261101-103000"
    script = Script({"GET /logs-a.b-default/_mapping": HERE, name: listed("PARTIAL")})
    with pytest.raises(ClusterError, match="PARTIAL"):
        backup(script.cluster, schema, NOW)


def test_the_newest_whole_backup_comes_back(schema: Schema) -> None:
    """A data stream that the set-up has made gives way."""
    script = Script(
        {
            **nodes(9094000),
            "GET /_snapshot/logloom/a.b-*": listed("SUCCESS", "SUCCESS", "PARTIAL"),
            "GET /logs-a.b-default/_mapping": HERE,
            "POST /logs-a.b-default/_count": EMPTY,
            "GET /_cluster/health": GREEN,
        }
    )
    assert restore(script.cluster, schema).name == "a.b-1"
    done = [(method, path) for method, path, _ in script.changes()]
    assert done[-2:] == [("DELETE", "/_data_stream/logs-a.b-default"), ("POST", "/_snapshot/logloom/a.b-1/_restore")]


STUCK = {
    "node_allocation_decisions": [
        {
            "deciders": [
                {"decider": "restore_in_progress", "decision": "NO", "explanation": "the restore has failed"},
                {"decider": "disk_threshold", "decision": "NO", "explanation": "above the low watermark"},
            ]
        }
    ]
}


def test_a_restore_that_no_node_may_hold_is_told_and_taken_back(schema: Schema) -> None:
    """Elasticsearch gives it up for good: what stands in the way is said, and the next restore finds an empty place."""
    script = Script(
        {
            **nodes(9094000),
            "GET /_snapshot/logloom/a.b-*": listed("SUCCESS"),
            "GET /logs-a.b-default/_mapping": HERE,
            "POST /logs-a.b-default/_count": EMPTY,
            "GET /_cluster/health": Answer(200, {**GREEN.body, "status": "red", "unassigned_primary_shards": 1}),
            "GET /_cluster/allocation/explain": Answer(200, STUCK),
        }
    )
    with pytest.raises(
        ClusterError, match=r"a\.b-0 can't be restored: above the low watermark; mend that, then restore"
    ):
        restore(script.cluster, schema)
    assert [path for method, path, _ in script.changes() if method == "DELETE"] == 2 * [
        "/_data_stream/logs-a.b-default"
    ]


def test_events_are_never_replaced(schema: Schema) -> None:
    """Where there are events, nothing is deleted and nothing restored."""
    script = Script(
        {
            **nodes(9094000),
            "GET /_snapshot/logloom/a.b-*": listed("SUCCESS"),
            "GET /logs-a.b-default/_mapping": HERE,
            "POST /logs-a.b-default/_count": FULL,
        }
    )
    with pytest.raises(RefusedError, match="1,234 events"):
        restore(script.cluster, schema)
    assert [each for each in script.changes() if each[0] == "DELETE" or "_restore" in each[1]] == []


def test_a_name_that_is_not_there_is_answered_with_those_that_are(schema: Schema) -> None:
    """Also a backup that is not whole is no choice."""
    script = Script({**nodes(9094000), "GET /_snapshot/logloom/a.b-*": listed("SUCCESS", "PARTIAL")})
    with pytest.raises(RefusedError, match=r"no whole backup a\.b-1; there are: a\.b-0 SUCCESS, a\.b-1 PARTIAL"):
        restore(script.cluster, schema, "a.b-1")
    assert [each.name for each in snapshots(script.cluster, schema)] == ["a.b-0", "a.b-1"]


def test_a_backup_of_a_newer_elasticsearch_is_told_and_not_tried(schema: Schema) -> None:
    """What one node can't open is passed over: the newest that all can comes back."""
    newer, older = listed("SUCCESS", "SUCCESS"), {"snapshot": "a.b-00", "state": "SUCCESS", "indices": ["i"]}
    newer.body["snapshots"].append({**older, "version_id": 9039003})
    script = Script(
        {
            **nodes(9094000, 9039003),
            "GET /_snapshot/logloom/a.b-*": newer,
            "GET /logs-a.b-default/_mapping": HERE,
            "POST /logs-a.b-default/_count": EMPTY,
            "GET /_cluster/health": GREEN,
        }
    )
    assert [each.state for each in snapshots(script.cluster, schema)] == ["NEWER", "SUCCESS", "NEWER"]
    with pytest.raises(RefusedError, match=r"no whole backup a\.b-1; there are: a\.b-0 NEWER"):
        restore(script.cluster, schema, "a.b-1")
    assert restore(script.cluster, schema).name == "a.b-00"
