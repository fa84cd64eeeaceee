"""Dialogs of the transcript: the words of a turn, and a passage where it stands in its document."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from podcast_studio.desktop.dialogs import Dialog
from podcast_studio.desktop.theme import UNIT, Theme
from podcast_studio.desktop.views.script.names import names
from podcast_studio.desktop.widgets import SegmentedControl, Text
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.studio.scripts import Context

_WORDS_WIDTH, _WORDS_HEIGHT = 520, 160  # px
_PASSAGE_WIDTH, _PASSAGE_HEIGHT = 640, 420


class TurnDialog(Dialog):
    """What a turn shall say; of a new one also who says it."""

    def __init__(self, parent: QWidget, title: str, text: str = "", speaker: Speaker | None = None) -> None:
        """With `speaker`, who speaks can be chosen, and that one is at first."""
        super().__init__(parent, title)
        self.who = SegmentedControl(self.tr("Who speaks"), [(one, names.speaker(one)) for one in Speaker])
        self.who.setVisible(speaker is not None)
        if speaker is not None:
            self.who.choose(speaker)
        self.words = _Words(self)
        self.words.setAccessibleName(self.tr("What is said"))
        self.words.setPlainText(text)
        self.words.setMinimumSize(_WORDS_WIDTH, _WORDS_HEIGHT)
        self.words.moveCursor(QTextCursor.MoveOperation.End)
        self.add(
            self.who, self.words, Text(self.tr("Only turns that are new or changed are voiced again."), "secondary")
        )
        self.add_button(self.tr("Cancel"), Dialog.DialogCode.Rejected)
        self.save = self.add_button(self.tr("Save"), Dialog.DialogCode.Accepted, main=True)
        self.words.textChanged.connect(self._check)
        self.words.setFocus()
        self._check()

    @property
    def text(self) -> str:
        return self.words.toPlainText()

    def _check(self) -> None:
        self.save.setEnabled(bool(self.text.strip()))


class _Words(QPlainTextEdit):
    """Tab leaves it, and Ctrl+Return saves."""

    def __init__(self, dialog: TurnDialog) -> None:
        super().__init__()
        self._dialog = dialog
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._dialog.save.click()
        else:
            super().keyPressEvent(event)


class PassageDialog(Dialog):
    """A source of a turn, marked in what stands around it."""

    def __init__(self, parent: QWidget, theme: Theme, context: Context) -> None:
        super().__init__(parent, context.document)
        place = Text(context.heading, "status", wraps=True)
        place.setVisible(bool(context.heading))
        self.page = QTextEdit()
        self.page.setReadOnly(True)
        self.page.setTabChangesFocus(True)
        self.page.setAccessibleName(self.tr("Passage in its document"))
        self.page.setMinimumSize(_PASSAGE_WIDTH, _PASSAGE_HEIGHT)
        self.add(place, self.page)
        self.add_button(self.tr("Close"), Dialog.DialogCode.Accepted, main=True)
        self._write(theme, context)

    def _write(self, theme: Theme, context: Context) -> None:
        cursor = self.page.textCursor()
        paragraph = QTextBlockFormat()
        paragraph.setBottomMargin(2 * UNIT)
        paragraph.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(paragraph)
        around, marked = QTextCharFormat(), QTextCharFormat()
        around.setForeground(theme.colour("secondary"))
        marked.setForeground(theme.colour("ink"))
        marked.setBackground(QColor(theme.colour("accent_soft")))
        if context.before:
            cursor.insertText(_paragraphs(context.before) + "\n", around)
        begin = cursor.position()
        cursor.insertText(_paragraphs(context.passage), marked)
        end = cursor.position()
        if context.after:
            cursor.insertText("\n" + _paragraphs(context.after), around)
        cursor.setPosition(begin)
        self.page.setTextCursor(cursor)
        QTimer.singleShot(0, self.page, lambda: self._scroll_to(begin, end))

    def _scroll_to(self, begin: int, end: int) -> None:
        """The passage in the middle, or its beginning on top where it is long."""
        first, last = self._area(begin), self._area(end)
        height, room = last.bottom() - first.top(), self.page.viewport().height()
        bar = self.page.verticalScrollBar()
        bar.setValue(bar.value() + first.top() - max(2 * UNIT, (room - height) // 2))

    def _area(self, position: int) -> QRect:
        cursor = self.page.textCursor()
        cursor.setPosition(position)
        return self.page.cursorRect(cursor)


def _paragraphs(text: str) -> str:
    """Blank lines are distances of the layout here."""
    return "\n".join(line.strip() for line in text.strip().splitlines() if line.strip())
