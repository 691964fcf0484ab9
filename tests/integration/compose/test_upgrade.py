"""The stack's next version: what is stored stays, the way back is refused in words, and a backup is that way.

Where Elastic's images can't be pulled, the older Elasticsearch is a minimal one, without ingest pipelines. There the
first run is stored as the rendered pipeline would have: by the engine that does the same.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from harness import images
from harness.compose import ON_ELASTIC, change_schema, is_whole, process
from harness.elasticsearch import OLDER, WHOLE, Release

from logloom.render import render
from logloom.rules import Engine, Record
from logloom.schema import compile_rules, load

if TYPE_CHECKING:
    from harness.compose import Stack

pytestmark = pytest.mark.needs("docker", *([] if ON_ELASTIC else ["elasticsearch", "filebeat"]))

STORED_AT = "2026-11-01T12:00:00.000Z"


def use(stack: Stack, release: Release) -> None:
    """Say in the schema which version of the stack it is for, and render it anew."""
    written = re.search(r"elastic: [0-9.]+", (stack.folder / "schema.yaml").read_text(encoding="utf-8"))
    assert written is not None
    change_schema(stack.folder, written[0], f"elastic: {release.version}")
    if not ON_ELASTIC:
        stack.environment["TESTS_ELASTICSEARCH"] = images.of_elasticsearch(release)


def train_without_pipeline(stack: Stack) -> None:
    """Train, and store what the job says into a data stream of the rendered templates."""
    stack.compose("up", "--detach", "--build", "address", "elasticsearch")
    stack.wait_until(lambda: stack.health("elasticsearch") == "healthy", "the older Elasticsearch is up")
    stack.compose("build", "trainer")
    said = stack.compose("run", "--rm", "--no-deps", "-T", "trainer", JOB_ID="before").stdout
    schema, cluster = load(stack.folder / "schema.yaml"), stack.elasticsearch()
    for path, content in render(schema, ["elasticsearch"]).items():
        kind = path.split("/")[2]
        if kind in {"_component_template", "_index_template"}:
            body = json.loads(content)
            settings = body["template"].get("settings", {})
            settings.pop("index.lifecycle.name", None)
            if "analysis" in settings:  # it lacks the tokenizer too
                settings["analysis"] = {"analyzer": {"words": {"type": "standard"}}}
            cluster.request("PUT", path.removeprefix("deploy/elasticsearch").removesuffix(".json"), body)
    engine = Engine(compile_rules(schema))
    for line in said.splitlines():
        outcome = engine.apply(Record(line), STORED_AT)
        cluster.request("PUT", f"/{schema.events_stream}/_create/{outcome.id}?pipeline=_none", outcome.document)


@pytest.fixture(scope="module")
def older(stack: Stack) -> Stack:
    """Return a stack of the older version that has stored a run, and backed it up."""
    try:
        use(stack, OLDER)
        if ON_ELASTIC:
            stack.run("make", "up", JOB_ID="before")
            stack.wait_until(lambda: is_whole(stack, "before"), "all events of the first job are stored")
        else:
            train_without_pipeline(stack)
        stack.run("make", "backup")
    except AssertionError:
        stack.keep_logs()
        raise
    return stack


def test_the_next_version_keeps_all_that_is_stored(older: Stack) -> None:
    """After another version in the schema and `make up`, old and new events are there once, and all is well."""
    stored = older.count("job_id:before")
    use(older, WHOLE)
    older.run("make", "up", JOB_ID="after")
    older.wait_until(lambda: is_whole(older, "after"), "all events of the second job are stored")
    assert older.elasticsearch().version() == WHOLE.version
    assert is_whole(older, "before")
    assert process(older, "before")["emitted"] == older.count("job_id:before") == stored > 5
    assert older.count("event:job_end AND job_id:(before OR after)") == 2
    assert "nothing to change" in older.logloom("plan").stdout
    assert f"versions: {WHOLE.version}" in older.logloom("doctor", "--folder", "/secrets").stdout
    older.run("make", "backup")


def test_an_older_version_is_refused_in_words(older: Stack) -> None:
    """Elasticsearch itself would speak of a codec; `make up` says whose the data are, and nothing is started."""
    use(older, OLDER)
    refused = older.run("make", "up", check=False)
    assert refused.returncode != 0
    assert f"these data are of Elasticsearch {WHOLE.version}, and {OLDER.version} opens none" in refused.stderr
    assert older.container("elasticsearch").status == "created"
    assert '"version" didn' in older.compose("up", "--detach", check=False).stderr


def test_a_backup_is_the_way_back(older: Stack) -> None:
    """Without the newer version's data the older one starts; it restores the newest backup that it can read."""
    older.compose("down")
    older.run("docker", "volume", "rm", f"{older.name}_elasticsearch")
    older.run("make", "restore") if ON_ELASTIC else older.compose("run", "--rm", "-T", "setup", "restore")
    assert older.logloom("backup", "--list").stdout.count("NEWER") == 1
    assert older.count("job_id:before") == older.count() > 5
