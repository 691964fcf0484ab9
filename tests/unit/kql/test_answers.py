"""Queries answered by DuckDB, against a naive reading of the same tree in Python."""

import re
import unicodedata
from datetime import datetime, timedelta, timezone
from typing import Any

import duckdb
import pytest
from harness.kql import QUERIES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from logloom.errors import KqlError
from logloom.schema.kql import All, And, Bare, Exists, Is, Node, Not, Or, Range, Value, check, parse, to_sql, to_text
from logloom.schema.model import Schema

NOW = datetime(2026, 11, 1, 12)
# What each date means: its first and its last millisecond.
DATES = {
    "2026-11": (datetime(2026, 11, 1), datetime(2026, 11, 1, 23, 59, 59, 999000)),
    "2026-11-01": (datetime(2026, 11, 1), datetime(2026, 11, 1, 23, 59, 59, 999000)),
    "2026-11-01T12:00:00": (NOW, datetime(2026, 11, 1, 12, 0, 0, 999000)),
    "2026-11-01T20:00:00.000+08:00": (NOW, NOW),
    "now": (NOW, NOW),
    "now/h": (NOW, datetime(2026, 11, 1, 12, 59, 59, 999000)),
    "now-1d/d": (datetime(2026, 10, 31), datetime(2026, 10, 31, 23, 59, 59, 999000)),
    "2026-12-31||-1M": (datetime(2026, 11, 30), datetime(2026, 11, 30)),
}


# --- the naive reading -------------------------------------------------------------------------------------------


def words_of(text: str) -> list[str]:
    """Return the words of a text, one character after the other."""
    words, run = [], ""
    for char in [*text, " "]:
        low = "i" if char == "İ" else char.lower()
        category = unicodedata.category(low)
        if category == "Lo" or not (category[0] in "LMN" or low == "_"):
            words += [run] if run else []
            run = ""
            words += [low] if category == "Lo" else []
        else:
            run += low
    return words


def like(parts: tuple[str, ...], text: str) -> bool:
    """Whether a text is the parts with anything between them."""
    return re.fullmatch(".*".join(map(re.escape, parts)), text, re.DOTALL) is not None


def in_text(value: Value, text: str) -> bool:
    """Whether a text field's value is found by the words of the query."""
    have = words_of(text)
    if value.quoted:
        want = words_of(value.text)
        return bool(want) and any(have[at : at + len(want)] == want for at in range(len(have)))
    pieces = "\0".join(value.parts).split()
    for piece in pieces:
        parts = tuple(part.replace("İ", "i").lower() for part in piece.split("\0"))
        if len(parts) == 1 and set(words_of(piece)) & set(have):
            return True
        if len(parts) > 1 and (not any(parts) or any(like(parts, word) for word in have)):
            return True
    return False


def leaves_of(value: Any, path: str = "") -> list[tuple[str, str]]:
    """Return the paths and texts of all scalars of an object."""
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in leaves_of(item, f"{path}.{key}" if path else key)]
    if isinstance(value, list):
        return [leaf for item in value for leaf in leaves_of(item, path)]
    return [] if value is None else [(path, str(value).lower() if isinstance(value, bool) else str(value))]


def values_of(event: dict[str, Any], name: str) -> list[Any]:
    """Return the values of a field, as a list."""
    if name.startswith("extra."):
        return [text for path, text in leaves_of(event["extra"]) if path == name[6:]]
    value = event[name]
    return value if isinstance(value, list) else [] if value is None else [value]


def one_is(kind: str, value: Value, stored: Any) -> bool:
    """Whether one stored value is what the query names."""
    if kind == "text":
        return in_text(value, stored)
    if kind == "timestamp":
        first, last = DATES[value.text]
        return first <= stored <= last
    if kind == "boolean":
        return stored is (value.text == "true")
    if kind in ("integer", "float"):
        return stored == float(value.text) if kind == "float" else stored == int(float(value.text))
    return like(value.parts, stored)


def one_passes(kind: str, node: Range, stored: Any) -> bool:
    """Whether one stored value passes a comparison."""
    if kind == "timestamp":
        bound: Any = DATES[node.value.text][node.op in (">", "<=")]
    else:
        bound = float(node.value.text) if "." in node.value.text or kind == "float" else int(node.value.text)
    return {"<": stored < bound, "<=": stored <= bound, ">": stored > bound, ">=": stored >= bound}[node.op]


def matches(node: Node, event: dict[str, Any], schema: Schema) -> bool:
    """Whether an event answers a query."""
    match node:
        case All():
            return True
        case And(items):
            return all(matches(item, event, schema) for item in items)
        case Or(items):
            return any(matches(item, event, schema) for item in items)
        case Not(item):
            return not matches(item, event, schema)
    return leaf_matches(node, event, schema)


def leaf_matches(node: Node, event: dict[str, Any], schema: Schema) -> bool:
    """Whether an event answers a query without operators."""

    def kind(name: str) -> str:
        return schema.fields[name].type if name in schema.fields else "keyword"

    match node:
        case Exists("extra"):
            return event["extra"] is not None
        case Exists(name):
            return bool(values_of(event, name))
        case Range(name):
            return any(one_passes(kind(name), node, stored) for stored in values_of(event, name))
        case Is(name, value):
            return any(one_is(kind(name), value, stored) for stored in values_of(event, name))
        case Bare(value):
            searched = [name for name, spec in schema.fields.items() if spec.type in ("keyword", "text")]
            each = [value]
            if value.wild:  # as several values, one for each word
                each = [Value(tuple(piece.split("\0"))) for piece in "\0".join(value.parts).split()]
            found = [(kind(name), stored) for name in searched for stored in values_of(event, name)]
            return any(one_is(kind, piece, stored) for piece in each for kind, stored in found)
    raise AssertionError(node)


def asked(store: duckdb.DuckDBPyConnection, node: Node, schema: Schema) -> set[str]:
    """Return the ids that DuckDB finds."""
    where, params = to_sql(node, schema, NOW)
    return {row[0] for row in store.execute(f"SELECT _id FROM events WHERE {where}", params).fetchall()}


def expected(events: list[dict[str, Any]], node: Node, schema: Schema) -> set[str]:
    """Return the ids that the naive reading finds."""
    return {event["_id"] for event in events if matches(node, event, schema)}


# --- each construct ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", QUERIES)
def test_answer(query: str, store: duckdb.DuckDBPyConnection, events: list[dict[str, Any]], schema: Schema) -> None:
    """Each construct finds in DuckDB what a naive reading finds."""
    node = parse(query)
    assert check(node, schema) == []
    assert asked(store, node, schema) == expected(events, node, schema)


def test_most_answers_say_something(events: list[dict[str, Any]], schema: Schema) -> None:
    """The table above asks things that some events answer and others don't."""
    found = [len(expected(events, parse(query), schema)) for query in QUERIES]
    assert sum(0 < count < len(events) for count in found) > 0.8 * len(QUERIES)


def test_not_takes_what_lacks_the_field(store: duckdb.DuckDBPyConnection, schema: Schema) -> None:
    """A field's query and its negation part all events between them, as must_not does in Elasticsearch."""
    for query in ("level:ERROR", "gpu_memory > 0.5", "message:memory", "gpu_id:1", "extra.a.b:deep", "tags:red*"):
        node = parse(query)
        assert asked(store, node, schema) ^ asked(store, Not(node), schema) == asked(store, All(), schema)


# --- any query ---------------------------------------------------------------------------------------------------

KEYS = st.sampled_from(["service", "tags", "item", "_id", "violations"])
PIECES = [*"abRe d_*\\%:()\"<>{}?.[]'\n\t显éİ", "or ", " not ", "red", "memory"]
SHORT = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)


@st.composite
def literals(draw: st.DrawFn, wild: bool = True) -> Value:
    """Draw a value that has a text: quoted, or unquoted and trimmed."""
    if draw(st.booleans()):
        return Value((draw(SHORT),), quoted=True)
    parts = draw(st.lists(SHORT, min_size=1, max_size=3 if wild else 1))
    parts = [parts[0].lstrip(), *parts[1:]]
    parts[-1] = parts[-1].rstrip()
    return Value(tuple(parts)) if any(parts) else Value(("x",))


def numbers(values: list[str]) -> st.SearchStrategy[Value]:
    """Draw one of some values, quoted or not."""
    return st.builds(Value, st.tuples(st.sampled_from(values)), st.booleans())


OPS = st.sampled_from(["<", "<=", ">", ">="])
TIMES = st.sampled_from(["@timestamp", "saved_at"])
INTEGERS = st.sampled_from(["step", "gpu_id"])
LEAVES = st.one_of(
    st.just(All()),
    st.builds(Bare, literals()),
    st.builds(Is, st.just("level"), numbers(["ERROR", "WARN"])),
    st.builds(Is, KEYS.filter(lambda key: key != "_id"), literals()),
    st.builds(Is, st.just("_id"), literals(wild=False)),
    st.builds(Is, st.sampled_from(["message", "notes"]), literals()),
    st.builds(Is, st.sampled_from(["extra.a.b", "extra.tag", "extra.a b"]), literals(wild=False)),
    st.builds(Exists, st.one_of(KEYS, TIMES, INTEGERS, st.sampled_from(["extra", "extra.a.b", "notes", "fused"]))),
    st.builds(Is, st.just("fused"), numbers(["true", "false"])),
    st.builds(Is, INTEGERS, numbers(["0", "3", "4.0", "-4"])),
    st.builds(Range, INTEGERS, OPS, numbers(["0", "3", "3.5", "-4", "9223372036854775807"])),
    st.builds(Range, st.just("gpu_memory"), OPS, numbers(["0.9", "0", ".5", "1e-3"])),
    st.builds(Is, st.just("gpu_memory"), numbers(["0.9", "0"])),
    st.builds(Is, TIMES, numbers(list(DATES))),
    st.builds(Range, TIMES, OPS, numbers(list(DATES))),
)
NODES: st.SearchStrategy[Node] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


@given(NODES)
def test_text_and_back(node: Node) -> None:
    """A tree printed as text is read as the same tree."""
    assert parse(to_text(node)) == node


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(node=NODES)
def test_any_answer(node: Node, store: duckdb.DuckDBPyConnection, events: list[dict[str, Any]], schema: Schema) -> None:
    """Any query without a finding runs, and finds what the naive reading finds; any other says what `check` says."""
    problems = check(node, schema)
    if problems:
        with pytest.raises(KqlError) as caught:
            to_sql(node, schema, NOW)
        assert str(caught.value) in map(str, problems)
    else:
        assert asked(store, node, schema) == expected(events, node, schema)


# --- text that wants to be SQL -----------------------------------------------------------------------------------

INJECTIONS = (
    "'; DROP TABLE events; --",
    "' OR 1=1 --",
    "x' UNION SELECT _id FROM events --",
    '" OR "1"="1',
    "$$; DELETE FROM events; $$",
    "?; ATTACH 'x.db'; ?",
    "\\'; COPY events TO 'x'; --",
    "%' ESCAPE '\\",
    "a\x00b' OR true",
    "(?i).*",
    "E\\x27",
)


@pytest.mark.parametrize("text", INJECTIONS)
def test_query_never_becomes_sql(text: str, store: duckdb.DuckDBPyConnection, schema: Schema) -> None:
    """What a query says stands in parameters alone, wherever it was said."""
    values = (Value((text,), quoted=True), Value((text.strip(), "")), Value(("", text, "")))
    spots = [Is("service", value) for value in values] + [Bare(value) for value in values]
    spots += [Is("message", values[0]), Is(f"extra.{text}", values[0]), Exists(f"extra.{text}"), Is("tags", values[1])]
    for node in spots:
        if check(node, schema):
            continue
        harmless = to_sql(node, schema)
        assert text not in harmless.text
        assert harmless.text.count("?") == len(harmless.params)
        assert len(asked(store, node, schema)) < 60
    assert store.execute("SELECT count(*) FROM events").fetchone() == (60,)


@pytest.mark.parametrize("text", INJECTIONS)
def test_field_name_never_becomes_sql(text: str, schema: Schema) -> None:
    """A name that the schema lacks is refused, not printed."""
    for node in (Is(text, Value(("x",))), Exists(text), Range(text, ">", Value(("1",)))):
        with pytest.raises(KqlError, match="no field"):
            to_sql(node, schema)


def test_now_with_a_zone_is_taken_to_utc(schema: Schema) -> None:
    """A clock of another zone and one of UTC ask the same."""
    node = parse("@timestamp > now")
    china = NOW.replace(tzinfo=timezone.utc).astimezone(timezone(timedelta(hours=8)))
    assert to_sql(node, schema, china) == to_sql(node, schema, NOW)


def test_now_is_the_clock_if_not_given(schema: Schema) -> None:
    """Without a time, `now` lies between two looks at the clock."""
    before = datetime.now(timezone.utc).replace(tzinfo=None)
    (asked_for,) = to_sql(parse("@timestamp > now"), schema).params
    after = datetime.now(timezone.utc).replace(tzinfo=None)
    assert before - timedelta(milliseconds=1) <= asked_for <= after


@pytest.mark.parametrize("count", [2, 16, 17, 60])
def test_long_phrases(count: int, schema: Schema) -> None:
    """A phrase is found in its order alone, however long it is and whichever way it is looked for."""
    words = [f"w{number}" if number % 3 else "显" for number in range(count)]
    texts = {
        "same": " - ".join(words),
        "turned": " ".join(reversed(words)),
        "longer": f"a{''.join(words)}".replace("显", " 显 "),
    }
    where, params = to_sql(parse(f'message:"{" ".join(words)}"'), schema)
    sql = f"SELECT id FROM (SELECT unnest(?) AS id, unnest(?) AS message) WHERE {where}"
    found = {row[0] for row in duckdb.execute(sql, [list(texts), list(texts.values()), *params]).fetchall()}
    assert found == {key for key, text in texts.items() if in_text(Value((" ".join(words),), quoted=True), text)}
    assert "same" in found


def test_many_words_wildcards_and_terms_run(store: duckdb.DuckDBPyConnection, schema: Schema) -> None:
    """The longest query of each kind stays within what RE2 and DuckDB take."""
    many = " ".join(f"word{number}" for number in range(900))
    for text in (f"message:{many}", f'message:"{many}"', "message:" + "a*" * 50, " or ".join(["level:ERROR"] * 600)):
        assert len(asked(store, parse(text), schema)) < 60
