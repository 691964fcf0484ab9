"""The demonstration: three small training jobs, their logs stored while they run, and what can be asked of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from logloom import __version__
from logloom.errors import LogloomError, UsageError
from logloom.local import Store, audit, ingest, query, table
from logloom.render import render, write
from logloom.schema import load

__all__ = ["demo"]

SEED = "level:ERROR AND gpu_memory > 0.9"

_EPOCHS = 3
_SIZE = ("--epochs", str(_EPOCHS), "--scenes", "384", "--held-out", "96")
_PATIENCE_SECONDS = 600
_MADE = ("rendered", "logs", "checkpoints", "events.duckdb", "events.duckdb.wal")
_TORCHRUN = ("-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2")
_OTHERS = """\
Loading weights: a line of plain text, as print() writes it
{"asctime":"%s","levelname":"WARNING","msg":"names of another tool","num_gpus":2,"bs":"64"}
{"level":"INFO","message":"a line that was cut off", "los
"""


@dataclass(frozen=True)
class _Job:
    """One training job.

    Args:
        name: its job_id.
        title: what it shows.
        launcher: what stands between Python and the trainer.
        options: of the trainer, beside those that all jobs have.
        epochs: how many epoch_end events are expected, for the progress bar.
    """

    name: str
    title: str
    launcher: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    epochs: int = _EPOCHS


_JOBS = (
    _Job("demo-clean", "a clean run"),
    _Job("demo-ranks", "a run on two ranks", launcher=_TORCHRUN, options=("--seed", "1")),
    _Job("demo-oom", "a run that ends out of memory", options=("--fault", "oom", "--fault-step", "30"), epochs=1),
)


def demo(out: Path) -> int:
    """Run the demonstration.

    Args:
        out: folder for logs, checkpoints, rendered files and the store; those of an earlier demo there are replaced.

    Returns:
        The exit code: 1 where events are missing or the seed query finds nothing.

    Raises:
        UsageError: there is no trainer or no PyTorch here.
        LogloomError: a job ended in a way that was not meant.
    """
    home = _home()
    schema = load(home / "schema.yaml")
    begun = time.monotonic()
    _clear(out)
    files = render(schema)
    write(files, out / "rendered")
    print(f"1. schema.yaml gives {len(files)} files, in {out / 'rendered'}")
    print(
        "2. Three training jobs of a detector for RGB and infrared, stored while they run, and lines of other programs"
    )
    with Store.open(out / "events.duckdb", schema, write=True) as store:
        _train(store, home, out)
        print(f"3. Answers, {time.monotonic() - begun:.0f} s after the start\n")
        code = _answer(store)
    print(_next(out, home))
    return code


def _home() -> Path:
    home = Path(__file__).parents[2]
    if not (home / "trainer" / "train_dual.py").exists():
        raise UsageError("the demo needs the reference trainer: clone the repository and run `make demo` there")
    found = subprocess.run([sys.executable, "-c", "import torch"], capture_output=True, check=False)
    if found.returncode:
        raise UsageError(f"{sys.executable} can't import PyTorch; `make demo` installs it, or: pip install torch")
    return home


def _clear(out: Path) -> None:
    for name in _MADE:
        path = out / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    (out / "logs").mkdir(parents=True)


def _train(store: Store, home: Path, out: Path) -> None:
    logs: list[Path] = []
    for job in _JOBS:
        log = out / "logs" / f"{job.name}.log"
        logs.append(log)
        with _running(job, home, out, log) as process:
            _follow(process, store, logs, job)
        if process.returncode and "--fault" not in job.options:
            raise LogloomError(f"{job.name} ended with exit code {process.returncode}; its log is {log}")
    others = out / "logs" / "others.log"
    # A day of its own would stretch the charts' axis until the jobs are dots.
    others.write_text(_OTHERS % datetime.now(timezone(timedelta(hours=8))).isoformat(timespec="seconds"))
    ingest(store, [*logs, others], final=True)


@contextmanager
def _running(job: _Job, home: Path, out: Path, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start a job with its log in a file; end it when the block is left early."""
    trainer = str(home / "trainer" / "train_dual.py")
    command = [sys.executable, *job.launcher, trainer, *_SIZE, *job.options]
    environment = os.environ | {
        "JOB_ID": job.name,
        "SERVICE": "yolofuse",
        "VERSION": __version__,
        "ENVIRONMENT": "demo",
        "OMP_NUM_THREADS": "1",
        "LOGLOOM_RULES": str(out / "rendered" / "deploy" / "rules.json"),
    }
    with log.open("wb") as file:
        process = subprocess.Popen(
            [*command, "--out", str(out / "checkpoints" / job.name)], stdout=file, stderr=file, env=environment
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(30)


def _follow(process: subprocess.Popen[bytes], store: Store, logs: list[Path], job: _Job) -> None:
    """Store what the job says until it ends, and draw how far it is."""
    begun = time.monotonic()
    while True:
        ended = process.poll() is not None
        ingest(store, logs)
        seconds = time.monotonic() - begun
        if ended or sys.stdout.isatty():
            _draw(store, job, seconds, ended=ended)
        if ended:
            return
        if seconds > _PATIENCE_SECONDS:
            raise LogloomError(f"{job.name} did not end within {_PATIENCE_SECONDS} s; its log is {logs[-1]}")
        time.sleep(0.5)


def _draw(store: Store, job: _Job, seconds: float, *, ended: bool) -> None:
    mine = f'job_id:"{job.name}"'
    events, epochs = (query(store, f"{mine}{more}").total for more in ("", " and event:epoch_end"))
    share = 1.0 if ended else min(epochs / job.epochs, 0.99)
    bar = "#" * int(share * 20)
    lead = "\r" if sys.stdout.isatty() else ""
    line = f"{lead}   [{bar:<20}] {job.name}: {job.title}, {events} events, {seconds:.0f} s"
    print(line, end="\n" if ended else "", flush=True)


def _answer(store: Store) -> int:
    """Print the answers; return 1 where something that must be found is not."""
    suspects = _ask(store, "Which errors came at full GPU memory?", SEED)
    _ask(store, "Errors by kind", "level:(ERROR or CRITICAL)", by="error_type")
    _side_by_side(store)
    _ask(store, "What broke the schema, and was set apart", "violations")
    _ask(store, "What was printed past the logger", "plain_text")
    _ask(store, "Lines that could not be parsed", "", invalid=True)
    found = audit(store)
    print(f"Did everything arrive?   {_command()} audit\n")
    print(_indent(found.text()))
    return 0 if suspects and not found.missing and not found.doubled else 1


def _ask(store: Store, title: str, kql: str, *, by: str | None = None, invalid: bool = False) -> int:
    answer = query(store, kql, by=by, invalid=invalid, limit=5)
    options = (f" --by {by}" if by else "") + (" --invalid" if invalid else "")
    print(f"{title}   {_command()} query '{kql}'{options}\n")
    print(_indent("".join(answer.text(width=_width()))))
    return answer.total


_COMPARED = """
SELECT job_id, count(DISTINCT run) AS processes, max(duration_ms) FILTER (event = 'job_end') / 1000,
       avg(throughput) FILTER (event = 'epoch_end'), arg_max(loss, "@timestamp") FILTER (loss IS NOT NULL),
       max(map50), count(*) FILTER (level = 'ERROR')
FROM events WHERE run IS NOT NULL GROUP BY job_id ORDER BY job_id
"""


def _side_by_side(store: Store) -> None:
    header = ("job_id", "processes", "duration_s", "images/s", "final loss", "mAP@0.5", "errors")
    rows = [
        [job, str(processes), *("" if number is None else f"{number:.2f}" for number in numbers), str(errors)]
        for job, processes, *numbers, errors in store.rows(_COMPARED)
    ]
    print("The jobs side by side\n")
    print(_indent(table(header, rows, _width())))


def _width() -> int:
    return shutil.get_terminal_size((120, 40)).columns - 3


def _indent(text: str) -> str:
    return "".join(f"   {line}\n" for line in text.splitlines())


def _next(out: Path, home: Path) -> str:
    store, call = f"--store {out / 'events.duckdb'}", _command()
    return f"""Where to look next
   {call} view {out / "logs"}                       the same in a browser: dashboards, events, comparison, alerts
   {call} query oom_suspects {store}             a query by its name in the schema
   {call} query 'loss < 1' --by job_id {store}   any question in Kibana's language
   {call} try {out / "logs" / "demo-oom.log"}          what each line becomes, and why
   {_short(home / "schema.yaml")}      what a job may log: change it, then `{call} render`
   {_short(home / "docs" / "events.md")}   how a line becomes a document"""


def _command() -> str:
    """Return how this command is called from here."""
    return "logloom" if shutil.which("logloom") else _short(Path(sys.argv[0]))


def _short(path: Path) -> str:
    return os.path.relpath(path) if path.absolute().is_relative_to(Path.cwd()) else str(path)
