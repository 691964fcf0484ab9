"""What a browser has otherwise: places in a text, where Python counts code points, and moments as JSON."""

from __future__ import annotations

import re
from datetime import datetime, timezone

__all__ = ["fault_end", "from_utf16", "iso", "to_utf16"]

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


def iso(moment: datetime | None) -> str | None:
    """Return a moment as JSON has it; one without a zone is UTC."""
    if moment is None:
        return None
    utc = moment.astimezone(timezone.utc).replace(tzinfo=None) if moment.tzinfo else moment
    return f"{utc.isoformat(timespec='milliseconds')}Z"
