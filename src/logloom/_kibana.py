"""Addresses that open Kibana about some events of a time, and what must be escaped in them.

Source: Kibana 9.4: a dashboard and Discover keep their state in the address, as Rison under `_g` and `_a`.
"""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import quote

from logloom._moments import iso

__all__ = ["address_of", "equals", "rison"]

_LOGIN = re.compile(r"//[^/]*@")
_SAFE = "()':,!*"


def address_of(kibana: str, place: str, span: tuple[datetime, datetime], kql: str, also: str = "") -> str:
    """Return the address of a place in Kibana, asked about a time.

    Args:
        kibana: its address, with the path of its space if it has one; a user and password in it are left out.
        place: path of the app and of what it shows.
        span: from when to when; UTC where it has no zone.
        kql: the query.
        also: further state of the app, as Rison.
    """
    start, end = map(iso, span)
    time = f"(time:(from:'{start}',to:'{end}'))"
    state = f"({f'{also},' if also else ''}query:(language:kuery,query:'{rison(kql)}'))"
    return (
        f"{_LOGIN.sub('//', kibana).rstrip('/')}/app/{place}?_g={quote(time, safe=_SAFE)}&_a={quote(state, safe=_SAFE)}"
    )


def equals(field: str, value: object) -> str:
    """Return the KQL of a field that has a value."""
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'{field}:"{escaped}"'


def rison(text: str) -> str:
    """Return a text of Rison, in which `!` takes the meaning away."""
    return text.replace("!", "!!").replace("'", "!'")
