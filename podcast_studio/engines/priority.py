"""Running work at a low priority, and back at the normal one afterwards."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

LOWEST_NICE = 19

_Result = TypeVar("_Result")


class IdleRunner:
    """Runs functions so that they give way to others: `nice` 19 waits for all, 5 takes about a third of usual.

    On Linux niceness belongs to a thread and can't be taken back without privilege, so that a second, niced thread
    does the work; elsewhere the whole process is lowered for the time being. Threads which the function's libraries
    keep from before stay as they are: native code has to run in the calling thread to be slowed.
    """

    def __init__(self, nice: int = LOWEST_NICE) -> None:
        self._nice = nice
        self._pool: ThreadPoolExecutor | None = None

    def run(self, work: Callable[[], _Result]) -> _Result:
        if not sys.platform.startswith("linux"):
            return _lowered(work)
        if self._pool is None:
            self._pool = ThreadPoolExecutor(
                max_workers=1, thread_name_prefix="idle", initializer=self._nice_this_thread
            )
        return self._pool.submit(work).result()

    def _nice_this_thread(self) -> None:
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), self._nice)


def _lowered(work: Callable[[], _Result]) -> _Result:
    import psutil

    process = psutil.Process()
    usual = process.nice()
    lowest = getattr(psutil, "IDLE_PRIORITY_CLASS", None)  # Windows; elsewhere there is no way back up
    if lowest is None:
        return work()
    process.nice(lowest)
    try:
        return work()
    finally:
        process.nice(usual)
