"""The rendered rules in the real ElastAlert 2, over TLS, against the real Elasticsearch."""

from __future__ import annotations

import subprocess
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from harness import elastalert
from harness.alerts import SCENARIOS, START, Scenario
from harness.elastalert import Stack, write_rules
from harness.receivers import receivers

from logloom.cluster import make_key

pytestmark = pytest.mark.needs("docker", "elasticsearch")

END = datetime(2026, 11, 2, 14, 0, 0)
SECONDS = 240
MEASURED = ("slow", "full")


def wait_until(is_done: Callable[[], bool], process: subprocess.Popen[bytes], log: Path, what: str) -> None:
    """Wait, with a bound, while the program runs."""
    end = time.monotonic() + SECONDS
    while not is_done():
        assert process.poll() is None, f"ElastAlert 2 ended: {log.read_text()[-3000:]}"
        assert time.monotonic() < end, f"waited {SECONDS} s in vain for {what}: {log.read_text()[-3000:]}"
        time.sleep(0.5)


def offset(scenario: Scenario) -> timedelta:
    """Return what to add to a scenario's times so that it ends when the check does."""
    return END - START - timedelta(seconds=scenario.until)


def told(match: dict[str, Any], scenario: Scenario) -> tuple[str, float, tuple[Any, ...]]:
    """Return a match as scenarios write a firing."""
    body = match["match_body"]
    at = datetime.fromisoformat(body["ingested_at"].replace("Z", "+00:00")).replace(tzinfo=None)
    name = match["rule_name"].split("-", 1)[1]
    fields = {"same": ["error_type"], "fresh": ["service", "version", "error_type"], "silent": ["job_id"]}
    fields |= {"lost": ["job_id", "rank"], "slow": ["job_id"], "full": ["job_id", "rank"]}
    key = tuple(body.get(field) for field in fields.get(name, ()))
    return name, round((at - START - offset(scenario)).total_seconds(), 3), key


def test_elastalert_fires_when_the_embedded_store_does(stack: Stack, tmp_path: Path) -> None:
    """In each scenario the same alerts fire for the same keys at the same events."""
    for index, scenario in enumerate(SCENARIOS):
        schema = stack.prepare(f"s{index:02}")
        stack.store(schema, scenario.documents(), offset(scenario))
        changes = {"realert": {"seconds": 0}, "alert": ["debug"]}
        write_rules(tmp_path / "rules", schema, f"s{index:02}-", scenario.alerts, **changes)
    config = tmp_path / "rules" / "config.yaml"
    config.write_text(config.read_text().replace("seconds: 15", "seconds: 300"))
    streams = {"names": ["logs-test.alerts-*"], "privileges": ["read", "view_index_metadata"]}
    own = {"names": ["elastalert*"], "privileges": ["manage", "read", "write"]}
    key = stack.node.api_key("all-scenarios", {"cluster": ["cluster:monitor/main"], "indices": [streams, own]})
    (stack.secrets / "all").write_text(key)
    (stack.secrets / "all").chmod(0o644)
    environment = stack.environment(ES_API_KEY_FILE="/secrets/alerts/all")
    times = ["--start", f"{(END - timedelta(seconds=4200)).isoformat()}Z", "--end", f"{END.isoformat()}Z"]
    rules = len(list((tmp_path / "rules" / "rules").iterdir()))

    def looked() -> bool:
        stack.node.request("POST", "/elastalert_status/_refresh")
        names = {"names": {"cardinality": {"field": "rule_name"}}}
        answer = stack.node.request("POST", "/elastalert_status/_search?size=0", {"aggs": names})
        return answer.status == 200 and answer.body["aggregations"]["names"]["value"] >= rules

    with elastalert.running(stack.image, tmp_path / "rules", stack.secrets, environment, *times) as process:
        wait_until(looked, process, tmp_path / "elastalert.log", f"a look at {rules} rules")
    assert stack.found("elastalert_error", {"match_all": {}}) == []
    matches = stack.found("elastalert", {"prefix": {"rule_name": "s"}})
    for index, scenario in enumerate(SCENARIOS):
        mine = [told(match, scenario) for match in matches if match["rule_name"].startswith(f"s{index:02}-")]
        # A measure is looked at every few minutes; what the scenario says of it is the last look.
        at_the_end = [each for each in mine if each[0] not in MEASURED or each[1] == scenario.until]
        expected = [(name, round(second, 3), tuple(key)) for name, second, key in scenario.expected]
        assert Counter(at_the_end) == Counter(expected), scenario.name


def test_a_storm_reaches_wecom_and_slack_in_few_messages(stack: Stack, tmp_path: Path) -> None:
    """The rendered files, unchanged: 10,000 errors of 50 kinds make one message for each kind, with how many."""
    schema = stack.prepare("storm")
    key = make_key(stack.cluster, schema, "alerts")
    (stack.secrets / "api_key").write_text(f"{key}\n")
    (stack.secrets / "api_key").chmod(0o644)
    write_rules(tmp_path / "rules", schema)
    error = {"level": "ERROR", "event": "exception", "message": "it broke"}
    events = [(number / 1000, {**error, "error_type": f"E{number % 50}"}) for number in range(10_000)]
    storm = Scenario("storm", events, 10, [])
    now = datetime.now(timezone.utc).replace(tzinfo=None)
    stack.store(schema, storm.documents(), now - START - timedelta(seconds=10))
    key_file = {"ES_API_KEY_FILE": "/secrets/alerts/api_key", "LOGLOOM_OUTBOX": "/tmp/outbox"}
    log = tmp_path / "elastalert.log"
    with receivers() as hooks:
        routes = {"WECOM_WEBHOOK_URL": hooks.url("wecom"), "SLACK_WEBHOOK_URL": hooks.url("slack")}
        environment = stack.environment(**key_file, **routes)

        def said(words: str) -> int:
            return "\n".join(hooks.texts("slack")).count(words)

        with elastalert.running(stack.image, tmp_path / "rules", stack.secrets, environment) as process:
            wait_until(lambda: said("200 events within 1 hour.") >= 50, process, log, "each kind by Slack")
            wait_until(lambda: said("was not there before.") >= 50, process, log, "each new kind by Slack")
            wait_until(lambda: bool(hooks.texts("wecom")), process, log, "the burst by WeCom")
        assert (said("200 events within 1 hour."), said("was not there before.")) == (50, 50)
        assert len(hooks.texts("slack")) <= 100
        (burst,) = hooks.texts("wecom")
    assert burst.startswith("错误激增\n5 分钟内 10000 条日志")
    assert "very-secret-token" not in log.read_text()


def test_what_came_while_it_was_away_is_told_once(stack: Stack, tmp_path: Path) -> None:
    """A burst that began before a restart and was over long before it is counted whole; the one before is told."""
    schema = stack.prepare("away")
    (stack.secrets / "away").write_text(f"{make_key(stack.cluster, schema, 'alerts')}\n")
    (stack.secrets / "away").chmod(0o644)
    write_rules(tmp_path / "rules", schema, "away-", ["burst"], realert={"seconds": 0}, alert=["debug"])
    environment = stack.environment(ES_API_KEY_FILE="/secrets/alerts/away")
    log, looks = tmp_path / "elastalert.log", "/elastalert_status/_search?size=0&q=rule_name:away%5C-burst"

    def looked() -> bool:
        stack.node.request("POST", "/elastalert_status/_refresh")
        answer = stack.node.request("POST", looks)
        return answer.status == 200 and answer.body["hits"]["total"]["value"] > 0

    def run() -> None:
        with elastalert.running(stack.image, tmp_path / "rules", stack.secrets, environment) as process:
            wait_until(looked, process, log, "a look")
        stack.node.request("POST", "/elastalert_status/_delete_by_query?refresh=true", {"query": {"match_all": {}}})

    run()
    begun = datetime.now(timezone.utc).replace(tzinfo=None) - timedelta(hours=1)
    seconds = [*range(12), *range(1200, 1210), *range(1300, 1302)]  # the last two came while it was away
    errors = Scenario("away", [(second, {"level": "ERROR"}) for second in seconds], 3600, [])
    stack.store(schema, errors.documents(), begun - START)
    look = {"rule_name": "away-burst", "endtime": f"{(begun + timedelta(seconds=1250)).isoformat()}Z"}
    stack.node.request("POST", "/elastalert_status/_doc?refresh=true", look)
    looks = looks.replace("burst", "burst%20AND%20_exists_:starttime")
    run()
    matches = stack.found("elastalert", {"term": {"rule_name": "away-burst"}})
    moments = sorted(datetime.fromisoformat(match["match_body"]["ingested_at"][:-1]) for match in matches)
    assert [round((moment - begun).total_seconds()) for moment in moments] == [1300, 1301]
