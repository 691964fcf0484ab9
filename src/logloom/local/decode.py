"""Step 1 of a line's way: bytes of a log file in, records out.

A `Decoder` is fed a file piece by piece and keeps what is not finished: a line without its end, a traceback whose next
line may follow, a long line of which Docker wrote only the first pieces. What must outlive the process (`state`) goes
into the store beside the position, so that a second call goes on where the first one stopped.

Lines that may take the fast way past the engine (`Block.candidates`) stay bytes; only the others become records here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from types import MappingProxyType
from typing import Any

import orjson

from logloom.rules import CONTINUATION, Record

__all__ = ["LONGEST", "Block", "Decoder", "decode_utf8", "is_docker"]

LONGEST = 2 * 1024 * 1024
"""A longer line, in bytes, keeps its head and its tail. The rest can't matter: the engine takes 262,144 code points."""

_HEAD = 1024 * 1024  # even at four bytes for each code point still beyond the engine's limit
_TAIL = 64 * 1024
_CANDIDATE = 64 * 1024
_GROUP = 262_144  # a longer traceback goes on in a second record

_CONTINUATION = re.compile(CONTINUATION)
_BLANK = " \t\r\n\v\f"
_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]+))?Z")
_UNFIT = (b"\0", b"\1", b"\r")  # what the reader of the fast way can't hold in a line
_LABEL = "logloom."


def decode_utf8(data: bytes) -> str:
    """Decode UTF-8; each byte that is not part of it becomes U+FFFD, as Go's conversion does."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape").translate(_ESCAPED)


_ESCAPED = dict.fromkeys(range(0xDC80, 0xDD00), "\ufffd")


@dataclass
class Block:
    r"""What one piece of a file held.

    Args:
        candidates: lines that may take the fast way, each with its ``\n``.
        record: index of a candidate → its record, for those that the fast way refuses.
        count: number of candidates.
        records: all other records.
        lines: lines that ended in this piece.
        blank: lines of white space, dropped.
        joined: lines that went into the record of a line before them.
        shortened: lines of which only head and tail were kept.
    """

    candidates: bytes = b""
    record: Callable[[int], Record] = lambda _: Record("")
    count: int = 0
    records: list[Record] = field(default_factory=list)
    lines: int = 0
    blank: int = 0
    joined: int = 0
    shortened: int = 0


@dataclass
class _Group:
    """Lines that are becoming one traceback, or pieces that are becoming one line."""

    lines: list[str]
    first: Record
    size: int = 0


class Decoder:
    """Turns the bytes of one file into records.

    Args:
        source: container or file, for ids.
        docker: whether the file is in the format of Docker's json-file driver.
        offset: of the first byte that will be fed.
        state: what `state` gave when the file was last read.
        labels: of all lines, where their records tell none.
    """

    def __init__(
        self,
        source: str,
        *,
        docker: bool = False,
        offset: int = 0,
        state: str = "",
        labels: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.source = source
        self._found = Record("", labels=labels, source=source)
        self.docker = docker
        self.offset = offset
        self._rest = b""
        self._dropped = 0
        self._group: _Group | None = None
        self._pieces: dict[str, _Group] = {}
        self._block = Block()
        if state:
            self._restore(orjson.loads(state))

    @property
    def position(self) -> int:
        """Offset of the first byte that must be read again: all before it is in records or in `state`."""
        return self.offset - len(self._rest) - self._dropped

    @property
    def state(self) -> str:
        """What is begun and not finished, as JSON; empty where nothing is."""
        if not (self._group or self._pieces):
            return ""
        pieces = {stream: _saved(group) for stream, group in self._pieces.items()}
        return orjson.dumps({"group": self._group and _saved(self._group), "pieces": pieces}).decode()

    def feed(self, data: bytes) -> Block:
        """Take the next bytes of the file."""
        self._block = Block()
        start = self.position
        self.offset += len(data)
        end = data.rfind(b"\n") + 1
        if not end:
            self._keep(self._rest + data)
            return self._block
        whole, dropped, self._dropped = b"".join((self._rest, memoryview(data)[:end])), self._dropped, 0
        self._rest = b""
        self._keep(data[end:])
        self._split(whole, start, dropped)
        return self._block

    def finish(self) -> Block:
        """Take the end of the file for the end of all that is begun."""
        self._block = Block()
        if self._rest:
            whole, start, dropped = self._rest + b"\n", self.position, self._dropped
            self._rest, self._dropped = b"", 0
            self._split(whole, start, dropped)
        for stream in list(self._pieces):
            pieces = self._pieces.pop(stream)
            self._take(pieces.first._replace(line=_line_of(pieces)))
        self._end_group()
        return self._block

    def _keep(self, rest: bytes) -> None:
        """Hold the begun line, in bounded memory."""
        if len(rest) > LONGEST:
            self._dropped += len(rest) - _HEAD - _TAIL
            rest = rest[:_HEAD] + rest[-_TAIL:]
        self._rest = rest

    def _split(self, whole: bytes, start: int, dropped: int) -> None:
        if not (self.docker or dropped) and (count := _count_if_candidates(whole)):
            self._pass_on(whole, start, count)
            return
        lines = whole.split(b"\n")
        lines.pop()
        self._block.lines += len(lines)
        lengths = list(map(len, lines))
        starts = _Starts(lengths, start, dropped)
        if dropped or max(lengths) > LONGEST:
            self._shorten(lines, dropped)
        (self._docker if self.docker else self._plain)(lines, starts, whole)

    def _pass_on(self, whole: bytes, start: int, count: int) -> None:
        """Take a block that holds candidates alone, without a look at each line."""
        self._end_group()
        self._block.lines = self._block.count = count
        self._block.candidates = whole
        self._block.record = _Records(whole, start, self._found).__getitem__

    def _shorten(self, lines: list[bytes], dropped: int) -> None:
        for index, line in enumerate(lines):
            if len(line) > LONGEST:
                lines[index] = line[:_HEAD] + line[-_TAIL:]
                self._block.shortened += 1
            elif dropped and not index:
                self._block.shortened += 1

    def _plain(self, lines: list[bytes], starts: _Starts, whole: bytes) -> None:
        odd = [i for i, line in enumerate(lines) if line[:2] != b'{"' or line[-1:] != b"}"]
        if not _is_fit(whole, lines):
            odd = sorted({*odd, *(i for i, line in enumerate(lines) if not _is_fit(line, [line]))})
        before = -1
        for index in odd:
            if index != before + 1:
                self._end_group()
            before = index
            text = decode_utf8(lines[index])
            self._take(self._found._replace(line=text.removesuffix("\r"), position=starts[index]))
        if before != len(lines) - 1:
            self._end_group()
        refused = set(odd)
        fit = [i for i in range(len(lines)) if i not in refused] if odd else range(len(lines))
        self._block.count = len(fit)
        self._block.candidates = b"".join(lines[i] + b"\n" for i in fit) if odd else whole
        self._block.record = lambda nth: self._found._replace(line=lines[fit[nth]].decode(), position=starts[fit[nth]])

    def _docker(self, lines: list[bytes], starts: _Starts, _: bytes) -> None:
        fit: list[Record] = []
        for index, line in enumerate(lines):
            entry = _docker_entry(line)
            if entry is None:  # not Docker's: binary between the records, or a record that was cut
                text = decode_utf8(line).removesuffix("\r")
                self._take(self._found._replace(line=text, position=starts[index]))
                continue
            record = self._whole(entry, starts[index])
            if record is None:
                continue
            if record.line.startswith('{"') and record.line.endswith("}") and _is_fit_text(record.line):
                self._end_group()
                fit.append(record)
            else:
                self._take(record)
        self._block.count = len(fit)
        self._block.candidates = "".join(record.line + "\n" for record in fit).encode()
        self._block.record = fit.__getitem__

    def _whole(self, entry: dict[str, Any], position: int) -> Record | None:
        """Rejoin the pieces of a line; only the last one ends in a newline.

        Source: Docker 26.1, json-file: lines beyond 16 KiB come in pieces of 16,384 bytes.
        """
        text, stream = entry["log"], entry["stream"]
        pieces = self._pieces.pop(stream, None)
        if pieces is None:
            labels = {**self._found.labels, **_labels(entry.get("attrs"))}
            record = Record(text, _milliseconds(entry["time"]), labels, self.source, position)
            if text.endswith("\n"):
                return record._replace(line=text[:-1].removesuffix("\r"))
            self._pieces[stream] = _Group([text], record._replace(line=""), len(text))
            return None
        _append(pieces, text)
        self._block.joined += 1
        if text.endswith("\n"):
            return pieces.first._replace(line=_line_of(pieces))
        self._pieces[stream] = pieces
        return None

    def _take(self, record: Record) -> None:
        """Give a line that is no candidate to its traceback, or let it be a record of its own.

        Lines are joined in the order of the file, whatever their stream. The traceback has the time of its first line
        and the position of its last one.

        Source: Filebeat 9.3, filestream with the parsers container and multiline: `@timestamp` and `log.offset`.
        """
        line = record.line
        if not _CONTINUATION.match(line):
            self._end_group()
            if line.strip(_BLANK):
                self._block.records.append(record)
            else:
                self._block.blank += 1
            return
        if self._group is None:
            self._group = _Group([], record._replace(line=""))
        self._group.first = self._group.first._replace(position=record.position)
        self._group.lines.append(line)
        self._group.size += len(line) + 1
        if self._group.size > _GROUP:
            self._end_group()

    def _end_group(self) -> None:
        group, self._group = self._group, None
        if group is None:
            return
        full = [index for index, line in enumerate(group.lines) if line.strip(_BLANK)]
        kept = group.lines[full[0] : full[-1] + 1] if full else []
        self._block.blank += len(group.lines) - len(kept)
        if kept:
            self._block.joined += len(kept) - 1
            self._block.records.append(group.first._replace(line="\n".join(kept)))

    def _restore(self, state: dict[str, Any]) -> None:
        self._group = self._restored(state["group"]) if state["group"] else None
        self._pieces = {stream: self._restored(saved) for stream, saved in state["pieces"].items()}

    def _restored(self, saved: list[Any]) -> _Group:
        lines, time, labels, position = saved
        return _Group(lines, Record("", time, labels, self.source, position), sum(map(len, lines)))


class _Records:
    """Records of a block of candidates; its lines are split only when somebody asks."""

    def __init__(self, whole: bytes, start: int, found: Record) -> None:
        self._whole, self._start, self._found = whole, start, found
        self._lines: list[bytes] = []

    def __getitem__(self, index: int) -> Record:
        if not self._lines:
            self._lines = self._whole.split(b"\n")
            self._starts = _Starts(list(map(len, self._lines)), self._start, 0)
        return self._found._replace(line=self._lines[index].decode(), position=self._starts[index])


class _Starts:
    """Offsets of the lines of a block, counted only when somebody asks."""

    def __init__(self, lengths: list[int], start: int, dropped: int) -> None:
        self._lengths, self._start, self._dropped = lengths, start, dropped
        self._starts: list[int] | None = None

    def __getitem__(self, index: int) -> int:
        if self._starts is None:
            self._starts = list(accumulate((length + 1 for length in self._lengths), initial=self._start))
        return self._starts[index] + (self._dropped if index else 0)


def _saved(group: _Group) -> list[Any]:
    return [group.lines, group.first.time, dict(group.first.labels), group.first.position]


def _append(pieces: _Group, text: str) -> None:
    pieces.lines.append(text)
    pieces.size += len(text)
    if pieces.size > LONGEST:
        whole = "".join(pieces.lines)
        pieces.lines = [whole[:_HEAD], whole[-_TAIL:]]
        pieces.size = _HEAD + _TAIL


def _line_of(pieces: _Group) -> str:
    return "".join(pieces.lines).removesuffix("\n").removesuffix("\r")


def _count_if_candidates(whole: bytes) -> int:
    """Return the number of lines if each looks like a compact object and can take the fast way, else 0."""
    if not (whole.startswith(b'{"') and whole.endswith(b"}\n")):
        return 0
    count = whole.count(b"\n")
    is_fit = whole.count(b'}\n{"') == count - 1 and not _has_long_line(whole) and _is_fit(whole, [b""])
    return count if is_fit else 0


def _has_long_line(whole: bytes) -> bool:
    start = 0
    while len(whole) - start > _CANDIDATE:
        end = whole.rfind(b"\n", start, start + _CANDIDATE)
        if end < 0:
            return True
        start = end + 1
    return False


def _is_fit(data: bytes, lines: list[bytes]) -> bool:
    """Tell whether the lines are UTF-8, of a usual length, and hold nothing that the fast way's reader stops at."""
    if any(byte in data for byte in _UNFIT) or len(max(lines, key=len)) > _CANDIDATE:
        return False
    if data.isascii():
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_fit_text(line: str) -> bool:
    return len(line) < _CANDIDATE // 4 and not any(mark in line for mark in "\0\1\r\n")


def _docker_entry(line: bytes) -> dict[str, Any] | None:
    """Return Docker's record, or None where the line is not one."""
    try:
        entry = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    if type(entry) is not dict or type(entry.get("log")) is not str or type(entry.get("time")) is not str:
        return None
    entry["stream"] = str(entry.get("stream", ""))
    return entry


def is_docker(head: bytes) -> bool:
    """Tell from a file's first bytes whether Docker's json-file driver wrote it."""
    line = head.split(b"\n", 1)[0]
    if _docker_entry(line):
        return True
    return line.startswith(b'{"log":"') and b'"stream":"' not in line and len(line) == len(head)


def _milliseconds(time: str) -> str | None:
    found = _TIME.fullmatch(time)
    return f"{found[1]}.{(found[2] or '')[:3]:0<3}Z" if found else None


def _labels(attrs: Any) -> Mapping[str, str]:
    if type(attrs) is not dict:
        return {}
    return {
        key.removeprefix(_LABEL): value for key, value in attrs.items() if key.startswith(_LABEL) and type(value) is str
    }
