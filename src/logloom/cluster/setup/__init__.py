"""From nothing to a pipeline that runs: secrets and certificates, then what a live Elasticsearch needs of them."""

from logloom.cluster._connect import address
from logloom.cluster.setup._cluster import Place, bring_kibana, prepare, wait, wait_for_kibana
from logloom.cluster.setup._doctor import look_at
from logloom.cluster.setup._files import Owner
from logloom.cluster.setup._secrets import SERVICES, Wish, draw, renew
from logloom.cluster.setup._version import check_version, last_opened_by

__all__ = [
    "SERVICES",
    "Owner",
    "Place",
    "Wish",
    "address",
    "bring_kibana",
    "check_version",
    "draw",
    "last_opened_by",
    "look_at",
    "prepare",
    "renew",
    "wait",
    "wait_for_kibana",
]
