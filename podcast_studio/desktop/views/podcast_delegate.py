"""How a podcast looks in a list."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from podcast_studio.desktop.theme import CARD_RADIUS, UNIT, Theme
from podcast_studio.desktop.views.row_table import RowDelegate
from podcast_studio.desktop.views.rows import Index, Rows
from podcast_studio.desktop.views.telling import being_made, left_words, subtitle
from podcast_studio.desktop.widgets.progress_line import paint_progress
from podcast_studio.desktop.words import clock, day, percent
from podcast_studio.domain.jobs import JobState
from podcast_studio.domain.shelf import PodcastRow

_BUTTON = 30  # px
_LEFT, _TEXT, _RIGHT = 16, 64, 16  # px: where the button begins, where the words do, and the margin at the end
_WIDE = 640  # px; narrower rows have narrower columns
_COLUMNS, _NARROW = (130, 90, 90), (72, 58, 76)  # px: bar or day, percent or length, what is left
_STILL = (JobState.HELD, JobState.CANCELLED, JobState.FAILED)


def can_be_heard(row: PodcastRow) -> bool:
    """Whether there is something to play, if only the first turns."""
    return row.has_audio or row.completed_turns > 0


class PodcastDelegate(RowDelegate):
    """Paints one row: play button, title and subtitle, and three columns of figures."""

    def __init__(self, theme: Theme, view: QTableView, *, with_collection: bool) -> None:
        super().__init__(theme, view)
        self._with_collection = with_collection
        self.pointer = QPoint(-1, -1)  # in the viewport
        self.playing = ""  # id of the podcast that is heard now
        theme.changed.connect(self._measure)
        self._measure()

    def row_height(self) -> int:
        """Of every row, in px."""
        return self._height

    def button_area(self, row: QRect) -> QRect:
        """Where the round button is in a row."""
        return QRect(row.left() + _LEFT, row.center().y() - _BUTTON // 2, _BUTTON, _BUTTON)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(320, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, Rows)
        row = model.row_at(index)
        if row is None:
            return
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, area, state, first=index.row() == 0, last=index.row() + 1 == model.rowCount())
        self._paint_button(painter, area, row)
        columns = _COLUMNS if area.width() >= _WIDE else _NARROW
        self._paint_words(painter, area, row, room=area.width() - _TEXT - _RIGHT - sum(columns) - 3 * UNIT * 3)
        self._paint_columns(painter, area, row, columns)
        painter.restore()

    def _measure(self) -> None:
        body, secondary = self.theme.font("body", weight=QFont.Weight.DemiBold), self.theme.font("secondary")
        self._title_font, self._body_font, self._small_font = body, self.theme.font("body"), secondary
        self._title_metrics, self._small_metrics = QFontMetrics(body), QFontMetrics(secondary)
        self._height = self._title_metrics.height() + self._small_metrics.height() + 6 * UNIT + 2

    def _paint_ground(
        self, painter: QPainter, area: QRect, state: QStyle.StateFlag, *, first: bool, last: bool
    ) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_HasFocus)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour("accent_soft" if selected else "window"))
            painter.drawPath(_rounded(QRectF(area), first=first, last=last))
        if not first:
            self.line(painter, area)

    def _paint_button(self, painter: QPainter, area: QRect, row: PodcastRow) -> None:
        button = self.button_area(area)
        usable = can_be_heard(row)
        lit = usable and button.contains(self.pointer)
        painter.setPen(QPen(self.theme.colour("accent" if lit else "line"), 1))
        painter.setBrush(self.theme.colour("accent_soft" if lit else "card"))
        painter.drawEllipse(QRectF(button).adjusted(0.5, 0.5, -0.5, -0.5))
        sign = QRectF(0, 0, 15, 15)
        sign.moveCenter(QRectF(button).center())
        name = "pause" if row.id == self.playing else "play"
        self.theme.icons.paint(painter, name, "accent" if usable else "line", sign)

    def _paint_words(self, painter: QPainter, area: QRect, row: PodcastRow, room: int) -> None:
        top = area.top() + 3 * UNIT
        title = QRect(area.left() + _TEXT, top, room, self._title_metrics.height())
        below = QRect(title.left(), title.bottom() + 3, room, self._small_metrics.height())
        failed = row.state is JobState.FAILED
        self.write(painter, title, row.title, self._title_font, "ink")
        words = subtitle(row, with_collection=self._with_collection)
        self.write(painter, below, words, self._small_font, "trouble" if failed else "secondary")

    def _paint_columns(self, painter: QPainter, area: QRect, row: PodcastRow, columns: tuple[int, int, int]) -> None:
        left = area.right() + 1 - _RIGHT - sum(columns) - 2 * 3 * UNIT
        places = []
        for width in columns:
            places.append(QRect(left, area.top(), width, area.height()))
            left += width + 3 * UNIT
        if being_made(row):
            muted = row.state in _STILL
            paint_progress(painter, QRectF(places[0]), row.percentage / 100, self.theme, muted=muted)
            figure = percent(row.percentage)
        else:
            self.write(painter, places[0], day(row.completed_at or row.created_at), self._body_font, "secondary")
            figure = clock(row.duration_seconds or 0.0)
        self.write(painter, places[1], figure, self._body_font, "secondary")
        self.write(painter, places[2], left_words(row), self._body_font, "secondary")


def _rounded(area: QRectF, *, first: bool, last: bool) -> QPainterPath:
    """The ground of a row, that keeps within the round corners of its card."""
    path = QPainterPath()
    radius = CARD_RADIUS - 1
    path.addRoundedRect(area, radius, radius)
    for keep, strip in (
        (first, QRectF(area.left(), area.top(), area.width(), radius)),
        (last, QRectF(area.left(), area.bottom() - radius, area.width(), radius)),
    ):
        if not keep:
            path.addRect(strip)
    path.setFillRule(Qt.FillRule.WindingFill)
    return path
