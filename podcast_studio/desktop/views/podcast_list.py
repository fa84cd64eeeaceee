"""A list of podcasts: one row each, painted, so that ten thousand of them scroll as ten do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView

from podcast_studio.desktop.theme import Theme
from podcast_studio.desktop.views.podcast_delegate import PodcastDelegate, can_be_heard
from podcast_studio.desktop.views.rows import Index, Rows
from podcast_studio.desktop.views.telling import spoken_row
from podcast_studio.domain.shelf import PodcastRow

_LEAST_ROWS = 3  # that there is room for before the page begins to scroll


class PodcastRows(Rows[PodcastRow]):
    """The podcasts of a list."""

    def __init__(self) -> None:
        super().__init__(lambda row: row.id)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_row(row)
        return None


class PodcastList(QTableView):
    """A click opens a podcast, one on its round button plays it.

    A table of one column: unlike a list, it does not look at every row when something changes.
    """

    opened = Signal(str)  # podcast id
    play_wanted = Signal(str)
    menu_wanted = Signal(QPoint)  # on the screen, for the current row

    def __init__(self, theme: Theme, name: str, *, with_collection: bool) -> None:
        """`name` is for screen readers."""
        super().__init__()
        self.podcasts = PodcastRows()
        self.podcasts.setParent(self)
        self.setModel(self.podcasts)
        self.setAccessibleName(name)
        self.setProperty("kind", "card")
        self.delegate = PodcastDelegate(theme, self, with_collection=with_collection)
        self.setItemDelegate(self.delegate)
        self._be_a_list()
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.verticalScrollBar().setSingleStep(24)
        self.activated.connect(self._activate)
        self._pressed = QPersistentModelIndex()
        for signal in (self.podcasts.rowsInserted, self.podcasts.rowsRemoved, self.podcasts.modelReset):
            signal.connect(self.updateGeometry)
        theme.changed.connect(self._restyle)

    def _be_a_list(self) -> None:
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(self.delegate.row_height())

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.delegate.row_height())
        self.viewport().update()

    def current(self) -> PodcastRow | None:
        """The row that the keys work on."""
        return self.podcasts.row_at(self.currentIndex())

    def show_playing(self, podcast_id: str) -> None:
        """Mark the podcast that is heard now."""
        self.delegate.playing = podcast_id
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(480, self._height(self.podcasts.rowCount()))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self._height(min(_LEAST_ROWS, self.podcasts.rowCount())))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = QPersistentModelIndex(self.indexAt(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        row = self.podcasts.row_at(index)
        if row is None or event.button() is not Qt.MouseButton.LeftButton or self._pressed != index:
            return
        if self._on_button(at) and can_be_heard(row):
            self.play_wanted.emit(row.id)
        else:
            self.opened.emit(row.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.delegate.pointer = event.position().toPoint()
        self.update(self.indexAt(self.delegate.pointer))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self.delegate.pointer = QPoint(-1, -1)
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self.setToolTip(self._hint(event.pos()))
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.pos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            at = self.visualRect(self.currentIndex()).center()
        elif self.indexAt(at).isValid():
            self.setCurrentIndex(self.indexAt(at))
        if self.current() is not None:
            self.menu_wanted.emit(self.viewport().mapToGlobal(at))

    def _activate(self, index: Index) -> None:
        """Enter. A double click comes here too, after the click that has opened it."""
        row = self.podcasts.row_at(index)
        if row is not None and not self._pressed.isValid():
            self.opened.emit(row.id)

    def _on_button(self, at: QPoint) -> bool:
        return self.delegate.button_area(self.visualRect(self.indexAt(at))).contains(at)

    def _hint(self, at: QPoint) -> str:
        row = self.podcasts.row_at(self.indexAt(at))
        return "" if row is None else spoken_row(row)

    def _height(self, rows: int) -> int:
        return rows * self.delegate.row_height() + 2 * max(1, self.frameWidth())
