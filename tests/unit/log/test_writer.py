"""One line, one write: in order, whole, and never raising, whatever becomes of the stream."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest

from logloom.log import LoggerFactory, StructuredLogger
from logloom.log._writer import Writer
from logloom.rules import Rules

ENVIRON = {"NODE_IP": "10.0.0.7"}


class Stream:
    """A stream that fails as it is told to: each entry is what one write does.

    A number is how many bytes go, an exception is raised, None takes all. After the last entry all is taken.
    """

    def __init__(self, *plan: int | Exception | None) -> None:
        self.plan = list(plan)
        self.taken = b""

    def write(self, _descriptor: int, line: bytes) -> int:
        """Stand in for `os.write`."""
        step = self.plan.pop(0) if self.plan else None
        if isinstance(step, Exception):
            raise step
        count = len(line) if step is None else step
        self.taken += line[:count]
        return count

    @property
    def messages(self) -> list[Any]:
        """What the whole lines say."""
        return [
            json.loads(line)["message"] for line in self.taken.splitlines() if line.startswith(b"{") and b"}" in line
        ]


def full() -> OSError:
    """Return the error of a full disk."""
    return OSError(errno.ENOSPC, "No space left on device")


def written_to(stream: Stream) -> Writer:
    """Return a writer whose notices are plain."""
    writer = Writer(-1, stream.write)
    writer.notice = lambda count, why: (b"", b'"message":"%d lost (%b)"}\n' % (count, why.encode()))
    return writer


def say(writer: Writer, *messages: str) -> None:
    """Write events."""
    for message in messages:
        writer.emit(b"", json.dumps({"message": message})[1:].encode() + b"\n")


def test_the_last_lines_can_be_remembered() -> None:
    """From then on the newest lines are kept, and written as before."""
    stream = Stream()
    writer = written_to(stream)
    say(writer, "before")
    lines = writer.remember(2)
    say(writer, "a", "b", "c")
    assert [json.loads(line)["message"] for line in lines] == ["b", "c"]
    assert stream.messages == ["before", "a", "b", "c"]


def test_what_was_lost_is_counted_and_said_when_writing_works_again() -> None:
    """Lost events leave gaps in `seq`; the notice comes before the next event."""
    stream = Stream(None, full(), full(), full())
    writer = written_to(stream)
    say(writer, "a", "lost", "lost too", "b")
    assert stream.messages == ["a", "2 lost (No space left on device)", "b"]
    assert writer.lost == 2
    # 1 and 3 were lost; the notice has the number that it was given at the first try to tell.
    assert [json.loads(line)["seq"] for line in stream.taken.splitlines()] == [0, 2, 4]


def test_a_line_that_was_torn_is_ended_before_the_next_one() -> None:
    """Half a line stays half a line, and no event is glued to it."""
    stream = Stream(10, full())
    writer = written_to(stream)
    say(writer, "torn", "b")
    first, *others = stream.taken.splitlines()
    assert first == b'{"@timesta'
    assert [json.loads(line)["message"] for line in others] == ["1 lost (No space left on device)", "b"]


def test_the_rest_of_a_line_is_written_where_only_a_part_went() -> None:
    """A short write is continued."""
    stream = Stream(10, 5)
    say(written_to(stream), "whole")
    assert stream.messages == ["whole"]


@pytest.mark.parametrize(
    "error", [BlockingIOError(), BrokenPipeError(32, "Broken pipe"), ValueError("closed"), KeyError()]
)
def test_no_error_of_the_stream_is_raised(error: Exception) -> None:
    """Whatever the stream raises, the caller goes on."""
    stream = Stream(error, error, error, error)
    writer = written_to(stream)
    say(writer, "a", "b", "c", "d")
    assert writer.lost + len([m for m in stream.messages if "lost" not in m]) == 4


def test_job_end_counts_what_was_lost(rules: Rules) -> None:
    """`emitted` is the number of events of the run with the lost ones, the notice and itself."""
    reader, end = os.pipe()
    os.close(reader)
    factory = LoggerFactory(rules, end, ENVIRON)
    log = factory.get_logger()
    log.info("lost")
    log.info("lost too")
    other, again = os.pipe()
    os.dup2(again, end)
    log.job_end("done")
    lines = [json.loads(line) for line in os.read(other, 65536).splitlines()]
    for descriptor in (end, other, again):
        os.close(descriptor)
    notice, last = lines
    assert notice["message"] == "2 events were lost: the stream could not be written (Broken pipe)"
    assert (notice["level"], notice["extra"]) == ("WARN", {"events_lost": 2})
    assert (last["emitted"], last["seq"], last["extra"]) == (4, 3, {"events_lost": 2})


def test_a_full_disk_does_not_stop_a_training(rules: Rules) -> None:
    """Nothing is raised while each write says that the disk is full."""
    with open("/dev/full", "wb", buffering=0) as disk:  # noqa: PTH123
        log = LoggerFactory(rules, disk.fileno(), ENVIRON).get_logger()
        for step in range(100):
            log.info("x", epoch=step)
        assert log._core.writer.lost == 100


def test_a_full_pipe_that_does_not_block_is_waited_for(rules: Rules) -> None:
    """A reader that comes late gets all."""
    reader, end = os.pipe()
    os.set_blocking(end, False)
    log = LoggerFactory(rules, end, ENVIRON).get_logger()
    found = bytearray()

    def read() -> None:
        while part := os.read(reader, 4096):
            found.extend(part)

    thread = threading.Thread(target=read)
    try:
        for step in range(200):
            log.info("x" * 1000, epoch=step)
            if step == 30:  # so many fit into a pipe
                thread.start()
    finally:
        os.close(end)
        thread.join()
        os.close(reader)
    assert [json.loads(line)["epoch"] for line in found.splitlines()] == list(range(200))


def test_threads_share_one_sequence_in_the_order_of_the_lines(rules: Rules) -> None:
    """With many threads each line is whole and `seq` counts the lines."""
    reader, end = os.pipe()
    log = LoggerFactory(rules, end, ENVIRON).get_logger()
    found = bytearray()

    def read() -> None:
        while part := os.read(reader, 65536):
            found.extend(part)

    def write(number: int) -> None:
        bound = log.bind(rank=number)
        for step in range(200):
            bound.info("x" * (step * 20), epoch=step, loss=float("nan") if step % 3 else 0.5)

    consumer = threading.Thread(target=read)
    consumer.start()
    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    os.close(end)
    consumer.join()
    os.close(reader)
    events = [json.loads(line) for line in found.splitlines()]
    assert [event["seq"] for event in events] == list(range(800))
    assert all(len(line) < 4096 for line in found.splitlines())


PROGRAM = """
import os, sys, logloom.log
log = logloom.log.get_logger()
log.info("parent")
child = os.fork()
name = "child" if child == 0 else "parent again"
for step in range(300):
    log.info(name, payload="x" * 3500, number=step)
if child:
    os.waitpid(child, 0)
log.job_end(name)
os._exit(0)
"""


@pytest.fixture
def environ(tmp_path: Any) -> dict[str, str]:
    """An environment that leads to the built-in rules."""
    return {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "NODE_IP": "10.0.0.7", "JOB_ID": "forked"}


def test_a_fork_begins_a_run_of_its_own(tmp_path: Any, environ: dict[str, str]) -> None:
    """Two processes on one pipe: no line is torn, each has its own run with numbers from 0, and both end."""
    found = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=tmp_path, env=environ, capture_output=True, check=True, timeout=60
    )
    events = [json.loads(line) for line in found.stdout.splitlines()]
    runs: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        runs.setdefault(event["run"], []).append(event)
    assert len(runs) == 2
    for run in runs.values():
        assert [event["seq"] for event in run] == list(range(len(run)))
        assert run[-1]["emitted"] == len(run)
    assert sorted(map(len, runs.values())) == [301, 302]
    assert found.stderr == b""


def test_prints_and_events_keep_their_order_and_their_lines(tmp_path: Any, environ: dict[str, str]) -> None:
    """What a program prints into a pipe is not held back and cut where an event comes."""
    program = (
        "import logloom.log\nlog = logloom.log.get_logger()\n"
        "for i in range(300):\n    print('p' * 99, i)\n    log.info('x', number=i)\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environ, capture_output=True, check=True, timeout=60
    )
    lines = found.stdout.decode().splitlines()
    assert [line.startswith("{") for line in lines] == [False, True] * 300
    assert all(json.loads(line)["extra"]["number"] == i for i, line in enumerate(lines[1::2]))


def test_a_signal_handler_may_log(tmp_path: Any, environ: dict[str, str]) -> None:
    """A handler that logs in the middle of a call neither hangs nor takes a number twice."""
    program = (
        "import signal, logloom.log\nlog = logloom.log.get_logger()\n"
        "signal.signal(signal.SIGALRM, lambda *_: log.warning('signal', more=1))\n"
        "signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)\n"
        "for i in range(5000): log.info('x', number=i)\n"
        "signal.setitimer(signal.ITIMER_REAL, 0)\nlog.job_end('x')\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environ, capture_output=True, check=True, timeout=60
    )
    events = [json.loads(line) for line in found.stdout.splitlines()]
    assert sorted(event["seq"] for event in events) == list(range(len(events)))
    assert events[-1]["emitted"] == len(events) > 5001


def test_a_closed_standard_output_stops_nothing(tmp_path: Any, environ: dict[str, str]) -> None:
    """A program whose reader went away, or that was started without standard output, ends as it would."""
    program = (
        "import logloom.log\nlog = logloom.log.get_logger()\nfor i in range(99): log.info('x')\nraise SystemExit(7)"
    )
    shell = f'"{sys.executable}" -c "$0" | head -c 10 >/dev/null; exit "${{PIPESTATUS[0]}}"'
    piped = subprocess.run(
        ["bash", "-c", shell, program], cwd=tmp_path, env=environ, capture_output=True, check=False, timeout=60
    )
    closed = subprocess.run(
        ["bash", "-c", f'"{sys.executable}" -c "$0" >&-', program],
        cwd=tmp_path,
        env=environ,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (piped.returncode, closed.returncode) == (7, 7)
    assert b"Traceback" not in piped.stderr + closed.stderr


def test_loggers_of_one_descriptor_share_their_run(rules: Rules) -> None:
    """Two factories for one descriptor count together, or the audit would see two runs with gaps."""
    reader, end = os.pipe()
    first, second = (LoggerFactory(rules, end, ENVIRON).get_logger() for _ in range(2))
    first.info("a")
    second.info("b")
    events = [json.loads(line) for line in os.read(reader, 65536).splitlines()]
    os.close(reader)
    os.close(end)
    assert [event["seq"] for event in events] == [events[0]["seq"], events[0]["seq"] + 1]
    assert len({event["run"] for event in events}) == 1


def test_text_streams_get_text(rules: Rules, tmp_path: Any) -> None:
    """A file that was opened for text takes lines, and has each at once."""
    path = tmp_path / "log.jsonl"
    with path.open("w", encoding="utf-8") as file:
        LoggerFactory(rules, file, ENVIRON).get_logger().info("é")
        assert json.loads(path.read_text(encoding="utf-8"))["message"] == "é"


def test_redirected_output_is_followed(
    rules: Rules, make_log: Callable[..., StructuredLogger], capsys: pytest.CaptureFixture[str]
) -> None:
    """Where `sys.stdout` was replaced, lines go to what stands in its place."""
    log = LoggerFactory(rules, None, ENVIRON).get_logger()
    log.info("seen")
    assert json.loads(capsys.readouterr().out)["message"] == "seen"


STUCK = """
import sys, threading, time, logloom.log
class Stream:
    def write(self, line):
        begun.set()
        if threading.current_thread() is not threading.main_thread():
            time.sleep(600)
        sys.stderr.write(line.decode())
    def flush(self):
        pass
class Late:
    def __del__(self):
        log.info("nobody is left")
begun = threading.Event()
log = logloom.log.get_logger(stream=Stream(){queue})
threading.Thread(target=lambda: log.info("never done"), daemon=True).start()
begun.wait()
{last}
"""


def test_a_thread_that_never_comes_back_does_not_keep_the_interpreter_from_its_end() -> None:
    """A daemon thread in the middle of a write holds the lock for ever; an object's last words go on without it."""
    program = STUCK.format(queue="", last="sys.modules['kept'] = Late()")
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, timeout=60)
    assert json.loads(found.stderr)["message"] == "nobody is left"


def test_a_stream_that_stands_still_does_not_hold_up_the_end_of_a_job_with_a_queue() -> None:
    """The end waits for a while, and is given up."""
    program = STUCK.format(queue=", queue='drop_newest'", last="log.job_end()")
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, timeout=60)
    assert found.stderr == b""
