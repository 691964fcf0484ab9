"""One fault, told twice: as an event of the log and as an event in Sentry, each with the other's ids."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, is_dataclass
from datetime import datetime, timezone
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from logloom.faults._context import breadcrumbs, gpu_info, job_info, kibana_link
from logloom.faults._kinds import GPU_KINDS, KINDS, OUT_OF_MEMORY, fingerprint, kind_of
from logloom.log._describe import error_type
from logloom.log._plain import safe_text

if TYPE_CHECKING:
    from logloom.faults._sender import Sender
    from logloom.log import StructuredLogger

__all__ = ["Fault", "Reporter", "fields_of"]

_REPORTED = "_logloom_reported"
_LAST_EVENTS = 20


class Fault(NamedTuple):
    """What went wrong.

    Args:
        error: what was raised.
        message: what happened, in words; what the error says if not given.
        kind: of `KINDS`; found out if not given.
        model: configuration, beside the reporter's.
        fields: of the log event.
    """

    error: BaseException | None
    message: str | None = None
    kind: str | None = None
    model: object = None
    fields: Mapping[str, Any] = {}

    @property
    def text(self) -> str:
        """What happened, in words."""
        return safe_text(self.error) if self.message is None else self.message


class Reporter:
    """Tells of faults. Its methods never raise.

    Args:
        log: where events go.
        model: the model's configuration.
        environ: the environment variables.
    """

    def __init__(self, log: StructuredLogger, model: object = None, environ: Mapping[str, str] = os.environ) -> None:
        self.log = log
        self.model = fields_of(model)
        self.sender: Sender | None = None
        self.began = datetime.now(timezone.utc)
        self._kibana = environ.get("KIBANA_URL", "")
        self._lines: deque[bytes] | None = None

    def remember(self) -> None:
        """From now on, keep the last events for the reports."""
        if self._lines is None:
            self._lines = self.log.remember(_LAST_EVENTS)

    @cached_property
    def job(self) -> dict[str, Any]:
        """Which job and machine this is."""
        return job_info(orjson.loads(self.log.line(**{"@timestamp": "2000-01-01T00:00:00.000Z", "level": "INFO"})))

    def _before(self) -> tuple[list[dict[str, Any]], str | None]:
        return breadcrumbs(tuple(self._lines or ()))

    # ---- what is told

    def report(self, fault: Fault, log: StructuredLogger | None = None) -> str | None:
        """Tell of a fault; return the id of the event in Sentry."""
        error = fault.error
        if error is not None and getattr(error, _REPORTED, False):
            return None
        if fault.kind is None and error is not None:
            fault = fault._replace(kind=kind_of(error))
        ids: dict[str, str] = {}
        with suppress(Exception):
            ids = self._capture(fault)
        with suppress(Exception):
            _tell(log or self.log, fault, {**ids, **fault.fields})
        if error is not None:
            with suppress(Exception):
                setattr(error, _REPORTED, True)
        return ids.get("sentry_event_id")

    def _capture(self, fault: Fault) -> dict[str, str]:
        """Hand a fault to sentry-sdk; return the ids by which it can be found there."""
        if self.sender is None:
            return {}
        import sentry_sdk  # noqa: PLC0415 - only where it is used

        model = {**self.model, **fields_of(fault.model)}
        with sentry_sdk.new_scope() as scope:
            scope.set_tag("fault", fault.kind or (error_type(type(fault.error)) if fault.error else "message"))
            if model:
                scope.set_context("model", model)
            if fault.fields:
                scope.set_context("training", {name: _shown(value) for name, value in fault.fields.items()})
            if fault.error is None:
                event_id = scope.capture_message(fault.text, level="warning")
            else:
                event_id = scope.capture_exception(fault.error, level="fatal")
            trace = (sentry_sdk.get_traceparent() or "").partition("-")[0]
        return {name: each for name, each in (("sentry_event_id", event_id), ("trace_id", trace)) if each}

    def before_send(self, event: Any, hint: Mapping[str, Any]) -> Any:
        """Complete an event that sentry-sdk is about to send, whoever captured it."""
        with suppress(Exception):
            self._complete(event, hint)
        return event

    def _complete(self, event: dict[str, Any], hint: Mapping[str, Any]) -> None:
        error = (hint.get("exc_info") or (None, None))[1]
        contexts, tags = event.setdefault("contexts", {}), event.setdefault("tags", {})
        told = tags.get("fault")
        kind = told if told in KINDS else kind_of(error) if error is not None else None
        event.setdefault("fingerprint", fingerprint(event, kind))
        crumbs, run = self._before()
        event["breadcrumbs"] = {"values": crumbs}
        job = self.job | ({"run": run} if run else {})
        link = self._link(job)
        contexts["job"] = {**job, **({"log": link} if link else {})}
        if kind:
            tags["fault"] = kind
        if kind in GPU_KINDS:
            contexts["gpu_info"] = gpu_info()
        if kind == OUT_OF_MEMORY:
            tags["gpu_oom"] = "true"

    def _link(self, job: Mapping[str, Any]) -> str:
        if not self._kibana or "job_id" not in job:
            return ""
        rules = self.log.rules
        return kibana_link(self._kibana, f"logs-{rules.name}-{rules.namespace}", str(job["job_id"]), self.began)


def _tell(log: StructuredLogger, fault: Fault, fields: Mapping[str, Any]) -> None:
    """Write the event of the log."""
    told = dict(fields)
    if fault.error is None:
        log.warning(fault.text, **{"event": "log", **told})
    else:
        event = told.pop("event", "oom" if fault.kind == OUT_OF_MEMORY else "exception")
        log.exception(fault.text, event=event, **{"exc_info": fault.error, **told})


def fields_of(config: object) -> dict[str, Any]:
    """Return a configuration as a dictionary: a mapping, a dataclass, an object's own attributes."""
    if config is None:
        return {}
    if isinstance(config, Mapping):
        return {str(name): value for name, value in config.items()}
    if is_dataclass(config) and not isinstance(config, type):
        return asdict(config)
    return {name: value for name, value in getattr(config, "__dict__", {"value": config}).items() if name[:1] != "_"}


def _shown(value: object) -> object:
    """Return a number that JSON lacks as text: that a loss is NaN is the news."""
    return str(value) if isinstance(value, float) and value - value != 0 else value
