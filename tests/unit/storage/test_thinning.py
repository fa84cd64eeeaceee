"""Ten thousand jobs leave a small library behind, and figures as if nothing had been dropped."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from podcast_studio.domain.activity import Figures, Period
from podcast_studio.domain.jobs import INDEXING_JOB, PODCAST_JOB, JobState
from podcast_studio.domain.podcasts import PodcastOrder
from podcast_studio.storage import thinning
from podcast_studio.storage.activity import ActivityStore
from podcast_studio.storage.changes import ChangeLog
from podcast_studio.storage.collections import CollectionStore
from podcast_studio.storage.database import Database
from podcast_studio.storage.jobs import JobStore
from podcast_studio.storage.podcasts import PodcastStore
from podcast_studio.storage.runs import RunStore
from podcast_studio.storage.tables import jobs
from podcast_studio.storage.thinning import Thinner

WORKED, TIMES = 200, 50  # ten thousand jobs: so many are worked, and their rows are repeated
SECONDS_APART = 400.0  # so that they fill some fifty days
_REPEAT = (
    "INSERT INTO jobs (id, {jobs}) SELECT id || :n, {jobs} FROM jobs"
    " WHERE length(id) = 36 AND state IN ('COMPLETED', 'FAILED')",
    "INSERT INTO job_events (job_id, at, 'before', 'after', reason) SELECT job_id || :n, at, [before], [after], reason"
    " FROM job_events WHERE length(job_id) = 36 AND job_id || :n IN (SELECT id FROM jobs)",
    "INSERT INTO runs (claim_id, job_id, kind, subject_id, collection_id, started, ended, outcome, seconds_per_step,"
    " turns, voicing_seconds) SELECT claim_id || :n, job_id || :n, kind, subject_id, collection_id, started + :later,"
    " ended + :later, outcome, seconds_per_step, turns, voicing_seconds FROM runs WHERE length(job_id) = 36",
)


class Years:
    """A library that is worked for long, in a moment."""

    def __init__(self, folder: Path) -> None:
        self.now = datetime(2026, 3, 20, 9, 30).astimezone().timestamp()
        self.chance = random.Random(4)
        self.database = Database(folder / "studio.sqlite3")
        self.database.migrate()
        self.jobs = JobStore(self.database, clock=lambda: self.now)
        self.runs = RunStore(self.database)
        self.activity = ActivityStore(self.database, clock=lambda: self.now)
        self.thinner = Thinner(self.database, clock=lambda: self.now)
        collections = CollectionStore(self.database)
        self.podcasts = [self._podcast(collections, folder, name) for name in ("Bees", "Wasps")]
        with self.database.hold() as connection:  # what is under test is what is kept, not whether a power cut would
            connection.exec_driver_sql("PRAGMA synchronous = OFF")

    def _podcast(self, collections: CollectionStore, folder: Path, name: str) -> str:
        order = PodcastOrder(collection_id=collections.add(folder / name, name).id, minutes=5, title=name)
        podcast, job = PodcastStore(self.database).order(order, job_kind=PODCAST_JOB)
        self.jobs.cancel(job.id)
        return podcast.id

    def live(self, jobs: int) -> None:
        """Most jobs are done at once, some only when they are tried again, some fail, some are indexing."""
        for _ in range(jobs):
            chance = self.chance.random()
            kind = INDEXING_JOB if chance < 0.1 else PODCAST_JOB
            self.jobs.enqueue(kind=kind, subject_id=self.chance.choice(self.podcasts), run_at=self.now)
            if 0.1 < chance < 0.15:
                job_id, claim = self._run()
                self.jobs.retry_later(job_id, claim, delay=0, error="busy", details="")
            job_id, claim = self._run()
            if chance > 0.95:
                self.jobs.fail(job_id, claim, error="no", details="")
            else:
                self.jobs.complete(job_id, claim)
            self.now += SECONDS_APART

    def repeat(self, times: int) -> None:
        """The same life again and again, as rows."""
        columns = ", ".join(f'"{column.name}"' for column in jobs.columns if column.name != "id")
        with self.database.write() as connection:
            span = connection.execute(text("SELECT max(ended) - min(started) FROM runs")).scalar_one() + SECONDS_APART
            for number in range(1, times):
                for statement in _REPEAT:
                    values = {"n": f"-{number}", "later": number * span}
                    connection.execute(text(statement.format(jobs=columns)), values)
        self.now += (times - 1) * span

    def _run(self) -> tuple[str, str]:
        job = self.jobs.claim("me", [PODCAST_JOB, INDEXING_JOB])
        assert job is not None
        assert job.claim_id is not None
        seconds = self.chance.uniform(20, 250)
        self.now += seconds
        spent = {"generating_script": seconds * 0.7, "generating_audio": seconds * 0.3}
        self.runs.note(job.claim_id, seconds_per_step=spent, turns=20, voicing_seconds=seconds * 0.3)
        return job.id, job.claim_id

    def rows(self, table: str) -> int:
        with self.database.read() as connection:
            return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())

    def figures(self) -> list[Figures]:
        return [self.activity.figures(period, workers=2) for period in Period]


@pytest.fixture
def years(tmp_path: Path) -> Iterator[Years]:
    made = Years(tmp_path)
    yield made
    made.database.close()


def same(before: Figures, after: Figures) -> bool:
    """Alike but for the rounding of sums."""
    numbers = ("mean_seconds", "workers_busy", "retry_rate", "success_rate", "turns_per_podcast")
    for name in (*numbers, "voicing_seconds_per_turn"):
        assert getattr(after, name) == pytest.approx(getattr(before, name)), name
    for one, other in zip(before.steps, after.steps, strict=True):
        assert (other.step, other.seconds, other.share) == (
            one.step,
            pytest.approx(one.seconds),
            pytest.approx(one.share),
        )
    unrounded = {name: getattr(before, name) for name in (*numbers, "voicing_seconds_per_turn", "steps")}
    return replace(after, **unrounded) == before


def test_ten_thousand_jobs_leave_few_rows_and_all_their_figures(years: Years) -> None:
    years.live(WORKED)
    years.repeat(TIMES)
    before, many, finished = years.figures(), years.rows("runs"), years.rows("jobs")
    years.thinner.thin()
    after = years.figures()
    assert all(map(same, before, after))
    print(
        f"{finished} jobs: {many} runs, of which {years.rows('runs')} are left with {years.rows('run_totals')} totals"
    )
    assert min(many, finished) >= WORKED * TIMES
    assert years.rows("runs") <= thinning.RUNS_KEPT
    assert years.rows("run_totals") < 500
    assert years.rows("work_totals") < 1000
    assert years.rows("job_events") <= thinning.EVENTS_KEPT
    assert years.rows("changes") <= 6_000
    assert years.rows(f"jobs WHERE kind = '{INDEXING_JOB}'") <= thinning.JOBS_KEPT * 1.1
    ever = after[-1]
    assert ever.started == years.rows(f"runs WHERE kind = '{PODCAST_JOB}'") + _thinned(years)


def _thinned(years: Years) -> int:
    with years.database.read() as connection:
        return int(connection.exec_driver_sql("SELECT sum(number) FROM run_totals").scalar_one())


def test_thinning_again_and_again_adds_up(years: Years, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thinning, "RUNS_KEPT", 10)
    for _ in range(4):
        years.live(30)
        before = years.figures()
        years.now += 5 * 86_400
        older = years.activity.figures(Period.ALL, workers=2)
        years.thinner.thin()
        assert same(older, years.activity.figures(Period.ALL, workers=2))
        assert years.rows("runs") <= 10
        assert older.completed == before[-1].completed
    assert years.activity.figures(Period.ALL, workers=2).started == _thinned(years) + years.rows(
        f"runs WHERE kind = '{PODCAST_JOB}'"
    )


def test_what_the_short_periods_show_is_never_thinned(years: Years, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thinning, "RUNS_KEPT", 10)
    years.live(30)
    before = years.figures()
    years.thinner.thin()
    assert years.figures() == before
    assert years.rows("run_totals") == 0


def test_the_runs_of_a_job_that_goes_on_stay_until_it_is_done(years: Years, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thinning, "RUNS_KEPT", 10)
    job = years.jobs.enqueue(kind=PODCAST_JOB, subject_id=years.podcasts[0], run_at=years.now)
    claimed = years.jobs.claim("me", [PODCAST_JOB])
    assert claimed is not None
    assert claimed.claim_id is not None
    years.now += 1000
    years.jobs.retry_later(job.id, claimed.claim_id, delay=1e9, error="busy", details="")
    years.live(30)
    years.now += 5 * 86_400
    years.thinner.thin()
    with years.database.read() as connection:
        left = connection.exec_driver_sql("SELECT count(*) FROM runs WHERE job_id = ?", (job.id,)).scalar_one()
    assert left == 1


def test_jobs_that_ended_are_dropped_but_not_those_of_podcasts_nor_what_needs_attention(
    years: Years, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thinning, "JOBS_KEPT", 5)
    monkeypatch.setattr(thinning, "EVENTS_KEPT", 30)
    broken = years.jobs.enqueue(kind=INDEXING_JOB, subject_id="broken", run_at=years.now)
    _, claim = years._run()
    years.jobs.fail(broken.id, claim, error="no", details="")
    years.live(40)
    with years.database.write() as connection:
        connection.exec_driver_sql(f"UPDATE jobs SET kind = '{INDEXING_JOB}' WHERE rowid % 3 = 0")
    podcasts = years.rows(f"jobs WHERE kind = '{PODCAST_JOB}'")
    years.thinner.thin()
    assert years.rows(f"jobs WHERE kind = '{PODCAST_JOB}'") == podcasts
    assert years.rows(f"jobs WHERE kind = '{INDEXING_JOB}' AND state = 'COMPLETED'") <= 5
    assert years.jobs.get(broken.id).state is JobState.FAILED
    assert years.rows("job_events") <= 30


def test_an_empty_library_is_left_alone(years: Years) -> None:
    ChangeLog(years.database).thin()
    written = years.rows("changes")
    years.thinner.thin()
    assert years.rows("changes") == written
