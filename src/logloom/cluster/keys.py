"""API keys that may do what one part needs, and no more."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from logloom.cluster._client import Cluster
from logloom.errors import RefusedError, RightsError, UsageError
from logloom.schema import Schema

__all__ = ["HOLDERS", "Holder", "body", "make_key"]

Holder = Literal["filebeat", "logstash", "reader", "alerts"]

# `monitor` is for version and licence, which both senders ask for before they send. `create_doc` can append and neither
# read, overwrite nor delete.
# Source: Elastic 9.4, "Grant access using API keys" (Filebeat), "Secure your connection" (Logstash).
_SENDER = (["monitor"], ["create_doc"])
_READER = (["cluster:monitor/main"], ["read", "view_index_metadata"])
_RIGHTS: Mapping[Holder, tuple[list[str], list[str]]] = {
    "filebeat": _SENDER,
    "logstash": _SENDER,
    "reader": _READER,
    "alerts": _READER,
}
HOLDERS = tuple(_RIGHTS)
_SENDERS = ("filebeat", "logstash")

# ElastAlert 2 writes down what it has alerted of. Source: ElastAlert 2, "Setting Up Elasticsearch", `writeback_index`.
_WRITEBACK = {"names": ["elastalert*"], "privileges": ["manage", "read", "write"]}


def make_key(cluster: Cluster, schema: Schema, holder: Holder, file: Path | None = None) -> str | None:
    """Make an API key for the data streams of a schema.

    Args:
        cluster: where; its user needs the right `manage_own_api_key`, and those that the key gets.
        schema: whose data streams.
        holder: who will hold the key.
        file: a new file that only its owner may read.

    Returns:
        `id:key`, as Filebeat and Logstash take it; None where it was written to a file. Elasticsearch never shows it
        again.

    Raises:
        UsageError: the file is there already.
        RefusedError: the key is a sender's, and what it would send to is not there yet.
        ClusterError: the key was not made.
    """
    if holder in _SENDERS:
        _require_applied(cluster, schema)
    asked = {"name": f"logloom-{schema.name}-{holder}", **body(cluster, schema, holder, "logloom key")}
    if file is None:
        return _made(cluster, asked)
    # The file comes first: a key that could not be written down would stay valid and be nobody's.
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UsageError(f"{file} is there already; a key is written to a new file") from None
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(_made(cluster, asked) + "\n")
    except BaseException:
        file.unlink()
        raise
    return None


def body(cluster: Cluster, schema: Schema, holder: Holder, maker: str) -> dict[str, Any]:
    """Return what a key may do, as the body of a request to make or change it.

    Args:
        cluster: where.
        schema: whose data streams.
        holder: who will hold the key.
        maker: the command, for whoever wonders about the key.
    """
    general, on_streams = _RIGHTS[holder]
    # `apply` makes the data streams, so that no sender needs the right to, where the server lets it.
    if holder in _SENDERS and not cluster.knows(f"/_data_stream/{schema.events_stream}"):
        on_streams = [*on_streams, "auto_configure"]
    indices = [{"names": list(schema.streams), "privileges": on_streams}, *([_WRITEBACK] if holder == "alerts" else [])]
    return {
        "role_descriptors": {holder: {"cluster": general, "indices": indices}},
        "metadata": {"made_by": maker, "schema": schema.name},
    }


def _require_applied(cluster: Cluster, schema: Schema) -> None:
    """Refuse where a sender would be refused: Filebeat drops what it may not store, and goes on."""
    last = f"_index_template/logs-{schema.name}.invalid"
    with contextlib.suppress(RightsError):  # who may not ask is trusted to know
        if cluster.find(f"/{last}") is None:
            raise RefusedError(
                f"{last} is not at {cluster.address} yet: `logloom apply` first. "
                "What Filebeat sends before that is refused, and Filebeat does not send it again"
            )


def _made(cluster: Cluster, asked: Mapping[str, Any]) -> str:
    answer = cluster.request("POST", "/_security/api_key", asked)
    return f"{answer['id']}:{answer['api_key']}"
