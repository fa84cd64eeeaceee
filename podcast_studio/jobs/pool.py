"""The worker pool: threads that claim jobs, run their handlers, and let go cleanly."""

from __future__ import annotations

import logging
import random
import threading
import time
import traceback
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import (
    Cancelled,
    ClaimLostError,
    Interrupted,
    PodcastStudioError,
    Stopped,
    StorageError,
)
from podcast_studio.domain.files import disk_error
from podcast_studio.domain.jobs import Job
from podcast_studio.jobs.owner import OwnerLock
from podcast_studio.jobs.policy import delay_after, may_retry
from podcast_studio.jobs.queue import JobQueue

_log = logging.getLogger(__name__)
_IDLE_SECONDS = 0.2
_WATCH_SECONDS = 0.3  # how soon a cancel from another process is seen
_RECOVER_SECONDS = 2.0
_HEARTBEAT_SECONDS = 5.0
_RECORD_AGAIN_SECONDS = 2.0


@dataclass(frozen=True, kw_only=True)
class JobContext:
    """What a handler is given."""

    job: Job
    cancel: CancelToken


Handler = Callable[[JobContext], None]


class WorkerPool:
    """A number of worker threads and one that watches: for wishes, dead owners and the heartbeat.

    Each kind that is `quick` gets one more worker that takes nothing else, so that it never waits behind another kind.
    """

    def __init__(
        self,
        queue: JobQueue,
        handlers: Mapping[str, Handler],
        owner: OwnerLock,
        *,
        workers: int = 2,
        quick: Collection[str] = (),
    ) -> None:
        self._queue, self._handlers, self._owner = queue, dict(handlers), owner
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._running: dict[str, JobContext] = {}
        self._chance = random.Random()
        self._threads = [
            threading.Thread(target=self._work, args=(list(self._handlers),), name=f"worker-{number}", daemon=True)
            for number in range(1, workers + 1)
        ]
        self._threads += [
            threading.Thread(target=self._work, args=([kind],), name=f"worker-{kind}", daemon=True) for kind in quick
        ]
        self._threads.append(threading.Thread(target=self._watch, name="watcher", daemon=True))

    def start(self) -> list[Job]:
        """Take over the jobs of dead processes, then start working. What was taken over, as it is now."""
        self._queue.heartbeat(self._owner.id)
        taken = self._recover()
        for thread in self._threads:
            thread.start()
        return taken

    def stop(self, timeout: float = 5.0) -> None:
        """Ask every handler to let go and wait; what they did goes back to the queue at its checkpoint."""
        self._stop.set()
        with self._lock:
            for context in self._running.values():
                context.cancel.cancel(Interrupted())
        deadline = time.monotonic() + timeout
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(max(0.0, deadline - time.monotonic()))
        self._queue.forget_owner(self._owner.id)

    @property
    def alive(self) -> bool:
        """Whether any of its threads is still running."""
        return any(thread.is_alive() for thread in self._threads)

    @property
    def running(self) -> list[JobContext]:
        """What its workers are doing at this moment."""
        with self._lock:
            return list(self._running.values())

    def _work(self, kinds: Collection[str]) -> None:
        while not self._stop.is_set():
            try:
                job = self._queue.claim(self._owner.id, kinds)
                if job is not None:
                    self._run(job)
                    continue
            except StorageError as error:
                _log.warning("the queue cannot be reached: %s", error)
            self._stop.wait(_IDLE_SECONDS)

    def _run(self, job: Job) -> None:
        context = JobContext(job=job, cancel=CancelToken())
        with self._lock:
            self._running[job.id] = context
            if self._stop.is_set():
                context.cancel.cancel(Interrupted())
        try:
            self._record(job, self._outcome(context))
        except ClaimLostError:
            _log.warning("job %s was taken over by another worker", job.id)
        finally:
            with self._lock:
                del self._running[job.id]

    def _record(self, job: Job, settle: Callable[[], Job]) -> None:
        """Write how a job ended; a full or busy disk is waited for, or left to recovery when we are closing."""
        while True:
            try:
                settle()
            except StorageError as error:
                _log.warning("how job %s ended cannot be written yet: %s", job.id, error)
                if self._stop.wait(_RECORD_AGAIN_SECONDS):
                    return
            else:
                return

    def _outcome(self, context: JobContext) -> Callable[[], Job]:
        """Run the handler; what is to be recorded of how it ended."""
        job, claim = context.job, context.job.claim_id
        assert claim is not None
        try:
            context.cancel.check()
            self._handlers[job.kind](context)
        except ClaimLostError:
            raise
        except Cancelled:
            return lambda: self._queue.stop_as_wished(job.id, claim)
        except Stopped:
            return lambda: self._queue.release(job.id, claim, reason="stopped; goes on where it stopped")
        except PodcastStudioError as error:
            return self._failed(job, claim, error)
        except OSError as error:  # of a disk that is full, read-only or gone, wherever that was noticed
            return self._failed(job, claim, disk_error(error, Path(str(error.filename or "a file"))))
        except Exception as error:  # noqa: BLE001 - a handler's bug must not end the worker; the log has the trace
            _log.exception("job %s failed unexpectedly", job.id)
            told = {
                "error": f"Something unexpected happened ({type(error).__name__}).",
                "way_out": "Retry it. The log has the details.",
                "details": traceback.format_exc(),
            }
            return lambda: self._queue.fail(job.id, claim, **told)
        return lambda: self._queue.complete(job.id, claim)

    def _failed(self, job: Job, claim: str, error: PodcastStudioError) -> Callable[[], Job]:
        _log.warning("job %s failed in attempt %s: %s %s", job.id, job.attempts, error, error.details)
        told = {
            "error": error.message,
            "way_out": error.way_out,
            "details": f"{error.details}\n{traceback.format_exc()}",
        }
        if may_retry(job, error):
            delay = delay_after(job.attempts, self._chance)
            return lambda: self._queue.retry_later(job.id, claim, delay=delay, **told)
        return lambda: self._queue.fail(job.id, claim, **told)

    def _watch(self) -> None:
        recovered = beaten = time.monotonic()
        while not self._stop.wait(_WATCH_SECONDS):
            moment = time.monotonic()
            try:
                self._hear_wishes()
                if moment - recovered >= _RECOVER_SECONDS:
                    recovered = moment
                    self._recover()
                if moment - beaten >= _HEARTBEAT_SECONDS:
                    beaten = moment
                    self._owner.renew()
                    self._queue.heartbeat(self._owner.id)
            except StorageError as error:
                _log.warning("the queue cannot be watched: %s", error)

    def _hear_wishes(self) -> None:
        for context in self.running:
            assert context.job.claim_id is not None
            try:
                if self._queue.wish(context.job.id, context.job.claim_id) is not None:
                    context.cancel.cancel(Cancelled())
            except ClaimLostError as lost:
                with self._lock:
                    still = context.job.id in self._running
                if still:
                    context.cancel.cancel(lost)

    def _recover(self) -> list[Job]:
        dead = [owner for owner in self._queue.owners() if not self._owner.is_alive(owner)]
        if not dead:
            return []
        taken = self._queue.recover(dead)
        for job in taken:
            _log.info("job %s of a process that ended is %s", job.id, job.state)
        for owner in dead:
            self._owner.bury(owner)
        return taken
