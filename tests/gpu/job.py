"""What one rank does on a real GPU, for the test beside it: `python job.py`, or under torchrun."""

from __future__ import annotations

import os
import time

import torch
from torch import distributed

from logloom.log import get_logger


def main() -> None:
    """Train a little in mixed precision, fill the device, run out of memory, wait for a heartbeat."""
    log = get_logger()
    log.info("before CUDA", event="job_start", initialised=torch.cuda.is_initialized())
    device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", "0")))
    torch.cuda.set_device(device)
    if "RANK" in os.environ:
        distributed.init_process_group("nccl", device_id=device)
    model = torch.nn.Linear(4096, 4096, device=device)
    scaler, optimizer = torch.amp.GradScaler("cuda"), torch.optim.SGD(model.parameters(), lr=0.1)
    for step in range(20):
        with torch.autocast("cuda", dtype=torch.float16):
            loss = model(torch.ones(64, 4096, device=device)).float().square().mean()
        scaler.scale(loss).backward()
        scaler.step(optimizer)
        scaler.update()
        optimizer.zero_grad()
        log.info("step", event="step", step=step, loss=loss.detach(), precision="amp")
    free, _ = torch.cuda.mem_get_info(device)
    held = torch.empty(int(free * 0.5), dtype=torch.uint8, device=device)
    log.error("half of what was free is full", bytes_held=held.numel())
    try:
        torch.empty(1 << 50, dtype=torch.uint8, device=device)
    except torch.OutOfMemoryError:
        log.exception("out of memory", event="oom")
    time.sleep(1.5)  # a heartbeat or two
    log.job_end("done")
    if distributed.is_initialized():
        distributed.destroy_process_group()


if __name__ == "__main__":
    main()
