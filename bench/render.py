"""Schema to files: the whole command on the reference schema, and how the time grows with the number of fields.

Each figure is the median of several processes, in turns with a bare Python, whose start the command can't avoid.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = [sys.executable, "-c", "import sys; from logloom.cli import main; sys.exit(main())"]
ROUNDS = 7
REFERENCE_SECONDS, LARGE_SECONDS, GROWTH = 0.6, 3.0, 1.5
"""What must be reached; a field among 4000 may cost at most 1.5 times what a field among 2000 costs."""

HEAD = "schema: 1\nname: bench.fields\nversion: 1.0.0\nfields:\n"


def seconds(command: Sequence[str | Path], folder: Path) -> float:
    """Return how long one process takes."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def write_schema(path: Path, fields: int) -> None:
    """Write a schema with many fields of the usual types."""
    types = ("{type: float, min: 0}", "{type: integer, min: 0}", "{type: keyword, max_length: 64}", "{type: boolean}")
    lines = [f"  field_{number}: {types[number % 4]}\n" for number in range(fields)]
    path.write_text(HEAD + "".join(lines))


def render(schema: Path, folder: Path) -> list[str | Path]:
    """Return the command that renders a schema into a folder."""
    return [*COMMAND, "render", "--schema", schema, "--out", folder / schema.stem]


def measure(folder: Path) -> dict[str, float]:
    """Return the median seconds of each thing to measure."""
    commands: dict[str, list[str | Path]] = {
        "bare Python": [sys.executable, "-c", ""],
        "`logloom render`, reference schema": render(ROOT / "schema.yaml", folder),
    }
    for fields in (200, 2000, 4000):
        schema = folder / f"fields{fields}.yaml"
        write_schema(schema, fields)
        commands[f"`logloom render`, {fields} fields"] = render(schema, folder)
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            taken[name].append(seconds(command, folder))
    return {name: statistics.median(values) for name, values in taken.items()}


def verdict(reached: bool) -> str:
    """Return the word for the table."""
    return "reached" if reached else "**missed**"


def main() -> int:
    """Measure, print the table, and return 1 if a bar was missed."""
    with tempfile.TemporaryDirectory() as folder:
        taken = measure(Path(folder))
    reference = taken["`logloom render`, reference schema"]
    few, many, most = (taken[f"`logloom render`, {fields} fields"] for fields in (200, 2000, 4000))
    growth = ((most - many) / 2000) / ((many - few) / 1800)
    bars = {
        "`logloom render`, reference schema": (f"≤ {REFERENCE_SECONDS}", reference <= REFERENCE_SECONDS),
        "`logloom render`, 2000 fields": (f"≤ {LARGE_SECONDS:.0f}", many <= LARGE_SECONDS),
    }
    print("| what | seconds, whole process | must | |\n| --- | ---: | ---: | --- |")
    for name, value in taken.items():
        bar, reached = bars.get(name, ("", None))
        print(f"| {name} | {value:.2f} | {bar} | {'' if reached is None else verdict(reached)} |")
    print(f"| one more field, beyond 2000 against before | {growth:.1f}× | ≤ {GROWTH}× | {verdict(growth <= GROWTH)} |")
    return 0 if growth <= GROWTH and all(reached for _, reached in bars.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
