"""What the objects of Kubernetes have in common: names, labels, and what a container gives up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = [
    "CLIENT",
    "ELASTICSEARCH_CA",
    "ELASTICSEARCH_URL",
    "KIBANA_CA",
    "KIBANA_URL",
    "STACK",
    "TLS",
    "TRAINING",
    "Object",
    "field",
    "kind",
    "pod",
    "safe",
    "secret",
    "selector",
    "sized",
]

Object = dict[str, Any]

STACK, TRAINING = "logloom", "training"
"""Namespaces: of the log stack, and of the jobs."""

CLIENT = {"logloom.io/elasticsearch": "client"}
"""Label of the pods that may speak to Elasticsearch."""

ELASTICSEARCH_URL = f"https://elasticsearch-es-http.{STACK}.svc:9200"
ELASTICSEARCH_CA = "elasticsearch-es-http-certs-public"
"""Secret with the certificate of the authority that ECK draws for Elasticsearch."""

KIBANA_URL = f"https://kibana-kb-http.{STACK}.svc:5601"
KIBANA_CA = "kibana-kb-http-certs-public"

TLS = "/etc/logloom/tls"


def kind(kind: str, name: str, namespace: str | None = STACK, *, api: str = "v1", **parts: Any) -> Object:
    """Return an object.

    Args:
        kind: of the object.
        name: of the object.
        namespace: None where its kind has none.
        api: group and version of its kind.
        parts: `spec` and the like; `labels` and `annotations` go to the metadata.
    """
    metadata: Object = {"name": name, **({"namespace": namespace} if namespace else {})}
    metadata |= {key: parts.pop(key) for key in ("labels", "annotations") if key in parts}
    return {"apiVersion": api, "kind": kind, "metadata": metadata, **parts}


def selector(name: str) -> Mapping[str, str]:
    """Return the label by which a workload's pods are found."""
    return {"app.kubernetes.io/name": name}


def pod(*, user: int = 65532, api: bool = False, **spec: Any) -> Object:
    """Return what every pod has: no token unless it speaks to the API, a user that is not root, seccomp.

    Args:
        user: its number, and that of its group; the usual one is nobody's on any host. 0 is root.
        api: whether it speaks to the API of Kubernetes.
        spec: the rest of it.
    """
    rights: Object = {"runAsUser": user, "seccompProfile": {"type": "RuntimeDefault"}}
    if user:
        rights |= {"runAsNonRoot": True, "runAsGroup": user, "fsGroup": user}
    return {
        "automountServiceAccountToken": api,
        "enableServiceLinks": False,
        "securityContext": rights,
        **spec,
    }


def safe() -> Object:
    """Return what every container gives up."""
    return {
        "allowPrivilegeEscalation": False,
        "capabilities": {"drop": ["ALL"]},
        "privileged": False,
        "readOnlyRootFilesystem": True,
    }


def sized(memory: str, cpu: str, most_memory: str | None = None) -> Object:
    """Return what a container asks for, and the memory at which it is killed.

    No limit for CPU: it would slow a collector down while the node is idle.
    """
    return {"requests": {"cpu": cpu, "memory": memory}, "limits": {"memory": most_memory or memory}}


def field(name: str, path: str) -> Object:
    """Return a variable that tells a container something of its own pod (downward API)."""
    return {"name": name, "valueFrom": {"fieldRef": {"fieldPath": path}}}


def secret(name: str, of: str, key: str, **may: bool) -> Object:
    """Return a variable that holds one key of a secret; with `optional`, if there is such a secret."""
    return {"name": name, "valueFrom": {"secretKeyRef": {"name": of, "key": key, **may}}}
