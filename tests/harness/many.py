"""A store of many events, made within it: what jobs of four ranks say, eight at a time, in the order of time."""

from __future__ import annotations

from datetime import datetime, timedelta

from logloom.local import Store

RANKS = 4
_LANES = 8  # jobs at a time
_FAULTS = "['ValueError', 'OSError', 'RuntimeError', 'torch.OutOfMemoryError', 'KeyError'][1 + mixed // 500 % 5]"
_FAULTY = "event IN ('exception', 'oom')"
_TOLD = "event IN ('job_start', 'epoch_end')"
_STEPPED = "event IN ('step', 'epoch_end')"

_COLUMNS = {
    "_id": "run || '-' || seq",
    '"@timestamp"': "moment",
    "ingested_at": "moment + to_milliseconds(40 + i % 900 + CASE WHEN job % 5 = 0 THEN 50 ELSE 0 END)",
    "level": f"CASE WHEN {_FAULTY} THEN 'ERROR' WHEN event = 'text' AND i % 5 = 0 THEN 'WARN' ELSE 'INFO' END",
    "service": "CASE WHEN job % 5 = 0 THEN 'server' ELSE 'trainer' END",
    "version": "'1.4.' || (job // 40)",
    "job_id": "'yolofuse-' || lpad(job::VARCHAR, 5, '0')",
    "event": "event",
    "run": "run",
    "seq": "seq",
    "rank": "rank",
    "node_ip": "'10.0.' || lane || '.' || (rank // 2 + 1)",
    "gpu_id": "[rank]",
    "environment": "'production'",
    "model": f"CASE WHEN {_TOLD} THEN 'yolofuse-' || ['n', 's', 'm', 'l'][1 + job % 4] END",
    "dataset": f"CASE WHEN {_TOLD} THEN ['day', 'night'][1 + job % 2] END",
    "batch_size": "CASE WHEN event = 'job_start' THEN 16 << (job % 3) END",
    "gpu_count": "CASE WHEN event = 'job_start' THEN 4 END",
    "precision": "CASE WHEN event = 'job_start' THEN 'bf16' END",
    "epoch": "CASE WHEN event IN ('step', 'epoch_end', 'checkpoint') THEN seq // 100 END",
    "step": "CASE WHEN event IN ('step', 'heartbeat') THEN seq * 10 END",
    "loss": f"CASE WHEN {_STEPPED} THEN round(2 / (1 + seq / 500) + chance / 10, 4) END",
    "learning_rate": "CASE WHEN event = 'step' THEN 1e-3 * (1 - seq / length) END",
    "map50": "CASE WHEN event = 'epoch_end' THEN round(0.7 - 0.6 / (1 + seq / 500), 4) END",
    "throughput": f"CASE WHEN {_STEPPED} THEN round(380 + job % 60 + chance * 20, 1) END",
    "duration_ms": "CASE event WHEN 'step' THEN round(90 + rank + chance * 30, 1) WHEN 'checkpoint' THEN 812.5"
    " WHEN 'epoch_end' THEN 182400 + i % 5000 WHEN 'job_end' THEN length * 1000 END",
    "gpu_memory": "CASE WHEN event IN ('step', 'oom') THEN round(0.6 + (job % 7) / 20 + chance / 50, 3) END",
    "gpu_utilization": "CASE WHEN event = 'step' THEN round(0.8 + rank / 50 + chance / 10, 3) END",
    "gpu_temperature": "CASE WHEN event = 'step' THEN 60 + i % 16 END",
    "gpu_power": "CASE WHEN event = 'step' THEN round(280 + chance * 40, 1) END",
    "store_bytes": "CASE WHEN i % 5003 = 0 THEN i * 130 END",
    "error_type": f"CASE WHEN event = 'oom' THEN 'torch.OutOfMemoryError' WHEN event = 'exception' THEN {_FAULTS} END",
    "sentry_event_id": f"CASE WHEN {_FAULTY} THEN md5((job * 5 + mixed // 500 % 5)::VARCHAR) END",
    "stack_trace": f"CASE WHEN {_FAULTY} THEN 'Traceback (most recent call last): line ' || mixed % 500 END",
    "emitted": "CASE WHEN event = 'job_end' THEN length END",
    "message": "CASE event WHEN 'step' THEN 'step ' || seq * 10 WHEN 'heartbeat' THEN 'alive'"
    " WHEN 'text' THEN 'UserWarning: the loader waits for worker ' || i % 8"
    " WHEN 'exception' THEN 'a scene was left out: scene ' || mixed"
    " WHEN 'oom' THEN 'CUDA out of memory. Tried to allocate ' || mixed % 2000 || ' MiB'"
    " ELSE event || ' of ' || job END",
    "violations": "CASE WHEN i % 1009 = 0 THEN ['batch_size: not an integer'] END",
    "extra": """CASE WHEN i % 1009 = 0 THEN '{"batch_size": "64"}' END""",
}
_EVENT = """CASE
    WHEN seq = 0 THEN 'job_start'
    WHEN seq = length - 1 THEN CASE WHEN job % 17 > 0 THEN 'job_end' ELSE 'oom' END
    WHEN seq % 100 = 99 THEN 'epoch_end'
    WHEN seq % 500 = 100 THEN 'checkpoint'
    WHEN seq % 25 = 7 THEN 'heartbeat'
    WHEN seq % 50 = 13 THEN 'log'
    WHEN seq % 50 = 23 THEN 'text'
    WHEN mixed % 500 = 0 THEN 'exception'
    ELSE 'step' END"""


def fill(store: Store, events: int, end: datetime, *, days: float = 7, jobs: int = 96) -> None:
    """Store so many events of so many jobs, the last of them just before the end; eight jobs are still at it.

    Args:
        store: open for writing, of the reference schema.
        events: to store.
        end: UTC, without a zone.
        days: from the first event to the last.
        jobs: about how many there are.
    """
    length = max(2, events // (jobs * RANKS))
    lead = length // _LANES  # one lane is ahead of the next
    step_ms = max(1, int(days * 86_400_000 / events))
    first = (end - timedelta(milliseconds=step_ms * events)).isoformat()
    source = f"""
        SELECT *, {_EVENT} AS event FROM (
            SELECT *, substr(md5(job || '/' || rank), 1, 20) AS run, (hash(i) % 1000003)::BIGINT AS mixed,
                   mixed / 1000003 AS chance, TIMESTAMP '{first}' + to_milliseconds(i * {step_ms}) AS moment FROM (
                SELECT i, {length} AS length, i % {RANKS} AS rank, i // {RANKS} % {_LANES} AS lane,
                       i // {RANKS * _LANES} + lane * {lead} AS nth,
                       lane + {_LANES} * (nth // {length}) AS job, nth % {length} AS seq
                FROM range({events}) AS numbers(i)))"""
    store.rows(f"INSERT INTO events ({', '.join(_COLUMNS)}) SELECT {', '.join(_COLUMNS.values())} FROM ({source})")
    store.rows("CHECKPOINT")
