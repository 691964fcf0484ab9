"""What the tests of messages and routes share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from harness.receivers import Hooks, receivers

from logloom.alerts import AlertRule, Firing, Route


@pytest.fixture
def hooks() -> Iterator[Hooks]:
    """Servers like WeCom, Slack and a webhook."""
    with receivers() as served:
        yield served


@pytest.fixture
def firing() -> Firing:
    """Twelve errors of a job."""
    rule = AlertRule(
        name="error_burst",
        kind="count",
        title={"en": "Many errors", "zh": "错误激增"},
        say={"en": "{count} errors. Newest: {job_id}: {message}", "zh": "{count} 条错误。{job_id}:{message}"},
        by=("job_id",),
        window_seconds=300,
        again_seconds=300,
        routes=(Route("wecom", "wecom", "WECOM_WEBHOOK_URL", "zh"),),
    )
    newest = {
        "@timestamp": "2026-11-02T12:00:00.000Z",
        "service": "yolofuse",
        "version": "1.4.0",
        "job_id": "night-7",
        "rank": 3,
        "message": "CUDA out of memory",
    }
    return Firing(rule, datetime(2026, 11, 2, 12), {"job_id": "night-7"}, count=12, newest=newest)
