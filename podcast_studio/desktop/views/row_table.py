"""What painted tables have in common: one row is marked and has a menu, and all rows are equally high."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from podcast_studio.desktop.theme import Theme
from podcast_studio.desktop.views.rows import Rows

_Row = TypeVar("_Row")


class RowDelegate(QStyledItemDelegate):
    """Paints with the colours of the theme."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self.theme = theme

    def line(self, painter: QPainter, area: QRect) -> None:
        """What keeps a row apart from the one above it."""
        painter.fillRect(QRect(area.left(), area.top(), area.width(), 1), self.theme.colour("line"))

    def ground(self, painter: QPainter, option: QStyleOptionViewItem, *, first: bool) -> QRect:
        """What a cell's text stands on: marked, under the mouse, or neither; the cell's place."""
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self.theme.colour("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, self.theme.colour("window"))
        if not first:
            self.line(painter, area)
        return area

    def write(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        font: QFont,
        colour: str,
        *,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
    ) -> None:
        """One line of text, with "…" where there is no room for its end."""
        painter.setFont(font)
        painter.setPen(self.theme.colour(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | side, shown)


class RowTable(QTableView, Generic[_Row]):
    """A table, and not a list or a tree: those look at every row when something changes."""

    menu_wanted = Signal(QPoint)  # on the screen, for the current row
    least_rows = 2  # that there is room for before the page begins to scroll

    def __init__(self, rows: Rows[_Row], theme: Theme, name: str, *, row_height: int, header_height: int = 0) -> None:
        """`name` is for screen readers; heights are in px."""
        super().__init__()
        self._rows, self._header_height = rows, header_height
        rows.setParent(self)
        self.setModel(rows)
        self.setAccessibleName(name)
        self.setProperty("kind", "card")
        self._behave()
        self._set_up_headers(row_height)
        for signal in (rows.rowsInserted, rows.rowsRemoved, rows.modelReset):
            signal.connect(self.updateGeometry)
        theme.changed.connect(self.viewport().update)

    def current(self) -> _Row | None:
        """The row that the keys work on."""
        return self._rows.row_at(self.currentIndex())

    def sizeHint(self) -> QSize:
        return QSize(480, self._height(self._rows.rowCount()))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self._height(min(self.least_rows, self._rows.rowCount())))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.pos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            at = self.visualRect(self.currentIndex()).center()
        elif self.indexAt(at).isValid():
            self.setCurrentIndex(self.indexAt(at))
        if self.current() is not None:
            self.menu_wanted.emit(self.viewport().mapToGlobal(at))

    def _behave(self) -> None:
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def _set_up_headers(self, row_height: int) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(row_height)
        if not self._header_height:
            columns.hide()
            columns.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            return
        columns.setFixedHeight(self._header_height)
        columns.setHighlightSections(False)
        columns.setSectionsClickable(False)

    def _height(self, rows: int) -> int:
        row_height = self.verticalHeader().defaultSectionSize()
        return rows * row_height + self._header_height + 2 * max(1, self.frameWidth())
