"""systemd: Filebeat and jobs on machines without Docker, such as a Jetson, that may be offline for days.

Source: systemd 249, `systemd.exec`, `systemd.service`, `tmpfiles.d`; Filebeat 9.4, "Configure the internal queue".
"""

from __future__ import annotations

from collections.abc import Mapping

from logloom.render._filebeat import configuration
from logloom.render._text import template
from logloom.schema import Schema

__all__ = ["render"]

_FOLDER = "deploy/systemd"
_FILES = (
    "logloom-filebeat.service",
    "logloom-trainer@.service",
    "logloom-trim.service",
    "logloom-trim.timer",
    "logloom.conf",
    "trim.sh",
)


def render(schema: Schema) -> Mapping[str, bytes]:
    """Render ``deploy/systemd/``. Whatever `stack.driver` says, lines come from plain files here."""
    stack = schema.stack.model_copy(update={"driver": "file"})
    files = {f"{_FOLDER}/{name}": template(f"{_FOLDER}/{name}", schema=schema) for name in _FILES}
    plain = schema.model_copy(update={"stack": stack})
    return {**files, f"{_FOLDER}/filebeat.yml": configuration(plain, is_offline_at_times=True)}
