"""How names are said, from the collection's menu."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from podcast_studio.desktop.collection_menu import CollectionMenu
from podcast_studio.desktop.desktop import Desktop
from podcast_studio.desktop.views.pronunciations import EntryRow, PronunciationsDialog
from podcast_studio.domain.documents import Collection
from podcast_studio.domain.errors import SpeechError
from podcast_studio.testing.studio import FakeParts
from tests.desktop.pages import add_tides, studio_of
from tests.desktop.sounds import FakeSound

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def collection(desktop: Desktop, until: Until, tmp_path: Path) -> Collection:
    added = add_tides(desktop, until, tmp_path / "tides")
    until(lambda: desktop.window.sidebar._entries)
    return added


@pytest.fixture
def sound(desktop: Desktop) -> FakeSound:
    made = FakeSound()
    for menu in desktop.window.findChildren(CollectionMenu):
        menu.previews.make_sound = lambda: made  # type: ignore[assignment,return-value]
    return made


@pytest.fixture
def dialog(desktop: Desktop, collection: Collection, until: Until) -> PronunciationsDialog:
    """Opened from the menu, over one entry."""
    studio_of(desktop).pronouncing.set(collection_id=collection.id, written="SQLite", spoken="S Q light")
    desktop.window.sidebar.collection_menu_wanted.emit(collection.id, QPoint(10, 10))
    menu = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible())
    next(action for action in menu.actions() if action.text() == "Pronunciations…").trigger()
    menu.hide()
    until(lambda: desktop.window.findChild(PronunciationsDialog))
    opened = desktop.window.findChild(PronunciationsDialog)
    assert isinstance(opened, PronunciationsDialog)
    until(lambda: opened.isVisible() and opened.rows)
    return opened


def shown(dialog: PronunciationsDialog) -> list[tuple[str, str]]:
    return [(row.entry.written, row.entry.spoken) for row in dialog.rows]


def kept(desktop: Desktop, collection: Collection) -> list[tuple[str, str]]:
    entries = studio_of(desktop).pronouncing.entries(collection_id=collection.id)
    return [(entry.written, entry.spoken) for entry in entries]


def row_of(dialog: PronunciationsDialog, written: str) -> EntryRow:
    return next(row for row in dialog.rows if row.entry.written == written)


def test_an_entry_is_typed_and_added_by_the_enter_key(
    dialog: PronunciationsDialog, desktop: Desktop, collection: Collection, until: Until
) -> None:
    assert not dialog.add_entry.isEnabled()
    QTest.keyClicks(dialog.written, "Nguyen")
    assert not dialog.add_entry.isEnabled()
    QTest.keyClicks(dialog.spoken, "win")
    QTest.keyClick(dialog.spoken, Qt.Key.Key_Return)
    until(lambda: shown(dialog) == [("Nguyen", "win"), ("SQLite", "S Q light")])
    assert kept(desktop, collection) == shown(dialog)
    until(lambda: (dialog.written.text(), dialog.spoken.text()) == ("", ""))  # the list may be quicker
    assert dialog.isVisible()


def test_the_same_name_again_takes_the_place_of_what_was_said_for_it(
    dialog: PronunciationsDialog, desktop: Desktop, collection: Collection, until: Until
) -> None:
    dialog.written.setText("SQLite")
    dialog.spoken.setText("sequel light")
    dialog.add_entry.click()
    until(lambda: shown(dialog) == [("SQLite", "sequel light")])
    assert kept(desktop, collection) == [("SQLite", "sequel light")]


def test_an_entry_is_removed(
    dialog: PronunciationsDialog, desktop: Desktop, collection: Collection, until: Until
) -> None:
    row_of(dialog, "SQLite").remove.click()
    until(lambda: not dialog.rows)
    assert kept(desktop, collection) == []


def test_what_cannot_be_is_told_in_the_dialog_and_what_was_typed_stays(
    dialog: PronunciationsDialog, until: Until
) -> None:
    dialog.written.setText("++")
    dialog.spoken.setText("plus plus")
    dialog.add_entry.click()
    until(dialog.status.isVisible)
    assert dialog.status.text() == ("“++” has no letter and no figure in it. Write the name as it is in the text.")
    assert dialog.written.text() == "++"
    dialog.written.setText("C++")
    dialog.add_entry.click()
    until(lambda: ("C++", "plus plus") in shown(dialog))
    until(dialog.status.isHidden)  # the list may be quicker


def test_an_entry_is_heard_and_stopped(
    dialog: PronunciationsDialog, sound: FakeSound, parts: FakeParts, until: Until
) -> None:
    row = row_of(dialog, "SQLite")
    assert row.listen.toolTip() == "Listen to “SQLite”"
    row.listen.click()
    until(lambda: sound.playing)
    assert parts.speech.spoken[-1] == "S Q light"
    assert row.listen.toolTip() == "Stop “SQLite”"
    row.listen.click()
    assert not sound.playing
    assert row.listen.toolTip() == "Listen to “SQLite”"


def test_what_is_typed_is_heard_before_it_is_added(
    dialog: PronunciationsDialog, sound: FakeSound, parts: FakeParts, until: Until
) -> None:
    assert not dialog.listen.isEnabled()
    dialog.spoken.setText("win")
    dialog.listen.click()
    until(lambda: sound.playing)
    assert parts.speech.spoken[-1] == "win"
    assert dialog.listen.toolTip() == "Stop"
    dialog.done_button.click()
    assert not sound.playing


def test_what_the_voice_cannot_say_is_told_in_the_dialog(
    dialog: PronunciationsDialog, desktop: Desktop, sound: FakeSound, parts: FakeParts, until: Until
) -> None:
    parts.speech.trouble = lambda _text: SpeechError("The voice is hoarse.", way_out="Try again.")
    row_of(dialog, "SQLite").listen.click()
    until(dialog.status.isVisible)
    assert dialog.status.text() == "The voice is hoarse. Try again."
    assert desktop.window.notices.messages == []
    parts.speech.trouble = lambda _text: None
    sound.has_device = False
    row_of(dialog, "SQLite").listen.click()
    until(lambda: dialog.status.text().startswith("There is no device"))


def test_what_another_program_sets_is_shown(
    dialog: PronunciationsDialog, desktop: Desktop, collection: Collection, until: Until
) -> None:
    studio_of(desktop).pronouncing.set(collection_id=collection.id, written="Nguyen", spoken="win")
    until(lambda: ("Nguyen", "win") in shown(dialog))


def test_of_many_the_one_that_was_added_is_scrolled_to(
    dialog: PronunciationsDialog, desktop: Desktop, collection: Collection, until: Until
) -> None:
    for number in range(20):
        studio_of(desktop).pronouncing.set(collection_id=collection.id, written=f"name {number}", spoken="x")
    dialog.written.setText("Zeno")
    dialog.spoken.setText("zee no")
    dialog.add_entry.click()
    until(lambda: ("Zeno", "zee no") in shown(dialog))
    until(lambda: not row_of(dialog, "Zeno").visibleRegion().isEmpty())


def test_without_entries_it_says_so(dialog: PronunciationsDialog, until: Until) -> None:
    assert not dialog._empty.isVisible()
    row_of(dialog, "SQLite").remove.click()
    until(dialog._empty.isVisible)
