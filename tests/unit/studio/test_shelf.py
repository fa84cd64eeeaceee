import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from podcast_studio.domain.errors import NotFoundError
from podcast_studio.domain.jobs import JobState, Priority
from podcast_studio.domain.shelf import DocumentState
from podcast_studio.studio import Studio
from podcast_studio.testing.studio import fake_studio, write_collection


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    with fake_studio(tmp_path / "home") as made:
        yield made


def test_the_documents_of_a_collection_show_how_folder_and_index_differ(studio: Studio, tmp_path: Path) -> None:
    folder = write_collection(tmp_path / "sea")
    (folder / "gone.md").write_text("# Gone\n\nThis one will be taken away again, whatever it says about the sea.")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    collection = studio.add_folder(folder=folder)
    assert {row.state for row in studio.shelf.documents(collection_id=collection.id)} == {DocumentState.NEW}
    studio.rescan(collection=collection)
    (folder / "gone.md").unlink()
    (folder / "new.txt").write_text("Something new about the sea.")
    (folder / ".hidden").write_text("x")
    rows = {row.path: row for row in studio.shelf.documents(collection_id=collection.id)}
    assert rows["tides.md"].state is DocumentState.INDEXED
    assert rows["tides.md"].passages > 0
    assert rows["tides.md"].size == (folder / "tides.md").stat().st_size
    assert rows["gone.md"].state is DocumentState.MISSING
    assert rows["new.txt"].state is DocumentState.NEW
    assert rows["broken.pdf"].state is DocumentState.UNREADABLE
    assert rows["broken.pdf"].reason
    os.utime(folder / "tides.md", (1, 1))
    rows = {row.path: row for row in studio.shelf.documents(collection_id=collection.id)}
    assert rows["tides.md"].state is DocumentState.CHANGED


def test_a_folder_that_vanished_shows_its_documents_as_missing(studio: Studio, tmp_path: Path) -> None:
    folder = write_collection(tmp_path / "sea")
    collection = studio.add_folder(folder=folder)
    studio.rescan(collection=collection)
    (folder / "tides.md").unlink()
    folder.rmdir()
    assert [row.state for row in studio.shelf.documents(collection_id=collection.id)] == [DocumentState.MISSING]


def test_the_queue_obeys_and_the_shelf_shows_it(studio: Studio, tmp_path: Path) -> None:
    folder = write_collection(tmp_path / "sea")
    first = studio.order(folder=folder, minutes=1, title="First")
    studio.order(folder=folder, minutes=1, title="Second")
    one, two = (row.job_id for row in studio.shelf.queue())
    studio.queue.move(job_id=two, before=one)
    assert [row.title for row in studio.shelf.queue()] == ["Second", "First"]
    studio.queue.set_priority(job_id=one, priority=Priority.URGENT)
    assert [row.title for row in studio.shelf.queue()] == ["First", "Second"]
    studio.queue.hold(job_id=one)
    assert studio.shelf.podcast(id=first.id).state is JobState.HELD
    studio.queue.resume(job_id=one)
    studio.queue.start_at(job_id=one, run_at=4e9)
    assert studio.shelf.queue()[0].waiting_for_time
    assert studio.queue.hold_all() == 2
    assert studio.queue.resume_all() == 2
    studio.queue.cancel(job_id=two)
    studio.queue.retry(job_id=two)
    assert studio.queue.retry_all_failed() == 0
    assert studio.shelf.counts().queue == 2


def test_a_podcast_that_is_gone_is_named_as_gone(studio: Studio) -> None:
    with pytest.raises(NotFoundError, match="no longer"):
        studio.shelf.podcast(id="nowhere")
