"""The words of a message."""

from __future__ import annotations

from dataclasses import replace

import pytest

from logloom.alerts import AlertRule, Firing, compose


def test_a_message_says_which_job_how_many_and_what_came_last(firing: Firing) -> None:
    """Job, rank, version, count, the newest message and where to look are all there."""
    message = compose(firing, "en", "https://kibana.example/app")
    assert message.title == "Many errors"
    assert message.text.splitlines() == [
        "12 errors. Newest: night-7: CUDA out of memory",
        "service yolofuse · version 1.4.0 · job_id night-7 · rank 3",
        "Open: https://kibana.example/app",
    ]


def test_a_message_speaks_its_readers_language(firing: Firing) -> None:
    """The route's language is taken, and the other one where a text has no such language."""
    assert str(compose(firing, "zh")).startswith("错误激增\n12 条错误。")
    only_english = replace(firing, rule=replace(firing.rule, title={"en": "Many errors"}))
    assert compose(only_english, "zh").title == "Many errors"


@pytest.mark.parametrize("kind", ["count", "new", "silent", "lost", "nothing", "change", "bound"])
@pytest.mark.parametrize("locale", ["en", "zh"])
def test_an_alert_without_words_of_its_own_has_some(firing: Firing, kind: str, locale: str) -> None:
    """Each kind has a sentence in each language, in which nothing is left open."""
    plain = replace(firing, rule=replace(firing.rule, kind=kind, title={}, say={}))
    message = compose(plain, locale)
    assert message.title == "error_burst"
    assert "CUDA out of memory" in message.text
    assert "{" not in str(message)


def test_what_was_measured_is_told(firing: Firing) -> None:
    """A change is told with both numbers."""
    changed = replace(firing, value=41.23456789, reference=100.0)
    assert "Now: 41.2346\nBefore: 100" in compose(changed).text


def test_braces_and_line_ends_of_an_event_are_only_text(firing: Firing) -> None:
    """What a log line holds can't become a field, a further line or an endless message."""
    odd = replace(firing, newest={**firing.newest, "message": "{job_id}\n\n" + "x" * 5000})
    text = compose(odd).text
    assert "{job_id} xxx" in text
    assert len(text) < 600


def test_a_field_that_lacks_is_a_question_mark(firing: Firing) -> None:
    """An event without the field leaves a mark, not an error."""
    assert "Newest: night-7: ?" in compose(replace(firing, newest={})).text


def test_an_alert_survives_its_file(firing: Firing) -> None:
    """What stands in ElastAlert's files gives the same alert."""
    assert AlertRule.of(firing.rule.plain()) == firing.rule
