"""What is rendered for systemd: its own tools take the units, find them tight, and the trimming loses nothing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from logloom.render import render
from logloom.schema import Schema

Make = Callable[..., Schema]
UNITS = ("logloom-filebeat.service", "logloom-trainer@.service", "logloom-trim.service", "logloom-trim.timer")
LARGEST_EXPOSURE = {"logloom-filebeat.service": 1.5, "logloom-trainer@.service": 2.5, "logloom-trim.service": 1.5}
"""By systemd's own count, from 0 to 10; 9 and more is usual for a service that nobody looked at."""


def texts(schema: Schema) -> dict[str, str]:
    """Return what is rendered, by name."""
    return {path.rpartition("/")[2]: content.decode() for path, content in render(schema, ["systemd"]).items()}


@pytest.fixture(params=["direct", "logstash"])
def units(request: pytest.FixtureRequest, make: Make, tmp_path: Path) -> Path:
    """Return a folder of the units, whose programs are there."""
    rendered = texts(make(stack={"transport": request.param}))
    for name in UNITS:
        text = rendered[name].replace("/usr/share/filebeat/bin/filebeat", "/bin/true")
        (tmp_path / name.replace("@", "@night-7")).write_text(text, encoding="utf-8")
    return tmp_path


def analyze(*arguments: str | Path) -> str:
    """Return what `systemd-analyze` has to say."""
    done = subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.needs("systemd")
def test_systemd_takes_the_units(units: Path) -> None:
    """It knows each setting, and has nothing to warn of."""
    assert analyze("verify", "--man=no", *sorted(units.iterdir())) == ""


@pytest.mark.needs("systemd")
@pytest.mark.parametrize("name", LARGEST_EXPOSURE)
def test_units_are_tight(units: Path, name: str) -> None:
    """What a service could do if it were taken over is little, by systemd's own count."""
    told = analyze("security", "--offline=true", "--no-pager", units / name.replace("@", "@night-7"))
    found = re.search(r"exposure level for \S+: ([0-9.]+)", told)
    assert found
    assert float(found[1]) <= LARGEST_EXPOSURE[name]


@pytest.mark.parametrize("name", [name for name in LARGEST_EXPOSURE if "trim" not in name])
def test_services_run_as_nobody_in_particular(make: Make, name: str) -> None:
    """Their user exists while they run, they gain no rights, and write into their own folders alone."""
    unit = texts(make())[name].splitlines()
    assert {"DynamicUser=yes", "NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet="} <= set(unit)


def test_filebeat_is_left_what_it_does_not_start_without(make: Make) -> None:
    """Seen under strace: the addresses by netlink, /proc/stat, and a filter of system calls of its own."""
    unit = texts(make())["logloom-filebeat.service"]
    assert "RestrictAddressFamilies=AF_INET AF_INET6 AF_NETLINK AF_UNIX\n" in unit
    assert "SystemCallFilter=seccomp\n" in unit
    assert "ProcSubset" not in unit


def test_a_job_keeps_its_gpus(make: Make) -> None:
    """What would allow some device by name, and so no other, or forbid code that is made while it runs, is left out."""
    unit = texts(make())["logloom-trainer@.service"]
    for setting in ("ProtectClock=", "PrivateDevices=", "DeviceAllow=", "MemoryDenyWriteExecute="):
        assert f"\n{setting}" not in unit


def test_secrets_are_not_in_the_unit(make: Make) -> None:
    """The key comes by a file that only root reads; with Logstash the private key comes as a credential."""
    direct, logstash = (
        texts(make(stack={"transport": word}))["logloom-filebeat.service"] for word in ("direct", "logstash")
    )
    assert "EnvironmentFile=/etc/logloom/filebeat.env" in direct
    assert "API_KEY=" not in direct
    assert "LoadCredential=tls.key:" not in direct
    assert "LoadCredential=tls.key:/etc/logloom/tls/tls.key" in logstash


def test_filebeat_waits_on_disk(make: Make) -> None:
    """Whatever the driver of the rest, plain files are read, into a queue on disk that is bounded."""
    config = yaml.safe_load(texts(make(stack={"driver": "json-file"}))["filebeat.yml"])
    assert config["filebeat.inputs"][0]["paths"] == ["${LOGLOOM_FILES:/var/log/pytorch/*.log*}"]
    assert config["queue.disk"]["max_size"] == "${LOGLOOM_QUEUE:2GB}"
    assert "queue.mem" not in config


def test_trimming_moves_nothing(make: Make, tmp_path: Path) -> None:
    """The file is as long as before, its end is what was written, and who appends to it goes on doing so."""
    script = tmp_path / "trim.sh"
    script.write_text(texts(make())["trim.sh"], encoding="utf-8")
    log = tmp_path / "logs" / "night-7.log"
    log.parent.mkdir()
    short = log.with_name("short.log")
    short.write_bytes(b"short\n")
    lines = b"".join(b"line %06d\n" % number for number in range(300_000))
    with log.open("ab") as job:
        job.write(lines)
        job.flush()
        os.fsync(job.fileno())
        command = [shutil.which("sh") or "sh", str(script), str(log.parent)]
        done = subprocess.run(command, env={**os.environ, "LOGLOOM_KEEP_MIB": "1"}, capture_output=True, check=False)
        if b"not supported" in done.stderr:
            assert log.read_bytes() == lines
            return
        assert (done.returncode, done.stderr) == (0, b"")
        job.write(b"the end\n")
    kept = 1 << 20
    found = log.read_bytes()
    assert len(found) == len(lines) + 8
    assert found[-kept:] == (lines + b"the end\n")[-kept:]
    assert found.startswith(b"\0" * (len(lines) - kept - 4096))
    assert log.stat().st_blocks * 512 < kept + 65536
    assert short.read_bytes() == b"short\n"
