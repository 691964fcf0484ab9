"""The embedded store: log files into DuckDB, queries and the audit, on one machine."""

from logloom._audit import Audit, Process
from logloom._table import table
from logloom.local.attempt import try_lines
from logloom.local.audit import audit
from logloom.local.ingest import IngestReport, Progress, ingest
from logloom.local.query import Answer, query
from logloom.local.store import Store

__all__ = [
    "Answer",
    "Audit",
    "IngestReport",
    "Process",
    "Progress",
    "Store",
    "audit",
    "ingest",
    "query",
    "table",
    "try_lines",
]
