"""Asking when a job shall begin."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import QDateTimeEdit, QWidget

from podcast_studio.desktop.dialogs import Dialog
from podcast_studio.desktop.views.times import tonight
from podcast_studio.desktop.words import translate
from podcast_studio.domain.shelf import QueueRow

SOON = 2


class StartDialog(Dialog):
    """A day and a time, or as soon as it can be."""

    def __init__(self, parent: QWidget, row: QueueRow, title: str) -> None:
        super().__init__(parent, translate("StartDialog", "Start “{title}”").format(title=title))
        self.time = QDateTimeEdit()
        self.time.setCalendarPopup(True)
        self.time.setAccessibleName(self.tr("Day and time"))
        self.time.setMinimumDateTime(QDateTime.currentDateTime())
        begin = row.run_at if row.waiting_for_time else tonight(datetime.now().astimezone()).timestamp()
        self.time.setDateTime(QDateTime.fromSecsSinceEpoch(int(begin)))
        self.add(self.time)
        self.add_button(self.tr("Cancel"), Dialog.DialogCode.Rejected)
        self.soon = self.add_button(self.tr("As soon as it can be"), SOON)
        self.then = self.add_button(self.tr("Start then"), Dialog.DialogCode.Accepted, main=True)

    def run_at(self, result: int) -> float | None:
        """Seconds since the epoch, for a result that is not Rejected; None for as soon as it can be."""
        return None if result == SOON else float(self.time.dateTime().toSecsSinceEpoch())
