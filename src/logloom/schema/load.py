"""schema.yaml → a checked, immutable Schema, or all its diagnostics at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path

from logloom.errors import Diagnostic, SchemaErrors
from logloom.schema._words import shorten
from logloom.schema._yaml import MAX_BYTES, Node, parse
from logloom.schema.check import check
from logloom.schema.diagnose import validate
from logloom.schema.model import BASE, PYTORCH, Schema

__all__ = ["load", "load_text"]

MAX_CHAIN = 16
_OWN = ("schema", "name", "version", "extends")


def load(path: Path) -> Schema:
    """Read a schema file and what it extends.

    Args:
        path: the file, usually ``schema.yaml``.

    Returns:
        The schema with what it extends merged in.

    Raises:
        SchemaErrors: with all diagnostics, each with file, line and column.
    """
    missing = Diagnostic(str(path), 1, 1, "no-file", "check the path; `logloom init` writes a first schema")
    return load_text(_read(path, missing), str(path))


def load_text(text: str | bytes, file: str = "schema.yaml") -> Schema:
    """Like `load`, for a schema that is at hand as text; relative `extends` start from the folder of `file`.

    Raises:
        SchemaErrors: with all diagnostics, each with file, line and column.
    """
    data = text.encode(errors="surrogatepass") if isinstance(text, str) else text
    root, diagnostics, built_in = _resolve(data, file, ())
    schema, root, found, cuts = validate(root)
    told = {(each.file, each.line, each.column) for each in diagnostics}
    diagnostics += [each for each in found if (each.file, each.line, each.column) not in told]
    if schema is not None:
        diagnostics += check(schema, root, cuts, built_in)
    if diagnostics or schema is None:
        raise SchemaErrors(list(dict.fromkeys(diagnostics)))
    return schema


def _read(path: Path, missing: Diagnostic) -> bytes:
    """Read a file up to what is too much; `missing` says where its name stands, and what to do without it."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"{shorten(str(path), 200)} can't be read ({reason}); {missing.message}"
        raise SchemaErrors([replace(missing, message=message)]) from None


@cache
def _base() -> Node:
    """Return the tree of what logloom itself writes, which every schema extends in the end."""
    root, _ = parse(resources.files("logloom.schema").joinpath("base.yaml").read_bytes(), BASE)
    return root


@cache
def _pytorch() -> Node:
    """Return the tree of the reference schema, over that of the base."""
    path = _reference()
    root, _ = parse(path.read_bytes(), PYTORCH)
    extends = root.get("extends")
    if extends is not None and extends.value == PYTORCH:
        message = f"in a checkout {PYTORCH} is {path}, which can't extend itself; write your schema in another folder"
        raise SchemaErrors([replace(extends.report("extends", message), file=str(path))])
    return merge(_base(), root)


def _reference() -> Path:
    """Return where the reference schema lies: in an installed package, else in the checkout."""
    packaged = Path(__file__).with_name("pytorch.yaml")
    return packaged if packaged.exists() else Path(__file__).parents[3] / "schema.yaml"


def _resolve(data: bytes, file: str, chain: tuple[str, ...]) -> tuple[Node, list[Diagnostic], Node]:
    """Parse a file and lay it over what it extends; return that, what was found, and the built-in at its bottom."""
    root, diagnostics = parse(data, file)
    if not isinstance(root.value, dict):
        message = f"a schema is a mapping that begins with `schema: 1`; here stands {shorten(root.plain())}"
        raise SchemaErrors([*diagnostics, root.report("not-a-mapping", message)])
    version = root.value.get("schema")
    if version is not None and (version.value != 1 or version.value is True):
        message = f"version {shorten(version.plain())} of the schema language, and this logloom reads 1; "
        message += "write `schema: 1`, or install the logloom that wrote it"
        raise SchemaErrors([*diagnostics, version.report("version", message)])
    parent, found, built_in = _parent(root, file, (*chain, file))
    return merge(parent, root), diagnostics + found, built_in


def _parent(root: Node, file: str, chain: tuple[str, ...]) -> tuple[Node, list[Diagnostic], Node]:
    node = root.get("extends")
    if node is None or not isinstance(node.value, str):
        return _base(), [], _base()
    if node.value.startswith("logloom:"):
        built_in = _built_in(node, node.value)
        return built_in, [], built_in
    path = Path(os.path.normpath(Path(file).parent / node.value))
    if str(path) in map(os.path.normpath, chain):
        circle = " -> ".join(map(shorten, [*chain, str(path)]))
        message = f"schemas extend each other in a circle: {circle}; let one of them extend {BASE}"
        raise SchemaErrors([node.report("extends", message)])
    if len(chain) > MAX_CHAIN:
        raise SchemaErrors([node.report("extends", f"more than {MAX_CHAIN} schemas extend each other; join some")])
    return _resolve(_read(path, node.report("no-file", "check the path, which begins at this file")), str(path), chain)


def _built_in(node: Node, name: str) -> Node:
    if name == BASE:
        return _base()
    if name != PYTORCH:
        message = f"there is no built-in schema {shorten(name)}; write `extends: {PYTORCH}` (what a PyTorch job logs, "
        message += f"with dashboards and alerts), `extends: {BASE}` (the core), or the path of a file"
        raise SchemaErrors([node.report("extends", message)])
    return _pytorch()


def merge(parent: Node, child: Node) -> Node:
    """Lay a schema over the one that it extends.

    Mappings are merged name by name, at any depth; lists are replaced, but for `redact`, whose rules are merged by
    their names, the parent's first. `examples` and what says which schema it is belong to each schema alone.
    """
    assert isinstance(parent.value, dict)  # `_resolve` saw to it
    assert isinstance(child.value, dict)
    inherited = {name: node for name, node in parent.value.items() if name not in (*_OWN, "examples")}
    entries = _merge_entries(inherited, child.value)
    if "redact" in inherited and "redact" in child.value:
        entries["redact"] = _merge_redact(inherited["redact"], child.value["redact"])
    return replace(child, value=entries)


def _merge_entries(parent: Mapping[str, Node], child: Mapping[str, Node]) -> dict[str, Node]:
    return {**parent, **{name: _merge_node(parent.get(name), node) for name, node in child.items()}}


def _merge_node(parent: Node | None, child: Node) -> Node:
    if parent is None or not isinstance(parent.value, dict) or not isinstance(child.value, dict):
        return child
    return replace(child, value=_merge_entries(parent.value, child.value))


def _merge_redact(parent: Node, child: Node) -> Node:
    if not isinstance(parent.value, tuple) or not isinstance(child.value, tuple):
        return child
    own = {_rule_name(rule): rule for rule in reversed(child.value) if _rule_name(rule) is not None}
    inherited = [own.get(_rule_name(rule), rule) for rule in parent.value]
    names = {_rule_name(rule) for rule in parent.value} - {None}
    return replace(child, value=(*inherited, *(rule for rule in child.value if _rule_name(rule) not in names)))


def _rule_name(rule: Node) -> object:
    name = rule.get("name")
    return name.value if name is not None and isinstance(name.value, str) else None
