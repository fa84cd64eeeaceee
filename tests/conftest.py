"""What holds for every test: it leaves no thread and no process behind."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import psutil
import pytest

_Left = TypeVar("_Left")
_GRACE_SECONDS = 5.0  # for what has been asked to end and is ending
_LIBRARY_THREADS = (  # started once by a library and kept for as long as the program runs
    "LanceDBBackgroundEventLoop",
    "pytest_timeout",
    "tqdm_monitor",
)


@pytest.fixture(scope="module", autouse=True)
def no_process_left() -> Iterator[dict[int, str]]:
    """Children may live as long as a module's fixtures. Gives, by pid, the test after which each was first seen."""
    before = {child.pid for child in _children()}
    first_seen: dict[int, str] = {}
    yield first_seen
    left = _after_a_while(lambda: [child for child in _children() if child.pid not in before])
    told = [f"{_command(child)} (first seen after {first_seen.get(child.pid, 'the last test')})" for child in left]
    for child in left:
        child.kill()
    assert not told, f"processes were left running: {'; '.join(told)}"


@pytest.fixture(autouse=True)
def no_thread_left(request: pytest.FixtureRequest, no_process_left: dict[int, str]) -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = _after_a_while(lambda: [thread for thread in threading.enumerate() if _is_left(thread, before)])
    for child in _children():
        no_process_left.setdefault(child.pid, request.node.name)
    assert not left, f"threads were left running: {', '.join(thread.name for thread in left)}"


def _is_left(thread: threading.Thread, before: set[threading.Thread]) -> bool:
    return thread not in before and not thread.name.startswith(_LIBRARY_THREADS)


def _children() -> list[psutil.Process]:
    """Running children, without the helper that multiprocessing keeps."""
    return [child for child in psutil.Process().children() if _is_running(child)]


def _is_running(child: psutil.Process) -> bool:
    try:
        return child.status() != psutil.STATUS_ZOMBIE and "multiprocessing.resource_tracker" not in _command(child)
    except psutil.NoSuchProcess:
        return False


def _command(child: psutil.Process) -> str:
    try:
        return " ".join(child.cmdline())
    except psutil.Error:
        return str(child.pid)


def _after_a_while(look: Callable[[], Sequence[_Left]]) -> Sequence[_Left]:
    """What is still there when it had time to end."""
    deadline = time.monotonic() + _GRACE_SECONDS
    while (left := look()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return left
