"""Documents and code say the same: commands, options, make targets and links that a reader meets exist."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from logloom.cli import parser
from logloom.local import try_lines
from logloom.schema import load

if TYPE_CHECKING:
    from pathlib import Path

# Where a reader meets commands as they are to be typed: in code, not in prose.
CODE = re.compile(r"^```[a-z]*\n(.*?)^```|((?:^ {4}.*\n)+)|`([^`\n]+)`", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def documents(root: Path) -> list[Path]:
    """Return every Markdown file of the repository."""
    listed = subprocess.run(["git", "ls-files", "*.md"], cwd=root, capture_output=True, text=True, check=True)
    return [root / name for name in listed.stdout.split()]


def code(file: Path) -> str:
    """Return what a document shows as code, line by line."""
    return "\n".join("".join(parts) for parts in CODE.findall(file.read_text(encoding="utf-8")))


def test_every_make_target_that_a_document_names_exists(root: Path) -> None:
    """`make demo` in a guide is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text(), re.MULTILINE))
    for file in documents(root):
        named = set(re.findall(r"(?:^|[\s;&])make ([a-z]+(?:-[a-z]+)*)(?![\w-])", code(file), re.MULTILINE))
        assert named <= targets, file


def test_every_command_that_a_document_names_exists(root: Path) -> None:
    """`logloom query` in a guide is a command of the parser."""
    known = set(re.findall(r"^## `logloom (\S+)`", (root / "docs/reference/cli.md").read_text(), re.MULTILINE))
    for file in documents(root):
        named = set(re.findall(r"(?:^|[\s;&/])logloom ([a-z]+)", code(file), re.MULTILINE))
        assert named <= known, file


def test_every_option_that_a_document_shows_is_accepted(root: Path) -> None:
    """A command line in a document has only options that its command has."""
    sections = re.split(r"^## `logloom (\S+)`$", (root / "docs/reference/cli.md").read_text(), flags=re.MULTILINE)
    known = {
        name: set(re.findall(r"--[a-z-]+", text)) for name, text in zip(sections[1::2], sections[2::2], strict=True)
    }
    for file in documents(root):
        for command, rest in re.findall(r"(?:^|[\s;&/])logloom ([a-z]+) (.*--.*)$", code(file), re.MULTILINE):
            shown = set(re.findall(r"(?<!\S)--[a-z-]+", rest.split(" #")[0]))
            assert shown <= known[command], f"{file}: logloom {command} {rest}"


def test_the_reference_of_the_command_line_is_up_to_date(root: Path) -> None:
    """docs/reference/cli.md holds every command and option: `make docs` writes it from the parser."""
    command = [sys.executable, root / "tools/cli_reference.py"]
    fresh = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert (root / "docs/reference/cli.md").read_text() == fresh, "run `make docs`"
    assert all(f"## `logloom {name}`" in fresh for name in ("init", "render", "demo"))
    assert parser().prog == "logloom"


def test_every_test_that_a_document_names_exists(root: Path) -> None:
    """What a guide says is held by a test has that test."""
    known = {
        name for file in root.glob("tests/**/test_*.py") for name in re.findall(r"def (test_\w+)\(", file.read_text())
    }
    for file in documents(root):
        assert set(re.findall(r"`(test_\w+)`", file.read_text(encoding="utf-8"))) <= known, file


def test_links_lead_somewhere(root: Path) -> None:
    """Each link to a file of the repository has its file, each link to a heading its heading."""
    for file in documents(root):
        for target in LINK.findall(file.read_text(encoding="utf-8")):
            path, _, heading = target.partition("#")
            if "://" in path or path.startswith("mailto:"):
                continue
            linked = (file.parent / path).resolve() if path else file
            assert linked.exists(), f"{file}: {target}"
            if heading:
                assert heading in slugs(linked), f"{file}: {target}"


def slugs(file: Path) -> set[str]:
    """Return the anchors that a Markdown viewer gives a document's headings."""
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def block(file: Path, language: str) -> str:
    """Return a document's only block in a language."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", file.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return str(found)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_first_example_does_what_it_says(root: Path, tmp_path: Path, name: str) -> None:
    """The schema of the README is valid, and its training code logs an event with nothing set apart."""
    (tmp_path / "schema.yaml").write_text(block(root / name, "yaml"), encoding="utf-8")
    (tmp_path / "train.py").write_text(block(root / name, "python"), encoding="utf-8")
    environment = {key: os.environ[key] for key in ("PATH", "PYTHONPATH") if key in os.environ}
    result = subprocess.run(
        [sys.executable, "train.py"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    event = json.loads(result.stdout)
    assert event["loss"] == 0.21
    assert event["model"] == "yolofuse"
    assert not {"extra", "violations"} & set(event)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_second_example_does_what_it_says(root: Path, tmp_path: Path, name: str) -> None:
    """The line of the README becomes the document that the README tells."""
    (tmp_path / "schema.yaml").write_text(block(root / name, "yaml"), encoding="utf-8")
    echo = re.search(r"^\$ echo '(.+)' \| logloom try$", block(root / name, "console"), re.MULTILINE)
    assert echo is not None
    (told,) = try_lines(load(tmp_path / "schema.yaml"), [io.BytesIO(echo.group(1).encode() + b"\n")])
    document = told["document"]
    assert document["level"] == "WARN"
    assert document["extra"]["loss"] == "high"
    assert document["extra"]["password"].startswith("[redacted:")
    assert "loss: not a number" in document["violations"]


@pytest.mark.parametrize("word", ["TODO", "FIXME", "XXX", "lorem ipsum"])
def test_no_document_is_half_written(root: Path, word: str) -> None:
    """A placeholder in a document is a promise to nobody."""
    assert [file.name for file in documents(root) if word in file.read_text(encoding="utf-8")] == []
