"""Schema → Rules, and alerts as plain data."""

from __future__ import annotations

from collections.abc import Mapping

from logloom.alerts import AlertRule, Route
from logloom.rules import FieldRule, PatternRule, Rules, parse_pattern
from logloom.schema.model import LEVELS, Alert, FieldSpec, Locale, Notify, RedactRule, Schema, span_seconds

__all__ = ["compile_alerts", "compile_routes", "compile_rules"]


def compile_rules(schema: Schema) -> Rules:
    """Compile a checked schema into the plain data that every engine applies."""
    return Rules(
        name=schema.name,
        version=schema.version,
        namespace=schema.stack.namespace,
        fields={name: _field(spec) for name, spec in schema.fields.items()},
        aliases=tuple((alias, name) for name, spec in schema.fields.items() for alias in spec.aliases),
        levels={level.lower(): level for level in LEVELS} | dict(schema.levels.names),
        default_level=schema.levels.default,
        text=tuple(sorted(schema.text.items(), key=lambda entry: -LEVELS.index(entry[0]))),
        defaults={name: schema.defaults.get(name, "unknown") for name in ("service", "job_id", "version")},
        redact_keys={key.lower().replace("-", "_"): rule.name for rule in schema.redact for key in rule.fields or ()},
        redact_patterns=tuple(_pattern(rule) for rule in schema.redact if rule.pattern),
        volume_level=schema.volume.level,
        sample=dict(schema.volume.sample),
        line_bytes=schema.volume.line_bytes,
    )


def _field(spec: FieldSpec) -> FieldRule:
    return FieldRule(spec.type, spec.array, spec.required, spec.enum, spec.min, spec.max, spec.max_length)


def _pattern(rule: RedactRule) -> PatternRule:
    parsed = parse_pattern(rule.pattern or "")
    return PatternRule(rule.name, parsed.literals, parsed.regex)


def compile_alerts(schema: Schema) -> dict[str, AlertRule]:
    """Compile the alerts of a checked schema, by name."""
    routes, dashboard = compile_routes(schema), _dashboard(schema)
    return {name: _alert(name, alert, routes, dashboard) for name, alert in schema.alerts.items()}


def _dashboard(schema: Schema) -> str:
    """Return the id of the dashboard that panels lead to, or of the first."""
    opened = (panel.opens for dashboard in schema.dashboards.values() for panel in dashboard.panels if panel.opens)
    name = next(opened, next(iter(schema.dashboards), None))
    return schema.object_id(name) if name else ""


def compile_routes(schema: Schema) -> dict[str, Route]:
    """Compile the routes of a checked schema, by name."""
    return {name: _route(name, notify) for name, notify in schema.notify.items()}


def _alert(name: str, alert: Alert, routes: Mapping[str, Route], dashboard: str) -> AlertRule:
    window = next(filter(None, (alert.within, alert.silent_for, alert.lost_for, alert.nothing_for)), None)
    seconds = span_seconds(window) if window else 0
    # A silence and a new value happen once, so that nothing must be held back.
    again = span_seconds(alert.again_after) if alert.again_after else seconds if alert.within else 0
    return AlertRule(
        name=name,
        kind=str(alert.kind),
        title=_texts(alert.title),
        say=_texts(alert.say),
        by=(*alert.splits, *([alert.new] if alert.new else [])),
        window_seconds=seconds,
        again_seconds=again,
        routes=tuple(routes[route] for route in alert.notify),
        dashboard=dashboard,
    )


def _texts(told: str | Mapping[Locale, str]) -> dict[str, str]:
    if isinstance(told, str):
        return {"en": told} if told else {}
    return {str(locale): text for locale, text in told.items()}


def _route(name: str, notify: Notify) -> Route:
    variable = str(notify.url or notify.to)[2:-1]
    return Route(name, notify.kind or name, variable, notify.locale)
