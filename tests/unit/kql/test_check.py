"""What a schema has against a query."""

from datetime import datetime

import pytest

from logloom.schema.kql import TOKEN_PATTERN, Is, Or, Value, analysis, check, explain, parse, to_sql
from logloom.schema.kql._time import instant
from logloom.schema.kql._words import words
from logloom.schema.model import Schema

FINDINGS = [
    ("gpu_memroy > 0.9", 0, "unknown-field", "did you mean `gpu_memory`?"),
    ("level:ERROR and Level:x", 16, "unknown-field", "did you mean `level`?"),
    ("severity:ERROR", 0, "unknown-field", "stored as `level`"),
    ("service.name:x", 0, "unknown-field", "stored as `service`"),
    ("zzzzzz:x", 0, "unknown-field", "`extra.<key>`"),
    ("zzzzzz:*", 0, "unknown-field", "no field `zzzzzz`"),
    ("extra.:x", 0, "unknown-field", "no field `extra.`"),
    ("level:EROR", 6, "not-in-enum", "did you mean `ERROR`?"),
    ("level:error", 6, "not-in-enum", "did you mean `ERROR`?"),
    ("level:qqqqq", 6, "not-in-enum", "it is one of DEBUG, INFO, WARN, ERROR, CRITICAL"),
    ("level:(ERROR or X*)", 16, "not-in-enum", "never `X*`"),
    ("level > INFO", 0, "no-range", "holds keyword values"),
    ("message < a", 0, "no-range", "holds text values"),
    ("extra.a > 1", 0, "no-range", "holds extra values"),
    ("fused > 1", 0, "no-range", "holds boolean values"),
    ("gpu_memory:high", 11, "not-a-number", "`high` is no number"),
    ("gpu_memory > 1_0", 13, "not-a-number", "no number"),
    ("gpu_memory > nan", 13, "not-a-number", "no number"),
    ("gpu_memory > 1*", 13, "not-a-number", "no number"),
    ("gpu_memory > 1e309", 13, "not-a-number", "beyond what a double can hold"),
    ("gpu_memory > 1.799e308", 13, "not-a-number", "beyond what a double can hold"),
    ("gpu_memory:1*", 11, "wildcard", "field of type float"),
    ("step:3.5", 5, "not-an-integer", "compare with `<` or `>`"),
    ("step > 9223372036854775808", 7, "not-an-integer", "beyond 64 bits"),
    ("step:1e9999", 5, "not-a-number", "beyond what a double can hold"),
    ("fused:yes", 6, "not-a-boolean", "neither `true` nor `false`"),
    ("fused:TRUE", 6, "not-a-boolean", "neither"),
    ("@timestamp > yesterday", 13, "not-a-timestamp", "`yesterday` is no time"),
    ("@timestamp:2026-02-29", 11, "not-a-timestamp", "no time"),
    ("@timestamp:2026*", 11, "wildcard", "field of type timestamp"),
    ("@timestamp > now+9999999999y", 13, "not-a-timestamp", "no time"),
    ("@timestamp > now+99999y", 13, "not-a-timestamp", "no time"),
    ('message:"--"', 8, "no-word", "holds no word"),
    ("message:a-b*", 8, "no-word", "holds no word"),
    ("_id:a*", 4, "wildcard", "the whole `_id` is needed"),
    ("extra.a:*x", 8, "wildcard", "only stand at the end"),
    ("extra:x", 6, "extra-key", "name the key"),
    ("service:null", 8, "null", "`not field:*`"),
    ("null", 0, "null", "put the word in quotes"),
    ("service:" + "a*" * 51, 8, "wildcard", "at most 50"),
    ("service:" + "a" * 200 + "*", 8, "wildcard", "at most 200"),
    ("a*" * 51, 0, "wildcard", "at most 50"),
]


@pytest.mark.parametrize(("query", "offset", "code", "says"), FINDINGS, ids=[row[0][:30] for row in FINDINGS])
def test_finding(query: str, offset: int, code: str, says: str, schema: Schema) -> None:
    """Each mistake is found at its place, with its code and what to do."""
    (problem,) = check(parse(query), schema)
    assert (problem.offset, problem.code) == (offset, code)
    assert says in problem.message
    assert explain(query, problem).split("\n")[1] == " " * min(offset, 100) + "^"


@pytest.mark.parametrize(
    "query",
    [
        "level:*R*",
        'service:"null"',
        "step:3.0 or step < 1e3 or step:-0",
        "gpu_memory:.5 or gpu_memory:+1. or gpu_memory:5e-324",
        '@timestamp > 2026 or @timestamp:"2026-11-01T10:00:00,5-0330" or @timestamp < 1761998400000',
        "extra.any.thing:x* or extra:* or _id:*",
        "message:a-b or message:a-b c*",
        '"--" or *',
    ],
)
def test_nothing_found(query: str, schema: Schema) -> None:
    """What the schema allows is not blamed."""
    assert check(parse(query), schema) == []


def test_all_findings_in_order(schema: Schema) -> None:
    """A query with several mistakes is blamed for all of them, from left to right, each once."""
    query = "nope:1 and (level:X or not step:y) and nope:1"
    assert [(p.offset, p.code) for p in check(parse(query), schema)] == [
        (0, "unknown-field"),
        (18, "not-in-enum"),
        (32, "not-a-number"),
        (39, "unknown-field"),
    ]


def test_repeated_brackets_blame_the_field_once(schema: Schema) -> None:
    """A field that is unknown is one finding, however many values it was given."""
    assert len(check(parse("nope:(a or b or c)"), schema)) == 1


def test_deep_tree(schema: Schema) -> None:
    """The deepest tree that `parse` gives is checked and printed."""
    node = parse("not (step:1 and (step:2 or " * 6 + "step:3" + "))" * 6)
    assert check(node, schema) == []
    assert to_sql(node, schema).params == [*[1, 2] * 6, 3]


NOW = datetime(2026, 11, 1, 10, 30, 15, 500_900)
INSTANTS = [
    ("2026", False, datetime(2026, 1, 1)),
    ("2026", True, datetime(2026, 1, 1, 23, 59, 59, 999_000)),
    ("2026-11-01T10", True, datetime(2026, 11, 1, 10, 59, 59, 999_000)),
    ("2026-11-01T10:00", False, datetime(2026, 11, 1, 10)),
    ("2026-11-01T10:00", True, datetime(2026, 11, 1, 10, 0, 59, 999_000)),
    ("2026-11-01T10:00:00.5", True, datetime(2026, 11, 1, 10, 0, 0, 500_000)),
    ("2026-11-01T10:00:00.123456789Z", True, datetime(2026, 11, 1, 10, 0, 0, 123_000)),
    ("2026-11-01T10:00:00+08", False, datetime(2026, 11, 1, 2)),
    ("2026-11-01T10:00:00-03:30", False, datetime(2026, 11, 1, 13, 30)),
    ("1761998400123", True, datetime(2025, 11, 1, 12, 0, 0, 123_000)),
    ("now", True, datetime(2026, 11, 1, 10, 30, 15, 500_000)),
    ("now-15m", False, datetime(2026, 11, 1, 10, 15, 15, 500_000)),
    ("now+d", False, datetime(2026, 11, 2, 10, 30, 15, 500_000)),
    ("now-1M/M", False, datetime(2026, 10, 1)),
    ("now-1M/M", True, datetime(2026, 10, 31, 23, 59, 59, 999_000)),
    ("now/y", True, datetime(2026, 12, 31, 23, 59, 59, 999_000)),
    ("now/w", False, datetime(2026, 10, 26)),
    ("now/w", True, datetime(2026, 11, 1, 23, 59, 59, 999_000)),
    ("now/H", False, datetime(2026, 11, 1, 10)),
    ("now/m", True, datetime(2026, 11, 1, 10, 30, 59, 999_000)),
    ("now/s", False, datetime(2026, 11, 1, 10, 30, 15)),
    ("2026||", True, datetime(2026, 1, 1)),
    ("2026-01-31||+1M", True, datetime(2026, 2, 28)),
    ("2024-02-29||+1y", False, datetime(2025, 2, 28)),
    ("2026-11-01||/M", True, datetime(2026, 11, 30, 23, 59, 59, 999_000)),
]


@pytest.mark.parametrize(("text", "up", "when"), INSTANTS)
def test_instant(text: str, up: bool, when: datetime) -> None:
    """Dates and date math mean what they mean in Elasticsearch, also where part of the time is missing."""
    assert instant(text, NOW, up) == when


@pytest.mark.parametrize(
    "text",
    [
        *("", "20261101", "2026-13", "2026-11-01 10:00", "2026-11-01T24", "0000", "2026-11-01Z", "٢٠٢٦", "nowhere"),
        *("now-", "now/x", "now-1.5h", "now+9999y", "0001-01-01T00+01", "2026-11-01T10+19", "2026-11-01T10+01:60"),
    ],
)
def test_no_instant(text: str) -> None:
    """What is no date of the calendar, or lies outside the years 1 to 9999, is refused."""
    with pytest.raises(ValueError, match=r".*"):
        instant(text, NOW, True)


def test_words_are_the_same_here_and_in_duckdb(store: object) -> None:
    """Python splits and lower-cases a text into the words that DuckDB finds in it."""
    samples = "CUDA out_of-Memory,GPU显存不足 İΣΣ naïve e\u0301 ǅ ẞ ª 2² ー データ 한국어 שלום 🔥 Ⅷ x\u200dy _ __ 100%"
    sql = "SELECT regexp_extract_all(lower(?), ?)"
    (found,) = store.execute(sql, [samples, TOKEN_PATTERN]).fetchone()  # type: ignore[attr-defined]
    assert words(samples) == tuple(found)


def test_analyzer_for_elasticsearch() -> None:
    """Elasticsearch gets the same pattern, takes the whole match, and can't meet a term that Lucene refuses."""
    parts = analysis()
    assert parts["tokenizer"]["words"] == {"type": "pattern", "pattern": TOKEN_PATTERN, "group": 0}
    assert parts["analyzer"]["words"]["filter"] == ["lowercase", "words_cut"]
    assert parts["filter"]["words_cut"]["length"] * 4 < 32_766


def test_trees_made_by_hand(schema: Schema) -> None:
    """Nodes can be put together in code, as the pages and alerts do."""
    node = Or((Is("level", Value(("ERROR",))), Is("level", Value(("WARN",)))))
    assert to_sql(node, schema).params == ["ERROR", "WARN"]
