"""Which waiting job is taken, and why another one is not yet."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

import pytest

from podcast_studio.domain.hours import Hours
from podcast_studio.domain.jobs import JobState, Priority, WaitsFor
from podcast_studio.domain.podcasts import PodcastOrder
from podcast_studio.storage.collections import CollectionStore
from podcast_studio.storage.database import Database
from podcast_studio.storage.jobs import JobStore
from podcast_studio.storage.moving import JobMover
from podcast_studio.storage.podcasts import PodcastStore
from podcast_studio.storage.shelf import ShelfStore

NIGHT = Hours.parse("22:00-07:00")


class Clock(Protocol):
    now: float

    def __call__(self) -> float: ...


class Desk:
    """Orders podcasts at a time of our choosing."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.clock, self.at_once = clock, 0
        self.jobs = JobStore(database, clock=clock, at_once=lambda: self.at_once)
        self.podcasts = PodcastStore(database, clock=clock, at_once=lambda: self.at_once)
        self.shelf = ShelfStore(database, clock=clock, at_once=lambda: self.at_once)
        self.mover = JobMover(database, clock=clock)
        self.collections = CollectionStore(database)

    def order(self, title: str, collection_id: str, **wishes: object) -> str:
        order = PodcastOrder(collection_id=collection_id, minutes=1, title=title)
        podcast, _job = self.podcasts.order(order, job_kind="podcast", **wishes)  # type: ignore[arg-type]
        return podcast.id

    def claim(self) -> str | None:
        """Take a job; its podcast's title. What can be claimed is what is due."""
        due = self.jobs.due(["podcast"])
        job = self.jobs.claim("me", ["podcast"])
        assert due == (["podcast"] if job is not None else [])
        return self.podcasts.get(job.subject_id).order.title if job is not None else None

    def finish(self) -> None:
        """End the job that runs."""
        job = next(job for job in self.jobs.all() if job.state is JobState.GENERATING)
        self.jobs.complete(job.id, job.claim_id or "")


@pytest.fixture
def desk(database: Database, clock: Clock) -> Desk:
    clock.now = datetime(2026, 3, 4, 12, 0).astimezone().timestamp()
    return Desk(database, clock)


@pytest.fixture
def bees(desk: Desk, tmp_path: object) -> str:
    from pathlib import Path

    return desk.collections.add(Path(str(tmp_path)) / "bees", "Bees").id


def test_five_hundred_urgent_jobs_never_starve_a_low_one(database: Database, clock: Clock) -> None:
    """They are all there a second after it, and each takes a minute: it is taken once it has waited itself urgent."""
    queue = JobStore(database, clock=clock)
    low = queue.enqueue(kind="k", subject_id="low", priority=Priority.LOW).id
    clock.now += 1
    with database.write() as connection:
        for number in range(500):
            queue.enqueue(kind="k", subject_id=str(number), priority=Priority.URGENT, connection=connection)
    before = 0
    while (job := queue.claim("me", ["k"])) is not None and job.id != low:
        queue.complete(job.id, job.claim_id or "")
        clock.now += 60
        before += 1
    assert job is not None
    assert before == 20


def test_urgent_jobs_that_keep_coming_do_not_starve_a_normal_one(database: Database, clock: Clock) -> None:
    queue = JobStore(database, clock=clock)
    normal = queue.enqueue(kind="k", subject_id="normal").id
    taken = []
    for number in range(30):
        queue.enqueue(kind="k", subject_id=str(number), priority=Priority.URGENT)
        job = queue.claim("me", ["k"])
        assert job is not None
        taken.append(job.id)
        clock.now += 60
    assert taken.index(normal) == 10


def test_a_job_is_taken_only_in_its_hours(desk: Desk, bees: str) -> None:
    podcast_id = desk.order("night", bees, hours=NIGHT)
    assert desk.claim() is None
    (row,) = desk.shelf.queue()
    tonight = desk.clock.now + 10 * 3600
    assert (row.waits_for, row.starts_at, row.waiting_for_time) == (WaitsFor.HOURS, tonight, True)
    said = desk.podcasts.status(podcast_id).error_message or ""
    assert said.startswith("It works only between 22:00-07:00; it starts ")
    desk.clock.now = tonight
    assert desk.shelf.queue()[0].waits_for is None
    assert desk.podcasts.status(podcast_id).error_message is None
    assert desk.claim() == "night"


def test_hours_can_be_given_to_a_waiting_job_and_taken_away(desk: Desk, bees: str) -> None:
    desk.order("any", bees)
    (job,) = desk.jobs.all()
    desk.mover.set_hours(job.id, NIGHT)
    assert desk.jobs.get(job.id).hours == NIGHT
    assert desk.claim() is None
    desk.mover.set_hours(job.id, None)
    assert desk.claim() == "any"


def test_put_off_into_the_day_a_job_of_the_night_starts_in_the_evening(desk: Desk, bees: str) -> None:
    desk.order("night", bees, hours=NIGHT, run_at=desk.clock.now + 3600)
    (row,) = desk.shelf.queue()
    assert (row.waits_for, row.starts_at) == (WaitsFor.TIME, desk.clock.now + 10 * 3600)


def test_no_more_podcasts_of_a_collection_run_at_once_than_may(desk: Desk, bees: str) -> None:
    from pathlib import Path

    wasps = desk.collections.add(Path("/wasps"), "Wasps").id
    ids = {title: desk.order(title, bees) for title in ("one", "two", "three")}
    desk.order("other", wasps)
    desk.at_once = 2
    assert [desk.claim() for _ in range(4)] == ["one", "two", "other", None]
    waiting = next(row for row in desk.shelf.queue() if row.state is JobState.QUEUED)
    assert (waiting.title, waiting.waits_for, waiting.waiting_for_time) == ("three", WaitsFor.COLLECTION, False)
    assert "another podcast of the same folder" in (desk.podcasts.status(ids["three"]).error_message or "")
    desk.finish()
    assert desk.claim() == "three"


def test_without_a_limit_all_of_a_collection_run(desk: Desk, bees: str) -> None:
    for title in ("one", "two", "three"):
        desk.order(title, bees)
    assert [desk.claim() for _ in range(4)] == ["one", "two", "three", None]


def test_a_job_that_was_moved_before_one_that_has_aged_is_taken_before_it(desk: Desk, bees: str) -> None:
    """Those that count as urgent go by age, the others by what they lack to that; a hand is stronger than either."""
    desk.order("aged", bees, priority=Priority.LOW)
    desk.clock.now += 30 * 60
    for title, priority in (("urgent", Priority.URGENT), ("normal", Priority.NORMAL), ("low", Priority.LOW)):
        desk.order(title, bees, priority=priority)
        desk.clock.now += 1
    ids = {row.title: row.job_id for row in desk.shelf.queue()}
    assert list(ids) == ["aged", "urgent", "normal", "low"]
    desk.mover.move(ids["low"], ids["urgent"])
    desk.mover.move(ids["normal"], ids["aged"])
    assert [desk.claim() for _ in range(4)] == ["normal", "aged", "low", "urgent"]


def test_between_one_that_counts_as_urgent_and_one_that_does_not_there_is_room(desk: Desk, bees: str) -> None:
    for title, priority in (("urgent", Priority.URGENT), ("low", Priority.LOW), ("moved", Priority.LOW)):
        desk.order(title, bees, priority=priority)
        desk.clock.now += 1
    ids = {row.title: row.job_id for row in desk.shelf.queue()}
    desk.mover.move(ids["moved"], ids["low"])
    assert [row.title for row in desk.shelf.queue()] == ["urgent", "moved", "low"]
    assert [desk.claim() for _ in range(3)] == ["urgent", "moved", "low"]


def test_the_same_order_twice_is_one_podcast_unless_a_copy_is_asked_for(desk: Desk, bees: str) -> None:
    first = desk.order("same", bees, unless_waiting=True)
    assert desk.order("same", bees, unless_waiting=True) == first
    assert desk.order("same", bees) != first
    assert len(desk.jobs.all()) == 2


def test_what_is_finished_is_ordered_anew(desk: Desk, bees: str) -> None:
    first = desk.order("same", bees, unless_waiting=True)
    desk.claim()
    desk.finish()
    assert desk.order("same", bees, unless_waiting=True) != first
