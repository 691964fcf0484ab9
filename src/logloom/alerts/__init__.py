"""What is told of the events, to whom, in which words: shared by the embedded store and by ElastAlert 2.

Both find out when an alert fires; from there on they go the same way: a `Firing` becomes a `Message`, the `Outbox`
keeps it on disk until the route has taken it.
"""

from logloom.alerts._link import kibana_link
from logloom.alerts._measure import Limits, Measured, goes_too_far
from logloom.alerts._message import Message, compose
from logloom.alerts._outbox import Outbox, Waiting
from logloom.alerts._routes import Delivery, Undelivered, deliver
from logloom.alerts._rule import AlertRule, Firing, Route

__all__ = [
    "AlertRule",
    "Delivery",
    "Firing",
    "Limits",
    "Measured",
    "Message",
    "Outbox",
    "Route",
    "Undelivered",
    "Waiting",
    "compose",
    "deliver",
    "goes_too_far",
    "kibana_link",
]
