"""An authority of one's own and the certificates that it signs: ECDSA on P-256, keys as PKCS #8.

Source: RFC 5280; Logstash 9.4, "Beats input plugin", `ssl_key` (PKCS #8 alone).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from ipaddress import ip_address

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

__all__ = ["SERVICE_DAYS", "Authority", "draw_key", "expiry", "identity_of", "names_of"]

CA_DAYS = 3650
SERVICE_DAYS = 365
_BEFORE = timedelta(days=1)
"""A certificate is good from a day before it was signed: clocks differ."""


def draw_key() -> bytes:
    """Return a new private key as PEM."""
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def expiry(certificate: bytes) -> datetime:
    """Return until when a certificate in PEM is good."""
    return x509.load_pem_x509_certificate(certificate).not_valid_after_utc


def identity_of(certificate: bytes) -> str:
    """Return twelve characters that no other key pair has, from a certificate in PEM."""
    key = x509.load_pem_x509_certificate(certificate).public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise ValueError("its key is not on an elliptic curve")
    return _identity(key)


def names_of(certificate: bytes) -> set[str]:
    """Return the host names and addresses that a certificate is good for."""
    try:
        names = x509.load_pem_x509_certificate(certificate).extensions.get_extension_for_class(
            x509.SubjectAlternativeName
        )
    except x509.ExtensionNotFound:
        return set()
    return {str(each.value) for each in names.value}


class Authority:
    """Signs certificates.

    Args:
        key: its private key as PEM; None where it is kept elsewhere, and nothing can be signed.
        certificate: its own, as PEM; None where it has none yet. Where it would expire before those that it signs, it
            gets another one, for the same key and under the same name: what was signed stays good.
        now: with a time zone.

    Raises:
        ValueError: the key or the certificate can't be read, or they do not belong together.
    """

    def __init__(self, key: bytes | None, certificate: bytes | None, now: datetime) -> None:
        self._now = now
        self._signer = _private(key) if key else None
        self.certificate = self._lasting(certificate)
        self._issuer = x509.load_pem_x509_certificate(self.certificate)
        if self._signer and self._issuer.public_key() != self._key.public_key():
            raise ValueError("ca.crt belongs to another key than ca.key")

    @property
    def may_sign(self) -> bool:
        """Whether its key is here."""
        return self._signer is not None

    @property
    def _key(self) -> ec.EllipticCurvePrivateKey:
        if self._signer is None:
            raise ValueError("ca.key is not there, and nothing can be signed without it")
        return self._signer

    def sign(self, key: bytes, name: str, hosts: Iterable[str]) -> bytes:
        """Return a certificate in PEM for a service.

        Args:
            key: the service's private key as PEM.
            name: of the service, for the subject.
            hosts: names and addresses by which it is reached.
        """
        public = _private(key).public_key()
        usages = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
        builder = (
            self._builder(_subject(name), self._issuer.subject, public, SERVICE_DAYS)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(digital_signature=True), critical=True)
            .add_extension(x509.ExtendedKeyUsage(usages), critical=False)
            .add_extension(x509.SubjectAlternativeName([_general(host) for host in hosts]), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False)
        )
        return self._signed(builder)

    def flaw(self, certificate: bytes, key: bytes, hosts: Sequence[str], spare: timedelta) -> str | None:
        """Return why a service's certificate has to be signed anew; None where it is good.

        Args:
            certificate: the service's, as PEM.
            key: the service's, as PEM.
            hosts: that it must be good for.
            spare: for how long it must still be good.
        """
        found = x509.load_pem_x509_certificate(certificate)
        if found.public_key() != _private(key).public_key():
            return "it belongs to another key"
        try:
            found.verify_directly_issued_by(self._issuer)
        except (InvalidSignature, ValueError, TypeError):
            return "another authority signed it"
        if found.not_valid_after_utc - self._now < spare:
            return f"it expires on {found.not_valid_after_utc:%Y-%m-%d}"
        lacking = sorted({*hosts} - names_of(certificate))
        return f"it is not good for {', '.join(lacking)}" if lacking else None

    def _lasting(self, certificate: bytes | None) -> bytes:
        if certificate is not None:
            found = x509.load_pem_x509_certificate(certificate)
            if self._signer is None:
                return certificate
            lasts = found.not_valid_after_utc - self._now >= timedelta(days=SERVICE_DAYS)
            return certificate if lasts or found.public_key() != self._key.public_key() else self._own(found.subject)
        # Two authorities under one name would be taken for each other.
        return self._own(_subject(f"logloom authority {_identity(self._key.public_key())}"))

    def _own(self, name: x509.Name) -> bytes:
        builder = (
            self._builder(name, name, self._key.public_key(), CA_DAYS)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        )
        return self._signed(builder)

    def _builder(
        self, name: x509.Name, issuer: x509.Name, public: ec.EllipticCurvePublicKey, days: int
    ) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(issuer)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(self._now - _BEFORE)
            .not_valid_after(self._now + timedelta(days=days))
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        )

    def _signed(self, builder: x509.CertificateBuilder) -> bytes:
        return builder.sign(self._key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def _identity(key: ec.EllipticCurvePublicKey) -> str:
    return x509.SubjectKeyIdentifier.from_public_key(key).digest.hex()[:12]


def _private(pem: bytes) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError("it is no key on an elliptic curve")
    return key


def _subject(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _general(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _usage(**allowed: bool) -> x509.KeyUsage:
    names = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{name: allowed.get(name, False) for name in names})
