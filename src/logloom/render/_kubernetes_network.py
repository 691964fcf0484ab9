"""Network policies: nothing may speak to anything, but for what is listed here.

Source: Kubernetes 1.34, "Network Policies"; Elastic Cloud on Kubernetes 3.2, "Network policies".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from logloom.render._kubernetes_parts import CLIENT, STACK, TRAINING, Object, kind, selector

__all__ = ["logstash_policies", "stack_policies", "training_policies"]

_SEARCH = {"common.k8s.elastic.co/type": "elasticsearch"}
_KIBANA = {"common.k8s.elastic.co/type": "kibana"}
_LOGSTASH = {"common.k8s.elastic.co/type": "logstash"}
_OPERATOR = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "elastic-system"}}}


def stack_policies() -> list[Object]:
    """Return the policies of the log stack where Filebeat sends to Elasticsearch itself."""
    api = {"ports": _ports(443, 6443)}
    return [
        *_deny(STACK),
        _policy(
            "elasticsearch", _SEARCH, ingress=[_from(_pods(CLIENT), _OPERATOR, at=9200), _from(_pods(_SEARCH), at=9300)]
        ),
        _policy("elasticsearch-nodes", _SEARCH, egress=[_to(_pods(_SEARCH), at=9300)]),
        _policy("elasticsearch-clients", CLIENT, egress=[_to(_pods(_SEARCH), at=9200)]),
        # The API's address is another one in each cluster, and lies outside of what selectors can name.
        _policy("filebeat", selector("filebeat"), egress=[api]),
        _policy("kibana", _KIBANA, ingress=[_from(_pods(selector("apply")), _OPERATOR, at=5601)]),
        _policy("apply", selector("apply"), egress=[_to(_pods(_KIBANA), at=5601)]),
    ]


def logstash_policies() -> list[Object]:
    """Return the further policies where Filebeat sends to Logstash."""
    filebeat = selector("filebeat")
    return [
        _policy("logstash", _LOGSTASH, ingress=[_from(_pods(filebeat), at=5044)]),
        _policy("filebeat-logstash", filebeat, egress=[_to(_pods(_LOGSTASH), at=5044)]),
    ]


def training_policies() -> list[Object]:
    """Return the policies of the jobs: the processes of one job may speak to each other, and ask for names."""
    return [
        *_deny(TRAINING),
        _policy("ranks", {}, TRAINING, ingress=[{"from": [_pods({})]}], egress=[{"to": [_pods({})]}]),
    ]


def _deny(namespace: str) -> list[Object]:
    dns = {
        "to": [
            {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "kube-system"}}},
            {"ipBlock": {"cidr": "169.254.20.10/32"}},  # NodeLocal DNSCache
        ],
        "ports": [{"port": 53, "protocol": "UDP"}, {"port": 53, "protocol": "TCP"}],
    }
    return [
        _policy("deny-all", {}, namespace, ingress=[], egress=[]),
        _policy("dns", {}, namespace, egress=[dns]),
    ]


def _policy(name: str, pods: Mapping[str, str], namespace: str = STACK, **rules: list[Any]) -> Object:
    spec = {"podSelector": _labels(pods), "policyTypes": [word.capitalize() for word in rules]}
    return kind(
        "NetworkPolicy",
        name,
        namespace,
        api="networking.k8s.io/v1",
        spec={**spec, **{word: rule for word, rule in rules.items() if rule}},
    )


def _labels(pods: Mapping[str, str]) -> Object:
    return {"matchLabels": dict(pods)} if pods else {}


def _pods(pods: Mapping[str, str]) -> Object:
    return {"podSelector": _labels(pods)}


def _ports(*ports: int) -> list[Object]:
    return [{"port": port, "protocol": "TCP"} for port in ports]


def _from(*peers: Object, at: int) -> Object:
    return {"from": list(peers), "ports": _ports(at)}


def _to(*peers: Object, at: int) -> Object:
    return {"to": list(peers), "ports": _ports(at)}
