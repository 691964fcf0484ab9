"""What the routes answer."""

from __future__ import annotations

import gzip
import json
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from harness.page import until

from logloom.page._server import View, hosted
from logloom.run import Home

if TYPE_CHECKING:
    from pathlib import Path

    from harness.page import Served

    from logloom.schema import Schema

from .conftest import JOBS, LATEST, STEPS

EVENTS = STEPS * len(JOBS)
ERRORS = STEPS // 50 * len(JOBS)
HOSTILE = JOBS[2]


def panels(page: Served, **asked: Any) -> tuple[dict[str, Any], dict[int, Any]]:
    """Return the time range, and the line of each panel."""
    answer = page.client.get("/api/panels", params=asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/x-ndjson"
    first, *rest = map(json.loads, answer.text.splitlines())
    return first["range"], {line["panel"]: line for line in rest}


def fault(page: Served, path: str, **asked: Any) -> dict[str, Any]:
    """Return what is told of a faulty request."""
    answer = page.client.get(path, params=asked)
    assert answer.status_code == 400, answer.text
    found: dict[str, Any] = answer.json()["error"]
    assert set(found) == {"message", "at", "end"}
    return found


def test_the_page_and_its_files_are_served(page: Served) -> None:
    """With a tag, by which the browser asks whether it has them."""
    answer = page.client.get("/")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.content == page.client.get("/static/index.html").content
    again = page.client.get("/", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == answer.headers["etag"]


def test_what_is_not_there_is_told_as_json(page: Served) -> None:
    """The front-end reads no pages of errors."""
    answer = page.client.get("/api/nothing")
    assert answer.status_code == 404
    assert answer.json()["error"]["message"] == "there is nothing here"


def test_the_schema_is_told_once(page: Served) -> None:
    """Fields, queries, dashboards and levels, with a tag."""
    answer = page.client.get("/api/schema")
    told = answer.json()
    assert told["name"] == "pytorch.trainer"
    assert told["fields"]["gpu_memory"]["unit"] == "ratio"
    assert told["queries"]["errors"]["query"] == "level:(ERROR or CRITICAL)"
    assert [board["name"] for board in told["dashboards"]] == ["overview", "job", "compare", "pipeline"]
    errors = told["dashboards"][0]["panels"][4]
    assert (errors["show"], errors["by"], errors["over_time"]) == ("bar", ["level"], True)
    assert errors["spec"]["data"] == {"name": "rows"}
    again = page.client.get("/api/schema", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


def test_a_list_of_events_has_columns_and_no_drawing(page: Served) -> None:
    """The time comes first."""
    panel = page.client.get("/api/schema").json()["dashboards"][0]["panels"][11]
    assert panel["columns"] == ["@timestamp", "job_id", "rank", "error_type", "message", "sentry_event_id"]
    assert panel["spec"] is None


def test_the_state_counts_what_is_stored(page: Served) -> None:
    """Events, invalid lines, jobs and the times of the first and the last event."""
    state = page.client.get("/api/state").json()
    assert state["events"] == EVENTS
    assert state["invalid"] == 1
    assert state["jobs"] == len(JOBS)
    assert state["files"] == 1
    assert state["behind_bytes"] == 0
    assert state["store_bytes"] > 0
    assert state["following"] is True
    assert state["problems"] == []
    assert state["first"] < state["last"]


def test_the_panels_of_a_dashboard_are_answered_without_its_lists(page: Served) -> None:
    """The same rows as `logloom.schema.panels.rows` gives."""
    span, found = panels(page, dashboard="overview", **{"from": "all"})
    assert span["step_seconds"] > 0
    assert set(found) == set(range(11))
    assert found[2]["rows"] == [[ERRORS]]
    assert found[5]["rows"] == [["torch.OutOfMemoryError", ERRORS]]
    assert sorted(row[0] for row in found[8]["rows"]) == sorted(JOBS)
    assert all(line["ms"] >= 0 and line["step_seconds"] > 0 for line in found.values())


def test_an_answer_says_which_version_was_asked(page: Served) -> None:
    """By it the page knows whether the store has changed since."""
    state = page.client.get("/api/state").json()
    first = json.loads(page.client.get("/api/panels", params={"dashboard": "overview"}).text.splitlines()[0])
    assert first["version"] == state["version"]


def test_a_picked_value_is_taken_as_it_is(page: Served) -> None:
    """Whatever stands in it: nothing is a word of the query language, and nothing is a tag."""
    _, found = panels(page, dashboard="overview", job_id=HOSTILE)
    assert found[8]["rows"] == [[HOSTILE, "torch.OutOfMemoryError", STEPS // 50]]
    _, both = panels(page, dashboard="overview", job_id=[HOSTILE, "night-7"], rank="1")
    assert {row[0] for row in both[8]["rows"]} == {HOSTILE, "night-7"}


def test_a_query_and_a_time_range_narrow(page: Served) -> None:
    """The query may be one of the schema's, by its name."""
    start = LATEST.timestamp() - 100
    span, found = panels(page, dashboard="pipeline", q="errors", **{"from": f"{int(start)}000", "to": "now"})
    assert found[0]["rows"] == [[ERRORS // 2]]
    assert span["end"] > span["start"]


def test_jobs_can_begin_together(page: Served) -> None:
    """Where a panel runs over time and is split by job, its time is seconds since each job began."""
    _, found = panels(page, dashboard="compare", align="start", **{"from": "all"})
    times = {row[1] for row in found[4]["rows"]}
    assert all(isinstance(time, (int, float)) for time in times) or not times


def test_an_empty_dashboard_name_means_the_first(page: Served) -> None:
    """And an unknown one is told with those that there are."""
    assert panels(page)[1].keys() == panels(page, dashboard="overview")[1].keys()
    assert "it has overview" in fault(page, "/api/panels", dashboard="nothing")["message"]


@pytest.mark.parametrize(
    ("query", "at", "end"),
    [("levl:ERROR", 0, 4), ("level:(ERROR", 12, 12), ("level:ERRO", 6, 10), ("\U0001f525 and levl:x", 7, 11)],
)
def test_a_fault_of_a_query_has_its_place_in_utf16(page: Served, query: str, at: int, end: int) -> None:
    """As JavaScript counts."""
    for path in ("/api/panels", "/api/events", "/api/values?field=level"):
        found = fault(page, path.partition("?")[0], q=query, **({"field": "level"} if "?" in path else {}))
        assert (found["at"], found["end"]) == (at, end)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"from": "yesterday"}, "'yesterday' is no time"),
        ({"from": "now", "to": "now-1h"}, "the time range is empty"),
        ({"jbo_id": "a"}, "did you mean `job_id`"),
        ({"rank": "a"}, "`a` is no number"),
        ({"level": "LOUD"}, "is never `LOUD`"),
        ({"align": "end"}, "align=start"),
        ({"q": ["a", "b"]}, "given 2 times"),
        ({"q": "a" * 5000}, "at most 4,096 characters"),
        ({"rank": [str(number) for number in range(300)]}, "more than 200 values"),
        ({"from": "9" * 4000}, "is no time"),
        ({"from": "0001-01-01"}, "outside of 1970 to 2199"),
        ({"from": "now", "to": "9999-12-31"}, "outside of 1970 to 2199"),
    ],
)
def test_a_fault_of_another_parameter_is_told_without_a_place(page: Served, asked: dict[str, Any], told: str) -> None:
    """In a sentence that says what to write instead."""
    found = fault(page, "/api/panels", **asked)
    assert told in found["message"]
    assert (found["at"], found["end"]) == (None, None)


def test_events_come_newest_first_and_page_by_page(page: Served) -> None:
    """No event is left out, none comes twice."""
    seen: list[str] = []
    asked: dict[str, Any] = {"limit": 250, "job_id": JOBS[:2]}
    while True:
        found = page.client.get("/api/events", params=asked).json()
        assert found["total"] == 2 * STEPS
        seen += [event["_id"] for event in found["events"]]
        if found["next"] is None:
            break
        asked["before"] = found["next"]
    assert len(seen) == len(set(seen)) == 2 * STEPS


def test_events_of_a_panel_are_those_that_it_asks_for(page: Served) -> None:
    """A panel over unparsed lines gives unparsed lines."""
    found = page.client.get("/api/events", params={"panel": "overview.11", "job_id": "night-7"}).json()
    assert found["total"] == STEPS // 50
    assert {event["level"] for event in found["events"]} == {"ERROR"}
    assert (
        page.client.get("/api/events", params={"panel": "pipeline.12"}).json()["events"][0]["unparsed"] == '{"cut off'
    )
    assert page.client.get("/api/events", params={"invalid": "1"}).json()["total"] == 1


@pytest.mark.parametrize(
    "asked", [{"panel": "overview.99"}, {"panel": "x"}, {"panel": "overview.-1"}, {"panel": "overview." + 5000 * "9"},
              {"limit": "0"}, {"limit": "501"}, {"limit": "ten"}, {"limit": "\u0664"}, {"before": "x"}]
)  # fmt: skip
def test_a_faulty_question_for_events_is_refused(page: Served, asked: dict[str, str]) -> None:
    """With what may be asked."""
    assert fault(page, "/api/events", **asked)["message"]


def test_values_of_a_field_are_not_narrowed_by_its_own_pick(page: Served) -> None:
    """Else nobody could pick a second one."""
    found = page.client.get("/api/values", params={"field": "job_id", "job_id": "night-7"}).json()
    assert [each["count"] for each in found["values"]] == [STEPS] * 3
    assert found["more"] is False
    narrowed = page.client.get("/api/values", params={"field": "rank", "job_id": "night-7", "prefix": "1"}).json()
    assert narrowed["values"] == [{"value": 1, "count": STEPS // 2}]
    assert "no field" in fault(page, "/api/values", field="nothing")["message"]


def test_a_query_is_completed_at_the_cursor(page: Served) -> None:
    """Fields, and values that the store has; the cursor is counted in UTF-16."""
    found = page.client.get("/api/complete", params={"text": "lev", "at": 3}).json()
    assert "level" in [option["text"] for option in found["options"]]
    text = '"\U0001f525" and job_id:nig'
    found = page.client.get("/api/complete", params={"text": text, "at": len(text) + 1}).json()
    assert {"night-7", "night-8"} <= {option["text"] for option in found["options"]}
    assert found["start"] == len(text) + 1 - len("nig")
    assert {option["kind"] for option in found["options"]} == {"value"}


def test_a_query_that_is_being_typed_is_told_its_fault(page: Served) -> None:
    """Beside what could come next."""
    found = page.client.get("/api/complete", params={"text": "levl:ERROR", "at": 10}).json()
    assert found["error"]["at"] == 0
    assert page.client.get("/api/complete", params={"text": "", "at": 0}).json()["error"] is None
    assert fault(page, "/api/complete", text="a" * 5000, at="0")["message"]
    assert fault(page, "/api/complete", text="a", at="-1")["message"]


def test_large_answers_are_packed_where_the_browser_takes_it(page: Served) -> None:
    """Line by line where they are sent line by line."""
    for path in ("/api/schema", "/api/panels?dashboard=overview", "/api/events"):
        with page.client.stream("GET", path, headers={"accept-encoding": "gzip"}) as answer:
            packed = b"".join(answer.iter_raw())
        assert answer.headers["content-encoding"] == "gzip"
        assert len(packed) < len(gzip.decompress(packed))
        plain = page.client.get(path, headers={"accept-encoding": "identity"})
        assert "content-encoding" not in plain.headers


def test_the_state_is_sent_at_once(page: Served) -> None:
    """As a server-sent event, in one line of JSON."""
    with page.client.stream("GET", "/api/live") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = answer.iter_lines()
        assert next(lines) == "event: state"
        assert json.loads(next(lines).removeprefix("data: "))["events"] == EVENTS


def test_no_more_pages_than_some_are_kept_up_to_date(page: Served) -> None:
    """What a client can hold open is bounded, and what it lets go is free again."""
    limits = httpx.Limits(max_connections=None)
    with httpx.Client(base_url=page.client.base_url, timeout=30, limits=limits) as client, ExitStack() as open_ones:
        held = []
        refused = None
        while refused is None and len(held) < 40:
            answer = open_ones.enter_context(client.stream("GET", "/api/live"))
            if answer.status_code == 200:
                held.append(answer.iter_lines())
                next(held[-1])
            else:
                refused = answer
        assert refused is not None
        assert (len(held), refused.status_code, refused.headers["retry-after"]) == (32, 503, "1")
    until(lambda: page.client.head("/api/live").status_code == 200, "a free place")


def test_alerts_are_told_with_what_they_wait_for(page: Served) -> None:
    """In the order of the schema, with titles in both languages."""
    found = page.client.get("/api/alerts").json()
    first = found["alerts"][0]
    assert first["name"] == "error_burst"
    assert first["title"] == {"en": "Many errors", "zh": "错误激增"}
    assert first["rule"]["en"] == "More than 10 events within 5m, where level:ERROR."
    assert set(first) == {"name", "title", "kind", "rule", "notify", "firing", "last"}


def test_no_faults_is_an_answer(page: Served) -> None:
    """With the folder that was looked at."""
    found = page.client.get("/api/faults").json()
    assert found["faults"] == []
    assert found["folder"].endswith("spool")


def test_all_time_is_the_time_of_what_is_asked_for(page: Served) -> None:
    """Without a time range the charts span the events that match, not those that don't."""
    whole, _ = panels(page, dashboard="job")
    own, _ = panels(page, dashboard="job", q="step < 10")
    none, _ = panels(page, dashboard="job", q="step > 1000000")
    assert own["start"] == whole["start"]
    assert own["end"] < whole["end"]
    assert none == whole


def test_the_events_of_each_step_of_time_are_counted(page: Served) -> None:
    """The histogram above the list counts what the list holds, for each level."""
    answer = page.client.get("/api/histogram", params={"q": "step >= 100"}).json()
    counts: dict[str, int] = {}
    for level, _, count in answer["rows"]:
        counts[level] = counts.get(level, 0) + count
    assert counts == {"INFO": (STEPS // 2 - 2) * len(JOBS), "ERROR": 2 * len(JOBS)}
    unparsed = page.client.get("/api/histogram", params={"invalid": "1"}).json()["rows"]
    assert sum(row[-1] for row in unparsed) == 1


@pytest.mark.parametrize("number", ["9" * 5000, "99", "-1", "", "²"])
def test_a_panel_that_is_not_there_is_told(page: Served, number: str) -> None:
    """Whatever stands for its number."""
    assert "there is no panel" in fault(page, "/api/events", panel=f"overview.{number}")["message"]


def test_a_store_elsewhere_leaves_this_folder_alone(tmp_path: Path, schema: Schema, log: Path) -> None:
    """It may be one that can't be written."""
    home = Home(tmp_path / ".logloom")
    with hosted(View(schema, paths=[log], store=tmp_path / "else" / "store.duckdb", port=0, home=home)) as url:
        assert url.startswith("http://127.0.0.1:")
    assert not home.folder.exists()


def test_a_list_over_all_time_is_that_of_its_charts(page: Served) -> None:
    """It looks for no bounds, and `now` in a query is the newest event for both."""
    for query, some in (("", True), ("level:ERROR", True), ("@timestamp >= now-1h", True), ("level:DEBUG", False)):
        _, shown = panels(page, dashboard="pipeline", q=query)
        listed = page.client.get("/api/events", params={"q": query}).json()["total"]
        assert (listed > 0) == some, query
        assert listed == shown[0]["rows"][0][0], query
