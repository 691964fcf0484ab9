"""Makes loggers from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from logloom.log._compose import Composer
from logloom.log._environment import facts
from logloom.log._heartbeat import Heartbeat, interval
from logloom.log._locate import find_rules
from logloom.log._logger import Core, StructuredLogger
from logloom.log._streams import open_writer
from logloom.rules import Rules

__all__ = ["LoggerFactory", "get_logger"]

_IDENTITY = ("service", "job_id", "version")


class LoggerFactory:
    """Finds the rules and opens the stream once; makes loggers that share both, and one run.

    Args:
        rules: compiled rules, or the path of a rules.json or schema.yaml; looked for if not given: `LOGLOOM_RULES`,
            then beside the script and in the folders above it, then the built-in ones.
        stream: a file, or a descriptor; standard output if not given.
        environ: the environment variables.
        heartbeat_seconds: between two heartbeats; 0 for none.
    """

    def __init__(
        self,
        rules: Rules | Path | str | None = None,
        stream: IO[Any] | int | None = None,
        environ: Mapping[str, str] = os.environ,
        heartbeat_seconds: float = 0.0,
    ) -> None:
        named = {} if rules is None or isinstance(rules, Rules) else {"LOGLOOM_RULES": os.fspath(rules)}
        found, warning = (rules, None) if isinstance(rules, Rules) else find_rules({**environ, **named})
        self._environ = environ
        self._defaults = dict(found.defaults)
        self._identity: dict[str, Any] = {}
        level = found.levels.get(environ.get("LOGLOOM_LEVEL", "").lower(), found.volume_level)
        writer = open_writer(stream, environ.get("JOB_ID") or self._defaults.get("job_id", "unknown"))
        self._core = Core(Composer(found), writer, level)
        if heartbeat_seconds and writer.heart is None and "heartbeat" in self._core.composer.events:
            writer.heart = Heartbeat(environ, heartbeat_seconds)
        log = self.get_logger()
        if writer.notice is None:
            writer.notice = log.lost_events
        if warning is not None:
            log.warning(warning)

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
    return LoggerFactory(heartbeat_seconds=interval(os.environ))


def get_logger(
    *,
    service: str | None = None,
    job_id: str | None = None,
    version: str | None = None,
    rules: Rules | Path | str | None = None,
    stream: IO[Any] | int | None = None,
) -> StructuredLogger:
    """Return a logger for this process. Without arguments the environment says all, or what an earlier call was told.

    Args:
        service: name of the program; `SERVICE` if not given.
        job_id: name of this run of the job; `JOB_ID` or `SLURM_JOB_ID` if not given.
        version: version of the program; `VERSION` if not given.
        rules: as for `LoggerFactory`.
        stream: as for `LoggerFactory`.
    """
    if rules is None and stream is None:
        factory = _shared(os.environ.get("LOGLOOM_RULES"), os.environ.get("LOGLOOM_LEVEL"))
    else:
        factory = LoggerFactory(rules, stream, heartbeat_seconds=interval(os.environ))
    return factory.get_logger(service=service, job_id=job_id, version=version)
