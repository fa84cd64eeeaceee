"""A real folder, moved, put back and replaced."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from podcast_studio.desktop.views.folder_watch import FolderWatch
from tests.desktop.acts import delete_later

Until = Callable[[Callable[[], object]], None]


class Watched(QObject):
    """A watch that counts what it tells."""

    def __init__(self) -> None:
        super().__init__()
        self.watch = FolderWatch(self)
        self.times = 0
        self.watch.changed.connect(self._count)

    def _count(self) -> None:
        self.times += 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "tides"
    folder.mkdir()
    return folder


@pytest.fixture
def watched(folder: Path) -> Iterator[Watched]:
    watched = Watched()
    watched.watch.follow(folder, exists=True)
    yield watched
    delete_later(watched)


def test_documents_that_come_and_go_are_told(watched: Watched, folder: Path, until: Until) -> None:
    assert watched.times == 0
    (folder / "moon.md").write_text("Moon")
    until(lambda: watched.times)
    seen = watched.times
    (folder / "moon.md").unlink()
    until(lambda: watched.times > seen)


def test_a_folder_that_is_moved_and_put_back_is_told_both_times(
    watched: Watched, folder: Path, until: Until, tmp_path: Path
) -> None:
    shutil.move(folder, tmp_path / "elsewhere")
    until(lambda: watched.times == 1)
    shutil.move(tmp_path / "elsewhere", folder)
    until(lambda: watched.times == 2)
    (folder / "moon.md").write_text("Moon")
    until(lambda: watched.times > 2)


def test_another_folder_in_its_place_is_told_and_watched(
    watched: Watched, folder: Path, until: Until, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "other").mkdir()
    shutil.move(folder, tmp_path / "old")
    shutil.move(tmp_path / "other", folder)
    until(lambda: watched.times)
    qtbot.wait(50)
    seen = watched.times
    (tmp_path / "old" / "moon.md").write_text("no longer looked at")
    qtbot.wait(200)
    assert watched.times == seen
    (folder / "moon.md").write_text("Moon")
    until(lambda: watched.times > seen)


def test_what_goes_on_beside_it_is_nothing_to_it(
    watched: Watched, folder: Path, until: Until, tmp_path: Path, qtbot: QtBot
) -> None:
    for number in range(50):
        (tmp_path / f"download-{number}").mkdir()
    qtbot.wait(200)
    assert watched.times == 0
    (folder / "moon.md").write_text("Moon")
    until(lambda: watched.times)


def test_a_folder_that_came_or_went_before_it_was_watched_is_told_at_once(folder: Path, tmp_path: Path) -> None:
    watched = Watched()
    watched.watch.follow(folder, exists=False)
    assert watched.times == 1
    watched.watch.follow(tmp_path / "nowhere", exists=False)
    assert watched.times == 1
    watched.watch.follow(tmp_path / "nowhere", exists=True)
    assert watched.times == 2
    delete_later(watched)


def test_a_collection_that_is_one_file_is_told_when_it_is_written(folder: Path, until: Until) -> None:
    document = folder / "moon.md"
    document.write_text("Moon")
    watched = Watched()
    watched.watch.follow(document, exists=True)
    document.write_text("Moon and tides")
    until(lambda: watched.times)
    seen = watched.times
    (folder / "new.md").write_text("as an editor saves it")
    (folder / "new.md").replace(document)
    until(lambda: watched.times > seen)
    delete_later(watched)


def test_nothing_is_told_once_it_is_stopped(watched: Watched, folder: Path, qtbot: QtBot) -> None:
    watched.watch.stop()
    (folder / "moon.md").write_text("Moon")
    qtbot.wait(200)
    assert watched.times == 0
