"""How far a podcast is: six steps as a row, and one line with the percentage and the time that is left."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from podcast_studio.desktop.theme import UNIT, Theme
from podcast_studio.desktop.widgets import ElidedLabel, ProgressLine, Text, column, row
from podcast_studio.desktop.words import about, percent
from podcast_studio.domain.jobs import JobState
from podcast_studio.domain.progress import Step
from podcast_studio.domain.shelf import PodcastRow

_STEPS = tuple(Step)


def step_name(step: Step) -> str:
    """What a step is called where all of them are shown."""
    translate = QCoreApplication.translate
    return {
        Step.RETRIEVING_CONTENT: translate("Steps", "Finding content"),
        Step.GENERATING_SCRIPT: translate("Steps", "Writing script"),
        Step.PARSING_TURNS: translate("Steps", "Checking turns"),
        Step.GENERATING_AUDIO: translate("Steps", "Voicing"),
        Step.COMBINING_AUDIO: translate("Steps", "Combining"),
        Step.STORING_AUDIO: translate("Steps", "Saving"),
    }[step]


class MakingPanel(QWidget):
    """The six steps and the line below them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._steps = [_StepMark(theme, step) for step in _STEPS]
        self.line = ProgressLine(theme, self.tr("Progress of this podcast"))
        self.left = Text("", "status")
        marks = row(gap=2 * UNIT)
        for mark in self._steps:
            marks.addWidget(mark)  # all as wide, but none narrower than its name while there is room
        self.setLayout(column(marks, row(self.line, self.left, gap=3 * UNIT), gap=3 * UNIT))

    def say(self, made: PodcastRow) -> None:
        """Show how far it is."""
        place = _STEPS.index(made.step) if made.step is not None else -1
        for number, mark in enumerate(self._steps):
            mark.show_state(done=number < place, now=number == place, text=self._now(made) if number == place else "")
        self.line.show_share(made.percentage, muted=made.state is not JobState.GENERATING)
        self.left.setText(self._left(made))

    def _now(self, made: PodcastRow) -> str:
        texts = {
            Step.GENERATING_SCRIPT: self.tr("Writing, {done} of {total}"),
            Step.GENERATING_AUDIO: self.tr("Voicing, {done} of {total}"),
        }
        if made.step not in texts or not made.total_turns:
            return ""
        number = min(made.completed_turns + 1, made.total_turns)
        return texts[made.step].format(done=number, total=made.total_turns)

    def _left(self, made: PodcastRow) -> str:
        if made.remaining_seconds is None or made.state is not JobState.GENERATING:
            return percent(made.percentage)
        text = self.tr("{percent}, about {time} left")
        return text.format(percent=percent(made.percentage), time=about(made.remaining_seconds))


class _StepMark(QWidget):
    """A bar that is filled when its step is done, with the step's name below it."""

    def __init__(self, theme: Theme, step: Step) -> None:
        super().__init__()
        self._step = step
        self._bar, self._label = _Bar(theme), ElidedLabel(step_name(step), "step")
        self.setLayout(column(self._bar, self._label, gap=2 * UNIT))

    def show_state(self, *, done: bool, now: bool, text: str) -> None:
        self._bar.fill(done or now)
        self._label.set_kind("step-now" if now else "step-done" if done else "step")
        self._label.setText(text or step_name(self._step))


class _Bar(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._filled = theme, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def fill(self, filled: bool) -> None:
        if filled != self._filled:
            self._filled = filled
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(40, 3)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent" if self._filled else "line"))
        painter.drawRoundedRect(QRectF(self.rect()), 1.5, 1.5)
