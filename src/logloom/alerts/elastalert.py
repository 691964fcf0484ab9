"""What ElastAlert 2 lacks: rule types for the schema's alerts, and its routes.

ElastAlert 2 schedules, asks Elasticsearch, remembers where it was and what it told; the rule files in
``deploy/alerts/rules`` name the classes here. They fire on the same events as `logloom alerts` does.

Source: ElastAlert 2 2.31, "Adding a new rule type", "Adding a new alerter".
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from functools import cache, cached_property
from pathlib import Path
from typing import Any, ClassVar

from elastalert.alerts import Alerter
from elastalert.ruletypes import FrequencyRule, RuleType
from elastalert.util import EAException, elastalert_logger, elasticsearch_client

from logloom._moments import from_iso, iso
from logloom.alerts import AlertRule, Firing, Limits, Measured, Outbox, Route, compose, goes_too_far, kibana_link

__all__ = ["MoreThan", "Routes", "Standing"]

Query = dict[str, Any]
Fired = tuple[dict[str, Any], datetime, dict[str, Any]]
"""Key, time and measures of what fires."""

_TIME = "ingested_at"
_DAY = timedelta(days=1)
_PAGE = 1000
_PUMP_SECONDS = 1.0


class MoreThan(FrequencyRule):
    """More events than a number within a window; each event above it matches, and `realert` keeps the rest back.

    ElastAlert's own type forgets the window at a match, so that a storm would be told later each time; and after a
    restart its first look covers one window alone, so that what came while it was away would not be told.
    """

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._known = _last_look(self.rules)
        if self._known is not None:  # so that a window that had begun by then is filled again
            self.rules["previous_endtime"] = self._known - self.rules["timeframe"]

    def check_for_match(self, key: Any, end: bool = False) -> None:
        """Match on the event that was just added, unless the process before this one has seen it."""
        window = self.occurrences[key]
        if not end and window.count() >= self.rules["num_events"]:
            newest = window.data[-1][0]
            if self._known is None or newest[self.ts_field] > self._known:
                self.add_match(dict(newest))  # a match is changed, and the window goes on with the event


class Standing(RuleType):
    """What is so at a time, whether or not an event came: silence, a measure beyond its bound, a value never seen.

    The rule's own query is only a count that matches nothing; what is asked here stands under `logloom_ask`.
    """

    required_options: ClassVar[frozenset[str]] = frozenset(["logloom", "logloom_ask"])

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.rule = AlertRule.of(self.rules["logloom"])
        self.ask: Mapping[str, Any] = self.rules["logloom_ask"]
        self._until: datetime | None = None

    @cached_property
    def _client(self) -> Any:
        return elasticsearch_client(self.rules)

    def add_count_data(self, counts: Mapping[datetime, int]) -> None:
        """Take no notice of the count."""

    def garbage_collect(self, timestamp: datetime) -> None:
        """Look at the time since the last look.

        Args:
            timestamp: end of what was queried, with a zone.
        """
        search = _Search(self._client, self.rules["index"], self.rule, self.ask)
        since = self._until or self._first(timestamp)
        for key, at, measured in search.fired(since, timestamp):
            self.add_match({**key, _TIME: at, "logloom_fired": Firing(self.rule, at, key).identity, **measured})
        self._until = timestamp

    def _first(self, timestamp: datetime) -> datetime:
        """Return since when a first look counts: what ElastAlert knows of, else as `logloom alerts` does."""
        if self.rules.get("initial_starttime") or "minimum_starttime" in self.rules:
            return self.rules["original_starttime"]  # type: ignore[no-any-return]
        return timestamp - _DAY


class _Search:
    """Asks Elasticsearch as `logloom.local` asks DuckDB."""

    def __init__(self, client: Any, index: str, rule: AlertRule, ask: Mapping[str, Any]) -> None:
        self._client = client
        self._index = index
        self._rule = rule
        self._ask = ask
        self._window = timedelta(seconds=rule.window_seconds)

    def fired(self, since: datetime, until: datetime) -> Iterator[Fired]:
        """Yield what fires after `since`, up to `until`."""
        kinds = {"silent": self._silent, "lost": self._silent, "nothing": self._nothing, "new": self._new}
        yield from kinds.get(self._rule.kind, self._measured)(since, until)

    def _silent(self, since: datetime, until: datetime) -> Iterator[Fired]:
        begun, ended = self._ask["after"], self._ask["until"]
        marks = {"bool": {"should": [begun, ended], "minimum_should_match": 1}}
        latest = {"begun": _filtered(begun, _newest()), "ended": _filtered(ended, _newest())}
        opened = {
            _hashable(bucket["key"])
            for bucket in self._keys([marks, _range(None, until)], latest)
            if _is_open(bucket["begun"]["value"]["value"], bucket["ended"]["value"]["value"])
        }
        recent = [self._ask["spoke"], _range(since - self._window, until)]
        for bucket in self._keys(recent, {"last": _newest()}) if opened else ():
            at = _instant(bucket["last"]["value"]) + self._window
            if at <= until and _hashable(bucket["key"]) in opened:
                yield bucket["key"], at, {}

    def _nothing(self, since: datetime, until: datetime) -> Iterator[Fired]:
        for bucket in self._keys([self._ask["where"], _range(since - self._window, until)], {"last": _newest()}):
            last = bucket["last"]["value"]
            if last is not None and _instant(last) + self._window <= until:
                yield {}, _instant(last) + self._window, {}

    def _new(self, since: datetime, until: datetime) -> Iterator[Fired]:
        field = self._rule.by[-1]
        there = [self._ask["where"], {"exists": {"field": field}}]
        first = {"first": {"min": {"field": _TIME}}}
        for bucket in self._keys([*there, _range(since, until)], first):
            known = [*there, _range(None, since), *_same(bucket["key"])]
            if not self._search({"size": 0, "terminate_after": 1, "query": _all(known)})["hits"]["total"]["value"]:
                yield bucket["key"], _instant(bucket["first"]["value"]), {}

    def _measured(self, _: datetime, until: datetime) -> Iterator[Fired]:
        middle = until - self._window
        start = middle - timedelta(seconds=self._ask["before_seconds"])
        value = {"value": {self._ask["measure"]: {"field": self._ask["field"]}}}
        parts = {"now": _range(middle, until), "before": _range(start, middle)}
        sides = {name: {"filter": part, "aggs": value} for name, part in parts.items()}
        there = [self._ask["where"], {"exists": {"field": self._ask["field"]}}, _range(start, until)]
        limits = Limits(self._ask.get("least"), self._ask.get("most"), compares=self._rule.kind == "change")
        for bucket in self._keys(there, sides):
            now, before = _measure(bucket["now"]), _measure(bucket["before"])
            if goes_too_far(limits, now, before):
                compared = {"logloom_reference": before.value} if limits.compares else {}
                yield bucket["key"], until, {"logloom_value": now.value, **compared}

    def _keys(self, filters: list[Query], aggregations: Query) -> Iterator[dict[str, Any]]:
        """Yield a bucket for each key, page by page; one for all where the alert has no `by`."""
        body: dict[str, Any] = {"size": 0, "query": _all(filters)}
        if not self._rule.by:
            answer = self._search({**body, "aggs": aggregations})
            yield {**answer["aggregations"], "key": {}}
            return
        sources = [{name: {"terms": {"field": name, "missing_bucket": True}}} for name in self._rule.by]
        after: dict[str, Any] = {}
        while True:
            composite = {"size": _PAGE, "sources": sources, **after}
            page = self._search({**body, "aggs": {"keys": {"composite": composite, "aggs": aggregations}}})
            found = page["aggregations"]["keys"]
            yield from found["buckets"]
            if "after_key" not in found:
                return
            after = {"after": found["after_key"]}

    def _search(self, body: dict[str, Any]) -> Any:
        return _search(self._client, self._index, body)


class Routes(Alerter):
    """Sends what matched by the schema's routes, through an outbox on disk."""

    required_options: ClassVar[frozenset[str]] = frozenset(["logloom", "logloom_ask"])

    def __init__(self, rule: Any) -> None:
        super().__init__(rule)
        self.alert_rule = AlertRule.of(rule["logloom"])
        _sender().know(self.alert_rule.routes)

    @cached_property
    def _client(self) -> Any:
        return elasticsearch_client(self.rule)

    def alert(self, matches: list[dict[str, Any]]) -> None:
        """Put a message for each match and route into the outbox.

        Raises:
            EAException: the outbox can't be written; ElastAlert tries again later.
        """
        for match in matches:
            self._put(self._firing(match))

    def get_info(self) -> dict[str, Any]:
        """Return what ElastAlert writes down of an alert that was sent."""
        return {"type": "logloom", "routes": [route.name for route in self.alert_rule.routes]}

    def _put(self, firing: Firing) -> None:
        try:
            for route in self.alert_rule.routes:
                _sender().outbox.put(
                    route, compose(firing, route.locale, kibana_link(os.environ.get("KIBANA_URL", ""), firing))
                )
        except OSError as error:
            raise EAException(f"the outbox can't be written: {error}") from error

    def _firing(self, match: Mapping[str, Any]) -> Firing:
        """Return a firing with the count and the newest event of now, not of when it matched."""
        key = {field: match.get(field) for field in self.alert_rule.by}
        moment = from_iso(str(match[_TIME]))
        counts = self.alert_rule.kind == "count"
        window = timedelta(seconds=self.alert_rule.window_seconds)
        bounds = [_range(moment - window, None)] if counts else []
        if self.alert_rule.kind == "new":  # of what is new, the first is of interest
            bounds = [{"term": {_TIME: iso(moment)}}]
        filters = [self.rule["logloom_ask"]["told"], *bounds, *_same(key)]
        body = {"size": 1, "query": _all(filters), "sort": [{_TIME: "desc"}], "track_total_hits": True}
        hits = _search(self._client, self.rule["index"], body)["hits"]
        newest = hits["hits"][0]["_source"] if hits["hits"] else {}
        measured = {name: match.get(f"logloom_{name}") for name in ("value", "reference")}
        return Firing(self.alert_rule, moment, key, hits["total"]["value"] if counts else 0, newest, **measured)


class _Sender:
    """Sends what waits, in the background: ElastAlert calls only when something matches."""

    def __init__(self, folder: Path) -> None:
        self.outbox = Outbox(folder)
        self._routes: dict[str, Route] = {}
        threading.Thread(target=self._run, daemon=True, name="logloom-outbox").start()

    def know(self, routes: Iterable[Route]) -> None:
        """Send by these routes too."""
        self._routes = {**self._routes, **{route.name: route for route in routes}}

    def _run(self) -> None:
        pause = threading.Event()
        while not pause.wait(_PUMP_SECONDS):
            for problem in self.outbox.pump(list(self._routes.values())):
                elastalert_logger.warning("%s", problem)


@cache
def _sender() -> _Sender:
    return _Sender(Path(os.environ.get("LOGLOOM_OUTBOX", "/var/lib/logloom/outbox")))


def _last_look(rules: Mapping[str, Any]) -> datetime | None:
    """Return until when the process before this one has looked by a rule; None where that is more than a day ago."""
    since = {"range": {"endtime": {"gt": iso(datetime.now(timezone.utc) - _DAY)}}}
    body = {"size": 1, "query": _all([{"term": {"rule_name": rules["name"]}}, since]), "sort": [{"endtime": "desc"}]}
    try:
        hits = _search(elasticsearch_client(rules), "elastalert_status", body)["hits"]["hits"]
        return from_iso(hits[0]["_source"]["endtime"]) if hits else None
    except Exception as error:  # of the client's many kinds: then the first look covers one window
        elastalert_logger.warning("%s: when it was last looked can't be found out: %s", rules["name"], error)
        return None


def _search(client: Any, index: str, body: dict[str, Any]) -> Any:
    """Search past the client's own `search`, which looks for EQL in each query and stumbles over ours."""
    options = {"ignore_unavailable": "true"}
    return client.transport.perform_request("POST", f"/{index}/_search", params=options, body=body)


def _all(filters: list[Query]) -> Query:
    return {"bool": {"filter": filters}}


def _filtered(query: Query, aggregation: Query) -> Query:
    return {"filter": query, "aggs": {"value": aggregation}}


def _newest() -> Query:
    return {"max": {"field": _TIME}}


def _measure(part: Mapping[str, Any]) -> Measured:
    return Measured(part["value"]["value"], part["doc_count"])


def _range(after: datetime | None, until: datetime | None) -> Query:
    """Return the time of storage after one time and up to another."""
    bounds = {"gt": after, "lte": until}
    return {"range": {_TIME: {name: iso(bound) for name, bound in bounds.items() if bound is not None}}}


def _same(key: Mapping[str, Any]) -> list[Query]:
    """Return the filters for these values; the absence of a value is one too."""
    there = [{"term": {name: value}} for name, value in key.items() if value is not None]
    absent = [{"bool": {"must_not": {"exists": {"field": name}}}} for name, value in key.items() if value is None]
    return [*there, *absent]


def _instant(milliseconds: float) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, timezone.utc)


def _is_open(begun: float | None, ended: float | None) -> bool:
    return begun is not None and (ended is None or ended < begun)


def _hashable(key: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(key.values())
