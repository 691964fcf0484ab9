"""A live Elasticsearch: plan and apply what is rendered, make keys, audit what is stored, look after it."""

from logloom.cluster._client import Answer, Cluster, Send
from logloom.cluster._connect import connect
from logloom.cluster.audit import audit, repair
from logloom.cluster.doctor import Check, doctor
from logloom.cluster.keys import HOLDERS, Holder, make_key
from logloom.cluster.plan import Plan, Step, apply, plan

__all__ = [
    "HOLDERS",
    "Answer",
    "Check",
    "Cluster",
    "Holder",
    "Plan",
    "Send",
    "Step",
    "apply",
    "audit",
    "connect",
    "doctor",
    "make_key",
    "plan",
    "repair",
]
