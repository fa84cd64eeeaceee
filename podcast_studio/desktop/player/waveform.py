"""The shape of the sound, with its chapters and how far it has been heard; a slider for whoever uses keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QToolTip

from podcast_studio.desktop.player.recording import Recording
from podcast_studio.desktop.theme import CONTROL_RADIUS, UNIT, Theme
from podcast_studio.desktop.words import clock

_BAR, _PITCH = 3.0, 5.0  # px, of a bar, and from one to the next
_TALLEST, _SHORTEST, _TURN = 36.0, 3.0, 12.0  # px, of bars, and of the block of a turn
_MARK = 44.0  # px, of the line where a chapter begins
_LINE = 2.0  # px, of what is still to be made
_STEPS = 1_000  # of the slider, in a second
_KEY_SECONDS, _PAGE_SECONDS = 5, 60


class Waveform(QAbstractSlider):
    """Time goes from left to right. While a podcast is made there is a block for each turn that can be heard."""

    chosen = Signal(float)  # seconds, where the user wants to be

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._recording: Recording | None = None
        self._levels: Sequence[float] = ()
        self._bars: list[QRectF] = []
        self._dragging = False
        self._pointed: float | None = None  # px, where the mouse is
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setAccessibleName(self.tr("Position"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys where they were
        self.setMouseTracking(True)
        self.setSingleStep(_KEY_SECONDS * _STEPS)
        self.setPageStep(_PAGE_SECONDS * _STEPS)
        self.setEnabled(False)
        self.actionTriggered.connect(lambda _action: self._choose(self.sliderPosition() / _STEPS))
        theme.changed.connect(self.update)

    def show_recording(self, recording: Recording | None, levels: Sequence[float]) -> None:
        """Draw this one; `levels` are its parts from beginning to end, 0 to 1, or none where they are not known."""
        self._recording, self._levels = recording, levels
        self.setEnabled(recording is not None)
        self.setRange(0, round(self.seconds * _STEPS))
        self._lay_out()

    def show_position(self, seconds: float) -> None:
        """How far it has been heard."""
        if not self._dragging:
            self._set(seconds)

    @property
    def seconds(self) -> float:
        """Of the whole width."""
        return self._recording.expected if self._recording is not None else 0.0

    @property
    def bars(self) -> Sequence[QRectF]:
        """What is drawn: the sound bar by bar, or turn by turn."""
        return self._bars

    def second_at(self, x: float) -> float:
        """The second at `x` px."""
        return max(0.0, min(1.0, x / max(1, self.width()))) * self.seconds

    def place_of(self, seconds: float) -> float:
        """Where a second is, in px."""
        return seconds / self.seconds * self.width() if self.seconds else 0.0

    def sizeHint(self) -> QSize:
        return QSize(100 * UNIT, round(_MARK) + 2 * UNIT)

    def minimumSizeHint(self) -> QSize:
        return QSize(16 * UNIT, round(_MARK) + 2 * UNIT)

    # Drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        heard = self.place_of(self.value() / _STEPS)
        self._paint_bars(painter, QRectF(heard, 0, self.width() - heard, self.height()), self._unheard())
        self._paint_bars(painter, QRectF(0, 0, heard, self.height()), self._theme.colour("accent"))
        self._paint_lines(painter)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(area, CONTROL_RADIUS, CONTROL_RADIUS)

    def _paint_bars(self, painter: QPainter, area: QRectF, colour: QColor) -> None:
        painter.save()
        painter.setClipRect(area)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for bar in self._bars:
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        painter.restore()

    def _unheard(self) -> QColor:
        """Half way from a line to something that is disabled."""
        line, faint = self._theme.colour("line"), self._theme.colour("faint")
        return QColor(
            (line.red() + faint.red()) // 2, (line.green() + faint.green()) // 2, (line.blue() + faint.blue()) // 2
        )

    def _paint_lines(self, painter: QPainter) -> None:
        """Where nothing is yet, where chapters begin, where the mouse is."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("line"))
        made = self.place_of(self._recording.seconds) if self._recording is not None and not self._levels else 0.0
        if not self._levels:
            painter.drawRect(QRectF(made, (self.height() - _LINE) / 2, self.width() - made, _LINE))
        for chapter in self._recording.chapters[1:] if self._recording is not None else ():
            self._paint_upright(painter, self.place_of(chapter.start), "faint")
        if self._pointed is not None and self.isEnabled():
            self._paint_upright(painter, self._pointed, "accent")

    def _paint_upright(self, painter: QPainter, x: float, colour: str) -> None:
        """A fine line that keeps a distance from the bars beside it."""
        line = QRectF(round(x), (self.height() - _MARK) / 2, 1, _MARK)
        painter.fillRect(line.adjusted(-1.5, 0, 1.5, 0), self._theme.colour("panel"))
        painter.fillRect(line, self._theme.colour(colour))

    def _lay_out(self) -> None:
        """Work out what is drawn at this width."""
        if self._levels:
            heights = _grouped(self._levels, int(self.width() // _PITCH))
            self._bars = [
                self._block(number * _PITCH, _BAR, height * _TALLEST) for number, height in enumerate(heights)
            ]
        else:
            turns = self._recording.turns if self._recording is not None else ()
            places = [(self.place_of(turn.start), self.place_of(turn.end)) for turn in turns]
            self._bars = [self._block(start, max(1.0, end - start - 1), _TURN) for start, end in places]
        self.update()

    def _block(self, left: float, width: float, height: float) -> QRectF:
        height = max(_SHORTEST, height)
        return QRectF(left, (self.height() - height) / 2, width, height)

    def _set(self, seconds: float) -> None:
        self.setValue(round(seconds * _STEPS))
        self.setAccessibleDescription(
            self.tr("{position} of {length}").format(position=clock(seconds), length=clock(self.seconds))
        )

    # What the user does

    def _choose(self, seconds: float) -> None:
        self._set(seconds)
        self.chosen.emit(max(0.0, min(seconds, self.seconds)))

    def _point(self, event: QMouseEvent) -> None:
        x = event.position().x()
        self._pointed = x
        if self._recording is not None:
            seconds = self.second_at(x)
            place = self._recording.chapter_at(seconds)
            chapter = self._recording.chapters[place].title if place >= 0 else ""
            QToolTip.showText(event.globalPosition().toPoint(), f"{clock(seconds)}  {chapter}".strip(), self)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._dragging = True
            self._set(self.second_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(event)
        if self._dragging:
            self._set(self.second_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging and event.button() is Qt.MouseButton.LeftButton:
            self._dragging = False
            self._choose(self.second_at(event.position().x()))

    def leaveEvent(self, _event: QEvent) -> None:
        self._pointed = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # whoever turns the wheel wants to scroll

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()


def _grouped(levels: Sequence[float], count: int) -> list[float]:
    """As many levels as there is room for, each the mean power of its part, relative to the loudest.

    Not its root: speech is about equally loud everywhere, and a band of equal bars shows nobody where they are.
    """
    if count < 1:
        return []
    edges = [part * len(levels) // count for part in range(count + 1)]
    parts = [levels[edges[part] : max(edges[part + 1], edges[part] + 1)] for part in range(count)]
    means = [sum(level * level for level in part) / len(part) if part else 0.0 for part in parts]
    loudest = max(means, default=0.0)
    return [mean / loudest for mean in means] if loudest else means
