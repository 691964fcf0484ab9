"""`logloom run` in a terminal: what people see, and the keys that they press."""

from __future__ import annotations

import re
import shlex
import signal
from collections.abc import Callable
from pathlib import Path

from .conftest import Runner, Terminal, waiting

Open = Callable[..., Terminal]

EVENT = (
    '{"@timestamp":"2026-11-22T10:00:00.000Z","level":"%s","service":"s","version":"1","job_id":"j","event":"log",'
    '"run":"0123456789abcdef0123","seq":%d,"message":"%s"%s}'
)
COLOUR = re.compile(rb"\x1b\[[0-9;]*m")


def say(*lines: str) -> str:
    """Return a program that prints lines, each with what ends it."""
    return f"import sys\nfor line in {list(lines)!r}:\n  sys.stdout.write(line); sys.stdout.flush()"


def plain(shown: bytes) -> list[bytes]:
    """Return the lines of a terminal without colours and our own notes."""
    lines = COLOUR.sub(b"", shown).replace(b"\r\n", b"\n").split(b"\n")
    return [line for line in lines if line and not line.startswith(b"logloom: ")]


def test_an_event_is_a_line(runner: Runner, terminal: Open) -> None:
    """Time, level, message, numbers with units, other fields, violations; text stays as it is."""
    more = ',"epoch":3,"loss":0.25,"gpu_memory":0.93,"extra":{"val_acc":0.5},"violations":["step: not an integer"]'
    shown = terminal(*runner.python(say("hello\n", EVENT % ("INFO", 0, "epoch done", more) + "\n", "bye\n")))
    assert shown.end() == 0
    first, line, last = plain(shown.shown)
    assert (first, last) == (b"hello", b"bye")
    assert re.match(rb"\d\d:00:00 INFO  epoch done  ! step: not an integer  epoch 3  loss 0.25", line)
    assert line.endswith(b"gpu_memory 93 %  val_acc=0.5")
    assert b"\x1b[32mINFO" in shown.shown
    assert runner.kept.splitlines()[1].startswith(b'{"@timestamp"')


def test_colour_is_asked_for_or_refused(runner: Runner, terminal: Open) -> None:
    """NO_COLOR and a dumb terminal mean none, FORCE_COLOR means some."""
    program = runner.python(say(EVENT % ("ERROR", 0, "no", "") + "\n"))
    for environ, is_coloured in (({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False), ({"FORCE_COLOR": "1"}, True)):
        shown = terminal(*program, **environ)
        shown.end()
        assert (b"\x1b[" in shown.shown) == is_coloured


def test_events_of_other_loggers_are_lines_too(runner: Runner, terminal: Open) -> None:
    """Aliases of fields and names of levels are those of the schema; what is no event passes untouched."""
    lines = ['{"levelname":"warning","msg":"odd","train_loss":0.5}\n', '{"broken": \n', "{ not json }\n", "[1, 2]\n"]
    shown = terminal(*runner.python(say(*lines)))
    shown.end()
    first, *rest = plain(shown.shown)
    assert first.endswith(b"WARN  odd  loss 0.5")
    assert rest == [b'{"broken": ', b"{ not json }", b"[1, 2]"]


def test_a_bar_passes_at_once_and_stays_below_events(runner: Runner, terminal: Open) -> None:
    """It has no end of line; an event that comes is put above it, and the bar is drawn again."""
    program = say("\r10%", "\r20%") + f"\ninput()\nprint({EVENT % ('INFO', 0, 'saved', '')!r}, flush=True)\ninput()"
    shown = terminal(*runner.python(program), NO_COLOR="1")
    assert shown.until(b"20%").endswith(b"\r10%\r20%")
    shown.type(b"\n")
    assert re.search(rb"\r\x1b\[K\S+ INFO  saved\r\n.*20%$|INFO  saved", shown.until(b"saved\r\n"))
    shown.type(b"\n")
    assert shown.end() == 0


def test_ranks_are_told_apart_and_not_torn(runner: Runner, terminal: Open) -> None:
    """Four processes that write at once: each event is one line with its rank."""
    code = f"""
import os, sys
pids = []
for rank in range(4):
    if not os.fork():
        for n in range(200):
            os.write(1, ({EVENT!r} % ("INFO", n, f"m{{rank}}-{{n}}", f',"rank":{{rank}}') + "\\n").encode())
        os._exit(0)
for _ in range(4): os.wait()
"""
    shown = terminal(*runner.python(code), NO_COLOR="1")
    assert shown.end() == 0
    lines = plain(shown.shown)
    assert len(lines) == 800
    assert all(re.fullmatch(rb"\S+ INFO  (r\d )?m\d-\d+", line) for line in lines)
    assert sum(b" r" in line for line in lines) > 500


def test_a_stack_trace_is_shown_below(runner: Runner, terminal: Open) -> None:
    """And what an event says can't steer the terminal."""
    more = ',"error_type":"ValueError","stack_trace":"Traceback:\\n  File x\\u001b[2J\\nValueError: no"'
    shown = terminal(*runner.python(say(EVENT % ("ERROR", 0, "bo\\u001b]0;x\\u0007om", more) + "\n")), NO_COLOR="1")
    shown.end()
    assert b"\x1b" not in shown.shown
    assert [line.strip() for line in plain(shown.shown)[1:]] == [b"Traceback:", b"File x [2J", b"ValueError: no"]
    assert b"ValueError: bo" in shown.shown


LISTEN = """
import signal, time
def heard(number, frame):
    print("heard", int(number), flush=True)
signal.signal(signal.SIGINT, heard)
print("ready", flush=True)
input()
"""


def test_ctrl_c_reaches_the_command_once(runner: Runner, terminal: Open) -> None:
    """It comes from the terminal, so it is not passed on a second time."""
    shown = terminal(*runner.python(LISTEN))
    shown.until(b"ready")
    shown.type(b"\x03")
    shown.until(b"heard 2")
    shown.type(b"\x03")
    shown.until(b"heard 2", times=2)
    shown.type(b"\n")
    assert shown.end() == 0
    assert shown.shown.count(b"heard 2") == 2


def test_ctrl_c_ends_what_does_not_listen(runner: Runner, terminal: Open) -> None:
    """And we end by the same signal."""
    shown = terminal(*runner.python("import time; print('ready', flush=True); time.sleep(600)"))
    shown.until(b"ready")
    shown.type(b"\x03")
    assert shown.end() == -signal.SIGINT
    assert b"SIGINT" in shown.shown


def test_ctrl_z_stops_and_fg_goes_on(runner: Runner, terminal: Open) -> None:
    """Both stop, the shell has the terminal again, and both go on."""
    code = "import time\nfor n in range(10**6): print('tick', n, flush=True); time.sleep(0.05)"
    shell = terminal("/bin/bash", "--norc", "-i", is_bare=True, PS1="$ ")
    shell.type(shlex.join(runner.words(*runner.python(code))).encode() + b"\n")
    shell.until(b"tick 3")
    shell.type(b"\x1a")
    shell.until(b"Stopped")
    child = runner.story["pid"]
    waiting(lambda: Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] == "T")
    shell.type(b"echo $((40 + 2))\n")
    shell.until(b"42")
    shell.shown = b""
    shell.type(b"fg\n")
    shell.until(b"tick")
    shell.type(b"\x03")
    shell.until(b"SIGINT")
    waiting(lambda: "signal" in runner.story)
    assert runner.story["signal"] == signal.SIGINT
    shell.type(b"exit\n")
    shell.end()


def test_a_terminal_that_is_closed_does_not_end_the_log(runner: Runner, terminal: Open) -> None:
    """A command that ignores SIGHUP runs on, and its lines are kept."""
    code = """
import signal, time
signal.signal(signal.SIGHUP, signal.SIG_IGN)
print("ready", flush=True)
time.sleep(1)
print("later", flush=True)
"""
    shown = terminal(*runner.python(code))
    shown.until(b"ready")
    shown.hang_up()
    waiting(lambda: b"later" in runner.kept)
    waiting(lambda: "ended_at" in runner.story)
    assert runner.story["exit_code"] == 0


def test_the_command_reads_the_keyboard(runner: Runner, terminal: Open) -> None:
    """Standard input is the command's."""
    shown = terminal(*runner.python("print('hello ' + input('name? '))"))
    shown.until(b"name? ")
    shown.type(b"you\n")
    shown.end()
    assert b"hello you" in shown.shown
