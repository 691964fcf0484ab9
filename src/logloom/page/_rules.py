# ruff: noqa: RUF001 - Chinese has its own comma
"""What an alert waits for, in a sentence, in each language of the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from logloom.schema.model import LOCALES, Alert

__all__ = ["sentences"]

_TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "count": "More than {number} events within {within}",
        "new": "A value of {field} that was not there before",
        "silent": "Nothing but heartbeats for {within}",
        "lost": "Not even a heartbeat for {within}",
        "nothing": "No event at all for {within}",
        "average": "The average of {field} within {within}",
        "min": "The minimum of {field} within {within}",
        "max": "The maximum of {field} within {within}",
        "bound": "{measure} is {changes}",
        "above": "above {number}",
        "below": "below {number}",
        "change": "{measure} {changes} that of the {against} before",
        "falls": "falls to {number} times",
        "rises": "rises to {number} times",
        "where": ", where {where}",
        "by": ", for each {by}",
        "after": ", after {after}",
        "until": " and until {until}",
        "or": " or ",
        "and": " and ",
        "end": ".",
        **dict(zip("smhd", "smhd", strict=True)),
    },
    "zh": {
        "count": "{within}内超过 {number} 条事件",
        "new": "{field} 出现从未有过的值",
        "silent": "{within}内除心跳外没有任何日志",
        "lost": "{within}内连心跳也没有",
        "nothing": "{within}内没有任何事件",
        "average": "{within}内 {field} 的平均值",
        "min": "{within}内 {field} 的最小值",
        "max": "{within}内 {field} 的最大值",
        "bound": "{measure}{changes}",
        "above": "高于 {number}",
        "below": "低于 {number}",
        "change": "{measure}与此前 {against}相比{changes}",
        "falls": "降至 {number} 倍",
        "rises": "升至 {number} 倍",
        "where": "，条件为 {where}",
        "by": "，按 {by} 分别判断",
        "after": "，自 {after} 起",
        "until": "，至 {until} 止",
        "or": " 或",
        "and": "、",
        "end": "。",
        "s": " 秒",
        "m": " 分钟",
        "h": " 小时",
        "d": " 天",
    },
}


def sentences(alert: Alert) -> dict[str, str]:
    """Return what an alert waits for, in words, by language."""
    return {locale: "".join(_parts(alert, _TEXTS[locale])) for locale in LOCALES}


def _parts(alert: Alert, said: Mapping[str, str]) -> Iterator[str]:
    yield _condition(alert, said)
    if alert.where:
        yield said["where"].format(where=alert.where)
    if alert.splits:
        yield said["by"].format(by=said["and"].join(alert.splits))
    if alert.after:
        yield said["after"].format(after=alert.after)
    if alert.until:
        yield said["until"].format(until=alert.until)
    yield said["end"]


def _condition(alert: Alert, said: Mapping[str, str]) -> str:
    if alert.kind in {"bound", "change"}:
        return _measured(alert, said)
    span = alert.within or alert.silent_for or alert.lost_for or alert.nothing_for
    return said[str(alert.kind)].format(number=alert.more_than, field=alert.new, within=_span(span, said))


def _measured(alert: Alert, said: Mapping[str, str]) -> str:
    word, field = next((word, getattr(alert, word)) for word in ("average", "min", "max") if alert.has(word))
    measure = said[word].format(field=field, within=_span(alert.within, said))
    given = {"above": alert.above, "below": alert.below, "falls": alert.falls_to, "rises": alert.rises_to}
    changes = [said[name].format(number=f"{value:g}") for name, value in given.items() if value is not None]
    against = _span(alert.against, said)
    return said[str(alert.kind)].format(measure=measure, changes=said["or"].join(changes), against=against)


def _span(span: str | None, said: Mapping[str, str]) -> str:
    """Return a length of time such as ``5m``; in English it is read as it stands."""
    return "" if span is None else span[:-1] + said[span[-1]]
