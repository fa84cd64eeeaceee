"""Libraries that were really damaged: what is in them again, what is told, and that no audio is lost."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from podcast_studio.domain.errors import DatabaseTooNewError
from podcast_studio.domain.files import sha256_of
from podcast_studio.domain.jobs import JobState
from podcast_studio.domain.podcasts import Podcast
from podcast_studio.studio import Studio
from podcast_studio.studio.kept_orders import ORDER
from podcast_studio.testing.studio import FakeParts, HangingSpeech, fake_studio, write_collection
from podcast_studio.testing.waiting import finished

PAGE = 4096


class Stricken:
    """A data folder with a finished podcast, one that is half made, one that waits, and settings."""

    def __init__(self, folder: Path) -> None:
        self.home, self.folder = folder / "home", folder
        documents = write_collection(folder / "tides")
        with self.open() as studio:
            self.done = finished(studio, studio.order(folder=documents, minutes=1, title="Done").id)
            assert self.done.audio is not None
            self.sound = sha256_of(self.done.audio)
            studio.preferences.set(theme="dark")
            self.collection = self.done.order.collection_id
            studio.pronouncing.set(collection_id=self.collection, written="Nguyen", spoken="win")
        speech = HangingSpeech(after=3)
        with fake_studio(self.home, FakeParts(speech=speech)) as studio:
            self.half = studio.order(folder=documents, minutes=1, title="Half made", focus="moon")
            self.waiting = studio.order(folder=documents, minutes=2, title="Waiting")
            studio.hold(job=studio.find_job(name=self.waiting.id))
            studio.start_workers(workers=1)
            assert speech.hanging.wait(60)
            studio.stop_workers()
        self.database = self.home / "studio.sqlite3"

    def open(self) -> Studio:
        return fake_studio(self.home)

    def titles(self, studio: Studio) -> set[str]:
        return {podcast.order.title for podcast in studio.podcasts()}

    def job_states(self, studio: Studio) -> dict[str, JobState]:
        titles = {podcast.id: podcast.order.title for podcast in studio.podcasts()}
        return {titles[job.subject_id]: job.state for job in studio.jobs() if job.kind == "podcast"}

    def root_pages(self) -> dict[str, int]:
        with sqlite3.connect(self.database) as connection:
            return dict(connection.execute("SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0").fetchall())

    def zero(self, page: int) -> None:
        self.put((page - 1) * PAGE, bytes(PAGE))

    def put(self, place: int, data: bytes) -> None:
        with self.database.open("r+b") as file:
            file.seek(place)
            file.write(data)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Stricken:
    made = Stricken(tmp_path_factory.mktemp("stricken"))
    shutil.copytree(made.home, made.folder / "as it was")
    return made


@pytest.fixture
def stricken(once: Stricken) -> Stricken:
    """At the same place every time: rows name files by their whole paths."""
    shutil.rmtree(once.home)
    shutil.copytree(once.folder / "as it was", once.home)
    shutil.rmtree(once.folder / "copy", ignore_errors=True)
    return once


def check_all_is_there(stricken: Stricken, studio: Studio, states: dict[str, JobState]) -> None:
    assert studio.rescued is not None
    assert stricken.titles(studio) == {"Done", "Half made", "Waiting"}
    assert stricken.job_states(studio) == states
    check_done(stricken, studio)
    assert (database := studio._library.database).check() == f"studio.sqlite3 is sound, revision {database._revision()}"


def check_done(stricken: Stricken, studio: Studio) -> Podcast:
    """The finished podcast can be heard, and nobody makes it again."""
    done = studio.find_podcast(name=stricken.done.id)
    assert done.audio is not None
    assert sha256_of(done.audio) == done.audio_sha256 == stricken.sound
    assert (done.audio_bytes, done.duration_seconds) == (
        stricken.done.audio_bytes,
        pytest.approx(stricken.done.duration_seconds, abs=0.01),
    )
    assert studio.status(podcast_id=done.id).status == "COMPLETED"
    return done


AS_THEY_WERE = {"Done": JobState.COMPLETED, "Half made": JobState.QUEUED, "Waiting": JobState.HELD}
FROM_FOLDERS = {"Done": JobState.COMPLETED, "Half made": JobState.QUEUED}


@pytest.mark.parametrize("length", [16, 100])
def test_a_header_that_was_written_over_costs_nothing(stricken: Stricken, length: int) -> None:
    stricken.put(0, b"\xa5" * length)
    with stricken.open() as studio:
        check_all_is_there(stricken, studio, AS_THEY_WERE)
        assert studio.preferences.get().theme == "dark"
        turns = len(studio._library.scripts.made(stricken.half.id).turns)
        assert turns > 0
        assert finished(studio, stricken.half.id).audio is not None
        studio.resume(job=studio.find_job(name=stricken.waiting.id))
        assert finished(studio, stricken.waiting.id).audio is not None
    with stricken.open() as studio:
        assert studio.rescued is None


def test_how_names_are_said_is_known_again(stricken: Stricken) -> None:
    stricken.put(0, bytes(100))
    with stricken.open() as studio:
        assert studio.rescued is not None
        (entry,) = studio.pronouncing.entries(collection_id=stricken.collection)
    assert (entry.written, entry.spoken) == ("Nguyen", "win")


def test_the_damaged_file_is_kept_as_it_was_and_its_place_is_told(stricken: Stricken) -> None:
    stricken.put(0, b"\xa5" * 100)
    before = stricken.database.read_bytes()
    with stricken.open() as studio:
        assert studio.rescued is not None
        assert studio.rescued.aside is not None
        assert studio.rescued.aside.read_bytes() == before
        assert str(studio.rescued.aside) in studio.rescued.way_out
        assert "damaged" in studio.rescued.message
    for _ in range(4):
        stricken.put(0, b"\xa5" * 100)
        stricken.open().close()
    assert len(list(stricken.home.glob("studio.damaged-*.sqlite3"))) == 3


@pytest.mark.parametrize("table", ["jobs", "podcasts", "collections", "turns", "settings", "job_events"])
def test_a_page_of_zeros_in_the_middle(stricken: Stricken, table: str) -> None:
    stricken.zero(stricken.root_pages()[table])
    with stricken.open() as studio:
        assert studio.rescued is not None
        states = stricken.job_states(studio)
        assert states.pop("Waiting", None) in (None, JobState.HELD, JobState.QUEUED)
        assert states == FROM_FOLDERS
        check_done(stricken, studio)
        assert not studio.rescued.lost
        assert finished(studio, stricken.half.id).audio is not None


def test_every_single_page_may_be_zeroed(stricken: Stricken, tmp_path: Path) -> None:
    whole = stricken.database.read_bytes()
    noticed = 0
    for page in range(2, len(whole) // PAGE + 1, 3):
        for path in stricken.home.glob("studio.*"):
            path.unlink()
        stricken.database.write_bytes(whole)
        stricken.zero(page)
        with stricken.open() as studio:
            noticed += studio.rescued is not None
            check_done(stricken, studio)
            assert "Half made" in stricken.titles(studio)
    print(f"{len(whole) // PAGE} pages; {noticed} of those zeroed were noticed and mended")
    assert noticed > 5


@pytest.mark.parametrize("share", [0.9, 0.5, 0.1, 0.0])
def test_a_file_that_was_cut_short(stricken: Stricken, share: float) -> None:
    size = int(stricken.database.stat().st_size * share)
    os.truncate(stricken.database, size)
    with stricken.open() as studio:
        assert studio.rescued is not None
        assert {"Done", "Half made"} <= stricken.titles(studio)
        check_done(stricken, studio)
        assert finished(studio, stricken.half.id).audio is not None


def test_a_file_that_is_gone(stricken: Stricken) -> None:
    stricken.database.unlink()
    with stricken.open() as studio:
        assert studio.rescued is not None
        assert studio.rescued.aside is None
        assert "was lost" in studio.rescued.message
        assert stricken.job_states(studio) == FROM_FOLDERS
        assert [collection.name for collection in studio.collections()] == ["Tides"]
        assert studio.find_podcast(name=stricken.half.id).order.focus == "moon"
        check_done(stricken, studio)


def test_what_only_the_log_holds_is_read_from_it(stricken: Stricken) -> None:
    with sqlite3.connect(stricken.database) as holding:  # while somebody reads, nothing is taken out of the log
        holding.execute("PRAGMA wal_autocheckpoint = 0")
        holding.execute("BEGIN")
        holding.execute("SELECT count(*) FROM jobs").fetchone()
        with stricken.open() as studio:
            studio.preferences.set(theme="light")
            log = stricken.home / "studio.sqlite3-wal"
            copies = {path: path.read_bytes() for path in (stricken.database, log)}
    holding.close()
    assert copies[log]
    for ending in ("-shm", "-wal"):
        (stricken.home / f"studio.sqlite3{ending}").unlink(missing_ok=True)
    for path, data in copies.items():
        path.write_bytes(data)
    stricken.put(0, b"\xa5" * 100)
    with stricken.open() as studio:
        check_all_is_there(stricken, studio, AS_THEY_WERE)
        assert studio.preferences.get().theme == "light"


def test_a_log_that_a_killed_process_left_is_no_damage(stricken: Stricken) -> None:
    holding = sqlite3.connect(stricken.database)
    holding.execute("PRAGMA wal_autocheckpoint = 0")
    holding.execute("UPDATE podcasts SET note = 'from the log' WHERE id = ?", (stricken.done.id,))
    holding.commit()
    copy = stricken.folder / "copy"
    shutil.copytree(stricken.home, copy)
    holding.close()
    with fake_studio(copy) as studio:
        assert studio.rescued is None
        assert studio.find_podcast(name=stricken.done.id).note == "from the log"


def test_what_is_no_library_at_all_is_set_aside_and_folders_tell(stricken: Stricken) -> None:
    stricken.database.write_bytes(b"this was a shopping list\n" * 500)
    with stricken.open() as studio:
        assert stricken.job_states(studio) == FROM_FOLDERS
        check_done(stricken, studio)


def test_podcasts_from_before_orders_were_kept_come_back_by_transcript_and_audio(stricken: Stricken) -> None:
    for order in stricken.home.glob(f"podcasts/*/{ORDER}"):
        order.unlink()
    stricken.database.unlink()
    with stricken.open() as studio:
        assert studio.rescued is not None
        assert stricken.titles(studio) == {"Done"}
        check_done(stricken, studio)
        assert studio.rescued.lost == (str(stricken.home / "podcasts" / stricken.half.id),)
        assert "must be ordered again: 1" in studio.rescued.way_out
        assert studio.collections() == []


def test_a_backup_tells_what_the_folders_do_not(stricken: Stricken) -> None:
    with (
        sqlite3.connect(stricken.database) as source,
        sqlite3.connect(stricken.home / "studio.before-0003.20260101-000000.backup") as copy,
    ):
        source.backup(copy)
    stricken.database.write_bytes(b"")
    gone = stricken.home / "podcasts" / stricken.waiting.id
    assert not gone.exists()
    with stricken.open() as studio:
        assert stricken.titles(studio) == {"Done", "Half made"}
        assert studio.preferences.get().theme == "dark"
        assert len(studio._library.scripts.made(stricken.half.id).turns) > 0
        assert studio.rescued is not None


def test_a_library_of_a_newer_version_is_no_damage(stricken: Stricken) -> None:
    with sqlite3.connect(stricken.database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = stricken.database.read_bytes()
    with pytest.raises(DatabaseTooNewError):
        stricken.open()
    assert stricken.database.read_bytes() == before


def test_an_order_that_makes_no_sense_is_not_believed(stricken: Stricken) -> None:
    order = stricken.home / "podcasts" / stricken.half.id / ORDER
    values = json.loads(order.read_bytes())
    stricken.database.unlink()
    for broken in ({}, {**values, "order": {"minutes": 1}}, {**values, "order": {**values["order"], "format": "gif"}}):
        order.write_text(json.dumps(broken))
        for path in stricken.home.glob("studio.*"):
            path.unlink()
        with stricken.open() as studio:
            assert studio.rescued is not None
            assert stricken.titles(studio) == {"Done"}
            assert len(studio.rescued.lost) == 1


def test_a_new_folder_has_nothing_to_tell(tmp_path: Path) -> None:
    with fake_studio(tmp_path / "new") as studio:
        assert studio.rescued is None
