"""Who may ask the page, and what its answers tell the browser."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from harness.page import Served, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logloom.schema import Schema

TOKEN = "a-token-of-this-test"
ROUTES = ("/", "/static/index.html", "/api/schema", "/api/state", "/api/panels", "/api/events", "/api/alerts")


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory, schema: Schema) -> Iterator[Served]:
    """A page that asks for a token and may be called by one name more."""
    folder = tmp_path_factory.mktemp("guarded")
    with served(folder / "store.duckdb", schema, spool=folder, hosts=["gpu-7.example"], token=TOKEN) as found:
        yield found


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8080", "127.0.0.1:1", "10.0.0.7:6066", "[::1]:6066"])
def test_the_machine_and_addresses_are_answered(page: Served, host: str) -> None:
    """No name server has a say in these names; the port may be that of an SSH forward."""
    assert page.client.get("/api/state", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:6066", "localhost.evil.example", "127.0.0.1.evil.example", "", "a b", "@:1"]
)
@pytest.mark.parametrize("path", ["/", "/api/state", "/static/index.html"])
def test_a_name_that_a_stranger_could_point_here_is_refused(page: Served, host: str, path: str) -> None:
    """Else a page of that name, rebound to this address, could read the logs."""
    answer = page.client.get(path, headers={"host": host})
    assert answer.status_code == 421
    assert "--allow-host" in answer.text


def test_a_request_with_two_hosts_or_none_is_refused(page: Served) -> None:
    """What is said twice is not to be trusted."""
    for hosts in (b"", b"Host: localhost\r\nHost: evil.example\r\n"):
        with socket.create_connection(("127.0.0.1", page.port), timeout=10) as connection:
            connection.sendall(b"GET /api/state HTTP/1.1\r\n" + hosts + b"Connection: close\r\n\r\n")
            assert b"200 OK" not in connection.recv(1000)


def test_a_name_that_was_allowed_is_answered(guarded: Served) -> None:
    """It still needs the token."""
    answer = guarded.client.get("/api/state", headers={"host": "gpu-7.example"})
    assert answer.status_code == 401


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "http://localhost.evil.example",
        "file://",
        "",
        "http://6.6.6.6",
        "http://localhost:7000",
        "http://127.0.0.1",
    ],
)
def test_what_another_site_asks_is_refused(page: Served, origin: str) -> None:
    """A browser says which site a script came from: another address, or another port of this one, is another site."""
    assert page.client.get("/api/state", headers={"origin": origin}).status_code == 403


def test_what_the_page_itself_asks_is_answered(page: Served) -> None:
    """By whichever name it was opened, also behind a proxy that has TLS."""
    for origin, host in (
        (f"http://127.0.0.1:{page.port}", f"127.0.0.1:{page.port}"),
        ("http://LOCALHOST:7000", "localhost:7000"),
        ("https://localhost", "localhost"),
    ):
        assert page.client.get("/api/state", headers={"origin": origin, "host": host}).status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site", "whatever"])
def test_what_the_browser_calls_foreign_is_refused(page: Served, site: str) -> None:
    """Also without an origin, as from an image or a frame."""
    for path in ("/", "/api/state", "/static/index.html"):
        headers = {"sec-fetch-site": site, "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}
        assert page.client.get(path, headers=headers).status_code == 403
    headers = {"sec-fetch-site": site, "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}
    assert page.client.get("/", headers=headers).status_code == 403


def test_a_link_from_elsewhere_opens_the_page_and_nothing_else(page: Served) -> None:
    """A state is shared as an address."""
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert page.client.get("/?q=level:ERROR", headers=headers).status_code == 200
    assert page.client.get("/api/state", headers=headers).status_code == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/api/events", "/nothing"])
def test_nothing_can_be_written(page: Served, method: str, path: str) -> None:
    """There is no route that changes anything."""
    answer = page.client.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", ROUTES)
def test_head_has_no_body(page: Served, path: str) -> None:
    """It is GET without what it gives."""
    answer = page.client.head(path)
    assert answer.status_code == 200
    assert answer.content == b""


@pytest.mark.parametrize("path", [*ROUTES, "/nothing", "/api/events?q=(", "/api/nothing"])
def test_each_answer_tells_the_browser_what_to_refuse(page: Served, path: str) -> None:
    """Those to faulty requests too."""
    headers = page.client.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in headers or "uvicorn" in headers["server"]  # `logloom view` leaves it out
    assert "access-control-allow-origin" not in headers


def test_answers_about_events_are_not_kept_by_the_browser(page: Served) -> None:
    """What stood in a log does not end in a cache."""
    for path in ("/api/state", "/api/panels", "/api/events", "/api/alerts", "/api/faults", "/api/events?q=("):
        assert page.client.get(path).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../../etc/passwd",
        "/static/%2e%2e/%2e%2e/schema/base.yaml",
        "/static//etc/passwd",
        "/static/..%2f__init__.py",
        "/static/index.html%00.js",
        "/static/",
        "/static",
        "/.git/config",
        "/api/../schema.yaml",
    ],
)
def test_no_path_reaches_the_file_system(page: Served, path: str) -> None:
    """Names are looked up in a table; there is no listing."""
    with socket.create_connection(("127.0.0.1", page.port), timeout=10) as connection:
        request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        connection.sendall(request.encode())
        assert connection.recv(20).startswith(b"HTTP/1.1 404")


def test_a_long_address_is_refused(page: Served) -> None:
    """What a request may hold is bounded."""
    assert page.client.get("/api/events?q=" + "a" * 20_000).status_code == 414


@pytest.mark.parametrize("path", [*ROUTES, "/nothing", "/?token=wrong", f"/api/state?token={TOKEN}", "/?token="])
def test_without_the_token_nothing_is_answered(guarded: Served, path: str) -> None:
    """Neither page nor data."""
    answer = guarded.client.get(path)
    assert answer.status_code == 401
    assert "token" in answer.text


def test_a_cookie_that_is_almost_right_is_refused(guarded: Served) -> None:
    """Also one with letters that are not ASCII."""
    opened = guarded.client.get(f"/?token={TOKEN}")
    name = opened.headers["set-cookie"].partition("=")[0]
    guarded.client.cookies.clear()
    for value in (TOKEN[:-1], TOKEN + "x", "", "\u00e9"):
        headers = {"cookie": f"{name}={value}".encode()}
        assert guarded.client.get("/api/state", headers=headers).status_code == 401


def test_the_token_becomes_a_cookie_that_only_this_page_sends(guarded: Served) -> None:
    """It does not stay in the address, nor in a link that is shared."""
    answer = guarded.client.get(f"/?token={TOKEN}&q=level:ERROR&job_id=a%26b")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?q=level%3AERROR&job_id=a%26b"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    guarded.client.cookies.clear()
    pair = cookie.partition(";")[0]
    assert guarded.client.get("/api/state", headers={"cookie": f"other=1; {pair}"}).status_code == 200


def test_a_link_from_elsewhere_asks_again_with_the_cookie(guarded: Served) -> None:
    """A strict cookie is not sent with the first request, so the page asks a second time by itself."""
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    answer = guarded.client.get("/", headers=headers)
    assert 'http-equiv="refresh"' in answer.text
    assert guarded.client.get("/", headers={"sec-fetch-site": "same-origin"}).status_code == 401
