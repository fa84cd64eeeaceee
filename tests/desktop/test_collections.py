import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QScrollArea

from podcast_studio.desktop.desktop import Desktop
from podcast_studio.desktop.dialogs import Dialog
from podcast_studio.desktop.shell import Place
from podcast_studio.desktop.sidebar import NavButton
from podcast_studio.domain.shelf import CollectionRow
from podcast_studio.testing.studio import write_collection

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def collection(desktop: Desktop, until: Until, tmp_path: Path) -> str:
    desktop.adding.add([write_collection(tmp_path / "tides")])
    until(lambda: desktop.window.place.page == "collection")
    until(lambda: names(desktop) == ["Tides"])
    return desktop.window.place.subject


def names(desktop: Desktop) -> list[str]:
    assert desktop.studio is not None
    buttons = desktop.window.sidebar.findChildren(QPushButton)
    known = {row.name for row in desktop.studio.shelf.collections()}
    return [button.text() for button in buttons if button.text() in known]


def open_menu(desktop: Desktop, collection: str, entry: str) -> None:
    """Choose an entry of the collection's menu."""
    desktop.window.sidebar.collection_menu_wanted.emit(collection, QPoint(10, 10))
    menu = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible())
    next(action for action in menu.actions() if action.text() == entry).trigger()
    menu.hide()


def dialog(until: Until) -> Dialog:
    def found() -> Dialog | None:
        return next(
            (one for one in QApplication.topLevelWidgets() if isinstance(one, Dialog) and one.isVisible()), None
        )

    until(found)
    opened = found()
    assert opened is not None
    return opened


def click(opened: Dialog, text: str) -> None:
    next(button for button in opened.findChildren(QPushButton) if button.text() == text).click()


def test_a_collection_is_renamed(desktop: Desktop, collection: str, until: Until) -> None:
    open_menu(desktop, collection, "Rename…")
    opened = dialog(until)
    opened.findChild(QLineEdit).setText("The sea")  # type: ignore[union-attr]
    click(opened, "Rename")
    until(lambda: names(desktop) == ["The sea"])


def test_a_long_name_makes_room_for_the_number_of_documents(desktop: Desktop, until: Until, tmp_path: Path) -> None:
    name = "Tides of the North Sea and of the Baltic, measured and told"
    desktop.adding.add([write_collection(tmp_path / name)])
    buttons = desktop.window.sidebar.findChildren
    until(lambda: f"{name}, 1" in [button.accessibleName() for button in buttons(NavButton)])
    entry = next(button for button in buttons(NavButton) if button.text() == name)
    area = desktop.window.sidebar.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    until(lambda: 0 < entry.width() <= area.viewport().width())
    assert entry.sizeHint().width() > entry.width()


def test_an_empty_name_is_refused(desktop: Desktop, collection: str, until: Until) -> None:
    open_menu(desktop, collection, "Rename…")
    opened = dialog(until)
    opened.findChild(QLineEdit).setText("  ")  # type: ignore[union-attr]
    click(opened, "Rename")
    until(lambda: desktop.window.notices.messages == ["A collection needs a name."])


def test_removing_asks_first_and_keeps_the_files(
    desktop: Desktop, collection: str, until: Until, tmp_path: Path
) -> None:
    open_menu(desktop, collection, "Remove…")
    click(dialog(until), "Keep it")
    open_menu(desktop, collection, "Remove…")
    click(dialog(until), "Remove")
    until(lambda: desktop.window.place == Place(page="start"))
    assert (tmp_path / "tides" / "tides.md").is_file()


def test_a_list_that_was_read_before_a_folder_came_in_does_not_lead_away_from_it(
    desktop: Desktop, until: Until, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desktop.studio is not None
    read, go_on, listed = threading.Event(), threading.Event(), desktop.studio.shelf.collections

    def slow() -> list[CollectionRow]:
        rows = listed()
        if not rows:
            read.set()
            assert go_on.wait(30)
        return rows

    monkeypatch.setattr(desktop.studio.shelf, "collections", slow)
    desktop._load_sidebar()
    until(read.is_set)
    desktop.adding.add([write_collection(tmp_path / "tides")])
    until(lambda: desktop.window.place.page == "collection")
    places: list[str] = []
    desktop.window.went.connect(lambda place: places.append(place.page))
    go_on.set()
    until(lambda: names(desktop) == ["Tides"])
    assert desktop.window.place.page == "collection"
    assert "start" not in places


def test_the_number_of_documents_appears_when_they_are_indexed(desktop: Desktop, collection: str, until: Until) -> None:
    until(lambda: "Tides, 1" in [b.accessibleName() for b in desktop.window.sidebar.findChildren(QPushButton)])
