"""Backups: snapshots of both data streams in a repository of files, and bringing one back.

A snapshot holds only what the ones before it do not hold, and can be taken while events come in.

Source: Elasticsearch 9.4, "Snapshot and restore", "Shared file system repository".
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from logloom.cluster._client import Cluster
from logloom.errors import ClusterError, RefusedError, UnreachableError
from logloom.schema import Schema

__all__ = ["Snapshot", "backup", "restore", "snapshots"]

_REPOSITORY = "logloom"
_MOST_SECONDS = 6 * 3600


@dataclass(frozen=True)
class Snapshot:
    """A backup.

    Args:
        name: of it.
        state: SUCCESS where it is whole; NEWER where a newer Elasticsearch took it, which this one can't restore.
        indices: how many backing indices it holds.
    """

    name: str
    state: str
    indices: int

    def __str__(self) -> str:
        return f"{self.name}  {self.state}  {self.indices} indices"


def backup(cluster: Cluster, schema: Schema, now: datetime) -> Snapshot:
    """Take a snapshot of both data streams, and wait until it is whole.

    Args:
        cluster: whose nodes all have the folder of the setting ``path.repo``.
        schema: whose data streams.
        now: makes its name.

    Raises:
        RefusedError: there is nothing yet to back up.
        ClusterError: it did not become whole; the message says why.
    """
    streams = [stream for stream in schema.streams if cluster.find(f"/{stream}/_mapping") is not None]
    if not streams:
        raise RefusedError(f"there is no data stream {schema.events_stream} yet: nothing to back up")
    _register(cluster)
    name = f"{schema.name}-{now:%Y%m%d-%H%M%S}"
    body = {"indices": ",".join(streams), "include_global_state": False, "metadata": {"schema": schema.version}}
    cluster.request("PUT", f"/_snapshot/{_REPOSITORY}/{name}", body)
    _wait(lambda: _named(cluster, name).state != "IN_PROGRESS", name)
    taken = _named(cluster, name)
    if taken.state != "SUCCESS":
        raise ClusterError(f"the backup {name} is {taken.state}: see the log of Elasticsearch")
    return taken


def snapshots(cluster: Cluster, schema: Schema) -> list[Snapshot]:
    """Return the backups of a schema's data streams, the oldest first."""
    _register(cluster)
    found = (cluster.find(f"/_snapshot/{_REPOSITORY}/{schema.name}-*") or {}).get("snapshots", [])
    newest = _index_version(cluster) if found else None
    return sorted((_snapshot(each, newest) for each in found), key=lambda each: each.name)


def restore(cluster: Cluster, schema: Schema, name: str | None = None) -> Snapshot:
    """Bring the events of a backup back, into data streams that hold none.

    Args:
        cluster: as for `backup`.
        schema: whose data streams.
        name: of the backup; the newest whole one that this Elasticsearch can restore where it is left out.

    Raises:
        RefusedError: there is no such backup, or there are events already, which would be stored twice.
        ClusterError: it failed, and nothing was restored; the message says why.
    """
    found = [each for each in snapshots(cluster, schema) if name in {None, each.name} and each.state == "SUCCESS"]
    if not found:
        there = ", ".join(f"{each.name} {each.state}" for each in snapshots(cluster, schema)) or "none"
        raise RefusedError(f"there is no whole backup {name or f'of {schema.name}'}; there are: {there}")
    for stream in schema.streams:
        _make_room(cluster, stream)
    chosen = found[-1]
    body = {"indices": ",".join(schema.streams), "ignore_unavailable": True, "include_global_state": False}
    cluster.request("POST", f"/_snapshot/{_REPOSITORY}/{chosen.name}/_restore", body)
    try:
        _wait(lambda: _is_readable(cluster), chosen.name)
    except _NoRoomError as error:
        # Elasticsearch does not try such a shard again, and half a restore would stand in the way of the next.
        for stream in schema.streams:
            _delete(cluster, stream)
        raise ClusterError(f"{chosen.name} can't be restored: {error}; mend that, then restore again") from None
    return chosen


class _NoRoomError(Exception):
    """No node may hold a shard that was to be restored."""


def _register(cluster: Cluster) -> None:
    """Name the folder to the cluster. What another one has put there is then known to this one too."""
    cluster.request("PUT", f"/_snapshot/{_REPOSITORY}", {"type": "fs", "settings": {"location": _REPOSITORY}})


def _make_room(cluster: Cluster, stream: str) -> None:
    """Delete a data stream that holds nothing; the set-up makes them before there are events."""
    if cluster.find(f"/{stream}/_mapping") is None:
        return
    held = cluster.request("POST", f"/{stream}/_count")["count"]
    if held:
        raise RefusedError(
            f"{stream} holds {held:,} events, and a restore would store them twice: restore into a new stack, before "
            "Filebeat starts, or delete that data stream"
        )
    _delete(cluster, stream)


def _delete(cluster: Cluster, stream: str) -> None:
    # Small distributions make data streams and have no request that deletes one.
    if cluster.find(f"/{stream}/_mapping") is not None and cluster.knows(f"/_data_stream/{stream}"):
        cluster.request("DELETE", f"/_data_stream/{stream}")


def _is_readable(cluster: Cluster) -> bool:
    """Return whether every shard that came back has begun to answer.

    The status alone does not tell: a shard that still waits for its turn to be restored is yellow, not red.

    Raises:
        _NoRoomError: the restore has ended without a shard.
    """
    health = cluster.request("GET", "/_cluster/health")
    if health["unassigned_primary_shards"]:
        _check_given_up(cluster)
        return False
    return health["status"] != "red" and not health["initializing_shards"]


def _check_given_up(cluster: Cluster) -> None:
    try:
        found = cluster.request("GET", "/_cluster/allocation/explain")
    except ClusterError:  # meanwhile no shard waits any more
        return
    said = [each for node in found.get("node_allocation_decisions", ()) for each in node.get("deciders", ())]
    if any(each["decider"] == "restore_in_progress" and each["decision"] == "NO" for each in said):
        reasons = {each["explanation"] for each in said if each["decider"] != "restore_in_progress"}
        raise _NoRoomError("; ".join(sorted(reasons)) or "no node was allowed to hold a shard of it")


def _wait(is_done: Callable[[], bool], name: str) -> None:
    end = time.monotonic() + _MOST_SECONDS
    while not is_done():
        if time.monotonic() > end:
            raise UnreachableError(f"{name} was not done within {_MOST_SECONDS // 3600} h; it goes on by itself")
        time.sleep(0.5)


def _named(cluster: Cluster, name: str) -> Snapshot:
    return _snapshot(cluster.request("GET", f"/_snapshot/{_REPOSITORY}/{name}")["snapshots"][0])


def _index_version(cluster: Cluster) -> int:
    """Return the newest format of indices that all nodes can open."""
    nodes = cluster.request("GET", "/_nodes/_all/http?filter_path=nodes.*.index_version")["nodes"].values()
    return min(int(node["index_version"]) for node in nodes)


def _snapshot(body: Any, newest: int | None = None) -> Snapshot:
    is_newer = newest is not None and body["version_id"] > newest
    return Snapshot(body["snapshot"], "NEWER" if is_newer else body["state"], len(body["indices"]))
