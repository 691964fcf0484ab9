"""From nothing to a pipeline that runs: secrets and certificates, then what a live Elasticsearch needs of them."""

from logloom.cluster._connect import address
from logloom.cluster.setup._cluster import Place, prepare, wait
from logloom.cluster.setup._doctor import look_at
from logloom.cluster.setup._files import Owner
from logloom.cluster.setup._secrets import SERVICES, Wish, draw, renew

__all__ = ["SERVICES", "Owner", "Place", "Wish", "address", "draw", "look_at", "prepare", "renew", "wait"]
