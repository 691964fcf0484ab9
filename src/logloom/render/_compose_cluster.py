"""Three nodes of Elasticsearch, with tiers, in the place of one.

Source: Elasticsearch 9.4, "Node roles", "Data tiers", "Discovery and cluster formation settings".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from logloom.render._compose_parts import volume

__all__ = ["cluster"]

_NODES = {
    # Two of them hold what is new, so that each shard has a copy; older events lie on the third.
    "elasticsearch": "master,ingest,data_content,data_hot",
    "elasticsearch2": "master,ingest,data_content,data_hot",
    "elasticsearch3": "master,ingest,data_warm,data_cold",
}
_INHERITED = frozenset({"environment", "volumes", "ports"})


def cluster(first: Mapping[str, Any], home: str) -> dict[str, Any]:
    """Return what is laid over ``compose.yaml``.

    Args:
        first: the service of the only node.
        home: folder of Elasticsearch in its image.
    """
    nodes = {name: _node(name, roles, first, home) for name, roles in _NODES.items()}
    healthy = {name: {"condition": "service_healthy"} for name in _NODES}
    return {
        "services": {**nodes, "setup": {"depends_on": healthy}},
        "volumes": {name: {} for name in list(_NODES)[1:]},
    }


def _node(name: str, roles: str, first: Mapping[str, Any], home: str) -> dict[str, Any]:
    settings = {
        "node.name": name,
        "node.roles": roles,
        "discovery.type": "multi-node",
        "discovery.seed_hosts": ",".join(each for each in _NODES if each != name),
        "cluster.initial_master_nodes": ",".join(_NODES),
        # Else Elasticsearch asks for a kernel setting that most machines lack.
        "node.store.allow_mmap": "false",
        "ES_JAVA_OPTS": "-Xms1g -Xmx1g",
    }
    limits = {"deploy": {"resources": {"limits": {"memory": "2G"}}}}
    if name == "elasticsearch":
        return {"environment": settings, **limits}
    data = f"{home}/data"
    mounts = [volume(name, data) if mount.endswith(f":{data}") else mount for mount in first["volumes"]]
    inherited = {key: value for key, value in first.items() if key not in _INHERITED}
    deploy = {"resources": {"limits": {**first["deploy"]["resources"]["limits"], "memory": "2G"}}}
    environment = {**first["environment"], **settings}
    return {**inherited, "environment": environment, "volumes": mounts, "deploy": deploy}
