"""Measure one event through the logger beside its peers; print a table.

All write the same event (time, level, ten fields of context, number, message, twelve fields) to /dev/null. Peers take
turns in short rounds; each figure is the median of a round's CPU time for one call.
"""

from __future__ import annotations

import itertools
import logging
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import orjson
import structlog
from pythonjsonlogger.json import JsonFormatter
from pythonjsonlogger.orjson import OrjsonFormatter

from logloom.log import LoggerFactory
from logloom.schema import compile_rules, load

ROUNDS, CALLS, STARTS = 31, 2000, 15
SCHEMA = Path(__file__).resolve().parent.parent / "schema.yaml"

Call = Callable[..., object]

CONTEXT: dict[str, Any] = {
    "service": "trainer",
    "job_id": "yolofuse-0412",
    "version": "1.4.0",
    "environment": "production",
    "node_ip": "10.0.4.17",
    "rank": 0,
    "gpu_id": [0],
    "run": "6f1ac2b09d8e47f5a3c1",
    "model": "yolofuse",
    "dataset": "scenes",
}


FIELDS = """epoch=3, step=step, batch_size=16, loss=0.2113, learning_rate=0.001, gpu_memory=0.93, gpu_utilization=0.88,
    throughput=412.5, duration_ms=38.8, gpu_temperature=64.0, precision="amp\""""
FEW_FIELDS = "step=step, loss=0.2113"

Loop = Callable[[Call, int], None]


def loop(kind: str, fields: str = FIELDS) -> Loop:
    """Return a function that makes so many calls, written out as a program would: ``info("…", epoch=3, …)``."""
    made: dict[str, Loop] = {}
    exec(f"def run(info, calls):\n  for step in range(calls):\n    info('step done', {kind}, {fields})", {}, made)
    return made["run"]


def empty(message: str, **fields: Any) -> None:
    """Do nothing: what it costs is Python's gathering of twelve keyword arguments."""


def bare(descriptor: int) -> Call:
    """Build the event, serialise it, write it: what a program does that has no logger."""
    write, dumps, number = os.write, orjson.dumps, itertools.count()

    def info(message: str, **fields: Any) -> None:
        now = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        event = {"@timestamp": now, "level": "INFO", **CONTEXT, "seq": next(number), "message": message, **fields}
        write(descriptor, dumps(event) + b"\n")

    return info


def bare_native(descriptor: int) -> Call:
    """Do as `bare`, but leave the time to orjson, which writes microseconds."""
    write, dumps, number = os.write, orjson.dumps, itertools.count()
    options = orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z

    def info(message: str, **fields: Any) -> None:
        now = datetime.now(timezone.utc)
        event = {"@timestamp": now, "level": "INFO", **CONTEXT, "seq": next(number), "message": message, **fields}
        write(descriptor, dumps(event, option=options))

    return info


def through_structlog(path: str) -> Call:
    """Return structlog as its chapter on performance sets it up.

    Source: structlog 26.1, "Performance".
    """
    structlog.configure(
        cache_logger_on_first_use=True,
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(serializer=orjson.dumps),
        ],
        logger_factory=structlog.BytesLoggerFactory(Path(path).open("wb")),  # noqa: SIM115 - as long as the process
    )
    info: Call = structlog.get_logger().bind(**CONTEXT).info
    return info


def through_stdlib(name: str, formatter: logging.Formatter, path: str) -> Call:
    """Return a logger of the standard library with a JSON formatter; fields go by `extra`."""
    handler = logging.StreamHandler(Path(path).open("w", encoding="utf-8"))  # noqa: SIM115 - as long as the process
    handler.setFormatter(formatter)
    logger = logging.Logger(name)
    logger.addHandler(handler)
    number = itertools.count()

    def info(message: str, **fields: Any) -> None:
        logger.info(message, extra={**CONTEXT, "seq": next(number), **fields})

    return info


def through_logloom(descriptor: int, queue: Any = None) -> Any:
    """Return logloom's logger, with redaction and checks as the reference schema has them, and a heart that beats."""
    environ = {name.upper(): str(CONTEXT[name]) for name in ("service", "job_id", "version", "environment", "node_ip")}
    environ |= {"RANK": "0", "CUDA_VISIBLE_DEVICES": "0"}
    environ |= {"LOGLOOM_QUEUE_SIZE": str(CALLS)}
    rules = replace(compile_rules(load(SCHEMA)), sample={"step": 10**9})
    factory = LoggerFactory(rules, descriptor, environ, heartbeat_seconds=1, queue=queue)
    return factory.get_logger().bind(model="yolofuse", dataset="scenes")


def measure(subjects: Mapping[str, tuple[Loop, Call]]) -> dict[str, float]:
    """Return the median CPU time of one call of each, in µs; the rounds of all take turns."""
    times: dict[str, list[float]] = {name: [] for name in subjects}
    for _ in range(ROUNDS):
        for name, (run, call) in subjects.items():
            began = time.process_time()
            run(call, CALLS)
            times[name].append((time.process_time() - began) / CALLS * 1e6)
    return {name: statistics.median(each) for name, each in times.items()}


def measure_queue(run: Loop) -> tuple[float, float]:
    """Return the median CPU time, in µs, of a call in its own thread: with a queue, and of an empty function."""
    log, times = through_logloom(os.open(os.devnull, os.O_WRONLY), "drop_oldest"), []
    for _ in range(ROUNDS):
        both = []
        for call in (log.info, empty):
            began = time.thread_time()
            run(call, CALLS)
            both.append((time.thread_time() - began) / CALLS * 1e6)
            log.error("written when this returns")
        times.append(both)
    put, nothing = (statistics.median(each) for each in zip(*times, strict=True))
    return put, nothing


def measure_imports(*programs: str) -> list[float]:
    """Return the median CPU time that Python takes to run each program, in ms; they take turns."""
    times: list[list[float]] = [[] for _ in programs]
    for _ in range(STARTS):
        for program, each in zip(programs, times, strict=True):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-c", program], check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            each.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1e3)
    return [statistics.median(each) for each in times]


def table(rows: list[tuple[str, str, str, str]]) -> str:
    """Return rows as Markdown."""
    head = ("what", "measured", "against its peer", "bar")
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ("---",) * 4, *rows))


def measure_calls() -> dict[str, float]:
    """Return what one call of logloom and of each peer takes, in µs."""
    descriptor = os.open(os.devnull, os.O_WRONLY)
    log, event = through_logloom(descriptor), loop("event='epoch_end'")
    json = JsonFormatter("%(levelname)s %(message)s", timestamp="@timestamp")
    return measure(
        {
            "logloom": (event, log.info),
            "bare": (event, bare(descriptor)),
            "bare, time by orjson": (event, bare_native(descriptor)),
            "structlog": (loop("kind='epoch_end'"), through_structlog(os.devnull)),
            "python-json-logger": (event, through_stdlib("json", json, os.devnull)),
            "python-json-logger, orjson": (event, through_stdlib("orjson", OrjsonFormatter(), os.devnull)),
            "below the level": (event, log.debug),
            "sampled out, 3 fields": (loop("event='step'", FEW_FIELDS), log.info),
            "sampled out, 12 fields": (loop("event='step'"), log.info),
            "an empty function": (event, empty),
            "an unknown field": (loop("event='epoch_end'", FEW_FIELDS + ", colour='red'"), log.info),
        }
    )


def main() -> int:
    """Measure all, print the table, return 1 where a bar was missed."""
    us, event = measure_calls(), loop("event='epoch_end'")
    (put, put_nothing), (few, _) = (measure_queue(run) for run in (event, loop("event='epoch_end'", FEW_FIELDS)))
    python, logger = measure_imports("pass", "import logloom.log")
    mine = us["logloom"]
    bars = [
        ("bare", mine <= 2 * us["bare"], "≤ 2.0×"),
        ("bare, time by orjson", mine <= 2 * us["bare, time by orjson"], "≤ 2.0×"),
        ("structlog", mine < us["structlog"], "faster"),
        ("python-json-logger", 4 * mine <= us["python-json-logger"], "≥ 4× faster"),
        ("python-json-logger, orjson", True, ""),
    ]
    quiet = [
        (name, us[name] <= 0.25, "≤ 0.25 µs") for name in us if name in {"below the level", "sampled out, 3 fields"}
    ]
    rows = [("one event, logloom", f"{mine:.2f} µs", "", "")]
    rows += [(f"… {name}", f"{us[name]:.2f} µs", f"{mine / us[name]:.2f}×", mark(ok, bar)) for name, ok, bar in bars]
    rows += [(f"a call {name}", f"{us[name]:.3f} µs", "", mark(ok, bar)) for name, ok, bar in quiet]
    beside = f"{put / put_nothing:.2f}× an empty function, {put_nothing:.2f} µs"
    rows.append(("a call with a queue, in the caller", f"{put:.2f} µs", beside, mark(put <= 1, "≤ 1 µs")))
    rows.append(("… with 3 fields", f"{few:.2f} µs", "", ""))
    long, nothing = us["sampled out, 12 fields"], us["an empty function"]
    rows.append(("a call sampled out, 12 fields", f"{long:.3f} µs", f"{long / nothing:.2f}× an empty function", ""))
    rows.append(("an event with an unknown field", f"{us['an unknown field']:.1f} µs", "", ""))
    rows.append(
        (
            "`import logloom.log` over bare Python",
            f"{logger - python:.0f} ms",
            "",
            mark(logger - python <= 60, "≤ 60 ms"),
        )
    )
    print(table(rows))
    return 0 if all(ok for _, ok, _ in [*bars, *quiet]) and logger - python <= 60 and put <= 1 else 1


def mark(is_met: bool, bar: str) -> str:
    """Return a bar, marked where it was missed."""
    return bar if is_met else f"{bar} **missed**"


if __name__ == "__main__":
    sys.exit(main())
