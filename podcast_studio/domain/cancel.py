"""Asking long work to stop."""

from __future__ import annotations

import threading

from podcast_studio.domain.errors import Stopped


class CancelToken:
    """A request to stop, with its reason, that any thread may make and the worker checks between chunks."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._reason: Stopped | None = None
        self._last_call: Stopped | None = None
        self._lock = threading.Lock()

    def cancel(self, reason: Stopped) -> None:
        """Ask to stop; the first reason stands."""
        with self._lock:
            self._reason = self._reason or reason
        self._event.set()

    def finish_up(self, reason: Stopped) -> None:
        """Ask to stop at the next checkpoint, when what is in the making is finished."""
        with self._lock:
            self._last_call = self._last_call or reason

    def check_point(self) -> None:
        """Where work can stop without losing any: raise the reason if stopping was asked for, now or here."""
        self.check()
        reason = self._last_call
        if reason is not None:
            raise reason

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()

    @property
    def reason(self) -> Stopped | None:
        """Why."""
        return self._reason

    def check(self) -> None:
        """Raise the reason if stopping was asked for."""
        if self.cancelled:
            raise self.reason or Stopped()

    def wait(self, seconds: float) -> bool:
        """Sleep up to `seconds`; True as soon as stopping is asked for."""
        return self._event.wait(seconds)
