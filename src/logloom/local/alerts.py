"""The schema's alerts over the embedded store: what fires now, what would have fired, and a watch that tells."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import orjson

from logloom.alerts import Firing, Message, Outbox, compose
from logloom.errors import StoreError, UsageError
from logloom.local._firing import Question, detailed, firings
from logloom.local.ingest import ingest
from logloom.local.store import Store
from logloom.schema import Schema, compile_alerts, compile_routes

__all__ = ["Watch", "fired", "firing_now", "firings_of", "replayed", "utc_now", "watch_store"]

_DAY = timedelta(days=1)
_STEPS = 5000  # of a replay, at most
_MEASURED = ("bound", "change")


def firing_now(store: Store, now: datetime) -> list[Firing]:
    """Return what fires now: within the window of each alert, or silent since less than a day.

    Args:
        store: open.
        now: UTC, without a zone.
    """
    found = [each for question in _questions(store) for each in _newest(question, _first(question, now), now)]
    return sorted(found, key=lambda firing: firing.at)


def firings_of(store: Store, since: datetime, until: datetime, *, past: bool = True) -> Iterator[Firing]:
    """Yield every firing between two times, without holding anything back.

    Args:
        store: open.
        since: UTC, without a zone.
        until: the time of the check.
        past: also the silences that are over by then.
    """
    for question in _questions(store):
        yield from firings(question, since, until, past=past)


def fired(store: Store, start: datetime, end: datetime) -> Iterator[Firing]:
    """Yield what would have been told in the past, alert by alert.

    Args:
        store: open.
        start: UTC, without a zone.
        end: the last time of a check.
    """
    for question in _questions(store):
        told: dict[str, datetime] = {}
        for firing in _replayed(question, start, end):
            if firing.at >= told.get(firing.identity, firing.at):
                told[firing.identity] = firing.at + timedelta(seconds=question.rule.again_seconds)
                yield detailed(question, firing, firing.at)


def replayed(schema: Schema, files: Iterable[Path], path: Path) -> list[Firing]:
    """Return what would have been told of past log files, as if each event had been stored when it happened.

    Args:
        schema: with the alerts.
        files: log files.
        path: of a store to make for it.

    Raises:
        UsageError: a file does not exist or can't be read.
    """
    with Store.open(path, schema, write=True) as store:
        ingest(store, files, final=True)
        # Of a year at the end of the calendar there is no time before or after.
        store.rows("""UPDATE events SET ingested_at = greatest(least("@timestamp", '9900-01-01'), '0100-01-01')""")
        start, end = store.rows("SELECT min(ingested_at), max(ingested_at) FROM events")[0]
        return [] if start is None else list(fired(store, start - timedelta(seconds=1), end))


def _replayed(question: Question, start: datetime, end: datetime) -> Iterator[Firing]:
    if question.rule.kind not in _MEASURED:  # these are exact, whenever they are asked
        yield from firings(question, start, end, past=True)
        return
    step = max(question.window / 5, (end - start) / _STEPS, timedelta(seconds=1))
    until = start
    while until < end:
        until = min(until + step, end)
        yield from firings(question, until, until)


def _questions(store: Store) -> list[Question]:
    rules = compile_alerts(store.schema)
    return [Question(store, alert, rules[name]) for name, alert in store.schema.alerts.items()]


def _first(question: Question, now: datetime) -> datetime:
    """Return since when a first look counts: what goes on now is told, what is long past is not."""
    return now - (_DAY if question.rule.kind in {"silent", "lost", "nothing", "new"} else question.window)


def _newest(question: Question, since: datetime, now: datetime) -> Iterator[Firing]:
    """Yield one firing for each key, the first after `since`, with its details."""
    seen = set()
    for firing in firings(question, since, now, once=True):
        if firing.identity not in seen:
            seen.add(firing.identity)
            yield detailed(question, firing, now)


class Watch:
    """Looks again and again, and tells each thing once in a while.

    What was looked at and told is kept in a file, so that a restart neither misses nor repeats.

    Args:
        schema: with the alerts.
        folder: for the state and for messages that wait.
        link: gives the address to look at for a firing, or an empty text.
        outbox: keeps and sends the messages; in `folder` if not given.
    """

    def __init__(
        self,
        schema: Schema,
        folder: Path,
        link: Callable[[Firing], str] = lambda _: "",
        outbox: Outbox | None = None,
    ) -> None:
        self.schema = schema
        self.outbox = outbox or Outbox(folder / "outbox")
        self._link = link
        self._path = folder / "state.json"
        self._checked, self._told = self._read()

    def check(self, store: Store, now: datetime) -> list[Firing]:
        """Look at what came since the last look, and put what is to be told into the outbox.

        Args:
            store: open.
            now: UTC, without a zone.

        Returns:
            What fired and was not told yet.

        Raises:
            StoreError: the store did not answer; the next look covers this one's time.
            OSError: the folder does not take it; so does the next look.
        """
        before = dict(self._checked), dict(self._told)
        self._told = {identity: until for identity, until in self._told.items() if until > now}
        try:
            found = [each for question in _questions(store) for each in self._look(question, now)]
            for firing in found:
                for route in firing.rule.routes:
                    self.outbox.put(route, self.message(firing, route.locale))
            self._write()
        except BaseException:
            self._checked, self._told = before
            raise
        return found

    def send(self) -> list[str]:
        """Send what waits; return what went wrong, in a sentence for each route."""
        return self.outbox.pump(list(compile_routes(self.schema).values()))

    def message(self, firing: Firing, locale: str) -> Message:
        """Return what is said of a firing."""
        return compose(firing, locale, self._link(firing))

    def _look(self, question: Question, now: datetime) -> Iterator[Firing]:
        name = question.rule.name
        since = self._checked.get(name, _first(question, now))
        self._checked[name] = now
        for firing in firings(question, since, now):
            if firing.identity not in self._told:
                self._told[firing.identity] = now + timedelta(seconds=question.rule.again_seconds)
                yield detailed(question, firing, now)

    def _read(self) -> tuple[dict[str, datetime], dict[str, datetime]]:
        try:
            state: dict[str, Any] = orjson.loads(self._path.read_bytes())
            checked, told = ({key: datetime.fromisoformat(at) for key, at in state[part].items()} for part in _PARTS)
        except FileNotFoundError:
            return {}, {}
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            raise StoreError(
                f"{self._path}: this is no state of alerts ({error}); move it away and call again"
            ) from error
        return checked, told

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._path.with_suffix(".new")
        state = dict(zip(_PARTS, (self._checked, self._told), strict=True))
        unfinished.write_bytes(orjson.dumps(state, option=orjson.OPT_INDENT_2))
        unfinished.replace(self._path)


def watch_store(
    watch: Watch,
    path: Path,
    files: Sequence[Path] = (),
    every_seconds: float = 5.0,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[tuple[Firing | None, str]]:
    """Look again and again, until interrupted; yield what fired, and each problem once.

    Args:
        watch: tells.
        path: of the store.
        files: log files to read into it before each look; without them the store is only read.
        every_seconds: between two looks.
        sleep: waits so many seconds.
    """
    known: set[str] = set()
    while True:
        problems: list[str] = []
        try:
            with Store.open(path, watch.schema, write=bool(files)) as store:
                if files:
                    problems += ingest(store, files).problems
                yield from ((firing, "") for firing in watch.check(store, utc_now()))
        except (StoreError, UsageError, OSError) as error:  # it is in use, a file is not there yet, the disk is full
            problems.append(str(error))
        problems += watch.send()
        yield from ((None, problem) for problem in problems if problem not in known)
        known.update(problems)
        sleep(every_seconds)


_PARTS = ("checked", "told")


def utc_now() -> datetime:
    """Return the time, UTC, without a zone, as the store has it."""
    return datetime.now(timezone.utc).replace(tzinfo=None)
