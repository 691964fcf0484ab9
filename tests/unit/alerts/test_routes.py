"""Messages by real HTTP and SMTP, to servers that answer as WeCom, Slack and mail servers do."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness.receivers import Hooks, mail_server

from logloom.alerts import Message, Route, Undelivered, deliver

MESSAGE = Message("Many errors", "12 errors in <job> & more")


def route(kind: str) -> Route:
    """Return the route of a kind."""
    return Route(kind, kind, f"{kind.upper()}_URL")


@pytest.mark.parametrize("kind", ["wecom", "slack", "webhook"])
def test_a_message_arrives(hooks: Hooks, kind: str) -> None:
    """Each kind of route takes title and text."""
    deliver(route(kind), MESSAGE, {f"{kind.upper()}_URL": hooks.url(kind)})
    text = "12 errors in &lt;job&gt; &amp; more" if kind == "slack" else MESSAGE.text
    assert hooks.texts(kind) == [f"Many errors\n{text}"]


def test_an_address_may_stand_in_a_file(hooks: Hooks, tmp_path: Path) -> None:
    """A secret that is mounted as a file is read from there."""
    (tmp_path / "url").write_text(hooks.url("wecom") + "\n")
    deliver(route("wecom"), MESSAGE, {"WECOM_URL_FILE": str(tmp_path / "url")})
    assert len(hooks.texts("wecom")) == 1


def test_a_refusal_with_http_200_is_none_the_less_a_refusal(hooks: Hooks) -> None:
    """WeCom says in the body that it did not take the message."""
    hooks.fail(200, {"errcode": 93000, "errmsg": "invalid webhook url"})
    with pytest.raises(Undelivered, match=r"wecom: WeCom refused it \(errcode 93000\); look at WECOM_URL"):
        deliver(route("wecom"), MESSAGE, {"WECOM_URL": hooks.url("wecom")})


@pytest.mark.parametrize("body", ["<html>proxy</html>", [1], {"ok": True}])
def test_an_answer_that_is_not_wecoms_is_none(hooks: Hooks, body: object) -> None:
    """A captive portal's page with HTTP 200 is no success."""
    hooks.fail(200, body)
    with pytest.raises(Undelivered, match="not WeCom's"):
        deliver(route("wecom"), MESSAGE, {"WECOM_URL": hooks.url("wecom")})


def test_a_rate_limit_says_when_to_come_back(hooks: Hooks) -> None:
    """WeCom's errcode and Slack's Retry-After are both heard."""
    hooks.fail(200, {"errcode": 45009, "errmsg": "api freq out of limit"})
    with pytest.raises(Undelivered) as limited:
        deliver(route("wecom"), MESSAGE, {"WECOM_URL": hooks.url("wecom")})
    assert limited.value.retry_after == 60
    hooks.fail(429, "rate_limited", Retry_After="17")
    with pytest.raises(Undelivered, match="HTTP 429") as slowed:
        deliver(route("slack"), MESSAGE, {"SLACK_URL": hooks.url("slack")})
    assert slowed.value.retry_after == 17


def test_a_redirect_is_not_followed(hooks: Hooks) -> None:
    """A message with a job's name goes nowhere but to the address that was given."""
    hooks.fail(302, "", Location="http://127.0.0.1:9/")
    with pytest.raises(Undelivered, match="HTTP 302"):
        deliver(route("webhook"), MESSAGE, {"WEBHOOK_URL": hooks.url("webhook")})


def test_no_error_tells_the_address() -> None:
    """The token in the address stands in no message, whatever goes wrong."""
    with pytest.raises(Undelivered) as refused:
        deliver(route("wecom"), MESSAGE, {"WECOM_URL": "http://127.0.0.1:9/send?key=very-secret-token"})
    assert "can't be reached" in str(refused.value)
    assert "very-secret-token" not in repr(refused.value.__cause__) + str(refused.value)


def test_a_route_without_an_address_says_what_to_set() -> None:
    """The variable is named, and the file that may hold it."""
    with pytest.raises(Undelivered, match="set WECOM_URL, or WECOM_URL_FILE"):
        deliver(route("wecom"), MESSAGE, {})
    with pytest.raises(Undelivered, match="can't be read"):
        deliver(route("wecom"), MESSAGE, {"WECOM_URL_FILE": "/nowhere/at/all"})


def mail_to(recipients: str, port: int) -> dict[str, str]:
    """Return the environment that sends mail by a server on this machine."""
    server = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(port), "SMTP_TLS": "none"}
    return {"EMAIL_URL": recipients, **server, "SMTP_FROM": "logloom@example.org"}


def test_mail_arrives() -> None:
    """A real SMTP server takes a mail with subject and text."""
    with mail_server() as mailbox:
        environment = mail_to("oncall@example.org", mailbox.port)
        deliver(route("email"), MESSAGE, environment)
        (recipient, subject, text) = mailbox.mails[0]
        assert (recipient, subject) == ("oncall@example.org", "Many errors")
        assert "12 errors in <job> & more" in text
        mailbox.refusal = "550 mailbox unavailable"
        with pytest.raises(Undelivered, match="did not take it"):
            deliver(route("email"), MESSAGE, environment)


def test_each_recipient_gets_one_mail_though_another_is_refused() -> None:
    """They stand as people write them; who has the mail must not get it again because of another one's mailbox."""
    with mail_server() as mailbox:
        environment = mail_to("a@example.org, On Call <b@example.org>; c@example.org", mailbox.port)
        deliver(route("email"), MESSAGE, environment)
        assert [mail[0] for mail in mailbox.mails] == ["a@example.org", "b@example.org", "c@example.org"]
        mailbox.unknown = "b@example.org"
        with pytest.raises(Undelivered, match="1 of 3 recipients did not get it") as partly:
            deliver(route("email"), MESSAGE, environment)
        assert partly.value.taken
        assert len(mailbox.mails) == 5
        with pytest.raises(Undelivered, match="did not take it") as refused:
            deliver(route("email"), MESSAGE, {**environment, "EMAIL_URL": "b@example.org"})
        assert not refused.value.taken


@pytest.mark.parametrize("address", ["https://[bad", "https://.example.org/a", "http://127.0.0.1:99999/", "HTTPS://"])
def test_an_address_that_is_none_is_told(address: str) -> None:
    """Whatever the libraries raise over it."""
    with pytest.raises(Undelivered, match="can't be reached"):
        deliver(route("wecom"), MESSAGE, {"WECOM_URL": address})


def test_a_secret_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    """What it holds is not."""
    (tmp_path / "url").write_bytes(b"\xff\xfe")
    with pytest.raises(Undelivered, match=r"can't be read \(it is no text"):
        deliver(route("wecom"), MESSAGE, {"WECOM_URL_FILE": str(tmp_path / "url")})


def test_mail_without_a_server_says_what_to_set() -> None:
    """The address of the reader alone is not enough."""
    with pytest.raises(Undelivered, match="set SMTP_HOST"):
        deliver(route("email"), MESSAGE, {"EMAIL_URL": "oncall@example.org"})
    with pytest.raises(Undelivered, match="starttls, tls or none"):
        deliver(route("email"), MESSAGE, {"EMAIL_URL": "a@b.org", "SMTP_HOST": "x", "SMTP_TLS": "yes"})


def test_other_services_go_by_apprise(hooks: Hooks) -> None:
    """An address of Apprise's own names any service that it knows."""
    deliver(route("webhook"), MESSAGE, {"WEBHOOK_URL": f"json://127.0.0.1:{hooks.port}/slack?:text=x&format=text"})
    assert hooks.texts("slack") == ["x"]
    with pytest.raises(Undelivered, match="no address that Apprise knows"):
        deliver(route("webhook"), MESSAGE, {"WEBHOOK_URL": "nosuch://service"})
