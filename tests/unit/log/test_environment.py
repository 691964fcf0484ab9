"""What the environment says, and where the rules are found."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import logloom
from logloom.log import LoggerFactory
from logloom.log._environment import facts
from logloom.log._locate import built_in_rules, find_rules
from logloom.rules import Rules
from logloom.schema import compile_rules, load_text

STARTER = Path(logloom.__file__).with_name("starter.yaml")
SCHEMA = "schema: 1\nname: own\nversion: 1.2.3\nfields:\n  wheels: {type: integer}\n"


def no_gpu(_index: int) -> bool:
    """A machine without GPUs."""
    return False


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, {}),
        ({"JOB_ID": "j", "SERVICE": "s", "VERSION": "v", "ENVIRONMENT": "dev"},
         {"job_id": "j", "service": "s", "version": "v", "environment": "dev"}),
        ({"SLURM_JOB_ID": "77", "SLURM_PROCID": "3"}, {"job_id": "77", "rank": 3}),
        ({"RANK": "1", "SLURM_PROCID": "3"}, {"rank": 1}),
        ({"OMPI_COMM_WORLD_RANK": "2"}, {"rank": 2}),
        ({"RANK": "one"}, {}),
        ({"CUDA_VISIBLE_DEVICES": "4,5"}, {"gpu_id": [4, 5]}),
        ({"CUDA_VISIBLE_DEVICES": "4, 5", "LOCAL_RANK": "1"}, {"gpu_id": [5]}),
        ({"CUDA_VISIBLE_DEVICES": "4", "LOCAL_RANK": "1"}, {"gpu_id": [4]}),
        ({"CUDA_VISIBLE_DEVICES": "GPU-8a3f"}, {}),
        ({"CUDA_VISIBLE_DEVICES": ""}, {}),
        ({"CUDA_VISIBLE_DEVICES": "-1"}, {}),
        ({"LOCAL_RANK": "1"}, {}),
    ],
)  # fmt: skip
def test_facts(environ: dict[str, str], expected: dict[str, Any]) -> None:
    """Each scheduler's names are known; what is no number tells nothing."""
    assert facts({"NODE_IP": "10.0.0.7", **environ}, no_gpu) == {"node_ip": "10.0.0.7", **expected}


def test_local_rank_names_the_gpu_where_there_is_one() -> None:
    """Without CUDA_VISIBLE_DEVICES the local rank is the GPU's number, if the machine has it."""
    assert facts({"LOCAL_RANK": "1"}, lambda index: index == 1)["gpu_id"] == [1]


def test_built_in_rules_are_those_of_the_first_schema() -> None:
    """The packaged file is what the schema compiles to that `logloom init` writes."""
    assert built_in_rules() == compile_rules(load_text(STARTER.read_bytes()))


def test_a_job_without_a_schema_logs_what_a_pytorch_job_logs(tmp_path: Path) -> None:
    """Loss, epoch and GPU memory are fields of the event, under their own names; nothing is set apart."""
    (tmp_path / ".git").mkdir()
    rules, warning = find_rules({}, tmp_path)
    assert warning is None
    stream = io.BytesIO()
    LoggerFactory(rules, stream, {"NODE_IP": "10.0.0.7"}).get_logger(service="s", job_id="j", version="1").info(
        "epoch done", event="epoch_end", epoch=3, train_loss=0.2, lr=0.1, gpu_memory=0.5
    )
    event = json.loads(stream.getvalue())
    assert (event["event"], event["epoch"], event["gpu_memory"]) == ("epoch_end", 3, 0.5)
    assert (event["loss"], event["learning_rate"]) == (0.2, 0.1)
    assert not {"extra", "violations"} & set(event)


def test_rules_beside_the_script_or_above_it(tmp_path: Path) -> None:
    """A rendered rules.json is taken, from the nearest folder that has a schema.yaml."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "schema.yaml").write_text(SCHEMA)
    (tmp_path / "deploy").mkdir()
    (tmp_path / "deploy/rules.json").write_bytes(compile_rules(load_text(SCHEMA)).to_json())
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    rules, warning = find_rules({}, inner)
    assert (rules.name, warning) == ("own", None)


def test_a_schema_without_rules_is_compiled(tmp_path: Path) -> None:
    """A first try needs no `logloom render`."""
    (tmp_path / "schema.yaml").write_text(SCHEMA)
    rules, warning = find_rules({}, tmp_path)
    assert (rules.name, warning) == ("own", None)


def test_the_environment_names_a_schema_or_rules(tmp_path: Path) -> None:
    """`LOGLOOM_RULES` takes both."""
    schema, rules = tmp_path / "my.yaml", tmp_path / "my.json"
    schema.write_text(SCHEMA)
    rules.write_bytes(compile_rules(load_text(SCHEMA)).to_json())
    assert find_rules({"LOGLOOM_RULES": str(schema)})[0] == find_rules({"LOGLOOM_RULES": str(rules)})[0]


def test_the_search_ends_at_the_repository(tmp_path: Path) -> None:
    """A schema above the repository's root is somebody else's."""
    (tmp_path / "schema.yaml").write_text(SCHEMA)
    inner = tmp_path / "repository"
    (inner / ".git").mkdir(parents=True)
    assert find_rules({}, inner)[0].name == "my.trainer"


def test_old_rules_are_told(tmp_path: Path) -> None:
    """Rules that are older than their schema are used, and a sentence says so."""
    schema, rules = tmp_path / "schema.yaml", tmp_path / "deploy/rules.json"
    schema.write_text(SCHEMA)
    rules.parent.mkdir()
    rules.write_bytes(compile_rules(load_text(SCHEMA)).to_json())
    os.utime(rules, (1, 1))
    found, warning = find_rules({}, tmp_path)
    assert found.name == "own"
    assert warning is not None
    assert "logloom render" in warning


@pytest.mark.parametrize("content", ["schema: 1\nfields: [", "{}", ""])
@pytest.mark.parametrize("name", ["schema.yaml", "rules.json", "absent.json"])
def test_broken_rules_do_not_stop_a_training(tmp_path: Path, name: str, content: str) -> None:
    """The built-in rules apply, and the first event says what is wrong."""
    path = tmp_path / name
    if name != "absent.json":
        path.write_text(content)
    stream = io.BytesIO()
    LoggerFactory(path, stream, {"NODE_IP": "10.0.0.7"}).get_logger().info("on we go")
    warning, event = (json.loads(line) for line in stream.getvalue().splitlines())
    assert warning["level"] == "WARN"
    assert warning["message"].startswith(f"the rules can't be used, the built-in ones are: {path}")
    assert (event["message"], event["seq"]) == ("on we go", 1)


def ends_well(program: str, folder: Path, **environ: str) -> bytes:
    """Run a program, and return what it wrote."""
    known = {"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", ""), "NODE_IP": "10.0.0.7"}
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=folder, env=known | environ, capture_output=True, check=True).stdout


def test_a_folder_that_is_gone_does_not_stop_a_training(tmp_path: Path) -> None:
    """A job whose current folder was removed logs by the built-in rules."""
    program = "import os, logloom.log\nos.rmdir(os.getcwd())\nlogloom.log.get_logger().info('on we go')\n"
    folder = tmp_path / "gone"
    folder.mkdir()
    assert json.loads(ends_well(program, folder))["message"] == "on we go"


def test_a_folder_that_may_not_be_looked_into_is_passed_by() -> None:
    """Such as root's, which `su` leaves as the current one; here a name that no folder can have."""
    assert find_rules({}, Path("/", "x" * 300)) == (built_in_rules(), None)


def test_a_user_without_a_name_or_a_home_may_log(tmp_path: Path) -> None:
    """A container may run as a user that its /etc/passwd does not know."""
    program = (
        "import os, pwd\nfrom pathlib import Path\nfrom logloom.log._locate import _folders\n"
        "if os.getuid() == 0: os.setuid(54321)\nprint(len(list(_folders(Path('/a/b')))) > 2)\n"
    )
    assert ends_well(program, tmp_path) == b"True\n"


@pytest.mark.parametrize("gone", ["sys.stdout.close()", "sys.stdout.detach()", "sys.stdout = None"])
def test_a_standard_output_that_is_gone_does_not_stop_a_training(tmp_path: Path, gone: str) -> None:
    """What is logged is lost and counted."""
    program = (
        f"import os, sys, logloom.log\n{gone}\nlog = logloom.log.get_logger()\nlog.info('to nobody')\n"
        "os.write(2, str(log._core.writer.lost).encode())\nos._exit(log._core.writer.lost != 1)\n"
    )
    assert ends_well(program, tmp_path) == b""


def test_a_word_that_is_no_number_leaves_the_queue_as_it_is(tmp_path: Path) -> None:
    """Not even one that Unicode calls a digit raises."""
    program = "import logloom.log\nlogloom.log.get_logger().info('queued')\n"
    told = ends_well(program, tmp_path, LOGLOOM_QUEUE="block", LOGLOOM_QUEUE_SIZE="²", PYTHONUTF8="1")
    assert json.loads(told)["message"] == "queued"


def test_arguments_win_over_the_environment(rules: Rules) -> None:
    """What a factory's logger is given replaces the environment's fact; None leaves it."""
    stream = io.BytesIO()
    factory = LoggerFactory(rules, stream, {"NODE_IP": "10.0.0.7", "SERVICE": "env", "JOB_ID": "env"})
    factory.get_logger(service="given", job_id=None).info("x")
    event = json.loads(stream.getvalue())
    assert (event["service"], event["job_id"], event["version"]) == ("given", "env", "unknown")


def test_importing_the_logger_loads_nothing_heavy() -> None:
    """A training process pays for orjson and nothing else that is not Python's own."""
    heavy = ["jinja2", "pydantic", "duckdb", "elasticsearch", "yaml", "lark", "pythonjsonlogger", "logging", "asyncio"]
    program = f"import sys, logloom.log; print([name for name in {heavy} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert found.stdout.strip() == "[]"


def test_a_notebook_shows_events_in_the_cell_and_keeps_them_in_a_file(tmp_path: Path) -> None:
    """Where standard output is a notebook's, each event is written there and to a file named by the job."""
    program = (
        "import sys, types, io\n"
        "Out = type('OutStream', (io.StringIO,), {'__module__': 'ipykernel.iostream'})\n"
        "real, sys.stdout = sys.stdout, Out()\n"
        "import logloom.log\nlogloom.log.get_logger(job_id='a').info('cell')\n"
        "real.write(sys.stdout.getvalue())\n"
    )
    shown = ends_well(program, tmp_path, HOME=str(tmp_path), JOB_ID="my/job")
    assert json.loads(shown)["message"] == "cell"
    kept = tmp_path / ".logloom/my_job.jsonl"
    assert kept.read_bytes() == shown
    kept.unlink()
    kept.parent.rmdir()
    kept.parent.write_text("no folder")
    assert json.loads(ends_well(program, tmp_path))["message"] == "cell"
