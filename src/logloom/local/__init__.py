"""The embedded store: log files into DuckDB, queries and the audit, on one machine."""

from logloom._audit import Audit, Process
from logloom._table import table
from logloom.local.alerts import Watch, fired, firing_now, firings_of, replayed, utc_now, watch_store
from logloom.local.attempt import try_lines
from logloom.local.audit import audit
from logloom.local.browse import Page, events, values
from logloom.local.follow import Follower
from logloom.local.ingest import IngestReport, Progress, ingest
from logloom.local.panels import Result, dashboard, rows, span, step
from logloom.local.query import Answer, query
from logloom.local.store import Store

__all__ = [
    "Answer",
    "Audit",
    "Follower",
    "IngestReport",
    "Page",
    "Process",
    "Progress",
    "Result",
    "Store",
    "Watch",
    "audit",
    "dashboard",
    "events",
    "fired",
    "firing_now",
    "firings_of",
    "ingest",
    "query",
    "replayed",
    "rows",
    "span",
    "step",
    "table",
    "try_lines",
    "utc_now",
    "values",
    "watch_store",
]
