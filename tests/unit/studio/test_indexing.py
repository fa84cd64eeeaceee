from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import FolderScan, FoundFile, Passage
from podcast_studio.domain.errors import Cancelled, CollectionError, NotFoundError, StorageError
from podcast_studio.domain.jobs import Job, JobState
from podcast_studio.domain.shelf import CollectionRow
from podcast_studio.engines.documents import FolderReader
from podcast_studio.studio import Studio
from podcast_studio.studio.changes import Change, Topic
from podcast_studio.studio.home import Home
from podcast_studio.studio.indexing import IndexKeeper
from podcast_studio.testing.languages import TEXTS, WordListDetector
from podcast_studio.testing.studio import FakeParts, fake_studio, write_collection
from podcast_studio.testing.waiting import until

_TEXT = "# Sea {n}\n\nThe sea is wide, deep and cold, and number {n} of its many waves has a name of its own."


class GatedReader:
    """Reads real documents, and before one of them waits until the gate is opened."""

    def __init__(self, before: str) -> None:
        self._reader, self._before = FolderReader(detector=WordListDetector()), before
        self.waiting, self.gate = threading.Event(), threading.Event()
        self.read_paths: list[str] = []

    def scan(self, folder: Path) -> FolderScan:
        return self._reader.scan(folder)

    def read(self, file: FoundFile, cancel: CancelToken | None = None) -> list[Passage]:
        if file.path == self._before and not self.gate.is_set():
            self.waiting.set()
            assert self.gate.wait(60)
        self.read_paths.append(file.path)
        return self._reader.read(file)

    def language(self, passages: Sequence[Passage]) -> str:
        return self._reader.language(passages)


def sea(folder: Path, count: int) -> Path:
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"{number:03d}.md").write_text(_TEXT.format(n=number))
    return folder


def shown(studio: Studio, collection_id: str) -> CollectionRow:
    return next(row for row in studio.shelf.collections() if row.id == collection_id)


def job(studio: Studio, job_id: str) -> Job:
    return studio.find_job(name=job_id)


def ended(studio: Studio, job_id: str) -> Job:
    until(lambda: job(studio, job_id).state not in (JobState.QUEUED, JobState.GENERATING))
    return job(studio, job_id)


@contextmanager
def gated(home: Path, before: str) -> Iterator[tuple[Studio, GatedReader]]:
    reader = GatedReader(before)
    with fake_studio(home, FakeParts(reader=reader)) as studio:
        try:
            yield studio, reader
        finally:
            reader.gate.set()


def test_the_workers_index_a_collection_and_the_shelf_shows_what_is_in_it(studio: Studio, tmp_path: Path) -> None:
    folder = sea(tmp_path / "sea", 3)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7")
    (folder / "picture.png").write_bytes(b"png")
    collection = studio.add_folder(folder=folder)
    assert studio.is_changed(collection_id=collection.id)
    job_id = studio.index(collection_id=collection.id)
    assert shown(studio, collection.id).indexing
    studio.start_workers()
    assert ended(studio, job_id).state is JobState.COMPLETED
    row = shown(studio, collection.id)
    assert (row.documents, row.unreadable, row.indexing, row.done, row.total) == (3, 1, False, 4, 4)
    assert row.passages >= 3
    assert row.words >= 3 * 15
    assert row.indexed_at is not None
    assert not studio.is_changed(collection_id=collection.id)


def test_a_collection_has_the_language_of_most_of_its_words(studio: Studio, tmp_path: Path) -> None:
    folder = tmp_path / "sea"
    folder.mkdir()
    (folder / "tiny.md").write_text("High water at noon.")
    collection = studio.add_folder(folder=folder)
    assert shown(studio, collection.id).language == ""
    studio.rescan(collection=collection)
    assert shown(studio, collection.id).language == ""  # too few words
    (folder / "flut.md").write_text(TEXTS["de"] * 2, encoding="utf-8")
    (folder / "tide.md").write_text(TEXTS["en"], encoding="utf-8")
    studio.rescan(collection=collection)
    assert shown(studio, collection.id).language == "de"
    rows = {row.path: row.language for row in studio.shelf.documents(collection_id=collection.id)}
    assert rows == {"tiny.md": "", "flut.md": "de", "tide.md": "en"}
    (folder / "flut.md").unlink()
    studio.rescan(collection=collection)
    assert shown(studio, collection.id).language == "en"


def test_the_settings_change_only_with_the_language(studio: Studio, tmp_path: Path) -> None:
    collection = studio.add_folder(folder=sea(tmp_path / "sea", 1))
    studio.rescan(collection=collection)
    told: list[Change] = []
    studio.changes.subscribe(told.append)
    studio.rescan(collection=collection)
    until(lambda: any(Topic.COLLECTIONS in change.topics for change in told))
    assert not any(Topic.SETTINGS in change.topics for change in told)


def test_one_indexing_of_a_collection_waits_at_a_time(studio: Studio, tmp_path: Path) -> None:
    collection = studio.add_folder(folder=sea(tmp_path / "sea", 1))
    first = studio.index(collection_id=collection.id)
    assert studio.index(collection_id=collection.id) == first
    studio.queue.hold(job_id=first)
    assert studio.index(collection_id=collection.id) == first
    assert job(studio, first).state is JobState.QUEUED
    studio.queue.cancel(job_id=first)
    assert studio.index(collection_id=collection.id) != first


def test_progress_is_shown_and_a_running_indexing_is_not_doubled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("podcast_studio.studio.indexing._SECONDS_BETWEEN", 3_600.0)  # however slow the machine is
    with gated(tmp_path / "home", "002.md") as (studio, reader):
        collection = studio.add_folder(folder=sea(tmp_path / "sea", 4))
        job_id = studio.index(collection_id=collection.id)
        studio.start_workers()
        assert reader.waiting.wait(60)
        row = shown(studio, collection.id)
        assert (row.indexing, row.done, row.total) == (True, 1, 4)  # the second came too soon after the first
        assert studio.shelf.queue()[0].percentage == 25
        assert studio.index(collection_id=collection.id) == job_id
        reader.gate.set()
        assert ended(studio, job_id).state is JobState.COMPLETED
        assert shown(studio, collection.id).documents == 4


def test_an_indexing_that_closing_stopped_goes_on_at_the_next_start(tmp_path: Path) -> None:
    with gated(tmp_path / "home", "055.md") as (studio, reader):
        collection = studio.add_folder(folder=sea(tmp_path / "sea", 60))
        job_id = studio.index(collection_id=collection.id)
        pool = studio.start_workers()
        assert reader.waiting.wait(60)
        (running,) = pool.running
        stopping = threading.Thread(target=studio.stop_workers)
        stopping.start()
        until(lambda: running.cancel.cancelled)
        reader.gate.set()
        stopping.join()
        assert job(studio, job_id).state is JobState.QUEUED
        index = reader.read_paths
    parts = FakeParts(reader=GatedReader("none"))
    with fake_studio(tmp_path / "home", parts) as studio:
        studio.start_workers()
        assert ended(studio, job_id).state is JobState.COMPLETED
        assert shown(studio, collection.id).documents == 60
    assert len(index) == 56


def test_a_cancelled_indexing_stops_between_two_documents(tmp_path: Path) -> None:
    with gated(tmp_path / "home", "001.md") as (studio, reader):
        collection = studio.add_folder(folder=sea(tmp_path / "sea", 3))
        job_id = studio.index(collection_id=collection.id)
        pool = studio.start_workers()
        assert reader.waiting.wait(60)
        (running,) = pool.running
        studio.queue.cancel(job_id=job_id)
        until(lambda: running.cancel.cancelled)
        reader.gate.set()
        assert ended(studio, job_id).state is JobState.CANCELLED
        assert "002.md" not in reader.read_paths
        assert not shown(studio, collection.id).indexing


def test_a_folder_that_vanished_fails_its_indexing_with_a_way_out(studio: Studio, tmp_path: Path) -> None:
    folder = sea(tmp_path / "sea", 1)
    collection = studio.add_folder(folder=folder)
    job_id = studio.index(collection_id=collection.id)
    (folder / "000.md").unlink()
    folder.rmdir()
    studio.start_workers()
    assert ended(studio, job_id).state is JobState.FAILED
    (row,) = studio.shelf.queue()
    assert row.needs_attention
    assert str(folder) in (row.error or "")
    assert row.way_out
    assert not studio.is_changed(collection_id=collection.id)


def test_indexing_does_not_wait_behind_podcasts(tmp_path: Path) -> None:
    with gated(tmp_path / "home", "tides.md") as (studio, reader):
        first = write_collection(tmp_path / "one")
        for title in ("One", "Two", "Three"):
            studio.order(folder=first, minutes=1, title=title)
        studio.start_workers(workers=2)
        assert reader.waiting.wait(60)
        until(lambda: sum(row.state is JobState.GENERATING for row in studio.shelf.queue()) == 2)
        other = studio.add_folder(folder=sea(tmp_path / "sea", 1))
        assert ended(studio, studio.index(collection_id=other.id)).state is JobState.COMPLETED
        assert all(row.state is not JobState.COMPLETED for row in studio.shelf.podcasts())


def test_a_podcast_waits_for_the_indexing_of_its_collection_and_reads_nothing_twice(tmp_path: Path) -> None:
    with gated(tmp_path / "home", "tides.md") as (studio, reader):
        folder = write_collection(tmp_path / "one")
        collection = studio.add_folder(folder=folder)
        job_id = studio.index(collection_id=collection.id)
        studio.start_workers()
        assert reader.waiting.wait(60)
        podcast = studio.order(folder=folder, minutes=1)
        until(lambda: studio.status(podcast_id=podcast.id).status == "GENERATING")
        reader.gate.set()
        assert ended(studio, job_id).state is JobState.COMPLETED
        until(lambda: studio.status(podcast_id=podcast.id).status == "COMPLETED")
        assert reader.read_paths == ["tides.md"]


def test_an_index_is_held_by_one_at_a_time_over_threads_and_processes(studio: Studio, tmp_path: Path) -> None:
    home = Home(root=tmp_path / "home")
    keeper = IndexKeeper(home, studio._library, studio._engines)
    with keeper.alone("c", CancelToken()):
        cancelled = CancelToken()
        cancelled.cancel(Cancelled())
        with pytest.raises(Cancelled), keeper.alone("c", cancelled):
            pytest.fail("two at a time")
        with pytest.raises(StorageError, match="being indexed"), keeper.alone("c", CancelToken(), patience=0.0):
            pytest.fail("two at a time")
        with keeper.alone("another", CancelToken()):
            pass
        elsewhere = (
            "import sys; from filelock import FileLock, Timeout\n"
            "try: FileLock(sys.argv[1]).acquire(timeout=0)\n"
            "except Timeout: print('held')"
        )
        found = subprocess.run(
            [sys.executable, "-c", elsewhere, str(home.locks / "index-c.lock")],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        assert found.stdout.strip() == "held"
    with keeper.alone("c", CancelToken(), patience=0.0):
        pass


def test_each_dropped_path_becomes_a_collection_or_says_why_not(studio: Studio, tmp_path: Path) -> None:
    folder = sea(tmp_path / "sea", 2)
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("The sea is wide and deep.")
    good, single, empty, gone = studio.add_files(
        paths=[folder, tmp_path / "notes.txt", tmp_path / "empty", tmp_path / "gone"]
    )
    assert good.collection is not None
    assert single.collection is not None
    assert (good.collection.name, single.collection.name) == ("Sea", "Notes")
    assert good.job_id is not None
    assert single.job_id is not None
    assert not good.existed
    assert empty.collection is None
    assert gone.collection is None
    assert empty.error is not None
    assert gone.error is not None
    assert "empty" in empty.error.message
    assert str(tmp_path / "gone") in gone.error.message
    assert {row.name for row in studio.shelf.collections() if row.indexing} == {"Sea", "Notes"}


def test_the_same_folder_again_is_the_same_collection_also_by_a_link(studio: Studio, tmp_path: Path) -> None:
    folder = sea(tmp_path / "sea", 1)
    (first,) = studio.add_files(paths=[folder])
    (tmp_path / "link").symlink_to(folder)
    again, linked = studio.add_files(paths=[folder, tmp_path / "link"])
    assert again.collection == first.collection
    assert linked.collection == first.collection
    assert again.existed
    assert "already" in again.note
    assert again.job_id == first.job_id
    studio.start_workers()
    assert first.job_id is not None
    ended(studio, first.job_id)
    (unchanged,) = studio.add_files(paths=[folder])
    assert unchanged.job_id is None


def test_a_folder_inside_or_around_another_is_taken_and_told(studio: Studio, tmp_path: Path) -> None:
    folder = sea(tmp_path / "sea", 1)
    inner = sea(folder / "deep", 1)
    (first,) = studio.add_files(paths=[inner])
    (around,) = studio.add_files(paths=[folder])
    assert first.collection is not None
    assert around.collection is not None
    assert "“Deep” lies inside it" in around.note
    studio.remove_collection(collection=first.collection)
    (inside,) = studio.add_files(paths=[inner])
    assert not inside.existed
    assert "inside “Sea”" in inside.note


def test_a_collection_is_renamed_and_needs_a_name(studio: Studio, tmp_path: Path) -> None:
    collection = studio.add_folder(folder=sea(tmp_path / "sea", 1))
    studio.rename_collection(collection_id=collection.id, name="  The  wide sea ")
    assert shown(studio, collection.id).name == "The wide sea"
    with pytest.raises(CollectionError):
        studio.rename_collection(collection_id=collection.id, name="  ")
    with pytest.raises(NotFoundError):
        studio.rename_collection(collection_id="nowhere", name="x")
    with pytest.raises(NotFoundError):
        studio.index(collection_id="nowhere")


def test_removing_a_collection_stops_its_indexing(tmp_path: Path) -> None:
    with gated(tmp_path / "home", "001.md") as (studio, reader):
        collection = studio.add_folder(folder=sea(tmp_path / "sea", 3))
        job_id = studio.index(collection_id=collection.id)
        pool = studio.start_workers()
        assert reader.waiting.wait(60)
        (running,) = pool.running
        removing = threading.Thread(target=lambda: studio.remove_collection(collection=collection))
        removing.start()
        until(lambda: running.cancel.cancelled)
        reader.gate.set()
        removing.join()
        assert ended(studio, job_id).state is JobState.CANCELLED
        assert studio.shelf.collections() == []


def test_what_was_known_of_the_index_survives_a_restart(tmp_path: Path) -> None:
    with fake_studio(tmp_path / "home") as studio:
        collection = studio.add_folder(folder=sea(tmp_path / "sea", 2))
        studio.rescan(collection=collection)
    with fake_studio(tmp_path / "home") as studio:
        row = shown(studio, collection.id)
        assert (row.documents, row.indexing) == (2, False)
