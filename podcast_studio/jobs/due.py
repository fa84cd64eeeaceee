"""One look at the queue for all workers that wait: each looking for itself cost more than all else that idles."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Collection


class DueKinds:
    """Where workers wait until a job of their kinds may begin, and are told so."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._awaited: Counter[str] = Counter()
        self._due: frozenset[str] = frozenset()
        self._told = 0  # times; who waits is not woken by what was told before
        self._closed = False

    @property
    def awaited(self) -> list[str]:
        """The kinds that somebody waits for."""
        with self._changed:
            return list(+self._awaited)

    def tell(self, due: Collection[str]) -> None:
        """Jobs of these kinds may begin now."""
        with self._changed:
            self._due, self._told = frozenset(due), self._told + 1
            if self._due:
                self._changed.notify_all()

    def wait(self, kinds: Collection[str], seconds: float) -> None:
        """Until one of `kinds` is told of, at most so long, and not at all once it is closed."""
        with self._changed:
            before = self._told
            self._awaited.update(kinds)
            try:
                self._changed.wait_for(
                    lambda: self._closed or (self._told > before and not self._due.isdisjoint(kinds)), seconds
                )
            finally:
                self._awaited.subtract(kinds)

    def close(self) -> None:
        """Nobody waits any longer."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
