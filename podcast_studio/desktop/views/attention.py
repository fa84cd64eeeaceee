"""Jobs that wait for the user: what happened, and what can be done about it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QMenu, QPushButton, QVBoxLayout, QWidget

from podcast_studio.desktop.theme import UNIT, Theme
from podcast_studio.desktop.views.collection_bars import trouble_of
from podcast_studio.desktop.views.telling import jobs
from podcast_studio.desktop.widgets import IconButton, LinkButton, PrimaryButton, QuietButton, Text, column, row
from podcast_studio.desktop.words import number
from podcast_studio.domain.shelf import QueueRow

_WIDE = 800  # px; on a narrower card the buttons stand below the words
_FIRST, _MORE = 3, 20  # cards at first, and with each click
_INSTALLED = re.compile(r"\b(model|voice)s?\b", re.IGNORECASE)  # what "Models & voices" can help with


class AttentionCard(QFrame):
    """One job that failed."""

    retry_wanted = Signal(object)  # these four with the QueueRow
    dismiss_wanted = Signal(object)
    open_wanted = Signal(object)
    delete_wanted = Signal(object)
    models_wanted = Signal()

    def __init__(self, theme: Theme, job: QueueRow) -> None:
        super().__init__()
        self.setProperty("kind", "trouble-card")
        self.job = job
        self.title, self.reason = Text("", "strong", wraps=True), Text("", wraps=True)
        self.copy = QuietButton(self.tr("Copy details"), self._copy)
        self.models = QuietButton(self.tr("Models && voices"), self.models_wanted.emit)
        self.retry = PrimaryButton(self.tr("Retry"), lambda: self.retry_wanted.emit(self.job))
        self.more = IconButton(theme.icons("more"), self.tr("More"), self._open_menu)
        words = column(self.title, self.reason, gap=UNIT // 2)
        buttons = row(self.copy, self.models, self.retry, self.more)
        buttons.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing)
        self._line = row(gap=3 * UNIT, margins=(5 * UNIT, 4 * UNIT, 4 * UNIT, 4 * UNIT))
        self._line.addLayout(words, 1)
        self._line.addLayout(buttons)
        self._line.setAlignment(buttons, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing)
        self.setLayout(self._line)
        self.show_job(job)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        self._line.setDirection(way.LeftToRight if self.width() >= _WIDE else way.TopToBottom)

    def show_job(self, job: QueueRow) -> None:
        """Say what is the matter with it."""
        self.job = job
        reason, way_out, _details = trouble_of(job)
        self.title.setText(jobs.title(job))
        self.reason.setText(f"{reason} {way_out}".strip())
        self.models.setVisible(bool(_INSTALLED.search(f"{reason} {way_out}")))
        self.retry.setAccessibleName(self.tr("Retry {title}").format(title=jobs.title(job)))
        self.setAccessibleName(f"{jobs.title(job)}. {reason} {way_out}".strip())

    def _copy(self) -> None:
        _reason, _way_out, details = trouble_of(self.job)
        QGuiApplication.clipboard().setText(f"{jobs.title(self.job)}\n\n{details}")

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Open"), lambda: self.open_wanted.emit(self.job))
        menu.addAction(self.tr("Dismiss"), lambda: self.dismiss_wanted.emit(self.job))
        if self.job.podcast_id is not None:
            menu.addAction(self.tr("Delete the podcast…"), lambda: self.delete_wanted.emit(self.job))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))


class Attention(QWidget):
    """The cards, the first few of them until more are wanted."""

    retry_wanted = Signal(object)
    dismiss_wanted = Signal(object)
    open_wanted = Signal(object)
    delete_wanted = Signal(object)
    models_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._most = theme, _FIRST
        self._jobs: Sequence[QueueRow] = ()
        self.cards: list[AttentionCard] = []
        self._box: QVBoxLayout = column(gap=2 * UNIT)
        self.more: QPushButton = LinkButton("", self._show_more)
        self.setLayout(column(self._box, row(self.more, None), gap=2 * UNIT))
        self.hide()

    def show_jobs(self, found: Sequence[QueueRow]) -> None:
        """Show these; a card that stays is not built anew, so that the focus stays in it."""
        self._jobs = found
        shown = found[: self._most]
        wanted = {job.job_id for job in shown}
        for card in [card for card in self.cards if card.job.job_id not in wanted]:
            self.cards.remove(card)
            self._box.removeWidget(card)
            card.hide()
            card.deleteLater()
        known = {card.job.job_id: card for card in self.cards}
        for at, job in enumerate(shown):
            if job.job_id not in known:
                self._insert(at, job)
            elif known[job.job_id].job != job:
                known[job.job_id].show_job(job)
        left = len(found) - len(shown)
        self.more.setText(self.tr("Show {number} more that need attention").format(number=number(left)))
        self.more.setVisible(left > 0)
        self.setVisible(bool(found))

    def _insert(self, at: int, job: QueueRow) -> None:
        card = AttentionCard(self._theme, job)
        card.retry_wanted.connect(self.retry_wanted)
        card.dismiss_wanted.connect(self.dismiss_wanted)
        card.open_wanted.connect(self.open_wanted)
        card.delete_wanted.connect(self.delete_wanted)
        card.models_wanted.connect(self.models_wanted)
        self.cards.insert(at, card)
        self._box.insertWidget(at, card)

    def _show_more(self) -> None:
        self._most += _MORE
        self.show_jobs(self._jobs)
