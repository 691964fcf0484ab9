"""What Filebeat sees of Kubernetes on one node: an API that lists pods, and their logs in CRI's format.

Source: Kubernetes 1.34, "Kubernetes API Concepts" (lists and watches) and "Logging Architecture"; the CRI's own
`logging.md` for the format of a line.
"""

from __future__ import annotations

import contextlib
import json
import threading
import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from harness.serving import served

NODE = "gpu-1"
PIECE_BYTES = 16 * 1024
"""A longer line comes in pieces, of which only the last is marked with F."""


class Pod:
    """A pod of one container on the node, with the files of its log.

    Args:
        folder: in the place of /var/log/pods.
        name: of the pod.
        labels: of the pod.
        container: name of its container.
    """

    def __init__(self, folder: Path, name: str, labels: Mapping[str, str], container: str = "trainer") -> None:
        self.name, self._labels, self._container = name, dict(labels), container
        self.uid = str(uuid.uuid5(uuid.NAMESPACE_DNS, name))
        self.path = folder / f"training_{name}_{self.uid}" / container / "0.log"
        self.path.parent.mkdir(parents=True)
        self._time = datetime(2026, 11, 1, 10, tzinfo=timezone.utc)

    @property
    def resource(self) -> dict[str, Any]:
        """The pod as the API tells it."""
        running = {"startedAt": "2026-11-01T10:00:00Z"}
        state = {"name": self._container, "containerID": "containerd://" + "ab" * 32, "state": {"running": running}}
        named = {"name": self.name, "namespace": "training", "uid": self.uid, "labels": self._labels}
        containers = [{"name": self._container, "image": "trainer"}]
        return {
            "metadata": {**named, "resourceVersion": "1"},
            "spec": {"nodeName": NODE, "containers": containers},
            "status": {"phase": "Running", "podIP": "10.0.0.7", "containerStatuses": [state]},
        }

    def write(self, lines: Iterable[tuple[str, bytes]]) -> None:
        """Take what a process wrote at once: streams, and lines without their ends."""
        with self.path.open("ab") as file:
            for stream, line in lines:
                starts = range(0, max(len(line), 1), PIECE_BYTES)
                for start in starts:
                    file.write(self._record(stream, line[start : start + PIECE_BYTES], start == starts[-1]))

    def rotate(self) -> None:
        """Rename the file and begin a new one, as the kubelet does."""
        self.path.rename(self.path.with_name(f"0.log.{self._time:%Y%m%d-%H%M%S}"))
        self.path.touch()

    def _record(self, stream: str, piece: bytes, is_last: bool) -> bytes:
        self._time += timedelta(microseconds=1357)
        time = self._time.strftime("%Y-%m-%dT%H:%M:%S.%f") + "042Z"
        return f"{time} {stream} {'F' if is_last else 'P'} ".encode() + piece + b"\n"


@contextlib.contextmanager
def api(pods: Iterable[Pod], folder: Path) -> Iterator[Path]:
    """Serve the API of a cluster with these pods, and give the kubeconfig that leads to it.

    Args:
        pods: all that there are.
        folder: where to write the kubeconfig.
    """
    listed = {"kind": "PodList", "apiVersion": "v1", "metadata": {"resourceVersion": "1"}}
    is_over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            if "watch" in parse_qs(asked.query):
                self._answer({}, ends=False)
                is_over.wait()
            elif asked.path == "/api/v1/pods":
                self._answer({**listed, "items": [pod.resource for pod in pods]})
            else:
                self._answer({"kind": "Status", "code": 404, "status": "Failure"}, status=404)

        def _answer(self, body: object, *, status: int = 200, ends: bool = True) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            if ends:
                self.wfile.write(json.dumps(body).encode())
            self.wfile.flush()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name in the base class
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    with served(server):
        try:
            yield _kubeconfig(folder, server.server_port)
        finally:
            is_over.set()


def _kubeconfig(folder: Path, port: int) -> Path:
    config = {
        "apiVersion": "v1",
        "kind": "Config",
        "current-context": "here",
        "clusters": [{"name": "here", "cluster": {"server": f"http://127.0.0.1:{port}"}}],
        "contexts": [{"name": "here", "context": {"cluster": "here", "user": "nobody"}}],
        "users": [{"name": "nobody", "user": {}}],
    }
    path = folder / "kubeconfig"
    path.write_text(json.dumps(config), encoding="utf-8")
    return path
