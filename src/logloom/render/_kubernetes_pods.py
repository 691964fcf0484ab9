"""The pods of the project itself: set-up, collector, and the reference trainer.

Source: Kubernetes 1.34, "Logging Architecture", "Jobs", "Pod Security Standards", "Schedule GPUs"; Filebeat 9.4, "Run
Filebeat on Kubernetes".
"""

from __future__ import annotations

from hashlib import sha256

from logloom import __version__
from logloom.render._kubernetes_parts import (
    CLIENT,
    ELASTICSEARCH_CA,
    ELASTICSEARCH_URL,
    KIBANA_CA,
    KIBANA_URL,
    STACK,
    TLS,
    TRAINING,
    Object,
    field,
    kind,
    pod,
    safe,
    secret,
    selector,
    sized,
)
from logloom.render._text import json_bytes

__all__ = ["GPU", "TO_LOGSTASH", "apply_job", "collector", "trainer"]

_DATA, _PODS = "/usr/share/filebeat/data", "/var/log/pods"


def apply_job(schema: bytes) -> Object:
    """Return the job that runs `logloom apply`.

    No job can be changed, so another schema, or another version of this, is another job.

    Args:
        schema: the file that the job reads.
    """
    container = {
        "name": "apply",
        "image": "logloom",
        "args": ["apply", "--schema", "/etc/logloom/schema/schema.yaml"],
        "env": [
            {"name": "ELASTICSEARCH_URL", "value": ELASTICSEARCH_URL},
            {"name": "ELASTICSEARCH_CA", "value": f"{TLS}/ca.crt"},
            {"name": "KIBANA_URL", "value": KIBANA_URL},
            {"name": "KIBANA_CA", "value": "/etc/logloom/kibana/ca.crt"},
            {"name": "ELASTICSEARCH_USERNAME", "value": "elastic"},
            {"name": "ELASTICSEARCH_PASSWORD_FILE", "value": "/run/secrets/elastic/elastic"},
        ],
        "resources": sized("128Mi", "100m", "512Mi"),
        "securityContext": safe(),
        "volumeMounts": [
            {"name": "schema", "mountPath": "/etc/logloom/schema", "readOnly": True},
            {"name": "tls", "mountPath": TLS, "readOnly": True},
            {"name": "kibana-ca", "mountPath": "/etc/logloom/kibana", "readOnly": True},
            {"name": "elastic", "mountPath": "/run/secrets/elastic", "readOnly": True},
            {"name": "tmp", "mountPath": "/tmp"},  # noqa: S108 - a path in the container
        ],
    }
    volumes: list[Object] = [
        {"name": "schema", "configMap": {"name": "schema"}},
        {"name": "tls", "secret": {"secretName": ELASTICSEARCH_CA}},
        {"name": "kibana-ca", "secret": {"secretName": KIBANA_CA}},
        {"name": "elastic", "secret": {"secretName": "elasticsearch-es-elastic-user", "defaultMode": 0o440}},
        {"name": "tmp", "emptyDir": {"sizeLimit": "16Mi"}},
    ]
    template = {
        "metadata": {"labels": {**selector("apply"), **CLIENT}},
        "spec": pod(containers=[container], volumes=volumes, restartPolicy="Never"),
    }
    # Elasticsearch and Kibana take minutes to start, and the pauses double: ten tries are half an hour.
    spec = {"backoffLimit": 10, "template": template}
    digest = sha256(b"".join([schema, __version__.encode(), json_bytes(spec)])).hexdigest()
    return kind("Job", f"apply-{digest[:8]}", api="batch/v1", spec=spec)


def collector() -> list[Object]:
    """Return Filebeat on each node, with the right to see pods and no other."""
    pods = {"apiGroups": [""], "resources": ["pods"], "verbs": ["get", "list", "watch"]}
    group = "rbac.authorization.k8s.io"
    role = {"apiGroup": group, "kind": "ClusterRole", "name": "logloom-filebeat"}
    subject = {"kind": "ServiceAccount", "name": "filebeat", "namespace": STACK}
    return [
        kind("ServiceAccount", "filebeat", automountServiceAccountToken=False),
        kind("ClusterRole", "logloom-filebeat", None, api=f"{group}/v1", rules=[pods]),
        kind("ClusterRoleBinding", "logloom-filebeat", None, api=f"{group}/v1", roleRef=role, subjects=[subject]),
        kind("DaemonSet", "filebeat", api="apps/v1", spec=_daemons()),
    ]


def _daemons() -> Object:
    return {
        "selector": {"matchLabels": selector("filebeat")},
        "updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": "10%"}},
        "template": {
            "metadata": {"labels": {**selector("filebeat"), **CLIENT}},
            # Root without any capability: the log files are root's own, with some runtimes root's alone.
            "spec": pod(
                user=0,
                api=True,
                serviceAccountName="filebeat",
                tolerations=[{"operator": "Exists"}],  # nodes with GPUs are often kept for what asks for GPUs
                terminationGracePeriodSeconds=30,
                containers=[_filebeat()],
                volumes=_filebeat_volumes(),
            ),
        },
    }


def _filebeat() -> Object:
    return {
        "name": "filebeat",
        "image": "filebeat",
        "args": ["-e", "-c", "/etc/filebeat/filebeat.yml"],
        "env": [
            field("NODE_NAME", "spec.nodeName"),
            field("NODE_IP", "status.hostIP"),
            {"name": "LOGLOOM_TLS", "value": TLS},
            {"name": "ELASTICSEARCH_URL", "value": ELASTICSEARCH_URL},
            secret("ELASTICSEARCH_API_KEY", "filebeat-key", "api_key"),
            {"name": "GOMEMLIMIT", "value": "400MiB"},
        ],
        "resources": sized("128Mi", "100m", "512Mi"),
        "securityContext": safe(),
        "volumeMounts": [
            {"name": "config", "mountPath": "/etc/filebeat", "readOnly": True},
            {"name": "tls", "mountPath": TLS, "readOnly": True},
            {"name": "pods", "mountPath": _PODS, "readOnly": True},
            {"name": "data", "mountPath": _DATA},
        ],
    }


def _filebeat_volumes() -> list[Object]:
    return [
        {"name": "config", "configMap": {"name": "filebeat", "defaultMode": 0o440}},
        {"name": "tls", "secret": {"secretName": ELASTICSEARCH_CA}},
        {"name": "pods", "hostPath": {"path": _PODS, "type": "Directory"}},
        # What was read is remembered here: it has to outlive the pod.
        {"name": "data", "hostPath": {"path": "/var/lib/logloom/filebeat", "type": "DirectoryOrCreate"}},
    ]


TO_LOGSTASH: Object = {
    "apiVersion": "apps/v1",
    "kind": "DaemonSet",
    "metadata": {"name": "filebeat", "namespace": STACK},
    "spec": {
        "template": {
            "metadata": {"labels": dict.fromkeys(CLIENT)},
            "spec": {
                "containers": [
                    {
                        "name": "filebeat",
                        "env": [
                            {"name": "ELASTICSEARCH_URL", "$patch": "delete"},
                            {"name": "ELASTICSEARCH_API_KEY", "$patch": "delete"},
                            {"name": "LOGSTASH_HOST", "value": f"logstash-ls-beats.{STACK}.svc:5044"},
                        ],
                    }
                ],
                "volumes": [{"name": "tls", "secret": {"secretName": "filebeat-tls"}}],
            },
        }
    },
}
"""What makes Filebeat send to Logstash, with a certificate, and know nothing of Elasticsearch."""


def trainer() -> list[Object]:
    """Return the reference job, on a CPU; labels tell its service, job and version, also for lines that are no JSON."""
    labels = {"logloom.service": "trainer", "logloom.job_id": "yolofuse", "logloom.version": __version__}
    told = {
        name: field(name, f"metadata.labels['logloom.{name.lower()}']") for name in ("SERVICE", "JOB_ID", "VERSION")
    }
    container = {
        "name": "trainer",
        "image": "logloom-trainer",
        "args": ["--out", "/runs"],
        "env": [
            *told.values(),
            field("NODE_IP", "status.hostIP"),
            secret("SENTRY_DSN", "sentry", "dsn", optional=True),
            {"name": "LOGLOOM_SPOOL", "value": "/runs/.faults"},  # reports wait where the next pod finds them
        ],
        "resources": sized("4Gi", "2"),
        "securityContext": safe(),
        "volumeMounts": [
            {"name": "runs", "mountPath": "/runs"},
            {"name": "shm", "mountPath": "/dev/shm"},  # noqa: S108 - data loaders hand batches over through it
            {"name": "tmp", "mountPath": "/tmp"},  # noqa: S108 - a path in the container
        ],
    }
    volumes: list[Object] = [
        {"name": "runs", "persistentVolumeClaim": {"claimName": "runs"}},
        {"name": "shm", "emptyDir": {"medium": "Memory", "sizeLimit": "1Gi"}},
        {"name": "tmp", "emptyDir": {"sizeLimit": "1Gi"}},
    ]
    spec = pod(containers=[container], volumes=volumes, restartPolicy="Never", terminationGracePeriodSeconds=120)
    storage = {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "10Gi"}}}
    return [
        kind("PersistentVolumeClaim", "runs", TRAINING, spec=storage),
        kind("Job", "yolofuse", TRAINING, api="batch/v1", spec=_tries({"metadata": {"labels": labels}, "spec": spec})),
    ]


def _tries(template: Object) -> Object:
    """Return a job that begins again two times; a drained node does not count as a failure of its own."""
    drained = {"action": "Ignore", "onPodConditions": [{"type": "DisruptionTarget", "status": "True"}]}
    return {
        "backoffLimit": 2,
        "podFailurePolicy": {"rules": [drained]},
        # A deleted pod takes its log files along: they stay for a week in which the other end may be away.
        "ttlSecondsAfterFinished": 7 * 86400,
        "template": template,
    }


GPU: list[Object] = [
    {"op": "add", "path": "/spec/template/spec/containers/0/resources/limits/nvidia.com~1gpu", "value": "1"},
    {
        "op": "add",
        "path": "/spec/template/spec/tolerations",
        "value": [{"key": "nvidia.com/gpu", "operator": "Exists", "effect": "NoSchedule"}],
    },
]
"""What gives a job a GPU, on the nodes that are kept for those that ask for one."""
