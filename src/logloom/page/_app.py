"""The page's HTTP: each route parses, asks, and answers with JSON."""

from __future__ import annotations

import asyncio
import gzip
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import orjson
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from logloom.errors import KqlError, LimitError, LogloomError, UsageError
from logloom.local import Store
from logloom.page._about import HISTOGRAMS, about
from logloom.page._answers import (
    MOST_EVENTS,
    EventsAsked,
    completion,
    error,
    events_page,
    histogram_of,
    panels_of,
    values_of,
)
from logloom.page._asked import LONGEST_QUERY, Asked, parameters, read
from logloom.page._board import Board, State
from logloom.page._desk import Desk
from logloom.page._static import File, files
from logloom.page._stream import GONE, Stream, until_gone
from logloom.schema.model import Panel

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["Page"]

_log = logging.getLogger(__name__)

_LIVE_SECONDS = 0.5
_LOOK_SECONDS = 0.05
_COMMENT_SECONDS = 15.0
_MOST_LISTENERS = 32
_PACKED_BYTES = 1024


class Page:
    """What answers.

    Args:
        store: open; questions read it.
        board: what is known of it.
        ending: tells whether the server is about to end.

    Attributes:
        listeners: pages that are open.
    """

    def __init__(self, store: Store, board: Board, ending: Callable[[], bool] = lambda: False) -> None:
        self._store = store
        self._schema = store.schema
        self._board = board
        self._ending = ending
        self._desk = Desk(store)
        self._files = files()
        self._about = File.of("schema.json", orjson.dumps(about(store.schema)))
        self.listeners = 0

    def app(self) -> Starlette:
        """Return the application."""
        routes = {
            "/": self.index,
            "/static/{name:path}": self.static,
            "/api/schema": self.schema,
            "/api/state": self.state,
            "/api/live": self.live,
            "/api/panels": self.panels,
            "/api/events": self.events,
            "/api/histogram": self.histogram,
            "/api/values": self.values,
            "/api/complete": self.complete,
            "/api/alerts": self.alerts,
            "/api/faults": self.faults,
        }
        handlers: Any = {LogloomError: _refused, HTTPException: _unknown}
        found = Starlette(
            routes=[Route(path, call) for path, call in routes.items()],
            exception_handlers=handlers,
            lifespan=self._lifespan,
        )
        found.router.redirect_slashes = False  # it would answer with the name that the request gave
        return found

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        self._board.start()
        yield
        await asyncio.to_thread(self._desk.close)
        await asyncio.to_thread(self._board.stop)

    # ---- what does not change

    async def index(self, request: Request) -> Response:
        """Answer with the page."""
        return _file(request, self._files["index.html"])

    async def static(self, request: Request) -> Response:
        """Answer with a file of the front-end, by its name."""
        found = self._files.get(request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        return _file(request, found)

    async def schema(self, request: Request) -> Response:
        """Answer with fields, queries and dashboards."""
        return _file(request, self._about)

    # ---- what is known already

    async def state(self, request: Request) -> Response:
        """Answer with what is in the store at this moment."""
        return _json(request, self._board.state.plain())

    async def alerts(self, request: Request) -> Response:
        """Answer with each alert and what fires."""
        return _json(request, self._board.alerts.answer())

    async def faults(self, request: Request) -> Response:
        """Answer with the reports that wait."""
        return _json(request, self._board.faults.answer())

    async def live(self, _: Request) -> Response:
        """Send the state whenever it changes."""
        if self.listeners >= _MOST_LISTENERS:
            raise LimitError(f"{self.listeners} pages are open already; close some")
        return Stream(self._states(), "text/event-stream")

    async def _states(self) -> AsyncGenerator[bytes, None]:
        clock = asyncio.get_running_loop().time
        told: State | None = None
        spoke = clock()
        self.listeners += 1
        try:
            while not self._ending():
                state = self._board.state
                if state != told:
                    yield b"event: state\ndata: %b\n\n" % orjson.dumps(state.plain())
                elif clock() - spoke > _COMMENT_SECONDS:
                    yield b": still here\n\n"
                else:
                    await asyncio.sleep(_LOOK_SECONDS)
                    continue
                told, spoke = state, clock()
                await asyncio.sleep(_LIVE_SECONDS)
        finally:
            self.listeners -= 1

    # ---- what is asked of the store

    async def panels(self, request: Request) -> Response:
        """Answer with the panels of a dashboard, a line each, as they are found."""
        asked = self._asked(request)
        return Stream(self._panels(asked), "application/x-ndjson", packed=_takes_gzip(request), refused=_answer_of)

    async def _panels(self, asked: Asked) -> AsyncGenerator[bytes, None]:
        board = self._schema.dashboards.get(asked.dashboard)
        left = [index for index, panel in enumerate(board.panels) if panel.show != "events"] if board else []
        version, begun = self._board.state.version, False  # before the question: what it counted is in the answer
        try:
            async with aclosing(self._desk.items(partial(panels_of, asked))) as found:
                async for item in found:
                    yield _line(item if begun else {**item, "version": version})
                    begun = True
                    if "panel" in item:
                        left.remove(item["panel"])
        except Exception as problem:
            if not begun:
                raise
            if not isinstance(problem, LogloomError):
                _log.exception("a panel can't be answered")
            for index in left:
                yield _line({"panel": index, "error": error(problem)})

    async def events(self, request: Request) -> Response:
        """Answer with a page of events."""
        own = ("panel", "invalid", "before", "limit")
        given = parameters(request.query_params.multi_items())
        listed = EventsAsked(
            asked=self._asked(request, own),
            panel=self._panel(_one(given, "panel")),
            invalid=_one(given, "invalid") == "1",
            before=_one(given, "before") or None,
            limit=_whole("limit", _one(given, "limit") or "100", 1, MOST_EVENTS),
        )
        return await self._answer(request, partial(events_page, listed))

    async def histogram(self, request: Request) -> Response:
        """Answer with how many events there are in each step of time."""
        given = parameters(request.query_params.multi_items())
        panel = HISTOGRAMS[_one(given, "invalid") == "1"]
        return await self._answer(request, partial(histogram_of, self._asked(request, ("invalid",)), panel))

    async def values(self, request: Request) -> Response:
        """Answer with the values of a field."""
        given = parameters(request.query_params.multi_items())
        field = _one(given, "field")
        if field not in self._schema.fields and field != "violations":
            raise UsageError(f"`field`: there is no field {field[:64]!r}")
        asked = self._asked(request, ("field", "prefix"), without=field)
        return await self._answer(request, partial(values_of, field, _one(given, "prefix")[:256], asked))

    async def complete(self, request: Request) -> Response:
        """Answer with what may stand at the cursor."""
        given = parameters(request.query_params.multi_items())
        text = _one(given, "text")
        if len(text) > LONGEST_QUERY:
            raise UsageError(f"a query has at most {LONGEST_QUERY:,} characters, and this one {len(text):,}")
        at = _whole("at", _one(given, "at") or "0", 0, 2 * LONGEST_QUERY)
        return await self._answer(request, partial(completion, text, at))

    async def _answer(self, request: Request, question: Callable[[Store], Any]) -> Response:
        try:
            found = await until_gone(request.receive, self._desk.ask(question))
        except KqlError as problem:  # of query and picked values together: its place is in neither
            raise UsageError(str(problem)) from problem
        return Response(status_code=GONE) if found is None else _json(request, found)

    def _asked(self, request: Request, besides: tuple[str, ...] = (), without: str | None = None) -> Asked:
        given = parameters(request.query_params.multi_items())
        return read(given, self._schema, besides=besides, without=without)

    def _panel(self, text: str) -> Panel | None:
        """Return the panel that is meant by ``overview.10``."""
        if not text:
            return None
        name, _, index = text.partition(".")
        board = self._schema.dashboards.get(name)
        if board is None or not index.isdecimal() or len(index) > 4 or int(index) >= len(board.panels):
            raise UsageError(f"`panel`: there is no panel {text[:64]!r}; write DASHBOARD.NUMBER, from 0")
        return board.panels[int(index)]


def _one(given: dict[str, list[str]], name: str) -> str:
    return given.get(name, [""])[0]


def _whole(name: str, text: str, least: int, most: int) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1
    if not least <= number <= most:
        raise UsageError(f"`{name}`: {text[:20]!r} is no whole number from {least} to {most}")
    return number


def _takes_gzip(request: Request) -> bool:
    return "gzip" in request.headers.get("accept-encoding", "")


def _line(item: Any) -> bytes:
    return orjson.dumps(item, option=orjson.OPT_APPEND_NEWLINE)


def _json(request: Request, content: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    body = orjson.dumps(content)
    own = {"cache-control": "no-store", "vary": "accept-encoding", **(headers or {})}
    if len(body) > _PACKED_BYTES and _takes_gzip(request):
        body, own["content-encoding"] = gzip.compress(body, 1), "gzip"
    return Response(body, status, own, media_type="application/json")


def _file(request: Request, file: File) -> Response:
    """Answer with a file, or with nothing where the browser has it."""
    headers = {"etag": file.etag, "cache-control": "no-cache", "vary": "accept-encoding"}
    if request.headers.get("if-none-match") == file.etag:
        return Response(status_code=304, headers=headers)
    if _takes_gzip(request) and file.packed is not file.content:
        return Response(file.packed, headers={**headers, "content-encoding": "gzip"}, media_type=file.type)
    return Response(file.content, headers=headers, media_type=file.type)


def _answer_of(problem: Exception, text: str = "") -> Response:
    """Return what is answered to a fault."""
    if not isinstance(problem, LogloomError):
        raise problem
    status, headers = 500, {"cache-control": "no-store"}
    if isinstance(problem, (KqlError, UsageError)):
        status = 400
    elif isinstance(problem, LimitError):
        status, headers = 503, {**headers, "retry-after": "1"}
    return Response(orjson.dumps({"error": error(problem, text)}), status, headers, media_type="application/json")


async def _refused(request: Request, problem: Exception) -> Response:
    return _answer_of(problem, request.query_params.get("q", ""))


async def _unknown(_: Request, problem: Exception) -> Response:
    assert isinstance(problem, HTTPException)
    told = {"message": "there is nothing here" if problem.status_code == 404 else problem.detail}
    body = orjson.dumps({"error": {**told, "at": None, "end": None}})
    return Response(body, problem.status_code, {"cache-control": "no-store"}, media_type="application/json")
