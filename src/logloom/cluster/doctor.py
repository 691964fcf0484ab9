"""Is the cluster well: what was looked at, what was found, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from logloom._moments import from_iso, iso
from logloom.alerts import Outbox
from logloom.cluster._client import Cluster, parts_of
from logloom.cluster.plan import plan
from logloom.errors import ClusterError, UnreachableError
from logloom.schema import Schema

__all__ = ["RENEW", "SOON", "Check", "doctor", "unsent"]

_DISK = "cluster.routing.allocation.disk"
_WATERMARKS = {"flood_stage": "nothing is written any more", "high": "shards move away", "low": "no new shards come"}
"""The strictest first. Source: Elasticsearch 9.4, "Disk-based shard allocation settings"."""

_UNITS = {"b": 1, "kb": 2**10, "mb": 2**20, "gb": 2**30, "tb": 2**40, "pb": 2**50}
SOON = timedelta(days=30)
RENEW = "`logloom setup renew --folder {folder}`; Elasticsearch takes it by itself, the others when restarted"
_QUIET = timedelta(hours=1)
_DAY = timedelta(days=1)
_REASON = 300


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
        "versions": lambda: _versions(cluster, schema),
        "certificates": lambda: _certificates(cluster, now),
        "rights": lambda: _rights(cluster, schema),
        "disks": lambda: _disks(cluster),
        "templates": lambda: _templates(cluster, schema, files),
        "writable": lambda: _writable(cluster, schema),
        "events": lambda: _events(cluster, schema, now),
        "refused": lambda: _refused(cluster, schema, now),
        "size": lambda: _size(cluster, schema),
    }
    for name, look in looks.items():
        yield _looked(name, look)


def unsent(folder: Path) -> Iterator[Check]:
    """Look whether messages of alerts wait, one check for each route that they wait for.

    Args:
        folder: of the outbox: of `logloom alerts watch`, or of ElastAlert 2.
    """
    if not folder.is_dir():
        return
    waiting = Outbox(folder).waiting()
    for each in waiting:
        lost = f", {each.dropped:,} were dropped" if each.dropped else ""
        why = f" ({each.problem})" if each.problem else ""
        found = f"{each.messages:,} unsent for {each.route}, the oldest since {each.oldest_seconds / 60:.0f} minutes"
        yield Check("alerts", False, f"{found}{lost}{why}", f"put it right, and try `logloom alerts ping {each.route}`")
    if not waiting:
        yield Check("alerts", well=True, found=f"no message waits in {folder}")


def _looked(name: str, look: Callable[[], Check]) -> Check:
    """Return a check, also where the question itself failed: the others are still asked."""
    try:
        return look()
    except UnreachableError as error:
        return Check(name, well=False, found=str(error), remedy="look at the node's own log, and ask again")
    except ClusterError as error:
        return Check(name, well=False, found=str(error), remedy="ask with a user that may see this")


def _versions(cluster: Cluster, schema: Schema) -> Check:
    """Look whether all nodes are of one version, and not older than what the rendered files and Filebeat are for."""
    nodes = cluster.request("GET", "/_nodes/_all/http?filter_path=nodes.*.version")["nodes"].values()
    found = sorted({str(node["version"]) for node in nodes}, key=parts_of)
    told = f"{', '.join(found)}; the schema is for {schema.stack.elastic}"
    if len(found) > 1:
        return Check("versions", False, told, "finish the upgrade: all nodes should be of one version")
    if parts_of(found[0])[:2] < parts_of(schema.stack.elastic)[:2]:
        told = f"Elasticsearch is {told}: a newer Filebeat than Elasticsearch is not supported"
        return Check("versions", False, told, "upgrade Elasticsearch, or say the older version in `stack: elastic`")
    return Check("versions", well=True, found=told)


def _certificates(cluster: Cluster, now: datetime) -> Check:
    found = cluster.find("/_ssl/certificates")
    if not found:
        return Check("certificates", well=True, found="the server names none")
    first = min(found, key=lambda each: str(each["expiry"]))
    left = from_iso(first["expiry"]) - now
    told = f"the first of {len(found)} to expire, {first['path']}, is good for {left.days} days"
    return Check("certificates", well=left > SOON, found=told, remedy=RENEW.format(folder="DIR"))


def _rights(cluster: Cluster, schema: Schema) -> Check:
    if not cluster.knows("/_security/_authenticate"):
        return Check(
            "rights", False, "security is off: everybody may do everything", "set xpack.security.enabled: true"
        )
    indices = [{"names": list(schema.streams), "privileges": ["manage", "read"]}]
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
    disks = {each["name"]: each["fs"]["total"] for each in nodes if each["fs"]["total"].get("total_in_bytes")}
    if not disks:
        return Check("disks", well=True, found="the server tells nothing of its disks")
    settings = _settings(cluster)
    name, disk = max(disks.items(), key=lambda each: _used(each[1]))
    told = f"the fullest is that of {name}, {_used(disk):.0%}"
    if settings.get(f"{_DISK}.threshold_enabled") == "false":
        return Check("disks", well=True, found=f"{told}; Elasticsearch's own watermarks are off")
    for mark, effect in _WATERMARKS.items():
        over = [each for each, disk in disks.items() if disk["available_in_bytes"] < _least_free(settings, mark, disk)]
        if over:
            told += f"; {', '.join(over)} above the watermark {mark}: {effect}"
            return Check("disks", well=False, found=told, remedy="add disk, or keep events for less long (retention)")
    return Check("disks", well=True, found=told)


def _settings(cluster: Cluster) -> dict[str, str]:
    """Return the settings of the watermarks that count, flat."""
    answer = cluster.request(
        "GET", f"/_cluster/settings?include_defaults=true&flat_settings=true&filter_path=*.{_DISK}*"
    )
    found: dict[str, str] = {}
    for kind in ("defaults", "persistent", "transient"):
        found |= answer.get(kind, {})
    return found


def _least_free(settings: Mapping[str, str], mark: str, disk: Mapping[str, int]) -> float:
    """Return how many bytes of a disk must be free below a watermark: a share of it, a ratio, or an amount."""
    text = settings.get(f"{_DISK}.watermark.{mark}", "")
    if not text.endswith("%") and not text.replace(".", "", 1).isdigit():
        return _bytes(text)
    used = float(text.rstrip("%")) / (100 if text.endswith("%") else 1)
    free = disk["total_in_bytes"] * (1 - used)
    headroom = settings.get(f"{_DISK}.watermark.{mark}.max_headroom", "-1")
    return free if headroom == "-1" else min(free, _bytes(headroom))


def _bytes(text: str) -> float:
    found = re.fullmatch(r"([0-9.]+)([a-z]+)", text.lower())
    return float(found[1]) * _UNITS.get(found[2], 0) if found else 0


def _used(disk: Mapping[str, int]) -> float:
    return 1 - disk["available_in_bytes"] / disk["total_in_bytes"]


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
    for stream in schema.streams:
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


def _refused(cluster: Cluster, schema: Schema, now: datetime) -> Check:
    """Look for events that Elasticsearch did not take as what they are, such as those for a blocked index."""
    since = {"range": {"ingested_at": {"gte": iso(now - _DAY)}}}
    query = {"bool": {"filter": [{"term": {"parse_error": "refused"}}, since]}}
    body = {"size": 1, "query": query, "sort": [{"ingested_at": "desc"}], "track_total_hits": True}
    path = f"/{schema.invalid_stream}/_search?ignore_unavailable=true"
    found: Any = cluster.request("POST", path, body)["hits"]
    if not found["hits"]:
        return Check("refused", well=True, found="nothing within a day")
    reason = str(found["hits"][0]["_source"].get("extra", {}).get("reason"))
    told = f"{found['total']['value']:,} events within a day are kept as invalid ones; the last: {reason[:_REASON]}"
    remedy = "end the cause, let Filebeat read again (stop it, remove its registry), `logloom audit --cluster --repair`"
    return Check("refused", False, told, remedy)


def _size(cluster: Cluster, schema: Schema) -> Check:
    stored = 0
    for stream in schema.streams:
        answer = cluster.find(f"/{stream}/_stats/store") or {}
        stored += answer.get("_all", {}).get("total", {}).get("store", {}).get("size_in_bytes", 0)
    return Check("size", well=True, found=f"{stored / 1e6:,.1f} MB on disk", measured={"store_bytes": stored})
