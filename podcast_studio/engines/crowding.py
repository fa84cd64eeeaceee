"""How many threads work pays off, while our other engines and other programs want the cores too.

llama.cpp's threads wait for each other after every layer. On cores that are shared, one thread that has to wait its
turn holds up all others: measured on two busy cores, one thread wrote 1.5 to 3 times as fast as two. Of other programs
that is learned afterwards, from the time that the threads were given; of our own engines it is known beforehand.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context

_CROWDED = 0.75  # share of the threads' time that they were given; below it, fewer do more
_FREE = 0.92  # from here on, one more may pay off
_SHORTEST_SECONDS = 0.3  # of work that says anything
_FIRST_PATIENCE, _MOST_PATIENCE = 3, 48  # pieces of work with the cores free before one more thread is tried


def cores() -> int:
    """How many this process may use: fewer than there are, where the system has bound it to some."""
    bound = getattr(os, "sched_getaffinity", None)
    return len(bound(0)) if bound else os.cpu_count() or 1


class AtWork:
    """How many engines are at work that take a core each; their processes can be given it, and see the same number."""

    def __init__(self) -> None:
        self._count = get_context("spawn").RawValue("i", 0)
        self._lock = threading.Lock()  # only the process that made it counts

    def __getstate__(self) -> dict[str, object]:
        return {"_count": self._count}

    @property
    def now(self) -> int:
        return max(0, int(self._count.value))

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """While the block runs."""
        self._add(1)
        try:
            yield
        finally:
            self._add(-1)

    def _add(self, change: int) -> None:
        with self._lock:
            self._count.value += change


class ThreadCount:
    """Goes down when the threads were kept waiting, and up again once the cores are free."""

    def __init__(self, most: int) -> None:
        self._most = self.now = max(1, most)
        self._patience, self._calm = _FIRST_PATIENCE, 0

    def note(self, cpu_seconds: float, wall_seconds: float, threads: float | None = None) -> None:
        """A piece of work took so much processor time of all threads together, in so much time.

        `threads` is how many there were, on average; without it, as many as there are now.
        """
        if wall_seconds < _SHORTEST_SECONDS:
            return
        given = cpu_seconds / (wall_seconds * (threads or self.now))
        if given < _CROWDED and self.now > 1:
            self.now = max(1, min(self.now - 1, round(self.now * given)))
            self._calm, self._patience = 0, min(self._patience * 2, _MOST_PATIENCE)
        elif given < _FREE:
            self._calm = 0
        elif self.now == self._most:
            self._patience = _FIRST_PATIENCE
        else:
            self._one_more()

    def _one_more(self) -> None:
        """Try it after enough pieces of work with the cores free."""
        self._calm += 1
        if self._calm >= self._patience:
            self.now, self._calm = self.now + 1, 0


class SharedCores:
    """How many threads to take for each step of a piece of work: what pays off, less one for each other engine."""

    def __init__(self, most: int, others: AtWork, clock: Callable[[], float] = time.monotonic) -> None:
        self._count, self._others, self._clock = ThreadCount(most), others, clock
        self._taken, self._since = self._count.now, clock()
        self._thread_seconds = 0.0

    def threads(self) -> int:
        """For the step that begins now."""
        moment = self._clock()
        self._thread_seconds += self._taken * (moment - self._since)
        self._since = moment
        self._taken = max(1, self._count.now - self._others.now)
        return self._taken

    @contextmanager
    def piece_of_work(self) -> Iterator[None]:
        """Learn from how its threads got on."""
        self._since, self._thread_seconds = self._clock(), 0.0
        begun, cpu = self._since, time.process_time()
        try:
            yield
        finally:
            self.threads()
            wall = self._since - begun
            if wall > 0:
                self._count.note(time.process_time() - cpu, wall, self._thread_seconds / wall)
