"""What is rendered for Kubernetes: a real kustomize builds it, and Kubernetes and the operators would take it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from harness import manifests
from harness.elasticsearch import UnavailableError

from logloom import __version__

pytestmark = pytest.mark.needs("kustomize")

FOLDERS = ("base", "overlays/logstash", "overlays/small", "trainer/base", "trainer/overlays/gpu")
WORKLOADS = {"DaemonSet", "Job"}

Objects = dict[tuple[str, str], dict[str, Any]]


@pytest.fixture(scope="module")
def built(root: Path) -> dict[str, Objects]:
    """Return the objects of each folder, by kind and name."""
    try:
        manifests.install()
    except UnavailableError as reason:
        pytest.skip(str(reason))
    return {folder: by_name(manifests.build(root / "deploy" / "kubernetes" / folder)) for folder in FOLDERS}


def by_name(objects: list[dict[str, Any]]) -> Objects:
    """Return objects by kind and name; a name that got a hash at its end is cut there."""
    found: Objects = {}
    for each in objects:
        name = each["metadata"]["name"]
        cut = name.rpartition("-")[0] if each["kind"] == "ConfigMap" or name.startswith("apply-") else name
        assert found.setdefault((each["kind"], cut), each) is each
    return found


def pods(objects: Objects) -> Iterator[dict[str, Any]]:
    """Yield the pods that are made without an operator."""
    for (kind, _), found in objects.items():
        if kind in WORKLOADS:
            yield found["spec"]["template"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_object_would_be_taken(built: dict[str, Objects], folder: str) -> None:
    """Each fits its schema, strictly, by the oldest and the newest Kubernetes."""
    assert len(built[folder]) > 5
    for found in built[folder].values():
        manifests.validate(found)


@pytest.mark.parametrize("folder", FOLDERS)
def test_pods_give_up_what_they_do_not_need(built: dict[str, Objects], folder: str) -> None:
    """No capability, no way to more rights, a root file system that is read alone; root only where it must be."""
    for template in pods(built[folder]):
        spec = template["spec"]
        assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        is_filebeat = template["metadata"]["labels"].get("app.kubernetes.io/name") == "filebeat"
        assert spec["securityContext"].get("runAsNonRoot", False) is not is_filebeat
        assert spec["automountServiceAccountToken"] is is_filebeat
        for container in spec["containers"]:
            context = container["securityContext"]
            assert context["capabilities"] == {"drop": ["ALL"]}
            assert (context["allowPrivilegeEscalation"], context["privileged"]) == (False, False)
            assert context["readOnlyRootFilesystem"] is True
            assert container["resources"]["limits"]["memory"]


def test_a_registry_of_ones_own(root: Path, tmp_path: Path) -> None:
    """The guide's kustomization over the base names where the image is, and keeps its version."""
    base = os.path.relpath(root / "deploy" / "kubernetes" / "base", tmp_path)
    (text,) = re.findall(r"```yaml\n(# site/.*?)```", (root / "docs/guides/cluster.md").read_text(), re.DOTALL)
    assert "../deploy/kubernetes/base" in text
    (tmp_path / "kustomization.yaml").write_text(text.replace("../deploy/kubernetes/base", base))
    (job,) = [found for found in manifests.build(tmp_path) if found["kind"] == "Job"]
    (container,) = job["spec"]["template"]["spec"]["containers"]
    assert container["image"] == f"registry.example.com/logloom:{__version__}"


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_secret_is_in_a_manifest(built: dict[str, Objects], folder: str) -> None:
    """Secrets are named, never written; nothing that sounds like one has a value."""
    assert not [name for kind, name in built[folder] if kind == "Secret"]
    for template in pods(built[folder]):
        for container in template["spec"]["containers"]:
            for variable in container.get("env", []):
                assert "value" not in variable or not variable["name"].endswith(("KEY", "PASSWORD", "TOKEN"))


def test_filebeat_reads_the_node_and_writes_its_own_folder(built: dict[str, Objects]) -> None:
    """The log files are mounted to be read; what may be written is the folder in which it remembers."""
    template = built["base"]["DaemonSet", "filebeat"]["spec"]["template"]
    (container,) = template["spec"]["containers"]
    from_host = {each["name"]: each["hostPath"]["path"] for each in template["spec"]["volumes"] if "hostPath" in each}
    assert from_host == {"pods": "/var/log/pods", "data": "/var/lib/logloom/filebeat"}
    assert [each["name"] for each in container["volumeMounts"] if not each.get("readOnly")] == ["data"]
    rules = built["base"]["ClusterRole", "logloom-filebeat"]["rules"]
    assert rules == [{"apiGroups": [""], "resources": ["pods"], "verbs": ["get", "list", "watch"]}]


@pytest.mark.parametrize("folder", ["base", "overlays/logstash"])
def test_filebeat_is_given_what_its_configuration_names(built: dict[str, Objects], folder: str) -> None:
    """Each variable without a default is set; the certificates are under the names that the secrets have."""
    objects = built[folder]
    config = objects["ConfigMap", "filebeat"]["data"]["filebeat.yml"]
    (container,) = objects["DaemonSet", "filebeat"]["spec"]["template"]["spec"]["containers"]
    given = {variable["name"] for variable in container["env"]}
    assert {"NODE_NAME", "NODE_IP", "LOGLOOM_TLS"} <= given
    goes_to_logstash = folder != "base"
    assert ("output.logstash" in config) is goes_to_logstash
    assert ("LOGSTASH_HOST" in given) is goes_to_logstash
    assert ("ELASTICSEARCH_API_KEY" in given) is not goes_to_logstash
    files = {line.rpartition("/")[2].strip("\"] '") for line in config.splitlines() if "LOGLOOM_TLS" in line}
    assert files == ({"ca.crt", "tls.crt", "tls.key"} if goes_to_logstash else {"ca.crt"})


def test_logstash_is_reached_and_believed(built: dict[str, Objects]) -> None:
    """The name that Filebeat calls is in Logstash's certificate; each end reads the secret that is its own."""
    objects = built["overlays/logstash"]
    (filebeat,) = objects["DaemonSet", "filebeat"]["spec"]["template"]["spec"]["containers"]
    called = next(each["value"] for each in filebeat["env"] if each["name"] == "LOGSTASH_HOST")
    assert called.removesuffix(":5044") in objects["Certificate", "logstash-tls"]["spec"]["dnsNames"]
    spec = objects["Logstash", "logstash"]["spec"]
    mounted = {each["name"]: each["secret"]["secretName"] for each in spec["podTemplate"]["spec"]["volumes"]}
    assert mounted == {"tls": "logstash-tls", "elasticsearch-ca": "elasticsearch-es-http-certs-public"}
    for pipeline in spec["pipelines"]:
        assert "path.config" not in pipeline
        assert '["/etc/logloom/elasticsearch/ca.crt"]' in pipeline["config.string"].partition("output {")[2]


def test_only_what_is_listed_may_speak(built: dict[str, Objects]) -> None:
    """Both namespaces deny all; each pod that calls Elasticsearch has the label that its policy asks for."""
    for folder in ("overlays/logstash", "trainer/base"):
        denied = built[folder]["NetworkPolicy", "deny-all"]["spec"]
        assert denied == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    client = {"logloom.io/elasticsearch": "client"}
    policy = built["base"]["NetworkPolicy", "elasticsearch"]["spec"]
    assert {"podSelector": {"matchLabels": client}} in policy["ingress"][0]["from"]
    direct, logstash = (
        built[folder]["DaemonSet", "filebeat"]["spec"]["template"]["metadata"]["labels"]
        for folder in ("base", "overlays/logstash")
    )
    assert client.items() <= direct.items()
    assert not client.items() <= logstash.items()


def test_the_schema_is_applied_to_both(built: dict[str, Objects]) -> None:
    """One job for each schema: it may reach both, and trusts each by the operator's own authority."""
    objects = built["base"]
    (name,) = [found["metadata"]["name"] for (kind, _), found in objects.items() if kind == "Job"]
    assert len(name) == len("apply-") + 8
    spec = objects["Job", "apply"]["spec"]["template"]["spec"]
    given = {each["name"]: each.get("value", "") for each in spec["containers"][0]["env"]}
    assert given["ELASTICSEARCH_URL"] == "https://elasticsearch-es-http.logloom.svc:9200"
    assert given["KIBANA_URL"] == "https://kibana-kb-http.logloom.svc:5601"
    mounted = {each["mountPath"]: each["name"] for each in spec["containers"][0]["volumeMounts"]}
    secrets = {each["name"]: each["secret"]["secretName"] for each in spec["volumes"] if "secret" in each}
    assert secrets[mounted[given["ELASTICSEARCH_CA"].rpartition("/")[0]]] == "elasticsearch-es-http-certs-public"
    assert secrets[mounted[given["KIBANA_CA"].rpartition("/")[0]]] == "kibana-kb-http-certs-public"
    reached = objects["NetworkPolicy", "kibana"]["spec"]["ingress"][0]["from"]
    assert {"podSelector": {"matchLabels": {"app.kubernetes.io/name": "apply"}}} in reached


def test_a_job_tells_who_it_is(built: dict[str, Objects]) -> None:
    """Its labels are what Filebeat asks for, and its process is told the same, and the node's address."""
    template = built["trainer/base"]["Job", "yolofuse"]["spec"]["template"]
    labels = template["metadata"]["labels"]
    assert {"logloom.service", "logloom.job_id", "logloom.version"} == labels.keys()
    (container,) = template["spec"]["containers"]
    given = [each for each in container["env"] if "fieldRef" in each.get("valueFrom", {})]
    told = {each["name"]: each["valueFrom"]["fieldRef"]["fieldPath"] for each in given}
    assert told == {
        "SERVICE": "metadata.labels['logloom.service']",
        "JOB_ID": "metadata.labels['logloom.job_id']",
        "VERSION": "metadata.labels['logloom.version']",
        "NODE_IP": "status.hostIP",
    }


def test_a_job_reports_faults_if_it_is_told_where_to(built: dict[str, Objects]) -> None:
    """Without the secret it starts all the same; reports wait on a volume that outlives the pod."""
    spec = built["trainer/base"]["Job", "yolofuse"]["spec"]["template"]["spec"]
    (container,) = spec["containers"]
    given = {each["name"]: each for each in container["env"]}
    wanted = given["SENTRY_DSN"]["valueFrom"]["secretKeyRef"]
    assert wanted == {"name": "sentry", "key": "dsn", "optional": True}
    mounted = {each["mountPath"]: each["name"] for each in container["volumeMounts"]}
    kept = {each["name"] for each in spec["volumes"] if "persistentVolumeClaim" in each}
    assert mounted[str(Path(given["LOGLOOM_SPOOL"]["value"]).parent)] in kept


def test_the_way_out_for_reports_would_be_taken(root: Path) -> None:
    """The guide's policy for the service that takes reports is one of Kubernetes, in the jobs' namespace."""
    (text,) = re.findall(r"```yaml\n(# faults.*?)```", (root / "docs/guides/cluster.md").read_text(), re.DOTALL)
    policy = yaml.safe_load(text)
    manifests.validate(policy)
    assert (policy["kind"], policy["metadata"]["namespace"]) == ("NetworkPolicy", "training")


def test_a_gpu_is_asked_for_by_its_overlay_alone(built: dict[str, Objects]) -> None:
    """The base runs on any node; the overlay asks for one GPU, and tolerates the taint of nodes that have some."""
    limits = [
        built[folder]["Job", "yolofuse"]["spec"]["template"]["spec"]["containers"][0]["resources"]["limits"]
        for folder in ("trainer/base", "trainer/overlays/gpu")
    ]
    assert "nvidia.com/gpu" not in limits[0]
    assert limits[1]["nvidia.com/gpu"] == "1"


def test_data_outlives_its_objects(built: dict[str, Objects]) -> None:
    """Deleting Elasticsearch does not delete its volumes."""
    for folder in ("base", "overlays/small"):
        spec = built[folder]["Elasticsearch", "elasticsearch"]["spec"]
        assert spec["volumeClaimDeletePolicy"] == "DeleteOnScaledownOnly"
    assert [
        built[folder]["Elasticsearch", "elasticsearch"]["spec"]["nodeSets"][0]["count"] for folder in FOLDERS[1:3]
    ] == [
        3,
        1,
    ]
