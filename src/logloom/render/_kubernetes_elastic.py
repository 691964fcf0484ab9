"""Elasticsearch, Kibana and Logstash under Elastic's operator, and the certificates between Filebeat and Logstash.

Source: Elastic Cloud on Kubernetes 3.2, "Elasticsearch configuration", "Configuration examples for Logstash",
"Manage persistent volumes"; cert-manager 1.19, "Certificate resource".
"""

from __future__ import annotations

from typing import Any

import yaml

from logloom.render._kubernetes_parts import (
    CLIENT,
    ELASTICSEARCH_CA,
    ELASTICSEARCH_URL,
    STACK,
    TLS,
    Object,
    kind,
    pod,
    safe,
    secret,
    sized,
)
from logloom.render._logstash import render as logstash_files
from logloom.schema import Schema

__all__ = ["SMALL", "certificates", "elasticsearch", "kibana", "logstash"]

_ES, _KB, _LS = (
    f"{name}.k8s.elastic.co/{version}"
    for name, version in (("elasticsearch", "v1"), ("kibana", "v1"), ("logstash", "v1alpha1"))
)
_LOCAL = {"tls": {"selfSignedCertificate": {"subjectAltNames": [{"dns": "localhost"}, {"ip": "127.0.0.1"}]}}}
"""So that what `kubectl port-forward` reaches is believed too."""


def elasticsearch(schema: Schema) -> Object:
    """Return three nodes that each do everything; their data outlives this object."""
    node = {
        "name": "default",
        "count": 3,
        # Without it each host would need a kernel setting, made by a privileged container.
        "config": {"node.store.allow_mmap": False},
        "podTemplate": {
            "spec": {
                "automountServiceAccountToken": False,
                "containers": [{"name": "elasticsearch", "resources": sized("4Gi", "1")}],
            }
        },
        "volumeClaimTemplates": [_claim("elasticsearch-data", "100Gi")],
    }
    spec = {
        "version": schema.stack.elastic,
        "http": _LOCAL,
        "volumeClaimDeletePolicy": "DeleteOnScaledownOnly",
        "nodeSets": [node],
    }
    return kind("Elasticsearch", "elasticsearch", api=_ES, spec=spec)


def kibana(schema: Schema) -> Object:
    """Return one Kibana, which the operator gives its user and its trust."""
    template = {
        "metadata": {"labels": CLIENT},
        "spec": {
            "automountServiceAccountToken": False,
            "containers": [{"name": "kibana", "resources": sized("1Gi", "200m", "2Gi")}],
        },
    }
    spec = {
        "version": schema.stack.elastic,
        "count": 1,
        "elasticsearchRef": {"name": "elasticsearch"},
        "http": _LOCAL,
        "podTemplate": template,
    }
    return kind("Kibana", "kibana", api=_KB, spec=spec)


SMALL: list[Object] = [
    {"op": "replace", "path": "/spec/nodeSets/0/count", "value": 1},
    {
        "op": "replace",
        "path": "/spec/nodeSets/0/podTemplate/spec/containers/0/resources",
        "value": sized("2Gi", "500m"),
    },
    {
        "op": "replace",
        "path": "/spec/nodeSets/0/volumeClaimTemplates/0/spec/resources/requests/storage",
        "value": "10Gi",
    },
]
"""What makes of three nodes a small one."""


def logstash(schema: Schema) -> list[Object]:
    """Return two Logstashes with queues on disk, of which one is always there."""
    container = {
        "name": "logstash",
        "env": [
            {"name": "ELASTICSEARCH_URL", "value": ELASTICSEARCH_URL},
            {"name": "LOGLOOM_TLS", "value": TLS},
            secret("ELASTICSEARCH_API_KEY", "logstash-key", "api_key"),
            {"name": "LS_JAVA_OPTS", "value": "-Xms1g -Xmx1g"},
        ],
        "resources": sized("2Gi", "500m"),
        "securityContext": {key: value for key, value in safe().items() if key != "readOnlyRootFilesystem"},
        "volumeMounts": [
            {"name": "tls", "mountPath": TLS, "readOnly": True},
            {"name": "elasticsearch-ca", "mountPath": "/etc/logloom/elasticsearch", "readOnly": True},
        ],
    }
    volumes = [
        {"name": "tls", "secret": {"secretName": "logstash-tls"}},
        {"name": "elasticsearch-ca", "secret": {"secretName": ELASTICSEARCH_CA}},
    ]
    spec = {
        "version": schema.stack.elastic,
        "count": 2,
        "config": _settings(schema),
        "pipelines": _pipelines(schema),
        "services": [{"name": "beats", "service": {"spec": {"ports": [{"name": "beats", "port": 5044}]}}}],
        "podTemplate": {
            "metadata": {"labels": CLIENT},
            "spec": pod(user=1000, containers=[container], volumes=volumes),
        },
        "volumeClaimTemplates": [_claim("logstash-data", "8Gi")],
    }
    chosen = {"matchLabels": {"logstash.k8s.elastic.co/name": "logstash"}}
    return [
        kind("Logstash", "logstash", api=_LS, spec=spec),
        kind("PodDisruptionBudget", "logstash", api="policy/v1", spec={"maxUnavailable": 1, "selector": chosen}),
    ]


def _settings(schema: Schema) -> Any:
    settings = yaml.safe_load(logstash_files(schema)["logstash/logstash.yml"])
    # The operator asks Logstash's own API, from outside of the container, whether it is ready.
    return {name: value for name, value in settings.items() if not name.startswith("api.")}


def _pipelines(schema: Schema) -> list[Object]:
    """Return the rendered pipelines, each with its text in the place of the path to it."""
    files = logstash_files(schema)
    pipelines = yaml.safe_load(files["logstash/pipelines.yml"])
    for pipeline in pipelines:
        name = pipeline.pop("path.config").rpartition("/")[2]
        text = files[f"logstash/pipeline/{name}"].decode()
        # Two authorities: the operator's own for Elasticsearch, the certificates' for Filebeat.
        head, output, tail = text.partition("output {")
        tail = tail.replace("${LOGLOOM_TLS:/etc/logloom/tls}", "/etc/logloom/elasticsearch")
        pipeline["config.string"] = head + output + tail
    return list(pipelines)


def certificates() -> list[Object]:
    """Return an authority, and what it signs for both ends of the way from Filebeat to Logstash."""
    authority = {"isCA": True, "commonName": "logloom", "duration": "87600h", "issuerRef": {"name": "self-signed"}}
    service = f"logstash-ls-beats.{STACK}.svc"
    ends: dict[str, Object] = {
        "logstash": {"dnsNames": [service, "logstash-ls-beats"], "usages": ["digital signature", "server auth"]},
        "filebeat": {"commonName": "filebeat", "usages": ["digital signature", "client auth"]},
    }
    return [
        _manager("Issuer", "self-signed", selfSigned={}),
        _certificate("logloom-ca", **authority),
        _manager("Issuer", "logloom", ca={"secretName": "logloom-ca"}),
        *(_certificate(f"{name}-tls", **end, issuerRef={"name": "logloom"}) for name, end in ends.items()),
    ]


def _certificate(name: str, **spec: Any) -> Object:
    # Logstash reads PKCS #8 alone.
    key = {"algorithm": "ECDSA", "size": 256, "encoding": "PKCS8", "rotationPolicy": "Always"}
    return _manager("Certificate", name, **{"secretName": name, "duration": "8760h", "privateKey": key, **spec})


def _manager(of: str, name: str, **spec: Any) -> Object:
    return kind(of, name, api="cert-manager.io/v1", spec=spec)


def _claim(name: str, size: str) -> Object:
    return {
        "metadata": {"name": name},
        "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": size}}},
    }
