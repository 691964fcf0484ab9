"""The profile `faults`: GlitchTip, which takes Sentry's protocol, with the database and the cache that it needs.

Source: GlitchTip 6, "Installation guide"; the images `postgres` and `valkey/valkey`, their pages on Docker Hub.
"""

from __future__ import annotations

from typing import Any

from logloom.render._compose_parts import (
    REGISTRY,
    TLS,
    after,
    file_limits,
    health,
    limits,
    on_loopback,
    safe,
    scripts,
    volume,
    with_secrets,
)

__all__ = ["faults"]

Service = dict[str, Any]

_COMMON: Service = {
    "profiles": ["faults"],
    "networks": ["stack"],
    "restart": "unless-stopped",
    **safe(read_only=False),
    **file_limits(),
}
_PASSWORD = {"POSTGRES_PASSWORD_FILE": f"{TLS}/postgres_password"}
_SECRETS = volume("secrets-faults", TLS, read_only=True)


def faults() -> dict[str, Service]:
    """Return the services of the profile."""
    return {"postgres": _postgres(), "valkey": _valkey(), "glitchtip": _glitchtip()}


def _postgres() -> Service:
    return {
        **_COMMON,
        "image": f"{REGISTRY}docker.io/library/postgres:18",
        "user": "999:999",
        "group_add": ["0"],
        "environment": {"POSTGRES_USER": "glitchtip", "POSTGRES_DB": "glitchtip", **_PASSWORD},
        "volumes": [_SECRETS, volume("postgres", "/var/lib/postgresql")],
        "healthcheck": health("pg_isready --quiet --username glitchtip"),
        "depends_on": after("secrets"),
        **limits("512M", cpus="1.0"),
    }


def _valkey() -> Service:
    return {
        **_COMMON,
        "image": f"{REGISTRY}docker.io/valkey/valkey:9",
        "user": "999:999",
        "healthcheck": health("valkey-cli ping | grep --quiet PONG"),
        **limits("256M", cpus="1.0"),
    }


def _glitchtip() -> Service:
    start = 'DATABASE_URL="postgres://glitchtip:$$POSTGRES_PASSWORD@postgres:5432/glitchtip" exec ./bin/start.sh'
    return {
        **_COMMON,
        "image": f"{REGISTRY}docker.io/glitchtip/glitchtip:6.1.6",
        "group_add": ["0"],
        **with_secrets("sh", "-c", start),
        "environment": {
            **_PASSWORD,
            "SECRET_KEY_FILE": f"{TLS}/secret_key",
            "SERVER_ROLE": "all_in_one",
            "VALKEY_URL": "redis://valkey:6379",
            "EMAIL_URL": "${EMAIL_URL:-consolemail://}",
            "GLITCHTIP_DOMAIN": "http://localhost:${GLITCHTIP_PORT:-8000}",
        },
        "volumes": [
            _SECRETS,
            scripts(),
            volume("glitchtip", "/code/uploads"),
        ],
        "networks": ["stack", "jobs"],
        "ports": [on_loopback("GLITCHTIP_PORT", 8000)],
        "depends_on": after(postgres="service_healthy", valkey="service_healthy"),
        **limits("768M", cpus="1.0"),
    }
