"""Hold the tree of a file to the model, and say what is wrong in the words of the language.

Pydantic finds what does not fit; what it says is about Python. Here each of its findings gets its place in the file,
the value, and what to write instead. What does not fit is then cut out, so that the rest can still be checked and all
that is wrong with a file is told at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import ValidationError

from logloom.errors import Diagnostic
from logloom.schema import _forms, model
from logloom.schema._words import nearest, one_of, shorten
from logloom.schema._yaml import Node
from logloom.schema.model import Schema

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

__all__ = ["Cuts", "Path", "validate"]

Path = tuple[str | int, ...]
"""Where a value stands in the schema: ``("fields", "loss", "min")``."""


@dataclass
class Cuts:
    """What was cut out of a tree since it does not fit, so that what refers to it is not blamed as well.

    Args:
        paths: what went, a whole field or query among it.
        places: (file, line, column) of the parts that something was cut out of.
    """

    paths: set[Path] = field(default_factory=set)
    places: set[tuple[str, int, int]] = field(default_factory=set)

    def names(self, section: str) -> set[str]:
        """Return the names of the entries of a section that were cut out whole."""
        return {str(path[1]) for path in self.paths if len(path) == 2 and path[0] == section}

    def touched(self, node: Node) -> bool:
        """Whether something was cut out of this part."""
        return (node.file, node.line, node.column) in self.places

    def note(self, root: Node, path: Path) -> None:
        """Remember what is about to be cut out of a tree."""
        around = _at(root, path[:-1])
        self.paths.add(path)
        self.places.add((around.file, around.line, around.column))


_NOUNS: dict[type[model.Part], str] = {
    Schema: "a schema",
    model.Stack: "`stack`",
    model.FieldSpec: "a field",
    model.Levels: "`levels`",
    model.Volume: "`volume`",
    model.RedactRule: "a redaction rule",
    model.Rollover: "`rollover`",
    model.Retention: "`retention`",
    model.Query: "a query",
    model.Percentile: "a percentile",
    model.Jobs: "`jobs`",
    model.Panel: "a panel",
    model.Dashboard: "a dashboard",
    model.Alert: "an alert",
    model.Notify: "a route",
    model.Example: "an example",
}
_KINDS = {
    "string_type": "text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "mapping_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}
_BOUNDS = {
    "greater_than": ("gt", "more than"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "less than"),
    "less_than_equal": ("le", "at most"),
}
_SYNONYMS = {
    **dict.fromkeys(("string", "str", "enum", "ip", "uuid"), "keyword"),
    **dict.fromkeys(("int", "long", "short", "byte", "uint"), "integer"),
    **dict.fromkeys(("double", "number", "real", "half_float", "decimal"), "float"),
    **dict.fromkeys(("date", "datetime", "time", "date_nanos"), "timestamp"),
    "bool": "boolean",
    "WARNING": "WARN",
    "FATAL": "CRITICAL",
    "pie": "donut",
    "number": "metric",
    "gauge": "metric",
    "logs": "events",
    "list": "events",
}
_FORMS = {
    _forms.FIELD_NAME: "a field's name: small letters, digits and `_`, a letter first",
    _forms.NAME: "a name: small letters, digits and `_`, a letter first",
    _forms.SPAN: "a length of time; write it like 30s, 5m, 1h or 30d",
    _forms.SIZE: "a size; write it like 500mb or 50gb",
    _forms.ENV_REFERENCE: "an environment variable; addresses and secrets never stand in a schema: "
    "write '${LIKE_THIS}' and set it where the job runs",
    _forms.ELASTIC_VERSION: "a version of Elastic 9; write it like 9.4.3",
    _forms.NAMESPACE: "a namespace: small letters, digits, `_` and `.`",
    _forms.ECS_NAME: "a name of the Elastic Common Schema; write it like error.type",
    _forms.DATA_SET: "a data set's name: small letters, digits, `_` and `.`, like pytorch.trainer",
    _forms.VERSION: "a version; write it like 1.0.0",
}
_STAND_INS: dict[str, str | int] = {"schema": 1, "name": "unnamed", "version": "0.0.0"}
_ROUNDS = 6


def validate(root: Node) -> tuple[Schema | None, Node, list[Diagnostic], Cuts]:
    """Make the model of a tree.

    Args:
        root: a mapping, with what it extends merged in.

    Returns:
        The schema without what does not fit (None where too little is left), the tree that it was made of, the
        diagnostics, and what was cut out.
    """
    found: list[Diagnostic] = []
    cuts = Cuts()
    root = _without_inner_names(root, found)
    for attempt in range(_ROUNDS):
        schema, errors = _attempt(root)
        if schema is not None:
            return schema, root, found, cuts
        groups = _grouped(root, errors)
        if attempt == 0:  # what comes later follows from what was cut
            found += [_diagnostic(root, path, group) for path, group in groups.items()]
        for path in sorted(map(_to_cut, groups.items()), key=_cut_order):
            cuts.note(root, path)
            root = _repair(root, path)
    return None, root, found, cuts


def _attempt(root: Node) -> tuple[Schema | None, list[ErrorDetails]]:
    try:
        return Schema.model_validate(root.plain()), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def _without_inner_names(root: Node, found: list[Diagnostic]) -> Node:
    """Refuse `schema_version`, the model's own name for `schema`, which pydantic would take as well."""
    node = root.get("schema_version")
    if node is not None:
        found.append(node.report("unknown-key", "'schema_version' is no part of a schema; write 'schema'", at_key=True))
        root = _cut(root, ("schema_version",))
    return root


def _grouped(root: Node, errors: list[ErrorDetails]) -> dict[Path, list[ErrorDetails]]:
    """Gather the errors of each value: of a value that may be of several types, each type tells its own."""
    groups: dict[Path, list[ErrorDetails]] = {}
    for error in errors:
        path = _path(root, error["loc"])
        if error["type"] == "missing":
            path = (*path, error["loc"][-1])
        groups.setdefault(path, []).append(error)
    inner = {path[:-1] for path in groups}
    return {path: group for path, group in groups.items() if path not in inner or group[0]["type"] not in _KINDS}


def _path(root: Node, loc: tuple[int | str, ...]) -> Path:
    """Return the steps of pydantic's location that are in the tree; the others name types of a union."""
    path: list[str | int] = []
    node = root
    for step in loc:
        inner = node.get(step)
        if inner is not None:
            path.append(step)
            node = inner
    return tuple(path)


def _at(root: Node, path: Path) -> Node:
    node = root
    for step in path:
        node = node.get(step) or node
    return node


def _to_cut(group: tuple[Path, list[ErrorDetails]]) -> Path:
    """What goes: the value itself, or where something is missing, what it is missing from."""
    path, errors = group
    return path[:-1] if errors[0]["type"] == "missing" and len(path) > 1 else path


def _cut_order(path: Path) -> tuple[tuple[bool, int, str], ...]:
    """Later items of a list are cut before earlier ones, whose place would change otherwise."""
    return tuple((isinstance(step, int), -step if isinstance(step, int) else 0, str(step)) for step in path)


def _repair(root: Node, path: Path) -> Node:
    """Cut out what stands at a path; what no schema can lack gets a stand-in."""
    if len(path) == 1 and path[0] in _STAND_INS:
        return _with(root, path[0], replace(root, value=_STAND_INS[str(path[0])]))
    return _cut(root, path)


def _cut(node: Node, path: Path) -> Node:
    inner = node.get(path[0])
    if inner is None:
        return node
    return _with(node, path[0], _cut(inner, path[1:]) if path[1:] else None)


def _with(node: Node, step: str | int, inner: Node | None) -> Node:
    """Return a node with another one, or none, at this step."""
    kept = () if inner is None else (inner,)
    if isinstance(node.value, tuple) and isinstance(step, int):
        return replace(node, value=(*node.value[:step], *kept, *node.value[step + 1 :]))
    assert isinstance(node.value, dict)
    assert isinstance(step, str)
    if inner is not None:
        return replace(node, value={**node.value, step: inner})
    return replace(node, value={name: value for name, value in node.value.items() if name != step})


def _diagnostic(root: Node, path: Path, errors: list[ErrorDetails]) -> Diagnostic:
    error = errors[0]
    kind, name = error["type"], str(path[-1]) if path else ""
    node = _at(root, path)
    if kind == "missing":
        return node.report("missing-key", _missing(path), at_key=True)
    if kind == "extra_forbidden":
        return node.report("unknown-key", _unknown(path), at_key=True)
    if error["loc"][-1] == "[key]":
        return node.report("bad-name", _bad_value(name, error, node), at_key=True)
    if kind in _KINDS:
        return node.report("wrong-type", _wrong_type(node, errors, path))
    return node.report("bad-value", _bad_value(name, error, node))


def _missing(path: Path) -> str:
    part = _part(path[:-1])
    name = str(path[-1])
    if part is Schema and name in _STAND_INS:
        return f"a schema needs `{name}: ...` ({_description(part, name)})"
    owner = _NOUNS[part] if part else "this"
    if len(path) > 1 and isinstance(path[-2], str):
        owner = f"the {owner.partition(' ')[2] or owner} {shorten(path[-2])}"
    description = _description(part, name)
    return f"{owner} needs `{name}: ...`{f' ({description})' if description else ''}"


def _unknown(path: Path) -> str:
    part, name = _part(path[:-1]), str(path[-1])
    names = _names(part)
    hint = nearest(name, names) or f"; it takes {one_of(names)}"
    return f"{shorten(name)} is no part of {_NOUNS[part] if part else 'this'}{hint}"


def _wrong_type(node: Node, errors: list[ErrorDetails], path: Path) -> str:
    wanted = dict.fromkeys(_KINDS[error["type"]] for error in errors if error["type"] in _KINDS)
    if "a number" in wanted:
        wanted.pop("a whole number", None)
    expected = " or ".join(wanted)
    value = node.plain()
    if value is None:
        return f"nothing stands after this name; expected {expected}: write it, or remove the line"
    remedy = "; put it in quotes" if "text" in wanted and not isinstance(value, (dict, tuple)) else ""
    if remedy and _is_span(path):
        number = value if type(value) is int else 5
        expected, remedy = "a length of time", f"; write it like {number}m or {number}d"
    if "true or false" in wanted:
        remedy = "; write true or false"
    elif expected == "a list" and isinstance(value, str):
        remedy = f"; write [{value[:40]}]"
    return f"expected {expected}, found {shorten(value)}{remedy}"


def _is_span(path: Path) -> bool:
    """Whether a length of time stands at a path."""
    part = _part(path[:-1])
    kind = get_type_hints(part, include_extras=True).get(str(path[-1])) if part else None
    return kind == model.Span or model.Span in get_args(kind)


def _bad_value(name: str, error: ErrorDetails, node: Node) -> str:
    kind, context = error["type"], error.get("ctx", {})
    shown = shorten(name if error["loc"][-1] == "[key]" else node.plain())
    if kind == "literal_error":
        return _not_one_of(shown, str(node.value if error["loc"][-1] != "[key]" else name), context["expected"])
    if kind == "string_pattern_mismatch":
        return f"{shown} is not {_FORMS.get(context['pattern'], 'of the form ' + context['pattern'])}"
    if kind in _BOUNDS:
        bound, words = _BOUNDS[kind]
        return f"{shown} is out of range; write {words} {context[bound]}"
    if kind in {"string_too_short", "too_short"}:
        least = context["min_length"]
        return (
            f"{shown} is too short; give at least {least}" if least > 1 else "it is empty; write it, or remove the line"
        )
    if kind in {"string_too_long", "too_long"}:
        return f"{shown} is too long; at most {context['max_length']}"
    return f"{shown}: {error['msg']}"


def _not_one_of(shown: str, text: str, expected: str) -> str:
    names = [name.strip("'") for name in expected.replace(" or ", ", ").split(", ")]
    synonym = _SYNONYMS.get(text)
    hint = f"; did you mean {synonym!r}?" if synonym in names else nearest(text, names) or nearest(text.upper(), names)
    return f"{shown} is {'none of ' if names[1:] else 'not '}{', '.join(map(repr, names))}{hint}"


def _part(path: Path) -> type[model.Part] | None:
    """Return the class of the model that stands at a path."""
    kind: Any = Schema
    for step in path:
        kind = _inner(_bare(kind), step)
    kind = _bare(kind)
    return kind if isinstance(kind, type) and issubclass(kind, model.Part) else None


def _inner(kind: Any, step: str | int) -> Any:
    if isinstance(kind, type) and issubclass(kind, model.Part):
        names = {info.alias or name: info.annotation for name, info in kind.model_fields.items()}
        return names.get(str(step))
    if get_origin(kind) is Mapping:
        return get_args(kind)[1]
    return get_args(kind)[0] if get_origin(kind) is tuple else None


def _bare(kind: Any) -> Any:
    """Strip what pydantic reads from a type, and the None of what may be left out."""
    if get_origin(kind) is Annotated:
        return _bare(get_args(kind)[0])
    if get_origin(kind) in {Union, type(int | None)}:
        return _bare(next(each for each in get_args(kind) if each is not type(None)))
    return kind


def _names(part: type[model.Part] | None) -> list[str]:
    return [info.alias or name for name, info in part.model_fields.items()] if part else []


def _description(part: type[model.Part] | None, name: str) -> str:
    infos = {info.alias or key: info for key, info in part.model_fields.items()} if part else {}
    text = infos[name].description if name in infos else None
    return (text or "").rstrip(".")
