"""Opening the studio when something is in the way."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from podcast_studio.desktop import desktop as module
from podcast_studio.desktop.desktop import Desktop
from podcast_studio.desktop.widgets import InfoBar
from podcast_studio.domain.errors import DatabaseTooNewError, StorageError
from podcast_studio.domain.jobs import JobState
from podcast_studio.studio import Home, Studio
from podcast_studio.testing.studio import fake_studio, write_collection

Until = Callable[[Callable[[], object]], None]


def test_a_library_that_cannot_be_opened_is_told_with_a_way_to_try_again(
    qapp: QApplication, home: Home, make_desktop: Callable[[], Desktop], until: Until
) -> None:
    desktop = make_desktop()
    opened = desktop._opened
    tries: list[Home] = []

    def refuse_once(home: Home) -> Studio:
        tries.append(home)
        if len(tries) == 1:
            raise DatabaseTooNewError("The library is newer than this program.", way_out="Install the newest version.")
        return opened(home)

    desktop._opened = refuse_once
    desktop.window.show()
    desktop.begin()
    until(lambda: desktop.window.notices.messages == ["The library is newer than this program."])
    next(one for one in desktop.window.notices.findChildren(QPushButton) if one.text() == "Try again").click()
    until(lambda: desktop.window.page)


def test_while_the_library_is_busy_the_window_works_and_the_jobs_go_on_afterwards(
    make_desktop: Callable[[], Desktop], until: Until, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SECONDS_BETWEEN_TRIES", 0.01)
    with fake_studio(home.root) as before:
        before.prepare_starter(report=lambda _share: None)
        before.order(folder=write_collection(tmp_path / "tides"), minutes=1)
    desktop = make_desktop()
    opened = desktop._opened
    busy = [True]

    def with_a_busy_library(home: Home) -> Studio:
        studio = opened(home)
        jobs = studio._library.jobs
        begun = jobs.begun

        def look(kind: str) -> int:
            if busy[0]:
                raise StorageError("The library is busy.", way_out="Try again.")
            return begun(kind)

        monkeypatch.setattr(jobs, "begun", look)
        return studio

    desktop._opened = with_a_busy_library
    desktop.window.show()
    desktop.begin()
    until(lambda: desktop.window.notices.messages == ["The library is busy."])
    assert desktop.window.place.page == "collection"
    busy[0] = False
    until(lambda: "The library is busy." not in desktop.window.notices.messages)
    until(lambda: desktop.studio and desktop.studio.jobs()[-1].state is JobState.COMPLETED)


def test_a_library_that_was_damaged_is_told_until_it_is_closed(
    make_desktop: Callable[[], Desktop], until: Until, home: Home, tmp_path: Path
) -> None:
    with fake_studio(home.root) as before:
        before.add_folder(folder=write_collection(tmp_path / "tides"))
        before.order(folder=tmp_path / "tides", minutes=1)
    with home.database.open("r+b") as file:
        file.write(b"x" * 100)
    desktop = make_desktop()
    desktop.window.show()
    desktop.begin()
    until(lambda: desktop.window.page)
    (bar,) = [one for one in desktop.window.notices.findChildren(InfoBar) if "damaged" in one.message]
    assert bar.message == "The library was damaged, and has been made anew from what could be saved."
    assert "Podcasts in it again: 1." in bar.accessibleName()
    until(lambda: desktop.studio and desktop.studio.podcasts())
