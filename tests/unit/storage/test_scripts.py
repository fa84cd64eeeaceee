"""Revisions in SQLite, and the draft that a job makes of one."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from podcast_studio.domain.errors import NotFoundError
from podcast_studio.domain.jobs import REVISION_JOB, JobState, Priority
from podcast_studio.domain.podcasts import PodcastOrder
from podcast_studio.domain.revisions import RevisedTurn, Revision, Script, with_text, without
from podcast_studio.storage import scripts
from podcast_studio.storage.collections import CollectionStore
from podcast_studio.storage.database import Database
from podcast_studio.storage.drafts import AUDIO_KEPT, StoredDraft
from podcast_studio.storage.jobs import JobStore
from podcast_studio.storage.podcasts import PodcastStore
from podcast_studio.storage.scripts import ScriptStore
from podcast_studio.testing.drafts import DraftConformance, revised_turn, voiced

FIRST = Revision(number=0, parent=None, turns=(revised_turn("a"), revised_turn("b")), seconds=61.5)


@dataclass(frozen=True, kw_only=True)
class Shelf:
    database: Database
    podcast: str
    folder: Path

    @property
    def scripts(self) -> ScriptStore:
        return ScriptStore(self.database)

    @property
    def jobs(self) -> JobStore:
        return JobStore(self.database)

    def edit(self, text: str) -> int:
        return self.scripts.change(self.podcast, FIRST, lambda turns: with_text(turns, "a", text))

    def current(self) -> Revision:
        edited = self.scripts.edited(self.podcast)
        assert edited is not None
        return edited.current

    def draft(self) -> StoredDraft:
        """Of the current revision, as the worker that has claimed its job holds it."""
        job = self.jobs.claim("me", [REVISION_JOB])
        assert job is not None
        assert job.claim_id is not None
        return StoredDraft(self.database, self.podcast, self.current().number, self.folder, job.claim_id)

    def audio_kept(self) -> set[Path]:
        """Of the revisions that still have theirs."""
        with self.database.read() as connection:
            names = connection.exec_driver_sql("SELECT audio FROM revisions WHERE audio IS NOT NULL").scalars()
            return {Path(os.fsdecode(name)) for name in names}

    def publish(self, name: str) -> Path:
        """Make the current revision's audio, and end its job."""
        draft, audio = self.draft(), self.folder / name
        audio.write_bytes(name.encode())
        draft.publish(audio=audio, sha256="s", size=len(name), seconds=1.0, note="")
        (job,) = [job for job in self.jobs.all() if job.state is JobState.GENERATING]
        assert job.claim_id is not None
        self.jobs.complete(job.id, job.claim_id)
        return audio


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    database = Database(tmp_path / "library.sqlite3")
    database.migrate()
    collection = CollectionStore(database).add(tmp_path, "Tides")
    order = PodcastOrder(collection_id=collection.id, minutes=2, title="Tides")
    podcast, _ = PodcastStore(database).order(order, job_kind="podcast")
    folder = tmp_path / "podcast"
    folder.mkdir()
    return Shelf(database=database, podcast=podcast.id, folder=folder)


def revision_jobs(shelf: Shelf) -> list[JobState]:
    return [job.state for job in shelf.jobs.all() if job.kind == REVISION_JOB]


def test_a_podcast_that_was_never_edited_has_no_revisions(shelf: Shelf) -> None:
    assert shelf.scripts.edited(shelf.podcast) is None


def test_the_first_edit_keeps_the_original_as_revision_0(shelf: Shelf) -> None:
    assert shelf.edit("New.") == 1
    assert shelf.current().turns == with_text(FIRST.turns, "a", "New.")
    assert (shelf.current().number, shelf.current().parent) == (1, 0)
    assert shelf.scripts.undo(shelf.podcast) == 0
    assert shelf.current() == FIRST
    assert shelf.scripts.first_seconds(shelf.podcast) == 61.5


def test_revisions_job_is_urgent_and_there_is_one_however_many_edits(shelf: Shelf) -> None:
    for number in range(3):
        shelf.edit(f"Words {number}.")
    (job,) = [job for job in shelf.jobs.all() if job.kind == REVISION_JOB]
    assert (job.priority, job.subject_id) == (Priority.URGENT, shelf.podcast)


def test_an_edit_while_a_job_runs_queues_another(shelf: Shelf) -> None:
    shelf.edit("One.")
    shelf.draft()
    shelf.edit("Two.")
    shelf.edit("Three.")
    assert revision_jobs(shelf) == [JobState.GENERATING, JobState.QUEUED]


def test_an_edit_leaves_a_held_job_held(shelf: Shelf) -> None:
    shelf.edit("One.")
    (job,) = [job for job in shelf.jobs.all() if job.kind == REVISION_JOB]
    shelf.jobs.hold(job.id)
    shelf.edit("Two.")
    assert revision_jobs(shelf) == [JobState.HELD]


def test_a_change_that_fails_or_changes_nothing_leaves_nothing(shelf: Shelf) -> None:
    assert shelf.scripts.change(shelf.podcast, FIRST, lambda turns: turns) == 0
    assert revision_jobs(shelf) == []

    def fails(_turns: Script) -> Script:
        raise NotFoundError("That turn is gone.")

    with pytest.raises(NotFoundError):
        shelf.scripts.change(shelf.podcast, FIRST, fails)
    assert shelf.current() == FIRST
    assert revision_jobs(shelf) == []


def test_redo_goes_to_the_newest_of_what_was_made_from_here(shelf: Shelf) -> None:
    shelf.edit("One.")
    shelf.scripts.undo(shelf.podcast)
    shelf.edit("Two.")
    shelf.scripts.undo(shelf.podcast)
    assert shelf.scripts.redo(shelf.podcast) == 2
    assert shelf.current().turns[0].text == "Two."


def test_the_published_revision_is_the_one_whose_audio_the_podcast_has(shelf: Shelf) -> None:
    shelf.edit("One.")
    shelf.publish("one.mp3")
    shelf.edit("Two.")
    edited = shelf.scripts.edited(shelf.podcast)
    assert edited is not None
    assert edited.published is not None
    assert (edited.published.number, edited.current.number) == (1, 2)
    assert PodcastStore(shelf.database).get(shelf.podcast).audio == shelf.folder / "one.mp3"


def test_publishing_forgets_the_jobs_that_failed_on_the_way(shelf: Shelf) -> None:
    shelf.edit("One.")
    job = shelf.jobs.claim("me", [REVISION_JOB])
    assert job is not None
    assert job.claim_id is not None
    shelf.jobs.fail(job.id, job.claim_id, error="No.", details="")
    shelf.edit("Two.")
    assert revision_jobs(shelf) == [JobState.FAILED, JobState.QUEUED]
    shelf.publish("two.mp3")
    assert revision_jobs(shelf) == [JobState.COMPLETED]


def test_the_newest_audio_is_kept_and_that_of_the_current_and_the_one_before_it(shelf: Shelf) -> None:
    for number in range(1, 9):
        shelf.edit(f"Words {number}.")
        shelf.publish(f"{number}.mp3")
    for _ in range(6):
        shelf.scripts.undo(shelf.podcast)
    assert shelf.current().number == 2
    shelf.publish("2 again.mp3")
    kept = {path.name for path in shelf.audio_kept()}
    assert len(kept) == AUDIO_KEPT
    assert {"2 again.mp3", "8.mp3", "7.mp3"} < kept


def test_old_revisions_are_forgotten_but_not_those_that_undo_leads_to(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scripts, "REVISIONS_KEPT", 5)
    shelf.edit("First edit.")
    for _ in range(6):
        shelf.edit("Some words.")
        shelf.edit("Other words.")
        shelf.scripts.undo(shelf.podcast)
        shelf.scripts.undo(shelf.podcast)
    shelf.edit("Last edit.")
    assert shelf.scripts.undo(shelf.podcast) == 1
    assert shelf.current().turns[0].text == "First edit."
    assert shelf.scripts.undo(shelf.podcast) == 0
    with shelf.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM revisions").scalar_one() <= 5 + 2


def test_sound_is_found_in_a_revision_that_is_no_longer_current(shelf: Shelf) -> None:
    shelf.edit("One.")
    draft, sound = shelf.draft(), voiced(shelf.folder, "sound", key="k9")
    draft.save_turn(replace(draft.revision().turns[0], audio=sound))
    shelf.scripts.change(shelf.podcast, None, lambda turns: without(turns, "a"))
    assert shelf.draft().find_audio("k9") == sound


class TestStoredDraft(DraftConformance):
    @pytest.fixture
    def make(self, shelf: Shelf) -> Callable[[Callable[[Path], tuple[RevisedTurn, ...]]], StoredDraft]:
        def made(turns: Callable[[Path], tuple[RevisedTurn, ...]]) -> StoredDraft:
            shelf.scripts.change(shelf.podcast, FIRST, lambda _turns: turns(shelf.folder))
            return shelf.draft()

        return made

    @pytest.fixture
    def lose(self, shelf: Shelf) -> Callable[[StoredDraft], None]:
        return lambda _draft: shelf.jobs.recover(["me"])  # its owner is taken for dead

    @pytest.fixture
    def supersede(self, shelf: Shelf) -> Callable[[StoredDraft], None]:
        return lambda _draft: shelf.scripts.change(shelf.podcast, None, lambda turns: turns[1:])
