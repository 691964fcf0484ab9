"""What each rank of a job says, for the test beside it: `torchrun ranks.py`."""

import os

from torch import distributed

from logloom.log import get_logger


def main() -> None:
    """Say the same, say something of one's own, fail on one rank."""
    distributed.init_process_group("gloo")
    log, rank = get_logger(), int(os.environ["RANK"])
    log.info("begins", event="job_start")
    if rank:  # the first rank may lag by a second; on a busy machine it would by more
        distributed.barrier()
    log.info("loading the scenes")
    log.info("all %d are here", distributed.get_world_size())
    if not rank:
        distributed.barrier()
    log.info("my share", share=rank)
    if rank == 2:
        log.error("rank 2 has lost its disk", error_type="OSError")
    distributed.barrier()
    log.job_end("done")
    distributed.destroy_process_group()


if __name__ == "__main__":
    main()
