"""The grammar: what each text means, and what is said where it means nothing."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logloom.errors import KqlError
from logloom.schema.kql import All, And, Bare, Exists, Is, Node, Not, Or, Range, Value, explain, parse, to_text


def word(*parts: str) -> Value:
    """Return an unquoted value."""
    return Value(parts)


def phrase(text: str) -> Value:
    """Return a quoted value."""
    return Value((text,), quoted=True)


A, B, C = Bare(word("a")), Bare(word("b")), Bare(word("c"))

MEANINGS: list[tuple[str, Node]] = [
    ("", All()),
    (" \t\n", All()),
    ("*", All()),
    ("*:*", All()),
    ("level:ERROR", Is("level", word("ERROR"))),
    (" level : ERROR ", Is("level", word("ERROR"))),
    ("level:*", Exists("level")),
    ("level:**", Exists("level")),
    ('level:"*"', Is("level", phrase("*"))),
    ("level:\\*", Is("level", word("*"))),
    ("x > 1", Range("x", ">", word("1"))),
    ("x>=1", Range("x", ">=", word("1"))),
    ('x < "1"', Range("x", "<", phrase("1"))),
    ("x <= now-1h/h", Range("x", "<=", word("now-1h/h"))),
    # Several unquoted words are one value, with their blanks.
    ("out of  memory", Bare(word("out of  memory"))),
    ("message: out of memory ", Is("message", word("out of memory"))),
    ('message:"out of memory"', Is("message", phrase("out of memory"))),
    ("a field:b", Is("a field", word("b"))),
    ('"a field":b', Is("a field", word("b"))),
    # Operators, in any case; `and` binds more tightly than `or`.
    ("a and b or c", Or((And((A, B)), C))),
    ("a OR b And c", Or((A, And((B, C))))),
    ("(a or b) and c", And((Or((A, B)), C))),
    ("not a and b", And((Not(A), B))),
    ("NOT (a and b)", Not(And((A, B)))),
    ("((a))", A),
    ("a\u00a0or\u00a0b", Or((A, B))),
    ("x:(a or b)", Or((Is("x", word("a")), Is("x", word("b"))))),
    ("x:(a and not (b or c*))", And((Is("x", word("a")), Not(Or((Is("x", word("b")), Is("x", word("c", "")))))))),
    ("x:(*)", Exists("x")),
    # A word that only looks like an operator.
    ("orange", Bare(word("orange"))),
    ("android or note", Or((Bare(word("android")), Bare(word("note"))))),
    ("or", Bare(word("or"))),
    ("x:or", Is("x", word("or"))),
    ("a or", Bare(word("a or"))),
    ("a and and b", And((A, Bare(word("and b"))))),
    ("cannot", Bare(word("cannot"))),
    ("a \\or b", Bare(word("a or b"))),
    ("a \\AND b", Bare(word("a AND b"))),
    ("\\Not a", Bare(word("Not a"))),
    ("\\not a", Bare(word("ot a"))),  # `\n` is a line end, trimmed: Kibana reads it so
    # Wildcards and escapes.
    ("x:a*b", Is("x", word("a", "b"))),
    ("x:*a*", Is("x", word("", "a", ""))),
    ("x:a b*", Is("x", word("a b", ""))),
    ('\\\\ \\( \\) \\: \\< \\> \\" \\* \\{ \\}', Bare(word('\\ ( ) : < > " * { }'))),
    ("a\\tb\\rc\\nd", Bare(word("a\tb\rc\nd"))),
    ("\\u00e9\\ud83d\\udd25", Bare(word("é🔥"))),
    ('"\\u00e9 \\" \\\\ \\t \\d : (or) *"', Bare(phrase('é " \\ \t \\d : (or) *'))),
    ('""', Bare(phrase(""))),
    ('"\\\\" or "\\\\\\""', Or((Bare(phrase("\\")), Bare(phrase('\\"'))))),
    ("[1 TO 5]", Bare(word("[1 TO 5]"))),
]


@pytest.mark.parametrize(("text", "node"), MEANINGS, ids=[text for text, _ in MEANINGS])
def test_meaning(text: str, node: Node) -> None:
    """Each text is read as Kibana reads it, and printed as text of the same meaning."""
    assert parse(text) == node
    assert parse(to_text(node)) == node


FAULTS = [
    ("level:", 6, "expected a field or a value, `(`"),
    ("level:(", 7, "a bracket is not closed"),
    ("(a or b", 7, "a bracket is not closed"),
    ("a)", 1, "no bracket is open"),
    ("()", 1, "nothing in it"),
    ("x:()", 3, "nothing in it"),
    ("a or ", 5, "unexpected the end: expected a field or a value, `not`, `(`"),
    ("not not a", 4, "`not` before a blank is an operator"),
    ("message: cannot open", 12, "`not` before a blank is an operator, even at the end of a word: use quotes"),
    ("x:{y:z}", 2, "nested queries, `field:{...}`, are not supported"),
    ("a}", 1, "stands in quotes"),
    ('x:"abc', 2, "never closed"),
    ('"abc\\"', 0, "never closed"),
    ("a\\b", 1, "`\\\\` is the character"),
    ("a\\", 1, "`\\\\` is the character"),
    ("x:>5", 2, "leave out the `:`"),
    ("@timestamp > 2026-11-01T10:00", 26, "such as a time, stands in quotes"),
    ("x:(y:z)", 4, "stands in quotes"),
    ("x > (1 or 2)", 4, "expected a field or a value"),
    ('"a"or b', 3, "expected `and`, `or`, `:`"),
    ('"a" "b"', 4, "expected `and`, `or`, `:`"),
    ("(a)or (b)", 3, "expected `and`, `or`"),
    ("gpu*:1", 0, "a wildcard in a field's name is not supported"),
    ("x:\\ud83d", 2, "half of a surrogate pair"),
    ("\ud83d", 0, "half of a surrogate pair"),
    ("x:\u3000\u2003", 2, "the value is blank"),
    ("a" * 10_001, 10_000, "more than 10,000"),
    ("(" * 13 + "a" + ")" * 13, 12, "more than 12 deep"),
    ("x:" + "(" * 13 + "a" + ")" * 13, 14, "more than 12 deep"),
]


@pytest.mark.parametrize(("text", "offset", "says"), FAULTS, ids=[text[:30] for text, _, _ in FAULTS])
def test_fault(text: str, offset: int, says: str) -> None:
    """What is no query is refused at its place, with what to do."""
    with pytest.raises(KqlError) as caught:
        parse(text)
    assert caught.value.offset == offset
    assert says in str(caught.value)


def test_offsets() -> None:
    """Fields and values remember where they stood."""
    node = parse("a or level:(x or  y)")
    assert isinstance(node, Or)
    first, inner = node.items
    assert isinstance(first, Bare)
    assert isinstance(inner, Or)
    assert first.value.offset == 0
    assert [(item.offset, item.value.offset) for item in inner.items if isinstance(item, Is)] == [(5, 12), (5, 18)]


def test_deepest_and_longest() -> None:
    """What stays within the limits is read, and printed again, without running out of stack."""
    deep = "not (a and b or c and (d or " * 6 + "e" + "))" * 6
    assert parse(to_text(parse(deep))) == parse(deep)
    deepest = parse("not (" * 12 + "a" + ")" * 12)
    assert isinstance(deepest, Not)
    wide = parse(" or ".join("a" for _ in range(1_900)))
    assert isinstance(wide, Or)
    assert len(wide.items) == 1_900


@given(st.text(st.sampled_from('ab*:()<>="\\{} \n\xa0unotr显') | st.characters(), max_size=40))
def test_any_text(text: str) -> None:
    """Any text is a query, and its print is the same one, or it is refused with a caret that stands within it."""
    try:
        node = parse(text)
    except KqlError as error:
        node, shown = None, explain(text, error)
    if node:
        assert parse(to_text(node)) == node
    else:
        assert shown.split("\n")[1].endswith("^")


@pytest.mark.parametrize("text", ['"' + "\\" * 9_998, "a" + " " * 9_000 + "b", "a:" + "x " * 4_900, "a\\" * 4_000])
def test_no_text_is_slow(text: str) -> None:
    """Long runs that a careless pattern would try again from each place are read, or refused, at once."""
    with suppress(KqlError):
        assert isinstance(parse(text), (Bare, Is))


def test_explain() -> None:
    """The caret stands under the fault, in its line, also after tabs and wide characters."""
    assert explain("level:ERROR and\n\tx:{", KqlError("no", 19)) == "\tx:{\n\t  ^\nno"
    assert explain("显存:{", KqlError("no", 3)) == "显存:{\n     ^\nno"
    assert explain("a", KqlError("no", 1)) == "a\n ^\nno"
    line, caret, _ = explain("x" * 5_000, KqlError("no", 3_000)).split("\n")
    assert len(line) == 200
    assert caret == " " * 100 + "^"
