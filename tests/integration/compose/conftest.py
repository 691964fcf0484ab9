"""One stack for all the tests of a file; what its containers said is kept where one of them fails."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from harness import compose
from harness.elasticsearch import UnavailableError

FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that a test of this session failed."""
    report = yield
    if report.failed:
        item.session.stash[FAILED] = True
    return report


@pytest.fixture(scope="module")
def stack(request: pytest.FixtureRequest) -> Iterator[compose.Stack]:
    """Yield a checkout in which nobody has typed anything yet."""
    name = f"logloom-{Path(request.node.name).stem.replace('_', '-')}"
    try:
        with compose.stack(name) as stack:
            yield stack
            if request.session.stash.get(FAILED, False):
                print(f"what the containers said: {stack.keep_logs()}")
    except UnavailableError as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="module")
def up(stack: compose.Stack) -> compose.Stack:
    """Return the stack after the README's command has ended."""
    try:
        stack.compose("up", "--detach", "--build")
        stack.wait_until(lambda: stack.container("trainer").status == "exited", "the first job has ended")
    except AssertionError:
        stack.keep_logs()
        raise
    return stack
