"""The threads that share the common work: as many as are wanted, also when that changes while they work."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Crew:
    """Numbered threads. One that is too many leaves between two jobs; what it has begun it finishes."""

    def __init__(self, work: Callable[[Callable[[], bool]], None]) -> None:
        """Each thread runs `work` once, which asks before every job what it is given: whether to stay."""
        self._work, self._size = work, 0
        self._lock = threading.Lock()
        self._members: dict[int, threading.Thread] = {}

    @property
    def threads(self) -> list[threading.Thread]:
        """Those that belong to it now."""
        with self._lock:
            return list(self._members.values())

    def resize(self, size: int) -> None:
        """Want so many from now on; those that are missing begin."""
        with self._lock:
            self._size = size
            for number in range(1, size + 1):
                if number not in self._members:
                    name = f"worker-{number}"
                    self._members[number] = threading.Thread(target=self._run, args=(number,), name=name, daemon=True)
                    self._members[number].start()

    def _run(self, number: int) -> None:
        self._work(lambda: self._stays(number))

    def _stays(self, number: int) -> bool:
        with self._lock:  # whoever leaves is struck off before anybody can count on it
            if number > self._size:
                self._members.pop(number, None)
            return number <= self._size
