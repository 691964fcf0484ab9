"""The house rules that no linter of ours knows: how long a module and a function may be."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST_MODULE = 500
LONGEST_FUNCTION = 50


def modules(root: Path) -> list[Path]:
    """Return the modules that people have written."""
    return [path for folder in ("src", "trainer", "bench", "tools") for path in sorted((root / folder).rglob("*.py"))]


def functions(module: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method of a module."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_module_is_longer_than_500_lines(root: Path) -> None:
    """A module that grows beyond that has two subjects."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules(root)}
    assert lengths
    assert {path.name: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_a_screen(root: Path) -> None:
    """A function of more than 50 lines, its docstring included, does more than one thing."""
    long = [
        f"{path.name}:{function.lineno} {function.name}"
        for path in modules(root)
        for function in functions(path)
        if function.end_lineno and function.end_lineno - function.lineno >= LONGEST_FUNCTION
    ]
    assert long == []
