"""A schema file into a checked Schema and into rendered files, against PyYAML's own fast reader of the same text.

Times are medians of several runs; a whole process is a new one each time, so that its imports count.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import yaml
from bench._clock import seconds

from logloom.render import render
from logloom.schema import load, load_text

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "schema.yaml"
SMALL, LARGE = 200, 2_000
LINEAR = 1.5
"""How far the time for ten times the fields may pass ten times the time, given the noise of a shared machine."""

_COMMAND = "import sys; from logloom.cli import main; sys.exit(main())"
_TYPES = ("float", "integer", "keyword")
_EXAMPLES = ("0.5", "7", "abc")


def schema_of(fields: int) -> str:
    """Return a schema with this many fields, a query and a panel for each twentieth."""
    lines = ["schema: 1", "name: large.one", "version: 1.0.0", "fields:"]
    for number in range(fields):
        kind, example = _TYPES[number % 3], _EXAMPLES[number % 3]
        about = f"description: Field number {number}., example: {example}, aliases: [f{number}, old_{number}]"
        lines.append(f"  field_{number}: {{type: {kind}, {about}{', min: 0' if number % 3 < 2 else ''}}}")
    lines.append("queries:")
    for number in range(0, fields, 20):
        query = f"field_{number - number % 3} > {number} and level:ERROR"
        lines.append(f"  query_{number}: {{title: Query {number}, query: '{query}', columns: [field_{number}]}}")
    lines.append("dashboards:\n  all:\n    panels:")
    for number in range(0, fields, 20):
        measure = f"average: field_{number - number % 3}"
        lines.append(f"      - {{title: Panel {number}, show: line, {measure}, by: level}}")
    return "\n".join(lines) + "\n"


def process(*arguments: str) -> Callable[[], object]:
    """Return a call that runs a new Python with these arguments."""
    return lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True, cwd=ROOT)


def rows(folder: Path) -> list[tuple[str, float, str, float | None]]:
    """Return (what, seconds, peer or remark, bar in seconds)."""
    small, large = schema_of(SMALL), schema_of(LARGE)
    load(SCHEMA)  # the query parser and the model are made once
    reference = SCHEMA.read_text(encoding="utf-8")
    few, many = seconds(lambda: load_text(small)), seconds(lambda: load_text(large))
    both = seconds(lambda: render(load_text(large)), 3)

    def peer(text: str) -> str:
        return f"{seconds(lambda: yaml.load(text, yaml.CSafeLoader), 3):.3f} s: PyYAML's CSafeLoader alone"

    command = process("-c", _COMMAND, "render", "--schema", str(SCHEMA), "--out", str(folder))
    bare = seconds(process("-c", "import jinja2, lark, orjson, pydantic, yaml"))
    return [
        ("load and check the reference schema", seconds(lambda: load(SCHEMA)), peer(reference), None),
        (f"load and check {SMALL} fields", few, peer(small), None),
        (f"load and check {LARGE:,} fields", many, f"{peer(large)}; {many / few:.1f}x {SMALL} fields", 1.5),
        (f"{LARGE:,} fields against {LARGE // SMALL}x {SMALL}", many / (few * LARGE / SMALL), "1 is linear", LINEAR),
        (f"load, check and render {LARGE:,} fields", both, "", 3.0),
        ("`logloom render`, whole process", seconds(command), f"{bare:.2f} s: bare Python, same imports", 0.6),
    ]


def main() -> int:
    """Print the table; return 1 if a bar is missed."""
    with tempfile.TemporaryDirectory(prefix="logloom-bench-") as folder:
        table = rows(Path(folder))
    print("| what | measured | at most | against |\n| --- | ---: | ---: | --- |")
    for what, found, remark, bar in table:
        missed = bar is not None and found > bar
        print(f"| {what} | {'**' if missed else ''}{found:.3f}{'**' if missed else ''} | {bar or ''} | {remark} |")
    print("\nSeconds, but for the row that compares the two sizes.", flush=True)
    return int(any(bar is not None and found > bar for _, found, _, bar in table))


if __name__ == "__main__":
    sys.exit(main())
