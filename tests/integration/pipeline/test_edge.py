"""A machine without Docker that is offline for long: what is rendered for systemd, on a real Filebeat."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from harness import filebeat, lumberjack
from harness.link import Link

from logloom.render import render

from .conftest import StackOf, lines_of_the_job, listening

if TYPE_CHECKING:
    from harness.filebeat import Filebeat

    from logloom.schema import Schema

pytestmark = [pytest.mark.needs("elasticsearch", "filebeat"), pytest.mark.xdist_group("elasticsearch")]


def configured(schema: Schema, folder: Path) -> Path:
    """Write what is rendered for systemd, and return its path."""
    path = folder / "filebeat.yml"
    path.write_bytes(render(schema, ["systemd"])["deploy/systemd/filebeat.yml"])
    return path


def is_read(collector: Filebeat, log: Path) -> bool:
    """Return whether Filebeat has taken all of a file into its queue, and knows that it has."""
    return f'"offset":{log.stat().st_size}' in collector.registry


def queued_bytes(collector: Filebeat) -> int:
    """Return how much its queue takes on disk."""
    return sum(path.stat().st_size for path in collector.data.glob("diskqueue/*"))


def test_what_was_read_offline_arrives_though_its_file_is_gone(stack_of: StackOf, root: Path, tmp_path: Path) -> None:
    """Read while there is no network, killed, its file deleted: all is stored once, text with the time it was read."""
    log = tmp_path / "logs" / "night-7.log"
    log.parent.mkdir()
    lines = [line for stream, line in lines_of_the_job(root) if stream == "stdout"]
    log.write_bytes(b"\n".join([*lines, b'{"message": "the end"}', b""]))
    with stack_of("edge") as stack, closing(Link()) as link:
        environment = {
            "LOGLOOM_FILES": str(log.parent / "*.log*"),
            "LOGLOOM_TLS": str(stack.node.tls),
            "ELASTICSEARCH_URL": f"https://{link.address}",
            "ELASTICSEARCH_API_KEY": stack.api_key,
        }
        with filebeat.running(configured(stack.schema, tmp_path), environment=environment) as collector:
            collector.wait_until(lambda: is_read(collector, log), "the file is in the queue")
            collector.kill()
            log.unlink()
            collector.start()
            online = datetime.now(timezone.utc)
            link.connect(stack.node.port)
            expected = sum(1 for line in lines if line) + 1
            collector.wait_until(lambda: stack.count() >= expected, "all is stored")
        documents = [document for _, document in stack.hits()]
    assert len(documents) == expected
    logged = Counter(document["seq"] for document in documents if "run" in document)
    assert sorted(logged) == list(range(len(logged)))
    assert set(logged.values()) == {1}
    (text,) = [document for document in documents if document.get("message", "").startswith("epoch 1: 0it")]
    assert text["@timestamp"] < online.isoformat(timespec="milliseconds")


def test_a_full_queue_waits(by_logstash: Schema, tls: Path, tmp_path: Path) -> None:
    """What does not fit into the queue stays in its file until there is room: nothing grows, nothing is lost."""
    log = tmp_path / "logs" / "night-7.log"
    log.parent.mkdir()
    log.write_bytes(b"".join(b"line %06d %s\n" % (number, b"x" * 4000) for number in range(14_000)))
    limit = 32 * 10**6
    with closing(Link()) as link:
        environment = {
            "LOGLOOM_FILES": str(log),
            "LOGLOOM_TLS": str(tls),
            "LOGLOOM_QUEUE": f"{limit}",
            "LOGSTASH_HOST": link.address,
        }
        with filebeat.running(configured(by_logstash, tmp_path), environment=environment) as collector:
            collector.wait_until(lambda: queued_bytes(collector) > limit * 0.9, "the queue is nearly full")
            assert not is_read(collector, log)
            with lumberjack.running(tls) as receiver:
                link.connect(int(listening(receiver).rpartition(":")[2]))
                collector.wait_until(lambda: receiver.count >= 14_000, "all is handed over")
                assert queued_bytes(collector) <= limit
                events = receiver.events
    numbers = Counter(event["message"][5:11] for event in events)
    assert len(numbers) == 14_000
    assert set(numbers.values()) == {1}
    # The queue changes nothing that an id is made from.
    assert {type(event["log"]["offset"]) for event in events} == {int}
    assert {type(event["log"]["file"]["inode"]) for event in events} == {str}
