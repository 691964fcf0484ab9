"""Where to click."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

from logloom._kibana import address_of, equals
from logloom.alerts._rule import Firing

__all__ = ["kibana_link"]

_HOUR = timedelta(hours=1)


def kibana_link(address: str, firing: Firing) -> str:
    """Return the address of the dashboard of a firing, about its time and its job.

    Args:
        address: of Kibana, with the path of its space if it has one; without it there is no link.
        firing: what happened.
    """
    if not address or not firing.rule.dashboard:
        return ""
    job = firing.newest.get("job_id")
    asked = {**({"job_id": job} if job else {}), **firing.key}
    kql = " and ".join(equals(field, value) for field, value in asked.items() if value is not None)
    start = firing.at - _HOUR - timedelta(seconds=firing.rule.window_seconds)
    place = f"dashboards#/view/{quote(firing.rule.dashboard, safe='')}"
    return address_of(address, place, (start, firing.at + _HOUR), kql)
