"""`logloom run` around real processes: what comes out is what the command wrote, and how it ended."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import orjson
import pytest
from harness.disk import small_disk

from .conftest import Runner, waiting

SAY = "import sys; sys.stdout.buffer.write(b'out\\xff\\n{\"a\": 1}\\nno end'); sys.stderr.write('err\\r 5%\\r10%\\n')"
STREAM = "import itertools, sys\nfor n in itertools.count():\n  print(n, 'x' * 200, flush=True)"


def last_event(runner: Runner) -> dict[str, object]:
    """Return the event that ends the file."""
    event: dict[str, object] = orjson.loads(runner.kept.splitlines()[-1])
    return event


def test_bytes_pass_unchanged_where_there_is_no_terminal(runner: Runner) -> None:
    """Each stream goes to its own, and nothing is made of it."""
    found = runner(*runner.python(SAY))
    assert found.returncode == 0
    assert found.stdout == b'out\xff\n{"a": 1}\nno end'
    assert found.stderr.replace(b"\r", b"").splitlines()[1:] == [b"err 5%10%"]
    assert found.stderr.startswith(b"logloom: job ")


def test_lines_are_kept_as_they_are_but_for_what_a_bar_overwrote(runner: Runner) -> None:
    """A line that never ended gets an end."""
    runner(*runner.python(SAY))
    assert sorted(runner.kept.splitlines()) == sorted([b"out\xff", b'{"a": 1}', b"10%", b"no end"])
    assert (runner.run_folder / "output.log").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("code", [1, 3, 137])
def test_the_exit_code_passes_on(runner: Runner, code: int) -> None:
    """And an event says that it was bad."""
    found = runner(*runner.python(f"raise SystemExit({code})"))
    assert found.returncode == code
    assert f"ended by exit code {code}".encode() in found.stderr
    event = last_event(runner)
    assert (event["level"], event["job_id"]) == ("ERROR", runner.story["job_id"])
    assert f"exit code {code}" in str(event["message"])


@pytest.mark.parametrize("name", ["SIGKILL", "SIGSEGV", "SIGTERM", "SIGINT"])
def test_death_by_a_signal_is_repeated(runner: Runner, name: str) -> None:
    """Whoever called us sees what the command died of."""
    number = signal.Signals[name]
    code = (
        f"import os, signal; {number} != 9 and signal.signal({number}, signal.SIG_DFL); os.kill(os.getpid(), {number})"
    )
    found = runner(*runner.python(code))
    assert found.returncode == -number
    event = last_event(runner)
    assert event["error_type"] == name
    assert name in found.stderr.decode()
    assert (runner.story["signal"], list(runner.folder.glob("core*"))) == (number, [])


def test_a_good_end_leaves_no_event(runner: Runner) -> None:
    """Only what the command wrote is kept."""
    runner("echo", "hello")
    assert runner.kept == b"hello\n"
    assert runner.story["exit_code"] == 0


@pytest.mark.parametrize(
    ("command", "code", "told"),
    [
        (("no-such-command",), 127, "not found on the PATH"),
        (("./nowhere/it",), 127, "not found;"),
        (("./plain",), 126, "may not be run"),
        (("./odd",), 126, "interpreter"),
        ((".",), 126, "may not be run"),
    ],
)
def test_what_cannot_be_started_is_told_in_a_sentence(
    runner: Runner, command: tuple[str, ...], code: int, told: str
) -> None:
    """The codes are a shell's, and no folder of a run is left."""
    (runner.folder / "plain").write_text("echo")
    (runner.folder / "odd").write_bytes(b"\0\1\2")
    (runner.folder / "odd").chmod(0o755)
    found = runner(*command)
    assert found.returncode == code
    assert told in found.stderr.decode()
    assert b"Traceback" not in found.stderr
    assert list((runner.folder / ".logloom" / "runs").iterdir()) == []


def test_no_command_is_a_wrong_call(runner: Runner) -> None:
    """The sentence shows how to call."""
    found = runner()
    assert (found.returncode, b"logloom run -- python train.py" in found.stderr) == (2, True)


def test_no_path_and_no_home_are_no_problem(runner: Runner) -> None:
    """A bare environment has what is needed."""
    runner.environ = {"PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    found = runner("/bin/echo", "hi")
    assert (found.returncode, found.stdout) == (0, b"hi\n")


def test_the_command_knows_its_run(runner: Runner) -> None:
    """JOB_ID is set, or stays, and the option wins; Python does not buffer."""
    code = "import os; print(os.environ['JOB_ID'], os.environ['PYTHONUNBUFFERED'])"
    (runner.folder / "train.py").write_text(code)
    command = (sys.executable, "train.py")
    assert runner(*command).stdout.startswith(b"train-20")
    assert runner(*command, env={"JOB_ID": "night-7"}).stdout == b"night-7 1\n"
    found = runner(*command, options=("--no-page", "--job-id", "n8"), env={"JOB_ID": "night-7"})
    assert found.stdout == b"n8 1\n"
    assert (runner.folder / ".logloom/runs/n8/run.json").exists()


def test_secrets_of_the_command_line_are_not_kept(runner: Runner) -> None:
    """What the schema redacts is redacted in run.json too."""
    runner("true", "--api-key", "sk-12345678901234567890", "AKIAABCDEFGHIJKLMNOP", "--epochs", "3")
    text = (runner.run_folder / "run.json").read_text()
    assert "sk-1234" not in text
    assert "AKIA" not in text
    assert "--epochs 3" in text


def test_a_reader_that_goes_away_ends_only_its_stream(runner: Runner) -> None:
    """`logloom run … | head` keeps all lines, and the command runs on."""
    code = "for n in range(20000): print(n)\nopen('done', 'w').close()"
    line = " ".join(["exec", *(f"'{word}'" for word in runner.words(sys.executable, "job.py")), "| head -n 1"])
    (runner.folder / "job.py").write_text(code)
    found = runner.ended(["bash", "-c", f"set -o pipefail; {line}"])
    assert found.stdout == b"0\n"
    assert (found.returncode, (runner.folder / "done").exists()) == (0, True)
    assert runner.kept.count(b"\n") == 20000


@pytest.mark.parametrize("ignored", [(), (signal.SIGINT, signal.SIGHUP)])
def test_signals_are_passed_on(runner: Runner, ignored: tuple[int, ...]) -> None:
    """What is sent to us alone reaches the command, once, also where a shell in the background had it ignored."""
    code = """
import signal, time
def heard(number, frame):
    print("heard", number, flush=True)
    if number == signal.SIGTERM: raise SystemExit(7)
for name in "SIGINT", "SIGUSR1", "SIGUSR2", "SIGHUP", "SIGTERM": signal.signal(signal.Signals[name], heard)
print("ready", flush=True)
while True: time.sleep(0.01)
"""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in ignored}
    with runner.start(*runner.python(code), start_new_session=True) as process:
        for number, handler in before.items():
            signal.signal(number, handler)
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        for number in (signal.SIGINT, signal.SIGUSR1, signal.SIGUSR2, signal.SIGHUP, signal.SIGTERM):
            process.send_signal(number)
            assert process.stdout.readline() == f"heard {int(number)}\n".encode()
        assert process.wait() == 7
        assert process.stdout.read() == b""


def test_what_was_ignored_stays_ignored(runner: Runner) -> None:
    """`nohup logloom run` outlives its terminal, and so does the command."""
    code = "import signal; print(signal.getsignal(signal.SIGHUP) == signal.SIG_IGN)"
    words = ["nohup", *runner.words(*runner.python(code))]
    found = runner.ended(words)
    assert found.stdout == b"True\n"


def test_a_process_left_behind_holds_up_nothing(runner: Runner) -> None:
    """The command has ended, so we do, though its grandchild has the pipe."""
    found = runner("sh", "-c", "sleep 600 & echo $! > pid; echo done")
    os.kill(int((runner.folder / "pid").read_text()), signal.SIGKILL)
    assert (found.returncode, found.stdout) == (0, b"done\n")
    assert b"left behind" in found.stderr
    assert b"SIGPIPE" in found.stderr


def test_all_that_was_written_before_the_end_is_read(runner: Runner) -> None:
    """A last burst, larger than a pipe, is whole."""
    found = runner(*runner.python("import sys; sys.stdout.write('x' * 999 + '\\n'); sys.stdout.write('y' * 2_000_000)"))
    assert (len(found.stdout), len(runner.kept)) == (2_001_000, 2_001_001)


def test_kill_of_run_loses_nothing_that_was_read(runner: Runner) -> None:
    """What was passed on is kept; the lock goes; the command gets SIGPIPE when it writes."""
    with runner.start(*runner.python(STREAM)) as process:
        assert process.stdout
        shown = b"".join(process.stdout.readline() for _ in range(500))
        child = runner.story["pid"]
        process.kill()
        shown += process.stdout.read()
        whole = shown[: shown.rfind(b"\n") + 1]
        waiting(
            lambda: not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split()[2]
        )
    assert runner.kept.startswith(whole) or whole.startswith(runner.kept[-10000:])
    assert whole in runner.kept


def test_two_runs_of_one_job_keep_apart(runner: Runner) -> None:
    """Each has its folder; both have the job's name."""
    with runner.start(
        "sh", "-c", "echo one; read x", options=("--no-page", "--job-id", "a"), stdin=subprocess.PIPE
    ) as first:
        waiting((runner.folder / ".logloom/runs/a/output.log").exists)
        runner("echo", "two", options=("--no-page", "--job-id", "a"))
        assert first.stdin
        first.stdin.close()
        first.stdin = None
        first.wait()
    runs = runner.folder / ".logloom" / "runs"
    assert [(runs / name / "output.log").read_text().splitlines()[0] for name in ("a", "a.2")] == ["one", "two"]
    assert orjson.loads((runs / "a.2" / "run.json").read_bytes())["job_id"] == "a"


@pytest.mark.needs("tmpfs")
def test_a_full_disk_does_not_stop_the_command(runner: Runner, tmp_path: Path) -> None:
    """The output is passed on, what could not be kept is counted, and what came later is."""
    code = """
import os, sys
for n in range(3000): print(n, 'x' * 300)
sys.stdout.flush()
input()
print('later')
"""
    with small_disk(tmp_path / "disk", "600k") as disk:
        runner.folder = disk
        with runner.start(*runner.python(code), stdin=subprocess.PIPE) as process:
            assert process.stdout
            assert process.stdin
            for _ in range(3000):
                process.stdout.readline()
            ballast = waiting(lambda: next(disk.glob(".logloom/runs/*/output.log"), None))
            os.truncate(ballast, 0)
            process.stdin.write(b"\n")
            process.stdin.close()
            process.stdin = None
            told = process.stderr.read().decode() if process.stderr else ""
            assert process.wait() == 0
        assert "can't be written (No space left on device)" in told
        assert "lines were shown and not kept" in told
        assert runner.kept.endswith(b"later\n")
        assert runner.story["lost_lines"] > 1000


@pytest.mark.skipif(os.geteuid() != 0, reason="needs another user")
def test_a_folder_that_cannot_be_written_does_not_stop_the_command(runner: Runner) -> None:
    """The output is passed on, and a sentence says that it is not kept."""
    (runner.folder / ".logloom").write_text("a file in the way")
    found = runner("echo", "hi")
    assert (found.returncode, found.stdout) == (0, b"hi\n")
    assert b"not kept" in found.stderr


def test_a_broken_schema_does_not_stop_the_command(runner: Runner) -> None:
    """It is told with its place; one that was named is refused before the command starts."""
    (runner.folder / "schema.yaml").write_text("schema: 1\nfields: 3\n")
    found = runner("echo", "hi")
    assert (found.returncode, found.stdout) == (0, b"hi\n")
    assert b"schema.yaml:2:9" in found.stderr
    found = runner("echo", "hi", options=("--no-page", "--schema", "schema.yaml"))
    assert (found.returncode, found.stdout) == (1, b"")


def test_old_runs_are_deleted(runner: Runner) -> None:
    """What is older than the schema keeps goes at the start of another run; what lives stays."""
    runner("echo", "old")
    old = runner.run_folder
    for path in old.iterdir():
        os.utime(path, (0, 0))
    runner("echo", "new")
    assert runner.run_folder != old


def test_what_comes_while_we_are_stopped_is_read(runner: Runner) -> None:
    """Our last look found nothing, and the command has ended since: its last words are shown and kept all the same."""
    with runner.start("sh", "-c", "echo begun; read x; echo last words; exit 3", stdin=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdin
        assert process.stdout.readline() == b"begun\n"
        child = runner.story["pid"]
        for _ in range(4):  # rounds of silence, in one of which it is stopped
            time.sleep(0.25)
        process.send_signal(signal.SIGSTOP)
        process.stdin.write(b"\n")
        process.stdin.flush()
        waiting(lambda: Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] == "Z")
        process.send_signal(signal.SIGCONT)
        assert (process.stdout.read(), b"left behind" in process.stderr.read()) == (b"last words\n", False)
        assert process.wait() == 3
    assert runner.kept.startswith(b"begun\nlast words\n")


def test_a_folder_that_is_gone_orphans_nothing(runner: Runner) -> None:
    """The command runs, and so do we until its end."""
    words = shlex.join(runner.words("sh", "-c", "sleep 0.1; echo ran"))
    found = runner.ended(["sh", "-c", f"mkdir gone; cd gone; rmdir ../gone; exec {words}"])
    assert (found.returncode, found.stdout) == (0, b"ran\n")
    assert b"Traceback" not in found.stderr


def test_a_closed_stream_is_no_problem(runner: Runner) -> None:
    """No file of ours takes its number: the lines are kept, and run.json is whole."""
    words = shlex.join(runner.words("echo", "hi"))
    found = runner.ended(["sh", "-c", f"exec {words} >&-"])
    assert found.returncode == 0
    assert b"Traceback" not in found.stderr
    assert (runner.kept, runner.story["exit_code"]) == (b"hi\n", 0)
