"""An alert as plain data, as it is compiled from the schema and as it stands in ElastAlert 2's files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

import orjson

__all__ = ["AlertRule", "Firing", "Route"]


@dataclass(frozen=True)
class Route:
    """A way to people.

    Args:
        name: in the schema.
        kind: ``wecom``, ``slack``, ``email`` or ``webhook``.
        variable: environment variable that holds the address; with ``_FILE`` behind it, the path of a file that does.
        locale: language of the messages, ``en`` or ``zh``.
    """

    name: str
    kind: str
    variable: str
    locale: str = "en"


@dataclass(frozen=True)
class AlertRule:
    """What an alert says, and to whom.

    Args:
        name: in the schema.
        kind: one of `logloom.schema.model.ALERT_KINDS`.
        title: first line of the message, by language.
        say: the message, by language; fields in braces.
        by: fields whose values are counted and told for themselves.
        window_seconds: what is looked at; 0 where there is no window.
        again_seconds: the same is told again after this long.
        routes: where to.
        dashboard: Kibana's id of the dashboard to look at; empty where the schema has none.
    """

    name: str
    kind: str
    title: Mapping[str, str]
    say: Mapping[str, str]
    by: tuple[str, ...]
    window_seconds: int
    again_seconds: int
    routes: tuple[Route, ...]
    dashboard: str = ""

    def plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {**asdict(self), "title": dict(self.title), "say": dict(self.say), "by": list(self.by)}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> AlertRule:
        """Return it from what `plain` gave."""
        routes = tuple(Route(**route) for route in plain["routes"])
        return cls(**{**plain, "by": tuple(plain["by"]), "routes": routes})


@dataclass(frozen=True)
class Firing:
    """An alert that has something to tell.

    Args:
        rule: of the alert.
        at: UTC; the storage of the event that made it fire, or the time of the check.
        key: the values of `rule.by`.
        count: events in the window, of this key.
        newest: the newest event of this key, as it is stored.
        value: what was measured, where the alert measures.
        reference: what it was before, where the alert compares.
    """

    rule: AlertRule
    at: datetime
    key: Mapping[str, Any] = field(default_factory=dict)
    count: int = 0
    newest: Mapping[str, Any] = field(default_factory=dict)
    value: float | None = None
    reference: float | None = None

    @property
    def identity(self) -> str:
        """What must not be told twice within `again_seconds`."""
        return f"{self.rule.name} {orjson.dumps(list(self.key.values()), default=str).decode()}"
