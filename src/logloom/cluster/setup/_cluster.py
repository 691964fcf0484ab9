"""What a live Elasticsearch gets from a folder of secrets: what is rendered, users, and a key for each service.

Each step looks at what is there first, so that it may be cut off anywhere and done again. A key whose file was never
written is nobody's; it is told by its name, which holds the authority's identity, and invalidated by the next run.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult

from logloom.cluster import keys
from logloom.cluster._client import Cluster
from logloom.cluster._connect import sender
from logloom.cluster._kibana import Kibana, connect_kibana
from logloom.cluster.kibana import apply_kibana, plan_kibana, prepared
from logloom.cluster.plan import apply, plan
from logloom.cluster.setup._files import locked, read, write
from logloom.cluster.setup._secrets import Told, installation
from logloom.errors import (
    ClusterError,
    RefusedError,
    RightsError,
    SetupError,
    UnreachableError,
    UntrustedError,
    UsageError,
)
from logloom.schema import Schema

__all__ = ["Place", "bring_kibana", "prepare", "wait", "wait_for_kibana"]

_READER = "logloom_reader"
_DENIED_SECONDS = 30
"""A node that has just begun may not know its users yet; a wrong password is not worth a longer wait."""

_HEADROOM_BYTES = 150 * 2**30


@dataclass(frozen=True)
class Place:
    """An Elasticsearch, and the folder with what it and its services know.

    Args:
        folder: of secrets.
        url: with its port.
    """

    folder: Path
    url: SplitResult

    def __post_init__(self) -> None:
        """Refuse a way on which everybody could read the passwords."""
        if self.url.scheme != "https":
            raise UsageError(f"--url must begin with https://: passwords go to {self.url.netloc}")

    def environment(self) -> dict[str, str]:
        """Return what other commands know of this place by their environment."""
        return {
            "ELASTICSEARCH_URL": self.url.geturl(),
            "ELASTICSEARCH_CA": str(self.folder / "ca" / "ca.crt"),
            "ELASTICSEARCH_USERNAME": "elastic",
            "ELASTICSEARCH_PASSWORD_FILE": str(self.folder / "elasticsearch" / "elastic_password"),
        }

    def ask_as(self, user: str, file: str) -> Cluster:
        """Return the way in for a user whose password is in a file of the folder.

        Raises:
            SetupError: there is no such file.
        """
        return self._cluster(file, {"basic_auth": (user, self._known(file))})

    def ask_with(self, file: str) -> Cluster:
        """Return the way in with the key that is in a file of the folder.

        Raises:
            SetupError: there is no key in it.
        """
        found = re.fullmatch(r"([\w-]+):([\w-]+)", self._known(file), re.ASCII)
        if found is None:
            raise SetupError(f"{self.folder / file} holds no key, `id:key`: delete it, and another one is made")
        return self._cluster(file, {"api_key": found.groups()})

    def _cluster(self, file: str, login: Mapping[str, Any]) -> Cluster:
        authority = self.folder / "ca" / "ca.crt"
        return Cluster(sender(self.url, authority, login), self.url.netloc, str(self.folder / file))

    def _known(self, file: str) -> str:
        content = read(self.folder / file)
        if content is None or read(self.folder / "ca" / "ca.crt") is None:
            raise SetupError(f"{self.folder / file} is not there: `logloom setup secrets` comes first")
        return content.decode(errors="replace").strip()


def wait(place: Place, patience_seconds: float, told: Told) -> Cluster:
    """Wait until Elasticsearch answers, knows us, and has all its shards.

    Args:
        place: where.
        patience_seconds: after which it gives up.
        told: is called with each new reason to wait.

    Returns:
        The way in for the user `elastic`.

    Raises:
        UnreachableError: it does not answer, with the last reason.
        RightsError: it does not know the password in the folder.
        RefusedError: it is too old, or everybody may do everything there.
    """
    cluster = place.ask_as("elastic", "elasticsearch/elastic_password")
    try:
        _wait_until(lambda: _look(cluster), patience_seconds, told)
    except RightsError as error:
        raise RightsError(f"{error}; {_why_denied(place.folder)}") from None
    return cluster


def _wait_until(look: Callable[[], object], patience_seconds: float, told: Told) -> None:
    """Look again each second until it raises nothing, or nothing that passes by itself."""
    begun = time.monotonic()
    last = ""
    while (reason := _reason(look)) is not None:
        waited = time.monotonic() - begun
        denied = isinstance(reason, RightsError)
        if waited >= (min(_DENIED_SECONDS, patience_seconds) if denied else patience_seconds):
            raise type(reason)(f"gave up after {waited:.0f} s: {reason}")
        if str(reason) != last:
            told(f"waiting: {reason}")
        last = str(reason)
        time.sleep(1)


def _why_denied(folder: Path) -> str:
    """Return why a new Elasticsearch may not know a right password, as far as the folder's disk, often its own, tells.

    Source: Elasticsearch 9.4, disk-based shard allocation: above the high watermark (90 % by default, or less than
    150 GB free) no index is made, and its users are kept in one.
    """
    disk = shutil.disk_usage(folder)
    if disk.free < min(0.1 * disk.total, _HEADROOM_BYTES):
        used = 1 - disk.free / disk.total
        return f"the disk of {folder} is {used:.0%} full: Elasticsearch makes no index, its users' neither; free some"
    return "was its data made with another password? then put back that file, or begin with an empty data folder"


def _reason(look: Callable[[], object]) -> ClusterError | None:
    """Return why to wait; None where there is no reason to."""
    try:
        look()
    except UntrustedError:
        raise
    except (UnreachableError, RightsError) as error:
        return error
    return None


def _look(cluster: Cluster) -> None:
    cluster.version()
    if not cluster.knows("/_security/_authenticate"):
        raise RefusedError(
            f"security is off at {cluster.address}: everybody may do everything; set xpack.security.enabled: true"
        )
    cluster.request("GET", "/_cluster/health?wait_for_status=yellow&timeout=10s")


def prepare(place: Place, cluster: Cluster, schema: Schema, files: Mapping[str, bytes], told: Told) -> None:
    """Apply what is rendered, then make users and keys, as far as each lacks.

    Args:
        place: where, and the folder into which the keys go.
        cluster: for a user who may do it all.
        schema: whose data streams.
        files: all that is rendered.
        told: is called with what was done, and with what this server has no requests for.

    Raises:
        ClusterError: something was not done; the message says what.
        SetupError: the folder can't be used.
    """
    with locked(place.folder):
        planned = plan(cluster, schema, files)
        apply(cluster, planned, lambda step: told(str(step)))
        for note in planned.absent:
            told(f"note: {note}")
        _set_users(place, cluster, schema, told)
        for holder in _holders(schema, files):
            _set_key(place, cluster, schema, holder, told)


def wait_for_kibana(place: Place, url: str, patience_seconds: float, told: Told) -> Kibana:
    """Wait until Kibana answers and knows the user `elastic`.

    Args:
        place: whose authority signed its certificate.
        url: of Kibana.
        patience_seconds: after which it gives up.
        told: is called with each new reason to wait.

    Raises:
        ClusterError: it does not answer, does not know us, or is too old.
    """
    kibana = connect_kibana(url, place.environment())
    _wait_until(kibana.version, patience_seconds, told)
    return kibana


def bring_kibana(kibana: Kibana, cluster: Cluster, schema: Schema, files: Mapping[str, bytes], told: Told) -> None:
    """Bring Kibana the rendered objects; what was edited there is kept, and told.

    Args:
        kibana: where.
        cluster: its Elasticsearch.
        schema: whose objects these are.
        files: all that is rendered.
        told: is called with what was done.

    Raises:
        ClusterError: something was not done; the message says what.
    """
    planned = plan_kibana(kibana, cluster, schema, prepared(files, os.environ.get("SENTRY_EVENT_URL")))
    apply_kibana(kibana, cluster, schema, planned, lambda change: told(str(change)))
    for change in planned.changes:
        if change.action == "keep":
            told(f"note: {change}: edited in Kibana; `logloom apply --kibana URL --overwrite` replaces it")


def _holders(schema: Schema, files: Mapping[str, bytes]) -> Iterator[keys.Holder]:
    """Yield who needs a key: of the senders only those that send to Elasticsearch themselves."""
    if schema.stack.transport == "direct" and "filebeat/filebeat.yml" in files:
        yield "filebeat"
    if "logstash/pipelines.yml" in files:
        yield "logstash"
    yield "alerts"
    yield "reader"


def _set_users(place: Place, cluster: Cluster, schema: Schema, told: Told) -> None:
    if not cluster.knows("/_security/user"):
        told("note: this Elasticsearch has no users of its own: Kibana's and the reader's passwords are not set")
        return
    role = f"logloom-{schema.name}-reader"
    cluster.request("PUT", f"/_security/role/{role}", _reader_role(schema))
    for user, file, method, path, more in (
        ("kibana_system", "kibana/kibana_system_password", "POST", "/_security/user/kibana_system/_password", {}),
        (_READER, f"reader/{_READER}_password", "PUT", f"/_security/user/{_READER}", {"roles": [role]}),
    ):
        if not _lets_in(place.ask_as(user, file)):
            cluster.request(method, path, {"password": (read(place.folder / file) or b"").decode(), **more})
            told(f"user set: {user}")
    roles = cluster.request("GET", f"/_security/user/{_READER}")[_READER]["roles"]
    if role not in roles:  # made for a schema of another name, whose role it keeps
        cluster.request("PUT", f"/_security/user/{_READER}", {"roles": [*roles, role]})
        told(f"rights changed: {_READER}")


def _reader_role(schema: Schema) -> dict[str, Any]:
    """Return a role that reads events, by Elasticsearch and in Kibana.

    Source: Kibana 9.4, "Kibana privileges": the base privilege `read` in all spaces, as Kibana keeps it.
    """
    return {
        "indices": [{"names": list(schema.streams), "privileges": ["read", "view_index_metadata"]}],
        "applications": [{"application": "kibana-.kibana", "privileges": ["read"], "resources": ["*"]}],
        "metadata": {"made_by": "logloom setup", "schema": schema.name},
    }


def _lets_in(cluster: Cluster) -> bool:
    try:
        cluster.request("GET", "/_security/_authenticate")
    except RightsError:
        return False
    return True


def _set_key(place: Place, cluster: Cluster, schema: Schema, holder: keys.Holder, told: Told) -> None:
    """Give a service a key that has its rights and works; keep the one that it has, if that does."""
    file = place.folder / holder / "api_key"
    name = f"logloom-{schema.name}-{holder}-{installation(place.folder)}"
    rights = keys.body(cluster, schema, holder, "logloom setup")
    kept = read(file)
    if kept is not None and _lets_in(place.ask_with(f"{holder}/api_key")):
        identity = kept.decode().partition(":")[0]
        if cluster.request("PUT", f"/_security/api_key/{identity}", rights)["updated"]:
            told(f"rights changed: {file}")
    else:
        made = cluster.request("POST", "/_security/api_key", {"name": name, **rights})
        identity = made["id"]
        write(file, f"{identity}:{made['api_key']}".encode())
        told(f"key made: {file}")
    _retire(cluster, name, identity)


def _retire(cluster: Cluster, name: str, but: str) -> None:
    """Invalidate the keys of a name but one: of runs that were cut off before the key was in its file."""
    found = cluster.request("GET", f"/_security/api_key?name={name}&owner=true&active_only=true")["api_keys"]
    others = [each["id"] for each in found if each["id"] != but]
    if others:
        cluster.request("DELETE", "/_security/api_key", {"ids": others, "owner": True})
