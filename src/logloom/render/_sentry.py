"""Sentry: the alerts about kinds of errors, as requests that make issue alerts.

A kind of error is an issue there (`logloom.faults` sees to that), so what the schema says of each `error_type` can be
said of each issue: that there are too many of one, and that there is a new one. Each file below ``deploy/sentry/`` is
the body of a POST to ``/api/0/projects/<organisation>/<project>/rules/``.

Source: Sentry's API, "Create an Issue Alert Rule for a Project" (docs.sentry.io, 2026); the ids of conditions, filters
and actions as its Terraform provider (jianyuan/sentry 0.14) has them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from logloom.alerts import AlertRule, Route
from logloom.render._text import json_bytes
from logloom.schema import Schema, compile_alerts
from logloom.schema.model import LEVELS, Alert, span_seconds

__all__ = ["render"]

_LEVEL_NUMBERS = {"DEBUG": 10, "INFO": 20, "WARN": 30, "ERROR": 40, "CRITICAL": 50}
_INTERVALS = {"1m": 60, "5m": 300, "15m": 900, "1h": 3600, "1d": 86_400, "1w": 604_800, "30d": 2_592_000}
_LEAST_MINUTES, _MOST_MINUTES = 5, 30 * 24 * 60
_ONLY_LEVELS = re.compile(r"level: *(?:([A-Z]+)|\(([A-Z]+(?: or [A-Z]+)*)\))", re.IGNORECASE)


def render(schema: Schema) -> Mapping[str, bytes]:
    """Render ``deploy/sentry/``; nothing where no alert is about kinds of errors."""
    rules = compile_alerts(schema)
    requests = {name: _request(alert, rules[name]) for name, alert in schema.alerts.items()}
    return {f"deploy/sentry/{name}.json": json_bytes(body) for name, body in requests.items() if body}


def _request(alert: Alert, rule: AlertRule) -> dict[str, Any] | None:
    condition, level = _condition(alert), _lowest_level(alert.where)
    if condition is None or level is None:
        return None
    return {
        "name": rule.title.get("en") or rule.name,
        "actionMatch": "all",
        "filterMatch": "all",
        "frequency": min(max(rule.again_seconds // 60, _LEAST_MINUTES), _MOST_MINUTES),
        "conditions": [condition],
        "filters": [{"id": "sentry.rules.filters.level.LevelFilter", "match": "gte", "level": str(level)}],
        "actions": [_action(route) for route in rule.routes],
    }


def _condition(alert: Alert) -> dict[str, Any] | None:
    """Return what Sentry counts; None for an alert that is not about one kind of error."""
    if alert.kind == "new" and alert.new == "error_type":
        return {"id": "sentry.rules.conditions.first_seen_event.FirstSeenEventCondition"}
    if alert.kind != "count" or alert.splits != ("error_type",) or alert.within is None:
        return None
    return {
        "id": "sentry.rules.conditions.event_frequency.EventFrequencyCondition",
        "comparisonType": "count",
        "value": alert.more_than,
        "interval": _interval(alert.within),
    }


def _interval(span: str) -> str:
    """Return the shortest of Sentry's windows that is no shorter."""
    seconds = span_seconds(span)
    return next((name for name, each in _INTERVALS.items() if each >= seconds), "30d")


def _lowest_level(where: str | None) -> int | None:
    """Return the number of the lowest level that a query lets through; None where it asks for more than levels."""
    if where is None:
        return _LEVEL_NUMBERS["DEBUG"]
    found = _ONLY_LEVELS.fullmatch(where.strip())
    names = (found[1] or found[2]).upper().split(" OR ") if found else []
    if not names or any(name not in LEVELS for name in names):
        return None
    return min(_LEVEL_NUMBERS[name] for name in names)


def _action(route: Route) -> dict[str, Any]:
    """Return whom Sentry tells: its owners by mail, a channel of Slack, or whatever its webhook integration knows."""
    if route.kind == "email":
        kind = "sentry.mail.actions.NotifyEmailAction"
        return {"id": kind, "targetType": "IssueOwners", "fallthroughType": "ActiveMembers"}
    if route.kind == "slack":
        kind = "sentry.integrations.slack.notify_action.SlackNotifyServiceAction"
        names = {"workspace": "${SENTRY_SLACK_WORKSPACE}", "channel": "${SENTRY_SLACK_CHANNEL}"}
        return {"id": kind, **names, "tags": "fault,job_id,rank"}
    return {"id": "sentry.rules.actions.notify_event_service.NotifyEventServiceAction", "service": "webhooks"}
