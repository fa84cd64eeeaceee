"""Every state, and everything that can be tried in it: what DESIGN allows happens, the rest is refused and changes
nothing.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from podcast_studio.domain.errors import ClaimLostError, TransitionError
from podcast_studio.domain.jobs import Job, JobState
from podcast_studio.storage.database import Database
from podcast_studio.storage.jobs import JobStore

ALLOWED = {  # by hand; a running job is asked, and goes on until its worker hears it
    (JobState.QUEUED, "cancel"): JobState.CANCELLED,
    (JobState.QUEUED, "hold"): JobState.HELD,
    (JobState.HELD, "cancel"): JobState.CANCELLED,
    (JobState.HELD, "resume"): JobState.QUEUED,
    (JobState.GENERATING, "cancel"): JobState.GENERATING,
    (JobState.GENERATING, "hold"): JobState.GENERATING,
    (JobState.FAILED, "retry"): JobState.QUEUED,
    (JobState.FAILED, "cancel"): JobState.CANCELLED,  # given up, as by dismissing it
    (JobState.CANCELLED, "retry"): JobState.QUEUED,
}
BY_HAND = ("cancel", "hold", "resume", "retry")
OF_THE_WORKER: dict[str, Callable[[JobStore, str, str], Job]] = {
    "complete": lambda queue, job, claim: queue.complete(job, claim),
    "fail": lambda queue, job, claim: queue.fail(job, claim, error="e", details=""),
    "retry_later": lambda queue, job, claim: queue.retry_later(job, claim, delay=1, error="e", details=""),
    "release": lambda queue, job, claim: queue.release(job, claim, reason="closing"),
    "stop_as_wished": lambda queue, job, claim: queue.stop_as_wished(job, claim),
}
ENDS = {
    "complete": JobState.COMPLETED,
    "fail": JobState.FAILED,
    "retry_later": JobState.QUEUED,
    "release": JobState.QUEUED,
    "stop_as_wished": JobState.CANCELLED,
}


@pytest.fixture
def queue(database: Database) -> JobStore:
    return JobStore(database)


def in_state(queue: JobStore, state: JobState) -> tuple[Job, str]:
    """A job that was run once and is now in that state, with the claim of that run."""
    job_id = queue.enqueue(kind="k", subject_id="s").id
    running = queue.claim("me", ["k"])
    assert running is not None
    assert running.claim_id is not None
    claim = running.claim_id
    if state is JobState.QUEUED:
        queue.release(job_id, claim, reason="closing")
    elif state is JobState.HELD:
        queue.hold(job_id)
        queue.stop_as_wished(job_id, claim)
    elif state is JobState.COMPLETED:
        queue.complete(job_id, claim)
    elif state is JobState.FAILED:
        queue.fail(job_id, claim, error="e", details="")
    elif state is JobState.CANCELLED:
        queue.cancel(job_id)
        queue.stop_as_wished(job_id, claim)
    job = queue.get(job_id)
    assert job.state is state
    return job, claim


@pytest.mark.parametrize("verb", BY_HAND)
@pytest.mark.parametrize("state", JobState)
def test_what_a_user_may_do(queue: JobStore, state: JobState, verb: str) -> None:
    job, _claim = in_state(queue, state)
    before = queue.events(job.id)
    after = ALLOWED.get((state, verb))
    if after is None:
        with pytest.raises(TransitionError) as caught:
            getattr(queue, verb)(job.id)
        assert state.value in caught.value.message
        assert caught.value.way_out
        assert (queue.get(job.id), queue.events(job.id)) == (job, before)
        return
    assert getattr(queue, verb)(job.id).state is after
    events = queue.events(job.id)[len(before) :]
    assert [(event.before, event.after) for event in events] == ([] if after is state else [(state, after)])


@pytest.mark.parametrize("verb", OF_THE_WORKER)
@pytest.mark.parametrize("state", [state for state in JobState if state is not JobState.GENERATING])
def test_a_worker_writes_nothing_once_its_run_has_ended(queue: JobStore, state: JobState, verb: str) -> None:
    job, claim = in_state(queue, state)
    before = queue.events(job.id)
    with pytest.raises(ClaimLostError):
        OF_THE_WORKER[verb](queue, job.id, claim)
    assert (queue.get(job.id), queue.events(job.id)) == (job, before)


@pytest.mark.parametrize("verb", OF_THE_WORKER)
def test_a_worker_ends_its_run(queue: JobStore, verb: str) -> None:
    job, claim = in_state(queue, JobState.GENERATING)
    ended = OF_THE_WORKER[verb](queue, job.id, claim)
    assert (ended.state, ended.claim_id, ended.owner) == (ENDS[verb], None, None)
    assert (ended.finished_at is not None) == (ENDS[verb] is not JobState.QUEUED)
    last = queue.events(job.id)[-1]
    assert (last.before, last.after) == (JobState.GENERATING, ENDS[verb])
    assert last.reason


@pytest.mark.parametrize("state", [state for state in JobState if state is not JobState.QUEUED])
def test_only_a_queued_job_is_claimed(queue: JobStore, state: JobState) -> None:
    in_state(queue, state)
    assert queue.claim("you", ["k"]) is None


@pytest.mark.parametrize("state", [state for state in JobState if state is not JobState.GENERATING])
def test_a_dead_owner_takes_no_job_that_has_ended_with_it(queue: JobStore, state: JobState) -> None:
    job, _claim = in_state(queue, state)
    assert queue.recover(["me"]) == []
    assert queue.get(job.id) == job
