"""Kubernetes, as Kustomize builds it: a base that is whole by itself, and what may be laid over it.

`kubectl apply --kustomize deploy/kubernetes/base`, or one of `deploy/kubernetes/overlays`, stands the log stack up;
`deploy/kubernetes/trainer` is a job. Whatever `stack.driver` says, lines come from CRI's files here.

Source: Kustomize 5.6, "kustomization file"; Kubernetes 1.34, "Declarative Management Using Kustomize".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from logloom import __version__
from logloom.render import _kubernetes_elastic as elastic
from logloom.render import _kubernetes_network as network
from logloom.render import _kubernetes_pods as pods
from logloom.render._filebeat import configuration
from logloom.render._kubernetes_parts import STACK, TRAINING, Object, kind
from logloom.render._text import yaml_bytes
from logloom.schema import Schema

__all__ = ["render"]

_BY_HAND = "from the schema; edit the schema, or lay a patch over this."


def render(schema: Schema) -> Mapping[str, bytes]:
    """Render ``deploy/kubernetes/``."""
    direct, logstash = (_with(schema, transport) for transport in ("direct", "logstash"))
    whole = _whole(schema)
    parts = {
        "base": _base(direct, whole),
        "overlays/logstash": _over_logstash(logstash),
        "overlays/small": {
            "kustomization": [_kustomization(["../../base"], patches=[_patch("Elasticsearch", elastic.SMALL)])]
        },
        "trainer/base": _trainer(),
        "trainer/overlays/gpu": {"kustomization": [_kustomization(["../../base"], patches=[_patch("Job", pods.GPU)])]},
    }
    files = {
        f"deploy/kubernetes/{folder}/{name}.yaml": yaml_bytes(objects[0], _BY_HAND, *objects[1:])
        for folder, part in parts.items()
        for name, objects in part.items()
    }
    base, over = "deploy/kubernetes/base", "deploy/kubernetes/overlays/logstash"
    return {
        **files,
        f"{base}/schema.yaml": whole,
        f"{base}/filebeat.yml": configuration(direct),
        f"{over}/filebeat.yml": configuration(logstash),
    }


def _with(schema: Schema, transport: str) -> Schema:
    """Return a schema whose lines are those of pods, and come by Filebeat alone."""
    stack = schema.stack.model_copy(update={"driver": "cri", "transport": transport, "inputs": ()})
    return schema.model_copy(update={"stack": stack})


def _whole(schema: Schema) -> bytes:
    """Return the schema with what it extends merged in: one file, which a job can be given."""
    content = schema.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude={"extends", "examples"})
    return yaml_bytes(content, "from the schema, with what it extends; the job that runs `logloom apply` reads it.")


def _base(schema: Schema, whole: bytes) -> Mapping[str, list[Object]]:
    return {
        "kustomization": [
            _kustomization(
                ["namespace.yaml", "elastic.yaml", "apply.yaml", "filebeat.yaml", "network.yaml"],
                configMapGenerator=[
                    _files("filebeat", "filebeat.yml"),
                    _files("schema", "schema.yaml"),
                ],
                images=[
                    {"name": "filebeat", "newName": "docker.elastic.co/beats/filebeat", "newTag": schema.stack.elastic},
                    {"name": "logloom", "newTag": __version__},
                ],
            )
        ],
        # Pods that read the node's files are allowed in privileged namespaces alone.
        "namespace": [_namespace(STACK, "privileged")],
        "elastic": [elastic.elasticsearch(schema), elastic.kibana(schema)],
        "apply": [pods.apply_job(whole)],
        "filebeat": pods.collector(),
        "network": network.stack_policies(),
    }


def _over_logstash(schema: Schema) -> Mapping[str, list[Object]]:
    return {
        "kustomization": [
            _kustomization(
                ["../../base", "certificates.yaml", "logstash.yaml", "network.yaml"],
                configMapGenerator=[{**_files("filebeat", "filebeat.yml"), "behavior": "replace"}],
                patches=[{"path": "filebeat.yaml"}],
            )
        ],
        "certificates": elastic.certificates(),
        "filebeat": [pods.TO_LOGSTASH],
        "logstash": elastic.logstash(schema),
        "network": network.logstash_policies(),
    }


def _trainer() -> Mapping[str, list[Object]]:
    images = [{"name": "logloom-trainer", "newTag": __version__}]
    return {
        "kustomization": [_kustomization(["namespace.yaml", "trainer.yaml", "network.yaml"], images=images)],
        "namespace": [_namespace(TRAINING, "restricted")],
        "trainer": pods.trainer(),
        "network": network.training_policies(),
    }


def _kustomization(resources: list[str], **parts: Any) -> Object:
    head = {"apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization"}
    return {**head, "resources": resources, **parts}


def _files(name: str, *files: str) -> Object:
    """Return the making of a ConfigMap. Its name gets the hash of its content, so a change restarts what reads it."""
    return {"name": name, "namespace": STACK, "files": list(files)}


def _patch(of: str, operations: list[Object]) -> Object:
    return {"target": {"kind": of}, "patch": yaml_bytes(operations, "").decode().partition("\n\n")[2]}


def _namespace(name: str, level: str) -> Object:
    labels = {f"pod-security.kubernetes.io/{mode}": level for mode in ("enforce", "warn")}
    return kind("Namespace", name, None, labels=labels)
