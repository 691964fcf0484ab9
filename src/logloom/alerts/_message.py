"""A firing in the words of its reader: which job, how many, the newest event, and where to look."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from logloom.alerts._rule import Firing

__all__ = ["Message", "compose"]

_FIELD = re.compile(r"\{([^{}]*)\}")
_LONGEST = 300  # characters of one value: a message is read on a phone
_FACTS = ("service", "version", "job_id", "rank", "node_ip", "environment")
_ABSENT = "?"

_SAY = {
    "en": {
        "count": "{count} events within {window}.",
        "new": "{new} was not there before.",
        "silent": "Nothing but heartbeats for {window}.",
        "lost": "Not even a heartbeat for {window}.",
        "nothing": "No event was stored for {window}.",
        "change": "It changed within {window}.",
        "bound": "It has been so for {window}.",
    },
    "zh": {
        "count": "{window}内 {count} 条日志。",
        "new": "首次出现 {new}。",
        "silent": "{window}内只有心跳。",
        "lost": "{window}内没有心跳。",
        "nothing": "{window}内没有任何日志入库。",
        "change": "{window}内发生变化。",
        "bound": "已持续 {window}。",
    },
}
_WORDS = {
    "en": {"newest": "Newest", "count": "Events", "value": "Now", "reference": "Before", "open": "Open", "colon": ": "},
    "zh": {"newest": "最新", "count": "条数", "value": "当前", "reference": "之前", "open": "查看", "colon": "："},  # noqa: RUF001
}
_SPANS = {
    "en": ((86400, "{} days", "1 day"), (3600, "{} hours", "1 hour"), (60, "{} minutes", "1 minute")),
    "zh": ((86400, "{} 天", "1 天"), (3600, "{} 小时", "1 小时"), (60, "{} 分钟", "1 分钟")),
}
_SECONDS = {"en": "{} seconds", "zh": "{} 秒"}


@dataclass(frozen=True)
class Message:
    """What is sent.

    Args:
        title: one line.
        text: lines of plain text.
    """

    title: str
    text: str

    def __str__(self) -> str:
        return f"{self.title}\n{self.text}"


def compose(firing: Firing, locale: str = "en", link: str = "") -> Message:
    """Write the message of a firing.

    Args:
        firing: what happened.
        locale: ``en`` or ``zh``.
        link: where to look next; left out where it is empty.
    """
    rule, words = firing.rule, _WORDS[locale]
    say = _told(rule.say, locale) or _SAY[locale][rule.kind]
    lines = [_filled(say, firing, locale)]
    if rule.kind == "count" and "{count}" not in say:
        lines.append(f"{words['count']}{words['colon']}{firing.count}")
    lines += [
        f"{words[name]}{words['colon']}{number:.6g}"
        for name, number in (("value", firing.value), ("reference", firing.reference))
        if number is not None
    ]
    lines.append(" · ".join(_facts(firing)))
    newest = firing.newest
    if "{message}" not in say and newest.get("message"):
        lines.append(f"{words['newest']}{words['colon']}{newest.get('@timestamp', '')} {_shown(newest['message'])}")
    if link:
        lines.append(f"{words['open']}{words['colon']}{link}")
    return Message(_told(rule.title, locale) or rule.name, "\n".join(filter(None, lines)))


def _told(texts: Mapping[str, str], locale: str) -> str:
    """Return a text in this language, else in the one that there is."""
    return texts.get(locale) or next(iter(texts.values()), "")


def _filled(say: str, firing: Firing, locale: str) -> str:
    values: dict[str, Any] = {**firing.newest, **firing.key}
    values |= {"count": firing.count, "window": _span(firing.rule.window_seconds, locale)}
    values["new"] = next(reversed(list(firing.key.values())), _ABSENT)
    # One pass, so that a brace in a value is never taken for a field.
    return _FIELD.sub(lambda found: _shown(values.get(found[1])), say)


def _facts(firing: Firing) -> list[str]:
    values = {**firing.newest, **firing.key}
    names = dict.fromkeys((*_FACTS, *firing.rule.by))
    return [f"{name} {_shown(values[name])}" for name in names if values.get(name) is not None]


def _shown(value: Any) -> str:
    if value is None:
        return _ABSENT
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _span(seconds: int, locale: str) -> str:
    for unit, many, one in _SPANS[locale]:
        if seconds and seconds % unit == 0:
            return one if seconds == unit else many.format(seconds // unit)
    return _SECONDS[locale].format(seconds)
