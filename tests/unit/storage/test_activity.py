from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from podcast_studio.domain.activity import Period, RunOutcome
from podcast_studio.domain.jobs import INDEXING_JOB, PODCAST_JOB, Job
from podcast_studio.domain.podcasts import PodcastOrder
from podcast_studio.domain.progress import Step
from podcast_studio.storage.activity import ActivityStore
from podcast_studio.storage.collections import CollectionStore
from podcast_studio.storage.database import Database
from podcast_studio.storage.jobs import MAX_ATTEMPTS, JobStore
from podcast_studio.storage.podcasts import PodcastStore
from podcast_studio.storage.runs import RunStore


class Works:
    """A library whose jobs are worked by hand, with a clock that is moved by hand."""

    def __init__(self, folder: Path) -> None:
        self.now = datetime(2026, 5, 10, 12, 2).astimezone().timestamp()
        self.database = Database(folder / "studio.sqlite3")
        self.database.migrate()
        self.jobs = JobStore(self.database, clock=lambda: self.now)
        self.activity = ActivityStore(self.database, clock=lambda: self.now)
        self.runs = RunStore(self.database)
        self.podcasts = PodcastStore(self.database)
        self.bees = CollectionStore(self.database).add(folder / "bees", "Bees")
        self.wasps = CollectionStore(self.database).add(folder / "wasps", "Wasps")

    def order(self, collection_id: str = "") -> Job:
        order = PodcastOrder(collection_id=collection_id or self.bees.id, minutes=5, title="T")
        _, job = self.podcasts.order(order, job_kind=PODCAST_JOB)
        self.change("UPDATE jobs SET run_at = 0, queued_at = 0 WHERE id = ?", job.id)
        return job

    def change(self, statement: str, *values: object) -> None:
        with self.database.write() as connection:
            connection.exec_driver_sql(statement, values)

    def claim(self) -> tuple[str, str]:
        job = self.jobs.claim("me", [PODCAST_JOB, INDEXING_JOB])
        assert job is not None
        assert job.claim_id is not None
        return job.id, job.claim_id

    def work(self, seconds: float, *, turns: int = 0, voicing: float = 0.0, fails: bool = False) -> None:
        """Claim a job, and end it after so many seconds."""
        job_id, claim = self.claim()
        self.now += seconds
        self.runs.note(claim, seconds_per_step={"generating_script": seconds}, turns=turns, voicing_seconds=voicing)
        if fails:
            self.jobs.fail(job_id, claim, error="e", details="")
        else:
            self.jobs.complete(job_id, claim)

    def outcomes(self) -> list[str | None]:
        with self.database.read() as connection:
            return list(connection.exec_driver_sql("SELECT outcome FROM runs ORDER BY id").scalars())


@pytest.fixture
def works(tmp_path: Path) -> Iterator[Works]:
    made = Works(tmp_path)
    yield made
    made.database.close()


def test_without_podcasts_there_is_nothing_to_tell(works: Works) -> None:
    for period in Period:
        figures = works.activity.figures(period, workers=2)
        assert (figures.started, figures.completed, figures.failed, figures.waiting, figures.running) == (0, 0, 0, 0, 0)
        assert (figures.mean_seconds, figures.p95_seconds, figures.success_rate, figures.retry_rate) == (None,) * 4
        assert (figures.turns_per_podcast, figures.voicing_seconds_per_turn) == (None, None)
        assert (figures.workers_busy, figures.steps, figures.per_collection) == (0.0, (), ())
        assert figures.buckets
        assert not any(bucket.completed or bucket.failed for bucket in figures.buckets)


def test_figures_of_an_hour(works: Works) -> None:
    for collection in (works.bees, works.bees, works.bees, works.wasps):
        works.order(collection.id)
    works.work(100, turns=20, voicing=10)
    works.work(200, turns=30, voicing=15)
    works.work(60, fails=True)
    works.work(300, turns=10, voicing=5)
    works.order()
    works.claim()
    works.order()
    figures = works.activity.figures(Period.HOUR, workers=2)
    assert (figures.started, figures.completed, figures.failed, figures.waiting, figures.running) == (5, 3, 1, 1, 1)
    assert (figures.mean_seconds, figures.p95_seconds) == (200, 300)
    assert figures.success_rate == 0.75
    assert figures.retry_rate == 0
    assert (figures.turns_per_podcast, figures.voicing_seconds_per_turn) == (20, 0.5)
    assert figures.workers_busy == pytest.approx(660 / (figures.end - figures.start) / 2)
    assert [(share.name, share.success_rate, share.count) for share in figures.per_collection] == [
        ("Bees", pytest.approx(2 / 3), 3),
        ("Wasps", 1.0, 1),
    ]
    assert [(step.step, step.seconds, step.share) for step in figures.steps] == [(Step.GENERATING_SCRIPT, 660, 1.0)]


def test_buckets_cover_the_period_and_stand_still(works: Works) -> None:
    works.order()
    works.work(30)
    figures = works.activity.figures(Period.HOUR, workers=2)
    works.now += 60
    later = works.activity.figures(Period.HOUR, workers=2)
    assert figures.buckets == later.buckets
    assert figures.buckets[0].start == figures.start <= figures.end - 3600
    assert figures.buckets[-1].start <= figures.end < figures.buckets[-1].start + figures.bucket_seconds
    assert figures.start % 300 == 0
    assert [bucket.completed for bucket in figures.buckets if bucket.completed] == [1]
    assert works.activity.figures(Period.DAY, workers=2).bucket_seconds == 3600


def test_what_is_older_is_left_to_the_longer_periods(works: Works) -> None:
    works.order()
    works.work(30)
    works.now += 2 * 3600
    assert works.activity.figures(Period.HOUR, workers=2).completed == 0
    assert works.activity.figures(Period.DAY, workers=2).completed == 1
    works.now += 40 * 86_400
    works.order()
    works.work(30)
    assert works.activity.figures(Period.DAY, workers=2).completed == 1
    ever = works.activity.figures(Period.ALL, workers=2)
    assert ever.completed == 2
    assert ever.bucket_seconds == 2 * 86_400
    assert len(ever.buckets) <= 31
    assert sum(bucket.completed for bucket in ever.buckets) == 2
    assert datetime.fromtimestamp(ever.start).astimezone().hour == 0


def test_a_podcast_that_was_interrupted_counts_once_with_all_its_work(works: Works) -> None:
    works.order()
    job_id, claim = works.claim()
    works.now += 40
    works.runs.note(claim, seconds_per_step={}, turns=5, voicing_seconds=1)
    works.jobs.release(job_id, claim, reason="closing")
    works.now += 1000
    works.work(60, turns=15, voicing=3)
    figures = works.activity.figures(Period.HOUR, workers=1)
    assert (figures.completed, figures.mean_seconds, figures.turns_per_podcast) == (1, 100, 20)
    assert figures.voicing_seconds_per_turn == pytest.approx(4 / 20)
    assert figures.retry_rate == 0
    assert works.outcomes() == ["stopped", "completed"]


def test_every_way_to_end_a_run_is_told_apart(works: Works) -> None:
    works.order()
    job_id, claim = works.claim()
    works.jobs.retry_later(job_id, claim, delay=0, error="busy", details="")
    job_id, claim = works.claim()
    works.jobs.recover(["me"])
    job_id, claim = works.claim()
    works.jobs.hold(job_id)
    works.jobs.stop_as_wished(job_id, claim)
    works.jobs.resume(job_id)
    job_id, claim = works.claim()
    works.jobs.cancel(job_id)
    works.jobs.stop_as_wished(job_id, claim)
    works.jobs.retry(job_id)
    for _ in range(MAX_ATTEMPTS):
        works.claim()
        works.jobs.recover(["me"])
    assert works.outcomes() == ["retried", "died", "held", "cancelled", "died", "died", "died", "failed"]
    figures = works.activity.figures(Period.HOUR, workers=2)
    assert figures.retry_rate == pytest.approx(5 / 6)
    assert set(works.outcomes()) < set(RunOutcome)


def test_indexing_does_not_blur_the_figures_of_podcasts(works: Works) -> None:
    works.order()
    works.work(100)
    works.jobs.enqueue(kind=INDEXING_JOB, subject_id=works.bees.id)
    works.work(1)
    figures = works.activity.figures(Period.HOUR, workers=2)
    assert (figures.completed, figures.mean_seconds) == (1, 100)
    assert figures.per_collection[0].count == 1


def test_figures_outlive_the_podcast(works: Works) -> None:
    job = works.order()
    works.work(100)
    works.podcasts.delete(job.subject_id)
    figures = works.activity.figures(Period.HOUR, workers=2)
    assert (figures.completed, figures.mean_seconds, figures.per_collection[0].name) == (1, 100, "Bees")


def test_a_clock_that_is_set_back_makes_no_negative_time(works: Works) -> None:
    works.order()
    job_id, claim = works.claim()
    works.now -= 86_400
    works.jobs.complete(job_id, claim)
    figures = works.activity.figures(Period.ALL, workers=2)
    assert figures.mean_seconds == 0
    assert figures.workers_busy >= 0


def test_nothing_is_noted_for_a_run_that_has_ended(works: Works) -> None:
    works.order()
    _, claim = works.claim()
    works.jobs.recover(["me"])
    works.runs.note(claim, seconds_per_step={"x": 1}, turns=99, voicing_seconds=9)
    with works.database.read() as connection:
        assert connection.exec_driver_sql("SELECT turns, seconds_per_step FROM runs").all() == [(0, None)]


def test_the_mean_of_a_step_is_of_the_newest_completed_runs(works: Works) -> None:
    assert works.runs.mean_step_seconds("generating_script") is None
    for seconds in (1000, 10, 20):
        works.order()
        works.work(seconds)
    works.order()
    works.work(500, fails=True)
    assert works.runs.mean_step_seconds("generating_script", of_newest=2) == 15
    assert works.runs.mean_step_seconds("no such step") is None
