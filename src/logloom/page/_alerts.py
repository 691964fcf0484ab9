"""Which alerts fire, and what each waits for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from logloom._moments import iso
from logloom.alerts import AlertRule, Firing, compose
from logloom.local import Store, firing_now
from logloom.page._rules import sentences
from logloom.schema import Schema, compile_alerts
from logloom.schema.model import LOCALES, Alert

__all__ = ["Alerts"]

_MOST_SHOWN = 50  # firings of one alert


class Alerts:
    """What the last look found.

    Args:
        schema: with the alerts.
    """

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._rules = compile_alerts(schema)
        self._checked: datetime | None = None
        self._firing: Sequence[Firing] = ()
        self._last: dict[str, datetime] = {}

    @property
    def count(self) -> int:
        """How many alerts fire."""
        return len({firing.rule.name for firing in self._firing})

    def look(self, store: Store, now: datetime) -> None:
        """Ask the store.

        Args:
            store: open.
            now: UTC, without a zone.
        """
        found = firing_now(store, now)
        for firing in found:
            self._last[firing.rule.name] = max(firing.at, self._last.get(firing.rule.name, firing.at))
        self._firing, self._checked = found, now

    def answer(self) -> dict[str, Any]:
        """Return the answer of ``/api/alerts``."""
        return {
            "checked_at": iso(self._checked) if self._checked else None,
            "alerts": [self._alert(name, alert) for name, alert in self._schema.alerts.items()],
        }

    def _alert(self, name: str, alert: Alert) -> dict[str, Any]:
        rule, last = self._rules[name], self._last.get(name)
        firing = [each for each in self._firing if each.rule.name == name]
        return {
            "name": name,
            "title": _titles(rule),
            "kind": rule.kind,
            "rule": sentences(alert),
            "notify": list(alert.notify),
            "firing": [_firing(each) for each in firing[-_MOST_SHOWN:]],
            "last": iso(last) if last else None,
        }


def _titles(rule: AlertRule) -> dict[str, str]:
    any_title = next(iter(rule.title.values()), rule.name)
    return {locale: rule.title.get(locale) or any_title for locale in LOCALES}


def _firing(firing: Firing) -> dict[str, Any]:
    return {
        "at": iso(firing.at),
        "key": _plain(firing.key),
        "count": firing.count,
        "value": firing.value,
        "reference": firing.reference,
        "message": {locale: compose(firing, locale).text for locale in LOCALES},
        "newest": _plain(firing.newest),
    }


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: iso(value) if isinstance(value, datetime) else value for name, value in values.items()}
