"""Walks every page and dialog: each control can be reached by keys, and says what it is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QSlider,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from podcast_studio.desktop.about import AboutDialog, licences
from podcast_studio.desktop.actions import KeysDialog
from podcast_studio.desktop.desktop import Desktop
from podcast_studio.desktop.pages import PAGES
from podcast_studio.desktop.quitting import LeaveDialog
from podcast_studio.testing.studio import write_collection
from tests.desktop.pages import pronunciations, show_furnished

Until = Callable[[Callable[[], object]], None]
CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QTextEdit,
)
MOST_TABS = 400


def controls(root: QWidget) -> list[QWidget]:
    """What a user can work with now, without the parts that controls are made of."""
    found = [one for one in root.findChildren(QWidget) if isinstance(one, CONTROLS) and one.isVisible()]
    return [one for one in found if one.isEnabled() and not isinstance(one, QScrollBar) and not _is_part(one)]


def spoken(control: QWidget) -> str:
    """What a screen reader calls it."""
    interface = QAccessible.queryAccessibleInterface(control)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def reached_by_tab(window: QWidget) -> set[QWidget]:
    """Everything that Tab comes to, and what the arrow keys reach from there: the group of a button."""
    reached: set[QWidget] = set()
    for _ in range(MOST_TABS):
        focus = QApplication.focusWidget() or window
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or now in reached:
            break
        reached.add(now)
        if isinstance(now, QAbstractButton) and now.group() is not None:
            reached.update(now.group().buttons())
    return reached


def complaints(window: QWidget, until: Until) -> list[str]:
    """What is wrong with the controls of a window, one line each."""
    window.activateWindow()
    until(window.isActiveWindow)
    found = controls(window)
    reached = reached_by_tab(window)
    wrong = []
    for control in found:
        told = f"{type(control).__name__} “{spoken(control)}” in {type(control.parentWidget()).__name__}"
        if not spoken(control):
            wrong.append(f"{told} has no name")
        if control not in reached and control.focusProxy() not in reached:
            wrong.append(f"{told} cannot be reached by Tab")
        if isinstance(control, QAbstractButton) and not control.text() and not control.toolTip():
            wrong.append(f"{told} has neither text nor tooltip")
    return wrong


def _is_part(control: QWidget) -> bool:
    parent = control.parentWidget()
    while parent is not None and not parent.isWindow():
        if isinstance(parent, QAbstractSpinBox | QComboBox | QAbstractItemView):
            return True
        parent = parent.parentWidget()
    return False


@pytest.fixture
def furnished(desktop: Desktop, until: Until, tmp_path: Path) -> Desktop:
    """A desktop with a collection and a finished podcast."""
    desktop.adding.add([write_collection(tmp_path / "tides")])
    until(lambda: desktop.window.place.page == "collection")
    assert desktop.studio is not None
    desktop.studio.order(folder=tmp_path / "tides", minutes=1)
    until(lambda: desktop.studio and all(row.has_audio for row in desktop.studio.shelf.podcasts()))
    return desktop


@pytest.mark.parametrize("page", PAGES)
def test_every_control_of_a_page_has_a_name_and_can_be_reached(
    page: str, furnished: Desktop, until: Until, qtbot: QtBot
) -> None:
    furnished.window.resize(1280, 800)
    show_furnished(furnished, page, qtbot)
    assert complaints(furnished.window, until) == []


def test_every_control_of_a_message_has_a_name_and_can_be_reached(desktop: Desktop, until: Until) -> None:
    desktop.window.notices.trouble("It failed.", "Try again.", details="why", actions=[("Retry", lambda: None)])
    desktop.window.notices.say("It went well.", actions=[("Show", lambda: None)], seconds=0)
    assert complaints(desktop.window, until) == []


def test_every_control_of_a_dialog_has_a_name_and_can_be_reached(desktop: Desktop, until: Until) -> None:
    window = desktop.window
    dialogs: list[QDialog] = [
        KeysDialog(window, [("Everywhere", window)]),
        AboutDialog(window, licences()),
        LeaveDialog(window, []),
    ]
    for dialog in dialogs:
        dialog.show()
        until(dialog.isVisible)
        assert complaints(dialog, until) == [], type(dialog).__name__
        dialog.close()
        dialog.deleteLater()


def test_every_control_of_the_pronunciations_has_a_name_and_can_be_reached(furnished: Desktop, until: Until) -> None:
    dialog = pronunciations(furnished, "Nguyen", "win")
    dialog.show()
    until(lambda: dialog.isVisible() and dialog.rows)
    dialog.written.setText("SQLite")
    dialog.spoken.setText("S Q light")
    assert complaints(dialog, until) == []
    dialog.reject()
    dialog.deleteLater()


def test_every_action_has_words_and_keys(desktop: Desktop) -> None:
    desktop.window.build_pages()
    owners = [desktop.window, *desktop.window.findChildren(QWidget)]
    actions = [action for owner in owners for action in owner.actions() if not action.isSeparator()]
    assert actions
    assert [action for action in actions if not action.text()] == []


def test_no_two_actions_that_can_be_used_together_have_the_same_keys(desktop: Desktop) -> None:
    everywhere = [action.shortcut().toString() for action in desktop.window.actions()]
    for page in desktop.window.build_pages().values():
        keys = [*everywhere, *[action.shortcut().toString() for action in page.actions()]]
        used = [key for key in keys if key]
        assert len(used) == len(set(used)), type(page).__name__


def test_f6_goes_round_the_parts_of_the_window(desktop: Desktop, until: Until) -> None:
    window = desktop.window
    window.activateWindow()
    until(window.isActiveWindow)
    parts = []
    for _ in range(4):
        window.focus_next_part()
        focus = QApplication.focusWidget()
        assert focus is not None
        owners = {"sidebar": window.sidebar, "page": window.stack, "player": window.player_bar}
        parts.append(next(name for name, owner in owners.items() if owner.isAncestorOf(focus)))
    assert parts[0] == "sidebar"
    assert parts[1] == "page"
    assert "sidebar" in parts[2:]
