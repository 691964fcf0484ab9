"""Which Elasticsearch a data folder is of, told before one is started on it.

Elasticsearch opens no data of a newer version. Where it meets some, it may say no more than that Lucene lacks a codec.

Source: Elasticsearch 9.4, "Upgrade": a node can't be downgraded, not even to another patch; `_state/segments_N` is the
commit of the Lucene index that holds a node's state, and has the version of the node as a number: observed on 9.2.8
and 9.4.3.
"""

from __future__ import annotations

import re
from pathlib import Path

from logloom.cluster._client import parts_of
from logloom.errors import RefusedError

__all__ = ["check_version", "last_opened_by"]

_COMMIT = re.compile(r"segments_([0-9a-z]+)")
_NODE_VERSION = re.compile(rb"node_version.([0-9]{7,8})", re.DOTALL)


def last_opened_by(data: Path) -> str | None:
    """Return the version of the Elasticsearch that opened a data folder last; None where it does not say.

    Args:
        data: what the setting ``path.data`` names.
    """
    commits = [(int(found[1], 36), path) for path in data.glob("_state/*") if (found := _COMMIT.fullmatch(path.name))]
    written = _NODE_VERSION.search(max(commits)[1].read_bytes()) if commits else None
    if written is None:
        return None
    number = int(written[1]) // 100
    return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"


def check_version(data: Path, version: str) -> str | None:
    """Look whether a version of Elasticsearch opens a data folder. One that does not say whose it is passes.

    Args:
        data: what the setting ``path.data`` names.
        version: such as 9.4.3.

    Returns:
        The version of the data, as `last_opened_by`.

    Raises:
        RefusedError: the data are of a newer version.
    """
    last = last_opened_by(data)
    if last is not None and parts_of(last) > parts_of(version):
        raise RefusedError(
            f"these data are of Elasticsearch {last}, and {version} opens none of a newer version: say {last} or newer "
            "in `stack: elastic` of the schema, and render; or go back by a backup from before the upgrade: "
            'docs/guides/compose.md, "Upgrades"'
        )
    return last
