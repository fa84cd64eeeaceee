"""What is dropped or breaks behind the app's back is told where the user looks, with the way out, by a live window."""

import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from podcast_studio.desktop.desktop import Desktop
from podcast_studio.desktop.shell import Place
from podcast_studio.desktop.views.collection import CollectionPage
from podcast_studio.desktop.views.podcast import PodcastPage
from podcast_studio.desktop.views.queue import QueuePage
from podcast_studio.desktop.widgets import InfoBar
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import FolderScan, FoundFile, Passage
from podcast_studio.domain.errors import CollectionError
from podcast_studio.domain.jobs import JobState
from podcast_studio.engines.documents import FolderReader
from podcast_studio.studio import Home
from podcast_studio.testing.languages import WordListDetector
from podcast_studio.testing.studio import FakeParts, write_collection
from tests.desktop.acts import GatedModel, drop
from tests.desktop.pages import add_tides, show, studio_of

Until = Callable[[Callable[[], object]], None]


class TroubledReader(FolderReader):
    """Waits before each document but the first `free` until the gate is open; no folder is opened while `refused`."""

    def __init__(self) -> None:
        super().__init__(detector=WordListDetector())
        self.waiting, self.gate = threading.Event(), threading.Event()
        self.refused, self.free = False, 0
        self.gate.set()

    def scan(self, folder: Path) -> FolderScan:
        if self.refused:
            raise CollectionError(f"The folder {folder} cannot be opened: permission denied.", way_out="Allow it.")
        return super().scan(folder)

    def read(self, file: FoundFile, cancel: CancelToken | None = None) -> list[Passage]:
        if self.free:
            self.free -= 1
        else:
            self.waiting.set()
            assert self.gate.wait(60)
        return super().read(file)


@pytest.fixture
def reader(parts: FakeParts) -> Iterator[TroubledReader]:
    reader = TroubledReader()
    parts.reader = reader
    yield reader
    reader.gate.set()


def way_out(desktop: Desktop, message: str, until: Until) -> str:
    """What the bar with that message says, the way out included."""

    def found() -> list[str]:
        bars = [bar for bar in desktop.window.notices.findChildren(InfoBar) if message in bar.message]
        return [bar.accessibleName() for bar in bars]

    until(found)
    return found()[0]


def is_alive(desktop: Desktop, until: Until) -> None:
    """The window goes where it is told to."""
    for page in ("podcasts", "queue"):
        desktop.window.go(Place(page=page))
        until(lambda: desktop.window.page and desktop.window.page.isVisible())


@pytest.mark.skipif(not Path("/dev/null").is_char_device(), reason="there is no such device here")
def test_a_device_is_refused(desktop: Desktop, until: Until) -> None:
    drop(desktop, QUrl.fromLocalFile("/dev/null"))
    assert "Choose a folder with documents" in way_out(desktop, "/dev/null is neither a folder nor a file", until)
    is_alive(desktop, until)


@pytest.mark.parametrize(("name", "content"), [("photo.png", b"\x89PNG"), ("tool.bin", bytes(range(128, 192)))])
def test_a_file_of_a_kind_without_text_is_refused(
    desktop: Desktop, until: Until, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    drop(desktop, QUrl.fromLocalFile(str(tmp_path / name)))
    assert "Add documents such as pdf" in way_out(desktop, name, until)
    assert studio_of(desktop).collections() == []


def test_a_document_without_a_word_becomes_a_collection_that_says_so(
    desktop: Desktop, until: Until, tmp_path: Path
) -> None:
    (tmp_path / "empty.md").write_text("\n \n")
    drop(desktop, QUrl.fromLocalFile(str(tmp_path / "empty.md")))
    until(lambda: desktop.window.place.page == "collection")
    page = desktop.window.page
    assert isinstance(page, CollectionPage)
    until(lambda: page.notice.isVisible() and page.notice.message.text() == "None of these documents could be read.")
    assert not page.card.create_button.isEnabled()


def test_a_folder_that_may_not_be_opened_is_refused_and_one_that_may_no_longer_says_so(
    reader: TroubledReader, desktop: Desktop, until: Until, tmp_path: Path
) -> None:
    collection = add_tides(desktop, until, tmp_path / "tides")
    page = show(desktop, CollectionPage, "collection", collection.id)
    until(lambda: page.collection and page.collection.indexed_at and page.rescan.isEnabled())
    reader.refused = True
    page.rescan.click()
    until(lambda: page.notice.isVisible() and "permission denied" in page.notice.message.text())
    assert page.notice.way_out.text() == "Allow it."
    drop(desktop, QUrl.fromLocalFile(str(write_collection(tmp_path / "other"))))
    assert "Allow it." in way_out(desktop, f"The folder {tmp_path / 'other'} cannot be opened", until)
    reader.refused = False
    page.notice.action.click()
    until(page.notice.isHidden)


def test_a_folder_that_vanishes_while_it_is_read_is_told_on_its_page(
    reader: TroubledReader, desktop: Desktop, until: Until, tmp_path: Path
) -> None:
    reader.gate.clear()
    folder = write_collection(tmp_path / "tides")
    (folder / "waves.md").write_text("# Waves\n\nWind makes waves, and waves make sand.\n")
    drop(desktop, QUrl.fromLocalFile(str(folder)))
    until(lambda: reader.waiting.is_set() and desktop.window.place.page == "collection")
    page = desktop.window.page
    assert isinstance(page, CollectionPage)
    shutil.rmtree(folder)
    reader.gate.set()
    until(lambda: page.notice.isVisible() and "no longer there" in page.notice.message.text())
    assert "Put it back" in page.notice.way_out.text()
    until(lambda: not page.card.create_button.isEnabled() and "not there" in page.card.status.text())
    is_alive(desktop, until)


def test_a_folder_that_vanishes_while_a_podcast_is_made_of_it_does_not_keep_it_from_being_finished(
    gate: GatedModel, desktop: Desktop, until: Until, tmp_path: Path
) -> None:
    """What it rests on was read before the first word was written."""
    add_tides(desktop, until, tmp_path / "tides")
    podcast = studio_of(desktop).order(folder=tmp_path / "tides", minutes=1)
    page = show(desktop, PodcastPage, "podcast", podcast.id)
    until(lambda: gate.reached)
    shutil.rmtree(tmp_path / "tides")
    gate.open()
    until(lambda: page.shown is not None and page.shown.finished)
    until(lambda: studio_of(desktop).shelf.podcast(id=podcast.id).state is JobState.COMPLETED)  # a little later


def test_a_folder_that_vanished_before_its_podcast_is_begun_is_told_where_it_is_made(
    desktop: Desktop, until: Until, tmp_path: Path
) -> None:
    add_tides(desktop, until, tmp_path / "tides")
    podcast = studio_of(desktop).order(folder=tmp_path / "tides", minutes=1, run_at=4e9)
    shutil.rmtree(tmp_path / "tides")
    page = show(desktop, PodcastPage, "podcast", podcast.id)
    (row,) = studio_of(desktop).shelf.queue()
    studio_of(desktop).queue.start_at(job_id=row.job_id, run_at=None)
    until(lambda: page.state_card.isVisible() and str(tmp_path / "tides") in page.state_card.message.text())
    assert page.state_card.way_out.text()
    assert page.state_card.retry.isVisible()
    is_alive(desktop, until)


def test_ten_thousand_files_are_counted_and_their_reading_can_be_cancelled(
    reader: TroubledReader, desktop: Desktop, until: Until, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(10_000):
        (folder / f"{number}.md").write_text("Tides come and go.")
    reader.free = 1
    reader.gate.clear()
    drop(desktop, QUrl.fromLocalFile(str(folder)))
    until(lambda: desktop.window.place.page == "collection")
    page = desktop.window.page
    assert isinstance(page, CollectionPage)
    until(lambda: page.indexing.isVisible() and "10,000 documents: 1 done" in page.indexing.words.text())
    page.indexing.cancel.click()
    assert page.indexing.words.text() == "Stopping…"
    pool = studio_of(desktop).start_workers()  # the one that runs
    until(lambda: any(context.cancel.cancelled for context in pool.running))
    reader.gate.set()
    until(lambda: page.indexing.isHidden() and page.notice.isVisible())
    assert page.notice.action.text() == "Read them now"
    until(lambda: not page._look_at_folder._running)  # many files are compared for a while


def test_while_another_program_writes_to_the_library_lists_are_shown_and_clicks_wait(
    gate: GatedModel, desktop: Desktop, until: Until, tmp_path: Path, home: Home
) -> None:
    add_tides(desktop, until, tmp_path / "tides")
    podcast = studio_of(desktop).order(folder=tmp_path / "tides", minutes=1, run_at=4e9)
    page = show(desktop, QueuePage, "queue")
    until(lambda: page.table.jobs.rows)
    other = sqlite3.connect(home.database, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        page.hold_all.click()
        is_alive(desktop, until)
        shown = show(desktop, PodcastPage, "podcast", podcast.id)
        until(lambda: shown.isEnabled() and shown.shown is not None)
        assert studio_of(desktop).shelf.podcast(id=podcast.id).state is JobState.QUEUED
        other.execute("ROLLBACK")
        until(lambda: studio_of(desktop).shelf.podcast(id=podcast.id).state is JobState.HELD)
    finally:
        other.close()
    assert desktop.window.notices.messages == []
