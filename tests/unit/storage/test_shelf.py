import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from podcast_studio.domain.jobs import Job, JobState, Priority
from podcast_studio.domain.podcasts import PodcastOrder, Speaker
from podcast_studio.domain.progress import Progress, Step
from podcast_studio.domain.shelf import PodcastRow, QueueRow
from podcast_studio.storage.collections import CollectionStore
from podcast_studio.storage.database import Database
from podcast_studio.storage.index_states import IndexStates
from podcast_studio.storage.jobs import JobStore
from podcast_studio.storage.moving import JobMover
from podcast_studio.storage.podcasts import PodcastStore
from podcast_studio.storage.progress import StoredProgress
from podcast_studio.storage.shelf import ShelfStore


class Shelves:
    """A library with one collection, and a clock that stands still."""

    def __init__(self, folder: Path) -> None:
        self.moment = 1_000_000.0
        self.database = Database(folder / "studio.sqlite3")
        self.database.migrate()
        clock = lambda: self.moment  # noqa: E731
        self.jobs = JobStore(self.database, clock=clock)
        self.mover = JobMover(self.database, clock=clock)
        self.shelf = ShelfStore(self.database, clock=clock)
        self.podcasts = PodcastStore(self.database)
        self.collections = CollectionStore(self.database)
        (folder / "bees").mkdir()
        self.bees = self.collections.add(folder / "bees", "Bees")

    def order(self, title: str, *, collection_id: str = "", priority: int = Priority.NORMAL) -> tuple[str, Job]:
        order = PodcastOrder(collection_id=collection_id or self.bees.id, minutes=5, title=title)
        podcast, job = self.podcasts.order(order, job_kind="podcast", priority=priority)
        self.execute("UPDATE jobs SET queued_at = ?, run_at = ? WHERE id = ?", self.moment, self.moment, job.id)
        self.moment += 1
        return podcast.id, self.jobs.get(job.id)

    def execute(self, statement: str, *values: object) -> None:
        with self.database.write() as connection:
            connection.exec_driver_sql(statement, values)

    def claim(self) -> Job:
        job = self.jobs.claim("me", ["podcast", "indexing"])
        assert job is not None
        return job

    def titles(self) -> list[str]:
        return [row.title for row in self.shelf.queue()]

    def all(self) -> dict[str, JobState]:
        return {row.title: row.state for row in self.shelf.podcasts(ids=None, collection_id="", limit=None, offset=0)}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Shelves]:
    made = Shelves(tmp_path)
    yield made
    made.database.close()


def claim_id(job: Job) -> str:
    assert job.claim_id is not None
    return job.claim_id


def test_a_podcast_row_has_what_a_list_shows(library: Shelves) -> None:
    podcast_id, _ = library.order("Swarming")
    job = library.claim()
    StoredProgress(library.database, podcast_id, claim_id(job)).report(
        Progress(
            step=Step.GENERATING_AUDIO,
            percentage=65,
            total_turns=20,
            completed_turns=13,
            current_speaker=Speaker.HOST,
            remaining_seconds=40.0,
        )
    )
    library.execute("INSERT INTO listening VALUES (?, 12.5, '')", podcast_id)
    (row,) = library.shelf.podcasts(ids=[podcast_id], collection_id="", limit=None, offset=0)
    assert (row.title, row.collection_name, row.minutes, row.style) == ("Swarming", "Bees", 5, "interview")
    assert (row.state, row.kind_of_job, row.job_id, row.percentage) == (JobState.GENERATING, "podcast", job.id, 65)
    assert (row.step, row.completed_turns, row.total_turns) == (Step.GENERATING_AUDIO, 13, 20)
    assert (row.current_speaker, row.remaining_seconds) == (Speaker.HOST, 40.0)
    assert (row.listened_seconds, row.has_audio, row.duration_seconds) == (12.5, False, None)
    assert PodcastRow(**vars(row)) == row


def test_a_finished_podcast_shows_all_and_no_step(library: Shelves) -> None:
    podcast_id, _ = library.order("Swarming")
    job = library.claim()
    StoredProgress(library.database, podcast_id, claim_id(job)).report(
        Progress(step=Step.STORING_AUDIO, percentage=97, remaining_seconds=1.0)
    )
    library.podcasts.finish(
        podcast_id, claim_id=claim_id(job), audio=Path("/a.mp3"), sha256="s", size=9, duration=299.5, note="Short."
    )
    library.jobs.complete(job.id, claim_id(job))
    (row,) = library.shelf.podcasts(ids=None, collection_id=library.bees.id, limit=None, offset=0)
    assert (row.state, row.percentage, row.step, row.remaining_seconds) == (JobState.COMPLETED, 100, None, None)
    assert (row.has_audio, row.duration_seconds, row.note) == (True, 299.5, "Short.")
    assert row.completed_at is not None


def test_the_newest_job_speaks_for_a_podcast(library: Shelves) -> None:
    podcast_id, _ = library.order("Swarming")
    library.jobs.complete(*_ids(library.claim()))
    library.jobs.enqueue(kind="revision", subject_id=podcast_id)
    (row,) = library.shelf.podcasts(ids=None, collection_id="", limit=None, offset=0)
    assert (row.state, row.kind_of_job) == (JobState.QUEUED, "revision")


def test_a_podcast_whose_changes_were_cancelled_is_as_finished_as_before(library: Shelves) -> None:
    podcast_id, _ = library.order("Swarming")
    library.jobs.complete(*_ids(library.claim()))
    revision = library.jobs.enqueue(kind="revision", subject_id=podcast_id)
    library.jobs.cancel(revision.id)
    (row,) = library.shelf.podcasts(ids=None, collection_id="", limit=None, offset=0)
    assert (row.state, row.percentage, row.job_id) == (JobState.COMPLETED, 100, revision.id)
    cancelled, job = library.order("Waggling")
    library.jobs.cancel(job.id)
    (row,) = library.shelf.podcasts(ids=[cancelled], collection_id="", limit=None, offset=0)
    assert row.state is JobState.CANCELLED


def _ids(job: Job) -> tuple[str, str]:
    return job.id, claim_id(job)


def test_podcasts_come_newest_first_in_pages_and_by_collection(library: Shelves, tmp_path: Path) -> None:
    wasps = library.collections.add(tmp_path / "wasps", "Wasps")
    for number, collection_id in enumerate([library.bees.id, wasps.id, library.bees.id]):
        podcast_id, _ = library.order(f"P{number}", collection_id=collection_id)
        library.execute("UPDATE podcasts SET created_at = ? WHERE id = ?", f"2026-01-0{number + 1}", podcast_id)
    assert list(library.all()) == ["P2", "P1", "P0"]
    page = library.shelf.podcasts(ids=None, collection_id="", limit=1, offset=1)
    assert [row.title for row in page] == ["P1"]
    of_bees = library.shelf.podcasts(ids=None, collection_id=library.bees.id, limit=None, offset=0)
    assert [row.title for row in of_bees] == ["P2", "P0"]
    assert library.shelf.podcasts(ids=[], collection_id="", limit=None, offset=0) == []
    assert library.shelf.podcasts(ids=["nowhere"], collection_id="", limit=None, offset=0) == []


def test_a_collection_row_has_its_index_and_its_indexing(library: Shelves) -> None:
    (row,) = library.shelf.collections()
    assert (row.name, row.documents, row.indexed_at, row.indexing, row.folder_exists) == ("Bees", 0, None, False, True)
    library.execute("INSERT INTO collection_state VALUES (?, 9, 6000, 120, 1, '2026-01-01', 3, 10)", library.bees.id)
    library.jobs.enqueue(kind="indexing", subject_id=library.bees.id)
    library.order("Swarming")
    library.bees.folder.rmdir()
    (row,) = library.shelf.collections()
    assert (row.documents, row.words, row.passages, row.unreadable) == (9, 6000, 120, 1)
    assert (row.indexed_at, row.indexing, row.done, row.total) == ("2026-01-01", True, 3, 10)
    assert (row.podcasts, row.folder_exists, row.folder) == (1, False, library.bees.folder)


def test_a_folder_that_the_system_does_not_let_us_look_at_hides_no_other_collection(library: Shelves) -> None:
    library.execute("UPDATE collections SET folder = ?", os.fsencode(library.bees.folder / ("x" * 300)))
    (row,) = library.shelf.collections()
    assert not row.folder_exists


def test_a_collection_row_has_the_language_that_its_index_was_found_to_be_in(library: Shelves) -> None:
    states = IndexStates(library.database)
    for language in ("de", "", "pl"):
        states.indexed(library.bees.id, documents=1, words=9, passages=1, unreadable=0, language=language)
        assert library.shelf.collections()[0].language == language
    library.execute("UPDATE settings SET value = '{' WHERE key LIKE '%' || ?", library.bees.id)
    assert library.shelf.collections()[0].language == ""


def test_forgotten_collections_are_not_listed_and_their_podcasts_are(library: Shelves) -> None:
    library.order("Swarming")
    library.collections.remove(library.bees.id)
    assert library.shelf.collections() == []
    assert list(library.all()) == ["Swarming"]


def test_the_queue_shows_trouble_first_then_work_then_what_waits_then_what_is_held(library: Shelves) -> None:
    for title in ("failed", "running", "held", "waiting", "done"):
        library.order(title)
    failed = library.claim()
    library.jobs.fail(*_ids(failed), error="The folder is gone.", details="trace", way_out="Put it back.")
    library.claim()
    waiting = {row.title: row.job_id for row in library.shelf.queue()}
    library.jobs.hold(waiting["held"])
    library.jobs.cancel(waiting["done"])
    library.order("urgent", priority=Priority.URGENT)
    rows = library.shelf.queue()
    assert [row.title for row in rows] == ["failed", "running", "urgent", "waiting", "held"]
    assert [row.position for row in rows] == [0, 0, 1, 2, 0]
    assert [row.needs_attention for row in rows] == [True, False, False, False, False]
    assert (rows[0].error, rows[0].way_out, rows[0].error_details) == ("The folder is gone.", "Put it back.", "trace")
    assert all(QueueRow(**vars(row)) == row for row in rows)
    assert (rows[1].state, rows[1].attempts, rows[1].max_attempts) == (JobState.GENERATING, 1, 4)
    counts = library.shelf.counts()
    assert (counts.podcasts, counts.queue, counts.needs_attention) == (6, 4, 1)


def test_the_queue_is_shown_in_the_order_in_which_it_is_claimed(library: Shelves) -> None:
    for number in range(12):
        library.order(str(number), priority=(Priority.URGENT, Priority.LOW, Priority.NORMAL)[number % 3])
        library.moment += 97 * number
    shown = [row.job_id for row in library.shelf.queue()]
    assert [library.claim().id for _ in range(12)] == shown


def test_a_failure_that_was_followed_by_another_job_of_its_kind_is_history(library: Shelves) -> None:
    library.jobs.enqueue(kind="indexing", subject_id=library.bees.id)
    library.jobs.fail(*_ids(library.claim()), error="gone", details="")
    assert library.shelf.counts().needs_attention == 1
    library.jobs.enqueue(kind="indexing", subject_id=library.bees.id)
    assert [row.state for row in library.shelf.queue()] == [JobState.QUEUED]
    assert library.shelf.counts().needs_attention == 0
    assert library.jobs.retry_all_failed() == 0


def test_a_job_that_waits_for_its_time_says_so_and_indexing_shows_its_files(library: Shelves) -> None:
    library.order("tonight")
    job = library.shelf.queue()[0]
    library.mover.start_at(job.job_id, library.moment + 3600)
    (row,) = library.shelf.queue()
    assert (row.waiting_for_time, row.run_at) == (True, library.moment + 3600)
    library.moment += 3601
    assert not library.shelf.queue()[0].waiting_for_time
    library.jobs.cancel(job.job_id)
    library.execute("INSERT INTO collection_state VALUES (?, 0, 0, 0, 0, NULL, 3, 12)", library.bees.id)
    library.jobs.enqueue(kind="indexing", subject_id=library.bees.id)
    library.claim()
    (row,) = library.shelf.queue()
    assert (row.title, row.kind, row.percentage, row.podcast_id) == ("Bees", "indexing", 25, None)
    assert row.collection_id == library.bees.id


def test_a_running_job_that_was_asked_to_stop_says_so(library: Shelves) -> None:
    library.order("running")
    library.jobs.hold(library.claim().id)
    assert library.shelf.queue()[0].stopping == "hold"


def test_odd_titles_and_folders_come_back_as_they_were(library: Shelves, tmp_path: Path) -> None:
    odd = "“Bees” \U0001f41d\n' ; -- %s :x"
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe"))
    collection = library.collections.add(folder, odd)
    library.order(odd, collection_id=collection.id)
    assert list(library.all()) == [odd]
    assert {row.id: row.folder for row in library.shelf.collections()}[collection.id] == folder
    assert library.titles() == [odd]


def test_what_stayed_as_it_was_is_not_made_anew(library: Shelves) -> None:
    for title in ("one", "two", "three"):
        library.order(title)
    before = {row.title: row for row in library.shelf.queue()}
    library.execute("UPDATE jobs SET attempts = 2 WHERE id = ?", before["two"].job_id)
    after = {row.title: row for row in library.shelf.queue()}
    assert [after[title] is before[title] for title in ("one", "two", "three")] == [True, False, True]
    assert after["two"].attempts == 2
    library.execute("UPDATE jobs SET state = 'HELD' WHERE id = ?", before["one"].job_id)
    assert [(row.title, row.position) for row in library.shelf.queue()] == [("two", 1), ("three", 2), ("one", 0)]
