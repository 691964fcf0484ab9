"""A real Filebeat for tests: built once from its Go module, started by a test, always stopped.

`filebeat/` beside this file holds the module: the version that `go.mod` pins, by the checksums of `go.sum`, with the
one input that logloom renders. The binary is kept in the user's cache, under the hash of what it is built from.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from harness.elasticsearch import CACHE, UnavailableError, free_port
from harness.serving import started

MODULE = Path(__file__).parent / "filebeat"
BUILD_SECONDS = 1800
STOP_SECONDS = 30.0
PATIENCE = 180.0
"""Seconds in which what a test waits for must be so; 20 are usual on two cores."""


class Filebeat:
    """A Filebeat with a folder of its own, in which it remembers what it read.

    Args:
        config: the configuration.
        folder: for its data, and for `output.log`.
        environment: variables that the configuration names.
        options: more of its command line, such as ``-E queue.mem.flush.timeout=0s``.
    """

    def __init__(self, config: Path, folder: Path, environment: Mapping[str, str], options: tuple[str, ...]) -> None:
        self._command = [
            *(str(install()), "-e", "--strict.perms=false", "-c", str(config.absolute())),
            *("--path.data", str(folder / "data"), "--path.logs", str(folder / "logs"), *options),
        ]
        self._folder, self._output, self._port = folder, folder / "output.log", free_port()
        self._command += ["-E", "http.enabled=true", "-E", f"http.port={self._port}"]
        self._environment = {"PATH": os.environ["PATH"], "HOME": str(folder), **environment}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        """Where it keeps what it remembers, and a queue on disk."""
        return self._folder / "data"

    @property
    def registry(self) -> str:
        """What it wrote down of how far it has read."""
        return "".join(path.read_text(encoding="utf-8") for path in self.data.glob("registry/filebeat/*.json"))

    @property
    def output(self) -> str:
        """What it said so far."""
        return self._output.read_text(encoding="utf-8", errors="replace") if self._output.exists() else ""

    @property
    def is_running(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.poll() is None

    @property
    def stats(self) -> dict[str, Any]:
        """What it says of itself; nothing while it is not up."""
        try:
            with urllib.request.urlopen(f"http://localhost:{self._port}/stats", timeout=10) as answer:
                found: dict[str, Any] = json.load(answer)
        except OSError:
            return {}
        return found

    @property
    def sent(self) -> dict[str, int]:
        """What became of the events that it has sent since it was started, in its own words, such as `acked`."""
        counts: dict[str, int] = self.stats.get("libbeat", {}).get("output", {}).get("events", {})
        return counts

    def start(self) -> None:
        """Start it, or start it again where it stopped."""
        assert not self.is_running
        with self._output.open("ab") as output:
            self._process = subprocess.Popen(
                self._command,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def kill(self) -> None:
        """Kill it, as a kernel without memory would."""
        self._end(signal.SIGKILL)

    def forget(self) -> None:
        """Take away what it remembers: it will read everything again."""
        assert not self.is_running
        shutil.rmtree(self._folder / "data")

    def stop(self) -> None:
        """Let it hand over what it holds, and end it."""
        self._end(signal.SIGTERM)

    def _end(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(number)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(STOP_SECONDS)

    def wait_until(self, is_done: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
        """Wait until something is so; fail with its last words where it is not, or where it ended before."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if is_done():
                return
            assert self.is_running, f"Filebeat ended before {what}:\n{self.output[-3000:]}"
            time.sleep(0.1)
        raise AssertionError(f"Filebeat: not within {seconds:g} s: {what}\n{self.output[-3000:]}")


def is_available() -> bool:
    """Return whether a built one is here, or a Go that can build it."""
    return can_build("filebeat", ".")


@contextlib.contextmanager
def running(config: Path, *options: str, environment: Mapping[str, str]) -> Iterator[Filebeat]:
    """Start Filebeat with nothing read yet and give it; stop it and clean up in the end.

    Raises:
        UnavailableError: it can't be built here.
    """
    with started("filebeat", lambda folder: Filebeat(config, folder, environment, options)) as filebeat:
        yield filebeat


def install() -> Path:
    """Return the path of the program, after building it where it lacks.

    Raises:
        UnavailableError: there is no Go that is new enough, or the modules can't be had.
    """
    return build("filebeat", ".")


def build(name: str, package: str, module: Path = MODULE) -> Path:
    """Return the path of a program of a module, after building it where it lacks.

    Args:
        name: of the program.
        package: its folder in the module.
        module: folder with ``go.mod`` and ``go.sum``, which pin what it is built from.

    Raises:
        UnavailableError: there is no Go that is new enough, or the modules can't be had.
    """
    binary = _binary(name, package, module)
    if binary.exists():
        return binary
    if not _is_go_new_enough():
        raise UnavailableError(f"{name} is built with Go {_needed_go()} or newer, and there is none here")
    binary.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=binary.parent) as folder:
        built = Path(folder, name)
        command = ["nice", "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", str(built), package]
        environment = {**os.environ, "CGO_ENABLED": "0", "GOFLAGS": "-mod=readonly -buildvcs=false"}
        done = subprocess.run(
            command, cwd=module, env=environment, capture_output=True, text=True, check=False, timeout=BUILD_SECONDS
        )
        if done.returncode:
            raise UnavailableError(f"{name} can't be built: {done.stderr[-500:]}")
        built.replace(binary)
    return binary


def can_build(name: str, package: str, module: Path = MODULE) -> bool:
    """Return whether a program of a module is here, or a Go that can build it."""
    return _binary(name, package, module).exists() or _is_go_new_enough()


def _binary(name: str, package: str, module: Path) -> Path:
    recipe = hashlib.sha256()
    for path in (module / "go.mod", module / "go.sum", module / package / "main.go"):
        recipe.update(path.read_bytes())
    return CACHE / f"{name}-{recipe.hexdigest()[:12]}" / name


def _needed_go() -> str:
    found = re.search(r"^go ([0-9.]+)$", (MODULE / "go.mod").read_text(encoding="utf-8"), re.MULTILINE)
    assert found
    return found[1]


def _is_go_new_enough() -> bool:
    """Return whether Go is here in the version of go.mod, or will fetch it (1.21 and newer do)."""
    try:
        # In the module's folder the answer is the version that builds it.
        done = subprocess.run(["go", "env", "GOVERSION"], cwd=MODULE, capture_output=True, text=True, check=False)
    except OSError:
        return False
    found = re.match(r"go([0-9]+(?:\.[0-9]+)*)", done.stdout)
    return done.returncode == 0 and found is not None and _numbers(found[1]) >= _numbers(_needed_go())


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]
