"""What a collection has to say above its podcasts: that it is being read, has changed, or is in trouble."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QWidget

from podcast_studio.desktop.theme import UNIT, Theme
from podcast_studio.desktop.widgets import Card, PrimaryButton, ProgressLine, QuietButton, Text, column, row
from podcast_studio.desktop.words import counted, number
from podcast_studio.domain.shelf import CollectionRow, QueueRow


class IndexingBar(Card):
    """How far the reading is, and a way to stop it."""

    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(padding=4 * UNIT)
        self.words = Text("", wraps=True)
        self.line = ProgressLine(theme, self.tr("Reading documents"))
        self.cancel = QuietButton(self.tr("Cancel"), self._cancel)
        self.body.addLayout(row(column(self.words, self.line, gap=2 * UNIT), self.cancel, gap=6 * UNIT))

    def show_collection(self, collection: CollectionRow) -> None:
        """Show how far it is."""
        self.cancel.setEnabled(True)
        done, total = collection.done, collection.total
        if not total or done >= total:
            self.words.setText(self.tr("Looking through the folder…"))
        else:
            text = self.tr("Reading {documents}: {done} done")
            self.words.setText(text.format(documents=counted.documents(total), done=number(done)))
        self.line.show_share(100 * done // total if total and done < total else 0)

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.words.setText(self.tr("Stopping…"))
        self.cancelled.emit()


class NoticeBar(QFrame):
    """One sentence with the way out, and up to three buttons. Not shown while there is nothing to say."""

    acted = Signal()
    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._details = ""
        self.message, self.way_out = Text("", "strong", wraps=True), Text("", wraps=True)
        self.copy = QuietButton(self.tr("Copy details"), lambda: QGuiApplication.clipboard().setText(self._details))
        self.dismiss = QuietButton(self.tr("Dismiss"), self.dismissed.emit)
        self.action = PrimaryButton("", self.acted.emit)
        line = row(gap=2 * UNIT, margins=(4 * UNIT, 3 * UNIT, 3 * UNIT, 3 * UNIT))
        line.addLayout(column(self.message, self.way_out, gap=UNIT // 2), 1)
        for button in (self.copy, self.dismiss, self.action):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)
        self.hide()

    def say(
        self,
        message: str,
        way_out: str = "",
        *,
        action: str = "",
        details: str = "",
        trouble: bool = False,
        dismissable: bool = False,
    ) -> None:
        """Show it; in the colour of trouble only where the user must act."""
        self._details = details
        self.setProperty("kind", "trouble-card" if trouble else "bar")
        _polish(self)
        self.message.setText(message)
        for part, text in ((self.way_out, way_out), (self.action, action)):
            part.setText(text)
            part.setVisible(bool(text))
        self.copy.setVisible(bool(details))
        self.dismiss.setVisible(dismissable)
        self.setAccessibleName(f"{message} {way_out}".strip())
        self.show()


def trouble_of(row: QueueRow) -> tuple[str, str, str]:
    """Reason, way out and details of a job that failed."""
    return row.error or "", row.way_out, f"{row.error or ''}\n{row.way_out}\n\n{row.error_details or ''}".strip()


def _polish(widget: QWidget) -> None:
    widget.style().unpolish(widget)
    widget.style().polish(widget)
