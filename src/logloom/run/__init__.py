"""`logloom run`: any command, its output passed on and kept, and the folder `.logloom` that it is kept in."""

from logloom.run._home import Held, Home, Page, Run, read_held
from logloom.run._page import opened_with

__all__ = ["Held", "Home", "Page", "Run", "opened_with", "read_held"]
