"""A training job that logs well and badly, for the tests beside it: `python job.py STEPS [PAUSE_SECONDS]`."""

import signal
import sys
import time
import traceback

from logloom.log import get_logger


class Told:
    """Whether somebody asked it to end, as `docker stop` does."""

    to_end = False

    def listen(self) -> None:
        """Remember a SIGTERM."""
        signal.signal(signal.SIGTERM, lambda *_: setattr(self, "to_end", True))


def main(steps: int, pause_seconds: float = 0.0) -> None:
    """Log so many steps, and print between them what people print."""
    told = Told()
    told.listen()
    log = get_logger().bind(model="yolofuse-s", dataset="scenes-night", gpu_id=[0, 1])
    log.info("begins", event="job_start", batch_size=64, epochs=3)
    for step in range(steps):
        if told.to_end:
            break
        log.info("a step", event="checkpoint", step=step, loss=1 / (step + 1), gpu_memory=step % 100 / 100, lr=1e-3)
        if step % 10 == 0:
            print(f"epoch 1: {step}it, password=hunter2hunter2 of someone@example.com")
        if step % 25 == 0:
            log.error("no memory", event="oom", gpu_memory=0.85 + step % 150 / 1000, batch_size="64", secret_key="x")
        if step % 50 == 0:
            try:
                raise ValueError(f"step {step} of /home/alice/data: {'日本' * 10}")
            except ValueError:
                log.exception("a step failed", event="exception", step=step)
                traceback.print_exc()
        if step % 200 == 0:
            print("x" * (20_000 + step))
            log.info("long", payload="ü" * 20_000)
        time.sleep(pause_seconds)
    log.job_end("done")


if __name__ == "__main__":
    main(int(sys.argv[1]), *map(float, sys.argv[2:]))
