"""Finds the rules of the running program: named, beside the script, or built in."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import logloom.rules
from logloom.errors import LogloomError
from logloom.rules import Rules

__all__ = ["built_in_rules", "find_rules"]

_SECONDS_APART = 60
"""A checkout writes both files at about the same time, in any order."""


def find_rules(environ: Mapping[str, str], start: Path | None = None) -> tuple[Rules, str | None]:
    """Return the rules that apply, and a sentence for the user where something about them is wrong.

    A file that is broken must not stop a training: then the built-in rules apply.

    Args:
        environ: `LOGLOOM_RULES` names a rules.json or a schema.yaml.
        start: the folder to begin at, else the script's and the current one.
    """
    named = environ.get("LOGLOOM_RULES")
    path = Path(named) if named else next(_candidates(start), None)
    if path is None:
        return built_in_rules(), None
    try:
        return _read(path), _stale(path)
    except (LogloomError, OSError, ImportError) as error:
        first = str(error).partition("\n")[0]
        return built_in_rules(), f"the rules can't be used, the built-in ones are: {first}"


def built_in_rules() -> Rules:
    """Return the rules of the schema that `logloom init` would write."""
    return Rules.read(Path(logloom.rules.__file__).with_name("built_in.rules.json"))


def _candidates(start: Path | None) -> Iterator[Path]:
    for folder in _folders(start):
        schema = folder / "schema.yaml"
        if _holds(schema.is_file):
            rules = folder / "deploy" / "rules.json"
            yield rules if _holds(rules.is_file) else schema


def _folders(start: Path | None) -> Iterator[Path]:
    """From the script's folder, then from the current one, up to the repository's root or the user's home."""
    home = Path("~")
    with suppress(RuntimeError):  # a user without a name, as in many a container
        home = home.expanduser()
    for first in [start] if start else _begins():
        for folder in (first, *first.parents):
            yield folder
            if _holds((folder / ".git").exists) or folder == home:
                break


def _begins() -> Iterator[Path]:
    """Yield the script's folder and the current one, which may have been removed."""
    script = getattr(sys.modules.get("__main__"), "__file__", None)
    with suppress(OSError):
        if script:
            yield Path(script).resolve().parent
    with suppress(OSError):
        yield Path.cwd()


def _holds(test: Callable[[], bool]) -> bool:
    """Return what a test of a path says; False where this user may not look."""
    try:
        return test()
    except OSError:
        return False


def _read(path: Path) -> Rules:
    if path.suffix not in {".yaml", ".yml"}:
        return Rules.read(path)
    # The one import against the arrows, and only where nobody rendered rules.json: a first try without a build step.
    schema: Any = importlib.import_module("logloom.schema")
    rules: Rules = schema.compile_rules(schema.load(path))
    return rules


def _stale(rules: Path) -> str | None:
    schema = rules.parent.parent / "schema.yaml"
    if rules.suffix != ".json" or not schema.is_file():
        return None
    if schema.stat().st_mtime <= rules.stat().st_mtime + _SECONDS_APART:
        return None
    return f"{rules} is older than {schema}: what the schema says since does not apply; run `logloom render`"
