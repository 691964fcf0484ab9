"""Queries of Kibana's language on a real Elasticsearch and on DuckDB: the same events answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from harness.kql import DEEPEST, QUERIES
from parity.cluster import put_all
from parity.lines import by_hand
from parity.lines import generated as lines_of
from parity.queries import NOON, SCHEMA, events, generated

from logloom.local import Store, ingest, query
from logloom.schema import Schema, load, load_text
from logloom.schema.kql import All, Node, check, parse, to_dsl, to_sql, to_text

if TYPE_CHECKING:
    from harness import elasticsearch

pytestmark = [pytest.mark.needs("elasticsearch"), pytest.mark.xdist_group("elasticsearch")]

TIME = "2026-11-01T10:00:00.500Z"
CONTAINER = "fedcba9876543210" * 4
_TOGETHER = 100
_MOST = 5_000


class Stores(NamedTuple):
    """The same events in both stores."""

    node: elasticsearch.Node
    duckdb: Store

    @property
    def schema(self) -> Schema:
        """What both were made from."""
        return self.duckdb.schema

    def documents(self) -> list[dict[str, Any]]:
        """Return all documents, as DuckDB has them."""
        return list(query(self.duckdb, "").documents())

    def by_duckdb(self, node: Node) -> set[str]:
        """Return the ids that DuckDB finds."""
        where, params = to_sql(node, self.schema, NOON)
        return {row[0] for row in self.duckdb.rows(f"SELECT _id FROM events WHERE {where}", params)}

    def by_elasticsearch(self, nodes: Sequence[Node]) -> Iterator[set[str]]:
        """Yield the ids that Elasticsearch finds for each query."""
        for start in range(0, len(nodes), _TOGETHER):
            searches: list[Any] = []
            for node in nodes[start : start + _TOGETHER]:
                body = {"query": to_dsl(node, self.schema, NOON), "size": _MOST, "_source": False}
                searches += [{"index": _stream(self.schema)}, body]
            path = "/_msearch?filter_path=error,responses.hits.hits._id,responses.error,responses.status"
            answers = self.node.request("POST", path, searches, lines=True).body
            for answer in answers.get("responses", [answers]):
                assert "error" not in answer, json.dumps(answer)[:3000]
                yield {hit["_id"] for hit in answer.get("hits", {"hits": []})["hits"]}

    def assert_equal(self, nodes: Sequence[Node]) -> list[int]:
        """Hold both stores to the same answer for each query, and return how many events each one has."""
        found, wrong = [], []
        for node, there in zip(nodes, self.by_elasticsearch(nodes), strict=True):
            here = self.by_duckdb(node)
            found.append(len(here))
            if here != there:
                wrong.append(f"{to_text(node)}\n  DuckDB alone: {here - there}\n  Elasticsearch alone: {there - here}")
        assert not wrong, f"{len(wrong)} of {len(nodes)} differ\n" + "\n".join(wrong[:10])
        return found


def _stream(schema: Schema) -> str:
    """Return a data stream of this module's own: other tests may have stored events in the schema's."""
    return f"logs-{schema.name}-queries"


def store_in_both(node: elasticsearch.Node, schema: Schema, lines: Sequence[str], folder: Path) -> Stores:
    """Write lines as Docker does, and hand them to both stores as Filebeat and `logloom ingest` do."""
    file = folder / CONTAINER / f"{CONTAINER}-json.log"
    file.parent.mkdir()
    bodies: list[Any] = []
    with file.open("wb") as stream:
        for line in lines:
            place = {"offset": stream.tell(), "file": {"path": str(file)}}
            bodies += [{"create": {}}, {"@timestamp": TIME, "message": f"{line}\n", "log": place}]
            stream.write(json.dumps({"log": f"{line}\n", "stream": "stdout", "time": TIME}).encode() + b"\n")
    answer = node.request("POST", f"/{_stream(schema)}/_bulk?refresh=true", bodies, lines=True)
    refused = [item["create"] for item in answer.body["items"] if item["create"]["status"] not in {201, 409}]
    assert refused == []
    store = Store.open(folder / "logs.duckdb", schema, write=True)
    ingest(store, [file], final=True)
    return Stores(node, store)


@pytest.fixture(scope="module")
def every_type(node: elasticsearch.Node, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    """Yield both stores with events that have fields of each type."""
    schema = load_text(SCHEMA)
    put_all(node, schema)
    lines = [*events(300), *lines_of(schema, 150), "out of memory, plainly", "{not JSON"]
    stores = store_in_both(node, schema, lines, tmp_path_factory.mktemp("every_type"))
    yield stores
    stores.duckdb.close()


@pytest.fixture(scope="module")
def reference(node: elasticsearch.Node, tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[Stores]:
    """Yield both stores with events of the reference schema."""
    schema = load(root / "schema.yaml")
    put_all(node, schema)
    lines = [line for line in by_hand() if "\n" not in line]
    lines += lines_of(schema, 300)
    stores = store_in_both(node, schema, lines, tmp_path_factory.mktemp("reference"))
    yield stores
    stores.duckdb.close()


def test_the_same_events_are_in_both(every_type: Stores, reference: Stores) -> None:
    """Without this, equal answers would say little."""
    for stores in (every_type, reference):
        assert stores.assert_equal([All()])[0] > 300


def test_named_queries(reference: Stores) -> None:
    """Each query of the reference schema, of its panels and of its alerts finds the same events."""
    schema = reference.schema
    texts = [named.query for named in schema.queries.values()]
    texts += [panel.where for board in schema.dashboards.values() for panel in board.panels if panel.where]
    for alert in schema.alerts.values():
        texts += [text for text in (alert.where, alert.after, alert.until) if text]
    found = reference.assert_equal([parse(text) for text in texts])
    assert sum(map(bool, found)) > len(texts) / 2


def test_each_construct(every_type: Stores) -> None:
    """The table of the language's constructs, tried on each store by itself elsewhere, finds the same in both."""
    nodes = [parse(text) for text in QUERIES]
    assert [check(node, every_type.schema) for node in nodes] == [[]] * len(nodes)
    found = every_type.assert_equal(nodes)
    assert sum(0 < count < max(found) for count in found) > len(nodes) * 0.7


EDGES = """
gpu_memory:0
gpu_memory >= 0 and gpu_memory <= -0
gpu_memory < 0 or gpu_memory > 0
losses >= -0.0 and not losses > 0
gpu_memory > -1.7976931348623157e308
step > -9223372036854775808 and step < 9223372036854775807
saved_at <= "0001-01-01T00:00:00.000Z" or saved_at >= "9999-12-31T23:59:59.999Z"
_id:"" or _id:显
tags:"" or extra.s:""
message:foo *
message:\\* a
message:ǆ or message:ßtraße
message:SStraße
message:𐐨 or message:٣
message:"2² ª" or message:"한국어 ש"
message:e\u0301té
service:a?b or service:*?*
service:\\\\* or service:*\\** or service:🔥*
not extra:* or extra.nothing:* or extra.none:*
extra.a\\*:* and not extra.\\*:nostar
extra.lr:1e-4
extra.lr:1
extra.a.b.c:10000000 and extra.a.b.c:1e21 and extra.a.b.c:0
extra.big:123456789.5
extra.t..:* and extra.t.x..y:dots and extra.t._:e
extra.none.deep.k:false
extra.q?:"\\\\*?"
extra.显存:不足
""".strip().splitlines()


def test_edges(every_type: Stores) -> None:
    """Zeros of both signs, the ends of each type, odd letters, odd keys and numbers kept as text are found alike."""
    every_type.assert_equal([parse(text) for text in EDGES])


def test_limits(every_type: Stores) -> None:
    """The deepest, the longest and the wildest query that `parse` and `check` let through is answered by both."""
    many = " ".join(f"word{number}" for number in range(900))
    wild = ["a*" * 50, "*" + "a" * 197 + "*b", "a" * 199 + "*", ("aab*" * 50)[:199] + "*", ("*" + "a" * 30) * 6]
    texts = [*DEEPEST, f"message:{many}", f'message:"{many}"', " or ".join(["level:ERROR"] * 600)]
    texts += [f"{field}:{value}" for field in ("service", "message") for value in wild]
    texts += [f"extra.a.b:{'a' * 199}*", f"service:{'a' * 9_900}", f"_id:{'a' * 600}"]
    nodes = [parse(text) for text in texts]
    assert [check(node, every_type.schema) for node in nodes] == [[]] * len(nodes)
    every_type.assert_equal(nodes)


@pytest.mark.parametrize(("name", "count"), [("every_type", 350), ("reference", 150)])
def test_generated_queries(name: str, count: int, request: pytest.FixtureRequest) -> None:
    """Any query about what the events hold finds the same in both, and most find some events and not all."""
    stores: Stores = request.getfixturevalue(name)
    found = stores.assert_equal(generated(stores.schema, stores.documents(), count))
    assert len(found) == count
    assert sum(0 < each < max(found) for each in found) > count * 0.6
