"""What a word of a text field is, alike in DuckDB (RE2), Elasticsearch (Java) and here.

A word is a run of letters, marks, digits and ``_``, in lower case. A letter of a script that has no case (Chinese,
Japanese and Korean among them) is a word by itself, so that text without blanks can be searched.
See docs/decisions/0003-words.md.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import Any

__all__ = ["RUN", "TOKEN_PATTERN", "analysis", "is_single", "is_word", "lower", "words"]

RUN = r"\p{Lu}\p{Ll}\p{Lt}\p{Lm}\p{M}\p{N}_"
TOKEN_PATTERN = rf"\p{{Lo}}|[{RUN}]+"


def analysis() -> dict[str, Any]:
    """Return Elasticsearch's ``settings.analysis`` with the analyzer ``words`` for text fields.

    A word is cut at 255 characters: Lucene refuses a document with a term above 32,766 bytes.

    Source: Elasticsearch 9, Text analysis, Pattern tokenizer, Lowercase and Truncate token filter.
    """
    return {
        "tokenizer": {"words": {"type": "pattern", "pattern": TOKEN_PATTERN, "group": 0}},
        "filter": {"words_cut": {"type": "truncate", "length": 255}},
        "analyzer": {"words": {"type": "custom", "tokenizer": "words", "filter": ["lowercase", "words_cut"]}},
    }


def lower(text: str) -> str:
    """Lower-case each character by itself, as Lucene and DuckDB do; Python alone would look at its neighbours."""
    return "".join("i" if char == "\u0130" else char.lower() for char in text)


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in their order, in lower case."""
    found: list[str] = []
    for kind, run in groupby(lower(text), _kind):
        if kind == "single":
            found.extend(run)
        elif kind == "run":
            found.append("".join(run))
    return tuple(found)


def is_single(char: str) -> bool:
    """Whether a character is a word by itself."""
    return unicodedata.category(char) == "Lo"


def is_word(text: str) -> bool:
    """Whether the whole text can be a part of one word, or be one."""
    kinds = {_kind(char) for char in text}
    return kinds <= {"run"} or (kinds == {"single"} and len(text) == 1)


def _kind(char: str) -> str:
    if is_single(char):
        return "single"
    return "run" if unicodedata.category(char)[0] in "LMN" or char == "_" else "between"
