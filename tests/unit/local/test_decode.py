"""Bytes in, records out: nothing is lost, whatever the bytes and wherever they are cut."""

from __future__ import annotations

from collections.abc import Iterable

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from logloom.local.decode import LONGEST, Block, Decoder, decode_utf8, is_docker
from logloom.rules import Record

TRACEBACK = b"Traceback (most recent call last):\n  File x\nValueError: 3\n"


def _records(blocks: Iterable[Block]) -> list[Record]:
    found = [record for block in blocks for record in [*map(block.record, range(block.count)), *block.records]]
    return sorted(found, key=lambda record: record.position or 0)


def _decode(data: bytes, *, docker: bool = False, cuts: Iterable[int] = ()) -> tuple[list[Record], list[Block]]:
    """Decode bytes that come in pieces; after each piece the decoder is made anew from what is kept between calls."""
    decoder = Decoder("s", docker=docker)
    blocks = []
    for cut in sorted(cuts):
        blocks.append(decoder.feed(data[decoder.offset : cut]))
        decoder = Decoder("s", docker=docker, offset=decoder.position, state=decoder.state)
    blocks += [decoder.feed(data[decoder.offset :]), decoder.finish()]
    return _records(blocks), blocks


def _texts(data: bytes, *, docker: bool = False) -> list[str]:
    return [record.line for record in _decode(data, docker=docker)[0]]


def _docker(log: str, stream: str = "stdout", **more: object) -> bytes:
    return orjson.dumps({"log": log, "stream": stream, **more, "time": "2026-11-01T10:00:00.123456789Z"}) + b"\n"


def test_lines_have_no_ends_and_know_their_place() -> None:
    """Both line ends go, and each record has the offset of its first byte."""
    records, _ = _decode(b'one\r\n{"a":1}\nthree')
    assert [(record.line, record.position) for record in records] == [("one", 0), ('{"a":1}', 5), ("three", 13)]


def test_a_traceback_is_one_record() -> None:
    """The lines of a traceback are joined, and an object before or behind them is not."""
    assert _texts(b'{"a":1}\n' + TRACEBACK + b'{"b":2}\n') == ['{"a":1}', TRACEBACK.decode().strip(), '{"b":2}']


def test_a_traceback_behind_torchruns_prefix_is_one_record() -> None:
    """Each of its lines begins with the rank; an object behind one is a line of its own."""
    trace = b"[default1]:Traceback (most recent call last):\n[default1]:  File x\n[default1]:ValueError: bad\n"
    assert _texts(trace + b'[default1]:{"a":1}\n[default1]:words\n') == [
        trace.decode().rstrip("\n"), '[default1]:{"a":1}', "[default1]:words"
    ]  # fmt: skip


def test_blank_lines_are_dropped_and_counted() -> None:
    """Blank lines give no record, also at the ends of a traceback, but stay within it."""
    records, blocks = _decode(b"\n \t\na\n\n" + TRACEBACK + b"\n" + TRACEBACK + b"\n\x0b\n")
    assert [record.line for record in records] == ["a", f"{TRACEBACK.decode()}\n{TRACEBACK.decode()}".strip()]
    assert sum(block.blank for block in blocks) == 5


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\xffb", "a\ufffdb"),
        (b"\xe2\x82", "\ufffd\ufffd"),
        (b"\xed\xa0\x80", "\ufffd" * 3),
        (b"\xf4\x90\x80\x80", "\ufffd" * 4),
        ("é😀".encode(), "é😀"),
    ],
)
def test_each_byte_that_is_not_utf8_becomes_one_mark(data: bytes, text: str) -> None:
    """Bytes are decoded as Go does it, which is what Filebeat does."""
    assert decode_utf8(data) == text


def test_pieces_of_a_long_docker_line_are_rejoined() -> None:
    """Only the last piece of a line ends in a newline; the streams do not mix."""
    data = _docker("a" * 16384) + _docker("x\n", "stderr") + _docker("b" * 16384) + _docker("c\n")
    assert _texts(data, docker=True) == ["a" * 16384 + "b" * 16384 + "c", "x"]


def test_docker_tells_time_and_labels() -> None:
    """The time is cut to milliseconds and the logging options' labels lose their prefix."""
    record = _decode(_docker("hi\n", attrs={"logloom.service": "trainer", "tag": "x"}), docker=True)[0][0]
    assert record == Record("hi", "2026-11-01T10:00:00.123Z", {"service": "trainer"}, "s", 0)


def test_a_line_in_a_docker_file_that_is_not_dockers_is_kept() -> None:
    """Binary between the records is a record of its own."""
    assert _texts(_docker("hi\n") + b"\x00\xff\n" + _docker("ho\n"), docker=True) == ["hi", "\x00\ufffd", "ho"]


def test_a_traceback_is_joined_in_the_order_of_the_file() -> None:
    """Lines of either stream continue it, and a line between them that is none ends it: as Filebeat has it."""
    lines = TRACEBACK.decode().splitlines(keepends=True)
    mixed = [_docker(line, stream) for line, stream in zip(lines, ("stderr", "stdout", "stderr"), strict=True)]
    assert _texts(b"".join(mixed), docker=True) == [TRACEBACK.decode().strip()]
    assert _texts(b"".join([mixed[0], _docker("step\n"), *mixed[1:]]), docker=True) == [
        lines[0].strip(),
        "step",
        "".join(lines[1:]).rstrip(),
    ]


def test_a_traceback_has_the_time_of_its_first_line_and_the_position_of_its_last() -> None:
    """Blank lines at its end count, since Filebeat counts them."""
    first = _docker("Traceback (most recent call last):\n").replace(b"10:00:00.1", b"10:00:00.0")
    rest = [_docker("ValueError: 3\n"), _docker("\n")]
    decoder = Decoder("c", docker=True)
    decoder.feed(b"".join([first, *rest]))
    (record,) = decoder.finish().records
    assert record.time == "2026-11-01T10:00:00.023Z"
    assert record.position == len(first) + len(rest[0])


@pytest.mark.parametrize(
    "head", [b'{"log":"x\\n","stream":"stdout","time":"2026-11-01T10:00:00Z"}\n', b'{"log":"' + b"x" * 999]
)
def test_docker_files_are_known_by_their_first_bytes(head: bytes) -> None:
    """Docker's format is found in the first record, whole or cut."""
    assert is_docker(head)
    assert not is_docker(b'{"level":"INFO"}\n')


def test_a_long_line_keeps_head_and_tail() -> None:
    """A line of 5 MB is cut in bounded memory and counted, and the lines behind it keep their places."""
    data = b"{" + b"x" * 5_000_000 + b"}\nnext\n"
    records, blocks = _decode(data, cuts=range(0, len(data), 1_000_000))
    assert sum(block.shortened for block in blocks) == 1
    assert 262_144 < len(records[0].line) < LONGEST
    assert (records[0].line[0], records[0].line[-1]) == ("{", "}")
    assert (records[1].line, records[1].position) == ("next", 5_000_003)


_pieces = st.sampled_from(
    [
        b"a",
        b"\n",
        b"\n",
        b"\r\n",
        b" ",
        b"{",
        b"}",
        b'"',
        b'{"a":1}\n',
        TRACEBACK,
        b"\x00",
        b"\xff",
        b"\xc3\xa9",
        b"\x01",
        b"  x\n",
    ]
)
_bytes = st.one_of(st.binary(max_size=200), st.lists(_pieces, max_size=30).map(b"".join))


@given(_bytes, st.lists(st.integers(0, 200), max_size=4))
def test_cuts_change_nothing(data: bytes, cuts: list[int]) -> None:
    """However the bytes are cut into calls, the same records come out."""
    assert _decode(data, cuts=[cut for cut in cuts if cut <= len(data)])[0] == _decode(data)[0]


@given(_bytes)
def test_nothing_is_lost(data: bytes) -> None:
    """Each line is in a record, or blank, and all of them are counted."""
    records, blocks = _decode(data)
    lines = [decode_utf8(line) for line in data.split(b"\n")]
    full = [line.removesuffix("\r") for line in lines if line.strip(" \t\r\n\v\f")]
    kept = [line for record in records for line in record.line.split("\n") if line.strip(" \t\r\n\v\f")]
    assert kept == full
    total = len(data.split(b"\n")) - (not data or data.endswith(b"\n"))
    assert sum(block.lines for block in blocks) == total
    assert total == sum(len(block.records) + block.count + block.blank + block.joined for block in blocks)


@given(
    st.lists(st.tuples(_bytes, st.sampled_from(["stdout", "stderr"])), max_size=8),
    st.lists(st.integers(0, 2000), max_size=3),
)
def test_docker_files_of_any_content_lose_nothing(pieces: list[tuple[bytes, str]], cuts: list[int]) -> None:
    """Records, pieces and cut records of Docker are all counted, however they are cut."""
    data = b"".join(_docker(piece.decode(errors="replace"), stream) for piece, stream in pieces)
    records, blocks = _decode(data, docker=True, cuts=[cut for cut in cuts if cut <= len(data)])
    assert records == _decode(data, docker=True)[0]
    assert len(pieces) == sum(len(block.records) + block.count + block.blank + block.joined for block in blocks)
