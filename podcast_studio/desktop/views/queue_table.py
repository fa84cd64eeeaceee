"""The table of the queue: painted as the other lists are, reordered by dragging."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem

from podcast_studio.desktop.theme import Theme
from podcast_studio.desktop.views.queue_model import MIME, Column, QueueRows
from podcast_studio.desktop.views.row_table import RowDelegate, RowTable
from podcast_studio.desktop.views.rows import Index
from podcast_studio.desktop.widgets.progress_line import paint_progress
from podcast_studio.domain.jobs import JobState
from podcast_studio.domain.shelf import QueueRow

_ROW, _HEADER = 42, 35  # px
_NARROW = 700  # px; narrower tables have narrower columns
_MARGIN = 14  # px, left and right in a cell
_WIDTHS = {  # px
    Column.STATE: 160,
    Column.PROGRESS: 144,
    Column.STARTED: 96,
    Column.LEFT: 88,
    Column.ATTEMPTS: 96,
    Column.PRIORITY: 96,
}
_LESS = {Column.PROGRESS: 48}  # px, in a narrow table
_SPARED = (  # px of width below which a column gives way, the least important first
    (Column.ATTEMPTS, 860),
    (Column.STARTED, 780),
    (Column.PRIORITY, 640),
    (Column.PROGRESS, 480),
)


class QueueDelegate(RowDelegate):
    """Paints one cell."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, QueueRows)
        row = model.row_at(index)
        if row is None:
            return
        area = self.ground(painter, option, first=index.row() == 0)
        cell = area.adjusted(_MARGIN, 0, -_MARGIN // 2, 0)
        if index.column() == Column.PROGRESS:
            painter.save()
            muted = row.state is JobState.HELD
            paint_progress(painter, QRectF(cell), row.percentage / 100, self.theme, muted=muted)
            painter.restore()
        else:
            self._write_cell(painter, cell, model.text(row, Column(index.column())), row, Column(index.column()))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_WIDTHS.get(Column(index.column()), 160), _ROW)

    def _write_cell(self, painter: QPainter, area: QRect, text: str, row: QueueRow, column: Column) -> None:
        running = row.state is JobState.GENERATING
        bold = running and column is Column.TITLE
        font = self.theme.font("body", weight=QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        quiet = row.state is JobState.HELD or column in (Column.STARTED, Column.LEFT, Column.ATTEMPTS)
        self.write(painter, area, text, font, "secondary" if quiet else "ink")


class QueueTable(RowTable[QueueRow]):
    """One row for each job."""

    opened = Signal(object)  # QueueRow
    moved = Signal(str, object)  # job id, and the job that it was dropped before; None for the end
    least_rows = 4

    def __init__(self, theme: Theme, name: str) -> None:
        """`name` is for screen readers."""
        rows = QueueRows()
        super().__init__(rows, theme, name, row_height=_ROW, header_height=_HEADER)
        self.jobs = rows
        self.setItemDelegate(QueueDelegate(theme, self))
        self._set_up_columns()
        self._let_drag()
        self.activated.connect(self._activate)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, least in _SPARED:
            self.setColumnHidden(column, self.width() < least)
        narrow = self.width() < _NARROW
        for column, less in _LESS.items():
            self.setColumnWidth(column, _WIDTHS[column] - (less if narrow else 0))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if not event.mimeData().hasFormat(MIME):
            event.ignore()  # folders and files are the window's
            return
        job_id = bytes(event.mimeData().data(MIME).data()).decode()
        before = self.jobs.before(self._drop_row(event.position().toPoint()))
        event.setDropAction(Qt.DropAction.CopyAction)  # the row moves when the queue says so
        event.accept()
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        if before != job_id:
            self.moved.emit(job_id, before)

    def _drop_row(self, at: QPoint) -> int:
        """The row that what is dropped there is put before."""
        index = self.indexAt(at)
        if not index.isValid():
            return self.jobs.rowCount()
        return index.row() + (at.y() > self.visualRect(index).center().y())

    def _set_up_columns(self) -> None:
        columns = self.horizontalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            columns.resizeSection(column, width)

    def _let_drag(self) -> None:
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(False)

    def _activate(self, index: Index) -> None:
        row = self.jobs.row_at(index)
        if row is not None:
            self.opened.emit(row)
