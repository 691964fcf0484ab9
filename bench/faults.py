"""Measure what reporting faults costs: a capture beside sentry-sdk's own, a drain, and a training loop without a fault.

Peers take turns. A capture is the CPU time of the calling thread: with the spool the event is redacted and on disk when
it returns, where sentry-sdk has put it into a queue. In the loop a step is some five milliseconds of work; those that
are logged are compared with their neighbours, which are not.
"""

from __future__ import annotations

import contextlib
import gzip
import http.server
import io
import itertools
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sentry_sdk

import logloom.faults
from logloom.faults import Dsn, Limits, poster
from logloom.faults._envelope import unsent
from logloom.faults._sender import Sender
from logloom.faults._spool import Spool
from logloom.log import LoggerFactory
from logloom.rules import Rules

ROUNDS, CALLS = 11, 20
DRAINED = 1000
STEPS, EACH = 4000, 10
STEP_SECONDS = 1 / 200
RULES = Rules.read(Path(__file__).resolve().parent.parent / "deploy" / "rules.json")
ENVIRON = {"JOB_ID": "bench", "SERVICE": "trainer", "VERSION": "1", "NODE_IP": "10.0.0.1"}


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        got: list[bytes] = self.server.got  # type: ignore[attr-defined]
        got.append(gzip.decompress(body))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: Any) -> None:
        pass


@contextlib.contextmanager
def server() -> Iterator[tuple[str, list[bytes]]]:
    """Yield the address of a server that takes everything, and what it took."""
    listener = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    listener.daemon_threads = True
    got: list[bytes] = []
    listener.got = got  # type: ignore[attr-defined]
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    yield f"http://{'a' * 32}@127.0.0.1:{listener.server_port}/1", got
    listener.shutdown()
    listener.server_close()


def fail(depth: int, step: int) -> None:
    """Raise from a stack like a training's."""
    batch, names = list(range(64)), {"epoch": step, "path": f"runs/first/{step}.pt"}
    if depth:
        return fail(depth - 1, step)
    raise ValueError(f"bad batch {step}: {len(batch)} of {len(names)}")


def capture(numbers: Iterator[int]) -> float:
    """Return the CPU time of a capture in the caller, in µs, over some."""
    spent = 0.0
    for step in itertools.islice(numbers, CALLS):
        error = caught(step)
        began = time.thread_time()
        sentry_sdk.capture_exception(error)
        spent += time.thread_time() - began
    return spent / CALLS * 1e6


def caught(step: int) -> ValueError:
    """Return an exception with its traceback."""
    try:
        fail(18, step)
    except ValueError as error:
        return error
    raise AssertionError


def captures(folder: Path) -> tuple[float, float]:
    """Return the median CPU time of a capture with the spool, and of sentry-sdk's own, in µs."""
    numbers = itertools.count()
    mine, theirs = [], []
    with server() as (dsn, _), (folder / "log").open("wb") as stream:
        log = LoggerFactory(RULES, stream, ENVIRON).get_logger()
        environ = {"SENTRY_DSN": dsn, "LOGLOOM_SPOOL": str(folder / "spool"), "VERSION": "1"}
        for _ in range(ROUNDS):
            logloom.faults.init(log, environ=environ, limits=Limits(count=10_000))
            mine.append(capture(numbers))
            logloom.faults.close()
            with contextlib.redirect_stderr(io.StringIO()):
                sentry_sdk.init(dsn=dsn, release="trainer@1")
                theirs.append(capture(numbers))
                sentry_sdk.get_client().close(timeout=2)
    return statistics.median(mine), statistics.median(theirs)


def drain(folder: Path) -> tuple[float, int]:
    """Return at how many events a second a full spool goes out, and how many of them arrived."""
    with server() as (dsn, got):
        spool = Spool(folder / "drain", Limits(count=2 * DRAINED))
        content = b'{"message":"' + b"x" * 20_000 + b'"}'
        for number in range(DRAINED):
            event_id = f"{number:032x}"
            spool.put("error", event_id, unsent({"event_id": event_id}, [({"type": "event"}, content)]))
        sender = Sender(spool, poster(Dsn.parse(dsn)))
        began = time.monotonic()
        sender.flush(10 * DRAINED)
        seconds = time.monotonic() - began
        sender.stop()
        spool.close()
        return DRAINED / seconds, len({body.partition(b"\n")[0][:60] for body in got})


def work(count: int) -> int:
    """Do what a step does: `count` is how much."""
    return sum(number & 7 for number in range(count))


def calibrated() -> int:
    """Return how much work is five milliseconds here."""
    count = 10_000
    began = time.process_time()
    for _ in range(50):
        work(count)
    return int(count * STEP_SECONDS / ((time.process_time() - began) / 50))


def loop(folder: Path) -> float:
    """Return by which share a loop is slower that logs each tenth step and whose faults are reported.

    A step that is logged stands between two that are not: what it takes more than they do is what the event costs, and
    what else the machine does meets all three. Heartbeats and the waiting sender, threads of their own, are added.
    """
    count, spent = calibrated(), []
    with (folder / "train").open("wb") as stream:
        log = LoggerFactory(RULES, stream, ENVIRON, heartbeat_seconds=15.0).get_logger()
        with server() as (dsn, _):  # of no use in the loop, where nothing is sent; its thread would be measured there
            environ = {"SENTRY_DSN": dsn, "LOGLOOM_SPOOL": str(folder / "loop"), "VERSION": "1"}
            logloom.faults.init(log, environ=environ)
            logloom.faults.flush()
        time.sleep(1.0)  # a start, with what its threads load, is once; a training is long
        own, all_threads = time.thread_time(), time.process_time()
        for step in range(STEPS):
            began = time.thread_time()
            if step % EACH == 1:
                log.info("step", event="log", step=step, loss=0.5, learning_rate=1e-3)
            work(count)
            spent.append(time.thread_time() - began)
        own, all_threads = time.thread_time() - own, time.process_time() - all_threads
        logloom.faults.close()
    more = [spent[step] - (spent[step - 1] + spent[step + 1]) / 2 for step in range(1, STEPS, EACH)]
    return statistics.median(more) / EACH / statistics.median(spent) + (all_threads - own) / own


def in_its_own_process(folder: Path) -> str:
    """Return what `loop` says where no thread of sentry-sdk's own transport is left over."""
    command = [sys.executable, __file__, str(folder)]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def import_milliseconds() -> float:
    """Return the CPU time that `import logloom.faults` adds to that of `logloom.log`, in ms."""
    times: dict[str, list[float]] = {"import logloom.log": [], "import logloom.faults": []}
    program = "import time; began = time.process_time(); {}; print(time.process_time() - began)"
    for _ in range(9):
        for statement, spent in times.items():
            command = [sys.executable, "-c", program.format(statement)]
            spent.append(float(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
    log, faults = (statistics.median(each) for each in times.values())
    return (faults - log) * 1e3


def main() -> int:
    """Measure all, print the table, return 1 where a bar was missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mine, theirs = captures(folder)
        rate, arrived = drain(folder)
        slower = float(in_its_own_process(folder)) * 100
    times = f"{mine / theirs:.2f}× sentry-sdk's {theirs:.0f} µs"
    lost = DRAINED - arrived
    rows = [
        ("capture, in the caller", f"{mine:.0f} µs", times, mine <= 1.3 * theirs, "≤ 1.3×"),
        (f"{DRAINED:,} events drained", f"{rate:.1f}/s", f"{lost} lost", rate >= 10 and not lost, "≥ 10/s, 0 lost"),
        ("200 steps/s, each tenth logged", f"{slower:+.2f} %", "the loop without logging", slower <= 0.5, "≤ 0.5 %"),
        ("`import logloom.faults` over `logloom.log`", f"{import_milliseconds():.0f} ms", "", True, ""),
    ]
    print("| what | measured | against its peer | bar |\n| --- | --- | --- | --- |")
    for what, measured, peer, is_met, bar in rows:
        print(f"| {what} | {measured} | {peer} | {bar if is_met else f'{bar} **missed**'} |")
    return 0 if all(is_met for *_, is_met, _ in rows) else 1


if __name__ == "__main__":
    if sys.argv[1:]:
        print(loop(Path(sys.argv[1])))
        sys.exit()
    sys.exit(main())
