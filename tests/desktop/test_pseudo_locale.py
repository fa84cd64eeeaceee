"""The window in a made-up language, whose texts are accented, bracketed and a third longer than the English ones.

What stands without brackets is not translated; what does not fit would be cut off in a real language too.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from podcast_studio.desktop.about import AboutDialog
from podcast_studio.desktop.actions import KeysDialog
from podcast_studio.desktop.desktop import Desktop
from podcast_studio.desktop.pages import PAGES
from podcast_studio.desktop.quitting import LeaveDialog
from podcast_studio.desktop.sidebar import NavButton
from podcast_studio.testing.studio import write_collection
from tests.desktop.pages import pronunciations, show_furnished

Until = Callable[[Callable[[], object]], None]
SCRIPT = Path(__file__).parents[2] / "packaging" / "translations.py"
SIZES = [(1280, 800), (900, 600)]
_TRANSLATED = re.compile(r"⟦[^⟦⟧]*⟧")
# What comes from the user, from files, or is the same everywhere.
_DATA = re.compile(
    r"Podcast Studio|Tides|tides|Alba|Bert|American English|starter|fake"
    r"|MP3|M4A|OGG|FLAC|WAV|[kKMG]B|bytes|AM|PM|/[^ ]*|\d+(\.\d+)*"
    r"|Ctrl|Alt|Shift|F\d+|Space|Left|Right|Up|Down|Home|End|PgUp|PgDown|PgDn|Del|Return|Enter|Esc|Backspace|\b[A-Z]\b"
)


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("pseudo")
    subprocess.run([sys.executable, str(SCRIPT), str(folder), "--pseudo"], check=True)
    translator = QTranslator()
    assert translator.load("podcast_studio_en_XA", str(folder))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.fixture
def furnished(pseudo: None, desktop: Desktop, until: Until, tmp_path: Path) -> Desktop:
    """A desktop with a collection and a finished podcast."""
    desktop.adding.add([write_collection(tmp_path / "tides")])
    until(lambda: desktop.window.place.page == "collection")
    assert desktop.studio is not None
    desktop.studio.order(folder=tmp_path / "tides", minutes=1)
    until(lambda: desktop.studio and all(row.has_audio for row in desktop.studio.shelf.podcasts()))
    return desktop


def texts(root: QWidget) -> Iterator[tuple[str, str]]:
    """Whatever a user can read or hear in a window, with where it stands."""
    for widget in [root, *root.findChildren(QWidget)]:
        if not widget.isVisible() and widget is not root:
            continue
        place = f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        yield widget.toolTip(), f"tooltip of {place}"
        yield widget.accessibleName(), f"name of {place}"
        yield widget.accessibleDescription(), f"description of {place}"
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text(), place
        elif isinstance(widget, QLineEdit):
            yield widget.placeholderText(), place
        elif isinstance(widget, QComboBox):
            yield from ((widget.itemText(number), place) for number in range(widget.count()))
        elif isinstance(widget, QHeaderView) and widget.model() is not None:
            columns = range(widget.model().columnCount())
            yield from ((str(widget.model().headerData(n, widget.orientation()) or ""), place) for n in columns)
        for action in widget.actions():
            if isinstance(action, QAction):
                yield action.text(), f"action of {place}"


def untranslated(root: QWidget) -> list[str]:
    wrong = []
    for text, place in texts(root):
        if re.search(r"[^\W\d_]", _DATA.sub("", _without_translated(text))):
            wrong.append(f"{place}: {text!r}")
    return sorted(set(wrong))


def _without_translated(text: str) -> str:
    """Translated texts may hold others."""
    while _TRANSLATED.search(text):
        text = _TRANSLATED.sub("", text)
    return text


def cut_off(root: QWidget) -> list[str]:
    wrong = []
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and not _fits(widget):
            text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else type(widget).__name__
            wrong.append(f"{text!r} has {widget.width()}×{widget.height()}, wants {widget.sizeHint().toTuple()}")
    return wrong


def _fits(widget: QWidget) -> bool:
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) <= widget.height() + 1
        return widget.sizeHint().width() <= widget.width() + 1
    if isinstance(widget, NavButton):
        return widget.fontMetrics().horizontalAdvance(widget.text().replace("&&", "&")) <= widget.width() - 22
    if isinstance(widget, QAbstractButton) and widget.text():
        return widget.sizeHint().width() <= widget.width() + 1
    if isinstance(widget, QComboBox):
        return widget.fontMetrics().horizontalAdvance(widget.currentText()) <= widget.width() - 40
    return True


@pytest.mark.parametrize("page", PAGES)
def test_every_text_of_a_page_is_translated_and_fits(page: str, furnished: Desktop, until: Until, qtbot: QtBot) -> None:
    window = furnished.window
    show_furnished(furnished, page, qtbot)
    assert untranslated(window) == []
    for width, height in SIZES:
        window.resize(width, height)
        until(lambda width=width: window.width() == width)
        QApplication.processEvents()
        assert cut_off(window) == [], f"at {width}×{height}"


@pytest.mark.parametrize("page", PAGES)
def test_every_text_of_a_page_fits_beside_a_message(page: str, furnished: Desktop, qtbot: QtBot) -> None:
    window = furnished.window
    window.resize(900, 600)
    window.notices.error(ValueError("odd"))
    show_furnished(furnished, page, qtbot)
    assert window.width() == 900
    assert cut_off(window) == []


def test_every_text_of_a_message_and_a_dialog_is_translated_and_fits(furnished: Desktop, until: Until) -> None:
    window = furnished.window
    window.notices.error(ValueError("odd"))
    assert untranslated(window.notices) == []
    dialogs: list[QDialog] = [
        KeysDialog(window, [("⟦⟧", window)]),
        AboutDialog(window, []),
        LeaveDialog(window, []),
    ]
    for dialog in dialogs:
        dialog.show()
        until(dialog.isVisible)
        QApplication.processEvents()  # layouts take the sizes of the style
        assert untranslated(dialog) == [], type(dialog).__name__
        assert cut_off(dialog) == [], type(dialog).__name__
        dialog.close()
        dialog.deleteLater()


def test_every_text_of_the_pronunciations_is_translated_and_fits(furnished: Desktop, until: Until) -> None:
    dialog = pronunciations(furnished, "Tides", "tides")
    dialog.show()
    until(lambda: dialog.isVisible() and dialog.rows)
    QApplication.processEvents()
    assert untranslated(dialog) == []
    assert cut_off(dialog) == []
    dialog.reject()
    dialog.deleteLater()


def test_what_is_not_translated_is_found(furnished: Desktop) -> None:
    button = QPushButton("Never translated", furnished.window)
    button.show()
    assert any("Never translated" in line for line in untranslated(furnished.window))
    button.resize(20, 20)
    assert any("Never translated" in line for line in cut_off(furnished.window))
