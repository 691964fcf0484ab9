# made by `logloom render` from the schema a.b 1.0.0; edit the schema, not this file.
"""Fields of the events of a.b, for editors and type checkers; nothing here exists at run time.

Put this folder on the type checker's path (mypy: `mypy_path`, pyright: `extraPaths`), then:

    from __future__ import annotations
    from typing import TYPE_CHECKING
    import logloom.log
    if TYPE_CHECKING:
        from logloom_events import Logger

    log: Logger = logloom.log.get_logger()
    log.info("epoch done", event="log", rank=0)  # a wrong name or type is an error, here and now
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Literal, Protocol, TypedDict

from typing_extensions import Unpack

class Fields(TypedDict, total=False):
    service: str
    """The program that speaks, such as a trainer or an inference server."""
    version: str
    """Version of the service."""
    job_id: str
    """One run of one job; all its processes share it."""
    event: Literal['log', 'text', 'invalid', 'job_start', 'job_end', 'heartbeat', 'exception']
    """What kind of event it is."""
    emitted: int
    """How many events the run wrote in all; stands in its job_end."""
    node_ip: str
    """Address of the machine."""
    rank: int
    """Rank of the process within the job."""
    gpu_id: int | Sequence[int]
    """GPUs of the process, as the machine numbers them."""
    environment: str
    """Where it runs, such as production, staging or dev."""
    error_type: str
    """Class of the exception."""
    stack_trace: str
    """Traceback of the exception."""
    trace_id: str
    """The trace that the event belongs to (32 hex digits)."""
    sentry_event_id: str
    """The same fault in Sentry (32 hex digits)."""
    store_bytes: int
    """What the stored events take on disk; `logloom doctor --log` measures it."""
    extra: Mapping[str, object]
    """What has no field of its own."""

class Event(Fields, total=False):
    exc_info: (
        bool | BaseException | tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    )
    """An exception, or True for the one that is being handled: fills `error_type` and `stack_trace`."""

class Logger(Protocol):
    """What `logloom.log.get_logger` returns, with the names and types of this schema."""

    def debug(self, message: object = None, /, *_args: object, **fields: Unpack[Event]) -> None: ...
    def info(self, message: object = None, /, *_args: object, **fields: Unpack[Event]) -> None: ...
    def warning(self, message: object = None, /, *_args: object, **fields: Unpack[Event]) -> None: ...
    def error(self, message: object = None, /, *_args: object, **fields: Unpack[Event]) -> None: ...
    def critical(self, message: object = None, /, *_args: object, **fields: Unpack[Event]) -> None: ...
    def exception(self, message: object = None, /, *_args: object, **fields: Unpack[Event]) -> None: ...
    def job_end(self, message: object = ..., /, *, level: str = ..., **fields: Unpack[Event]) -> None: ...
    def bind(self, /, **fields: Unpack[Fields]) -> Logger: ...
