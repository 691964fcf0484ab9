"""Issue alerts of Sentry, from the schema's alerts about kinds of errors."""

from __future__ import annotations

import json
from typing import Any

import pytest

from logloom.render import render
from logloom.schema import load_text

SCHEMA = """\
schema: 1
name: a.b
version: 1.0.0
notify:
  email: {to: '${ALERT_EMAIL}'}
  slack: {url: '${SLACK_WEBHOOK_URL}'}
  wecom: {url: '${WECOM_WEBHOOK_URL}'}
alerts:
  mine: {%s, notify: [email, slack, wecom]}
"""


def rendered(alert: str) -> dict[str, Any] | None:
    """Return the request that an alert becomes, or None."""
    files = render(load_text(SCHEMA % alert, "schema.yaml"), ["sentry"])
    assert list(files) in ([], ["deploy/sentry/mine.json"])
    return json.loads(files["deploy/sentry/mine.json"]) if files else None


def test_too_many_of_one_kind_is_a_frequency_of_an_issue() -> None:
    """Number, window, level and routes are those of the schema."""
    body = rendered("title: Again, where: 'level:ERROR', by: error_type, more_than: 5, within: 1h")
    assert body is not None
    assert (body["name"], body["frequency"], body["actionMatch"]) == ("Again", 60, "all")
    assert body["conditions"] == [
        {
            "id": "sentry.rules.conditions.event_frequency.EventFrequencyCondition",
            "comparisonType": "count",
            "value": 5,
            "interval": "1h",
        }
    ]
    assert body["filters"][0]["level"] == "40"
    assert [action["id"].rpartition(".")[2] for action in body["actions"]] == [
        "NotifyEmailAction",
        "SlackNotifyServiceAction",
        "NotifyEventServiceAction",
    ]


@pytest.mark.parametrize(("within", "interval"), [("1m", "1m"), ("10m", "15m"), ("2h", "1d"), ("7d", "1w")])
def test_a_window_is_one_that_sentry_has(within: str, interval: str) -> None:
    """The shortest that is no shorter."""
    body = rendered(f"where: 'level:ERROR', by: error_type, more_than: 5, within: {within}")
    assert body is not None
    assert body["conditions"][0]["interval"] == interval


def test_a_new_kind_of_error_is_a_new_issue() -> None:
    """The level is the lowest that the query names."""
    body = rendered("where: 'level:(ERROR or CRITICAL)', new: error_type")
    assert body is not None
    assert body["conditions"] == [{"id": "sentry.rules.conditions.first_seen_event.FirstSeenEventCondition"}]
    assert body["filters"][0]["level"] == "40"
    assert body["frequency"] == 5


@pytest.mark.parametrize(
    "alert",
    [
        "where: 'level:ERROR', more_than: 10, within: 5m",
        "where: 'event:log and level:ERROR', by: error_type, more_than: 5, within: 1h",
        "where: 'level:ERROR', by: job_id, more_than: 5, within: 1h",
        "by: job_id, silent_for: 10m, after: 'event:log', until: 'event:text'",
    ],
)
def test_other_alerts_are_not_sentrys(alert: str) -> None:
    """What is not about one kind of error can't be said of an issue."""
    assert rendered(alert) is None
