"""What the doctor finds, and what it says to do."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from logloom.cluster import Answer, Check, doctor
from logloom.render import render
from logloom.schema import Schema

from .conftest import Script

NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)
STREAM = "logs-a.b-default"
EVENTS = f"POST /{STREAM}/_search"
PRIVILEGES = "POST /_security/user/_has_privileges"
BLOCKS = f"GET /{STREAM}/_settings/index.blocks.read_only_allow_delete?flat_settings=true"


def found(when: datetime | None) -> Answer:
    """Return the answer of a search whose newest event arrived then."""
    newest = {"value": when and when.timestamp() * 1000}
    return Answer(200, {"hits": {"total": {"value": 7}}, "aggregations": {"newest": newest}})


def granted(right: bool) -> Answer:
    """Return the answer to a user who has one right, or not."""
    return Answer(200, {"username": "u", "cluster": {"manage_ilm": right}, "index": {STREAM: {"read": right}}})


def disk(free: int) -> Answer:
    """Return a node's disk of which so many per cent are free."""
    total = {"total_in_bytes": 100, "available_in_bytes": free}
    return Answer(200, {"nodes": {"x": {"name": "es1", "fs": {"total": total}}}})


def expiring(day: str) -> Answer:
    """Return one certificate."""
    return Answer(200, [{"path": "http.crt", "expiry": f"{day}T00:00:00.000Z"}])


WELL = {
    "GET /_ssl/certificates": expiring("2027-11-20"),
    "GET /_security/_authenticate": Answer(200, {}),
    PRIVILEGES: granted(True),
    "GET /_nodes/stats/fs": disk(60),
    f"GET /{STREAM}/_mapping": Answer(200, {f".ds-{STREAM}-2026.11.20-000001": {"mappings": {}}}),
    f"GET /.ds-{STREAM}-2026.11.20-000001/_settings?flat_settings=true": Answer(
        200, {f".ds-{STREAM}-2026.11.20-000001": {"settings": {}}}
    ),
    EVENTS: found(NOW),
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
    assert list(checks) == ["reachable", "certificates", "rights", "disks", "templates", "writable", "events", "size"]
    assert [name for name, check in checks.items() if not check.well] == ["templates"]
    assert "7 stored; the newest arrived 0:00:00 ago" in str(checks["events"])
    assert str(checks["size"]) == "ok    size: 7.3 MB on disk"
    assert checks["size"].measured == {"store_bytes": 7_340_032}


@pytest.mark.parametrize(
    ("name", "answers", "words"),
    [
        ("reachable", {"GET /": Answer(200, {"version": {"number": "8.1.0"}})}, "upgrade it"),
        ("reachable", {"GET /": Answer(401, {"error": {"reason": "who?"}})}, "check ELASTICSEARCH_API_KEY"),
        ("certificates", {"GET /_ssl/certificates": expiring("2026-11-25")}, "good for 4 days\n      do: renew"),
        ("rights", {PRIVILEGES: granted(False)}, "lacks manage_ilm, read on logs-a.b-default\n      do: grant"),
        ("rights", {"GET /_security/_authenticate": Answer(400, {"error": "no handler found for"})}, "security is off"),
        ("disks", {"GET /_nodes/stats/fs": disk(4)}, "96 %, above the watermark of 95 %: nothing is written"),
        ("disks", {"GET /_nodes/stats/fs": disk(12)}, "above the watermark of 85 %: no new shards"),
        ("disks", {"GET /_nodes/stats/fs": Answer(403, {"error": {"reason": "no"}})}, "do: ask with a user"),
        ("templates", {}, "differ from what is rendered\n      do: see `logloom plan`"),
        ("events", {EVENTS: found(None)}, "none has arrived"),
        ("events", {EVENTS: found(NOW.replace(hour=9))}, "the newest arrived 3:00:00 ago\n      do: is a job running"),
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
