"""Every exception that logloom raises.

LogloomError                a sentence for the user: what is wrong, where, and what to do
├── UsageError              the call itself is wrong (exit code 2)
├── SchemaErrors            the schema file breaks the language; carries all diagnostics
├── RulesError              a rules.json that is not one, or of another version
├── PatternError            a redaction pattern outside the safe language
├── KqlError                a query that does not parse, with the offset
├── RenderError             rendered files differ, or can't be written
├── StoreError              the embedded store: locked, damaged, from a newer version
│   ├── InterruptedQueryError   a question to it was ended, since it took too long or nobody waits for it
│   └── StoreInUseError         another process writes it
├── CommandError            the command of `logloom run` can't be started (exit code 126 or 127)
├── LimitError              a question that takes too long, or one of too many at a time
├── SetupError              the set-up's folder: damaged, locked, or not ours to write
└── ClusterError            a live Elasticsearch did not do what was asked
    ├── UnreachableError    it does not answer, or is too busy (exit code 3)
    │   └── UntrustedError  what answers can't be trusted: waiting does not help
    ├── RightsError         it does not know us, or does not let us (exit code 4)
    └── RefusedError        it is too old, or what was asked would break something there (exit code 5)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = [
    "ClusterError",
    "CommandError",
    "Diagnostic",
    "InterruptedQueryError",
    "KqlError",
    "LimitError",
    "LogloomError",
    "PatternError",
    "RefusedError",
    "RenderError",
    "RightsError",
    "RulesError",
    "SchemaErrors",
    "SetupError",
    "StoreError",
    "StoreInUseError",
    "UnreachableError",
    "UntrustedError",
    "UsageError",
]


class LogloomError(Exception):
    """Base of all errors that logloom tells to a user."""


class UsageError(LogloomError):
    """The command or call was given something that it can't take."""


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One finding in one file.

    Args:
        file: path as the user gave it.
        line: 1-based line.
        column: 1-based column.
        code: stable name of the kind of finding, e.g. ``unknown-field``.
        message: what is wrong, with the value, and what to do.
    """

    file: str
    line: int
    column: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.code}: {self.message}"


class SchemaErrors(LogloomError):  # noqa: N818 - it carries several
    """A schema file breaks the language; all its diagnostics in the order of the file."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(diagnostics))
        super().__init__("\n".join(map(str, self.diagnostics)))


class RulesError(LogloomError):
    """The compiled rules can't be read."""


class PatternError(LogloomError):
    """A redaction pattern is outside the language that is proven safe.

    Args:
        message: what is wrong and what to do.
        offset: 0-based position in the pattern.
    """

    def __init__(self, message: str, offset: int = 0) -> None:
        self.offset = offset
        super().__init__(message)


class KqlError(LogloomError):
    """A query does not parse.

    Args:
        message: what is wrong and what was expected.
        offset: 0-based position in the query's text.
    """

    def __init__(self, message: str, offset: int = 0) -> None:
        self.offset = offset
        super().__init__(message)


class RenderError(LogloomError):
    """Rendered files differ from what is on disk, or can't be written."""


class StoreError(LogloomError):
    """The embedded store can't be opened or used."""


class InterruptedQueryError(StoreError):
    """A question to the embedded store was ended before its answer."""


class StoreInUseError(StoreError):
    """Another process has the embedded store open for writing."""


class LimitError(LogloomError):
    """A question took too long, or too many came at a time."""


class CommandError(LogloomError):
    """A command can't be started.

    Args:
        message: what is wrong and what to do.
        code: what a shell would exit with.
    """

    def __init__(self, message: str, code: int) -> None:
        self.code = code
        super().__init__(message)


class SetupError(LogloomError):
    """The folder of secrets and certificates can't be read, written or trusted."""


class ClusterError(LogloomError):
    """A live Elasticsearch did not do what was asked."""


class UnreachableError(ClusterError):
    """Elasticsearch does not answer, can't be trusted, or is too busy."""


class UntrustedError(UnreachableError):
    """The certificate of what answers is no good, or it speaks no TLS where that was asked for, or the reverse."""


class RightsError(ClusterError):
    """Elasticsearch does not know the user or key, or the user may not do this."""


class RefusedError(ClusterError):
    """Elasticsearch is too old, or what was asked would break something that is there."""
