"""Images for machines that can't pull any: a Debian base, and Elastic's programs as the other harnesses have them.

Each is known by a tag made from what it is built from, so that it is built once. The base is kept in the user's cache
too, for a Docker whose images were removed. None is ever pushed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from harness import elasticsearch, filebeat
from harness.elasticsearch import CACHE, Release, UnavailableError

FOLDER = Path(__file__).parent / "images"
RELEASE = "trixie"
LEFT_OUT = ("var/cache/apt/*", "var/lib/apt/lists/*", "usr/share/doc/*", "usr/share/man/*", "usr/share/locale/*")
BUILD_SECONDS = 900
AUTHORITIES = (os.environ.get("SSL_CERT_FILE", ""), "/etc/ssl/certs/ca-certificates.crt")


class Images(NamedTuple):
    """Names of images."""

    base: str
    elasticsearch: str
    filebeat: str


def build() -> Images:
    """Return the images, after building what lacks.

    Raises:
        UnavailableError: they can't be built here.
    """
    debian, program = base(), filebeat.install()
    return Images(
        debian,
        of_elasticsearch(elasticsearch.WHOLE),
        _image("filebeat", debian, program.parent.name, f"program={program.parent}"),
    )


def of_elasticsearch(release: Release) -> str:
    """Return the image of a version, after building it where it lacks.

    Raises:
        UnavailableError: it can't be built here.
    """
    home = elasticsearch.install(release)
    return _image("elasticsearch", base(), home.name, f"home={home}")


def skewed(image: str) -> str:
    """Return an image whose processes believe that it is an hour later."""
    tag = f"logloom-tests/skewed:{image.rpartition(':')[2][:12]}"
    if not _is_there(tag):
        _run("docker", "tag", image, f"{tag}-base")
        options = ("--build-arg", f"BASE_IMAGE={tag}-base")
        _run("docker", "build", "--quiet", "--tag", tag, *options, str(FOLDER / "skewed"))
    return tag


def authorities() -> Path:
    """Return the file of the authorities that this machine trusts: a proxy's own may be among them."""
    return next((Path(name) for name in AUTHORITIES if name and Path(name).is_file()), Path(os.devnull))


def base() -> str:
    """Return the Debian base, after making it where it lacks.

    Raises:
        UnavailableError: it can't be made here.
    """
    recipe = hashlib.sha256(repr((RELEASE, LEFT_OUT)).encode()).hexdigest()[:12]
    tag = f"logloom-tests/base:{RELEASE}-{recipe}"
    archive = CACHE / f"base-{RELEASE}-{recipe}.tar"
    if not _is_there(tag):
        if not archive.exists():
            _bootstrap(archive)
        _run("docker", "import", str(archive), tag)
    return tag


def _bootstrap(archive: Path) -> None:
    """Put a minimal Debian together, from the mirror that this machine uses itself."""
    if shutil.which("debootstrap") is None or os.getuid() != 0:
        raise UnavailableError("the base image is made by debootstrap, as root: see tools/dockerd.sh")
    archive.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=archive.parent) as name:
        folder = Path(name, "root")
        _run("debootstrap", "--variant=minbase", RELEASE, str(folder), *_mirror())
        made = Path(name, "base.tar")
        excluded = [f"--exclude=./{path}" for path in LEFT_OUT]
        _run("tar", "-C", str(folder), *excluded, "-cf", str(made), ".")
        made.replace(archive)


def _mirror() -> list[str]:
    sources = Path("/etc/apt/sources.list.d/debian.sources")
    lines = sources.read_text(encoding="utf-8").splitlines() if sources.exists() else []
    return [line.split()[1] for line in lines if line.startswith("URIs:")][:1]


def _image(name: str, base: str, content: str, context: str) -> str:
    """Build an image of ours, unless one of the same parts is there."""
    recipe = hashlib.sha256((base + content).encode())
    for path in sorted((FOLDER / name).iterdir()):
        recipe.update(path.read_bytes())
    tag = f"logloom-tests/{name}:{recipe.hexdigest()[:12]}"
    if not _is_there(tag):
        options = ("--build-arg", f"BASE_IMAGE={base}", "--build-context", context)
        _run("docker", "build", "--quiet", "--tag", tag, *options, str(FOLDER / name))
    return tag


def _is_there(tag: str) -> bool:
    return subprocess.run(["docker", "image", "inspect", tag], capture_output=True, check=False).returncode == 0


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=BUILD_SECONDS)
    if done.returncode:
        raise UnavailableError(f"{' '.join(command[:3])} failed: {(done.stdout + done.stderr)[-1500:]}")
