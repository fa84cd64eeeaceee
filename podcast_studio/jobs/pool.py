"""The worker pool: threads that claim jobs, run their handlers, and let go cleanly."""

from __future__ import annotations

import logging
import random
import threading
import time
import traceback
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import (
    Cancelled,
    ClaimLostError,
    Interrupted,
    OutOfHours,
    OutOfTime,
    PodcastStudioError,
    Stopped,
    StorageError,
)
from podcast_studio.domain.files import disk_error
from podcast_studio.domain.jobs import Job
from podcast_studio.jobs.context import Handler, JobContext
from podcast_studio.jobs.crew import Crew
from podcast_studio.jobs.due import DueKinds
from podcast_studio.jobs.leases import LEASE_BEATS, Leases
from podcast_studio.jobs.limits import Stopwatch, TimeLimits
from podcast_studio.jobs.owner import OwnerLock
from podcast_studio.jobs.policy import delay_after, may_retry
from podcast_studio.jobs.queue import JobQueue

__all__ = ["Handler", "JobContext", "WorkerPool"]
_log = logging.getLogger(__name__)
_IDLE_SECONDS = 2.0  # after which a worker that was told of nothing looks for itself
_WATCH_SECONDS = 0.2  # how soon a job that may begin, or a cancel from another process, is seen
_RECOVER_SECONDS = 2.0
_HEARTBEAT_SECONDS = 5.0
_RECORD_AGAIN_SECONDS = 2.0
_LEAVE_SECONDS = 0.5  # of those in which we have to stop, for letting go of what does not hear
_DEAF_SECONDS = 4.0  # after which a run that does not hear that it is to stop is written off without it


class WorkerPool:
    """A number of worker threads and one that watches: for what may begin, wishes, dead owners and the heartbeat.

    Each kind that is `quick` gets one more worker that takes nothing else, so that it never waits behind another kind;
    those `apart` are taken by no other worker, so that none waits behind them.
    """

    def __init__(
        self,
        queue: JobQueue,
        handlers: Mapping[str, Handler],
        owner: OwnerLock,
        *,
        workers: int = 2,
        wanted: Callable[[], int] | None = None,
        quick: Collection[str] = (),
        apart: Collection[str] = (),
        limits: Callable[[Job], TimeLimits] = lambda _job: TimeLimits(),
        wall_clock: Callable[[], float] = time.time,
        heartbeat_seconds: float = _HEARTBEAT_SECONDS,
        lease_beats: int = LEASE_BEATS,
    ) -> None:
        """`limits` says how long a run of a job may take; `lease_beats`, in how many of our heartbeats another process
        must have had one of its own; `wanted`, how many workers there are to be, where that may change.
        """
        self._queue, self._handlers, self._owner = queue, dict(handlers), owner
        self._limits, self._wall_clock, self._heartbeat_seconds = limits, wall_clock, heartbeat_seconds
        self._leases = Leases(owner.id, beats=lease_beats)
        self._deaf: dict[str | None, float] = {}  # by the claim of a run: since when it is asked to stop
        self._stop, self._due = threading.Event(), DueKinds()
        self._lock = threading.Lock()
        self._running: dict[str, JobContext] = {}
        self._chance = random.Random()
        common = [kind for kind in self._handlers if kind not in apart]
        self._workers, self._wanted = workers, wanted
        self._crew = Crew(lambda stays: self._work(common, stays))
        self._threads = [
            threading.Thread(target=self._work, args=([kind],), name=f"worker-{kind}", daemon=True)
            for kind in (*quick, *apart)
        ]
        self._threads.append(threading.Thread(target=self._watch, name="watcher", daemon=True))

    def start(self) -> list[Job]:
        """Take over the jobs of dead processes, then start working. What was taken over, as it is now."""
        self._queue.heartbeat(self._owner.id)
        taken = self._recover()
        self._crew.resize(self._workers)
        for thread in self._threads:
            thread.start()
        return taken

    def stop(self, timeout: float = 5.0) -> None:
        """Ask every handler to let go and wait; what they did goes back to the queue at its checkpoint."""
        self._stop.set()
        self._due.close()
        with self._lock:
            for context in self._running.values():
                context.cancel.cancel(Interrupted())
        deadline = time.monotonic() + timeout - _LEAVE_SECONDS
        for thread in (*self._crew.threads, *self._threads):
            if thread.ident is not None:
                thread.join(max(0.0, deadline - time.monotonic()))
        for context in self.running:
            self._write_off(context, Interrupted())
        self._queue.forget_owner(self._owner.id)

    @property
    def alive(self) -> bool:
        """Whether any of its threads is still running."""
        return any(thread.is_alive() for thread in (*self._crew.threads, *self._threads))

    @property
    def running(self) -> list[JobContext]:
        """What its workers are doing at this moment."""
        with self._lock:
            return list(self._running.values())

    def _work(self, kinds: Collection[str], stays: Callable[[], bool] = lambda: True) -> None:
        while not self._stop.is_set() and stays():
            try:
                job = self._queue.claim(self._owner.id, kinds)
                if job is not None:
                    self._run(job)
                    continue
            except StorageError as error:
                _log.warning("the queue cannot be reached: %s", error)
            self._due.wait(kinds, _IDLE_SECONDS)

    def _run(self, job: Job) -> None:
        context = JobContext(job=job, cancel=CancelToken(), watch=self._stopwatch(job))
        with self._lock:
            self._running[job.id] = context
            if self._stop.is_set():
                context.cancel.cancel(Interrupted())
        try:
            self._record(job, self._outcome(context))
        except ClaimLostError:
            if not context.written_off.is_set():
                _log.warning("job %s was taken over by another worker", job.id)
        finally:
            with self._lock:
                if self._running.get(job.id) is context:
                    del self._running[job.id]

    def _stopwatch(self, job: Job) -> Stopwatch:
        try:
            return Stopwatch(self._limits(job))
        except StorageError as error:  # a run without limits is better than a claim without a run
            _log.warning("the limits of job %s cannot be read: %s", job.id, error)
            return Stopwatch(TimeLimits())

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
        except Stopped as reason:
            return self._stopped(job, claim, reason)
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
        return lambda: self._queue.complete(job.id, claim, context.handed)

    def _stopped(self, job: Job, claim: str, reason: Stopped) -> Callable[[], Job]:
        """What is to be recorded of a run that was asked to stop."""
        if isinstance(reason, Cancelled):
            return lambda: self._queue.stop_as_wished(job.id, claim)
        if isinstance(reason, OutOfTime):
            return self._failed(job, claim, reason)
        told = reason.message if isinstance(reason, OutOfHours) else "stopped; goes on where it stopped"
        return lambda: self._queue.release(job.id, claim, reason=told)

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
                self._due.tell(self._queue.due(self._due.awaited))
                self._look_at_the_time()
                self._hear_wishes()
                self._write_off_the_deaf(moment)
                if moment - recovered >= _RECOVER_SECONDS:
                    recovered = moment
                    self._recover()
                    if self._wanted is not None:
                        self._crew.resize(self._wanted())
                if moment - beaten >= self._heartbeat_seconds:
                    beaten = moment
                    self._owner.renew()
                    self._queue.heartbeat(self._owner.id)
                    self._leases.beaten()
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

    def _look_at_the_time(self) -> None:
        """Runs that take too long, stand still, or are past their hours."""
        for context in self.running:
            job = context.job
            if (late := context.watch.look()) is not None and not context.cancel.cancelled:
                _log.warning("job %s is stopped: %s", job.id, late.message)
                context.cancel.cancel(late)
            elif (slow := context.watch.warn()) is not None:
                _log.warning("job %s is to stop at its next checkpoint: %s", job.id, slow.message)
                context.cancel.finish_up(slow)
            if job.hours is not None and not job.hours.contain(self._wall_clock()):
                context.cancel.finish_up(OutOfHours(f"its hours, {job.hours}, are over; goes on where it stopped"))

    def _write_off_the_deaf(self, moment: float) -> None:
        """A run that does not hear, e.g. in native code, is not waited for: its job is settled, its claim is void."""
        asked = {context.job.claim_id: context for context in self.running if context.cancel.cancelled}
        self._deaf = {claim: self._deaf.get(claim, moment) for claim in asked}
        for claim, context in asked.items():
            reason = context.cancel.reason
            if moment - self._deaf[claim] >= _DEAF_SECONDS and reason is not None:
                _log.warning("job %s does not hear that it is to stop; it is let go", context.job.id)
                self._write_off(context, reason)

    def _write_off(self, context: JobContext, reason: Stopped) -> None:
        job, claim = context.job, context.job.claim_id
        assert claim is not None
        context.written_off.set()
        try:
            if not isinstance(reason, ClaimLostError):
                self._stopped(job, claim, reason)()
        except ClaimLostError:
            _log.debug("job %s has ended meanwhile", job.id)
        except StorageError as error:
            context.written_off.clear()
            _log.warning("job %s cannot be let go yet: %s", job.id, error)
            return
        with self._lock:
            if self._running.get(job.id) is context:
                del self._running[job.id]

    def _recover(self) -> list[Job]:
        owners = self._queue.owners()
        dead = [owner for owner in owners if not self._owner.is_alive(owner)]
        lapsed = self._leases.lapsed({owner: beat for owner, beat in owners.items() if owner not in dead})
        if not dead and not lapsed:
            return []
        taken = self._queue.recover([*dead, *lapsed])
        for job in taken:
            _log.info("job %s of a process that ended or stands still is %s", job.id, job.state)
        for owner in dead:  # one that only stands still keeps its lock, and takes new jobs when it goes on
            self._owner.bury(owner)
        return taken
