"""What would change in a live cluster, and doing it.

Templates shape only backing indices that begin after them, so a data stream whose newest index differs is rolled over.
What is stored is never rewritten: where a change would contradict it, the plan refuses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Literal

from logloom.cluster._client import Cluster
from logloom.cluster._compare import differences, flat_settings, live_body, normal
from logloom.errors import ClusterError, RefusedError, UnreachableError
from logloom.schema import Schema

__all__ = ["Action", "Plan", "Step", "apply", "plan"]

Action = Literal["create", "change", "roll over"]

_ORDER = ("_ilm", "_ingest", "_component_template", "_index_template")
"""Each needs those before it."""

_FOLDER = "deploy/elasticsearch/"
_ADDED = {
    "doc_values": True,
    "ignore_above": 8191,
    "ignore_malformed": False,
    "index": True,
    "norms": False,
    "store": False,
}
"""What a logsdb index adds to a field by itself, or leaves out since it is the default there. Observed on 9.4.3."""


_NO_LIFECYCLE = "this Elasticsearch has no lifecycles (ILM): nothing rolls over or expires by itself"


@dataclass(frozen=True)
class Step:
    """One request that would change something.

    Args:
        action: what it does.
        method: of HTTP.
        path: of the request, without the leading slash.
        body: of the request.
        differences: in words, by place; empty where nothing is there yet.
    """

    action: Action
    method: str
    path: str
    body: Any
    differences: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.action} {self.path.removesuffix('/_rollover')}"


@dataclass(frozen=True)
class Plan:
    """What `apply` would do, in order.

    Args:
        address: host and port.
        version: of Elasticsearch.
        steps: what would change; empty where live is as rendered.
        refusals: why nothing may be done; with one of them `apply` does none of the steps.
        absent: what this server has no requests for, and what that means.
    """

    address: str
    version: str
    steps: tuple[Step, ...]
    refusals: tuple[str, ...]
    absent: tuple[str, ...]

    def text(self) -> str:
        """Return the plan in words."""
        lines = [f"Elasticsearch {self.version} at {self.address}"]
        for step in self.steps:
            lines += [str(step), *(f"    {each}" for each in step.differences)]
        lines += [f"refused: {each}" for each in self.refusals]
        lines += [f"note: {each}" for each in self.absent]
        lines.append(f"{len(self.steps)} to change" if self.steps else "nothing to change")
        return "\n".join(lines) + "\n"

    def data(self) -> dict[str, Any]:
        """Return the plan as data for JSON, without the bodies: `logloom render` shows those."""
        steps = [
            {"action": each.action, "method": each.method, "path": each.path, "differences": each.differences}
            for each in self.steps
        ]
        told = {"refusals": self.refusals, "absent": self.absent}
        return {"address": self.address, "version": self.version, "steps": steps, **told}


def plan(cluster: Cluster, schema: Schema, files: Mapping[str, bytes]) -> Plan:
    """Compare what is rendered with what is live. Changes nothing.

    Args:
        cluster: the live one.
        schema: whose data streams these are.
        files: rendered: path → content; those of the target `elasticsearch` are compared.

    Raises:
        RefusedError: Elasticsearch is too old.
        ClusterError: it did not answer a question.
    """
    version = cluster.version()
    lifecycle = cluster.knows("/_ilm/status")
    bodies = _bodies(files, lifecycle=lifecycle)
    creates = cluster.knows(f"/_data_stream/{schema.events_stream}")
    absent = [] if lifecycle else [_NO_LIFECYCLE]
    steps: list[Step] = []
    refusals = list(_owned_by_others(cluster, bodies, schema.streams))
    for path, body in bodies.items():
        refusals += _compare(cluster, path, body, steps)
    for stream in schema.streams:
        refusals += _compare_stream(cluster, stream, bodies, steps, creates=creates)
    return Plan(cluster.address, version, tuple(steps), tuple(refusals), tuple(absent))


def apply(cluster: Cluster, planned: Plan, told: Callable[[Step], object] = lambda _: None) -> None:
    """Do what was planned, in order, up to the first error.

    Args:
        cluster: the one that was asked for the plan.
        planned: by `plan`, just now.
        told: is called with each step that was done.

    Raises:
        RefusedError: the plan has refusals; nothing was done.
        ClusterError: a step failed; the message says which were done and which were not.
    """
    if planned.refusals:
        raise RefusedError("\n".join(("nothing was applied:", *planned.refusals)))
    for number, step in enumerate(planned.steps):
        try:
            answer = cluster.request(step.method, f"/{step.path}", step.body)
            if answer.get("acknowledged") is False:
                raise ClusterError(f"{step} at {cluster.address}: some nodes did not acknowledge; plan again")
        except ClusterError as error:
            raise type(error)(_stopped(error, planned.steps, number)) from None
        told(step)


def _stopped(error: ClusterError, steps: tuple[Step, ...], number: int) -> str:
    done, left = (", ".join(map(str, each)) or "nothing" for each in (steps[:number], steps[number + 1 :]))
    # Where the answer was lost, nobody knows; doing it again does no harm.
    unknown = " (perhaps done)" if isinstance(error, UnreachableError) else ""
    return (
        f"{error}\nstopped at: {steps[number]}{unknown}\napplied: {done}\nnot applied: {left}\n"
        "`logloom apply` does what is left"
    )


def _bodies(files: Mapping[str, bytes], *, lifecycle: bool) -> dict[str, dict[str, Any]]:
    """Return path → body in the order in which one needs another."""
    ours = {path: text for path, text in files.items() if path.startswith(_FOLDER)}
    found = {path.removeprefix(_FOLDER).removesuffix(".json"): json.loads(text) for path, text in ours.items()}
    ordered = sorted(found, key=lambda path: (_ORDER.index(path.split("/")[0]), path))
    if lifecycle:
        return {path: found[path] for path in ordered}
    for body in found.values():
        body.get("template", {}).get("settings", {}).pop("index.lifecycle.name", None)
    return {path: found[path] for path in ordered if not path.startswith("_ilm/")}


def _owned_by_others(
    cluster: Cluster, bodies: Mapping[str, Mapping[str, Any]], streams: tuple[str, ...]
) -> Iterator[str]:
    """Yield the templates of others that would win over ours. Elasticsearch itself refuses only equal priorities."""
    kind = "_index_template/"
    ours = {path.removeprefix(kind): body["priority"] for path, body in bodies.items() if path.startswith(kind)}
    least = min(ours.values())
    for each in cluster.request("GET", "/_index_template")["index_templates"]:
        name, template = each["name"], each["index_template"]
        priority = template.get("priority", 0)
        if name in ours or priority < least:
            continue
        patterns = template["index_patterns"]
        taken = [stream for stream in streams if any(fnmatchcase(stream, pattern) for pattern in patterns)]
        if taken:
            yield (
                f"the index template {name} is not logloom's, and its pattern {', '.join(patterns)} takes "
                f"{', '.join(taken)} with priority {priority}: narrow it or give it a priority below {least}"
            )


def _compare(cluster: Cluster, path: str, body: Mapping[str, Any], steps: list[Step]) -> Iterator[str]:
    """Append the step that makes a live thing as rendered; yield why it may not be touched."""
    answer = cluster.find(f"/{path}?flat_settings=true" if "template" in path else f"/{path}")
    live = None if answer is None else live_body(path, answer)
    if live is None:
        steps.append(Step("create", "PUT", path, body))
        return
    found = tuple(differences(normal(live), normal(body)))
    if not found:
        return
    steps.append(Step("change", "PUT", path, body, found))
    if _maker(live) != _maker(body):
        yield f"{path} is there already and was not made by logloom: rename or remove it, or name the schema otherwise"


def _maker(body: Mapping[str, Any]) -> Any:
    return (body.get("policy", body).get("_meta") or {}).get("made_by")


def _compare_stream(
    cluster: Cluster, stream: str, bodies: Mapping[str, Mapping[str, Any]], steps: list[Step], *, creates: bool
) -> Iterator[str]:
    """Append what a data stream needs; yield where its stored data contradicts the schema."""
    live = cluster.find(f"/{stream}/_mapping")
    if live is None:
        if creates:
            steps.append(Step("create", "PUT", f"_data_stream/{stream}", None))
        return
    if stream in live:
        yield f"{stream} is an ordinary index, where a data stream should be: reindex its documents and delete it"
        return
    newest = max(live, key=_generation)
    mappings, settings = _expected(bodies, stream)
    for index, each in sorted(live.items()):
        yield from _contradictions(cluster, index, each["mappings"], mappings)
    found = [*_mapping_differences(live[newest]["mappings"], mappings)]
    stored = cluster.request("GET", f"/{newest}/_settings?flat_settings=true")[newest]["settings"]
    found += differences({name: stored.get(name) for name in settings}, settings)
    if found:
        steps.append(Step("roll over", "POST", f"{stream}/_rollover", None, tuple(found)))


def _generation(index: str) -> int:
    found = re.search(r"-([0-9]{6,})$", index)
    return int(found[1]) if found else -1


def _expected(bodies: Mapping[str, Mapping[str, Any]], stream: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return mappings and flat settings that a new backing index of a stream gets from the templates."""
    templates = [body for path, body in bodies.items() if path.startswith("_index_template/")]
    chosen = next(each for each in templates if fnmatchcase(stream, each["index_patterns"][0]))
    parts = [bodies[f"_component_template/{name}"] for name in chosen["composed_of"]]
    mappings: dict[str, Any] = {}
    settings: dict[str, Any] = {}
    for part in [*parts, chosen]:
        template = part.get("template", {})
        mappings |= template.get("mappings", {})
        settings |= flat_settings(template.get("settings", {}))
    return mappings, settings


def _mapping_differences(live: Mapping[str, Any], rendered: Mapping[str, Any]) -> Iterator[str]:
    """Yield how fields differ; those that the schema no longer has stay in old indices and do no harm."""
    stored = live.get("properties", {})
    for name, field in rendered["properties"].items():
        yield from differences(_essence(stored.get(name)), _essence(field), name)


def _essence(field: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if field is None else {key: item for key, item in field.items() if _ADDED.get(key) != item}


def _contradictions(
    cluster: Cluster, index: str, live: Mapping[str, Any], rendered: Mapping[str, Any]
) -> Iterator[str]:
    """Yield the fields of another type that an index holds values of: no query could ask both kinds at once."""
    for name, field in live.get("properties", {}).items():
        kind = field.get("type", "object")  # what others sent before the templates were there may have such
        wanted = rendered["properties"].get(name, {}).get("type", kind)
        if kind == wanted:
            continue
        counted = cluster.request("POST", f"/{index}/_count", {"query": {"exists": {"field": name}}})["count"]
        if counted:
            yield (
                f"{name} is {kind} in {counted:,} stored events of {index}, and {wanted} in the schema: "
                "give the field another name, or wait until those events have expired"
            )
