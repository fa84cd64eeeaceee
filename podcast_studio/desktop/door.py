"""The one door between the window and the studio: calls go out to a small pool, results come back to the GUI thread."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, ParamSpec, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from podcast_studio.domain.errors import InputError, Interrupted, PodcastStudioError, Stopped

_log = logging.getLogger(__name__)
_SECONDS_BETWEEN_TRIES = 2
_P = ParamSpec("_P")
_T = TypeVar("_T")


class Door(QObject):
    """Widgets ask through it; they start no threads and never wait.

    In a coroutine: `rows = await door.ask(studio.shelf.podcasts)`. In a slot: `door.start(self._load(), self)`.
    """

    changed = Signal(object)  # a Change of the studio, on the GUI thread
    failed = Signal(Exception)  # of a coroutine that did not handle its own errors
    failed_for_now = Signal(Exception, object)  # of a call that may succeed later, and what makes it once more

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._quick = ThreadPoolExecutor(4, thread_name_prefix="door")
        self._verbs = ThreadPoolExecutor(1, thread_name_prefix="door-verbs")
        self._long = ThreadPoolExecutor(2, thread_name_prefix="door-long")
        self._tasks: set[asyncio.Task[Any]] = set()
        self._closed = False

    async def ask(self, fn: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Call the studio for something that is quickly there. Errors are raised here."""
        return await self._through(self._quick, partial(fn, *args, **kwargs))

    async def tell(self, fn: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Call the studio to change something: one at a time, in the order of the user's clicks.

        While the library is busy elsewhere these wait, and what is only read does not wait behind them.
        """
        return await self._through(self._verbs, partial(fn, *args, **kwargs))

    async def ask_long(self, fn: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Call the studio for something that takes a while, e.g. an export; quick calls do not queue behind it."""
        return await self._through(self._long, partial(fn, *args, **kwargs))

    def start(
        self, work: Coroutine[Any, Any, Any], owner: QObject, again: Callable[[], object] | None = None
    ) -> asyncio.Task[Any]:
        """Run a coroutine on the GUI thread. It ends with its owner; errors it leaves go to `failed`.

        Those that may be gone later go to `failed_for_now`, where it is known what to do `again`.
        """
        task = asyncio.get_event_loop().create_task(work)
        self._tasks.add(task)
        gone = owner.destroyed.connect(lambda _owner=None: task.cancel())
        task.add_done_callback(lambda _task: self._done(task, owner, gone, again))
        return task

    def call(self, fn: Callable[_P, Any], owner: QObject, *args: _P.args, **kwargs: _P.kwargs) -> None:
        """Tell the studio to do something that shows by itself, as a change."""

        def again() -> None:
            if isValid(owner):
                self.call(fn, owner, *args, **kwargs)

        self.start(self.tell(fn, *args, **kwargs), owner, again)

    def hear(self, change: object) -> None:
        """Take a change from the studio's own thread to the GUI thread."""
        self.changed.emit(change)

    async def close(self) -> None:
        """Stop what was started and end the threads. Who asks afterwards, e.g. on a timer, is interrupted."""
        self._closed = True
        mine = asyncio.current_task()
        waiting = [task for task in self._tasks if task is not mine]
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        for pool in (self._quick, self._verbs, self._long):
            pool.shutdown(wait=False, cancel_futures=True)

    async def _through(self, pool: ThreadPoolExecutor, call: Callable[[], _T]) -> _T:
        if self._closed:
            raise Interrupted
        return await asyncio.wrap_future(pool.submit(call))

    def _done(self, task: asyncio.Task[Any], owner: QObject, gone: Any, again: Callable[[], object] | None) -> None:
        self._tasks.discard(task)
        if isValid(owner):
            owner.disconnect(gone)
        if task.cancelled():
            return
        error = task.exception()
        if error is None or isinstance(error, Stopped):
            return
        if isinstance(error, InputError):
            _log.info("the window was refused something: %s", error)
        else:
            _log.warning("a request of the window failed", exc_info=error)
        if not isinstance(error, Exception) or not isValid(self):
            return
        if again is not None and isinstance(error, PodcastStudioError) and error.retryable:
            self.failed_for_now.emit(error, again)
        else:
            self.failed.emit(error)


class Reload:
    """Runs a coroutine function when asked: never twice at once, and not more often than every `pause` ms.

    However many changes come in, a view loads once more after the last of them. What could not be read for a reason
    that may pass, e.g. because the library is busy, is told once and read again until it succeeds.
    """

    def __init__(self, door: Door, owner: QObject, load: Callable[[], Coroutine[Any, Any, Any]], pause: int = 100):
        self._door, self._owner, self._load = door, owner, load
        self._pause, self._running, self._again, self._failing = pause, False, False, False
        self._timer = QTimer(owner, singleShot=True)
        self._timer.timeout.connect(self._rested)

    def __call__(self) -> None:
        if self._running or self._timer.isActive():
            self._again = True
        else:
            self._begin()

    def _begin(self) -> None:
        self._running, self._again = True, False
        task = self._door.start(self._try(), self._owner)
        task.add_done_callback(lambda _task: self._ended())

    async def _try(self) -> None:
        try:
            await self._load()
        except PodcastStudioError as error:
            if not error.retryable:
                raise
            _log.info("a view could not be brought up to date for now: %s", error)
            if not self._failing:
                self._door.failed.emit(error)
            self._again = self._failing = True
        else:
            self._failing = False

    def _ended(self) -> None:
        self._running = False
        if isValid(self._timer):
            self._timer.start(_SECONDS_BETWEEN_TRIES * 1000 if self._failing else self._pause)

    def _rested(self) -> None:
        if self._again:
            self._begin()
