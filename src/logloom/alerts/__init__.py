"""What is told of the events, to whom, in which words: shared by the embedded store and by ElastAlert 2.

Both find out when an alert fires; from there on they go the same way: a `Firing` becomes a `Message`, the `Outbox`
keeps it on disk until the route has taken it.
"""

from logloom.alerts._link import kibana_link
from logloom.alerts._message import Message, compose
from logloom.alerts._outbox import Outbox, Waiting
from logloom.alerts._routes import Delivery, Undelivered, deliver
from logloom.alerts._rule import AlertRule, Firing, Route

__all__ = [
    "AlertRule",
    "Delivery",
    "Firing",
    "Message",
    "Outbox",
    "Route",
    "Undelivered",
    "Waiting",
    "compose",
    "deliver",
    "kibana_link",
]
