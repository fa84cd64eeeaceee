import itertools
from pathlib import Path

import pytest

from podcast_studio.domain.errors import ClaimLostError, NotFoundError, TransitionError
from podcast_studio.domain.jobs import JobState, Priority
from podcast_studio.storage.database import Database
from podcast_studio.storage.jobs import MAX_ATTEMPTS, JobStore


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def queue(tmp_path: Path, clock: Clock) -> JobStore:
    database = Database(tmp_path / "q.sqlite3")
    database.migrate()
    return JobStore(database, clock=clock)


def test_a_claim_stamps_owner_and_counts_the_attempt(queue: JobStore) -> None:
    job = queue.enqueue(kind="k", subject_id="s")
    claimed = queue.claim("me", ["k"])
    assert claimed is not None
    assert (claimed.id, claimed.owner, claimed.attempts, claimed.state) == (job.id, "me", 1, JobState.GENERATING)
    assert queue.claim("you", ["k"]) is None


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
