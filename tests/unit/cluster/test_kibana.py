"""plan and apply for Kibana, against a server that answers as Kibana's documentation says."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from typing import Any

import pytest
from harness.kibana import FakeKibana, running
from harness.serving import served

from logloom.cluster import (
    Answer,
    Cluster,
    Kibana,
    KibanaPlan,
    apply_kibana,
    connect_kibana,
    plan_kibana,
    prepared,
)
from logloom.errors import ClusterError, RefusedError, RightsError, UnreachableError, UntrustedError, UsageError
from logloom.render import render
from logloom.schema import Schema, load_text

SCHEMA = """\
schema: 1
name: a.b
version: 1.0.0
queries:
  errors: {{title: Errors, query: 'level:ERROR'}}
dashboards:
  main:
    panels:
      - {{title: Count, show: metric, count: events}}
      - {{title: {title}, show: donut, count: events, by: {by}, query: errors, opens: other}}
      - {{title: Newest, show: events, query: errors}}
  other:
    panels:
      - {{title: Count, show: metric, count: events}}
"""
MAIN = ("dashboard", "logs-a.b-default-main")
ERRORS = ("search", "logs-a.b-default-errors")
VIEW = ("index-pattern", "logs-a.b-default")


def schema(title: str = "By level", by: str = "level") -> Schema:
    """Return a schema with two dashboards."""
    return load_text(SCHEMA.format(title=title, by=by))


class Elastic:
    """An Elasticsearch that keeps component templates."""

    def __init__(self) -> None:
        self.templates: dict[str, Any] = {}
        self.cluster = Cluster(self.send, "es:9200")

    def send(self, method: str, path: str, body: Any) -> Answer:
        """Keep a template, or give it back."""
        name = path.removeprefix("/_component_template/")
        if method == "PUT":
            self.templates[name] = body
            return Answer(200, {"acknowledged": True})
        if name not in self.templates:
            return Answer(404, {"error": {"reason": "not there"}})
        return Answer(200, {"component_templates": [{"name": name, "component_template": self.templates[name]}]})


class Bench:
    """A Kibana, its Elasticsearch, and what the commands do with both."""

    def __init__(self, fake: FakeKibana, environment: Mapping[str, str] = {}) -> None:
        self.fake = fake
        self.elastic = Elastic()
        self.environment = environment

    @property
    def kibana(self) -> Kibana:
        """Return the way to Kibana."""
        return connect_kibana(self.fake.url, self.environment)

    def plan(self, given: Schema, *, overwrite: bool = False, sentry: str | None = None) -> KibanaPlan:
        """Plan a schema."""
        objects = prepared(render(given, ["kibana"]), sentry)
        return plan_kibana(self.kibana, self.elastic.cluster, given, objects, overwrite=overwrite)

    def apply(self, given: Schema, **how: Any) -> list[str]:
        """Apply a schema, and return what was done."""
        done: list[str] = []
        planned = self.plan(given, **how)
        apply_kibana(self.kibana, self.elastic.cluster, given, planned, lambda change: done.append(str(change)))
        return done

    def objects(self) -> dict[tuple[str, str], dict[str, Any]]:
        """Return what Kibana holds in the default space."""
        return self.fake.spaces["default"]


@pytest.fixture
def bench() -> Iterator[Bench]:
    """Yield an empty Kibana."""
    with running(FakeKibana()) as fake:
        yield Bench(fake)


def test_after_apply_the_plan_is_empty(bench: Bench) -> None:
    """Kibana brings everything up to its own form, and that is no difference."""
    first = bench.plan(schema())
    assert {change.action for change in first.changes} == {"create"}
    assert bench.apply(schema())[-1] == "create dashboard 'a.b: other' (logs-a.b-default-other)"
    assert bench.objects()[MAIN]["typeMigrationVersion"] == "10.3.0"
    assert bench.plan(schema()).changes == ()
    assert bench.plan(schema()).text().endswith("nothing to change\n")
    asked = len(bench.fake.asked)
    assert bench.apply(schema()) == []
    assert ("POST", "/api/saved_objects/_import") not in bench.fake.asked[asked:]


def test_what_a_user_edited_is_named_and_kept(bench: Bench) -> None:
    """Neither a plan nor an apply touches it until --overwrite is given; then it is as rendered again."""
    bench.apply(schema())
    panels = json.loads(bench.objects()[MAIN]["attributes"]["panelsJSON"])
    kept = [each for each in panels if each["panelIndex"] != "count"]
    kept[-1]["embeddableConfig"]["columns"] = ["message"]
    bench.fake.edit(MAIN, panelsJSON=json.dumps(kept), description="Mine.")
    (change,) = bench.plan(schema()).changes
    assert change.action == "keep"
    assert change.differences == ("description: changed", "panel 'Count': gone", "panel 'Newest': changed")
    assert "note: what was edited in Kibana stays" in bench.plan(schema()).text()
    assert bench.apply(schema()) == []
    assert bench.objects()[MAIN]["attributes"]["description"] == "Mine."
    assert bench.apply(schema(), overwrite=True) == ["change dashboard 'a.b: main' (logs-a.b-default-main)"]
    assert bench.objects()[MAIN]["attributes"]["description"] == ""
    assert bench.plan(schema()).changes == ()


def test_what_is_edited_stays_when_the_schema_changes(bench: Bench) -> None:
    """The rest of the schema's change is applied."""
    bench.apply(schema())
    bench.fake.edit(MAIN, description="Mine.")
    newer = load_text(SCHEMA.format(title="By kind", by="event").replace("level:ERROR", "level:WARN"))
    actions = {change.key: change.action for change in bench.plan(newer).changes}
    assert actions == {MAIN: "keep", ERRORS: "change"}
    bench.apply(newer)
    assert "level:WARN" in bench.objects()[ERRORS]["attributes"]["kibanaSavedObjectMeta"]["searchSourceJSON"]
    assert "By level" in bench.objects()[MAIN]["attributes"]["panelsJSON"]


def test_a_migration_by_a_newer_kibana_is_no_edit(bench: Bench) -> None:
    """An upgrade changes the form and not the time of the last save: the plan stays empty."""
    bench.apply(schema())
    bench.fake.upgrade("dashboard", "10.4.0", pinned_panels={})
    assert bench.plan(schema()).changes == ()
    bench.fake.edit(MAIN, title="My title")
    (change,) = bench.plan(schema()).changes
    assert "title: changed" in change.differences
    assert change.differences[-1].startswith("Kibana has also migrated it, 10.3.0 to 10.4.0")


def test_a_change_of_the_schema_is_named_by_its_panels(bench: Bench) -> None:
    """Only the object that differs is imported; its parts are told."""
    bench.apply(schema())
    planned = bench.plan(schema(title="By kind", by="event"))
    (change,) = planned.changes
    assert change.differences == (
        "panel 'By kind': new",
        "panel 'By level': gone",
        "references: changed",
    )
    assert planned.data()["changes"][0]["action"] == "change"
    assert bench.apply(schema(title="By kind", by="event")) == [str(change)]
    assert bench.plan(schema(title="By kind", by="event")).changes == ()


def test_what_was_removed_in_kibana_comes_back(bench: Bench) -> None:
    """An object that lacks is created again, without the others."""
    bench.apply(schema())
    del bench.objects()[ERRORS]
    assert bench.apply(schema()) == ["create saved search 'a.b: Errors' (logs-a.b-default-errors)"]


def test_what_was_imported_by_hand_is_not_taken_over(bench: Bench) -> None:
    """Nobody wrote down what Kibana made of it, so it may have been edited."""
    bench.kibana.load(prepared(render(schema(), ["kibana"]), None))
    planned = bench.plan(schema())
    assert {change.action for change in planned.changes} == {"keep"}
    assert "no `logloom apply` wrote down" in planned.text()
    assert len(bench.apply(schema(), overwrite=True)) == len(planned.changes)
    assert bench.plan(schema()).changes == ()


def test_what_is_rendered_no_more_is_told_and_left(bench: Bench) -> None:
    """Removing is the user's to do; once it is done, nothing is said any more."""
    bench.apply(schema())
    smaller = schema().model_copy(update={"queries": {}, "dashboards": {}})
    kept = ["search:logs-a.b-default-errors", "dashboard:logs-a.b-default-main", "dashboard:logs-a.b-default-other"]
    assert list(bench.plan(smaller).left) == kept
    assert "is rendered no more; remove it in Kibana" in bench.plan(smaller).text()
    for key in (MAIN, ERRORS, ("dashboard", "logs-a.b-default-other")):
        del bench.objects()[key]
    assert bench.plan(smaller).left == ()


def test_spaces_are_kept_apart() -> None:
    """A space has its own path and its own record; an id that another space has is refused with what to do."""
    fake = FakeKibana()
    fake.spaces["ml"] = {}
    with running(fake):
        bench = Bench(fake, {"KIBANA_SPACE": "ml"})
        bench.apply(schema())
        assert MAIN in fake.spaces["ml"]
        assert fake.spaces["default"] == {}
        assert ("POST", "/s/ml/api/saved_objects/_import") in fake.asked
        bench.environment = {}
        with pytest.raises(ClusterError, match=r"another id, since another space has it; give the schema another"):
            bench.apply(schema())
        bench.environment = {"KIBANA_SPACE": "nowhere"}
        with pytest.raises(RefusedError, match="is there a space 'nowhere'"):
            bench.plan(schema())


@pytest.mark.parametrize("key", ["id:secret", b64encode(b"id:secret").decode()])
def test_the_key_is_kibanas_or_elasticsearchs(key: str, tmp_path: Path) -> None:
    """In either form, also from a file; without it Kibana's own words and what to do."""
    fake = FakeKibana(key=b64encode(b"id:secret").decode())
    file = tmp_path / "key"
    file.write_text(key + "\n")
    with running(fake):
        for environment in ({"KIBANA_API_KEY_FILE": str(file)}, {"ELASTICSEARCH_API_KEY": key}):
            assert Bench(fake, environment).kibana.version() == "9.4.3"
        for environment in ({}, {"ELASTICSEARCH_USERNAME": "u", "ELASTICSEARCH_PASSWORD": "p"}):
            with pytest.raises(RightsError, match="invalid credentials; check KIBANA_API_KEY"):
                Bench(fake, environment).kibana.version()


def test_an_object_that_kibana_refuses_is_told_with_the_reason(bench: Bench) -> None:
    """A reference to a data view that is not there; nothing is written down."""
    objects = [each for each in prepared(render(schema(), ["kibana"]), None) if each["type"] != "index-pattern"]
    planned = plan_kibana(bench.kibana, bench.elastic.cluster, schema(), objects)
    with pytest.raises(ClusterError, match=r"missing_references \(index-pattern:logs-a\.b-default\)"):
        apply_kibana(bench.kibana, bench.elastic.cluster, schema(), planned)
    assert bench.elastic.templates == {}
    bench.fake.versions.pop("tag")
    with pytest.raises(ClusterError, match=r"tag:logs-a\.b-default: unsupported_type"):
        bench.apply(schema())


def test_a_kibana_that_is_too_old_or_none_is_refused(bench: Bench) -> None:
    """Before anything is asked of it."""
    bench.fake.version = "8.19.1"
    with pytest.raises(RefusedError, match=r"is 8\.19\.1; what is rendered needs 9\.0 or newer"):
        bench.plan(schema())
    bench.fake.answer = lambda *_: (200, "<html>")  # type: ignore[method-assign]
    with pytest.raises(RefusedError, match="what answers is no Kibana"):
        bench.plan(schema())
    bench.fake.answer = lambda *_: (503, {"message": "Kibana is starting"})  # type: ignore[method-assign]
    with pytest.raises(UnreachableError, match="Kibana is starting; it is too busy or not ready"):
        bench.plan(schema())


def test_nobody_there_is_told_without_a_traceback() -> None:
    """Where the server is gone, and where the URL says no place."""
    with running(FakeKibana()) as fake:
        url = fake.url
    with pytest.raises(UnreachableError, match=r"nobody answers at 127\.0\.0\.1"):
        connect_kibana(url, {}).version()
    with pytest.raises(UsageError, match="KIBANA_URL must say where"):
        connect_kibana("kibana:5601", {})


def test_what_speaks_no_http_is_told_without_a_traceback() -> None:
    """Such as TLS where the address says http://."""

    class Alert(BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(4096)
            self.request.sendall(b"\x15\x03\x03\x00\x02\x02\x0a\r\n")

    server = ThreadingTCPServer(("127.0.0.1", 0), Alert)
    with served(server):
        kibana = connect_kibana(f"http://127.0.0.1:{server.server_address[1]}", {})
        with pytest.raises(UntrustedError, match="speaks no HTTP; if it speaks TLS, KIBANA_URL begins with https://"):
            kibana.version()


def test_the_way_to_sentry_comes_from_the_environment(bench: Bench) -> None:
    """Without an address the id is no link: a dead one is worse than none."""
    assert "sentry_event_id" not in shown(bench.plan(schema()))
    bench.apply(schema(), sentry="https://acme.sentry.io/issues/?query=")
    formats = json.loads(bench.objects()[VIEW]["attributes"]["fieldFormatMap"])
    assert formats["sentry_event_id"]["params"]["urlTemplate"] == "https://acme.sentry.io/issues/?query={{value}}"
    (one, two) = bench.plan(schema(), sentry="https://sentry.example/?query=").changes
    assert one.differences == two.differences == ("fieldFormatMap: changed",)
    for address in ("javascript:alert(1)//", "https://a b/", "acme.sentry.io"):
        with pytest.raises(UsageError, match="SENTRY_EVENT_URL"):
            bench.plan(schema(), sentry=address)


def shown(planned: KibanaPlan) -> dict[str, Any]:
    """Return the formats of the events' data view."""
    (view,) = [each for each in planned.objects if (each["type"], each["id"]) == VIEW]
    formats: dict[str, Any] = json.loads(view["attributes"]["fieldFormatMap"])
    return formats
