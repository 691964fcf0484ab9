"""A secured Elasticsearch: what each key may and may not do, and what is told of every trouble."""

from __future__ import annotations

import json
import logging
import re
import ssl
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from harness import certificates

from logloom.cluster import HOLDERS, Cluster, Holder, Step, apply, audit, connect, make_key, plan
from logloom.cluster.setup._certificates import Authority
from logloom.errors import UnreachableError
from logloom.render import render
from logloom.schema import Schema

if TYPE_CHECKING:
    from harness.elasticsearch import Node

pytestmark = [pytest.mark.needs("elasticsearch"), pytest.mark.xdist_group("elasticsearch")]

Make = Callable[..., Schema]
Run = Callable[..., Any]

RUN = "0123456789abcdef0123"
SECRET = "do-not-show-me"


@pytest.fixture
def way(login: dict[str, str]) -> Cluster:
    """Return the way in for the user who may do everything."""
    return connect(login)


@pytest.fixture
def ready(way: Cluster, schema: Make, secured: Node) -> Schema:
    """Return a schema that is applied, with one event and one invalid line."""
    given = schema()
    apply(way, plan(way, given, render(given, ["elasticsearch"])))
    assert send(secured, given, event(0), "{cut") == [201, 201]
    return given


def event(seq: int) -> str:
    """Return a line of the logger."""
    return json.dumps({"level": "INFO", "service": "s", "version": "1", "job_id": "j", "run": RUN, "seq": seq})


def send(node: Node, schema: Schema, *lines: str, key: str | None = None, op: str = "create") -> list[int]:
    """Send lines as a collector does, and return the status of each."""
    bulk: list[object] = []
    for line in lines:
        bulk += [{op: {}}, {"message": line}]
    refresh = "false" if key else "true"  # which a sender may not ask for
    answer = node.request("POST", f"/{schema.events_stream}/_bulk?refresh={refresh}", bulk, lines=True, api_key=key)
    assert answer.status == 200, answer.body
    return [item[op]["status"] for item in answer.body["items"]]


# What a holder may do, and what it may not. {s} is the data stream, {b} its backing index.
ALLOWED: dict[Holder, list[tuple[str, str, Any]]] = {
    "filebeat": [("GET", "/", None), ("GET", "/_license", None)],
    "logstash": [("GET", "/", None), ("GET", "/_license", None)],
    "reader": [
        ("GET", "/", None),
        ("POST", "/{s}/_search", {}),
        ("GET", "/{s}/_count", None),
        ("GET", "/{b}/_doc/" + RUN + "-0", None),
        ("GET", "/{s}/_mapping", None),
        ("GET", "/{s}/_field_caps?fields=*", None),
    ],
    "alerts": [
        ("GET", "/", None),
        ("POST", "/{s}/_search", {}),
        ("PUT", "/elastalert_status", {}),
        ("PUT", "/elastalert_status/_mapping", {"properties": {"a": {"type": "keyword"}}}),
        ("POST", "/elastalert_status/_doc?refresh=true", {"a": "b"}),
        ("POST", "/elastalert_status/_search", {}),
        ("DELETE", "/elastalert_status", None),
    ],
}
CHANGES: list[tuple[str, str, Any]] = [
    ("POST", "/{s}/_delete_by_query", {"query": {"match_all": {}}}),
    ("POST", "/{s}/_update_by_query", None),
    ("DELETE", "/{b}/_doc/" + RUN + "-0", None),
    ("POST", "/{b}/_update/" + RUN + "-0", {"doc": {"level": "DEBUG"}}),
    (
        "PUT",
        "/{b}/_doc/" + RUN + "-0?if_seq_no=0&if_primary_term=1&pipeline=_none",
        {"@timestamp": "2026-01-01T00:00:00.000Z"},
    ),
    ("POST", "/{s}/_rollover", None),
    ("PUT", "/{s}/_settings", {"index.number_of_replicas": 0}),
    ("PUT", "/{s}/_mapping", {"properties": {"z": {"type": "keyword"}}}),
    ("DELETE", "/{b}", None),
    ("PUT", "/another-index", {}),
    ("POST", "/logs-somebody.else-default/_doc?op_type=create", {"@timestamp": "2026-01-01T00:00:00.000Z"}),
    ("POST", "/logs-somebody.else-default/_search", {}),
    ("PUT", "/_ingest/pipeline/p", {"processors": []}),
    ("PUT", "/_index_template/t", {"index_patterns": ["t-*"]}),
    ("PUT", "/_component_template/c", {"template": {}}),
    ("PUT", "/_cluster/settings", {"transient": {"cluster.routing.allocation.enable": "none"}}),
    ("POST", "/_security/api_key", {"name": "more"}),
    ("GET", "/_security/api_key", None),
    ("GET", "/_security/user", None),
    ("PUT", "/_security/user/mallory", {"password": "long-enough", "roles": ["superuser"]}),
    ("POST", "/_security/user/elastic/_password", {"password": "long-enough"}),
    ("GET", "/_snapshot", None),
]
READS: list[tuple[str, str, Any]] = [
    ("POST", "/{s}/_search", {}),
    ("GET", "/{s}/_count", None),
    ("GET", "/{b}/_doc/" + RUN + "-0", None),
    ("GET", "/{s}/_mapping", None),
]
WRITES: list[tuple[str, str, Any]] = [
    ("POST", "/{s}/_doc?op_type=create", {"message": "x"}),
    ("POST", "/{s}/_refresh", None),
]
FORBIDDEN: dict[Holder, list[tuple[str, str, Any]]] = {
    "filebeat": [*CHANGES, *READS],
    "logstash": [*CHANGES, *READS],
    "reader": [*CHANGES, *WRITES],
    "alerts": [*CHANGES, *WRITES],
}


@pytest.mark.parametrize("holder", HOLDERS)
def test_a_key_does_its_work_and_nothing_else(way: Cluster, secured: Node, ready: Schema, holder: Holder) -> None:
    """Each request of its work is answered, each other one is a 403; nothing of what is stored has changed."""
    key = make_key(way, ready, holder)
    (backing,) = secured.request("GET", f"/{ready.events_stream}/_settings").body

    def statuses(requests: list[tuple[str, str, Any]]) -> dict[str, int]:
        filled = [(method, path.format(s=ready.events_stream, b=backing), body) for method, path, body in requests]
        return {
            f"{method} {path}": secured.request(method, path, body, api_key=key).status for method, path, body in filled
        }

    assert set(statuses(ALLOWED[holder]).values()) <= {200, 201}
    refused = statuses(FORBIDDEN[holder])
    assert {request: status for request, status in refused.items() if status != 403} == {}
    for stream in (ready.events_stream, ready.invalid_stream):
        assert secured.request("GET", f"/{stream}/_count").body["count"] == 1


@pytest.mark.parametrize("holder", ["filebeat", "logstash"])
def test_a_sender_appends_to_both_streams_and_overwrites_nothing(
    way: Cluster, secured: Node, ready: Schema, holder: Holder
) -> None:
    """Events and invalid lines are taken; the same event again is a 409, and so is no overwriting it."""
    key = make_key(way, ready, holder)
    assert send(secured, ready, event(1), "{cut again", event(0), key=key) == [201, 201, 409]
    assert send(secured, ready, event(1), key=key, op="index") == [400]
    assert send(secured, ready, "x" * 300_000, key=key) == [201]
    secured.request("POST", f"/{ready.invalid_stream}/_refresh")
    query = {"query": {"term": {"parse_error": "too long"}}}
    (hit,) = secured.request("POST", f"/{ready.invalid_stream}/_search", query).body["hits"]["hits"]
    assert len(hit["_source"]["unparsed"]) < 3000


def test_a_key_is_shown_once_or_written_for_its_owner_alone(
    command: Run, ready: Schema, secured: Node, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither is in any log, of the client at its most talkative or of Elasticsearch."""
    with caplog.at_level(logging.DEBUG):
        shown = command(ready, "key", "reader")
        kept = command(ready, "key", "filebeat", "--key-file", "filebeat.key")
    assert (shown.code, shown.err, kept.code, kept.err, kept.out) == (0, "", 0, "", "filebeat.key written\n")
    file = tmp_path / "filebeat.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    logs = [caplog.text, *(path.read_text(errors="replace") for path in node_folder(secured).glob("**/*.log"))]
    assert len(logs) > 1
    assert "elastic_transport" in caplog.text
    for key in (shown.out.strip(), file.read_text().strip()):
        assert secured.request("GET", "/", api_key=key).status == 200
        secret = key.partition(":")[2]
        assert len(secret) > 20
        assert not any(secret in log for log in logs)


def node_folder(node: Node) -> Path:
    """Return the folder in which a node keeps everything."""
    assert node.tls is not None
    return node.tls.parent


@pytest.mark.parametrize("holder", ["filebeat", "reader"])
def test_a_key_may_not_plan_or_apply(command: Run, way: Cluster, ready: Schema, holder: Holder) -> None:
    """Exit code 4, with the right that lacks, in Elasticsearch's own words; so for a key that makes keys."""
    login = {
        "ELASTICSEARCH_USERNAME": None,
        "ELASTICSEARCH_PASSWORD": None,
        "ELASTICSEARCH_API_KEY": make_key(way, ready, holder),
    }
    for arguments in (["apply"], ["key", "reader", "--key-file", "more.key"]):
        ran = command(ready, *arguments, **login)
        assert (ran.code, ran.out) == (4, "")
        assert "403" in ran.err
        assert "use a user or key that has this right" in ran.err
        assert not Path("more.key").exists()


def test_a_reader_may_audit_and_is_told_that_it_may_not_repair(
    command: Run, way: Cluster, secured: Node, ready: Schema
) -> None:
    """Reading is enough for the audit; where the repair is refused nothing was removed, and that is said."""
    login = {
        "ELASTICSEARCH_USERNAME": None,
        "ELASTICSEARCH_PASSWORD": None,
        "ELASTICSEARCH_API_KEY": make_key(way, ready, "reader"),
    }
    secured.request("POST", f"/{ready.events_stream}/_rollover")
    assert send(secured, ready, event(0)) == [201]
    ran = command(ready, "audit", "--cluster", **login)
    assert (ran.code, ran.err) == (0, "")
    assert "1 processes, 1 events arrived, 0 missing, 1 doubled" in ran.out
    ran = command(ready, "audit", "--cluster", "--repair", **login)
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.endswith("0 later copies removed, 1 not: repair again once the cause is gone\n")


def test_half_a_repair_says_which_half(command: Run, way: Cluster, secured: Node, ready: Schema) -> None:
    """An index that is closed to changes: the copies before it are gone, its own are not, and both are counted."""
    for _ in range(2):
        secured.request("POST", f"/{ready.events_stream}/_rollover")
        assert send(secured, ready, event(0)) == [201]
    newest = max(secured.request("GET", f"/{ready.events_stream}/_settings").body)
    secured.put(f"/{newest}/_settings", {"index.blocks.write": True})
    ran = command(ready, "audit", "--cluster", "--repair")
    assert (ran.code, ran.out) == (1, "")
    assert f"index [{newest}] blocked by: [FORBIDDEN/8/index write (api)]" in ran.err
    assert ran.err.endswith("1 later copies removed, 1 not: repair again once the cause is gone\n")
    secured.put(f"/{newest}/_settings", {"index.blocks.write": False})
    assert command(ready, "audit", "--cluster", "--repair").err == "1 later copies removed\n"
    assert audit(way, ready).doubled == 0


@pytest.mark.parametrize("arguments", [["plan"], ["audit", "--cluster"], ["key", "reader"]])
def test_every_command_tells_of_a_wrong_password(command: Run, schema: Make, arguments: list[str]) -> None:
    """The same sentence and exit code whatever was asked."""
    ran = command(schema(), *arguments, ELASTICSEARCH_PASSWORD=SECRET)
    assert (ran.code, ran.out) == (4, "")
    assert "401 unable to authenticate user [elastic]" in ran.err
    assert SECRET not in ran.err


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the certificate of an authority that signed nothing here."""
    return certificates.make(tmp_path_factory.mktemp("stranger")) / "ca.crt"


@pytest.mark.parametrize(
    ("changed", "code", "words"),
    [
        ({"ELASTICSEARCH_PASSWORD": SECRET}, 4, r"401 unable to authenticate user \[elastic\].*; check ELASTICSEARCH_"),
        ({"ELASTICSEARCH_API_KEY": f"id:{SECRET}"}, 4, r"401 unable to authenticate.*; check ELASTICSEARCH_API_KEY"),
        (
            {"ELASTICSEARCH_USERNAME": None, "ELASTICSEARCH_PASSWORD": None},
            4,
            r"401 missing authentication credentials.*; check ELASTICSEARCH_API_KEY",
        ),
        ({"ELASTICSEARCH_CA": "{stranger}"}, 3, r"is not to be trusted: ELASTICSEARCH_CA, or ca\.crt in LOGLOOM_TLS"),
        ({"ELASTICSEARCH_CA": None}, 3, r"is not to be trusted: ELASTICSEARCH_CA, or ca\.crt in LOGLOOM_TLS"),
        ({"ELASTICSEARCH_URL": "https://127.1:{port}"}, 3, r"is not for 127\.1: use a name that it is for"),
        ({"ELASTICSEARCH_URL": "http://127.0.0.1:{port}"}, 3, r"if it speaks TLS, ELASTICSEARCH_URL begins with https"),
        ({"ELASTICSEARCH_URL": "https://127.0.0.1:{nobody}"}, 3, r"nobody answers at 127\.0\.0\.1:9; is Elasticsearch"),
    ],
)
def test_who_is_not_let_in_is_told_why(  # noqa: PLR0917 - what is wrong and what is told of it
    command: Run, secured: Node, schema: Make, stranger: Path,
    changed: dict[str, str | None], code: int, words: str,
) -> None:  # fmt: skip
    """One sentence with what to do, and its exit code; nothing on standard output, and no secret."""
    filled = {
        name: value and value.format(stranger=stranger, port=secured.port, nobody=9) for name, value in changed.items()
    }
    ran = command(schema(), "apply", **filled)
    assert (ran.code, ran.out) == (code, "")
    assert re.search(words, ran.err), ran.err
    assert ran.err.count("\n") == 1
    assert SECRET not in ran.err
    ran = command(schema(), "doctor", **filled)
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith("FAIL  reachable: ")
    assert re.search(words, ran.out), ran.out


def serve(node: Node, certificate: bytes) -> None:
    """Put another certificate into a node's folder and wait until the node shows it: it takes it by itself."""
    (node_folder(node) / "home/config/certificates/elasticsearch.crt").write_bytes(certificate)
    shown = ssl.PEM_cert_to_DER_cert(certificate.decode())
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate(("127.0.0.1", node.port))) == shown:
            return
        time.sleep(0.2)
    raise AssertionError("the node does not take its new certificate")


@contextmanager
def certified(node: Node, now: datetime, host: str) -> Iterator[None]:
    """Let a node show a certificate that was signed at some time for a host; then its own again."""
    assert node.tls is not None
    key, own = ((node.tls / f"elasticsearch.{kind}").read_bytes() for kind in ("key", "crt"))
    issuer = Authority((node.tls / "ca.key").read_bytes(), (node.tls / "ca.crt").read_bytes(), now)
    try:
        serve(node, issuer.sign(key, "elasticsearch", [host]))
        yield
    finally:
        serve(node, own)


def test_an_expired_certificate_is_told_and_a_renewed_one_is_taken_without_a_restart(
    command: Run, secured: Node, schema: Make
) -> None:
    """The message says how to renew it; once the file is there, all goes on."""
    with certified(secured, datetime.now(timezone.utc) - timedelta(days=400), "127.0.0.1"):
        ran = command(schema(), "plan")
        assert (ran.code, ran.out) == (3, "")
        assert "has expired: `logloom setup renew` signs those of its own" in ran.err
    assert command(schema(), "plan").code == 2


@contextmanager
def breaker(node: Node, limit: str) -> Iterator[None]:
    """Let a node answer 429 to every body that is larger."""
    name = "network.breaker.inflight_requests.limit"
    node.put("/_cluster/settings", {"transient": {name: limit}})
    try:
        yield
    finally:
        node.put("/_cluster/settings", {"transient": {"network.*": None}})


def test_a_busy_node_is_asked_again_and_then_told(command: Run, secured: Node, schema: Make) -> None:
    """It answers 429 to whatever has a body: exit code 3, what was done and what was not; later all goes through."""
    with breaker(secured, "300b"):
        ran = command(schema(), "apply")
    name = f"logs-{schema().name}"
    assert (ran.code, ran.out) == (3, "")
    assert ": 429 [inflight_requests] Data too large" in ran.err
    assert "it is too busy or not ready: try again later\n" in ran.err
    assert f"stopped at: create _ingest/pipeline/{name} (perhaps done)\napplied: nothing\n" in ran.err
    assert command(schema(), "apply").out.endswith("5 changed\n")


def test_the_doctor_finds_a_secured_node_well(command: Run, ready: Schema) -> None:
    """All is asked and answered; only these tests' certificate is near its end, and that is told with the remedy."""
    ran = command(ready, "doctor")
    assert (ran.code, ran.err) == (1, "")
    failed = [line for line in ran.out.splitlines() if line.startswith("FAIL")]
    assert len(failed) == 1, ran.out
    assert re.match(r"FAIL  certificates: the first of 2 to expire, .*, is good for 1 days", failed[0])
    assert "logloom setup renew --folder DIR" in ran.out
    for word in ("reachable", "versions", "rights: elastic may plan and apply", "disks", "templates: as rendered"):
        assert f"ok    {word}" in ran.out
    assert "ok    events: 1 stored; the newest arrived 0:0" in ran.out


def test_a_node_that_dies_in_the_middle_of_apply(way: Cluster, secured: Node, schema: Make) -> None:
    """The first apply says what was done, where it stopped and what is left; a second one does just that."""
    given = schema()
    files = render(given, ["elasticsearch"])
    done: list[str] = []

    def die(step: Step) -> None:
        done.append(str(step))
        if len(done) == 2:
            secured.kill()

    name = f"logs-{given.name}"
    try:
        with pytest.raises(UnreachableError) as caught:
            apply(way, plan(way, given, files), die)
    finally:
        secured.start()
    told = str(caught.value).splitlines()
    assert re.search("was lost|nobody answers", told[0])
    assert told[1:] == [
        f"stopped at: create _component_template/{name}@settings (perhaps done)",
        f"applied: create _ingest/pipeline/{name}, create _component_template/{name}@mappings",
        f"not applied: create _index_template/{name}, create _index_template/{name}.invalid",
        "`logloom apply` does what is left",
    ]
    rest: list[str] = []
    apply(way, plan(way, given, files), lambda step: rest.append(str(step)))
    assert rest == [
        f"create _component_template/{name}@settings",
        f"create _index_template/{name}",
        f"create _index_template/{name}.invalid",
    ]
    assert plan(way, given, files).steps == ()
