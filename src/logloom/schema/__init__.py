"""From schema.yaml to a checked, immutable Schema, and to the rules that it compiles to."""

from logloom.schema.compile import compile_alerts, compile_routes, compile_rules
from logloom.schema.load import load, load_text
from logloom.schema.model import Schema

__all__ = ["Schema", "compile_alerts", "compile_routes", "compile_rules", "load", "load_text"]
