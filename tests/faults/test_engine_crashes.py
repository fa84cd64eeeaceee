"""Engines that crash as native code does, in real child processes: they cost what they must and no more."""

from __future__ import annotations

import signal
from collections.abc import Callable

import pytest

from podcast_studio.domain.jobs import Job, JobState
from podcast_studio.testing.stage import Stage, Undisturbed, pcm_of

MINUTES = 3.0  # so that there are enough calls
Tell = Callable[[str], None]


@pytest.mark.parametrize("engine", ["voice", "language model"])
def test_a_crash_at_every_call_fails_its_job_and_the_next_one_is_run(stage: Stage, engine: str, tell: Tell) -> None:
    bad = stage.order(1)
    worker = stage.begin("--workers", "1", crashing=engine, crash_every=1)
    attempts: list[str] = []
    while attempts[-1:] != ["FAILED"]:
        stage.wait_for(lambda: has_run(stage.job(bad), times=len(attempts) + 1))
        attempts.append(stage.job(bad).state.value)
        if attempts[-1] == "QUEUED":
            stage.studio.queue.start_at(job_id=stage.job(bad).id, run_at=None)  # not after a minute, but now
    job = stage.job(bad)
    tell(f"a {engine} that crashes at every call: {', '.join(attempts)}: {job.error}")
    assert attempts == ["QUEUED", "QUEUED", "QUEUED", "FAILED"]
    assert job.error
    assert job.way_out
    assert "exit code -11" in (job.error_details or "")
    worker.signal(signal.SIGTERM)
    worker.wait()
    good = stage.order(2)
    stage.begin("--workers", "1")
    stage.wait_for(lambda: stage.status(good) == "COMPLETED")
    assert stage.status(bad) == "FAILED"


def has_run(job: Job, times: int) -> bool:
    return job.attempts == times and job.state is not JobState.GENERATING


@pytest.mark.parametrize("engine", ["voice", "language model"])
def test_a_crash_at_every_fifth_call_costs_nothing_but_time(
    stage: Stage, engine: str, undisturbed: Callable[..., Undisturbed], tell: Tell
) -> None:
    podcast = stage.order(1, minutes=MINUTES)
    stage.begin(crashing=engine, crash_every=5)
    stage.wait_for(lambda: stage.status(podcast) not in ("QUEUED", "GENERATING"))
    calls = (stage.home / "calls.txt").stat().st_size
    tell(f"a {engine} that crashes at every fifth call: {stage.status(podcast)} after {calls // 5} crashes in {calls}")
    assert stage.status(podcast) == "COMPLETED", stage.job(podcast).trouble
    assert stage.job(podcast).attempts == 1
    assert calls // 5 >= 2
    assert pcm_of(stage.studio.find_podcast(name=podcast.id)) == undisturbed(1, MINUTES).samples
