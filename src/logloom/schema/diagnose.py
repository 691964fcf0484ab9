"""Validate the merged tree against the model, and say what is wrong in the words of the language."""

from __future__ import annotations

from logloom.errors import Diagnostic
from logloom.schema._yaml import Node
from logloom.schema.model import Schema
from pydantic import ValidationError

def validate(root: Node) -> tuple[Schema | None, list[Diagnostic], frozenset[str]]:
    try:
        return Schema.model_validate(root.plain()), [], frozenset()
    except ValidationError as error:
        out = []
        for e in error.errors():
            node = root
            for step in e["loc"]:
                n = node.get(step)
                if n is None: break
                node = n
            out.append(node.report("x", f"{e['loc']} {e['msg']}"))
        return None, out, frozenset()
