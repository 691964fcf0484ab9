"""What the doctor finds, and what it says to do."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from logloom.alerts import Message, Outbox, Route, Undelivered
from logloom.cluster import Answer, Check, doctor, unsent
from logloom.render import render
from logloom.schema import Schema

from .conftest import Script

NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)
STREAM = "logs-a.b-default"
EVENTS = f"POST /{STREAM}/_search"
REFUSED = "POST /logs-a.b.invalid-default/_search?ignore_unavailable=true"
PRIVILEGES = "POST /_security/user/_has_privileges"
SETTINGS = (
    "GET /_cluster/settings?include_defaults=true&flat_settings=true&filter_path=*.cluster.routing.allocation.disk*"
)
VERSIONS = "GET /_nodes/_all/http?filter_path=nodes.*.version"
MARK = "cluster.routing.allocation.disk.watermark"
BLOCKS = f"GET /{STREAM}/_settings/index.blocks.read_only_allow_delete?flat_settings=true"


def found(when: datetime | None) -> Answer:
    """Return the answer of a search whose newest event arrived then."""
    newest = {"value": when and when.timestamp() * 1000}
    return Answer(200, {"hits": {"total": {"value": 7}}, "aggregations": {"newest": newest}})


def refused(reason: str) -> Answer:
    """Return the answer of a search for refused events."""
    return Answer(200, {"hits": {"total": {"value": 7}, "hits": [{"_source": {"extra": {"reason": reason}}}]}})


def granted(right: bool) -> Answer:
    """Return the answer to a user who has one right, or not."""
    return Answer(200, {"username": "u", "cluster": {"manage_ilm": right}, "index": {STREAM: {"read": right}}})


def disk(free: int, gigabytes: int = 100) -> Answer:
    """Return a node's disk of which so many per cent are free."""
    size = gigabytes << 30
    total = {"total_in_bytes": size, "available_in_bytes": size * free // 100}
    return Answer(200, {"nodes": {"x": {"name": "es1", "fs": {"total": total}}}})


def watermarks(**changed: str) -> Answer:
    """Return the settings of a server, its own defaults below what somebody has set."""
    defaults = {f"{MARK}.low": "85%", f"{MARK}.high": "90%", f"{MARK}.flood_stage": "95%"}
    headroom = {f"{MARK}.{mark}.max_headroom": size for mark, size in (("low", "200GB"), ("flood_stage", "100GB"))}
    return Answer(200, {"defaults": {**defaults, **headroom}, "persistent": changed})


def versions(*numbers: str) -> Answer:
    """Return the versions of the nodes."""
    return Answer(200, {"nodes": {str(place): {"version": number} for place, number in enumerate(numbers)}})


def expiring(day: str) -> Answer:
    """Return one certificate."""
    return Answer(200, [{"path": "http.crt", "expiry": f"{day}T00:00:00.000Z"}])


WELL = {
    "GET /_ssl/certificates": expiring("2027-11-20"),
    "GET /_security/_authenticate": Answer(200, {}),
    PRIVILEGES: granted(True),
    "GET /_nodes/stats/fs": disk(60),
    SETTINGS: watermarks(),
    VERSIONS: versions("9.4.3"),
    f"GET /{STREAM}/_mapping": Answer(200, {f".ds-{STREAM}-2026.11.20-000001": {"mappings": {}}}),
    f"GET /.ds-{STREAM}-2026.11.20-000001/_settings?flat_settings=true": Answer(
        200, {f".ds-{STREAM}-2026.11.20-000001": {"settings": {}}}
    ),
    EVENTS: found(NOW),
    REFUSED: Answer(200, {"hits": {"total": {"value": 0}, "hits": []}}),
    f"GET /{STREAM}/_stats/store": Answer(200, {"_all": {"total": {"store": {"size_in_bytes": 7_340_032}}}}),
}


def look(schema: Schema, answers: dict[str, Answer]) -> dict[str, Check]:
    """Return the checks by their names."""
    script = Script({**WELL, **answers})
    checks = doctor(script.cluster, schema, render(schema, ["elasticsearch"]), NOW)
    return {check.name: check for check in checks}


def test_what_is_well_is_told_as_that(schema: Schema) -> None:
    """Each thing that was looked at is named; templates are not there yet in this cluster."""
    checks = look(schema, {})
    assert list(checks) == [
        "reachable",
        "versions",
        "certificates",
        "rights",
        "disks",
        "templates",
        "writable",
        "events",
        "refused",
        "size",
    ]
    assert [name for name, check in checks.items() if not check.well] == ["templates"]
    assert "7 stored; the newest arrived 0:00:00 ago" in str(checks["events"])
    assert str(checks["size"]) == "ok    size: 7.3 MB on disk"
    assert checks["size"].measured == {"store_bytes": 7_340_032}


@pytest.mark.parametrize(
    ("name", "answers", "words"),
    [
        ("reachable", {"GET /": Answer(200, {"version": {"number": "8.1.0"}})}, "upgrade it"),
        ("reachable", {"GET /": Answer(401, {"error": {"reason": "who?"}})}, "check ELASTICSEARCH_API_KEY"),
        (
            "certificates",
            {"GET /_ssl/certificates": expiring("2026-11-25")},
            "good for 4 days\n      do: `logloom setup renew",
        ),
        ("rights", {PRIVILEGES: granted(False)}, "lacks manage_ilm, read on logs-a.b-default\n      do: grant"),
        ("rights", {"GET /_security/_authenticate": Answer(400, {"error": "no handler found for"})}, "security is off"),
        ("disks", {"GET /_nodes/stats/fs": disk(4)}, "96%; es1 above the watermark flood_stage: nothing is written"),
        ("disks", {"GET /_nodes/stats/fs": disk(12)}, "88%; es1 above the watermark low: no new shards"),
        ("disks", {"GET /_nodes/stats/fs": disk(4, 4000)}, "96%; es1 above the watermark high: shards move away"),
        ("disks", {SETTINGS: watermarks(**{f"{MARK}.high": "0.3"})}, "40%; es1 above the watermark high"),
        ("disks", {SETTINGS: watermarks(**{f"{MARK}.flood_stage": "80gb"})}, "es1 above the watermark flood_stage"),
        ("versions", {VERSIONS: versions("9.4.3", "9.5.0")}, "9.4.3, 9.5.0; the schema is for 9.4.3\n      do: finish"),
        ("versions", {VERSIONS: versions("9.1.10")}, "a newer Filebeat than Elasticsearch is not supported"),
        ("disks", {"GET /_nodes/stats/fs": Answer(403, {"error": {"reason": "no"}})}, "do: ask with a user"),
        ("templates", {}, "differ from what is rendered\n      do: see `logloom plan`"),
        ("events", {EVENTS: found(None)}, "none has arrived"),
        ("events", {EVENTS: found(NOW.replace(hour=9))}, "the newest arrived 3:00:00 ago\n      do: is a job running"),
        (
            "refused",
            {REFUSED: refused("blocked by")},
            "7 events within a day are kept as invalid ones; the last: blocked",
        ),
        ("events", {f"GET /{STREAM}/_mapping": Answer(404, {})}, "do: `logloom apply`"),
    ],
)
def test_what_is_not_well_comes_with_what_to_do(
    schema: Schema, name: str, answers: dict[str, Answer], words: str
) -> None:
    """The finding in words, then the remedy."""
    check = look(schema, answers)[name]
    assert not check.well
    assert words in str(check)


def test_a_block_by_the_flood_stage_is_found(schema: Schema) -> None:
    """An index that a full disk closed stays closed for a while, and events wait."""
    settings: dict[str, Any] = {"i": {"settings": {"index.blocks.read_only_allow_delete": "true"}}}
    assert "i take no events" in str(look(schema, {BLOCKS: Answer(200, settings)})["writable"])


@pytest.mark.parametrize(
    "answers",
    [
        {"GET /_nodes/stats/fs": disk(12, 4000)},
        {"GET /_nodes/stats/fs": disk(1), SETTINGS: watermarks(**{f"{MARK[:-10]}.threshold_enabled": "false"})},
        {VERSIONS: versions("9.5.0")},
    ],
)
def test_what_only_looks_bad_is_well(schema: Schema, answers: dict[str, Answer]) -> None:
    """A large disk keeps enough in bytes, watermarks may be off, and Elasticsearch may be newer than the schema."""
    checks = look(schema, answers)
    assert checks["disks"].well
    assert checks["versions"].well


def test_messages_that_wait_are_told(tmp_path: Path) -> None:
    """Doctor says for which route, since when, why, and what to do."""

    def refuse(route: Route, _: Message) -> None:
        raise Undelivered(f"{route.name}: answered HTTP 502")

    outbox, route = Outbox(tmp_path / "outbox", refuse), Route("wecom", "wecom", "WECOM_WEBHOOK_URL")
    assert list(unsent(tmp_path / "outbox")) == []
    outbox.put(route, Message("Many errors", "12 errors"))
    outbox.pump([route])
    (check,) = unsent(tmp_path / "outbox")
    assert not check.well
    assert check.found == "1 unsent for wecom, the oldest since 0 minutes (wecom: answered HTTP 502)"
    assert check.remedy == "put it right, and try `logloom alerts ping wecom`"
    assert Outbox(tmp_path / "outbox", lambda *_: None).pump([route]) == []
    assert [each.well for each in unsent(tmp_path / "outbox")] == [True]
