"""What a report tells beside the exception: the GPU, the job, what happened before, and where its log is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from typing import Any

import orjson

from logloom._kibana import address_of, equals, rison

__all__ = ["breadcrumbs", "gpu_info", "job_info", "kibana_link"]

_GB = 1e9
_STATS = {
    "num_ooms": "num_ooms",
    "num_alloc_retries": "num_alloc_retries",
    "peak_allocated_gb": "allocated_bytes.all.peak",
    "peak_reserved_gb": "reserved_bytes.all.peak",
    "fragments_gb": "inactive_split_bytes.all.current",
}
_LEVELS = {"WARN": "warning", "CRITICAL": "fatal"}
_OF_THE_JOB = ("service", "version", "job_id", "run", "rank", "node_ip", "gpu_id", "environment")
_TOLD_ELSEWHERE = {"@timestamp", "level", "message", "event", "seq", "violations", "stack_trace", *_OF_THE_JOB}


def gpu_info() -> dict[str, Any]:
    """Return the state of this process's GPU as PyTorch knows it; nothing where it runs without PyTorch.

    Each figure is asked for by itself: after some errors of CUDA every further call fails.

    Source: PyTorch 2.11, `torch.cuda.memory_stats`.
    """
    torch: Any = sys.modules.get("torch")
    if torch is None:
        return {}
    cuda = torch.cuda
    found: dict[str, Any] = {}
    _add(found, "device_count", cuda.device_count)
    if not _is_used(cuda):
        return found
    _add(found, "device", cuda.current_device)
    _add(found, "device_name", cuda.get_device_name)
    _add(found, "memory_allocated_gb", lambda: _gb(cuda.memory_allocated()))
    _add(found, "memory_reserved_gb", lambda: _gb(cuda.memory_reserved()))
    with suppress(Exception):
        stats = cuda.memory_stats()
        for name, key in _STATS.items():
            found[name] = _gb(stats[key]) if name.endswith("_gb") else stats[key]
    with suppress(Exception):
        free, total = cuda.mem_get_info()
        found.update(memory_free_gb=_gb(free), memory_total_gb=_gb(total))
    return found


def _is_used(cuda: Any) -> bool:
    try:
        return bool(cuda.is_initialized())
    except Exception:
        return False


def _add(found: dict[str, Any], name: str, ask: Callable[[], Any]) -> None:
    with suppress(Exception):
        found[name] = ask()


def _gb(count: int) -> float:
    return round(count / _GB, 3)


def job_info(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an event says of its job, process and machine."""
    return {name: event[name] for name in _OF_THE_JOB if name in event}


def breadcrumbs(lines: Iterable[bytes]) -> tuple[list[dict[str, Any]], str | None]:
    """Return the last events as Sentry's breadcrumbs, and their run.

    Source: "Breadcrumbs Interface" of Sentry's SDK documentation (develop.sentry.dev, 2026).
    """
    events = []
    for line in lines:
        with suppress(orjson.JSONDecodeError):
            event = orjson.loads(line)
            if isinstance(event, dict):
                events.append(event)
    crumbs = [
        {
            "timestamp": event.get("@timestamp"),
            "level": _LEVELS.get(event.get("level", ""), str(event.get("level", "INFO")).lower()),
            "category": event.get("event"),
            "message": event.get("message"),
            "data": {name: value for name, value in event.items() if name not in _TOLD_ELSEWHERE},
        }
        for event in events
    ]
    return crumbs, events[-1].get("run") if events else None


def kibana_link(address: str, view: str, job_id: str, began: datetime) -> str:
    """Return a link to this job's events.

    Args:
        address: of Kibana.
        view: id of the data view.
        job_id: of the job.
        began: when this process began; the link shows from then to an hour from now.
    """
    # The whole second: what was logged just before is of interest too.
    span = began.replace(microsecond=0), datetime.now(timezone.utc) + timedelta(hours=1)
    source = f"dataSource:(dataViewId:'{rison(view)}',type:dataView)"
    return address_of(address, "discover#/", span, equals("job_id", job_id), source)
