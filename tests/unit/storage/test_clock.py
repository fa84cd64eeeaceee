from __future__ import annotations

import pytest

from podcast_studio.domain.jobs import Job
from podcast_studio.storage.clock import ClockWatch, boot_id, seconds_since_boot
from podcast_studio.storage.database import Database
from podcast_studio.storage.jobs import JobStore
from podcast_studio.testing.clock import SetClock

DAY = 86_400.0


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


def store(database: Database, clock: SetClock) -> JobStore:
    return JobStore(database, clock=clock, uptime=clock.uptime)


def retrying(queue: JobStore) -> Job:
    """A job that waits a minute for its second attempt."""
    queue.enqueue(kind="k", subject_id="s")
    job = queue.claim("me", ["k"])
    assert job is not None
    assert job.claim_id is not None
    return queue.retry_later(job.id, job.claim_id, delay=60, error="busy", details="")


@pytest.mark.parametrize("jump", [DAY, -DAY, 10.0, -10.0])
def test_what_was_left_of_a_wait_stays(database: Database, clock: SetClock, jump: float) -> None:
    queue = store(database, clock)
    job = retrying(queue)
    clock.up += 20
    clock.ahead += jump
    assert queue.claim("me", ["k"]) is None
    assert queue.get(job.id).run_at == pytest.approx(clock() + 40)


def test_two_processes_that_notice_a_jump_count_it_once(database: Database, clock: SetClock) -> None:
    first, second = store(database, clock), store(database, clock)
    job = retrying(first)
    assert second.claim("me", ["k"]) is None
    clock.ahead += DAY
    for queue in (first, second, first, store(database, clock)):
        assert queue.claim("me", ["k"]) is None
    assert first.get(job.id).run_at == pytest.approx(clock() + 60)


def test_jobs_keep_their_places(database: Database, clock: SetClock) -> None:
    queue = store(database, clock)
    early = queue.enqueue(kind="k", subject_id="early")
    clock.ahead -= DAY
    clock.up += 5
    late = queue.enqueue(kind="k", subject_id="late")
    claimed = [queue.claim("me", ["k"]), queue.claim("me", ["k"])]
    assert [job.id for job in claimed if job is not None] == [early.id, late.id]


def test_another_run_of_the_machine_is_no_jump(database: Database, clock: SetClock) -> None:
    queue = store(database, clock)
    job = retrying(queue)
    before = queue.get(job.id).run_at
    watch = ClockWatch(lambda: clock() + 3600, lambda: 30.0, boot="another")
    watch.mind(database)
    assert queue.get(job.id).run_at == before


def test_the_systems_clock_goes_on_and_is_the_same_for_all() -> None:
    assert 0 < seconds_since_boot() <= seconds_since_boot()
    assert boot_id() == boot_id()
