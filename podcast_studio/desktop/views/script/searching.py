"""Finding words in a transcript, and stepping through the turns that say them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from podcast_studio.desktop.theme import UNIT, Theme
from podcast_studio.desktop.widgets import IconButton, Text, row
from podcast_studio.desktop.words import number

_WIDTH, _LEAST, _PAUSE = 200, 120, 150  # px, px, ms


class SearchField(QLineEdit):
    """Enter goes to the next turn, Shift+Enter to the one before, Escape ends the search."""

    wanted = Signal(str)  # what to look for, once the user has paused
    stepped = Signal(int)  # 1 for the next, -1 for the one before

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(self.tr("Search transcript"))
        self.setAccessibleName(self.tr("Search transcript"))
        self.setMinimumWidth(_LEAST)
        self.setMaximumWidth(_WIDTH)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(lambda: self.wanted.emit(self.text().strip()))
        self.textChanged.connect(lambda _text: self._pause.start())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.stepped.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)


class FoundBar(QWidget):
    """How many turns say it, which one is shown, and two buttons to step."""

    stepped = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._keys: list[str] = []
        self._at = -1
        self.says = Text("", "status")
        self.before = IconButton(theme.icons("up"), self.tr("Turn before"), lambda: self.stepped.emit(-1), size=16)
        self.after = IconButton(theme.icons("down"), self.tr("Next turn"), lambda: self.stepped.emit(1), size=16)
        self.setLayout(row(None, self.says, self.before, self.after, gap=UNIT))
        self.hide()

    @property
    def key(self) -> str:
        """The turn that is shown; "" where there is none."""
        return self._keys[self._at] if 0 <= self._at < len(self._keys) else ""

    def show_found(self, keys: Sequence[str], *, searched: bool) -> None:
        """Show these, from the one that is shown now or the first."""
        here = self.key
        self._keys = list(keys)
        self._at = self._keys.index(here) if here in self._keys else 0 if self._keys else -1
        self.setVisible(searched)
        self._say()

    def step(self, by: int) -> str:
        """Go round to another one; its key."""
        if self._keys:
            self._at = (self._at + by) % len(self._keys)
            self._say()
        return self.key

    def _say(self) -> None:
        for button in (self.before, self.after):
            button.setEnabled(len(self._keys) > 1)
        if not self._keys:
            self.says.setText(self.tr("No turn says that"))
            return
        text = self.tr("{number} of {total}")
        self.says.setText(text.format(number=number(self._at + 1), total=number(len(self._keys))))
