"""A live Elasticsearch and its Kibana: plan and apply what is rendered, make keys, audit what is stored."""

from logloom.cluster._client import Answer, Cluster, Send
from logloom.cluster._connect import connect
from logloom.cluster._kibana import Kibana, connect_kibana
from logloom.cluster.audit import audit, repair
from logloom.cluster.doctor import Check, doctor, unsent
from logloom.cluster.keys import HOLDERS, Holder, make_key
from logloom.cluster.kibana import Change, KibanaPlan, apply_kibana, plan_kibana, prepared
from logloom.cluster.plan import Plan, Step, apply, plan
from logloom.cluster.snapshots import Snapshot, backup, restore, snapshots

__all__ = [
    "HOLDERS",
    "Answer",
    "Change",
    "Check",
    "Cluster",
    "Holder",
    "Kibana",
    "KibanaPlan",
    "Plan",
    "Send",
    "Snapshot",
    "Step",
    "apply",
    "apply_kibana",
    "audit",
    "backup",
    "connect",
    "connect_kibana",
    "doctor",
    "make_key",
    "plan",
    "plan_kibana",
    "prepared",
    "repair",
    "restore",
    "snapshots",
    "unsent",
]
