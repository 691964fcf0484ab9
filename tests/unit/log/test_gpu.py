"""What a process can tell of its GPUs, and that it can do without."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from harness.nvml import BOARDS, INSTANCE, Nvml

from logloom.log._environment import facts, named_gpus
from logloom.log._gpu import Gpus, Xid, torch_memory

WHOLE = {"gpu_id": [0], "gpu_memory": 0.75, "gpu_utilization": 0.87, "gpu_temperature": 71.0, "gpu_power": 305.5}
PART = {"gpu_id": [1], "gpu_memory": 0.9, "gpu_temperature": 40.0, "gpu_power": 60.25}
BOTH = {**WHOLE, "gpu_id": [0, 1], "gpu_power": 365.75}


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, None),
        ({"LOCAL_RANK": "1"}, ["1"]),
        ({"CUDA_VISIBLE_DEVICES": "4,5"}, ["4", "5"]),
        ({"CUDA_VISIBLE_DEVICES": "4,-1,5"}, ["4"]),
        ({"CUDA_VISIBLE_DEVICES": ""}, []),
        ({"CUDA_VISIBLE_DEVICES": "none"}, []),
        ({"CUDA_VISIBLE_DEVICES": "GPU-8a3f,MIG-c0", "SLURM_LOCALID": "1"}, ["MIG-c0"]),
        ({"CUDA_VISIBLE_DEVICES": "4", "OMPI_COMM_WORLD_LOCAL_RANK": "3"}, ["4"]),
    ],
)
def test_the_environment_names_the_gpus(environ: dict[str, str], expected: list[str] | None) -> None:
    """CUDA's variable and the local rank say which GPUs are this process's; None means that nothing says it."""
    assert named_gpus(environ) == expected


@pytest.mark.parametrize(
    ("visible", "expected"),
    [
        ("0", WHOLE),
        ("0,1", BOTH),
        (BOARDS[0], WHOLE),
        ("GPU-8a", WHOLE),
        (INSTANCE, PART),
        ("MIG-c0ffee", PART),
        ("GPU-8", {}),
        ("7", {}),
        ("", {}),
    ],
)
def test_state_of_the_visible_gpus(visible: str, expected: dict[str, Any]) -> None:
    """Numbers, UUIDs, the unambiguous start of one, and MIG instances, whose board has temperature and power."""
    assert Gpus({"CUDA_VISIBLE_DEVICES": visible}, Nvml()).read() == expected


def test_all_gpus_count_where_nothing_names_one() -> None:
    """A process that may see all GPUs tells of all."""
    assert Gpus({}, Nvml()).read() == BOTH


def test_what_a_board_does_not_support_is_left_out() -> None:
    """An answer that is missing takes no other with it."""
    nvml = Nvml(lacks=("memory", "power", "events"))
    assert Gpus({"LOCAL_RANK": "0"}, nvml).read() == {
        "gpu_id": [0], "gpu_utilization": 0.87, "gpu_temperature": 71.0
    }  # fmt: skip


def test_without_a_driver_nothing_is_told() -> None:
    """No library, no fields, no error."""
    gpus = Gpus({}, None)
    assert gpus.read() == {}
    assert list(gpus.xids()) == []


def test_errors_of_the_driver_come_once() -> None:
    """Xid errors are those since the last call, with the GPU's number."""
    nvml = Nvml(xids=((79, 1), (13, 0)))
    gpus = Gpus({}, nvml)
    assert nvml.registered == list(BOARDS)
    assert list(gpus.xids()) == [Xid(79, 1), Xid(13, 0)]
    assert list(gpus.xids()) == []
    assert "fallen off the bus" in Xid(79, 1).message


def test_a_driver_that_remembers_no_errors() -> None:
    """Where events are not supported there are none."""
    assert list(Gpus({}, Nvml(lacks=("events",), xids=((79, 0),))).xids()) == []


def test_gpus_named_by_uuid_get_their_numbers() -> None:
    """`gpu_id` of every event is the machine's number, of a MIG instance its board's."""
    environ = {"NODE_IP": "10.0.0.7", "CUDA_VISIBLE_DEVICES": f"{BOARDS[0]},{INSTANCE}"}
    assert facts(environ, nvml=Nvml)["gpu_id"] == [0, 1]
    assert "gpu_id" not in facts(environ, nvml=lambda: None)


def fake_torch(*, devices: int = 1, reserved: int = 1, integrated: bool = False) -> Any:
    """Make what is asked of PyTorch on a device without NVML."""
    return SimpleNamespace(
        cuda=SimpleNamespace(
            device_count=lambda: devices,
            memory_reserved=lambda _: reserved,
            get_device_properties=lambda _: SimpleNamespace(is_integrated=integrated),
            mem_get_info=lambda _: (30, 120),
        )
    )


def test_torch_answers_where_nvml_does_not() -> None:
    """On a board of its own, CUDA's figure; on shared memory, the system's."""
    assert torch_memory(fake_torch()) == 0.75
    shared = torch_memory(fake_torch(integrated=True))
    assert shared is not None
    assert 0 < shared < 1


@pytest.mark.parametrize("torch", [None, fake_torch(reserved=0), fake_torch(devices=2), SimpleNamespace()])
def test_torch_is_not_asked_before_the_training_uses_it(torch: Any) -> None:
    """The question must not make a context on a device that the training did not choose."""
    assert torch_memory(torch) is None
