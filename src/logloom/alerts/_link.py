"""Where to click."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import quote

from logloom.alerts._rule import Firing

__all__ = ["kibana_link"]

_SAFE = "()':,!*"
_HOUR = timedelta(hours=1)


def kibana_link(address: str, firing: Firing) -> str:
    """Return the address of the dashboard of a firing, about its time and its job.

    Args:
        address: of Kibana, with the path of its space if it has one; without it there is no link.
        firing: what happened.

    Source: Kibana 9.4, the address that a dashboard shows: state in rison under `_g` and `_a`.
    """
    if not address or not firing.rule.dashboard:
        return ""
    job = firing.newest.get("job_id")
    asked = {**({"job_id": job} if job else {}), **firing.key}
    kql = " and ".join(f"{field}:{_quoted(value)}" for field, value in asked.items() if value is not None)
    start = firing.at - _HOUR - timedelta(seconds=firing.rule.window_seconds)
    span = f"(time:(from:'{_iso(start)}',to:'{_iso(firing.at + _HOUR)}'))"
    query = f"(query:(language:kuery,query:'{_escaped(kql)}'))"
    place = f"{address.rstrip('/')}/app/dashboards#/view/{quote(firing.rule.dashboard, safe='')}"
    return f"{place}?_g={quote(span, safe=_SAFE)}&_a={quote(query, safe=_SAFE)}"


def _iso(moment: datetime) -> str:
    return f"{moment.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def _quoted(value: object) -> str:
    """Return a value of KQL."""
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _escaped(text: str) -> str:
    """Return a text of rison, in which `!` takes the meaning away."""
    return text.replace("!", "!!").replace("'", "!'")
