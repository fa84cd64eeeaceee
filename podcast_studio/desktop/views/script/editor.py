"""The words of a turn, edited where the turn stands."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.views.script.names import names
from podcast_studio.desktop.views.script.rows import ScriptRow
from podcast_studio.desktop.widgets import PrimaryButton, QuietButton, Text, column, row
from podcast_studio.desktop.words import about, counted

_WORDS_PER_SECOND = 2.75  # of a brisk voice, for a turn whose own speed is not known
_LEAST_LINES, _MOST_LINES = 3, 12  # that are seen at once


class TurnEditor(QFrame):
    """Lies over its turn. Ctrl+Return saves, Esc leaves the turn as it was."""

    saved = Signal(str)  # the new words
    left = Signal()

    def __init__(self, turn: ScriptRow, *, left: int, width: int) -> None:
        """`left` is where the words of turns begin and `width` how wide they are, in px."""
        super().__init__()
        self.turn = turn
        self.setProperty("kind", "card")
        self._who = Text(names.speaker(turn.speaker) if turn.speaker is not None else "", "strong")
        self.words = _Words(turn.text)
        self.words.setAccessibleName(self.tr("What is said in turn {number}").format(number=turn.number))
        self.length = Text("", "secondary")
        self.cancel = QuietButton(self.tr("Cancel"), self.left.emit)
        self.save = PrimaryButton(self.tr("Save"), self._save)
        self.save.setToolTip(self.tr("Only turns that are new or changed are voiced again."))
        buttons = row(self.length, None, self.cancel, self.save, gap=2 * UNIT)
        content = row(gap=3 * UNIT, margins=(3 * UNIT, 2 * UNIT, 3 * UNIT, 2 * UNIT))
        content.addWidget(self._who, 0, Qt.AlignmentFlag.AlignTop)
        content.addLayout(column(self.words, buttons, gap=2 * UNIT))
        content.addStretch(1)
        self.setLayout(content)
        self.take_place(left, width)
        self.words.saved.connect(self._save)
        self.words.left.connect(self.left)
        self.words.textChanged.connect(self._check)
        self._check()

    @property
    def text(self) -> str:
        return self.words.toPlainText()

    @property
    def changed(self) -> bool:
        return self.text != self.turn.text

    def take_place(self, left: int, width: int) -> None:
        """Stand where the words of turns do, in a window of another width."""
        self._who.setFixedWidth(left - 6 * UNIT)
        self.words.setFixedWidth(width)

    def height_wanted(self) -> int:
        """In px, with the fonts that it has where it is."""
        for part in (self.words, self.length, self.cancel, self.save):
            part.ensurePolished()
            part.updateGeometry()
        return self.sizeHint().height()

    def set_busy(self, busy: bool) -> None:
        """While it is being saved nothing can be typed."""
        self.words.setReadOnly(busy)
        self.cancel.setEnabled(not busy)
        self.save.setEnabled(not busy and bool(self.text.strip()))

    def _check(self) -> None:
        count = len(self.text.split())
        self.save.setEnabled(count > 0)
        self.length.setText(
            self.tr("{words}, about {time}").format(words=counted.words(count), time=about(count / self._speed()))
        )

    def _speed(self) -> float:
        """Words a second, as this turn was spoken so far."""
        seconds = self.turn.turn.seconds if self.turn.turn is not None else None
        spoken = len(self.turn.text.split())
        return spoken / seconds if seconds and spoken else _WORDS_PER_SECOND

    def _save(self) -> None:
        if self.save.isEnabled():
            self.saved.emit(self.text)


class _Words(QPlainTextEdit):
    """Tab leaves it."""

    saved = Signal()
    left = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def sizeHint(self) -> QSize:
        """As high as the text, within limits; the width is set from outside."""
        metrics, inside = self.fontMetrics(), self.maximumWidth() - 6 * UNIT
        lines = metrics.boundingRect(0, 0, inside, 10_000, Qt.TextFlag.TextWordWrap.value, self.toPlainText()).height()
        lines = lines // max(1, metrics.height()) + 1
        return QSize(inside, max(_LEAST_LINES, min(_MOST_LINES, lines)) * metrics.lineSpacing() + 5 * UNIT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.saved.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
