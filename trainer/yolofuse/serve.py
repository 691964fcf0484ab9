"""Inference as an HTTP service: one pair of images in, detections as JSON out.

`POST /detect` takes the RGB image and the infrared one, both as NumPy's .npy, one after the other in the body.
`GET /health` says that the process lives, `GET /ready` that the network is loaded.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from logloom import faults

from . import checkpoint
from .infer import ImageError, parse_npy, scene, to_json
from .job import Fields, Stop, milliseconds, run_job
from .runtime import Precision, Runtime, open_runtime
from .train import find

if TYPE_CHECKING:
    from starlette.requests import Request

    from logloom.log import StructuredLogger

    from .model import DualStream

__all__ = ["Options", "Service", "serve"]

_LARGEST_BODY = 64 << 20
_MOST_REQUESTS = 32


@dataclass(frozen=True)
class Options:
    """What to serve, and where.

    Attributes:
        checkpoint: file of `train_dual.py`.
        host: address to listen at.
        port: 0 for a free one, which the log tells.
        threshold: lowest score that is told, 0 to 1.
        precision: None for `amp` on CUDA and `fp32` on the CPU.
    """

    checkpoint: Path
    host: str = "127.0.0.1"
    port: int = 8000
    threshold: float = 0.3
    precision: Precision | None = None


def serve(options: Options, log: StructuredLogger) -> int:
    """Serves until a signal comes; returns the exit code."""

    def work(facts: Fields, stop: Stop) -> Fields:
        facts.update(checkpoint=options.checkpoint.name)
        with open_runtime(options.precision) as runtime:
            service = Service(options, log, runtime)
            server = _Server(service, log)
            server.run()
            stop.check()  # uvicorn finished its requests, and passed the signal on
            if service.failure is not None:
                raise service.failure
            return {"requests": service.requests}

    return run_job(log, work)


class Service:
    """The network behind three addresses.

    Args:
        options: what to serve.
        log: told of each request.
        runtime: where to compute.
    """

    def __init__(self, options: Options, log: StructuredLogger, runtime: Runtime) -> None:
        self.options, self.log, self.runtime = options, log, runtime
        self.requests = 0
        self.failure: Exception | None = None
        self.model: DualStream | None = None
        self._one_at_a_time = threading.Lock()
        self.application = Starlette(
            routes=[
                Route("/detect", self.detect, methods=["POST"]),
                Route("/health", self.health),
                Route("/ready", self.ready),
            ],
            lifespan=self._lifespan,
        )

    @contextlib.asynccontextmanager
    async def _lifespan(self, _application: Starlette) -> AsyncIterator[None]:
        loading = asyncio.create_task(run_in_threadpool(self._load))
        yield
        await loading

    def _load(self) -> None:
        """Loads the network while `/health` answers already."""
        try:
            self.model = checkpoint.load(self.options.checkpoint, self.runtime.device)
        except Exception as error:
            self.failure = error

    async def health(self, _request: Request) -> Response:
        """Says that the process lives; 503 when it can't ever become ready."""
        return JSONResponse({"alive": self.failure is None}, 503 if self.failure else 200)

    async def ready(self, _request: Request) -> Response:
        """Says whether the network is loaded."""
        return JSONResponse({"ready": self.model is not None}, 503 if self.model is None else 200)

    async def detect(self, request: Request) -> Response:
        """Detects in one pair of images."""
        if self.model is None:
            return JSONResponse({"error": "the network is being loaded"}, 503, {"Retry-After": "1"})
        body = await _read(request)
        if body is None:
            return JSONResponse({"error": f"the body is larger than {_LARGEST_BODY} bytes"}, 413)
        self.requests += 1
        try:
            return Response(await run_in_threadpool(self._detect, self.model, body), media_type="application/json")
        except ImageError as error:
            return JSONResponse({"error": str(error)}, 400)
        except Exception as error:
            faults.report(error, log=self.log, **self.runtime.gpu_fields())
            return JSONResponse({"error": type(error).__name__}, 500)

    def _detect(self, model: DualStream, body: bytes) -> str:
        rgb, rest = parse_npy(body)
        ir, _ = parse_npy(rest)
        images = scene(rgb, ir)
        with self._one_at_a_time, faults.inference(images.rgb.shape):
            began = time.monotonic()
            found = find(model, images, self.runtime)
        self.log.info("detected", event="log", batch_size=1, duration_ms=milliseconds(began))
        return to_json(found, self.options.threshold)


async def _read(request: Request) -> bytes | None:
    """Returns the body; None as soon as it is too large, whatever its length was said to be."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST_BODY:
            return None
    return bytes(body)


class _Server(uvicorn.Server):
    """Tells where it listens, and ends when the network can't be loaded."""

    def __init__(self, service: Service, log: StructuredLogger) -> None:
        options = service.options
        super().__init__(
            uvicorn.Config(
                service.application,
                host=options.host,
                port=options.port,
                log_config=None,
                access_log=False,
                limit_concurrency=_MOST_REQUESTS,
                timeout_graceful_shutdown=10,
            )
        )
        self._service, self._log = service, log

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        """Tells the address once it is open."""
        await super().startup(sockets)  # type: ignore[arg-type]
        for listener in (each for server in getattr(self, "servers", []) for each in server.sockets):
            host, port = listener.getsockname()[:2]
            self._log.info(
                "inference starts",
                event="job_start",
                gpu_count=self._service.runtime.gpu_count,
                precision=self._service.runtime.precision,
                address=f"{host}:{port}",
            )

    async def on_tick(self, counter: int) -> bool:
        """Ends the service where its network failed to load."""
        return await super().on_tick(counter) or self._service.failure is not None
