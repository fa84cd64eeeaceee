"""A line that says how the podcast stands when it is neither finished nor on its way, and what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame

from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.views.script.rows import Shown
from podcast_studio.desktop.widgets import PrimaryButton, QuietButton, Text, column, row
from podcast_studio.domain.jobs import JobState


class StateCard(QFrame):
    """Not there while all is well."""

    def __init__(self, retry: Callable[[], object]) -> None:
        super().__init__()
        self.message, self.way_out = Text("", "strong", wraps=True), Text("", wraps=True)
        self._details = ""
        self.copy = QuietButton(self.tr("Copy details"), self._copy)
        self.retry = PrimaryButton(self.tr("Retry"), retry)
        line = row(gap=2 * UNIT, margins=(4 * UNIT, 2 * UNIT, 3 * UNIT, 2 * UNIT))
        line.addLayout(column(self.message, self.way_out, gap=UNIT // 2), 1)
        line.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.retry, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)
        self.hide()

    def say(self, shown: Shown) -> None:
        """Tell what there is to tell of it."""
        message, way_out = self._words(shown)
        failed = shown.made.state is JobState.FAILED
        self.message.setText(message)
        self.way_out.setText(way_out)
        self.way_out.setVisible(bool(way_out))
        self._details = shown.details
        self.copy.setVisible(failed)
        self.retry.setVisible(failed or shown.made.state is JobState.CANCELLED or shown.script.given_up)
        self.retry.setEnabled(True)
        kind = "trouble-card" if failed else "bar"
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            self.style().polish(self)
        self.setVisible(bool(message))

    def _words(self, shown: Shown) -> tuple[str, str]:
        made = shown.made
        if made.state is JobState.FAILED:
            reason = made.error or self.tr("It could not be made.")
            if shown.finished:
                reason = self.tr("Your changes are not in the audio yet: {reason}").format(reason=reason)
            return reason, made.way_out
        if shown.finished:
            return self._revision_words(shown)
        if made.state is JobState.QUEUED and made.error:
            return made.error, self.tr("It is tried again by itself.")
        return self._waiting_words(made.state)

    def _revision_words(self, shown: Shown) -> tuple[str, str]:
        if shown.script.remixing:
            way = self.tr("Until then you hear the version before them.")
            return self.tr("Your changes are being voiced and mixed."), way
        if shown.made.state is JobState.HELD:
            return self.tr("Your changes are held, and are not in the audio yet."), self.tr("Resume them in the queue.")
        if shown.script.given_up:
            return self.tr("Your changes are not in the audio yet."), self.tr("Retry to have them voiced.")
        return "", ""

    def _waiting_words(self, state: JobState) -> tuple[str, str]:
        return {
            JobState.QUEUED: (self.tr("Waits for its turn."), self.tr("It begins by itself.")),
            JobState.HELD: (self.tr("Held."), self.tr("Resume it and it goes on where it stopped.")),
            JobState.CANCELLED: (self.tr("Cancelled."), self.tr("Retry and it goes on where it stopped.")),
        }.get(state, ("", ""))

    def _copy(self) -> None:
        words = f"{self.message.text()} {self.way_out.text()}".strip()
        QGuiApplication.clipboard().setText(self._details or words)
