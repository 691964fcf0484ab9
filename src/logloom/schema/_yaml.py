"""YAML text → a tree of nodes, each of which knows where it stands.

The reader follows the core rules of YAML 1.2 (``NO`` and ``1:30`` are text, ``1e-3`` is a number) and refuses what a
schema has no use for: tags, merge keys, several documents. Source: YAML 1.2.2, section 10.3.2, Tag Resolution.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import yaml
from yaml._yaml import CParser

from logloom.errors import Diagnostic, SchemaErrors
from logloom.schema._words import shorten

__all__ = ["MAX_BYTES", "Node", "Scalar", "parse"]

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 32
MAX_NODES = 200_000
MAX_TEXT = 256 * 1024
MAX_DIGITS = 400

Scalar = str | int | float | bool | None

_NULL = re.compile(r"null|Null|NULL|~|")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_NO_TEXT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPE_LENGTHS = {"x": 4, "u": 6, "U": 10}
_HINTS = {
    "mapping values are not allowed in this context": "a second ':' stands in one value: put the value in quotes",
    "found unexpected end of stream": "a quote is opened here and never closed",
    "found unknown escape character": "write the text in single quotes, where a backslash is a backslash",
    "did not find expected ',' or ']'": "a list opened with '[' is not closed, or a comma is missing",
    "did not find expected ',' or '}'": "a mapping opened with '{' is not closed, or a comma is missing",
    "did not find expected key": "check the indentation, and put text that holds quotes or colons in quotes",
    "could not find expected ':'": "a name without a ':' after it, or a text that should be in quotes",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the file and its place.

    Args:
        value: a scalar, a tuple of nodes or a dict of nodes by name.
        file: the file that it stands in.
        line: 1-based line where the value begins.
        column: 1-based column, in characters.
        key: line and column of the name that it stands under.
        raw: the text as written, when it is text on one line.
        size: how many nodes it holds, itself included, aliases followed.
    """

    value: Scalar | tuple[Node, ...] | dict[str, Node]
    file: str
    line: int
    column: int
    key: tuple[int, int] | None = None
    raw: str = ""
    size: int = 1

    def plain(self) -> Any:
        """Return the value as plain data: dicts, tuples and scalars."""
        if isinstance(self.value, dict):
            return {name: node.plain() for name, node in self.value.items()}
        if isinstance(self.value, tuple):
            return tuple(node.plain() for node in self.value)
        return self.value

    def get(self, step: str | int) -> Node | None:
        """Return the node under a name or at an index, or None."""
        if isinstance(self.value, dict) and isinstance(step, str):
            return self.value.get(step)
        if isinstance(self.value, tuple) and isinstance(step, int) and step < len(self.value):
            return self.value[step]
        return None

    def report(self, code: str, message: str, *, at_key: bool = False, offset: int = 0) -> Diagnostic:
        """Return a diagnostic at this node.

        Args:
            code: kind of finding.
            message: what is wrong and what to do.
            at_key: point at the name rather than the value.
            offset: 0-based position within the text of the value.
        """
        line, column = self.key if at_key and self.key else (self.line, self.column + self._raw_offset(offset))
        return Diagnostic(self.file, line, column, code, message)

    def _raw_offset(self, offset: int) -> int:
        """How many characters of the source stand before the given one of the value: quotes and escapes count."""
        if self.raw[:1] == "'":
            position = 1
            for _ in range(offset):
                position += 2 if self.raw.startswith("''", position) else 1
            return position
        if self.raw[:1] == '"':
            position = 1
            for _ in range(offset):
                escaped = self.raw[position : position + 1] == "\\"
                position += _ESCAPE_LENGTHS.get(self.raw[position + 1 : position + 2], 2) if escaped else 1
            return position
        return offset if self.raw else 0


def parse(data: bytes, file: str) -> tuple[Node, list[Diagnostic]]:
    """Read one YAML document.

    Args:
        data: content of the file.
        file: its name for diagnostics.

    Returns:
        The root, and what is wrong but did not hinder reading on.

    Raises:
        SchemaErrors: the file can't be read further.
    """
    composer = _Composer(_decode(data, file), file)
    return composer.document(), composer.diagnostics


def _decode(data: bytes, file: str) -> str:
    if len(data) > MAX_BYTES:
        line = data.count(b"\n", 0, MAX_BYTES) + 1
        raise _error(file, line, 1, "too-large", "the file passes 4 MiB in this line; a schema is a few hundred lines")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _error(file, 1, 1, "encoding", "the file is UTF-16; save it as UTF-8")
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode(errors="replace")) + 1
        found = f"the byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise _error(file, line, column, "encoding", found) from None
    if bad := _NO_TEXT.search(text):
        line, column = _line_column(text, bad.start())
        message = f"the control character U+{ord(bad.group()):04X} can't stand in a schema; remove it"
        raise _error(file, line, column, "control-character", message)
    return text


def _line_column(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _error(file: str, line: int, column: int, code: str, message: str) -> SchemaErrors:
    return SchemaErrors([Diagnostic(file, line, column, code, message)])


class _Composer:
    """Builds nodes from libyaml's events; nothing is kept that could grow past its bounds."""

    def __init__(self, text: str, file: str) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._text = text
        self._file = file
        self._events = self._read(CParser(text))
        self._anchors: dict[str, Node | None] = {}
        self._count = 0

    def _read(self, parser: CParser) -> Iterator[Any]:
        try:
            while not isinstance(event := parser.get_event(), yaml.StreamEndEvent):
                yield event
        except yaml.MarkedYAMLError as error:
            raise self._syntax(error) from None
        except yaml.YAMLError as error:
            raise self._fatal(1, 1, "syntax", f"this can't be read as YAML: {shorten(str(error))}") from None

    def _syntax(self, error: yaml.MarkedYAMLError) -> SchemaErrors:
        mark, context = error.problem_mark or error.context_mark, error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        lines = self._text.split("\n")
        if "\t" in lines[min(line, len(lines)) - 1][:column] and (error.problem or "").startswith("found"):
            message = "a tab can't indent YAML; use two spaces for each level"
            return self._fatal(line, column, "tab", message)
        problem = error.problem or "this is no YAML"
        hint = _HINTS.get(problem)
        if context and mark and context.line < mark.line and hint:
            hint += f" (it began in line {context.line + 1})"
        return self._fatal(line, column, "syntax", f"{problem}{'; ' + hint if hint else ''}")

    def _fatal(self, line: int, column: int, code: str, message: str) -> SchemaErrors:
        return SchemaErrors([*self.diagnostics, Diagnostic(self._file, line, column, code, message)])

    def _note(self, event: Any, code: str, message: str) -> None:
        mark = event.start_mark
        self.diagnostics.append(Diagnostic(self._file, mark.line + 1, mark.column + 1, code, message))

    def document(self) -> Node:
        """Compose the only document of the file."""
        root: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    message = "a second document begins here; one file holds one schema: remove '---' and what follows"
                    self._note(event, "documents", message)
                    break
                root = self._node(next(self._events), 0)
        if root is None or (root.value is None and not self.diagnostics):
            message = "the file is empty; begin with `schema: 1`, `name:` and `version:`, or run `logloom init`"
            raise self._fatal(1, 1, "empty", message)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        mark = event.start_mark
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if depth > MAX_DEPTH:
            message = f"more than {MAX_DEPTH} levels; write it flat"
            raise self._fatal(mark.line + 1, mark.column + 1, "too-deep", message)
        self._grow(event, 1)
        if event.tag not in (None, "!", "tag:yaml.org,2002:str"):
            message = f"the tag {shorten(event.tag)} means nothing in a schema; remove it"
            self._note(event, "tag", message)
        if event.anchor:
            self._anchors[event.anchor] = None
        node = self._content(event, depth)
        if event.anchor:
            self._anchors[event.anchor] = node
        return node

    def _content(self, event: Any, depth: int) -> Node:
        mark, end, before = event.start_mark, event.end_mark, self._count
        value: Any
        raw = ""
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event)
            if isinstance(value, str) and mark.line == end.line and not (event.anchor or event.tag):
                raw = self._text[mark.index : end.index]
        elif isinstance(event, yaml.SequenceStartEvent):
            value = tuple(self._items(depth))
        else:
            value = self._mapping(depth)
        return Node(value, self._file, mark.line + 1, mark.column + 1, raw=raw, size=self._count - before + 1)

    def _grow(self, event: Any, size: int) -> None:
        self._count += size
        if self._count > MAX_NODES:
            line, column = event.start_mark.line + 1, event.start_mark.column + 1
            message = f"more than {MAX_NODES:,} values once aliases are followed; write the schema without them"
            raise self._fatal(line, column, "too-many", message)

    def _alias(self, event: Any) -> Node:
        target = self._anchors.get(event.anchor)
        if target is None:
            what = "stands inside itself" if event.anchor in self._anchors else "is not defined above"
            self._note(event, "alias", f"{shorten('*' + event.anchor)} {what}; write the value out")
            return Node(None, self._file, event.start_mark.line + 1, event.start_mark.column + 1)
        self._grow(event, target.size)
        return target

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _mapping(self, depth: int) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            name = self._key(key, event, entries)
            if name is not None:
                entries[name] = replace(value, key=(key.line, key.column))
        return entries

    def _key(self, key: Node, event: Any, entries: dict[str, Node]) -> str | None:
        """Return the name of an entry, or None (and a diagnostic) where it can't be one."""
        if not isinstance(key.value, str):
            shown = "a list or mapping" if isinstance(key.value, (tuple, dict)) else shorten(event.value)
            self._note(event, "key", f"{shown} is no text and can't be a name; put it in quotes")
        elif key.value == "<<" and key.raw == "<<":
            message = "merge keys (<<) are not part of YAML 1.2; write the entries out, or use `extends`"
            self._note(event, "merge-key", message)
        elif first := entries.get(key.value):
            line = first.key[0] if first.key else first.line
            message = f"{shorten(key.value)} stands here twice (first in line {line}); remove one"
            self._note(event, "duplicate-key", message)
        else:
            return key.value
        return None

    def _scalar(self, event: Any) -> Scalar:
        text: str = event.value
        if len(text) > MAX_TEXT:
            self._note(event, "too-large", f"a text of {len(text):,} characters; at most {MAX_TEXT:,} are taken")
            return ""
        if not event.implicit[0] or event.tag is not None:
            return text
        if len(text) > MAX_DIGITS and _FLOAT.fullmatch(text):
            self._note(event, "too-large", f"a number of {len(text):,} digits; at most {MAX_DIGITS} are taken")
            return 0
        return _resolve(text)


def _resolve(text: str) -> Scalar:
    """Give plain text its type by the core rules of YAML 1.2."""
    if text[:1].isalpha() and text[:1] not in "nNtTfF":
        return text
    value: Scalar = text
    if _NULL.fullmatch(text):
        value = None
    elif _BOOL.fullmatch(text):
        value = text[0] in "tT"
    elif _INT.fullmatch(text):
        value = int(text)
    elif _BASED.fullmatch(text):
        value = int(text, 0)
    elif _FLOAT.fullmatch(text) or _SPECIAL.fullmatch(text):
        value = float(text.replace(".", "", 1) if _SPECIAL.fullmatch(text) else text)
    return value
