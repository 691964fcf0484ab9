"""Make `.venv` with the pinned requirements, once. Whatever goes wrong is one sentence that says what to do.

`make` calls this before every target: `python3 tools/bootstrap.py --venv .venv run dev torch`. A group that
is already installed from the same requirement files costs nothing, so a second call starts at once.

Standard library only, and no syntax newer than Python 3.6: an old Python must get as far as its sentence.
"""

import argparse
import hashlib
import importlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict, List, Optional, Sequence, Tuple

ROOT = Path(__file__).resolve().parent.parent
MINIMUM = (3, 10)
MINIMUM_TORCH = (2, 3)

# What must be free to install a group: its packages, and for PyTorch also the wheels while pip unpacks them.
NEEDED_MB = {"run": 200, "dev": 800, "torch": 9000, "frameworks": 400, "scan": 400, "web": 400}

AGAIN = "then run the same command again"

# What pip or venv say when they fail, and what to do about it; the first that matches counts.
REMEDIES = {
    r"No space left on device|Disk quota exceeded|Errno 28\b": (
        "the disk is full: free some space (PyTorch alone takes about 9 GB while it is installed, "
        "in {venv}, in the temporary folder and in pip's cache)"
    ),
    r"DO NOT MATCH THE HASHES": (
        "a downloaded package is not the pinned one, so nothing was installed: "
        "check the mirror that pip uses (`pip config list`)"
    ),
    r"CERTIFICATE_VERIFY_FAILED|certificate verify failed": (
        "the package index shows a certificate that this machine does not trust: "
        "name your organisation's certificates in PIP_CERT"
    ),
    r"ConnectionError|ConnectTimeout|ReadTimeout|ProxyError|ProtocolError|IncompleteRead|Connection refused|"
    r"Connection reset|Network is unreachable|name resolution|Name or service not known|timed out": (
        "the package index can't be reached: check the network, "
        "and HTTPS_PROXY and PIP_INDEX_URL if you use a proxy or a mirror"
    ),
    r"No matching distribution found for (?P<what>\S+)": (
        "the package index has no ready-made {what} for this machine and Python {python}: "
        "use Python 3.10 to 3.14 on x86_64 or aarch64 (`make demo PYTHON=python3.12`), or install PyTorch "
        "as its makers say for your device, so that `python3 -c 'import torch'` works"
    ),
    r"No module named pip": "{venv} has no pip: remove it (`make distclean`)",
    r"Permission denied|Read-only file system|Errno 13\b": "{venv} can't be written: check who owns it",
}


class SetupError(Exception):
    """What stopped the set-up; its text is the sentence for the user."""


def check_python(version: Tuple[int, ...], executable: str) -> None:
    """Raise SetupError if this Python is older than logloom's floor."""
    if version >= MINIMUM:
        return
    raise SetupError(
        f"Python 3.10 or newer is needed, and {executable} is {'.'.join(map(str, version))}: "
        "install a newer one and name it, as in `make demo PYTHON=python3.12`"
    )


def check_venv_module() -> None:
    """Raise SetupError if this Python can't make virtual environments; Debian's comes without."""
    try:
        importlib.import_module("ensurepip")
        importlib.import_module("venv")
    except ImportError:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        raise SetupError(
            f"{sys.executable} can't make virtual environments: install its package for that "
            f"(`sudo apt install {package}`), {AGAIN}"
        ) from None


def check_disk(venv: Path, groups: Sequence[str], torch_is_here: bool) -> None:
    """Raise SetupError if the disk under `venv` has less free space than the groups need."""
    needed_mb = sum(NEEDED_MB.get(group, 0) for group in groups if not (group == "torch" and torch_is_here))
    folder = next(parent for parent in [venv, *venv.parents] if parent.exists())
    free_mb = shutil.disk_usage(str(folder)).free // 1_000_000
    if free_mb < needed_mb:
        raise SetupError(
            f"{folder} has {free_mb} MB of free disk space and the set-up takes about {needed_mb} MB: "
            f"free some, or name a folder on another disk (`make demo VENV=/path/to/venv`), {AGAIN}"
        )


def explain(output: str, venv: Path) -> str:
    """Return the sentence for what pip or venv printed before they failed."""
    python = ".".join(map(str, sys.version_info[:2]))
    for pattern, remedy in REMEDIES.items():
        match = re.search(pattern, output)
        if match:
            return f"{remedy.format(venv=venv, python=python, **match.groupdict())}, {AGAIN}"
    reasons = re.findall(r"^\s*(\w*Error: .+|ERROR: .+)$", output, re.MULTILINE) or output.split("\n")[-2:-1]
    reason = reasons[-1].strip() if reasons else "no reason given"
    return f"the set-up failed ({reason}): the details are in {log_file(venv)}"


def run(command: Sequence[str], venv: Path) -> None:
    """Run one step of the set-up, showing what is being downloaded.

    Raises:
        SetupError: The step failed; the whole output is then in the log file.
    """
    lines = []  # type: List[str]
    environment = dict(os.environ, PYTHONUNBUFFERED="1", PIP_DISABLE_PIP_VERSION_CHECK="1")
    with subprocess.Popen(
        list(command),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
        env=environment,
    ) as process:
        for line in process.stdout or ():
            lines.append(line)
            show(line)
    if process.returncode:
        write_log(venv, lines)
        raise SetupError(explain("".join(lines), venv))


def log_file(venv: Path) -> Path:
    """Return where a failed step's output goes: beside the environment, which may be gone."""
    return venv.with_name(f"{venv.name}-setup.log")


def write_log(venv: Path, lines: Sequence[str]) -> None:
    """Keep a failed step's output; on a full disk there may be no room even for that."""
    try:
        log_file(venv).write_text("".join(lines))
    except OSError:
        return


def show(line: str) -> None:
    """Pass on pip's word of each big download, so that a long silence has a reason."""
    match = re.match(r"\s*Downloading (\S+?)(?:-\d\S*)? \((\d{2,}(?:\.\d+)? MB|\S+ GB)\)", line)
    if match:
        print(f"  {match.group(1).rsplit('/', 1)[-1]} ({match.group(2)})", flush=True)


def torch_folders() -> List[str]:
    """Return this Python's package folders if it has a PyTorch, else nothing."""
    spec = importlib.util.find_spec("torch")
    if spec is None or spec.origin is None:
        return []
    return [folder for folder in sys.path if folder.endswith(("site-packages", "dist-packages"))]


def group_digest(group: str) -> str:
    """Return the hash of what a group is installed from; a changed hash means to install it again."""
    files = [ROOT / "requirements" / f"{group}.txt"]
    if group == "run":
        files.append(ROOT / "pyproject.toml")  # its entry points are part of the installed checkout
    if group == "torch":
        files.append(ROOT / "requirements" / "numpy.txt")
    digest = hashlib.sha256(sys.version.encode())
    for file in files:
        digest.update(file.read_bytes())
    if group == "torch":
        digest.update("\n".join(torch_folders()).encode())
    return digest.hexdigest()


def read_stamp(venv: Path) -> Dict[str, str]:
    """Return the digest of each group that was installed to the end."""
    try:
        stamp = json.loads((venv / "logloom-setup.json").read_text())
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def venv_python(venv: Path) -> Path:
    """Return the environment's interpreter."""
    return venv / "bin" / "python"


def python_tag(python: Path) -> Optional[str]:
    """Return `3.11` for an interpreter that runs, None for one that does not."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        found = subprocess.run([str(python), "-c", code], stdout=subprocess.PIPE, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    return found.decode().strip()


def make_venv(venv: Path) -> None:
    """Make the environment, or take the one that is there if it is of the same Python."""
    wanted = ".".join(map(str, sys.version_info[:2]))
    if (venv / "pyvenv.cfg").exists():
        found = python_tag(venv_python(venv))
        if found != wanted:
            raise SetupError(
                f"{venv} was made by Python {found or 'that is gone'} and {sys.executable} is {wanted}: "
                f"remove it (`make distclean`), {AGAIN}"
            )
        return
    check_venv_module()
    print(f"Setting up {venv} with Python {wanted}", flush=True)
    try:
        # In two steps, since venv keeps to itself why its call of ensurepip failed.
        run([sys.executable, "-m", "venv", "--without-pip", str(venv)], venv)
        run([str(venv_python(venv)), "-m", "ensurepip", "--default-pip"], venv)
    except BaseException:
        shutil.rmtree(str(venv), ignore_errors=True)  # half an environment would only puzzle the next call
        raise


def pip_install(venv: Path, *arguments: str) -> None:
    """Run the environment's own pip: it knows the user's proxy, mirror and certificates."""
    # Two tries, not pip's five: without a network the sentence should come soon.
    settings = ["--no-input", "--retries", "2", "--progress-bar", "off"]
    run([str(venv_python(venv)), "-m", "pip", "install", *settings, *arguments], venv)


def install_files(venv: Path, names: Sequence[str]) -> None:
    """Install requirement files by hash; they are complete, so there is nothing to resolve."""
    files = [argument for name in names for argument in ("-r", str(ROOT / "requirements" / f"{name}.txt"))]
    pip_install(venv, "--require-hashes", "--no-deps", "--only-binary", ":all:", *files)


def install_checkout(venv: Path) -> None:
    """Install this checkout so that changes to its source count at once."""
    pip_install(venv, "--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT))


def borrow_torch(venv: Path) -> bool:
    """Let the environment see the PyTorch of the Python that runs this, and say whether it did.

    A `.pth` file adds that Python's package folders behind the environment's own, so the pinned packages win.
    (`--system-site-packages` would not do: made from an activated environment it shows the system's packages,
    not that environment's, and that is where PyTorch usually is.)
    """
    pth = site_packages(venv) / "logloom-torch.pth"
    folders = torch_folders()
    if pth.exists():
        pth.unlink()
    if not folders:
        return False
    pth.write_text("".join(f"{folder}\n" for folder in folders))
    if torch_version(venv) >= MINIMUM_TORCH:
        return True
    pth.unlink()
    return False


def site_packages(venv: Path) -> Path:
    """Return the folder where the environment's packages are."""
    return venv / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"


def torch_version(venv: Path) -> Tuple[int, ...]:
    """Return the PyTorch release that the environment can import, (0,) if none."""
    command = [str(venv_python(venv)), "-c", "import torch; print(torch.__version__)"]
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    match = re.match(r"(\d+)\.(\d+)", result.stdout.decode())
    return tuple(map(int, match.groups())) if match else (0,)


def install_torch(venv: Path) -> None:
    """Take the PyTorch that is there, else install the pinned one; either comes with a numpy."""
    if not borrow_torch(venv):
        print("Installing the pinned PyTorch, about 3 GB to download", flush=True)
        install_files(venv, ["numpy", "torch"])
        return
    print("Taking the PyTorch of", sys.executable, flush=True)
    if not can_import(venv, "numpy"):
        install_files(venv, ["numpy"])


def can_import(venv: Path, module: str) -> bool:
    """Return whether the environment has a module that loads."""
    command = [str(venv_python(venv)), "-c", f"import {module}"]
    return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0


def prepare(venv: Path, groups: Sequence[str]) -> None:
    """Bring the environment to what the groups' requirement files say."""
    check_python(sys.version_info[:3], sys.executable)
    stamp = read_stamp(venv)
    digests = {group: group_digest(group) for group in groups}
    stale = [group for group in groups if stamp.get(group) != digests[group]]
    if not stale:
        return
    check_disk(venv, stale, bool(torch_folders()))
    make_venv(venv)
    packages = [group for group in stale if group != "torch"]
    if packages:
        install_files(venv, packages)
    if "run" in stale:
        install_checkout(venv)
    if "torch" in stale:
        install_torch(venv)
    stamp.update({group: digests[group] for group in stale})
    (venv / "logloom-setup.json").write_text(json.dumps(stamp, indent=1) + "\n")


def main(arguments: Sequence[str]) -> int:
    """Prepare the environment; return the exit code."""
    parser = argparse.ArgumentParser(description="Make the virtual environment with the pinned requirements.")
    parser.add_argument("groups", nargs="+", choices=sorted(NEEDED_MB))
    parser.add_argument("--venv", type=Path, default=ROOT / ".venv", help="its folder, .venv unless told")
    options = parser.parse_args(arguments)
    try:
        prepare(options.venv, options.groups)
    except SetupError as error:
        print(f"logloom: {error}.", file=sys.stderr)
    except OSError as error:
        print(f"logloom: {explain(str(error), options.venv)}.", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nlogloom: stopped; the same command goes on from here.", file=sys.stderr)
        return 130
    else:
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
