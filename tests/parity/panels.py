"""Jobs in every state, and what each panel must show of them, worked out event by event."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

from logloom._moments import from_iso, iso
from logloom.schema.model import Panel, span_seconds

END = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)
START = END - timedelta(hours=3)
STEP_SECONDS = 600
MINUTE = timedelta(minutes=1)

Document = Mapping[str, Any]


def line(minutes: float, job: str, event: str, level: str = "INFO", **fields: Any) -> str:
    """Return one event, so many minutes before the end of the range."""
    when = iso(END - timedelta(minutes=minutes))
    named = {"service": "trainer", "version": "1.4.0", "job_id": job, "message": f"{event} of {job}"}
    return json.dumps({"@timestamp": when, "level": level, "event": event, **named, **fields})


def lines() -> Iterator[str]:
    """Yield what six jobs, a doctor and other programs say in three hours."""
    yield from _whole("clean", 150, 60)
    yield line(40, "clean", "heartbeat", rank=1)  # the second rank lives on a little
    yield line(39, "clean", "job_end", rank=1, duration_ms=6_660_000.0, emitted=40)
    yield from _going("running", 30, 1)
    yield from _going("silent", 60, 20)
    yield from (line(minute, "silent", "heartbeat") for minute in range(1, 20))
    # Begun before the range: only its heartbeats tell that it lived.
    yield from (line(minute, "lost", "heartbeat") for minute in range(170, 30, -5))
    yield from _whole("again", 120, 90)
    yield from _going("again", 8, 2)
    yield from _failing()
    yield from _others()


def _going(job: str, begin: int, end: int) -> Iterator[str]:
    model = {"model": "yolofuse-s", "dataset": "night", "batch_size": 16, "precision": "bf16"}
    own = 0.8 + sum(map(ord, job)) % 97 / 1000  # averages that are nearly equal have no order
    yield line(begin, job, "job_start", **model, gpu_count=2)
    for number, minute in enumerate(range(begin - 1, end - 1, -1)):
        for rank in (0, 1):
            gpu = {"gpu_memory": 0.5 + rank / 10 + number / 1000, "gpu_utilization": own - rank / 10}
            sensors = {"gpu_temperature": 60.0 + rank + number / 10, "gpu_power": 250.5 + rank}
            step = {"step": number, "epoch": number // 5, "loss": 2.0 / (number + 1), "learning_rate": 1e-4}
            more = {"duration_ms": 100.0 + number, "throughput": 400.0 + number, "rank": rank, "seq": number}
            yield line(minute, job, "step", **gpu, **sensors, **step, **more)
        if number % 5 == 4:
            ended = {"loss": 1.0 / (number + 1), "map50": 0.3 + number / 200, "throughput": 410.0, "epoch": number // 5}
            yield line(minute - 0.5, job, "epoch_end", duration_ms=300_000.0, gpu_utilization=0.75, **ended, **model)


def _whole(job: str, begin: int, end: int) -> Iterator[str]:
    yield from _going(job, begin, end + 1)
    yield line(end, job, "job_end", duration_ms=(begin - end) * 60_000.0, emitted=100, rank=0, loss=0.1, map50=0.6)


def _failing() -> Iterator[str]:
    yield from _going("oom", 70, 50)
    error = {"error_type": "torch.OutOfMemoryError", "stack_trace": "Traceback ...", "gpu_memory": 0.97}
    for rank, fault in enumerate(("a" * 32, "b" * 32)):
        yield line(49, "oom", "oom", "ERROR", rank=rank, sentry_event_id=fault, **error)
    yield line(48.5, "oom", "exception", "CRITICAL", rank=0, error_type="RuntimeError", stack_trace="Traceback ...")
    yield line(48, "oom", "job_end", "ERROR", duration_ms=1_320_000.0, emitted=50)


def _others() -> Iterator[str]:
    for number, minute in enumerate(range(175, 0, -25)):
        doctor = {"service": "logloom", "store_bytes": 1_000_000 + number * 5_000, "message": "size: on disk"}
        yield line(minute, "doctor", "log", **doctor)
    yield line(33, "clean", "log", "WARN", batch_size="64", node_ip="10.0.0.7")
    yield from ('{"cut off": 1, "los', '{"service": "trainer", "again": tru', "Loading weights", "WARN: a slow disk")


def documents(stored: Sequence[Document], panel: Panel) -> list[Document]:
    """Return those in the time range that have what is measured."""
    field = panel.measure[1]
    ranged = [each for each in stored if iso(START) <= each["@timestamp"] < iso(END)]
    if field == "delay_ms":
        return [{**each, "delay_ms": _ms(each["ingested_at"]) - _ms(each["@timestamp"])} for each in ranged]
    return ranged


def _ms(text: str) -> int:
    return round(from_iso(text).timestamp() * 1000)


def expected(panel: Panel, found: Sequence[Document]) -> list[tuple[Any, ...]]:
    """Return the rows of a panel, from the documents that its question finds."""
    if panel.jobs:
        return _of_jobs(panel, found)
    return list(_rows(panel, list(found), panel.splits, ()))


def _rows(
    panel: Panel, found: list[Document], splits: tuple[str, ...], values: tuple[Any, ...]
) -> Iterator[tuple[Any, ...]]:
    if splits:
        groups: dict[Any, list[Document]] = defaultdict(list)
        for each in found:
            held = each.get(splits[0])
            for value in set(held) if isinstance(held, list) else [] if held is None else [held]:
                groups[value].append(each)
        ranked = sorted(groups.items(), key=lambda group: group[0])
        ranked.sort(key=lambda group: _rank(panel, group[1]), reverse=True)
        for value, inner in ranked[: panel.top]:
            yield from _rows(panel, inner, splits[1:], (*values, value))
    elif panel.over_time:
        for moment in _steps():
            until = iso(from_iso(moment) + timedelta(seconds=STEP_SECONDS))
            yield (*values, moment, measured(panel, [each for each in found if moment <= each["@timestamp"] < until]))
    else:
        yield (*values, measured(panel, found))


def _steps() -> Iterator[str]:
    for number in range(int((END - START).total_seconds()) // STEP_SECONDS):
        yield iso(START + timedelta(seconds=number * STEP_SECONDS))


def _rank(panel: Panel, found: list[Document]) -> Any:
    if panel.measure[0] == "last":
        return max(each["@timestamp"] for each in found)
    value = measured(panel, found)
    return value[int(_percent(panel) / 100 * (len(value) - 1))] if isinstance(value, list) else value


def _percent(panel: Panel) -> float:
    return panel.percentile.at if panel.percentile else 50


def measured(panel: Panel, found: list[Document]) -> Any:
    """Return the measure over these events; for a percentile, all values in order."""
    measure, field = panel.measure
    if field is None:
        return len(found) / (STEP_SECONDS if measure == "rate" else 1)
    held = [each[field] for each in found]
    if measure in {"sum", "unique"}:
        return sum(held) if measure == "sum" else len(set(held))
    if not held:
        return None
    if measure == "last":
        return max(found, key=lambda each: (each["@timestamp"], each.get("seq", -1)))[field]
    whole = {"average": lambda: sum(held) / len(held), "min": lambda: min(held), "max": lambda: max(held)}
    return whole[measure]() if measure in whole else sorted(held)


def _of_jobs(panel: Panel, found: Sequence[Document]) -> list[tuple[Any, ...]]:
    assert panel.jobs is not None
    state, span = panel.jobs.state
    since = iso(END - timedelta(seconds=span_seconds(span)))
    groups: dict[str, list[Document]] = defaultdict(list)
    for each in found:
        groups[each["job_id"]].append(each)
    matching = {job: mine for job, mine in groups.items() if _matches(state, since, mine)}
    if panel.show == "metric":
        return [(len(matching),)]
    rows = sorted((job, measured(panel, mine)) for job, mine in matching.items())
    return sorted(rows, key=lambda row: row[1], reverse=True)[: panel.top]


def _matches(state: str, since: str, mine: list[Document]) -> bool:
    def newest(*events: str, but: str = "") -> str:
        mine_too = [each for each in mine if each["event"] != but and (not events or each["event"] in events)]
        return max((each["@timestamp"] for each in mine_too), default="")

    is_open = newest("job_start", "heartbeat") > newest("job_end")
    heard, spoke = newest(), newest(but="heartbeat")
    return is_open and {"heard_within": heard > since, "silent_for": spoke <= since, "lost_for": heard <= since}[state]
