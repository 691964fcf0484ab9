"""Elasticsearch's own grammar of ES|QL: whether it reads a query.

The distribution that tests can have does not run ES|QL, since its engine is not published; its parser is.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from harness import elasticsearch

__all__ = ["faults"]

PARSER = (
    f"org.elasticsearch.plugin:x-pack-esql:{elasticsearch.VERSION}:jar",
    "d1c951424d6992b6ca0ab606a0a16b5805899383bf2a72c148869fa8fde301e8",
)
RUNTIME = ("org.antlr:antlr4-runtime:4.13.1:jar", "54665d2838cc66458343468efc539e454fc95b46a8a04b13c6ac43fc9be63505")
SOURCES = Path(__file__).parent / "esql"


def faults(queries: Sequence[str], folder: Path) -> list[str]:
    """Return what the grammar has against each query; an empty text where it reads it.

    Args:
        queries: in ES|QL.
        folder: an empty one, for what is fetched and compiled.
    """
    java = elasticsearch._java_home()
    assert java is not None
    home = elasticsearch.install()
    jars = [elasticsearch._fetch(*artifact, folder) for artifact in (PARSER, RUNTIME)]
    classpath = [*map(str, jars), f"{home}/lib/*", f"{home}/modules/x-pack-core/*", str(folder)]
    options = ["-cp", ":".join(classpath)]
    compiled = [java / "bin" / "javac", *options, "-d", folder, *sorted(SOURCES.glob("*.java"))]
    subprocess.run(compiled, check=True, capture_output=True)
    done = subprocess.run(
        [java / "bin" / "java", *options, "org.elasticsearch.xpack.esql.parser.Check"],
        input="\0".join(queries).encode(),
        check=True,
        capture_output=True,
    )
    return [line.removeprefix("> ").strip("; ") for line in done.stdout.decode().splitlines() if line.startswith("> ")]
