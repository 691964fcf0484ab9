"""Is the cluster well: what was looked at, what was found, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from logloom.cluster._client import Cluster
from logloom.cluster.plan import plan
from logloom.errors import ClusterError, UnreachableError
from logloom.schema import Schema

__all__ = ["Check", "doctor"]

_LOW, _HIGH, _FLOOD = 85, 90, 95
"""Elasticsearch's own watermarks: per cent of a disk. Source: 9.4, "Disk-based shard allocation settings"."""

_SOON = timedelta(days=30)
_QUIET = timedelta(hours=1)


@dataclass(frozen=True)
class Check:
    """One thing that was looked at.

    Args:
        name: of it.
        well: whether it is as it should be.
        found: in words.
        remedy: what to do, where it is not well.
        measured: fields of the schema, for the event that `logloom doctor --log` writes.
    """

    name: str
    well: bool
    found: str
    remedy: str = ""
    measured: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        told = f"{'ok  ' if self.well else 'FAIL'}  {self.name}: {self.found}"
        return told if self.well else f"{told}\n      do: {self.remedy}"


def doctor(cluster: Cluster, schema: Schema, files: Mapping[str, bytes], now: datetime) -> Iterator[Check]:
    """Look at everything that events need on their way into Elasticsearch. Changes nothing.

    Args:
        cluster: the live one.
        schema: whose data streams.
        files: what the target `elasticsearch` rendered.
        now: with a time zone.

    Yields:
        One check after the other. Where the cluster can't be reached at all, that is the only one.
    """
    try:
        yield Check("reachable", well=True, found=f"Elasticsearch {cluster.version()} at {cluster.address}")
    except ClusterError as error:
        yield Check("reachable", well=False, found=str(error), remedy="as it says; nothing else could be looked at")
        return
    looks: dict[str, Callable[[], Check]] = {
        "certificates": lambda: _certificates(cluster, now),
        "rights": lambda: _rights(cluster, schema),
        "disks": lambda: _disks(cluster),
        "templates": lambda: _templates(cluster, schema, files),
        "writable": lambda: _writable(cluster, schema),
        "events": lambda: _events(cluster, schema, now),
        "size": lambda: _size(cluster, schema),
    }
    for name, look in looks.items():
        yield _looked(name, look)


def _looked(name: str, look: Callable[[], Check]) -> Check:
    """Return a check, also where the question itself failed: the others are still asked."""
    try:
        return look()
    except UnreachableError as error:
        return Check(name, well=False, found=str(error), remedy="look at the node's own log, and ask again")
    except ClusterError as error:
        return Check(name, well=False, found=str(error), remedy="ask with a user that may see this")


def _certificates(cluster: Cluster, now: datetime) -> Check:
    found = cluster.find("/_ssl/certificates")
    if not found:
        return Check("certificates", well=True, found="the server names none")
    first = min(found, key=lambda each: str(each["expiry"]))
    left = datetime.fromisoformat(first["expiry"].replace("Z", "+00:00")) - now
    told = f"the first of {len(found)} to expire, {first['path']}, is good for {left.days} days"
    return Check("certificates", well=left > _SOON, found=told, remedy="renew it; nodes load new files by themselves")


def _rights(cluster: Cluster, schema: Schema) -> Check:
    if not cluster.knows("/_security/_authenticate"):
        return Check(
            "rights", False, "security is off: everybody may do everything", "set xpack.security.enabled: true"
        )
    indices = [{"names": [schema.events_stream, schema.invalid_stream], "privileges": ["manage", "read"]}]
    needed = ["manage_ilm", "manage_index_templates", "manage_ingest_pipelines"]
    body = {"cluster": needed, "index": indices}
    answer = cluster.request("POST", "/_security/user/_has_privileges", body)
    lacks = [name for name, granted in answer["cluster"].items() if not granted]
    lacks += [f"{name} on {index}" for index, each in answer["index"].items() for name, has in each.items() if not has]
    if lacks:
        return Check("rights", False, f"this user lacks {', '.join(sorted(lacks))}", "grant them for plan and apply")
    return Check("rights", well=True, found=f"{answer['username']} may plan and apply")


def _disks(cluster: Cluster) -> Check:
    nodes = cluster.request("GET", "/_nodes/stats/fs")["nodes"].values()
    used = {each["name"]: _used(each["fs"]["total"]) for each in nodes if each["fs"]["total"].get("total_in_bytes")}
    if not used:
        return Check("disks", well=True, found="the server tells nothing of its disks")
    fullest = max(used, key=lambda name: used[name])
    share = used[fullest]
    told = f"the fullest is that of {fullest}, {share:.0f} %"
    ends = {_FLOOD: "nothing is written any more", _HIGH: "shards move away", _LOW: "no new shards come"}
    limit = next((limit for limit in ends if share >= limit), None)
    if limit is None:
        return Check("disks", well=True, found=told)
    told += f", above the watermark of {limit} %: {ends[limit]}"
    return Check("disks", well=False, found=told, remedy="add disk, or keep events for less long (retention)")


def _used(total: Mapping[str, int]) -> float:
    return 100 * (1 - total["available_in_bytes"] / total["total_in_bytes"])


def _templates(cluster: Cluster, schema: Schema, files: Mapping[str, bytes]) -> Check:
    planned = plan(cluster, schema, files)
    if planned.refusals:
        return Check("templates", False, "; ".join(planned.refusals), "as it says; then `logloom plan`")
    if planned.steps:
        return Check("templates", False, f"{len(planned.steps)} differ from what is rendered", "see `logloom plan`")
    return Check("templates", well=True, found="as rendered")


def _writable(cluster: Cluster, schema: Schema) -> Check:
    name = "index.blocks.read_only_allow_delete"
    blocked = []
    for stream in (schema.events_stream, schema.invalid_stream):
        answer = cluster.find(f"/{stream}/_settings/{name}?flat_settings=true") or {}
        blocked += [index for index, each in answer.items() if each["settings"].get(name) == "true"]
    if blocked:
        told = f"{', '.join(blocked)} take no events since a disk was above the flood stage"
        return Check("writable", False, told, "free the disk; Elasticsearch then lifts the block by itself")
    return Check("writable", well=True, found="no index is blocked")


def _events(cluster: Cluster, schema: Schema, now: datetime) -> Check:
    newest = {"newest": {"max": {"field": "ingested_at"}}}
    body = {"size": 0, "track_total_hits": True, "aggs": newest}
    if cluster.find(f"/{schema.events_stream}/_mapping") is None:
        return Check("events", False, f"there is no {schema.events_stream} yet", "`logloom apply`, then start Filebeat")
    answer: Any = cluster.request("POST", f"/{schema.events_stream}/_search", body)
    stored, stamp = answer["hits"]["total"]["value"], answer["aggregations"]["newest"]["value"]
    if stamp is None:
        return Check(
            "events", False, "none has arrived", "`filebeat test output`; does the container carry the labels?"
        )
    age = now - datetime.fromtimestamp(stamp / 1000, timezone.utc)
    told = f"{stored:,} stored; the newest arrived {timedelta(seconds=max(0, int(age.total_seconds())))} ago"
    return Check("events", age <= _QUIET, told, "is a job running? then look at Filebeat's log")


def _size(cluster: Cluster, schema: Schema) -> Check:
    stored = 0
    for stream in (schema.events_stream, schema.invalid_stream):
        answer = cluster.find(f"/{stream}/_stats/store") or {}
        stored += answer.get("_all", {}).get("total", {}).get("store", {}).get("size_in_bytes", 0)
    return Check("size", well=True, found=f"{stored / 1e6:,.1f} MB on disk", measured={"store_bytes": stored})
