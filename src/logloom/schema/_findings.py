"""What the checks of a whole schema share: the schema, its tree, and the diagnostics found so far."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from logloom.errors import Diagnostic, KqlError
from logloom.schema._words import nearest, shorten
from logloom.schema._yaml import Node
from logloom.schema.diagnose import Cuts, Path
from logloom.schema.kql import check as check_query
from logloom.schema.kql import parse as parse_query
from logloom.schema.model import FieldSpec, Schema

__all__ = ["Findings"]

_VIOLATIONS = FieldSpec(type="keyword", array=True, cardinality="medium")
_MAX_HINTS = 100


def _is_built_in(node: Node) -> bool:
    return node.file.startswith("logloom:")


class Findings:
    """Collects diagnostics, and looks up names so that an unknown one is always told in the same way.

    Args:
        schema: what is left of the schema once what does not fit is cut out.
        root: the tree that it was made of.
        cuts: what was cut out; it is told already.
    """

    def __init__(self, schema: Schema, root: Node, cuts: Cuts) -> None:
        self.schema = schema
        self.cuts = cuts
        self.diagnostics: list[Diagnostic] = []
        self._root = root
        self._aliases = {alias: name for name, spec in schema.fields.items() for alias in spec.aliases}
        self._cut_fields = cuts.names("fields")

    def add(self, path: Path, code: str, message: str, *, at_key: bool = False, offset: int = 0) -> None:
        """Note a diagnostic at a path, or at the nearest thing around it that stands in a file.

        Nobody can edit a built-in schema: what breaks there is told at the nearest thing of the user's own.
        """
        node = self.node(path)
        if _is_built_in(node):
            message = f"{message} ({'.'.join(map(str, path))} of {node.file})"
            node, at_key, offset = self._own(path), True, 0
        self.diagnostics.append(node.report(code, message, at_key=at_key, offset=offset))

    def inherited(self, path: Path) -> bool:
        """Whether what stands at a path comes whole from a built-in schema."""
        return _is_built_in(self.node(path))

    def _own(self, path: Path) -> Node:
        """Return the nearest thing around a path that a user wrote, at the least the line of `extends`."""
        around = (self.node(path[:length]) for length in range(len(path) - 1, 0, -1))
        return next((node for node in around if not _is_built_in(node)), self.node(("extends",)))

    def add_to_field(self, name: str, attribute: str, code: str, message: str) -> None:
        """Note a diagnostic at an attribute of a field; at the field, where the attribute is inherited.

        What was right in the schema that is extended is wrong by what this one says of the field.
        """
        path: Path = ("fields", name)
        inherited = self.node((*path, attribute)).file != self.node(path).file
        self.add(path if inherited else (*path, attribute), code, message, at_key=inherited)

    def take_as(self, name: str, spec: FieldSpec) -> None:
        """Hold the rest of the schema to another spec of a field than its own, of which enough is told."""
        self.schema = self.schema.model_copy(update={"fields": MappingProxyType({**self.schema.fields, name: spec})})

    def node(self, path: Path) -> Node:
        """Return the node at a path, or the nearest one around it."""
        node = self._root
        for step in path:
            inner = node.get(step)
            if inner is None:
                break
            node = inner
        return node

    def touched(self, path: Path) -> bool:
        """Whether something was cut out of what stands at this path."""
        return self.cuts.touched(self.node(path))

    def field(self, path: Path, name: str) -> FieldSpec | None:
        """Return the field of this name, or note that there is none."""
        if name == "violations":
            return _VIOLATIONS
        spec = self.schema.fields.get(name)
        if spec is None and name not in self._cut_fields:
            self._unknown_field(path, name)
        return spec

    def _unknown_field(self, path: Path, name: str) -> None:
        if name in self._aliases:
            message = f"{shorten(name)} is an alias; write the field's own name, {self._aliases[name]!r}"
        else:
            message = f"there is no field {shorten(name)}{self.hint(name, self.schema.fields)}"
        self.add(path, "unknown-field", message)

    def known(self, path: Path, kind: str, name: str, names: Iterable[str], *, at_key: bool = False) -> bool:
        """Whether a name is one of these; note it if not.

        Args:
            path: where the name stands.
            kind: what is named: ``query``, ``route``, ``event``.
            name: the name.
            names: those that there are.
            at_key: the name is a key.
        """
        names = list(names)
        if name in names:
            return True
        message = f"there is no {kind} {shorten(name)}{self.hint(name, names)}"
        self.add(path, f"unknown-{kind}", message, at_key=at_key)
        return False

    def hint(self, name: str, names: Iterable[str]) -> str:
        """Return `; did you mean 'x'?`, as long as that is still of use: looking is slow."""
        return nearest(name, names) if len(self.diagnostics) < _MAX_HINTS else ""

    def query(self, path: Path, text: str | None) -> None:
        """Check a query in Kibana's query language."""
        if text is None:
            return
        try:
            node = parse_query(text)
        except KqlError as error:
            self.add(path, "query", f"this is no KQL: {error}", offset=error.offset)
            return
        if any(name in text for name in self._cut_fields):
            return
        for problem in check_query(node, self.schema, ranges=True):
            self.add(path, f"query-{problem.code}", problem.message, offset=problem.offset)
