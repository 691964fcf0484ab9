"""What a panel asks, and the same as a search of Elasticsearch: what Kibana's Lens sends for it.

body = search(panel, schema, start, end, step_seconds=60)
answer = client.search(index=stream(panel, schema), body=body)
for *values, number in rows(panel, answer, step_seconds=60): ...

The page computes the same rows with DuckDB; a test holds the two together.

Source: Elasticsearch 9, Aggregations: Terms, Date histogram, Top hits, Percentiles, Cardinality, Bucket selector;
Runtime fields, "Define runtime fields in a search request".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from logloom._moments import iso
from logloom.schema.kql import parse, to_dsl
from logloom.schema.model import COMPUTED, Panel, Schema, span_seconds

__all__ = ["RUNTIME", "label", "listed_jobs", "question", "rows", "search", "stream"]

_DELAY = """\
if (doc['ingested_at'].size() != 0 && doc['@timestamp'].size() != 0) {
  emit(doc['ingested_at'].value.toInstant().toEpochMilli() - doc['@timestamp'].value.toInstant().toEpochMilli());
}"""

RUNTIME: Mapping[str, Mapping[str, Any]] = {"delay_ms": {"type": "long", "script": {"source": _DELAY}}}
"""What is computed for each event (`COMPUTED`), as Elasticsearch's runtime fields."""

_MOST_JOBS = 10_000
_EXACT = 40_000
"""Distinct values up to which Elasticsearch counts nearly exactly."""

_STATES = {
    "heard_within": "params.heard > {since}L",
    "silent_for": "params.spoke <= {since}L",
    "lost_for": "params.heard <= {since}L",
}
_NUMBERS = {"average": "avg", "sum": "sum", "min": "min", "max": "max"}


def stream(panel: Panel, schema: Schema) -> str:
    """Return the data stream that a panel asks."""
    return schema.invalid_stream if panel.stream == "invalid" else schema.events_stream


def label(panel: Panel) -> str:
    """Return what stands at an axis or above a column of numbers."""
    measure, field = panel.measure
    if field is None:
        return "events" if measure == "count" else "events per second"
    return f"p{panel.percentile.at:g} of {field}" if panel.percentile else f"{measure} of {field}"


def question(panel: Panel, schema: Schema) -> str:
    """Return the query of a panel as KQL: its events, of which each has the field that is measured."""
    named = schema.queries[panel.query].query if panel.query else None
    _, field = panel.measure
    present = f"{field}:*" if field and field not in COMPUTED else None
    parts = [text for text in (named, panel.where, present) if text]
    return " and ".join(f"({text})" for text in parts) if len(parts) > 1 else "".join(parts)


def search(  # noqa: PLR0913 - what a panel shows is all of this
    panel: Panel, schema: Schema, start: datetime, end: datetime, step_seconds: int = 60, *, where: str = ""
) -> dict[str, Any]:
    """Return the body of the search whose answer `rows` reads.

    Args:
        panel: not a list of events.
        schema: that the panel stands in.
        start: first moment of the time range, with a zone.
        end: first moment after it.
        step_seconds: width of one step of time.
        where: further KQL.

    Raises:
        KqlError: the schema has something against `where`.
    """
    asked = [to_dsl(parse(text), schema, end) for text in (question(panel, schema), where)]
    ranged = {"range": {"@timestamp": {"gte": iso(start), "lt": iso(end)}}}
    body: dict[str, Any] = {
        "size": 0,
        "track_total_hits": True,
        "query": {"bool": {"filter": [ranged, *asked]}},
        "aggs": _of_jobs(panel, end) if panel.jobs else _nested(panel, start, end, step_seconds),
    }
    if panel.measure[1] in RUNTIME:
        body["runtime_mappings"] = {name: dict(RUNTIME[name]) for name in RUNTIME}
    return body


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _nested(panel: Panel, start: datetime, end: datetime, step_seconds: int) -> dict[str, Any]:
    """The values of `by` are ranked over the whole range, so time is the innermost step."""
    aggregations = _measures(panel)
    if panel.over_time:
        bounds = {"min": _milliseconds(start), "max": _milliseconds(end) - 1}
        stepped = {"field": "@timestamp", "fixed_interval": f"{step_seconds}s", "extended_bounds": bounds}
        aggregations = {"time": {"date_histogram": {**stepped, "min_doc_count": 0}, "aggs": aggregations}}
    for index, name in reversed(list(enumerate(panel.splits))):
        terms = {"field": name, "size": panel.top, "order": [_rank(panel), {"_key": "asc"}]}
        aggregations = {f"by{index}": {"terms": terms, "aggs": {**_measures(panel), **aggregations}}}
    return aggregations


def _rank(panel: Panel) -> dict[str, str]:
    measure, field = panel.measure
    if field is None:
        return {"_count": "desc"}
    if measure == "last":
        return {"newest": "desc"}
    return {f"measure[{_percent(panel):g}]" if measure in {"median", "percentile"} else "measure": "desc"}


def _percent(panel: Panel) -> float:
    return float(panel.percentile.at) if panel.percentile else 50.0


def _measures(panel: Panel) -> dict[str, Any]:
    measure, field = panel.measure
    if field is None:
        return {}
    if measure == "last":
        newest = [{"@timestamp": "desc"}, {"seq": {"order": "desc", "missing": "_last", "unmapped_type": "long"}}]
        hit = {"top_hits": {"size": 1, "sort": newest, "_source": [field]}}
        return {"measure": hit, "newest": {"max": {"field": "@timestamp"}}}
    if measure == "unique":
        return {"measure": {"cardinality": {"field": field, "precision_threshold": _EXACT}}}
    if measure in {"median", "percentile"}:
        return {"measure": {"percentiles": {"field": field, "percents": [_percent(panel)]}}}
    return {"measure": {_NUMBERS[measure]: {"field": field}}}


def _of_jobs(panel: Panel, end: datetime) -> dict[str, Any]:
    assert panel.jobs is not None
    state, span = panel.jobs.state
    since = _milliseconds(end - timedelta(seconds=span_seconds(span)))
    at = {"at": {"max": {"field": "@timestamp"}}}
    moments = {
        "began": {"filter": {"terms": {"event": ["job_start", "heartbeat"]}}, "aggs": at},
        "ended": {"filter": {"term": {"event": "job_end"}}, "aggs": at},
        "spoke": {"filter": {"bool": {"must_not": {"term": {"event": "heartbeat"}}}}, "aggs": at},
    }
    kept = {
        "buckets_path": {name: f"{name}>at" for name in moments} | {"heard": "heard"},
        # What never was is 0, which is before all times.
        "gap_policy": "insert_zeros",
        "script": f"params.began > params.ended && {_STATES[state].format(since=since)}",
    }
    inner = {**moments, "heard": at["at"], "kept": {"bucket_selector": kept}, **_measures(panel)}
    return {"jobs": {"terms": {"field": "job_id", "size": _MOST_JOBS}, "aggs": inner}}


def rows(panel: Panel, answer: Mapping[str, Any], step_seconds: int = 60) -> list[tuple[Any, ...]]:
    """Return what a panel shows.

    Args:
        panel: whose `search` was sent.
        answer: Elasticsearch's.
        step_seconds: as for `search`.

    Returns:
        One row for each mark that is drawn: the values of `by`, then the moment (ISO 8601) where it runs over time,
        then the number; it is None where there is nothing to measure.
    """
    total = {**answer.get("aggregations", {}), "doc_count": answer["hits"]["total"]["value"]}
    if panel.jobs:
        return _rows_of_jobs(panel, total["jobs"]["buckets"])
    levels = [f"by{index}" for index in range(len(panel.splits))] + (["time"] if panel.over_time else [])
    return list(_walk(panel, total, levels, (), step_seconds))


def _rows_of_jobs(panel: Panel, buckets: list[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    if panel.show == "metric":
        return [(len(buckets),)]
    return listed_jobs(panel, [(bucket["key"], _value(panel, bucket, 1)) for bucket in buckets])


def listed_jobs(panel: Panel, rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return the rows, each a job and its measure, that a panel of jobs shows: the highest first, alike by name."""
    by_name = sorted(rows, key=lambda row: row[0])
    return sorted(by_name, key=lambda row: (row[1] is not None, row[1]), reverse=True)[: panel.top]


def _walk(
    panel: Panel, bucket: Mapping[str, Any], levels: list[str], values: tuple[Any, ...], step_seconds: int
) -> Iterator[tuple[Any, ...]]:
    if not levels:
        yield (*values, _value(panel, bucket, step_seconds))
        return
    for inner in bucket[levels[0]]["buckets"]:
        key = _moment(inner["key"]) if levels[0] == "time" else inner.get("key_as_string", inner["key"])
        yield from _walk(panel, inner, levels[1:], (*values, key), step_seconds)


def _moment(milliseconds: float) -> str:
    return iso(datetime.fromtimestamp(milliseconds / 1000, timezone.utc))


def _value(panel: Panel, bucket: Mapping[str, Any], step_seconds: int) -> Any:
    measure, field = panel.measure
    if measure == "rate":
        return bucket["doc_count"] / step_seconds
    if field is None:
        return bucket["doc_count"]
    found = bucket["measure"]
    if measure == "last":
        hits = found["hits"]["hits"]
        return hits[0]["_source"].get(field) if hits else None
    if measure in {"median", "percentile"}:
        return next(iter(found["values"].values()))
    return found.get("value_as_string", found.get("value"))
