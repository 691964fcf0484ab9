"""What would change in a live Kibana, and doing it; what a user edited there is kept.

Kibana brings what it imports up to its own version, so a live object never equals what was rendered. After each import
its own export is taken, and hashes of its parts are written down: what differs from them later was edited, or migrated
by a newer Kibana, which does not touch `updated_at`. They stand in Elasticsearch, in the `_meta` of a component
template that nothing is composed of: beside what the schema made there, and in its snapshots.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from logloom.cluster._client import Cluster
from logloom.cluster._kibana import Key, Kibana
from logloom.errors import UsageError
from logloom.schema import Schema

__all__ = ["Change", "KibanaPlan", "apply_kibana", "plan_kibana", "prepared"]

_FILE = "kibana/objects.ndjson"
_SENTRY = "${SENTRY_EVENT_URL}"
_MADE_BY = "logloom apply"
_KINDS = {"index-pattern": "data view", "search": "saved search"}


@dataclass(frozen=True)
class Change:
    """What `apply` would do with one object.

    Args:
        action: create and change import it; keep leaves alone what was edited in Kibana.
        key: type and id.
        title: as Kibana shows it.
        differences: in words, by part.
    """

    action: Literal["create", "change", "keep"]
    key: Key
    title: str
    differences: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.action} {_KINDS.get(self.key[0], self.key[0])} {self.title!r} ({self.key[1]})"


@dataclass(frozen=True)
class KibanaPlan:
    """What `apply` would do in Kibana.

    Args:
        address: host and port.
        version: of Kibana.
        space: whose objects these are.
        objects: all that is rendered.
        changes: by object, in the order of the file.
        left: what an earlier schema made and this one does not.
    """

    address: str
    version: str
    space: str
    objects: tuple[dict[str, Any], ...]
    changes: tuple[Change, ...]
    left: tuple[str, ...]

    @property
    def wanted(self) -> tuple[Change, ...]:
        """What would be imported."""
        return tuple(each for each in self.changes if each.action != "keep")

    def text(self) -> str:
        """Return the plan in words."""
        lines = [f"Kibana {self.version} at {self.address}, space {self.space}"]
        for change in self.changes:
            lines += [str(change), *(f"    {each}" for each in change.differences)]
        lines += [f"note: {each} is rendered no more; remove it in Kibana" for each in self.left]
        if len(self.wanted) < len(self.changes):
            lines.append("note: what was edited in Kibana stays; `logloom apply --overwrite` replaces it")
        lines.append(f"{len(self.wanted)} to change" if self.wanted else "nothing to change")
        return "\n".join(lines) + "\n"

    def data(self) -> dict[str, Any]:
        """Return the plan as data for JSON."""
        changes = [
            {"action": each.action, "type": each.key[0], "id": each.key[1], "differences": each.differences}
            for each in self.changes
        ]
        place = {"address": self.address, "version": self.version, "space": self.space}
        return {**place, "changes": changes, "left": self.left}


def prepared(files: Mapping[str, bytes], sentry: str | None) -> list[dict[str, Any]]:
    """Return the rendered objects, with the way to Sentry.

    Args:
        files: what the target `kibana` rendered.
        sentry: address in front of an event's id, from ``SENTRY_EVENT_URL``; without it the id is no link.

    Raises:
        UsageError: the address is none.
    """
    if sentry and (not sentry.startswith(("https://", "http://")) or not sentry.isprintable() or " " in sentry):
        raise UsageError("SENTRY_EVENT_URL is the address before an event's id: https://acme.sentry.io/issues/?query=")
    objects: list[dict[str, Any]] = [json.loads(line) for line in files[_FILE].splitlines()]
    for attributes in (each["attributes"] for each in objects if each["type"] == "index-pattern"):
        formats = json.loads(attributes["fieldFormatMap"])
        for name, shown in list(formats.items()):
            link = shown.get("params", {}).get("urlTemplate", "")
            if link.startswith(_SENTRY) and sentry:
                shown["params"]["urlTemplate"] = link.replace(_SENTRY, sentry, 1)
            elif link.startswith(_SENTRY):
                del formats[name]
        attributes["fieldFormatMap"] = json.dumps(formats, sort_keys=True)
    return objects


def plan_kibana(
    kibana: Kibana, cluster: Cluster, schema: Schema, objects: Iterable[dict[str, Any]], *, overwrite: bool = False
) -> KibanaPlan:
    """Compare what is rendered with what is live. Changes nothing.

    Args:
        kibana: the live one.
        cluster: its Elasticsearch, which holds what the last import left.
        schema: whose objects these are.
        objects: as `prepared` gives them.
        overwrite: plan to replace also what was edited in Kibana.

    Raises:
        RefusedError: Kibana is too old, or there is no such space.
        ClusterError: one of them did not answer a question.
    """
    version = kibana.version()
    rendered = {(each["type"], each["id"]): each for each in objects}
    record = _recorded(cluster, schema).get(kibana.space, {})
    old = [key for key in map(_key, record) if key not in rendered]
    live = kibana.export([*rendered, *old])
    changes = []
    for key, each in rendered.items():
        change = _judged(each, live.get(key), record.get(_name(key)))
        if change is not None and change.action == "keep" and overwrite:
            change = Change("change", key, change.title, change.differences)
        changes += [change] if change else []
    left = tuple(_name(key) for key in old if key in live)
    return KibanaPlan(kibana.address, version, kibana.space, tuple(rendered.values()), tuple(changes), left)


def _name(key: Key) -> str:
    return ":".join(key)


def _key(name: str) -> Key:
    kind, _, key = name.partition(":")
    return kind, key


def _title(each: Mapping[str, Any]) -> str:
    attributes = each["attributes"]
    return str(attributes.get("name") or attributes.get("title") or each["id"])


def _judged(
    rendered: Mapping[str, Any], live: Mapping[str, Any] | None, record: Mapping[str, Any] | None
) -> Change | None:
    """Return what to do with one object; None where it is as it should be."""
    key, title = (rendered["type"], rendered["id"]), _title(rendered)
    if live is None:
        return Change("create", key, title)
    if record is None:
        return Change("keep", key, title, ("it is there, and no `logloom apply` wrote down what it was",))
    edited = tuple(_differences(record["exported"], parts(live)))
    if edited and live.get("updated_at") != record.get("updated_at"):
        return Change("keep", key, title, (*edited, *_migrated(record, live)))
    changed = tuple(_differences(record["rendered"], parts(rendered)))
    return Change("change", key, title, changed) if changed else None


def _migrated(record: Mapping[str, Any], live: Mapping[str, Any]) -> Iterator[str]:
    then, now = record.get("version"), live.get("typeMigrationVersion")
    if then != now:
        yield f"Kibana has also migrated it, {then} to {now}: some of these may be its own doing"


def parts(each: Mapping[str, Any]) -> dict[str, str]:
    """Return the parts of an object that a user would name, each with its hash."""
    named: dict[str, Any] = {"references": sorted(each["references"], key=lambda reference: str(reference["name"]))}
    for key, value in each["attributes"].items():
        content = _read(value)
        if key == "panelsJSON" and isinstance(content, list):
            named |= {f"panel {_panel_title(panel)!r}": panel for panel in content}
        else:
            named[key] = content
    return {name: _hash(value) for name, value in named.items()}


def _panel_title(panel: Mapping[str, Any]) -> str:
    config = panel.get("embeddableConfig") or {}
    return str(config.get("title") or panel.get("title") or panel.get("panelIndex"))


def _read(value: Any) -> Any:
    """JSON in a text is what it says, not how it is written."""
    try:
        return json.loads(value) if isinstance(value, str) and value[:1] in {"{", "["} else value
    except ValueError:
        return value


def _hash(value: Any) -> str:
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            yield f"{name}: gone"
        elif name not in before:
            yield f"{name}: new"
        elif before[name] != after[name]:
            yield f"{name}: changed"


def apply_kibana(
    kibana: Kibana,
    cluster: Cluster,
    schema: Schema,
    planned: KibanaPlan,
    told: Callable[[Change], object] = lambda _: None,
) -> None:
    """Import what was planned, and write down what Kibana made of it.

    Args:
        kibana: the one that was asked for the plan.
        cluster: its Elasticsearch.
        schema: whose objects these are.
        planned: by `plan_kibana`, just now.
        told: is called with each change that was done.

    Raises:
        ClusterError: Kibana took not all, or what it made could not be written down.
    """
    if not planned.wanted:
        return
    keys = {change.key for change in planned.wanted}
    rendered = {(each["type"], each["id"]): each for each in planned.objects}
    kibana.load(each for key, each in rendered.items() if key in keys)
    noted = {
        _name(key): {
            "rendered": parts(rendered[key]),
            "exported": parts(live),
            "updated_at": live.get("updated_at"),
            "version": live.get("typeMigrationVersion"),
        }
        for key, live in kibana.export(change.key for change in planned.wanted).items()
    }
    _record(cluster, schema, kibana.space, noted)
    for change in planned.wanted:
        told(change)


def _place(schema: Schema) -> str:
    return f"/_component_template/logs-{schema.name}@kibana"


def _recorded(cluster: Cluster, schema: Schema) -> dict[str, dict[str, Any]]:
    """Return by space and object what the last import left."""
    answer = cluster.find(_place(schema)) or {}
    found = (answer.get("component_templates") or [{}])[0].get("component_template", {})
    spaces: dict[str, dict[str, Any]] = found.get("_meta", {}).get("spaces", {})
    return spaces


def _record(cluster: Cluster, schema: Schema, space: str, noted: Mapping[str, Any]) -> None:
    spaces = _recorded(cluster, schema)
    meta = {"made_by": _MADE_BY, "spaces": {**spaces, space: {**spaces.get(space, {}), **noted}}}
    cluster.request("PUT", _place(schema), {"template": {}, "_meta": meta})
