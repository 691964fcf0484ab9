"""The schema's alerts as rules for ElastAlert 2: one file each, and its configuration.

Rules run on the time of storage, by our own types where ElastAlert 2 has none that means the same; all of them send
by our own alerter, so that messages and routes are those of `logloom alerts`.

Source: ElastAlert 2 2.31, "Rule types and configuration options", "Common configuration options".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import orjson

from logloom.alerts import AlertRule
from logloom.render._text import yaml_bytes
from logloom.schema import Schema, compile_alerts
from logloom.schema.kql import parse, to_dsl
from logloom.schema.model import Alert, span_seconds

__all__ = ["render"]

_TYPES = "logloom.alerts.elastalert"
_AGGREGATIONS = {"average": "avg", "min": "min", "max": "max"}
_SPOKE = "not event:heartbeat"
_EVERY_SECONDS = 15
_FOUND_SECONDS = 4
"""From the stamp of storage until a search finds an event: the rest of its bulk request, and a refresh each second."""
_DOLLARS = re.compile(rb"dollars-([0-9a-f]+)-end")


def render(schema: Schema) -> dict[str, bytes]:
    """Render ``deploy/alerts/``; nothing where the schema has no alerts."""
    rules = compile_alerts(schema)
    if not rules:
        return {}
    rendered = {
        f"deploy/alerts/rules/{name}.yaml": _yaml(
            _rule(schema, alert, rules[name]), f"from the alert {name!r} of the schema."
        )
        for name, alert in schema.alerts.items()
    }
    return {"deploy/alerts/config.yaml": _yaml(_config(), _CONFIG_NOTE), **rendered}


_CONFIG_NOTE = """from the schema.
In the environment: ES_HOST and ES_PORT, the cluster; ES_API_KEY_FILE, a file with the key of `logloom key alerts`."""


def _config() -> dict[str, Any]:
    return {
        "rules_folder": "/etc/elastalert/rules",
        "run_every": {"seconds": _EVERY_SECONDS},
        "buffer_time": {"minutes": 15},
        "es_host": "elasticsearch",
        "es_port": 9200,
        "use_ssl": True,
        "verify_certs": True,
        "ca_certs": "/secrets/alerts/ca.crt",
        "writeback_index": "elastalert",
        "alert_time_limit": {"days": 2},
        "disable_rules_on_error": False,
        "max_query_size": 10000,
    }


def _rule(schema: Schema, alert: Alert, rule: AlertRule) -> dict[str, Any]:
    counts = rule.kind == "count"
    head = {
        # What was told and looked at is kept under this name, for all schemas and namespaces of a cluster.
        "name": f"{rule.name} of {schema.events_stream}",
        "type": f"{_TYPES}.{'MoreThan' if counts else 'Standing'}",
        "index": schema.events_stream,
        "timestamp_field": "ingested_at",
        "realert": {"seconds": rule.again_seconds},
    }
    own = _count(schema, alert, rule) if counts else _standing()
    tail = {"alert": [f"{_TYPES}.Routes"], "logloom": rule.plain(), "logloom_ask": _ask(schema, alert, rule)}
    return {**head, **own, **tail}


def _count(schema: Schema, alert: Alert, rule: AlertRule) -> dict[str, Any]:
    key = {"query_key": list(rule.by)} if rule.by else {}
    return {
        "num_events": (alert.more_than or 0) + 1,
        "timeframe": {"seconds": rule.window_seconds},
        "scan_entire_timeframe": True,  # after a restart the window is filled again
        **key,
        "filter": [_dsl(schema, alert.where)],
    }


def _standing() -> dict[str, Any]:
    """It asks for itself; what ElastAlert counts before that is nothing.

    Each look covers the time since the last one, once: it has to wait until what was stored then can be found.
    """
    delay = {"query_delay": {"seconds": _FOUND_SECONDS}}
    return {"query_key": "logloom_fired", **delay, "use_count_query": True, "filter": [{"match_none": {}}]}


def _ask(schema: Schema, alert: Alert, rule: AlertRule) -> dict[str, Any]:
    """Return what the rule type asks, and of which events the message tells (`told`)."""
    where = _dsl(schema, alert.where)
    if rule.kind in {"silent", "lost"}:
        spoke = _dsl(schema, _SPOKE if rule.kind == "silent" else None)
        marks = {"after": _dsl(schema, alert.after), "until": _dsl(schema, alert.until)}
        return {**marks, "spoke": spoke, "told": spoke}
    if rule.kind in {"change", "bound"}:
        return {"where": where, "told": where, **_measure(alert, rule)}
    return {"where": where, "told": where}


def _measure(alert: Alert, rule: AlertRule) -> dict[str, Any]:
    measure = next(word for word in _AGGREGATIONS if alert.has(word))
    bounds = {name: bound for name, bound in zip(("least", "most"), alert.limits, strict=True) if bound is not None}
    before = span_seconds(alert.against) if alert.against else rule.window_seconds
    return {
        "measure": _AGGREGATIONS[measure],
        "field": getattr(alert, measure),
        "before_seconds": before,
        **bounds,
    }


def _dsl(schema: Schema, text: str | None) -> dict[str, Any]:
    return to_dsl(parse(text or ""), schema)


def _yaml(value: Mapping[str, Any], note: str) -> bytes:
    """Write a file in which no dollar stands: ElastAlert 2 puts the environment into its files before it parses them.

    A text with a dollar becomes one of JSON, which YAML takes as it is.
    """
    marked = yaml_bytes(_without_dollars(value), note)
    return _DOLLARS.sub(lambda found: _quoted(found[1].decode()), marked)


def _without_dollars(value: Any) -> Any:
    """Replace each text that holds a dollar by a mark that YAML leaves plain."""
    if isinstance(value, Mapping):
        return {key: _without_dollars(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_dollars(item) for item in value]
    return f"dollars-{value.encode().hex()}-end" if isinstance(value, str) and "$" in value else value


def _quoted(text: str) -> bytes:
    return orjson.dumps(bytes.fromhex(text).decode()).replace(b"$", b"\\u0024")
