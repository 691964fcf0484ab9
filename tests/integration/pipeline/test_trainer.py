"""The way of the reference trainer's own events: its stdout, Docker's rotated files, Filebeat, Elasticsearch."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from parity.cluster import differing

from .conftest import Shipped, StackOf, answers, tiny

pytestmark = [pytest.mark.needs("elasticsearch", "filebeat", "torch"), pytest.mark.xdist_group("elasticsearch")]

TYPES = {"keyword": str, "text": str, "timestamp": str, "integer": int, "float": float, "boolean": bool}


@pytest.fixture(scope="module")
def trained(stack_of: StackOf, root: Path) -> Shipped:
    """Return what became of a training that ran out of memory, as Filebeat followed it."""
    with stack_of("trained") as whole:
        trainer = whole.run(
            "night-7", *tiny(root, whole.folder), "--fault", "oom", "--fault-step", "18", max_bytes=2500
        )
        assert trainer.wait() == 1
        expected = whole.wait_until_all_arrived()
        return Shipped(whole, whole.hits(), expected)


def test_every_event_of_the_trainer_is_there_once(trained: Shipped) -> None:
    """Each line that it wrote is one document, under run and number, though the file was rotated four times."""
    assert len(trained.stack.logs[0].files) > 4
    assert Counter(place for place, _ in trained.hits) == Counter(trained.expected.keys())
    assert len(trained.hits) == trained.stack.containers[0].lines
    process = trained.stack.audit()["night-7"]
    assert process["state"] == "complete"
    assert process["emitted"] == process["arrived"] == len(trained.hits)


def test_every_field_has_the_type_of_the_schema(trained: Shipped) -> None:
    """What is stored is what the Python engine makes, and each value is of its field's type; none breaks the schema."""
    fields = trained.stack.schema.fields
    for place, document in trained.hits:
        assert differing(document, trained.expected[place].document) == []
        assert "violations" not in document
        for name, value in document.items():
            values = value if isinstance(value, list) else [value]
            assert name == "extra" or {type(each) for each in values} == {TYPES[fields[name].type]}, (name, value)
    kinds = {document["event"] for _, document in trained.hits}
    assert {"job_start", "epoch_start", "step", "epoch_end", "checkpoint", "oom", "job_end"} <= kinds


def test_the_seed_query_finds_the_injected_failure(trained: Shipped, tmp_path: Path) -> None:
    """`level:ERROR AND gpu_memory > 0.9` finds the one event in both stores."""
    there, here = answers(trained.stack, tmp_path, "level:ERROR AND gpu_memory > 0.9")
    assert here == there
    (found,) = (document for (_, id_), document in trained.hits if id_ in there)
    assert (found["event"], found["gpu_memory"], found["injected"]) == ("oom", 0.97, True)
    assert found["error_type"].endswith("OutOfMemoryError")
    assert found["job_id"] == "night-7"
