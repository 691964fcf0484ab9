"""What is written is redacted, whole, and no larger than the server takes."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import orjson
import pytest

from logloom.errors import UsageError
from logloom.faults._dsn import Dsn
from logloom.faults._envelope import Redaction, client_report, stamped
from logloom.rules import Rules

TOKEN = "hf_" + "a" * 36


@pytest.fixture
def redaction(root: Path) -> Redaction:
    """The reference schema's rules."""
    return Redaction(Rules.read(root / "deploy" / "rules.json"))


def test_secrets_go_wherever_they_stand(redaction: Redaction) -> None:
    """In the message, in a local variable, in a key, in a source line, at any depth, and a second time too."""
    event: dict[str, Any] = {
        "exception": {
            "values": [
                {
                    "value": f"no access with {TOKEN}",
                    "stacktrace": {"frames": [{"vars": {"password": "'hunter2'", "x": f"'{TOKEN}'"}}]},
                }
            ]
        },
        "extra": {"sys.argv": ["train.py", f"--token={TOKEN}"], "deep": [[{"api-key": {"a": 1}}]]},
    }
    for _ in range(2):
        text = redaction.json(event).decode()
        assert "hunter2" not in text
        assert TOKEN not in text
        assert '"api-key":"[redacted:named_secrets]"' in text


@pytest.mark.parametrize("value", [2**80, "\ud800", {1: 2}, {"x": {1, 2}}, {"f": float("nan")}, {(1, 2): 3}])
def test_any_value_becomes_json(redaction: Redaction, value: object) -> None:
    """What JSON can't hold stops no event."""
    assert json.loads(redaction.json({"value": value, "token": TOKEN}))["token"] == "[redacted:named_secrets]"


def test_the_key_and_the_time_are_not_stored(redaction: Redaction) -> None:
    """Of an envelope's headers only the ids are kept."""
    headers = {"event_id": "a" * 32, "dsn": "http://k@h/1", "sent_at": "x", "trace": {"trace_id": "b" * 32}}
    envelope = redaction.envelope(headers, [({"type": "event"}, {"n": 1})])
    head, item, content = envelope.splitlines()
    assert orjson.loads(head) == {"event_id": "a" * 32, "trace": {"trace_id": "b" * 32}}
    assert orjson.loads(item) == {"type": "event", "length": len(content)}


def test_sent_at_is_added_and_nothing_else_changes(redaction: Redaction) -> None:
    """The rest of the envelope is what was stored."""
    envelope = redaction.envelope({"event_id": "a" * 32}, [({"type": "event"}, {"n": "ü"})])
    sent = stamped(envelope, datetime(2026, 11, 22, tzinfo=timezone.utc))
    assert orjson.loads(sent.splitlines()[0])["sent_at"] == "2026-11-22T00:00:00.000000Z"
    assert sent.splitlines()[1:] == envelope.splitlines()[1:]


def test_a_client_report_tells_reasons_and_counts() -> None:
    """It is an envelope without an event."""
    report = client_report({("cache_overflow", "error"): 3}, 5.0)
    assert orjson.loads(report.splitlines()[2]) == {
        "timestamp": 5.0,
        "discarded_events": [{"reason": "cache_overflow", "category": "error", "quantity": 3}],
    }


def test_bytes_that_are_no_text_are_refused(redaction: Redaction) -> None:
    """Nobody can find a secret in them."""
    assert redaction.text(b"\xff\xfe") is None
    assert redaction.text(f"key {TOKEN}".encode()) == b"key [redacted:hf_token]"


@pytest.mark.parametrize(
    ("text", "url", "folder"),
    [
        ("https://abc@sentry.example.com/42", "https://sentry.example.com/api/42/envelope/", "sentry.example.com-42"),
        ("http://abc@127.0.0.1:9000/1", "http://127.0.0.1:9000/api/1/envelope/", "127.0.0.1_9000-1"),
        ("https://abc:old@h/a/b/7", "https://h/a/b/api/7/envelope/", "h_a_b-7"),
    ],
)
def test_a_dsn_says_where_to_go(text: str, url: str, folder: str) -> None:
    """Host, path and project make the address; the key is in a header, and in no file's name."""
    dsn = Dsn.parse(text)
    assert (dsn.url, dsn.folder) == (url, folder)
    assert "sentry_key=abc" in dsn.headers["X-Sentry-Auth"]


@pytest.mark.parametrize("text", ["", "nonsense", "https://h/1", "ftp://k@h/1", "https://k@h/", "https://k@h:x/1"])
def test_what_is_no_dsn_is_told_without_its_key(text: str) -> None:
    """The message shows how one looks."""
    with pytest.raises(UsageError, match="https://KEY@HOST/42") as caught:
        Dsn.parse(text)
    assert text == "" or text not in str(caught.value)
