"""The wishes that few podcasts need: title, language, listeners, priority, and when to begin."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtWidgets import QDateTimeEdit, QGridLayout, QLineEdit, QWidget

from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.views.telling import language_name
from podcast_studio.desktop.views.times import next_hour, tonight
from podcast_studio.desktop.widgets import Choice, Text, column
from podcast_studio.desktop.words import time_of_day
from podcast_studio.domain.jobs import Priority
from podcast_studio.domain.languages import AUTO, LANGUAGES
from podcast_studio.domain.styles import Level


class Start(StrEnum):
    SOON = "soon"
    TONIGHT = "tonight"
    AT = "at"


class MoreWishes(QWidget):
    """Shown under "More"."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = QLineEdit()
        self.title.setPlaceholderText(self.tr("Named after the documents"))
        self.priority = Choice(
            [
                (Priority.URGENT, self.tr("Before all others")),
                (Priority.NORMAL, self.tr("Normal")),
                (Priority.LOW, self.tr("When nothing else waits")),
            ]
        )
        as_documents = (AUTO, self.tr("As the documents"))
        self.language = Choice([*((code, language_name(code)) for code in LANGUAGES), as_documents])
        self.level = Choice(
            [
                (Level.NEWCOMER, self.tr("People new to it")),
                (Level.INFORMED, self.tr("Informed people")),
                (Level.PROFESSIONAL, self.tr("Professionals")),
            ]
        )
        self.level.choose(Level.INFORMED)
        self.start = Choice()
        self.time = QDateTimeEdit()
        self.time.setCalendarPopup(True)
        self.start.currentIndexChanged.connect(self._show_time)
        self.reset()
        self._lay_out()

    @property
    def run_at(self) -> float | None:
        """Seconds since the epoch; None for as soon as it can be."""
        start = self.start.value
        if start == Start.TONIGHT:
            return tonight(datetime.now().astimezone()).timestamp()
        return float(self.time.dateTime().toSecsSinceEpoch()) if start == Start.AT else None

    def reset(self) -> None:
        """Back to what most podcasts want."""
        moment = datetime.now().astimezone()
        self.title.clear()
        self.priority.choose(Priority.NORMAL)
        self.start.offer(
            [
                (Start.SOON, self.tr("Now")),
                (Start.TONIGHT, self.tr("Tonight, {time}").format(time=_clock(tonight(moment)))),
                (Start.AT, self.tr("At a time…")),
            ]
        )
        self.start.choose(Start.SOON)
        self.time.setMinimumDateTime(QDateTime.currentDateTime())
        self.time.setDateTime(QDateTime.fromSecsSinceEpoch(int(next_hour(moment).timestamp())))

    def _show_time(self) -> None:
        self.time.setVisible(self.start.value == Start.AT)
        self.changed.emit()

    def _lay_out(self) -> None:
        fields: list[tuple[str, QWidget, tuple[int, int, int, int]]] = [
            (self.tr("Title"), self.title, (0, 0, 1, 2)),
            (self.tr("Language"), self.language, (0, 2, 1, 1)),
            (self.tr("For"), self.level, (1, 0, 1, 1)),
            (self.tr("Priority"), self.priority, (1, 1, 1, 1)),
            (self.tr("Begin"), self.start, (1, 2, 1, 1)),
        ]
        grid = QGridLayout()
        grid.setContentsMargins(0, UNIT, 0, 0)
        grid.setHorizontalSpacing(3 * UNIT)
        grid.setVerticalSpacing(2 * UNIT)
        for text, field, place in fields:
            label = Text(text, "secondary")
            label.setBuddy(field)
            field.setAccessibleName(text)
            if isinstance(field, Choice):
                field.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                field.setMinimumContentsLength(8)
            parts = column(label, field, gap=UNIT)
            if field is self.start:
                self.time.setAccessibleName(self.tr("Time to begin"))
                parts.addWidget(self.time)
            parts.addStretch(1)
            grid.addLayout(parts, *place)
            grid.setColumnStretch(place[1], 1)
        self.setLayout(grid)


def _clock(moment: datetime) -> str:
    """Only the hour: that it may be after midnight does not make it another night."""
    today = datetime.now().astimezone()
    return time_of_day(moment.replace(year=today.year, month=today.month, day=today.day))
