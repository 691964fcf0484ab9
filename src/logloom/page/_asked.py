"""What a request asks for: time range, query, picked values. The page's own address has the same words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from difflib import get_close_matches

from logloom.errors import KqlError, UsageError
from logloom.schema import Schema
from logloom.schema.kql import All, And, Is, Node, Or, Value, check, instant, parse, to_text

__all__ = ["EARLIEST", "LATEST", "LONGEST_QUERY", "WORDS", "Asked", "checked", "parameters", "read"]

WORDS = ("dashboard", "from", "to", "q", "align")
"""Parameters that every question has; each other is a field whose value was picked."""

EARLIEST = datetime(1970, 1, 1, tzinfo=timezone.utc)
LATEST = datetime(2200, 1, 1, tzinfo=timezone.utc)
"""What a chart can reach from and to; an event may say any time."""

LONGEST_QUERY = 4096
_MOST_PICKS = 200
_LONGEST_MOMENT = 64


@dataclass(frozen=True)
class Asked:
    """A checked question.

    Args:
        dashboard: its name; the schema's first where none was given.
        start: of the time range, with a zone; None for the first event there is.
        end: of it; None for the last event there is.
        where: query and picked values as KQL.
        aligned: whether each job begins at 0.
    """

    dashboard: str
    start: datetime | None
    end: datetime | None
    where: str
    aligned: bool


def parameters(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the values of each parameter, in their order."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def read(
    given: dict[str, list[str]], schema: Schema, *, besides: Sequence[str] = (), without: str | None = None
) -> Asked:
    """Read the parameters of a question.

    Args:
        given: their values.
        schema: that fields and query are checked against.
        besides: further parameters of this route.
        without: a field whose picked values are left aside.

    Raises:
        UsageError: a parameter that does not exist, or a value that it can't have.
        KqlError: the query does not parse, or the schema has something against it.
    """
    now = datetime.now(timezone.utc)
    start, end = _range(_single(given, "from", "all"), _single(given, "to", "now"), now)
    nodes = [checked(_single(given, "q"), schema)]
    reserved = {*WORDS, *besides}
    picked = {name: values for name, values in given.items() if name not in reserved}
    if sum(map(len, picked.values())) > _MOST_PICKS:
        raise UsageError(f"more than {_MOST_PICKS} values are picked; ask with a query and a wildcard instead")
    nodes += [_pick(name, values, schema) for name, values in picked.items() if name != without]
    asked = [node for node in nodes if not isinstance(node, All)]
    where = to_text(And(tuple(asked)) if len(asked) > 1 else asked[0]) if asked else ""
    return Asked(_dashboard(_single(given, "dashboard"), schema), start, end, where, _aligned(_single(given, "align")))


def checked(text: str, schema: Schema) -> Node:
    """Parse a query, or take the schema's of this name, and hold it against the schema.

    Raises:
        KqlError: with the place of the first fault.
    """
    if len(text) > LONGEST_QUERY:
        raise UsageError(f"a query has at most {LONGEST_QUERY:,} characters, and this one {len(text):,}")
    named = schema.queries.get(text.strip())
    node = parse(named.query if named else text)
    for problem in check(node, schema):
        raise KqlError(problem.message, problem.offset)
    return node


def _single(given: dict[str, list[str]], name: str, default: str = "") -> str:
    values = given.get(name, [])
    if len(values) > 1:
        raise UsageError(f"`{name}` is given {len(values)} times; give it once")
    return values[0] if values and values[0] else default


def _range(start: str, end: str, now: datetime) -> tuple[datetime | None, datetime | None]:
    if start == "all":
        return None, None
    first, last = _moment("from", start, now), _moment("to", end, now)
    if first >= last:
        raise UsageError(f"the time range is empty: it begins at {start} and ends at {end}; let it begin earlier")
    return first, last


def _moment(name: str, text: str, now: datetime) -> datetime:
    try:
        if len(text) > _LONGEST_MOMENT:
            raise ValueError(text)
        moment = instant(text, now.replace(tzinfo=None), up=False).replace(tzinfo=timezone.utc)
    except ValueError:
        told = text[:_LONGEST_MOMENT]
        raise UsageError(f"`{name}`: {told!r} is no time; write now, now-15m or 2026-11-01T10:00:00Z") from None
    if not EARLIEST <= moment <= LATEST:
        raise UsageError(
            f"`{name}`: {text} lies outside of {EARLIEST.year} to {LATEST.year - 1}; nothing was trained then"
        )
    return moment


def _pick(name: str, values: list[str], schema: Schema) -> Node:
    """Any of these values; a text is meant as a whole, so that nothing in it is taken for a word of the language."""
    if name not in schema.fields and name != "violations":
        near = get_close_matches(name, [*schema.fields, *WORDS], 1)
        raise UsageError(f"there is no field `{name[:64]}`{f'; did you mean `{near[0]}`?' if near else ''}")
    leaves = tuple(Is(name, Value((value,), quoted=True)) for value in dict.fromkeys(values))
    node: Node = Or(leaves) if len(leaves) > 1 else leaves[0]
    for problem in check(node, schema):
        raise UsageError(f"{name}={values[0][:64]}: {problem.message}")
    return node


def _dashboard(name: str, schema: Schema) -> str:
    if not name:
        return next(iter(schema.dashboards), "")
    if name not in schema.dashboards:
        raise UsageError(f"the schema has no dashboard {name[:64]!r}; it has {', '.join(schema.dashboards) or 'none'}")
    return name


def _aligned(value: str) -> bool:
    if value not in {"", "start"}:
        raise UsageError(f"`align`: {value[:64]!r} is not known; write align=start, or leave it out")
    return value == "start"
