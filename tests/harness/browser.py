"""Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import contextlib
import importlib.util
import shutil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def program() -> str | None:
    """Return the browser's program."""
    return shutil.which("chromium")


def is_available() -> bool:
    """Return whether there is a browser, and what drives it."""
    return program() is not None and importlib.util.find_spec("playwright") is not None


@contextlib.contextmanager
def running() -> Iterator[Any]:
    """Yield a browser."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=list(FLAGS))
        yield browser
        browser.close()
