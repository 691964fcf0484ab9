"""The command `logloom`: parses, calls, prints.

Exit codes: 0 all is well; 1 there are findings (a broken schema, files that differ, events that are missing) or
something failed; 2 the call is wrong, or `plan` found what would change; 3 Elasticsearch can't be reached; 4 it does
not allow this; 5 it was refused. Each command imports what it needs when it runs, so that none pays for another.
"""

from logloom.cli._main import main, parser

__all__ = ["main", "parser"]
