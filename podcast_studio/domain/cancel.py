"""Asking long work to stop."""

from __future__ import annotations

import threading
import time

from podcast_studio.domain.errors import Stopped

_LOOK_SECONDS = 0.05


class CancelToken:
    """A request to stop, with its reason, that any thread may make and the worker checks between chunks.

    One that is made `within` another is asked to stop with it, and can be asked by itself.
    """

    def __init__(self, *, within: CancelToken | None = None) -> None:
        self._outer = within
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
        if self._outer is not None:
            self._outer.check_point()

    @property
    def cancelled(self) -> bool:
        return self._event.is_set() or (self._outer is not None and self._outer.cancelled)

    @property
    def reason(self) -> Stopped | None:
        """Why; what the outer one was asked for comes first."""
        return (self._outer.reason if self._outer is not None else None) or self._reason

    def check(self) -> None:
        """Raise the reason if stopping was asked for."""
        if self.cancelled:
            raise self.reason or Stopped()

    def wait(self, seconds: float) -> bool:
        """Sleep up to `seconds`; True as soon as stopping is asked for."""
        if self._outer is None:
            return self._event.wait(seconds)
        ends = time.monotonic() + seconds
        while not self.cancelled and (left := ends - time.monotonic()) > 0:
            self._event.wait(min(left, _LOOK_SECONDS))
        return self.cancelled
