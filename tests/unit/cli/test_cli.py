"""The command: what it prints, where, and with which exit code."""

import gzip
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from logloom.cli import main
from logloom.cli._options import STARTER
from logloom.render import render
from logloom.schema import load, load_text

SCHEMA = Path(__file__).parents[3] / "schema.yaml"
RUN = "0123456789abcdef0123"


def event(seq: int, **fields: object) -> str:
    """Return one conforming line."""
    return json.dumps(
        {
            "@timestamp": "2026-11-20T10:00:00.000Z",
            "level": "INFO",
            "service": "trainer",
            "job_id": "t1",
            "version": "1",
            "event": "log",
            "message": f"event {seq}",
            "run": RUN,
            "seq": seq,
            **fields,
        }
    )


@pytest.fixture
def stored(folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A store with four events, one of them an out-of-memory error, and two lines that are none."""
    lines = [
        event(0, event="job_start"),
        event(1, loss=0.5),
        event(2, level="ERROR", gpu_memory=0.95, error_type="OOM"),
    ]
    lines += ["plain words", '{"cut', event(3, event="job_end", emitted=4)]
    (folder / "job.log").write_text("\n".join(lines) + "\n")
    assert main(["ingest", "job.log", "--final"]) == 0
    capsys.readouterr()
    return folder


def test_init_then_render_then_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A first schema renders at once, and what is rendered stays right until somebody edits it."""
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    assert main(["render"]) == 0
    assert main(["render", "--check"]) == 0
    (tmp_path / "filebeat" / "filebeat.yml").write_text("edited")
    capsys.readouterr()
    assert main(["render", "--check"]) == 1
    assert "changed: filebeat/filebeat.yml" in capsys.readouterr().out


def test_the_first_schema_is_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has the dashboards, alerts and queries of the reference, and makes the same files, under its own name."""
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    first, reference = load(tmp_path / "schema.yaml"), load(SCHEMA)
    assert (first.name, set(first.fields) - set(reference.fields)) == ("my.trainer", {"accuracy"})
    assert (first.dashboards, first.alerts, first.queries) == (
        reference.dashboards,
        reference.alerts,
        reference.queries,
    )
    made = {path.replace("my.trainer", "pytorch.trainer") for path in render(first)}
    assert made == set(render(reference))


def test_what_the_first_schema_shows_can_be_taken_as_it_is() -> None:
    """The dashboard and the alerts in its comments load once `# ` is gone before them."""
    lines = re.sub(r"^# (?=[a-z]+:$|  )", "", STARTER.read_text(), flags=re.MULTILINE)
    schema = load_text(lines)
    assert schema.dashboards["quality"].panels[0].title == "Accuracy"
    assert schema.alerts["poor_accuracy"].below == 0.5
    assert schema.alerts["error_burst"].more_than == 100


def test_init_keeps_a_schema_that_is_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A schema is never overwritten."""
    before = (folder / "schema.yaml").read_bytes()
    assert main(["init"]) == 2
    assert (folder / "schema.yaml").read_bytes() == before
    assert "is there already" in capsys.readouterr().err


def test_render_one_target(folder: Path) -> None:
    """`--only` renders that target and nothing else."""
    assert main(["render", "--only", "rules", "--out", "made"]) == 0
    assert [path.name for path in (folder / "made").rglob("*") if path.is_file()] == ["rules.json"]


def test_render_unknown_target(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A target that does not exist is a wrong call, and the message names those that do."""
    assert main(["render", "--only", "splunk"]) == 2
    assert "filebeat" in capsys.readouterr().err


def test_a_broken_schema_is_told_with_its_places(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each diagnostic is a line that an editor can jump to; the exit code is 1 and there is no traceback."""
    (folder / "schema.yaml").write_text("schema: 1\nname: A\nversion: 1.0.0\nfields:\n  x: {type: strnig}\n")
    assert main(["render"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all(re.match(r"schema\.yaml:[0-9]+:[0-9]+: [a-z-]+: ", line) for line in lines)


def test_no_schema_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Where no schema is, the message says what makes one."""
    monkeypatch.chdir(tmp_path)
    assert main(["render"]) == 1
    assert "logloom init" in capsys.readouterr().err


def test_try_prints_documents_and_stores_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each line gives one JSON line with route, reasons and document."""
    (folder / "some.log").write_text('{"batch_size":"64","num_gpus":2}\nhello\n')
    assert main(["try", "some.log"]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert "batch_size: not an integer" in first["violations"]
    assert first["document"]["gpu_count"] == 2
    assert second["document"]["event"] == "text"
    assert {path.name for path in folder.iterdir()} == {"schema.yaml", "some.log"}


def test_try_reads_standard_input_by_its_usual_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A dash among the files is standard input, as other commands have it."""
    (folder / "some.log").write_text("first\n")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"second\n")))
    assert main(["try", "some.log", "-"]) == 0
    shown = map(json.loads, capsys.readouterr().out.splitlines())
    assert [each["document"]["message"] for each in shown] == ["first", "second"]


def test_runs_as_a_module() -> None:
    """Where the scripts of an environment are not on the path, `python -m logloom` is the same command."""
    done = subprocess.run([sys.executable, "-m", "logloom", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("logloom ")


def test_seed_query(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The query that must always work, works; by its name too."""
    for question in ("level:ERROR AND gpu_memory > 0.9", "oom_suspects"):
        assert main(["query", question, "--format", "json"]) == 0
        documents = json.loads(capsys.readouterr().out)
        assert [document["_id"] for document in documents] == [f"{RUN}-2"]
        assert documents[0]["gpu_memory"] == 0.95


def test_query_forms(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Counts, CSV, invalid lines and a limit."""
    assert main(["query", "", "--by", "level", "--format", "csv"]) == 0
    assert sorted(capsys.readouterr().out.split()) == ["ERROR,1", "INFO,4", "level,count"]
    assert main(["query", "", "--invalid", "--format", "json"]) == 0
    assert [found["unparsed"] for found in json.loads(capsys.readouterr().out)] == ['{"cut']
    assert main(["query", "", "--limit", "2", "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2
    assert main(["query", "event:job_end", "--last", "1m", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["query", "levle:ERROR"], "did you mean `level`"),
        (["query", "level:(ERROR"], "not closed"),
        (["query", "level:ERORR"], "ERROR"),
        (["query", "", "--by", "jobid"], "job_id"),
        (["query", "", "--last", "soon"], "length of time"),
    ],
)
def test_wrong_questions(stored: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str) -> None:
    """A question that can't be asked is a wrong call, with a remedy."""
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert captured.out == ""


def test_a_misspelt_name_of_a_query_is_told(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is a word to search for, too, so it is answered; but nobody should take 0 events for the truth."""
    assert main(["query", "oom_suspect"]) == 0
    assert "did you mean 'oom_suspects'?" in capsys.readouterr().err


def test_query_without_a_store(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing was stored yet, the message says what stores."""
    assert main(["query", "level:ERROR"]) == 1
    assert "logloom ingest" in capsys.readouterr().err


def test_audit_proves_what_is_missing(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A complete run is complete; one with a gap makes the audit fail and names it."""
    assert main(["audit"]) == 0
    assert "complete" in capsys.readouterr().out
    other = "f" * 20
    with gzip.open(stored / "other.log.gz", "wt") as file:
        file.write("\n".join(event(seq, run=other) for seq in (0, 1, 5)) + "\n")
    assert main(["ingest", "other.log.gz"]) == 0
    capsys.readouterr()
    assert main(["audit", "--format", "json"]) == 1
    found = {process["run"]: process for process in json.loads(capsys.readouterr().out)["processes"]}
    assert found[other]["gaps"] == [[2, 4]]
    assert (found[other]["state"], found[RUN]["state"]) == ("missing", "complete")


def test_ingest_tells_what_it_did(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second call reads only what is new."""
    with (stored / "job.log").open("a") as file:
        file.write("one more\n")
    assert main(["ingest", "job.log", "--final"]) == 0
    assert "1 lines" in capsys.readouterr().out


def test_ingest_of_a_file_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong path is a wrong call."""
    assert main(["ingest", "nowhere.log"]) == 2
    assert "nowhere.log" in capsys.readouterr().err
