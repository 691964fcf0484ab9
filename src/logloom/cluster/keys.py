"""API keys that may do what one part needs, and no more."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from logloom.cluster._client import Cluster
from logloom.errors import UsageError
from logloom.schema import Schema

__all__ = ["HOLDERS", "Holder", "make_key"]

Holder = Literal["filebeat", "logstash", "reader"]

# `monitor` is for the version, which both senders ask for before they send. `apply` creates the data streams, so that
# no sender needs the right to. `create_doc` can append and neither read, overwrite nor delete.
# Source: Elastic 9.4, "Grant access using API keys" (Filebeat), "Secure your connection" (Logstash).
_SENDER = (["monitor"], ["create_doc"])
_RIGHTS: Mapping[str, tuple[list[str], list[str]]] = {
    "filebeat": _SENDER,
    "logstash": _SENDER,
    "reader": ([], ["read", "view_index_metadata"]),
}
HOLDERS = tuple(_RIGHTS)


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
        ClusterError: the key was not made.
    """
    if file is None:
        return _made(cluster, schema, holder)
    # The file comes first: a key that could not be written down would stay valid and be nobody's.
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UsageError(f"{file} is there already; a key is written to a new file") from None
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(_made(cluster, schema, holder) + "\n")
    except BaseException:
        file.unlink()
        raise
    return None


def _made(cluster: Cluster, schema: Schema, holder: Holder) -> str:
    answer = cluster.request("POST", "/_security/api_key", _body(schema, holder))
    return f"{answer['id']}:{answer['api_key']}"


def _body(schema: Schema, holder: Holder) -> dict[str, Any]:
    general, on_indices = _RIGHTS[holder]
    indices = [{"names": [schema.events_stream, schema.invalid_stream], "privileges": on_indices}]
    return {
        "name": f"logloom-{schema.name}-{holder}",
        "role_descriptors": {holder: {"cluster": general, "indices": indices}},
        "metadata": {"made_by": "logloom key", "schema": schema.name},
    }
