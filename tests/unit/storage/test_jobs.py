import itertools
import threading
import time
from typing import Protocol

import pytest

from podcast_studio.domain.errors import ClaimLostError, NotFoundError, TransitionError
from podcast_studio.domain.jobs import Job, JobState, Priority
from podcast_studio.storage.database import Database
from podcast_studio.storage.jobs import MAX_ATTEMPTS, JobStore


class Clock(Protocol):
    now: float

    def __call__(self) -> float: ...


@pytest.fixture
def queue(database: Database, clock: Clock) -> JobStore:
    return JobStore(database, clock=clock)


def claimed(queue: JobStore, owner: str = "me") -> tuple[Job, str]:
    """The job that is due, with its claim."""
    job = queue.claim(owner, ["k"])
    assert job is not None
    assert job.claim_id is not None
    return job, job.claim_id


def test_a_claim_stamps_owner_and_counts_the_attempt(queue: JobStore) -> None:
    job = queue.enqueue(kind="k", subject_id="s")
    claimed = queue.claim("me", ["k"])
    assert claimed is not None
    assert (claimed.id, claimed.owner, claimed.attempts, claimed.state) == (job.id, "me", 1, JobState.GENERATING)
    assert queue.claim("you", ["k"]) is None


def test_the_kinds_that_are_due_are_those_that_can_be_claimed(queue: JobStore) -> None:
    for kind in ("a", "a", "b"):
        queue.enqueue(kind=kind, subject_id="s")
    queue.enqueue(kind="c", subject_id="s", run_at=time.time() + 1000)
    assert sorted(queue.due(["a", "c", "d"])) == ["a"]
    assert sorted(queue.due(["a", "b"])) == ["a", "b"]
    assert queue.due([]) == []
    while queue.claim("me", ["a"]) is not None:
        pass
    assert queue.due(["a"]) == []


def test_only_kinds_that_are_handled_are_claimed(queue: JobStore) -> None:
    queue.enqueue(kind="k", subject_id="s")
    assert queue.claim("me", ["other"]) is None


def test_order_is_priority_then_age_and_waiting_raises_priority(queue: JobStore, clock: Clock) -> None:
    low = queue.enqueue(kind="k", subject_id="low", priority=Priority.LOW)
    clock.now += 1
    normal = queue.enqueue(kind="k", subject_id="normal")
    urgent = queue.enqueue(kind="k", subject_id="urgent", priority=Priority.URGENT)
    order = [queue.claim("me", ["k"]) for _ in range(3)]
    assert [job.id for job in order if job] == [urgent.id, normal.id, low.id]
    old = queue.enqueue(kind="k", subject_id="old", priority=Priority.LOW)
    clock.now += 3600
    queue.enqueue(kind="k", subject_id="new", priority=Priority.URGENT)
    first = queue.claim("me", ["k"])
    assert first is not None
    assert first.id == old.id


def test_run_at_is_waited_for(queue: JobStore, clock: Clock) -> None:
    queue.enqueue(kind="k", subject_id="s", run_at=clock.now + 60)
    assert queue.claim("me", ["k"]) is None
    clock.now += 61
    assert queue.claim("me", ["k"]) is not None


def test_waiting_raises_a_job_by_one_step_of_priority_a_minute(queue: JobStore, clock: Clock) -> None:
    old = queue.enqueue(kind="k", subject_id="old", priority=Priority.NORMAL)
    clock.now += (Priority.NORMAL - Priority.URGENT) * 60 - 1
    urgent = queue.enqueue(kind="k", subject_id="urgent", priority=Priority.URGENT)
    assert claimed(queue)[0].id == urgent.id
    clock.now += 2
    queue.enqueue(kind="k", subject_id="urgent too", priority=Priority.URGENT)
    assert claimed(queue)[0].id == old.id


def test_of_two_alike_the_older_one_comes_first(queue: JobStore, clock: Clock) -> None:
    made = []
    for number in range(5):
        made.append(queue.enqueue(kind="k", subject_id=str(number)).id)
        clock.now += 0.001
    assert [claimed(queue)[0].id for _ in made] == made


def test_a_job_is_claimed_once_however_many_ask(queue: JobStore) -> None:
    made = [queue.enqueue(kind="k", subject_id=str(number)).id for number in range(12)]
    taken: list[str] = []

    def take(owner: str) -> None:
        while (job := queue.claim(owner, ["k"])) is not None:
            taken.append(job.id)

    threads = [threading.Thread(target=take, args=(f"owner-{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(made)


def test_a_failed_attempt_waits_its_delay_and_keeps_its_reason(queue: JobStore, clock: Clock) -> None:
    queue.enqueue(kind="k", subject_id="s")
    for attempt, delay in enumerate((60.0, 120.0, 240.0), start=1):
        job, claim = claimed(queue)
        assert (job.attempts, job.error, job.error_details) == (attempt, None, None)
        again = queue.retry_later(job.id, claim, delay=delay, error="The disk is full.", details="ENOSPC")
        assert (again.state, again.run_at, again.attempts) == (JobState.QUEUED, clock.now + delay, attempt)
        assert (again.error, again.error_details, again.claim_id, again.owner) == (
            "The disk is full.",
            "ENOSPC",
            None,
            None,
        )
        clock.now += delay - 0.5
        assert queue.claim("me", ["k"]) is None
        clock.now += 1
    assert claimed(queue)[0].attempts == MAX_ATTEMPTS


def test_a_job_that_was_put_off_still_is_after_it_was_held_and_a_retried_one_is_due_at_once(
    queue: JobStore, clock: Clock
) -> None:
    job = queue.enqueue(kind="k", subject_id="s", run_at=clock.now + 3600)
    queue.hold(job.id)
    queue.resume(job.id)
    assert queue.claim("me", ["k"]) is None
    clock.now += 3600
    _, claim = claimed(queue)
    queue.fail(job.id, claim, error="e", details="trace")
    again = queue.retry(job.id)
    assert (again.run_at, again.attempts, again.error, again.error_details, again.finished_at) == (
        clock.now,
        0,
        None,
        None,
        None,
    )
    assert claimed(queue)[0].id == job.id


def test_a_lost_claim_can_write_nothing(queue: JobStore) -> None:
    queue.enqueue(kind="k", subject_id="s")
    lost = queue.claim("dead", ["k"])
    assert lost is not None
    queue.recover(["dead"])
    mine = queue.claim("me", ["k"])
    assert mine is not None
    assert lost.claim_id is not None
    stale = lost.claim_id
    for write in (
        lambda: queue.complete(lost.id, stale),
        lambda: queue.fail(lost.id, stale, error="e", details=""),
        lambda: queue.release(lost.id, stale, reason="r"),
        lambda: queue.retry_later(lost.id, stale, delay=1, error="e", details=""),
        lambda: queue.wish(lost.id, stale),
    ):
        with pytest.raises(ClaimLostError):
            write()
    assert mine.claim_id is not None
    assert queue.complete(mine.id, mine.claim_id).state is JobState.COMPLETED


def test_closing_gives_the_attempt_back_and_a_crash_does_not(queue: JobStore) -> None:
    queue.enqueue(kind="k", subject_id="s")
    job = queue.claim("me", ["k"])
    assert job is not None
    assert job.claim_id is not None
    assert queue.release(job.id, job.claim_id, reason="closing").attempts == 0
    queue.claim("me", ["k"])
    assert queue.recover(["me"])[0].attempts == 1


def test_too_many_crashes_fail_with_a_reason_and_a_retry_by_hand_starts_over(queue: JobStore) -> None:
    job = queue.enqueue(kind="k", subject_id="s")
    for _ in range(MAX_ATTEMPTS):
        assert queue.claim("me", ["k"]) is not None
        queue.recover(["me"])
    failed = queue.get(job.id)
    assert failed.state is JobState.FAILED
    assert failed.error is not None
    assert "ended unexpectedly" in failed.error
    again = queue.retry(job.id)
    assert (again.state, again.attempts, again.error) == (JobState.QUEUED, 0, None)


def test_a_failed_job_is_dismissed_with_its_reason_and_can_be_retried_all_the_same(queue: JobStore) -> None:
    queue.enqueue(kind="k", subject_id="s")
    job, claim = claimed(queue)
    with pytest.raises(TransitionError, match=r"This job is GENERATING\."):
        queue.dismiss(job.id)
    queue.fail(job.id, claim, error="The disk is full.", details="ENOSPC")
    dismissed = queue.dismiss(job.id)
    assert (dismissed.state, dismissed.error, dismissed.error_details) == (
        JobState.CANCELLED,
        "The disk is full.",
        "ENOSPC",
    )
    event = queue.events(job.id)[-1]
    assert (event.before, event.after, event.reason) == (JobState.FAILED, JobState.CANCELLED, "dismissed by hand")
    assert queue.retry_all_failed() == 0
    with pytest.raises(TransitionError):
        queue.dismiss(job.id)
    assert queue.retry(job.id).state is JobState.QUEUED


def test_hold_and_resume_and_cancel(queue: JobStore) -> None:
    job = queue.enqueue(kind="k", subject_id="s")
    assert queue.hold(job.id).state is JobState.HELD
    assert queue.claim("me", ["k"]) is None
    assert queue.resume(job.id).state is JobState.QUEUED
    assert queue.cancel(job.id).state is JobState.CANCELLED
    with pytest.raises(TransitionError):
        queue.hold(job.id)
    with pytest.raises(TransitionError):
        queue.resume(job.id)


@pytest.mark.parametrize(("wish", "after"), [("cancel", JobState.CANCELLED), ("hold", JobState.HELD)])
def test_a_running_job_is_asked_and_stops(queue: JobStore, wish: str, after: JobState) -> None:
    job = queue.enqueue(kind="k", subject_id="s")
    running = queue.claim("me", ["k"])
    assert running is not None
    assert running.claim_id is not None
    assert getattr(queue, wish)(job.id).state is JobState.GENERATING
    assert queue.wish(job.id, running.claim_id) == wish
    assert queue.stop_as_wished(job.id, running.claim_id).state is after


@pytest.mark.parametrize(("wish", "after"), [("cancel", JobState.CANCELLED), ("hold", JobState.HELD)])
def test_a_wish_is_granted_when_the_work_fails_or_lets_go_meanwhile(
    queue: JobStore, wish: str, after: JobState
) -> None:
    job = queue.enqueue(kind="k", subject_id="s")
    for put_back in (
        lambda claim: queue.retry_later(job.id, claim, delay=60, error="busy", details=""),
        lambda claim: queue.release(job.id, claim, reason="closing"),
    ):
        _, claim = claimed(queue)
        getattr(queue, wish)(job.id)
        ended = put_back(claim)
        assert (ended.state, ended.claim_id, ended.owner) == (after, None, None)
        (queue.resume if wish == "hold" else queue.retry)(job.id)


def test_the_last_wish_counts_and_a_hold_can_be_taken_back(queue: JobStore) -> None:
    job = queue.enqueue(kind="k", subject_id="s")
    _, claim = claimed(queue)
    queue.hold(job.id)
    assert queue.resume(job.id).state is JobState.GENERATING
    assert queue.wish(job.id, claim) is None
    queue.hold(job.id)
    queue.cancel(job.id)
    assert queue.wish(job.id, claim) == "cancel"
    with pytest.raises(TransitionError):
        queue.resume(job.id)


def test_work_that_was_done_before_the_wish_was_heard_is_done(queue: JobStore) -> None:
    job = queue.enqueue(kind="k", subject_id="s")
    _, claim = claimed(queue)
    queue.cancel(job.id)
    assert queue.complete(job.id, claim).state is JobState.COMPLETED


def test_a_held_job_gives_its_attempt_back(queue: JobStore) -> None:
    job = queue.enqueue(kind="k", subject_id="s")
    _, claim = claimed(queue)
    queue.hold(job.id)
    assert queue.stop_as_wished(job.id, claim).attempts == 0


def test_a_job_deleted_under_its_worker_is_a_lost_claim(queue: JobStore, database: Database) -> None:
    job = queue.enqueue(kind="k", subject_id="s")
    _, claim = claimed(queue)
    with database.write() as connection:
        connection.exec_driver_sql("DELETE FROM jobs")
    with pytest.raises(ClaimLostError):
        queue.wish(job.id, claim)
    with pytest.raises(ClaimLostError):
        queue.complete(job.id, claim)


def test_only_the_jobs_of_the_dead_are_recovered(queue: JobStore) -> None:
    for name in ("a", "b", "c"):
        queue.enqueue(kind="k", subject_id=name)
    mine, dead = claimed(queue, "alive")[0], claimed(queue, "dead")[0]
    queue.heartbeat("alive")
    queue.heartbeat("dead")
    queue.heartbeat("idle")
    assert sorted(queue.owners()) == ["alive", "dead", "idle"]
    assert [job.id for job in queue.recover(["dead", "idle"])] == [dead.id]
    assert list(queue.owners()) == ["alive"]
    assert queue.get(mine.id).state is JobState.GENERATING
    back = queue.get(dead.id)
    assert (back.state, back.claim_id, back.owner) == (JobState.QUEUED, None, None)
    assert "its process ended" in queue.events(dead.id)[-1].reason


def test_a_forgotten_owner_is_no_longer_known(queue: JobStore) -> None:
    queue.heartbeat("me")
    queue.heartbeat("me")
    queue.forget_owner("me")
    assert queue.owners() == {}


def test_a_wish_outlives_its_worker(queue: JobStore) -> None:
    job = queue.enqueue(kind="k", subject_id="s")
    queue.claim("me", ["k"])
    queue.cancel(job.id)
    assert queue.recover(["me"])[0].state is JobState.CANCELLED


def test_every_transition_leaves_an_event(queue: JobStore) -> None:
    job = queue.enqueue(kind="k", subject_id="s")
    claimed = queue.claim("me", ["k"])
    assert claimed is not None
    assert claimed.claim_id is not None
    queue.retry_later(job.id, claimed.claim_id, delay=0, error="busy", details="")
    claimed = queue.claim("me", ["k"])
    assert claimed is not None
    assert claimed.claim_id is not None
    queue.complete(job.id, claimed.claim_id)
    events = queue.events(job.id)
    assert [event.after for event in events] == [
        JobState.QUEUED,
        JobState.GENERATING,
        JobState.QUEUED,
        JobState.GENERATING,
        JobState.COMPLETED,
    ]
    assert all(later.before is earlier.after for earlier, later in itertools.pairwise(events))


def test_an_unknown_job_is_named(queue: JobStore) -> None:
    with pytest.raises(NotFoundError, match="nowhere"):
        queue.get("nowhere")
