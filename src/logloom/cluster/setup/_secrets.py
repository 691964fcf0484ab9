"""What each service needs before Elasticsearch starts: passwords, keys, and a certificate under its names.

What is there is kept; what lacks is drawn. Only a certificate is ever replaced, never a key or password.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from logloom.cluster.setup._certificates import Authority, draw_key, identity_of, names_of
from logloom.cluster.setup._files import Owner, claim, locked, read, write
from logloom.errors import SetupError

__all__ = ["SERVICES", "SPARE", "Told", "Wish", "draw", "installation", "renew"]

SPARE = timedelta(days=30)
"""So long before it expires, a certificate is signed anew, and the doctor warns."""

_ANY = timedelta.max
_SECRET_BYTES = 32

Told = Callable[[str], object]
"""Is called with each thing that was done, in words without secrets."""


@dataclass(frozen=True)
class Service:
    """What a service's folder holds beside `ca.crt`.

    Args:
        secrets: files, each with one secret of its own.
        certificate: whether it has `tls.key` and `tls.crt`.
    """

    secrets: tuple[str, ...] = ()
    certificate: bool = True


# Source: Kibana 9.4, "Secure saved objects" and "Security settings": three keys of at least 32 characters.
_KIBANA = ("kibana_system_password", "encryption_key", "reporting_encryption_key", "security_encryption_key")

SERVICES: Mapping[str, Service] = {
    "elasticsearch": Service(("elastic_password",)),
    "logstash": Service(),
    "kibana": Service(_KIBANA),
    "filebeat": Service(),
    "alerts": Service(certificate=False),
    "reader": Service(("logloom_reader_password",), certificate=False),
    "faults": Service(("secret_key", "postgres_password"), certificate=False),
}


@dataclass(frozen=True)
class Wish:
    """What is wanted for one service.

    Args:
        hosts: names and addresses for its certificate, beside its own name, `localhost` and 127.0.0.1.
        owner: whom its files are for; None keeps whom they belong to.
    """

    hosts: tuple[str, ...] = ()
    owner: Owner | None = None


def draw(
    folder: Path,
    now: datetime,
    wishes: Mapping[str, Wish],
    told: Told = lambda _: None,
    spare: timedelta = SPARE,
) -> None:
    """Draw what lacks in a folder of secrets, and sign certificates that lack or are no longer good.

    Args:
        folder: with a folder for each service, and `ca`, which no service may see.
        now: with a time zone.
        wishes: by service, as far as there are any.
        told: is called with what was done.
        spare: for how long a certificate must still be good.

    Raises:
        SetupError: a file is damaged, or can't be read or written.
    """
    with locked(folder):
        authority = _authority(folder / "ca", now, told)
        for name, service in SERVICES.items():
            place, wish = folder / name, wishes.get(name, Wish())
            claim(place, wish.owner)
            _keep_copy(place / "ca.crt", authority.certificate, told)
            for each in service.secrets:
                _drawn(place / each, _draw_secret, told)
            if service.certificate:
                _sign(place, authority, [name, "localhost", "127.0.0.1", *wish.hosts], spare, told)


def renew(folder: Path, now: datetime, told: Told = lambda _: None) -> None:
    """Sign each service's certificate anew, under the names that it has, by the same authority and for the same key.

    The key stays, so that one rename is the whole change: no service ever finds a key and a certificate that do not
    belong together.

    Raises:
        SetupError: nothing was ever drawn there, or a file is damaged.
    """
    if not (folder / "ca").is_dir():
        raise SetupError(f"{folder} holds no authority to sign with: `logloom setup secrets` draws one")
    draw(folder, now, {}, told, _ANY)


def installation(folder: Path) -> str:
    """Return what tells this folder's things in a cluster from those of another folder.

    Raises:
        SetupError: nothing was ever drawn there.
    """
    certificate = read(folder / "ca" / "ca.crt")
    if certificate is None:
        raise SetupError(f"{folder}/ca/ca.crt is not there: `logloom setup secrets` comes first")
    return identity_of(certificate)


def _draw_secret() -> bytes:
    return secrets.token_hex(_SECRET_BYTES).encode()


def _authority(place: Path, now: datetime, told: Told) -> Authority:
    claim(place)
    certificate = read(place / "ca.crt")
    # Who keeps the key elsewhere has all but signatures.
    key = read(place / "ca.key") if certificate else _drawn(place / "ca.key", draw_key, told)
    try:
        authority = Authority(key, certificate, now)
    except ValueError as error:
        raise _damaged(place, error) from None
    _keep_copy(place / "ca.crt", authority.certificate, told)
    return authority


def _drawn(path: Path, make: Callable[[], bytes], told: Told) -> bytes:
    """Return what a file holds, after drawing it where it lacks."""
    content = read(path)
    if content is None:
        content = make()
        write(path, content)
        told(f"drawn: {path}")
    return content


def _keep_copy(path: Path, certificate: bytes, told: Told) -> None:
    if read(path) != certificate:
        write(path, certificate)
        told(f"written: {path}")


def _sign(place: Path, authority: Authority, hosts: list[str], spare: timedelta, told: Told) -> None:
    """Sign a service's certificate, unless the one that it has is good for long enough. Names are never taken away."""
    key, certificate = _drawn(place / "tls.key", draw_key, told), read(place / "tls.crt")
    try:
        flaw = "it lacks" if certificate is None else authority.flaw(certificate, key, hosts, spare)
        if flaw:
            if not authority.may_sign:
                raise SetupError(
                    f"{place}/tls.crt has to be signed, since {flaw}, and {place.parent}/ca/ca.key is not there: "
                    "put it back, or move ca.crt away to begin with another authority"
                )
            names = dict.fromkeys([*hosts, *sorted(names_of(certificate) if certificate else ())])
            write(place / "tls.crt", authority.sign(key, place.name, names))
            told(f"signed: {place}/tls.crt" + (f", since {flaw}" if certificate else ""))
    except ValueError as error:
        raise _damaged(place, error) from None


def _damaged(place: Path, error: ValueError) -> SetupError:
    files = ", ".join(sorted(path.name for path in place.glob("*.[ck]*")))
    return SetupError(
        f"{place}: one of {files} is damaged ({str(error).splitlines()[0]}): put it back, or delete it to have it "
        "drawn anew"
    )
