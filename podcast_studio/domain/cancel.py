"""Asking long work to stop."""

from __future__ import annotations

import threading

from podcast_studio.domain.errors import Stopped


class CancelToken:
    """A request to stop, with its reason, that any thread may make and the worker checks between chunks."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._reason: Stopped | None = None
        self._lock = threading.Lock()

    def cancel(self, reason: Stopped) -> None:
        """Ask to stop; the first reason stands."""
        with self._lock:
            self._reason = self._reason or reason
        self._event.set()

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()

    @property
    def reason(self) -> Stopped | None:
        return self._reason

    def check(self) -> None:
        """Raise the reason if stopping was asked for."""
        if self._event.is_set():
            raise self._reason or Stopped()

    def wait(self, seconds: float) -> bool:
        """Sleep up to `seconds`; True as soon as stopping is asked for."""
        return self._event.wait(seconds)
