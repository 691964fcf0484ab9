"""Docker Compose: the whole stack on one machine, and what may be laid over it.

`compose.yaml` starts with `docker compose up` and nothing to edit. `compose.gpu.yaml`, `compose.small.yaml` and
`compose.cluster.yaml` are laid over it (`docker compose -f compose.yaml -f compose.gpu.yaml up`).

Source: Compose specification, "Services top-level element", "Compose Deploy Specification"; Docker Engine 26.1, "JSON
File logging driver"; Elastic 9.4, "Install Elasticsearch with Docker", "Install Kibana with Docker", "Running Logstash
on Docker", "Run Filebeat on Docker"; GlitchTip 6, "Installation guide".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from logloom import __version__
from logloom.render._compose_cluster import cluster
from logloom.render._compose_faults import faults
from logloom.render._compose_parts import (
    ELASTIC,
    ELASTICSEARCH_URL,
    LOGSTASH_PORTS,
    PROJECT,
    REGISTRY,
    SECRETS,
    TLS,
    after,
    configuration,
    curl,
    file_limits,
    health,
    limits,
    login,
    on_loopback,
    owners,
    safe,
    scripts,
    secret_mounts,
    volume,
    with_secrets,
)
from logloom.render._filebeat import LABELS
from logloom.render._logstash import receives
from logloom.render._text import template, yaml_bytes
from logloom.schema import Schema

__all__ = ["render"]

Service = dict[str, Any]

_VERSION = f"${{LOGLOOM_VERSION:-{__version__}}}"
_DEBIAN = f"${{LOGLOOM_BASE:-{REGISTRY}docker.io/library/debian:trixie-slim}}"
_SENDERS = frozenset({"gelf", "fluentd"})
_SEARCH = "/usr/share/elasticsearch"
_SNAPSHOTS = "snapshots"


def render(schema: Schema) -> Mapping[str, bytes]:
    """Render ``compose.yaml``, what may be laid over it, and ``deploy/compose/``; nothing where lines come from files.

    Kubernetes' containers and plain files have no Docker daemon that could be asked to log otherwise.
    """
    if schema.stack.driver in {"cri", "file"}:
        return {}
    files = {
        "compose.yaml": _base(schema),
        "compose.cluster.yaml": cluster(_elasticsearch(schema), _SEARCH),
        "compose.gpu.yaml": _gpu(),
        "compose.small.yaml": _small(schema),
    }
    return {
        **{path: yaml_bytes(value, _note(schema, path)) for path, value in files.items()},
        "deploy/compose/with-secrets.sh": template("deploy/compose/with-secrets.sh"),
        "deploy/compose/kibana.yml": template("deploy/compose/kibana.yml", schema=schema),
    }


def _note(schema: Schema, path: str) -> str:
    made = f"from the schema {schema.name} {schema.version}; edit the schema, not this file."
    use = "docker compose up" if path == "compose.yaml" else f"docker compose -f compose.yaml -f {path} up"
    return (
        f"{made}\n\n    {use}\n\nWhat can be set by a variable, and why each part is as it is: docs/guides/compose.md."
    )


def _base(schema: Schema) -> dict[str, Any]:
    services = {
        "secrets": _secrets(),
        "version": _data_version(schema),
        "address": _address(),
        "elasticsearch": _elasticsearch(schema),
        "setup": _setup(),
        "kibana": _kibana(schema),
        "dashboards": _dashboards(),
        **({"logstash": _logstash(schema)} if receives(schema) else {}),
        **({"filebeat": _filebeat(schema)} if schema.stack.driver not in _SENDERS else {}),
        "trainer": _trainer(schema),
        **({"alerts": _alerts(schema)} if schema.alerts else {}),
        **faults(),
    }
    mounts = [mount for service in services.values() for mount in service.get("volumes", [])]
    named = sorted({mount.split(":")[0] for mount in mounts if isinstance(mount, str) and mount[0] != "$"})
    return {
        "name": "logloom",
        "services": services,
        "networks": {"stack": {}, "jobs": {}},
        "volumes": {name: {} for name in sorted([*named, _SNAPSHOTS])},
    }


def _build(dockerfile: str, base: str) -> Service:
    return {
        "context": ".",
        "dockerfile": dockerfile,
        "args": {
            "BASE_IMAGE": base,
            "PIP_INDEX_URL": "${PIP_INDEX_URL:-}",
            "VERSION": _VERSION,
            "REVISION": "${LOGLOOM_REVISION:-unknown}",
        },
    }


def _logloom() -> Service:
    """Return what all services of the project's own image have in common. The first of them builds it."""
    return {
        "image": f"logloom:{_VERSION}",
        "user": "1000:0",
        "tmpfs": ["/tmp"],  # noqa: S108 - a path inside the container
        **safe(),
        **limits("512M", cpus="1.0"),
    }


def _secrets() -> Service:
    names = ("elasticsearch2", "elasticsearch3")
    more = [part for name in names for part in ("--name", f"elasticsearch={name}")]
    return {
        **_logloom(),
        "build": _build("deploy/images/logloom/Dockerfile", _DEBIAN),
        "command": ["setup", "secrets", "--folder", SECRETS, *more, *owners()],
        "network_mode": "none",
        "volumes": secret_mounts(),
    }


def _data_version(schema: Schema) -> Service:
    """Return the one-shot that says why a version may not start, where Elasticsearch would only fail."""
    return {
        **_logloom(),
        "command": ["setup", "version", "--data", "/data", "--elastic", schema.stack.elastic],
        "network_mode": "none",
        # An empty volume is given to the user of the first image that fills it: that is to be Elasticsearch's.
        "volumes": [volume("elasticsearch", "/data", read_only=True, copy=False)],
    }


_TELL_ADDRESS = """\
import pathlib, socket
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
    probe.connect(("192.0.2.1", 9))
    pathlib.Path("/run/logloom/node_ip").write_text(probe.getsockname()[0])
"""


def _address() -> Service:
    """Return the one-shot that writes the machine's own address down: only its network can tell it."""
    return {
        **_logloom(),
        "entrypoint": ["python3", "-c", _TELL_ADDRESS],
        "command": [],
        "network_mode": "host",
        "volumes": [volume("address", "/run/logloom")],
    }


def _settings(secrets: str) -> dict[str, str]:
    """Return Elasticsearch's settings: its image takes variables with dots for them."""
    settings = {
        "cluster.name": "logloom",
        "node.name": "elasticsearch",
        "discovery.type": "single-node",
        "path.repo": f"{_SEARCH}/snapshots",
        "xpack.security.enabled": "true",
        "xpack.security.enrollment.enabled": "false",
        "xpack.license.self_generated.type": "basic",
    }
    for layer in ("http", "transport"):
        settings |= {
            f"xpack.security.{layer}.ssl.enabled": "true",
            f"xpack.security.{layer}.ssl.key": f"{secrets}/tls.key",
            f"xpack.security.{layer}.ssl.certificate": f"{secrets}/tls.crt",
            f"xpack.security.{layer}.ssl.certificate_authorities": f"{secrets}/ca.crt",
        }
    return {**settings, "xpack.security.transport.ssl.verification_mode": "full"}


def _elasticsearch(schema: Schema) -> Service:
    secrets = f"{_SEARCH}/config/secrets"  # it reads no file outside of its configuration
    return {
        "image": f"{REGISTRY}{ELASTIC}/elasticsearch/elasticsearch:{schema.stack.elastic}",
        "user": "1000:0",
        "environment": {
            **_settings(secrets),
            "ELASTIC_PASSWORD_FILE": f"{secrets}/elastic_password",
            "ES_JAVA_OPTS": "-Xms2g -Xmx2g",
        },
        "volumes": [
            volume("secrets-elasticsearch", secrets, read_only=True),
            volume("elasticsearch", f"{_SEARCH}/data"),
            volume(f"${{LOGLOOM_SNAPSHOTS:-{_SNAPSHOTS}}}", f"{_SEARCH}/snapshots"),
        ],
        "ports": [on_loopback("ELASTICSEARCH_PORT", 9200)],
        "networks": ["stack"],
        "healthcheck": health(
            # It asks for a password: so it is up, and nobody gets in without.
            curl(f"{secrets}/ca.crt", "https://localhost:9200/", "missing authentication credentials")
        ),
        "depends_on": after("secrets", "version"),
        "restart": "unless-stopped",
        "stop_grace_period": "2m",
        **safe(read_only=False, init=False),  # it keeps its keystore beside its configuration
        **limits("4G", cpus="2.0", pids=4096),
        **file_limits(),
    }


def _setup() -> Service:
    return {
        **_logloom(),
        "command": ["setup", "cluster", "--folder", SECRETS, "--url", ELASTICSEARCH_URL],
        "environment": login(),
        "volumes": [*secret_mounts(), configuration(".", PROJECT)],
        "networks": ["stack"],
        "depends_on": after(elasticsearch="service_healthy"),
    }


def _kibana(schema: Schema) -> Service:
    names = ("kibana_system_password", "encryption_key", "reporting_encryption_key", "security_encryption_key")
    files = {f"{name.upper()}_FILE": f"{TLS}/{name}" for name in names}
    return {
        "image": f"{REGISTRY}{ELASTIC}/kibana/kibana:{schema.stack.elastic}",
        "user": "1000:0",
        **with_secrets("/usr/local/bin/kibana-docker"),
        "environment": {
            **files,
            "NODE_OPTIONS": "--max-old-space-size=1024",
            "SERVER_PUBLICBASEURL": "https://localhost:${KIBANA_PORT:-5601}",
        },
        "volumes": [
            volume("secrets-kibana", TLS, read_only=True),
            scripts(),
            configuration("./deploy/compose/kibana.yml", "/usr/share/kibana/config/kibana.yml"),
            volume("kibana", "/usr/share/kibana/data"),
        ],
        "ports": [on_loopback("KIBANA_PORT", 5601)],
        "networks": ["stack"],
        "healthcheck": health(curl(f"{TLS}/ca.crt", "https://localhost:5601/api/status", '"level":"available"')),
        "depends_on": after("setup"),
        "restart": "unless-stopped",
        **safe(read_only=False),
        **limits("1536M", cpus="2.0"),
        **file_limits(),
    }


def _dashboards() -> Service:
    return {
        **_logloom(),
        "command": ["apply", "--kibana", "https://kibana:5601"],
        "environment": {**login(), "SENTRY_EVENT_URL": "${SENTRY_EVENT_URL:-}"},
        "volumes": [
            volume("secrets-elasticsearch", f"{SECRETS}/elasticsearch", read_only=True),
            configuration(".", PROJECT),
        ],
        "networks": ["stack"],
        "depends_on": after("setup", kibana="service_healthy"),
    }


def _logstash(schema: Schema) -> Service:
    home = "/usr/share/logstash"
    ports = [LOGSTASH_PORTS[each] for each in sorted(receives(schema)) if each in LOGSTASH_PORTS]
    return {
        "image": f"{REGISTRY}{ELASTIC}/logstash/logstash:{schema.stack.elastic}",
        "user": "1000:0",
        **with_secrets("/usr/local/bin/docker-entrypoint"),
        "environment": {
            "ELASTICSEARCH_API_KEY_FILE": f"{TLS}/api_key",
            "LOGLOOM_TLS": TLS,
            "LS_JAVA_OPTS": "-Xms768m -Xmx768m",
        },
        "volumes": [
            volume("secrets-logstash", TLS, read_only=True),
            scripts(),
            configuration("./logstash/logstash.yml", f"{home}/config/logstash.yml"),
            configuration("./logstash/pipelines.yml", f"{home}/config/pipelines.yml"),
            configuration("./logstash/pipeline", f"{home}/pipeline"),
            volume("logstash", f"{home}/data"),
        ],
        **({"ports": ports} if ports else {}),
        "networks": ["stack"],
        "healthcheck": health("curl --silent --fail --output /dev/null http://127.0.0.1:9600/_node/pipelines/events"),
        "depends_on": after("setup"),
        "restart": "unless-stopped",
        "stop_grace_period": "1m",
        **safe(read_only=False),
        **limits("1536M", cpus="2.0"),
        **file_limits(),
    }


def _filebeat(schema: Schema) -> Service:
    home = "/usr/share/filebeat"
    start = with_secrets("sh", "/etc/logloom/filebeat/start.sh")
    through_logstash = schema.stack.transport == "logstash"
    key = {} if through_logstash else {"ELASTICSEARCH_API_KEY_FILE": f"{TLS}/api_key"}
    return {
        "image": f"{REGISTRY}{ELASTIC}/beats/filebeat:{schema.stack.elastic}",
        # Docker's log folders are root's. Without capabilities this root reads what is root's own, and no more.
        "user": "0:0",
        **start,
        "command": ["--path.home", home, "--path.data", f"{home}/data"],
        "environment": {"LOGLOOM_TLS": TLS, **key},
        "volumes": [
            volume("secrets-filebeat", TLS, read_only=True),
            scripts(),
            configuration("./filebeat", "/etc/logloom/filebeat"),
            configuration("${DOCKER_DATA_ROOT:-/var/lib/docker}/containers", "/var/lib/docker/containers"),
            volume("filebeat", f"{home}/data"),
        ],
        "tmpfs": ["/tmp"],  # noqa: S108
        "networks": ["stack"],
        "healthcheck": health(f"{' '.join(start['entrypoint'])} test output >/dev/null 2>&1", interval="1m"),
        "depends_on": after(logstash="service_healthy") if through_logstash else after("setup"),
        "restart": "unless-stopped",
        "stop_grace_period": "30s",
        **safe(),
        **limits("512M", cpus="1.0"),
        **file_limits(),
    }


def _trainer(schema: Schema) -> Service:
    base = "docker.io/pytorch/pytorch:2.6.0-cuda11.8-cudnn9-runtime"
    job = {"SERVICE": "${SERVICE:-trainer}", "JOB_ID": "${JOB_ID:-first}", "VERSION": f"${{VERSION:-{__version__}}}"}
    labels = dict(zip(LABELS, job.values(), strict=True))
    waits = after(filebeat="service_healthy")
    if schema.stack.driver in _SENDERS:
        waits = after(logstash="service_healthy")
    return {
        "image": f"logloom-trainer:{_VERSION}",
        "build": _build("trainer/Dockerfile", f"${{TRAINER_BASE:-{REGISTRY}{base}}}"),
        "user": "1000:1000",
        **with_secrets("python3", "/opt/trainer/train_dual.py"),
        "command": ["--out", "/runs"],
        "environment": {
            **job,
            "ENVIRONMENT": "${ENVIRONMENT:-compose}",
            "NODE_IP": "${NODE_IP:-}",
            "NODE_IP_FILE": "/run/logloom/node_ip",
            "SENTRY_DSN": "${SENTRY_DSN:-}",
            "LOGLOOM_SPOOL": "/runs/.faults",
        },
        "labels": labels,
        "volumes": [
            scripts(),
            volume("address", "/run/logloom", read_only=True),
            volume("runs", "/runs"),
        ],
        "tmpfs": ["/tmp"],  # noqa: S108
        "shm_size": "1gb",  # batches of data loaders pass through it
        "networks": ["jobs"],
        "depends_on": after("address") | waits,
        "restart": "no",
        "stop_grace_period": "30s",
        **safe(),
        **limits("4G", pids=4096),
        "logging": _driver(schema),
    }


def _alerts(schema: Schema) -> Service:
    """Return the profile `alerts`: ElastAlert 2, told where to send by the schema's own variables."""
    named = (route.url or route.to for route in schema.notify.values())
    routes = sorted({name.strip("${}") for name in named if name})
    mail = ("SMTP_HOST", "SMTP_PORT", "SMTP_TLS", "SMTP_USER", "SMTP_PASSWORD", "SMTP_FROM")
    return {
        "profiles": ["alerts"],
        "image": f"logloom-alerts:{_VERSION}",
        "build": _build("deploy/images/alerts/Dockerfile", _DEBIAN),
        "user": "1000:0",
        "environment": {
            "ES_HOST": "elasticsearch",
            "ES_PORT": "9200",
            "ES_API_KEY_FILE": f"{SECRETS}/alerts/api_key",
            **dict.fromkeys((*routes, *mail, "KIBANA_URL")),  # passed on where they are set
        },
        "volumes": [
            volume("secrets-alerts", f"{SECRETS}/alerts", read_only=True),
            configuration("./deploy/alerts", "/etc/elastalert"),
            volume("alerts", "/var/lib/logloom"),
        ],
        "tmpfs": ["/tmp"],  # noqa: S108
        "networks": ["stack"],
        "depends_on": after("setup"),
        "restart": "unless-stopped",
        **safe(),
        **limits("512M", cpus="1.0"),
        **file_limits(),
    }


def _driver(schema: Schema) -> dict[str, Any]:
    """Return how a job's lines leave its container. They carry its labels by each of the ways."""
    driver, labels = schema.stack.driver, {"labels-regex": r"^logloom\."}
    if driver == "gelf":
        return {"driver": "gelf", "options": {"gelf-address": "udp://127.0.0.1:12201", **labels}}
    if driver == "fluentd":
        # Without `async` a job could not start, or would stand still, while Logstash is away.
        where = {"fluentd-address": "127.0.0.1:24224", "fluentd-async": "true"}
        return {"driver": "fluentd", "options": {**where, **labels}}
    return {"driver": "json-file", "options": {"max-size": "50m", "max-file": "5", **labels}}


def _gpu() -> dict[str, Any]:
    devices = [{"driver": "nvidia", "count": "all", "capabilities": ["gpu"]}]
    return {"services": {"trainer": {"deploy": {"resources": {"reservations": {"devices": devices}}}}}}


def _small(schema: Schema) -> dict[str, Any]:
    """Return what makes the stack fit a machine with 8 GB."""
    sizes = {
        "elasticsearch": ("2G", {"ES_JAVA_OPTS": "-Xms1g -Xmx1g"}),
        "kibana": ("1G", {"NODE_OPTIONS": "--max-old-space-size=640"}),
        **({"logstash": ("1G", {"LS_JAVA_OPTS": "-Xms384m -Xmx384m"})} if receives(schema) else {}),
        **({"filebeat": ("256M", {})} if schema.stack.driver not in _SENDERS else {}),
        "trainer": ("2G", {}),
    }
    return {
        "services": {
            name: {
                **({"environment": environment} if environment else {}),
                "deploy": {"resources": {"limits": {"memory": memory}}},
            }
            for name, (memory, environment) in sizes.items()
        }
    }
