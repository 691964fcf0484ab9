"""The schema, checked and immutable: what every renderer, the rules and the queries are made from.

The same classes give the JSON Schema for editors, so each attribute has a description in the words of a user.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from logloom.schema import _forms

__all__ = [
    "ALERT_KINDS",
    "BASE",
    "COMPUTED",
    "LEVELS",
    "LOCALES",
    "MEASURES",
    "NUMBERS",
    "PYTORCH",
    "Alert",
    "Dashboard",
    "Example",
    "FieldSpec",
    "FieldType",
    "Jobs",
    "Level",
    "Levels",
    "Locale",
    "Notify",
    "Panel",
    "Query",
    "RedactRule",
    "Retention",
    "Rollover",
    "Schema",
    "Stack",
    "Volume",
    "span_seconds",
]

BASE = "logloom:base"
"""The built-in schema of what logloom itself writes."""

PYTORCH = "logloom:pytorch"
"""The built-in schema of what a PyTorch job logs: the reference schema of the repository."""

LEVELS = ("DEBUG", "INFO", "WARN", "ERROR", "CRITICAL")

Level = Literal["DEBUG", "INFO", "WARN", "ERROR", "CRITICAL"]
FieldType = Literal["keyword", "text", "integer", "float", "boolean", "timestamp"]

NUMBERS = ("integer", "float")
"""Types of fields that hold numbers."""

LOCALES = ("en", "zh")
"""Languages of messages."""

ALERT_KINDS: Mapping[str, tuple[str, ...]] = {
    "count": ("more_than",),
    "new": ("new",),
    "silent": ("silent_for",),
    "lost": ("lost_for",),
    "nothing": ("nothing_for",),
    "change": ("falls_to", "rises_to"),
    "bound": ("above", "below"),
}
"""Kinds of alerts, and the words of which each has one."""

MEASURES = ("count", "rate", "average", "sum", "min", "max", "median", "last", "unique", "percentile")
"""What a panel can measure; each panel measures one of them, but for a list of events, which measures nothing."""

FieldName = Annotated[str, Field(pattern=_forms.FIELD_NAME)]
Name = Annotated[str, Field(pattern=_forms.NAME)]
Span = Annotated[str, Field(pattern=_forms.SPAN, description="A length of time: 30s, 5m, 1h, 30d.")]
Size = Annotated[str, Field(pattern=_forms.SIZE, description="A size on disk: 500mb, 50gb.")]
EnvReference = Annotated[
    str,
    Field(
        pattern=_forms.ENV_REFERENCE,
        description="An environment variable, ${LIKE_THIS}: addresses and secrets never stand in a schema.",
    ),
]

_K = TypeVar("_K")
_V = TypeVar("_V")


def _freeze(value: Mapping[_K, _V]) -> Mapping[_K, _V]:
    return MappingProxyType(dict(value))


Frozen = Annotated[
    Mapping[_K, _V],
    AfterValidator(_freeze),
    PlainSerializer(dict, when_used="always"),
]


def _as_json(value: Any) -> Any:
    """Lists are tuples where the schema is read; a value of JSON has lists again."""
    if isinstance(value, (list, tuple)):
        return [_as_json(item) for item in value]
    return {key: _as_json(item) for key, item in value.items()} if isinstance(value, Mapping) else value


Json = Annotated[Any, BeforeValidator(_as_json)]

Locale = Literal["en", "zh"]
Told = Annotated[
    str | Frozen[Locale, str], Field(description="Text, or by language: `{en: Many errors, zh: 错误过多}`.")
]


def span_seconds(span: str) -> int:
    """Return a span such as ``5m`` in seconds."""
    return int(span[:-1]) * {"s": 1, "m": 60, "h": 3600, "d": 86400}[span[-1]]


class Part(BaseModel):
    """A part of the schema: fixed once it is made, and closed to names that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)


class Stack(Part):
    """What the rendered files run on."""

    elastic: str = Field("9.4.3", pattern=_forms.ELASTIC_VERSION, description="Version of the Elastic stack.")
    transport: Literal["logstash", "direct"] = Field(
        "logstash",
        description="logstash: Filebeat sends to Logstash. direct: Filebeat sends to Elasticsearch.",
    )
    driver: Literal["json-file", "cri", "gelf", "fluentd", "file"] = Field(
        "json-file",
        description="Where lines come from. json-file, cri, file: Filebeat reads Docker's, Kubernetes' or plain files. "
        "gelf, fluentd: Docker sends to Logstash. For Kubernetes and systemd, files are read in any case.",
    )
    namespace: str = Field("default", pattern=_forms.NAMESPACE, description="Namespace of the data stream.")
    decode: bool = Field(
        False,
        description="true: Logstash also parses each line into [@metadata][event], for routing by fields.",
    )
    inputs: tuple[Literal["gelf", "tcp", "http"], ...] = Field(
        (), description="Further inputs of Logstash, beside the beats input."
    )


class FieldSpec(Part):
    """One field of an event."""

    type: FieldType = Field(description="keyword: exact text. text: searched by words. timestamp: ISO 8601.")
    array: bool = Field(False, description="true: several values.")
    required: bool = Field(False, description="true: an event without it is blamed in `violations`.")
    enum: tuple[str, ...] | None = Field(None, min_length=1, description="The only values allowed (keyword fields).")
    unit: Literal["ratio", "ms", "s", "bytes", "celsius", "watt", "per_second"] | None = Field(
        None, description="What a number counts; panels are formatted by it."
    )
    min: int | float | None = Field(None, description="Smallest value allowed.")
    max: int | float | None = Field(None, description="Largest value allowed.")
    max_length: int | None = Field(None, ge=16, le=32766, description="Longest text allowed, in code points.")
    description: str = Field("", description="One sentence for the reference and for Kibana.")
    example: Json = Field(None, description="A value that passes.")
    aliases: tuple[str, ...] = Field((), description="Names that other people's code uses for this field.")
    ecs: str | None = Field(
        None,
        pattern=_forms.ECS_NAME,
        description="Name in the Elastic Common Schema, added as an alias in Elasticsearch.",
    )
    cardinality: Literal["low", "medium", "high"] | None = Field(
        None,
        description="How many distinct values to expect; panels do not split by a field of high cardinality.",
    )


COMPUTED: Mapping[str, FieldSpec] = MappingProxyType(
    {
        "delay_ms": FieldSpec(
            type="integer",
            unit="ms",
            description="From the event to its storage: ingested_at less @timestamp.",
        )
    }
)
"""Numbers that panels can measure although no event holds them: each backend computes them when it is asked."""


class Levels(Part):
    """How levels are named."""

    default: Level = Field("INFO", description="Level of an event that has none.")
    names: Frozen[str, Level] = Field(
        default_factory=lambda: MappingProxyType({}),
        description="Other names, in lower case: `warning: WARN`.",
    )


class Volume(Part):
    """What the logger lets through, before an event is numbered."""

    level: Level = Field("INFO", description="Lowest level that is written.")
    sample: Frozen[str, Annotated[int, Field(ge=1)]] = Field(
        default_factory=lambda: MappingProxyType({}),
        description="`step: 10` writes each tenth event of this kind.",
    )
    line_bytes: int = Field(4096, ge=512, le=65536, description="Longest line that the logger writes, in bytes.")


class RedactRule(Part):
    """What must never be stored: by the shape of its text, or by the name of its key."""

    name: Name = Field(description="Stands in the log instead of the secret: `[redacted:name]`.")
    pattern: str | None = Field(None, min_length=1, max_length=1000, description="A pattern of the safe language.")
    fields: tuple[str, ...] | None = Field(None, min_length=1, description="Keys whose whole value goes, at any depth.")


class Rollover(Part):
    """When a new backing index is begun."""

    age: Span = Field("7d", description="A new index is begun after this long.")
    size: Size = Field("50gb", description="Or when a shard of the index has grown to this size.")


class Retention(Part):
    """How long events are kept."""

    events: Span = Field("30d", description="Events go after this long.")
    invalid: Span = Field("7d", description="Lines that could not be parsed go after this long.")
    rollover: Rollover = Field(default_factory=Rollover, description="When a new backing index is begun.")
    warm: Span | None = Field(None, description="Move to warm nodes after this long.")
    cold: Span | None = Field(None, description="Move to cold nodes after this long.")


class Query(Part):
    """A question with a name, in Kibana's query language."""

    title: str = Field(min_length=1, description="What Kibana shows it as.")
    query: str = Field(min_length=1, description="KQL: `level:ERROR AND gpu_memory > 0.9`.")
    description: str = Field("", description="What it is asked for.")
    columns: tuple[str, ...] = Field((), description="Fields shown beside the time.")


class Percentile(Part):
    """A percentile of a number."""

    field: str = Field(description="A field that holds numbers.")
    at: int | float = Field(gt=0, lt=100, description="95 for the 95th percentile.")


class Jobs(Part):
    """The state that a job is in at the end of the time range."""

    heard_within: Span | None = Field(None, description="Open, and something came within this time.")
    silent_for: Span | None = Field(None, description="Open, and no event but heartbeats came for this long.")
    lost_for: Span | None = Field(None, description="Open, and not even a heartbeat came for this long.")

    @property
    def state(self) -> tuple[str, str]:
        """The state and its time: ``("silent_for", "10m")``."""
        return next((name, span) for name, span in self if span is not None)


class Panel(Part):
    """One panel: how it is shown, what is measured, by what it is split, over which events."""

    title: str = Field(min_length=1, description="What stands above it.")
    show: Literal["metric", "line", "area", "bar", "donut", "table", "heatmap", "events"] = Field(
        description="How it is drawn. metric: one number. line, area: over time. bar: for each value of `by`, or over "
        "time. events: the events themselves, the newest first."
    )
    count: Literal["events"] | None = Field(None, description="Count events.")
    rate: Literal["events"] | None = Field(None, description="Events per second, over time.")
    average: str | None = Field(None, description="Average of this field.")
    sum: str | None = Field(None, description="Sum of this field.")
    min: str | None = Field(None, description="Least value of this field.")
    max: str | None = Field(None, description="Greatest value of this field.")
    median: str | None = Field(None, description="Median of this field.")
    last: str | None = Field(None, description="Newest value of this field.")
    unique: str | None = Field(None, description="Number of distinct values of this field.")
    percentile: Percentile | None = Field(None, description="A percentile of a field: `{field: duration_ms, at: 95}`.")
    by: str | tuple[str, ...] | None = Field(None, description="Split by this field, or these.")
    over: Literal["time"] | None = Field(None, description="A bar with `by` that runs over time all the same.")
    stream: Literal["events", "invalid"] = Field(
        "events", description="invalid: of the lines that could not be parsed, instead of the events."
    )
    where: str | None = Field(None, description="Only events that this KQL query matches.")
    query: str | None = Field(None, description="Only events of this named query.")
    jobs: Jobs | None = Field(None, description="Only jobs in this state: `{silent_for: 10m}`.")
    columns: tuple[str, ...] = Field((), description="Of a list of events: fields shown beside the time.")
    top: int = Field(10, ge=1, le=100, description="How many values of `by` are shown.")
    opens: str | None = Field(None, description="The dashboard that a click on a value opens, for this value.")

    @property
    def measure(self) -> tuple[str, str | None]:
        """What is measured, and the field it is measured of: ``("average", "loss")``, ``("count", None)``.

        A list of events counts them.
        """
        name = next((name for name in MEASURES if getattr(self, name) is not None), "count")
        if self.percentile is not None and name == "percentile":
            return name, self.percentile.field
        return name, None if name in {"count", "rate"} else getattr(self, name)

    @property
    def splits(self) -> tuple[str, ...]:
        """The fields of `by`, however many there are."""
        return (self.by,) if isinstance(self.by, str) else self.by or ()

    @property
    def over_time(self) -> bool:
        """Whether one axis is time."""
        if self.show in {"line", "area"}:
            return True
        if self.show == "bar":
            return self.over == "time" or not self.splits
        return self.show == "heatmap" and len(self.splits) == 1


class Dashboard(Part):
    """Panels that belong together."""

    title: str = Field("", description="What Kibana shows it as; its name where this is not given.")
    description: str = Field("", description="What it is looked at for.")
    time: Span = Field("24h", description="The time range that it opens with.")
    controls: tuple[str, ...] = Field((), description="Fields to pick from at the top.")
    links: tuple[str, ...] | None = Field(
        None, description="Dashboards that it leads to; all others where this is not given."
    )
    panels: tuple[Panel, ...] = Field(min_length=1, description="What it shows, in this order.")


class Alert(Part):
    """When somebody is told, of what, and where."""

    title: Told = Field("", description="First line of the message; the alert's name where this is not given.")
    where: str | None = Field(None, description="KQL: which events count.")
    by: str | tuple[str, ...] | None = Field(None, description="For each value of this field, or of these together.")
    more_than: int | None = Field(None, ge=0, description="Fires at the next event above this number.")
    average: str | None = Field(None, description="Average of this field within the window.")
    min: str | None = Field(None, description="Least value of this field within the window.")
    max: str | None = Field(None, description="Greatest value of this field within the window.")
    above: int | float | None = Field(None, description="Fires when it is above this.")
    below: int | float | None = Field(None, description="Fires when it is below this.")
    falls_to: int | float | None = Field(
        None, gt=0, lt=1, description="Fires when it is at most this share of what it was: `0.5`, half."
    )
    rises_to: int | float | None = Field(
        None, gt=1, description="Fires when it is at least this many times what it was: `2`, twice."
    )
    within: Span | None = Field(None, description="The window: the newest events, by the time of storage.")
    against: Span | None = Field(None, description="What it was: in the time of this length before the window.")
    new: str | None = Field(None, description="Fires at a value of this field that was not there before.")
    silent_for: Span | None = Field(None, description="Fires when no event but heartbeats came for this long.")
    lost_for: Span | None = Field(None, description="Fires when not even a heartbeat came for this long.")
    after: str | None = Field(None, description="KQL: silence counts after such an event.")
    until: str | None = Field(None, description="KQL: and until such an event.")
    nothing_for: Span | None = Field(None, description="Fires when no event at all came for this long.")
    again_after: Span | None = Field(
        None,
        description="Told again of the same at the earliest after this long; `within` if not given.",
    )
    say: Told = Field(
        "", description="The message: field names in {braces} give the newest event's values, {count} how many."
    )
    notify: tuple[str, ...] = Field(min_length=1, description="Routes of `notify`.")

    @property
    def kind(self) -> str | None:
        """Which kind it is, one of `ALERT_KINDS`, by the first of their words that it has."""
        return next((kind for kind, words in ALERT_KINDS.items() if any(self.has(word) for word in words)), None)

    def has(self, word: str) -> bool:
        """Whether the alert says something for this key."""
        return getattr(self, word) is not None

    @property
    def splits(self) -> tuple[str, ...]:
        """The fields of `by`, however many there are."""
        return (self.by,) if isinstance(self.by, str) else self.by or ()

    @property
    def limits(self) -> tuple[float | None, float | None]:
        """How far a measure may go, down and up; shares of what it was, where the alert compares."""
        return (self.falls_to, self.rises_to) if self.kind == "change" else (self.below, self.above)


class Notify(Part):
    """A route to people."""

    locale: Locale = Field("en", description="Language of the messages.")

    kind: Literal["wecom", "slack", "email", "webhook"] | None = Field(
        None, description="Taken from the route's name where it is one of these."
    )
    url: EnvReference | None = Field(None, description="Holds the address of wecom, slack and webhook: `${WECOM_URL}`.")
    to: EnvReference | None = Field(None, description="Holds the address that e-mail goes to: `${ALERT_EMAIL}`.")


class Example(Part):
    """A raw line and what it must become on every backend."""

    line: str = Field(description="The line as the collector reads it.")
    gives: Frozen[str, Json] | None = Field(None, description="Fields that the document must have, with these values.")
    lacks: tuple[str, ...] = Field((), description="Keys that the document must not have.")
    violations: tuple[str, ...] | None = Field(None, description="Exactly these violations.")
    route: Literal["events", "invalid"] = Field(
        "events", description="invalid: the line means to be an object and could not be parsed."
    )


class Schema(Part):
    """A whole schema, with what it extends merged in."""

    schema_version: Literal[1] = Field(alias="schema", description="Version of this language: 1.")
    name: str = Field(
        pattern=_forms.DATA_SET,
        max_length=80,
        description="Name of the data set: `pytorch.trainer`.",
    )
    version: str = Field(
        pattern=_forms.VERSION,
        description="Version of this schema: 1.0.0.",
    )
    extends: str = Field(
        BASE,
        description="The schema that this one builds on: a file, `logloom:pytorch` or `logloom:base`.",
        examples=[PYTORCH, BASE],
    )
    stack: Stack = Field(default_factory=Stack, description="What the rendered files run on.")
    fields: Frozen[FieldName, FieldSpec] = Field(
        default_factory=lambda: MappingProxyType({}), description="The fields that an event may have, by name."
    )
    defaults: Frozen[Literal["service", "job_id", "version"], str] = Field(
        default_factory=lambda: MappingProxyType({}),
        description="What an event gets that lacks these and has no label.",
    )
    levels: Levels = Field(default_factory=Levels, description="Default level, and other names of levels.")
    text: Frozen[Level, tuple[Annotated[str, Field(min_length=2)], ...]] = Field(
        default_factory=lambda: MappingProxyType({}),
        description="Words that give a line of plain text its level.",
    )
    volume: Volume = Field(default_factory=Volume, description="What the logger lets through.")
    redact: tuple[RedactRule, ...] = Field((), description="What must never be stored.")
    retention: Retention = Field(default_factory=Retention, description="How long events are kept.")
    queries: Frozen[Name, Query] = Field(
        default_factory=lambda: MappingProxyType({}), description="Named questions in Kibana's query language."
    )
    dashboards: Frozen[Name, Dashboard] = Field(
        default_factory=lambda: MappingProxyType({}), description="Dashboards and their panels."
    )
    alerts: Frozen[Name, Alert] = Field(
        default_factory=lambda: MappingProxyType({}), description="When somebody is told."
    )
    notify: Frozen[Name, Notify] = Field(
        default_factory=lambda: MappingProxyType({}), description="Routes that alerts go by."
    )
    examples: tuple[Example, ...] = Field((), description="Raw lines and what they must become.")

    @property
    def events_stream(self) -> str:
        """Name of the data stream of events."""
        return f"logs-{self.name}-{self.stack.namespace}"

    @property
    def invalid_stream(self) -> str:
        """Name of the data stream of lines that could not be parsed."""
        return f"logs-{self.name}.invalid-{self.stack.namespace}"

    @property
    def streams(self) -> tuple[str, str]:
        """Names of both data streams: that of the events, and that of what could not be parsed."""
        return self.events_stream, self.invalid_stream

    def object_id(self, name: str) -> str:
        """Id of the dashboard, or of the saved search, of this name in Kibana: an address that stays."""
        return f"{self.events_stream}-{name}"

    def links(self, dashboard: str) -> tuple[str, ...]:
        """Names of the dashboards that one leads to."""
        given = self.dashboards[dashboard].links
        return tuple(name for name in self.dashboards if name != dashboard) if given is None else given
