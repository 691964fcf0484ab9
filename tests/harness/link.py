"""A network that is away until it is there: a port that refuses, then passes on to another one."""

from __future__ import annotations

import contextlib
import socket
import threading
from socketserver import BaseRequestHandler, ThreadingTCPServer


class Link:
    """A port on 127.0.0.1 that refuses all until `connect` is called. Who uses it has to end before it is closed."""

    def __init__(self) -> None:
        # Bound, and not yet listening: the port is taken, and refuses.
        self._server = ThreadingTCPServer(("127.0.0.1", 0), BaseRequestHandler, bind_and_activate=False)
        self._server.server_bind()
        self.address = f"127.0.0.1:{self._server.server_address[1]}"
        self._thread: threading.Thread | None = None

    def connect(self, port: int) -> None:
        """Pass on to a port of this machine from now on."""

        class Handler(BaseRequestHandler):
            def handle(self) -> None:
                with socket.create_connection(("127.0.0.1", port), 30) as there:
                    there.settimeout(None)
                    back = threading.Thread(target=_copy, args=(there, self.request))
                    back.start()
                    _copy(self.request, there)
                    back.join()

        self._server.RequestHandlerClass = Handler
        self._server.server_activate()
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def close(self) -> None:
        """Give the port back."""
        if self._thread is not None:
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()


def _copy(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(1 << 16):
            target.sendall(data)
    for end in (source, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
