"""How an envelope gets to its server: TLS with an authority of one's own, and through a proxy."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness import certificates
from harness.sentry import KEY, Server, serving

from logloom.faults import Dsn, poster
from logloom.faults._envelope import stamped, unsent
from logloom.faults._sender import NoAnswerError

ENVELOPE = stamped(unsent({"event_id": "a" * 32}, [({"type": "event"}, b'{"n":1}')]))
PROXIES = ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy")


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*PROXIES, "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)


def test_a_certificate_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of an unknown authority is no answer, and the event is kept; SSL_CERT_FILE names the authority."""
    tls = certificates.make(tmp_path / "tls", "sentry")
    with serving(tls=tls) as server:
        dsn = Dsn.parse(server.dsn.replace("http:", "https:"))
        with pytest.raises(NoAnswerError, match=r"(?i)certificate verify failed"):
            poster(dsn)(ENVELOPE)
        monkeypatch.setenv("SSL_CERT_FILE", str(tls / "ca.crt"))
        assert poster(dsn)(ENVELOPE).status == 200
        assert server.events == [{"n": 1}]


def test_a_proxy_is_used_where_there_is_one(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """HTTP_PROXY is asked for a host that only it knows, and NO_PROXY leaves it out."""
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{server.port}")
    dsn = Dsn.parse(f"http://{KEY}@sentry.invalid/1")
    assert poster(dsn)(ENVELOPE).status == 200
    assert server.events == [{"n": 1}]
    monkeypatch.setenv("no_proxy", "sentry.invalid")
    with pytest.raises(NoAnswerError):
        poster(dsn)(ENVELOPE)


def test_a_reason_is_told_in_words() -> None:
    """What stands in the log and in `logloom faults send` is for people."""
    with serving() as server:
        dsn = Dsn.parse(server.dsn)
    with pytest.raises(NoAnswerError, match="refused") as caught:
        poster(dsn)(ENVELOPE)
    assert "object at 0x" not in str(caught.value)
