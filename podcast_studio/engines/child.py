"""An engine in a child process of its own: a crash in native code costs one attempt and not the app."""

from __future__ import annotations

import inspect
import logging
import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import EngineDiedError, PodcastStudioError, Stopped
from podcast_studio.engines.crowding import AtWork
from podcast_studio.engines.priority import give_way

_log = logging.getLogger(__name__)
_POLL_SECONDS = 0.05
CANCEL_GRACE_SECONDS = 3.0  # a child that does not answer a cancel by then is killed
_WENT_HOME = 77  # exit code of a child that had nothing to do for its idle time


@dataclass(frozen=True)
class _Call:
    number: int
    method: str
    args: tuple[Any, ...]


@dataclass(frozen=True)
class _Answer:
    number: int
    kind: str  # "chunk", "done" or "error"
    value: Any = None


class EngineProcess:
    """A spawned child that serves one engine object.

    `factory(*args)` runs in the child and must be importable by name. Calls are serialised: the engines are not
    thread-safe. The child ends with the parent, however the parent ends; and after `idle_seconds` without a call, to
    give its memory back, until the next call starts it again. During each call it counts as one more `at_work`. One
    that `gives_way` has a lower priority than the window.
    """

    def __init__(
        self,
        name: str,
        factory: Callable[..., object],
        *args: object,
        idle_seconds: float | None = None,
        at_work: AtWork | None = None,
        gives_way: bool = False,
    ) -> None:
        self.name = name
        self._at_work = at_work
        self._make = partial(_made, factory, args, gives_way=gives_way)
        self._idle_seconds = idle_seconds
        self._lock = threading.Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._requests: Connection | None = None
        self._control: Connection | None = None
        self._number = 0
        self._asked_at: float | None = None  # when the present call was asked to stop

    @property
    def pid(self) -> int | None:
        """The child's process id while it runs."""
        process = self._process
        return process.pid if process is not None and process.is_alive() else None

    def call(
        self, method: str, *args: object, cancel: CancelToken | None = None, limit_seconds: float | None = None
    ) -> Any:
        """Run a method of the service; its result. A child that takes longer than the limit is killed: TooSlowError."""
        result = None
        for answer in self._exchange(method, args, cancel, limit_seconds):
            result = answer.value
        return result

    def stream(self, method: str, *args: object, cancel: CancelToken | None = None) -> Iterator[Any]:
        """Run a generator method of the service; its chunks as they come."""
        for answer in self._exchange(method, args, cancel):
            if answer.kind == "chunk":
                yield answer.value
        if cancel is not None:
            cancel.check()  # what came after the cancel was not handed on, so that the end is none

    def close(self) -> None:
        """Stop the child: asked first, killed if it does not listen."""
        with self._lock:
            self._stop()

    def kill(self) -> None:
        """End the child at once; a call under way fails with EngineDiedError."""
        process = self._process
        if process is not None:
            process.kill()

    def _exchange(
        self, method: str, args: tuple[object, ...], cancel: CancelToken | None, limit_seconds: float | None = None
    ) -> Iterator[_Answer]:
        with self._alone(cancel):
            finished = False
            try:
                deadline = None if limit_seconds is None else time.monotonic() + limit_seconds
                answer = self._first_answer(method, args, cancel, deadline)
                while True:
                    if answer.kind == "error":
                        finished = True
                        if isinstance(answer.value, Stopped) and cancel is not None:
                            cancel.check()
                        raise answer.value
                    if answer.kind == "done":
                        finished = True
                    yield answer
                    if finished:
                        return
                    answer = self._receive(cancel, deadline)
            finally:
                if not finished:
                    self._abandon()

    def _first_answer(
        self, method: str, args: tuple[object, ...], cancel: CancelToken | None, deadline: float | None
    ) -> _Answer:
        """Ask; and once more where the child was just leaving for want of work."""
        while True:
            self._start()
            self._number += 1
            self._asked_at = None
            try:
                self._send(_Call(self._number, method, args))
                return self._receive(cancel, deadline)
            except _WentHomeError:
                _log.debug("engine %s is started again", self.name)

    @contextmanager
    def _alone(self, cancel: CancelToken | None) -> Iterator[None]:
        """One call at a time, which is counted."""
        while not self._lock.acquire(timeout=_POLL_SECONDS):
            if cancel is not None:
                cancel.check()
        try:
            with self._at_work.one_more() if self._at_work is not None else nullcontext():
                yield
        finally:
            self._lock.release()

    def _start(self) -> None:
        if self._process is not None and self._process.is_alive():
            return
        self._stop()
        context = multiprocessing.get_context("spawn")
        requests, child_requests = context.Pipe()
        control, child_control = context.Pipe()
        process = context.Process(
            target=_serve,
            args=(self.name, self._make, child_requests, child_control, self._idle_seconds),
            name=self.name,
            daemon=True,
        )
        process.start()
        child_requests.close()
        child_control.close()
        self._process, self._requests, self._control = process, requests, control
        _log.info("started engine %s as process %s", self.name, process.pid)

    def _send(self, call: _Call) -> None:
        assert self._requests is not None
        try:
            self._requests.send(call)
        except (BrokenPipeError, OSError) as error:
            raise self._died() from error

    def _receive(self, cancel: CancelToken | None, deadline: float | None = None) -> _Answer:
        """The next answer to the present call; turns a cancel into a request to the child, then a kill."""
        assert self._requests is not None
        while True:
            if deadline is not None and time.monotonic() > deadline:
                self._stop(patience=0)
                raise TooSlowError(f"The {self.name} took too long.", way_out="Try again.")
            if cancel is not None and cancel.cancelled:  # looked at first: chunks may come without a pause
                self._press_to_stop(cancel)
            try:
                if self._requests.poll(_POLL_SECONDS):
                    answer: _Answer = self._requests.recv()
                    if answer.number == self._number and (self._asked_at is None or answer.kind != "chunk"):
                        return answer
            except (EOFError, OSError) as error:
                if cancel is not None:
                    cancel.check()
                raise self._died() from error

    def _press_to_stop(self, cancel: CancelToken) -> None:
        """Ask once; kill the child that does not answer in time, and raise the reason."""
        if self._asked_at is None:
            self._asked_at = self._ask_to_stop()
        elif time.monotonic() - self._asked_at > CANCEL_GRACE_SECONDS:
            self._stop(patience=0)
            cancel.check()

    def _ask_to_stop(self) -> float:
        assert self._control is not None
        try:
            self._control.send(self._number)
        except OSError:
            _log.debug("engine %s is gone already", self.name)
        return time.monotonic()

    def _abandon(self) -> None:
        """A stream was left before its end: make sure that the child is free for the next call."""
        if self._process is None or self._requests is None:
            return
        asked_at = self._ask_to_stop()
        try:
            while time.monotonic() - asked_at < CANCEL_GRACE_SECONDS:
                if self._requests.poll(_POLL_SECONDS):
                    answer: _Answer = self._requests.recv()
                    if answer.number == self._number and answer.kind != "chunk":
                        return
        except (EOFError, OSError):
            _log.debug("engine %s ended while it was being left", self.name)
        self._stop(patience=0)

    def _died(self) -> EngineDiedError:
        process = self._process
        if process is not None:
            process.join(1.0)
        code = process.exitcode if process is not None else None
        self._stop(patience=0)
        kind = _WentHomeError if code == _WENT_HOME else EngineDiedError
        return kind(
            f"The {self.name} process ended unexpectedly.",
            way_out="It is started again by itself; if this happens often, try another model or voice.",
            details=f"exit code {code}",
        )

    def _stop(self, patience: float = CANCEL_GRACE_SECONDS) -> None:
        process, self._process = self._process, None
        for pipe in (self._control, self._requests):
            if pipe is not None:
                pipe.close()
        self._control = self._requests = None
        if process is None:
            return
        process.join(patience)
        if process.is_alive():
            process.kill()
            process.join()


class TooSlowError(EngineDiedError):
    """A call took longer than its limit."""


class _WentHomeError(EngineDiedError):
    """The child ended because nobody wanted anything."""


class _Stopper:
    """Hears, in the child, which call is to be stopped and when the parent is gone."""

    def __init__(self, control: Connection) -> None:
        self._control = control
        self.stopped_call = 0
        self.current_call = 0
        threading.Thread(target=self._listen, name="control", daemon=True).start()

    def cancelled(self) -> bool:
        return self.current_call <= self.stopped_call

    def _listen(self) -> None:
        try:
            while True:
                self.stopped_call = max(self.stopped_call, int(self._control.recv()))
        except (EOFError, OSError):
            os._exit(0)


def _made(factory: Callable[..., object], args: tuple[object, ...], *, gives_way: bool) -> object:
    """The service, in the child."""
    if gives_way:
        give_way()
    return factory(*args)


def _serve(
    name: str,
    make: Callable[[], object],
    requests: Connection,
    control: Connection,
    idle_seconds: float | None,
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    stopper = _Stopper(control)
    service: object | None = None
    while True:
        try:
            if not requests.poll(idle_seconds):
                os._exit(_WENT_HOME)  # at once: what libraries do on their way out takes time in which a call may come
            call: _Call = requests.recv()
        except (EOFError, OSError):
            return
        stopper.current_call = call.number
        try:
            if service is None:
                service = make()
            _run(service, call, requests, stopper)
        except PodcastStudioError as error:
            requests.send(_Answer(call.number, "error", error))
        except Exception as error:  # noqa: BLE001 - the edge of the process: everything becomes an answer
            failure = EngineDiedError(
                f"The {name} could not do its work ({type(error).__name__}).", details=traceback.format_exc()
            )
            requests.send(_Answer(call.number, "error", failure))


def _run(service: object, call: _Call, requests: Connection, stopper: _Stopper) -> None:
    method = getattr(service, call.method)
    options = {"cancelled": stopper.cancelled} if "cancelled" in inspect.signature(method).parameters else {}
    result = method(*call.args, **options)
    if inspect.isgenerator(result):
        for chunk in result:
            if stopper.cancelled():
                raise Stopped
            requests.send(_Answer(call.number, "chunk", chunk))
        result = None
    requests.send(_Answer(call.number, "done", result))
