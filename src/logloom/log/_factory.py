"""Makes loggers from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from logloom.log._compose import Composer
from logloom.log._environment import facts, local_rank, world_size
from logloom.log._heartbeat import Heartbeat, interval
from logloom.log._locate import find_rules
from logloom.log._logger import Core, StructuredLogger
from logloom.log._streams import open_writer
from logloom.rules import Rules

if TYPE_CHECKING:
    from logloom.log._queue import Full

__all__ = ["LoggerFactory", "get_logger"]

_QUEUE_SIZE = 8192
_IDENTITY = ("service", "job_id", "version")


class LoggerFactory:
    """Finds the rules and opens the stream once; makes loggers that share both, and one run.

    Args:
        rules: compiled rules, or the path of a rules.json or schema.yaml; looked for if not given: `LOGLOOM_RULES`,
            then beside the script and in the folders above it, then the built-in ones.
        stream: a file, or a descriptor; standard output if not given.
        environ: the environment variables.
        heartbeat_seconds: between two heartbeats; 0 for none.
        queue: puts a queue between the calls and the stream, and says what it does when it is full: `block`,
            `drop_oldest` or `drop_newest`. `LOGLOOM_QUEUE_SIZE` events fit, 8192 if that is not set.
    """

    def __init__(
        self,
        rules: Rules | Path | str | None = None,
        stream: IO[Any] | int | None = None,
        environ: Mapping[str, str] = os.environ,
        heartbeat_seconds: float = 0.0,
        queue: Full | None = None,
    ) -> None:
        named = {} if rules is None or isinstance(rules, Rules) else {"LOGLOOM_RULES": os.fspath(rules)}
        found, warning = (rules, None) if isinstance(rules, Rules) else find_rules({**environ, **named})
        self._environ = environ
        self._defaults = dict(found.defaults)
        self._identity: dict[str, Any] = {}
        level = found.levels.get(environ.get("LOGLOOM_LEVEL", "").lower(), found.volume_level)
        writer = open_writer(stream, environ.get("JOB_ID") or self._defaults.get("job_id", "unknown"))
        self._core = Core(Composer(found), writer, level)
        self._use_queue(queue)
        self._join_chorus()
        if heartbeat_seconds and writer.heart is None and "heartbeat" in self._core.composer.events:
            writer.heart = Heartbeat(environ, heartbeat_seconds)
        log = self.get_logger()
        if writer.notice is None:
            writer.notice = log.lost_events
        if self._core.queue is not None:
            self._core.queue.notice = log.dropped_events
        if warning is not None:
            log.warning(warning)

    def _use_queue(self, full: str | None) -> None:
        if not full:
            return
        given = self._environ.get("LOGLOOM_QUEUE_SIZE", "")
        size = int(given) if given.isdecimal() and 0 < int(given) < 10**8 else _QUEUE_SIZE
        from logloom.log._queue import Queue, close_at_exit, flush_on_sigterm, policy  # noqa: PLC0415 - only who asks pays

        self._core.queue = Queue(self._core.writer, policy(full), size)
        close_at_exit(self._core.queue)
        flush_on_sigterm()

    def _join_chorus(self) -> None:
        if local_rank(self._environ) is None or (world_size(self._environ) or 1) == 1:
            return
        from logloom.log._queue import Queue, close_at_exit  # noqa: PLC0415 - only a rank of several pays
        from logloom.log._ranks import HOLD_SECONDS, Chorus  # noqa: PLC0415

        self._core.chorus = chorus = Chorus.of(self._environ, os.getppid())
        if chorus is not None and not chorus.leads:
            self._core.held = Queue(self._core.writer, "block", hold_seconds=HOLD_SECONDS)
            close_at_exit(self._core.held)

    def get_logger(self, /, **context: Any) -> StructuredLogger:
        """Return a logger with the environment's facts and this context, which wins.

        Args:
            context: fields that each of its events has; None leaves a fact as it is. The first `service`, `job_id`
                and `version` that are given hold for later calls too, and for heartbeats.
        """
        given = {name: value for name, value in context.items() if value is not None}
        self._identity = {name: given[name] for name in _IDENTITY if name in given} | self._identity
        told = {**self._defaults, **facts(self._environ), **self._identity}
        known = {name: value for name, value in told.items() if name in self._core.composer.rules.fields}
        log = StructuredLogger(self._core, self._core.composer.plain({**known, **given}))
        if self._core.writer.heart is not None:
            self._core.writer.heart.start(log)
        return log


@lru_cache(maxsize=8)
def _shared(_rules: str | None, _level: str | None) -> LoggerFactory:
    return _from_environment(None, None, None)


def _from_environment(
    rules: Rules | Path | str | None, stream: IO[Any] | int | None, queue: Full | None
) -> LoggerFactory:
    full = queue or cast("Full | None", os.environ.get("LOGLOOM_QUEUE"))
    return LoggerFactory(rules, stream, heartbeat_seconds=interval(os.environ), queue=full)


def get_logger(  # noqa: PLR0913 - named, and all of them may be left out
    *,
    service: str | None = None,
    job_id: str | None = None,
    version: str | None = None,
    rules: Rules | Path | str | None = None,
    stream: IO[Any] | int | None = None,
    queue: Full | None = None,
) -> StructuredLogger:
    """Return a logger for this process. Without arguments the environment says all, or what an earlier call was told.

    Args:
        service: name of the program; `SERVICE` if not given.
        job_id: name of this run of the job; `JOB_ID` or `SLURM_JOB_ID` if not given.
        version: version of the program; `VERSION` if not given.
        rules: as for `LoggerFactory`.
        stream: as for `LoggerFactory`.
        queue: as for `LoggerFactory`; `LOGLOOM_QUEUE` if not given.
    """
    if rules is None and stream is None and queue is None:
        factory = _shared(os.environ.get("LOGLOOM_RULES"), os.environ.get("LOGLOOM_LEVEL"))
    else:
        factory = _from_environment(rules, stream, queue)
    return factory.get_logger(service=service, job_id=job_id, version=version)
