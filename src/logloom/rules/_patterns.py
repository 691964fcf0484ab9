r"""The pattern language of redaction: small enough to be proven safe, and to mean the same in every engine.

    pattern = alternative { "|" alternative }
    alternative = { item }
    item = ( character | class | "(" pattern ")" ) [ "?" | "*" | "+" | "{n}" | "{m,}" | "{m,n}" ]

What is left out (anchors, `.`, `\\w`, negation, flags, look-around, back-references) is what Python, Java and RE2 read
differently or what can make a backtracking engine slow. Every punctuation is printed escaped, so that one text serves
`re`, `java.util.regex` and RE2: each finds the leftmost match and prefers the earlier alternative.

Why a pattern that passes is safe:

- A repeat is bounded by 1,000, or is the last thing in the pattern, where it can't fail: nothing comes after it.
- A repeated group holds no repeat and its alternatives start with different characters: no nested choice.
- The choices from one start, multiplied over the pattern, stay under 2,000. A repeat whose class shares no
  character with what follows is no choice: only its longest run can go on.
- The characters read from one start, over all these choices, stay under 10,000: two long repeats in a row leave few
  choices and still read a million.
- `[` and `]` may not be matched, so no match reaches into a mark `[redacted:name]` or over it; what stands
  between two marks was searched already. Redacting twice therefore changes nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from logloom.errors import PatternError

__all__ = ["Pattern", "parse_pattern"]

_MAX_REPEAT = 1000
_MAX_CHOICES = 2000
_MAX_STEPS = 10_000
_MAX_WIDTH = 8192
_MAX_NESTING = 20
_PLAIN = frozenset(chr(c) for c in range(32, 127)) | {"\n", "\r", "\t"}
_SPECIAL = frozenset("\\.()[]{}|*+?^$")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}
_REPEAT = re.compile(r"\{([0-9]{1,5})(,([0-9]{0,5}))?\}")


@dataclass(frozen=True)
class Pattern:
    """A pattern that was parsed and proven.

    Args:
        source: as the schema says it.
        regex: the text that Python's ``re``, ``java.util.regex`` and RE2 read alike.
        literals: each match holds at least one of these.
    """

    source: str
    regex: str
    literals: tuple[str, ...]


@dataclass(frozen=True)
class _Chars:
    chars: frozenset[str]


@dataclass(frozen=True)
class _Group:
    alternatives: tuple[tuple[_Item, ...], ...]


@dataclass(frozen=True)
class _Item:
    atom: _Chars | _Group
    low: int
    high: int | None
    offset: int


@lru_cache(maxsize=256)
def parse_pattern(text: str) -> Pattern:
    """Parse a pattern and prove it safe.

    Args:
        text: the pattern as the schema says it.

    Returns:
        The pattern with its print and its literals.

    Raises:
        PatternError: it is outside the language; the offset says where.
    """
    root = _Parser(text).parse()
    _prove(root)
    literals = _literals(root)
    if not literals:
        raise PatternError(
            "no text is common to all matches; begin with or include a fixed text such as `key=`, "
            "so that lines without it cost nothing"
        )
    return Pattern(text, _print_group(root), literals)


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def parse(self) -> _Group:
        root = self.group()
        if self.at < len(self.text):
            raise self.error("`)` closes nothing; write `\\)` for the character")
        return root

    def error(self, message: str, at: int | None = None) -> PatternError:
        return PatternError(message, self.at if at is None else at)

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def group(self) -> _Group:
        self.depth += 1
        if self.depth > _MAX_NESTING:
            raise self.error(f"groups are nested deeper than {_MAX_NESTING}")
        alternatives = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            alternatives.append(self.sequence())
        self.depth -= 1
        return _Group(tuple(alternatives))

    def sequence(self) -> tuple[_Item, ...]:
        items = []
        while self.peek() not in {"", "|", ")"}:
            items.append(self.item())
        return tuple(items)

    def item(self) -> _Item:
        start = self.at
        atom = self.atom()
        low, high = self.repeat()
        if self.peek() in {"?", "*", "+", "{"}:
            raise self.error("a repeat follows a repeat; lazy and possessive repeats are not in the language")
        return _Item(atom, low, high, start)

    def atom(self) -> _Chars | _Group:
        char = self.peek()
        if char == "(":
            return self.parenthesis()
        if char == "[":
            return self.char_class()
        if char in _SPECIAL and char != "\\":
            raise self.error(f"`{char}` is not in the language here; write `\\{char}` for the character")
        return _Chars(frozenset(self.character()))

    def parenthesis(self) -> _Group:
        start = self.at
        self.at += 1
        if self.peek() == "?":
            raise self.error("`(?` is not in the language; groups are plain and flags do not exist")
        group = self.group()
        if self.peek() != ")":
            raise self.error("this `(` is not closed", start)
        self.at += 1
        return group

    def character(self) -> str:
        start, char = self.at, self.peek()
        self.at += 1
        if char == "\\":
            char = self.peek()
            self.at += 1
            if char.isalnum() and char not in _ESCAPES:
                raise self.error(f"`\\{char}` is not in the language; write a class such as [0-9A-Za-z_]", start)
            char = _ESCAPES.get(char, char)
        if char not in _PLAIN or char == "":
            raise self.error("only printable ASCII, `\\n`, `\\r` and `\\t` can be matched", start)
        if char in {"[", "]"}:
            raise self.error("`[` and `]` can't be matched: they mark what was redacted", start)
        return char

    def char_class(self) -> _Chars:
        start = self.at
        self.at += 1
        if self.peek() == "^":
            raise self.error("a class can't be negated; name the characters that it takes")
        chars: set[str] = set()
        while self.peek() != "]":
            if not self.peek():
                raise self.error("this `[` is not closed", start)
            chars |= self.class_member()
        self.at += 1
        if not chars:
            raise self.error("an empty class matches nothing", start)
        return _Chars(frozenset(chars))

    def class_member(self) -> set[str]:
        start = self.at
        first = self.character()
        if self.peek() != "-" or self.text[self.at + 1 : self.at + 2] in {"]", ""}:
            return {first}
        self.at += 1
        last = self.character()
        if not (first.isalnum() and last.isalnum() and first <= last):
            raise self.error(f"`{first}-{last}` is no range of letters or digits; write `\\-` for the character", start)
        span = {chr(c) for c in range(ord(first), ord(last) + 1)}
        if not all(char.isalnum() for char in span):
            raise self.error(f"`{first}-{last}` runs over more than letters or digits of one kind", start)
        return span

    def repeat(self) -> tuple[int, int | None]:
        char, start = self.peek(), self.at
        if char in {"?", "*", "+"}:
            self.at += 1
            return {"?": (0, 1), "*": (0, None), "+": (1, None)}[char]
        if char != "{":
            return 1, 1
        found = _REPEAT.match(self.text, self.at)
        if not found:
            raise self.error("a repeat is written {n}, {m,n} or {m,}; write `\\{` for the character")
        self.at = found.end()
        low = int(found[1])
        high = low if found[2] is None else int(found[3]) if found[3] else None
        if max(low, high or 0) > _MAX_REPEAT or (high is not None and high < max(low, 1)):
            raise self.error(f"a repeat runs from a smaller to a larger number, at most {_MAX_REPEAT}", start)
        return low, high


def _prove(root: _Group) -> None:
    """Hold a parsed pattern to the proof in the module's docstring."""
    if _nullable_group(root):
        raise PatternError("it can match the empty text")
    for alternative in root.alternatives:
        for index, item in enumerate(alternative):
            _prove_item(item, alternative[:index], last=index == len(alternative) - 1)
        if _choices(alternative) > _MAX_CHOICES:
            raise PatternError(
                f"it leaves {_choices(alternative)} choices from one start, above {_MAX_CHOICES}; "
                "let what follows a repeat begin with a character that the repeat can't take",
                alternative[0].offset,
            )
        if _steps(alternative) > _MAX_STEPS:
            raise PatternError(
                f"it can read {_steps(alternative)} characters from one start, above {_MAX_STEPS}; lower a repeat, or "
                "let what follows it begin with a character that it can't take",
                alternative[0].offset,
            )
    if _width(root) > _MAX_WIDTH:
        raise PatternError(f"a match can be longer than {_MAX_WIDTH} characters; lower a repeat")


def _prove_item(item: _Item, before: tuple[_Item, ...], *, last: bool) -> None:
    if item.high is None and not (last and isinstance(item.atom, _Chars) and _fixed_run(before) >= 3):
        raise PatternError(
            "an unbounded repeat must be the last thing, over a class, after at least 3 fixed characters; "
            f"write a bound such as {{1,{_MAX_REPEAT}}}",
            item.offset,
        )
    if isinstance(item.atom, _Group):
        _prove_group(item, item.atom)


def _prove_group(item: _Item, group: _Group) -> None:
    repeated = (item.low, item.high) != (1, 1)
    if (item.low, item.high) not in {(0, 1), (1, 1)} and _nullable_group(group):
        raise PatternError("a repeated group can match the empty text", item.offset)
    if repeated and any(a & b for a, b in combinations(map(_first, group.alternatives), 2)):
        raise PatternError("two alternatives of a repeated group begin with the same character", item.offset)
    for alternative in group.alternatives:
        for inner in alternative:
            if repeated and item.high != 1 and (inner.low, inner.high) != (1, 1):
                raise PatternError("a repeat stands inside a repeated group", inner.offset)
            _prove_item(inner, (), last=False)


def _fixed_run(items: tuple[_Item, ...]) -> int:
    """Length of the longest run of single characters."""
    best = run = 0
    for item in items:
        fixed = isinstance(item.atom, _Chars) and len(item.atom.chars) == 1 and item.low == item.high
        run = run + item.low if fixed else 0
        if isinstance(item.atom, _Group) and item.low:
            best = max(best, min(map(_fixed_run, item.atom.alternatives)))
        best = max(best, run)
    return best


def _nullable(items: tuple[_Item, ...]) -> bool:
    return all(i.low == 0 or (isinstance(i.atom, _Group) and _nullable_group(i.atom)) for i in items)


def _nullable_group(group: _Group) -> bool:
    return any(map(_nullable, group.alternatives))


def _first(items: tuple[_Item, ...]) -> frozenset[str]:
    """Characters that a match of these items can begin with."""
    found: frozenset[str] = frozenset()
    for item in items:
        if isinstance(item.atom, _Chars):
            found |= item.atom.chars
        else:
            found |= frozenset().union(*map(_first, item.atom.alternatives))
        if not _nullable((item,)):
            break
    return found


def _choices(items: tuple[_Item, ...], after: frozenset[str] | None = None) -> int:
    """How many ways a backtracking engine can walk these items from one start.

    Args:
        items: what is walked.
        after: characters that may come next; None where the pattern ends, and so nothing can fail any more.
    """
    total = 1
    for item, follow in _followed(items, after):
        total *= _item_choices(item, follow)
    return total


def _steps(items: tuple[_Item, ...], after: frozenset[str] | None = None) -> int:
    """How many characters a backtracking engine can read from one start: each item anew for each choice before it."""
    total, ways = 0, 1
    for item, follow in _followed(items, after):
        total += ways * _item_steps(item, follow)
        ways *= _item_choices(item, follow)
    return total + ways


def _item_steps(item: _Item, follow: frozenset[str] | None) -> int:
    one = 1
    if isinstance(item.atom, _Group):
        one = sum(_steps(alternative, follow) for alternative in item.atom.alternatives)
    return one * (item.low if item.high is None else item.high)


def _followed(items: tuple[_Item, ...], after: frozenset[str] | None) -> Iterator[tuple[_Item, frozenset[str] | None]]:
    """Yield each item with the characters that may come after it; None where the pattern may end there."""
    for index, item in enumerate(items):
        rest = items[index + 1 :]
        if not _nullable(rest):
            yield item, _first(rest)
        else:
            yield item, None if after is None else _first(rest) | after


def _item_choices(item: _Item, follow: frozenset[str] | None) -> int:
    ways = _group_choices(item.atom, follow) if isinstance(item.atom, _Group) else 1
    if item.high is not None and follow is not None and _first((item,)) & follow:
        ways *= item.high - item.low + 1
    return ways


def _group_choices(group: _Group, follow: frozenset[str] | None) -> int:
    ways = [_choices(alternative, follow) for alternative in group.alternatives]
    apart = not any(a & b for a, b in combinations(map(_first, group.alternatives), 2))
    return max(ways) if apart else sum(ways)


def _width(group: _Group) -> int:
    return max(sum(_item_width(item) for item in items) for items in group.alternatives)


def _item_width(item: _Item) -> int:
    one = 1 if isinstance(item.atom, _Chars) else _width(item.atom)
    return one * (item.low if item.high is None else item.high)


def _literals(group: _Group) -> tuple[str, ...]:
    """Texts of which each match holds at least one; none where there is no such text."""
    found = [_literals_of(items) for items in group.alternatives]
    texts = {text for each in found for text in each} if all(found) else set()
    return tuple(sorted(text for text in texts if not any(other in text for other in texts - {text})))


def _literals_of(items: tuple[_Item, ...]) -> tuple[str, ...]:
    return max(_candidates(items), key=_filters, default=())


def _filters(texts: tuple[str, ...]) -> float:
    """Return how well these texts tell harmless lines: they should be few and long; a quote or `@` is in each line."""
    shortest = min(map(len, texts), default=0)
    return min(shortest, 4) - math.log2(len(texts)) if shortest > 1 else shortest - 20


def _candidates(items: tuple[_Item, ...]) -> Iterator[tuple[str, ...]]:
    run = ""
    for item in items:
        if isinstance(item.atom, _Chars) and len(item.atom.chars) == 1:
            run += next(iter(item.atom.chars)) * item.low
            if item.low == item.high:
                continue
        if run:
            yield (run,)
        run = ""
        if isinstance(item.atom, _Group) and item.low:
            yield _literals(item.atom)
    if run:
        yield (run,)


def _print_group(group: _Group) -> str:
    return "|".join("".join(map(_print_item, items)) for items in group.alternatives)


def _print_item(item: _Item) -> str:
    if isinstance(item.atom, _Group):
        atom = f"(?:{_print_group(item.atom)})"
    elif len(item.atom.chars) == 1:
        atom = _escape(next(iter(item.atom.chars)))
    else:
        atom = f"[{_print_class(item.atom.chars)}]"
    if (item.low, item.high) == (1, 1):
        return atom
    if item.high is None:
        return f"{atom}{{{item.low},}}"
    return f"{atom}{{{item.low}}}" if item.low == item.high else f"{atom}{{{item.low},{item.high}}}"


def _print_class(chars: frozenset[str]) -> str:
    """Print a class with runs of letters and digits as ranges."""
    out = ""
    rest = sorted(chars)
    while rest:
        first = last = rest.pop(0)
        while first.isalnum() and rest and ord(rest[0]) == ord(last) + 1 and rest[0].isalnum():
            last = rest.pop(0)
        out += _escape(first) + (f"-{last}" if ord(last) > ord(first) + 1 else last if last > first else "")
    return out


def _escape(char: str) -> str:
    if char.isalnum() or char == " ":
        return char
    return {"\n": "\\n", "\r": "\\r", "\t": "\\t", "_": "_"}.get(char, "\\" + char)
