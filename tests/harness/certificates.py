"""Certificates for tests, made on the spot by the openssl command: an authority and what it signs."""

from __future__ import annotations

import subprocess
from pathlib import Path

_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")


def make(folder: Path, *names: str) -> Path:
    """Put ``ca.crt`` and, for each name, ``<name>.crt`` and ``<name>.key`` into a folder, and return it.

    They last for two days, for 127.0.0.1 and localhost.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _sign(folder, "ca", "basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign")
    for name in names:
        _sign(
            *(folder, name, "basicConstraints=critical,CA:FALSE", "keyUsage=critical,digitalSignature"),
            *("extendedKeyUsage=serverAuth,clientAuth", "subjectAltName=IP:127.0.0.1,DNS:localhost"),
            by=("-CA", "ca.crt", "-CAkey", "ca.key"),
        )
    return folder


def _sign(folder: Path, name: str, *extensions: str, by: tuple[str, ...] = ()) -> None:
    given = [part for extension in extensions for part in ("-addext", extension)]
    files = ("-keyout", f"{name}.key", "-out", f"{name}.crt")
    # An empty configuration: the system's own would add the extensions of an authority.
    subject = ("-subj", f"/CN=logloom-tests-{name}", "-days", "2")
    command = ["openssl", "req", "-x509", "-config", "/dev/null", *_KEY, *files, *subject, *given, *by]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
