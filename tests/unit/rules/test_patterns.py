"""The pattern language of redaction: what it takes, what it refuses, and that its print means the same elsewhere."""

import re

import duckdb
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from logloom.errors import PatternError
from logloom.rules import parse_pattern

ACCEPTED = [
    ("AKIA[0-9A-Z]{16}", "AKIA[0-9A-Z]{16}", ("AKIA",)),
    ("(ghp|gho)_[A-Za-z0-9]{36}", "(?:ghp|gho)_[0-9A-Za-z]{36}", ("ghp", "gho")),
    ("[Bb]earer [A-Za-z0-9.=-]{8,}", r"[Bb]earer [\-\.0-9\=A-Za-z]{8,}", ("earer ",)),
    ("(alpha|beta)[0-9]{1,3}", "(?:alpha|beta)[0-9]{1,3}", ("alpha", "beta")),
    (r"a\|b\nc", r"a\|b\nc", ("a|b\nc",)),
    ("key=(x|y)?[0-9]{2}", r"key\=(?:x|y){0,1}[0-9]{2}", ("key=",)),
    ("[a-z]{1,64}@[a-z]{1,63}\\.com", r"[a-z]{1,64}\@[a-z]{1,63}\.com", (".com",)),
]

REFUSED = [
    ("", 0, "empty text"),
    ("a?", 0, "empty text"),
    ("[0-9]{8}", 0, "common to all"),
    ("ab(c|[0-9])d|[x-z]{3}", 0, "common to all"),
    ("abc.", 3, r"write `\.`"),
    ("^abc", 0, r"write `\^`"),
    ("abc$", 3, r"write `\$`"),
    (r"\w{3}abc", 0, "write a class"),
    (r"abc\b", 3, "write a class"),
    (r"(a)\1", 3, "write a class"),
    ("(?i)abc", 1, "`(?`"),
    ("[^a]abc", 1, "negated"),
    ("[]abc", 0, "empty class"),
    ("[abc", 0, "not closed"),
    ("(abc", 0, "not closed"),
    ("abc)", 3, "closes nothing"),
    (r"abc\[", 3, "mark what was redacted"),
    ("abc[!-9]", 4, "no range"),
    ("abc[9-0]", 4, "no range"),
    ("abc[A-z]", 4, "one kind"),
    ("abcé", 3, "printable ASCII"),
    ("abc\\", 3, "printable ASCII"),
    ("abcd{2,1}", 4, "smaller to a larger"),
    ("abcd{0}", 4, "smaller to a larger"),
    ("abcd{1,1001}", 4, "at most 1000"),
    ("abcd{x}", 4, "written {n}"),
    ("abcd*?", 5, "repeat follows a repeat"),
    ("abc[a-z]*d", 3, "must be the last"),
    ("ab[a-z]+", 2, "must be the last"),
    ("abc(de)+", 3, "must be the last"),
    ("abc([a-z]{1,3}){2,3}", 4, "inside a repeated group"),
    ("abc(x|xy){1,3}", 3, "same character"),
    ("abc(x?){2}", 3, "empty text"),
    ("abc[a-z]{1,50}[a-z]{1,50}[a-z]{1,50}1", 0, "choices"),
    ("abc([a-z]{1,60}|[0-9]{1,60})[a-z]{1,60}[a-z]{1,60}!", 0, "choices"),
    ("abc[a-z]{1,1000}[a-z]{1,1000}0", 0, "can read 1003003 characters"),
    ("[a-z]{0,1000}[a-z]{0,1000}0abc", 0, "can read"),
    ("abc" + "([a-z]{1000}){1}" * 9, 0, "longer than"),
    ("(" * 30 + "abc" + ")" * 30, 20, "nested deeper"),
]


@pytest.mark.parametrize(("source", "regex", "literals"), ACCEPTED)
def test_prints_what_it_accepts(source: str, regex: str, literals: tuple[str, ...]) -> None:
    """An accepted pattern has one print and the literals that its matches hold."""
    pattern = parse_pattern(source)
    assert pattern.regex == regex
    assert set(pattern.literals) == set(literals)


@pytest.mark.parametrize(("source", "offset", "words"), REFUSED)
def test_refuses_what_is_not_proven(source: str, offset: int, words: str) -> None:
    """A refused pattern is refused at its place and with a reason."""
    with pytest.raises(PatternError, match=re.escape(words)) as caught:
        parse_pattern(source)
    assert caught.value.offset == offset


CHARS = st.sampled_from("ab1-_ .&~|/\n")
CLASS = st.lists(CHARS, min_size=1, max_size=4).map(
    lambda cs: "[" + "".join("\\" + c if c in "-.|&~/" else c for c in cs) + "]"
)
LITERAL = CHARS.map(lambda c: "\\" + c if c in "-.|&~/" else c)
REPEAT = st.sampled_from(["", "", "{2}", "{1,3}", "?", "+", "*", "{2,}"])


def items(atom: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Sequences of repeated atoms."""
    return st.lists(st.tuples(atom, REPEAT).map("".join), min_size=1, max_size=4).map("".join)


GROUP = st.lists(items(LITERAL | CLASS), min_size=1, max_size=3).map(lambda alternatives: f"({'|'.join(alternatives)})")
PATTERNS = items(LITERAL | CLASS | GROUP)
TEXTS = st.text(alphabet="ab1-_ .&~|/\n[]:redcté", max_size=60)


def regex_of(source: str) -> str | None:
    """Return the print of a pattern; None where it is refused."""
    try:
        return parse_pattern(source).regex
    except PatternError:
        return None


@settings(max_examples=300)
@given(PATTERNS, TEXTS)
def test_python_and_re2_agree(source: str, text: str) -> None:
    """Python's re and RE2 (in DuckDB) replace the same matches, and no match lacks the literals."""
    try:
        pattern = parse_pattern(source)
    except PatternError:
        assume(False)
    ours = re.sub(pattern.regex, "[redacted:x]", text)
    found = duckdb.execute("SELECT regexp_replace(?, ?, '[redacted:x]', 'g')", [text, pattern.regex]).fetchone()
    assert found == (ours,)
    for match in re.finditer(pattern.regex, text):
        assert any(literal in match[0] for literal in pattern.literals)


@settings(max_examples=300)
@given(st.lists(PATTERNS, min_size=1, max_size=3), TEXTS)
def test_redacting_twice_changes_nothing(sources: list[str], text: str) -> None:
    """Any proven patterns, applied in order to any text, leave nothing for a second time."""
    patterns = [re.compile(regex) for regex in map(regex_of, sources) if regex]
    assume(patterns)
    assume(not any(pattern.search("redacted:q") for pattern in patterns))

    def redact(value: str) -> str:
        for pattern in patterns:
            value = pattern.sub("[redacted:q]", value)
        return value

    once = redact(text)
    assert redact(once) == once


@given(st.text(max_size=40))
def test_any_text_is_a_pattern_or_an_error(text: str) -> None:
    """Whatever stands in the schema, the parser answers with a pattern that compiles or with a PatternError."""
    try:
        pattern = parse_pattern(text)
    except PatternError as error:
        offset = error.offset
    else:
        offset = 0
        assert re.compile(pattern.regex).match("") is None
    assert 0 <= offset <= len(text)
