"""The detector learns, two cameras beat one, and failures end a job as they should."""

from __future__ import annotations

import json
import math
import os
import signal
import struct
from typing import TYPE_CHECKING, Any

import pytest
import torch

from yolofuse import checkpoint, infer
from yolofuse.faults import Fault
from yolofuse.job import Stop
from yolofuse.runtime import Runtime
from yolofuse.scenes import render
from yolofuse.train import Options, Trainer, find, score, train

from .conftest import Recorder

if TYPE_CHECKING:
    from pathlib import Path

    from yolofuse.model import Streams

CPU = Runtime(torch.device("cpu"), "fp32")


def _tiny(out: Path, **changes: Any) -> Options:
    return Options(out, **{"epochs": 1, "scenes": 32, "held_out": 16, "batch_size": 8, **changes})


def _train(options: Options, log: Any, fault: Fault | None = None) -> int:
    return train(options, log, fault or Fault())


def _night(streams: Streams, out: Path, log: Any) -> tuple[float, float]:
    """mAP@0.5 after a short training on such cameras, over all held-out scenes and over those at night."""
    options = Options(out / streams, epochs=3, scenes=320, held_out=16, batch_size=8, streams=streams)
    Trainer(options, CPU, log, Fault(), Stop()).run({})
    scenes = render(240, seed=99)
    scores = score(find(checkpoint.load(options.out / "checkpoint.pt", CPU.device), scenes, CPU), scenes)
    return scores["all"], scores["night"]


def test_it_learns_and_fusion_wins_at_night(tmp_path: Path, recorder: Recorder) -> None:
    """On scenes never seen mAP@0.5 passes 0.5, and at night both cameras find more than either alone."""
    overall, both = _night("both", tmp_path, recorder)
    _, rgb = _night("rgb", tmp_path, recorder)
    _, ir = _night("ir", tmp_path, recorder)
    assert overall > 0.5
    assert both > max(rgb, ir)


def test_the_same_seed_gives_the_same_losses(tmp_path: Path) -> None:
    """Two trainings from one seed log the same losses, step by step; another seed does not."""
    losses = []
    for seed in (1, 1, 2):
        log = Recorder()
        assert _train(_tiny(tmp_path, seed=seed), log) == 0
        losses.append([e["loss"] for e in log.of("step")])
    assert losses[0] == losses[1] != losses[2]


def test_a_clean_job_logs_its_whole_life(tmp_path: Path, recorder: Recorder) -> None:
    """Start, epochs, steps, checkpoint and end come with the fields that are asked for."""
    assert _train(_tiny(tmp_path, epochs=2), recorder) == 0
    kinds = [e["event"] for e in recorder.events if e["event"] != "step"]
    epoch = ["epoch_start", "epoch_end", "checkpoint"]
    assert kinds == ["job_start", *epoch, *epoch, "job_end"]
    start, end, done = recorder.events[0], recorder.events[-1], recorder.of("epoch_end")[-1]
    assert (start["batch_size"], start["epochs"], start["gpu_count"], start["precision"]) == (8, 2, 0, "fp32")
    assert {"epoch", "loss", "map50", "duration_ms", "throughput", "learning_rate"} <= done.keys()
    assert (end["loss"], end["map50"]) == (done["loss"], done["map50"])
    assert [e["step"] for e in recorder.of("step")] == list(range(8))


def test_half_precision_trains_too(tmp_path: Path, recorder: Recorder) -> None:
    """With `amp` the losses stay finite on the CPU as well."""
    assert _train(_tiny(tmp_path, precision="amp"), recorder) == 0
    assert recorder.events[0]["precision"] == "amp"
    assert all(math.isfinite(float(str(e["loss"]))) for e in recorder.of("step"))


def test_an_injected_oom_is_told_once(tmp_path: Path, recorder: Recorder) -> None:
    """One ERROR with high gpu_memory, marked as injected, at its step; then the end; exit code 1."""
    assert _train(_tiny(tmp_path), recorder, Fault("oom", step=2)) == 1
    (error,) = [e for e in recorder.events if e["level"] == "ERROR"]
    assert (error["event"], error["error_type"], error["step"]) == ("oom", "OutOfMemoryError", 2)
    assert (error["injected"], error["gpu_memory"]) == (True, 0.97)
    assert "CUDA out of memory" in str(error["message"])
    assert (recorder.events[-1]["event"], recorder.events[-1]["reason"]) == ("job_end", "oom")


def test_an_injected_nan_stops_the_training(tmp_path: Path, recorder: Recorder) -> None:
    """The ERROR carries the NaN itself, and no step comes after it."""
    assert _train(_tiny(tmp_path), recorder, Fault("nan", step=1)) == 1
    (error,) = [e for e in recorder.events if e["level"] == "ERROR"]
    assert math.isnan(float(str(error["loss"])))
    assert error["injected"] is True
    assert [e["step"] for e in recorder.of("step")] == [0]


class _Impatient(Recorder):
    """Sends SIGTERM as soon as a fault is announced."""

    def warning(self, message: str, **fields: object) -> None:
        """Remembers and kills."""
        super().warning(message, **fields)
        os.kill(os.getpid(), signal.SIGTERM)


def test_sigterm_ends_a_hanging_job_in_order(tmp_path: Path) -> None:
    """A job that is told to end says why it ended, calls it no error, and its exit code names the signal."""
    before, log = signal.getsignal(signal.SIGTERM), _Impatient()
    assert _train(_tiny(tmp_path), log, Fault("hang", step=1)) == 128 + signal.SIGTERM
    assert [(e["event"], e["level"]) for e in log.events[-2:]] == [("log", "WARN"), ("job_end", "INFO")]
    assert log.events[-1]["reason"] == "SIGTERM"
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_hang_ends_by_itself_at_last(tmp_path: Path, recorder: Recorder) -> None:
    """A hang is announced, and fails after its time."""
    assert _train(_tiny(tmp_path), recorder, Fault("hang", step=1, hang_seconds=0.2)) == 1
    assert [e["injected"] for e in recorder.of("log") + recorder.of("exception")] == [True, True]


def test_a_failure_of_its_own_is_not_called_injected(tmp_path: Path, recorder: Recorder) -> None:
    """What goes wrong before the fault's step is not blamed on the fault."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert _train(_tiny(blocked / "out"), recorder, Fault("oom", step=999)) == 1
    (error,) = recorder.of("exception")
    assert "injected" not in error


def test_a_failed_save_leaves_the_old_checkpoint(tmp_path: Path, recorder: Recorder) -> None:
    """Nothing but whole checkpoints lies in the directory, and one that was saved loads to the same network."""
    assert _train(_tiny(tmp_path), recorder) == 0
    assert [p.name for p in tmp_path.iterdir()] == ["checkpoint.pt"]
    model = checkpoint.load(tmp_path / "checkpoint.pt", CPU.device)
    model.width = object()  # type: ignore[assignment]
    before = (tmp_path / "checkpoint.pt").read_bytes()
    with pytest.raises(Exception, match="pickle"):
        checkpoint.save(_Unsavable(model), tmp_path / "checkpoint.pt")  # type: ignore[arg-type]
    assert [p.name for p in tmp_path.iterdir()] == ["checkpoint.pt"]
    assert (tmp_path / "checkpoint.pt").read_bytes() == before


class _Unsavable:
    """Stands for a network whose saving breaks off."""

    def __init__(self, model: Any) -> None:
        self.streams, self.width = model.streams, (x for x in ())

    def state_dict(self) -> dict[str, object]:
        """Returns nothing of use."""
        return {}


def test_inference_writes_detections_and_scores_them(tmp_path: Path, recorder: Recorder) -> None:
    """A trained network's detections come as JSON, one list for each image; the log has time and rate."""
    assert _train(_tiny(tmp_path), recorder) == 0
    options = infer.Options(tmp_path / "checkpoint.pt", tmp_path / "found.json", scenes=20, threshold=0.0)
    assert infer.infer(options, recorder) == 0  # type: ignore[arg-type]
    found = json.loads((tmp_path / "found.json").read_text())
    assert len(found["images"]) == 20
    assert found["images"][0][0].keys() == {"label", "score", "box"}
    assert [e["batch_size"] for e in recorder.of("log")] == [16, 4]
    assert "map50" in recorder.events[-1]


def _npy(path: Path, image: torch.Tensor) -> Path:
    header = repr({"descr": "|u1", "fortran_order": False, "shape": tuple(image.shape)}).encode() + b"\n"
    data = bytes(image.flatten().tolist())
    path.write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + data)
    return path


def test_image_files_give_what_the_tensors_give(tmp_path: Path) -> None:
    """A pair of .npy files is read to the very pixels."""
    scene = render(1, seed=7)
    rgb = _npy(tmp_path / "rgb.npy", scene.rgb[0].permute(1, 2, 0))
    ir = _npy(tmp_path / "ir.npy", scene.ir[0, 0])
    read = infer.pair(rgb, ir)
    assert torch.equal(read.rgb, scene.rgb)
    assert torch.equal(read.ir, scene.ir)


@pytest.mark.parametrize("data", [b"", b"\x93NUMPY", b"\x93NUMPY\x01\x00\x04\x00{}x ", b"P6 1 1 255 abc"])
def test_a_file_that_is_no_image_is_refused_by_name(tmp_path: Path, data: bytes) -> None:
    """The message names the file and says how to save one."""
    path = tmp_path / "broken.npy"
    path.write_bytes(data)
    with pytest.raises(infer.ImageError, match=r"broken\.npy.*numpy\.save"):
        infer.read_npy(path)
