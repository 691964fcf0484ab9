"""The schema's alerts over the embedded store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path

import orjson
import pytest
from harness.alerts import SCENARIOS, SCHEMA, START, Scenario, at

from logloom.alerts import Firing, Message, Outbox, Route, Undelivered
from logloom.errors import StoreError
from logloom.local import Store, Watch, fired, firing_now, firings_of, ingest, watch_store
from logloom.schema import Schema, load_text


@pytest.fixture(scope="module")
def alerting() -> Schema:
    """A schema with an alert of each kind."""
    return load_text(SCHEMA)


@pytest.fixture
def filled(tmp_path: Path, alerting: Schema) -> Iterator[Callable[[Scenario], Store]]:
    """A function that makes a store of a scenario's events, stored when the scenario says."""
    stores = []

    def fill(scenario: Scenario) -> Store:
        documents = scenario.documents()
        file = tmp_path / "events.log"
        file.write_bytes(b"".join(orjson.dumps(document) + b"\n" for document in documents))
        store = Store.open(tmp_path / "events.duckdb", alerting, write=True)
        stores.append(store)
        ingest(store, [file], final=True)
        stored = [(each["ingested_at"][:-1], f"{each['run']}-{each['seq']}") for each in documents]
        store.connection.executemany("UPDATE events SET ingested_at = ?::TIMESTAMP WHERE _id = ?", stored)
        return store

    yield fill
    for store in stores:
        store.close()


def scenario(name: str) -> Scenario:
    """Return a scenario by its name."""
    return next(each for each in SCENARIOS if each.name == name)


def told(firing: Firing) -> tuple[str, float, list[object]]:
    """Return a firing as scenarios write it."""
    return firing.rule.name, (firing.at - START).total_seconds(), list(firing.key.values())


@pytest.mark.parametrize("each", SCENARIOS, ids=lambda each: each.name)
def test_an_alert_fires_exactly_when_it_should(filled: Callable[[Scenario], Store], each: Scenario) -> None:
    """What is found of all that was stored is what the scenario says, to the event."""
    found = firings_of(filled(each), START - timedelta(seconds=1), at(each.until))
    assert sorted(map(told, found), key=repr) == sorted(each.expected, key=repr)


@pytest.mark.parametrize("each", SCENARIOS, ids=lambda each: each.name)
def test_a_look_tells_only_the_silences_that_last(filled: Callable[[Scenario], Store], each: Scenario) -> None:
    """A look finds what the past holds, but for the silences that are over by then."""
    over = {
        "a job that speaks again was silent once": [("silent", 600.0, ["a"])],
        "a second burst fires again": [("dead", 910.0, [])],
    }
    found = list(map(told, firings_of(filled(each), START - timedelta(seconds=1), at(each.until), past=False)))
    assert sorted([*found, *over.get(each.name, [])], key=repr) == sorted(each.expected, key=repr)


def test_a_firing_knows_how_many_and_the_newest(filled: Callable[[Scenario], Store]) -> None:
    """What the message needs comes with the firing."""
    storm = scenario("a storm is told once for each kind")
    found = {(firing.rule.name, *firing.key.values()): firing for firing in firing_now(filled(storm), at(storm.until))}
    assert found[("burst",)].count == 100
    assert found[("same", "E3")].count == 20
    assert found[("same", "E3")].newest["message"] == "error 98"
    assert len(found) == 1 + 5 + 5


def test_a_replay_tells_when_it_would_have_been_told(filled: Callable[[Scenario], Store]) -> None:
    """In a replay the same is told again only after the window."""
    store = filled(scenario("a second burst fires again"))
    found = [told(firing) for firing in fired(store, START - timedelta(seconds=1), at(4100))]
    assert [each for each in found if each[0] == "burst"] == [("burst", 10, []), ("burst", 4010, [])]
    assert [each for each in found if each[0] == "same"] == [("same", 5, [None]), ("same", 4005, [None])]


def test_a_replay_finds_what_was_measured_on_the_way(filled: Callable[[Scenario], Store]) -> None:
    """A measure is looked at again and again, not only at the end."""
    full = scenario("memory that is full for the whole window is told")
    found = [told(firing) for firing in fired(filled(full), START, at(full.until))]
    names = [(name, key) for name, _, key in found]
    assert ("full", ["a", 0]) in names
    assert names.count(("full", ["a", 0])) == 1


class Receiver:
    """Takes messages, or refuses them."""

    def __init__(self) -> None:
        self.refuses = False
        self.messages: list[tuple[str, Message]] = []

    def __call__(self, route: Route, message: Message) -> None:
        """Take a message."""
        if self.refuses:
            raise Undelivered(f"{route.name}: refused")
        self.messages.append((route.name, message))


def test_a_watch_tells_each_thing_once(filled: Callable[[Scenario], Store], tmp_path: Path) -> None:
    """Looks that follow each other tell a burst once, also when the watch begins anew in between."""
    store = filled(scenario("the eleventh error fires"))
    receiver = Receiver()

    def look(second: float) -> list[str]:
        watch = Watch(store.schema, tmp_path / "alerts", outbox=Outbox(tmp_path / "outbox", receiver))
        found = [firing.rule.name for firing in watch.check(store, at(second))]
        assert watch.send() == []
        return found

    assert look(0) == []
    assert look(95) == ["same"]
    assert look(100) == ["burst"]
    assert look(105) == []
    assert [name for name, _ in receiver.messages] == ["slack", "wecom"]
    assert receiver.messages[1][1].title == "错误激增"


def test_a_watch_that_was_away_tells_what_happened_meanwhile(
    filled: Callable[[Scenario], Store], tmp_path: Path
) -> None:
    """What fired between two looks is told at the second one, once for each key."""
    store = filled(scenario("a second burst fires again"))
    watch = Watch(store.schema, tmp_path / "alerts", outbox=Outbox(tmp_path / "outbox", Receiver()))
    assert watch.check(store, START - timedelta(seconds=1)) == []
    assert [firing.rule.name for firing in watch.check(store, at(4100))] == ["burst", "same"]


def test_what_could_not_be_kept_is_told_by_the_next_look(
    filled: Callable[[Scenario], Store], tmp_path: Path, alerting: Schema
) -> None:
    """A full disk delays an alert, and does not end the watch."""
    filled(scenario("the eleventh error fires")).close()
    (tmp_path / "outbox").write_text("no folder")
    receiver = Receiver()
    watch = Watch(alerting, tmp_path / "alerts", outbox=Outbox(tmp_path / "outbox", receiver))
    watch._checked = dict.fromkeys(alerting.alerts, START - timedelta(seconds=1))
    looks = watch_store(watch, tmp_path / "events.duckdb", sleep=lambda _: (tmp_path / "outbox").unlink())
    assert "Not a directory" in next(looks)[1]
    assert {firing.rule.name for firing, _ in islice(looks, 2) if firing} == {"burst", "same"}
    looks.close()
    assert watch.send() == []
    assert {message.title for _, message in receiver.messages} > {"错误激增", "same"}


def test_a_broken_state_is_told(tmp_path: Path, alerting: Schema) -> None:
    """A state that can't be read is not silently forgotten: that would tell everything again."""
    (tmp_path / "state.json").write_text("[]")
    with pytest.raises(StoreError, match="no state of alerts"):
        Watch(alerting, tmp_path)
