"""Start: what the environment wishes, and sentry-sdk with the spool below it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from logloom.errors import UsageError
from logloom.faults._crash import crash_envelope, read_crash
from logloom.faults._dsn import Dsn
from logloom.faults._envelope import Redaction
from logloom.faults._report import Reporter
from logloom.faults._sender import Answer, Post, Sender
from logloom.faults._spool import Drops, Limits, Spool
from logloom.faults._watch import Watch

if TYPE_CHECKING:
    from logloom.log import StructuredLogger

__all__ = ["Settings", "connect", "open_spool", "spool_root"]

_FLUSH_SECONDS = 2.0
_NOTHING: dict[str, Any] = {"mode": "off"}
_NO_PERSONAL_DATA: dict[str, Any] = {
    "user_info": False,
    "cookies": _NOTHING,
    "http_headers": {"request": _NOTHING},
    "http_bodies": [],
    "url_query_params": _NOTHING,
    "graphql": {"document": False, "variables": False},
    "gen_ai": {"inputs": False, "outputs": False},
    "database_query_data": False,
    "queues": False,
}


def spool_root(environ: Mapping[str, str]) -> Path:
    """Return the folder of all destinations: `LOGLOOM_SPOOL`, else where a user's programs keep their state.

    Source: XDG Base Directory Specification 0.8, XDG_STATE_HOME.
    """
    named = environ.get("LOGLOOM_SPOOL")
    if named:
        return Path(named)
    home = environ.get("XDG_STATE_HOME") or (f"{environ['HOME']}/.local/state" if environ.get("HOME") else "")
    if home:
        return Path(home, "logloom", "faults")
    return Path(tempfile.gettempdir(), f"logloom-faults-{os.getuid() if hasattr(os, 'getuid') else 'user'}")


class Settings:
    """What the environment says of this process's reports.

    Args:
        environ: the environment variables.
        service: of the logger, where the environment names none.
        name: the first half of the release; the service if not given.
    """

    def __init__(self, environ: Mapping[str, str], service: str, name: str | None) -> None:
        version = environ.get("VERSION")
        self.release = f"{name or environ.get('SERVICE') or service}@{version}" if version else None
        self.environment = environ.get("ENVIRONMENT") or environ.get("SENTRY_ENVIRONMENT")
        self.traces = _share(environ.get("SENTRY_TRACES_SAMPLE_RATE"))
        self.profiles = _share(environ.get("SENTRY_PROFILES_SAMPLE_RATE"))

    @property
    def about(self) -> dict[str, str]:
        """What each event says, where it is known."""
        told = {"release": self.release, "environment": self.environment}
        return {name: value for name, value in told.items() if value}


def _share(text: str | None) -> float:
    try:
        share = float(text or 0.1)
    except ValueError:
        return 0.1
    return share if 0 <= share <= 1 else 0.1


def open_spool(
    dsn: Dsn, root: Path, redaction: Redaction, limits: Limits | None, log: StructuredLogger | None = None
) -> Spool:
    """Return the spool of a destination; crashes of dead processes become events in it, and in the log.

    Args:
        dsn: the destination.
        root: folder of all destinations.
        redaction: by the schema's rules.
        limits: what it may hold.
        log: told of crashes.
    """

    def on_crash(content: bytes, seconds: float) -> None:
        crash = read_crash(content)
        if crash is None:
            return
        spool.put("error", crash.event_id, crash_envelope(crash, redaction, seconds), durable=True)
        if log is not None:
            known = {name: crash.job[name] for name in ("job_id", "rank") if name in crash.job}
            log.error(
                "an earlier process ended in native code: %s",
                crash.title,
                event="exception",
                error_type=crash.title,
                stack_trace=crash.text,
                sentry_event_id=crash.event_id,
                extra={"ended_run": crash.job.get("run")},
                **known,
            )

    spool = Spool(root / dsn.folder, limits, on_crash=on_crash)
    return spool


def connect(reporter: Reporter, environ: Mapping[str, str], name: str | None, limits: Limits | None) -> Watch | None:
    """Start reporting, if the environment says where to; what is wrong there is told in the log.

    Returns:
        What ends it again; None where nothing was started.
    """
    text = environ.get("SENTRY_DSN", "").strip()
    if not text:
        return None
    try:
        dsn = Dsn.parse(text)
    except UsageError as error:
        reporter.log.warning("faults are not reported: %s", error)
        return None
    if find_spec("sentry_sdk") is None:
        reporter.log.warning("faults are not reported: SENTRY_DSN is set; pip install 'logloom[faults]'")
        return None
    settings = Settings(environ, str(reporter.job.get("service", "unknown")), name)
    redaction = Redaction(reporter.log.rules)
    spool = open_spool(dsn, spool_root(environ), redaction, limits, reporter.log)
    sender = Sender(spool, _lazily(dsn), on_drop=lambda count, drops: _tell_drops(reporter.log, count, drops))
    _start_sdk(text, settings, reporter, sender, redaction)
    reporter.sender = sender
    reporter.remember()
    watch = Watch(reporter, settings.about)
    sender.wake()
    return watch


def _lazily(dsn: Dsn) -> Post:
    """Load the HTTP client in the sender's thread, with the first event."""
    made: list[Post] = []

    def post(envelope: bytes) -> Answer:
        if not made:
            from logloom.faults._http import poster  # noqa: PLC0415

            made.append(poster(dsn))
        return made[0](envelope)

    return post


def _tell_drops(log: StructuredLogger, count: int, drops: Drops) -> None:
    reasons = ", ".join(f"{reason} {category}: {number}" for (reason, category), number in sorted(drops.items()))
    log.warning("%d reports of faults were dropped", count, extra={"faults_dropped": count, "reasons": reasons})


def _start_sdk(dsn: str, settings: Settings, reporter: Reporter, sender: Sender, redaction: Redaction) -> None:
    """Start sentry-sdk with nothing in it that watches: breadcrumbs are our events, hooks are ours.

    Source: sentry-sdk 2.75, options; its logging integration alone would triple the cost of a record.
    """
    import sentry_sdk  # noqa: PLC0415 - only where it is used
    from sentry_sdk.integrations.atexit import AtexitIntegration  # noqa: PLC0415
    from sentry_sdk.integrations.dedupe import DedupeIntegration  # noqa: PLC0415

    from logloom.faults._transport import SpoolTransport  # noqa: PLC0415

    options: dict[str, Any] = {"data_collection": _NO_PERSONAL_DATA, "profile_lifecycle": "trace"}
    sentry_sdk.init(
        dsn=dsn,
        transport=SpoolTransport(sender, redaction),
        release=settings.release,
        environment=settings.environment,
        traces_sample_rate=settings.traces,
        profile_session_sample_rate=settings.profiles,
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[AtexitIntegration(callback=lambda _pending, _timeout: None), DedupeIntegration()],
        before_send=reporter.before_send,
        max_breadcrumbs=0,
        auto_session_tracking=False,
        enable_backpressure_handling=False,  # a thread that watches a queue which the spool does not have
        in_app_exclude=["logloom"],
        shutdown_timeout=_FLUSH_SECONDS,
        **options,
    )
    for name in ("service", "job_id", "rank"):
        if name in reporter.job:
            sentry_sdk.get_global_scope().set_tag(name, str(reporter.job[name]))
