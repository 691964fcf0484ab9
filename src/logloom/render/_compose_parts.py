"""What the services of the Compose file have in common.

Source: Compose specification; Docker Engine 26.1, "Docker security".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = [
    "ELASTIC",
    "ELASTICSEARCH_URL",
    "LOGSTASH_PORTS",
    "PROJECT",
    "REGISTRY",
    "SECRETS",
    "TLS",
    "after",
    "configuration",
    "curl",
    "file_limits",
    "health",
    "limits",
    "login",
    "on_loopback",
    "owners",
    "safe",
    "scripts",
    "secret_mounts",
    "volume",
    "with_secrets",
]

REGISTRY = "${LOGLOOM_REGISTRY:-}"
"""Stands before each image's own registry: a mirror's address, with a slash at its end."""

ELASTIC = "docker.elastic.co"
SECRETS = "/secrets"
TLS = "/etc/logloom/tls"
PROJECT = "/project"
ELASTICSEARCH_URL = "https://elasticsearch:9200"

_SCRIPTS = "/etc/logloom/compose"

LOGSTASH_PORTS: Mapping[str, str] = {
    # Docker's daemon sends to these itself, so they are open to the machine alone, whatever LOGLOOM_BIND says.
    "fluentd": "127.0.0.1:24224:24224",
    "gelf": "127.0.0.1:12201:12201/udp",
    "http": "${LOGLOOM_BIND:-127.0.0.1}:8080:8080",
    "tcp": "${LOGLOOM_BIND:-127.0.0.1}:5170:5170",
}

_OWNERS: Mapping[str, str] = {
    "elasticsearch": "1000",
    "logstash": "1000",
    "kibana": "1000",
    # These run as somebody else, in the group of root.
    "filebeat": "1000:0",
    "alerts": "1000:0",
    "reader": "1000",
    "faults": "1000:0",
}
"""Services that the set-up makes a folder for, and who reads it."""


def volume(source: str, target: str, *, read_only: bool = False, copy: bool = True) -> str:
    """Return the mount of a named volume; with `copy`, one that is empty becomes what the image has in its place."""
    options = [*(["ro"] if read_only else []), *([] if copy else ["nocopy"])]
    return ":".join([source, target, *([",".join(options)] if options else [])])


def configuration(source: str, target: str) -> dict[str, Any]:
    """Return the mount of a file or folder of the machine, that the container can only read."""
    return {
        "type": "bind",
        "source": source,
        "target": target,
        "read_only": True,
        # A path that lacks is a mistake, and no reason to make an empty folder of root's there.
        "bind": {"create_host_path": False},
    }


def secret_mounts() -> list[Any]:
    """Return the volume of the authority, and in it one for each service, which that service sees alone."""
    return [volume("secrets", SECRETS), *(volume(f"secrets-{name}", f"{SECRETS}/{name}") for name in _OWNERS)]


def owners() -> list[str]:
    """Return the options that say who reads a service's folder."""
    return [part for name, owner in _OWNERS.items() for part in ("--owner", f"{name}={owner}")]


def login() -> dict[str, str]:
    """Return the environment in which each command of logloom reaches the cluster."""
    return {
        "ELASTICSEARCH_URL": ELASTICSEARCH_URL,
        "ELASTICSEARCH_USERNAME": "elastic",
        "ELASTICSEARCH_PASSWORD_FILE": f"{SECRETS}/elasticsearch/elastic_password",
        "LOGLOOM_TLS": f"{SECRETS}/elasticsearch",
    }


def with_secrets(*command: str) -> dict[str, list[str]]:
    """Return an entry point that reads the files which the environment names, and then runs a command."""
    return {"entrypoint": ["sh", f"{_SCRIPTS}/with-secrets.sh", *command], "command": []}


def scripts() -> dict[str, Any]:
    """Return the mount of `deploy/compose/`, in which is what `with_secrets` runs."""
    return configuration("./deploy/compose", _SCRIPTS)


def on_loopback(variable: str, port: int) -> str:
    """Return a port that the machine alone can reach, unless LOGLOOM_BIND names another of its addresses."""
    return f"${{LOGLOOM_BIND:-127.0.0.1}}:${{{variable}:-{port}}}:{port}"


def after(*done: str, **others: str) -> dict[str, dict[str, str]]:
    """Return what a service waits for.

    Args:
        done: one-shots that have to end well.
        others: services, each with its condition.
    """
    conditions = dict.fromkeys(done, "service_completed_successfully") | others
    return {name: {"condition": condition} for name, condition in conditions.items()}


def curl(authority: str, url: str, expected: str) -> str:
    """Return a command that succeeds where an address answers with a text."""
    return f"curl --silent --cacert {authority} {url} | grep --quiet '{expected}'"


def health(command: str, interval: str = "30s") -> dict[str, Any]:
    """Return a health check that asks every two seconds while a service starts, for at most three minutes."""
    return {
        "test": ["CMD-SHELL", command],
        "interval": interval,
        "timeout": "10s",
        "retries": 5,
        "start_period": "3m",
        "start_interval": "2s",
    }


def limits(memory: str, *, cpus: str | None = None, pids: int = 1024) -> dict[str, Any]:
    """Return the most that a service may take."""
    most = {"memory": memory, "pids": pids, **({"cpus": cpus} if cpus else {})}
    return {"deploy": {"resources": {"limits": most}}}


def safe(*, read_only: bool = True, init: bool = True) -> dict[str, Any]:
    """Return what every service gives up, and the first process that buries its dead unless its image has one."""
    return {
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true"],
        **({"init": True} if init else {}),
        **({"read_only": True} if read_only else {}),
    }


def file_limits() -> dict[str, Any]:
    """Return how much a service of the stack may say itself."""
    return {"logging": {"driver": "json-file", "options": {"max-size": "20m", "max-file": "3"}}}
