"""Places in a text as a browser counts them, in UTF-16 units, and as Python does, in code points."""

from __future__ import annotations

import re

__all__ = ["fault_end", "from_utf16", "to_utf16"]

_WORD = re.compile(r'"(?:[^"\\]|\\.)*"?|[^\s():<>"{}]+|.', re.DOTALL)


def to_utf16(text: str, offset: int) -> int:
    """Return how many UTF-16 units stand before a code point."""
    return offset + sum(character > "\uffff" for character in text[:offset])


def from_utf16(text: str, units: int) -> int:
    """Return how many code points stand before a UTF-16 unit; inside one, that one counts."""
    seen = 0
    for offset, character in enumerate(text):
        if seen >= units:
            return offset
        seen += 2 if character > "\uffff" else 1
    return len(text)


def fault_end(text: str, offset: int) -> int:
    """Return where the word, or the sign, at a place ends."""
    found = _WORD.match(text, offset)
    return found.end() if found else offset
