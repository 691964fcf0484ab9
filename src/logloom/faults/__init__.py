"""Faults of a job, told to a server of the Sentry protocol, through a spool that survives what kills the job.

import logloom.faults
logloom.faults.init()
with logloom.faults.guard(model=options):
    train()

Without `SENTRY_DSN` in the environment everything works, and nothing is loaded, spooled or sent.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib import import_module
from typing import TYPE_CHECKING, Any

import logloom.log
from logloom.faults._inference import Span, silent, traced
from logloom.faults._report import Fault, Reporter
from logloom.faults._spool import Limits
from logloom.faults._start import connect
from logloom.faults._watch import Watch

if TYPE_CHECKING:
    from logloom.faults._dsn import Dsn
    from logloom.faults._http import poster
    from logloom.faults._manage import Sent, Stored, purge, send, stored
    from logloom.faults._start import spool_root
    from logloom.log import StructuredLogger

__all__ = [
    "Dsn",
    "Limits",
    "Sent",
    "Span",
    "Stored",
    "close",
    "flush",
    "guard",
    "inference",
    "init",
    "is_active",
    "poster",
    "purge",
    "report",
    "send",
    "spool_root",
    "stored",
]

_LATER = {
    "Dsn": "_dsn",
    "Sent": "_manage",
    "Stored": "_manage",
    "poster": "_http",
    "purge": "_manage",
    "send": "_manage",
    "spool_root": "_start",
    "stored": "_manage",
}


def __getattr__(name: str) -> Any:
    """Load what looks at the spool from outside only for those who do."""
    if name in _LATER:
        return getattr(import_module(f"logloom.faults.{_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


_running: list[tuple[Reporter, Watch | None]] = []


def init(
    log: StructuredLogger | None = None,
    *,
    name: str | None = None,
    model: object = None,
    limits: Limits | None = None,
    environ: Mapping[str, str] = os.environ,
) -> bool:
    """Report this process's faults from now on. What is wrong with the environment is told in the log, never raised.

    `SENTRY_DSN` says where to, `ENVIRONMENT` and `VERSION` what runs; `SENTRY_TRACES_SAMPLE_RATE` and
    `SENTRY_PROFILES_SAMPLE_RATE` (0.1) how many transactions and profiles are kept; `LOGLOOM_SPOOL` where events wait;
    `KIBANA_URL` where their job's log can be seen.

    Args:
        log: gets an event for each fault; `logloom.log.get_logger()` if not given.
        name: the release is ``name@VERSION``; the service's name if not given.
        model: the model's configuration, told with each fault: a mapping, a dataclass, an object's attributes.
        limits: what the spool may hold: 1,000 events, 64 MiB, 30 days if not given.
        environ: the environment variables.

    Returns:
        Whether faults are reported.
    """
    close()
    reporter = Reporter(log or logloom.log.get_logger(), model, environ)
    watch = connect(reporter, environ, name, limits)
    _running.append((reporter, watch))
    return watch is not None


def report(
    error: BaseException | None = None,
    message: str | None = None,
    *,
    kind: str | None = None,
    log: StructuredLogger | None = None,
    model: object = None,
    **fields: Any,
) -> str | None:
    """Tell of a fault: in the log, and, where faults are reported, in Sentry; each has the other's ids. Never raises.

    Args:
        error: what was raised; an exception that was reported before is not told again.
        message: what happened, in words; what the error says if not given.
        kind: gpu_oom, gpu_error, nan_loss, loader_death, nccl_timeout or sigterm; found out if not given.
        log: in the place of the one of `init`.
        model: configuration, beside that of `init`.
        fields: of the log event; `event` is ``oom`` or ``exception`` unless it is given.

    Returns:
        The id of the event in Sentry.
    """
    return _reporter(log).report(Fault(error, message, kind, model, fields), log)


@contextmanager
def guard(*, model: object = None, **fields: Any) -> Iterator[None]:
    """Report what is raised inside, and raise it again.

    Args:
        model: configuration, beside that of `init`.
        fields: of the log event.
    """
    try:
        yield
    except Exception as error:
        report(error, model=model, **fields)
        raise


def inference(shape: Sequence[int]) -> AbstractContextManager[Span]:
    """Record one inference as a transaction, with `inference_time_ms` and the tag `input_resolution`.

    What runs on a GPU is finished when its result was read: read it inside.

    Args:
        shape: of the RGB image or batch: [H, W, C], [C, H, W], [N, C, H, W].
    """
    return traced(shape) if is_active() else nullcontext(silent)


def flush(timeout: float = 2.0) -> bool:
    """Wait until all is sent, at most so many seconds; return whether it was. What is not sent is kept."""
    sender = _running[-1][0].sender if _running else None
    return sender.flush(timeout) if sender is not None else True


def is_active() -> bool:
    """Return whether faults are reported."""
    return bool(_running) and _running[-1][1] is not None


def close() -> None:
    """End reporting, after a bounded flush; what is not sent waits for the next process."""
    for reporter, watch in _running:
        if watch is not None:
            watch.close()
        if reporter.sender is not None:
            import sentry_sdk  # noqa: PLC0415 - only where it is used

            sentry_sdk.get_client().close()
    _running.clear()


def _reporter(log: StructuredLogger | None) -> Reporter:
    return _running[-1][0] if _running else Reporter(log or logloom.log.get_logger())
