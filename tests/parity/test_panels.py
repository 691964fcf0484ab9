"""Each panel of the reference schema, asked of a real Elasticsearch: the numbers that the events themselves give."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from parity import panels
from parity.cluster import put_all

from logloom._moments import iso
from logloom.schema import Schema, load
from logloom.schema.kql import parse, to_dsl
from logloom.schema.model import Jobs, Panel
from logloom.schema.panels import question, rows, search, stream

if TYPE_CHECKING:
    from harness.elasticsearch import Node

pytestmark = [pytest.mark.needs("elasticsearch"), pytest.mark.xdist_group("elasticsearch")]

BOARDS = {
    f"{name}: {panel.title}": panel
    for name, board in load(Path(__file__).parents[2] / "schema.yaml").dashboards.items()
    for panel in board.panels
}
DRAWN = [title for title, panel in BOARDS.items() if panel.show != "events"]
LISTED = [title for title, panel in BOARDS.items() if panel.show == "events"]
MOST = 10_000


class Asked(NamedTuple):
    """A node with the events of a schema."""

    node: Node
    schema: Schema

    def request(self, target: str, body: Any) -> Any:
        """Search a data stream."""
        answer = self.node.request("POST", f"/{target}/_search", body)
        assert answer.status == 200, answer.body
        return answer.body

    def found(self, panel: Panel) -> list[panels.Document]:
        """Return the documents that a panel's question finds, in the time range."""
        asked = to_dsl(parse(question(panel, self.schema)), self.schema, panels.END)
        body = self.request(stream(panel, self.schema), {"size": MOST, "query": asked})
        return panels.documents([hit["_source"] for hit in body["hits"]["hits"]], panel)

    def rows(self, panel: Panel) -> list[tuple[Any, ...]]:
        """Return what a panel shows."""
        body = search(panel, self.schema, panels.START, panels.END, panels.STEP_SECONDS)
        return rows(panel, self.request(stream(panel, self.schema), body), panels.STEP_SECONDS)


@pytest.fixture(scope="module")
def asked(node: Node, root: Path) -> Asked:
    """Return Elasticsearch with six jobs' events, under a name that no other test uses."""
    schema = load(root / "schema.yaml").model_copy(update={"name": "pytorch.panels"})
    put_all(node, schema)
    when = iso(panels.END - panels.MINUTE)  # of the lines that say no time
    bodies: list[Any] = []
    for offset, line in enumerate(panels.lines()):
        place = {"offset": offset, "file": {"path": "/var/log/jobs.log"}}
        bodies += [{"create": {}}, {"@timestamp": when, "message": f"{line}\n", "log": place}]
    answer = node.request("POST", f"/{schema.events_stream}/_bulk?refresh=true", bodies, lines=True)
    assert not answer.body["errors"], answer.body
    node.request("POST", f"/{schema.invalid_stream}/_refresh")
    return Asked(node, schema)


def same(panel: Panel, found: Sequence[tuple[Any, ...]], wanted: Sequence[tuple[Any, ...]]) -> None:
    """Hold rows against what they must be: counts exactly, averages to 1e-9, percentiles between their neighbours."""
    assert [row[:-1] for row in found] == [row[:-1] for row in wanted]
    for row, expected in zip(found, wanted, strict=True):
        if isinstance(expected[-1], list):
            at = panel.percentile.at if panel.percentile else 50
            place = at / 100 * (len(expected[-1]) - 1)
            low, high = expected[-1][max(0, int(place) - 1)], expected[-1][min(len(expected[-1]) - 1, int(place) + 2)]
            assert low <= row[-1] <= high, row
        else:
            assert row[-1] == (
                pytest.approx(expected[-1], rel=1e-9) if isinstance(expected[-1], float) else expected[-1]
            )


@pytest.mark.parametrize("title", DRAWN)
def test_a_panel_shows_the_numbers_of_its_events(asked: Asked, title: str) -> None:
    """Each panel has something to show, ranked and cut as the language says, and each number is right."""
    panel = BOARDS[title]
    found = asked.rows(panel)
    assert any(row[-1] is not None for row in found)
    same(panel, found, panels.expected(panel, asked.found(panel)))


@pytest.mark.parametrize("title", LISTED)
def test_a_list_finds_events(asked: Asked, title: str) -> None:
    """Each list of events has some, and each of its columns is filled in one of them."""
    panel = BOARDS[title]
    found = asked.found(panel)
    assert found
    assert {name for name in panel.columns if not any(name in each for each in found)} == set()


def test_the_jobs_are_in_the_states_that_they_are_in(asked: Asked) -> None:
    """Ended is ended, also where one rank lives a little longer; begun before the range or begun again is open."""
    listed = Panel(title="T", show="table", max="@timestamp", by="job_id", jobs=Jobs(heard_within="10m"))
    state = partial(listed.model_copy)
    names = {
        name: {row[0] for row in asked.rows(state(update={"jobs": Jobs(**{name: "10m"})}))}
        for name in ("heard_within", "silent_for", "lost_for")
    }
    assert names == {
        "heard_within": {"running", "silent", "again"},
        "silent_for": {"silent", "lost"},
        "lost_for": {"lost"},
    }


def test_time_is_cut_into_steps_without_a_gap(asked: Asked) -> None:
    """A step in which nothing happened counts none, and no event is in two."""
    panel = Panel(title="T", show="line", count="events", where="job_id:clean")
    found = asked.rows(panel)
    assert len(found) == 18
    assert sum(row[-1] for row in found) == len(asked.found(panel))
    assert found[-1][-1] == 0
