"""The language itself: what editors are told, and that the model and the words about it agree."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from logloom.schema import diagnose, load_text, model
from logloom.schema.jsonschema import language_schema
from logloom.schema.language import SECTIONS, Section, language_reference


def parts() -> dict[str, dict[str, Any]]:
    """Return the JSON Schemas of all parts of the language by title."""
    language = language_schema()
    return {"schema": language, **language["$defs"]}


def patterns(value: Any) -> set[str]:
    """Return all patterns in a JSON Schema."""
    if isinstance(value, list):
        return set().union(*map(patterns, value))
    if not isinstance(value, dict):
        return set()
    own = {value["pattern"]} if isinstance(value.get("pattern"), str) else set()
    return own.union(value.get("patternProperties", ()), *map(patterns, value.values()))


def test_the_json_schema_is_one() -> None:
    """Draft 2020-12's own schema has nothing against it."""
    jsonschema.Draft202012Validator.check_schema(language_schema())


def test_the_json_schema_is_the_same_each_time() -> None:
    """Two calls give equal documents that share nothing: a caller may change its own."""
    first, second = language_schema(), language_schema()
    assert json.dumps(first) == json.dumps(second)
    first["properties"].clear()
    first["$defs"]["Panel"].clear()
    assert second["properties"]
    assert second["$defs"]["Panel"]


@pytest.mark.parametrize("title", parts())
def test_each_word_of_the_language_is_described(title: str) -> None:
    """An editor shows a sentence for each part and each key, and no title that pydantic made up."""
    part = parts()[title]
    assert part["description"].endswith(".")
    for name, key in part["properties"].items():
        assert key.get("description") or "$ref" in key, f"{title}.{name}"
        assert "title" not in key


def test_each_part_and_form_has_its_words() -> None:
    """A diagnostic can name each part of the language, and say of each pattern what it wants."""
    all_parts = {each for each in vars(model).values() if isinstance(each, type) and issubclass(each, model.Part)}
    assert set(diagnose._NOUNS) == all_parts - {model.Part}
    assert patterns(language_schema()) == set(diagnose._FORMS)


def test_a_child_may_say_only_what_differs() -> None:
    """An editor takes a field, a query or an alert that leaves out what it inherits, but no panel without a measure."""
    validator = jsonschema.Draft202012Validator(language_schema())
    head = {"schema": 1, "name": "a", "version": "1.0.0"}
    assert validator.is_valid({**head, "fields": {"event": {"enum": ["log"]}}, "alerts": {"x": {"within": "5m"}}})
    panel = {"title": "x", "show": "line"}
    assert not validator.is_valid({**head, "dashboards": {"d": {"panels": [panel]}}})
    assert validator.is_valid({**head, "dashboards": {"d": {"panels": [{**panel, "count": "events"}]}}})


def test_addresses_stand_in_the_environment_alone() -> None:
    """An editor underlines an address that is written out."""
    validator = jsonschema.Draft202012Validator(language_schema())
    head = {"schema": 1, "name": "a", "version": "1.0.0"}
    assert validator.is_valid({**head, "notify": {"slack": {"url": "${SLACK_URL}"}}})
    assert not validator.is_valid({**head, "notify": {"slack": {"url": "https://hooks.example/1"}}})


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.title)
def test_each_example_of_the_reference_loads(section: Section) -> None:
    """What the reference shows is a schema, once the three lines are before it."""
    head = "" if section.example.startswith("schema:") else SECTIONS[0].example
    assert load_text(head + section.example).name == "pytorch.trainer"


def test_the_reference_tells_of_every_key() -> None:
    """Each part of the language stands in one section, and each key in a table."""
    listed = [name for section in SECTIONS for name in section.parts]
    assert sorted(listed) == sorted(parts())
    text = language_reference()
    for part in parts().values():
        for key in part["properties"]:
            assert f"| `{key}` |" in text
    assert "^[" not in text.replace("`^`", "")
