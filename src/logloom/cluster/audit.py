"""What each process emitted and what of it is stored, over all backing indices of both data streams.

An index keeps an `_id` once, but each has its own: what is sent again after a rollover is stored again. Copies are
therefore counted by `run` and `seq`, and repaired by removing all but the first.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from logloom._audit import MOST_GAPS, Audit, Process, State
from logloom.cluster._client import BLOCKED, UNBLOCK, Cluster
from logloom.errors import ClusterError, RightsError
from logloom.schema import Schema

__all__ = ["audit", "repair"]

_PAGE = 5_000
_ID = "[0-9a-f]{20}"
_NUMBERED = {"bool": {"filter": [{"regexp": {"run": _ID}}, {"range": {"seq": {"gte": 0}}}]}}
_UNNUMBERED = {"bool": {"must_not": [_NUMBERED]}}


def audit(cluster: Cluster, schema: Schema) -> Audit:
    """Count for each process what it emitted, what is stored, what lacks and what is doubled.

    Retention deletes whole indices, the oldest first. Numbers that lack at the beginning of a run count as expired
    where an older index than the oldest is gone and that one holds events of the run.

    Args:
        cluster: the live one.
        schema: whose data streams.

    Raises:
        ClusterError: Elasticsearch did not answer.
    """
    indices = _indices(cluster, schema)
    if not indices:
        return Audit((), 0)
    target = ",".join(indices)
    unnumbered = cluster.request("POST", f"/{target}/_count", {"query": _UNNUMBERED})["count"]
    copies = sum(len(ids) for _, ids in _later_texts(cluster, indices))
    facts = {run["key"]["run"]: run for run in _runs(cluster, target, _cut_off(indices))}
    grouped = groupby(_numbers(cluster, target), key=itemgetter(0))
    processes = [_process(facts[run], [each[1:] for each in found]) for run, found in grouped]
    ordered = sorted(processes, key=lambda each: (each.job_id, each.rank or 0, each.run))
    return Audit(tuple(ordered), unnumbered - copies, copies)


def repair(cluster: Cluster, schema: Schema) -> int:
    """Remove the later copies of events that are stored more than once.

    Returns:
        How many were removed.

    Raises:
        ClusterError: not all could be removed; the message says how many were and how many are left.
    """
    removed = 0
    later = _later_copies(cluster, _indices(cluster, schema))
    try:
        for index, ids in _batches(later):
            deleted, problem = _remove(cluster, index, ids)
            removed += deleted
            if problem:
                raise ClusterError(f"{index}: {problem}")
    except ClusterError as error:
        left = sum(map(len, later.values())) - removed
        told = f"{removed:,} later copies removed, {left:,} not: repair again once the cause is gone"
        raise type(error)(f"{error}\n{told}") from None
    return removed


def _batches(later: Mapping[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    for index, found in later.items():
        for start in range(0, len(found), _PAGE):
            yield index, found[start : start + _PAGE]


def _remove(cluster: Cluster, index: str, ids: list[str]) -> tuple[int, str]:
    """Return how many were deleted, and why not all; an empty text where all were."""
    query = {"query": {"ids": {"values": ids}}}
    answer = cluster.request_each("POST", f"/{index}/_delete_by_query?refresh=true&conflicts=proceed", query)
    problem = ""
    if answer["failures"]:
        first = answer["failures"][0]
        problem = f"{first.get('status')} {first.get('cause', {}).get('reason')}"
        problem += f"; {UNBLOCK}" if BLOCKED in problem else ""
    elif answer.get("version_conflicts"):
        problem = f"{answer['version_conflicts']} were changed by somebody else meanwhile"
    return answer["deleted"], problem


def _indices(cluster: Cluster, schema: Schema) -> list[str]:
    """Return the backing indices, oldest first: those of the events, then those of what did not parse."""
    found: list[str] = []
    for stream in schema.streams:
        answer = cluster.find(f"/{stream}/_settings/index.creation_date?flat_settings=true") or {}
        created = {name: int(each["settings"]["index.creation_date"]) for name, each in answer.items()}
        found += sorted(created, key=lambda name: (created[name], name))
    if found:
        # Whoever may only read may not ask for this; then what came within the last second may not count.
        with contextlib.suppress(RightsError):
            cluster.request("POST", f"/{','.join(found)}/_refresh")
    return found


def _cut_off(indices: list[str]) -> list[str]:
    """Return the oldest index of each data stream, where retention has taken an older one away."""
    streams = groupby(indices, key=lambda name: name.rsplit("-", 2)[0])
    return [index for index in (next(group) for _, group in streams) if not index.endswith("-000001")]


def _pages(cluster: Cluster, target: str, source: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the buckets of a composite aggregation, page by page."""
    aggregation = dict(source)
    while True:
        body = {"size": 0, "query": _NUMBERED, "track_total_hits": False, "aggs": {"all": aggregation}}
        answer = cluster.request("POST", f"/{target}/_search", body)
        if answer["_shards"]["failed"]:
            raise ClusterError(
                f"{target}: {answer['_shards']['failed']} shards did not answer; audit when all are there"
            )
        found = answer["aggregations"]["all"]
        yield from found["buckets"]
        if "after_key" not in found:
            return
        aggregation["composite"] = {**aggregation["composite"], "after": found["after_key"]}


def _runs(cluster: Cluster, target: str, cut_off: list[str]) -> Iterator[dict[str, Any]]:
    ends = {"filter": {"term": {"event": "job_end"}}, "aggs": {"emitted": {"max": {"field": "emitted"}}}}
    job = {"terms": {"field": "job_id", "size": 1, "order": {"_key": "asc"}}}
    parts = {
        "job": job,
        "rank": {"min": {"field": "rank"}},
        "ends": ends,
        "cut_off": {"filter": {"terms": {"_index": cut_off}}},
    }
    return _pages(cluster, target, {"composite": {"size": 500, "sources": _sources("run")}, "aggs": parts})


def _numbers(cluster: Cluster, target: str) -> Iterator[tuple[str, int, int]]:
    """Yield each run, seq and how often it is stored, in this order."""
    for bucket in _pages(cluster, target, {"composite": {"size": _PAGE, "sources": _sources("run", "seq")}}):
        yield bucket["key"]["run"], int(bucket["key"]["seq"]), bucket["doc_count"]


def _sources(*fields: str) -> list[dict[str, Any]]:
    return [{field: {"terms": {"field": field}}} for field in fields]


def _process(facts: Mapping[str, Any], numbers: list[tuple[int, int]]) -> Process:
    emitted = _whole_number(facts["ends"]["emitted"]["value"])
    stored = [seq for seq, _ in numbers]
    last = max(stored[-1], (emitted or 0) - 1)
    expired = stored[0] if facts["cut_off"]["doc_count"] else 0
    gaps = [(low + 1, high - 1) for low, high in zip([expired - 1, *stored], [*stored, last + 1]) if high - low > 1]  # noqa: B905
    missing = sum(stop - start + 1 for start, stop in gaps)
    jobs = facts["job"]["buckets"]
    return Process(
        run=facts["key"]["run"],
        job_id=jobs[0]["key"] if jobs else "",
        rank=_whole_number(facts["rank"]["value"]),
        emitted=emitted,
        arrived=len(stored) + expired,
        missing=missing,
        gaps=tuple(gaps[:MOST_GAPS]),
        doubled=sum(copies - 1 for _, copies in numbers),
        expired=expired,
        state=_state(missing, expired, emitted),
    )


def _state(missing: int, expired: int, emitted: int | None) -> State:
    if missing:
        return "missing"
    if expired:
        return "expired"
    return "tail unknown" if emitted is None else "complete"


def _whole_number(value: float | None) -> int | None:
    return None if value is None else int(value)


def _later_copies(cluster: Cluster, indices: list[str]) -> dict[str, list[str]]:
    """Return index → `_id`s of all copies but the first, which is the one in the oldest index."""
    if not indices:
        return {}
    target = ",".join(indices)
    doubled = [(run, seq) for run, seq, copies in _numbers(cluster, target) if copies > 1]
    later: dict[str, list[str]] = {}
    for run, found in groupby(doubled, key=itemgetter(0)):
        seqs = [seq for _, seq in found]
        for start in range(0, len(seqs), 1_000):
            for copies in _copies(cluster, target, run, seqs[start : start + 1_000]).values():
                ordered = sorted(copies, key=lambda copy: (indices.index(copy[0]), copy[1]))
                for index, event in ordered[1:]:
                    later.setdefault(index, []).append(event)
    for index, ids in _later_texts(cluster, indices):
        later.setdefault(index, []).extend(ids)
    return later


def _copies(cluster: Cluster, target: str, run: str, seqs: list[int]) -> dict[int, list[tuple[str, str]]]:
    """Return seq → the index and `_id` of each copy."""
    query = {"bool": {"filter": [{"term": {"run": run}}, {"terms": {"seq": seqs}}]}}
    copies: dict[int, list[tuple[str, str]]] = {}
    after: list[Any] | None = None
    while True:
        body = {"size": _PAGE, "query": query, "_source": False, "fields": ["seq"], "sort": ["seq", "_index"]}
        answer = cluster.request("POST", f"/{target}/_search", {**body, **({"search_after": after} if after else {})})
        hits = answer["hits"]["hits"]
        for hit in hits:
            copies.setdefault(int(hit["fields"]["seq"][0]), []).append((hit["_index"], hit["_id"]))
        if len(hits) < _PAGE:
            return copies
        after = hits[-1]["sort"]


def _later_texts(cluster: Cluster, indices: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield index and `_id`s of events without a number that an index before it holds as well."""
    for number, index in enumerate(indices):
        for page in _unnumbered(cluster, index) if number else ():
            yield index, sorted({id_ for each in indices[:number] for id_ in _holds(cluster, each, page)})


def _unnumbered(cluster: Cluster, index: str) -> Iterator[list[str]]:
    """Yield the `_id`s of the events without a number, page by page, as they were when it began."""
    view = cluster.request("POST", f"/{index}/_pit?keep_alive=5m")["id"]
    after: list[Any] | None = None
    try:
        while True:
            pit = {"pit": {"id": view, "keep_alive": "5m"}, "sort": ["_shard_doc"]}
            body = {"size": _PAGE, "query": _UNNUMBERED, "_source": False, "track_total_hits": False, **pit}
            found = cluster.request("POST", "/_search", {**body, **({"search_after": after} if after else {})})
            hits = found["hits"]["hits"]
            if hits:
                yield [hit["_id"] for hit in hits]
            if len(hits) < _PAGE:
                return
            after = hits[-1]["sort"]
    finally:
        cluster.request("DELETE", "/_pit", {"id": view})


def _holds(cluster: Cluster, index: str, ids: list[str]) -> set[str]:
    """Return those of some `_id`s that an index holds."""
    body = {"size": _PAGE, "query": {"ids": {"values": ids}}, "_source": False, "track_total_hits": False}
    return {hit["_id"] for hit in cluster.request("POST", f"/{index}/_search", body)["hits"]["hits"]}
