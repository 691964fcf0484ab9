"""Alerts and what must make them fire, the same for the embedded store and for ElastAlert 2.

A scenario is a list of events, each with the second at which it is stored, and the firings that a check finds which
looks at all that was stored up to its end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from logloom._moments import iso

__all__ = ["SCENARIOS", "SCHEMA", "START", "Scenario"]

START = datetime(2026, 11, 2, 12, 0, 0)

SCHEMA = """
schema: 1
name: test.alerts
version: 1.0.0
fields:
  event: {type: keyword, enum: [log, text, invalid, job_start, job_end, heartbeat, exception, step]}
  throughput: {type: float, min: 0}
  gpu_memory: {type: float, unit: ratio, min: 0, max: 1}
alerts:
  burst: {title: {en: Many errors, zh: 错误激增}, where: 'level:ERROR', more_than: 10, within: 5m, notify: [wecom]}
  same: {where: 'level:ERROR', by: error_type, more_than: 5, within: 1h, notify: [slack]}
  fresh: {where: 'level:ERROR', new: error_type, by: [service, version], notify: [slack]}
  silent: {by: job_id, silent_for: 10m, after: 'event:job_start', until: 'event:job_end', notify: [wecom]}
  lost: {by: [job_id, rank], lost_for: 5m, after: 'event:job_start', until: 'event:job_end', notify: [wecom]}
  dead: {nothing_for: 15m, notify: [webhook]}
  slow: {average: throughput, by: job_id, within: 10m, falls_to: 0.5, against: 1h, notify: [slack]}
  full: {min: gpu_memory, by: [job_id, rank], above: 0.95, within: 10m, again_after: 4h, notify: [slack]}
notify:
  wecom: {url: '${WECOM_WEBHOOK_URL}', locale: zh}
  slack: {url: '${SLACK_WEBHOOK_URL}'}
  webhook: {url: '${WEBHOOK_URL}'}
  email: {to: '${ALERT_EMAIL}'}
"""


@dataclass(frozen=True)
class Scenario:
    """Events and what fires.

    Args:
        name: of the scenario.
        events: second of storage, and what differs from an INFO event of job ``a``.
        until: second of the check.
        fires: name of the alert, second, and the values of `by`.
    """

    name: str
    events: list[tuple[float, dict[str, Any]]]
    until: float
    fires: list[tuple[str, float, list[Any]]]

    @property
    def expected(self) -> list[tuple[str, float, list[Any]]]:
        """The firings, with seconds as floats."""
        return [(name, float(second), key) for name, second, key in self.fires]

    @property
    def alerts(self) -> set[str]:
        """The alerts that an event of this scenario can touch at all, and those that fire."""
        told = [fields for _, fields in self.events]
        touched = {
            ("burst", "same", "fresh"): any(fields.get("level") not in {None, "INFO"} for fields in told),
            ("silent", "lost"): any(fields.get("event") == "job_start" for fields in told),
            ("slow",): any("throughput" in fields for fields in told),
            ("full",): any("gpu_memory" in fields for fields in told),
        }
        return {name for names, is_so in touched.items() if is_so for name in names} | {each[0] for each in self.fires}

    def documents(self) -> list[dict[str, Any]]:
        """Return the events as they are stored, in order."""
        return [_document(index, second, fields) for index, (second, fields) in enumerate(self.events)]


def at(second: float) -> datetime:
    """Return the time of a second."""
    return START + timedelta(seconds=second)


def _document(index: int, second: float, fields: dict[str, Any]) -> dict[str, Any]:
    """Return a whole document; `late` says by how many seconds it was stored after it happened."""
    stored = at(second)
    late = timedelta(seconds=fields.get("late", 0))
    told = {key: value for key, value in fields.items() if key != "late"}
    return {
        "@timestamp": iso(stored - late),
        "level": "INFO",
        "service": "trainer",
        "version": "1.0.0",
        "job_id": "a",
        "event": "log",
        "run": "0123456789abcdef0123",
        "seq": index,
        "ingested_at": iso(stored),
        **told,
    }


def _errors(seconds: list[float], **fields: Any) -> list[tuple[float, dict[str, Any]]]:
    return [(second, {"level": "ERROR", "error_type": "E", **fields}) for second in seconds]


def _every(step: float, start: float, end: float) -> list[float]:
    return [start + step * index for index in range(int((end - start) / step))]


def _values(field: str, number: float, seconds: list[float], **fields: Any) -> list[tuple[float, dict[str, Any]]]:
    return [(second, {"event": "step", field: number, **fields}) for second in seconds]


_BEGUN = {"event": "job_start"}
_ENDED = {"event": "job_end"}
_ALIVE = {"event": "heartbeat"}
_FRESH = ("fresh", 0.0, ["trainer", "1.0.0", "E"])

SCENARIOS = [
    Scenario(
        "ten errors are not more than ten",
        _errors(_every(10, 0, 100), error_type=None),
        120,
        [("same", second, [None]) for second in (50, 60, 70, 80, 90)],
    ),
    Scenario(
        "the eleventh error fires",
        _errors(_every(10, 0, 110), error_type=None),
        120,
        [("burst", 100, []), *(("same", second, [None]) for second in (50, 60, 70, 80, 90, 100))],
    ),
    Scenario(
        "errors that are spread over more than the window do not fire",
        _errors(_every(40, 0, 480), error_type="E0"),
        500,
        [("fresh", 0, ["trainer", "1.0.0", "E0"]), *(("same", second, ["E0"]) for second in _every(40, 200, 480))],
    ),
    Scenario(
        "exactly the length of the window is outside of it",
        _errors([*_every(1, 0, 10), 300], error_type=None),
        301,
        [("same", second, [None]) for second in (5, 6, 7, 8, 9, 300)],
    ),
    Scenario(
        "each kind of error is counted for itself",
        [
            event
            for second in range(5)
            for event in (*_errors([second], error_type="A"), *_errors([second + 0.5], error_type="B"))
        ]
        + _errors([9], error_type="A"),
        10,
        [
            ("burst", 9, []),
            ("same", 9, ["A"]),
            ("fresh", 0, ["trainer", "1.0.0", "A"]),
            ("fresh", 0.5, ["trainer", "1.0.0", "B"]),
        ],
    ),
    Scenario("warnings are no errors", [(second, {"level": "WARN"}) for second in range(20)], 30, []),
    Scenario(
        "what an edge device sends late counts when it is stored",
        _errors(_every(1, 0, 11), late=86400),
        20,
        [("burst", 10, []), *(("same", second, ["E"]) for second in range(5, 11)), _FRESH],
    ),
    Scenario(
        "a second burst fires again",
        _errors([*_every(1, 0, 11), *_every(1, 4000, 4011)], error_type=None),
        4100,
        [
            ("burst", 10, []),
            ("burst", 4010, []),
            *(("same", second, [None]) for second in (*range(5, 11), *range(4005, 4011))),
            ("dead", 910, []),
        ],
    ),
    Scenario("a known kind of error is not new", _errors([0, 100]), 110, [_FRESH]),
    Scenario(
        "a kind of error is new for each version",
        _errors([0, 100]) + _errors([200], version="1.1.0"),
        210,
        [_FRESH, ("fresh", 200, ["trainer", "1.1.0", "E"])],
    ),
    Scenario(
        "a job that stops talking is silent, then nothing arrives",
        [(0, _BEGUN), (10, {})],
        1000,
        [("silent", 610, ["a"]), ("lost", 310, ["a", None]), ("dead", 910, [])],
    ),
    Scenario(
        "heartbeats are no words, but signs of life",
        [(0, _BEGUN), *((second, _ALIVE) for second in _every(15, 15, 1000))],
        1000,
        [("silent", 600, ["a"])],
    ),
    Scenario("a job that has ended may be silent", [(0, _BEGUN), (60, _ENDED)], 900, []),
    Scenario(
        "a job that begins again is watched again",
        [(0, _BEGUN), (60, _ENDED), (100, _BEGUN), *((second, _ALIVE) for second in _every(15, 115, 800))],
        800,
        [("silent", 700, ["a"])],
    ),
    Scenario(
        "a job that speaks again was silent once",
        [(0, _BEGUN), *((second, _ALIVE) for second in _every(15, 15, 900)), (900, {}), (905, _ENDED)],
        1000,
        [("silent", 600, ["a"])],
    ),
    Scenario("what never began can't fall silent", [(0, {})], 800, []),
    Scenario(
        "the rank that hangs is found among those that live",
        [
            (0, {**_BEGUN, "rank": 0}),
            (1, {**_BEGUN, "rank": 1}),
            *((second, {**_ALIVE, "rank": 0}) for second in _every(15, 15, 500)),
            *((second, {**_ALIVE, "rank": 1}) for second in _every(15, 16, 100)),
        ],
        500,
        [("lost", 376, ["a", 1])],
    ),
    Scenario(
        "throughput that halves is told with what it was",
        _values("throughput", 100.0, _every(60, 0, 3000)) + _values("throughput", 45.0, _every(60, 3001, 3600)),
        3600,
        [("slow", 3600, ["a"])],
    ),
    Scenario("throughput without a past is compared with nothing", _values("throughput", 9.0, [0, 60, 120]), 180, []),
    Scenario(
        "throughput that falls a little is not told",
        _values("throughput", 100.0, _every(60, 0, 3000)) + _values("throughput", 60.0, _every(60, 3001, 3600)),
        3600,
        [],
    ),
    Scenario(
        "memory that is full for the whole window is told",
        _values("gpu_memory", 0.5, [0], rank=0)
        + _values("gpu_memory", 0.97, _every(60, 60, 1500), rank=0)
        + _values("gpu_memory", 0.97, _every(60, 61, 1500), rank=1)
        + _values("gpu_memory", 0.4, [1200], rank=1),
        1500,
        [("full", 1500, ["a", 0])],
    ),
    Scenario(
        "memory that has only begun to be full is not told", _values("gpu_memory", 0.97, _every(60, 0, 500)), 540, []
    ),
    Scenario(
        "a storm is told once for each kind",
        [
            (index / 100, {"level": "ERROR", "error_type": f"E{index % 5}", "message": f"error {index}"})
            for index in range(100)
        ],
        2,
        [
            *(("burst", index / 100, []) for index in range(10, 100)),
            *(("same", index / 100, [f"E{index % 5}"]) for index in range(25, 100)),
            *(("fresh", index / 100, ["trainer", "1.0.0", f"E{index}"]) for index in range(5)),
        ],
    ),
]
