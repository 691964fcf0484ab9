"""The page: what `logloom view` serves, on this machine, from the embedded store."""

from logloom.page._export import export
from logloom.page._server import View, serve
from logloom.page.spec import spec

__all__ = ["View", "export", "serve", "spec"]
