import errno
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from podcast_studio.domain.errors import ClaimLostError, InputError, ModelError
from podcast_studio.domain.hours import Hours
from podcast_studio.domain.jobs import Job, JobState
from podcast_studio.jobs.limits import Stopwatch, TimeLimits
from podcast_studio.jobs.owner import OwnerLock
from podcast_studio.jobs.policy import delay_after, may_retry
from podcast_studio.jobs.pool import JobContext, WorkerPool
from podcast_studio.storage.database import Database
from podcast_studio.storage.jobs import JobStore

Start = Callable[..., WorkerPool]


class Clock:
    """Stands still until it is moved on."""

    def __init__(self) -> None:
        self.now, self.looks = 1_000.0, 0

    def __call__(self) -> float:
        self.looks += 1
        return self.now

    def pass_until_seen(self, seconds: float) -> None:
        """Move on, and wait until a watcher has acted on it: it has looked, and looked once more."""
        self.now += seconds
        known = self.looks
        until(lambda: self.looks >= known + 2)


@pytest.fixture
def queue(tmp_path: Path) -> JobStore:
    database = Database(tmp_path / "q.sqlite3")
    database.migrate()
    return JobStore(database)


@pytest.fixture
def start(queue: JobStore, tmp_path: Path) -> Iterator[Start]:
    pools: list[WorkerPool] = []
    owner = OwnerLock(tmp_path / "locks")

    def begin(handler: Callable[[JobContext], None], *, queue: JobStore = queue, **options: Any) -> WorkerPool:
        pool = WorkerPool(queue, {"k": handler}, owner, **options)
        pools.append(pool)
        pool.start()
        return pool

    yield begin
    for pool in pools:
        pool.stop()
        assert not pool.alive
    owner.close()


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.02)


def ended(queue: JobStore, job: Job, state: JobState) -> Callable[[], bool]:
    return lambda: queue.get(job.id).state is state


def test_jobs_are_worked_off(queue: JobStore, start: Start) -> None:
    jobs = [queue.enqueue(kind="k", subject_id=str(number)) for number in range(5)]
    seen: list[str] = []
    start(lambda context: seen.append(context.job.subject_id))
    for job in jobs:
        until(ended(queue, job, JobState.COMPLETED))
    assert sorted(seen) == ["0", "1", "2", "3", "4"]


def test_input_errors_fail_at_once_with_their_sentence(queue: JobStore, start: Start) -> None:
    def handler(_context: JobContext) -> None:
        raise InputError("The folder is gone.", way_out="Put it back.")

    job = queue.enqueue(kind="k", subject_id="s")
    start(handler)
    until(ended(queue, job, JobState.FAILED))
    assert queue.get(job.id).error == "The folder is gone."
    assert queue.get(job.id).way_out == "Put it back."
    assert queue.get(job.id).trouble == "The folder is gone. Put it back."


def test_transient_errors_wait_for_another_attempt(queue: JobStore, start: Start) -> None:
    def handler(_context: JobContext) -> None:
        raise ModelError("busy")

    job = queue.enqueue(kind="k", subject_id="s")
    before = time.time()
    start(handler)
    until(lambda: queue.get(job.id).attempts == 1 and queue.get(job.id).state is JobState.QUEUED)
    assert before + 50 < queue.get(job.id).run_at < time.time() + 70


@pytest.mark.parametrize(
    ("number", "state", "said"),
    [
        (errno.ENOSPC, JobState.QUEUED, "The disk is full: /data/turns could not be written."),
        (errno.EIO, JobState.QUEUED, "/data/turns could not be written."),
        (errno.EACCES, JobState.FAILED, "/data/turns may not be written."),
    ],
)
def test_what_the_system_says_of_a_disk_is_told_in_a_sentence(
    queue: JobStore, start: Start, number: int, state: JobState, said: str
) -> None:
    def handler(_context: JobContext) -> None:
        raise OSError(number, "as C says it", "/data/turns")

    job = queue.enqueue(kind="k", subject_id="s")
    start(handler)
    until(lambda: queue.get(job.id).error is not None)
    assert (queue.get(job.id).state, queue.get(job.id).error) == (state, said)


def test_a_bug_fails_the_job_and_not_the_worker(
    queue: JobStore, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    def handler(context: JobContext) -> None:
        if context.job.subject_id == "bad":
            raise ZeroDivisionError

    bad = queue.enqueue(kind="k", subject_id="bad")
    good = queue.enqueue(kind="k", subject_id="good")
    start(handler)
    until(ended(queue, bad, JobState.FAILED))
    until(ended(queue, good, JobState.COMPLETED))
    assert "ZeroDivisionError" in (queue.get(bad.id).error or "")
    assert "Traceback" in (queue.get(bad.id).error_details or "")
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(("verb", "state"), [("cancel", JobState.CANCELLED), ("hold", JobState.HELD)])
def test_a_running_job_stops_when_asked(queue: JobStore, start: Start, verb: str, state: JobState) -> None:
    begun = threading.Event()

    def handler(context: JobContext) -> None:
        begun.set()
        context.cancel.wait(30)
        context.cancel.check()

    job = queue.enqueue(kind="k", subject_id="s")
    start(handler)
    assert begun.wait(10)
    getattr(queue, verb)(job.id)
    until(ended(queue, job, state))


def test_stopping_puts_the_work_back_and_leaves_no_thread(queue: JobStore, start: Start) -> None:
    begun = threading.Event()

    def handler(context: JobContext) -> None:
        begun.set()
        context.cancel.wait(30)
        context.cancel.check()

    job = queue.enqueue(kind="k", subject_id="s")
    pool = start(handler)
    assert begun.wait(10)
    pool.stop()
    assert not pool.alive
    back = queue.get(job.id)
    assert (back.state, back.attempts, back.claim_id) == (JobState.QUEUED, 0, None)


def test_jobs_of_a_dead_process_are_taken_over(queue: JobStore, start: Start) -> None:
    job = queue.enqueue(kind="k", subject_id="s")
    assert queue.claim("123-gone", ["k"]) is not None
    start(lambda _context: None)
    until(ended(queue, job, JobState.COMPLETED))


def test_a_living_owner_is_left_alone(tmp_path: Path) -> None:
    mine, other = OwnerLock(tmp_path), OwnerLock(tmp_path)
    assert mine.is_alive(other.id)
    other.close()
    assert not mine.is_alive(other.id)
    assert not mine.is_alive("../../etc/passwd")
    mine.close()


def test_the_delays_double() -> None:
    class Middle:
        def uniform(self, _low: float, _high: float) -> float:
            return 0.0

    assert [delay_after(attempt, Middle()) for attempt in (1, 2, 3)] == [60, 120, 240]  # type: ignore[arg-type]


def test_attempts_run_out(queue: JobStore) -> None:
    queue.enqueue(kind="k", subject_id="s")
    job = queue.claim("me", ["k"])
    assert job is not None
    assert may_retry(job, ModelError())
    assert not may_retry(job, InputError())


def test_quick_kinds_have_a_worker_of_their_own_that_takes_nothing_else(queue: JobStore, tmp_path: Path) -> None:
    begun, go_on = threading.Semaphore(0), threading.Event()

    def long(_context: JobContext) -> None:
        begun.release()
        assert go_on.wait(60)

    owner = OwnerLock(tmp_path / "locks")
    pool = WorkerPool(queue, {"long": long, "quick": lambda _context: None}, owner, workers=2, quick=["quick"])
    waiting = [queue.enqueue(kind="long", subject_id=str(number)) for number in range(3)]
    pool.start()
    try:
        assert begun.acquire(timeout=20)
        assert begun.acquire(timeout=20)
        until(ended(queue, queue.enqueue(kind="quick", subject_id="q"), JobState.COMPLETED))
        assert queue.get(waiting[2].id).state is JobState.QUEUED
        assert [context.job.kind for context in pool.running].count("long") == 2
        go_on.set()
        until(ended(queue, waiting[2], JobState.COMPLETED))
    finally:
        go_on.set()
        pool.stop()
        owner.close()


def test_a_quick_kind_does_not_wait_behind_another_quick_kind(queue: JobStore, tmp_path: Path) -> None:
    begun, go_on = threading.Semaphore(0), threading.Event()

    def slow(_context: JobContext) -> None:
        begun.release()
        assert go_on.wait(60)

    owner = OwnerLock(tmp_path / "locks")
    handlers = {"slow": slow, "quick": lambda _context: None}
    pool = WorkerPool(queue, handlers, owner, workers=1, quick=["slow", "quick"])
    for number in range(2):
        queue.enqueue(kind="slow", subject_id=str(number))
    pool.start()
    try:
        assert begun.acquire(timeout=20)
        assert begun.acquire(timeout=20)
        until(ended(queue, queue.enqueue(kind="quick", subject_id="q"), JobState.COMPLETED))
    finally:
        go_on.set()
        pool.stop()
        owner.close()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """What tells how long runs take: time that passes only where a handler says so."""
    clock = Clock()
    monkeypatch.setattr("podcast_studio.jobs.pool.Stopwatch", partial(Stopwatch, clock=clock))
    return clock


@pytest.mark.parametrize("limit", ["hard", "stall"])
def test_a_run_that_takes_too_long_or_stands_still_is_stopped_and_tried_again(
    queue: JobStore, start: Start, limit: str
) -> None:
    def handler(context: JobContext) -> None:
        context.cancel.wait(60)
        context.cancel.check()

    job = queue.enqueue(kind="k", subject_id="s")
    before = time.time()
    start(handler, limits=lambda _job: TimeLimits(**{limit: 0.5}))
    until(lambda: queue.get(job.id).attempts == 1 and queue.get(job.id).state is JobState.QUEUED)
    again = queue.get(job.id)
    assert before + 50 < again.run_at < time.time() + 70
    assert ("longer than it may" if limit == "hard" else "stood still") in (again.error or "")


def test_a_run_that_makes_progress_does_not_stand_still(queue: JobStore, start: Start, clock: Clock) -> None:
    def handler(context: JobContext) -> None:
        for _ in range(5):
            clock.pass_until_seen(1.0)
            context.progressed()
            context.cancel.check()

    job = queue.enqueue(kind="k", subject_id="s")
    start(handler, limits=lambda _job: TimeLimits(stall=1.5))
    until(ended(queue, job, JobState.COMPLETED))


def test_after_the_soft_limit_what_is_in_the_making_is_finished_first(
    queue: JobStore, start: Start, clock: Clock
) -> None:
    finished: list[int] = []

    def handler(context: JobContext) -> None:
        for turn in range(100):
            context.cancel.check_point()
            clock.pass_until_seen(0.4)
            context.cancel.check()
            finished.append(turn)

    job = queue.enqueue(kind="k", subject_id="s")
    start(handler, limits=lambda _job: TimeLimits(soft=0.6))
    until(lambda: queue.get(job.id).attempts == 1 and queue.get(job.id).state is JobState.QUEUED)
    assert "longer than it should" in (queue.get(job.id).error or "")
    assert finished == [0, 1]


def test_when_its_hours_are_over_a_run_stops_at_its_checkpoint_and_no_attempt_is_lost(
    queue: JobStore, start: Start
) -> None:
    moment = [0.0]
    hours = Hours(opens=0, closes=1)
    moment[0] = hours.begin(time.time())
    begun = threading.Event()

    def handler(context: JobContext) -> None:
        begun.set()
        while True:
            context.cancel.check_point()
            time.sleep(0.02)

    queue = JobStore(queue._db, clock=lambda: moment[0])
    job = queue.enqueue(kind="k", subject_id="s", hours=hours)
    start(handler, wall_clock=lambda: moment[0], queue=queue)
    assert begun.wait(20)
    moment[0] += 61
    until(lambda: queue.get(job.id).state is JobState.QUEUED)
    assert (queue.get(job.id).attempts, queue.get(job.id).error) == (0, None)
    assert "00:00-00:01" in queue.events(job.id)[-1].reason


@pytest.mark.parametrize(("verb", "state"), [("cancel", JobState.CANCELLED), ("hold", JobState.HELD)])
def test_a_run_that_does_not_hear_is_written_off_and_can_write_no_more(
    queue: JobStore, start: Start, verb: str, state: JobState
) -> None:
    begun, wake = threading.Event(), threading.Event()

    def deaf(_context: JobContext) -> None:
        begun.set()
        wake.wait(60)

    job = queue.enqueue(kind="k", subject_id="s")
    pool = start(deaf, workers=1)
    try:
        assert begun.wait(20)
        getattr(queue, verb)(job.id)
        until(lambda: pool.running == [])
        assert queue.get(job.id).state is state
    finally:
        wake.set()
    until(ended(queue, queue.enqueue(kind="k", subject_id="next"), JobState.COMPLETED))  # by the worker that woke up
    assert queue.get(job.id).state is state


def test_the_patience_with_a_run_is_not_used_up_by_earlier_runs_of_its_job(queue: JobStore, start: Start) -> None:
    """Cancelled and retried again and again: each run hears, and takes its time to end."""
    runs: list[JobContext] = []

    def slow(context: JobContext) -> None:
        runs.append(context)
        context.cancel.wait(60)
        time.sleep(0.6)  # two looks of the watcher
        context.cancel.check()

    job = queue.enqueue(kind="k", subject_id="s")
    start(slow)
    for number in range(1, 9):
        until(lambda: len(runs) == number)  # noqa: B023 - asked before it changes
        queue.cancel(job.id)
        until(ended(queue, job, JobState.CANCELLED))
        queue.retry(job.id)
    assert not any(run.written_off.is_set() for run in runs)


def test_quitting_does_not_wait_for_a_run_that_does_not_hear(queue: JobStore, tmp_path: Path) -> None:
    begun, wake = threading.Event(), threading.Event()

    def deaf(_context: JobContext) -> None:
        begun.set()
        wake.wait(60)

    owner = OwnerLock(tmp_path / "locks")
    pool = WorkerPool(queue, {"k": deaf}, owner, workers=1)
    job = queue.enqueue(kind="k", subject_id="s")
    pool.start()
    try:
        assert begun.wait(20)
        pool.stop(timeout=1.0)
        back = queue.get(job.id)
        assert (back.state, back.attempts, back.claim_id) == (JobState.QUEUED, 0, None)
    finally:
        wake.set()
        until(lambda: not pool.alive)
        owner.close()


def test_a_living_process_that_stands_still_loses_its_jobs_after_its_lease(
    queue: JobStore, start: Start, tmp_path: Path
) -> None:
    """As after SIGSTOP: it holds its lock, and beats no more. Ours are counted, so a slow one that beats keeps them."""
    stopped, slow = OwnerLock(tmp_path / "locks"), OwnerLock(tmp_path / "locks")
    try:
        for other in (stopped, slow):
            queue.heartbeat(other.id)
        theirs = [queue.enqueue(kind="other", subject_id=str(number)) for number in range(2)]
        first, second = queue.claim(stopped.id, ["other"]), queue.claim(slow.id, ["other"])
        assert first is not None
        assert second is not None

        class Beating(JobStore):
            """At each look for dead owners, the slow one has beaten since the last."""

            def owners(self) -> dict[str, float | None]:
                self.heartbeat(slow.id)
                return super().owners()

        start(lambda _context: None, queue=Beating(queue._db), heartbeat_seconds=0.01, lease_beats=8)
        until(ended(queue, theirs[0], JobState.QUEUED))
        assert queue.get(theirs[1].id).state is JobState.GENERATING
        assert stopped.is_alive(stopped.id)
        with pytest.raises(ClaimLostError):
            queue.complete(first.id, first.claim_id or "")
    finally:
        stopped.close()
        slow.close()


def test_workers_that_are_wanted_later_come_and_what_is_begun_is_finished(
    queue: JobStore, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("podcast_studio.jobs.pool._RECOVER_SECONDS", 0.0)
    known, together = threading.Event(), threading.Semaphore(0)
    at_once: list[int] = []
    wanted = [1]

    def handler(_context: JobContext) -> None:
        assert known.wait(20)  # the first job may begin before its pool has its name here
        at_once.append(len(pool.running))
        together.acquire(timeout=20)

    jobs = [queue.enqueue(kind="k", subject_id=str(number)) for number in range(3)]
    pool = start(handler, workers=1, wanted=lambda: wanted[0])
    known.set()
    until(lambda: len(at_once) == 1)
    wanted[0] = 3
    until(lambda: len(at_once) == 3)
    assert max(at_once) == 3
    wanted[0] = 0
    together.release(3)
    for job in jobs:
        until(ended(queue, job, JobState.COMPLETED))
    until(lambda: not any(thread.name.startswith("worker-") for thread in threading.enumerate()))
    another = queue.enqueue(kind="k", subject_id="4")
    time.sleep(0.5)
    assert queue.get(another.id).state is JobState.QUEUED
