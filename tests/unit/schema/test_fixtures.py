"""Schemas that must load, and schemas that must fail with exactly the diagnostics that stand beside them."""

from __future__ import annotations

import os
from pathlib import Path

import jsonschema
import pytest

from logloom.errors import SchemaErrors
from logloom.schema import load
from logloom.schema._yaml import parse
from logloom.schema.jsonschema import language_schema

ROOT = Path(__file__).parents[3]
BAD = sorted((ROOT / "tests/fixtures/bad").glob("*.yaml"))
GOOD = [*sorted((ROOT / "tests/fixtures/good").rglob("*.yaml")), ROOT / "schema.yaml"]
UNSEEN_BY_EDITORS = 30
"""Bad fixtures whose mistakes need more than one part of the schema, or the bytes of the file."""


def said(path: Path) -> list[str]:
    """Return the diagnostics of a schema that must fail, with paths as from its own folder."""
    with pytest.raises(SchemaErrors) as caught:
        load(path)
    lines = []
    for each in caught.value.diagnostics:
        file = each.file if each.file.startswith("logloom:") else os.path.relpath(each.file, path.parent)
        lines.append(f"{file}:{each.line}:{each.column}: {each.code}: {each.message}")
    return [line.replace(str(path.parent) + os.sep, "") for line in lines]


def as_json(path: Path) -> object:
    """Return the content of a schema file as an editor sees it."""

    def lists(value: object) -> object:
        if isinstance(value, dict):
            return {key: lists(item) for key, item in value.items()}
        return [lists(item) for item in value] if isinstance(value, tuple) else value

    return lists(parse(path.read_bytes(), str(path))[0].plain())


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_schema_is_told_all_its_mistakes(path: Path) -> None:
    """Each bad schema gives exactly the diagnostics that stand in the text file beside it."""
    assert said(path) == path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()


def test_there_are_enough_bad_schemas() -> None:
    """The language is held to at least 40 schemas that must fail, each with its expectation and no more."""
    assert len(BAD) >= 40
    assert {path.stem for path in BAD} == {path.stem for path in (ROOT / "tests/fixtures/bad").glob("*.txt")}


def test_one_schema_has_every_kind_of_mistake() -> None:
    """A file with dozens of mistakes in all its parts is told all of them in one go."""
    codes = {line.split(": ")[1] for line in said(ROOT / "tests/fixtures/bad/everything.yaml")}
    assert len(codes) >= 20


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_schema_loads_and_pleases_the_editor(path: Path) -> None:
    """Each good schema loads, and the JSON Schema for editors has nothing against it."""
    assert load(path).schema_version == 1
    jsonschema.Draft202012Validator(language_schema()).validate(as_json(path))


def test_the_editor_sees_a_good_part_of_the_mistakes() -> None:
    """The JSON Schema alone refuses about half of the bad schemas."""
    validator = jsonschema.Draft202012Validator(language_schema())
    unseen = []
    for path in BAD:
        try:
            content = as_json(path)
        except SchemaErrors:
            continue
        if validator.is_valid(content):
            unseen.append(path.stem)
    assert len(unseen) <= UNSEEN_BY_EDITORS, unseen
    assert "panel_words" not in unseen
    assert "field_types" not in unseen
