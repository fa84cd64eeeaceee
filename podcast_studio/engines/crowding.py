"""How many threads work pays off while other programs want the cores too.

llama.cpp's threads wait for each other after every layer. On cores that are shared, one thread that has to wait its
turn holds up all others: measured on two busy cores, one thread wrote 1.5 to 3 times as fast as two.
"""

from __future__ import annotations

import os

_CROWDED = 0.75  # share of the threads' time that they were given; below it, fewer do more
_FREE = 0.92  # from here on, one more may pay off
_SHORTEST_SECONDS = 0.3  # of work that says anything
_FIRST_PATIENCE, _MOST_PATIENCE = 3, 48  # pieces of work with the cores free before one more thread is tried


def cores() -> int:
    """How many this process may use: fewer than there are, where the system has bound it to some."""
    bound = getattr(os, "sched_getaffinity", None)
    return len(bound(0)) if bound else os.cpu_count() or 1


class ThreadCount:
    """Goes down when the threads were kept waiting, and up again once the cores are free."""

    def __init__(self, most: int) -> None:
        self._most = self.now = max(1, most)
        self._patience, self._calm = _FIRST_PATIENCE, 0

    def note(self, cpu_seconds: float, wall_seconds: float) -> None:
        """A piece of work took so much processor time of all threads together, in so much time."""
        if wall_seconds < _SHORTEST_SECONDS:
            return
        given = cpu_seconds / (wall_seconds * self.now)
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
