"""A live Elasticsearch: plan and apply what is rendered, make keys, and audit what is stored."""

from logloom.cluster._client import Answer, Cluster, Send, connect
from logloom.cluster.audit import audit, repair
from logloom.cluster.keys import HOLDERS, Holder, make_key
from logloom.cluster.plan import Plan, Step, apply, plan

__all__ = [
    "HOLDERS",
    "Answer",
    "Cluster",
    "Holder",
    "Plan",
    "Send",
    "Step",
    "apply",
    "audit",
    "connect",
    "make_key",
    "plan",
    "repair",
]
