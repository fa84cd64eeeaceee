"""Podcasts and their status, in exactly the structure that every shell shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from podcast_studio.domain.errors import ClaimLostError, InputError, NotFoundError, StorageError
from podcast_studio.domain.jobs import Job, JobState, Priority
from podcast_studio.domain.podcasts import AudioFormat, Podcast, PodcastOrder, Speaker
from podcast_studio.domain.progress import Progress, Step
from podcast_studio.storage.collections import CollectionStore
from podcast_studio.storage.database import Database
from podcast_studio.storage.jobs import JobStore
from podcast_studio.storage.podcasts import PodcastStore
from podcast_studio.storage.progress import StoredProgress

STATUS_FIELDS = [
    "podcast_id",
    "status",
    "progress_percentage",
    "current_step",
    "step_details",
    "estimated_time_remaining",
    "created_at",
    "updated_at",
    "completed_at",
    "error_message",
]


@dataclass(frozen=True)
class Shelf:
    """A library with one collection."""

    database: Database
    collection: str

    @property
    def podcasts(self) -> PodcastStore:
        return PodcastStore(self.database)

    @property
    def jobs(self) -> JobStore:
        return JobStore(self.database)

    def wishes(self, **changes: object) -> PodcastOrder:
        order = PodcastOrder(
            collection_id=self.collection,
            minutes=2,
            title="Tides",
            focus="the moon",
            host_voice="alba",
            expert_voice="bert",
            model="/models/m.gguf",
            format=AudioFormat.OGG,
            seed=7,
        )
        return replace(order, **changes)  # type: ignore[arg-type]

    def order(self, **changes: object) -> tuple[Podcast, Job]:
        return self.podcasts.order(self.wishes(**changes), job_kind="podcast")

    def claim(self) -> Job:
        job = self.jobs.claim("me", ["podcast"])
        assert job is not None
        return job

    def finish(self, job: Job, note: str = "") -> None:
        assert job.claim_id is not None
        self.podcasts.finish(
            job.subject_id,
            claim_id=job.claim_id,
            audio=Path("/podcasts/Tides.ogg"),
            sha256="ab" * 32,
            size=1234,
            duration=118.25,
            note=note,
        )

    def report(self, job: Job, step: Step, percentage: int, **more: object) -> None:
        assert job.claim_id is not None
        progress = Progress(step=step, percentage=percentage, **more)  # type: ignore[arg-type]
        StoredProgress(self.database, job.subject_id, job.claim_id).report(progress)


@pytest.fixture
def shelf(database: Database) -> Shelf:
    return Shelf(database, CollectionStore(database).add(Path("/documents/tides"), "Tides").id)


def test_an_order_comes_back_with_every_wish(shelf: Shelf) -> None:
    podcast, job = shelf.order()
    assert podcast.order == shelf.wishes()
    assert shelf.podcasts.get(podcast.id) == podcast
    assert (job.kind, job.subject_id, job.state) == ("podcast", podcast.id, JobState.QUEUED)
    assert (podcast.audio, podcast.completed_at, podcast.duration_seconds, podcast.note) == (None, None, None, "")


def test_an_order_can_be_urgent_or_for_later(shelf: Shelf) -> None:
    _, job = shelf.podcasts.order(shelf.wishes(), job_kind="podcast", priority=Priority.URGENT, run_at=4_000_000_000.5)
    assert (job.priority, job.run_at) == (0, 4_000_000_000.5)


def test_a_podcast_and_its_job_are_written_both_or_neither(shelf: Shelf) -> None:
    with shelf.database.write() as connection:
        connection.exec_driver_sql("CREATE TRIGGER no_jobs BEFORE INSERT ON jobs BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(StorageError):
        shelf.order()
    assert shelf.podcasts.all() == []
    assert shelf.jobs.all() == []


def test_an_order_for_a_collection_that_is_not_there_leaves_nothing(shelf: Shelf) -> None:
    with pytest.raises(StorageError) as caught:
        shelf.order(collection_id="nowhere")
    assert isinstance(caught.value.__cause__, IntegrityError)
    assert (shelf.podcasts.all(), shelf.jobs.all()) == ([], [])


def test_the_same_order_is_found_until_it_has_ended_well(shelf: Shelf) -> None:
    podcast, _ = shelf.order()
    assert shelf.podcasts.find_unfinished(shelf.wishes()) == podcast
    job = shelf.claim()
    assert shelf.podcasts.find_unfinished(shelf.wishes()) == podcast
    assert job.claim_id is not None
    shelf.jobs.fail(job.id, job.claim_id, error="e", details="")
    assert shelf.podcasts.find_unfinished(shelf.wishes()) == podcast
    shelf.jobs.retry(job.id)
    job = shelf.claim()
    assert job.claim_id is not None
    shelf.jobs.complete(job.id, job.claim_id)
    assert shelf.podcasts.find_unfinished(shelf.wishes()) is None


@pytest.mark.parametrize(
    "change",
    [
        {"minutes": 3.0},
        {"title": "Waves"},
        {"focus": ""},
        {"style": "lecture"},
        {"language": "de"},
        {"host_voice": "bert"},
        {"expert_voice": "alba"},
        {"model": "/models/n.gguf"},
        {"format": AudioFormat.MP3},
        {"seed": 8},
    ],
)
def test_another_wish_is_another_order(shelf: Shelf, change: dict[str, object]) -> None:
    shelf.order()
    assert shelf.podcasts.find_unfinished(shelf.wishes(**change)) is None


def test_podcasts_come_the_newest_first_and_are_found_by_the_beginning_of_their_id(shelf: Shelf) -> None:
    made = [shelf.order(seed=number)[0] for number in range(3)]
    listed = shelf.podcasts.all()
    assert {podcast.id for podcast in listed} == {podcast.id for podcast in made}
    assert [podcast.created_at for podcast in listed] == sorted((p.created_at for p in made), reverse=True)
    for podcast in made:
        assert shelf.podcasts.find(podcast.id[:13]) == podcast
        assert shelf.podcasts.find(f" {podcast.id.upper()} ") == podcast


def test_a_podcast_is_found_by_a_title_that_no_other_has(shelf: Shelf) -> None:
    tides, other = shelf.order(title="The Tides")[0], shelf.order(title="Bees", seed=1)[0]
    assert shelf.podcasts.find(" the tides ") == tides
    shelf.order(title="Bees", seed=2)
    with pytest.raises(NotFoundError, match="names 2 podcasts"):
        shelf.podcasts.find("Bees")
    assert shelf.podcasts.find(other.id[:13]) == other


@pytest.mark.parametrize("text", ["", "  ", "nobody"])
def test_what_names_no_podcast_is_told(shelf: Shelf, text: str) -> None:
    shelf.order()
    with pytest.raises(NotFoundError, match="names no podcast") as caught:
        shelf.podcasts.find(text)
    assert "podcasts list" in caught.value.way_out


@pytest.mark.parametrize("ask", [PodcastStore.get, PodcastStore.status])
def test_an_unknown_podcast_is_told(shelf: Shelf, ask: Callable[[PodcastStore, str], object]) -> None:
    with pytest.raises(NotFoundError, match="There is no podcast nowhere"):
        ask(shelf.podcasts, "nowhere")


def test_deleting_takes_all_that_was_kept_for_it_and_nothing_else(shelf: Shelf) -> None:
    podcast, job = shelf.order()
    other, other_job = shelf.order(seed=8)
    running = shelf.claim()
    assert running.claim_id is not None
    shelf.report(running, Step.RETRIEVING_CONTENT, 10)
    shelf.jobs.release(running.id, running.claim_id, reason="closing")
    shelf.podcasts.delete(podcast.id)
    assert shelf.podcasts.all() == [other]
    assert [left.id for left in shelf.jobs.all()] == [other_job.id]
    with shelf.database.read() as connection:
        for table in ("progress", "job_events"):
            column = "podcast_id" if table == "progress" else "job_id"
            query = f"SELECT count(*) FROM {table} WHERE {column} IN (?, ?)"
            assert connection.exec_driver_sql(query, (podcast.id, job.id)).scalar() == 0


def test_a_podcast_in_the_making_is_not_deleted(shelf: Shelf) -> None:
    podcast, job = shelf.order()
    shelf.claim()
    with pytest.raises(InputError, match="“Tides” is being made") as caught:
        shelf.podcasts.delete(podcast.id)
    assert caught.value.way_out == "Cancel its job first."
    assert shelf.podcasts.all() == [podcast]
    assert shelf.jobs.get(job.id).state is JobState.GENERATING


def test_only_the_holder_of_the_claim_finishes_a_podcast(shelf: Shelf) -> None:
    podcast, _ = shelf.order()
    lost = shelf.claim()
    shelf.jobs.recover(["me"])
    held = shelf.claim()
    with pytest.raises(ClaimLostError):
        shelf.finish(lost)
    assert shelf.podcasts.get(podcast.id).audio is None
    shelf.finish(held)
    finished = shelf.podcasts.get(podcast.id)
    assert (finished.audio, finished.audio_sha256, finished.audio_bytes, finished.duration_seconds) == (
        Path("/podcasts/Tides.ogg"),
        "ab" * 32,
        1234,
        118.25,
    )


def test_the_status_of_an_order_has_every_field_and_nothing_else(shelf: Shelf) -> None:
    podcast, job = shelf.order()
    status = shelf.podcasts.status(podcast.id).as_dict()
    assert list(status) == STATUS_FIELDS
    assert status == {
        "podcast_id": podcast.id,
        "status": "QUEUED",
        "progress_percentage": 0,
        "current_step": None,
        "step_details": {"total_turns": 0, "completed_turns": 0, "current_speaker": None},
        "estimated_time_remaining": None,
        "created_at": podcast.created_at,
        "updated_at": max(podcast.updated_at, job.updated_at),
        "completed_at": None,
        "error_message": None,
    }


def test_the_status_of_a_running_podcast_shows_what_was_reported(shelf: Shelf) -> None:
    podcast, _ = shelf.order()
    running = shelf.claim()
    shelf.report(
        running,
        Step.GENERATING_AUDIO,
        70,
        total_turns=20,
        completed_turns=10,
        current_speaker=Speaker.EXPERT,
        remaining_seconds=12.5,
    )
    status = json.loads(json.dumps(shelf.podcasts.status(podcast.id).as_dict()))
    assert list(status) == STATUS_FIELDS
    assert status["status"] == "GENERATING"
    assert status["progress_percentage"] == 70
    assert status["current_step"] == "generating_audio"
    assert status["step_details"] == {"total_turns": 20, "completed_turns": 10, "current_speaker": "EXPERT"}
    assert status["estimated_time_remaining"] == 12.5
    assert status["updated_at"] >= running.updated_at
    assert (status["completed_at"], status["error_message"]) == (None, None)


def test_the_status_of_a_finished_podcast(shelf: Shelf) -> None:
    podcast, _ = shelf.order()
    running = shelf.claim()
    assert running.claim_id is not None
    shelf.report(running, Step.STORING_AUDIO, 95, total_turns=3, completed_turns=3, remaining_seconds=1.0)
    shelf.finish(running, note="The material carries 1:10 minutes.")
    assert shelf.podcasts.status(podcast.id).status == "GENERATING"
    shelf.jobs.complete(running.id, running.claim_id)
    status = shelf.podcasts.status(podcast.id)
    assert (status.status, status.progress_percentage, status.current_step) == ("COMPLETED", 100, None)
    assert (status.step_details.total_turns, status.step_details.completed_turns) == (3, 3)
    assert status.estimated_time_remaining == 0
    assert status.completed_at == shelf.podcasts.get(podcast.id).completed_at
    assert status.completed_at is not None
    assert status.error_message == "The material carries 1:10 minutes."


@pytest.mark.parametrize(
    ("end", "shown", "message"),
    [
        ("hold", "QUEUED", "Paused. It goes on when you resume it."),
        ("cancel", "CANCELLED", "Cancelled."),
        ("fail", "FAILED", "The model is damaged. Choose another."),
        ("retry_later", "QUEUED", "The disk is busy. Try again."),
        ("release", "QUEUED", None),
    ],
)
def test_a_podcast_that_stopped_keeps_its_percentage_and_says_why(
    shelf: Shelf, end: str, shown: str, message: str | None
) -> None:
    podcast, job = shelf.order()
    running = shelf.claim()
    assert running.claim_id is not None
    shelf.report(running, Step.GENERATING_AUDIO, 70, total_turns=20, completed_turns=10, current_speaker=Speaker.HOST)
    if end in ("hold", "cancel"):
        getattr(shelf.jobs, end)(job.id)
        shelf.jobs.stop_as_wished(job.id, running.claim_id)
    elif end == "fail":
        shelf.jobs.fail(job.id, running.claim_id, error="The model is damaged. Choose another.", details="")
    elif end == "retry_later":
        shelf.jobs.retry_later(
            job.id, running.claim_id, delay=60, error="The disk is busy. Try again.", details="trace"
        )
    else:
        shelf.jobs.release(job.id, running.claim_id, reason="closing")
    status = shelf.podcasts.status(podcast.id)
    assert (status.status, status.error_message) == (shown, message)
    assert (status.progress_percentage, status.current_step, status.completed_at) == (70, None, None)
    assert (status.step_details.completed_turns, status.step_details.current_speaker) == (10, None)
    assert status.estimated_time_remaining is None


def test_the_percentage_never_falls_over_any_number_of_runs(shelf: Shelf) -> None:
    podcast, job = shelf.order()
    seen = []
    for reached in (10, 70, 35, 50, 91):
        running = shelf.claim()
        assert running.claim_id is not None
        shelf.report(running, Step.RETRIEVING_CONTENT, 10)
        seen.append(shelf.podcasts.status(podcast.id).progress_percentage)
        shelf.report(running, Step.GENERATING_AUDIO, reached)
        seen.append(shelf.podcasts.status(podcast.id).progress_percentage)
        shelf.jobs.fail(job.id, running.claim_id, error="e", details="")
        shelf.jobs.retry(job.id)
        seen.append(shelf.podcasts.status(podcast.id).progress_percentage)
    assert seen == sorted(seen)
    assert seen[-1] == 91


def test_a_run_that_lost_its_claim_moves_no_figure(shelf: Shelf) -> None:
    podcast, _ = shelf.order()
    lost = shelf.claim()
    shelf.jobs.recover(["me"])
    shelf.claim()
    with pytest.raises(ClaimLostError):
        shelf.report(lost, Step.GENERATING_AUDIO, 80)
    assert shelf.podcasts.status(podcast.id).progress_percentage == 0
