"""A schema with every type, and a store of a few dozen events."""

import json
import random
from datetime import datetime, timedelta
from typing import Any

import duckdb
import pytest
from harness.kql import EXTRAS, MESSAGES, SERVICES

from logloom.local._sql import COLUMN_TYPES, name
from logloom.schema.model import FieldSpec, Schema


@pytest.fixture(scope="session")
def schema() -> Schema:
    """Return a schema with a field of each type, and arrays."""
    return Schema(
        schema=1,
        name="unit.kql",
        version="1.0.0",
        fields={
            "@timestamp": FieldSpec(type="timestamp", required=True),
            "level": FieldSpec(
                type="keyword", enum=("DEBUG", "INFO", "WARN", "ERROR", "CRITICAL"), aliases=("severity",)
            ),
            "service": FieldSpec(type="keyword", ecs="service.name"),
            "message": FieldSpec(type="text"),
            "gpu_memory": FieldSpec(type="float"),
            "step": FieldSpec(type="integer"),
            "fused": FieldSpec(type="boolean"),
            "gpu_id": FieldSpec(type="integer", array=True),
            "tags": FieldSpec(type="keyword", array=True),
            "notes": FieldSpec(type="text", array=True),
            "saved_at": FieldSpec(type="timestamp", array=True),
            "item": FieldSpec(type="keyword"),
        },
    )


@pytest.fixture(scope="session")
def events() -> list[dict[str, Any]]:
    """Return 60 events; each field but the time is missing in some."""
    chance = random.Random(3)
    noon = datetime(2026, 11, 1, 12)

    def some(values: Any, least: int = 0) -> Any:
        picked = chance.sample(values, chance.randint(least, 2))
        return chance.choice((None, picked))

    def one(values: Any) -> Any:
        return chance.choice((None, *values))

    times = [
        noon + timedelta(**{unit: n}) for unit in ("days", "hours", "milliseconds") for n in (-40, -12, -1, 0, 1, 13)
    ]
    return [
        {
            "_id": f"e{number}",
            "@timestamp": chance.choice(times),
            "level": one(("DEBUG", "INFO", "WARN", "ERROR", "CRITICAL")),
            "service": one(SERVICES),
            "message": one(MESSAGES),
            "gpu_memory": one((0.0, 0.5, 0.9, 0.91, -1e300)),
            "step": one((0, 3, 4, -4, 2**63 - 1, 2**63 - 2, -(2**63))),
            "fused": one((True, False)),
            "gpu_id": some((0, 1, 2, 7)),
            "tags": some(("red", "Red", "red panda", "a*b")),
            "notes": some(MESSAGES),
            "saved_at": some(times),
            "item": one(("x",)),
            "extra": chance.choice(EXTRAS),
            "violations": some(("step: not an integer", "level: missing"), 1),
        }
        for number in range(60)
    ]


@pytest.fixture(scope="session")
def store(schema: Schema, events: list[dict[str, Any]]) -> duckdb.DuckDBPyConnection:
    """Return a DuckDB with those events in the store's table."""
    columns = {name: COLUMN_TYPES[spec.type] + ("[]" if spec.array else "") for name, spec in schema.fields.items()}
    columns = {"_id": "VARCHAR", **columns, "extra": "JSON", "violations": "VARCHAR[]"}
    connection = duckdb.connect()
    listed = ", ".join(f"{name(column)} {kind}" for column, kind in columns.items())
    connection.execute(f"CREATE TABLE events ({listed})")
    marks = ", ".join("?" for _ in columns)
    for event in events:
        row = {**event, "extra": event["extra"] and json.dumps(event["extra"])}
        connection.execute(f"INSERT INTO events VALUES ({marks})", [row[name] for name in columns])
    return connection
