"""The page's process: started beside a run, where none lives yet; a page that fails never disturbs the job."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import quote, urlencode

from logloom.run._home import Home

__all__ = ["PageProcess", "opened_with", "page_command"]

_NEEDED = ("duckdb", "starlette", "uvicorn")
_NICE = 5
_STARTS = 2
_PATIENCE_SECONDS = 30.0


def page_command(schema: str | None, *, guarded: bool = False) -> list[str]:
    """Return the command that serves the page of this folder for as long as runs live.

    Args:
        schema: path of the schema; None for the one of this folder.
        guarded: whether the page asks for a token on loopback too.
    """
    named = ["--schema", schema] if schema else []
    return [sys.executable, "-m", "logloom", "view", "--with-runs", *named, *(["--token"] if guarded else [])]


def opened_with(url: str, state: Mapping[str, Any]) -> str:
    """Return the address of a page that opens with a state, such as ``{"job_id": ["night-7"]}``."""
    return f"{url}{'&' if '?' in url else '?'}{urlencode(state, doseq=True, quote_via=quote)}" if state else url


class PageProcess:
    """Sees to it that a page lives, and tells its address once it does.

    Args:
        home: the folder.
        command: that serves the page.
        job_id: of the run, for the address.
        tell: says a sentence to the user.
        clock: steady, in seconds.
        has_module: tells whether a package is installed.
    """

    def __init__(  # noqa: PLR0913 - two of them are seams
        self,
        home: Home,
        command: Sequence[str],
        job_id: str,
        tell: Callable[[str], object],
        *,
        clock: Callable[[], float] = time.monotonic,
        has_module: Callable[[str], object] = importlib.util.find_spec,
    ) -> None:
        self._home, self._command, self._job_id = home, command, job_id
        self._tell, self._clock = tell, clock
        self._process: subprocess.Popen[bytes] | None = None
        self._starts = 0
        self._since = clock()
        self.url: str | None = None
        missing = [name for name in _NEEDED if not has_module(name)]
        self.is_given_up = bool(missing)
        self.is_asked = False
        if missing:
            tell(f"no page, for {missing[0]} is not installed: pip install 'logloom[local]'")

    def watch(self, environ: Mapping[str, str]) -> None:
        """Start the page where none lives; call it now and then. It returns at once."""
        if self.is_given_up:
            return
        self.is_asked = True
        page = self._home.page()
        if page is not None:
            if page.url != self.url:
                self.url = page.url
                self._tell(f"page: {opened_with(page.url, {'job_id': self._job_id})}")
                if "--token" in self._command and "token=" not in page.url:
                    self._tell(f"that page was there already and asks for no token: end it first (process {page.pid})")
            return
        if self._process is not None and self._process.poll() is None:
            if self.url is None and self._clock() - self._since > _PATIENCE_SECONDS:
                self._give_up("does not answer")
            return
        if self._home.page_lives():  # another's, that does not answer yet
            return
        if self._starts == _STARTS:
            self._give_up("ended")
        else:
            self._start(environ)

    def _start(self, environ: Mapping[str, str]) -> None:
        """Start it in a session of its own, where Ctrl-C does not reach it, and behind the job in the queue for CPU."""
        self._starts += 1
        self._since = self._clock()
        try:
            log = os.open(self._home.page_log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            try:
                self._process = subprocess.Popen(
                    list(self._command),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    env=dict(environ),
                    start_new_session=True,
                )
            finally:
                os.close(log)
        except OSError as error:
            self._give_up(f"can't be started ({error.strerror})")
            return
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _NICE)

    def _give_up(self, what: str) -> None:
        self.is_given_up = True
        self.url = None
        self._tell(
            f"the page {what}; the job runs on. {self._last_words()}See {self._home.page_log}, and later: logloom view"
        )

    def _last_words(self) -> str:
        try:
            lines = self._home.page_log.read_text(errors="replace").strip().splitlines()
        except OSError:
            return ""
        return f"It said: {lines[-1][:200]}. " if lines else ""
