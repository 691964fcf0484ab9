"""Makes an event fit its line: long texts lose their middle, and say how much went."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Any

import orjson

__all__ = ["MEMBERS_CUT", "cut_secretly", "cut_text", "fit"]

_MARK = re.compile(r"…\[([0-9]{1,12}) characters cut\]…")
_LONGEST_MARK = len("…[123456789012 characters cut]…")

_SHORT = 48
"""No text is cut below this many code points as long as anything else can give way."""

_VIOLATIONS = 8
"""So many violations stay where a line has no room for all."""

MEMBERS_CUT = "members_cut"
"""Key in `extra`: how many members of the event had no room."""

_Place = tuple[Any, Any]
"""(mapping or list, key or index) where a text stands."""


def cut_text(text: str, longest: int) -> str:
    """Return a text of at most `longest` code points (but a mark's), its middle taken out if need be."""
    if len(text) <= longest:
        return text
    return _around(text, text, len(text), longest)


def cut_secretly(text: str, longest: int, redact: Callable[[str], str]) -> str:
    """Cut a text after its secrets were taken out, for half a secret is no match for its pattern.

    Of a very long text only the ends are read, and where they were taken off goes too.
    """
    span = 4 * longest
    if len(text) <= 2 * span:
        return cut_text(redact(text), longest)
    return _around(redact(text[:span]), redact(text[-span:]), len(text), longest)


def _around(first: str, last: str, length: int, longest: int) -> str:
    """Join the start of one text and the end of another by a mark that says how much is missing between them."""
    kept = max(0, longest - _LONGEST_MARK)
    head, tail = (kept + 1) // 2, kept // 2
    missing = length - kept
    earlier = _MARK.search(first, head, len(first) - tail) if first is last else None
    if earlier:  # what was cut before counts too
        missing += int(earlier[1]) - len(earlier[0])
    return f"{first[:head]}…[{missing} characters cut]…{last[len(last) - tail :]}"


def fit(document: dict[str, Any], room: int, texts: Collection[str], kept: Collection[str]) -> bytes:
    """Cut an event until its JSON takes at most so many bytes.

    First the longest texts lose their middle, then members of `extra` and fields go, the last first; how many went
    is said in `extra.members_cut`.

    Args:
        document: the event; changed in place.
        room: bytes that its JSON may take.
        texts: fields whose text may be cut.
        kept: fields that stay.

    Returns:
        The JSON, without a line feed.
    """
    for shorten in (_shorten, _drop, _strip):
        if len(body := orjson.dumps(document)) <= room:
            return body
        shorten(document, room, texts, kept)
    return orjson.dumps(document)


def _shorten(document: dict[str, Any], room: int, texts: Collection[str], _: Collection[str]) -> None:
    for _round in range(8):  # a code point takes 1 to 6 bytes, so that one round may not do
        excess = len(orjson.dumps(document)) - room
        places = list(_places({key: document[key] for key in texts if key in document}, document))
        sizes = [len(orjson.dumps(holder[key])) for holder, key in places]
        if excess <= 0 or not sizes:
            return
        cap = _cap(sorted(sizes, reverse=True), excess)
        for (holder, key), size in zip(places, sizes, strict=True):
            if size > cap:
                text = holder[key]
                holder[key] = cut_text(text, max(_SHORT, len(text) * cap // size))


def _cap(sizes: list[int], excess: int) -> int:
    """Return the size to which the longest texts must come down so that `excess` goes, all alike."""
    total = 0
    for count, (size, following) in enumerate(zip(sizes, [*sizes[1:], _SHORT], strict=True), 1):
        total += size
        if total - count * following >= excess:
            return (total - excess) // count - 8  # the mark's own bytes
    return _SHORT


def _drop(document: dict[str, Any], room: int, _: Collection[str], kept: Collection[str]) -> None:
    document["violations"] = document.get("violations", [])[:_VIOLATIONS]
    extra = document.setdefault("extra", {})
    members = [(document, key) for key in document if key not in kept and key != "extra"]
    members += [(extra, key) for key in extra if key != MEMBERS_CUT]
    dropped = earlier if type(earlier := extra.pop(MEMBERS_CUT, 0)) is int else 1
    excess = len(orjson.dumps(document)) - room + len('"members_cut":00000,')
    while excess > 0 and members:
        holder, key = members.pop()
        excess -= len(orjson.dumps({key: holder.pop(key)})) - 1
        dropped += 1
    extra[MEMBERS_CUT] = dropped
    if not document.get("violations"):
        document.pop("violations", None)


def _strip(document: dict[str, Any], room: int, texts: Collection[str], _: Collection[str]) -> None:
    for longest in (32, 12, 4):
        for key in texts:
            if type(document.get(key)) is str:
                document[key] = document[key][:longest]
        if len(orjson.dumps(document)) <= room:
            return


def _places(fields: dict[str, Any], document: dict[str, Any]) -> Iterator[_Place]:
    for key, value in fields.items():
        if type(value) is str:
            yield document, key
        else:
            yield from _within(value)
    yield from _within(document.get("extra", {}))


def _within(value: Any) -> Iterator[_Place]:
    items = value.items() if type(value) is dict else enumerate(value) if type(value) is list else ()
    for key, item in items:
        if type(item) is str:
            yield value, key
        else:
            yield from _within(item)
