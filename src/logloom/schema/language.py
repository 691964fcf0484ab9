"""The reference of the schema language, for people: prose and examples from here, every key from the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from logloom.schema import _forms
from logloom.schema.jsonschema import language_schema

__all__ = ["SECTIONS", "Section", "language_reference"]


@dataclass(frozen=True)
class Section:
    """One section of the reference.

    Args:
        title: its heading.
        parts: the parts of the model whose keys it lists.
        text: what a reader should know first.
        example: a piece of a schema.
    """

    title: str
    parts: tuple[str, ...]
    text: str
    example: str = ""


_INTRODUCTION = """\
# The schema language

A schema is one YAML file, usually `schema.yaml`. It says what an event may hold, what must never be stored, how long
events are kept, what is asked of them, and who is told. Everything else is rendered from it.

The file is YAML 1.2, read by its core rules: `NO` and `1:30` are text, `1e-3` is a number. Tags, merge keys (`<<`) and
names given twice are refused. All that is wrong with a file is told at once, each with its line and column:

    schema.yaml:14:27: unknown-field: there is no field 'gpu_memry'; did you mean 'gpu_memory'?

The first line lets an editor complete names, show descriptions and underline mistakes while you write:

    # yaml-language-server: $schema=deploy/schema/logloom.schema.json
"""

SECTIONS = (
    Section(
        "The file",
        ("schema",),
        "Three lines are a schema: the core fields and the usual redaction come from `logloom:base`. A fourth,\n"
        "`extends: logloom:pytorch`, brings all that a PyTorch job usually logs, with queries, dashboards and alerts.",
        "schema: 1\nname: pytorch.trainer\nversion: 1.0.0\n",
    ),
    Section(
        "Building on another schema",
        (),
        "`extends` names a file, relative to this one, or a built-in schema: `logloom:pytorch`, the repository's own\n"
        "`schema.yaml`, or `logloom:base`, on which every schema builds in the end. A schema says only what differs:\n"
        "mappings are merged name by name, at any depth, and lists are replaced. Of `redact` the rules are merged by\n"
        "name, those of the extended schema first. `name`, `version` and `examples` are each schema's own.\n"
        "What is built in stays: type and array of its fields, the values that they list, the five levels.",
        "extends: logloom:pytorch\nfields:\n  accuracy: {type: float, unit: ratio, min: 0, max: 1}\n"
        "  message: {max_length: 8000}\nalerts:\n  error_burst: {more_than: 100}\n",
    ),
    Section(
        "Fields",
        ("FieldSpec",),
        "A value that breaks its field is never dropped: it moves to `extra`, with the reason in `violations`. A key\n"
        "that the schema lacks moves to `extra` without blame.",
        "fields:\n  gpu_memory: {type: float, unit: ratio, min: 0, max: 1, description: Used share of device memory.,"
        " example: 0.93}\n  gpu_count: {type: integer, min: 0, aliases: [gpu_num, num_gpus]}\n",
    ),
    Section(
        "Levels, plain text and defaults",
        ("Levels",),
        "`text` says which words give a line of plain text its level: the gravest level of which a word stands in the\n"
        "line. `defaults` says what service, job_id and version an event gets that lacks them and has no label.",
        "levels: {default: INFO, names: {notice: INFO, alarm: CRITICAL}}\n"
        "text: {ERROR: ['Error:', failed], WARN: ['Warning:']}\ndefaults: {service: trainer}\n",
    ),
    Section(
        "Volume",
        ("Volume",),
        "Volume is decided in the logger, before an event gets its number: what is let through is never dropped later.",
        "volume: {level: INFO, sample: {log: 10}}\n",
    ),
    Section(
        "Redaction",
        ("RedactRule",),
        "A rule has a pattern, for the shape of a secret, or a list of keys, whose values go at any depth. A\n"
        "pattern is written in a small language that is proven safe and means the same in Python, Java and Go:\n\n"
        "- characters stand for themselves; `\\` before punctuation takes away its meaning; `\\n` and `\\t`;\n"
        "- `[A-Za-z0-9_-]` is one of these characters, `( )` a group, `|` either side;\n"
        "- `?`, `{8}`, `{1,40}` repeat, up to 1,000 times; `+`, `*` and `{8,}` end a pattern, over one class,\n"
        "  after at least 3 fixed characters;\n"
        "- some fixed text must be in every match, so that a line without it costs nothing.\n\n"
        "There is no `.`, `^`, `$`, `\\w`, `\\d`, `\\b`, no negation and no flag. What is redacted reads"
        " `[redacted:name]`;\nneither `[` nor `]` can be matched, so redacting twice changes nothing.",
        "redact:\n  - {name: badge, pattern: 'badge-[0-9]{6}'}\n  - {name: pins, fields: [pin, door_code]}\n",
    ),
    Section(
        "Retention",
        ("Retention", "Rollover"),
        "Each step comes later than the one before: warm, cold, gone.",
        "retention: {events: 30d, invalid: 7d, rollover: {age: 7d, size: 50gb}}\n",
    ),
    Section(
        "Queries",
        ("Query",),
        "In Kibana's query language, over the fields of the schema, `violations` and `extra.<key>`.",
        "queries:\n  errors: {title: Errors, query: 'level:(ERROR or CRITICAL)', columns: [job_id, message]}\n",
    ),
    Section(
        "Dashboards",
        ("Dashboard", "Panel", "Jobs", "Percentile"),
        "A panel reads as a sentence: show a line, the average loss, by job. It measures one thing. `by` takes\n"
        "keyword, integer and boolean fields: a metric has none, a donut one, a line or area at most one, a bar at\n"
        "most two, a heatmap one or two, a table one to four. A field of high cardinality splits tables alone, and\n"
        "text, whose words can't be counted, is shown by a list of events.\n\n"
        "What a panel means is the same in Kibana, in Elasticsearch and on the page:\n\n"
        "- A line or area runs over time. So does a bar without `by`, or with `over: time`; else it has one for\n"
        "  each value, and a second field stacks it. A heatmap of one field has time as its other side.\n"
        "- The `top` values of `by` with the highest measure are shown, highest first; with `last`, those that spoke\n"
        "  last. Of several fields, each value of one shows the top values of the next. An event without the field is\n"
        "  in none of them; one with several values is in each.\n"
        "- An event without the measured field does not count. `rate` is events per second of each step of time.\n"
        "- `delay_ms` can be measured like a field: the milliseconds from `@timestamp` to `ingested_at`.\n"
        "- `jobs` asks for the state of a job at the end of the time range. It is *open* if its newest job_start or\n"
        "  heartbeat is later than its newest job_end, or it has no end. Silence is counted back from the end of the\n"
        "  range; of a job that is shown, all events of the range are measured.\n"
        "- `show: events` lists the newest events with the `columns` given, else those of its `query`.\n"
        "- `opens` makes each value of `by` a way to another dashboard, which then shows this value alone.",
        "dashboards:\n  overview:\n    controls: [service, job_id]\n    panels:\n"
        "      - {title: Errors by kind, show: donut, count: events, by: error_type, where: 'level:ERROR'}\n"
        "      - {title: Late events, show: line, percentile: {field: delay_ms, at: 95}, by: service}\n"
        "      - {title: Silent jobs, show: table, max: seq, by: job_id, jobs: {silent_for: 10m}, opens: job}\n"
        "      - {title: Newest errors, show: events, where: 'level:ERROR', columns: [job_id, rank, message]}\n"
        "  job:\n    panels:\n"
        "      - {title: Errors over time, show: bar, count: events, by: level, over: time}\n",
    ),
    Section(
        "Alerts and routes",
        ("Alert", "Notify"),
        "An alert reads as a sentence, and is of one kind:\n\n"
        "- more events than a number: `where`, `more_than`, `within`;\n"
        "- a number that goes too far, or changes against its own past: `average`, `min` or `max` of a field,\n"
        "  `within`, and `above` or `below`, or `against` with `falls_to` or `rises_to`; told once values cover it;\n"
        "- a value that was never there: `new`;\n"
        "- a job that says nothing but heartbeats (`silent_for`), or not even those (`lost_for`): with `by`, `after`,\n"
        "  `until`; and nothing at all from anywhere: `nothing_for`.\n\n"
        "Windows run on `ingested_at`, the time of storage, so that what comes late is not missed. Each value of\n"
        "`by` is counted and told for itself. Addresses stand in the environment, never in a schema.",
        "alerts:\n  error_burst: {where: 'level:ERROR', more_than: 10, within: 5m, notify: [wecom]}\n"
        "  silent_job: {by: job_id, silent_for: 10m, after: 'event:job_start', until: 'event:job_end',"
        " say: '{job_id} is silent.', notify: [wecom]}\n"
        "  far_ranks: {average: rank, by: job_id, above: 7, within: 10m, notify: [wecom]}\n"
        "  new_error: {new: error_type, by: [service, version], notify: [wecom]}\n"
        "  dead_pipeline: {nothing_for: 15m, notify: [wecom]}\n"
        "notify:\n  wecom: {url: '${WECOM_WEBHOOK_URL}', locale: zh}\n",
    ),
    Section(
        "Examples",
        ("Example",),
        "Each example is run when the schema is loaded, and on every backend in the tests: a difference is an error.",
        'examples:\n  - line: \'{"level":"warning","service":"a","version":"1","job_id":"t1","rank":-1}\'\n'
        "    gives: {level: WARN, extra: {rank: -1}}\n    violations: ['rank: below min']\n",
    ),
    Section("What the files run on", ("Stack",), "", "stack: {elastic: 9.4.3, transport: direct, driver: cri}\n"),
)

_FORMS = {
    _forms.SPAN: "length of time: `30s`, `5m`, `1h`, `30d`",
    _forms.SIZE: "size: `500mb`, `50gb`",
    _forms.ENV_REFERENCE: "environment variable: `${LIKE_THIS}`",
}
_TYPES = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}


def language_reference() -> str:
    """Return the reference as Markdown."""
    language = language_schema()
    parts = {"schema": language, **language["$defs"]}
    return "\n".join([_INTRODUCTION, *(_section(section, parts) for section in SECTIONS)])


def _section(section: Section, parts: Mapping[str, Mapping[str, Any]]) -> str:
    blocks = [f"## {section.title}"]
    if section.text:
        blocks.append(section.text)
    if section.example:
        blocks.append(f"```yaml\n{section.example}```")
    for name in section.parts:
        if len(section.parts) > 1:
            blocks.append(f"### {parts[name]['title']}\n\n{parts[name]['description']}")
        blocks.append("\n".join(_table(parts[name], parts)))
    return "\n\n".join(blocks) + "\n"


def _table(part: Mapping[str, Any], parts: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield "| key | takes | what it says |"
    yield "| --- | --- | --- |"
    for name, key in part["properties"].items():
        takes = _takes(key) + (", required" if name in part.get("required", ()) else "")
        default = f" (`{_plain(key['default'])}`)" if key.get("default") not in (None, "", [], {}) else ""
        says = key.get("description") or parts[key["$ref"].rpartition("/")[2]]["description"]
        yield f"| `{name}` | {_cell(takes)} | {_cell(says)}{_cell(default)} |"


def _takes(key: Mapping[str, Any]) -> str:
    """Say in words what a key takes."""
    if "anyOf" in key:
        return " or ".join(map(_takes, key["anyOf"]))
    if "const" in key or "enum" in key:
        return ", ".join(f"`{_plain(value)}`" for value in key.get("enum", [key.get("const")]))
    if "pattern" in key:
        return _FORMS.get(key["pattern"], "text")
    if "$ref" in key:
        return "see below"
    return _takes_type(key)


def _takes_type(key: Mapping[str, Any]) -> str:
    kind = key.get("type", "any")
    if kind == "array":
        return f"list of {_takes(key['items'])}".replace("list of see below", "list, see below")
    if kind == "object":
        inner = next(iter(key.get("patternProperties", {}).values()), key.get("additionalProperties"))
        return f"by name: {_takes(inner)}" if isinstance(inner, dict) else "by name: any value"
    bounds = [f"{word} {key[bound]}" for bound, word in (("minimum", "from"), ("maximum", "to")) if bound in key]
    return " ".join([_TYPES.get(kind, "any value"), *bounds])


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
