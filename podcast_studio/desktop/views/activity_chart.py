"""The bars of the page "Activity": how many podcasts ended in each stretch of time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from podcast_studio.desktop.theme import CONTROL_RADIUS, UNIT, Theme
from podcast_studio.desktop.words import day, number, time_of_day
from podcast_studio.domain.activity import Bucket

_DAY = 86_400.0  # seconds
_HEIGHT, _LEAST_HEIGHT = 220, 160  # px
_WIDEST, _RADIUS, _STUB = 56.0, 3.0, 5.0  # px: from one bar to the next, of a bar's top, of a bar for nothing
_GAP = 0.18  # of the way from one bar to the next
_LEAST_PEAK = 4  # podcasts; below that the tallest bar does not fill the chart: one podcast is no peak
_MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class BarChart(QWidget):
    """Time goes from left to right. The mouse, or the arrow keys, ask for the figures of a bar."""

    def __init__(self, theme: Theme, name: str) -> None:
        """`name` is for screen readers."""
        super().__init__()
        self._theme = theme
        self._buckets: Sequence[Bucket] = ()
        self._seconds = 0.0
        self._pointed: int | None = None  # which bar is asked about
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_buckets(self, buckets: Sequence[Bucket], seconds: float) -> None:
        """Draw these; each of them stands for so many seconds."""
        self._buckets, self._seconds = buckets, seconds
        if self._pointed is not None and self._pointed >= len(buckets):
            self._pointed = None
        self._describe()
        self.update()

    def bar_at(self, x: float) -> int | None:
        """Which bar is at `x` px, empty ones included."""
        found = int(x // self._pitch) if x >= 0 else -1
        return found if 0 <= found < len(self._buckets) else None

    def area_of(self, position: int) -> QRectF:
        """Where a bar stands, failed podcasts on top."""
        plot, pitch = self._plot, self._pitch
        bucket = self._buckets[position]
        height = plot.height() * (bucket.completed + bucket.failed) / self._peak
        height = max(_STUB, height)
        return QRectF(position * pitch, plot.bottom() - height, pitch * (1 - _GAP), height)

    def told(self, position: int) -> str:
        """The figures of a bar, in words."""
        bucket = self._buckets[position]
        return self.tr("{time}: {completed} completed, {failed} failed").format(
            time=self._time(bucket), completed=number(bucket.completed), failed=number(bucket.failed)
        )

    def sizeHint(self) -> QSize:
        return QSize(100 * UNIT, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(50 * UNIT, _LEAST_HEIGHT)

    # Drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font("secondary"))
        for position in range(len(self._buckets)):
            self._paint_bar(painter, position)
        plot = self._plot
        painter.fillRect(QRectF(plot.left(), plot.bottom(), plot.width(), 1), self._theme.colour("line"))
        self._paint_times(painter)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), CONTROL_RADIUS, CONTROL_RADIUS)

    def _paint_bar(self, painter: QPainter, position: int) -> None:
        bucket, area = self._buckets[position], self.area_of(position)
        if position == self._pointed:
            column = QRectF(area.left(), self._plot.top(), area.width(), self._plot.height())
            painter.fillPath(_standing(column), self._theme.colour("accent_soft"))
        total = bucket.completed + bucket.failed
        if not total:
            painter.fillPath(_standing(area), self._theme.colour("line"))
            return
        shape = _standing(area)
        painter.fillPath(shape, self._theme.colour("trouble" if bucket.failed else "accent"))
        if bucket.failed and bucket.completed:
            below = QPainterPath()
            below.addRect(area.adjusted(0, area.height() * bucket.failed / total, 0, 0))
            painter.fillPath(shape.intersected(below), self._theme.colour("accent"))
        self._paint_total(painter, area, number(total))

    def _paint_total(self, painter: QPainter, bar: QRectF, text: str) -> None:
        """Above the bar, where it is not wider than that."""
        metrics = QFontMetricsF(painter.font())
        if metrics.horizontalAdvance(text) <= self._pitch:
            place = QRectF(0, bar.top() - metrics.height() - 2, self._pitch, metrics.height())
            place.moveLeft(bar.center().x() - place.width() / 2)
            painter.setPen(self._theme.colour("secondary"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_times(self, painter: QPainter) -> None:
        """Where the bars begin, and that they end now, if both find room."""
        if not self._buckets:
            return
        first, last = self._start(self._buckets[0]), self.tr("now")
        metrics = QFontMetricsF(painter.font())
        width = self._pitch * len(self._buckets)
        line = QRectF(0, self._plot.bottom() + UNIT, self.width(), metrics.height())
        painter.setPen(self._theme.colour("secondary"))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, first)
        if metrics.horizontalAdvance(first) + metrics.horizontalAdvance(last) + 4 * UNIT < width:
            line.setWidth(width - self._pitch * _GAP)
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, last)

    @property
    def _plot(self) -> QRectF:
        """Where bars can be: a line of text is left above and below."""
        text = QFontMetricsF(self._theme.font("secondary")).height() + UNIT
        return QRectF(0, text, self.width(), max(1.0, self.height() - 2 * text))

    @property
    def _pitch(self) -> float:
        return min(_WIDEST, self.width() / max(1, len(self._buckets)))

    @property
    def _peak(self) -> int:
        return max([_LEAST_PEAK, *(bucket.completed + bucket.failed for bucket in self._buckets)])

    # Words

    def _start(self, bucket: Bucket) -> str:
        if self._seconds < _DAY:
            return time_of_day(bucket.start)
        return _day(bucket.start)

    def _time(self, bucket: Bucket) -> str:
        if self._seconds == _DAY:
            return self._start(bucket)
        if self._seconds > _DAY:
            last = _day(bucket.start + self._seconds - 1)
            return self.tr("{first} to {last}").format(first=self._start(bucket), last=last)
        return self.tr("{first} to {last}").format(
            first=self._start(bucket), last=time_of_day(bucket.start + self._seconds)
        )

    def _describe(self) -> None:
        """For screen readers: the bar that is asked about, else all of them together."""
        if self._pointed is not None:
            self.setAccessibleDescription(self.told(self._pointed))
            return
        most = max(range(len(self._buckets)), key=lambda position: self._buckets[position].completed, default=None)
        if most is None or not any(bucket.completed or bucket.failed for bucket in self._buckets):
            self.setAccessibleDescription(self.tr("No podcast ended in this time."))
            return
        self.setAccessibleDescription(
            self.tr("{completed} completed, {failed} failed. Most: {bar}").format(
                completed=number(sum(bucket.completed for bucket in self._buckets)),
                failed=number(sum(bucket.failed for bucket in self._buckets)),
                bar=self.told(most),
            )
        )

    # What the user does

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self.bar_at(event.position().x()), event.globalPosition().toPoint())

    def leaveEvent(self, _event: QEvent) -> None:
        self._point(None, QPoint())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point(None, QPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = _MOVES.get(Qt.Key(event.key()))
        if move is None or not self._buckets:
            super().keyPressEvent(event)
            return
        last = len(self._buckets) - 1
        to = last if self._pointed is None else max(0, min(last, self._pointed + move))
        self._point(to, self.mapToGlobal(self.area_of(to).topLeft().toPoint()))

    def _point(self, position: int | None, place: QPoint) -> None:
        """Ask about a bar, or about none."""
        if position is not None:
            QToolTip.showText(place, self.told(position), self)
        elif self._pointed is not None:
            QToolTip.hideText()
        if position != self._pointed:
            self._pointed = position
            self._describe()
            self.update()


def _day(moment: float) -> str:
    return day(datetime.fromtimestamp(moment).astimezone())


def _standing(area: QRectF) -> QPainterPath:
    """A bar that is round at its top only."""
    round_one, whole = QPainterPath(), QPainterPath()
    round_one.addRoundedRect(area.adjusted(0, 0, 0, _RADIUS), _RADIUS, _RADIUS)
    whole.addRect(area)
    return round_one.intersected(whole)
