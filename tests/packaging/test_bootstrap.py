"""The set-up behind `make demo` and `make test`: what a person gets on a machine that lacks something."""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    SetUp = Callable[..., subprocess.CompletedProcess[str]]


def the_sentence(result: subprocess.CompletedProcess[str]) -> str:
    """Return the one line of a failed set-up, which is no traceback."""
    assert result.returncode == 1, result
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    assert lines[0].startswith("logloom: ")
    assert lines[0].endswith(".")
    return lines[0]


@pytest.mark.needs("old-python")
def test_every_older_python_is_told_which_one_is_needed(set_up: SetUp, old_pythons: list[str]) -> None:
    """Each interpreter below the floor that this machine has names itself and what to do."""
    for python in old_pythons:
        sentence = the_sentence(set_up("run", python=python))
        assert "Python 3.10 or newer is needed" in sentence
        assert python.rsplit("/", 1)[-1] in sentence
        assert "PYTHON=" in sentence


def test_the_script_holds_no_syntax_newer_than_python_3_6(root: Path) -> None:
    """A Python 3.6 can read the script, so it gets as far as its sentence; so do the versions between."""
    source = (root / "tools/bootstrap.py").read_text()
    assert ast.parse(source, feature_version=(3, 6)).body
    assert "from __future__ import annotations" not in source


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 9, 99)])
def test_a_version_below_the_floor_is_refused(bootstrap: ModuleType, version: tuple[int, ...]) -> None:
    """The refusal names the version that was found."""
    with pytest.raises(bootstrap.SetupError, match=r"is 3\.\d\.\d+: install a newer one"):
        bootstrap.check_python(version, "/usr/bin/python3")


@pytest.mark.parametrize("version", [(3, 10, 0), (3, 14, 2), (4, 0, 0)])
def test_a_version_from_the_floor_on_is_taken(bootstrap: ModuleType, version: tuple[int, ...]) -> None:
    """The floor itself is included."""
    assert bootstrap.check_python(version, "/usr/bin/python3") is None


def test_without_ensurepip_the_package_to_install_is_named(set_up: SetUp, tmp_path: Path) -> None:
    """Debian's python3 can't make virtual environments until python3.X-venv is installed."""
    stub = tmp_path / "stub" / "ensurepip.py"
    stub.parent.mkdir()
    stub.write_text("raise ImportError('as on Debian without python3-venv')\n")
    sentence = the_sentence(set_up("run", PYTHONPATH=str(stub.parent)))
    assert f"sudo apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv" in sentence
    assert not (tmp_path / "venv").exists()


def test_without_a_network_the_sentence_names_network_proxy_and_mirror(
    set_up: SetUp, tmp_path: Path, closed_port: int
) -> None:
    """A package index that does not answer is said in one sentence; what pip said is kept beside it."""
    result = set_up("run", PIP_INDEX_URL=f"http://127.0.0.1:{closed_port}/simple", PIP_CONFIG_FILE="/dev/null")
    sentence = the_sentence(result)
    assert "can't be reached" in sentence
    assert "HTTPS_PROXY" in sentence
    assert "PIP_INDEX_URL" in sentence
    assert (tmp_path / "venv-setup.log").read_text()


@pytest.mark.needs("tmpfs")
def test_too_small_a_disk_is_told_before_anything_is_installed(set_up: SetUp, tiny_disk: Path) -> None:
    """The sentence says how much there is, how much it takes, and how to use another disk."""
    sentence = the_sentence(set_up("run", "torch", venv=tiny_disk / "venv"))
    assert "has 2 MB of free disk space" in sentence
    assert "VENV=" in sentence
    assert list(tiny_disk.iterdir()) == []


@pytest.mark.needs("tmpfs")
def test_a_disk_that_fills_up_on_the_way_is_told_as_such(set_up: SetUp, tiny_disk: Path, tmp_path: Path) -> None:
    """Where the temporary folder is full, venv's or pip's own traceback becomes a sentence; no half remains."""
    sentence = the_sentence(set_up("run", TMPDIR=str(tiny_disk)))
    assert "the disk is full: free some space" in sentence
    assert not (tmp_path / "venv").exists()


def test_an_environment_of_another_python_is_left_alone(set_up: SetUp, tmp_path: Path) -> None:
    """What somebody else made is not overwritten: the sentence says how to remove it."""
    (tmp_path / "venv").mkdir()
    (tmp_path / "venv/pyvenv.cfg").write_text("home = /nowhere\n")
    assert "make distclean" in the_sentence(set_up("run"))
    assert (tmp_path / "venv/pyvenv.cfg").read_text() == "home = /nowhere\n"


@pytest.mark.parametrize(
    ("output", "word"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the pinned one"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", "PIP_CERT"),
        ("Temporary failure in name resolution\nERROR: No matching distribution found for x", "can't be reached"),
        ("ERROR: No matching distribution found for torch==2.15.0", "no ready-made torch==2.15.0"),
        ("/x/.venv/bin/python: No module named pip", "has no pip"),
        ("PermissionError: [Errno 13] Permission denied: '/x/.venv'", "can't be written"),
        ("  LookupError: no such thing\nhint: see above\n", "LookupError: no such thing"),
        ("Killed\n", "Killed"),
        ("", "no reason given"),
    ],
)  # fmt: skip
def test_what_pip_says_becomes_what_to_do(bootstrap: ModuleType, tmp_path: Path, output: str, word: str) -> None:
    """Each kind of failure has its sentence; an unknown one gives its own reason and where the rest is."""
    assert word in bootstrap.explain(output, tmp_path)


@pytest.fixture
def borrow(root: Path, tmp_path: Path, user_environment: dict[str, str]) -> Callable[[str], str]:
    """Return a function that borrows a PyTorch of some version and tells which one the environment then has."""
    lender, venv = tmp_path / "lender/site-packages", tmp_path / "venv"

    def call(version: str) -> str:
        (lender / "torch").mkdir(parents=True)
        (lender / "torch/__init__.py").write_text(f"__version__ = {version!r}\n")
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
        code = "import bootstrap, pathlib, sys; bootstrap.borrow_torch(pathlib.Path(sys.argv[1]))"
        path = f"{lender}:{root / 'tools'}"
        subprocess.run([sys.executable, "-c", code, venv], env=user_environment | {"PYTHONPATH": path}, check=True)
        found = [venv / "bin/python", "-c", "import torch; print(torch.__version__)"]
        return subprocess.run(found, env=user_environment, capture_output=True, text=True, check=False).stdout

    return call


def test_a_pytorch_that_python3_has_is_taken(borrow: Callable[[str], str]) -> None:
    """The environment imports the lender's PyTorch, with the lender's build suffix."""
    assert borrow("2.5.0a0+872d972e41.nv24.08") == "2.5.0a0+872d972e41.nv24.08\n"


def test_a_pytorch_that_is_too_old_is_not_taken(borrow: Callable[[str], str]) -> None:
    """Below the trainer's floor the environment stays without, so that the pinned one gets installed."""
    assert borrow("1.13.1") == ""


def test_a_changed_requirement_file_is_installed_again(bootstrap: ModuleType, tmp_path: Path) -> None:
    """A stamp holds for the very files that it was made from; a broken one counts as none."""
    stamp = tmp_path / "logloom-setup.json"
    stamp.write_text('{"run": "0"}')
    assert bootstrap.read_stamp(tmp_path) == {"run": "0"}
    assert bootstrap.group_digest("run") not in {"0", bootstrap.group_digest("dev")}
    stamp.write_text('{"run": ')
    assert bootstrap.read_stamp(tmp_path) == {}
