"""The table of the queue: painted as the other lists are, reordered by dragging."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDragMoveEvent, QDropEvent, QFont, QPainter, QResizeEvent
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
from podcast_studio.desktop.views.queue_model import MIME, Column, QueueRows
from podcast_studio.desktop.views.rows import Index
from podcast_studio.desktop.widgets.progress_line import paint_progress
from podcast_studio.domain.jobs import JobState
from podcast_studio.domain.shelf import QueueRow

_ROW, _HEADER, _LEAST_ROWS = 42, 35, 4  # px, px, rows
_NARROW = 700  # px; narrower tables have narrower columns
_MARGIN = 14  # px, left and right in a cell
_WIDTHS = {  # px
    Column.STATE: 160,
    Column.PROGRESS: 176,
    Column.STARTED: 96,
    Column.LEFT: 88,
    Column.ATTEMPTS: 96,
    Column.PRIORITY: 96,
}
_LESS = {Column.STATE: 24, Column.PROGRESS: 72}  # px, in a narrow table
_SPARED = (  # px of width below which a column gives way, the least important first
    (Column.ATTEMPTS, 860),
    (Column.STARTED, 780),
    (Column.PRIORITY, 640),
    (Column.PROGRESS, 480),
)


class QueueDelegate(QStyledItemDelegate):
    """Paints one cell."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, QueueRows)
        row = model.row_at(index)
        if row is None:
            return
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._theme.colour("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, self._theme.colour("window"))
        if index.row():
            painter.fillRect(QRect(area.left(), area.top(), area.width(), 1), self._theme.colour("line"))
        cell = area.adjusted(_MARGIN, 0, -_MARGIN // 2, 0)
        if index.column() == Column.PROGRESS:
            painter.save()
            muted = row.state is JobState.HELD
            paint_progress(painter, QRectF(cell), row.percentage / 100, self._theme, muted=muted)
            painter.restore()
        else:
            self._write(painter, cell, model.text(row, Column(index.column())), row, Column(index.column()))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_WIDTHS.get(Column(index.column()), 160), _ROW)

    def _write(self, painter: QPainter, area: QRect, text: str, row: QueueRow, column: Column) -> None:
        running = row.state is JobState.GENERATING
        bold = running and column is Column.TITLE
        painter.setFont(self._theme.font("body", weight=QFont.Weight.DemiBold if bold else QFont.Weight.Normal))
        quiet = row.state is JobState.HELD or column in (Column.STARTED, Column.LEFT, Column.ATTEMPTS)
        painter.setPen(self._theme.colour("secondary" if quiet else "ink"))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)


class QueueTable(QTableView):
    """One row for each job."""

    opened = Signal(object)  # QueueRow
    menu_wanted = Signal(QPoint)  # on the screen, for the current row
    moved = Signal(str, object)  # job id, and the job that it was dropped before; None for the end

    def __init__(self, theme: Theme, name: str) -> None:
        """`name` is for screen readers."""
        super().__init__()
        self.jobs = QueueRows()
        self.jobs.setParent(self)
        self.setModel(self.jobs)
        self.setItemDelegate(QueueDelegate(theme, self))
        self.setAccessibleName(name)
        self.setProperty("kind", "card")
        self._behave()
        self._set_up_headers()
        self._let_drag()
        self.activated.connect(self._activate)
        for signal in (self.jobs.rowsInserted, self.jobs.rowsRemoved, self.jobs.modelReset):
            signal.connect(self.updateGeometry)
        theme.changed.connect(self.viewport().update)

    def current(self) -> QueueRow | None:
        """The row that the keys work on."""
        return self.jobs.row_at(self.currentIndex())

    def sizeHint(self) -> QSize:
        return QSize(480, self._height(self.jobs.rowCount()))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self._height(min(_LEAST_ROWS, self.jobs.rowCount())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, least in _SPARED:
            self.setColumnHidden(column, self.width() < least)
        narrow = self.width() < _NARROW
        for column, less in _LESS.items():
            self.setColumnWidth(column, _WIDTHS[column] - (less if narrow else 0))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.pos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            at = self.visualRect(self.currentIndex()).center()
        elif self.indexAt(at).isValid():
            self.setCurrentIndex(self.indexAt(at))
        if self.current() is not None:
            self.menu_wanted.emit(self.viewport().mapToGlobal(at))

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

    def _set_up_headers(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW)
        columns.setFixedHeight(_HEADER)
        columns.setHighlightSections(False)
        columns.setSectionsClickable(False)
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

    def _height(self, rows: int) -> int:
        return rows * _ROW + _HEADER + 2 * max(1, self.frameWidth())
